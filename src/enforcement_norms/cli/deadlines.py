"""`enorms deadlines`: what is due when in a case, and what is overdue on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CaseInvalid
from ..i18n import Message, _
from .base import Command, Exit, day_of, file_of, with_common_options
from .case_files import case_file_of, files_in
from .inputs import records_in
from .output import as_json as json_of
from .output import complain, listed, table

if TYPE_CHECKING:
    from ..auditing.deadlines import Deadline


@click.command("deadlines", cls=Command, help=str(_("列出案卷中各项期限何时届满，在某一日是否逾期。")))
@click.argument("files", nargs=-1, required=True, metavar=str(_("文件…")))
@click.option(
    "--settings",
    "parameters",
    callback=file_of,
    metavar=str(_("文件")),
    help=str(_("本地参数：其中的节假日补充（overlay）。")),
)
@click.option("--on", callback=day_of, metavar=str(_("日期")), help=str(_("在哪一日查看；不写则为今日。")))
@with_common_options
def command(*, files: tuple[str, ...], parameters: str | None, on: date | None, as_json: bool) -> int:
    """Show the deadlines of every case file."""
    from ..auditing.deadlines import State, deadlines_of
    from ..auditing.settings_file import settings_at

    overlay = None if parameters is None else settings_at(Path(parameters)).overlay
    day = on or date.today()  # noqa: DTZ011 – the user's own day
    refused = overdue = 0
    data: list[dict[str, Any]] = []
    for record in (record for file in files_in(files) for record in records_in(file, None)):
        try:
            case_file = case_file_of(record)
        except CaseInvalid as error:
            refused += 1
            complain(error.problems)
            continue
        found = deadlines_of(case_file, overlay)
        overdue += sum(each.state(day) is State.OVERDUE for each in found)
        if as_json:
            data.append(
                {"file": case_file.id, "on": day.isoformat(), "deadlines": [_data(each, day) for each in found]}
            )
            continue
        click.echo(str(_("案卷 {file} {title}，{day}", file=case_file.id, title=case_file.title or "", day=day)))
        heads = (_("期限"), _("起算"), _("届满"), _("完成"), _("状态"), _("依据"))
        if found:
            table(heads, (_row(each, day) for each in found))
        else:
            click.echo(str(_("  没有起算的期限：案卷还没有记载使期限起算的步骤和日期")))
        click.echo("")
    if as_json:
        click.echo(json_of(data))
    return Exit.PROBLEMS if refused or overdue else Exit.OK


def _row(each: Deadline, day: date) -> tuple[str | Message, ...]:
    from ..auditing.late import shown
    from ..auditing.showing import cited

    words = listed(one.render() for one in cited(each.cites))
    done = "" if each.done is None else shown(each.done)
    return each.title, shown(each.begins), _due(each), done, each.state(day).label, words


def _due(each: Deadline) -> str | Message:
    due = each.due
    if due is None:
        return each.gap or ""
    if due.strict == due.rolled:
        return due.nominal.isoformat()
    return _("{strict}（从宽 {rolled}）", strict=due.strict.isoformat(), rolled=due.rolled.isoformat())


def _data(each: Deadline, day: date) -> dict[str, Any]:
    from ..auditing.late import shown
    from ..auditing.showing import cited

    due = each.due
    return {
        "id": each.id,
        "title": each.title.render(),
        "place": each.place,
        "begins": shown(each.begins),
        "strict": None if due is None else due.strict.isoformat(),
        "nominal": None if due is None else due.nominal.isoformat(),
        "rolled": None if due is None else due.rolled.isoformat(),
        "done": None if each.done is None else shown(each.done),
        "not_before": each.not_before,
        "state": each.state(day).value,
        "gap": None if each.gap is None else each.gap.render(),
        "cites": [{"id": one.citation.id, "text": one.render()} for one in cited(each.cites)],
    }
