"""Where conditions cut numbers and dates: the last values of cells, and the columns of list facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import ceil, floor
from typing import Any, Final

from ..amounts import Number
from ..compiler import (
    domain_of_fact,
)
from ..conditions import Bounded, OneOf, Test
from ..model.facts import Fact, FactKind

INDETERMINABLE: Final = "indeterminable:"
IMPOSED: Final = "imposed:"
SUM: Final = "sum:"
IN: Final = "in:"


def list_columns(fact: Fact, tests: Iterable[Test]) -> dict[str, Any]:
    """The columns of a list fact, each with a value of the cell whose elements it counts."""
    domain = domain_of_fact(fact).items
    if domain is None:
        return {}
    if fact.items is FactKind.ENUM:
        return {f"{IN}{fact.id}:{value}": value for value in fact.values}
    cuts = whole_cuts(tuple(tests))
    lows = (0, *(cut + 1 for cut in cuts))
    ends = (*(str(cut) for cut in cuts), "")
    return {f"{IN}{fact.id}:{low}..{end}": low for low, end in zip(lows, ends, strict=True)}


def whole_cuts(tests: Iterable[Test], scale: int = 1, *, zero: bool = False) -> tuple[int, ...]:
    """The last whole numbers, in parts of `scale`, of all cells but the last."""
    found = {0} if zero else set()
    for test in tests:
        if isinstance(test, Bounded):
            if test.low is not None:
                found.add(_under(test.low * scale, itself=not test.low_closed))
            if test.high is not None:
                found.add(_under(test.high * scale, itself=test.high_closed))
        elif isinstance(test, OneOf):
            for value in test.values:
                found |= {_under(value * scale, itself=False), _under(value * scale, itself=True)}
    return tuple(sorted(cut for cut in found if cut >= 0))


def _under(bound: Number, *, itself: bool) -> int:
    return floor(bound) if itself else ceil(bound) - 1


def constants(tests: Iterable[Test]) -> Iterator[Any]:
    """The constants with which tests compare."""
    for test in tests:
        if isinstance(test, Bounded):
            yield from (bound for bound in (test.low, test.high) if bound is not None)
        elif isinstance(test, OneOf):
            yield from test.values


def dates(tests: Iterable[Test]) -> set[date]:
    """The days with which tests compare."""
    return set(constants(tests))


def beside(cut: date) -> tuple[date, date]:
    """The first days of the cells that a day and the next begin."""
    return cut, cut + timedelta(days=1)
