"""Ranges of penalties (幅度), why there may be none, and the arithmetic of bounds."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from attrs import evolve, field, frozen

Number = int | Fraction


@frozen
class Interval:
    """A range of a penalty (幅度): exact bounds, each closed (以上、以下) or open (超过、不满); None is absent."""

    low: Number | None = None
    low_closed: bool = True
    high: Number | None = None
    high_closed: bool = True

    @property
    def is_point(self) -> bool:
        """Whether it is one fixed amount (固定数额)."""
        return self.low is not None and self.low == self.high

    def scaled(self, factor: Number) -> Interval:
        """Both bounds times a factor that is not negative."""
        return evolve(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )


class HoleKind(StrEnum):
    """Why an amount gives no range."""

    MISSING = "missing"
    """An unanswered fact is needed."""
    NO_BASE = "no_base"
    """The base is zero and the law has no fallback: no fine, by the law's silence."""
    STATUTORY_GAP = "statutory_gap"
    """The statute itself leaves this case open."""
    DELEGATED = "delegated"
    """The text leaves the amount to another rule (可以处罚款)."""
    INDETERMINABLE = "indeterminable"
    """The base cannot be found out and the law has no fallback."""
    NO_MINIMUM = "no_minimum"
    """Mitigation where the law names no minimum to go below."""
    PENDING = "pending"
    """It hangs on another fine not yet decided, whose own range is not known either."""


@frozen
class Hole:
    """No range, and why; `terms` are the facts (or the measure ids) on which it hangs.

    `of` is the amount that cannot be computed, where a measure has one: it tells whether two laws leave the same open.
    """

    kind: HoleKind
    terms: tuple[str, ...] = ()
    of: object = field(default=None, eq=False, repr=False)


Result = Interval | Hole


@frozen
class Limits:
    """Two factors of a base (十倍以上二十倍以下、百分之五以下); an absent one is None."""

    low: Fraction | None = None
    low_closed: bool = True
    high: Fraction | None = None
    high_closed: bool = True

    def of(self, base: Number) -> Interval:
        """The range they give for a base."""
        return Interval(
            None if self.low is None else self.low * base,
            self.low_closed,
            None if self.high is None else self.high * base,
            self.high_closed,
        )

    def over(self, span: Interval) -> Interval:
        """The lower factor of the lower bound up to the higher factor of the higher (区间乘区间)."""
        return Interval(
            None if self.low is None or span.low is None else self.low * span.low,
            self.low_closed and span.low_closed,
            None if self.high is None or span.high is None else self.high * span.high,
            self.high_closed and span.high_closed,
        )

    def part_of(self, span: Interval) -> Result:
        """That part of a range: factors of its width, counted from its lower bound (or from nothing)."""
        if span.high is None:
            return Hole(HoleKind.STATUTORY_GAP)
        start = span.low or 0
        width = span.high - start
        low: Number | None = None if self.low is None else start + self.low * width
        high: Number | None = None if self.high is None else start + self.high * width
        low_closed, high_closed = self.low_closed, self.high_closed
        if not self.low:
            low, low_closed = span.low, span.low_closed
        if self.high is None or self.high == 1:
            high, high_closed = span.high, self.high_closed and span.high_closed
        return Interval(low, low_closed, high, high_closed)


def rounded(interval: Interval) -> Interval:
    """The range in whole fen (or days …): bounds go inwards; a point, or a range in which no whole fen lies, is cut down."""
    low, high = interval.low, interval.high
    if (low is None or isinstance(low, int)) and (high is None or isinstance(high, int)):
        return interval
    if interval.is_point and interval.low_closed and interval.high_closed and low is not None:
        return Interval(floor(low), True, floor(low), True)
    whole_low = None if low is None else ceil(low)
    whole_high = None if high is None else floor(high)
    low_closed = interval.low_closed or (low is not None and floor(low) != whole_low)
    high_closed = interval.high_closed or (high is not None and ceil(high) != whole_high)
    if whole_low is not None and whole_high is not None and whole_low > whole_high:
        whole_low, low_closed = whole_high, True
    return Interval(whole_low, low_closed, whole_high, high_closed)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest range that holds them all (an envelope); an absent bound stays absent."""
    first, *others = intervals
    whole = first
    for other in others:
        low, low_closed = _pick(
            whole.low, whole.low_closed, other.low, other.low_closed, larger=False, absent_wins=True
        )
        high, high_closed = _pick(
            whole.high, whole.high_closed, other.high, other.high_closed, larger=True, absent_wins=True
        )
        whole = Interval(low, low_closed, high, high_closed)
    return whole


def common(one: Interval, other: Interval) -> Interval | None:
    """What two ranges have in common, or None where they have nothing."""
    low, low_closed = _tighter(one.low, one.low_closed, other.low, other.low_closed, larger=True)
    high, high_closed = _tighter(one.high, one.high_closed, other.high, other.high_closed, larger=False)
    if low is not None and high is not None and (low > high or (low == high and not (low_closed and high_closed))):
        return None
    return Interval(low, low_closed, high, high_closed)


def _tighter(
    one: Number | None, one_closed: bool, other: Number | None, other_closed: bool, *, larger: bool
) -> tuple[Number | None, bool]:
    """The bound that leaves less: of two equal ones the open one."""
    if one is None or other is None:
        return (other, other_closed) if one is None else (one, one_closed)
    if one == other:
        return one, one_closed and other_closed
    return (one, one_closed) if (one > other) is larger else (other, other_closed)


def capped(inner: Interval, cap: Interval) -> Interval:
    """The range cut at the higher bound of the cap; a fine that begins above it is the cap."""
    top = cap.high
    if top is None:
        return inner
    if inner.high is None or inner.high > top:
        inner = evolve(inner, high=top, high_closed=cap.high_closed)
    if inner.low is not None and inner.low > top:
        inner = evolve(inner, low=top, low_closed=cap.high_closed)
    return inner


def floored(inner: Interval, floor: Interval) -> Interval:
    """The range lifted to the lower bound of the floor."""
    least = floor.low
    if least is None:
        return inner
    if inner.low is None or inner.low < least:
        inner = evolve(inner, low=least, low_closed=floor.low_closed)
    if inner.high is not None and inner.high < least:
        inner = evolve(inner, high=least, high_closed=floor.low_closed)
    return inner


def larger(one: Interval, other: Interval) -> Interval:
    """Bound by bound the larger of two; an absent upper bound is above all."""
    low, low_closed = _pick(one.low, one.low_closed, other.low, other.low_closed, larger=True, absent_wins=False)
    high, high_closed = _pick(one.high, one.high_closed, other.high, other.high_closed, larger=True, absent_wins=True)
    return Interval(low, low_closed, high, high_closed)


def smaller(one: Interval, other: Interval) -> Interval:
    """Bound by bound the smaller of two; an absent lower bound is below all."""
    low, low_closed = _pick(one.low, one.low_closed, other.low, other.low_closed, larger=False, absent_wins=True)
    high, high_closed = _pick(one.high, one.high_closed, other.high, other.high_closed, larger=False, absent_wins=False)
    return Interval(low, low_closed, high, high_closed)


def _pick(
    one: Number | None, one_closed: bool, other: Number | None, other_closed: bool, *, larger: bool, absent_wins: bool
) -> tuple[Number | None, bool]:
    """The larger or smaller of two bounds; whether an absent one wins depends on the side it bounds."""
    if one is None or other is None:
        if absent_wins:
            return None, True
        return (other, other_closed) if one is None else (one, one_closed)
    if one == other:
        return one, one_closed or other_closed
    return (one, one_closed) if (one > other) is larger else (other, other_closed)
