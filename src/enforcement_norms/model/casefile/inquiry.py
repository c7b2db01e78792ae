"""Inspection and evidence (行政检查、调查取证)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Moment, Recorded, record
from .records import Recording


class InspectionOrigin(StrEnum):
    """Why there is an inspection (检查来源)."""

    RANDOM = "random"
    """双随机抽查。"""
    COMPLAINT = "complaint"
    TRANSFER = "transfer"
    MONITORING = "monitoring"
    FULL_COVERAGE = "full_coverage"
    """重点领域全覆盖监管。"""
    CASE = "case"
    """立案后的检查。"""
    SPECIAL = "special"
    """专项检查。"""
    OTHER = "other"


@frozen(kw_only=True)
class DrawRecord(Recorded):
    """How object and inspectors were drawn (抽取记录)."""

    at: Moment | None = record(_("抽取时间"))
    by: str | None = record(_("抽取人"))
    software: str | None = record(_("抽取软件及版本"))
    roster_digest: str | None = record(_("名录摘要值"))
    seed_source: str | None = record(_("随机种子来源"))
    seed: str | None = record(_("随机种子"))
    inspectors: tuple[str, ...] | None = record(_("抽中的检查人员"))
    redrawn: bool | None = record(_("是否重抽"))
    redraw_reason: str | None = record(_("重抽理由"))
    replaced: tuple[str, ...] | None = record(_("被替换的检查人员"))
    replacement_reason: str | None = record(_("替换理由"))


@frozen(kw_only=True)
class InspectionItemRecord(Recorded):
    """The item of the random-inspection list as the file records it (抽查事项)."""

    id: str
    basis: tuple[str, ...] | None = record(_("抽查依据"))
    subject: str | None = record(_("抽查主体"))
    content: str | None = record(_("抽查内容"))
    method: str | None = record(_("抽查方式"))
    public: bool | None = record(_("抽查事项清单是否公布"))


@frozen(kw_only=True)
class Inspection(Recorded):
    """An inspection on site (行政检查)."""

    at: Moment | None = record(_("检查开始时间"))
    ended_at: Moment | None = record(_("检查结束时间"))
    place: str | None = record(_("检查地点"))
    officers: tuple[str, ...] | None = record(_("检查人员"))
    assistants: tuple[str, ...] | None = record(_("协助检查的人员"))
    by_body: str | None = record(_("实施检查的主体"))
    certificates_shown: bool | None = record(_("检查时是否出示证件"))
    notice_given: bool | None = record(_("是否出具检查通知书"))
    scanned: bool | None = record(_("是否扫码入企"))
    record_made: bool | None = record(_("是否制作检查笔录"))
    party_signed: bool | None = record(_("检查笔录当事人是否签名"))
    refusal_noted: bool | None = record(_("检查笔录拒签是否注明"))
    recordings: tuple[Recording, ...] | None = record(_("检查的音像记录"))
    no_recording_reason: str | None = record(_("检查未音像记录的理由"))
    endangers: bool | None = record(_("检查是否直接涉及人身自由、生命健康、重大财产权益"))
    origin: InspectionOrigin | None = record(_("检查来源"))
    trigger: str | None = record(_("检查的触发事由"))
    item: InspectionItemRecord | None = record(_("抽查事项"))
    draw: DrawRecord | None = record(_("抽取记录"))
    problem_found: bool | None = record(_("检查是否发现问题"))
    followed_up_at: Moment | None = record(_("问题后续处理时间"))
    results_published_on: date | None = record(_("抽查结果公示日期"))
    visits_this_year: int | None = record(_("本年度对该企业检查次数"))
    yearly_cap: int | None = record(_("本年度检查次数上限"))


class EvidenceKind(StrEnum):
    """The kinds of evidence (证据种类, 行政处罚法 2021 Art. 46)."""

    DOCUMENT = "document"
    OBJECT = "object"
    AUDIOVISUAL = "audiovisual"
    ELECTRONIC = "electronic"
    WITNESS = "witness"
    PARTY_STATEMENT = "party_statement"
    EXPERT_OPINION = "expert_opinion"
    RECORD = "record"
    """勘验笔录、现场笔录。"""


@frozen(kw_only=True)
class Monitoring(Recorded):
    """Evidence of an electronic device (电子技术监控设备)."""

    device: str | None = record(_("监控设备编号"))
    legal_reviewed_on: date | None = record(_("设备法制审核日期"))
    technical_reviewed_on: date | None = record(_("设备技术审核日期"))
    meets_standard: bool | None = record(_("设备是否符合标准"))
    sign_visible: bool | None = record(_("设备标志是否明显"))
    site_published_on: date | None = record(_("设置地点公布日期"))
    content_reviewed_on: date | None = record(_("记录内容审核日期"))
    content_passed: bool | None = record(_("记录内容审核是否通过"))
    party_told_at: Moment | None = record(_("告知违法事实时间"))
    can_be_queried: bool | None = record(_("是否提供查询、陈述、申辩便利"))


@frozen(kw_only=True)
class Evidence(Recorded):
    """One piece of evidence (证据)."""

    id: str
    kind: EvidenceKind | None = record(_("证据种类"))
    at: Moment | None = record(_("取证时间"))
    officers: tuple[str, ...] | None = record(_("取证人员"))
    proves: tuple[str, ...] | None = record(_("证明的事实或者情节"))
    verified: bool | None = record(_("证据是否查证属实"))
    lawful: bool | None = record(_("证据是否合法取得"))
    party_confirmed: bool | None = record(_("证据是否经当事人确认"))
    digest: str | None = record(_("证据摘要值"))
    recordings: tuple[Recording, ...] | None = record(_("取证的音像记录"))
    no_recording_reason: str | None = record(_("取证未音像记录的理由"))
    monitoring: Monitoring | None = record(_("电子技术监控"))


@frozen(kw_only=True)
class Questioning(Recorded):
    """Somebody is questioned (询问)."""

    at: Moment | None = record(_("询问开始时间"))
    ended_at: Moment | None = record(_("询问结束时间"))
    place: str | None = record(_("询问地点"))
    person: str | None = record(_("被询问人"))
    officers: tuple[str, ...] | None = record(_("询问人员"))
    assistants: tuple[str, ...] | None = record(_("协助询问的人员"))
    certificates_shown: bool | None = record(_("询问时是否出示证件"))
    rights_told: bool | None = record(_("询问时是否告知权利义务"))
    record_made: bool | None = record(_("是否制作询问笔录"))
    signed: bool | None = record(_("询问笔录被询问人是否签名"))
    refusal_noted: bool | None = record(_("询问笔录拒签是否注明"))
    recordings: tuple[Recording, ...] | None = record(_("询问的音像记录"))
    no_recording_reason: str | None = record(_("询问未音像记录的理由"))


@frozen(kw_only=True)
class Preservation(Recorded):
    """Evidence is registered and kept beforehand (先行登记保存)."""

    at: Moment | None = record(_("登记保存时间"))
    approved_at: Moment | None = record(_("登记保存批准时间"))
    approved_by: str | None = record(_("登记保存批准人"))
    officers: tuple[str, ...] | None = record(_("登记保存人员"))
    list_given: bool | None = record(_("登记保存清单是否交付当事人"))
    disposed_at: Moment | None = record(_("登记保存处理决定时间"))
    disposal: str | None = record(_("登记保存处理决定"))
    released_at: Moment | None = record(_("登记保存解除时间"))
