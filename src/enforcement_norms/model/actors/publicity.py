"""What a department shows and files beforehand (事前公示、制度备案、计划文件)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Recorded, record


class PublicKind(StrEnum):
    """What must be public before enforcement (事前公示事项)."""

    SUBJECT = "subject"
    OFFICERS = "officers"
    DUTIES = "duties"
    POWERS = "powers"
    BASIS = "basis"
    PROCEDURE = "procedure"
    REMEDIES = "remedies"
    RANDOM_ITEMS = "random_items"
    SERVICE_GUIDE = "service_guide"
    FLOWCHART = "flowchart"
    FILING_BASIS = "filing_basis"
    """立案依据。"""
    DISCRETION = "discretion"
    """裁量基准。"""
    MONITORING_SITES = "monitoring_sites"
    """电子技术监控设备设置地点。"""


@frozen(kw_only=True)
class PublicItem(Recorded):
    """One item shown on a public platform (公示事项)."""

    kind: PublicKind | None = record(_("公示事项种类"))
    place: str | None = record(_("公示网址或者载体"))
    published_on: date | None = record(_("首次公示日期"))
    updated_on: date | None = record(_("最近更新日期"))
    changed_on: date | None = record(_("所示内容最近变动日期"))


@frozen(kw_only=True)
class PublicityDuty(Recorded):
    """Who answers for publicity (公示职责): `task` is collect, pass_on, review or publish (采集、传递、审核、发布)."""

    task: str | None = record(_("公示环节"))
    person: str | None = record(_("公示责任人"))


class SystemKind(StrEnum):
    """What the notice asks to be filed (应报备案的制度和情况)."""

    SUBJECT_REVIEW = "subject_review"
    """主体、人员、依据、职责清理结果。"""
    OTHER_CERTIFICATES = "other_certificates"
    TRAINING = "training"
    PUBLICITY = "publicity"
    RECORDING = "recording"
    LEGAL_REVIEW = "legal_review"
    RANDOM_INSPECTION = "random_inspection"
    DISCRETION = "discretion"


@frozen(kw_only=True)
class FiledSystem(Recorded):
    """A system or result filed with the justice bureau (备案)."""

    kind: SystemKind | None = record(_("备案事项"))
    filed_on: date | None = record(_("备案日期"))
    written: bool | None = record(_("是否书面"))


@frozen(kw_only=True)
class PlanDocument(Recorded):
    """A plan or appraisal document (计划、考核文件) that might set quotas of fines."""

    id: str
    on: date | None = record(_("文件日期"))
    sets_quota: bool | None = record(_("是否下达或者变相下达罚没指标"))
    links_fines: bool | None = record(_("罚没款项是否同考核挂钩"))
    returns_fines: bool | None = record(_("罚没款项是否返还"))
