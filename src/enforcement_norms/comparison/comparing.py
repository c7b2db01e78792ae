"""`diff`: what changed in a clause between two days (条款的前后比较), and in the standard and exemptions for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..compiler import NATIONWIDE, Norms, Track, standing_of
from ..errors import CaseInvalid
from ..evaluator.values import unknown
from ..i18n import _
from ..wording.clauses import Clauses
from ..wording.names import Names
from .changes import Change, Comparison
from .facets import Text, facets_of


def diff(norms: Norms, violation: str, from_: date, to: date, jurisdiction: str = NATIONWIDE) -> Comparison:
    """What changed in a clause, and in the discretion standard for it, from one day to another.

    Raises:
        CaseInvalid: no such violation; near names are offered.
    """
    track = norms.tracks.get(violation)
    if track is None:
        message = _("没有名为“{name}”的违法行为", name=violation)
        raise CaseInvalid(message, (unknown("EN301", "violation", message, violation, list(norms.tracks)),))
    old, new = _on(norms, track, from_, jurisdiction), _on(norms, track, to, jurisdiction)
    last = new or old
    names = Names(track.rule_packs)
    title = names.own(last.plan.violation.title if last else track.versions[-1].title)
    changes = tuple(_changes(old, new))
    return Comparison(violation, title, from_, to, _start(old), _start(new), changes)


def _on(norms: Norms, track: Track, day: date, jurisdiction: str) -> Text | None:
    """The clause on a day; where it was replaced by another violation, that one."""
    for each in (track, _follower(norms, track)):
        version = each.version_on(day) if each is not None else None
        if each is not None and version is not None:
            plan = each.plan(version, day, day, jurisdiction)
            names = Names(each.rule_packs, (standing.measure for standing in standing_of(plan)), each.id)
            return Text(plan, names, Clauses(names))
    return None


def _follower(norms: Norms, track: Track) -> Track | None:
    return norms.tracks.get(f"{track.pack.id}.{track.versions[-1].replaced_by}")


def _start(text: Text | None) -> date | None:
    return None if text is None else text.plan.violation.in_force.from_


def _changes(old: Text | None, new: Text | None) -> Iterator[Change]:
    before = facets_of(old)
    after = facets_of(new)
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        told = other or one
        if told is None:
            continue
        was, now = (None if each is None else each.words for each in (one, other))
        if was is None or now is None or was.render() != now.render():
            yield Change(told.part, told.what, was, now, told.branch, key[1])
