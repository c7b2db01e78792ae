"""`enorms audit`: whether case files were handled lawfully."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from ..i18n import Message, _, active_locale
from .base import Command, Exit, with_common_options
from .case_files import Audited, Auditor, audited_records, files_in, registers_of
from .output import as_json_line, complain, whole_file
from .progress import counted
from .session import Session, refused_data

if TYPE_CHECKING:
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
@click.option("--html", "as_html", is_flag=True, help=str(_("输出 HTML 页面。")))
@click.option("-o", "--output", metavar=str(_("文件")), help=str(_("写入文件；写完整才出现。")))
@click.option("--brief", is_flag=True, help=str(_("不逐条列出无法核查的规则。")))
@click.option("--jobs", type=click.IntRange(1), default=1, metavar=str(_("数目")), help=str(_("同时使用的进程数。")))
@click.option(
    "--overlay", "overlays", multiple=True, metavar=str(_("目录")), help=str(_("本地补充数据的目录，可以多次。"))
)
@with_common_options
def command(
    *,
    files: tuple[str, ...],
    registers: str | None,
    as_html: bool,
    output: str | None,
    brief: bool,
    jobs: int,
    overlays: tuple[str, ...],
    as_json: bool,
) -> int:
    """Audit every case file."""
    from ..auditing import Settings

    auditor = Auditor(registers_of(files, registers), Settings(), Session(overlays), as_json and not as_html)
    tally = _Tally()
    results = counted(tally.watching(audited_records(auditor, files_in(files), jobs)))
    target: AbstractContextManager[Any] = nullcontext(sys.stdout) if output is None else whole_file(output)
    with target as stream:
        for piece in _written(results, as_json=as_json, as_html=as_html, brief=brief):
            click.echo(piece, file=stream, nl=False)
    return Exit.PROBLEMS if tally.found or tally.refused else Exit.OK


class _Tally:
    """How many files were refused, and in how many something was found."""

    def __init__(self) -> None:
        self.refused = 0
        self.found = 0

    def watching(self, results: Iterable[Audited]) -> Iterator[Audited]:
        """The results, counted as they pass; refusals are told."""
        for each in results:
            if each.error is not None:
                self.refused += 1
                complain(each.error.problems)
            elif not each.is_clean:
                self.found += 1
            yield each


def _written(results: Iterable[Audited], *, as_json: bool, as_html: bool, brief: bool) -> Iterator[str]:
    from ..auditing.showing import lines_of, page_of

    if as_html:
        yield from page_of(_reports(results), active_locale())
        return
    for each in results:
        if as_json:
            yield (as_json_line(refused_data(each.record, each.error)) if each.error is not None else each.line) + "\n"
        elif each.report is not None:
            for line in lines_of(each.report, whole=not brief):
                yield _spoken(line) + "\n"
            yield "\n"


def _reports(results: Iterable[Audited]) -> Iterator[AuditReport]:
    for each in results:
        if each.report is not None:
            yield each.report


def _spoken(line: Message | str) -> str:
    return line.render() if isinstance(line, Message) else line
