"""The closed vocabulary of amounts: how the law writes a fine, a number of days, months, years or points.

An amount, given the values of a case, is an `Interval` in fen (or days, months …) with exact bounds, before
rounding, or a `Hole` that says why there is no interval. Bounds may be absent (三万元以下 has no lower one).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from attrs import evolve, field, frozen

from .conditions import ALWAYS, INDETERMINABLE, Condition, Values

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
    """No range, and why; `terms` are the facts (or the measure ids) on which it hangs."""

    kind: HoleKind
    terms: tuple[str, ...] = ()


Result = Interval | Hole


@frozen
class Scope:
    """What an amount may look at: values of the case, fines already imposed, the range of another measure.

    `span` is the statutory range that a share cuts; `range_of` gives the statutory range of a measure by id.
    """

    values: Values
    imposed: Mapping[str, Number] = field(factory=dict)
    span: Result | None = None
    range_of: Callable[[str], Result] | None = None


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
        low = None if self.low is None else start + self.low * width
        high = None if self.high is None else start + self.high * width
        low_closed, high_closed = self.low_closed, self.high_closed
        if not self.low:
            low, low_closed = span.low, span.low_closed
        if self.high is None or self.high == 1:
            high, high_closed = span.high, self.high_closed and span.high_closed
        return Interval(low, low_closed, high, high_closed)


class Amount:
    """A way in which the law writes an amount."""

    __slots__ = ()

    def interval(self, scope: Scope) -> Result:
        """The range for the values of a case, or why there is none."""
        raise TypeError(type(self).__name__)

    def settled(self, values: Values) -> Amount | Hole:
        """The same amount with every switch replaced by the row that holds, or why no row can be taken."""
        return self

    def parts(self) -> Iterator[Amount]:
        """The amounts it is made of."""
        yield from ()

    def conditions(self) -> Iterator[Condition]:
        """The conditions in it, its parts' included."""
        for part in self.parts():
            yield from part.conditions()

    def bases(self) -> Iterator[str]:
        """The terms it computes with, its parts' included."""
        for part in self.parts():
            yield from part.bases()

    def measures(self) -> Iterator[str]:
        """The ids of the other measures it computes with, its parts' included."""
        for part in self.parts():
            yield from part.measures()


@frozen
class Range(Amount):
    """`range` and `exactly`: bounds in plain numbers (fen, days, months …)."""

    bounds: Interval

    def interval(self, scope: Scope) -> Result:
        return self.bounds


@frozen
class Times(Amount):
    """`times`: a base fact times factors; a base too small may be deemed larger (不足一万元的按一万元计算)."""

    of: str
    limits: Limits
    deemed_at_least: Amount | None = None

    def interval(self, scope: Scope) -> Result:
        base = _number(self.of, scope)
        if isinstance(base, Hole):
            return base
        if self.deemed_at_least is not None:
            least = self.deemed_at_least.interval(scope)
            if isinstance(least, Hole):
                return least
            if least.low is not None and base < least.low:
                base = least.low
        if base == 0:
            return Hole(HoleKind.NO_BASE, (self.of,))
        return self.limits.of(base)

    def settled(self, values: Values) -> Amount | Hole:
        if self.deemed_at_least is None:
            return self
        least = self.deemed_at_least.settled(values)
        return least if isinstance(least, Hole) else evolve(self, deemed_at_least=least)

    def parts(self) -> Iterator[Amount]:
        if self.deemed_at_least is not None:
            yield self.deemed_at_least

    def bases(self) -> Iterator[str]:
        yield self.of
        yield from super().bases()


@frozen
class Per(Amount):
    """`per`: a rate times one or more counts (每人、每平方米、每名童工每月)."""

    rate: Amount
    units: tuple[str, ...]

    def interval(self, scope: Scope) -> Result:
        rate = self.rate.interval(scope)
        product: Number = 1
        holes: list[str] = []
        for unit in self.units:
            number = _number(unit, scope)
            if isinstance(number, Hole):
                if number.kind is not HoleKind.MISSING:
                    return number
                holes.append(unit)
            else:
                product *= number
        if isinstance(rate, Hole):
            return Hole(rate.kind, (*rate.terms, *holes)) if rate.kind is HoleKind.MISSING else rate
        if holes:
            return Hole(HoleKind.MISSING, tuple(holes))
        if product == 0:
            return Hole(HoleKind.NO_BASE, self.units)
        return rate.scaled(product)

    def settled(self, values: Values) -> Amount | Hole:
        rate = self.rate.settled(values)
        return rate if isinstance(rate, Hole) else evolve(self, rate=rate)

    def parts(self) -> Iterator[Amount]:
        yield self.rate

    def bases(self) -> Iterator[str]:
        yield from self.units
        yield from super().bases()


@frozen
class Band:
    """One bracket of a marginal rate: what lies above `above` up to `up_to` costs `rate` a unit."""

    above: Number
    up_to: Number | None
    rate: Interval


