"""Officers in two places at once (执法人员同时在两处): hours that overlap, at sites that are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.duty import Gravity
from ..settings import Settings
from .holding import Span, TraceStore

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]


def officer_in_two_places(store: TraceStore, registers: Registers, _settings: Settings) -> Iterator[Found]:
    """Somebody acted at two sites in the same hours; sites may be one under two names, so a person must look.

    Each stay is held against the longest stay at another site that began before it: n log n, and every conflict is
    met at its later stay.
    """
    for officer, spans in store.spans():
        for one, other in _conflicts(spans):
            seen = (*store.seen(officer, one), *store.seen(officer, other))
            yield _found(_name(officer, registers), one, other, seen)


def _conflicts(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Spans come by their beginning; those that are over are forgotten, so that memory holds only who is there now."""
    longest: dict[str, Span] = {}
    last: datetime | None = None
    for span in spans:
        begins = span.begins
        if last is None or begins > last:
            # Everything before is over, as it mostly is.
            longest, last = {span.site: span}, span.ends
            continue
        last = max(last, span.ends)
        others = sorted((each for each in longest.values() if each.site != span.site), key=lambda each: each.ends)
        if others and (others[-1].ends > begins or others[-1].begins == begins):
            yield others[-1], span
        longest = {name: each for name, each in longest.items() if each.ends > begins or each.begins == begins}
        held = longest.get(span.site)
        if held is None or held.ends < span.ends:
            longest[span.site] = span


def _found(officer: str, one: Span, other: Span, seen: tuple[Seen, ...]) -> Found:
    message = _(
        "{officer}于 {first} 在“{site}”，同时于 {second} 在“{another}”，请核对",
        officer=officer,
        first=_hours(one),
        site=one.site,
        second=_hours(other),
        another=other.site,
    )
    return message, Gravity.IRREGULAR, other.begins.date(), seen


def _hours(span: Span) -> str:
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
