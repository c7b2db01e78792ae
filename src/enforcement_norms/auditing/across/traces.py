"""What is kept of a case file to compare it with others (案卷摘要): small, for many are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from ...model.actors.party import PartyRecord
from ...model.casefile import CaseFile, Decision, DecisionKind, Inspection, InspectionOrigin, Questioning
from ...model.casefile.outcome import ProceedingResult
from ...model.penalty import MeasureKind
from ...model.recorded import Moment
from ...reader.packed import pack

_PENALTY: Final = DecisionKind.PENALTY
_FINES: Final = (MeasureKind.FINE, MeasureKind.DAILY_FINE)
_SET_ASIDE: Final = (ProceedingResult.ANNULLED, ProceedingResult.VOID, ProceedingResult.CHANGED)
_PLANNED: Final = (InspectionOrigin.RANDOM, InspectionOrigin.FULL_COVERAGE, InspectionOrigin.SPECIAL)
"""Inspections that an organ plans, and so can bring together."""
_LARGEST: Final = (1 << 63) - 1

Lack = tuple[str, str]
"""A comparison, and the input that a file lacks for it."""
Fine = tuple[str, Moment, bool | None]
"""A fine that stands (罚款): its step, when, and whether the decision orders correction, None where not recorded."""
Visit = tuple[str, Moment, str | None, int | None]
"""A planned inspection of the party (计划内的入企检查): its step, when, by which body, how many it may have in a year."""
Stay = tuple[datetime, datetime, str, Sequence[str], str]
"""Officers were somewhere (在场): from when to when (of a moment alone both are it), at which site, who, in which step."""
Numbered = tuple[str, str, Moment]
"""A decision under its number (决定书文号): the number, the step, when."""


class Trace(NamedTuple):
    """One case file as it is compared with others; `party` identifies the party beyond doubt, or is None."""

    file: str
    subject: str | None
    party: str | None
    violation: str | None
    occurred: Moment | None
    ended: Moment | None
    fines: Sequence[Fine]
    visits: Sequence[Visit]
    stays: Sequence[Stay]
    numbers: Sequence[Numbered]
    lacks: Sequence[Lack]
    """(comparison, input) for every input that is not recorded."""


def written_trace(trace: Trace) -> bytes:
    """A trace as it is handed on and kept; the same bytes for the same trace alone."""
    try:
        return pack(trace)
    except (UnicodeEncodeError, OverflowError):
        # Half a character, which JSON can name but no database holds, stands by its number; the mark behind it tells
        # such a trace from one in which that number is what was written.
        return pack((*_held(trace), True))


def _held(value: Any) -> Any:
    """What can be kept of a value, which is nearly always all of it."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, tuple | list):
        return tuple([_held(each) for each in value])
    if isinstance(value, int) and not isinstance(value, bool):
        return max(-_LARGEST, min(value, _LARGEST))
    return value


