"""Findings as a table (发现的数据文件): one row a finding, every field of `Disparity`, for CSV and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any, Final

from .findings import TERMS, Disparity

if TYPE_CHECKING:
    import pyarrow as pa

_AMOUNTS: Final = ("imposed", "other_imposed", "at_least", "at_most")
_NUMBERS: Final = ("share", "other_share", "usual", "score", "shift", "doubt")
_TEXTS: Final = (
    "id", "other", "violation", "standard", "tier", "department", "officer", "other_department", "other_officer",
)  # fmt: skip
FINDING_COLUMNS: Final = (
    "kind", "finding", *_TEXTS, "decided_on", *_AMOUNTS, *_NUMBERS, "dimension", "member", "cases", "reason",
)  # fmt: skip
"""The columns of the findings; `kind` is for programs, `finding` and `reason` are words in the active language."""


def finding_row(one: Disparity) -> dict[str, Any]:
    """One finding as a row; amounts are exact decimals in yuan, what does not apply is None."""
    row: dict[str, Any] = {"kind": one.kind.value, "finding": str(TERMS[one.kind])}
    for name in FINDING_COLUMNS[2:-1]:
        value = getattr(one, name)
        row[name] = None if value == "" else value
    return row | {"reason": str(one.reason)}


def findings_table(findings: Iterable[Disparity]) -> pa.Table:
    """The findings as an Arrow table."""
    import pyarrow as pa

    kinds = {name: pa.decimal128(20, 2) for name in _AMOUNTS} | dict.fromkeys(_NUMBERS, pa.float64())
    kinds |= {"decided_on": pa.date32(), "cases": pa.int64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in FINDING_COLUMNS])
    return pa.Table.from_pylist([finding_row(each) for each in findings], schema)


def write_findings_csv(stream: IO[str], findings: Iterable[Disparity]) -> None:
    """The findings as CSV with a header."""
    writer = csv.DictWriter(stream, FINDING_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for each in findings:
        writer.writerow(finding_row(each))
