"""Coercive measures (行政强制措施): approval, conduct, documents (行政强制法 Arts. 18–20, 23–24, 26, 30–31)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.casefile import CoerciveMeasure, MeasureElement, MeasureType
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of, is_before
from ...audited import Audited
from ...late import overdue, shown
from ...sources import compulsion
from ...terms import due_working, within_hours

_REPORT_HOURS: Final = 24
_TAKEN: Final = (MeasureType.SEAL, MeasureType.SEIZE)
_ELEMENTS: Final[dict[MeasureElement, Message]] = {
    MeasureElement.PARTY: _("当事人的姓名或者名称、地址"),
    MeasureElement.REASON_BASIS_TERM: _("理由、依据和期限"),
    MeasureElement.OBJECTS: _("财物的名称、数量或者账号、数额"),
    MeasureElement.REMEDIES: _("复议、诉讼的途径和期限"),
    MeasureElement.ORGAN_SEAL_DATE: _("行政机关的名称、印章和日期"),
}


def _kind(measure: CoerciveMeasure) -> MeasureType:
    return need(measure.kind, "measures.kind")


def _is_taking(audited: Audited, measure: CoerciveMeasure) -> bool:
    return _kind(measure) in _TAKEN


def _is_freezing(audited: Audited, measure: CoerciveMeasure) -> bool:
    return _kind(measure) is MeasureType.FREEZE


def _faces_party(audited: Audited, measure: CoerciveMeasure) -> bool:
    """Freezing follows only items 1, 2, 3 and 7 of Art. 18 (Art. 30.1)."""
    return _kind(measure) is not MeasureType.FREEZE


@duty(
    "procedure.measure_approved",
    _("实施行政强制措施前报经批准"),
    (compulsion("18..1"), compulsion("19")),
    over="measures",
    inputs=("measures.at", "measures.emergency", "measures.approved_at", "measures.reported_at"),
)
def measure_approved(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Approval first (Art. 18.1); in an emergency a report within 24 hours and approval afterwards (Art. 19)."""
    at = need(measure.at, "measures.at")
    approved = happened(measure.approved_at, measure, "measures.approved_at")
    if approved is None:
        yield Found(_("行政强制措施没有经行政机关负责人批准"))
    if not need(measure.emergency, "measures.emergency"):
        if approved is not None and is_before(at, approved):
            yield Found(_("行政强制措施在批准（{approved}）之前实施", approved=shown(approved)))
        return
    reported = happened(measure.reported_at, measure, "measures.reported_at")
    if reported is None:
        yield Found(_("紧急情况下当场实施，没有报告行政机关负责人"))
        return
    in_time = within_hours(at, reported, _REPORT_HOURS)
    if in_time is None:
        yield Found(_("紧急情况下当场实施，没有记载钟点，不能判断是否在二十四小时内报告"), Gravity.IRREGULAR)
    elif not in_time:
        yield Found(_("紧急情况下当场实施，{reported} 才报告，超过二十四小时", reported=shown(reported)))


