"""Keeping of records (记录的保存和使用): upload, look-ups, archive, terms of keeping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Final

from ....i18n import _
from ....model.casefile import Archive, CaseFile, Procedure, Recording, Retrieval
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited
from ...late import overdue, shown
from ...likeness import by_words
from ...sector_sources import agricultural_procedure, safety_penalties, tourism_penalties
from ...sources import market_procedure, notice, penalty_2021, three_systems
from ...terms import days, due_calendar, due_working, within_hours
from ..gathering import each_of

_RECORDED: Final = ("inspections", "questionings", "evidence", "measures", "hearings", "services", "enforcements")
_steps_of: Final = attrgetter(*_RECORDED)
_MARKET_DAYS: Final = 7
_AGRICULTURE_DAYS: Final = 2


def _each(audited: Audited) -> list[Recording]:
    """Every recording of the file."""
    found: list[Recording] | None = audited.remembered.get("recordings")
    if found is None:
        found = audited.remembered["recordings"] = []
        for steps in _steps_of(audited.file):
            if steps:
                for step in steps:
                    if step.recordings:
                        found += step.recordings
    return found


def _placed(file: CaseFile) -> Iterator[tuple[str, str, Recording]]:
    """Every recording of the file: list of steps, place, recording."""
    for name, steps in zip(_RECORDED, _steps_of(file), strict=True):
        for index, step in enumerate(steps or ()):
            if not step.recordings:
                continue
            for number, each in enumerate(step.recordings):
                yield name, f"{name}[{index}].recordings[{number}]", each


def _inputs(attribute: str) -> tuple[str, ...]:
    return tuple(f"{name}.recordings.{attribute}" for name in _RECORDED)


@duty(
    "recording.uploaded",
    _("音像记录及时上传保存"),
    (three_systems("s3.8"),),
    on="",
    gravity=Gravity.NOTE,
    item=NoticeItem.DOCUMENTS,
    inputs=(*_inputs("ended_at"), *_inputs("uploaded_at")),
)
def uploaded(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """国办发〔2018〕118号 (八) asks for rules on storage and names no hours: they are a setting of the district."""
    hours = audited.settings.upload_hours
    limit = timedelta(hours=hours)
    for each in _each(audited):
        if not _is_in_time(each, limit):
            return _late(file, hours, limit)
    return ()


def _late(file: CaseFile, hours: int, limit: timedelta) -> Iterable[Found]:
    def check(found: tuple[str, str, Recording]) -> Iterator[Found]:
        name, place, each = found
        ended = need(each.ended_at, f"{name}.recordings.ended_at")
        at = happened(each.uploaded_at, each, f"{name}.recordings.uploaded_at")
        if at is None:
            yield Found(_("音像记录没有上传"), on=ended, at=f"/{place}")
        elif within_hours(ended, at, hours) is False:
            message = _("音像记录 {at} 才上传，超过本地设定的 {hours} 小时", at=shown(at), hours=hours)
            yield Found(message, on=ended, at=f"/{place}")

    return each_of((entry for entry in _placed(file) if not _is_in_time(entry[2], limit)), check)


def _is_in_time(recording: Recording, limit: timedelta) -> bool:
    """Whether both moments are known to the hour and lie within the limit; all others are looked at one by one."""
    ended, uploaded_at = recording.ended_at, recording.uploaded_at
    return isinstance(ended, datetime) and isinstance(uploaded_at, datetime) and uploaded_at - ended <= limit


@duty(
    "recording.kept_with_the_file",
    _("音像记录的保存不短于案卷"),
    (three_systems("s3.9"),),
    on="archive.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("archive.at", "archive.kept_until", *_inputs("kept_until")),
)
def kept_with_the_file(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """国办发〔2018〕118号 (九): filed and kept as archives are, so that every act can be traced."""
    archive = need(file.archive, "archive.at")
    until = need(archive.kept_until, "archive.kept_until")
    for each in _each(audited):
        if each.kept_until is None or each.kept_until < until:
            return _kept_shorter(file, until)
    return ()


def _kept_shorter(file: CaseFile, until: date) -> Iterable[Found]:
    def check(found: tuple[str, str, Recording]) -> Iterator[Found]:
        name, place, each = found
        kept = need(each.kept_until, f"{name}.recordings.kept_until")
        if kept < until:
            message = _(
                "音像记录保存到 {kept}，短于案卷保管期限 {until}", kept=kept.isoformat(), until=until.isoformat()
            )
            yield Found(message, at=f"/{place}")

    return each_of(_placed(file), check)


@duty(
    "recording.retrieval_logged",
    _("记录调阅登记调阅人、批准人、目的"),
    (three_systems("s3.10"), notice("s4.2.2")),
    over="retrievals",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("retrievals.at", "retrievals.requested_by", "retrievals.approved_by", "retrievals.purpose"),
)
def retrieval_logged(audited: Audited, step: Retrieval) -> Iterator[Found]:
    """国办发〔2018〕118号 (十), the notice: looking records up is supervised, so it leaves a trace."""
    lacking = [
        what
        for value, name, what in (
            (step.requested_by, "requested_by", _("调阅人")),
            (step.approved_by, "approved_by", _("批准人")),
            (step.purpose, "purpose", _("调阅目的")),
        )
        if happened(value, step, f"retrievals.{name}") is None
    ]
    if lacking:
        yield Found(_("调阅没有登记：{lacking}", lacking=lacking))


@duty(
    "recording.retrieved_at_once",
    _("记录可实时调阅"),
    (three_systems("s3.10"), notice("s4.2.2")),
    over="retrievals",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("retrievals.at", "retrievals.at_once"),
)
def retrieved_at_once(audited: Audited, step: Retrieval) -> Iterator[Found]:
    """国办发〔2018〕118号 (十), the notice: at any time, at once."""
    if not need(step.at_once, "retrievals.at_once"):
        yield Found(_("记录不能实时调阅"))


@duty(
    "recording.archived",
    _("结案后及时归档"),
    (three_systems("s3.9"), penalty_2021("47")),
    on="closing.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("closing.at", "archive", "archive.at"),
)
def archived(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """国办发〔2018〕118号 (九), 2021 Art. 47: filed and kept; the days are a setting of the district."""
    closed = need(need(file.closing, "closing.at").at, "closing.at")
    archive = need(file.archive, "archive")
    at = happened(archive.at, archive, "archive.at")
    if at is None:
        return (Found(_("结案后没有归档"), Gravity.UNLAWFUL, at="/archive"),)
    settings = audited.settings
    if day_of(at) <= due_calendar(closed, days(settings.archive_days), settings.overlay).rolled:
        return ()
    message = _("归档在 {at}，超过本地设定的结案后 {days} 日", at=shown(at), days=settings.archive_days)
    return (Found(message, at="/archive"),)


@duty(
    "recording.archive_complete",
    _("案卷材料齐全、编页、有目录"),
    (three_systems("s3.9"),),
    over="archive",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("archive.at", "archive.complete", "archive.paged", "archive.indexed"),
    alike=Alike.WORDS,
)
def archive_complete(audited: Audited, archive: Archive) -> Iterator[Found]:
    """国办发〔2018〕118号 (九): a system of case files, made, used and kept with care."""
    if not need(archive.complete, "archive.complete"):
        yield Found(_("归档材料不齐全"))
    if not need(archive.paged, "archive.paged"):
        yield Found(_("案卷没有编页"))
    if not need(archive.indexed, "archive.indexed"):
        yield Found(_("案卷没有卷内目录"))


_UNALTERED: Final = {
    "agriculture": agricultural_procedure("86"),
    "culture_sports_tourism": tourism_penalties("71"),
    "work_safety": safety_penalties("86.2"),
}


@duty(
    "recording.archive_unaltered",
    _("归档后不得改动案卷材料"),
    tuple(_UNALTERED.values()),
    over="archive",
    item=NoticeItem.FALSIFIED,
    inputs=("domain", "archive.at", "archive.altered"),
    when=by_words(lambda audited, archive: need(audited.file.domain, "domain") in _UNALTERED),
)
def archive_unaltered(audited: Audited, archive: Archive) -> Iterator[Found]:
    """农业行政处罚程序规定 Art. 86, 旅游行政处罚办法 Art. 71, 安全生产违法行为行政处罚办法 Art. 86.2: nothing is put in or taken out."""
    basis = _UNALTERED[need(audited.file.domain, "domain")]
    at = day_of(need(archive.at, "archive.at"))
    if basis.in_force.covers(at) and need(archive.altered, "archive.altered"):
        yield Found(_("归档后改动了案卷材料"), cites=(basis.cite,))


def _is_summary(audited: Audited, domain: str) -> bool:
    same = need(audited.file.domain, "domain") == domain
    return same and need(audited.file.procedure, "procedure") is Procedure.SUMMARY


@by_words
def _is_market_summary(audited: Audited, _file: CaseFile) -> bool:
    return _is_summary(audited, "market_supervision")


@by_words
def _is_agricultural_summary(audited: Audited, _file: CaseFile) -> bool:
    return _is_summary(audited, "agriculture")


@duty(
    "recording.market_summary_archived",
    _("市场监管简易案件七个工作日内归档"),
    (market_procedure("70"),),
    on="decisions.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "procedure", "decisions.at", "archive", "archive.at"),
    when=_is_market_summary,
)
def market_summary_archived(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """市场监督管理行政处罚程序规定 Art. 70: handed to the department within seven working days of the decision."""
    archive = need(file.archive, "archive")
    at = need(archive.at, "archive.at")
    due = due_working(need(audited.decided().at, "decisions.at"), _MARKET_DAYS, audited.settings.overlay)
    yield from overdue(due, at, _("简易案件材料归档"), at="/archive")


@duty(
    "recording.agricultural_summary_archived",
    _("农业简易案件二日内归档"),
    (agricultural_procedure("27"), agricultural_procedure("89.1")),
    on="decisions.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "procedure", "decisions.at", "archive", "archive.at"),
    when=_is_agricultural_summary,
)
def agricultural_summary_archived(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """农业行政处罚程序规定 Arts. 27, 89.1: two (working) days from the decision."""
    archive = need(file.archive, "archive")
    at = need(archive.at, "archive.at")
    due = due_working(need(audited.decided().at, "decisions.at"), _AGRICULTURE_DAYS, audited.settings.overlay)
    yield from overdue(due, at, _("简易案件材料归档"), at="/archive")
