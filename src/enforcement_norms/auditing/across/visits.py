"""Inspections of one party (重复检查): two on one day that could have been one, and more in a year than are allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.duty import Gravity
from ..settings import Settings
from .holding import Planned, TraceStore

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]


def inspected_apart(store: TraceStore, _registers: Registers, _settings: Settings) -> Iterator[Found]:
    """One party is inspected several times where once would do (优化营商环境条例 Art. 54).

    Planned inspections on one day belong together; in a year there may be no more of one body than the cap that an
    inspection records.
    """
    for found in store.planned():
        yield from _on_one_day(found)
        yield from _above_cap(found)


def _on_one_day(planned: list[Planned]) -> Iterator[Found]:
    by_day: dict[date, list[Planned]] = {}
    for visit in planned:
        by_day.setdefault(visit.day, []).append(visit)
    for day, found in sorted(by_day.items()):
        if len({visit.file for visit in found}) > 1:
            message = _("{day} 对同一当事人分别检查 {count} 次，没有合并", day=day.isoformat(), count=len(found))
            yield message, Gravity.IRREGULAR, day, _seen(found)


def _above_cap(planned: list[Planned]) -> Iterator[Found]:
    by_year: dict[tuple[str, int], list[Planned]] = {}
    for visit in planned:
        if visit.body is not None:
            by_year.setdefault((visit.body, visit.day.year), []).append(visit)
    for (_body, year), found in sorted(by_year.items()):
        caps = [visit.cap for visit in found if visit.cap is not None]
        if len(caps) == len(found) > max(caps) and len({visit.file for visit in found}) > 1:
            message = _(
                "{year} 年对同一当事人检查 {count} 次，超过年度上限 {cap} 次",
                year=year,
                count=len(found),
                cap=max(caps),
            )
            yield message, Gravity.IRREGULAR, max(visit.day for visit in found), _seen(found)


def _seen(found: list[Planned]) -> tuple[Seen, ...]:
    return tuple(visit.seen for visit in found)