@duty(
    "procedure.measure_two_officers",
    _("两名以上执法人员实施行政强制措施"),
    (compulsion("18..2"),),
    over="measures",
    inputs=("measures.at", "measures.officers"),
)
def measure_two_officers(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 18 item 2."""
    count = len(set(need(measure.officers, "measures.officers")))
    if count < 2:  # noqa: PLR2004 – the number of the article
        yield Found(_("实施行政强制措施的执法人员 {count} 人，少于两人", count=count))


@duty(
    "procedure.measure_identity",
    _("实施行政强制措施时出示证件"),
    (compulsion("18..3"),),
    over="measures",
    inputs=("measures.at", "measures.certificates_shown"),
)
def measure_identity(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 18 item 3."""
    if not need(measure.certificates_shown, "measures.certificates_shown"):
        yield Found(_("实施行政强制措施没有出示执法身份证件"))


@duty(
    "procedure.measure_attended",
    _("通知当事人到场，不到场的邀请见证人"),
    (compulsion("18..4"), compulsion("18..9")),
    over="measures",
    inputs=("measures.at", "measures.kind", "measures.party_notified", "measures.party_present", "measures.witness"),
    when=_faces_party,
)
def measure_attended(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 18 items 4 and 9."""
    if need(measure.party_present, "measures.party_present"):
        return
    if not need(measure.party_notified, "measures.party_notified"):
        yield Found(_("没有通知当事人到场"))
    if happened(measure.witness, measure, "measures.witness") is None:
        yield Found(_("当事人不到场，没有邀请见证人"))


@duty(
    "procedure.measure_told",
    _("当场告知理由、依据、权利和救济途径，听取陈述申辩"),
    (compulsion("18..5"), compulsion("18..6")),
    over="measures",
    inputs=("measures.at", "measures.kind", "measures.reasons_told", "measures.heard"),
    when=_faces_party,
)
def measure_told(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 18 items 5 and 6."""
    if not need(measure.reasons_told, "measures.reasons_told"):
        yield Found(_("没有当场告知采取行政强制措施的理由、依据、权利和救济途径"))
    if not need(measure.heard, "measures.heard"):
        yield Found(_("没有听取当事人的陈述和申辩"))


@duty(
    "procedure.measure_record",
    _("制作现场笔录并签名"),
    (compulsion("18..7"), compulsion("18..8")),
    over="measures",
    inputs=(
        "measures.at",
        "measures.kind",
        "measures.record_made",
        "measures.record_signed",
        "measures.refusal_noted",
    ),
)
def measure_record(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 18 items 7 and 8; of freezing only the record itself is asked for (Art. 30.1)."""
    if not need(measure.record_made, "measures.record_made"):
        yield Found(_("行政强制措施没有制作现场笔录"))
    elif (
        _kind(measure) is not MeasureType.FREEZE
        and not need(measure.record_signed, "measures.record_signed")
        and not need(measure.refusal_noted, "measures.refusal_noted")
    ):
        yield Found(_("现场笔录没有签名，拒绝签名也没有注明"))


@duty(
    "procedure.measure_documents",
    _("当场交付查封、扣押决定书和一式二份的清单"),
    (compulsion("24.1"), compulsion("24.3")),
    over="measures",
    inputs=("measures.at", "measures.kind", "measures.decision_delivered_at", "measures.list_copies"),
    when=_is_taking,
)
def measure_documents(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 24.1 and 24.3."""
    delivered = happened(measure.decision_delivered_at, measure, "measures.decision_delivered_at")
    if delivered is None:
        yield Found(_("查封、扣押决定书没有交付当事人"))
    elif day_of(delivered) != day_of(need(measure.at, "measures.at")):
        yield Found(_("查封、扣押决定书 {delivered} 才交付，没有当场交付", delivered=shown(delivered)))
    if need(measure.list_copies, "measures.list_copies") < 2:  # noqa: PLR2004 – the number of the article
        yield Found(_("查封、扣押清单没有一式二份"))


@duty(
    "procedure.measure_decision_content",
    _("强制措施决定书载明法定事项"),
    (compulsion("24.2"), compulsion("31")),
    over="measures",
    item=NoticeItem.DOCUMENTS,
    inputs=("measures.at", "measures.kind", "measures.elements"),
    when=lambda audited, measure: _is_taking(audited, measure) or _is_freezing(audited, measure),
)
def measure_decision_content(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Five elements for sealing and seizing (Art. 24.2), for freezing (Art. 31)."""
    elements = need(measure.elements, "measures.elements")
    lacking = [name for element, name in _ELEMENTS.items() if element not in elements]
    if lacking:
        cite = compulsion("31" if _is_freezing(audited, measure) else "24.2").cite
        yield Found(_("强制措施决定书没有载明：{lacking}", lacking=lacking), cites=(cite,))


@duty(
    "procedure.measure_scope",
    _("只查封、扣押涉案财物"),
    (compulsion("23"),),
    over="measures",
    item=NoticeItem.POWERS,
    inputs=(
        "measures.at",
        "measures.kind",
        "measures.related_to_case",
        "measures.necessities",
        "measures.held_by_another",
    ),
    when=_is_taking,
)
def measure_scope(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 23: nothing unrelated, no necessities of life, nothing sealed twice."""
    if not need(measure.related_to_case, "measures.related_to_case"):
        yield Found(_("查封、扣押了与违法行为无关的财物"))
    if need(measure.necessities, "measures.necessities"):
        yield Found(_("查封、扣押了生活必需品"))
    if need(measure.held_by_another, "measures.held_by_another"):
        yield Found(_("重复查封已被其他国家机关依法查封的财物"))


@duty(
    "procedure.measure_custody",
    _("妥善保管财物，不收费用"),
    (compulsion("26.1"), compulsion("26.3"), compulsion("25.3")),
    over="measures",
    item=NoticeItem.CHARGES,
    inputs=("measures.at", "measures.kind", "measures.used_or_damaged", "measures.custody_charged"),
    when=_is_taking,
)
def measure_custody(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 26.1 and 26.3, Art. 25.3: things are kept well, at the organ's cost."""
    if need(measure.used_or_damaged, "measures.used_or_damaged"):
        yield Found(_("使用或者损毁查封、扣押的财物"), item=NoticeItem.PROCEDURE)
    if need(measure.custody_charged, "measures.custody_charged"):
        yield Found(_("向当事人收取保管或者检测、鉴定费用"))


@duty(
    "procedure.freezing_decision",
    _("冻结后三日内交付冻结决定书"),
    (compulsion("31"),),
    over="measures",
    item=NoticeItem.OVER_TIME,
    inputs=("measures.at", "measures.kind", "measures.decision_delivered_at"),
    when=_is_freezing,
)
def freezing_decision(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Three working days (Arts. 31, 69)."""
    delivered = happened(measure.decision_delivered_at, measure, "measures.decision_delivered_at")
    if delivered is None:
        yield Found(_("冻结决定书没有交付当事人"))
        return
    due = due_working(need(measure.at, "measures.at"), 3, audited.settings.overlay)
    yield from overdue(due, delivered, _("交付冻结决定书"))


@duty(
    "procedure.freezing_notice",
    _("向金融机构交付冻结通知书"),
    (compulsion("30.1"),),
    over="measures",
    inputs=("measures.at", "measures.kind", "measures.institution_told_at"),
    when=_is_freezing,
)
def freezing_notice(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 30.1."""
    if happened(measure.institution_told_at, measure, "measures.institution_told_at") is None:
        yield Found(_("没有向金融机构交付冻结通知书"))


@duty(
    "procedure.family_told",
    _("限制人身自由的立即通知家属"),
    (compulsion("20.1.1"),),
    over="measures",
    inputs=("measures.at", "measures.kind", "measures.family_told_at"),
    when=lambda audited, measure: _kind(measure) is MeasureType.RESTRAIN,
)
def family_told(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 20.1 item 1: on the spot, or at once afterwards."""
    if happened(measure.family_told_at, measure, "measures.family_told_at") is None:
        yield Found(_("限制人身自由后没有通知当事人家属"))
