"""Amounts are exact ranges in fen (or days …), or say why there is no range."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.amounts import (
    Amount,
    Band,
    Basis,
    Brackets,
    Delegated,
    Extreme,
    Factor,
    Hole,
    HoleKind,
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
    always,
    common,
    exactly,
    hull,
    rounded,
)
from enforcement_norms.conditions import INDETERMINABLE, Bounded, OneOf, Value

YUAN = 100
FIVE_TO_TEN = Range(Interval(50_000 * YUAN, high=100_000 * YUAN))
TEN_TO_TWENTY = Limits(Fraction(10), high=Fraction(20))
SMALL = Bounded("goods_value", high=10_000 * YUAN, high_closed=False)
LARGE = Bounded("goods_value", low=10_000 * YUAN)
BY_VALUE = Switch((Row(SMALL, FIVE_TO_TEN), Row(LARGE, Times("goods_value", TEN_TO_TWENTY))))


def _at(amount: Amount, **values: Value) -> Interval | Hole:
    return amount.interval(Scope(values))


def test_a_fixed_range_is_what_it_says() -> None:
    assert Interval(50_000 * YUAN, high=100_000 * YUAN) == _at(FIVE_TO_TEN)
    assert Interval(20_000, high=20_000) == _at(exactly(200 * YUAN))
    assert exactly(200 * YUAN).bounds.is_point
    assert not FIVE_TO_TEN.bounds.is_point
    assert not Interval(high=5).is_point


@pytest.mark.parametrize(
    ("goods_value", "expected"),
    [
        (9_999_99, Interval(50_000 * YUAN, high=100_000 * YUAN)),
        (10_000_00, Interval(100_000 * YUAN, high=200_000 * YUAN)),
        (10_000_01, Interval(100_000_10, high=200_000_20)),
    ],
)
def test_a_switch_takes_the_first_row_that_holds(goods_value: int, expected: Interval) -> None:
    assert expected == _at(BY_VALUE, goods_value=goods_value)
    settled = BY_VALUE.settled({"goods_value": goods_value})
    assert isinstance(settled, Amount)
    assert expected == _at(settled, goods_value=goods_value)


def test_an_unknown_row_stops_the_switch() -> None:
    assert Hole(HoleKind.MISSING, ("goods_value",)) == _at(BY_VALUE)
    assert Hole(HoleKind.MISSING, ("goods_value",)) == BY_VALUE.settled({})
    assert list(BY_VALUE.bases()) == ["goods_value"]
    assert list(BY_VALUE.conditions()) == [SMALL, LARGE]


def test_a_gap_of_the_statute_gives_no_range() -> None:
    gap = Switch((Row(SMALL, FIVE_TO_TEN), Row(OneOf("exact", (True,)), None)))
    assert Hole(HoleKind.STATUTORY_GAP) == _at(gap, goods_value=10**9, exact=True)
    assert Hole(HoleKind.STATUTORY_GAP) == gap.settled({"goods_value": 10**9, "exact": True})
    assert Hole(HoleKind.STATUTORY_GAP) == _at(gap, goods_value=10**9, exact=False)
    assert list(gap.parts()) == [FIVE_TO_TEN]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, Hole(HoleKind.MISSING, ("gains",))),
        (INDETERMINABLE, Hole(HoleKind.INDETERMINABLE, ("gains",))),
        (0, Hole(HoleKind.NO_BASE, ("gains",))),
        (1, Interval(10, high=20)),
        ((1, 2), Interval(30, high=60)),
    ],
)
def test_a_multiple_needs_a_base(value: Value | None, expected: Interval | Hole) -> None:
    values = {} if value is None else {"gains": value}
    assert expected == Times("gains", TEN_TO_TWENTY).interval(Scope(values))


def test_a_base_too_small_is_deemed_larger_for_the_fine() -> None:
    by_channel = Switch(
        (
            Row(OneOf("channel", ("retail",)), exactly(10_000 * YUAN)),
            Row(OneOf("channel", ("wholesale",)), exactly(100_000 * YUAN)),
        )
    )
    fine = Times("goods_value", TEN_TO_TWENTY, by_channel)
    assert Interval(100_000 * YUAN, high=200_000 * YUAN) == _at(fine, goods_value=500, channel="retail")
    assert Interval(1_000_000 * YUAN, high=2_000_000 * YUAN) == _at(fine, goods_value=500, channel="wholesale")
    assert Interval(110_000 * YUAN, high=220_000 * YUAN) == _at(fine, goods_value=11_000 * YUAN, channel="retail")
    assert Hole(HoleKind.MISSING, ("channel",)) == _at(fine, goods_value=500)
    assert Hole(HoleKind.MISSING, ("channel",)) == fine.settled({"goods_value": 500})
    settled = fine.settled({"channel": "retail"})
    assert Times("goods_value", TEN_TO_TWENTY, exactly(10_000 * YUAN)) == settled
    assert Times("goods_value", TEN_TO_TWENTY) == Times("goods_value", TEN_TO_TWENTY).settled({})
    assert list(fine.bases()) == ["goods_value"]
    assert Interval(5000, high=10_000) == _at(Times("g", TEN_TO_TWENTY, Range(Interval(high=5))), g=500)


def test_limits_may_be_absent() -> None:
    assert Interval(None, high=250) == Limits(high=Fraction(1, 2)).of(500)
    assert Interval(250, high=None) == Limits(low=Fraction(1, 2)).of(500)
    assert Interval(None, high=None) == Limits().over(Interval(1, high=2))
    assert Interval(None, high=4) == Limits(high=Fraction(2)).over(Interval(high=2))


def test_a_rate_times_counts() -> None:
    per = Per(exactly(5000 * YUAN), ("children", "months"))
    assert Interval(30_000 * YUAN, high=30_000 * YUAN) == _at(per, children=2, months=3)
    assert Hole(HoleKind.MISSING, ("months",)) == _at(per, children=2)
    assert Hole(HoleKind.INDETERMINABLE, ("months",)) == _at(per, children=2, months=INDETERMINABLE)
    assert Hole(HoleKind.NO_BASE, ("children", "months")) == _at(per, children=2, months=0)
    assert list(per.bases()) == ["children", "months"]
    nested = Per(Switch((Row(OneOf("late", (True,)), exactly(1)),)), ("children",))
    assert Hole(HoleKind.MISSING, ("late", "children")) == _at(nested)
    assert Hole(HoleKind.STATUTORY_GAP) == _at(nested, late=False)
    assert Hole(HoleKind.MISSING, ("late",)) == nested.settled({})
    assert Per(exactly(1), ("children",)) == nested.settled({"late": True})
    assert list(nested.measures()) == []


def test_marginal_brackets_charge_each_part_at_its_own_rate() -> None:
    overload = Brackets(
        "excess",
        (
            Band(Fraction(1, 5), Fraction(1, 2), Interval(300 * YUAN, high=300 * YUAN)),
            Band(Fraction(1, 2), None, Interval(500 * YUAN, high=500 * YUAN)),
        ),
        "limit",
    )
    assert Interval(3000 * YUAN, high=3000 * YUAN) == _at(overload, excess=Fraction(2, 5), limit=50)
    assert Interval(7000 * YUAN, high=7000 * YUAN) == _at(overload, excess=Fraction(3, 5), limit=50)
    assert Hole(HoleKind.NO_BASE, ("excess",)) == _at(overload, excess=Fraction(1, 5), limit=50)
    assert Hole(HoleKind.MISSING, ("excess", "limit")) == _at(overload)
    assert Hole(HoleKind.MISSING, ("limit",)) == _at(overload, excess=Fraction(2, 5))
    assert list(overload.bases()) == ["excess", "limit"]
    alone = Brackets("tonnes", (Band(0, 10, Interval(1, high=2)),))
    assert Interval(10, high=20) == _at(alone, tonnes=12)
    assert list(alone.bases()) == ["tonnes"]
    bare = Brackets("tonnes", (Band(0, None, Interval(high=2)),))
    assert Interval(0, high=6) == _at(bare, tonnes=3)


def test_a_scale_of_another_fine() -> None:
    double = Scale("base", Basis.STATUTORY, Limits(Fraction(2), high=Fraction(5)))
    ranges = {"base": Interval(30, high=100)}
    assert Interval(60, high=500) == double.interval(Scope({}, range_of=lambda id_: ranges[id_]))
    assert Hole(HoleKind.PENDING, ("base",)) == double.interval(Scope({}))
    gap = Scope({}, range_of=lambda _: Hole(HoleKind.STATUTORY_GAP))
    assert Hole(HoleKind.STATUTORY_GAP) == double.interval(gap)
    assert list(double.measures()) == ["base"]
    assert list(Limited(double, exactly(5)).measures()) == ["base"]
    person = Scale("fine", Basis.DECIDED, Limits(Fraction(5, 100), high=Fraction(10, 100)))
    assert Interval(5, high=10) == person.interval(Scope({}, imposed={"fine": 100}))
    assert Interval(5, high=20) == person.interval(Scope({}, range_of=lambda _: Interval(100, high=200)))


def test_a_share_of_the_statutory_range() -> None:
    lighter = Share(Limits(Fraction(0), high=Fraction(3, 10)))
    span = Interval(50_000, high=100_000)
    assert Interval(50_000, high=65_000) == lighter.interval(Scope({}, span=span))
    heavier = Share(Limits(Fraction(7, 10), high=Fraction(1)))
    assert Interval(85_000, high=100_000) == heavier.interval(Scope({}, span=span))
    middle = Share(Limits(Fraction(1, 2), low_closed=False, high=None))
    assert Interval(75_000, low_closed=False, high=100_000) == middle.interval(Scope({}, span=span))
    upper_only = Interval(high=30_000)
    assert Interval(None, high=9_000) == lighter.interval(Scope({}, span=upper_only))
    assert Interval(21_000, high=30_000) == heavier.interval(Scope({}, span=upper_only))
    assert Hole(HoleKind.PENDING) == lighter.interval(Scope({}))
    assert Hole(HoleKind.DELEGATED) == lighter.interval(Scope({}, span=Hole(HoleKind.DELEGATED)))
    assert Hole(HoleKind.STATUTORY_GAP) == lighter.interval(Scope({}, span=Interval(5)))
    half_open = Interval(10, low_closed=False, high=20, high_closed=False)
    assert half_open == Share(Limits()).interval(Scope({}, span=half_open))


def test_weights_add_up_to_a_share_of_the_maximum() -> None:
    serious, repeated = OneOf("harm", ("serious",)), OneOf("repeated", (True,))
    weights = Weights(Fraction(1, 10), (Factor(serious, Fraction(6, 10)), Factor(repeated, Fraction(5, 10))))
    span = Interval(10, high=100)
    assert Interval(10, high=10) == weights.interval(Scope({"harm": "none", "repeated": False}, span=span))
    assert Interval(70, high=70) == weights.interval(Scope({"harm": "serious", "repeated": False}, span=span))
    assert Interval(100, high=100) == weights.interval(Scope({"harm": "serious", "repeated": True}, span=span))
    assert Hole(HoleKind.MISSING, ("repeated",)) == weights.interval(Scope({"harm": "none"}, span=span))
    assert Hole(HoleKind.PENDING) == weights.interval(Scope({}))
    assert Hole(HoleKind.DELEGATED) == weights.interval(Scope({}, span=Hole(HoleKind.DELEGATED)))
    assert Hole(HoleKind.STATUTORY_GAP) == weights.interval(Scope({}, span=Interval(5)))
    assert [serious, repeated] == list(weights.conditions())


def test_an_amount_left_to_a_lower_rule() -> None:
    assert Hole(HoleKind.DELEGATED) == _at(Delegated())
    assert Delegated() == Delegated().settled({})


@pytest.mark.parametrize(
    ("gains", "expected"),
    [
        (10_000, Interval(10_000, high=30_000)),
        (20_000, Interval(20_000, high=50_000)),
        (60_000, Interval(50_000, high=50_000)),
    ],
)
def test_a_cap_stops_both_bounds(gains: int, expected: Interval) -> None:
    capped = Limited(Times("gains", Limits(Fraction(1), high=Fraction(3))), cap=exactly(50_000))
    assert expected == _at(capped, gains=gains)


def test_caps_and_floors_at_their_edges() -> None:
    assert Interval(None, high=5) == _at(Limited(Range(Interval()), cap=exactly(5)))
    assert Interval(5, high=None) == _at(Limited(Range(Interval()), floor=exactly(5)))
    assert Interval(5, high=5) == _at(Limited(Range(Interval(1, high=3)), floor=exactly(5)))
    assert Interval(7, high=9) == _at(Limited(Range(Interval(7, high=9)), floor=exactly(5)))
    assert Interval(1, high=3) == _at(Limited(Range(Interval(1, high=3)), cap=Range(Interval(low=1))))
    assert Interval(1, high=3) == _at(Limited(Range(Interval(1, high=3)), floor=Range(Interval(high=9))))
    below = Limited(Range(Interval(1, high=9)), cap=Range(Interval(high=5, high_closed=False)))
    assert Interval(1, high=5, high_closed=False) == _at(below)
    hanging = Limited(BY_VALUE, cap=exactly(5))
    assert Hole(HoleKind.MISSING, ("goods_value",)) == _at(hanging)
    assert Hole(HoleKind.MISSING, ("goods_value",)) == hanging.settled({})
    assert Limited(FIVE_TO_TEN, exactly(5)) == hanging.settled({"goods_value": 1})
    open_cap = Limited(exactly(1), cap=BY_VALUE)
    assert Hole(HoleKind.MISSING, ("goods_value",)) == _at(open_cap)
    assert [exactly(1), BY_VALUE] == list(open_cap.parts())


def test_the_larger_and_the_smaller_of_two() -> None:
    fixed, percent = Range(Interval(high=5_000)), Times("turnover", Limits(high=Fraction(5, 100)))
    larger = Extreme((fixed, percent))
    assert Interval(None, high=5_000) == _at(larger, turnover=100)
    assert Interval(None, high=10_000) == _at(larger, turnover=200_000)
    assert Interval(None, high=5_000) == _at(larger, turnover=0)
    assert Hole(HoleKind.MISSING, ("turnover",)) == _at(larger)
    smaller = Extreme((fixed, percent), largest=False)
    assert Interval(None, high=5) == _at(smaller, turnover=100)
    assert Hole(HoleKind.NO_BASE, ("turnover",)) == _at(Extreme((percent, percent)), turnover=0)
    one, two = Range(Interval(1, high=4)), Range(Interval(2, low_closed=False, high=3, high_closed=False))
    assert Interval(2, low_closed=False, high=4) == _at(Extreme((one, two)))
    assert Interval(1, high=3, high_closed=False) == _at(Extreme((one, two), largest=False))
    none = Range(Interval())
    assert Interval(1, high=None) == _at(Extreme((one, none)))
    assert Interval(None, high=4) == _at(Extreme((none, one), largest=False))
    same = Range(Interval(1, low_closed=False, high=4, high_closed=False))
    assert Interval(1, high=4) == _at(Extreme((one, same)))
    assert [one, two] == list(Extreme((one, two)).parts())
    assert Extreme((one, FIVE_TO_TEN)) == Extreme((one, BY_VALUE)).settled({"goods_value": 1})
    assert Hole(HoleKind.MISSING, ("goods_value",)) == Extreme((one, BY_VALUE)).settled({})


def test_bounds_are_rounded_inwards_and_points_cut_down() -> None:
    third = Fraction(100, 3)
    assert Interval(34, high=66) == rounded(Interval(third, low_closed=False, high=third * 2, high_closed=False))
    assert Interval(33, high=33) == rounded(Interval(third, high=third))
    assert Interval(33, high=33) == rounded(Interval(third, high=third + Fraction(1, 9)))
    assert Interval(None, high=33) == rounded(Interval(None, high=third))
    assert Interval(34, high=None) == rounded(Interval(third))
    assert Interval(5, low_closed=False, high=33) == rounded(Interval(Fraction(5), low_closed=False, high=third))
    whole = Interval(1, high=2)
    assert whole is rounded(whole)
    assert isinstance(rounded(Interval(Fraction(5), high=third)).low, int)


def test_the_envelope_holds_all_ranges() -> None:
    assert Interval(1, high=9) == hull([Interval(3, high=9), Interval(1, high=2)])
    assert Interval(None, high=None) == hull([Interval(high=9), Interval(1)])
    assert Interval(1, high=9) == hull([Interval(1, low_closed=False, high=9), Interval(1, high=9, high_closed=False)])


def test_what_two_ranges_have_in_common() -> None:
    assert Interval(3, high=5) == common(Interval(1, high=5), Interval(3, high=9))
    assert Interval(1, high=5) == common(Interval(1), Interval(high=5))
    assert Interval(1, low_closed=False, high=5) == common(Interval(1, low_closed=False), Interval(1, high=5))
    assert common(Interval(1, high=2), Interval(3, high=4)) is None
    assert common(Interval(1, high=2), Interval(2, low_closed=False, high=4)) is None
    assert Interval(2, high=2) == common(Interval(1, high=2), Interval(2, high=4))


def test_a_row_that_always_holds() -> None:
    assert exactly(7).bounds == _at(Switch((always(exactly(7)),)))


def test_the_bare_class_is_no_amount() -> None:
    with pytest.raises(TypeError):
        Amount().interval(Scope({}))
    assert list(Amount().conditions()) == []


@given(st.integers(1, 10**17), st.integers(0, 100), st.integers(0, 100))
def test_shares_of_a_multiple_stay_inside_it(goods_value: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    span = Times("goods_value", TEN_TO_TWENTY).interval(Scope({"goods_value": goods_value}))
    assert isinstance(span, Interval)
    part = Share(Limits(Fraction(low, 100), high=Fraction(high, 100))).interval(Scope({}, span=span))
    assert isinstance(part, Interval)
    assert span.low is not None
    assert span.high is not None
    assert part.low is not None
    assert part.high is not None
    assert span.low <= part.low <= part.high <= span.high
