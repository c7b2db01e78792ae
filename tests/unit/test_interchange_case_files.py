"""Case files and registers as data: round trip, schema, and everything that can be wrong in them."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.auditing.runner import loaded
from tests.auditing.schema import BEGIN, NAMES, PAGE, tables, written

from enforcement_norms.errors import CaseInvalid
from enforcement_norms.interchange import json_schema
from enforcement_norms.interchange.case_files import (
    case_file_data,
    case_file_from,
    record_schema,
    registers_data,
    registers_from,
)
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.reader.case_file import case_file_at, parse_case_file_data, read_case_file, registers_at
from enforcement_norms.reader.flaws import Refused
from enforcement_norms.reader.record import reader_of

FOLDER = Path(__file__).parents[2] / "examples" / "case_files"
EXAMPLES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "registers.yaml")
ORDINARY: dict[str, Any] = loaded(FOLDER / "ordinary.yaml")


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_a_case_file_survives_the_way_there_and_back(path: Path) -> None:
    case_file = case_file_at(path)
    data = json.loads(json.dumps(case_file_data(case_file)))
    assert case_file_from(data) == case_file
    jsonschema.validate(data, json_schema("case_file"))


def test_registers_survive_the_way_there_and_back() -> None:
    registers = registers_at(FOLDER / "registers.yaml")
    data = json.loads(json.dumps(registers_data(registers)))
    assert registers_from(data) == registers
    jsonschema.validate(data, json_schema("registers"))


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schema_is_that_of_the_model(name: str) -> None:
    assert json_schema(name) == json.loads(written(name))
    jsonschema.Draft202012Validator.check_schema(record_schema(name))


def test_every_fault_is_said_at_its_place() -> None:
    data = deepcopy(ORDINARY)
    data["titel"] = "案由"
    data["decisions"][0]["at"] = "2026-02-30"
    data["services"][1]["method"] = "pigeon"
    data["payments"][0]["amount"] = "五块"
    data["reviews"] = {"at": "2026-09-09"}
    with pytest.raises(CaseInvalid) as caught:
        read_case_file(data)
    found = {(each.code, each.where.path) for each in caught.value.problems}
    assert found == {
        ("EN101", "titel"),
        ("EN105", "decisions[0].at"),
        ("EN104", "services[1].method"),
        ("EN105", "payments[0].amount"),
        ("EN103", "reviews"),
    }


def test_faults_of_a_yaml_file_bear_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("id: x\ndecisions:\n  - at: 2026-13-01\n", encoding="utf-8")
    with pytest.raises(CaseInvalid) as caught:
        case_file_at(path)
    assert [(each.where.line, each.where.column) for each in caught.value.problems] == [(3, 9)]


def test_not_done_names_what_the_step_has_and_does_not_record() -> None:
    for step in ({"not_done": ["approved"]}, {"at": "2026-01-05", "not_done": ["at"]}):
        with pytest.raises(CaseInvalid) as caught:
            read_case_file({"id": "x", "preservations": [step]})
        assert [each.where.path for each in caught.value.problems] == ["preservations[0]"]


@pytest.mark.parametrize("text", ["2026-01-05T09:30:00Z", "2026-01-05T09:30+08:00", "2026-01-05T25:00", "09:30"])
def test_a_moment_is_local_time(text: str) -> None:
    with pytest.raises(CaseInvalid) as caught:
        read_case_file({"id": "x", "decisions": [{"at": text}]})
    assert [each.code for each in caught.value.problems] == ["EN105"]


@pytest.mark.parametrize("raw", [b"", b"{", b'{"id": "x", "id": "y"}', b"[1,", b"\xff", b'{"id":' + b"[" * 100_000])
def test_a_truncated_file_says_so(raw: bytes) -> None:
    with pytest.raises(CaseInvalid) as caught:
        read_case_file(parse_case_file_data(raw, "x.json", is_json=True), "x.json")
    assert caught.value.problems


def test_a_hundred_thousand_steps_are_read() -> None:
    data = {"id": "x", "retrievals": [{"at": "2026-01-05T09:30"}] * 100_000}
    found = read_case_file(data).retrievals
    assert found is not None
    assert len(found) == 100_000


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(key=st.sampled_from(sorted(ORDINARY)), junk=_JUNK)
def test_the_fast_reader_and_the_slow_one_agree(key: str, junk: object) -> None:
    data = {**ORDINARY, key: junk}
    slowly: CaseFile | None
    quickly: CaseFile | None
    try:
        slowly = reader_of(CaseFile)(data)
    except Refused:
        slowly = None
    try:
        quickly = read_case_file(data)
    except CaseInvalid:
        quickly = None
    assert quickly == slowly


def test_the_page_of_keys_is_what_the_model_says() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(BEGIN)[2] == "\n" + tables()
