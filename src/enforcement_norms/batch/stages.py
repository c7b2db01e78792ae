"""Stretches of days and places that come to the same law (同一适用期): what is evaluated in one holds in the others.

Many days on which some rule of a pack changes change nothing for a violation, and much of what its law asks only
matters for the steps of procedure. A stage says which law governs, and which terms can matter for what it imposes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from attrs import define, field, frozen

from ..compiler import Norms, Plan, Track, amounts_of, standing_of
from ..conditions import CIRCUMSTANCE, JUDGED
from ..model.builtin import ACT_ON, DECISION_ON, ILLEGAL_GAINS, REFUNDED
from ..model.facts import Circumstance
from .asked import tests_of
from .epochs import related
from .reckoned import DiscoveryTerm
from .terms import ChoiceTerm, DayTerm, NumberTerm, PlaceTerm, Term

_GOVERNING: Final = (
    "violation",
    "ways",
    "readings",
    "additions",
    "exemptions",
    "effects",
    "limitation",
    "execution",
    "merge",
    "bands",
    "standard",
    "conflicts",
    "presumed",
)
"""What of a plan decides what it imposes; procedure is asked apart."""


@frozen(eq=False)
class Stage:
    """The law of a stretch: equal marks are equal law; `terms` are the places of the terms that can matter."""

    mark: tuple[Any, ...]
    terms: tuple[int, ...]


@define(eq=False)
class Alike:
    """Numbers for things that are compared by what they say, as they cannot be hashed."""

    seen: list[Any] = field(factory=list)

    def number(self, one: Any) -> int:
        """The number of the first that was equal."""
        for at, other in enumerate(self.seen):
            if one == other:
                return at
        self.seen.append(one)
        return len(self.seen) - 1


@define(eq=False)
class Stages:
    """The stages of a violation, by the days of act and decision and the place."""

    track: Track
    norms: Norms
    terms: tuple[Term, ...]
    _plans: Alike = field(factory=Alike)
    _found: dict[tuple[date, date, str], Stage] = field(factory=dict)

    def at(self, act_on: date, decided_on: date, division: str) -> Stage:
        """The stage of a case."""
        key = (act_on, decided_on, division)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._made(act_on, decided_on, division)
        return found

    def _made(self, act_on: date, decided_on: date, division: str) -> Stage:
        tracks = related(self.norms, self.track)
        plans = [plan for track in tracks for plan in _plans_of(track, act_on, decided_on, division)]
        asked = {term for plan in plans for term in _asked_by(plan)}
        versions = tuple(
            (
                track.version_on(act_on) is not None,
                track.version_on(act_on) is track.version_on(decided_on),
                sum(version.in_force.from_ <= decided_on for version in track.versions),
                tuple(track.applies_in(version, division) for version in track.versions),
            )
            for track in tracks
        )
        days = (act_on, decided_on) if {ACT_ON, DECISION_ON} & asked else ()
        limited = any(plan.limitation for plan in plans)
        kept = tuple(at for at, term in enumerate(self.terms) if self._matters(term, asked, limited=limited))
        return Stage((versions, tuple(self._plans.number(_law(plan)) for plan in plans), days), kept)

    def _matters(self, term: Term, asked: set[str], *, limited: bool) -> bool:
        """Whether a term can matter for what the law imposes."""
        if isinstance(term, DayTerm | PlaceTerm):
            return False
        if isinstance(term, DiscoveryTerm):
            return limited
        if isinstance(term, NumberTerm) and term.imposed:
            return True
        if isinstance(term, ChoiceTerm) and term.kind == "circumstance":
            return CIRCUMSTANCE + term.name in asked or _collides(term.name, self.track.circumstances)
        if isinstance(term, ChoiceTerm) and term.kind == "judged":
            return JUDGED + term.name in asked
        return term.name in asked


def _plans_of(track: Track, act_on: date, decided_on: date, division: str) -> Iterator[Plan]:
    for version in track.versions:
        if version.in_force.covers(act_on) or version.in_force.covers(decided_on):
            yield track.plan(version, act_on, decided_on, division)


def _asked_by(plan: Plan) -> Iterator[str]:
    """The terms on which a plan without procedure can hang."""
    yield from (test.term for test in tests_of(plan))
    yield from (base for amount in amounts_of(plan) for base in amount.bases())
    yield from (ILLEGAL_GAINS, REFUNDED)
    yield from (CIRCUMSTANCE + id_ for id_ in plan.effects)
    yield from (standing.measure.id for standing in standing_of(plan))


def _law(plan: Plan) -> Sequence[Any]:
    """What a plan says, to be compared with what others say."""
    asked = set(_asked_by(plan))
    cells = {term: cells for term, cells in plan.cells.items() if term in asked}
    return (*(getattr(plan, name) for name in _GOVERNING), cells)


def _collides(id_: str, circumstances: Any) -> bool:
    """Whether a circumstance excludes another, or another it: then no case has both, whatever the law makes of them."""
    one: Circumstance = circumstances[id_]
    return bool(one.excludes) or any(id_ in each.excludes for each in circumstances.values())
