"""`enorms audit`: whether case files were handled lawfully."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from ..i18n import Message, _, active_locale
from .base import Command, Exit, with_common_options
from .case_files import Audited, Auditor, audited_records, files_in, registers_of
from .output import as_json_line, complain, reason_of, whole_file
from .progress import counted
from .session import Session, refused_data

if TYPE_CHECKING:
    from ..auditing.across import TraceStore
    from ..auditing.scoring import ScoreTable
    from ..model.across_report import AcrossReport
    from ..model.audit_report import AuditReport


@click.command(
    "audit",
    cls=Command,
    help=str(
        _(
            "审查案卷：违反了哪一项义务、在哪一步、依据当日施行的哪一条文、严重程度、属于通知所列哪一类问题。\n"
            "文件可以是 YAML、JSON、JSON Lines，也可以是目录；同目录的 registers.yaml 是主体和人员名录。"
        )
    ),
)
@click.argument("files", nargs=-1, required=True, metavar=str(_("文件…")))
@click.option(
    "--registers", metavar=str(_("文件")), help=str(_("主体和人员名录；不写则用案卷同目录的 registers.yaml。"))
)
@click.option(
    "--settings", "parameters", metavar=str(_("文件")), help=str(_("本地参数：听证“较大数额”、节假日补充、各项时限。"))
)
@click.option("--html", "as_html", is_flag=True, help=str(_("输出 HTML 页面。")))
@click.option("-o", "--output", metavar=str(_("文件")), help=str(_("写入文件；写完整才出现。")))
@click.option("--score", is_flag=True, help=str(_("案卷评查：得分，每一分扣在哪一处。")))
@click.option("--score-table", metavar=str(_("文件")), help=str(_("用自己的评查表评查；不写则用本项目默认的表。")))
@click.option("--xlsx", metavar=str(_("文件")), help=str(_("把评查得分写成表格（xlsx）。")))
@click.option("--brief", is_flag=True, help=str(_("不逐条列出无法核查的规则。")))
@click.option("--jobs", type=click.IntRange(1), default=1, metavar=str(_("数目")), help=str(_("同时使用的进程数。")))
@click.option(
    "--overlay", "overlays", multiple=True, metavar=str(_("目录")), help=str(_("本地补充数据的目录，可以多次。"))
)
@with_common_options
def command(*, files: tuple[str, ...], **options: Any) -> int:
    """Audit every case file."""
    return _run(files, _Options(**options))


@frozen(kw_only=True)
class _Options:
    """What the call asks for, as the options name it."""

    registers: str | None
    parameters: str | None
    as_html: bool
    output: str | None
    score: bool
    score_table: str | None
    xlsx: str | None
    brief: bool
    jobs: int
    overlays: tuple[str, ...]
    as_json: bool


def _run(files: tuple[str, ...], options: _Options) -> int:
    from ..auditing import Settings, audit_registers
    from ..auditing.across import TraceStore, compared_in
    from ..auditing.settings_file import settings_at

    settings = Settings() if options.parameters is None else settings_at(Path(options.parameters))
    held = registers_of(files, options.registers)
    table = _table_for(options)
    as_lines = options.as_json and not options.as_html
    auditor = Auditor(held, settings, Session(options.overlays), as_lines, table)
    first = None if held is None else audit_registers(held, settings=settings)
    store = TraceStore()
    tally = _Tally(store)
    audited = tally.watching(audited_records(auditor, files_in(files), options.jobs))
    results = counted(audited if options.xlsx is None or table is None else _kept_in(options.xlsx, table, audited))
    form = _HtmlForm() if options.as_html else _JsonForm() if options.as_json else _TextForm(whole=not options.brief)
    written = whole_file(options.output) if options.output is not None else nullcontext(sys.stdout)
    with written as stream, store:
        for piece in form.pieces(first, results):
            click.echo(piece, file=stream, nl=False)
        across = compared_in(store, held, settings=settings) if tally.audited > 1 else None
        for piece in form.last(across):
            click.echo(piece, file=stream, nl=False)
    faulty = (first is not None and not first.is_clean) or (across is not None and not across.is_clean)
    return Exit.PROBLEMS if tally.found or tally.refused or faulty else Exit.OK


def _table_for(options: _Options) -> ScoreTable | None:
    """The table by which the call asks for scores, if it does."""
    from ..auditing.scoring import default_table, score_table_at

    if options.score_table is not None:
        return score_table_at(Path(options.score_table))
    return default_table() if options.score or options.xlsx is not None else None


def _kept_in(path: str, table: ScoreTable, results: Iterable[Audited]) -> Iterator[Audited]:
    """The results, their scores written into a workbook as they pass.

    Raises:
        UsageError: what writes workbooks is not installed, or the file cannot be written.
    """
    from ..auditing.scoring.sheet import ScoreSheet

    try:
        with ScoreSheet(Path(path), table, active_locale()) as sheet:
            for each in results:
                if each.score is not None:
                    sheet.add(each.score)
                yield each
    except ImportError:
        raise click.UsageError(str(_("写 xlsx 需要 openpyxl：pip install enforcement-norms[tables]"))) from None
    except OSError as error:
        raise click.UsageError(str(_("文件 {file} 不能写入：{reason}", file=path, reason=reason_of(error)))) from None


class _Tally:
    """How many files were refused, in how many something was found; the traces by which they are compared are kept."""

    def __init__(self, store: TraceStore) -> None:
        self.refused = 0
        self.found = 0
        self.audited = 0
        self.store = store

    def watching(self, results: Iterable[Audited]) -> Iterator[Audited]:
        """The results, counted as they pass; refusals are told."""
        for each in results:
            if each.error is not None:
                self.refused += 1
                complain(each.error.problems)
            elif not each.is_clean:
                self.found += 1
            if each.trace is not None:
                self.audited += 1
                self.store.add(each.trace)
            yield each


class _TextForm:
    """Reports as lines of text; `whole` lists rules that could not be checked one by one."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole

    def pieces(self, registers: AuditReport | None, results: Iterable[Audited]) -> Iterator[str]:
        """What is written of registers and files."""
        from ..auditing.scoring.showing import score_lines
        from ..auditing.showing import lines_of

        if registers is not None:
            yield from _lines(lines_of(registers, whole=self.whole, name=_("主体和人员名录")))
        for each in results:
            if each.report is not None:
                yield from _lines(
                    lines_of(each.report, whole=self.whole), *([] if each.score is None else [score_lines(each.score)])
                )

    def last(self, across: AcrossReport | None) -> Iterator[str]:
        """What is written of all files together."""
        from ..auditing.across.showing import across_lines

        if across is not None:
            yield from _lines(across_lines(across))


