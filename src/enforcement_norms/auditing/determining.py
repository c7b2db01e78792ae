"""The lawful range of the case that a file describes (案卷所载案情的法定幅度), by `evaluate`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ..conditions import PERSON
from ..errors import CaseInvalid
from ..identifiers import is_division
from ..model.actors import PartyRecord
from ..model.builtin import BUILTIN_FACTS
from ..model.case import Case, Party
from ..model.duty import Missing, need
from ..model.facts import Fact, FactKind
from ..model.recorded import day_of
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
    ended, discovered, filed = (
        None if moment is None else day_of(moment)
        for moment in (
            matter.ended_on,
            None if file.lead is None else file.lead.at,
            None if file.filing is None else file.filing.at,
        )
    )
    facts = need(matter.facts, "matter.facts")
    party, place = file.party, file.division
    known, circumstances = _vocabulary(norms)
    if not (matter.judgements or matter.circumstances or matter.persons):
        # What most files hold is typed at once; whatever does not fit is read again below, with care.
        typed = _typed(facts, known)
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


def _typed(facts: Mapping[str, Any], known: Mapping[str, Fact]) -> dict[str, Any] | None:
    """Facts that are plain amounts of money; None where one is anything else."""
    typed: dict[str, Any] = {}
    for name, written in facts.items():
        fact = known.get(name)
        if fact is None or fact.kind is not FactKind.MONEY or name in BUILTIN_FACTS or name.startswith(PERSON):
            return None
        money = plain_money(written)
        if money is None:
            return None
        typed[name] = money
    return typed


@lru_cache(maxsize=16)
def _vocabulary(norms: Norms) -> tuple[Mapping[str, Fact], Collection[str]]:
    """The facts and the circumstances that a case may name."""
    packs = tuple(norms.packs.values())
    return fact_table(*packs), circumstance_ids(*packs)


def _party(party: PartyRecord | None) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if party is not None and party.kind is not None:
        written["kind"] = party.kind.value
    if party is not None and party.birth_date is not None:
        written["birth_date"] = party.birth_date
    return written
