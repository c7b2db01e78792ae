"""What commands write: lines, aligned tables, JSON, problems; and files that are whole or not there."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from ..errors import Problem
from ..i18n import Message, _

Cell = str | Message


def as_json(data: Any) -> str:
    """Data as JSON for people and programs, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_json_line(data: Any) -> str:
    """Data as one line of JSON Lines."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def table(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> None:
    """A table aligned by display width; on a terminal with rules and wrapped cells, else plain."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    terminal = Console()
    console = terminal if terminal.is_terminal else Console(width=100_000, no_color=True, highlight=False)
    grid = Table(box=box.SIMPLE_HEAD if terminal.is_terminal else None, pad_edge=False, highlight=False)
    for head in heads:
        grid.add_column(str(head), overflow="fold", no_wrap=not terminal.is_terminal)
    for row in rows:
        grid.add_row(*(_plain(str(cell)) for cell in row))
    with console.capture() as captured:
        console.print(grid)
    click.echo("\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n")), color=terminal.is_terminal)


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
    return rendered


def complain(problems: Iterable[Problem]) -> None:
    """Problems on standard error, their first line red or yellow on a terminal."""
    for problem in problems:
        first, newline, rest = spoken(problem).partition("\n")
        colour = "yellow" if problem.severity.value == "warning" else "red"
        click.echo(click.style(first, fg=colour) + newline + rest, err=True)


_REASONS: Final[Mapping[type[Exception], Message]] = {
    FileNotFoundError: _("没有这个文件或者目录"),
    PermissionError: _("没有权限"),
    IsADirectoryError: _("是目录"),
    NotADirectoryError: _("路径中有一段不是目录"),
}


def reason_of(error: Exception) -> Message | str:
    """Why a file cannot be used, in our words where we have them."""
    known = _REASONS.get(type(error))
    if known is not None:
        return known
    return error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__


@contextmanager
def whole_file(path: str) -> Iterator[Any]:
    """A text file that appears under its name only when everything has been written.

    Raises:
        UsageError: the folder is not there or cannot be written.
    """
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise click.UsageError(str(_("文件 {file} 不能写入：{reason}", file=path, reason=reason_of(error)))) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
