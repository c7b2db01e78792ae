"""Registers of subjects and officers (主体名录、人员名录), and how they stood on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, TypeVar

from attrs import frozen

from ...i18n import _
from ..recorded import Recorded, record
from .officer import Certificate, CertificateKind, Employment, Officer
from .organ import EnforcementSubject

T = TypeVar("T")
_REMEMBERED: Final = 200_000
"""Answers about officers, teams of them and subjects that are kept at a time."""


@frozen(kw_only=True)
class Registers(Recorded):
    """The registers that a supervision body keeps (主体和人员名录); `None` where a register is not at hand."""

    subjects: tuple[EnforcementSubject, ...] | None = record(_("执法主体名录"))
    officers: tuple[Officer, ...] | None = record(_("执法人员名录"))

    @cached_property
    def officers_by_id(self) -> Mapping[str, Officer] | None:
        """The register of officers by id; None where it is not at hand."""
        return None if self.officers is None else {each.id: each for each in self.officers}

    @cached_property
    def subjects_by_id(self) -> Mapping[str, EnforcementSubject] | None:
        """The register of subjects by id; None where it is not at hand."""
        return None if self.subjects is None else {each.id: each for each in self.subjects}

    @cached_property
    def remembered(self) -> dict[Any, Any]:
        """What rules found out about the registers (名录查询结果), shared by all files audited with them."""
        return {}

    def remember(self, key: object, found: T) -> T:
        """Keep what was found out under a key; when much is kept, all of it is forgotten first."""
        if len(self.remembered) >= _REMEMBERED:
            self.remembered.clear()
        self.remembered[key] = found
        return found


class Standing(StrEnum):
    """How somebody stood towards enforcement on a day (当日资格)."""

    QUALIFIED = "qualified"
    NO_CERTIFICATE = "no_certificate"
    """没有登记过执法证件。"""
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    LEFT = "left"
    """已退休、转岗、调离、开除、死亡。"""
    NOT_OFFICER = "not_officer"
    """合同工、临时工、辅助人员。"""


def standings(officer: Officer, day: date) -> frozenset[Standing] | None:
    """Every reason why somebody may not act that day, or QUALIFIED alone; None where the register does not say.

    A certificate without a first or last day is taken as valid on that side: what is not recorded accuses nobody.
    """
    reasons = []
    if officer.employment is not None and officer.employment is not Employment.ESTABLISHMENT:
        reasons.append(Standing.NOT_OFFICER)
    if officer.events and any(event.on is not None and event.on <= day for event in officer.events):
        reasons.append(Standing.LEFT)
    held = officer.certificates
    if held is None:
        return frozenset(reasons) if reasons else None
    states = []
    doubtful = False
    for each in held:
        state = _state(each, day)
        if each.kind is None:
            doubtful = doubtful or state is Standing.QUALIFIED
        elif each.kind is CertificateKind.ENFORCEMENT:
            if state is Standing.QUALIFIED:
                return frozenset(reasons) if reasons else _QUALIFIED
            states.append(state)
    if doubtful:
        return frozenset(reasons) if reasons else None
    return frozenset((*reasons, *(states or (Standing.NO_CERTIFICATE,))))


_QUALIFIED: Final = frozenset({Standing.QUALIFIED})


def _state(certificate: Certificate, day: date) -> Standing:
    if certificate.cancelled_on is not None and certificate.cancelled_on <= day:
        return Standing.CANCELLED
    began, ended = certificate.suspended_from, certificate.suspended_until
    if began is not None and began <= day and (ended is None or day <= ended):
        return Standing.SUSPENDED
    if certificate.valid_from is not None and day < certificate.valid_from:
        return Standing.NOT_YET_VALID
    if certificate.valid_until is not None and certificate.valid_until < day:
        return Standing.EXPIRED
    return Standing.QUALIFIED
