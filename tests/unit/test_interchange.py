"""The JSON form: what is written can be read back, agrees with the shipped schemas, and is refused where it is wrong."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.support import law

from enforcement_norms import (
    INDETERMINABLE,
    Assertion,
    Case,
    CaseInvalid,
    Determination,
    Event,
    Money,
    Norms,
    Party,
    PartyKind,
    Person,
    evaluate,
    explain,
    load,
    speaking,
)
from enforcement_norms.amounts import Interval
from enforcement_norms.interchange import (
    DETERMINATION,
    case_data,
    case_from,
    case_schema,
    determination_data,
    determination_from,
    json_schema,
)
from enforcement_norms.interchange.converter import bounds_data, bounds_from
from enforcement_norms.model.penalty import Unit
from enforcement_norms.reader import circumstance_ids, fact_table, read_case
from enforcement_norms.testing import Example, cases_in
from enforcement_norms.testing.loaded import loaded

DOMAINS = ("market_supervision", "public_security", "housing_construction")


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """Every worked example of four domains: all outcomes, persons, options, two laws, events."""
    from pathlib import Path

    plugins = Path(__file__).parents[2] / "plugins"
    return [each for domain in DOMAINS for each in cases_in(domain, plugins / domain / "tests" / "test_pack.py")]


@pytest.fixture(scope="module")
def found(examples: list[Example]) -> list[Determination]:
    return [evaluate(each.norms, each.written.case) for each in examples if each.norms and each.written]


def through_json(data: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(data, ensure_ascii=False))
    return read


def test_every_determination_can_be_read_back(found: list[Determination]) -> None:
    for one in found:
        assert determination_from(through_json(determination_data(one))) == one


def test_every_case_can_be_read_back(found: list[Determination]) -> None:
    for one in found:
        assert case_from(through_json(case_data(one.case))) == one.case


def test_a_written_case_is_a_record_that_evaluate_takes(examples: list[Example], found: list[Determination]) -> None:
    domain = loaded("market_supervision")
    assert isinstance(domain, Norms)
    packs = tuple(domain.packs.values())
    for one in found:
        if one.pack == "market_supervision":
            record = as_record(one.case)
            assert read_case(record, fact_table(*packs), circumstance_ids(*packs)).facts == one.case.facts


def test_all_that_is_written_agrees_with_the_schemas(found: list[Determination]) -> None:
    determinations, cases = (Draft202012Validator(json_schema(name)) for name in ("determination", "case"))
    determinations.check_schema(json_schema("determination"))
    cases.check_schema(json_schema("case"))
    for one in found[::3]:
        data = through_json(determination_data(one))
        assert [error.message for error in determinations.iter_errors(data)] == []
        assert [error.message for error in cases.iter_errors(data["case"])] == []


def test_what_is_read_back_is_explained_alike(found: list[Determination]) -> None:
    norms = load("public_security")
    told = [one for one in found if one.pack == "public_security"][:20]
    for one in told:
        again = determination_from(through_json(determination_data(one)), norms)
        assert explain(again, "en") == explain(one, "en")


def test_the_form_is_as_it_is_documented(found: list[Determination]) -> None:
    norms = load("market_supervision")
    case = Case(
        "market_supervision.unlicensed_food_business",
        date(2026, 3, 5),
        date(2026, 6, 1),
        "511702",
        {"goods_value": Money.yuan(8000), "illegal_gains": Money.yuan(1200)},
    )
    data = determination_data(evaluate(norms, case))
    fine = next(one for one in data["penalties"] if one["id"] == "fine")
    assert data["schema"] == DETERMINATION == "enforcement-norms.determination/1"
    assert data["outcome"] == "determined"
    assert data["words"]["outcome"] == "幅度已经确定"
    assert data["provision"] == [
        {"id": "food_safety_law#122.1", "text": "《中华人民共和国食品安全法》第一百二十二条第一款"}
    ]
    assert list(fine)[:9] == [
        "id", "kind", "name", "nature", "mandate", "applies", "at_least", "at_most", "unit",
    ]  # fmt: skip
    assert (fine["at_least"], fine["at_most"], fine["unit"]) == ("50000.00", "100000.00", "yuan")
    assert data["case"]["facts"] == {"goods_value": "8000.00元", "illegal_gains": "1200.00元"}
    assert set(data["procedure"]) == {
        "summary_procedure", "hearing", "legal_review", "collective_deliberation", "transfer",
    }  # fmt: skip
    with speaking("en"):
        english = determination_data(evaluate(norms, case))
    assert english["provision"][0]["text"].endswith("Art. 122(1)")
    assert english["words"]["outcome"] == "the range is determined"


def test_absent_bounds_are_absent(tmp_path: Any) -> None:
    upper = law(tmp_path, "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]")
    (fine,) = [one for one in determination_data(upper.decide())["penalties"] if one["id"] == "fine"]
    assert "at_least" not in fine
    assert "above" not in fine
    assert fine["at_most"] == "30000.00"


@given(
    st.builds(
        Interval,
        st.none() | st.integers(0, 10**9),
        st.booleans(),
        st.none() | st.integers(10**9, 10**12),
        st.booleans(),
    ),
    st.sampled_from(Unit),
)
def test_bounds_can_be_read_back(interval: Interval, unit: Unit) -> None:
    plain = evolve(
        interval,
        low_closed=interval.low is None or interval.low_closed,
        high_closed=interval.high is None or interval.high_closed,
    )
    assert bounds_from(through_json(bounds_data(plain, unit)), unit) == plain


def test_no_bounds_are_no_range() -> None:
    assert bounds_from({"unit": "days"}, Unit.DAYS) is None
    assert bounds_data(Interval(), Unit.YUAN) == {"unbounded": True}


def facts() -> Iterator[tuple[Any, Any]]:
    yield Money.yuan("1200.50"), "1200.50元"
    yield Fraction(3, 10), "3/10"
    yield date(2026, 3, 5), "2026-03-05"
    yield INDETERMINABLE, "indeterminable"
    yield (65, 30), [65, 30]
    yield (
        (Event(date(2025, 1, 2)), Event(date(2025, 3, 4), same_kind=False)),
        [
            {"on": "2025-01-02", "same_kind": True},
            {"on": "2025-03-04", "same_kind": False},
        ],
    )
    yield "overdue", "overdue"
    yield True, True
    yield 7, 7


@pytest.mark.parametrize(("value", "written"), list(facts()))
def test_each_kind_of_fact_says_what_it_is(value: Any, written: Any) -> None:
    case = Case("trial.trade", date(2026, 3, 5), date(2026, 6, 1), facts={"fact": value})
    assert case_data(case)["facts"] == {"fact": written}
    assert case_from(through_json(case_data(case))) == case


def test_a_whole_case() -> None:
    case = Case(
        "trial.trade",
        date(2026, 3, 5),
        date(2026, 6, 1),
        "511702",
        {"value": Money.yuan(1)},
        {"serious": False},
        {"repaired": Assertion(True, "证据1"), "cheated": Assertion(False)},
        Party(PartyKind.NATURAL_PERSON, date(1990, 5, 1)),
        (Person("driver", {"income": Money.yuan(2), "birth_date": date(1980, 1, 1)}, "甲"),),
        date(2026, 4, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
        {"fine": Money.yuan(3), "detention": 5},
        id="案件一",
    )
    assert case_data(case) == {
        "violation": "trial.trade",
        "occurred_on": "2026-03-05",
        "decided_on": "2026-06-01",
        "jurisdiction": "511702",
        "facts": {"value": "1.00元"},
        "judgements": {"serious": False},
        "circumstances": {
            "repaired": {"established": True, "evidence": "证据1"},
            "cheated": {"established": False},
        },
        "party": {"kind": "natural_person", "birth_date": "1990-05-01"},
        "persons": [{"role": "driver", "facts": {"income": "2.00元", "birth_date": "1980-01-01"}, "id": "甲"}],
        "ended_on": "2026-04-01",
        "discovered_on": "2026-04-02",
        "filed_on": "2026-04-03",
        "imposed": {"fine": "3.00元", "detention": 5},
        "id": "案件一",
    }
    assert case_from(case_data(case)) == case


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"violation": "trial.trade", "occurred_on": "2026-02-30", "decided_on": "2026-06-01"},
            ["occurred_on EN321 “2026-02-30”不是日期\n  建议: 写作 2026-03-05"],
        ),
        ({"violation": "trial.trade", "decided_on": "2026-06-01"}, ["occurred_on EN321 缺少键“occurred_on”"]),
        (
            {"violation": "a", "occurred_on": "2026-01-01", "decided_on": "2026-06-01", "party": {"kind": "alien"}},
            ["party.kind EN321 值不合要求"],
        ),
        (
            {"violation": "a", "occurred_on": "2026-01-01", "decided_on": "2026-06-01", "facts": {"past": [{"am": 1}]}},
            ["facts EN321 “{'am': 1}”不是既往记录\n  建议: 写 on 和 same_kind"],
        ),
    ],
)
def test_a_wrong_case_is_refused_with_every_place(data: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(CaseInvalid) as refused:
        case_from(data)
    assert [problem.render() for problem in refused.value.problems] == expected


def test_what_is_no_determination_is_refused() -> None:
    with pytest.raises(CaseInvalid) as refused:
        determination_from({"violation": "trial.trade"})
    assert refused.value.render() == (
        "裁量认定的数据不能读取\n"
        "schema EN320 不是裁量认定的数据：schema 为“None”\n"
        "  建议: 写 enforcement-norms.determination/1；案件数据用 evaluate 计算"
    )


def test_a_broken_determination_is_refused_with_its_place(found: list[Determination]) -> None:
    data = through_json(determination_data(found[0]))
    data["outcome"] = "guilty"
    data["steps"][0]["values"]["from"] = {"day": "2026-01-01"}
    with pytest.raises(CaseInvalid) as refused:
        determination_from(data)
    assert {problem.where.path for problem in refused.value.problems} == {"outcome", "steps"}


def test_an_unknown_schema_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="unknown schema 'norms'; known: case, case_file, determination, registers"):
        json_schema("norms")


def test_the_schema_of_a_violation_takes_its_examples(examples: list[Example]) -> None:
    """The last example of each violation, as a record, agrees with the schema of the cases of that violation."""
    last = {each.written.case.violation: each for each in examples if each.written and each.norms}
    for violation, each in last.items():
        assert each.norms is not None
        assert each.written is not None
        case = each.written.case
        track = each.norms.tracks[violation]
        if track.version_on(case.occurred_on) is None:
            continue
        schema = case_schema(track, case.occurred_on)
        Draft202012Validator.check_schema(schema)
        record = as_record(case)
        # What only the other version of a changed law asks is not in the schema of this one.
        for part in ("facts", "judgements", "circumstances"):
            known = schema["properties"][part]["properties"]
            record[part] = {key: value for key, value in record.get(part, {}).items() if key in known}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(record)] == []


def as_record(case: Case) -> dict[str, Any]:
    """A case as people write it: evidence ids for circumstances, days for events."""
    record = through_json(case_data(case))
    for id_, assertion in record.get("circumstances", {}).items():
        record["circumstances"][id_] = assertion.get("evidence") or assertion["established"]
    for key, value in record.get("facts", {}).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            record["facts"][key] = [event["on"] for event in value]
    return record


def test_the_schema_of_a_violation_asks_in_words() -> None:
    track = load("market_supervision").tracks["market_supervision.unlicensed_food_business"]
    schema = case_schema(track, date(2026, 3, 5))
    assert schema["properties"]["facts"]["properties"]["goods_value"]["description"] == (
        "涉案产品（已售出和未售出的）货值金额是多少？"
    )
    assert schema["properties"]["violation"] == {"const": "market_supervision.unlicensed_food_business"}
    assert "income_last_year" in schema["properties"]["persons"]["items"]["properties"]["facts"]["properties"]
