"""The case file (案卷): every step of one case as it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from ...i18n import _
from ..actors.party import PartyRecord
from ..recorded import Moment, Recorded, record
from .coercion import CoerciveMeasure
from .conduct import (
    Accountability,
    Charge,
    Complaint,
    ConductReport,
    Favour,
    Intervention,
    Purchase,
    Quota,
    SupervisionStep,
)
from .deciding import Decision, Deliberation, Review, ReviewTrigger
from .hearing import Hearing, InvestigationReport, PriorNotice, Statement
from .inquiry import Evidence, Inspection, Preservation, Questioning
from .opening import Competence, Extension, Filing, Lead, Pause, RecusalRequest, Relation
from .outcome import Enforcement, Instalments, Payment, Proceeding, Publication, Service, Surcharge
from .records import Archive, Closing, Document, Retrieval
from .sanctions import DiscretionChange, StandardUsed
from .transfer import CriminalOutcome, EarlierDecision, PriorsQuery, Transfer


class Procedure(StrEnum):
    """By which procedure a penalty is decided (处罚程序)."""

    SUMMARY = "summary"
    """简易程序。"""
    ORDINARY = "ordinary"
    """普通程序（一般程序）。"""


@frozen(kw_only=True)
class Matter(Recorded):
    """What the case is about for `evaluate` (案情): the record of a case without its dates.

    Facts stand as a case record writes them (`"8000元"`, `30%`); the packs type them when the file is audited.
    """

    violation: str = record(_("违法行为标识"), "")
    occurred_on: Moment | None = record(_("违法行为发生日期"))
    ended_on: Moment | None = record(_("违法行为终了日期"))
    facts: Mapping[str, Any] | None = record(_("案情事实"))
    judgements: Mapping[str, Any] | None = record(_("案情判断"))
    circumstances: Mapping[str, Any] | None = record(_("裁量情节认定"))
    persons: tuple[Any, ...] | None = record(_("责任人员"))


@frozen(kw_only=True)
class CaseFile(Recorded):
    """One case file (案卷). Steps are lists; an absent list is not recorded, an empty one is recorded as none.

    Officers are named by their id in the register, subjects likewise.
    """

    id: str
    title: str | None = record(_("案由"))
    number: str | None = record(_("案号"))
    procedure: Procedure | None = record(_("处罚程序"))
    domain: str | None = record(_("执法领域"))
    division: str | None = record(_("执法机关所在地行政区划代码"))
    subject: str | None = record(_("办案的执法主体"))
    acting_for: str | None = record(_("受委托所代表的行政机关"))
    entrustment: str | None = record(_("所依据的委托书"))
    power: str | None = record(_("所行使的执法事项"))
    party: PartyRecord | None = record(_("当事人"))
    handlers: tuple[str, ...] | None = record(_("承办人员"))
    matter: Matter | None = record(_("案情"))
    triggers: tuple[ReviewTrigger, ...] | None = record(_("法制审核事由"))
    crime_suspected: bool | None = record(_("是否涉嫌犯罪"))
    affects_life_or_finance: bool | None = record(_("是否涉及公民生命健康安全、金融安全"))
    harm_done: bool | None = record(_("是否有危害后果"))
    complex_or_major: bool | None = record(_("是否情节复杂或者重大违法行为"))
    socially_relevant: bool | None = record(_("决定是否具有一定社会影响"))
    lead: Lead | None = record(_("线索"))
    competence: Competence | None = record(_("管辖"))
    filing: Filing | None = record(_("立案"))
    relations: tuple[Relation, ...] | None = record(_("利害关系"))
    recusals: tuple[RecusalRequest, ...] | None = record(_("回避申请"))
    pauses: tuple[Pause, ...] | None = record(_("不计入办案期限的期间"))
    extensions: tuple[Extension, ...] | None = record(_("办案期限的延长"))
    inspections: tuple[Inspection, ...] | None = record(_("行政检查"))
    questionings: tuple[Questioning, ...] | None = record(_("询问"))
    evidence: tuple[Evidence, ...] | None = record(_("证据"))
    preservations: tuple[Preservation, ...] | None = record(_("先行登记保存"))
    measures: tuple[CoerciveMeasure, ...] | None = record(_("行政强制措施"))
    report: InvestigationReport | None = record(_("调查终结报告"))
    notices: tuple[PriorNotice, ...] | None = record(_("事先告知"))
    statements: tuple[Statement, ...] | None = record(_("陈述申辩"))
    hearings: tuple[Hearing, ...] | None = record(_("听证"))
    reviews: tuple[Review, ...] | None = record(_("法制审核"))
    deliberations: tuple[Deliberation, ...] | None = record(_("集体讨论"))
    standard: StandardUsed | None = record(_("裁量基准文件"))
    discretion_changes: tuple[DiscretionChange, ...] | None = record(_("裁量变更"))
    decisions: tuple[Decision, ...] | None = record(_("处罚决定"))
    services: tuple[Service, ...] | None = record(_("送达"))
    payments: tuple[Payment, ...] | None = record(_("缴款"))
    instalments: tuple[Instalments, ...] | None = record(_("延期分期缴纳"))
    surcharges: tuple[Surcharge, ...] | None = record(_("加处罚款"))
    proceedings: tuple[Proceeding, ...] | None = record(_("复议诉讼"))
    enforcements: tuple[Enforcement, ...] | None = record(_("强制执行"))
    transfers: tuple[Transfer, ...] | None = record(_("移送"))
    criminal: tuple[CriminalOutcome, ...] | None = record(_("刑事处理结果"))
    earlier: tuple[EarlierDecision, ...] | None = record(_("以前的处罚"))
    priors: PriorsQuery | None = record(_("初次违法查询"))
    publications: tuple[Publication, ...] | None = record(_("决定公示"))
    closing: Closing | None = record(_("结案"))
    archive: Archive | None = record(_("归档"))
    documents: tuple[Document, ...] | None = record(_("文书目录"))
    retrievals: tuple[Retrieval, ...] | None = record(_("记录调阅"))
    charges: tuple[Charge, ...] | None = record(_("收费摊派"))
    purchases: tuple[Purchase, ...] | None = record(_("指定购买"))
    favours: tuple[Favour, ...] | None = record(_("收受财物"))
    interventions: tuple[Intervention, ...] | None = record(_("干预案件"))
    conduct_reports: tuple[ConductReport, ...] | None = record(_("作风反映"))
    quotas: tuple[Quota, ...] | None = record(_("罚没指标"))
    complaints: tuple[Complaint, ...] | None = record(_("投诉举报"))
    supervision: tuple[SupervisionStep, ...] | None = record(_("执法监督"))
    accountability: tuple[Accountability, ...] | None = record(_("责任追究"))
