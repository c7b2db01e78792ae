"""Officers in two places at once (执法人员同时在两处): hours that overlap, at sites that are not the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.duty import Gravity
from ..settings import Settings
from .traces import Trace

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]


def officer_in_two_places(traces: Sequence[Trace], registers: Registers, _settings: Settings) -> Iterator[Found]:
    """Somebody acted at two sites in the same hours; sites may be one under two names, so a person must look.

    Each stay is held against the longest stay at another site that began before it: n log n, and every conflict is
    met at its later stay.
    """
    stays: dict[str, dict[tuple[str, datetime, datetime], list[Seen]]] = {}
    for trace in traces:
        for stay in trace.stays:
            same = stays.setdefault(stay.officer, {}).setdefault((stay.site, stay.begins, stay.ends), [])
            same.append(Seen(trace.file, stay.step))
    for officer, found in stays.items():
        for one, other in _conflicts(found):
            yield _found(_name(officer, registers), one, other, (*found[one], *found[other]))


_Span = tuple[str, datetime, datetime]


def _conflicts(spans: dict[_Span, list[Seen]]) -> Iterator[tuple[_Span, _Span]]:
    longest: dict[str, _Span] = {}
    for span in sorted(spans, key=lambda each: (each[1], each[2], each[0])):
        site, begins, _ends = span
        others = sorted((each for each in longest.values() if each[0] != site), key=lambda each: each[2])
        if others and (others[-1][2] > begins or others[-1][1] == begins):
            yield others[-1], span
        longest = {name: each for name, each in longest.items() if each[2] > begins or each[1] == begins}
        held = longest.get(site)
        if held is None or held[2] < span[2]:
            longest[site] = span


def _found(officer: str, one: _Span, other: _Span, seen: tuple[Seen, ...]) -> Found:
    message = _(
        "{officer}于 {first} 在“{site}”，同时于 {second} 在“{another}”，请核对",
        officer=officer,
        first=_hours(one),
        site=one[0],
        second=_hours(other),
        another=other[0],
    )
    return message, Gravity.IRREGULAR, other[1].date(), seen


def _hours(span: _Span) -> str:
    _site, begins, ends = span
    first = begins.isoformat(" ", "minutes")
    return (
        first
        if begins == ends
        else f"{first}—{ends.isoformat(' ', 'minutes')[11 if begins.date() == ends.date() else 0 :]}"
    )


def _name(officer: str, registers: Registers) -> str:
    held = (registers.officers_by_id or {}).get(officer)
    return officer if held is None or not held.name else held.name
