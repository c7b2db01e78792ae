"""Documents, recordings, look-ups and the archive (文书、音像记录、调阅、归档)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Moment, Recorded, record


class DocumentKind(StrEnum):
    """What a document is (文书种类)."""

    FILING = "filing"
    INSPECTION_RECORD = "inspection_record"
    QUESTIONING_RECORD = "questioning_record"
    PRESERVATION = "preservation"
    COERCIVE_DECISION = "coercive_decision"
    PROPERTY_LIST = "property_list"
    INVESTIGATION_REPORT = "investigation_report"
    REVIEW_OPINION = "review_opinion"
    PRIOR_NOTICE = "prior_notice"
    STATEMENT_RECORD = "statement_record"
    HEARING_NOTICE = "hearing_notice"
    HEARING_RECORD = "hearing_record"
    HEARING_REPORT = "hearing_report"
    DELIBERATION_RECORD = "deliberation_record"
    DECISION = "decision"
    SERVICE_RECEIPT = "service_receipt"
    URGING = "urging"
    """催告书。"""
    ENFORCEMENT_APPLICATION = "enforcement_application"
    TRANSFER_LETTER = "transfer_letter"
    CLOSING = "closing"
    OTHER = "other"


@frozen(kw_only=True)
class Document(Recorded):
    """One document of the case file (文书): number, day, signatures, digest of its bytes."""

    id: str
    kind: DocumentKind | None = record(_("文书种类"))
    number: str | None = record(_("文书文号"))
    at: Moment | None = record(_("文书日期"))
    signed_by: tuple[str, ...] | None = record(_("文书签名人员"))
    party_signed: bool | None = record(_("当事人是否签名"))
    refusal_noted: bool | None = record(_("拒绝签名是否注明"))
    party_name: str | None = record(_("文书所载当事人名称"))
    party_code: str | None = record(_("文书所载当事人代码"))
    pages: int | None = record(_("文书页数"))
    digest: str | None = record(_("文书摘要值"))
    text: str | None = record(_("文书文字"))


class Medium(StrEnum):
    """How something is recorded (记录形式)."""

    TEXT = "text"
    PHOTO = "photo"
    AUDIO = "audio"
    VIDEO = "video"


@frozen(kw_only=True)
class Recording(Recorded):
    """A recording of a step (音像记录): an uninterrupted piece, with the digest of its bytes."""

    id: str
    medium: Medium | None = record(_("记录形式"))
    device: str | None = record(_("记录设备"))
    started_at: Moment | None = record(_("记录开始时间"))
    ended_at: Moment | None = record(_("记录结束时间"))
    digest: str | None = record(_("记录摘要值"))
    uploaded_at: Moment | None = record(_("上传时间"))
    kept_until: date | None = record(_("保存期限末日"))
    gap_reason: str | None = record(_("中断原因"))
    notes_key_points: bool | None = record(_("是否注明主要内容和时间"))


@frozen(kw_only=True)
class Retrieval(Recorded):
    """Somebody looked up records (记录调阅)."""

    at: Moment | None = record(_("调阅时间"))
    records: tuple[str, ...] | None = record(_("调阅的记录"))
    requested_by: str | None = record(_("调阅人"))
    approved_by: str | None = record(_("调阅批准人"))
    purpose: str | None = record(_("调阅目的"))
    at_once: bool | None = record(_("是否可实时调阅"))


@frozen(kw_only=True)
class Closing(Recorded):
    """The case is closed (结案)."""

    at: Moment | None = record(_("结案时间"))
    approved_by: str | None = record(_("结案批准人"))
    reason: str | None = record(_("结案理由"))


@frozen(kw_only=True)
class Archive(Recorded):
    """The file is put into the archive (归档)."""

    at: Moment | None = record(_("归档时间"))
    paged: bool | None = record(_("是否编页"))
    complete: bool | None = record(_("材料是否齐全"))
    indexed: bool | None = record(_("是否有卷内目录"))
    altered: bool | None = record(_("归档后是否改动案卷材料"))
    kept_until: date | None = record(_("保管期限末日"))


class Stage(StrEnum):
    """The stages that must leave a record (全过程记录环节)."""

    START = "start"
    EVIDENCE = "evidence"
    REVIEW = "review"
    DECISION = "decision"
    SERVICE = "service"
    ENFORCEMENT = "enforcement"
