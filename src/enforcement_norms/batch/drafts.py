"""A case being drafted for one combination of cells: representatives where conditions ask, symbols where amounts do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final

from attrs import define, field

from ..calendar import add_days, add_months, add_years
from ..model.case import Assertion, Case, Party, PartyKind
from .paths import Form
from .symbols import Symbol

EARLIEST: Final = date(1900, 1, 1)
"""A day before every law."""


@define
class Draft:
    """The case of one combination, and what is known of its symbols."""

    violation: str
    act_on: date = EARLIEST
    decided_on: date = EARLIEST
    jurisdiction: str = "000000"
    facts: dict[str, Any] = field(factory=dict)
    judgements: dict[str, bool] = field(factory=dict)
    circumstances: dict[str, Assertion] = field(factory=dict)
    imposed: dict[str, Any] = field(factory=dict)
    party_kind: PartyKind | None = None
    age: int | None = None
    overdue_months: int = 0
    dividend: Fraction | None = None
    discovered: bool = False
    ranges: dict[Form, tuple[int | None, int | None]] = field(factory=dict)

    def symbol(self, column: str, scale: int, low: int, high: int | None) -> Any:
        """The number in a column of which only its cell is known; the number itself where only one lies in it."""
        if high == low:
            return low if scale == 1 else Fraction(low, scale)
        self.ranges[(((column,), 1),)] = (low, high)
        return Symbol.of(column, scale)

    def case(self) -> Case:
        """The case; its dates lie so that the age and the time until discovery come out."""
        birth = None if self.age is None else add_days(add_years(self.act_on, -self.age), -1)
        found = None
        if self.discovered:
            found = self.act_on
            if self.overdue_months:
                found = add_days(add_months(found, self.overdue_months), 1)
        return Case(
            self.violation,
            self.act_on,
            max(self.decided_on, self.act_on),
            self.jurisdiction,
            self.facts,
            self.judgements,
            self.circumstances,
            Party(self.party_kind, birth),
            filed_on=found,
            imposed=self.imposed,
        )
