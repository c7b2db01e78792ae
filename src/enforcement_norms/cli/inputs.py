"""Case records from files (案件数据): JSON, JSON Lines, YAML and CSV, each record with its place.

Every format gives maps as `reader.read_case` takes them. Decimals of JSON stay text, so that no amount passes through
a binary float. One bad record does not stop the others where the format allows
it to be told apart (JSON Lines, CSV); a file that cannot be read as a whole is one problem.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
from attrs import frozen

from ..errors import Place, Problem, cause_of
from ..i18n import Message, _
from .rows import record_of_row

FORMATS: Final = ("json", "jsonl", "yaml", "csv")
_BY_SUFFIX: Final = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
}
STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
"""How standard input is called where a file would be named."""


@frozen
class Record:
    """One record of a file: its place, and its data, or why it could not be read.

    `from_table` marks cells of a table, whose words (是, 否, lists with ；) are typed by the facts they belong to;
    `bare_yuan` that a number without a unit is an amount in yuan, as in JSON and tables.
    """

    where: Place
    data: Mapping[str, Any] | None = None
    problems: tuple[Problem, ...] = ()
    from_table: bool = False
    bare_yuan: bool = False


class _Unreadable(Exception):
    """A text that is not what its format asks for."""

    def __init__(self, message: Message, hint: Message | None = None, line: int = 0, column: int = 0) -> None:
        super().__init__()
        self.message, self.hint, self.line, self.column = message, hint, line, column

    def record(self, name: str, line: int = 0, code: str = "EN310") -> Record:
        """The record that stands for what could not be read."""
        place = Place(name, self.line or line, self.column)
        return Record(place, None, (Problem(code, place, self.message, self.hint),))


def records_in(source: str, format_: str | None) -> Iterator[Record]:
    """The records of a file, or of standard input for `-`.

    Raises:
        UsageError: the file cannot be opened, or its format cannot be told.
    """
    name, stream = _opened(source)
    with stream:
        chosen = format_ or _BY_SUFFIX.get(Path(name).suffix.lower())
        if chosen is None:
            yield from records_of_bytes(name, stream.read())
        else:
            yield from _READERS[chosen](name, stream)


def tell_empty(source: str) -> None:
    """Say that a file holds no case at all, so that nobody waits for an answer."""
    click.echo(str(_("{file} 中没有案件", file=STDIN_NAME if source == STDIN else source)), err=True)


def records_of_bytes(name: str, raw: bytes) -> Iterator[Record]:
    """The records in bytes that come without a name; their format is guessed."""
    yield from _READERS[guessed(raw)](name, io.BytesIO(raw))


def _opened(source: str) -> tuple[str, BinaryIO]:
    if source == STDIN:
        return STDIN_NAME, sys.stdin.buffer
    try:
        return source, Path(source).open("rb")
    except (OSError, ValueError) as error:
        raise click.UsageError(str(_("文件 {file} 打不开：{reason}", file=source, reason=cause_of(error)))) from None


def guessed(raw: bytes) -> str:
    """The format of data that comes without a name, told from its beginning."""
    start = raw.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"["):
        return "json"
    first, _newline, rest = start.partition(b"\n")
    if start.startswith(b"{"):
        try:
            json.loads(first)
        except ValueError:
            return "json"
        return "jsonl" if rest.strip() else "json"
    return "csv" if b"," in first and b":" not in first.partition(b",")[0] else "yaml"


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        hint = _("另存为 UTF-8 编码")
        raise _Unreadable(_("不是 UTF-8 编码"), hint, before.count(b"\n") + 1) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Unreadable(_("键“{key}”重复", key=key), _("合并或者改名"))
        found[key] = value
    return found


def _constant(word: str) -> Any:
    raise _Unreadable(_("{word} 不是 JSON 的值", word=word), _("写字符串或者 null"))


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_float=str, parse_constant=_constant)


def _parsed(text: str, line: int = 1) -> Any:
    """A JSON text; ValueErrors of the parser as ours, lines counted from `line`."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise _not_json(error.lineno + line - 1, error.colno) from None
    except (ValueError, RecursionError):
        raise _Unreadable(_("数字太长或者嵌套太深"), _("核对数据"), line) from None


