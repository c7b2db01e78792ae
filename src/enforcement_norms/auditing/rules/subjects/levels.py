"""Levels (层级权限): police stations, towns and streets, bodies below the county."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import _
from ....model.actors import Level, SubjectKind
from ....model.casefile import Decision
from ....model.duty import Alike, Found, NoticeItem, duty, need
from ....model.penalty import MeasureKind
from ....money import Money
from ...audited import Audited, day
from ...likeness import by_words
from ...sector_sources import public_order_2012, public_order_2025
from ...sources import penalty_2017, penalty_2021
from .common import covers, kind_of

_REVISED: Final = date(2021, 7, 15)
_STATION_CAP: Final = {True: Money.parse("1000元"), False: Money.parse("500元")}
_STATION_CAP_RAISED: Final = date(2026, 1, 1)
_STATION_LAW: Final = "治安管理处罚法"


@duty(
    "subjects.police_station_cap",
    _("派出所决定处罚的权限"),
    (public_order_2012("91"), public_order_2025("109")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "decisions.sanctions",
        "decisions.issued_by",
        "subject",
        "subjects.kind",
        "subjects.acts_alone_by",
    ),
    when=by_words(
        lambda audited, decision: (
            kind_of(audited.subject) is SubjectKind.INTERNAL_UNIT
            and _STATION_LAW in (audited.subject.acts_alone_by or "")
            and need(decision.issued_by, "decisions.issued_by") == audited.subject.name
        )
    ),
)
def police_station_cap(audited: Audited, decision: Decision) -> Iterator[Found]:
    """治安管理处罚法 2012 Art. 91: warning, fine up to 500 yuan; 2025 Art. 109, from 2026: up to 1,000 yuan."""
    cap = _STATION_CAP[day(decision.at, "decisions.at") >= _STATION_CAP_RAISED]
    for index, each in enumerate(need(decision.sanctions, "decisions.sanctions")):
        if each.kind is MeasureKind.FINE:
            amount = need(each.amount, "decisions.sanctions.amount")
            if amount > cap:
                message = _("派出所只能决定 {cap} 以下罚款，本案罚款 {amount}", cap=cap, amount=amount)
                yield Found(message, at=f"sanctions[{index}]")
        elif each.kind is not MeasureKind.WARNING:
            yield Found(_("派出所只能决定警告和罚款"), at=f"sanctions[{index}]")


@duty(
    "subjects.town_delegated",
    _("乡镇、街道依省级赋权决定处罚"),
    (penalty_2021("24.1"), penalty_2021("24.2")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "subject",
        "subjects.kind",
        "subjects.delegation",
        "subjects.delegation.decided_by_province",
        "subjects.delegation.published_on",
        "subjects.delegation.held_from",
        "subjects.delegation.matters",
        "matter.violation",
    ),
    when=lambda audited, decision: audited.penalises(decision) and kind_of(audited.subject) is SubjectKind.TOWN,
    alike=Alike.MOMENT,
)
def town_delegated(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 24: by a decision of the province, published, for the matters that it names."""
    on = day(decision.at, "decisions.at")
    given = need(audited.subject.delegation, "subjects.delegation")
    if not need(given.decided_by_province, "subjects.delegation.decided_by_province"):
        yield Found(_("赋权不是省、自治区、直辖市的决定"))
    if need(given.published_on, "subjects.delegation.published_on") > on:
        yield Found(_("赋权决定作出处罚时尚未公布"))
    if need(given.held_from, "subjects.delegation.held_from") > on:
        yield Found(_("作出处罚时赋权尚未开始"))
    violation = need(audited.file.matter, "matter").violation
    if violation and not covers(need(given.matters, "subjects.delegation.matters"), violation):
        yield Found(_("赋权事项不包括本案的违法行为"))


@duty(
    "subjects.county_level",
    _("处罚由县级以上机关管辖"),
    (penalty_2017("20"), penalty_2021("23")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.kind", "subject", "subjects.level", "subjects.kind"),
    when=lambda audited, decision: (
        audited.penalises(decision) and need(audited.subject.level, "subjects.level") is Level.TOWN
    ),
    alike=Alike.MOMENT,
)
def county_level(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 20, 2021 Art. 23: county level and above, unless a law or administrative regulation says otherwise.

    From 2021-07-15 towns may hold delegated powers (Art. 24); whether they do is another rule.
    """
    subject = audited.subject
    competence = audited.file.competence
    delegated = kind_of(subject) is SubjectKind.TOWN and day(decision.at, "decisions.at") >= _REVISED
    # A unit acts for its organ at the organ's level.
    for_organ = kind_of(subject) is SubjectKind.INTERNAL_UNIT
    if not delegated and not for_organ and (competence is None or competence.other_basis is None):
        yield Found(_("“{name}”在县级以下，没有处罚管辖权的其他依据", name=subject.name))
