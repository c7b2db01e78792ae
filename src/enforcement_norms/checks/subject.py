"""What is checked: one pack with the general law, and what of both every check asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from attrs import frozen

from ..errors import Problem
from ..law import Instrument
from ..model.builtin import BUILTIN_FACTS
from ..model.domains import domain_of
from ..model.facts import Fact
from ..model.pack import Pack
from ..model.violation import Violation
from .clauses import Siblings
from .witness import Space


@frozen(slots=False, eq=False)
class Subject:
    """A pack under check; `today` is the day against which reviews are measured, if anybody asks."""

    pack: Pack
    general: Pack | None = None
    today: date | None = None

    @property
    def packs(self) -> tuple[Pack, ...]:
        """The general pack and the pack."""
        return (self.pack,) if self.general is None or self.general.id == self.pack.id else (self.general, self.pack)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact that a condition of the pack may name."""
        return {**BUILTIN_FACTS, **{id_: fact for pack in self.packs for id_, fact in pack.facts.items()}}

    @cached_property
    def sources(self) -> dict[str, Instrument]:
        """Every instrument that a citation of the pack may name."""
        return {id_: source for pack in self.packs for id_, source in pack.sources.items()}

    @cached_property
    def siblings(self) -> Siblings:
        """The violations of the pack by id, each with its versions in order."""
        found: dict[str, list[Violation]] = {}
        for violation in sorted(self.pack.violations, key=lambda each: each.in_force.from_):
            found.setdefault(violation.id, []).append(violation)
        return found

    @cached_property
    def space(self) -> Space:
        """What values facts can have together."""
        constraints = tuple(constraint for pack in self.packs for constraint in pack.constraints)
        return Space(lambda term: domain_of(term, self.facts), constraints)


Check = Callable[[Subject], Iterator[Problem]]