class _JsonForm:
    """Reports as JSON Lines, refused files among them; `schema` tells what a line is."""

    def pieces(self, registers: AuditReport | None, results: Iterable[Audited]) -> Iterator[str]:
        """What is written of registers and files."""
        from ..auditing.showing import registers_data

        if registers is not None:
            yield as_json_line(registers_data(registers)) + "\n"
        for each in results:
            yield (as_json_line(refused_data(each.record, each.error)) if each.error is not None else each.line) + "\n"

    def last(self, across: AcrossReport | None) -> Iterator[str]:
        """What is written of all files together."""
        from ..auditing.across.showing import across_data

        if across is not None:
            yield as_json_line(across_data(across)) + "\n"


class _HtmlForm:
    """Reports as one page of HTML."""

    def pieces(self, registers: AuditReport | None, results: Iterable[Audited]) -> Iterator[str]:
        """What is written of registers and files."""
        from ..auditing.scoring.showing import score_section
        from ..auditing.showing import page_head, page_section

        locale = active_locale()
        yield from page_head(locale)
        if registers is not None:
            yield from page_section(registers, locale, name=_("主体和人员名录"))
        for each in results:
            if each.report is not None:
                yield from page_section(each.report, locale)
            if each.score is not None:
                yield from score_section(each.score, locale)

    def last(self, across: AcrossReport | None) -> Iterator[str]:
        """What is written of all files together, and the end of the page."""
        from ..auditing.across.showing import across_section
        from ..auditing.showing import PAGE_END

        if across is not None:
            yield from across_section(across, active_locale())
        yield PAGE_END


def _lines(*parts: Iterable[Message | str]) -> Iterator[str]:
    for line in chain(*parts):
        yield (line.render() if isinstance(line, Message) else line) + "\n"
    yield "\n"
