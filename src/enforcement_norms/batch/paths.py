"""The paths on which an evaluation with formulas can go: questions asked, answers supposed, what is known by them.

Where the evaluator compares a formula, the comparison is answered from what is known on the path that is walked, or
the path forks. All paths together are a tree of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from itertools import islice
from typing import Any, Final, TypeVar

from attrs import field, frozen

T = TypeVar("T")

Monomial = tuple[str, ...]
"""The columns that are multiplied, sorted; () is the number one."""
Form = tuple[tuple[Monomial, int], ...]
"""A sum of monomials with whole coefficients without common factor, the first positive, without a constant."""

Ranges = Mapping[Form, tuple[int | None, int | None]]
"""Between which whole numbers forms are known to lie."""

PATHS: Final = 4000
"""How many paths one combination may have before it is refused; laws have a handful."""


NEAR: Final = 1000
"""Up to this number a column may be taken number by number: there rounding decides what else the formulas do."""


class Small(ArithmeticError):
    """A column whose small numbers had better be cells of their own."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class TooManyPaths(ArithmeticError):
    """The amounts of one combination of facts fork too often."""


@frozen
class Question:
    """Whether a form is at most a whole number: `12·goods_value ≤ 100000`."""

    form: Form
    at_most: int


@frozen
class Compared:
    """Whether one rounded bound is less than another."""

    left: Rounded
    right: Rounded


Asked = Question | Compared


@frozen
class Rounded:
    """A whole number: numerator and denominator of a polynomial, rounded down after `up` was added."""

    terms: tuple[tuple[Monomial, int], ...]
    denominator: int = 1


@frozen
class Fork:
    """A question and what follows if the answer is yes, and if it is no."""

    asked: Asked
    yes: Any
    no: Any


Tree = Any
"""A `Fork`, or what stands at the end of a path."""


@frozen(eq=False)
class Path:
    """What is known on one path: the ranges of forms, and the answers given."""

    ranges: dict[Form, tuple[int | None, int | None]]
    answers: dict[Asked, bool] = field(factory=dict)
    script: list[bool] = field(factory=list)
    asked: list[Asked] = field(factory=list)

    def at_most(self, form: Form, number: int) -> bool:
        """Whether the form is at most the number, as known, or as this path supposes."""
        low, high = self.range_of(form)
        if high is not None and high <= number:
            return True
        if low is not None and low > number:
            return False
        answer = self._supposed(Question(form, number))
        self.ranges[form] = (low, number) if answer else (number + 1, high)
        return answer

    def only(self, column: str) -> int | None:
        """The one number that a column can have here; None where it can have many.

        Raises:
            Small: where it is so small that the column had better be taken number by number.
        """
        low, high = self.range_of((((column,), 1),))
        if low == high:
            return low
        if high is not None and high <= NEAR:
            raise Small(column)
        return None

    def less(self, left: Rounded, right: Rounded) -> bool:
        """Whether one rounded bound is less than another, as this path supposes."""
        asked = Compared(left, right)
        if self.answers.get(Compared(right, left)):
            return False
        if asked not in self.answers:
            self.answers[asked] = self._supposed(asked)
        return self.answers[asked]

    def _supposed(self, asked: Asked) -> bool:
        place = len(self.asked)
        self.asked.append(asked)
        if place == len(self.script):
            self.script.append(True)
        return self.script[place]

    def range_of(self, form: Form) -> tuple[int | None, int | None]:
        """What is known of a form, and what follows from what is known of its monomials."""
        low, high = self.ranges.get(form, (None, None))
        least: int | None = 0
        most: int | None = 0
        for monomial, factor in form:
            ends = self._of_monomial(monomial)
            below, above = ends if factor > 0 else (ends[1], ends[0])
            least = None if least is None or below is None else least + factor * below
            most = None if most is None or above is None else most + factor * above
        low = least if low is None else low if least is None else max(low, least)
        high = most if high is None else high if most is None else min(high, most)
        return low, high

    def _of_monomial(self, monomial: Monomial) -> tuple[int, int | None]:
        known, high = self.ranges.get(((monomial, 1),), (0, None))
        low = known or 0
        if len(monomial) == 1:
            return low, high
        least, most = 1, high
        product: int | None = 1
        for variable in monomial:
            below, above = self._of_monomial((variable,))
            least *= below
            product = None if product is None or above is None else product * above
        if product is not None:
            most = product if high is None else min(high, product)
        return max(low, least), most


_walking: ContextVar[Path] = ContextVar("enforcement_norms_path")


def walked(ranges: Ranges, run: Callable[[], T]) -> Iterator[tuple[Path, T]]:
    """Every path on which `run` can go within the known ranges, yes before no, with what it returns there."""
    script: list[bool] = []
    for _count in range(PATHS):
        path = Path(dict(ranges), script=script)
        token = _walking.set(path)
        try:
            result = run()
        finally:
            _walking.reset(token)
        yield path, result
        while script and not script[-1]:
            script.pop()
        if not script:
            return
        script = [*script[:-1], False]
    raise TooManyPaths


def unasked(ranges: Ranges, run: Callable[[], T]) -> T | None:
    """What `run` returns where the known ranges answer all that it asks, so that it returns that on every path."""
    found = list(islice(walked(ranges, run), 1))
    return None if found[0][0].asked else found[0][1]


def tree_of(paths: list[tuple[list[Asked], list[bool], T]]) -> Tree:
    """The paths, in the order in which they were walked, as one tree of questions."""
    (asked, _, result), *others = paths
    if not others and not asked:
        return result
    yes = [(one[1:], way[1:], end) for one, way, end in paths if way[0]]
    no = [(one[1:], way[1:], end) for one, way, end in paths if not way[0]]
    return Fork(asked[0], tree_of(yes), tree_of(no))


def walking() -> Path:
    """The path that is walked now."""
    return _walking.get()
