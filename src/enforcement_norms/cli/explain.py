"""`enorms explain`: the reasons of every case in a file, or of determinations that were written as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from ..errors import CaseInvalid, EnforcementNormsError
from ..i18n import _, active_locale
from .base import Command, Exit, one_of, with_common_options, with_overlays
from .inputs import FORMATS, Record, records_in, tell_empty
from .output import as_json_line, complain
from .session import REFUSED, Session, placed, refused_data

if TYPE_CHECKING:
    from ..explanation.outline import Outline
    from ..model.determination import Determination

STYLES = ("text", "markdown", "json")


@click.command(
    "explain",
    cls=Command,
    help=str(_("说明每一案件的处罚幅度和依据。文件同 evaluate；也可以是 evaluate --json 的输出，此时不再计算。")),
)
@click.argument("file", metavar=str(_("文件")))
@click.option("--style", default="text", help=str(_("说明的样式。")), **one_of(STYLES))
@click.option("--format", "format_", help=str(_("文件的格式；不写则按扩展名。")), **one_of(FORMATS))
@with_overlays
@with_common_options
def command(*, file: str, style: str, format_: str | None, overlays: tuple[str, ...], as_json: bool) -> int:
    """Explain every record."""
    from ..explanation import outline_of

    return spoken_for_each(Session(overlays), file, format_, outline_of, "json" if as_json else style)


def spoken_for_each(
    session: Session, file: str, format_: str | None, outline: Callable[[Determination], Outline], style: str
) -> int:
    """Write the outline of every determination in a style; refused records are told and passed over."""
    total = refused = 0
    for record in records_in(file, format_):
        total += 1
        try:
            said = outline(determination_of(session, record))
        except EnforcementNormsError as error:
            refused += 1
            told = placed(error, record.where)
            complain(told.problems)
            if style == "json":
                click.echo(as_json_line(refused_data(record, told)))
            continue
        for line in _in_style(said, style):
            click.echo(line)
    if not total:
        tell_empty(file)
    return Exit.PROBLEMS if refused else Exit.OK


def determination_of(session: Session, record: Record) -> Determination:
    """The determination of a case; of one written as JSON, the determination itself."""
    data = record.data
    if data is not None and str(data.get("schema", "")).startswith("enforcement-norms.determination/"):
        from ..interchange import determination_from

        return determination_from(data, session.norms_of(str(data.get("violation", ""))))
    if data is not None and data.get("schema") == REFUSED:
        reasons = [str(each.get("message", "")) for each in data.get("problems", ())]
        raise CaseInvalid(_("{record} 此前已被拒绝：{reasons}", record=str(data.get("record", "")), reasons=reasons))
    from ..evaluator import evaluate

    norms, case = session.case(record)
    return evaluate(norms, case)


def _in_style(said: Outline, style: str) -> Iterator[str]:
    locale = active_locale()
    if style == "json":
        yield as_json_line(said.as_data(locale))
        return
    yield said.as_markdown(locale) if style == "markdown" else said.as_text(locale)
    yield ""
