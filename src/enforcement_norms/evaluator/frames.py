"""How the facts of a case are cut into the cells of its plan: cases of one key can share a verdict."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from ..compiler import Plan, Track
from ..conditions import PERSON
from ..model.builtin import ACT_ON, BUILTIN_FACTS, DECISION_ON, REFUNDED
from ..model.case import Case
from ..model.facts import FactKind
from ..money import Money
from .values import canonical

_WHOLE: Final = (FactKind.INTEGER, FactKind.DURATION)
_CHOICE: Final = (FactKind.ENUM, FactKind.BOOLEAN)

Key = tuple[object, ...]
Days = tuple[date | None, date, date]
Reader = tuple[int, Any, tuple[Any, ...] | None]
"""At which place of the key a fact stands, of which type it is, and between which points it is cut."""


@frozen(eq=False)
class Frame:
    """One violation on given days in a given place: how its facts are cut into cells, and the verdicts so far."""

    plan: Plan
    readers: Mapping[str, Reader]
    by_day: bool
    verdicts: dict[Key, Any] = field(factory=dict)


def key_of(frame: Frame, case: Case, days: Days | None = None) -> Key | None:
    """In which cells the facts of a case lie, and what else it asserts; None where a value is not plain.

    With `days` as if it were of those: the birth of the party, the act, the decision.
    """
    readers = frame.readers
    key: list[object] = [None] * len(readers)
    unread = False
    for name, value in case.facts.items():
        reader = readers.get(name)
        if reader is None:
            unread = True
            continue
        place, kind, points = reader
        if type(value) is not kind:
            return None
        if points is None:
            key[place] = value
            continue
        number: Any = value.fen if kind is Money else value
        if number < 0:
            return None
        key[place] = bisect_left(points, number) + bisect_right(points, number)
    if unread and not _plain(frame, case.facts):
        return None
    party = case.party
    key.append(party.kind)
    if days is not None:
        key += days if days[0] is not None or frame.by_day else ()
    elif party.birth_date is not None or frame.by_day:
        key += (party.birth_date, case.ended_on or case.occurred_on, case.decided_on)
    said = _said(case) if case.judgements or case.circumstances else ()
    return None if said is None else (*key, *said)


def _said(case: Case) -> tuple[object, ...] | None:
    """What officials assert in a case; None where an answer is no plain yes or no."""
    if any(type(answer) is not bool for answer in case.judgements.values()):
        return None
    circumstances = (("circumstances", *case.circumstances.items()),) if case.circumstances else ()
    return tuple(case.judgements.items()), *circumstances


def _plain(frame: Frame, facts: Mapping[str, Any]) -> bool:
    """Whether facts that decide nothing here are known and of their type all the same."""
    known = frame.plan.facts
    return all(
        name in known
        and name not in BUILTIN_FACTS
        and not name.startswith(PERSON)
        and known[name].kind is not FactKind.JUDGED
        and canonical(known[name], value)[1] is None
        for name, value in facts.items()
        if name not in frame.readers
    )


def frame_of(track: Track, plan: Plan) -> Frame | None:
    """The frame of the plan, one for all days and places that it governs."""
    if plan in track.frames_of_plans:
        known: Frame | None = track.frames_of_plans[plan]
        return known
    frame = track.frames_of_plans[plan] = _cut(plan)
    return frame


def _cut(plan: Plan) -> Frame | None:
    """How the facts of the plan are cut; None where a fact is no plain number or choice."""
    if plan.counts and any(term in plan.counts for term in plan.cells):
        return None
    derived = [fact for fact in plan.facts.values() if fact.derived is not None and fact.id in plan.cells]
    if derived:
        return None
    readers: dict[str, Reader] = {}
    # What is left of the gains hangs on refunds, though no condition asks for them.
    for term, cells in {REFUNDED: (), **plan.cells}.items():
        fact = plan.facts.get(term)
        if fact is None or fact.kind is FactKind.JUDGED or term in BUILTIN_FACTS or term.startswith(PERSON):
            continue
        found = {cell.low for cell in cells if cell.low is not None and cell.low == cell.high}
        points = tuple(sorted(found | {0} if term == REFUNDED else found))
        if fact.kind is FactKind.MONEY:
            readers[term] = (len(readers), Money, points)
        elif fact.kind in _WHOLE:
            readers[term] = (len(readers), int, points)
        elif fact.kind in _CHOICE:
            readers[term] = (len(readers), bool if fact.kind is FactKind.BOOLEAN else str, None)
        else:
            return None
    return Frame(plan, readers, bool({ACT_ON, DECISION_ON} & set(plan.cells)))
