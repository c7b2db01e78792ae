"""Where `enorms audit` writes to (审查结果的去处): the terminal, a file, or a workbook; each whole or not there."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from ..errors import cause_of
from ..i18n import _, active_locale
from .output import echo_utf8, whole_file

if TYPE_CHECKING:
    from ..auditing.book import Book

B = TypeVar("B", bound="Book")
BOOKS: Final = frozenset({".xlsx"})
PAGES: Final = frozenset({".html", ".htm"})
LINES: Final = frozenset({".json", ".jsonl", ".ndjson"})


def suffix_of(path: str | None) -> str:
    """What the name of a file says of its form; empty where there is no file."""
    return "" if path is None else Path(path).suffix.lower()


@contextmanager
def sink(path: str | None, *, scored: bool) -> Iterator[Callable[[bytes], None]]:
    """What takes the pieces of the report in their order; a workbook takes them as lines of JSON.

    Raises:
        UsageError: the file cannot be written, or what writes workbooks is not installed.
    """
    if path is None:
        yield lambda piece: echo_utf8(piece, sys.stdout)
    elif suffix_of(path) in BOOKS:
        from ..auditing.report_book import ReportBook

        with whole_book(path, lambda: ReportBook(Path(path), active_locale(), scored=scored)) as book:

            def add(piece: bytes) -> None:
                for line in piece.splitlines():
                    book.add(json.loads(line))

            yield add
    else:
        with whole_file(path) as stream:
            yield lambda piece: echo_utf8(piece, stream)


@contextmanager
def whole_book(path: str, make: Callable[[], B]) -> Iterator[B]:
    """A workbook, written when all is in it.

    Raises:
        UsageError: its folder is not there, it cannot be written, or what writes workbooks is not installed.
    """
    if not Path(path).parent.is_dir():
        raise click.UsageError(str(_("文件 {file} 不能写入：{reason}", file=path, reason=_("没有这个目录"))))
    try:
        book = make()
    except ImportError:
        raise click.UsageError(str(_("写 xlsx 需要 openpyxl：pip install 'enforcement-norms[tables]'"))) from None
    with ExitStack() as stack:
        stack.enter_context(book)
        yield book
        try:
            stack.close()
        except OSError as error:
            raise click.UsageError(
                str(_("文件 {file} 不能写入：{reason}", file=path, reason=cause_of(error)))
            ) from None
