"""Decided cases written inside tests: rows of the table `decided`, on a connection of their own."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from enforcement_norms.consistency.placing import COLUMNS

ORDINARY: dict[str, Any] = {
    "violation": "trial.trade",
    "version": "2000-01-01",
    "like": "a",
    "department": "一大队",
    "officer": "执法员甲",
    "party_kind": "legal_person",
    "decided_on": date(2026, 6, 1),
    "outcome": "determined",
    "imposed": 3000,
    "at_least": 1000,
    "at_most": 11000,
    "statutory_at_least": 1000,
    "statutory_at_most": 11000,
    "optional": False,
}


def archive(rows: Iterable[Mapping[str, Any]]) -> duckdb.DuckDBPyConnection:
    """A connection that holds the rows; what a row leaves out is as in `ORDINARY`, and its id is its number."""
    whole = [{"n": number, "id": str(number), **ORDINARY, **row} for number, row in enumerate(rows)]
    written = [{name: _written(row.get(name)) for name in COLUMNS} for row in whole]
    table = pa.Table.from_pylist(written, pa.schema([(name, pa.string()) for name in COLUMNS]))
    connection = duckdb.connect()
    typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in COLUMNS.items())
    connection.from_arrow(table).project(typed).create("decided")
    return connection


def _written(value: Any) -> str | None:
    return None if value is None else str(value)


def at(share: float, **more: Any) -> dict[str, Any]:
    """A row whose fine lies at a share of its range."""
    return {"imposed": round(1000 + share * 10000, 2), **more}
