"""`enorms rules`: every rule of audit with its articles by date and its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..i18n import _
from .base import Command, Exit, with_common_options
from .output import as_json as json_of
from .output import table
from .session import Session

if TYPE_CHECKING:
    from ..model.duty import Rule


@click.command(
    "rules", cls=Command, help=str(_("列出案卷审查的规则：各日期的依据、严重程度、通知所列情形、所需输入。"))
)
@click.option("--system", metavar=str(_("制度")), help=str(_("只列一个制度的规则，如 procedure 或者“程序”。")))
@click.option("--domain", metavar=str(_("领域")), help=str(_("连同该领域的领域包所加的规则。")))
@with_common_options
def command(*, system: str | None, domain: str | None, as_json: bool) -> int:
    """List the rules."""
    from ..auditing import rules_for
    from ..auditing.catalogue import SYSTEMS
    from ..auditing.showing import rule_data

    norms = None if domain is None else Session().norms(domain)
    rules = rules_for(norms)
    if system is not None:
        known = {name: id_ for id_, label in SYSTEMS.items() for name in (id_, label.render(), label.msgid)}
        if system not in known:
            systems = [f"{id_}（{label.render()}）" for id_, label in SYSTEMS.items()]
            raise click.UsageError(str(_("没有制度“{name}”；可用：{known}", name=system, known=systems)))
        rules = tuple(rule for rule in rules if rule.system == known[system])
    if as_json:
        click.echo(json_of([rule_data(rule) for rule in rules]))
        return Exit.OK
    heads = (_("规则"), _("内容"), _("严重程度"), _("通知所列"), _("依据"))
    table(heads, ((rule.id, rule.title, rule.gravity.label, rule.item.label, _articles(rule)) for rule in rules))
    click.echo(str(_("共 {count} 条规则", count=len(rules))))
    return Exit.OK


def _articles(rule: Rule) -> str:
    from ..auditing.showing import cited

    words = []
    for basis in rule.bases:
        until = basis.in_force.until
        span = f"{basis.in_force.from_}—{until or ''}"
        words.append(f"{cited([basis.cite])[0].render()}（{span}）")
    return "；".join(words)
