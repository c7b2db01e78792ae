"""A case (案件) as it is handed to `evaluate`: what happened, when, where, to whom, and what is established."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from attrs import field, frozen

EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


class PartyKind(StrEnum):
    """What kind of party (当事人) it is."""

    NATURAL_PERSON = "natural_person"
    INDIVIDUAL_BUSINESS = "individual_business"
    LEGAL_PERSON = "legal_person"
    OTHER_ORGANIZATION = "other_organization"


@frozen
class Party:
    """The party (当事人): its kind, and the birth date of a natural person."""

    kind: PartyKind | None = None
    birth_date: date | None = None


@frozen
class Person:
    """A person answering beside the party (责任人员): the role, and the facts of that person."""

    role: str
    facts: Mapping[str, Any] = EMPTY
    id: str = ""


@frozen
class Assertion:
    """A circumstance asserted (情节认定): established or not, and the id of the evidence for it."""

    established: bool
    evidence: str = ""


@frozen
class Event:
    """A dated past event (既往记录): the day, and whether it concerns the same violation."""

    on: date
    same_kind: bool = True


@frozen
class Case:
    """One violation in one case (案件). Money facts are `Money`, ratios exact fractions, dates days of events.

    `ended_on` is the end of a continuing act; `imposed` holds what has been decided, by measure id.
    """

    violation: str
    occurred_on: date
    decided_on: date
    jurisdiction: str = "000000"
    facts: Mapping[str, Any] = EMPTY
    judgements: Mapping[str, bool] = EMPTY
    circumstances: Mapping[str, Assertion] = EMPTY
    party: Party = Party()
    persons: tuple[Person, ...] = ()
    ended_on: date | None = None
    discovered_on: date | None = None
    filed_on: date | None = None
    imposed: Mapping[str, Any] = EMPTY
    id: str = field(default="", kw_only=True)


def reversed_days(case: Case) -> Iterator[tuple[str, str]]:
    """The days of a case that stand in the wrong order: the one that should be later, and the one it precedes."""
    end = case.ended_on or case.occurred_on
    birth = case.party.birth_date
    pairs = (
        ("ended_on", end, "occurred_on", case.occurred_on),
        ("decided_on", case.decided_on, "ended_on" if case.ended_on else "occurred_on", end),
        ("discovered_on", case.discovered_on, "occurred_on", case.occurred_on),
        ("decided_on", case.decided_on, "discovered_on", case.discovered_on),
        ("occurred_on", case.occurred_on, "party.birth_date", birth),
    )
    for later, later_day, earlier, earlier_day in pairs:
        if later_day is not None and earlier_day is not None and later_day < earlier_day:
            yield later, earlier
