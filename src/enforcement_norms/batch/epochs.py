"""When and where the law of a violation changes: days of the act, days of the decision, divisions.

Between two such days, and within one such division, every case of the violation is governed by the same plan, so
that one evaluated case stands for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from ..compiler import NATIONWIDE, Norms, Plan, Track, reaches, root_of
from ..law import InForce
from ..model.discretion import Bands
from ..model.review import ReviewCatalog
from ..model.rules import ProcedureRule
from ..model.violation import Violation
from ..territories import with_parents


@frozen
class Turns:
    """The first days from which another law governs, by day of the act and of the decision, and the divisions that matter."""

    acts: tuple[date, ...]
    decisions: tuple[date, ...]
    divisions: tuple[str, ...]


def turns_of(norms: Norms, track: Track) -> Turns:
    """All turns of a violation, those of the violations to which its law leads included."""
    acts: set[date] = set()
    decisions: set[date] = set()
    divisions: set[str] = set()
    for each in related(norms, track):
        versions, rules = _versions(each), _rules(each)
        standards = _standards(each)
        instruments = {cite.instrument for version in each.versions for cite in version.basis}
        acts |= {day for period in (*versions, *rules, *(period for period, _ in standards)) for day in _edges(period)}
        decisions |= acts
        for pack in each.rule_packs:
            asked = [rule for rule in pack.procedure if not rule.instruments or instruments & set(rule.instruments)]
            local: list[Bands | ProcedureRule | ReviewCatalog] = [*pack.bands, *asked, *pack.review]
            decisions |= {day for one in local for day in _edges(one.in_force)}
            divisions |= {one.division for one in local}
        divisions |= {division for _, division in standards}
        divisions |= {each.sources[instrument].division for instrument in instruments}
    return Turns(tuple(sorted(acts)), tuple(sorted(decisions)), tuple(sorted(divisions - {NATIONWIDE})))


def related(norms: Norms, track: Track) -> tuple[Track, ...]:
    """The violation and those whose law may be applied in its place: what replaced it, what outranks it."""
    found = {track.id: track}
    waiting = [track]
    while waiting:
        each = waiting.pop()
        for version in each.versions:
            higher = version.outranked_by
            for id_ in (version.replaced_by, "" if higher is None else higher.violation):
                other = norms.tracks.get(f"{each.pack.id}.{id_}")
                if other is not None and other.id not in found:
                    found[other.id] = other
                    waiting.append(other)
    return tuple(found.values())


def plans_at(norms: Norms, track: Track, act_on: date, decided_on: date, division: str) -> Iterator[Plan]:
    """Every plan that may govern a case of these days in this division."""
    for each in related(norms, track):
        for version in each.versions:
            if (version.in_force.covers(act_on) or version.in_force.covers(decided_on)) and each.applies_in(
                version, division
            ):
                yield each.plan(version, act_on, decided_on, division)


def place_of(division: str, divisions: tuple[str, ...]) -> str:
    """The most specific of the divisions that matter in which a division lies; the whole country where in none."""
    return next((place for place in with_parents(division) if place in divisions), NATIONWIDE)


def _versions(track: Track) -> Iterator[InForce]:
    """The versions of a violation, and of all to whose measures it refers (依照前款)."""
    seen: set[str] = set()
    waiting = [track.versions[0].id]
    while waiting:
        id_ = waiting.pop()
        if id_ in seen or id_ not in track.siblings:
            continue
        seen.add(id_)
        for version in track.siblings[id_]:
            yield version.in_force
            waiting += list(_referred(version))


def _referred(version: Violation) -> Iterator[str]:
    branches = (*version.branches, *(branch for reading in version.readings for branch in reading.branches))
    return (branch.like.violation for branch in branches if branch.like is not None)


def _rules(track: Track) -> Iterator[InForce]:
    for pack in track.rule_packs:
        for rule in pack.instrument_rules:
            for version in track.versions:
                instruments = {cite.instrument for cite in version.basis}
                if (rule.everywhere or rule.instrument in instruments) and reaches(rule, version):
                    yield rule.in_force
                    break


def _standards(track: Track) -> list[tuple[InForce, str]]:
    own = {version.id for version in track.versions}
    return [
        (standard.in_force, standard.division)
        for pack in track.rule_packs
        for standard in pack.standards
        if root_of(standard, pack.standards) in own
    ]


def _edges(period: InForce) -> Iterator[date]:
    yield period.from_
    if period.until is not None:
        yield period.until + timedelta(days=1)
