"""Time (时间): versions that follow each other day by day, citations of what was in force, dates that the law explains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from attrs import frozen

from ..conditions import All, AnyOf, AtLeastOf, Bounded, Condition, Not
from ..errors import Place, Problem, warning
from ..i18n import Message, _
from ..law import InForce, Instrument
from ..model.builtin import ACT_ON, DECISION_ON
from ..model.discretion import DiscretionStandard
from ..model.pack import Pack
from ..model.violation import Ended, Violation
from .subject import Subject
from .walking import citations, parts_of

YEAR: Final = 365
ONE_DAY: Final = timedelta(days=1)


@frozen
class Version:
    """One version of something that a pack gives in versions."""

    name: Message
    key: tuple[str, ...]
    in_force: InForce
    where: Place
    ended: Ended | None = None


def versions_follow_each_other(subject: Subject) -> Iterator[Problem]:
    """Versions of one thing neither overlap (EN201) nor leave an unexplained hole (EN202)."""
    for several in by_thing(subject.pack).values():
        for earlier, later in pairwise(several):
            yield from _follows(earlier, later)


def _versions(pack: Pack) -> Iterator[Version]:
    for violation in pack.violations:
        name = _("违法行为“{id}”", id=violation.id)
        yield Version(name, ("violation", violation.id), violation.in_force, violation.where, violation.ended)
    for standard in pack.standards:
        name = _("裁量基准“{id}”", id=f"{standard.division}:{standard.id}")
        yield Version(name, ("standard", standard.division, standard.id), standard.in_force, standard.where)
    for bands in pack.bands:
        name = _("裁量规则“{id}”", id=bands.id)
        yield Version(name, ("bands", bands.division, bands.id), bands.in_force, bands.where)
    for kind, several, title in (
        ("definition", pack.definitions, _("法定含义")),
        ("grade", pack.grades, _("等级划分")),
        ("rule", pack.instrument_rules, _("文件规则")),
        ("procedure", pack.procedure, _("程序规则")),
        ("review", pack.review, _("审核目录")),
        ("inspection", pack.inspection, _("抽查事项")),
    ):
        for each in several:
            name = _("{title}“{id}”", title=title, id=each.id)
            yield Version(name, (kind, each.id), each.in_force, each.where)


def _follows(earlier: Version, later: Version) -> Iterator[Problem]:
    also = ((earlier.where, _("前一版本")),)
    until = earlier.in_force.until
    if earlier.in_force.overlaps(later.in_force):
        message = _("{name}的两个版本在 {day} 都施行", name=later.name, day=later.in_force.from_)
        hint = _("前一版本的 until 写 {day}", day=later.in_force.from_ - ONE_DAY)
        yield Problem("EN201", later.where, message, hint, also=also)
    elif until is not None and later.in_force.from_ - until > ONE_DAY:
        if earlier.ended in (Ended.NOT_ENCODED, Ended.REPEALED):
            return
        message = _(
            "{name}自 {start} 至 {end} 没有版本",
            name=later.name,
            start=until + ONE_DAY,
            end=later.in_force.from_ - ONE_DAY,
        )
        hint = _("后一版本自 {day} 起，或者前一版本写 ended: repealed、not_encoded", day=until + ONE_DAY)
        yield Problem("EN202", later.where, message, hint, also=also)


def what_was_replaced_has_a_successor(subject: Subject) -> Iterator[Problem]:
    """A version that was replaced has something in its place the day after (EN203)."""
    for several in subject.siblings.values():
        for index, violation in enumerate(several):
            until = violation.in_force.until
            if violation.ended is not Ended.REPLACED_BY or until is None:
                continue
            if violation.replaced_by:
                followers = subject.siblings.get(violation.replaced_by, ())
                if any(each.in_force.covers(until + ONE_DAY) for each in followers):
                    continue
                message = _(
                    "“{id}”写明由“{other}”代替，但 {day} 没有它的版本",
                    id=violation.id,
                    other=violation.replaced_by,
                    day=until + ONE_DAY,
                )
            elif index + 1 < len(several):
                continue  # that it begins the day after is asked of all versions
            else:
                message = _("“{id}”写明 replaced_by，但没有后一版本", id=violation.id)
            hint = _("补上后一版本，或者写 ended: repealed、not_encoded，或者 replaced_by: 另一违法行为")
            yield Problem("EN203", violation.where, message, hint)


def citations_were_in_force(subject: Subject) -> Iterator[Problem]:
    """Every citation names a known instrument (EN210) that was in force as long as what cites it (EN211)."""
    seen: set[tuple[str, Place, InForce]] = set()
    for each in citations(subject.pack):
        id_ = each.citation.instrument
        if (id_, each.where, each.in_force) in seen:
            continue
        seen.add((id_, each.where, each.in_force))
        instrument = subject.sources.get(id_)
        if instrument is None:
            message = _("sources.yaml 中没有“{id}”", id=id_)
            yield Problem("EN210", each.where, message, _("在 sources.yaml 中写明该文件"))
            continue
        day = first_day_without(instrument, each.in_force)
        if day is not None:
            message = _("所引《{title}》在 {day} 没有施行中的版本", title=instrument.title, day=day)
            hint = _("核对 in_force 和 sources.yaml 中各版本的 from、until")
            yield Problem("EN211", each.where, message, hint)


def first_day_without(instrument: Instrument, period: InForce) -> date | None:
    """The first day of a period on which no version of the instrument is in force."""
    day = period.from_
    while period.covers(day):
        version = instrument.version_on(day)
        if version is None:
            return day
        if version.in_force.until is None:
            return None
        day = version.in_force.until + ONE_DAY
    return None


def dates_have_a_source(subject: Subject) -> Iterator[Problem]:
    """Everything begins and ends on a day on which a version of some source does, or beside a version of its own (EN213)."""
    periods = [version.in_force for source in subject.sources.values() for version in source.versions]
    starts = {period.from_ for period in periods}
    ends = {start - ONE_DAY for start in starts} | {period.until for period in periods if period.until is not None}
    if not starts:
        return
    grouped = by_thing(subject.pack)
    for several in grouped.values():
        stops = {each.in_force.until for each in several}
        for version in several:
            period = version.in_force
            if period.from_ not in starts and period.from_ - ONE_DAY not in stops:
                yield _unexplained(version, _("自 {day} 施行", day=period.from_), period.from_, starts)
            known = period.until is None or period.until in ends or version.ended is Ended.NOT_ENCODED
            if not known and period.until is not None:
                yield _unexplained(version, _("至 {day} 有效", day=period.until), period.until, ends)
    for part in parts_of(subject.pack):
        for day in dict.fromkeys(day for condition in part.conditions for day in first_days(condition)):
            if day not in starts:
                message = _("条件里的日期 {day}，sources.yaml 中没有文件在这一天起止", day=day)
                yield Problem("EN213", part.where, message, _near(day, starts))


def first_days(condition: Condition) -> Iterator[date]:
    """The days on which a condition on the day of the act or of the decision begins or ceases to hold."""
    match condition:
        case Bounded() if condition.term in (ACT_ON, DECISION_ON):
            if condition.low is not None:
                yield condition.low if condition.low_closed else condition.low + ONE_DAY
            if condition.high is not None:
                yield condition.high + ONE_DAY if condition.high_closed else condition.high
        case Not():
            yield from first_days(condition.item)
        case All() | AnyOf() | AtLeastOf():
            for item in condition.items:
                yield from first_days(item)


def by_thing(pack: Pack) -> dict[tuple[str, ...], list[Version]]:
    """All versions of each thing that a pack gives in versions, oldest first."""
    grouped: dict[tuple[str, ...], list[Version]] = {}
    for version in sorted(_versions(pack), key=lambda each: each.in_force.from_):
        grouped.setdefault(version.key, []).append(version)
    return grouped


def _unexplained(version: Version, what: Message, day: date, known: set[date]) -> Problem:
    message = _("{name}{what}，sources.yaml 中没有文件在这一天起止", name=version.name, what=what)
    return Problem("EN213", version.where, message, _near(day, known))


def _near(day: date, known: set[date]) -> Message:
    near = sorted(known, key=lambda each: abs((each - day).days))[:3]
    return _("相近的日期：{days}", days=[str(each) for each in sorted(near)])


def reviewed_within_a_year(subject: Subject) -> Iterator[Problem]:
    """A clause or standard that nobody has looked at for a year, counted to `today` if given (EN209, a warning)."""
    if subject.today is None:
        return
    several: tuple[Violation | DiscretionStandard, ...] = (*subject.pack.violations, *subject.pack.standards)
    for each in several:
        ended = each.in_force.until is not None and each.in_force.until < subject.today
        if ended:
            continue
        if not each.reviewed_on:
            message = _("“{id}”没有写 reviewed_on", id=each.id)
            yield warning(Problem("EN209", each.where, message, _("核对条文后写核对日期")))
        elif (subject.today - date.fromisoformat(each.reviewed_on)).days > YEAR:
            message = _("“{id}”上次核对是 {day}，已过一年", id=each.id, day=each.reviewed_on)
            yield warning(Problem("EN209", each.where, message, _("核对条文后改写 reviewed_on")))
