"""Legal review, collective deliberation, decision (法制审核、集体讨论、处罚决定)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import frozen

from ...i18n import Message, _
from ..recorded import Moment, Recorded, record
from .sanctions import DiscretionStated, Sanction


class ReviewResult(StrEnum):
    """How a legal review ends (审核结论)."""

    PASSED = "passed"
    PASSED_WITH_CHANGES = "passed_with_changes"
    RETURNED = "returned"
    """退回补充。"""
    FAILED = "failed"


class ReviewPoint(StrEnum):
    """On what a legal review gives an opinion (审核内容, 国办发〔2018〕118号 part 13)."""

    SUBJECT = "subject"
    OFFICERS = "officers"
    PROCEDURE = "procedure"
    FACTS_AND_EVIDENCE = "facts_and_evidence"
    LAW = "law"
    DISCRETION = "discretion"
    POWERS = "powers"
    DOCUMENTS = "documents"
    TRANSFER = "transfer"


class ReviewTrigger(StrEnum):
    """Why a decision must be reviewed (审核事由), as the statute (2021 Art. 58) and the notice name them."""

    PUBLIC_INTEREST = "public_interest"
    SOCIAL_RISK = "social_risk"
    """可能造成重大社会影响或者引发社会风险（通知所列）。"""
    MAJOR_RIGHTS = "major_rights"
    """直接关系当事人或者第三人重大权益。"""
    COMPLEX = "complex"
    """疑难复杂、涉及多个法律关系。"""
    LAW = "law"
    """法律、法规规定。"""
    CATALOG = "catalog"
    """列入本机关审核目录。"""


@frozen(kw_only=True)
class Review(Recorded):
    """A legal review (法制审核)."""

    at: Moment | None = record(_("送审时间"))
    ended_at: Moment | None = record(_("审核完成时间"))
    reviewer: str | None = record(_("审核人员"))
    unit: str | None = record(_("审核机构"))
    result: ReviewResult | None = record(_("审核结论"))
    points: tuple[ReviewPoint, ...] | None = record(_("审核意见涉及事项"))
    changed_at: Moment | None = record(_("按审核意见修改时间"))
    document: str | None = record(_("审核意见文书"))


@frozen(kw_only=True)
class View(Recorded):
    """What one member said (讨论意见)."""

    person: str | None = record(_("发表意见人员"))
    text: str | None = record(_("讨论意见"))


@frozen(kw_only=True)
class Deliberation(Recorded):
    """Heads of the organ deliberate together (负责人集体讨论)."""

    at: Moment | None = record(_("集体讨论时间"))
    attendees: tuple[str, ...] | None = record(_("参加集体讨论人员"))
    members: int | None = record(_("应参加集体讨论人数"))
    heads_only: bool | None = record(_("是否由行政机关负责人参加"))
    views: tuple[View, ...] | None = record(_("各参加人意见"))
    proposed: tuple[Sanction, ...] | None = record(_("集体讨论决定的处罚"))
    discretion: DiscretionStated | None = record(_("讨论记录的裁量说明"))
    record_signed: bool | None = record(_("讨论记录是否签名"))
    document: str | None = record(_("讨论记录文书"))


class DecisionKind(StrEnum):
    """How a case is decided (决定种类, 2021 Art. 57)."""

    PENALTY = "penalty"
    NO_PENALTY = "no_penalty"
    NOT_ESTABLISHED = "not_established"
    TRANSFER = "transfer"

    @property
    def label(self) -> Message:
        """Its name for people."""
        return _DECISIONS[self]


_DECISIONS: Final = {
    DecisionKind.PENALTY: _("给予行政处罚"),
    DecisionKind.NO_PENALTY: _("不予行政处罚"),
    DecisionKind.NOT_ESTABLISHED: _("违法事实不能成立"),
    DecisionKind.TRANSFER: _("移送司法机关"),
}


class Element(StrEnum):
    """What a decision states (决定书载明事项, 2017 Arts. 34, 39; 2021 Arts. 52, 59)."""

    PARTY = "party"
    FACTS = "facts"
    EVIDENCE = "evidence"
    KIND = "kind"
    BASIS = "basis"
    PERFORMANCE = "performance"
    """履行方式和期限。"""
    REMEDIES = "remedies"
    ORGAN = "organ"
    DATE = "date"
    SEAL = "seal"
    AMOUNT = "amount"
    TIME_AND_PLACE = "time_and_place"
    OFFICER_SIGNATURE = "officer_signature"


@frozen(kw_only=True)
class Remedies(Recorded):
    """What a decision says of remedies (救济途径)."""

    review_organ: str | None = record(_("复议机关"))
    review_organ_is_government: bool | None = record(_("复议机关是否人民政府"))
    review_days: int | None = record(_("申请复议的日数"))
    court: str | None = record(_("起诉的法院"))
    suit_months: int | None = record(_("起诉的月数"))
    review_first: bool | None = record(_("是否告知先行复议"))


@frozen(kw_only=True)
class Decision(Recorded):
    """The decision (决定书)."""

    at: Moment | None = record(_("决定时间"))
    kind: DecisionKind | None = record(_("决定种类"))
    document_kind: DecisionKind | None = record(_("决定书文种"))
    number: str | None = record(_("决定书文号"))
    issued_by: str | None = record(_("决定书署名机关"))
    decided_by: str | None = record(_("决定批准人"))
    officers: tuple[str, ...] | None = record(_("实施处罚的人员"))
    signed_by: tuple[str, ...] | None = record(_("决定书签名人员"))
    certificates_shown: bool | None = record(_("当场处罚时是否出示证件"))
    elements: tuple[Element, ...] | None = record(_("决定书载明事项"))
    sanctions: tuple[Sanction, ...] | None = record(_("处罚内容"))
    orders_correction: bool | None = record(_("是否责令改正"))
    facts: tuple[str, ...] | None = record(_("认定的违法事实"))
    evidence: tuple[str, ...] | None = record(_("认定事实的证据"))
    breached: tuple[str, ...] | None = record(_("决定书所引违反的条文"))
    basis: tuple[str, ...] | None = record(_("决定书所引处罚依据"))
    discretion: DiscretionStated | None = record(_("决定书的裁量说明"))
    remedies: Remedies | None = record(_("决定书的救济途径"))
    payment_days: int | None = record(_("决定书所载缴款日数"))
    surcharge_told: bool | None = record(_("是否告知加处罚款标准"))
    surcharge_cap_told: bool | None = record(_("是否告知加处罚款上限"))
    on_hearing_record: bool | None = record(_("是否根据听证笔录作出"))
    educated: bool | None = record(_("不予处罚是否教育当事人"))
    form_numbered: bool | None = record(_("当场处罚决定书是否预定格式、编有号码"))
    handed_over: bool | None = record(_("决定书是否当场交付"))
    refusal_noted: bool | None = record(_("拒绝签收是否注明"))
    reported_at: Moment | None = record(_("当场处罚备案时间"))
    is_major: bool | None = record(_("是否属于应当备案的重大行政处罚"))
    filed_at: Moment | None = record(_("重大行政处罚备案时间"))
    summary: bool | None = record(_("是否适用简易程序"))
    emergency: str | None = record(_("突发事件从重处罚的依据"))
    text: str | None = record(_("决定书文字"))
