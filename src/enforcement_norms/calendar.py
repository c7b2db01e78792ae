"""Calendar days, working days (工作日), periods (期间) and ages (周岁).

Working days follow the yearly arrangements of the State Council, as the `chinesecalendar` data holds them; a user's
overlay goes first. A day outside both raises `CalendarGap`: weekends alone never decide. Nothing here knows today.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Final, Self

from attrs import frozen

from .errors import CalendarGap, ValueProblem
from .i18n import Message, _
from .numerals import HALF_WIDTH, read_numeral_tolerantly

Overlay = Mapping[date, bool]
"""What a user knows better than the data: day → is it a working day."""

_ONE_DAY: Final = timedelta(days=1)


def is_working_day(day: date, overlay: Overlay | None = None) -> bool:
    """Whether the day is a working day (工作日), moved weekends included.

    Raises:
        CalendarGap: neither the overlay nor the published arrangements cover the day.
    """
    if isinstance(day, datetime):  # equal to no date, so it would pass for an ordinary weekday
        day = day.date()
    if overlay is not None and day in overlay:
        return overlay[day]
    rest, work, first, last = _arrangements()
    if not first <= day.year <= last:
        raise CalendarGap(
            _("没有 {year} 年的节假日安排，不能判断 {day} 是否工作日", year=day.year, day=day.isoformat())
        )
    return day in work or (day.weekday() < 5 and day not in rest)  # noqa: PLR2004 – Monday to Friday


def next_working_day(day: date, overlay: Overlay | None = None) -> date:
    """The day itself if it is a working day, else the first one after it.

    A period whose last day is a holiday ends on the first day after the holiday.

    Raises:
        CalendarGap: the search leaves the known arrangements.
    """
    while not is_working_day(day, overlay):
        day += _ONE_DAY
    return day


def add_working_days(start: date, count: int, overlay: Overlay | None = None) -> date:
    """The `count`-th working day after `start` (before it, if negative); `start` itself is not counted, 0 gives it back.

    Raises:
        CalendarGap: a day on the way is in no known arrangement.
        ValueProblem: the date leaves the calendar.
    """
    counted = None if overlay or start.__class__ is not date else _counted(start, count)
    if counted is not None:
        return counted
    step = 1 if count > 0 else -1
    day = start
    left = abs(count)
    while left:
        day = add_days(day, step)
        left -= is_working_day(day, overlay)
    return day


def working_days_between(start: date, end: date, overlay: Overlay | None = None) -> int:
    """How many working days lie after `start` up to and including `end`; negative if `end` is earlier.

    Raises:
        CalendarGap: a day on the way is in no known arrangement.
    """
    if end < start:
        return -working_days_between(end, start, overlay)
    days = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=offset), overlay) for offset in days)


def add_days(start: date, count: int) -> date:
    """So many calendar days (日) later, or earlier if negative; `start` itself is not counted.

    Raises:
        ValueProblem: the date leaves the calendar.
    """
    try:
        return start + timedelta(days=count)
    except OverflowError:
        raise _outside(start) from None


def add_months(start: date, count: int) -> date:
    """The same day of the month so many months later; where that month has no such day, its last one.

    So the Civil Code counts (民法典 Art. 202): 31 January and one month is 28 or 29 February.

    Raises:
        ValueProblem: the date leaves the calendar.
    """
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    if not MINYEAR <= year <= MAXYEAR:
        raise _outside(start)
    return date(year, month + 1, min(start.day, _days_of_month(year, month + 1)))


def add_years(start: date, count: int) -> date:
    """The same day so many years later; 29 February becomes 28 February in a year without it.

    Raises:
        ValueProblem: the date leaves the calendar.
    """
    return add_months(start, 12 * count)


def years_between(birth: date, day: date) -> int:
    """The age in full years (周岁) that somebody born on `birth` has reached on `day`.

    A year of age is reached on the day after the birthday, not on the birthday: the reading of criminal law, which
    favours the young party. Born on 29 February one reaches it on 1 March, in leap years as in others: in a leap year
    the birthday is 29 February, in another one 28 February stands for it.

    Raises:
        ValueProblem: `day` is before `birth`.
    """
    if day < birth:
        message = _("日期 {day} 早于出生日期 {birth}", day=day.isoformat(), birth=birth.isoformat())
        raise ValueProblem(message, _("核对出生日期和行为日期"))
    years = day.year - birth.year
    return years if years == 0 or day > add_years(birth, years) else years - 1


class PeriodUnit(StrEnum):
    """In what a period is counted (期间单位)."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@frozen
