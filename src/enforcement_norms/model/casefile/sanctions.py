"""What is imposed, and the reasons of discretion that a document states (处罚内容、裁量说明)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ...money import Money
from ..determination import Direction
from ..penalty import MeasureKind
from ..recorded import Moment, Recorded, record


@frozen(kw_only=True)
class Sanction(Recorded):
    """One measure that a document proposes or imposes (处罚种类和幅度).

    `id` is the measure of the pack where the case names a violation. `days` is the length of detention or suspension.
    """

    kind: MeasureKind | None = record(_("处罚种类"))
    id: str = record(_("措施标识"), "")
    amount: Money | None = record(_("处罚金额"))
    amount_in_capitals: str | None = record(_("处罚金额大写"))
    parts: tuple[Money, ...] | None = record(_("处罚金额的分项"))
    days: int | None = record(_("处罚日数"))
    object: str | None = record(_("处罚的标的"))


@frozen(kw_only=True)
class DiscretionReason(Recorded):
    """A reason for deciding lighter, mitigated or heavier (从轻、减轻、从重的理由)."""

    direction: Direction | None = record(_("裁量方向"))
    circumstance: str | None = record(_("裁量情节"))
    text: str | None = record(_("裁量理由"))
    evidence: tuple[str, ...] | None = record(_("裁量理由的证据"))


@frozen(kw_only=True)
class DiscretionStated(Recorded):
    """How a document applies the discretion standard (裁量基准的适用).

    `standard` and `tier` are ids of packs or the words of a local document; `direction` is the direction stated.
    """

    standard: str | None = record(_("适用的裁量基准"))
    tier: str | None = record(_("裁量档次"))
    factors: tuple[str, ...] | None = record(_("裁量情节"))
    direction: Direction | None = record(_("裁量方向"))
    reasons: tuple[DiscretionReason, ...] | None = record(_("裁量理由"))


class ChangeCause(StrEnum):
    """After what a tier was changed (裁量变更的缘由)."""

    DEFENCE = "defence"
    HEARING = "hearing"
    REVIEW = "review"
    DELIBERATION = "deliberation"
    OTHER = "other"


@frozen(kw_only=True)
class DiscretionChange(Recorded):
    """A change of tier or sanction on the way (裁量变更)."""

    at: Moment | None = record(_("裁量变更时间"))
    cause: ChangeCause | None = record(_("裁量变更的缘由"))
    reason: str | None = record(_("裁量变更的理由"))
    new_facts: bool | None = record(_("裁量变更是否有新的事实"))
    new_notice_at: Moment | None = record(_("重新告知时间"))


@frozen(kw_only=True)
class Departure(Recorded):
    """A decision outside the published standard (偏离裁量基准)."""

    reason: str | None = record(_("偏离基准的理由"))
    deliberated: bool | None = record(_("偏离基准是否经集体讨论"))
    approved_by: str | None = record(_("偏离基准批准人"))


@frozen(kw_only=True)
class StandardUsed(Recorded):
    """The published standard that was used (裁量基准文件)."""

    document: str | None = record(_("裁量基准文号"))
    issuer: str | None = record(_("裁量基准制定机关"))
    division: str | None = record(_("裁量基准适用区域"))
    published_on: date | None = record(_("裁量基准公布日期"))
    in_force_from: date | None = record(_("裁量基准施行日期"))
    in_force_until: date | None = record(_("裁量基准失效前最后一日"))
    departure: Departure | None = record(_("偏离裁量基准"))
