"""What is worked out of the norms for tables (已备): laws, terms and trees of combinations, kept from part to part."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from ..compiler import Norms, Track
from ..model.facts import FactKind
from ..model.penalty import Unit
from .asked import Law, Window, law_of, stretches
from .axes import terms_of
from .combinations import Combinations
from .cutting import IMPOSED
from .epochs import Turns, related, turns_of
from .layout import Variant, variants_of
from .terms import Term
from .verdicts import open_norms


@frozen(eq=False)
class Columns:
    """The columns of a table with their types, as terms ask for them."""

    types: dict[str, Any]

    def has(self, name: str) -> bool:
        """Whether the table has a column."""
        return name in self.types

    def digits(self, law: Law) -> dict[str, int]:
        """How many decimal places of each column are read: two of money, as many as there are of ratios."""
        found: dict[str, int] = {}
        for name, dtype in self.types.items():
            fact = law.track.facts.get(name)
            if fact is not None and fact.kind is FactKind.MONEY:
                found[name] = 2
            elif fact is not None and fact.kind in (FactKind.RATIO, FactKind.QUANTITY) and dtype.is_decimal():
                found[name] = dtype.scale or 0
            elif name.startswith(IMPOSED):
                measure = law.measures.get(name.removeprefix(IMPOSED))
                found[name] = 2 if measure is None or measure.unit is Unit.YUAN else 0
        return found


@define(eq=False)
class Learnt:
    """What tables of the same norms have in common: nothing is asked of the law twice."""

    norms: Norms
    near: dict[str, set[str]] = field(factory=dict)
    """By violation the columns of which every small number is a cell of its own."""
    _turns: dict[str, Turns] = field(factory=dict)
    _laws: dict[Any, Law] = field(factory=dict)
    _open: dict[str, Norms] = field(factory=dict)
    _combinations: dict[tuple[str, tuple[Term, ...]], Combinations] = field(factory=dict)

    def law(self, violation: str, window: Window) -> Law:
        """What the law of a violation asks within a window."""
        track = self._track(violation)
        turns = self._turns.get(violation)
        if turns is None:
            turns = self._turns[violation] = turns_of(self.norms, track)
        key = (violation, stretches(turns, window))
        found = self._laws.get(key)
        if found is None:
            found = self._laws[key] = law_of(self.norms, track, window, turns)
        return found

    def variants(self, violation: str, window: Window, columns: Columns) -> tuple[Variant, ...]:
        """The terms of a violation in a table."""
        law = self.law(violation, window)
        digits = columns.digits(law)
        terms = terms_of(law, window, columns.has, digits, self.near.get(violation, ()))
        return variants_of(law, terms, columns.has, digits)

    def combinations(self, violation: str, terms: tuple[Term, ...]) -> Combinations:
        """The combinations of a violation that have been evaluated, and those to come."""
        key = (violation, terms)
        found = self._combinations.get(key)
        if found is None:
            open_ = self._open.get(violation)
            if open_ is None:
                open_ = self._open[violation] = open_norms(self.norms, related(self.norms, self._track(violation)))
            found = self._combinations[key] = Combinations(violation, open_, terms)
        return found

    def _track(self, violation: str) -> Track:
        return self.norms.tracks[violation]
