"""Terms that are reckoned from several columns: ratios of two numbers, the age of the party, the time until discovery."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import frozen

from ..conditions import INDETERMINABLE
from .drafts import Draft
from .source import LARGEST, Source
from .terms import Term

DIVIDEND, DIVISOR, RATIO = "dividend", "divisor", "ratio"


@frozen
class QuotientTerm(Term):
    """A fact that is the ratio of two others, cut exactly: a/b is compared with p/q as a·q with b·p."""

    parts: tuple[str, str]
    scales: tuple[int, int]
    cuts: tuple[Fraction, ...] = ()
    given: int | None = None

    def index(self, source: Source) -> Any:
        import ibis

        above, below = self._fraction(source)
        unknown = above.isnull() | below.isnull() | (below == 0)
        rows = [
            (unknown.fill_null(True), ibis.literal(0, "int16")),
            ((above < 0) | (below < 0), ibis.literal(self.impossible, "int16")),
        ]
        for at, cut in enumerate(self.cuts):
            left, right = above * cut.denominator, below * cut.numerator
            rows.append((left < right, ibis.literal(2 * at + 1, "int16")))
            rows.append((left == right, ibis.literal(2 * at + 2, "int16")))
        found = ibis.cases(*rows, else_=ibis.literal(self.size, "int16"))
        return source.unless_indeterminable(self.name, found, self.size + 1)

    def _fraction(self, source: Source) -> tuple[Any, Any]:
        """Numerator and denominator as whole numbers: of the two parts, or of the fact where the row gives it itself."""
        import ibis

        top, bottom = self.scales
        most = LARGEST // max(top, bottom) // max((max(cut.denominator, cut.numerator) for cut in self.cuts), default=1)
        above, below = (
            number.nullif(ibis.ifelse(number > most, number, -1)) for number in map(source.number, self.parts)
        )
        above, below = above * bottom, below * top
        if self.given is None:
            return above, below
        own = source.number(self.name)
        return own.coalesce(above), ibis.ifelse(own.notnull(), ibis.literal(self.given, "int64"), below)

    def say(self, draft: Draft, index: int) -> None:
        if index == 0:
            return
        if index > self.size:
            draft.facts[self.name] = INDETERMINABLE
            return
        place, exact = divmod(index - 1, 2)
        if exact:
            draft.facts[self.name] = self.cuts[place]
            return
        low = self.cuts[place - 1] if place else 0
        high = self.cuts[place] if place < len(self.cuts) else low + 2
        draft.facts[self.name] = Fraction(low + high) / 2


@frozen
class AgeTerm(Term):
    """The age of the party on the day of the act in full years (周岁), cut where conditions compare it."""

    cuts: tuple[int, ...]

    def index(self, source: Source) -> Any:
        import ibis

        age = source.age()
        rows = [(age.isnull(), ibis.literal(0, "int16")), (age < 0, ibis.literal(self.impossible, "int16"))]
        rows += [(age <= cut, ibis.literal(at, "int16")) for at, cut in enumerate(self.cuts, 1)]
        return ibis.cases(*rows, else_=ibis.literal(self.size, "int16"))

    def say(self, draft: Draft, index: int) -> None:
        if index:
            draft.age = 0 if index == 1 else self.cuts[index - 2] + 1


@frozen
class DiscoveryTerm(Term):
    """How many of the periods of limitation (追责时效) had run when the act was discovered or the case filed."""

    months: tuple[int, ...]

    def index(self, source: Source) -> Any:
        import ibis

        late, since = source.discovered_months(), source.act_months()
        rows = [(late.isnull(), ibis.literal(0, "int16"))]
        rows += [(late <= since + 32 * months, ibis.literal(at, "int16")) for at, months in enumerate(self.months, 1)]
        return ibis.cases(*rows, else_=ibis.literal(self.size, "int16"))

    def say(self, draft: Draft, index: int) -> None:
        draft.discovered = index > 0
        draft.overdue_months = self.months[index - 2] if index > 1 else 0


@frozen
class ExactTerm(Term):
    """One part of a ratio with which an amount computes: every number is a cell, as the formula is no polynomial in it.

    `role` says whether it is the dividend, the divisor, or the ratio as the row itself gives it.
    """

    column: str
    role: str
    scale: int = 1

    def index(self, source: Source) -> Any:
        import ibis

        number = source.number(self.column)
        rows = [(number.isnull(), ibis.literal(0, "int64")), (number < 0, ibis.literal(self.impossible, "int64"))]
        found = ibis.cases(*rows, else_=number + 1)
        return found if self.role == DIVIDEND else source.unless_indeterminable(self.name, found, self.size + 1)

    def say(self, draft: Draft, index: int) -> None:
        number = Fraction(index - 1, self.scale) if 0 < index <= self.size else None
        if index == self.size + 1:
            draft.facts[self.name] = INDETERMINABLE
        elif self.role == DIVIDEND:
            draft.dividend = number
        elif self.role == DIVISOR and number and draft.dividend is not None:
            draft.facts[self.name] = draft.dividend / number
        elif self.role == RATIO and number is not None:
            draft.facts[self.name] = number
