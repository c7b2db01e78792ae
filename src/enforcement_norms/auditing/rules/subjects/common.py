"""What the rules on subjects ask of the registers: who acted, who stands behind, which power and document."""

from __future__ import annotations

from datetime import date

from ....model.actors import ActKind, EnforcementSubject, Entrustment, Power, SubjectKind
from ....model.casefile import Decision
from ....model.duty import Missing, need
from ...audited import Audited
from ..gathering import all_recorded


def kind_of(subject: EnforcementSubject) -> SubjectKind:
    """By what title a body enforces.

    Raises:
        Missing: the register does not say.
    """
    return need(subject.kind, "subjects.kind")


def body(audited: Audited, id_: str | None) -> EnforcementSubject:
    """The body that acted at a step: the one named there, else the subject of the case.

    Raises:
        Missing: the register does not hold it.
    """
    if id_ is None:
        return audited.subject
    return need(audited.subjects.get(id_), "subjects")


def is_entrusted(audited: Audited, _step: object = None) -> bool:
    """Whether an entrusted body handles the case.

    Raises:
        Missing: the register does not say by what title the body enforces.
    """
    return kind_of(audited.subject) is SubjectKind.ENTRUSTED


def entrustment_of(audited: Audited) -> Entrustment:
    """The entrustment on which the case rests, wherever the register holds it.

    Raises:
        Missing: the file does not name it, or no subject of the register records it.
    """
    id_ = need(audited.file.entrustment, "entrustment")
    for subject in audited.subjects.values():
        for each in subject.entrustments or ():
            if each.id == id_:
                return each
    raise Missing("subjects.entrustments")


def power_of(audited: Audited) -> Power | None:
    """The power that the case exercises, as the list of the subject has it; None if the list lacks it.

    Raises:
        Missing: the file does not name the power, or the list is not at hand.
    """
    id_ = need(audited.file.power, "power")
    powers = need(audited.subject.powers, "subjects.powers")
    return next((each for each in powers if each.id == id_), None)


def has_listed_power(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty by a power that the list of the subject has; raises as `power_of`."""
    return audited.penalises(decision) and power_of(audited) is not None


def is_held(power: Power, day: date) -> bool:
    """Whether a power is held on a day, first and last day included.

    Raises:
        Missing: the first day is not recorded.
    """
    first = need(power.held_from, "subjects.powers.held_from")
    return first <= day and (power.held_until is None or day <= power.held_until)


def covers(violations: tuple[str, ...], violation: str) -> bool:
    """Whether a list of violations or whole domains covers a violation (`domain.violation`)."""
    return violation in violations or violation.partition(".")[0] in violations


def has_power(subject: EnforcementSubject, act: ActKind, day: date) -> bool:
    """Whether a body holds any power of a kind on a day.

    Raises:
        Missing: its list of powers is not at hand, or one of them, which may be it, does not say of which kind it is.
    """
    powers = need(subject.powers, "subjects.powers")
    if any(each.act is act and is_held(each, day) for each in powers):
        return True
    all_recorded((each.act for each in powers), "subjects.powers.act")
    return False
