"""How officers stood on a day (当日资格): told from the days on which their standing may change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from ....model.actors import Officer, Standing, standings
from ....model.duty import Missing
from ...audited import Audited


def standing_on(audited: Audited, officer: Officer, day: date) -> frozenset[Standing]:
    """How somebody stood on a day; remembered with the registers, for many files ask the same.

    Raises:
        Missing: the register does not say.
    """
    periods = _periods_of(audited, officer)
    found = periods.held[bisect_right(periods.changes, day)]
    if found is None:
        raise Missing("officers.certificates")
    return found


def is_qualified_on(audited: Audited, officer: Officer, day: date) -> bool:
    """Whether somebody is known to have been qualified on a day."""
    periods = _periods_of(audited, officer)
    return Standing.QUALIFIED in (periods.held[bisect_right(periods.changes, day)] or ())


def all_qualified(audited: Audited) -> bool:
    """Whether everybody who acted is in the register and was qualified all the time; most files need no closer look.

    Raises:
        Missing: the register is not at hand.
    """
    found: bool | None = audited.remembered.get("all qualified")
    if found is None:
        found = audited.remembered["all qualified"] = _are_qualified(audited, audited.officers)
    return found


def _are_qualified(audited: Audited, known: Mapping[str, Officer]) -> bool:
    registers = audited.registers
    for officers, moments in audited.teams.items():
        days = [each.date() if each.__class__ is datetime else each for each in moments if each is not None]
        if len(days) < len(moments):
            return False
        first, last = min(days), max(days)
        key = "qualified", officers
        span: tuple[date, date] | None = registers.remembered.get(key)
        if span is None or not span[0] <= first <= last < span[1]:
            span = registers.remember(key, _span(audited, known, officers, first))
        if last >= span[1]:
            return False
    return True


def _span(audited: Audited, known: Mapping[str, Officer], officers: tuple[str, ...], first: date) -> tuple[date, date]:
    """From that day until when all of them are in the register and qualified; an empty time if they are not then."""
    until = date.max
    for id_ in officers:
        officer = known.get(id_)
        if officer is None:
            return first, first
        periods = _periods_of(audited, officer)
        held = bisect_right(periods.changes, first)
        if periods.held[held] != _QUALIFIED:
            return first, first
        until = min((until, *periods.changes[held : held + 1]))
    return first, until


def _periods_of(audited: Audited, officer: Officer) -> _Periods:
    key = ("standings", officer.id)
    periods: _Periods | None = audited.registers.remembered.get(key)
    return audited.registers.remember(key, _periods(officer)) if periods is None else periods


_QUALIFIED: Final = frozenset({Standing.QUALIFIED})


class _Periods(NamedTuple):
    """The days on which the standing of somebody may change, and what it is before the first and from each one on."""

    changes: tuple[date, ...]
    held: tuple[frozenset[Standing] | None, ...]


def _periods(officer: Officer) -> _Periods:
    certificates = officer.certificates or ()
    changes = {event.on for event in officer.events or ()}
    for each in certificates:
        changes |= {each.cancelled_on, each.suspended_from, each.valid_from}
        changes |= {
            last + timedelta(days=1)
            for last in (each.suspended_until, each.valid_until)
            if last is not None and last < date.max
        }
    days = tuple(sorted(day for day in changes if day is not None))
    return _Periods(days, tuple(standings(officer, day) for day in (date.min, *days)))
