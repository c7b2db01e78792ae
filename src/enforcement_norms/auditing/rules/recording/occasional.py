"""Sound and picture as the case may be (按需音像记录): a recording or a reason, and how service is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ....i18n import _
from ....model.casefile import Evidence, Hearing, Inspection, Questioning, Service, ServiceMethod
from ....model.duty import Found, Gravity, Missing, duty, happened, need
from ...audited import Audited
from ...likeness import by_words
from ...sector_sources import agricultural_enforcement
from ...sources import market_procedure, notice, penalty_2017, penalty_2021, three_systems

_AS_NEEDED: Final = (three_systems("s3.8"), notice("s4.2.2"))


_UNSEEN: Final = frozenset({ServiceMethod.LEFT, ServiceMethod.ANNOUNCEMENT})
"""Ways of serving in which nobody takes the document from the hands of the officers."""


def _neither(step: Any, name: str) -> bool:
    """Whether there is neither a recording nor a reason for having none.

    Raises:
        Missing: recordings are not recorded.
    """
    if step.recordings or (step.recordings is not None and step.no_recording_reason is not None):
        return False
    need(step.recordings, f"{name}.recordings")
    return happened(step.no_recording_reason, step, f"{name}.no_recording_reason") is None


def _method(service: Service) -> ServiceMethod:
    return need(service.method, "services.method")


def _field(audited: Audited) -> str:
    return need(audited.file.domain, "domain")


@duty(
    "recording.inspection_as_needed",
    _("现场执法音像记录或者说明理由"),
    _AS_NEEDED,
    over="inspections",
    gravity=Gravity.IRREGULAR,
    inputs=(
        "inspections.at",
        "inspections.endangers",
        "inspections.recordings",
        "inspections.no_recording_reason",
    ),
    when=by_words(lambda audited, step: not need(step.endangers, "inspections.endangers")),
)
def inspection_as_needed(audited: Audited, step: Inspection) -> Iterable[Found]:
    """国办发〔2018〕118号 (八): as the case may be; where a written record is enough, that is said."""
    return (Found(_("现场检查没有音像记录，也没有说明理由")),) if _neither(step, "inspections") else ()


@duty(
    "recording.questioning_as_needed",
    _("调查询问音像记录或者说明理由"),
    _AS_NEEDED,
    over="questionings",
    gravity=Gravity.IRREGULAR,
    inputs=("questionings.at", "questionings.recordings", "questionings.no_recording_reason"),
)
def questioning_as_needed(audited: Audited, step: Questioning) -> Iterable[Found]:
    """国办发〔2018〕118号 (八): investigation easily gives rise to dispute."""
    return (Found(_("询问没有音像记录，也没有说明理由")),) if _neither(step, "questionings") else ()


@duty(
    "recording.evidence_as_needed",
    _("取证音像记录或者说明理由"),
    _AS_NEEDED,
    over="evidence",
    gravity=Gravity.IRREGULAR,
    inputs=("evidence.at", "evidence.recordings", "evidence.no_recording_reason"),
)
def evidence_as_needed(audited: Audited, step: Evidence) -> Iterable[Found]:
    """国办发〔2018〕118号 (八): so does the taking of evidence."""
    return (Found(_("取证没有音像记录，也没有说明理由")),) if _neither(step, "evidence") else ()


@duty(
    "recording.hearing_as_needed",
    _("听证音像记录或者说明理由"),
    _AS_NEEDED,
    over="hearings",
    gravity=Gravity.IRREGULAR,
    inputs=("hearings.at", "hearings.recordings", "hearings.no_recording_reason"),
)
def hearing_as_needed(audited: Audited, step: Hearing) -> Iterator[Found]:
    """国办发〔2018〕118号 (八): hearings."""
    if _neither(step, "hearings"):
        yield Found(_("听证没有音像记录，也没有说明理由"))


@duty(
    "recording.left_service_proved",
    _("留置送达有见证人或者音像记录"),
    (penalty_2017("40"), penalty_2021("61.1")),
    over="services",
    inputs=("services.at", "services.method", "services.witness", "services.recordings"),
    when=by_words(lambda audited, service: _method(service) is ServiceMethod.LEFT),
)
def left_service_proved(audited: Audited, service: Service) -> Iterator[Found]:
    """2017 Art. 40, 2021 Art. 61.1 refer to 民事诉讼法: a witness signs, or photographs or video record it."""
    if service.witness is None and not need(service.recordings, "services.recordings"):
        if "witness" not in service.not_done:
            raise Missing("services.witness")
        yield Found(_("留置送达既没有见证人，也没有拍照、录像"))


@duty(
    "recording.service_as_needed",
    _("留置、公告送达音像记录或者说明理由"),
    _AS_NEEDED,
    over="services",
    gravity=Gravity.IRREGULAR,
    inputs=("domain", "services.at", "services.method", "services.recordings", "services.no_recording_reason"),
    when=by_words(lambda audited, service: _field(audited) != "agriculture" and _method(service) in _UNSEEN),
)
def service_as_needed(audited: Audited, service: Service) -> Iterator[Found]:
    """国办发〔2018〕118号 (八): leaving a document and announcing it; agriculture has a stricter rule."""
    if _neither(service, "services"):
        yield Found(_("留置、公告送达没有音像记录，也没有说明理由"))


@duty(
    "recording.electronic_service_recorded",
    _("电子送达采取拍照、截屏、录音、录像等方式记录"),
    (market_procedure("82..3"),),
    over="services",
    gravity=Gravity.IRREGULAR,
    inputs=("domain", "services.at", "services.method", "services.recordings"),
    when=by_words(
        lambda audited, service: (
            _field(audited) == "market_supervision" and _method(service) is ServiceMethod.ELECTRONIC
        )
    ),
)
def electronic_service_recorded(audited: Audited, service: Service) -> Iterator[Found]:
    """市场监督管理行政处罚程序规定 Art. 82 (3): what is served electronically is recorded."""
    if not need(service.recordings, "services.recordings"):
        yield Found(_("电子送达没有拍照、截屏、录音、录像等记录"))


@duty(
    "recording.agricultural_course_recorded",
    _("农业执法的取证、听证、留置和公告送达全程音像记录"),
    (agricultural_enforcement("21.2"),),
    over="services",
    inputs=("domain", "services.at", "services.method", "services.recordings"),
    when=by_words(lambda audited, service: _field(audited) == "agriculture" and _method(service) in _UNSEEN),
)
def agricultural_course_recorded(audited: Audited, service: Service) -> Iterator[Found]:
    """农业综合行政执法管理办法 Art. 21.2: what the opinions leave to the case is here recorded throughout."""
    if not need(service.recordings, "services.recordings"):
        yield Found(_("留置送达、公告送达没有全程音像记录"))
