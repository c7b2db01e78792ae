"""`enorms packs`: which domain packs are installed, and whether they can be used."""

from __future__ import annotations

from typing import Any

import click
from attrs import frozen

from ..errors import EnforcementNormsError
from ..i18n import Message, _, text
from ..model.pack import Pack
from .base import Command, Exit, with_common_options
from .output import as_json, listed, table
from .session import Session, refusal


@frozen
class Installed:
    """One installed pack: what it holds, or why it cannot be used."""

    id: str
    supplied_by: str
    pack: Pack | None = None
    error: EnforcementNormsError | None = None


@click.command("packs", cls=Command, help=str(_("列出已安装的领域包：标识、名称、别名、违法行为和裁量基准的数目。")))
@with_common_options
def command(*, as_json: bool) -> int:
    """List the installed packs."""
    session = Session()
    found = [_asked(session, domain) for domain in session.domains()]
    if as_json:
        click.echo(_json(found))
    else:
        heads = (_("标识"), _("名称"), _("别名"), _("违法行为数"), _("版本数"), _("裁量基准数"), _("来源"))
        table(heads, (_row(each) for each in found))
        for each in found:
            if each.error is not None:
                click.echo(each.error.render(), err=True)
    return Exit.PACK if any(each.error for each in found) else Exit.OK


def _asked(session: Session, domain: str) -> Installed:
    suppliers = listed(str(one) for one in session.registry.installed()[domain])
    try:
        return Installed(domain, suppliers, session.pack(domain))
    except EnforcementNormsError as error:
        return Installed(domain, suppliers, error=error)


def _row(each: Installed) -> tuple[str | Message, ...]:
    pack = each.pack
    if pack is None:
        return each.id, _("不能使用"), "", "", "", "", each.supplied_by
    aliases = listed(pack.manifest.aliases)
    counts = (len({one.id for one in pack.violations}), len(pack.violations), len(pack.standards))
    return each.id, text(pack.manifest.title, pack.module), aliases, *map(str, counts), each.supplied_by


def _json(found: list[Installed]) -> str:
    return as_json([_data(each) for each in found])


def _data(each: Installed) -> dict[str, Any]:
    data: dict[str, Any] = {"id": each.id, "supplied_by": each.supplied_by}
    if each.pack is None:
        return data | {"usable": False, "problems": refusal(each.error) if each.error else []}
    manifest = each.pack.manifest
    return data | {
        "usable": True,
        "title": text(manifest.title, each.pack.module).render(),
        "aliases": list(manifest.aliases),
        "authority": text(manifest.authority, each.pack.module).render(),
        "version": each.pack.version,
        "violations": len({one.id for one in each.pack.violations}),
        "violation_versions": len(each.pack.violations),
        "standards": len(each.pack.standards),
        "bands": len(each.pack.bands),
    }
