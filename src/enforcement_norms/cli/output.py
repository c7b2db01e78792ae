"""What commands write: lines, aligned tables, JSON, problems; and files that are whole or not there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TextIO

import click

from ..errors import Problem, cause_of
from ..i18n import Message, _, active_locale
from ..i18n import spoken as in_locale
from .layout import width_of, wrapped

Cell = str | Message


def as_json(data: Any) -> str:
    """Data as JSON for people and programs, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_json_line(data: Any) -> str:
    """Data as one line of JSON Lines."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def as_json_bytes(data: Any) -> bytes:
    """Data as one line of JSON Lines in UTF-8, with its end; several times as fast as `as_json_line`."""
    from msgspec.json import encode

    try:
        return encode(data) + b"\n"
    except UnicodeEncodeError:
        return as_utf8((as_json_line(data), "\n"))


def as_utf8(pieces: Iterable[str]) -> bytes:
    """Pieces of text in UTF-8; half a character, which JSON can name but no text can hold, by its number."""
    return "".join(pieces).encode("utf-8", "backslashreplace")


def echo_utf8(text: bytes, stream: TextIO) -> None:
    """Write a text to a stream: as it is where the stream is in UTF-8, else in its own encoding."""
    known = (stream.encoding or "").lower().replace("-", "").replace("_", "")
    click.echo(text if known == "utf8" else text.decode(), file=stream, nl=False)


def _titled(head: str) -> str:
    """The head of a column with a capital, whatever it begins with elsewhere."""
    return head[:1].upper() + head[1:]


def table(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> None:
    """A table aligned by display width; on a terminal with rules, and row by row where it is too wide for one."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    terminal = Console()
    written = [[str(cell) for cell in row] for row in rows]
    titles = [_titled(str(head)) for head in heads]
    if terminal.is_terminal and _needed([titles, *written]) > terminal.width:
        _blocks(titles, written, terminal.width)
        return
    console = terminal if terminal.is_terminal else Console(width=100_000, no_color=True, highlight=False)
    grid = Table(box=box.SIMPLE_HEAD if terminal.is_terminal else None, pad_edge=False, highlight=False)
    for title in titles:
        grid.add_column(title, no_wrap=True)
    for row in written:
        grid.add_row(*map(_plain, row))
    with console.capture() as captured:
        console.print(grid)
    click.echo("\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n")), color=terminal.is_terminal)


def _needed(rows: Sequence[Sequence[str]]) -> int:
    """How wide a table of these rows is on a terminal, with three columns between cells."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    return sum(widths) + 3 * (len(widths) - 1) + 2


def _blocks(titles: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> None:
    """Each row by itself, so that nothing that people copy is broken in two: its first cell, the others under it."""
    for first, *others in rows:
        click.echo(click.style(first, bold=True))
        for title, cell in zip(titles[1:], others, strict=True):
            for line in wrapped(str(_("{name}：{problem}", name=title, problem=cell)), width - 2) if cell else ():
                click.echo(f"  {line}")


def coloured(words: str, colour: str) -> str:
    """Words in a colour, unless the user wants none (`NO_COLOR`); off a terminal click drops it anyway."""
    return words if os.environ.get("NO_COLOR") else click.style(words, fg=colour)


def listed(names: Iterable[str]) -> str:
    """Names one behind the other, as the active language lists them."""
    return str(in_locale(list(names), active_locale()))


def _plain(words: str) -> str:
    """Words in which rich sees no markup."""
    from rich.markup import escape

    return escape(words)


def spoken(problem: Problem) -> str:
    """A problem in words: `file:line:column CODE what`, further places and the remedy under it.

    Where only the record is known (a line of a table), the path in it stands behind the place.
    """
    where = problem.where
    rendered = problem.render()
    if where.file and where.path and not where.column:
        head = str(where)
        rendered = f"{head} {where.path}{rendered.removeprefix(head)}"
    return rendered.translate(_VISIBLE)


def complain(problems: Iterable[Problem]) -> None:
    """Problems on standard error, their first line red or yellow on a terminal."""
    for problem in problems:
        first, newline, rest = spoken(problem).partition("\n")
        colour = "yellow" if problem.severity.value == "warning" else "red"
        click.echo(coloured(first, colour) + newline + rest, err=True)


# A value is shown as it was written; what would command a terminal is shown by its number.
_VISIBLE: Final = {code: f"\\x{code:02x}" for code in (*range(32), 127) if code != ord("\n")}


@contextmanager
def whole_file(path: str) -> Iterator[Any]:
    """A text file that appears under its name only when everything has been written.

    Raises:
        UsageError: the folder is not there or cannot be written.
    """
    target = Path(path)
    if target.is_dir():
        raise click.UsageError(
            str(_("文件 {file} 不能写入：{reason}", file=path, reason=cause_of(IsADirectoryError())))
        )
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:  # opened by its name, so that it has the rights that any new file of this person has
        stream = part.open("x", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(str(_("文件 {file} 不能写入：{reason}", file=path, reason=cause_of(error)))) from None
    try:
        with stream:
            yield stream
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
