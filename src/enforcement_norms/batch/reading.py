"""Tables of cases from files (案件表): Parquet as it is; CSV, JSON Lines and Arrow turned into Parquet once.

Text is typed by the columns that the norms know, never guessed: amounts are exact decimals, never binary floats. What
cannot be read is refused with the column, the record and the remedy before anything runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import CaseInvalid, Place, Problem
from ..i18n import Message, _

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

    from .columns import Column

ENGINES: Final = ("duckdb", "polars", "spark")
FORMATS: Final = ("parquet", "csv", "jsonl", "arrow")
SUFFIXES: Final = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
}
"""The formats of tables by the suffix of the file."""

LINES: Final = 50_000
"""How many records of JSON Lines are held at once."""
_NUMBER: Final = r"^[0-9]{1,24}([.][0-9]{1,6})?$"
_WHOLE: Final = r"^[0-9]{1,18}$"
_DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_YES: Final = ("是", "true", "yes", "1")
_NO: Final = ("否", "false", "no", "0")


def rows_in(path: Path) -> int:
    """How many rows a Parquet file has."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def as_parquet(source: Path, format_: str, columns: Mapping[str, Column], target: Path) -> Path:
    """The file itself if it is Parquet, else its table written to `target`.

    Raises:
        CaseInvalid: the file is not what its format says, or cells cannot be read as their columns want them.
    """
    import duckdb

    if format_ == "parquet":
        return source
    connection = duckdb.connect()
    try:
        if format_ == "arrow":
            _arrow(source, target)
        else:
            _typed(_text(connection, source, format_, target.parent), columns, source).write_parquet(str(target))
    except (duckdb.Error, OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise _unreadable(source, format_, str(error)) from None
    finally:
        connection.close()
    return target


def check_parquet(path: Path) -> None:
    """Raises CaseInvalid where a file is no Parquet."""
    import pyarrow as pa

    try:
        rows_in(path)
    except pa.ArrowInvalid as error:
        raise _unreadable(path, "parquet", str(error)) from None


def _arrow(source: Path, target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pa.memory_map(str(source)) as mapped:
        try:
            batches: Iterable[Any] = _file_batches(pa.ipc.open_file(mapped))
            first = next(iter(batches), None)
        except pa.ArrowInvalid:
            stream = pa.ipc.open_stream(mapped)
            batches, first = stream, next(iter(stream), None)
        if first is None:
            raise ValueError("no rows")
        with pq.ParquetWriter(target, first.schema) as writer:
            writer.write_batch(first)
            for batch in batches:
                writer.write_batch(batch)


def _file_batches(reader: Any) -> Iterator[Any]:
    for index in range(reader.num_record_batches):
        yield reader.get_batch(index)


def _text(connection: DuckDBPyConnection, source: Path, format_: str, folder: Path) -> DuckDBPyRelation:
    """The table of a file with every cell as text."""
    if format_ == "csv":
        return connection.read_csv(str(source), header=True, all_varchar=True, sep=",", quotechar='"', escapechar='"')
    return connection.read_parquet([str(part) for part in _json_lines(source, folder)], union_by_name=True)


def _json_lines(source: Path, folder: Path) -> list[Path]:
    """Files of the records of a JSON Lines file, their numbers as they are written: DuckDB reads them as doubles."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    written: list[Path] = []
    with source.open("rb") as stream:
        numbered = ((number, line) for number, line in enumerate(stream, 1) if line.strip())
        while lines := list(islice(numbered, LINES)):
            rows = [_json_line(source, number, line) for number, line in lines]
            names = list(dict.fromkeys(name for row in rows for name in row))
            schema = pa.schema([(name, pa.string()) for name in names])
            written.append(folder / f"lines.{len(written)}.parquet")
            pq.write_table(pa.Table.from_pylist(rows, schema), written[-1])
    if not written:
        raise _unreadable(source, "jsonl", "no records")
    return written


def _json_line(source: Path, number: int, line: bytes) -> dict[str, str | None]:
    try:
        row = json.loads(line, parse_float=str, parse_int=str)
    except ValueError:
        row = None
    if not isinstance(row, dict) or any(isinstance(value, dict | list) for value in row.values()):
        message = _("不是一行一个平的 JSON 对象（列名: 值）")
        hint = _("一个案件一行，每个值是文字、数字、true、false 或者 null")
        raise CaseInvalid(_("案件表不能读取"), (Problem("EN310", Place(str(source), number), message, hint),))
    return {name: _json_text(value) for name, value in row.items()}


def _json_text(value: Any) -> str | None:
    if value is None:
        return None
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _typed(table: DuckDBPyRelation, columns: Mapping[str, Column], source: Path) -> DuckDBPyRelation:
    """The table with its cells as the columns want them; unknown columns stay text and are judged later."""
    kinds = {name: columns[name].kind.value if name in columns else "text" for name in table.columns}
    problems = list(_bad_cells(table, kinds, source))
    if problems:
        raise CaseInvalid(_("表中有不能读取的单元格"), problems)
    return table.project(", ".join(f"{_value(name, kind)} AS {_quoted(name)}" for name, kind in kinds.items()))


def _bad_cells(table: DuckDBPyRelation, kinds: Mapping[str, str], source: Path) -> Iterator[Problem]:
    """For every column the first cell that cannot be read, and how many there are."""
    checked = {name: kind for name, kind in kinds.items() if kind in _REMEDIES}
    if not checked:
        return
    numbered = table.project("*, row_number() OVER () AS record_number")
    wrong = {name: f"{_cell(name)} IS NOT NULL AND {_value(name, kind)} IS NULL" for name, kind in checked.items()}
    counts = ", ".join(
        f"count(*) FILTER ({test}), min(record_number) FILTER ({test}),"
        f" arg_min({_cell(name)}, record_number) FILTER ({test})"
        for name, test in wrong.items()
    )
    found = numbered.aggregate(counts).fetchall()[0]
    for place, (name, kind) in enumerate(checked.items()):
        count, record, cell = found[3 * place : 3 * place + 3]
        if count:
            message = _(
                "第{record}条记录的“{value}”不能读取；这一列共有{count}格如此", record=record, value=cell, count=count
            )
            yield Problem("EN326", Place(str(source), path=name), message, _REMEDIES[kind])


_REMEDIES: Final[Mapping[str, Message]] = {
    "money": _("写成以元为单位的数字，如 8000 或者 1200.50"),
    "number": _("写成数字，如 0.3"),
    "whole": _("写整数"),
    "date": _("写日期，如 2026-03-05"),
    "boolean": _("写“是”或者“否”"),
}


def _cell(name: str) -> str:
    return f"nullif(trim({_quoted(name)}), '')"


def _value(name: str, kind: str) -> str:
    """The SQL of a cell as its kind wants it; NULL where it cannot be read."""
    cell = _cell(name)
    if kind in ("money", "number"):
        return f"CASE WHEN regexp_matches({cell}, '{_NUMBER}') THEN CAST({cell} AS DECIMAL(30, 6)) END"
    if kind == "whole":
        return f"CASE WHEN regexp_matches({cell}, '{_WHOLE}') THEN CAST({cell} AS BIGINT) END"
    if kind == "date":
        return f"CASE WHEN regexp_matches({cell}, '{_DAY}') THEN TRY_CAST({cell} AS DATE) END"
    if kind == "boolean":
        return f"CASE WHEN lower({cell}) IN {_YES} THEN true WHEN lower({cell}) IN {_NO} THEN false END"
    return cell


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _unreadable(source: Path, format_: str, why: str) -> CaseInvalid:
    message = _(
        "不是可读的 {format} 文件：{why}", format=format_, why=why.strip().splitlines()[0] if why.strip() else ""
    )
    problem = Problem("EN310", Place(str(source)), message, _("核对文件和 --format"))
    return CaseInvalid(_("案件表不能读取"), (problem,))
