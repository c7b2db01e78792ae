"""What is kept of a case file to compare it with others (案卷摘要): small, so that many stay in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from attrs import frozen

from ...model.actors.party import PartyRecord
from ...model.casefile import CaseFile, Decision, DecisionKind, Inspection, InspectionOrigin, Questioning
from ...model.casefile.outcome import ProceedingResult
from ...model.penalty import MeasureKind
from ...model.recorded import Moment

_FINES: Final = frozenset({MeasureKind.FINE, MeasureKind.DAILY_FINE})
_SET_ASIDE: Final = frozenset({ProceedingResult.ANNULLED, ProceedingResult.VOID, ProceedingResult.CHANGED})
PLANNED: Final = frozenset({InspectionOrigin.RANDOM, InspectionOrigin.FULL_COVERAGE, InspectionOrigin.SPECIAL})
"""Inspections that an organ plans, and so can bring together."""
_STEPS_WITH_PLACE: Final = ("inspections", "questionings")

Lack = tuple[str, str]
"""A comparison, and the input that a file lacks for it."""


@frozen
class Stay:
    """An officer was somewhere (在场): from when to when, of a moment alone both are it."""

    officer: str
    site: str
    begins: datetime
    ends: datetime
    step: str


@frozen
class Visit:
    """A planned inspection of the party (计划内的入企检查): by which body, and how many it may have in a year."""

    step: str
    at: Moment
    body: str | None
    cap: int | None


@frozen
class Fine:
    """A fine that stands (罚款): whether the decision orders correction, None where that is not recorded."""

    step: str
    at: Moment
    corrects: bool | None


@frozen
class Numbered:
    """A decision under its number (决定书文号)."""

    step: str
    number: str
    at: Moment


@frozen
class Trace:
    """One case file as it is compared with others; `party` identifies the party beyond doubt, or is None."""

    file: str
    subject: str | None
    party: str | None
    violation: str | None
    occurred: Moment | None
    ended: Moment | None
    fines: tuple[Fine, ...]
    visits: tuple[Visit, ...]
    stays: tuple[Stay, ...]
    numbers: tuple[Numbered, ...]
    lacks: tuple[Lack, ...]
    """(comparison, input) for every input that is not recorded."""


def trace_of(file: CaseFile) -> Trace:
    """The trace of a case file."""
    lacks: list[Lack] = []
    matter = file.matter
    party = _identity(file.party)
    violation = matter.violation or None if matter is not None else None
    occurred = matter.occurred_on if matter is not None else None
    fines = tuple(_fines(file, lacks))
    visits = tuple(_visits(file, lacks))
    if party is None and (fines or visits):
        lacks += [("fines", "party.credit_code")] if fines else []
        lacks += [("visits", "party.credit_code")] if visits else []
    elif fines and violation is None:
        lacks.append(("fines", "matter.violation"))
    elif fines and occurred is None:
        lacks.append(("fines", "matter.occurred_on"))
    return Trace(
        file.id,
        file.subject,
        party,
        violation,
        occurred,
        matter.ended_on if matter is not None else None,
        fines,
        visits,
        tuple(_stays(file, lacks)),
        tuple(_numbers(file, lacks)),
        tuple(dict.fromkeys(lacks)),
    )


def _identity(party: PartyRecord | None) -> str | None:
    """A code that belongs to one party alone; a masked number only together with the name."""
    if party is None:
        return None
    if party.credit_code is not None:
        return party.credit_code
    if party.citizen_id is None or party.name is None:
        return None
    return f"{party.name} {party.citizen_id}"


def _fines(file: CaseFile, lacks: list[Lack]) -> Iterator[Fine]:
    """The fines of the file, unless a remedy set its decision aside; whether one did must be recorded."""
    if not file.decisions:
        lacks += [("fines", "decisions")] if file.decisions is None else []
        return
    found = [(index, each) for index, each in enumerate(file.decisions) if _fined(each, lacks)]
    if not found or _set_aside(file, lacks):
        return
    for index, decision in found:
        if decision.at is None:
            lacks.append(("fines", "decisions.at"))
        else:
            yield Fine(f"decisions[{index}]", decision.at, decision.orders_correction)


def _fined(decision: Decision, lacks: list[Lack]) -> bool:
    """Whether the decision imposes a fine; what it does not record is told."""
    if decision.kind is None:
        lacks.append(("fines", "decisions.kind"))
    elif decision.kind is DecisionKind.PENALTY:
        if decision.sanctions is None:
            lacks.append(("fines", "decisions.sanctions"))
            return False
        if any(sanction.kind is None for sanction in decision.sanctions):
            lacks.append(("fines", "decisions.sanctions.kind"))
        return any(sanction.kind in _FINES for sanction in decision.sanctions)
    return False


def _set_aside(file: CaseFile, lacks: list[Lack]) -> bool:
    """Whether a remedy set the decision aside; as good as done where that is not recorded, so that it accuses nobody."""
    if file.proceedings is None:
        lacks.append(("fines", "proceedings"))
        return True
    for each in file.proceedings:
        if each.result is None and "result" not in each.not_done:
            lacks.append(("fines", "proceedings.result"))
            return True
    return any(each.result in _SET_ASIDE for each in file.proceedings)


def _visits(file: CaseFile, lacks: list[Lack]) -> Iterator[Visit]:
    """The planned inspections of the party; by whom and up to how many is not guessed."""
    if file.inspections is None:
        lacks.append(("visits", "inspections"))
    for index, each in enumerate(file.inspections or ()):
        if each.origin is None:
            lacks.append(("visits", "inspections.origin"))
        elif each.origin not in PLANNED:
            continue
        elif each.at is None:
            lacks.append(("visits", "inspections.at"))
        else:
            lacks += [
                ("visits", f"inspections.{name}")
                for name in ("by_body", "yearly_cap")
                if getattr(each, name) is None and name not in each.not_done
            ]
            yield Visit(f"inspections[{index}]", each.at, each.by_body, each.yearly_cap)


def _stays(file: CaseFile, lacks: list[Lack]) -> Iterator[Stay]:
    for name in _STEPS_WITH_PLACE:
        steps: tuple[Inspection | Questioning, ...] | None = getattr(file, name)
        if steps is None:
            lacks.append(("stays", name))
        for index, step in enumerate(steps or ()):
            if not isinstance(step.at, datetime):
                lacks.append(("stays", f"{name}.at"))
            elif step.place is None:
                lacks.append(("stays", f"{name}.place"))
            elif step.officers is None:
                lacks.append(("stays", f"{name}.officers"))
            else:
                ends = step.ended_at if isinstance(step.ended_at, datetime) else step.at
                for officer in step.officers:
                    yield Stay(officer, step.place.strip(), step.at, max(step.at, ends), f"{name}[{index}]")


def _numbers(file: CaseFile, lacks: list[Lack]) -> Iterator[Numbered]:
    """The decisions that bear a number."""
    if file.decisions is None:
        lacks.append(("numbers", "decisions"))
    for index, each in enumerate(file.decisions or ()):
        number = "".join((each.number or "").split())
        if number and each.at is not None:
            yield Numbered(f"decisions[{index}]", number, each.at)
        elif number:
            lacks.append(("numbers", "decisions.at"))
        elif "number" not in each.not_done:
            lacks.append(("numbers", "decisions.number"))
