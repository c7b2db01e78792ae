"""Does one amount stay inside another for all facts: against trying many cases, and on the shapes that laws have."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enforcement_norms.amounts import (
    Amount,
    Band,
    Basis,
    Brackets,
    Extreme,
    Hole,
    Interval,
    Limited,
    Limits,
    Per,
    Range,
    Row,
    Scale,
    Scope,
    Switch,
    Times,
    exactly,
)
from enforcement_norms.cells import BOOLEAN, RATIO, WHOLE
from enforcement_norms.checks.containment import Escape, escape
from enforcement_norms.checks.witness import Space, Undecided
from enforcement_norms.conditions import ALWAYS, Bounded, OneOf

SPACE = Space(lambda term: BOOLEAN if term == "licensed" else WHOLE)
WAN = 10_000 * 100


def limits(low: int | str, high: int | str) -> Limits:
    return Limits(Fraction(low), high=Fraction(high))


def span(low: int | None, high: int | None, *, open_high: bool = False) -> Range:
    return Range(Interval(low, high=high, high_closed=not open_high))


def outside(inner: Amount, outer: Amount, value: int | Fraction) -> bool:
    """Whether the inner range leaves the outer one for a value, by the words of the amounts themselves."""
    one, other = inner.interval(Scope({"value": value})), outer.interval(Scope({"value": value}))
    if isinstance(one, Hole) or isinstance(other, Hole):
        return False
    low = bool(other.low) and (one.low is None or one.low < (other.low or 0))
    high = other.high is not None and (one.high is None or one.high > other.high)
    return low or high


def amounts() -> st.SearchStrategy[Amount]:
    number = st.integers(1, 40)
    ranges = st.builds(lambda low, more: span(low, low + more), number, number)
    factors = st.builds(lambda low, more: Times("value", limits(low, low + more)), st.integers(1, 4), st.integers(1, 4))
    capped = st.builds(lambda amount, cap: Limited(amount, cap=exactly(cap)), factors, st.integers(20, 60))
    larger = st.builds(lambda one, other: Extreme((one, other)), ranges, factors)
    simple = ranges | factors | capped | larger

    def rows(low: Amount, high: Amount, edge: int) -> Amount:
        return Switch((Row(Bounded("value", high=edge, high_closed=False), low), Row(ALWAYS, high)))

    return simple | st.builds(rows, simple, simple, number)


@example(
    Switch((Row(Bounded("value", high=4, high_closed=False), Times("value", limits(1, 2))), Row(ALWAYS, span(1, 2)))),
    span(1, 4),
)
@example(
    Switch((Row(Bounded("value", high=2, high_closed=False), span(2, 4)), Row(ALWAYS, span(1, 2)))),
    Times("value", limits(1, 3)),
)
@given(amounts(), amounts())
def test_the_answer_is_that_of_trying(inner: Amount, outer: Amount) -> None:
    found = escape(inner, outer, ALWAYS, SPACE)
    assert not isinstance(found, Undecided)
    if found is None:
        assert not any(outside(inner, outer, value) for value in range(1, 200))
    else:
        (cell,) = [found.witness["value"]] if "value" in found.witness else [None]
        value: Any = 1 if cell is None else cell.value
        one, other = inner.interval(Scope({"value": value})), outer.interval(Scope({"value": value}))
        assert (found.inner, found.outer) == (one, other)


RATIOS = Space(lambda _term: RATIO)


@given(amounts(), amounts())
def test_of_fractions_too(inner: Amount, outer: Amount) -> None:
    """Tonnes and shares have no first or last value below an edge: what is found lies inside all the same."""
    found = escape(inner, outer, ALWAYS, RATIOS)
    assert not isinstance(found, Undecided)
    if found is None:
        assert not any(outside(inner, outer, Fraction(value, 7)) for value in range(1, 600))
    elif "value" in found.witness:
        value: Any = found.witness["value"].value
        assert outside(inner, outer, value)
        assert found.inner == inner.interval(Scope({"value": value}))


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        (span(5 * WAN, 10 * WAN), span(5 * WAN, 10 * WAN), True),
        (span(5 * WAN, 10 * WAN + 1), span(5 * WAN, 10 * WAN), False),
        (span(5 * WAN - 1, 10 * WAN), span(5 * WAN, 10 * WAN), False),
        (span(None, 10 * WAN), span(5 * WAN, 10 * WAN), False),
        (span(None, 3 * WAN), span(None, 5 * WAN), True),
        (span(5 * WAN, None), span(5 * WAN, 10 * WAN), False),
        (span(5 * WAN, 10 * WAN), span(5 * WAN, 10 * WAN, open_high=True), False),
        (span(5 * WAN, 10 * WAN, open_high=True), span(5 * WAN, 10 * WAN), True),
        (exactly(5 * WAN), span(5 * WAN, 10 * WAN), True),
    ],
)
def test_plain_bounds(inner: Amount, outer: Amount, inside: bool) -> None:
    assert (escape(inner, outer, ALWAYS, SPACE) is None) is inside


@pytest.mark.parametrize(("low", "high", "inside"), [(10, 20, True), (12, 18, True), (9, 20, False), (10, 21, False)])
def test_factors_of_one_base_are_compared_as_factors(low: int, high: int, inside: bool) -> None:
    found = escape(Times("value", limits(low, high)), Times("value", limits(10, 20)), ALWAYS, SPACE)
    assert (found is None) is inside


def test_a_fixed_amount_leaves_a_factor_far_out() -> None:
    found = escape(span(WAN, 2 * WAN), Times("value", limits(1, 5)), Bounded("value", WAN), SPACE)
    assert isinstance(found, Escape)
    value: Any = found.witness["value"].value
    assert value > WAN
    near = Bounded("value", WAN, True, WAN, True)
    assert escape(span(WAN, 2 * WAN), Times("value", limits(1, 5)), near, SPACE) is None


def test_only_cases_of_the_context_count() -> None:
    outer = Switch(
        (
            Row(Bounded("value", high=WAN, high_closed=False), span(5 * WAN, 10 * WAN)),
            Row(ALWAYS, Times("value", limits(10, 20))),
        )
    )
    inner = span(5 * WAN, 6 * WAN)
    assert escape(inner, outer, Bounded("value", high=WAN, high_closed=False), SPACE) is None
    found = escape(inner, outer, ALWAYS, SPACE)
    assert isinstance(found, Escape)


def test_caps_and_brackets_bend_the_line() -> None:
    rising = Times("value", limits(2, 2))
    assert escape(Limited(rising, cap=exactly(50)), span(0, 50), ALWAYS, SPACE) is None
    assert isinstance(escape(Limited(rising, cap=exactly(51)), span(0, 50), ALWAYS, SPACE), Escape)
    marginal = Brackets("value", (Band(0, 10, Interval(1, high=1)), Band(10, None, Interval(3, high=3))))
    assert isinstance(escape(marginal, Times("value", limits(0, 2)), ALWAYS, SPACE), Escape)
    assert escape(marginal, Times("value", limits(0, 3)), ALWAYS, SPACE) is None


def test_rates_on_the_same_counts_are_compared_as_rates() -> None:
    counts = ("persons", "months")
    outer = Per(exactly(5000), counts)
    assert escape(Per(exactly(5000), counts[::-1]), outer, ALWAYS, SPACE) is None
    assert isinstance(escape(Per(exactly(5001), counts), outer, ALWAYS, SPACE), Escape)


def test_products_of_different_facts_are_not_decided() -> None:
    found = escape(Per(exactly(5000), ("persons", "months")), Per(exactly(5000), ("persons", "days")), ALWAYS, SPACE)
    assert isinstance(found, Undecided)


def test_other_facts_only_choose() -> None:
    outer = Switch((Row(OneOf("licensed", (True,)), span(1, 10)), Row(ALWAYS, span(1, 100))))
    found = escape(span(1, 50), outer, ALWAYS, SPACE)
    assert isinstance(found, Escape)
    assert found.witness["licensed"].value is True
    assert escape(span(1, 50), outer, OneOf("licensed", (False,)), SPACE) is None


def test_what_hangs_on_another_fine_gives_no_range_to_compare() -> None:
    assert escape(Scale("fine", Basis.STATUTORY, limits(1, 2)), span(1, 2), ALWAYS, SPACE) is None
