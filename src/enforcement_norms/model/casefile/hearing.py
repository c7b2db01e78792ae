"""From the end of the investigation to the hearing (调查终结、事先告知、陈述申辩、听证)."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Moment, Recorded, record
from .records import Recording
from .sanctions import DiscretionStated, Sanction


class Told(StrEnum):
    """What a party is told (告知内容)."""

    FACTS = "facts"
    REASONS = "reasons"
    BASIS = "basis"
    CONTENT = "content"
    """拟作出的行政处罚内容。"""
    STATEMENT_AND_DEFENCE = "statement_and_defence"
    HEARING = "hearing"
    REMEDIES = "remedies"
    RECUSAL = "recusal"
    PUBLICATION = "publication"
    SURCHARGE = "surcharge"


@frozen(kw_only=True)
class InvestigationReport(Recorded):
    """The investigation is finished (调查终结报告)."""

    at: Moment | None = record(_("调查终结时间"))
    by: tuple[str, ...] | None = record(_("调查终结报告人"))
    proposed: tuple[Sanction, ...] | None = record(_("调查终结报告建议的处罚"))
    discretion: DiscretionStated | None = record(_("调查终结报告的裁量说明"))
    document: str | None = record(_("调查终结报告文书"))


@frozen(kw_only=True)
class PriorNotice(Recorded):
    """The party is told what is intended (行政处罚事先告知)."""

    at: Moment | None = record(_("告知书日期"))
    served_at: Moment | None = record(_("告知书送达时间"))
    told: tuple[Told, ...] | None = record(_("告知的内容"))
    proposed: tuple[Sanction, ...] | None = record(_("拟作出的处罚"))
    hearing_days: int | None = record(_("告知书所载要求听证的日数"))
    statement_days: int | None = record(_("告知书所载陈述申辩的日数"))
    discretion: DiscretionStated | None = record(_("告知书的裁量说明"))
    facts: tuple[str, ...] | None = record(_("告知的违法事实"))
    basis: tuple[str, ...] | None = record(_("告知的处罚依据"))
    document: str | None = record(_("告知书文书"))


@frozen(kw_only=True)
class Statement(Recorded):
    """What the party says to it (陈述、申辩)."""

    at: Moment | None = record(_("陈述申辩时间"))
    waived: bool | None = record(_("是否明确放弃陈述申辩"))
    waived_at: Moment | None = record(_("放弃陈述申辩时间"))
    refused: bool | None = record(_("是否拒绝听取陈述申辩"))
    reviewed_at: Moment | None = record(_("陈述申辩复核时间"))
    made_out: bool | None = record(_("陈述申辩是否成立"))
    accepted: bool | None = record(_("陈述申辩是否采纳"))
    document: str | None = record(_("陈述申辩文书"))


@frozen(kw_only=True)
class Hearing(Recorded):
    """The hearing (听证): request or waiver, notice, conduct, record."""

    requested_at: Moment | None = record(_("要求听证时间"))
    waived_at: Moment | None = record(_("放弃听证时间"))
    refused: bool | None = record(_("是否拒绝组织听证"))
    notified_at: Moment | None = record(_("听证通知时间"))
    at: Moment | None = record(_("听证开始时间"))
    ended_at: Moment | None = record(_("听证结束时间"))
    public: bool | None = record(_("听证是否公开"))
    closed_reason: str | None = record(_("听证不公开的理由"))
    host: str | None = record(_("听证主持人"))
    recorder: str | None = record(_("听证记录人"))
    agents: int | None = record(_("听证代理人数"))
    investigators_present: bool | None = record(_("调查人员是否出席听证"))
    evidence_examined: bool | None = record(_("听证是否质证"))
    fee_charged: bool | None = record(_("是否收取听证费用"))
    party_absent: bool | None = record(_("当事人是否无正当理由缺席、退出听证"))
    terminated_at: Moment | None = record(_("终止听证时间"))
    record_made: bool | None = record(_("是否制作听证笔录"))
    record_signed: bool | None = record(_("听证笔录是否签名"))
    refusal_noted: bool | None = record(_("听证笔录拒签是否注明"))
    recordings: tuple[Recording, ...] | None = record(_("听证的音像记录"))
    no_recording_reason: str | None = record(_("听证未音像记录的理由"))
    document: str | None = record(_("听证文书"))
