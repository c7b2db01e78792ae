from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from enforcement_norms.batch.columns import Column, ColumnKind
from enforcement_norms.batch.reading import as_parquet, check_parquet, rows_in
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.i18n import _

COLUMNS = {
    name: Column(name, kind, _("某列"))
    for name, kind in {
        "id": ColumnKind.KEY,
        "violation": ColumnKind.TEXT,
        "decided_on": ColumnKind.DATE,
        "value": ColumnKind.MONEY,
        "excess": ColumnKind.NUMBER,
        "workers": ColumnKind.WHOLE,
        "licensed": ColumnKind.BOOLEAN,
    }.items()
}
READ = {
    "id": "甲",
    "decided_on": date(2026, 6, 1),
    "value": Decimal("12345678901234567.89"),
    "excess": Decimal("0.3"),
    "workers": 3,
    "licensed": True,
    "note": "无",
}


def read(path: Path, format_: str, tmp_path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(
        as_parquet(path, format_, COLUMNS, tmp_path / "read.parquet")
    ).to_pylist()
    return found


def refused(path: Path, format_: str, tmp_path: Path) -> list[str]:
    with pytest.raises(CaseInvalid) as caught:
        as_parquet(path, format_, COLUMNS, tmp_path / "read.parquet")
    return [problem.render() for problem in caught.value.problems]


def test_csv_is_typed_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(
        "id,decided_on,value,excess,workers,licensed,note\n甲,2026-06-01,12345678901234567.89,0.3,3,是,无\n,,,,,,\n",
        encoding="utf-8",
    )
    assert read(path, "csv", tmp_path) == [READ, dict.fromkeys(READ)]


def test_json_lines_keep_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"id": "甲", "decided_on": "2026-06-01", "value": 12345678901234567.89, "excess": 0.3, "workers": 3}\n\n'
        '{"licensed": true, "note": null}\n',
        encoding="utf-8",
    )
    first = READ | {"licensed": None, "note": None}
    assert read(path, "jsonl", tmp_path) == [first, dict.fromkeys(READ) | {"licensed": True}]


def test_arrow_is_taken_as_it_is(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "value": [None, 5]})
    for name, writing in (("a.arrow", pa.ipc.new_file), ("b.arrow", pa.ipc.new_stream)):
        with pa.OSFile(str(tmp_path / name), "wb") as sink, writing(sink, table.schema) as writer:
            writer.write_table(table)
        assert read(tmp_path / name, "arrow", tmp_path) == table.to_pylist()


def test_parquet_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    pq.write_table(pa.table({"id": [1, 2, 3]}), path)
    assert as_parquet(path, "parquet", COLUMNS, tmp_path / "read.parquet") == path
    assert rows_in(path) == 3


@pytest.mark.parametrize(
    ("column", "cell", "remedy"),
    [
        ("value", "6万元", "写成以元为单位的数字，如 8000 或者 1200.50"),
        ("value", "-1", "写成以元为单位的数字，如 8000 或者 1200.50"),
        ("value", "1.0000001", "写成以元为单位的数字，如 8000 或者 1200.50"),
        ("excess", "30%", "写成数字，如 0.3"),
        ("workers", "3.5", "写整数"),
        ("decided_on", "2026-02-30", "写日期，如 2026-03-05"),
        ("decided_on", "2026/3/5", "写日期，如 2026-03-05"),
        ("licensed", "也许", "写“是”或者“否”"),
    ],
)
def test_cells_that_cannot_be_read_are_refused_with_column_and_record(
    tmp_path: Path, column: str, cell: str, remedy: str
) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(f"id,{column}\n甲,\n乙,{cell}\n丙,{cell}\n", encoding="utf-8")
    assert refused(path, "csv", tmp_path) == [
        f"{path} EN326 第2条记录的“{cell}”不能读取；这一列共有2格如此\n  建议: {remedy}"
    ]


@pytest.mark.parametrize("line", ["{", "[1]", '{"facts": {"value": 1}}'])
def test_lines_that_are_no_flat_objects_are_refused_with_their_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f'{{"id": 1}}\n{line}\n', encoding="utf-8")
    assert refused(path, "jsonl", tmp_path)[0].startswith(f"{path}:2 EN310 不是一行一个平的 JSON 对象")


def test_an_empty_file_of_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n", encoding="utf-8")
    assert refused(path, "jsonl", tmp_path)[0].startswith(f"{path} EN310")


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    path.write_bytes(b"PAR0")
    with pytest.raises(CaseInvalid) as caught:
        check_parquet(path)
    assert caught.value.problems[0].code == "EN310"
