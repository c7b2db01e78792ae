"""Officers in two places at once (执法人员同时在两处): hours that overlap, at sites that are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from operator import itemgetter
from typing import Final, NamedTuple

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


class _There(NamedTuple):
    """Where an officer is (在场): the latest stay, until when all are over, and the longest stay at each site."""

    latest: Span
    over: str
    longest: dict[str, Span]


def _conflicts(stays: Iterable[tuple[Span, list[str]]]) -> Iterator[tuple[str, Span, Span]]:
    """Stays come by their beginning; those that are over are forgotten, so that memory holds only who is there now."""
    there: dict[str, _There] = {}
    most = _FEW
    for span, officers in stays:
        begins, ends, site = span
        for officer in officers:
            held = there.get(officer)
            if held is None or begins > held.over:
                # Everything before is over, as it mostly is.
                there[officer] = _There(span, ends, {site: span})
            elif span != held.latest:
                other = _longest_elsewhere(held, span)
                if other is not None:
                    yield officer, other, span
                there[officer] = _with(held, span)
        if len(there) > most:
            there = {officer: held for officer, held in there.items() if held.over >= begins}
            most = _FEW + 2 * len(there)


def _longest_elsewhere(held: _There, span: Span) -> Span | None:
    """The longest stay at another site, if it is not over when this one begins, or begins with it."""
    begins, _ends, site = span
    other = max(
        (each for each in reversed(held.longest.values()) if each[_SITE] != site),
        key=itemgetter(_ENDS),
        default=None,
    )
    return other if other is not None and _lasts(other, begins) else None


def _with(held: _There, span: Span) -> _There:
    """Where the officer is when this stay has begun too."""
    begins, ends, site = span
    longest = {at: each for at, each in held.longest.items() if _lasts(each, begins)}
    if site not in longest or longest[site][_ENDS] < ends:
        longest[site] = span
    return _There(span, max(held.over, ends), longest)


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
