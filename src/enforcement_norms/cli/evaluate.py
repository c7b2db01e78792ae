"""`enorms evaluate`: the lawful range of every case in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from ..errors import EnforcementNormsError
from ..i18n import _, active_locale
from .base import Command, Exit, one_of, with_common_options, with_overlays
from .inputs import FORMATS, Record, records_in, tell_empty
from .output import as_json_line, complain, whole_file
from .progress import counted
from .session import Session, placed, refused_data
from .tables import TableOptions, evaluate_table_file, is_table, with_table_options

if TYPE_CHECKING:
    from ..model.case import Case
    from ..model.determination import Determination


@frozen
class Answer:
    """What became of one record: a determination, or why it was refused."""

    record: Record
    determination: Determination | None = None
    error: EnforcementNormsError | None = None


@click.command(
    "evaluate",
    cls=Command,
    help=str(
        _(
            "计算文件中每一案件的法定处罚幅度。文件为 JSON、JSON Lines、YAML 或者 CSV；- 为标准输入。\n"
            "有误的记录逐条指出行号，不影响其余；此时退出码为 1。--json 每案输出一行。\n"
            "Parquet、Arrow 文件，或者写明 --engine 的，作为整张表一次计算，用 -o 写明结果文件；列名见 enorms show --columns。\n"
            "整张表写两个文件：每案一行，每案每项处罚一行。某一行的违法行为用不到的列，在这一行不读也不核对；"
            "领域包的校验规则（Python）不运行，摘要说明涉及多少行。"
        )
    ),
)
@click.argument("file", metavar=str(_("文件")))
@click.option("--explain", "explained", is_flag=True, help=str(_("逐案说明每一步的依据。")))
@click.option("--ask", is_flag=True, help=str(_("事实不全时在终端逐个提问，问题最少者先。")))
@click.option("--format", "format_", help=str(_("文件的格式；不写则按扩展名。")), **one_of(FORMATS))
@with_overlays
@click.option("-o", "--output", metavar=str(_("文件")), help=str(_("写入文件；全部写完才出现。")))
@with_table_options
@with_common_options
def command(
    *,
    file: str,
    explained: bool,
    ask: bool,
    format_: str | None,
    overlays: tuple[str, ...],
    output: str | None,
    as_json: bool,
    table_options: TableOptions,
) -> int:
    """Evaluate every record."""
    session = Session(overlays)
    if is_table(file, table_options.engine):
        for option in written({"--explain": explained, "--ask": ask, "--format": format_}):
            raise click.UsageError(str(_("{option} 用于逐案计算，不用于整张表", option=option)))
        return evaluate_table_file(session, file, output, table_options, as_json_=as_json)
    for option in written(table_options.by_name()):
        raise click.UsageError(str(_("{option} 用于整张表：同时写明 --engine", option=option)))
    total = refused = 0
    with _output(output) as stream:
        for answer in counted(answers(session, file, format_, ask=ask)):
            total += 1
            if answer.error is not None:
                refused += 1
                complain(answer.error.problems)
            for line in _lines(answer, explained=explained, as_json=as_json):
                click.echo(line, file=stream)
    if not total:
        tell_empty(file)
    if refused:
        click.echo(str(_("{total} 条记录中有 {refused} 条有误。", total=total, refused=refused)), err=True)
    return Exit.PROBLEMS if refused else Exit.OK


def written(options: Mapping[str, object]) -> Iterator[str]:
    """The names of the options that are written."""
    return (name for name, given in options.items() if given)


def _output(path: str | None) -> AbstractContextManager[Any]:
    return nullcontext(sys.stdout) if path is None else whole_file(path)


def answers(session: Session, file: str, format_: str | None, *, ask: bool = False) -> Iterator[Answer]:
    """What becomes of every record, in order."""
    for record in records_in(file, format_):
        try:
            yield Answer(record, _determined(session, record, ask=ask))
        except EnforcementNormsError as error:
            yield Answer(record, error=placed(error, record.where))


def _determined(session: Session, record: Record, *, ask: bool) -> Determination:
    from ..evaluator import evaluate

    norms, case = session.case(record)
    found = evaluate(norms, case)
    if not ask:
        return found
    from .asking import asked

    return asked(norms, found)


def _lines(answer: Answer, *, explained: bool, as_json: bool) -> Iterator[str]:
    if as_json:
        yield as_json_line(_data(answer, explained=explained))
    elif answer.determination is not None:
        yield from _explained(answer) if explained else _summary(answer)


def _data(answer: Answer, *, explained: bool) -> dict[str, Any]:
    found = answer.determination
    if found is None:
        return refused_data(answer.record, answer.error) if answer.error is not None else {}
    from ..interchange import determination_data

    data = determination_data(found)
    if explained:
        from ..explanation import outline_of

        data["explanation"] = outline_of(found).as_data(active_locale())
    return data


def _explained(answer: Answer) -> Iterator[str]:
    from ..explanation import explain

    if answer.determination is not None:
        yield _head(answer, answer.determination.case)
        yield explain(answer.determination, active_locale())
        yield ""


def _summary(answer: Answer) -> Iterator[str]:
    """The outcome and every measure that applies or may, a line each."""
    from ..explanation import summary

    if answer.determination is not None:
        yield _head(answer, answer.determination.case)
        for line in summary(answer.determination):
            yield f"  {line.render()}"


def _head(answer: Answer, case: Case) -> str:
    name = f" {case.id}" if case.id else ""
    return click.style(f"{answer.record.where}{name} {case.violation}", bold=True)
