"""Amounts that the law writes outright: ranges, multiples, rates, brackets, scales, shares, weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, field, frozen

from ..conditions import INDETERMINABLE, Condition, Values
from .intervals import Hole, HoleKind, Interval, Limits, Number, Result


@frozen
class Scope:
    """What an amount may look at: values of the case, fines already imposed, the range of another measure.

    `span` is the statutory range that a share cuts; `range_of` gives the statutory range of a measure by id.
    """

    values: Values
    imposed: Mapping[str, Number] = field(factory=dict)
    span: Result | None = None
    range_of: Callable[[str], Result] | None = None


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
            top: Number = measured if band.up_to is None else min(measured, band.up_to)
            part: Number = max(top - band.above, 0) * factor
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
        total = self._total(scope.values)
        if isinstance(total, Hole):
            return total
        share: Number = min(total, Fraction(1))
        least: Number = span.low or 0
        amount: Number = max(share * span.high, least)
        return Interval(amount, True, amount, True)

    def settled(self, values: Values) -> Amount | Hole:
        total = self._total(values)
        return total if isinstance(total, Hole) else Weights(total, ())

    def _total(self, values: Values) -> Fraction | Hole:
        """The starting share with the weights that hold, or the unknown terms on which some hang."""
        total = self.start
        missing: list[str] = []
        for factor in self.factors:
            truth = factor.when.truth(values)
            if truth is None:
                missing += factor.when.open_terms(values)
            elif truth:
                total += factor.weight
        return Hole(HoleKind.MISSING, tuple(dict.fromkeys(missing))) if missing else total

    def conditions(self) -> Iterator[Condition]:
        for factor in self.factors:
            yield factor.when


@frozen
class Delegated(Amount):
    """`delegated`: the text allows a fine without an amount and leaves it to a lower rule (可以处罚款)."""

    def interval(self, scope: Scope) -> Result:
        return Hole(HoleKind.DELEGATED)


def _number(term: str, scope: Scope) -> Number | Hole:
    value = scope.values.get(term)
    if value is None:
        return Hole(HoleKind.MISSING, (term,))
    if value is INDETERMINABLE:
        return Hole(HoleKind.INDETERMINABLE, (term,))
    number: Number = sum(value) if isinstance(value, tuple) else value
    return number
