"""`evaluate`: one case against the norms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attrs import evolve

from ..compiler import Norms, Track
from ..model.case import Case
from ..model.determination import (
    Conflict,
    Determination,
    Outcome,
)
from ..model.violation import Violation
from .checking import check_case, check_types, track_of
from .later_law import later_law, lighter_of, no_longer_unlawful, unknown_later_law
from .outcome import under
from .shared import recalled, recalled_under, share_days
from .values import act_of


def evaluate(norms: Norms, case: Case) -> Determination:
    """The lawful range in one case (裁量认定).

    Raises CaseInvalid where the case cannot be read, PackBroken where its pack cannot be used.
    Implements Art. 37 of the Administrative Penalty Law (2021) where the law changed between act and decision.
    """
    known = recalled(norms, case)
    return known if known is not None else _evaluated(norms, case, _under)


def evaluate_afresh(norms: Norms, case: Case) -> Determination:
    """The same without recalling a shared verdict; what it finds is kept for like cases."""
    return _evaluated(norms, case, _afresh)


UnderOneLaw = Callable[[Norms, Track, Violation, Case], Determination]
"""What is lawful under one version of the law."""


def _under(norms: Norms, track: Track, version: Violation, case: Case) -> Determination:
    known = recalled_under(track, version, case)
    return known if known is not None else _afresh(norms, track, version, case)


def _afresh(norms: Norms, track: Track, version: Violation, case: Case) -> Determination:
    return under(norms, track, version, case, keep=True)


def _evaluated(norms: Norms, case: Case, under_one: UnderOneLaw) -> Determination:
    check_types(case)
    track = track_of(norms, case)
    check_case(case)
    act_on = act_of(case)
    old = track.version_on(act_on)
    if old is None:
        return _not_covered(track, case)
    if not track.applies_in(old, case.jurisdiction):
        return _elsewhere(track, old, case)
    if track.version_on(case.decided_on) is old:
        share_days(track, old, case)
        return under_one(norms, track, old, case)
    first = under_one(norms, track, old, case)
    new = later_law(norms, track, case)
    if isinstance(new, Conflict):
        return unknown_later_law(first, new)
    if new is None:
        return no_longer_unlawful(track, old, first)
    return lighter_of(first, under_one(norms, new.track, new.version, case))


def _not_covered(track: Track, case: Case) -> Determination:
    """No version in force on the day of the act: the nearest ones are named."""
    day = act_of(case)
    nearest = sorted(track.versions, key=lambda version: _distance(version, day))[:2]
    periods = tuple(f"{each.in_force.from_}..{each.in_force.until or ''}" for each in nearest)
    return Determination(
        case,
        Outcome.NOT_COVERED,
        case.violation,
        track.versions[-1].title,
        track.pack.id,
        provision=track.versions[-1].basis,
        steps=(("no_version", {"day": day, "nearest": periods}),),
        vocabulary=track.rule_packs,
    )


def _elsewhere(track: Track, version: Violation, case: Case) -> Determination:
    """The clause is a local one and the case lies outside its division: said, with the division."""
    divisions = tuple(dict.fromkeys(track.sources[cite.instrument].division for cite in version.basis))
    return evolve(
        _not_covered(track, case), steps=(("other_division", {"divisions": divisions, "cites": version.basis}),)
    )


def _distance(version: Violation, day: date) -> int:
    period = version.in_force
    if day < period.from_:
        return (period.from_ - day).days
    return (day - (period.until or day)).days
