"""Coercive measures (行政强制措施): sealing, seizure, freezing and others, by 行政强制法 chapters 2 and 3."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Moment, Recorded, record
from .records import Recording


class MeasureType(StrEnum):
    """The kinds of coercive measures (行政强制措施种类, 行政强制法 Art. 9)."""

    SEAL = "seal"
    """查封。"""
    SEIZE = "seize"
    """扣押。"""
    FREEZE = "freeze"
    """冻结存款、汇款。"""
    RESTRAIN = "restrain"
    """限制公民人身自由。"""
    OTHER = "other"


class MeasureElement(StrEnum):
    """What the decision on sealing, seizing or freezing states (决定书载明事项, 行政强制法 Arts. 24, 31)."""

    PARTY = "party"
    REASON_BASIS_TERM = "reason_basis_term"
    OBJECTS = "objects"
    """查封、扣押物品的名称、数量，或者冻结的账号、数额。"""
    REMEDIES = "remedies"
    ORGAN_SEAL_DATE = "organ_seal_date"


@frozen(kw_only=True)
class Testing(Recorded):
    """Days of testing or expert opinion, which do not count (检测、检验、检疫、鉴定期间), both ends included."""

    from_: date | None = record(_("检测鉴定首日"))
    until: date | None = record(_("检测鉴定末日"))
    told_at: Moment | None = record(_("检测鉴定期间书面告知时间"))


@frozen(kw_only=True)
class CoerciveMeasure(Recorded):
    """One coercive measure (行政强制措施)."""

    id: str
    kind: MeasureType | None = record(_("强制措施种类"))
    at: Moment | None = record(_("实施强制措施时间"))
    ended_at: Moment | None = record(_("现场实施结束时间"))
    by_body: str | None = record(_("实施强制措施的主体"))
    officers: tuple[str, ...] | None = record(_("实施强制措施的人员"))
    assistants: tuple[str, ...] | None = record(_("协助实施强制措施的人员"))
    emergency: bool | None = record(_("是否情况紧急当场实施"))
    approved_at: Moment | None = record(_("强制措施批准时间"))
    approved_by: str | None = record(_("强制措施批准人"))
    reported_at: Moment | None = record(_("紧急实施后报告时间"))
    certificates_shown: bool | None = record(_("实施强制措施时是否出示证件"))
    party_notified: bool | None = record(_("是否通知当事人到场"))
    party_present: bool | None = record(_("当事人是否到场"))
    witness: str | None = record(_("见证人"))
    reasons_told: bool | None = record(_("是否当场告知理由、依据、权利、救济途径"))
    heard: bool | None = record(_("是否听取陈述、申辩"))
    record_made: bool | None = record(_("是否制作现场笔录"))
    record_signed: bool | None = record(_("现场笔录是否签名"))
    refusal_noted: bool | None = record(_("现场笔录拒签是否注明"))
    list_copies: int | None = record(_("清单份数"))
    decision_delivered_at: Moment | None = record(_("强制措施决定书交付时间"))
    elements: tuple[MeasureElement, ...] | None = record(_("强制措施决定书载明事项"))
    until: date | None = record(_("强制措施期限末日"))
    extended_at: Moment | None = record(_("强制措施延期批准时间"))
    extension_approved_by: str | None = record(_("强制措施延期批准人"))
    extension_told_at: Moment | None = record(_("强制措施延期书面告知时间"))
    extended_until: date | None = record(_("强制措施延期末日"))
    testings: tuple[Testing, ...] | None = record(_("检测鉴定期间"))
    disposed_at: Moment | None = record(_("强制措施处理决定时间"))
    released_at: Moment | None = record(_("强制措施解除时间"))
    returned_at: Moment | None = record(_("财物退还时间"))
    related_to_case: bool | None = record(_("是否与违法行为有关"))
    necessities: bool | None = record(_("是否生活必需品"))
    held_by_another: bool | None = record(_("是否已被其他国家机关查封、冻结"))
    used_or_damaged: bool | None = record(_("是否使用或者损毁"))
    custody_charged: bool | None = record(_("是否向当事人收取保管、检测费用"))
    family_told_at: Moment | None = record(_("通知当事人家属时间"))
    institution_told_at: Moment | None = record(_("冻结通知书交付金融机构时间"))
    recordings: tuple[Recording, ...] | None = record(_("强制措施的音像记录"))
    no_recording_reason: str | None = record(_("强制措施未音像记录的理由"))
