"""Chinese text on a terminal: display width, wrapping, and click's help written with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from unicodedata import east_asian_width

import click

from ..i18n import _

_WIDE: Final = frozenset("WF")
_NOT_AT_START: Final = frozenset("，。；：、！？）》”’…")


def width_of(words: str) -> int:
    """How many columns the words take: a Chinese character takes two."""
    return sum(2 if east_asian_width(sign) in _WIDE else 1 for sign in words)


def padded(words: str, width: int) -> str:
    """The words with blanks behind them up to a width."""
    return words + " " * (width - width_of(words))


def wrapped(words: str, width: int) -> Iterator[str]:
    """Lines no wider than `width`: broken at blanks and between Chinese characters, never before a closing sign."""
    line = ""
    for piece in _pieces(words):
        fits = width_of(line) + width_of(piece.rstrip()) <= width
        if not fits and line.strip() and piece[0] not in _NOT_AT_START:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _pieces(words: str) -> Iterator[str]:
    """What must stay together: words with the blanks behind them, single Chinese characters."""
    word = ""
    for sign in words:
        wide = east_asian_width(sign) in _WIDE
        if word and (wide or (word[-1] == " " and sign != " ")):
            yield word
            word = ""
        if wide:
            yield sign
        else:
            word += sign
    if word:
        yield word


class Formatter(click.HelpFormatter):
    """click's help in columns of display width, its headings in our languages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`用法：enorms evaluate …`."""
        self.write(f"{_('用法：')}{prog} {args}\n")

    def write_heading(self, heading: str) -> None:
        """A heading with the colon of our language."""
        self.write(f"{'':>{self.current_indent}}{_('{heading}：', heading=heading)}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped; one that begins with a blank stays as it is."""
        indent = " " * self.current_indent
        for paragraph in text.split("\n"):
            for line in wrapped(paragraph, self.width - self.current_indent) if paragraph.strip() else ("",):
                self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and what they mean in two columns."""
        rows = tuple(rows)
        widest = min(max((width_of(term) for term, _meaning in rows), default=0), col_max)
        left = " " * (self.current_indent + widest + col_spacing)
        for term, meaning in rows:
            head = " " * self.current_indent + padded(term, widest) + " " * col_spacing
            if width_of(term) > widest:
                self.write(head.rstrip() + "\n")
                head = left
            for line in wrapped(meaning, max(self.width - len(left), 20)):
                self.write(f"{head}{line}".rstrip() + "\n")
                head = left


class Context(click.Context):
    """The context whose help is written by `Formatter`."""

    formatter_class = Formatter


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows as lines of columns, each as wide as its widest cell."""
    table = [list(row) for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*table, strict=True)] if table else []
    for row in table:
        yield "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