class Period:
    """A length of time in the law's words (期间): 2年, 6个月, 15日, 7个工作日.

    Periods of different units have no order: a month is not a number of days.

    Raises:
        ValueProblem: `count` is negative.
    """

    count: int
    unit: PeriodUnit

    def __attrs_post_init__(self) -> None:
        if self.count < 0:
            raise ValueProblem(_("期间不能为负：{count}", count=self.count))

    @classmethod
    def parse(cls, text: str) -> Self:
        """A period as texts write it, in digits or numerals: 2年, 六个月, 半年, 15日, 15天, 七个工作日.

        Raises:
            ValueProblem: anything else.
        """
        plain = re.sub(r"\s", "", text.translate(HALF_WIDTH))
        if plain == "半年":
            return cls(6, PeriodUnit.MONTHS)
        match = re.fullmatch(r"(.+?)(年|个月|日|天|个?工作日)", plain)
        try:
            count = read_numeral_tolerantly(match[1]).value if match else None
        except ValueProblem:
            count = None
        if match is None or count is None:
            raise ValueProblem(_("“{text}”不是期间", text=text), _("写作“2年”“6个月”“15日”或者“7个工作日”"))
        return cls(count, _UNITS[match[2]])

    def after(self, start: date, overlay: Overlay | None = None) -> date:
        """The last day of the period that begins with the event on `start`; that day itself is not counted.

        Raises:
            CalendarGap: working days outside the known arrangements.
            ValueProblem: the date leaves the calendar.
        """
        return self._moved(start, self.count, overlay)

    def before(self, end: date, overlay: Overlay | None = None) -> date:
        """The day so long before `end`: what happened on it or later is within the period.

        Raises:
            CalendarGap: working days outside the known arrangements.
            ValueProblem: the date leaves the calendar.
        """
        return self._moved(end, -self.count, overlay)

    def _moved(self, day: date, count: int, overlay: Overlay | None) -> date:
        match self.unit:
            case PeriodUnit.YEARS:
                return add_years(day, count)
            case PeriodUnit.MONTHS:
                return add_months(day, count)
            case PeriodUnit.DAYS:
                return add_days(day, count)
        return add_working_days(day, count, overlay)

    @property
    def message(self) -> Message:
        """The period as a part of a sentence."""
        if self.count == 1:
            return _ONE[self.unit]
        match self.unit:
            case PeriodUnit.YEARS:
                return _("{count}年", count=self.count)
            case PeriodUnit.MONTHS:
                return _("{count}个月", count=self.count)
            case PeriodUnit.DAYS:
                return _("{count}日", count=self.count)
        return _("{count}个工作日", count=self.count)

    def render(self, locale: str | None = None) -> str:
        """The period for people: 2年, in other languages by the catalogue."""
        return self.message.render(locale)

    def __str__(self) -> str:
        return self.render()


_UNITS: Final = {
    "年": PeriodUnit.YEARS,
    "个月": PeriodUnit.MONTHS,
    "日": PeriodUnit.DAYS,
    "天": PeriodUnit.DAYS,
    "工作日": PeriodUnit.WORKING_DAYS,
    "个工作日": PeriodUnit.WORKING_DAYS,
}

_ONE: Final = {
    PeriodUnit.YEARS: _("1年"),
    PeriodUnit.MONTHS: _("1个月"),
    PeriodUnit.DAYS: _("1日"),
    PeriodUnit.WORKING_DAYS: _("1个工作日"),
}


@cache
def _arrangements() -> tuple[frozenset[date], frozenset[date], int, int]:
    """The published arrangements: days of rest, moved working days, first and last year known."""
    from chinese_calendar.constants import holidays, workdays

    return frozenset(holidays), frozenset(workdays), min(holidays).year, max(holidays).year


@cache
def _working_days() -> tuple[date, ...]:
    """Every working day of the published arrangements, in order."""
    _rest, _work, first, last = _arrangements()
    begin, end = date(first, 1, 1), date(last, 12, 31)
    days = (begin + timedelta(days=offset) for offset in range((end - begin).days + 1))
    return tuple(day for day in days if is_working_day(day))


def _counted(start: date, count: int) -> date | None:
    """The `count`-th working day from there in the published arrangements; None for 0, and where they do not reach."""
    if not count or not _arrangements()[2] <= start.year <= _arrangements()[3]:
        return None
    days = _working_days()
    at = bisect_right(days, start) + count - 1 if count > 0 else bisect_left(days, start) + count
    return days[at] if 0 <= at < len(days) else None


def _days_of_month(year: int, month: int) -> int:
    if month == 2:  # noqa: PLR2004 – February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _outside(start: date) -> ValueProblem:
    return ValueProblem(_("从 {start} 推算的日期超出历法范围", start=start.isoformat()), _("核对日期和期间"))
