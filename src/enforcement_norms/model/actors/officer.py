"""Enforcement officers (行政执法人员): certificates, status, employment, training."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Recorded, record


class Employment(StrEnum):
    """How somebody is employed (用工性质)."""

    ESTABLISHMENT = "establishment"
    """在编在职。"""
    CONTRACT = "contract"
    """合同工。"""
    TEMPORARY = "temporary"
    """临时工。"""
    AUXILIARY = "auxiliary"
    """辅助人员。"""


class CertificateKind(StrEnum):
    """What a certificate allows (证件种类)."""

    ENFORCEMENT = "enforcement"
    """行政执法证。"""
    SUPERVISION = "supervision"
    """行政执法监督证。"""


class CertificateFormat(StrEnum):
    """By whose pattern a certificate is made (证件样式)."""

    SICHUAN = "sichuan"
    """四川省统一样式。"""
    NATIONAL = "national"
    """全国统一样式。"""
    OTHER = "other"
    """法律、法规规定或者经省人民政府批准的其他样式。"""


@frozen(kw_only=True)
class Certificate(Recorded):
    """An enforcement certificate (行政执法证件)."""

    number: str = record(_("证件编号"), "")
    kind: CertificateKind | None = record(_("证件种类"))
    format: CertificateFormat | None = record(_("证件样式"))
    subject: str | None = record(_("持证人所属执法主体"))
    domains: tuple[str, ...] | None = record(_("证件载明的执法领域"))
    division: str | None = record(_("证件载明的执法区域"))
    issued_on: date | None = record(_("发证日期"))
    valid_from: date | None = record(_("有效期首日"))
    valid_until: date | None = record(_("有效期末日"))
    cancelled_on: date | None = record(_("注销日期"))
    suspended_from: date | None = record(_("暂扣首日"))
    suspended_until: date | None = record(_("暂扣末日"))
    other_basis: str | None = record(_("使用其他样式证件的依据"))
    basis_filed_on: date | None = record(_("其他样式证件依据的备案日期"))
    specimen_filed_on: date | None = record(_("证件样式的备案日期"))
    roster_filed_on: date | None = record(_("持证人员名册的备案日期"))


class StatusKind(StrEnum):
    """Why somebody no longer works in enforcement (不再从事执法工作的原因)."""

    RETIREMENT = "retirement"
    """退休。"""
    CHANGE_OF_POST = "change_of_post"
    """转岗。"""
    LEAVING = "leaving"
    """调离。"""
    DISMISSAL = "dismissal"
    """开除。"""
    DEATH = "death"
    """死亡。"""
    OTHER = "other"


@frozen(kw_only=True)
class StatusEvent(Recorded):
    """Somebody stopped working in enforcement (人员变动), and what became of the certificate."""

    kind: StatusKind | None = record(_("变动原因"))
    on: date | None = record(_("变动日期"))
    certificate_returned_on: date | None = record(_("证件交回日期"))
    cancellation_requested_on: date | None = record(_("提请注销日期"))


class TrainingKind(StrEnum):
    """What is taught (培训内容)."""

    GENERAL_LAW = "general_law"
    """通用法律知识。"""
    PROFESSIONAL_LAW = "professional_law"
    """专业法律知识。"""
    INDUCTION = "induction"
    """岗前培训。"""
    OTHER = "other"


@frozen(kw_only=True)
class Training(Recorded):
    """A training attended (培训记录)."""

    kind: TrainingKind | None = record(_("培训内容"))
    on: date | None = record(_("培训日期"))
    hours: int | None = record(_("学时"))
    form: str | None = record(_("培训形式"))
    passed: bool | None = record(_("考核是否合格"))
    photographed: bool | None = record(_("是否有图片记录"))
    described: bool | None = record(_("是否有文字记录"))
    filed_on: date | None = record(_("培训情况备案日期"))


@frozen(kw_only=True)
class Officer(Recorded):
    """A person on the roster of a department (执法人员名册中的人员), reviewers and auxiliaries included."""

    id: str
    name: str = record(_("姓名"), "")
    subject: str | None = record(_("所属执法主体"))
    employment: Employment | None = record(_("用工性质"))
    birth_date: date | None = record(_("出生日期"))
    on_post_from: date | None = record(_("从事执法工作首日"))
    applied_on: date | None = record(_("申领证件日期"))
    exam_passed_on: date | None = record(_("执法资格考试合格日期"))
    legal_qualification_on: date | None = record(_("取得法律职业资格日期"))
    has_legal_qualification: bool | None = record(_("是否有法律职业资格"))
    first_review_on: date | None = record(_("初次从事处罚决定审核日期"))
    is_head: bool | None = record(_("是否行政机关负责人"))
    unit: str | None = record(_("所在内设机构"))
    certificates: tuple[Certificate, ...] | None = record(_("执法证件"))
    events: tuple[StatusEvent, ...] | None = record(_("人员变动记录"))
    trainings: tuple[Training, ...] | None = record(_("培训记录"))
