"""Cases as mappings, typed by the facts that packs declare."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.model.builtin import BUILTIN_FACTS
from enforcement_norms.model.case import Assertion, Case, Event, Party, PartyKind, Person
from enforcement_norms.model.facts import Fact, FactKind
from enforcement_norms.model.penalty import Unit
from enforcement_norms.money import Money
from enforcement_norms.reader import read_case
from enforcement_norms.reader.yaml import parse_yaml

FACTS = BUILTIN_FACTS | {
    fact.id: fact
    for fact in (
        Fact("goods_value", FactKind.MONEY, "货值"),
        Fact("victims", FactKind.INTEGER, "人数", unit="人"),
        Fact("volume", FactKind.QUANTITY, "体积", unit="立方米"),
        Fact("excess", FactKind.RATIO, "比例"),
        Fact("operated", FactKind.DURATION, "经营时间", unit="months"),
        Fact("due_on", FactKind.DATE, "期限"),
        Fact("licensed", FactKind.BOOLEAN, "有证"),
        Fact("harm", FactKind.ENUM, "后果", values={"none": "没有", "serious": "严重"}),
        Fact("ages", FactKind.LIST, "年龄", items=FactKind.INTEGER),
        Fact("prices", FactKind.LIST, "价格", items=FactKind.MONEY),
        Fact("penalties", FactKind.EVENTS, "处罚"),
        Fact("vile", FactKind.JUDGED, "恶劣"),
        Fact("person.income", FactKind.MONEY, "收入"),
    )
}
LEAST = {"violation": "x", "occurred_on": "2026-03-05", "decided_on": "2026-06-01"}


def read(**given_: Any) -> Case:
    return read_case({**LEAST, **given_}, FACTS, {"remedy"})


def problems(raw: dict[str, Any], **options: Any) -> list[tuple[str, str]]:
    with pytest.raises(CaseInvalid) as raised:
        read_case(raw, FACTS, {"remedy"}, **options)
    return [(problem.code, str(problem.where)) for problem in raised.value.problems]


def test_the_least_and_the_whole() -> None:
    assert read() == Case("x", date(2026, 3, 5), date(2026, 6, 1))
    whole = read(
        id="甲1",
        jurisdiction=511702,
        party={"kind": "natural_person", "birth_date": "2001-02-03"},
        facts={"goods_value": "8000元"},
        judgements={"vile": False},
        circumstances={"remedy": "证据3"},
        persons=[{"role": "main_responsible", "id": "张", "birth_date": "1990-01-01", "facts": {"income": "20万元"}}],
        imposed={"fine": "6万元", "detention": 5},
        ended_on="2026-03-06",
        discovered_on="2026-03-07",
        filed_on=date(2026, 3, 8),
    )
    assert whole == Case(
        "x",
        date(2026, 3, 5),
        date(2026, 6, 1),
        "511702",
        {"goods_value": Money.yuan(8000)},
        {"vile": False},
        {"remedy": Assertion(established=True, evidence="证据3")},
        Party(PartyKind.NATURAL_PERSON, date(2001, 2, 3)),
        (Person("main_responsible", {"income": Money.yuan(200_000), "birth_date": date(1990, 1, 1)}, "张"),),
        date(2026, 3, 6),
        date(2026, 3, 7),
        date(2026, 3, 8),
        {"fine": Money.yuan(60_000), "detention": 5},
        id="甲1",
    )


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("goods_value", "8000元", Money.yuan(8000)),
        ("goods_value", "8000", Money.yuan(8000)),
        ("goods_value", "壹万元整", Money.yuan(10_000)),
        ("goods_value", Money(1), Money(1)),
        ("goods_value", Decimal("12.34"), Money(1234)),
        ("goods_value", "indeterminable", INDETERMINABLE),
        ("goods_value", INDETERMINABLE, INDETERMINABLE),
        ("victims", 3, 3),
        ("victims", "3", 3),
        ("victims", "3人", 3),
        ("volume", "12.5", Fraction(25, 2)),
        ("volume", "12.5立方米", Fraction(25, 2)),
        ("volume", 12, Fraction(12)),
        ("volume", "25/2", Fraction(25, 2)),
        ("volume", Decimal("0.1"), Fraction(1, 10)),
        ("volume", Fraction(1, 3), Fraction(1, 3)),
        ("excess", "30%", Fraction(3, 10)),
        ("excess", "1.5倍", Fraction(3, 2)),
        ("excess", Fraction(1, 3), Fraction(1, 3)),
        ("operated", "3个月", 3),
        ("operated", "2年", 24),
        ("operated", 3, 3),
        ("operated", "3", 3),
        ("due_on", "2026-01-31", date(2026, 1, 31)),
        ("due_on", date(2026, 1, 31), date(2026, 1, 31)),
        ("licensed", True, True),
        ("licensed", "false", False),
        ("harm", "serious", "serious"),
        ("harm", "indeterminable", INDETERMINABLE),
        ("ages", [13, "17"], (13, 17)),
        ("ages", (), ()),
        ("prices", ["1元", Money(2)], (Money(100), Money(2))),
        ("penalties", ["2025-01-01", date(2025, 2, 2)], (Event(date(2025, 1, 1)), Event(date(2025, 2, 2)))),
        ("penalties", [{"on": "2025-01-01", "same_kind": False}], (Event(date(2025, 1, 1), same_kind=False),)),
        ("penalties", (Event(date(2025, 1, 1)),), (Event(date(2025, 1, 1)),)),
    ],
)
def test_values_by_kind(name: str, written: object, expected: object) -> None:
    found = read(facts={name: written}).facts[name]
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("goods_value", 8000, "EN303"),
        ("goods_value", 0.5, "EN303"),
        ("goods_value", "很多", "EN303"),
        ("goods_value", "-5元", "EN303"),
        ("goods_value", None, "EN303"),
        ("victims", -1, "EN303"),
        ("victims", True, "EN303"),
        ("victims", "三", "EN303"),
        ("victims", "1" * 10_000, "EN303"),
        ("volume", "-1", "EN303"),
        ("volume", "1/0", "EN303"),
        ("volume", Decimal("1e40"), "EN303"),
        ("excess", 30, "EN303"),
        ("operated", "90日", "EN303"),
        ("due_on", "2026-02-30", "EN303"),
        ("due_on", "２０２６-01-01", "EN303"),
        ("due_on", datetime(2026, 1, 1), "EN303"),  # noqa: DTZ001
        ("licensed", "是", "EN303"),
        ("harm", "grave", "EN303"),
        ("ages", 13, "EN303"),
        ("penalties", "2025-01-01", "EN303"),
        ("vile", True, "EN302"),
        ("income", "1元", "EN302"),
        ("person.income", "1元", "EN302"),
        ("party.kind", "legal_person", "EN302"),
        ("good_value", "1元", "EN302"),
    ],
)
def test_values_that_do_not_fit(name: str, written: object, code: str) -> None:
    assert problems({**LEAST, "facts": {name: written}}) == [(code, f"facts.{name}")]


def test_everything_wrong_is_told_at_once_with_its_path() -> None:
    raw = {
        "occured_on": "2026-01-01",
        "decided_on": "2026-13-01",
        "jurisdiction": "51",
        "facts": {"goods_value": 5, "ages": [1, "x"]},
        "judgements": {"vile": "maybe", "harm": True},
        "circumstances": {"remedies": True, "remedy": 3},
        "party": {"kind": "person"},
        "persons": [{"role": "boss", "facts": {"incomes": "1元"}}, {}],
        "imposed": {"fine": "多"},
    }
    assert problems(raw) == [
        ("EN101", "occured_on"),
        ("EN102", ""),
        ("EN102", ""),
        ("EN105", "decided_on"),
        ("EN105", "jurisdiction"),
        ("EN303", "facts.goods_value"),
        ("EN303", "facts.ages[1]"),
        ("EN103", "judgements.vile"),
        ("EN306", "judgements.harm"),
        ("EN307", "circumstances.remedies"),
        ("EN103", "circumstances.remedy"),
        ("EN104", "party.kind"),
        ("EN104", "persons[0].role"),
        ("EN302", "persons[0].facts.incomes"),
        ("EN102", "persons[1]"),
        ("EN105", "imposed.fine"),
    ]


def test_reversed_days_are_told_with_what_cannot_be_read() -> None:
    raw = {**LEAST, "occurred_on": "2026-07-05", "discovered_on": "2026-06-30", "facts": {"unheard": 1}}
    assert problems(raw) == [
        ("EN302", "facts.unheard"),
        ("EN304", "decided_on"),
        ("EN304", "discovered_on"),
        ("EN304", "decided_on"),
    ]
    assert problems({**LEAST, "occurred_on": "2026-02-30", "ended_on": "2026-01-01"}) == [("EN105", "occurred_on")]
    assert problems({**LEAST, "decided_on": "soon", "party": {"birth_date": "2030-01-01"}}) == [
        ("EN105", "decided_on"),
        ("EN304", "occurred_on"),
    ]


def test_near_names_are_offered() -> None:
    with pytest.raises(CaseInvalid) as raised:
        read(facts={"good_value": "1元"}, circumstances={"remedies": True})
    hints = [problem.hint.render("zh_CN") if problem.hint else "" for problem in raised.value.problems]
    assert hints == ["是否指：goods_value", "是否指：remedy"]


def test_a_case_from_a_file_is_told_by_line() -> None:
    raw = parse_yaml(
        b"violation: x\noccurred_on: 2026-03-05\ndecided_on: 2026-06-01\nfacts: {god: 1, victims: x}\n", "f"
    )
    assert isinstance(raw, dict)
    assert problems(raw, file="case.yaml") == [("EN302", "case.yaml:4:9"), ("EN303", "case.yaml:4:26")]


def test_circumstances_may_be_left_unchecked() -> None:
    case = read_case({**LEAST, "circumstances": {"anything": True}}, FACTS)
    assert case.circumstances == {"anything": Assertion(established=True)}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (True, Assertion(established=True)),
        ("false", Assertion(established=False)),
        ("证据1", Assertion(established=True, evidence="证据1")),
        ({"established": False, "evidence": "证据1"}, Assertion(established=False, evidence="证据1")),
        (Assertion(established=True), Assertion(established=True)),
    ],
)
def test_circumstances(written: object, expected: Assertion) -> None:
    assert read(circumstances={"remedy": written}).circumstances == {"remedy": expected}


def test_bare_numbers_are_yuan_only_on_request() -> None:
    raw = {**LEAST, "facts": {"goods_value": 8000, "prices": [5]}, "imposed": {"fine": "8000.50"}}
    case = read_case(raw, FACTS, bare_yuan=True)
    assert case.facts == {"goods_value": Money.yuan(8000), "prices": (Money.yuan(5),)}
    assert problems(raw) == [("EN303", "facts.goods_value"), ("EN303", "facts.prices[0]")]


def test_what_was_imposed_is_in_the_unit_of_the_measure() -> None:
    units = {"fine": Unit.YUAN, "detention": Unit.DAYS, "ban": Unit.MONTHS}
    raw = {**LEAST, "imposed": {"fine": "6万元", "detention": "15日", "ban": "2年"}}
    assert read_case(raw, FACTS, units=units).imposed == {"fine": Money.yuan(60_000), "detention": 15, "ban": 24}
    assert problems(raw) == [("EN105", "imposed.detention"), ("EN105", "imposed.ban")]
    assert problems({**LEAST, "imposed": {"detention": "2个月"}}, units=units) == [("EN111", "imposed.detention")]


json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)
KEYS = ["violation", "occurred_on", "decided_on", "jurisdiction", "facts", "judgements", "circumstances", "party", "persons", "imposed", "ended_on"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), json), st.dictionaries(st.sampled_from(sorted(FACTS)), json))
def test_any_json_gives_a_case_or_problems_with_paths(raw: dict[str, Any], facts: dict[str, Any]) -> None:
    try:
        read_case({**LEAST, **raw, "facts": facts}, FACTS)
    except CaseInvalid as invalid:
        unplaced = [problem for problem in invalid.problems if not problem.where.path]
        rendered = invalid.render("zh_CN")
    else:
        unplaced, rendered = [], "read"
    assert (unplaced, bool(rendered)) == ([], True)
