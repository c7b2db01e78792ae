"""How a case begins (案件启动): lead, competence, filing, recusal, suspensions and extensions of its term."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Moment, Recorded, record


class LeadSource(StrEnum):
    """Where a lead comes from (线索来源)."""

    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    REPORT = "report"
    """举报。"""
    TRANSFER = "transfer"
    SUPERIOR = "superior"
    """上级交办。"""
    MONITORING = "monitoring"
    MEDIA = "media"
    OTHER = "other"


@frozen(kw_only=True)
class Lead(Recorded):
    """The first sign of the violation (线索)."""

    at: Moment | None = record(_("发现线索时间"))
    source: LeadSource | None = record(_("线索来源"))
    verified_at: Moment | None = record(_("线索核查完毕时间"))
    standard_met_at: Moment | None = record(_("符合立案标准时间"))
    handled: bool | None = record(_("线索是否处理"))


@frozen(kw_only=True)
class EarlierFiling(Recorded):
    """Another organ that filed a case of the same act (其他机关立案)."""

    organ: str = record(_("其他立案机关"), "")
    at: Moment | None = record(_("其他机关立案时间"))


@frozen(kw_only=True)
class Competence(Recorded):
    """Territory and level (管辖)."""

    place: str | None = record(_("违法行为发生地行政区划代码"))
    named_by_higher: bool | None = record(_("是否指定管辖"))
    consulted_at: Moment | None = record(_("管辖争议协商时间"))
    referred_at: Moment | None = record(_("报请指定管辖时间"))
    other_basis: str | None = record(_("其他管辖依据"))
    earlier_filings: tuple[EarlierFiling, ...] | None = record(_("其他机关对同一行为的立案"))


@frozen(kw_only=True)
class Filing(Recorded):
    """The case is filed (立案)."""

    at: Moment | None = record(_("立案时间"))
    approved_by: str | None = record(_("立案批准人"))
    officers: tuple[str, ...] | None = record(_("指定的承办人员"))
    document: str | None = record(_("立案审批文书"))


class PauseKind(StrEnum):
    """Why time does not count (期间扣除的原因)."""

    HEARING = "hearing"
    ANNOUNCEMENT = "announcement"
    """公告送达。"""
    TESTING = "testing"
    """检测、检验、检疫、鉴定。"""
    SUSPENSION = "suspension"
    """中止调查。"""
    DECISION_OF_ANOTHER = "decision_of_another"
    OTHER = "other"


@frozen(kw_only=True)
class Pause(Recorded):
    """Days that do not count towards the term of the case (不计入办案期限的期间), both ends included."""

    kind: PauseKind | None = record(_("扣除原因"))
    from_: date | None = record(_("扣除期间首日"))
    until: date | None = record(_("扣除期间末日"))
    basis: str | None = record(_("扣除期间依据"))


@frozen(kw_only=True)
class Extension(Recorded):
    """The term of the case is extended (延长办案期限)."""

    at: Moment | None = record(_("延长批准时间"))
    days: int | None = record(_("延长日数"))
    approved_by: str | None = record(_("延长批准人"))
    collective: bool | None = record(_("延长是否经集体讨论"))
    basis: str | None = record(_("延长期限依据"))


class RelationKind(StrEnum):
    """How an officer is related to the case (利害关系)."""

    DIRECT_INTEREST = "direct_interest"
    OTHER = "other"
    """可能影响公正执法的其他关系。"""


@frozen(kw_only=True)
class Relation(Recorded):
    """A relation of somebody who acts to the case (利害关系)."""

    officer: str = record(_("有利害关系的人员"), "")
    kind: RelationKind | None = record(_("利害关系种类"))
    known_at: Moment | None = record(_("知悉利害关系时间"))


@frozen(kw_only=True)
class RecusalRequest(Recorded):
    """The party asks that somebody withdraw (回避申请)."""

    at: Moment | None = record(_("回避申请时间"))
    officer: str | None = record(_("被申请回避人员"))
    decided_at: Moment | None = record(_("回避决定时间"))
    decided_by: str | None = record(_("回避决定人"))
    by_head: bool | None = record(_("回避是否由负责人决定"))
    granted: bool | None = record(_("是否决定回避"))
