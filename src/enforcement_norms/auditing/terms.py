"""When something is due (期限): working or calendar days as each statute says, and what follows where it does not say.

The 2021 Penalty Law counts two, three, five and seven days in working days (Art. 85), the Compulsion Law every term of
up to ten days (Art. 69), the Licensing Law every term (Art. 82). The 2017 Penalty Law does not say: there the strict
reading counts calendar days, the lenient one working days, and only what is late under both is late. No text moves a
term of calendar days that ends on a day of rest; the rolled date shows the next working day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from attrs import frozen

from ..calendar import Overlay, Period, PeriodUnit, add_days, add_working_days, is_working_day, next_working_day
from ..model.recorded import Moment, day_of, earliest, latest

_REVISED: Final = date(2021, 7, 15)
"""From this day the Penalty Law of 2021 is in force."""


class Lateness(StrEnum):
    """Whether something was done in time (是否逾期)."""

    IN_TIME = "in_time"
    OPEN = "open"
    """In time under one reading, late under another."""
    LATE = "late"


@frozen
class Due:
    """The last day of a term (期限末日).

    `strict` is the earliest day that some reading gives, `nominal` what the text says on its face, `rolled` the latest:
    the next working day, or working days where the text leaves the unit open.
    """

    strict: date
    nominal: date
    rolled: date

    def is_kept(self, done: Moment) -> bool:
        """Whether what was done then was in time under every reading."""
        return (done.date() if isinstance(done, datetime) else done) <= self.strict

    def lateness(self, done: Moment) -> Lateness:
        """Whether what was done then was in time."""
        day = day_of(done)
        if day <= self.strict:
            return Lateness.IN_TIME
        return Lateness.OPEN if day <= self.rolled else Lateness.LATE


@lru_cache(maxsize=65536)
def _working(start: date, count: int) -> date:
    return add_working_days(start, count)


@lru_cache(maxsize=65536)
def _due_working(start: date, count: int) -> Due:
    day = _working(start, count)
    return Due(day, day, day)


@lru_cache(maxsize=65536)
def _due_calendar(start: date, period: Period) -> Due:
    day = period.after(start)
    return Due(day, day, next_working_day(day))


def working_days_after(start: date, count: int, overlay: Overlay | None = None) -> date:
    """The `count`-th working day after `start`; remembered for the published arrangements.

    Raises:
        CalendarGap: a day on the way is in no known arrangement.
    """
    return add_working_days(start, count, overlay) if overlay else _working(start, count)


def due_working(start: Moment, count: int, overlay: Overlay | None = None) -> Due:
    """A term of working days: every reading agrees.

    Raises:
        CalendarGap: a day on the way is in no known arrangement.
    """
    day = start.date() if isinstance(start, datetime) else start
    if not overlay:
        return _due_working(day, count)
    day = working_days_after(day, count, overlay)
    return Due(day, day, day)


def due_unsaid(start: Moment, count: int, overlay: Overlay | None = None) -> Due:
    """A term of days whose unit the text leaves open: calendar days strictly, working days leniently.

    Raises:
        CalendarGap: as `due_working`.
    """
    calendar = add_days(day_of(start), count)
    return Due(calendar, calendar, working_days_after(day_of(start), count, overlay))


def due_penalty_law(start: Moment, count: int, overlay: Overlay | None = None) -> Due:
    """A term of two, three, five or seven days under the Penalty Law in force when it began.

    From 2021-07-15 working days (2021 Art. 85), before it a unit that the text leaves open.

    Raises:
        CalendarGap: as `due_working`.
    """
    day = day_of(start)
    return due_unsaid(day, count, overlay) if day < _REVISED else due_working(day, count, overlay)


def due_calendar(start: Moment, period: Period, overlay: Overlay | None = None) -> Due:
    """A term of calendar days, months or years; it ends on its nominal day, rolled to the next working day.

    Raises:
        CalendarGap: the last day is in no known arrangement.
    """
    if not overlay:
        return _due_calendar(day_of(start), period)
    day = period.after(day_of(start))
    return Due(day, day, next_working_day(day, overlay))


def due_on(day: date, overlay: Overlay | None = None) -> Due:
    """A date named by a document (10月底前): strictly the working day before, if it falls on a day of rest.

    Raises:
        CalendarGap: the day is in no known arrangement.
    """
    strict = day
    while not is_working_day(strict, overlay):
        strict -= timedelta(days=1)
    return Due(strict, day, next_working_day(day, overlay))


def within_hours(start: Moment, done: Moment, hours: int) -> bool | None:
    """Whether something was done within running hours; None where the hour is needed and not recorded."""
    limit = timedelta(hours=hours)
    if done.__class__ is datetime and start.__class__ is datetime:
        return done - start <= limit
    if latest(done) - earliest(start) <= limit:
        return True
    return False if earliest(done) - latest(start) > limit else None


@lru_cache(maxsize=256)
def days(count: int) -> Period:
    """So many calendar days."""
    return Period(count, PeriodUnit.DAYS)


def months(count: int) -> Period:
    """So many months."""
    return Period(count, PeriodUnit.MONTHS)


def years(count: int) -> Period:
    """So many years."""
    return Period(count, PeriodUnit.YEARS)