def _not_json(line: int, column: int) -> _Unreadable:
    return _Unreadable(_("不是 JSON"), _("检查引号、逗号、括号；金额写成字符串"), line, column)


def _json(name: str, stream: BinaryIO) -> Iterator[Record]:
    """One object, or a list of objects; each element with the line on which it begins."""
    try:
        text = _decoded(stream.read())
        if not text.strip():
            yield _Unreadable(_("文件没有内容")).record(name, 1)
            return
        if not text.lstrip().startswith("["):
            yield _of_value(name, _parsed(text), 1)
            return
        # The whole list is parsed first: of half a list nothing is used.
        values = _parsed(text)
    except _Unreadable as unreadable:
        yield unreadable.record(name)
        return
    for value, line in zip(values, _lines_of_elements(text), strict=True):
        yield _of_value(name, value, line)


def _lines_of_elements(text: str) -> Iterator[int]:
    position, line, counted = text.index("[") + 1, 1, 0
    while True:
        while text[position] in " \t\r\n,":
            position += 1
        if text[position] == "]":
            return
        line += text.count("\n", counted, position)
        counted = position
        yield line
        _value, position = _DECODER.raw_decode(text, position)


def _jsonl(name: str, stream: BinaryIO) -> Iterator[Record]:
    yield from records_of_lines(name, stream)


def records_of_lines(name: str, lines: Iterable[bytes], first: int = 1) -> Iterator[Record]:
    """The records of JSON Lines, the first of which has that number in the file."""
    for number, raw in enumerate(lines, first):
        if not raw.strip():
            continue
        try:
            yield _of_value(name, _parsed(_decoded(raw), number), number)
        except _Unreadable as unreadable:
            yield _Unreadable(unreadable.message, unreadable.hint, number, unreadable.column).record(name)


def _of_value(name: str, value: Any, line: int) -> Record:
    if isinstance(value, dict):
        return Record(Place(name, line), value, bare_yuan=value.__class__ is dict)
    return _Unreadable(_("案件应是一个对象（键: 值）"), None, line).record(name)


def _yaml(name: str, stream: BinaryIO) -> Iterator[Record]:
    from ..reader.yaml import Unreadable, parse_yaml

    try:
        data = parse_yaml(stream.read(), name)
    except Unreadable as unreadable:
        yield Record(unreadable.problems[0].where, None, unreadable.problems)
        return
    if isinstance(data, dict):
        yield Record(Place(name, data.spot[0]), data)
        return
    for item, (line, _column) in zip(data, data.marks, strict=True):
        yield _of_value(name, item, line)


def _csv(name: str, stream: BinaryIO) -> Iterator[Record]:
    try:
        text = _decoded(stream.read())
    except _Unreadable as unreadable:
        yield unreadable.record(name)
        return
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        yield _Unreadable(_("文件中有控制字符 U+0000"), _("删去该字符"), line).record(name)
        return
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _rows(name, lines)
    except csv.Error:
        yield _Unreadable(_("不是 CSV"), _("检查引号；含逗号或者换行的值整个加引号"), lines.line_num).record(name)


def _rows(name: str, lines: Any) -> Iterator[Record]:
    header = next(lines, None)
    if not header:
        yield _Unreadable(_("文件没有内容"), None, 1).record(name)
        return
    columns = [column.strip() for column in header]
    twice = sorted({column for column in columns if columns.count(column) > 1 and column})
    if twice:
        yield _Unreadable(_("列名重复：{columns}", columns=twice), _("合并或者改名"), 1).record(name)
        return
    before = lines.line_num
    for cells in lines:
        line, before = before + 1, lines.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            message = _("有 {cells} 格，表头只有 {columns} 列", cells=len(cells), columns=len(columns))
            yield _Unreadable(message, _("含逗号的值整个加引号"), line).record(name)
            continue
        yield Record(
            Place(name, line), record_of_row(dict(zip(columns, cells, strict=False))), from_table=True, bare_yuan=True
        )


_READERS: Final[Mapping[str, Callable[[str, BinaryIO], Iterable[Record]]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "yaml": _yaml,
    "csv": _csv,
}