@frozen
class Brackets(Amount):
    """`brackets`: marginal rates (超过20%至50%的部分每吨…), each on its own part; `per` multiplies (吨)."""

    of: str
    bands: tuple[Band, ...]
    per: str | None = None

    def interval(self, scope: Scope) -> Result:
        measured = _number(self.of, scope)
        factor: Number | Hole = 1 if self.per is None else _number(self.per, scope)
        holes = [hole for hole in (measured, factor) if isinstance(hole, Hole)]
        if isinstance(measured, Hole) or isinstance(factor, Hole):
            return Hole(holes[0].kind, tuple(term for hole in holes for term in hole.terms))
        low: Number = 0
        high: Number = 0
        for band in self.bands:
            top = measured if band.up_to is None else min(measured, band.up_to)
            part = max(top - band.above, 0) * factor
            low += (band.rate.low or 0) * part
            high += (band.rate.high or 0) * part
        if high == 0:
            return Hole(HoleKind.NO_BASE, (self.of,))
        return Interval(low, True, high, True)

    def bases(self) -> Iterator[str]:
        yield self.of
        if self.per is not None:
            yield self.per


class Basis(StrEnum):
    """Of what a scale is taken: the statutory range of the other measure, or the fine decided in this case."""

    STATUTORY = "statutory"
    DECIDED = "decided"


@frozen
class Scale(Amount):
    """`scale`: factors of another fine (处前款罚款数额二倍以上五倍以下；单位罚款数额百分之五以上百分之十以下)."""

    of: str
    basis: Basis
    limits: Limits

    def interval(self, scope: Scope) -> Result:
        if self.basis is Basis.DECIDED and self.of in scope.imposed:
            return self.limits.of(scope.imposed[self.of])
        span = Hole(HoleKind.PENDING, (self.of,)) if scope.range_of is None else scope.range_of(self.of)
        return span if isinstance(span, Hole) else self.limits.over(span)

    def measures(self) -> Iterator[str]:
        yield self.of


@frozen
class Share(Amount):
    """`share`: a part of the statutory range of the same measure (从轻部分、较高的百分之三十)."""

    limits: Limits

    def interval(self, scope: Scope) -> Result:
        if scope.span is None:
            return Hole(HoleKind.PENDING)
        return scope.span if isinstance(scope.span, Hole) else self.limits.part_of(scope.span)


@frozen
class Factor:
    """One weight (裁量因子): added where its condition holds."""

    when: Condition
    weight: Fraction


@frozen
class Weights(Amount):
    """`weights`: a starting share of the maximum plus the weights that hold, never above the maximum."""

    start: Fraction
    factors: tuple[Factor, ...]

    def interval(self, scope: Scope) -> Result:
        span = scope.span
        if span is None or isinstance(span, Hole):
            return Hole(HoleKind.PENDING) if span is None else span
        if span.high is None:
            return Hole(HoleKind.STATUTORY_GAP)
        total = self.start
        missing: list[str] = []
        for factor in self.factors:
            truth = factor.when.truth(scope.values)
            if truth is None:
                missing += factor.when.open_terms(scope.values)
            elif truth:
                total += factor.weight
        if missing:
            return Hole(HoleKind.MISSING, tuple(dict.fromkeys(missing)))
        amount = max(min(total, 1) * span.high, span.low or 0)
        return Interval(amount, True, amount, True)

    def conditions(self) -> Iterator[Condition]:
        for factor in self.factors:
            yield factor.when


@frozen
class Delegated(Amount):
    """`delegated`: the text allows a fine without an amount and leaves it to a lower rule (可以处罚款)."""

    def interval(self, scope: Scope) -> Result:
        return Hole(HoleKind.DELEGATED)


@frozen
class Row:
    """One row of a switch; an amount of None is a gap that the statute itself leaves."""

    when: Condition
    amount: Amount | None


@frozen
class Switch(Amount):
    """`switch` and `by_grade`: the first row that holds, provided none before it is unknown."""

    rows: tuple[Row, ...]

    def interval(self, scope: Scope) -> Result:
        row = self.row(scope.values)
        if isinstance(row, Hole):
            return row
        return Hole(HoleKind.STATUTORY_GAP) if row.amount is None else row.amount.interval(scope)

    def settled(self, values: Values) -> Amount | Hole:
        row = self.row(values)
        if isinstance(row, Hole):
            return row
        return Hole(HoleKind.STATUTORY_GAP) if row.amount is None else row.amount.settled(values)

    def row(self, values: Values) -> Row | Hole:
        """The first row that holds, provided none before it is unknown."""
        for row in self.rows:
            truth = row.when.truth(values)
            if truth is None:
                return Hole(HoleKind.MISSING, row.when.open_terms(values))
            if truth:
                return row
        return Hole(HoleKind.STATUTORY_GAP)

    def parts(self) -> Iterator[Amount]:
        for row in self.rows:
            if row.amount is not None:
                yield row.amount

    def conditions(self) -> Iterator[Condition]:
        for row in self.rows:
            yield row.when
        yield from super().conditions()


