"""The lawful range of the case that a file describes (案卷所载案情的法定幅度), by `evaluate`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import CaseInvalid
from ..model.duty import Missing, need
from ..model.recorded import Moment, day_of
from ..reader import circumstance_ids, fact_table, read_case
from .standing_in import determined

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.case import Case
    from ..model.determination import Determination
    from ..model.facts import Fact
    from .audited import Audited


def determination_of(audited: Audited) -> Determination:
    """What is lawful in the case on the day of its decision.

    Raises:
        Missing: the case, its dates, or the pack of its domain are not at hand, or its facts cannot be used.
    """
    try:
        return determined(need(audited.norms, "norms"), audited.case)
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
    raw: dict[str, Any] = {
        "violation": matter.violation,
        "occurred_on": _day(need(matter.occurred_on, "matter.occurred_on")),
        "decided_on": _day(need(audited.decided().at, "decisions.at")),
        "facts": dict(need(matter.facts, "matter.facts")),
        "judgements": dict(matter.judgements or {}),
        "circumstances": dict(matter.circumstances or {}),
        "persons": list(matter.persons or ()),
    }
    if file.division is not None:
        raw["jurisdiction"] = file.division
    if matter.ended_on is not None:
        raw["ended_on"] = _day(matter.ended_on)
    if file.lead is not None and file.lead.at is not None:
        raw["discovered_on"] = _day(file.lead.at)
    if file.filing is not None and file.filing.at is not None:
        raw["filed_on"] = _day(file.filing.at)
    raw["party"] = _party(audited)
    try:
        return read_case(raw, *_vocabulary(norms))
    except CaseInvalid:
        raise Missing("matter.facts") from None


@lru_cache(maxsize=16)
def _vocabulary(norms: Norms) -> tuple[Mapping[str, Fact], Collection[str]]:
    """The facts and the circumstances that a case may name."""
    packs = tuple(norms.packs.values())
    return fact_table(*packs), circumstance_ids(*packs)


def _day(moment: Moment) -> str:
    return day_of(moment).isoformat()


def _party(audited: Audited) -> dict[str, Any]:
    party = audited.file.party
    if party is None:
        return {}
    written: dict[str, Any] = {}
    if party.kind is not None:
        written["kind"] = party.kind.value
    if party.birth_date is not None:
        written["birth_date"] = party.birth_date.isoformat()
    return written
