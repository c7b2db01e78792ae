"""Officers in two places at once (执法人员同时在两处): hours that overlap, at sites that are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Final

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.duty import Gravity
from ..settings import Settings
from .holding import Span, TraceStore

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]
_BEGINS: Final = 0
_ENDS: Final = 1
_SITE: Final = 2
_FEW: Final = 1_000
"""Officers whose stays are remembered before it is asked whose are over."""


def officer_in_two_places(store: TraceStore, registers: Registers, _settings: Settings) -> Iterator[Found]:
    """Somebody acted at two sites in the same hours; sites may be one under two names, so a person must look.

    Each stay is held against the longest stay at another site that began before it: n log n, and every conflict is
    met at its later stay.
    """
    conflicts: dict[str, list[tuple[Span, Span]]] = {}
    for officer, one, other in _conflicts(store.stays()):
        conflicts.setdefault(officer, []).append((one, other))
    for officer in store.as_met(conflicts):
        for one, other in conflicts[officer]:
            seen = (*store.seen(officer, one), *store.seen(officer, other))
            yield _found(_name(officer, registers), one, other, seen)


def _conflicts(stays: Iterable[tuple[Span, Sequence[str]]]) -> Iterator[tuple[str, Span, Span]]:
    """Stays come by their beginning; those that are over are forgotten, so that memory holds only who is there now."""
    latest: dict[str, Span] = {}
    # Where the latest stay alone is not enough to know: the longest at each site.
    several: dict[str, dict[str, Span]] = {}
    most = _FEW
    for span, officers in stays:
        begins = span[_BEGINS]
        for officer in officers:
            before = latest.get(officer)
            latest[officer] = span
            if before is None or before == span:
                continue
            if before[_ENDS] <= begins != before[_BEGINS] and officer not in several:
                continue  # everything before is over, as it mostly is
            longest = several.pop(officer, None) or {before[_SITE]: before}
            other = _longest_elsewhere(longest, span)
            if other is not None:
                yield officer, other, span
            longest = _with(longest, span)
            if list(longest.values()) != [span]:
                several[officer] = longest
        if len(latest) > most:
            several = {each: held for each, held in several.items() if any(_lasts(at, begins) for at in held.values())}
            latest = {each: stay for each, stay in latest.items() if each in several or _lasts(stay, begins)}
            most = _FEW + 2 * len(latest)


def _longest_elsewhere(held: dict[str, Span], span: Span) -> Span | None:
    """The longest stay at another site, if it is not over when this one begins, or begins with it."""
    elsewhere = [each for site, each in reversed(held.items()) if site != span[_SITE]]
    other = max(elsewhere, key=itemgetter(_ENDS), default=None)
    return other if other is not None and _lasts(other, span[_BEGINS]) else None


def _with(held: dict[str, Span], span: Span) -> dict[str, Span]:
    """The longest stay at each site that is not over when this one begins, this one among them."""
    begins, ends, site = span
    longest = {at: each for at, each in held.items() if _lasts(each, begins)}
    if site not in longest or longest[site][_ENDS] < ends:
        longest[site] = span
    return longest


def _lasts(span: Span, begins: str) -> bool:
    return span[_ENDS] > begins or span[_BEGINS] == begins


def _found(officer: str, one: Span, other: Span, seen: tuple[Seen, ...]) -> Found:
    message = _(
        "{officer}于 {first} 在“{site}”，同时于 {second} 在“{another}”，请核对",
        officer=officer,
        first=_hours(one),
        site=one[_SITE],
        second=_hours(other),
        another=other[_SITE],
    )
    return message, Gravity.IRREGULAR, date.fromisoformat(other[_BEGINS][:10]), seen


def _hours(span: Span) -> str:
    begins, ends, _site = span
    first = _minute(begins)
    return first if begins == ends else f"{first}—{_minute(ends)[11 if begins[:10] == ends[:10] else 0 :]}"


def _minute(text: str) -> str:
    return datetime.fromisoformat(text).isoformat(" ", "minutes")


def _name(officer: str, registers: Registers) -> str:
    held = (registers.officers_by_id or {}).get(officer)
    return officer if held is None or not held.name else held.name
