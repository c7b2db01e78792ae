"""The lawful range of the case that a file describes (案卷所载案情的法定幅度), by `evaluate`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..conditions import PERSON
from ..errors import CaseInvalid
from ..identifiers import is_division
from ..model.actors import PartyRecord
from ..model.builtin import BUILTIN_FACTS
from ..model.case import Case, Party
from ..model.duty import Missing, need
from ..model.facts import Fact, FactKind
from ..model.recorded import Moment, day_of
from ..money import plain_money
from ..reader import circumstance_ids, fact_table, read_case
from ..territories import NATION
from .standing_in import determined

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.determination import Determination
    from .audited import Audited


def determination_of(audited: Audited) -> Determination:
    """What is lawful in the case on the day of its decision.

    Raises:
        Missing: the case, its dates, or the pack of its domain are not at hand, or its facts cannot be used.
    """
    try:
        return determined(need(audited.norms, "norms"), audited.case, audited.says_of_case)
    except CaseInvalid:
        raise Missing("matter.facts") from None


def case_of(audited: Audited) -> Case:
    """The case that the file describes, on the day of its decision.

    Raises:
        Missing: as `determination_of`.
    """
    file = audited.file
    matter = need(file.matter, "matter")
    norms = need(audited.norms, "norms")
    if not matter.violation:
        raise Missing("matter.violation")
    if matter.violation not in norms.tracks:
        raise Missing("norms")
    occurred = day_of(need(matter.occurred_on, "matter.occurred_on"))
    decided = day_of(need(audited.decided().at, "decisions.at"))
    ended = _day(matter.ended_on)
    discovered = None if file.lead is None else _day(file.lead.at)
    filed = None if file.filing is None else _day(file.filing.at)
    facts = need(matter.facts, "matter.facts")
    party, place = file.party, file.division
    known, circumstances, amounts = _vocabulary(norms)
    if not (matter.judgements or matter.circumstances or matter.persons):
        # What most files hold is typed at once; whatever does not fit is read again below, with care.
        typed = _typed(facts, amounts)
        if typed is not None and (place is None or _is_division(place)):
            return Case(
                matter.violation,
                occurred,
                decided,
                NATION if place is None else place,
                typed,
                party=Party() if party is None else Party(party.kind, party.birth_date),
                ended_on=ended,
                discovered_on=discovered,
                filed_on=filed,
            )
    days = {"ended_on": ended, "discovered_on": discovered, "filed_on": filed, "jurisdiction": place}
    raw: dict[str, Any] = {
        "violation": matter.violation,
        "occurred_on": occurred,
        "decided_on": decided,
        **{name: value for name, value in days.items() if value is not None},
        "facts": dict(facts),
        "judgements": dict(matter.judgements or {}),
        "circumstances": dict(matter.circumstances or {}),
        "persons": list(matter.persons or ()),
        "party": _party(party),
    }
    try:
        return read_case(raw, known, circumstances)
    except CaseInvalid:
        raise Missing("matter.facts") from None


_is_division: Final = lru_cache(maxsize=4096)(is_division)


def _day(moment: Moment | None) -> date | None:
    return None if moment is None else day_of(moment)


def _typed(facts: Mapping[str, Any], amounts: Collection[str]) -> dict[str, Any] | None:
    """Facts that are plain amounts of money; None where one is anything else."""
    typed: dict[str, Any] = {}
    for name, written in facts.items():
        money = plain_money(written) if name in amounts else None
        if money is None:
            return None
        typed[name] = money
    return typed


class _Vocabulary(NamedTuple):
    """The facts and the circumstances that a case may name, and the facts that are amounts of money."""

    facts: Mapping[str, Fact]
    circumstances: Collection[str]
    amounts: Collection[str]


@lru_cache(maxsize=16)
def _vocabulary(norms: Norms) -> _Vocabulary:
    packs = tuple(norms.packs.values())
    facts = fact_table(*packs)
    amounts = {name for name, fact in facts.items() if fact.kind is FactKind.MONEY and not name.startswith(PERSON)}
    return _Vocabulary(facts, circumstance_ids(*packs), frozenset(amounts.difference(BUILTIN_FACTS)))


def _party(party: PartyRecord | None) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if party is not None and party.kind is not None:
        written["kind"] = party.kind.value
    if party is not None and party.birth_date is not None:
        written["birth_date"] = party.birth_date
    return written
