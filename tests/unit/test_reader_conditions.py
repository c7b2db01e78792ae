"""Conditions as packs write them."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from enforcement_norms.conditions import (
    ALWAYS,
    INDETERMINABLE,
    All,
    AnyOf,
    AtLeastOf,
    Bounded,
    CannotBeFound,
    Condition,
    Not,
    OneOf,
)
from enforcement_norms.model.facts import Count, CountUntil, Fact, FactKind
from enforcement_norms.reader.conditions import read_condition
from enforcement_norms.reader.flaws import Refused
from enforcement_norms.reader.reading import Reading

FACTS = (
    Fact("goods_value", FactKind.MONEY, "货值"),
    Fact("victims", FactKind.INTEGER, "人数", unit="人"),
    Fact("volume", FactKind.QUANTITY, "体积", unit="立方米"),
    Fact("excess", FactKind.RATIO, "比例"),
    Fact("operated", FactKind.DURATION, "经营时间", unit="months"),
    Fact("held", FactKind.DURATION, "年限", unit="years"),
    Fact("due_on", FactKind.DATE, "期限"),
    Fact("licensed", FactKind.BOOLEAN, "有证"),
    Fact("harm", FactKind.ENUM, "后果", values={"none": "没有", "slight": "轻微", "serious": "严重"}),
    Fact("ages", FactKind.LIST, "年龄", items=FactKind.INTEGER),
    Fact("penalties", FactKind.EVENTS, "处罚"),
    Fact("vile", FactKind.JUDGED, "恶劣"),
    Fact("crime", FactKind.JUDGED, "犯罪", presumed=False),
    Fact("person.income", FactKind.MONEY, "收入"),
)


@pytest.fixture
def state() -> Reading:
    reading = Reading(circumstances={"remedy", "confession"})
    for fact in FACTS:
        reading.declare(fact)
    return reading


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"goods_value": {"below": "1万元"}}, Bounded("goods_value", high=1_000_000, high_closed=False)),
        ({"goods_value": {"at_least": "1.5万元"}}, Bounded("goods_value", 1_500_000)),
        ({"goods_value": {"above": "0.01元"}}, Bounded("goods_value", 1, low_closed=False)),
        ({"goods_value": {"at_least": "1元", "at_most": "2元"}}, Bounded("goods_value", 100, high=200)),
        ({"goods_value": {"exactly": "3元"}}, Bounded("goods_value", 300, high=300)),
        ({"goods_value": "8000元"}, OneOf("goods_value", (800_000,))),
        ({"goods_value": "indeterminable"}, CannotBeFound("goods_value")),
        ({"victims": {"at_least": 3}}, Bounded("victims", 3)),
        ({"victims": {"at_least": "3人"}}, Bounded("victims", 3)),
        ({"volume": {"above": "12.5立方米"}}, Bounded("volume", Fraction(25, 2), low_closed=False)),
        ({"volume": {"above": 12}}, Bounded("volume", Fraction(12), low_closed=False)),
        ({"excess": {"above": "20%"}}, Bounded("excess", Fraction(1, 5), low_closed=False)),
        ({"excess": {"at_most": "1.5倍"}}, Bounded("excess", high=Fraction(3, 2))),
        ({"operated": {"at_least": "3个月"}}, Bounded("operated", 3)),
        ({"operated": {"at_least": "1年"}}, Bounded("operated", 12)),
        ({"operated": {"at_least": 6}}, Bounded("operated", 6)),
        ({"held": {"at_least": "24个月"}}, Bounded("held", 2)),
        ({"due_on": {"below": "2026-01-01"}}, Bounded("due_on", high=date(2026, 1, 1), high_closed=False)),
        ({"act.on": {"at_least": "2021-07-15"}}, Bounded("act.on", date(2021, 7, 15))),
        ({"licensed": False}, OneOf("licensed", (False,))),
        ({"harm": "serious"}, OneOf("harm", ("serious",))),
        ({"harm": ["slight", "serious"]}, OneOf("harm", ("slight", "serious"))),
        ({"party.kind": "natural_person"}, OneOf("party.kind", ("natural_person",))),
        ({"ages": {"below": 14}}, Bounded("ages", high=14, high_closed=False)),
        ({"person.income": {"above": "1元"}}, Bounded("person.income", 100, low_closed=False)),
        ({"judged": "vile"}, OneOf("judged:vile", (True,))),
        ({"judged": ["vile", "crime"]}, All((OneOf("judged:vile", (True,)), OneOf("judged:crime", (True,))))),
        ({"circumstance": "remedy"}, OneOf("circumstance:remedy", (True,))),
        ({"not": {"judged": "crime"}}, Not(OneOf("judged:crime", (True,)))),
        ({"licensed": True, "harm": "none"}, All((OneOf("licensed", (True,)), OneOf("harm", ("none",))))),
        ({"all": [{"licensed": True}, {"harm": "none"}]}, All((OneOf("licensed", (True,)), OneOf("harm", ("none",))))),
        (
            {"any": [{"licensed": True}, {"harm": "none"}]},
            AnyOf((OneOf("licensed", (True,)), OneOf("harm", ("none",)))),
        ),
        (
            {"at_least_of": {"count": 1, "of": [{"licensed": True}, {"harm": "none"}]}},
            AtLeastOf(1, (OneOf("licensed", (True,)), OneOf("harm", ("none",)))),
        ),
    ],
)
def test_written_and_read(state: Reading, written: Any, expected: Condition) -> None:
    assert read_condition(written, state) == expected


def test_indeterminable_is_a_value_of_its_own(state: Reading) -> None:
    condition = read_condition({"goods_value": "indeterminable"}, state)
    assert [condition.truth({"goods_value": value}) for value in (INDETERMINABLE, 0)] == [True, False]


def test_counts_are_registered_under_their_terms(state: Reading) -> None:
    written = {"count": {"event": "penalties", "within": "1年", "at_least": 2}}
    forever = {"event": "penalties", "within": "ever", "until": "decision", "including_this": True, "same_kind": True}
    assert read_condition(written, state) == Bounded("count:penalties__1_years__until_act", 2)
    read_condition({"count": [{**forever, "above": 1}]}, state)
    assert list(state.counts.values()) == [
        Count("penalties", 1, "years"),
        Count("penalties", None, "years", CountUntil.DECISION, including_this=True, same_kind=True),
    ]


def test_above_a_count_is_open(state: Reading) -> None:
    condition = read_condition({"count": {"event": "penalties", "within": "6个月", "above": 2}}, state)
    term = "count:penalties__6_months__until_act"
    assert [condition.truth({term: number}) for number in (2, 3)] == [False, True]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, [("EN102", ())]),
        ([], [("EN103", ())]),
        ({"good_value": 1}, [("EN106", ("good_value",))]),
        ({"income": 1}, [("EN106", ("income",))]),
        ({"goods_value": {"below": 1}, "victims": {"below": "x"}}, [("EN105", ("goods_value", "below")), ("EN103", ("victims", "below"))]),
        ({"goods_value": {"under": "1元"}}, [("EN101", ("goods_value", "under"))]),
        ({"goods_value": {}}, [("EN112", ("goods_value",))]),
        ({"goods_value": {"at_least": "2元", "below": "2元"}}, [("EN112", ("goods_value",))]),
        ({"goods_value": []}, [("EN102", ("goods_value",))]),
        ({"harm": ["slight", "grave"]}, [("EN104", ("harm", 1))]),
        ({"harm": {"at_least": "slight"}}, [("EN110", ("harm",))]),
        ({"licensed": "yes"}, [("EN103", ("licensed",))]),
        ({"penalties": "2026-01-01"}, [("EN110", ("penalties",))]),
        ({"vile": True}, [("EN109", ("vile",))]),
        ({"judged": "harm"}, [("EN109", ("judged",))]),
        ({"judged": ["vile", "vil"]}, [("EN106", ("judged", 1))]),
        ({"circumstance": "remedies"}, [("EN107", ("circumstance",))]),
        ({"operated": {"at_least": "90日"}}, [("EN111", ("operated", "at_least"))]),
        ({"held": {"at_least": "18个月"}}, [("EN111", ("held", "at_least"))]),
        ({"due_on": {"below": "2026-1-1"}}, [("EN105", ("due_on", "below"))]),
        ({"any": []}, [("EN102", ("any",))]),
        ({"any": [{"x": 1}, {"licensed": 2}]}, [("EN106", ("any", 0, "x")), ("EN103", ("any", 1, "licensed"))]),
        ({"not": [{"licensed": True}]}, [("EN103", ("not",))]),
        ({"at_least_of": {"count": 3, "of": [{"licensed": True}]}}, [("EN112", ("at_least_of",))]),
        ({"at_least_of": {"of": [{"licensed": True}], "or": 1}}, [("EN101", ("at_least_of", "or")), ("EN102", ("at_least_of",))]),
        ({"count": {"event": "harm", "within": "1周"}}, [("EN105", ("count", "within")), ("EN110", ("count", "event")), ("EN113", ("count",))]),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(state: Reading, written: Any, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    with pytest.raises(Refused) as raised:
        read_condition(written, state)
    assert [(flaw.code, flaw.path) for flaw in raised.value.flaws] == expected


def test_what_was_refused_before_is_not_told_again(state: Reading) -> None:
    state.broken.add("stage")
    with pytest.raises(Refused) as raised:
        read_condition({"all": [{"stage": "first"}, {"judged": "stage"}, {"circumstance": "stage"}]}, state)
    assert raised.value.flaws == ()


def test_a_single_part_stands_for_itself(state: Reading) -> None:
    assert read_condition({"all": [{"licensed": True}]}, state) == All((OneOf("licensed", (True,)),))
    assert read_condition({"licensed": True}, state) != ALWAYS
