"""Every worked example of every pack: as a row of a table it comes to what the evaluator says of it alone."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.batch.rows import agree, fits, row_of, table_of
from tests.support import general

from enforcement_norms import load
from enforcement_norms.batch.tables import KEPT_FROM, evaluate_table
from enforcement_norms.compiler import Norms, compile_norms
from enforcement_norms.model.case import Case
from enforcement_norms.reader import read_pack
from enforcement_norms.testing.examples import examples_of

Put = Callable[[Any], Any]
ROOT = Path(__file__).parents[2]
DOMAINS = sorted(
    path.parent.name for path in (ROOT / "plugins").glob("[a-z]*/tests") if path.parent.name != "_template"
)


@cache
def cases(domain: str) -> tuple[Norms, list[Case]]:
    norms = load(domain)
    paths = sorted((ROOT / "plugins" / domain / "tests" / "cases").glob("*.yaml"))
    written = [example.written for path in paths for example in examples_of(norms, domain, path)]
    return norms, [one.case for one in written if one is not None and fits(one.case)]


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_table_of_all_examples_says_what_each_example_says(domain: str, polars_put: Put) -> None:
    norms, found = cases(domain)
    assert len(found) > 50
    agree(norms, found, polars_put)


def test_all_engines_say_the_same_of_many_violations_whose_rows_are_kept(put: Put) -> None:
    norms, found = cases("education")
    firsts = {case.violation: case for case in reversed(found)}
    assert len(firsts) > KEPT_FROM
    agree(norms, list(firsts.values())[: KEPT_FROM + 1], put)


def test_duckdb_keeps_the_rows_of_many_violations_by_key_until_they_are_released(duckdb_put: Put) -> None:
    norms, found = cases("transport")
    assert len({case.violation for case in found}) > KEPT_FROM
    table = duckdb_put(table_of(norms, [row_of(norms, case, key) for key, case in enumerate(found)]))
    tables = evaluate_table(norms, table)
    assert "key:0" in columns(table)
    assert tables.cases.count().to_pyarrow().as_py() == len(found)
    tables.release()
    assert "key:0" not in columns(table)


def columns(table: Any) -> set[str]:
    """All columns of all tables of the connection of a table."""
    return {name for (name,) in table.get_backend().con.execute("SELECT column_name FROM duckdb_columns()").fetchall()}


def test_duckdb_says_of_many_violations_what_each_example_says(duckdb_put: Put) -> None:
    norms, found = cases("transport")
    agree(norms, found, duckdb_put)


def test_a_table_of_the_examples_of_rare_shapes_says_what_each_says(polars_put: Put) -> None:
    """The shapes of clauses that no real pack needs."""
    folder = ROOT / "tests" / "shapes"
    pack = read_pack(folder / "src" / "shapes", general=general())
    norms = compile_norms((general(), pack))
    written = [
        example.written
        for path in sorted((folder / "tests" / "cases").glob("*.yaml"))
        for example in examples_of(norms, pack.id, path)
    ]
    found = [one.case for one in written if one is not None and fits(one.case)]
    assert len(found) > 10
    agree(norms, found, polars_put)
