"""The closed vocabulary of conditions, three-valued: holds, fails, unknown.

Every condition is built of tests on one *term* each. A term is a fact (`goods_value`), a fact of the party
or of a responsible person (`party.age`, `person.income_last_year`), an official's judgement
(`judged:vile_nature`), an established circumstance (`circumstance:voluntary_remedy`) or the count of past
events (`count:…`). Values come as a mapping from term to value; a term that is not in it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

from attrs import frozen

JUDGED: Final = "judged:"
CIRCUMSTANCE: Final = "circumstance:"
COUNT: Final = "count:"
PERSON: Final = "person."


class Indeterminable(Enum):
    """A value that cannot be found out (无法查证、无法计算): neither unknown nor zero."""

    INDETERMINABLE = "indeterminable"

    def __str__(self) -> str:
        return self.value


INDETERMINABLE: Final = Indeterminable.INDETERMINABLE

Scalar = Any
"""Money in fen, numbers and durations (in the unit of the fact) as int, ratios as Fraction, choices as str or bool, dates."""
Value = Scalar | Indeterminable | tuple[Scalar, ...]
"""A list fact is a tuple: a test on it asks for any element."""
Values = Mapping[str, Value]


class Condition:
    """Something that holds, fails or is unknown for the values of a case."""

    __slots__ = ()

    def truth(self, values: Values) -> bool | None:
        """True where it holds, False where it fails, None where an unknown term decides."""
        raise TypeError(type(self).__name__)

    def tests(self) -> Iterator[Test]:
        """All tests it is built of, in order."""
        raise TypeError(type(self).__name__)

    def terms(self) -> Iterator[str]:
        """All terms it names, in order, repeated where it repeats them."""
        for test in self.tests():
            yield test.term

    def open_terms(self, values: Values) -> tuple[str, ...]:
        """The unknown terms on which the truth hangs, in order of their writing; empty where it is settled."""
        raise TypeError(type(self).__name__)


class Test(Condition):
    """A condition on one term."""

    __slots__ = ()
    term: str

    def of(self, value: Scalar) -> bool:
        """Whether it holds for one known value."""
        raise TypeError(type(self).__name__)

    def truth(self, values: Values) -> bool | None:
        value = values.get(self.term)
        if value is None:
            return None
        if value is INDETERMINABLE:
            return False
        if isinstance(value, tuple):
            return any(self.of(element) for element in value)
        return self.of(value)

    def tests(self) -> Iterator[Test]:
        yield self

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return (self.term,) if values.get(self.term) is None else ()


@frozen
class Bounded(Test):
    """`fact: {at_least | above | at_most | below: x}` (以上、超过、以下、不满); `exactly` is both ends closed."""

    term: str
    low: Scalar | None = None
    low_closed: bool = True
    high: Scalar | None = None
    high_closed: bool = True

    def of(self, value: Scalar) -> bool:
        low, high = self.low, self.high
        if low is not None and (value < low or (value == low and not self.low_closed)):
            return False
        return high is None or value < high or (value == high and self.high_closed)


@frozen
class OneOf(Test):
    """`fact: value` or `fact: [values]`: the term is one of the values."""

    term: str
    values: tuple[Scalar, ...]

    def of(self, value: Scalar) -> bool:
        return value in self.values


@frozen
class CannotBeFound(Test):
    """`fact: indeterminable` (无法查证、无法计算)."""

    term: str

    def truth(self, values: Values) -> bool | None:
        value = values.get(self.term)
        return None if value is None else value is INDETERMINABLE


@frozen
class All(Condition):
    """Every one holds; what stands side by side in a map is joined so. Of nothing: always."""

    items: tuple[Condition, ...]

    def truth(self, values: Values) -> bool | None:
        result: bool | None = True
        for item in self.items:
            truth = item.truth(values)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    def tests(self) -> Iterator[Test]:
        for item in self.items:
            yield from item.tests()

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return _open_of(self, self.items, values)


@frozen
class AnyOf(Condition):
    """At least one holds (有下列情形之一)."""

    items: tuple[Condition, ...]

    def truth(self, values: Values) -> bool | None:
        result: bool | None = False
        for item in self.items:
            truth = item.truth(values)
            if truth:
                return True
            if truth is None:
                result = None
        return result

    def tests(self) -> Iterator[Test]:
        for item in self.items:
            yield from item.tests()

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return _open_of(self, self.items, values)


@frozen
class Not(Condition):
    """The other does not hold."""

    item: Condition

    def truth(self, values: Values) -> bool | None:
        truth = self.item.truth(values)
        return None if truth is None else not truth

    def tests(self) -> Iterator[Test]:
        yield from self.item.tests()

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return self.item.open_terms(values)


@frozen
class AtLeastOf(Condition):
    """At least so many of them hold (有两项以上情形)."""

    count: int
    items: tuple[Condition, ...]

    def truth(self, values: Values) -> bool | None:
        truths = [item.truth(values) for item in self.items]
        sure = truths.count(True)
        if sure >= self.count:
            return True
        return False if sure + truths.count(None) < self.count else None

    def tests(self) -> Iterator[Test]:
        for item in self.items:
            yield from item.tests()

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return _open_of(self, self.items, values)


@frozen
class Defined(Condition):
    """`defined: id`: a term that an instrument defines (情节严重), with the condition that it gives."""

    id: str
    condition: Condition

    def truth(self, values: Values) -> bool | None:
        return self.condition.truth(values)

    def tests(self) -> Iterator[Test]:
        yield from self.condition.tests()

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return self.condition.open_terms(values)


@frozen
class GradeIs(Condition):
    """`grade: {id: level}`: a graded consequence (事故等级) has one of the levels; the first level that holds counts."""

    id: str
    levels: tuple[str, ...]
    scale: tuple[tuple[str, Condition], ...]

    def truth(self, values: Values) -> bool | None:
        possible = set()
        for level, condition in self.scale:
            truth = condition.truth(values)
            if truth is not False:
                possible.add(level)
            if truth:
                break
        if possible <= set(self.levels):
            return bool(possible)
        return None if possible & set(self.levels) else False

    def tests(self) -> Iterator[Test]:
        for _, condition in self.scale:
            yield from condition.tests()

    def open_terms(self, values: Values) -> tuple[str, ...]:
        return _open_of(self, tuple(condition for _, condition in self.scale), values)


def _open_of(whole: Condition, items: tuple[Condition, ...], values: Values) -> tuple[str, ...]:
    """The open terms of the parts, where the whole is open; each once."""
    if whole.truth(values) is not None:
        return ()
    return tuple(dict.fromkeys(term for item in items for term in item.open_terms(values)))


ALWAYS: Final = All(())
NEVER: Final = AnyOf(())


def judged(key: str) -> OneOf:
    """`judged: key`: an official has judged so."""
    return OneOf(JUDGED + key, (True,))


def circumstance(id_: str) -> OneOf:
    """`circumstance: id`: a circumstance (情节) is established."""
    return OneOf(CIRCUMSTANCE + id_, (True,))


def count(term: str, *, at_least: int | None = None, above: int | None = None) -> Bounded:
    """`count: {…}`: past events in the window of the term, so many or more than so many."""
    return Bounded(term, above if at_least is None else at_least, low_closed=at_least is not None)


def failing(condition: Condition, values: Values) -> tuple[str, ...]:
    """The terms of the parts that fail, where a condition fails; each once."""
    parts = condition.items if isinstance(condition, All) else (condition,)
    return tuple(dict.fromkeys(term for part in parts if part.truth(values) is False for term in part.terms()))


def joined(conditions: tuple[Condition, ...]) -> Condition:
    """One condition that holds where all do."""
    kept = tuple(item for item in conditions if item != ALWAYS)
    return kept[0] if len(kept) == 1 else All(kept)