@frozen
class Limited(Amount):
    """`cap` and `floor` beside an amount: never above (最高不超过), never below."""

    amount: Amount
    cap: Amount | None = None
    floor: Amount | None = None

    def interval(self, scope: Scope) -> Result:
        inner = self.amount.interval(scope)
        if isinstance(inner, Hole):
            return inner
        for limit, is_cap in ((self.cap, True), (self.floor, False)):
            if limit is None:
                continue
            bound = limit.interval(scope)
            if isinstance(bound, Hole):
                return bound
            inner = _capped(inner, bound) if is_cap else _floored(inner, bound)
        return inner

    def settled(self, values: Values) -> Amount | Hole:
        taken = [part if part is None else part.settled(values) for part in (self.amount, self.cap, self.floor)]
        for part in taken:
            if isinstance(part, Hole):
                return part
        amount, cap, floor = (None if isinstance(part, Hole) else part for part in taken)
        return Limited(amount or self.amount, cap, floor)

    def parts(self) -> Iterator[Amount]:
        for part in (self.amount, self.cap, self.floor):
            if part is not None:
                yield part


@frozen
class Extreme(Amount):
    """`max_of` and `min_of`: the larger (or smaller) of several amounts, bound by bound (五千万元以下或者5%以下)."""

    amounts: tuple[Amount, ...]
    largest: bool = True

    def interval(self, scope: Scope) -> Result:
        found: list[Interval] = []
        holes: list[Hole] = []
        for amount in self.amounts:
            result = amount.interval(scope)
            if isinstance(result, Hole):
                holes.append(result)
            else:
                found.append(result)
        blocking = [hole for hole in holes if hole.kind is not HoleKind.NO_BASE]
        if blocking:
            return Hole(blocking[0].kind, tuple(dict.fromkeys(term for hole in blocking for term in hole.terms)))
        if not found:
            return holes[0]
        whole = found[0]
        for other in found[1:]:
            whole = _larger(whole, other) if self.largest else _smaller(whole, other)
        return whole

    def settled(self, values: Values) -> Amount | Hole:
        taken: list[Amount] = []
        for amount in self.amounts:
            inner = amount.settled(values)
            if isinstance(inner, Hole):
                return inner
            taken.append(inner)
        return Extreme(tuple(taken), self.largest)

    def parts(self) -> Iterator[Amount]:
        yield from self.amounts


def rounded(interval: Interval) -> Interval:
    """The range in whole fen (or days …): bounds go inwards; a point, or a range in which no whole fen lies, is cut down."""
    low, high = interval.low, interval.high
    if (low is None or isinstance(low, int)) and (high is None or isinstance(high, int)):
        return interval
    whole_low, low_closed = (low, interval.low_closed) if low is None or low == int(low) else (ceil(low), True)
    whole_high, high_closed = (high, interval.high_closed) if high is None or high == int(high) else (floor(high), True)
    if whole_low is not None and whole_high is not None and whole_low > whole_high:
        whole_low, low_closed = whole_high, True
    return Interval(
        None if whole_low is None else int(whole_low),
        low_closed,
        None if whole_high is None else int(whole_high),
        high_closed,
    )


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


def exactly(number: Number) -> Range:
    """One fixed amount."""
    return Range(Interval(number, True, number, True))


def always(amount: Amount) -> Row:
    """A row that always holds."""
    return Row(ALWAYS, amount)


def _number(term: str, scope: Scope) -> Number | Hole:
    value = scope.values.get(term)
    if value is None:
        return Hole(HoleKind.MISSING, (term,))
    if value is INDETERMINABLE:
        return Hole(HoleKind.INDETERMINABLE, (term,))
    number: Number = sum(value) if isinstance(value, tuple) else value
    return number


def _tighter(
    one: Number | None, one_closed: bool, other: Number | None, other_closed: bool, *, larger: bool
) -> tuple[Number | None, bool]:
    """The bound that leaves less: of two equal ones the open one."""
    if one is None or other is None:
        return (other, other_closed) if one is None else (one, one_closed)
    if one == other:
        return one, one_closed and other_closed
    return (one, one_closed) if (one > other) is larger else (other, other_closed)


def _capped(inner: Interval, cap: Interval) -> Interval:
    """The range cut at the higher bound of the cap; a fine that begins above it is the cap."""
    top = cap.high
    if top is None:
        return inner
    if inner.high is None or inner.high > top:
        inner = evolve(inner, high=top, high_closed=cap.high_closed)
    if inner.low is not None and inner.low > top:
        inner = evolve(inner, low=top, low_closed=cap.high_closed)
    return inner


def _floored(inner: Interval, floor: Interval) -> Interval:
    """The range lifted to the lower bound of the floor."""
    least = floor.low
    if least is None:
        return inner
    if inner.low is None or inner.low < least:
        inner = evolve(inner, low=least, low_closed=floor.low_closed)
    if inner.high is not None and inner.high < least:
        inner = evolve(inner, high=least, high_closed=floor.low_closed)
    return inner


def _larger(one: Interval, other: Interval) -> Interval:
    low, low_closed = _pick(one.low, one.low_closed, other.low, other.low_closed, larger=True, absent_wins=False)
    high, high_closed = _pick(one.high, one.high_closed, other.high, other.high_closed, larger=True, absent_wins=True)
    return Interval(low, low_closed, high, high_closed)


def _smaller(one: Interval, other: Interval) -> Interval:
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
