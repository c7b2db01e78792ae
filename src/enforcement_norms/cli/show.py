"""`enorms show`: one clause as it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from ..errors import CaseInvalid
from ..i18n import _, active_locale
from .base import Command, Exit, completing_violations, day_of, with_common_options, with_division
from .output import as_json as written
from .output import listed, table
from .session import Session

if TYPE_CHECKING:
    from ..compiler import Track


@click.command(
    "show", cls=Command, help=str(_("显示一个违法行为：依据、情形、措施、不予处罚的规则、裁量基准、需要查明的事实。"))
)
@click.argument("violation", metavar=str(_("违法行为")), shell_complete=completing_violations)
@click.option("--on", "day", callback=day_of, metavar=str(_("日期")), help=str(_("施行中的日期；不写则为最近的版本。")))
@with_division
@click.option("--json-schema", "as_schema", is_flag=True, help=str(_("输出该违法行为案件数据的 JSON Schema。")))
@click.option("--columns", "as_columns", is_flag=True, help=str(_("列出整张表计算时该违法行为所用的列。")))
@with_common_options
def command(
    *, violation: str, day: date | None, jurisdiction: str, as_schema: bool, as_columns: bool, as_json: bool
) -> int:
    """Show a clause."""
    if as_columns:
        _show_columns(violation, as_json_=as_json)
        return Exit.OK
    track = track_of(Session(), violation)
    on = day or track.versions[-1].in_force.from_
    if as_schema:
        from ..interchange import case_schema

        click.echo(written(case_schema(track, on)))
        return Exit.OK
    from ..explanation.clause import clause_outline

    outline = clause_outline(track, on, jurisdiction)
    if as_json:
        click.echo(written({"violation": track.id, "on": on.isoformat(), **outline.as_data(active_locale())}))
    else:
        click.echo(outline.as_text(active_locale()))
    return Exit.OK


def _show_columns(violation: str, *, as_json_: bool) -> None:
    """The columns that a table of cases of a violation may have."""
    from ..batch.columns import columns_of

    columns = columns_of(Session().norms_of(violation), violation)
    if as_json_:
        click.echo(
            written(
                [
                    {
                        "name": column.name,
                        "kind": column.kind.value,
                        "required": column.required,
                        "title": column.title.render(),
                        **({"values": list(column.values)} if column.values else {}),
                    }
                    for column in columns
                ]
            )
        )
        return
    from .tables import COLUMN_KINDS

    table(
        (_("列"), _("类型"), _("必需"), _("含义"), _("可用的值")),
        [
            (
                column.name,
                COLUMN_KINDS[column.kind.value],
                _("是") if column.required else "",
                column.title,
                listed(column.values),
            )
            for column in columns
        ],
    )


def track_of(session: Session, violation: str) -> Track:
    """The violation of that id; raises CaseInvalid with near names."""
    from ..evaluator.values import unknown

    norms = session.norms_of(violation)
    found = norms.tracks.get(violation)
    if found is None:
        message = _("没有名为“{name}”的违法行为", name=violation)
        raise CaseInvalid(message, (unknown("EN301", "", message, violation, list(norms.tracks)),))
    return found
