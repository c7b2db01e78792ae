"""Amounts made of others: by cases, with caps and floors, the larger or smaller of several."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..conditions import ALWAYS, Condition, Values
from .intervals import Hole, HoleKind, Interval, Number, Result, capped, floored, larger, smaller
from .plain import Amount, Range, Scope


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
            inner = capped(inner, bound) if is_cap else floored(inner, bound)
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
            whole = larger(whole, other) if self.largest else smaller(whole, other)
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


def exactly(number: Number) -> Range:
    """One fixed amount."""
    return Range(Interval(number, True, number, True))


def always(amount: Amount) -> Row:
    """A row that always holds."""
    return Row(ALWAYS, amount)
