"""Does one amount stay inside another for all facts? Decided exactly, or said to be undecided.

Inside a box of cells both amounts are linear in the facts they compute with (the corners of caps, deemed
bases and brackets are cut off as cells of their own), so their difference is decided at the vertices of the
box and along its unbounded rays. Amounts that multiply different facts beyond that are not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import ceil, floor
from typing import Any, Final

from attrs import frozen

from ..amounts import (
    Amount,
    Brackets,
    Extreme,
    Hole,
    Interval,
    Limited,
    Number,
    Per,
    Range,
    Scope,
    Share,
    Times,
    Weights,
)
from ..cells import Cell, DomainKind
from ..conditions import Bounded, Condition, joined
from .taking import all_parts, rows_taken
from .witness import UNDECIDED, Space, Undecided, Witness, find_case

BOXES: Final = 2_000
NEAR: Final = 200
"""How often the way to a corner that is only approached is halved: nearer than any constant of a pack could matter."""
TINY: Final = Fraction(1, 10**6)
"""As good as nothing, where a base of nothing is none."""
FAR: Final = (10**6, 10**12, 10**40)
"""How far along an unbounded ray is looked: the last is beyond where any constant of a pack could matter."""


@frozen
class Escape:
    """A case in which the inner amount leaves the outer one: the case, and both ranges there."""

    witness: Witness
    inner: Interval
    outer: Interval


def escape(inner: Amount, outer: Amount, context: Condition, space: Space) -> Escape | Undecided | None:
    """A case in the context in which `inner` leaves `outer`; None where it never does; UNDECIDED past the budget."""
    undecided = False
    for outer_when, outer_taken in rows_taken(outer):
        for inner_when, inner_taken in rows_taken(inner):
            if isinstance(inner_taken, Share | Weights) or inner_taken is None or outer_taken is None:
                continue
            found = _compare(inner_taken, outer_taken, joined((context, outer_when, inner_when)), space)
            if isinstance(found, Escape):
                return found
            undecided |= isinstance(found, Undecided)
    return UNDECIDED if undecided else None


def _compare(inner: Amount, outer: Amount, context: Condition, space: Space) -> Escape | Undecided | None:
    bases = tuple(dict.fromkeys((*inner.bases(), *outer.bases())))
    one, other = _as_one_product(inner, outer)
    if one is not None and other is not None:
        inner, outer, bases = one, other, tuple(dict.fromkeys((*one.bases(), *other.bases())))
    bent = any(_corners(each) for each in (inner, outer))
    if len(bases) > 1 and (bent or _multiplies(inner) or _multiplies(outer)):
        return UNDECIDED
    boxes = _boxes(bases, inner, outer, context, space)
    if len(boxes) > BOXES:
        return UNDECIDED
    for box in boxes:
        inside = joined((context, *(_within(term, cell) for term, cell in zip(bases, box, strict=True))))
        case = find_case(inside, space)
        if isinstance(case, Undecided):
            return UNDECIDED
        if case is None:
            continue
        found = _in_box(inner, outer, dict(zip(bases, box, strict=True)), space)
        if found is not None:
            return Escape({**case, **found.cells}, found.inner, found.outer)
    return None


def _as_one_product(inner: Amount, outer: Amount) -> tuple[Amount | None, Amount | None]:
    """Two rates on the same counts: compared as rates, one count standing for the product."""
    if isinstance(inner, Per) and isinstance(outer, Per) and sorted(inner.units) == sorted(outer.units):
        one = (min(inner.units),)
        return Per(inner.rate, one), Per(outer.rate, one)
    return None, None


def _multiplies(amount: Amount) -> bool:
    """Whether it multiplies facts with each other."""
    if isinstance(amount, Per) and (len(amount.units) > 1 or tuple(amount.rate.bases())):
        return True
    return any(_multiplies(part) for part in amount.parts())


def _corners(amount: Amount) -> bool:
    """Whether it bends: caps, floors, larger and smaller of, brackets, deemed bases."""
    bends = isinstance(amount, Limited | Extreme | Brackets) or (
        isinstance(amount, Times) and amount.deemed_at_least is not None
    )
    return bends or any(_corners(part) for part in amount.parts())


def _boxes(
    bases: tuple[str, ...], inner: Amount, outer: Amount, context: Condition, space: Space
) -> list[tuple[Cell, ...]]:
    """The boxes of the facts computed with: between the constants of the conditions and the corners of the amounts."""
    tests = [test for test in context.tests() if isinstance(test, Bounded)]
    axes = []
    for term in bases:
        points = {bound for test in tests if test.term == term for bound in (test.low, test.high) if bound is not None}
        if len(bases) == 1:
            points |= set(_breaks(term, (inner, outer)))
        if _whole(term, space):
            points = {whole for point in points for whole in (floor(point), ceil(point))}
        axes.append(tuple(_axis(sorted(point for point in points if point > 0))))
    return list(product(*axes)) if bases else [()]


def _whole(term: str, space: Space) -> bool:
    """Whether a fact has whole values only (分、人、天)."""
    return space.domain_of(term).kind is DomainKind.WHOLE


def _axis(points: list[Number]) -> Iterator[Cell]:
    """The cells of a base: points and what lies between them; nothing is no base."""
    before: Number = 0
    for point in points:
        yield Cell(Fraction(before + point) / 2, before, False, point, False)
        yield Cell(point, point, True, point, True)
        before = point
    yield Cell(before + 1, before, low_closed=False)


def _within(term: str, cell: Cell) -> Bounded:
    return Bounded(term, cell.low, cell.low_closed, cell.high, cell.high_closed)


def _breaks(term: str, amounts: Iterable[Amount]) -> Iterator[Number]:
    """Where linear pieces of the amounts can meet: crossings of any two pieces, edges of brackets, deemed bases."""
    lines: set[tuple[Number, Number]] = set()
    for amount in amounts:
        for part in (amount, *all_parts(amount)):
            if isinstance(part, Brackets):
                yield from (edge for band in part.bands for edge in (band.above, band.up_to) if edge is not None)
            if isinstance(part, Times) and isinstance(part.deemed_at_least, Range):
                yield from (each for each in (part.deemed_at_least.bounds.low,) if each is not None)
            lines |= set(_lines(part, term))
    for (slope, start), (other_slope, other_start) in combinations(lines, 2):
        if slope != other_slope:
            crossing = Fraction(other_start - start) / (slope - other_slope)
            if crossing > 0:
                yield int(crossing) if crossing.denominator == 1 else crossing


def _lines(amount: Amount, term: str) -> Iterator[tuple[Number, Number]]:
    """The straight lines (slope, start) of which the bounds of a simple amount consist."""
    if isinstance(amount, Range):
        yield from ((0, bound) for bound in (amount.bounds.low, amount.bounds.high) if bound is not None)
    if isinstance(amount, Times | Per | Brackets):
        edges = (
            sorted({edge for band in amount.bands for edge in (band.above, band.up_to) if edge})
            if isinstance(amount, Brackets)
            else []
        )
        points = [0, *edges, (edges[-1] if edges else 0) + 1, (edges[-1] if edges else 0) + 2]
        for left, right in pairwise(points):
            yield from _through(amount, term, left, right)


def _through(amount: Amount, term: str, left: Number, right: Number) -> Iterator[tuple[Number, Number]]:
    at_left, at_right = (amount.interval(Scope({term: point or Fraction(1, 10**9)})) for point in (left, right))
    if isinstance(at_left, Interval) and isinstance(at_right, Interval):
        width = right - (left or Fraction(1, 10**9))
        for low, high in ((at_left.low, at_right.low), (at_left.high, at_right.high)):
            if low is not None and high is not None:
                slope = Fraction(high - low) / width
                yield slope, high - slope * right


@frozen
class _Vertex:
    at: dict[str, Number]
    inner: Interval
    outer: Interval

    @property
    def cells(self) -> dict[str, Cell]:
        """The point as a witness shows it."""
        return {term: Cell(value, value, high=value) for term, value in self.at.items()}


def _in_box(inner: Amount, outer: Amount, box: Mapping[str, Cell], space: Space) -> _Vertex | None:
    """A case in the box in which the inner amount leaves the outer: looked for at its vertices and far out on its rays."""
    ends = [tuple(_ends(cell, whole=_whole(term, space))) for term, cell in box.items()]
    for corner in product(*ends):
        reached = all(inside for _, inside in corner)
        found = _vertex(inner, outer, {term: end for term, (end, _) in zip(box, corner, strict=True)}, reached=reached)
        if found is not None:
            return found if reached else _approached(inner, outer, found, box)
    return None


def _vertex(inner: Amount, outer: Amount, at: Mapping[str, Number], *, reached: bool) -> _Vertex | None:
    """The ranges at one point, where the inner one leaves the outer."""
    one, other = inner.interval(Scope(at)), outer.interval(Scope(at))
    if isinstance(one, Hole) or isinstance(other, Hole) or not _leaves(one, other, reached=reached):
        return None
    return _Vertex(dict(at), one, other)


def _approached(inner: Amount, outer: Amount, corner: _Vertex, box: Mapping[str, Cell]) -> _Vertex | None:
    """A point of the box itself so near to a corner outside it that the range is left there too."""
    for halvings in range(1, NEAR):
        part = Fraction(1, 2**halvings)
        near = {term: corner.at[term] + (_inside(cell) - corner.at[term]) * part for term, cell in box.items()}
        found = _vertex(inner, outer, near, reached=True)
        if found is not None:
            return found
    return None


def _inside(cell: Cell) -> Number:
    """A value in a cell of numbers."""
    value: Any = cell.value
    number: Number = value
    return number


def _ends(cell: Cell, *, whole: bool) -> Iterator[tuple[Number, bool]]:
    """The ends of a cell, each with whether it is reached; an unbounded cell is followed far out.

    Of whole numbers the ends are the first and the last that lie in the cell (no case lies in an empty one).
    """
    low, high = cell.low or 0, cell.high
    low_reached = cell.low_closed and bool(cell.low)
    if whole:
        low = low if low_reached else low + 1
        high = high if high is None or cell.high_closed else high - 1
        low_reached = True
    yield low or TINY, low_reached
    if high is None:
        yield from ((low + far, True) for far in FAR)
    elif high != low:
        yield high, whole or cell.high_closed


def _leaves(inner: Interval, outer: Interval, *, reached: bool) -> bool:
    """Whether a range leaves another; at a point that is only approached, touching is no leaving."""
    if outer.low is not None and outer.low != 0:
        if inner.low is None or inner.low < outer.low:
            return True
        if reached and inner.low == outer.low and inner.low_closed and not outer.low_closed:
            return True
    if outer.high is None:
        return False
    if inner.high is None or inner.high > outer.high:
        return True
    return reached and inner.high == outer.high and inner.high_closed and not outer.high_closed
