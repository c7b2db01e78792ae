"""Cells: the finitely many cases that conditions can tell apart.

Conditions compare one term with constants, so the constants cut the values of a term into cells, and no
condition can tell two values of a cell apart. A cell has a representative value, a concrete witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from attrs import frozen

from .conditions import INDETERMINABLE, Bounded, CannotBeFound, OneOf, Scalar, Test, Value


class DomainKind(StrEnum):
    """What values a term can have at all."""

    WHOLE = "whole"
    """Whole numbers from 0: money in fen, counts, durations."""
    RATIO = "ratio"
    """Exact fractions from 0."""
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    """Several values of a simpler domain."""


@frozen
class Domain:
    """The values that a term can have: a kind, the choices of an enum, the domain of the elements of a list."""

    kind: DomainKind
    choices: tuple[Scalar, ...] = ()
    items: Domain | None = None


WHOLE: Final = Domain(DomainKind.WHOLE)
RATIO: Final = Domain(DomainKind.RATIO)
DATE: Final = Domain(DomainKind.DATE)
BOOLEAN: Final = Domain(DomainKind.CHOICE, (True, False))


@frozen
class Cell:
    """One cell of a term: a representative, and the bounds of the cell where its values are numbers."""

    value: Value
    low: Any = None
    low_closed: bool = True
    high: Any = None
    high_closed: bool = True


def cells(domain: Domain, tests: Iterable[Test], *, zero: bool = False) -> tuple[Cell, ...]:
    """All cells that the tests on one term can tell apart, in order of their values.

    `zero` cuts off the value zero as a cell of its own (a base of nothing gives no fine).
    """
    tests = tuple(tests)
    extra = (Cell(INDETERMINABLE),) if any(isinstance(test, CannotBeFound) for test in tests) else ()
    if domain.kind is DomainKind.CHOICE:
        return tuple(Cell(choice) for choice in domain.choices) + extra
    if domain.kind is DomainKind.LIST:
        inner = cells(domain.items or WHOLE, tests)
        return tuple(Cell(chosen) for chosen in _subsets([cell.value for cell in inner])) + extra
    return tuple(_ordered(domain, sorted(cuts(tests)), zero=zero)) + extra


def cuts(tests: Iterable[Test]) -> set[Any]:
    """The constants with which the tests compare."""
    found: set[Any] = set()
    for test in tests:
        if isinstance(test, Bounded):
            found |= {bound for bound in (test.low, test.high) if bound is not None}
        elif isinstance(test, OneOf):
            found |= set(test.values)
    return found


def cells_by_term(
    domains: Mapping[str, Domain], tests: Iterable[Test], bases: Iterable[str] = ()
) -> dict[str, tuple[Cell, ...]]:
    """The cells of every term that is tested or computed with, by term, in order of first mention."""
    grouped: dict[str, list[Test]] = {}
    for test in tests:
        grouped.setdefault(test.term, []).append(test)
    computed = set(bases)
    for base in computed:
        grouped.setdefault(base, [])
    return {term: cells(domains[term], of_term, zero=term in computed) for term, of_term in grouped.items()}


def _ordered(domain: Domain, points: list[Any], *, zero: bool) -> Iterator[Cell]:
    least: Any = None if domain.kind is DomainKind.DATE else 0
    points = [point for point in points if least is None or point >= least]
    if zero and domain.kind is not DomainKind.DATE and 0 not in points:
        points.insert(0, 0)
    before, closed = least, True
    for point in points:
        gap = _between(domain, before, point, low_closed=closed)
        if gap is not None:
            yield gap
        yield Cell(point, point, True, point, True)
        before, closed = point, False
    yield _beyond(domain, before, low_closed=closed)


def _between(domain: Domain, low: Any, high: Any, *, low_closed: bool) -> Cell | None:
    """The open cell below `high`, or None where no value lies in it."""
    if domain.kind is DomainKind.DATE:
        if low is None:
            return Cell(high - timedelta(days=1), None, True, high, False)
        inside = low + timedelta(days=1)
        return Cell(inside, low, False, high, False) if inside < high else None
    if low_closed and low < high:
        return Cell(low, low, True, high, False)
    if domain.kind is DomainKind.RATIO:
        return Cell(Fraction(low + high) / 2, low, False, high, False) if low < high else None
    return Cell(low + 1, low, False, high, False) if low + 1 < high else None


def _beyond(domain: Domain, low: Any, *, low_closed: bool) -> Cell:
    """The last cell, open upwards."""
    if domain.kind is DomainKind.DATE:
        if low is None:
            return Cell(date(2000, 1, 1))
        return Cell(low + timedelta(days=1), low, False)
    return Cell(low if low_closed else low + 1, low, low_closed)


def _subsets(values: list[Any]) -> Iterator[tuple[Any, ...]]:
    """All non-empty choices of cells among which the elements of a list may lie."""
    for size in range(1, len(values) + 1):
        yield from combinations(values, size)
