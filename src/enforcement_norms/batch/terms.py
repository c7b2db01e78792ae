"""What a row says, cut into finitely many cells: one whole number a term, by which equal rows share one verdict.

Every term gives an index: 0 unknown (NULL), 1 and up its cells in order, then one for what cannot be found out
(无法查证), then one for a value that no case can have. Conditions compare one term with constants, so no condition
can tell two values of a cell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from ..conditions import INDETERMINABLE
from ..model.case import Assertion, PartyKind
from .drafts import Draft
from .source import LARGEST, Source

BEYOND = 2
"""After the cells of a term come two more: not to be found out, and impossible."""


@frozen
class Term:
    """Something a row says of the case: `name` for people, `size` how many cells known values have."""

    name: str
    size: int
    flagged: bool = field(default=False, kw_only=True)
    """Whether rows can say that it cannot be found out."""

    @property
    def indices(self) -> int:
        """How many indices there are: unknown, the cells, not to be found out, impossible."""
        return self.size + 1 + BEYOND

    @property
    def impossible(self) -> int:
        """The index of a value that no case can have."""
        return self.size + BEYOND

    def index(self, source: Source) -> Any:
        """The index as an Ibis expression."""
        raise TypeError(type(self).__name__)

    def say(self, draft: Draft, index: int) -> None:
        """Write into the draft what rows of this index say."""
        raise TypeError(type(self).__name__)

    def possible(self) -> Sequence[int]:
        """The indices that rows of a case can have."""
        return range(self.size + (2 if self.flagged else 1))


@frozen
class DayTerm(Term):
    """The day of the act or of the decision, among the days on which the law changes."""

    days: tuple[date, ...]
    earliest: date
    decision: bool = False

    def day(self, source: Source) -> Any:
        """The day itself."""
        return source.decided_on if self.decision else source.act_on

    def index(self, source: Source) -> Any:
        return source.steps(self.day(source), self.days)

    def say(self, draft: Draft, index: int) -> None:
        first = self.earliest if index == 1 else self.days[index - 2]
        if self.decision:
            draft.decided_on = first
        else:
            draft.act_on = first

    def possible(self) -> Sequence[int]:
        return range(1, self.size + 1)


@frozen
class PlaceTerm(Term):
    """The most specific division in which the case lies and of which the law of the violation knows."""

    places: tuple[str, ...]

    def index(self, source: Source) -> Any:
        return source.places(self.places)

    def say(self, draft: Draft, index: int) -> None:
        draft.jurisdiction = self.places[index - 1]

    def possible(self) -> Sequence[int]:
        return range(1, self.size + 1)


@frozen
class NumberTerm(Term):
    """A number cut at the constants with which conditions compare it; a symbol where amounts compute with it.

    `cuts` are the last whole numbers of all cells but the last; the column counts in parts of `scale`.
    """

    column: str
    cuts: tuple[int, ...]
    scale: int = 1
    symbol: bool = False
    listed: bool = False
    imposed: bool = False
    near: int = 0
    """Up to which number every number is a cell of its own (then the first cuts are these numbers)."""

    def index(self, source: Source) -> Any:
        import ibis

        number = source.number(self.column)
        rows = [(number.isnull(), ibis.literal(0, "int16")), (number < 0, ibis.literal(self.impossible, "int16"))]
        if self.near:
            rows.append((number <= self.near, (number + 1).cast("int16")))
        cuts = [(at, cut) for at, cut in enumerate(self.cuts, 1) if not self.near or cut > self.near]
        rows += [(number <= cut, ibis.literal(at, "int16")) for at, cut in cuts]
        found = ibis.cases(*rows, else_=ibis.literal(self.size, "int16"))
        return source.unless_indeterminable(self.name, found, self.size + 1)

    def bounds(self, index: int) -> tuple[int, int]:
        """The least and the greatest number of a cell; no row has one beyond the largest that is taken."""
        low = 0 if index == 1 else self.cuts[index - 2] + 1
        return low, self.cuts[index - 1] if index <= len(self.cuts) else LARGEST

    def say(self, draft: Draft, index: int) -> None:
        if index == 0:
            return
        value: Any = INDETERMINABLE
        if index <= self.size:
            low, high = self.bounds(index)
            value = draft.symbol(self.column, self.scale, low, high) if self.symbol else Fraction(low, self.scale)
            value = (value,) if self.listed else value
        if self.imposed:
            draft.imposed[self.name] = value
        else:
            draft.facts[self.name] = value


@frozen
class DateTerm(Term):
    """A date that is a fact, cut at the days with which conditions compare it."""

    column: str
    cuts: tuple[date, ...]

    def index(self, source: Source) -> Any:
        import ibis

        day = source.column(self.column)
        steps = source.steps(day, [cut + timedelta(days=1) for cut in self.cuts])
        return source.unless_indeterminable(
            self.column, ibis.cases((day.isnull(), ibis.literal(0, "int16")), else_=steps), self.size + 1
        )

    def say(self, draft: Draft, index: int) -> None:
        if index == 0:
            return
        if index > self.size:
            draft.facts[self.name] = INDETERMINABLE
        elif not self.cuts:
            draft.facts[self.name] = date(2000, 1, 1)
        else:
            last = index > len(self.cuts)
            draft.facts[self.name] = self.cuts[-1] + timedelta(days=1) if last else self.cuts[index - 1]


@frozen
class ChoiceTerm(Term):
    """One of the values that a fact can have: a choice, yes or no."""

    column: str
    values: tuple[Any, ...]
    kind: str = "fact"

    def index(self, source: Source) -> Any:
        import ibis

        value = source.column(self.column)
        rows = [(value.isnull(), ibis.literal(0, "int16"))]
        if self.values == (True, False):
            found = ibis.cases(*rows, (value, ibis.literal(1, "int16")), else_=ibis.literal(2, "int16"))
        else:
            rows += [(value == each, ibis.literal(at, "int16")) for at, each in enumerate(self.values, 1)]
            found = ibis.cases(*rows, else_=ibis.literal(self.impossible, "int16"))
        return source.unless_indeterminable(self.column, found, self.size + 1)

    def say(self, draft: Draft, index: int) -> None:
        if index == 0:
            return
        value: Any = self.values[index - 1] if index <= self.size else INDETERMINABLE
        if self.kind == "party":
            draft.party_kind = PartyKind(value)
        elif self.kind == "judged":
            draft.judgements[self.name] = value
        elif self.kind == "circumstance":
            draft.circumstances[self.name] = Assertion(value)
        else:
            draft.facts[self.name] = value


@frozen
class ListTerm(Term):
    """Which of the cells of a list fact hold an element, from one column a cell with how many lie in it."""

    columns: tuple[str, ...]
    values: tuple[Any, ...]

    def index(self, source: Source) -> Any:
        import ibis

        counts = [source.number(column) for column in self.columns]
        known = ibis.or_(*(count.notnull() for count in counts))
        bad = ibis.or_(*((count < 0).fill_null(False) for count in counts))
        bits = [
            ibis.ifelse((count > 0).fill_null(False), ibis.literal(1 << at, "int16"), ibis.literal(0, "int16"))
            for at, count in enumerate(counts)
        ]
        pattern = sum(bits[1:], bits[0]) + 1
        return ibis.cases(
            (~known, ibis.literal(0, "int16")),
            (bad, ibis.literal(self.impossible, "int16")),
            else_=pattern.cast("int16"),
        )

    def say(self, draft: Draft, index: int) -> None:
        if index > 0:
            draft.facts[self.name] = tuple(value for at, value in enumerate(self.values) if (index - 1) >> at & 1)
