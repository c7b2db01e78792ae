"""The quick reader against the careful one: what it reads, the careful one reads alike; the rest it leaves alone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.auditing.runner import FOLDERS, changed, loaded

from enforcement_norms.errors import CaseInvalid
from enforcement_norms.interchange.case_files import case_file_data, registers_data
from enforcement_norms.model.actors.registers import Registers
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.model.casefile.sanctions import DiscretionStated
from enforcement_norms.model.recorded import Recorded
from enforcement_norms.reader import recalled
from enforcement_norms.reader.case_file import (
    case_file_at,
    parse_case_file_data,
    quick_case_file,
    read_case_file,
    registers_at,
)
from enforcement_norms.reader.flaws import Refused
from enforcement_norms.reader.hints import element_of, key_of, without_none
from enforcement_norms.reader.plain import quick_data
from enforcement_norms.reader.quick import quick_json
from enforcement_norms.reader.record import reader_of

FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.yaml")) if path.stem != "registers"]
DATA, _REGISTERS = changed("ordinary", {})
TEXT = json.dumps(DATA, ensure_ascii=False).encode()


def carefully(raw: bytes) -> CaseFile | None:
    """The case file as the careful reader alone reads it, or None where it refuses."""
    try:
        made: CaseFile = reader_of(CaseFile)(parse_case_file_data(raw, "x", is_json=True))
    except (CaseInvalid, Refused):
        return None
    return made


def agree(raw: bytes) -> bool:
    """Whether the quick reader leaves the text alone or reads what the careful one reads, types and all."""
    quickly = quick_case_file(raw)
    return quickly is None or (quickly == carefully(raw) and repr(quickly) == repr(carefully(raw)))


def classes_in(type_: Any) -> Iterator[type[Any]]:
    """The classes of which a record consists."""
    type_, _optional = without_none(type_)
    element = element_of(type_)
    if element is not None:
        yield from classes_in(element)
    elif isinstance(type_, type) and issubclass(type_, Recorded):
        yield type_
        for field in attrs.fields(type_):
            yield from classes_in(get_type_hints(type_)[field.name])


def is_record(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Recorded)


def with_nulls(data: Any, cls: type[Any]) -> Any:
    """The data of a record, with null for what is not recorded and an empty list for what is not done."""
    written = dict(data)
    for field in attrs.fields(cls):
        key = key_of(field.name)
        type_, optional = without_none(get_type_hints(cls)[field.name])
        element = element_of(type_)
        if key not in written:
            if optional or field.name == "not_done":
                written[key] = None if optional else []
        elif is_record(type_):
            written[key] = with_nulls(written[key], type_)
        elif is_record(element):
            written[key] = [with_nulls(each, element) for each in written[key]]
    return written


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
@pytest.mark.parametrize("indent", [None, 2])
def test_files_are_read_quickly_and_alike(path: Path, indent: int | None) -> None:
    expected = case_file_at(path)
    data = case_file_data(expected)
    raw = json.dumps(data, ensure_ascii=False, indent=indent).encode()
    assert expected == quick_case_file(raw) == quick_data(CaseFile, data) == carefully(raw)
    assert repr(quick_case_file(raw)) == repr(carefully(raw)) == repr(quick_data(CaseFile, data))
    assert quick_case_file(json.dumps(data).encode()) == expected


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_files_with_nulls_are_read_quickly_and_alike(path: Path) -> None:
    """Many systems write a null for whatever they do not hold, and lists that are empty."""
    expected = case_file_at(path)
    data = with_nulls(case_file_data(expected), CaseFile)
    raw = json.dumps(data, ensure_ascii=False).encode()
    assert raw.count(b": null") > 40
    assert quick_case_file(raw) == expected == carefully(raw) == quick_data(CaseFile, data)
    assert repr(quick_case_file(raw)) == repr(carefully(raw))


def test_registers_are_read_quickly_and_alike() -> None:
    registers = registers_at(FOLDERS[0] / "registers.yaml")
    data = registers_data(registers)
    assert registers == quick_data(Registers, data) == quick_json(Registers, json.dumps(data).encode())
    made = quick_data(Registers, data)
    assert made is not None
    assert made.officers_by_id == registers.officers_by_id


def test_nothing_is_checked_in_a_record_but_what_is_not_done() -> None:
    """The quick reader fills records without their `__init__`; this is all that it has to make up for."""
    found = {*classes_in(CaseFile), *classes_in(Registers)}
    assert len(found) > 50
    for cls in found:
        assert [field.name for field in attrs.fields(cls) if field.validator or field.converter] == []
        assert cls.__attrs_post_init__ is Recorded.__attrs_post_init__


def test_what_was_read_quickly_is_frozen_and_of_its_class() -> None:
    made = quick_case_file(TEXT)
    assert made is not None
    assert type(made) is CaseFile
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(made, "id", "other")  # noqa: B010 – mypy knows that it is frozen


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b'"id":', b'"id": "y", "id":', 1),
        lambda text: text.replace(b'"facts": {', b'"facts": {"a": 1, "a": 2, ', 1),
        lambda text: text.replace(b'"facts": {', b'"facts": {"a": 1.5, "b": 1, "b": 2, ', 1),
        lambda text: text.replace(b'"facts": {', b'"facts": {"a": null, "a": "\\u0022:", ', 1),
        lambda text: text.replace(b'"facts": {', b'"facts": {"a": "\\\\\\"", "b": 1, "b": "\\"", ', 1),
        lambda text: text.replace(b'"filing": {', b'"filing": {"at": null, ', 1),
        lambda text: text.replace(b'"filing": {', b'"filing": {"at" : "2026-01-05",', 1),
        lambda text: text[:-1] + b', "title": "\\"", "title": null}',
        lambda text: text[:-1] + b', "acting_for": null, "acting_for": null}',
        lambda text: text[:-1] + b', "acting_for": null, "acting_for": "x"}',
        lambda text: text[:-1] + b', "acting_for": "x", "acting_for": null}',
        lambda text: text[:-1] + b', "acting_for": null, "transfers": [], "transfers": []}',
        lambda text: text[:-1] + b', "not_done": [], "not_done": []}',
        lambda text: text.replace(b'"filing": {', b'"filing": {"approved_at": null, "approved_at": null, ', 1),
        lambda text: text.replace(b'"facts": {', b'"facts": {"a": null, "a": null, ', 1),
    ],
)
def test_a_key_that_stands_twice_is_never_read(change: Callable[[bytes], bytes]) -> None:
    raw = change(TEXT)
    assert raw != TEXT
    assert quick_case_file(raw) is None
    assert carefully(raw) is None


@pytest.mark.parametrize(
    "written", ['"kind": "fine", "kind": "fine"', '"amount": null, "amount": null', '"x": 1', '"kind": 1']
)
def test_nothing_wrong_is_read_in_what_is_said_again(written: str) -> None:
    sanctions = '[{"id": "fine", "kind": "fine"}]'
    wrong = '[{"id": "fine", ' + written + "}]"
    raw = '{"id": "x", "notices": [{"proposed": %s}, {"proposed": %s}, {"proposed": %s}]}'
    assert quick_case_file((raw % ((sanctions,) * 3)).encode()) is not None
    for _time in range(2):
        for said in ((wrong, sanctions, sanctions), (sanctions, wrong, wrong), (wrong,) * 3):
            assert quick_case_file((raw % said).encode()) is None
            assert carefully((raw % said).encode()) is None


def test_what_is_said_again_is_one_record() -> None:
    said = '"discretion": {"tier": "从轻", "factors": ["a"]}, "proposed": [{"kind": "fine", "amount": "10元"}]'
    made = quick_case_file(f'{{"id": "x", "report": {{{said}}}, "notices": [{{{said}}}]}}'.encode())
    assert made is not None
    assert made.report is not None
    assert made.notices is not None
    assert made.report.discretion is made.notices[0].discretion
    assert made.report.proposed is made.notices[0].proposed
    assert made.report.discretion == DiscretionStated(tier="从轻", factors=("a",))


@pytest.mark.parametrize("key", ["titel", "", "not_do", "at"])
def test_an_unknown_key_is_never_read(key: str) -> None:
    assert quick_case_file(json.dumps({**DATA, key: 1}).encode()) is None
    assert quick_data(CaseFile, {**DATA, key: 1}) is None


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"title": '他说："立案"'},
        {"title": "C:\\案卷"},
        {"title": "换行\n制表\t"},
        {"title": "𠮷"},
        {"matter": {"facts": {"a": None, "b": ["x", {"y": True}], "c": 12, "d": 10**30}}},
        {"matter": None, "handlers": [], "not_done": ["closing"]},
        {"filing": {"not_done": ["at"]}},
    ],
)
def test_unusual_but_right_values_are_read_alike(change: dict[str, Any]) -> None:
    data = {"id": "x", **change}
    for raw in (json.dumps(data).encode(), json.dumps(data, ensure_ascii=False).encode()):
        assert quick_case_file(raw) == carefully(raw) == read_case_file(data)
        assert carefully(raw) is not None


def test_quotes_are_told_from_escaped_ones() -> None:
    assert quick_case_file(json.dumps({"id": "x", "title": '"a"'}).encode()) is not None
    # With escaped backslashes beside them they are not counted, but left to the careful reader.
    raw = json.dumps({"id": "x", "title": '\\"'}).encode()
    assert quick_case_file(raw) is None
    assert carefully(raw) == CaseFile(id="x", title='\\"')


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xef\xbb\xbf" + TEXT,
        TEXT + b"\0",
        TEXT.replace(b'"ordinary"', b'"\xff"', 1),
        b'{"id": "x", "title": NaN}',
        b'{"id": "x", "matter": {"facts": {"a": NaN}}}',
        b'{"id": "x", "matter": {"facts": {"a": 1.5}}}',
        b'{"id": "x", "deliberations": [{"members": 1.0}]}',
        b'{"id": "x", "deliberations": [{"members": true}]}',
        b'{"id": "x", "deliberations": [{"members": ' + b"9" * 5000 + b"}]}",
        b'{"id": "x", "title": "\\ud800"}',
        b'{"id": 1}',
        b'{"id": null}',
        b'{"id": "x", "not_done": null}',
        b'{"id": "x", "not_done": ["id"]}',
        b'{"id": "x", "decisions": {"at": "2026-01-05"}}',
        b'{"id": "x", "decisions": [{"at": "2026-01-05T09:30+08"}]}',
        b'{"id": "x", "decisions": [{"at": "2026-W01-1"}]}',
        b'{"id": "x", "party": {"birth_date": "2026-01-05T09:30"}}',
        b'[{"id": "x"}]',
        b'{"id":' + b"[" * 100_000,
    ],
)
def test_what_is_unusual_is_left_to_the_careful_reader(raw: bytes) -> None:
    assert quick_case_file(raw) is None


@pytest.mark.parametrize("value", [{"a"}, ("a",), frozenset("a")])
def test_lists_in_data_are_lists(value: object) -> None:
    assert quick_data(CaseFile, {"id": "x", "handlers": value}) is None


@given(st.integers(0, len(TEXT) - 1), st.binary(max_size=3), st.integers(0, 3))
def test_both_readers_agree_on_texts_with_a_few_bytes_changed(at: int, junk: bytes, gone: int) -> None:
    assert agree(TEXT[:at] + junk + TEXT[at + gone :])


@given(st.integers(0, len(TEXT) - 1), st.sampled_from('"\\:,{}[]01.-eEntf \n') | st.sampled_from(["\\u0022", '\\"']))
def test_both_readers_agree_on_texts_with_a_sign_put_in(at: int, sign: str) -> None:
    assert agree(TEXT[:at] + sign.encode() + TEXT[at:])


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["2026-01-05", "2026-01-05T09:30", "2026-01-05T09:30:15", "5000元", "ordinary", "penalty"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["at", "facts", "officers", "not_done", "from"]), inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(get_type_hints(CaseFile))), _VALUES)
def test_both_readers_agree_on_any_value(key: str, value: object) -> None:
    data = {**DATA, key: value}
    assert agree(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    try:
        slowly = reader_of(CaseFile)(data)
    except Refused:
        slowly = None
    quickly = quick_data(CaseFile, data)
    assert quickly is None or (quickly == slowly and repr(quickly) == repr(slowly))


@given(
    st.from_regex(r"[0-9]{1,14}(\.[0-9]{1,3})?(元|万元|圆)?", fullmatch=True)
    | st.sampled_from(
        ["１２元", "0元", "00.10元", "1.元", "-1元", "1,000元", "五万元", "999999999999.99元", "1000000000000元"]
    )
)
def test_amounts_are_read_alike(text: str) -> None:
    raw = json.dumps({"id": "x", "payments": [{"amount": text}]}).encode()
    assert agree(raw)
    assert (quick_case_file(raw) is None) == (carefully(raw) is None)


def test_values_that_are_recalled_are_bounded() -> None:
    read: list[str] = []

    def upper(text: str) -> str:
        read.append(text)
        return text.upper()

    known = recalled.Recalled(upper, 2)
    assert [known[text] for text in "aabbaa"] == list("AABBAA")
    assert read == ["a", "b"]
    assert known["c"] == "C"
    assert dict(known) == {"c": "C"}
    assert known["a"] == "A"
    assert read == ["a", "b", "c", "a"]
    assert len(known["x" * 5000]) == 5000
    assert set(known) == {"c", "a"}


def test_what_cannot_be_read_is_not_recalled() -> None:
    for text in ("2026-02-30", "2026-W12-1T09:30", "20260320", "2026-03-05T24:00", ""):
        with pytest.raises(Refused):
            recalled.MOMENTS[text]
        assert text not in recalled.MOMENTS


def test_a_yaml_file_keeps_its_places(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("id: x\ndecisions:\n  - kind: nothing\n", encoding="utf-8")
    with pytest.raises(CaseInvalid) as caught:
        case_file_at(path)
    assert [(each.where.line, each.where.column) for each in caught.value.problems] == [(3, 11)]
    assert quick_data(CaseFile, loaded(path) | {"decisions": []}) == CaseFile(id="x", decisions=())
