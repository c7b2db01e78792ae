"""Sound and picture of the whole course (全程音像记录)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from ....i18n import Message, _
from ....model.casefile import (
    CoerciveMeasure,
    Enforcement,
    EnforcementKind,
    Inspection,
    MeasureType,
    Medium,
    Questioning,
    Recording,
)
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, need
from ...audited import Audited, day
from ...instruments import holds_at
from ...late import shown
from ...likeness import by_words
from ...sector_sources import agricultural_enforcement, public_order_2025, sichuan_transport
from ...sources import notice, three_systems
from ..gathering import all_recorded

_POLICE: Final = "public_security"
_POLICE_FROM: Final = date(2026, 1, 1)
_SEIZED: Final = frozenset({MeasureType.SEAL, MeasureType.SEIZE, MeasureType.RESTRAIN})
_SITE: Final = "办案"
_WHOLE: Final = (
    three_systems("s3.8", gravity=Gravity.IRREGULAR),
    notice("s4.2.2", gravity=Gravity.IRREGULAR),
    sichuan_transport("15.2"),
    agricultural_enforcement("21.2"),
)
"""Whole course: a demand of the opinions and the notice, a duty of law in transport (Sichuan) and agriculture."""
_SECTORS: Final = {"transport": sichuan_transport("15.2"), "agriculture": agricultural_enforcement("21.2")}
_AS_NEEDED: Final = (three_systems("s3.8"), notice("s4.2.2"))


def _whole(audited: Audited, missing: Message, on: date, at: str = "") -> Iterator[Found]:
    """A missing recording of the whole course: unlawful where a regulation or rule of the field asks for it."""
    basis = _SECTORS.get(need(audited.file.domain, "domain"))
    division = need(audited.file.division, "division")
    if basis is not None and basis.in_force.covers(on) and holds_at(basis, division):
        yield Found(missing, Gravity.UNLAWFUL, at=at, cites=(basis.cite,))
        return
    general = [each.cite for each in _WHOLE[:2] if each.in_force.covers(on) and holds_at(each, division)]
    yield Found(missing, Gravity.IRREGULAR, at=at, cites=tuple(general))


@duty(
    "recording.seizure_recorded",
    _("查封、扣押全程音像记录"),
    _WHOLE,
    over="measures",
    item=NoticeItem.PROCEDURE,
    inputs=("domain", "division", "measures.at", "measures.kind", "measures.recordings"),
    when=lambda audited, measure: need(measure.kind, "measures.kind") in _SEIZED,
)
def seizure_recorded(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """国办发〔2018〕118号 (八), the notice: sealing, seizing, and what touches liberty."""
    if not need(measure.recordings, "measures.recordings"):
        yield from _whole(audited, _("实施强制措施没有音像记录"), day(measure.at, "measures.at"))


@duty(
    "recording.demolition_recorded",
    _("强制拆除全程音像记录"),
    _WHOLE,
    over="enforcements",
    item=NoticeItem.PROCEDURE,
    inputs=("domain", "division", "enforcements.at", "enforcements.kind", "enforcements.recordings"),
    when=lambda audited, step: need(step.kind, "enforcements.kind") is EnforcementKind.DEMOLITION,
)
def demolition_recorded(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """国办发〔2018〕118号 (八), the notice: forced demolition."""
    if not need(step.recordings, "enforcements.recordings"):
        yield from _whole(audited, _("强制拆除没有音像记录"), day(step.at, "enforcements.at"))


@duty(
    "recording.grave_inspection_recorded",
    _("涉及人身自由、生命健康、重大财产权益的现场执法全程音像记录"),
    _WHOLE,
    over="inspections",
    item=NoticeItem.PROCEDURE,
    inputs=("domain", "division", "inspections.at", "inspections.endangers", "inspections.recordings"),
    when=by_words(lambda audited, step: need(step.endangers, "inspections.endangers")),
)
def grave_inspection_recorded(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2018〕118号 (八), the notice: on-site acts that directly touch liberty, life, health or major property."""
    if not need(step.recordings, "inspections.recordings"):
        yield from _whole(audited, _("现场执法没有音像记录"), day(step.at, "inspections.at"))


