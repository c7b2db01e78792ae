"""The register of officers (人员名录): who may apply, who handed the certificate back, other formats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import _
from ....model.actors import Certificate, CertificateFormat, CertificateKind, Employment, Officer
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited
from ...late import overdue
from ...sources import notice, supervision_2026
from ...terms import due_on, due_working

_FILED_BY: Final = date(2020, 10, 31)
_NOTICE_FROM: Final = date(2020, 8, 11)


@duty(
    "officers.eligible_for_certificate",
    _("符合条件的人员才申办执法证件"),
    (notice("s4.1.2"), supervision_2026("17.2")),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=(
        "officers.certificates",
        "officers.certificates.kind",
        "officers.certificates.issued_on",
        "officers.employment",
        "officers.exam_passed_on",
    ),
)
def eligible_for_certificate(audited: Audited, officer: Officer) -> Iterator[Found]:
    """The notice: no application for those who do not fit; 行政执法监督条例 Art. 17.2: the examination passed first."""
    for index, each in enumerate(need(officer.certificates, "officers.certificates")):
        if need(each.kind, "officers.certificates.kind") is not CertificateKind.ENFORCEMENT:
            continue
        issued = need(each.issued_on, "officers.certificates.issued_on")
        if issued < _NOTICE_FROM:
            continue
        place = f"certificates[{index}]"
        if need(officer.employment, "officers.employment") is not Employment.ESTABLISHMENT:
            yield Found(_("{name}不是在编在职人员，取得了执法证件", name=officer.name), on=issued, at=place)
        passed = happened(officer.exam_passed_on, officer, "officers.exam_passed_on")
        if passed is None or passed > issued:
            yield Found(_("{name}未通过执法资格考试即取得执法证件", name=officer.name), on=issued, at=place)


@duty(
    "officers.certificate_returned",
    _("离岗人员交回执法证件"),
    (notice("s4.1.2"),),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.PROCEDURE,
    inputs=("officers.events", "officers.events.on", "officers.events.certificate_returned_on"),
)
def certificate_returned(audited: Audited, officer: Officer) -> Iterator[Found]:
    """The notice names no days: how many working days are prompt is a setting of the district."""
    settings = audited.settings
    for index, event in enumerate(need(officer.events, "officers.events")):
        on = need(event.on, "officers.events.on")
        if on < _NOTICE_FROM:
            continue
        place = f"events[{index}]"
        returned = happened(event.certificate_returned_on, event, "officers.events.certificate_returned_on")
        if returned is None:
            yield Found(_("{name}离岗后没有交回执法证件", name=officer.name), on=on, at=place)
            continue
        due = due_working(on, settings.certificate_return_working_days, settings.overlay)
        for found in overdue(due, returned, _("按本地设定交回执法证件")):
            yield Found(found.message, found.gravity, on, place)


@duty(
    "officers.cancellation_requested",
    _("离岗人员的证件提请注销"),
    (notice("s4.1.2"),),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.PROCEDURE,
    inputs=("officers.events", "officers.events.on", "officers.events.cancellation_requested_on"),
)
def cancellation_requested(audited: Audited, officer: Officer) -> Iterator[Found]:
    """The notice: besides handing it back, the department asks the justice bureau to cancel it."""
    for index, event in enumerate(need(officer.events, "officers.events")):
        on = need(event.on, "officers.events.on")
        if on < _NOTICE_FROM:
            continue
        if happened(event.cancellation_requested_on, event, "officers.events.cancellation_requested_on") is None:
            yield Found(_("{name}离岗后没有提请注销执法证件", name=officer.name), on=on, at=f"events[{index}]")


def _filed_late(certificate: Certificate, audited: Audited) -> Iterator[Found]:
    due = due_on(_FILED_BY, audited.settings.overlay)
    for name, what in (
        ("basis_filed_on", _("使用依据")),
        ("specimen_filed_on", _("证件式样")),
        ("roster_filed_on", _("持证人员名册")),
    ):
        filed = happened(getattr(certificate, name), certificate, f"officers.certificates.{name}")
        if filed is None:
            yield Found(_("非四川省统一式样证件的{what}没有报备案", what=what))
        else:
            yield from overdue(due, filed, _("报备案非统一式样证件的{what}", what=what))


@duty(
    "officers.other_format_filed",
    _("非统一式样证件有依据并报备案"),
    (notice("s4.1.2"),),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.NOT_REPORTED,
    inputs=(
        "officers.certificates",
        "officers.certificates.kind",
        "officers.certificates.format",
        "officers.certificates.issued_on",
        "officers.certificates.other_basis",
        "officers.certificates.basis_filed_on",
        "officers.certificates.specimen_filed_on",
        "officers.certificates.roster_filed_on",
    ),
)
def other_format_filed(audited: Audited, officer: Officer) -> Iterator[Found]:
    """The notice: a law or the province allows it; basis, specimen and roster are filed by the end of October 2020."""
    for index, each in enumerate(need(officer.certificates, "officers.certificates")):
        if need(each.kind, "officers.certificates.kind") is not CertificateKind.ENFORCEMENT:
            continue
        if need(each.format, "officers.certificates.format") is not CertificateFormat.OTHER:
            continue
        if need(each.issued_on, "officers.certificates.issued_on") > _FILED_BY:
            continue
        place = f"certificates[{index}]"
        if happened(each.other_basis, each, "officers.certificates.other_basis") is None:
            yield Found(_("{name}使用非统一式样证件没有依据", name=officer.name), on=_FILED_BY, at=place)
        for found in _filed_late(each, audited):
            yield Found(found.message, found.gravity, _FILED_BY, place)
