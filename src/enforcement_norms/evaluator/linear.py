"""Bounds as straight lines of one fact: what a shared verdict keeps instead of numbers.

An amount computed with a `Line` in place of a fact gives its bounds as lines (13倍货值金额), where it is a line at
all; anything that would have to compare (a cap, a deemed base) raises NotALine, and is computed case by case.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..amounts import Interval, Number


class NotALine(ArithmeticError):
    """The amount bends or multiplies facts, so that it is no straight line of one fact."""


class Line:
    """`slope` times a fact plus `start`."""

    __slots__ = ("slope", "start", "term")

    def __init__(self, term: str, slope: Number = 1, start: Number = 0) -> None:
        self.term, self.slope, self.start = term, slope, start

    def __add__(self, other: Any) -> Line:
        if isinstance(other, Line):
            if other.term != self.term:
                raise NotALine
            return Line(self.term, self.slope + other.slope, self.start + other.start)
        return Line(self.term, self.slope, self.start + other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Line:
        return self.__add__(other * -1)

    def __rsub__(self, other: Any) -> Line:
        return self.__mul__(-1).__add__(other)

    def __mul__(self, factor: Any) -> Line:
        if isinstance(factor, Line):
            raise NotALine
        return Line(self.term, self.slope * factor, self.start * factor)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Line):
            return False
        return (self.term, self.slope, self.start) == (other.term, other.slope, other.start)

    def __hash__(self) -> int:
        return hash((self.term, self.slope, self.start))

    def _compared(self, other: Any) -> bool:
        raise NotALine

    __lt__ = __le__ = __gt__ = __ge__ = _compared

    def over_one_denominator(self) -> tuple[int, int, int]:
        """Numerators of slope and start, and their common denominator: all whole numbers."""
        slope, start = Fraction(self.slope), Fraction(self.start)
        common = Fraction(slope.denominator * start.denominator)
        return int(slope * common), int(start * common), int(common)


def line_of(interval: Interval | None) -> Line | None:
    """The first bound of the interval that is a line, if any."""
    bounds: tuple[Any, ...] = () if interval is None else (interval.low, interval.high)
    return next((each for each in bounds if isinstance(each, Line)), None)


Bound = tuple[int, int, int]


def bound(value: Any) -> Bound | None:
    """A bound, line or number, as whole numerators over one denominator; None where it is absent."""
    if value is None:
        return None
    line = value if isinstance(value, Line) else Line("", 0, value)
    return line.over_one_denominator()
