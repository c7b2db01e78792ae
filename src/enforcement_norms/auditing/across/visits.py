"""Inspections of one party (重复检查): two on one day that could have been one, and more in a year than are allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.casefile import InspectionOrigin
from ...model.duty import Gravity
from ...model.recorded import day_of
from ..settings import Settings
from .traces import Trace, Visit

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]
_PLANNED: Final = frozenset({InspectionOrigin.RANDOM, InspectionOrigin.FULL_COVERAGE, InspectionOrigin.SPECIAL})
"""Inspections that an organ plans, and so can bring together."""


def inspected_apart(traces: Sequence[Trace], _registers: Registers, _settings: Settings) -> Iterator[Found]:
    """One party is inspected several times where once would do (优化营商环境条例 Art. 54).

    Planned inspections on one day belong together; in a year there may be no more of one body than the cap that an
    inspection records.
    """
    planned: dict[str, list[tuple[Trace, Visit]]] = {}
    for trace in traces:
        for visit in trace.visits:
            if trace.party is not None and visit.origin in _PLANNED:
                planned.setdefault(trace.party, []).append((trace, visit))
    for found in planned.values():
        yield from _on_one_day(found)
        yield from _above_cap(found)


def _on_one_day(planned: list[tuple[Trace, Visit]]) -> Iterator[Found]:
    by_day: dict[date, list[tuple[Trace, Visit]]] = {}
    for trace, visit in planned:
        by_day.setdefault(day_of(visit.at), []).append((trace, visit))
    for day, found in sorted(by_day.items()):
        if len({id(trace) for trace, _visit in found}) > 1:
            message = _("{day} 对同一当事人分别检查 {count} 次，没有合并", day=day.isoformat(), count=len(found))
            yield message, Gravity.IRREGULAR, day, _seen(found)


def _above_cap(planned: list[tuple[Trace, Visit]]) -> Iterator[Found]:
    by_year: dict[tuple[str, int], list[tuple[Trace, Visit]]] = {}
    for trace, visit in planned:
        if visit.body is not None:
            by_year.setdefault((visit.body, visit.at.year), []).append((trace, visit))
    for (_body, year), found in sorted(by_year.items()):
        caps = [visit.cap for _trace, visit in found if visit.cap is not None]
        if caps and len(found) > max(caps) and len({id(trace) for trace, _visit in found}) > 1:
            message = _(
                "{year} 年对同一当事人检查 {count} 次，超过年度上限 {cap} 次",
                year=year,
                count=len(found),
                cap=max(caps),
            )
            yield message, Gravity.IRREGULAR, max(day_of(visit.at) for _trace, visit in found), _seen(found)


def _seen(found: list[tuple[Trace, Visit]]) -> tuple[Seen, ...]:
    return tuple(Seen(trace.file, visit.step) for trace, visit in found)
