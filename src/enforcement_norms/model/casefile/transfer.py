"""Transfer to the police, to supervisory organs, to discipline inspection (移送)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ...money import Money
from ..recorded import Moment, Recorded, record


class TransferKind(StrEnum):
    """What is transferred, and to whom (移送种类)."""

    CRIME = "crime"
    """涉嫌犯罪移送公安机关。"""
    DUTY = "duty"
    """公职人员职务违法犯罪移送监察机关。"""
    DISCIPLINE = "discipline"
    """党员违纪线索移送纪委监委。"""


class Attachment(StrEnum):
    """What goes with a transfer (移送材料, 移送规定 Art. 6)."""

    LETTER = "letter"
    REPORT = "report"
    PROPERTY_LIST = "property_list"
    EXPERT_OPINION = "expert_opinion"
    OTHER = "other"


class PoliceAnswer(StrEnum):
    """What the police decide (公安机关答复)."""

    FILED = "filed"
    REFUSED = "refused"
    PASSED_ON = "passed_on"
    """转送有管辖权的机关。"""


@frozen(kw_only=True)
class Transfer(Recorded):
    """A transfer (移送), from suspicion to handing over."""

    kind: TransferKind | None = record(_("移送种类"))
    suspected_at: Moment | None = record(_("发现涉嫌犯罪时间"))
    team: tuple[str, ...] | None = record(_("专案组人员"))
    team_at: Moment | None = record(_("组成专案组时间"))
    reported_at: Moment | None = record(_("移送书面报告时间"))
    reported_to_head: bool | None = record(_("是否报正职负责人或者主持工作的负责人"))
    decided_at: Moment | None = record(_("移送审批时间"))
    approved: bool | None = record(_("是否批准移送"))
    refusal_reason: str | None = record(_("不批准移送的理由"))
    at: Moment | None = record(_("移送时间"))
    to: str | None = record(_("接受移送的机关"))
    attachments: tuple[Attachment, ...] | None = record(_("移送材料"))
    tested: bool | None = record(_("是否有检验、鉴定"))
    accepted_at: Moment | None = record(_("公安机关接受时间"))
    answer: PoliceAnswer | None = record(_("公安机关答复"))
    answered_at: Moment | None = record(_("公安机关决定时间"))
    passed_on_at: Moment | None = record(_("公安机关转送时间"))
    answer_received_at: Moment | None = record(_("接到公安机关通知时间"))
    objects: bool | None = record(_("是否不服不予立案"))
    reconsideration_at: Moment | None = record(_("提请复议时间"))
    reconsidered_at: Moment | None = record(_("公安机关复议决定时间"))
    reconsideration_received_at: Moment | None = record(_("收到复议决定时间"))
    supervision_asked_at: Moment | None = record(_("建议立案监督时间"))
    handed_over_at: Moment | None = record(_("移交物品材料时间"))
    property_moved_at: Moment | None = record(_("查封扣押冻结财物移送时间"))
    party_told_at: Moment | None = record(_("书面告知当事人财物移送时间"))
    intellectual_property: bool | None = record(_("是否涉嫌侵犯知识产权"))
    reasonable_suspicion: bool | None = record(_("是否存在犯罪的合理嫌疑"))
    returned_at: Moment | None = record(_("司法机关退回或者移回时间"))
    handled_after_return_at: Moment | None = record(_("退回后作出处理时间"))


@frozen(kw_only=True)
class CriminalOutcome(Recorded):
    """What a court imposed for the same act (刑事处理结果)."""

    at: Moment | None = record(_("刑事裁判时间"))
    fine: Money | None = record(_("罚金"))
    days: int | None = record(_("拘役、徒刑日数"))
    offset_fine: Money | None = record(_("已折抵的罚款"))
    offset_days: int | None = record(_("已折抵的拘留日数"))


@frozen(kw_only=True)
class EarlierDecision(Recorded):
    """An earlier penalty for the same or another act of the party (以前的处罚)."""

    organ: str = record(_("以前作出处罚的机关"), "")
    at: Moment | None = record(_("以前处罚的时间"))
    same_act: bool | None = record(_("是否同一违法行为"))
    fine: Money | None = record(_("以前的罚款"))
    violation: str | None = record(_("以前处罚的违法行为"))


@frozen(kw_only=True)
class PriorsQuery(Recorded):
    """Somebody looked whether it is the first violation (初次违法查询)."""

    at: Moment | None = record(_("初次违法查询时间"))
    by: str | None = record(_("初次违法查询人"))
    sources: tuple[str, ...] | None = record(_("初次违法查询范围"))
    since: date | None = record(_("初次违法查询期间首日"))
    found: int | None = record(_("查到的以前违法次数"))
