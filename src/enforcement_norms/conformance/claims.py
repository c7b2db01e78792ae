"""What a pack says that a text must say too (数据中的数字): ranges of penalties, thresholds of conditions, terms.

A claim is a number, or a pair of bounds, in the unit in which laws write it, with the words it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from ..amounts import (
    Amount,
    Brackets,
    Extreme,
    Interval,
    Limited,
    Limits,
    Number,
    Per,
    Range,
    Scale,
    Share,
    Switch,
    Times,
    Weights,
)
from ..conditions import COUNT, All, AnyOf, AtLeastOf, Bounded, Condition, Defined, GradeIs, Not, OneOf
from ..law import Bound
from ..model.builtin import ACT_ON, DECISION_ON
from ..model.facts import Count, Fact, FactKind
from ..model.penalty import Measure, Unit


class Measured(StrEnum):
    """In what a number is counted, as far as texts and packs must agree: years and months are one, so are 倍 and %."""

    YUAN = "yuan"
    FACTOR = "factor"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    POINTS = "points"
    COUNT = "count"
    """Persons, occasions, ages, metres: whatever is simply counted."""


class Role(StrEnum):
    """What a number does in the pack, and so how the text must say it."""

    RANGE = "range"
    """A penalty: both bounds together, with their words."""
    THRESHOLD = "threshold"
    """A condition: where it cuts, whichever side the text names."""
    VALUE = "value"
    """Only the number itself: brackets, deemed bases, windows, periods."""


@frozen
class Claim:
    """One range or number of the pack in the units of the law."""

    role: Role
    measured: Measured
    bounds: Interval
    fact: str = ""
    """The fact that a threshold is asked of."""

    @property
    def values(self) -> tuple[Number, ...]:
        """Its numbers."""
        return tuple(dict.fromkeys(each for each in (self.bounds.low, self.bounds.high) if each is not None))

    @property
    def ends(self) -> Iterator[tuple[Number, Bound]]:
        """Each number with the side on which it bounds."""
        low, high = self.bounds.low, self.bounds.high
        if low is not None and low == high:
            yield low, Bound.EXACTLY
            return
        if low is not None:
            yield low, Bound.AT_LEAST if self.bounds.low_closed else Bound.ABOVE
        if high is not None:
            yield high, Bound.AT_MOST if self.bounds.high_closed else Bound.BELOW


def value(measured: Measured, number: Number) -> Claim:
    """The number by itself."""
    return Claim(Role.VALUE, measured, Interval(number, high=number))


_OF_UNIT: Final[Mapping[Unit, tuple[Measured, Fraction]]] = {
    Unit.YUAN: (Measured.YUAN, Fraction(1, 100)),
    Unit.DAYS: (Measured.DAYS, Fraction(1)),
    Unit.MONTHS: (Measured.MONTHS, Fraction(1)),
    Unit.YEARS: (Measured.MONTHS, Fraction(12)),
    Unit.POINTS: (Measured.POINTS, Fraction(1)),
}
_OF_DURATION: Final = {
    "hours": (Measured.HOURS, Fraction(1)),
    "days": (Measured.DAYS, Fraction(1)),
    "months": (Measured.MONTHS, Fraction(1)),
    "years": (Measured.MONTHS, Fraction(12)),
}


def of_measure(measure: Measure, facts: Mapping[str, Fact]) -> Iterator[Claim]:
    """The numbers of one measure: its range, factors, caps, and the facts at which its amount changes."""
    if measure.amount is not None:
        yield from of_amount(measure.amount, measure.unit, facts)


def of_amount(amount: Amount, unit: Unit, facts: Mapping[str, Fact]) -> Iterator[Claim]:
    """The numbers of an amount, without those of the conditions in it."""
    measured, factor = _OF_UNIT[unit]
    match amount:
        case Range():
            yield Claim(Role.RANGE, measured, _exact(amount.bounds, factor))
        case Times() | Scale():
            yield Claim(Role.RANGE, Measured.FACTOR, _factors(amount.limits))
        case Share() | Weights():
            yield from _of_parts(amount)
        case Brackets():
            for band in amount.bands:
                yield Claim(Role.RANGE, measured, _exact(band.rate, factor))
                yield from (value(*_constant(facts[amount.of], edge)) for edge in (band.above, band.up_to) if edge)
        case Limited():
            yield from of_amount(amount.amount, unit, facts)
    if isinstance(amount, Per | Extreme | Switch):
        for part in amount.parts():
            yield from of_amount(part, unit, facts)
    for by_value in _alone(amount):
        yield from (evolve(claim, role=Role.VALUE) for claim in of_amount(by_value, unit, facts))


def _alone(amount: Amount) -> Iterator[Amount]:
    """Amounts that texts word in many ways, so that only the number counts: deemed bases, caps and floors."""
    if isinstance(amount, Times):
        yield from amount.parts()
    if isinstance(amount, Limited):
        yield from (limit for limit in (amount.cap, amount.floor) if limit is not None)


def _of_parts(amount: Share | Weights) -> Iterator[Claim]:
    """Parts of a range."""
    if isinstance(amount, Share):
        parts: tuple[Number | None, ...] = (amount.limits.low, amount.limits.high)
    else:
        parts = (amount.start, *(factor.weight for factor in amount.factors))
    yield from (value(Measured.FACTOR, part) for part in parts if part and part != 1)


def of_condition(condition: Condition, facts: Mapping[str, Fact], counts: Mapping[str, Count]) -> Iterator[Claim]:
    """The numbers with which a condition compares; what an instrument defines stands in its own article."""
    match condition:
        case Defined() | GradeIs():
            return
        case Not():
            yield from of_condition(condition.item, facts, counts)
        case All() | AnyOf() | AtLeastOf():
            for item in condition.items:
                yield from of_condition(item, facts, counts)
        case Bounded():
            yield from _of_bounded(condition, facts, counts)
        case OneOf() if condition.term in facts and facts[condition.term].kind is not FactKind.ENUM:
            for constant in condition.values:
                if not isinstance(constant, bool | str):
                    yield from _threshold(facts[condition.term], constant, Interval(constant, high=constant))


def _of_bounded(test: Bounded, facts: Mapping[str, Fact], counts: Mapping[str, Count]) -> Iterator[Claim]:
    if test.term in (ACT_ON, DECISION_ON):
        return
    if test.term.startswith(COUNT):
        count = counts.get(test.term)
        if count is not None and count.within is not None:
            measured, factor = _OF_DURATION[count.unit]
            yield value(measured, count.within * factor)
        if test.low is not None and test.low + (not test.low_closed) > 1:
            yield Claim(Role.THRESHOLD, Measured.COUNT, Interval(test.low, test.low_closed), test.term)
        return
    fact = facts[test.term]
    if fact.kind is FactKind.DATE:
        return
    bounds = Interval(test.low, test.low_closed, test.high, test.high_closed)
    yield from _threshold(fact, test.low if test.low is not None else test.high, bounds)


def _threshold(fact: Fact, constant: Any, bounds: Interval) -> Iterator[Claim]:
    """A comparison with a fact; with nothing, or with a single one, no text needs to write a number."""
    measured, _value = _constant(fact, constant)
    trivial = (0, 1) if measured is Measured.COUNT else (0,)
    low = None if bounds.low in trivial else bounds.low
    high = None if bounds.high in trivial else bounds.high
    if low is None and high is None:
        return
    kept = evolve(
        bounds,
        low=None if low is None else _constant(fact, low)[1],
        high=None if high is None else _constant(fact, high)[1],
    )
    yield Claim(Role.THRESHOLD, measured, kept, fact.id)


def _constant(fact: Fact, constant: Any) -> tuple[Measured, Number]:
    """A constant of a fact as laws write it."""
    kind = fact.items if fact.kind is FactKind.LIST else fact.kind
    number = Fraction(constant)
    if kind is FactKind.MONEY:
        return Measured.YUAN, number / 100
    if kind is FactKind.RATIO and not fact.unit:
        return Measured.FACTOR, number
    if kind is FactKind.DURATION:
        measured, factor = _OF_DURATION[fact.unit]
        return measured, number * factor
    return Measured.COUNT, number


def _exact(bounds: Interval, factor: Fraction) -> Interval:
    return evolve(
        bounds,
        low=None if bounds.low is None else Fraction(bounds.low) * factor,
        high=None if bounds.high is None else Fraction(bounds.high) * factor,
    )


ONCE: Final = Interval(Fraction(1), high=Fraction(1))
"""The base itself: texts then often write no factor (按照其数额)."""


def _factors(limits: Limits) -> Interval:
    return Interval(limits.low, limits.low_closed, limits.high, limits.high_closed)