def _on_video(recordings: tuple[Recording, ...] | None, name: str) -> bool:
    """Whether one of the recordings is a video; `name` is their path.

    Raises:
        Missing: they are not recorded, or none is known to be one and one may be.
    """
    held = need(recordings, name)
    if any(each.medium is Medium.VIDEO for each in held):
        return True
    all_recorded((each.medium for each in held), f"{name}.medium")
    return False


@duty(
    "recording.police_site_recorded",
    _("在执法办案场所询问全程同步录音录像"),
    (public_order_2025("97.1"),),
    over="questionings",
    item=NoticeItem.PROCEDURE,
    inputs=(
        "domain",
        "questionings.at",
        "questionings.place",
        "questionings.recordings",
        "questionings.recordings.medium",
    ),
    when=lambda audited, step: (
        need(audited.file.domain, "domain") == _POLICE and _SITE in need(step.place, "questionings.place")
    ),
)
def police_site_recorded(audited: Audited, step: Questioning) -> Iterator[Found]:
    """治安管理处罚法 2025 Art. 97.1, from 2026: the whole questioning, in sound and picture at once."""
    if not _on_video(step.recordings, "questionings.recordings"):
        yield Found(_("在执法办案场所询问没有同步录音录像"))


@duty(
    "recording.police_seizure_on_the_spot",
    _("当场扣押全程同步录音录像"),
    (public_order_2025("105.3"),),
    over="measures",
    item=NoticeItem.PROCEDURE,
    inputs=(
        "domain",
        "measures.at",
        "measures.kind",
        "measures.emergency",
        "measures.recordings",
        "measures.recordings.medium",
    ),
    when=lambda audited, measure: (
        need(audited.file.domain, "domain") == _POLICE
        and need(measure.kind, "measures.kind") is MeasureType.SEIZE
        and need(measure.emergency, "measures.emergency")
        and bool(need(measure.recordings, "measures.recordings"))
    ),
)
def police_seizure_on_the_spot(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """治安管理处罚法 2025 Art. 105.3, from 2026: a photograph or sound alone is not enough."""
    if not _on_video(measure.recordings, "measures.recordings"):
        yield Found(_("当场扣押没有同步录音录像"))


def _holes(recordings: tuple[Recording, ...], began: datetime, ended: datetime, name: str) -> Iterator[Message]:
    """Where recordings leave a part of the step out, unless a gap is explained."""
    pieces = []
    for each in recordings:
        first = need(each.started_at, f"{name}.recordings.started_at")
        last = need(each.ended_at, f"{name}.recordings.ended_at")
        if not isinstance(first, datetime) or not isinstance(last, datetime):
            raise Missing(f"{name}.recordings.started_at")
        pieces.append((first, last, each.gap_reason))
    pieces.sort(key=lambda piece: piece[:2])
    covered = began
    reason: str | None = None
    for first, last, explained in pieces:
        if last <= max(first, covered) or first >= ended:
            continue  # adds nothing to what is covered
        if first > covered and reason is None and explained is None:
            yield _("{from_} 至 {to} 没有音像记录，也没有说明", from_=shown(covered), to=shown(first))
        covered, reason = last, explained
    if covered < ended and reason is None:
        yield _("{from_} 至 {to} 没有音像记录，也没有说明", from_=shown(covered), to=shown(ended))


@duty(
    "recording.measure_whole_course",
    _("查封、扣押的音像记录覆盖全过程"),
    _AS_NEEDED,
    over="measures",
    gravity=Gravity.IRREGULAR,
    inputs=(
        "measures.at",
        "measures.ended_at",
        "measures.kind",
        "measures.recordings",
        "measures.recordings.medium",
        "measures.recordings.started_at",
        "measures.recordings.ended_at",
    ),
    when=lambda audited, measure: (
        need(measure.kind, "measures.kind") in _SEIZED and _on_video(measure.recordings, "measures.recordings")
    ),
)
def measure_whole_course(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """国办发〔2018〕118号 (八): “whole course”, so from beginning to end, gaps explained."""
    began, ended = need(measure.at, "measures.at"), need(measure.ended_at, "measures.ended_at")
    if not isinstance(began, datetime):
        raise Missing("measures.at")
    if not isinstance(ended, datetime):
        raise Missing("measures.ended_at")
    videos = tuple(each for each in need(measure.recordings, "measures.recordings") if each.medium is not Medium.TEXT)
    for message in _holes(videos, began, ended, "measures"):
        yield Found(message, at="recordings")
