"""The example archive: what is planted in it is found, and little else; a register is compared from the command line."""

import contextlib
import csv
import io
import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from attrs import frozen

from enforcement_norms.cli import main

# Ibis calls DuckDB as its newest version no longer likes it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ROOT = Path(__file__).parents[2]
ROWS = 20_000


@frozen
class Compared:
    """An archive, what was planted in it, what `enorms consistency` found and printed."""

    archive: Path
    planted: list[dict[str, str]]
    found: list[dict[str, str]]
    said: dict[str, Any]
    page: str

    def cases(self, planted: str) -> set[str]:
        """The cases that were planted as this."""
        return {row[name] for row in self.planted if row["planted"] == planted for name in ("id", "other")} - {""}


@pytest.fixture(scope="module")
def write_archive() -> Callable[..., int]:
    written: Callable[..., int] = runpy.run_path(str(ROOT / "examples" / "make_archive.py"))["write_archive"]
    return written


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, write_archive: Callable[..., int]) -> Compared:
    folder = tmp_path_factory.mktemp("archive")
    archive, report, findings = folder / "archive.parquet", folder / "report.html", folder / "findings.csv"
    write_archive(archive, ROWS, 6)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), pytest.raises(SystemExit) as left:
        main(["consistency", str(archive), "-o", str(report), "--findings", str(findings), "--json"])
    assert left.value.code == 0
    planted = rows_of(archive.with_suffix(".planted.csv"))
    page = report.read_text(encoding="utf-8")
    return Compared(archive, planted, rows_of(findings), json.loads(said.getvalue()), page)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def found_as(compared: Compared, kind: str) -> set[str]:
    return {row[name] for row in compared.found if row["kind"] == kind for name in ("id", "other")} - {""}


def test_every_planted_case_is_found(compared: Compared) -> None:
    for kind in ("outside_range", "too_heavy", "too_light", "unlike_cases"):
        assert compared.cases(kind) - found_as(compared, kind) == set()


def test_little_else_is_found(compared: Compared) -> None:
    """At most one finding in twenty names no planted case, and nothing but planted cases lies outside its range."""
    planted = set().union(*(compared.cases(row["planted"]) for row in compared.planted))
    single = [row for row in compared.found if row["kind"] != "systematic"]
    others = [row for row in single if not {row["id"], row["other"]} & planted]
    assert len(others) * 20 <= len(single)
    assert found_as(compared, "outside_range") == compared.cases("outside_range")


def test_who_leans_is_found(compared: Compared) -> None:
    """A department that leans on the violation of nearly all its cases is named itself."""
    found = {row["member"] for row in compared.found if row["kind"] == "systematic"}
    for row in compared.planted:
        if row["planted"] == "systematic":
            assert found & {row["id"], row["id"].partition(" · ")[0]}


def test_the_answer_in_json(compared: Compared) -> None:
    assert compared.said["cases"] == ROWS
    assert compared.said["places"] == {
        "above": compared.said["places"]["above"],
        "below": len(compared.cases("outside_range")) - compared.said["places"]["above"],
        "inside": ROWS - len(compared.cases("outside_range")),
    }
    assert sum(compared.said["findings"].values()) == len(compared.found)


def test_the_report_names_cases_and_no_address(compared: Compared) -> None:
    assert "http" not in compared.page
    assert {id_ for id_ in compared.cases("outside_range") if id_ not in compared.page} == set()


def test_every_case_has_its_own_key_and_a_fine(compared: Compared) -> None:
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(compared.archive))
        assert table.aggregate("count(*), count(DISTINCT id), min(imposed_fine) > 0").fetchall() == [(ROWS, ROWS, True)]


def test_the_same_seed_gives_the_same_archive(tmp_path: Path, write_archive: Callable[..., int]) -> None:
    for name in ("one", "two"):
        write_archive(tmp_path / f"{name}.parquet", 500, 3)
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
