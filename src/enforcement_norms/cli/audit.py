"""`enorms audit`: whether case files were handled lawfully."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from ..i18n import _, active_locale
from .audit_forms import Form, HtmlForm, JsonForm, TextForm
from .audit_sinks import BOOKS, LINES, PAGES, sink, suffix_of, whole_book
from .audit_work import Asked, Share, audited_shares
from .base import Command, Exit, file_of, with_common_options, with_overlays
from .case_files import files_in, registers_of
from .output import complain
from .progress import counted

if TYPE_CHECKING:
    from ..auditing.across import TraceStore
    from ..auditing.scoring import ScoreTable


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
    "--registers",
    callback=file_of,
    metavar=str(_("文件")),
    help=str(_("主体和人员名录；不写则用案卷同目录的 registers.yaml。")),
)
@click.option(
    "--settings",
    "parameters",
    callback=file_of,
    metavar=str(_("文件")),
    help=str(_("本地参数：听证“较大数额”、节假日补充、各项时限。")),
)
@click.option("--html", "as_html", is_flag=True, help=str(_("输出 HTML 页面。")))
@click.option(
    "-o",
    "--output",
    metavar=str(_("文件")),
    help=str(_("写入文件；写完整才出现。后缀 .html、.jsonl、.xlsx 决定形式，其他为文字。")),
)
@click.option("--score", is_flag=True, help=str(_("案卷评查：得分，每一分扣在哪一处。")))
@click.option(
    "--score-table",
    callback=file_of,
    metavar=str(_("文件")),
    help=str(_("用自己的评查表评查；不写则用本项目默认的表。")),
)
@click.option("--xlsx", metavar=str(_("文件")), help=str(_("把评查得分写成表格（xlsx）。")))
@click.option("--brief", is_flag=True, help=str(_("不逐条列出无法核查的规则。")))
@click.option("--jobs", type=click.IntRange(1), default=1, metavar=str(_("数目")), help=str(_("同时使用的进程数。")))
@with_overlays
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
    form = _form_for(options, table)
    asked = Asked(held, settings, options.overlays, form, table, keeps_scores=options.xlsx is not None)
    first = None if held is None else audit_registers(held, settings=settings)
    store = TraceStore()
    tally = _Tally(store)
    audited = audited_shares(asked, files_in(files), options.jobs)
    shares = tally.watching(audited)
    if options.xlsx is not None and table is not None:
        shares = _kept_in(options.xlsx, table, shares)
    with sink(options.output, scored=table is not None) as write, store, closing(audited):
        write(form.head(first))
        for share in counted(shares, lambda share: share.files):
            write(share.text)
        across = compared_in(store, held, settings=settings) if tally.audited > 1 else None
        write(form.last(across))
    faulty = (first is not None and not first.is_clean) or (across is not None and not across.is_clean)
    return Exit.PROBLEMS if tally.found or tally.refused or faulty else Exit.OK


def _form_for(options: _Options, table: ScoreTable | None) -> Form:
    """How the call wants its report: as an option says, else as the name of the file does.

    Raises:
        UsageError: option and name contradict one another.
    """
    suffix = suffix_of(options.output)
    if suffix in BOOKS:
        if options.as_html or options.as_json:
            raise click.UsageError(str(_("写入 {file} 时不用 --html、--json", file=options.output)))
        return JsonForm()
    if options.as_html or (suffix in PAGES and not options.as_json):
        return HtmlForm(table)
    return JsonForm() if options.as_json or suffix in LINES else TextForm(not options.brief, table)


def _table_for(options: _Options) -> ScoreTable | None:
    """The table by which the call asks for scores, if it does."""
    from ..auditing.scoring import default_table, score_table_at

    if options.score_table is not None:
        return score_table_at(Path(options.score_table))
    return default_table() if options.score or options.xlsx is not None else None


def _kept_in(path: str, table: ScoreTable, shares: Iterable[Share]) -> Iterator[Share]:
    """The shares, their scores written into a workbook as they pass.

    Raises:
        UsageError: what writes workbooks is not installed, or the file cannot be written.
    """
    from ..auditing.scoring.sheet import ScoreSheet

    with whole_book(path, lambda: ScoreSheet(Path(path), table, active_locale())) as sheet:
        for share in shares:
            for score in share.scores:
                sheet.add(score)
            yield share


class _Tally:
    """How many files were refused, in how many something was found; the traces by which they are compared are kept."""

    def __init__(self, store: TraceStore) -> None:
        self.refused = 0
        self.found = 0
        self.audited = 0
        self.store = store
        self.unusable: set[str] = set()

    def watching(self, shares: Iterable[Share]) -> Iterator[Share]:
        """The shares, counted as they pass; refusals are told, and once which packs could not be used."""
        for share in shares:
            for why in share.unusable:
                if why not in self.unusable:
                    self.unusable.add(why)
                    click.echo(why, err=True)
            for problems in share.refused:
                complain(problems)
            self.refused += len(share.refused)
            self.found += share.found
            self.audited += share.audited
            self.store.keep(share.traces)
            yield share
