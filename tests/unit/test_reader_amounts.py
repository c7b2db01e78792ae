"""Amounts as packs write them."""

from fractions import Fraction
from typing import Any

import pytest

from enforcement_norms.amounts import (
    Amount,
    Band,
    Basis,
    Brackets,
    Delegated,
    Extreme,
    Factor,
    Interval,
    Limited,
    Limits,
    Per,
    Range,
    Row,
    Scale,
    Scope,
    Share,
    Switch,
    Times,
    Weights,
    exactly,
)
from enforcement_norms.conditions import ALWAYS, OneOf
from enforcement_norms.model.facts import Fact, FactKind
from enforcement_norms.model.penalty import Unit
from enforcement_norms.reader.amounts import read_amount
from enforcement_norms.reader.flaws import Refused
from enforcement_norms.reader.reading import Reading

SERIOUS = OneOf("harm", ("serious",))


@pytest.fixture
def state() -> Reading:
    reading = Reading(shares=True)
    for fact in (
        Fact("goods_value", FactKind.MONEY, "货值"),
        Fact("workers", FactKind.INTEGER, "人数"),
        Fact("months", FactKind.DURATION, "月数", unit="months"),
        Fact("excess", FactKind.RATIO, "比例"),
        Fact("harm", FactKind.ENUM, "后果", values={"none": "没有", "serious": "严重"}),
    ):
        reading.declare(fact)
    return reading


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"range": {"at_least": "5万元", "at_most": "10万元"}}, Range(Interval(5_000_000, high=10_000_000))),
        ({"range": {"above": "1元", "below": "2元"}}, Range(Interval(100, False, 200, False))),
        ({"range": {"at_most": "3万元"}}, Range(Interval(high=3_000_000))),
        ({"exactly": "200元"}, exactly(20_000)),
        (
            {"times": {"of": "goods_value", "at_least": "10倍", "at_most": "20倍"}},
            Times("goods_value", Limits(Fraction(10), high=Fraction(20))),
        ),
        (
            {"times": {"of": "goods_value", "exactly": "40%", "deemed_at_least": {"exactly": "1万元"}}},
            Times("goods_value", Limits(Fraction(2, 5), high=Fraction(2, 5)), exactly(1_000_000)),
        ),
        (
            {"per": {"rate": {"exactly": "50元"}, "units": ["workers", "months"]}},
            Per(exactly(5_000), ("workers", "months")),
        ),
        (
            {
                "brackets": {
                    "of": "excess",
                    "per": "workers",
                    "bands": [
                        {"above": "20%", "up_to": "50%", "rate": {"exactly": "300元"}},
                        {"above": "50%", "rate": {"at_least": "300元", "at_most": "500元"}},
                    ],
                }
            },
            Brackets(
                "excess",
                (
                    Band(Fraction(1, 5), Fraction(1, 2), Interval(30_000, high=30_000)),
                    Band(Fraction(1, 2), None, Interval(30_000, high=50_000)),
                ),
                "workers",
            ),
        ),
        (
            {"scale": {"of": "fine", "basis": "decided", "at_least": "5%", "at_most": "10%"}},
            Scale("fine", Basis.DECIDED, Limits(Fraction(1, 20), high=Fraction(1, 10))),
        ),
        ({"share": {"at_least": "0%", "below": "30%"}}, Share(Limits(Fraction(0), True, Fraction(3, 10), False))),
        (
            {"weights": {"start": "10%", "factors": [{"when": {"harm": "serious"}, "weight": "5%"}]}},
            Weights(Fraction(1, 10), (Factor(SERIOUS, Fraction(1, 20)),)),
        ),
        ({"delegated": True}, Delegated()),
        (
            {
                "switch": [
                    {"when": {"harm": "serious"}, "exactly": "2元"},
                    {"when": {"harm": "none"}, "gap": "statutory"},
                    {"otherwise": True, "exactly": "1元"},
                ]
            },
            Switch((Row(SERIOUS, exactly(200)), Row(OneOf("harm", ("none",)), None), Row(ALWAYS, exactly(100)))),
        ),
        ({"max_of": [{"exactly": "1元"}, {"exactly": "2元"}]}, Extreme((exactly(100), exactly(200)))),
        ({"min_of": [{"exactly": "1元"}, {"exactly": "2元"}]}, Extreme((exactly(100), exactly(200)), largest=False)),
        (
            {
                "times": {"of": "goods_value", "at_most": "3倍"},
                "cap": {"exactly": "3万元"},
                "floor": {"exactly": "1元"},
            },
            Limited(Times("goods_value", Limits(high=Fraction(3))), exactly(3_000_000), exactly(100)),
        ),
    ],
)
def test_amounts_of_money(state: Reading, written: Any, expected: Amount) -> None:
    assert read_amount(written, Unit.YUAN, state) == expected


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ({"at_least": 5, "at_most": 10}, Unit.DAYS, Range(Interval(5, high=10))),
        ({"exactly": "15日"}, Unit.DAYS, exactly(15)),
        ({"range": {"at_most": "2年"}}, Unit.MONTHS, Range(Interval(high=24))),
        ({"exactly": "6分"}, Unit.POINTS, exactly(6)),
        ({"exactly": 12}, Unit.POINTS, exactly(12)),
        (
            {"switch": [{"when": {"harm": "serious"}, "at_least": 10}, {"otherwise": True, "at_most": 5}]},
            Unit.DAYS,
            Switch((Row(SERIOUS, Range(Interval(10))), Row(ALWAYS, Range(Interval(high=5))))),
        ),
        ({"at_most": 15, "cap": {"exactly": 20}}, Unit.DAYS, Limited(Range(Interval(high=15)), exactly(20))),
    ],
)
def test_other_units_write_their_bounds_directly(state: Reading, written: Any, unit: Unit, expected: Amount) -> None:
    assert read_amount(written, unit, state) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, [("EN113", ())]),
        ("200元", [("EN103", ())]),
        ({"exactly": "1元", "range": {"at_most": "2元"}}, [("EN113", ())]),
        ({"cap": {"exactly": "1元"}}, [("EN113", ())]),
        ({"at_least": "1元"}, [("EN101", ("at_least",))]),
        ({"exact": "1元"}, [("EN101", ("exact",))]),
        ({"range": {"at_most": "5"}}, [("EN105", ("range", "at_most"))]),
        ({"range": {"at_most": "5日"}}, [("EN105", ("range", "at_most"))]),
        ({"times": {"of": "harm", "at_least": 10}}, [("EN110", ("times", "of")), ("EN105", ("times", "at_least"))]),
        ({"times": {"off": "goods_value"}}, [("EN101", ("times", "off")), ("EN102", ("times",)), ("EN112", ("times",))]),
        ({"per": {"rate": {"exactly": "1元"}, "units": ["workers", "workers"]}}, [("EN110", ("per",))]),
        ({"per": {"rate": {"exactly": "1元"}, "units": []}}, [("EN102", ("per", "units"))]),
        (
            {"brackets": {"of": "excess", "bands": [{"above": "20%", "up_to": "10%", "rate": {"exactly": "1元"}}]}},
            [("EN112", ("brackets", "bands", 0))],
        ),
        (
            {
                "brackets": {
                    "of": "excess",
                    "bands": [{"up_to": "10%", "rate": {"exactly": "1元"}}, {"above": "20%", "rate": {"exactly": "1元"}}],
                }
            },
            [("EN112", ("brackets",))],
        ),
        ({"scale": {"of": "fine", "basis": "guessed", "exactly": "2倍"}}, [("EN104", ("scale", "basis"))]),
        ({"share": {"at_most": "130%"}}, [("EN112", ("share",))]),
        ({"delegated": False}, [("EN104", ("delegated",))]),
        ({"switch": [{"exactly": "1元"}]}, [("EN113", ("switch", 0))]),
        ({"switch": [{"when": {"harm": "serious"}, "gap": "statutory", "exactly": "1元"}]}, [("EN101", ("switch", 0, "exactly"))]),
        ({"switch": [{"otherwise": False, "exactly": "1元"}]}, [("EN104", ("switch", 0, "otherwise"))]),
        ({"max_of": []}, [("EN102", ("max_of",))]),
        ({"exactly": "1元", "cap": {"exactly": 1}}, [("EN105", ("cap", "exactly"))]),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(state: Reading, written: Any, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    with pytest.raises(Refused) as raised:
        read_amount(written, Unit.YUAN, state)
    assert [(flaw.code, flaw.path) for flaw in raised.value.flaws] == expected


@pytest.mark.parametrize("written", [{"share": {"at_most": "30%"}}, {"weights": {"start": "10%", "factors": []}}])
def test_parts_of_a_range_belong_to_discretion_only(state: Reading, written: Any) -> None:
    state.shares = False
    with pytest.raises(Refused) as raised:
        read_amount(written, Unit.YUAN, state)
    assert [flaw.code for flaw in raised.value.flaws] == ["EN113"]


def test_the_whole_computes(state: Reading) -> None:
    amount = read_amount(
        {
            "switch": [
                {"when": {"goods_value": {"below": "1万元"}}, "range": {"at_least": "5万元", "at_most": "10万元"}},
                {"when": {"goods_value": {"at_least": "1万元"}}, "times": {"of": "goods_value", "at_least": "10倍", "at_most": "20倍"}},
            ]
        },
        Unit.YUAN,
        state,
    )  # fmt: skip
    found = [amount.interval(Scope({"goods_value": value})) for value in (999_999, 1_000_000)]
    assert found == [Interval(5_000_000, high=10_000_000), Interval(10_000_000, high=20_000_000)]
