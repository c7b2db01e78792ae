"""Does one amount stay inside another for all facts? Decided exactly, or said to be undecided.

Inside a box of cells both amounts are linear in the facts they compute with (the corners of caps, deemed
bases and brackets are cut off as cells of their own), so their difference is decided at the vertices of the
box and along its unbounded rays. Amounts that multiply different facts beyond that are not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise, product
from typing import Final

from attrs import evolve, frozen

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
    Switch,
    Times,
    Weights,
)
from ..cells import Cell
from ..conditions import ALWAYS, Bounded, Condition, Not, joined
from .witness import UNDECIDED, Space, Undecided, Witness, find_case

BOXES: Final = 2_000
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


def rows_taken(amount: Amount) -> Iterator[tuple[Condition, Amount | None]]:
    """Every way of taking the switches of an amount, with the condition under which it is taken."""
    if isinstance(amount, Switch):
        before: list[Condition] = []
        for row in amount.rows:
            here = joined((*(Not(each) for each in before), row.when))
            before.append(row.when)
            if row.amount is None:
                yield here, None
            else:
                for when, taken in rows_taken(row.amount):
                    yield joined((here, when)), taken
        return
    parts = tuple(amount.parts())
    if not any(isinstance(each, Switch) for each in _all_parts(amount)):
        yield ALWAYS, amount
        return
    for chosen in product(*(tuple(rows_taken(part)) for part in parts)):
        when = joined(tuple(condition for condition, _ in chosen))
        given = [part for _, part in chosen if part is not None]
        yield when, _rebuilt(amount, given) if len(given) == len(chosen) else None


def _all_parts(amount: Amount) -> Iterator[Amount]:
    for part in amount.parts():
        yield part
        yield from _all_parts(part)


def _rebuilt(amount: Amount, parts: list[Amount]) -> Amount:
    """The amount with its parts put in place of the old ones, in the order in which it names them."""
    if isinstance(amount, Times):
        return evolve(amount, deemed_at_least=parts[0])
    if isinstance(amount, Per):
        return evolve(amount, rate=parts[0])
    if isinstance(amount, Extreme):
        return evolve(amount, amounts=tuple(parts))
    if isinstance(amount, Limited):
        given = iter(parts)
        return Limited(
            next(given),
            next(given) if amount.cap is not None else None,
            next(given) if amount.floor is not None else None,
        )
    return amount


def _compare(inner: Amount, outer: Amount, context: Condition, space: Space) -> Escape | Undecided | None:
    bases = tuple(dict.fromkeys((*inner.bases(), *outer.bases())))
    one, other = _as_one_product(inner, outer)
    if one is not None and other is not None:
        inner, outer, bases = one, other, tuple(dict.fromkeys((*one.bases(), *other.bases())))
    bent = any(_corners(each) for each in (inner, outer))
    if len(bases) > 1 and (bent or _multiplies(inner) or _multiplies(outer)):
        return UNDECIDED
    boxes = _boxes(bases, inner, outer, context)
    if len(boxes) > BOXES:
        return UNDECIDED
    for box in boxes:
        inside = joined((context, *(_within(term, cell) for term, cell in zip(bases, box, strict=True))))
        case = find_case(inside, space)
        if isinstance(case, Undecided):
            return UNDECIDED
        if case is None:
            continue
        found = _in_box(inner, outer, bases, box)
        if found is not None:
            return Escape({**case, **{term: found.at[term] for term in found.at}}, found.inner, found.outer)
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


def _boxes(bases: tuple[str, ...], inner: Amount, outer: Amount, context: Condition) -> list[tuple[Cell, ...]]:
    """The boxes of the facts computed with: between the constants of the conditions and the corners of the amounts."""
    tests = [test for test in context.tests() if isinstance(test, Bounded)]
    axes = []
    for term in bases:
        points = {bound for test in tests if test.term == term for bound in (test.low, test.high) if bound is not None}
        if len(bases) == 1:
            points |= set(_breaks(term, (inner, outer)))
        axes.append(tuple(_axis(sorted(point for point in points if point > 0))))
    return list(product(*axes)) if bases else [()]


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
        for part in (amount, *_all_parts(amount)):
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
    at: dict[str, Cell]
    inner: Interval
    outer: Interval


def _in_box(inner: Amount, outer: Amount, bases: tuple[str, ...], box: tuple[Cell, ...]) -> _Vertex | None:
    """A vertex of the box, or a point far out on a ray, at which the inner amount leaves the outer."""
    corners = [tuple(_ends(cell)) for cell in box]
    for corner in product(*corners):
        scope = Scope({term: value for term, (value, _) in zip(bases, corner, strict=True)})
        one, other = inner.interval(scope), outer.interval(scope)
        if isinstance(one, Hole) or isinstance(other, Hole):
            continue
        reached = all(inside for _, inside in corner)
        if _leaves(one, other, reached=reached):
            at = {term: Cell(value, value, high=value) for term, (value, _) in zip(bases, corner, strict=True)}
            return _Vertex(at, one, other)
    return None


def _ends(cell: Cell) -> Iterator[tuple[Number, bool]]:
    """The ends of a cell, each with whether it is reached; an unbounded cell is followed far out."""
    low = cell.low or Fraction(1, 10**6)
    yield low, cell.low_closed and bool(cell.low)
    if cell.high is None:
        yield from ((low + far, True) for far in FAR)
    elif cell.high != cell.low:
        yield cell.high, cell.high_closed


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
