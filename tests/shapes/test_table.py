"""Every shape of a clause (A1–A30, B1–B24, C1–C19): the construct that serves it stands where the table says, and works."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import frozen

from enforcement_norms import evaluate, load
from enforcement_norms.compiler import standing_of
from enforcement_norms.model.penalty import MeasureKind
from enforcement_norms.testing import Example, cases_in

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "reference" / "shapes.md"
SHAPES = [f"A{n}" for n in range(1, 31)] + [f"B{n}" for n in range(1, 25)] + [f"C{n}" for n in range(1, 20)]
OWN = Path(__file__).parent / "src" / "shapes"


@frozen
class Row:
    """One line of the table: a shape, the constructs that serve it, files that use them, and worked cases or tests."""

    shape: str
    constructs: tuple[str, ...]
    files: tuple[Path, ...]
    cases: tuple[str, ...]
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return self.shape

    @property
    def data(self) -> list[Path]:
        return [file for file in self.files if file.suffix == ".yaml"]

    @property
    def violations(self) -> dict[str, str]:
        """The violations among the files, with the day from which the version of the file is in force."""
        names = [file.stem.partition(".") for file in self.data if file.parent.name == "violations"]
        return {id_: day for id_, _dot, day in names}


def rows() -> Iterator[Row]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and re.fullmatch(r"[ABC]\d+", cells[0]):
            shape, _said, constructs, see, worked = cells
            links = [(TABLE.parent / link).resolve() for link in re.findall(r"\]\(([^)]+)\)", see)]
            tests = re.findall(r"`(test_\w+)`", worked)
            cases = () if tests else tuple(worked.split("；"))
            yield Row(shape, tuple(re.findall(r"`([^`]+)`", constructs)), tuple(links), cases, tuple(tests))


ROWS = list(rows())


def test_the_table_has_every_shape_once() -> None:
    assert [row.shape for row in ROWS] == SHAPES


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_files_use_the_constructs(row: Row) -> None:
    assert row.constructs != ()
    assert row.files != ()
    used: set[str] = set()
    for file in row.files:
        assert file.is_file(), file
        text = file.read_text(encoding="utf-8")
        used |= set(keys(yaml.safe_load(text))) if file.suffix == ".yaml" else set(re.findall(r"\w+", text))
    assert set(row.constructs) - used == set()


def keys(value: Any) -> Iterator[str]:
    """Every key of the data, and `key: value` for every plain value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            for each in inner if isinstance(inner, list) else [inner]:
                if not isinstance(each, dict | list):
                    yield f"{key}: {str(each).lower() if isinstance(each, bool) else each}"
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


@cache
def examples(pack: str) -> list[Example]:
    if pack == "shapes":
        return cases_in(OWN, Path(__file__).parent / "tests" / "test_pack.py")
    return cases_in(pack, ROOT / "plugins" / pack / "tests" / "test_pack.py")


def worked(row: Row) -> Iterator[Example]:
    """The worked cases that a row names: in the packs of its files, of their violations or of the one named."""
    packs = {file.relative_to(ROOT).parts[1] for file in row.data}
    among = [each for pack in packs for each in examples(pack)]
    for said in row.cases:
        violation, _, name = said.rpartition("：")
        wanted = {violation} if violation else set(row.violations)
        found = [each for each in among if any(str(each).endswith(f".{id_}: {name}") for id_ in wanted)]
        assert len(found) == 1, said
        yield found[0]


@pytest.mark.parametrize("row", [row for row in ROWS if row.cases], ids=str)
def test_the_worked_cases_pass(row: Row) -> None:
    """Each comes out as expected; under a violation it is decided by the version of the file that the row shows."""
    met = set()
    for example in worked(row):
        example.run()
        assert example.norms is not None
        assert example.written is not None
        found = evaluate(example.norms, example.written.case)
        id_ = found.violation.split(".")[1]
        if row.violations:
            assert (id_, str(found.version)) in row.violations.items()
            met.add(id_)
    assert met == set(row.violations)


@pytest.mark.parametrize("row", [row for row in ROWS if row.tests], ids=str)
def test_the_named_tests_exist(row: Row) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in row.files if file.name.startswith("test_"))
    assert [name for name in row.tests if f"def {name}(" not in text] == []


def test_every_kind_of_measure_is_used_by_some_pack() -> None:
    """B1: the kinds of Art. 9 (2021), the others of the sector laws, orders and coercive measures."""
    norms = load()
    used = {
        standing.measure.kind
        for track in norms.tracks.values()
        for version in track.versions
        for standing in standing_of(track.plan(version, version.in_force.from_, version.in_force.from_, "000000"))
    }
    assert set(MeasureKind) - used <= {MeasureKind.OTHER_PENALTY}
