"""Packs → `Norms`: every violation through time, with the plans made for it so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from attrs import field, frozen

from ..errors import PackBroken
from ..law import InForce
from ..model.builtin import BUILTIN_FACTS
from ..model.discretion import Bands, DiscretionStandard
from ..model.facts import Circumstance
from ..model.pack import Pack
from ..model.review import ReviewCatalog
from ..model.rules import InstrumentRules, ProcedureRule
from ..model.violation import Violation
from ..territories import with_parents
from .corpus import Corpus
from .plan import Plan
from .planning import ground_of, plan_of

GENERAL: Final = "general"


@frozen(eq=False)
class Track(Corpus):
    """One violation through time, with the plans made for it and what the evaluator remembers of like cases."""

    plans: dict[tuple[int, int, int, str], Plan] = field(factory=dict, repr=False)
    laid_out: dict[Any, Plan] = field(factory=dict, repr=False)
    """The same by what they were made of: on most days on which something changes, nothing does for this violation."""
    frames: dict[Any, Any] = field(factory=dict, repr=False)
    frames_of_plans: dict[Any, Any] = field(factory=dict, repr=False)
    """What the evaluator remembers of like cases: by days and place, and by plan."""

    def version_on(self, day: date) -> Violation | None:
        """The version in force on a day."""
        return next((version for version in self.versions if version.in_force.covers(day)), None)

    def applies_in(self, version: Violation, division: str) -> bool:
        """Whether every instrument on which a version rests is in force in a division (local ones only at home)."""
        places = with_parents(division)
        return all(self.sources[cite.instrument].division in places for cite in version.basis)

    def plan(self, version: Violation, act_on: date, decided_on: date, division: str) -> Plan:
        """What governs a version for these days in this division (GB/T 2260 code); remembered."""
        key = (
            self.versions.index(version),
            bisect_right(self.changes, act_on),
            bisect_right(self.changes, decided_on),
            division,
        )
        found = self.plans.get(key)
        if found is None:
            ground = ground_of(self, version, act_on, decided_on, division)
            mark = ground.mark(self)
            found = self.laid_out.get(mark)
            if found is None:
                found = self.laid_out[mark] = plan_of(self, ground)
            self.plans[key] = found
        return found


@frozen(eq=False)
class Norms:
    """The compiled packs (规范库): immutable, shared between threads. Failed packs stay known by id."""

    packs: Mapping[str, Pack]
    tracks: Mapping[str, Track]
    failures: Mapping[str, PackBroken] = field(factory=dict)


def compile_norms(
    packs: Iterable[Pack], overlays: Iterable[Pack] = (), failures: Mapping[str, PackBroken] | None = None
) -> Norms:
    """Join packs (the general one among them) and overlays into norms; checked packs always compile."""
    by_id = {pack.id: pack for pack in packs}
    extra = tuple(overlays)
    general = by_id.get(GENERAL)
    tracks: dict[str, Track] = {}
    for pack in by_id.values():
        rules = (pack, *extra) if general is None or pack is general else (general, pack, *extra)
        for track in _tracks(pack, rules):
            tracks[track.id] = track
    return Norms(by_id, tracks, failures or {})


def _tracks(pack: Pack, rule_packs: tuple[Pack, ...]) -> Iterator[Track]:
    siblings: dict[str, tuple[Violation, ...]] = {}
    for violation in sorted(pack.violations, key=lambda each: each.in_force.from_):
        siblings[violation.id] = (*siblings.get(violation.id, ()), violation)
    facts = dict(BUILTIN_FACTS)
    circumstances: dict[str, Circumstance] = {}
    for each in rule_packs:
        facts |= each.facts
        circumstances |= each.circumstances
    sources = {id_: source for each in rule_packs for id_, source in each.sources.items()}
    periods = [rule.in_force for each in rule_packs for rule in _dated(each)]
    periods += [violation.in_force for violation in pack.violations]
    changes = tuple(sorted({day for period in periods for day in _edges(period)}))
    for id_, versions in siblings.items():
        yield Track(f"{pack.id}.{id_}", pack, versions, changes, rule_packs, facts, circumstances, siblings, sources)


def _dated(pack: Pack) -> Iterator[InstrumentRules | Bands | DiscretionStandard | ProcedureRule | ReviewCatalog]:
    yield from pack.instrument_rules
    yield from pack.bands
    yield from pack.standards
    yield from pack.procedure
    yield from pack.review


def _edges(period: InForce) -> Iterator[date]:
    """The first day of a period and the first day after it."""
    yield period.from_
    if period.until is not None:
        yield period.until + timedelta(days=1)
