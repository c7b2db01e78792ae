"""What is kept of a case file to compare it with others (案卷摘要): small, so that many stay in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from attrs import frozen

from ...model.actors.party import PartyRecord
from ...model.casefile import CaseFile, Decision, DecisionKind, InspectionOrigin
from ...model.casefile.outcome import ProceedingResult
from ...model.penalty import MeasureKind
from ...model.recorded import Moment

_FINES: Final = frozenset({MeasureKind.FINE, MeasureKind.DAILY_FINE})
_SET_ASIDE: Final = frozenset({ProceedingResult.ANNULLED, ProceedingResult.VOID, ProceedingResult.CHANGED})
_STEPS_WITH_PLACE: Final = ("inspections", "questionings")


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
    """An inspection of the party (入企检查)."""

    step: str
    at: Moment
    body: str | None
    origin: InspectionOrigin | None
    cap: int | None


@frozen
class Fine:
    """A fine that stands (罚款): whether the decision orders correction, None where that is not recorded."""

    step: str
    at: Moment
    corrects: bool | None


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
    lacks: tuple[tuple[str, str], ...]
    """(comparison, input) for every input that is not recorded."""


def trace_of(file: CaseFile) -> Trace:
    """The trace of a case file."""
    lacks: list[tuple[str, str]] = []
    matter = file.matter
    party = _identity(file.party)
    violation = matter.violation or None if matter is not None else None
    occurred = matter.occurred_on if matter is not None else None
    fines = tuple(_fines(file, lacks))
    visits = tuple(_visits(file))
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


def _fines(file: CaseFile, lacks: list[tuple[str, str]]) -> Iterator[Fine]:
    """The fines of the file, unless a remedy set its decision aside."""
    if any(each.result in _SET_ASIDE for each in file.proceedings or ()):
        return
    for index, decision in enumerate(file.decisions or ()):
        if decision.kind is not DecisionKind.PENALTY or not _fined(decision, lacks):
            continue
        if decision.at is None:
            lacks.append(("fines", "decisions.at"))
            continue
        yield Fine(f"decisions[{index}]", decision.at, decision.orders_correction)


def _fined(decision: Decision, lacks: list[tuple[str, str]]) -> bool:
    if decision.sanctions is None:
        lacks.append(("fines", "decisions.sanctions"))
        return False
    return any(sanction.kind in _FINES for sanction in decision.sanctions)


def _visits(file: CaseFile) -> Iterator[Visit]:
    for index, each in enumerate(file.inspections or ()):
        if each.at is not None:
            body = each.by_body or file.subject
            yield Visit(f"inspections[{index}]", each.at, body, each.origin, each.yearly_cap)


def _stays(file: CaseFile, lacks: list[tuple[str, str]]) -> Iterator[Stay]:
    for name in _STEPS_WITH_PLACE:
        for index, step in enumerate(getattr(file, name) or ()):
            if not isinstance(step.at, datetime):
                lacks.append(("stays", f"{name}.at"))
            elif step.place is None:
                lacks.append(("stays", f"{name}.place"))
            else:
                ends = step.ended_at if isinstance(step.ended_at, datetime) else step.at
                for officer in step.officers or ():
                    yield Stay(officer, step.place.strip(), step.at, max(step.at, ends), f"{name}[{index}]")
