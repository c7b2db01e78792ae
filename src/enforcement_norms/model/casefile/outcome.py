"""After the decision (决定之后): service, payment, surcharge, enforcement, remedies, publicity."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ...money import Money
from ..recorded import Moment, Recorded, record
from .records import Recording


class ServiceMethod(StrEnum):
    """How a document is served (送达方式)."""

    ON_SPOT = "on_spot"
    """宣告后当场交付。"""
    DIRECT = "direct"
    LEFT = "left"
    """留置送达。"""
    MAIL = "mail"
    ENTRUSTED = "entrusted"
    ELECTRONIC = "electronic"
    ANNOUNCEMENT = "announcement"
    """公告送达。"""


class Served(StrEnum):
    """What is served (送达的文书)."""

    DECISION = "decision"
    PRIOR_NOTICE = "prior_notice"
    HEARING_NOTICE = "hearing_notice"
    COERCIVE_DECISION = "coercive_decision"
    URGING = "urging"
    OTHER = "other"


@frozen(kw_only=True)
class Service(Recorded):
    """A document is served (送达)."""

    of: Served | None = record(_("送达的文书种类"))
    at: Moment | None = record(_("送达时间"))
    method: ServiceMethod | None = record(_("送达方式"))
    officers: tuple[str, ...] | None = record(_("送达人员"))
    receiver: str | None = record(_("收件人"))
    receiver_relation: str | None = record(_("收件人与当事人的关系"))
    receiver_is_adult_family: bool | None = record(_("收件人是否同住成年家属或者有权签收人"))
    signed: bool | None = record(_("送达回证是否签名"))
    consent_at: Moment | None = record(_("同意电子送达确认书时间"))
    announced_on: date | None = record(_("公告送达发布日期"))
    announced_until: date | None = record(_("公告送达期满日期"))
    other_ways_failed: bool | None = record(_("其他方式是否无法送达"))
    witness: str | None = record(_("留置送达见证人"))
    told_of_publication: bool | None = record(_("是否书面告知将公示"))
    recordings: tuple[Recording, ...] | None = record(_("送达的音像记录"))
    no_recording_reason: str | None = record(_("送达未音像记录的理由"))


@frozen(kw_only=True)
class Payment(Recorded):
    """A fine is paid (缴款)."""

    at: Moment | None = record(_("缴款时间"))
    amount: Money | None = record(_("缴款金额"))
    on_spot: bool | None = record(_("是否当场收缴"))
    on_spot_reason: str | None = record(_("当场收缴的理由"))
    remote_area: bool | None = record(_("是否边远、水上、交通不便地区"))
    party_asked: bool | None = record(_("当场收缴是否经当事人提出"))
    collected_by: tuple[str, ...] | None = record(_("当场收缴人员"))
    official_ticket: bool | None = record(_("是否出具财政部门统一票据"))
    ashore_at: Moment | None = record(_("水上收缴抵岸时间"))
    handed_in_at: Moment | None = record(_("当场收缴款交至机关时间"))
    banked_at: Moment | None = record(_("当场收缴款缴付银行时间"))


@frozen(kw_only=True)
class Instalments(Recorded):
    """Payment is put off or divided (延期、分期缴纳)."""

    applied_at: Moment | None = record(_("申请延期分期时间"))
    approved_at: Moment | None = record(_("批准延期分期时间"))
    until: date | None = record(_("延期分期末日"))


@frozen(kw_only=True)
class Surcharge(Recorded):
    """A surcharge for late payment (加处罚款)."""

    counted_from: date | None = record(_("加处罚款起算日"))
    counted_until: date | None = record(_("加处罚款截止日"))
    amount: Money | None = record(_("加处罚款金额"))
    told: bool | None = record(_("加处罚款标准是否告知"))


class ProceedingKind(StrEnum):
    """Remedies that were taken (救济程序)."""

    REVIEW = "review"
    """行政复议。"""
    SUIT = "suit"
    """行政诉讼。"""


class ProceedingResult(StrEnum):
    """How they ended (救济结果)."""

    UPHELD = "upheld"
    CHANGED = "changed"
    ANNULLED = "annulled"
    UNLAWFUL = "unlawful"
    VOID = "void"
    WITHDRAWN = "withdrawn"


@frozen(kw_only=True)
class Proceeding(Recorded):
    """Administrative review or a suit (复议、诉讼)."""

    kind: ProceedingKind | None = record(_("救济程序种类"))
    from_: date | None = record(_("复议诉讼首日"))
    until: date | None = record(_("复议诉讼末日"))
    result: ProceedingResult | None = record(_("复议诉讼结果"))


class EnforcementKind(StrEnum):
    """How a decision is enforced (强制执行方式)."""

    OWN_POWER = "own_power"
    COURT = "court"
    SUBSTITUTE = "substitute"
    """代履行。"""
    DEMOLITION = "demolition"
    """强制拆除。"""


class UrgingElement(StrEnum):
    """What an urging letter states (催告书载明事项, 行政强制法 Art. 35)."""

    TERM = "term"
    WAY = "way"
    AMOUNT = "amount"
    STATEMENT_AND_DEFENCE = "statement_and_defence"


class ApplicationMaterial(StrEnum):
    """What goes to the court (申请执行材料, 行政强制法 Art. 55)."""

    APPLICATION = "application"
    DECISION = "decision"
    OPINION_AND_URGING = "opinion_and_urging"
    OBJECT = "object"


@frozen(kw_only=True)
class Enforcement(Recorded):
    """A decision is enforced (强制执行)."""

    kind: EnforcementKind | None = record(_("强制执行方式"))
    urged_at: Moment | None = record(_("催告书送达时间"))
    urging_elements: tuple[UrgingElement, ...] | None = record(_("催告书载明事项"))
    decided_at: Moment | None = record(_("强制执行决定时间"))
    applied_at: Moment | None = record(_("申请法院执行时间"))
    materials: tuple[ApplicationMaterial, ...] | None = record(_("申请法院执行材料"))
    at: Moment | None = record(_("实施强制执行时间"))
    ended_at: Moment | None = record(_("强制执行结束时间"))
    officers: tuple[str, ...] | None = record(_("实施强制执行的人员"))
    emergency: bool | None = record(_("强制执行是否情况紧急"))
    cuts_utilities: bool | None = record(_("是否停止供水、供电、供热、供燃气"))
    announced_on: date | None = record(_("强制拆除公告日期"))
    recordings: tuple[Recording, ...] | None = record(_("强制执行的音像记录"))
    no_recording_reason: str | None = record(_("强制执行未音像记录的理由"))


class Channel(StrEnum):
    """Where a decision is published (公示渠道)."""

    CREDIT = "credit"
    """信用中国等信用网站。"""
    ENTERPRISE = "enterprise"
    """国家企业信用信息公示系统。"""
    WEBSITE = "website"
    """政府网站或者执法公示平台。"""


@frozen(kw_only=True)
class Publication(Recorded):
    """The decision is published (决定公示)."""

    channel: Channel | None = record(_("公示渠道"))
    at: Moment | None = record(_("公示时间"))
    pushed_at: Moment | None = record(_("推送登记地公示时间"))
    same_as_served: bool | None = record(_("公示文本与送达文本是否一致"))
    shows_secrets: bool | None = record(_("是否公示国家秘密、商业秘密、个人隐私"))
    reviewed_by: str | None = record(_("公示审核人"))
    until: date | None = record(_("公示期末日"))
    removed_at: Moment | None = record(_("停止公示时间"))
    correction_asked_at: Moment | None = record(_("要求更正公示时间"))
    corrected_at: Moment | None = record(_("更正公示时间"))
    withdrawn_at: Moment | None = record(_("撤回公示时间"))
    withdrawal_explained: bool | None = record(_("撤回公示是否说明理由"))
