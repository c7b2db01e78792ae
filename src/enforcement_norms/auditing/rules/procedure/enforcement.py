"""Enforcement of a decision (强制执行): urging, time, application to the court (行政强制法 chapters 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from ....calendar import is_working_day
from ....i18n import Message, _
from ....model.casefile import ApplicationMaterial, Enforcement, EnforcementKind, UrgingElement
from ....model.duty import Found, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited
from ...late import shown
from ...sources import compulsion, penalty_2021
from ...terms import months, working_days_after

_SUIT_MONTHS: Final = 6
_URGED: Final[dict[UrgingElement, Message]] = {
    UrgingElement.TERM: _("履行义务的期限"),
    UrgingElement.WAY: _("履行义务的方式"),
    UrgingElement.AMOUNT: _("金额和给付方式"),
    UrgingElement.STATEMENT_AND_DEFENCE: _("陈述权和申辩权"),
}
_MATERIALS: Final[dict[ApplicationMaterial, Message]] = {
    ApplicationMaterial.APPLICATION: _("强制执行申请书"),
    ApplicationMaterial.DECISION: _("决定书及事实、理由和依据"),
    ApplicationMaterial.OPINION_AND_URGING: _("当事人的意见及催告情况"),
    ApplicationMaterial.OBJECT: _("申请执行标的情况"),
}


def _is_court(audited: Audited, step: Enforcement) -> bool:
    return need(step.kind, "enforcements.kind") is EnforcementKind.COURT


def _is_own(audited: Audited, step: Enforcement) -> bool:
    return not _is_court(audited, step)


@duty(
    "procedure.urged_before_court",
    _("申请法院执行前催告并满十日"),
    (compulsion("54"),),
    over="enforcements",
    on="applied_at",
    inputs=("enforcements.kind", "enforcements.applied_at", "enforcements.urged_at"),
    when=_is_court,
)
def urged_before_court(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Ten working days after the urging letter was served (Arts. 54, 69)."""
    urged = happened(step.urged_at, step, "enforcements.urged_at")
    if urged is None:
        yield Found(_("申请法院强制执行前没有催告当事人"))
        return
    due = working_days_after(day_of(urged), 10, audited.settings.overlay)
    applied = need(step.applied_at, "enforcements.applied_at")
    if day_of(applied) <= due:
        message = _(
            "催告书 {urged} 送达，{applied} 申请执行，不满十个工作日", urged=shown(urged), applied=shown(applied)
        )
        yield Found(message)