def trace_of(file: CaseFile) -> Trace:
    """The trace of a case file."""
    lacks: list[Lack] = []
    matter = file.matter
    party = _identity(file.party)
    violation = matter.violation or None if matter is not None else None
    occurred = matter.occurred_on if matter is not None else None
    fines = _fines(file, lacks)
    visits = _visits(file, lacks)
    if party is None and (fines or visits):
        lacks += [("fines", "party.credit_code")] if fines else []
        lacks += [("visits", "party.credit_code")] if visits else []
    elif fines and violation is None:
        lacks.append(("fines", "matter.violation"))
    elif fines and occurred is None:
        lacks.append(("fines", "matter.occurred_on"))
    stays: list[Stay] = []
    _add_stays(stays, "inspections", file.inspections, lacks)
    _add_stays(stays, "questionings", file.questionings, lacks)
    numbers = _numbers(file, lacks)
    return Trace(
        file.id,
        file.subject,
        party,
        violation,
        occurred,
        matter.ended_on if matter is not None else None,
        fines,
        visits,
        stays,
        numbers,
        list(dict.fromkeys(lacks)) if lacks else lacks,
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


def _fines(file: CaseFile, lacks: list[Lack]) -> list[Fine]:
    """The fines of the file, unless a remedy set its decision aside; whether one did must be recorded."""
    if not file.decisions:
        lacks += [("fines", "decisions")] if file.decisions is None else []
        return []
    found = [(index, each) for index, each in enumerate(file.decisions) if _fined(each, lacks)]
    if not found or _set_aside(file, lacks):
        return []
    fines: list[Fine] = []
    for index, decision in found:
        if decision.at is None:
            lacks.append(("fines", "decisions.at"))
        else:
            fines.append((f"decisions[{index}]", decision.at, decision.orders_correction))
    return fines


def _fined(decision: Decision, lacks: list[Lack]) -> bool:
    """Whether the decision imposes a fine; what it does not record is told."""
    if decision.kind is not _PENALTY:
        if decision.kind is None:
            lacks.append(("fines", "decisions.kind"))
        return False
    if decision.sanctions is None:
        lacks.append(("fines", "decisions.sanctions"))
        return False
    fined = False
    for sanction in decision.sanctions:
        if sanction.kind is None:
            lacks.append(("fines", "decisions.sanctions.kind"))
        elif sanction.kind in _FINES:
            fined = True
    return fined


def _set_aside(file: CaseFile, lacks: list[Lack]) -> bool:
    """Whether a remedy set the decision aside; as good as done where that is not recorded, so that it accuses nobody."""
    if not file.proceedings:
        lacks += [("fines", "proceedings")] if file.proceedings is None else []
        return file.proceedings is None
    for each in file.proceedings:
        if each.result is None and "result" not in each.not_done:
            lacks.append(("fines", "proceedings.result"))
            return True
    return any(each.result in _SET_ASIDE for each in file.proceedings)


def _visits(file: CaseFile, lacks: list[Lack]) -> list[Visit]:
    """The planned inspections of the party; by whom and up to how many is not guessed."""
    visits: list[Visit] = []
    if file.inspections is None:
        lacks.append(("visits", "inspections"))
        return visits
    for index, each in enumerate(file.inspections):
        if each.origin is None:
            lacks.append(("visits", "inspections.origin"))
        elif each.origin not in _PLANNED:
            continue
        elif each.at is None:
            lacks.append(("visits", "inspections.at"))
        else:
            if each.by_body is None and "by_body" not in each.not_done:
                lacks.append(("visits", "inspections.by_body"))
            if each.yearly_cap is None and "yearly_cap" not in each.not_done:
                lacks.append(("visits", "inspections.yearly_cap"))
            visits.append((f"inspections[{index}]", each.at, each.by_body, each.yearly_cap))
    return visits


def _add_stays(
    stays: list[Stay], name: str, steps: Sequence[Inspection | Questioning] | None, lacks: list[Lack]
) -> None:
    if steps is None:
        lacks.append(("stays", name))
        return
    for index, step in enumerate(steps):
        begins, ends = step.at, step.ended_at
        if not isinstance(begins, datetime):
            lacks.append(("stays", f"{name}.at"))
        elif step.place is None:
            lacks.append(("stays", f"{name}.place"))
        elif step.officers is None:
            lacks.append(("stays", f"{name}.officers"))
        elif step.officers:
            if not isinstance(ends, datetime) or ends < begins:
                ends = begins
            stays.append((begins, ends, step.place.strip(), step.officers, f"{name}[{index}]"))


def _numbers(file: CaseFile, lacks: list[Lack]) -> list[Numbered]:
    """The decisions that bear a number."""
    numbers: list[Numbered] = []
    if file.decisions is None:
        lacks.append(("numbers", "decisions"))
        return numbers
    for index, each in enumerate(file.decisions):
        number = "".join(each.number.split()) if each.number else ""
        if number and each.at is not None:
            numbers.append((number, f"decisions[{index}]", each.at))
        elif number:
            lacks.append(("numbers", "decisions.at"))
        elif "number" not in each.not_done:
            lacks.append(("numbers", "decisions.number"))
    return numbers
