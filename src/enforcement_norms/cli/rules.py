"""`enorms rules`: every rule of audit with its articles by date and its inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import click

from ..errors import PackError
from ..i18n import Message, _
from .base import Command, Exit, with_common_options
from .output import as_json as json_of
from .output import table
from .session import Session

if TYPE_CHECKING:
    from ..auditing.across import AcrossRule
    from ..model.duty import Rule

    Listed: TypeAlias = Rule | AcrossRule


@click.command(
    "rules",
    cls=Command,
    help=str(
        _(
            "列出案卷审查的规则：各日期的依据、严重程度、通知所列情形、所需输入；\n"
            "连同已安装的领域包所加的规则和跨案卷的规则。"
        )
    ),
)
@click.option("--system", metavar=str(_("制度")), help=str(_("只列一个制度的规则，如 procedure 或者“程序”。")))
@click.option("--domain", metavar=str(_("领域")), help=str(_("领域包所加的规则只列该领域的。")))
@with_common_options
def command(*, system: str | None, domain: str | None, as_json: bool) -> int:
    """List the rules."""
    from ..auditing.across import ACROSS
    from ..auditing.showing import rule_data

    rules: tuple[Listed, ...] = (*_rules(domain), *ACROSS)
    if system is not None:
        chosen = _system(system)
        rules = tuple(rule for rule in rules if rule.system == chosen)
    if as_json:
        click.echo(json_of([rule_data(rule) for rule in rules]))
        return Exit.OK
    heads = (_("规则"), _("内容"), _("严重程度"), _("通知所列"), _("依据"))
    table(heads, ((rule.id, rule.title, rule.gravity.label, rule.item.label, _articles(rule)) for rule in rules))
    click.echo(str(_("共 {count} 条规则", count=len(rules))))
    return Exit.OK


def _rules(domain: str | None) -> Iterator[Rule]:
    """The rules of the core, then those of one domain or of every pack that can be used; of the others it is told."""
    from ..auditing import core_rules, rules_for

    yield from core_rules()
    session = Session()
    for each in session.domains() if domain is None else [domain]:
        try:
            norms = session.norms(each)
        except PackError as error:
            if domain is not None:
                raise
            click.echo(error.render(), err=True)
            continue
        yield from (rule for rule in rules_for(norms) if rule.pack)


def _system(name: str) -> str:
    """The id of a system by id or name.

    Raises:
        UsageError: there is none.
    """
    from ..auditing.across import SYSTEM, SYSTEM_LABEL
    from ..auditing.catalogue import SYSTEMS

    systems: dict[str, Message] = {**SYSTEMS, SYSTEM: SYSTEM_LABEL}
    for id_, label in systems.items():
        if name in (id_, label.render(), label.msgid):
            return id_
    known = [_("{title}（{id}）", title=label, id=id_) for id_, label in systems.items()]
    raise click.UsageError(str(_("没有制度“{name}”；可用：{known}", name=name, known=known)))


def _articles(rule: Listed) -> str:
    from ..auditing.showing import cited

    words = []
    for basis in rule.bases:
        until = basis.in_force.until
        span = f"{basis.in_force.from_}—{until or ''}"
        words.append(str(_("{cite}（{span}）", cite=cited([basis.cite])[0], span=span)))
    return str(_("；")).join(words)
