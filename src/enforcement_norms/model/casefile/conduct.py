"""Conduct of officers, complaints, supervision (执法作风和廉洁、投诉举报、执法监督)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ...money import Money
from ..recorded import Moment, Recorded, record


@frozen(kw_only=True)
class Charge(Recorded):
    """Money asked of a party beside the decision (收费、摊派)."""

    at: Moment | None = record(_("收费时间"))
    name: str | None = record(_("收费名目"))
    amount: Money | None = record(_("收费金额"))
    basis: str | None = record(_("收费依据"))
    is_levy: bool | None = record(_("是否摊派"))
    ticket: bool | None = record(_("收费是否出具票据"))


@frozen(kw_only=True)
class Purchase(Recorded):
    """A party was sent to certain goods or services (指定购买、有偿服务)."""

    at: Moment | None = record(_("指定购买时间"))
    what: str | None = record(_("指定的商品、服务"))
    designated: bool | None = record(_("是否指定购买、接受有偿服务"))


@frozen(kw_only=True)
class Favour(Recorded):
    """Something taken from a party (收受、索取财物)."""

    at: Moment | None = record(_("收受财物时间"))
    officer: str | None = record(_("收受财物人员"))
    asked: bool | None = record(_("是否索取"))
    transferred_at: Moment | None = record(_("收受财物线索移送时间"))


@frozen(kw_only=True)
class Intervention(Recorded):
    """A leading official intervened in the case (干预案件)."""

    at: Moment | None = record(_("干预案件时间"))
    by: str | None = record(_("干预案件人员"))
    against_rules: bool | None = record(_("是否违反规定干预"))
    recorded_at: Moment | None = record(_("干预案件登记时间"))
    reported_at: Moment | None = record(_("干预案件报告时间"))


class ConductKind(StrEnum):
    """Of what conduct somebody is reported (作风问题)."""

    OBSTACLES = "obstacles"
    """设置障碍、刁难。"""
    RUDENESS = "rudeness"
    """态度恶劣。"""
    ROUGHNESS = "roughness"
    """工作简单粗暴。"""


@frozen(kw_only=True)
class ConductReport(Recorded):
    """A report of how officers behaved (作风反映)."""

    at: Moment | None = record(_("作风反映时间"))
    kind: ConductKind | None = record(_("作风问题种类"))
    officer: str | None = record(_("被反映人员"))
    established: bool | None = record(_("作风问题是否属实"))
    handled_at: Moment | None = record(_("作风反映处理时间"))


@frozen(kw_only=True)
class Quota(Recorded):
    """A quota of fines bearing on the case (罚没指标)."""

    set_on: date | None = record(_("罚没指标下达日期"))
    document: str | None = record(_("罚没指标文件"))


@frozen(kw_only=True)
class Complaint(Recorded):
    """A complaint of enforcement, or a report of a violation (投诉举报)."""

    received_at: Moment | None = record(_("收到投诉举报时间"))
    about_enforcement: bool | None = record(_("是否投诉执法行为"))
    real_name: bool | None = record(_("是否实名"))
    accepted_at: Moment | None = record(_("投诉举报受理时间"))
    forwarded_at: Moment | None = record(_("投诉举报转送时间"))
    reviewed_at: Moment | None = record(_("投诉复核时间"))
    reviewer: str | None = record(_("投诉复核人员"))
    against: tuple[str, ...] | None = record(_("被投诉人员"))
    filing_decided_at: Moment | None = record(_("举报是否立案的决定时间"))
    replied_at: Moment | None = record(_("投诉举报答复时间"))
    informant_disclosed: bool | None = record(_("是否泄露举报人信息"))
    mediation_from: date | None = record(_("投诉调解首日"))
    mediation_ended_on: date | None = record(_("投诉调解终止日期"))


class Fault(StrEnum):
    """Grounds on which supervision annuls or corrects (监督事由)."""

    FACTS = "facts"
    LAW = "law"
    PROCEDURE = "procedure"
    POWERS = "powers"
    DISCRETION = "discretion"
    FORM = "form"
    """轻微形式瑕疵，应予补正。"""


@frozen(kw_only=True)
class SupervisionStep(Recorded):
    """A supervision opinion or decision about the case (执法监督)."""

    filed_at: Moment | None = record(_("监督登记立案时间"))
    notified_at: Moment | None = record(_("书面通知被监督机关时间"))
    explained_at: Moment | None = record(_("被监督机关提交书面说明时间"))
    opinion_at: Moment | None = record(_("监督意见书时间"))
    due_on: date | None = record(_("监督整改期限"))
    corrected_at: Moment | None = record(_("监督整改完成时间"))
    reported_at: Moment | None = record(_("监督整改报告时间"))
    decision_at: Moment | None = record(_("监督决定书时间"))
    decided_by_government: bool | None = record(_("监督决定书是否由本级人民政府制发"))
    review_asked_at: Moment | None = record(_("对监督决定申请复核时间"))
    review_decided_at: Moment | None = record(_("监督复核决定时间"))
    faults: tuple[Fault, ...] | None = record(_("监督发现的问题"))
    supervisors: tuple[str, ...] | None = record(_("监督人员"))
    certificates_shown: bool | None = record(_("监督人员是否出示证件"))
    instrument: str | None = record(_("监督文书"))
    annulled: bool | None = record(_("监督是否撤销原决定"))
    written_correction: bool | None = record(_("形式瑕疵是否书面补正"))


@frozen(kw_only=True)
class Accountability(Recorded):
    """Somebody is held to account (责任追究)."""

    at: Moment | None = record(_("追责时间"))
    person: str | None = record(_("被追责人员"))
    duty: str | None = record(_("被追责人员的职责"))
    act: str | None = record(_("被追责的行为"))
    sanction: str | None = record(_("追责方式"))