@duty(
    "procedure.court_in_time",
    _("在救济期限届满后三个月内申请法院执行"),
    (compulsion("53"), penalty_2021("72.2")),
    over="enforcements",
    on="applied_at",
    item=NoticeItem.OVER_TIME,
    inputs=(
        "enforcements.kind",
        "enforcements.applied_at",
        "services",
        "services.of",
        "services.at",
        "proceedings",
        "instalments",
        "instalments.until",
    ),
    when=_is_court,
)
def court_in_time(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Three months from the end of the time for suit, six months (Art. 53); of instalments from their end (72.2)."""
    if need(audited.file.proceedings, "proceedings"):
        return
    received = day_of(audited.received())
    remedies_end = months(_SUIT_MONTHS).after(received)
    applied = day_of(need(step.applied_at, "enforcements.applied_at"))
    put_off = [need(each.until, "instalments.until") for each in need(audited.file.instalments, "instalments")]
    begins = max([remedies_end, *put_off])
    last = months(3).after(begins)
    if applied <= remedies_end:
        message = _("救济期限到 {end} 才届满，{applied} 已申请法院执行", end=remedies_end, applied=applied)
        yield Found(message, item=NoticeItem.PROCEDURE)
    elif applied > last:
        yield Found(_("最迟应在 {last} 申请法院执行，实际在 {applied}", last=last, applied=applied))


@duty(
    "procedure.court_materials",
    _("申请法院执行的材料齐全"),
    (compulsion("55.1"),),
    over="enforcements",
    on="applied_at",
    item=NoticeItem.DOCUMENTS,
    inputs=("enforcements.kind", "enforcements.applied_at", "enforcements.materials"),
    when=_is_court,
)
def court_materials(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Art. 55.1."""
    held = need(step.materials, "enforcements.materials")
    lacking = [name for material, name in _MATERIALS.items() if material not in held]
    if lacking:
        yield Found(_("申请法院执行缺少材料：{lacking}", lacking=lacking))


@duty(
    "procedure.urged_before_own",
    _("强制执行前书面催告"),
    (compulsion("35"),),
    over="enforcements",
    inputs=("enforcements.kind", "enforcements.at", "enforcements.urged_at", "enforcements.urging_elements"),
    when=_is_own,
)
def urged_before_own(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """In writing, with four elements (Art. 35)."""
    if happened(step.urged_at, step, "enforcements.urged_at") is None:
        yield Found(_("强制执行前没有催告当事人"))
        return
    stated = need(step.urging_elements, "enforcements.urging_elements")
    lacking = [name for element, name in _URGED.items() if element not in stated]
    if lacking:
        yield Found(_("催告书没有载明：{lacking}", lacking=lacking))


@duty(
    "procedure.own_power",
    _("有强制执行权的机关才自行强制执行"),
    (compulsion("34"), compulsion("46.3")),
    over="enforcements",
    item=NoticeItem.POWERS,
    inputs=("enforcements.kind", "enforcements.at", "subject", "subjects", "subjects.has_enforcement_power"),
    when=lambda audited, step: need(step.kind, "enforcements.kind") is EnforcementKind.OWN_POWER,
)
def own_power(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Arts. 34 and 46.3: others apply to the court."""
    if not need(audited.subject.has_enforcement_power, "subjects.has_enforcement_power"):
        yield Found(_("没有行政强制执行权的机关自行强制执行"))


@duty(
    "procedure.not_at_night",
    _("不在夜间、法定节假日强制执行"),
    (compulsion("43.1"),),
    over="enforcements",
    item=NoticeItem.ROUGHNESS,
    inputs=("enforcements.kind", "enforcements.at", "enforcements.emergency"),
    when=_is_own,
)
def not_at_night(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Art. 43.1; a day of rest is one that is no working day, the hours of the night are a setting."""
    at = need(step.at, "enforcements.at")
    settings = audited.settings
    rest = not is_working_day(day_of(at), settings.overlay)
    night = isinstance(at, datetime) and not settings.night_until <= at.hour < settings.night_from
    if not (rest or night) or need(step.emergency, "enforcements.emergency"):
        return
    yield Found(_("在夜间或者节假日（{at}）实施强制执行", at=shown(at)))


@duty(
    "procedure.utilities_kept",
    _("不以停水、停电、停热、停气迫使履行"),
    (compulsion("43.2"),),
    over="enforcements",
    item=NoticeItem.ROUGHNESS,
    inputs=("enforcements.kind", "enforcements.at", "enforcements.cuts_utilities"),
    when=_is_own,
)
def utilities_kept(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Art. 43.2."""
    if need(step.cuts_utilities, "enforcements.cuts_utilities"):
        yield Found(_("对居民生活停止供水、供电、供热、供燃气，迫使当事人履行"))


@duty(
    "procedure.substitute_urged",
    _("代履行三日前催告"),
    (compulsion("51.1.2"),),
    over="enforcements",
    inputs=("enforcements.kind", "enforcements.at", "enforcements.urged_at"),
    when=lambda audited, step: need(step.kind, "enforcements.kind") is EnforcementKind.SUBSTITUTE,
)
def substitute_urged(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Three working days before it (Arts. 51.1.2, 69)."""
    urged = happened(step.urged_at, step, "enforcements.urged_at")
    at = need(step.at, "enforcements.at")
    if urged is None or day_of(at) < working_days_after(day_of(urged), 3, audited.settings.overlay):
        yield Found(_("代履行三个工作日之前没有催告"))


@duty(
    "procedure.demolition_announced",
    _("强制拆除前公告并待救济期限届满"),
    (compulsion("44"),),
    over="enforcements",
    inputs=(
        "enforcements.kind",
        "enforcements.at",
        "enforcements.announced_on",
        "services",
        "services.of",
        "services.at",
    ),
    when=lambda audited, step: need(step.kind, "enforcements.kind") is EnforcementKind.DEMOLITION,
)
def demolition_announced(audited: Audited, step: Enforcement) -> Iterator[Found]:
    """Art. 44: announced first, and only after the time for review and suit."""
    at = day_of(need(step.at, "enforcements.at"))
    announced: date | None = happened(step.announced_on, step, "enforcements.announced_on")
    if announced is None or announced >= at:
        yield Found(_("强制拆除前没有公告"))
    ends = months(_SUIT_MONTHS).after(day_of(audited.received()))
    if at <= ends:
        yield Found(_("救济期限到 {ends} 才届满，{at} 已强制拆除", ends=ends, at=at))
