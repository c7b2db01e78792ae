"""A written record of every stage, in order (各环节文字记录、先后顺序)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ....i18n import Message, _
from ....model.actors import SystemKind
from ....model.casefile import CaseFile, DocumentKind, Inspection, Questioning, Served
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, need
from ....model.recorded import Moment, is_before
from ...audited import Audited
from ...late import shown
from ...sector_sources import police_procedure
from ...sources import notice, penalty_2017, penalty_2021, three_systems
from ..filing import filed_by_october

POLICE: Final = "public_security"

recording_filed = filed_by_october("recording.filed", SystemKind.RECORDING, _("执法全过程记录制度"), "s4.2.2")

_START: Final = frozenset({DocumentKind.FILING})
_EVIDENCE: Final = frozenset(
    {
        DocumentKind.INSPECTION_RECORD,
        DocumentKind.QUESTIONING_RECORD,
        DocumentKind.PRESERVATION,
        DocumentKind.COERCIVE_DECISION,
        DocumentKind.PROPERTY_LIST,
        DocumentKind.INVESTIGATION_REPORT,
    }
)
_REVIEW: Final = frozenset({DocumentKind.REVIEW_OPINION})
_DECISION: Final = frozenset({DocumentKind.DECISION, DocumentKind.TRANSFER_LETTER})
_SERVICE: Final = frozenset({DocumentKind.SERVICE_RECEIPT})
_STAGES: Final = {
    "start": _("启动"),
    "evidence": _("调查取证"),
    "review": _("审核"),
    "decision": _("决定"),
    "service": _("送达"),
    "enforcement": _("执行"),
}
_ENFORCEMENT: Final = frozenset({DocumentKind.URGING, DocumentKind.ENFORCEMENT_APPLICATION, DocumentKind.CLOSING})


def _stages(audited: Audited) -> Iterator[tuple[str, frozenset[DocumentKind]]]:
    """The stages that the case went through, and the documents of which each must leave one."""
    file = audited.file
    ordinary = audited.is_ordinary
    if ordinary:
        yield "start", _START
        yield "evidence", _EVIDENCE
    if need(file.reviews, "reviews"):
        yield "review", _REVIEW
    yield "decision", _DECISION
    if ordinary and Served.DECISION in [each.of for each in need(file.services, "services")]:
        yield "service", _SERVICE
    if need(file.enforcements, "enforcements"):
        yield "enforcement", _ENFORCEMENT


@duty(
    "recording.every_stage",
    _("启动、取证、审核、决定、送达、执行均有文字记录"),
    (
        three_systems("s3", gravity=Gravity.IRREGULAR),
        notice("s4.2.2", gravity=Gravity.IRREGULAR),
        penalty_2021("47"),
    ),
    on="decisions.at",
    item=NoticeItem.DOCUMENTS,
    inputs=("procedure", "decisions.at", "documents", "documents.kind", "reviews", "services", "enforcements"),
)
def every_stage(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2021 Art. 47: six stages, in writing or sound and picture; before it the opinions and the notice asked for it."""
    held = {each.kind for each in need(file.documents, "documents")}
    if None in held:
        raise Missing("documents.kind")
    for stage, kinds in _stages(audited):
        if held.isdisjoint(kinds):
            yield Found(_("{stage}环节没有文字记录", stage=_STAGES[stage]), at="/documents")


@duty(
    "recording.questioning_record",
    _("询问制作笔录"),
    (penalty_2017("37.1"), penalty_2021("55.2")),
    over="questionings",
    item=NoticeItem.DOCUMENTS,
    inputs=("questionings.at", "questionings.record_made"),
)
def questioning_record(audited: Audited, step: Questioning) -> Iterator[Found]:
    """2017 Art. 37.1, 2021 Art. 55.2; the police may let a recording stand for it in the quick procedure (Art. 45.3)."""
    if not need(step.record_made, "questionings.record_made") and not (
        audited.file.domain == POLICE and step.recordings
    ):
        yield Found(_("询问没有制作笔录"))


@duty(
    "recording.inspection_record",
    _("检查制作笔录"),
    (penalty_2017("37.1"), penalty_2021("55.2")),
    over="inspections",
    item=NoticeItem.DOCUMENTS,
    inputs=("inspections.at", "inspections.record_made"),
)
def inspection_record(audited: Audited, step: Inspection) -> Iterator[Found]:
    """2017 Art. 37.1, 2021 Art. 55.2; whether a police recording may stand for it is another rule."""
    if not need(step.record_made, "inspections.record_made") and not (
        audited.file.domain == POLICE and step.recordings
    ):
        yield Found(_("检查没有制作笔录"))


@duty(
    "recording.police_video_described",
    _("以录音录像替代笔录的，说明主要内容和时间段"),
    (police_procedure("86.2"),),
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "domain",
        "inspections.at",
        "inspections.record_made",
        "inspections.recordings",
        "inspections.recordings.notes_key_points",
    ),
    when=lambda audited, step: (
        need(audited.file.domain, "domain") == POLICE
        and not need(step.record_made, "inspections.record_made")
        and bool(need(step.recordings, "inspections.recordings"))
    ),
)
def police_video_described(audited: Audited, step: Inspection) -> Iterator[Found]:
    """公安机关办理行政案件程序规定 Art. 86.2: key content and its time are put into words."""
    for index, each in enumerate(need(step.recordings, "inspections.recordings")):
        if not need(each.notes_key_points, "inspections.recordings.notes_key_points"):
            yield Found(_("替代检查笔录的录音录像没有文字说明"), at=f"recordings[{index}]")


_FILED: Final = _("立案")
_INVESTIGATED: Final = _("调查终结")
_DECIDED: Final = _("作出决定")
_CLOSED: Final = _("结案")
_ARCHIVED: Final = _("归档")


def _order(file: CaseFile) -> Iterator[tuple[Message, str, Moment | None]]:
    """The stages in the order of the law, each with its place and moment."""
    if file.filing is not None:
        yield _FILED, "filing", file.filing.at
    if file.report is not None:
        yield _INVESTIGATED, "report", file.report.at
    for index, decision in enumerate(file.decisions or ()):
        yield _DECIDED, f"decisions[{index}]", decision.at
    if file.closing is not None:
        yield _CLOSED, "closing", file.closing.at
    if file.archive is not None:
        yield _ARCHIVED, "archive", file.archive.at


@duty(
    "recording.stages_in_order",
    _("立案、调查终结、决定、结案、归档依次进行"),
    (penalty_2017("38.1"), penalty_2021("57.1")),
    on="decisions.at",
    inputs=("decisions", "filing.at", "report.at", "decisions.at", "closing.at", "archive.at"),
)
def stages_in_order(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """2017 Art. 38.1, 2021 Art. 57.1: the organ decides when the investigation is finished; inversions are veto items."""
    before: Moment | None = None
    for step in (file.filing, file.report, *(file.decisions or ()), file.closing, file.archive):
        if step is not None:
            if step.at is None or (before is not None and is_before(step.at, before)):
                return _inversions(file)
            before = step.at
    return ()


def _inversions(file: CaseFile) -> Iterator[Found]:
    before: tuple[Message, Moment] | None = None
    for stage, place, at in _order(file):
        if at is None:
            raise Missing(f"{place.partition('[')[0]}.at")
        if before is not None and is_before(at, before[1]):
            message = _(
                "{stage}在 {at}，早于{before}（{then}）",
                stage=stage,
                at=shown(at),
                before=before[0],
                then=shown(before[1]),
            )
            yield Found(message, at=f"/{place}")
        else:
            before = (stage, at)
