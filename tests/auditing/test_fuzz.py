"""Case files that are broken in every way: clear errors, never a crash; files that are huge or go backwards in time."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.auditing.runner import changed, put

from enforcement_norms.auditing import audit, audit_many
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.reader.case_file import case_file_at, parse_case_file_data, read_case_file, read_registers

DATA, REGISTERS = changed("ordinary", {})
TEXT = json.dumps(DATA, ensure_ascii=False).encode()
HELD = read_registers(REGISTERS)
YAML = (Path(__file__).parents[2] / "examples" / "case_files" / "summary.yaml").read_bytes()
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False).map(str),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def paths(data: Any, above: str = "") -> Iterator[str]:
    """Every place in the data."""
    if isinstance(data, dict):
        for key, value in data.items():
            here = f"{above}.{key}" if above else key
            yield here
            yield from paths(value, here)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield f"{above}[{index}]"
            yield from paths(value, f"{above}[{index}]")


PATHS = [path for path in paths(DATA) if not path.startswith("matter.facts")]
MOMENTS = [path for path in PATHS if re.search(r"(^|[._])(at|on|until|from)$", path)]


def read(raw: bytes, *, is_json: bool) -> CaseFile | None:
    """The case file, or None where it is refused with a place and a reason for every problem."""
    try:
        return read_case_file(parse_case_file_data(raw, "x", is_json=is_json), "x")
    except CaseInvalid as refused:
        if all(problem.code.startswith("EN") and problem.message.render() for problem in refused.problems):
            return None
        raise


@given(st.integers(0, len(TEXT) - 1))
def test_json_that_is_cut_off_is_refused(end: int) -> None:
    assert read(TEXT[:end], is_json=True) is None


@given(st.integers(0, len(YAML) - 1))
def test_yaml_that_is_cut_off_is_refused_or_audited(end: int) -> None:
    file = read(YAML[:end], is_json=False)
    assert file is None or audit(None, file, HELD).broken == ()


@given(st.integers(0, len(TEXT) - 1), st.binary(min_size=1, max_size=3))
def test_bytes_that_are_overwritten_break_nothing(at: int, junk: bytes) -> None:
    file = read(TEXT[:at] + junk + TEXT[at + len(junk) :], is_json=True)
    assert file is None or audit(None, file, HELD).broken == ()


@given(st.sampled_from(PATHS), JUNK)
def test_values_of_a_wrong_type_are_refused_at_their_place(path: str, junk: Any) -> None:
    data, _registers = changed("ordinary", {})
    put(data, path, junk if not isinstance(junk, str) or junk not in ("absent", "not_done") else "")
    try:
        file = read_case_file(data)
    except CaseInvalid as refused:
        top = path.partition("[")[0].partition(".")[0]
        if not any(problem.where.path.startswith(top) for problem in refused.problems):
            raise
        return
    assert audit(None, file, HELD).broken == ()


@given(st.lists(st.tuples(st.sampled_from(MOMENTS), st.dates()), min_size=1, max_size=6))
def test_times_in_any_order_break_no_rule(times: list[tuple[str, Any]]) -> None:
    data, _registers = changed("ordinary", {})
    for path, day in times:
        put(data, path, day.isoformat())
    try:
        file = read_case_file(data)
    except CaseInvalid:
        return
    assert audit(None, file, HELD).broken == ()
    assert audit_many([file, file]).files == 1


def test_a_hundred_thousand_steps_are_audited() -> None:
    step = {"at": "2026-08-10T14:00", "ended_at": "2026-08-10T15:00", "place": "询问室", "officers": ["zhang"]}
    file = read_case_file({"id": "long", "procedure": "ordinary", "questionings": [step] * 100_000})
    report = audit(None, file, HELD)
    assert report.broken == ()
    places = {each.place for each in report.not_checked}
    assert {"questionings[0]", "questionings[99999]"} <= places
    assert audit_many([file]).findings == ()


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    assert (
        read(b'{"id": "x", "matter": {"facts": ' + b'{"a": ' * depth + b"1" + b"}" * (depth + 2), is_json=True) is None
    )


def test_a_file_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CaseInvalid):
        case_file_at(tmp_path)
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"")
    with pytest.raises(CaseInvalid):
        case_file_at(empty)
