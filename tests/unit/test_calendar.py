"""Working days, periods and ages; the working days against the `holidays` package."""

from datetime import date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.calendar import (
    Period,
    PeriodUnit,
    add_days,
    add_months,
    add_working_days,
    add_years,
    is_working_day,
    next_working_day,
    working_days_between,
    years_between,
)
from enforcement_norms.errors import CalendarGap, ValueProblem

KNOWN_DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


# --- working days ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2018, 2027))
def test_working_days_agree_with_the_holidays_package(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    days = [
        date(year, 1, 1) + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    assert [day for day in days if is_working_day(day)] == [day for day in days if china.is_working_day(day)]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2020, 1, 31), False),  # the holiday prolonged in 2020
        (date(2020, 2, 3), True),
        (date(2026, 1, 1), False),
        (date(2026, 1, 4), True),  # a Sunday moved
        (date(2026, 2, 14), True),  # a Saturday moved
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_holidays_and_moved_weekends(day: date, working: bool) -> None:
    assert is_working_day(day) is working


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2100, 1, 4), date(2100, 1, 2), date(1999, 10, 1)])
def test_a_day_without_arrangement_is_a_gap_never_a_guess(day: date) -> None:
    with pytest.raises(CalendarGap) as gap:
        is_working_day(day)
    assert gap.value.render() == f"没有 {day.year} 年的节假日安排，不能判断 {day.isoformat()} 是否工作日"


def test_the_overlay_goes_first() -> None:
    overlay = {date(2026, 11, 23): False, date(2026, 11, 21): True, date(2100, 1, 4): True, date(2100, 1, 2): False}
    assert [is_working_day(day, overlay) for day in overlay] == list(overlay.values())
    assert is_working_day(date(2026, 11, 24), overlay) is True
    with pytest.raises(CalendarGap):
        is_working_day(date(2100, 1, 5), overlay)


def test_a_time_of_day_does_not_hide_a_holiday() -> None:
    assert is_working_day(datetime(2026, 10, 1, 9, 30)) is False  # noqa: DTZ001 – official time has no zone
    assert is_working_day(datetime(2026, 10, 1, 9, 30), {date(2026, 10, 1): True}) is True  # noqa: DTZ001


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 9, 30), 0, date(2026, 9, 30)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 10, 4), 0, date(2026, 10, 4)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
    ],
)
def test_adding_working_days(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count) == end


def test_adding_working_days_stops_at_the_gap() -> None:
    unknown = {date(2099, 12, 30): True, date(2099, 12, 31): True}
    assert add_working_days(date(2099, 12, 29), 2, unknown) == date(2099, 12, 31)
    with pytest.raises(CalendarGap):
        add_working_days(date(2099, 12, 29), 3, unknown)
    with pytest.raises(ValueProblem):
        add_working_days(date.max, 1)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 11, 21), date(2026, 11, 23)),
    ],
)
def test_a_period_that_ends_on_a_holiday_ends_after_it(day: date, working: date) -> None:
    assert next_working_day(day) == working


@given(st.dates(date(2003, 12, 1), date(2027, 1, 31)), st.integers(-30, 30))
def test_working_days_are_those_counted_one_by_one(start: date, count: int) -> None:
    """With an overlay, if only of a day far off, they are counted one by one."""

    def counted(overlay: dict[date, bool]) -> date | str:
        try:
            return add_working_days(start, count, overlay)
        except CalendarGap as gap:
            return gap.message.render()

    assert counted({}) == counted({date(1990, 1, 1): True})


@given(KNOWN_DAYS, st.integers(1, 60))
def test_counting_working_days_undoes_adding_them(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count
    assert working_days_between(end, start) == -count


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), 0),
        (date(2026, 9, 30), date(2026, 10, 7), 0),
        (date(2026, 9, 30), date(2026, 10, 10), 3),
        (date(2026, 10, 10), date(2026, 9, 30), -3),
    ],
)
def test_counting_working_days(start: date, end: date, count: int) -> None:
    assert working_days_between(start, end) == count


# --- days, months, years ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2000, 1, 31), 1, date(2000, 2, 29)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), 25, date(2028, 2, 15)),
    ],
)
def test_adding_months(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2019, 6, 1), 2, date(2021, 6, 1)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
    ],
)
def test_adding_years(start: date, years: int, end: date) -> None:
    assert add_years(start, years) == end


def test_adding_days() -> None:
    assert add_days(date(2026, 2, 28), 1) == date(2026, 3, 1)
    assert add_days(date(2026, 3, 1), -1) == date(2026, 2, 28)


def test_dates_outside_the_calendar_are_refused() -> None:
    assert add_months(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert add_years(date(2, 1, 1), -1) == date(1, 1, 1)
    with pytest.raises(ValueProblem):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueProblem):
        add_years(date(1, 1, 1), -1)
    with pytest.raises(ValueProblem) as refused:
        add_days(date.max, 1)
    assert refused.value.render() == "从 9999-12-31 推算的日期超出历法范围"


@given(DAYS, st.integers(-600, 600))
def test_months_keep_the_day_or_take_the_last_one(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


# --- ages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2006, 3, 5), date(2006, 3, 5), 0),
        (date(2006, 3, 5), date(2007, 3, 5), 0),
        (date(2006, 3, 5), date(2007, 3, 6), 1),
        (date(2006, 3, 5), date(2020, 3, 4), 13),
        (date(2006, 3, 5), date(2020, 3, 5), 13),  # on the birthday itself not yet
        (date(2006, 3, 5), date(2020, 3, 6), 14),
        (date(2006, 3, 5), date(2024, 3, 5), 17),
        (date(2006, 3, 5), date(2024, 3, 6), 18),
        (date(2006, 12, 31), date(2020, 12, 31), 13),
        (date(2006, 12, 31), date(2021, 1, 1), 14),
        (date(2000, 2, 29), date(2014, 2, 28), 13),
        (date(2000, 2, 29), date(2014, 3, 1), 14),
        (date(2000, 2, 29), date(2016, 2, 29), 15),
        (date(2000, 2, 29), date(2016, 3, 1), 16),
    ],
)
def test_full_years_of_age(birth: date, day: date, age: int) -> None:
    assert years_between(birth, day) == age


def test_no_age_before_birth() -> None:
    with pytest.raises(ValueProblem) as refused:
        years_between(date(2020, 1, 2), date(2020, 1, 1))
    assert refused.value.render() == "日期 2020-01-01 早于出生日期 2020-01-02"


@given(DAYS, st.integers(1, 90))
def test_an_age_is_reached_on_the_day_after_the_birthday(birth: date, age: int) -> None:
    birthday = add_years(birth, age)
    assert years_between(birth, birthday) == age - 1
    assert years_between(birth, add_days(birthday, 1)) == age


# --- periods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period", "written"),
    [
        ("2年", Period(2, PeriodUnit.YEARS), "2年"),
        ("二年", Period(2, PeriodUnit.YEARS), "2年"),
        ("1年", Period(1, PeriodUnit.YEARS), "1年"),
        ("6个月", Period(6, PeriodUnit.MONTHS), "6个月"),
        ("六个月", Period(6, PeriodUnit.MONTHS), "6个月"),
        ("半年", Period(6, PeriodUnit.MONTHS), "6个月"),
        ("一个月", Period(1, PeriodUnit.MONTHS), "1个月"),
        ("15日", Period(15, PeriodUnit.DAYS), "15日"),
        ("十五天", Period(15, PeriodUnit.DAYS), "15日"),
        ("1日", Period(1, PeriodUnit.DAYS), "1日"),
        ("7个工作日", Period(7, PeriodUnit.WORKING_DAYS), "7个工作日"),
        ("７ 工作日", Period(7, PeriodUnit.WORKING_DAYS), "7个工作日"),
        ("一个工作日", Period(1, PeriodUnit.WORKING_DAYS), "1个工作日"),
        ("0日", Period(0, PeriodUnit.DAYS), "0日"),
    ],
)
def test_periods_are_read_and_written(text: str, period: Period, written: str) -> None:
    assert Period.parse(text) == period
    assert str(period) == period.render("zh_CN") == written
    assert Period.parse(written) == period


@pytest.mark.parametrize(
    "text", ["", "年", "2", "-1年", "1.5年", "6月", "2周", "24小时", "一百一日", "以内", "2年6个月"]
)
def test_other_texts_are_no_periods(text: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        Period.parse(text)
    assert refused.value.render() == f"“{text}”不是期间"


def test_a_period_is_not_negative() -> None:
    with pytest.raises(ValueProblem):
        Period(-1, PeriodUnit.DAYS)


@pytest.mark.parametrize(
    ("text", "day", "after", "before"),
    [
        ("2年", date(2024, 2, 29), date(2026, 2, 28), date(2022, 2, 28)),
        ("6个月", date(2026, 8, 31), date(2027, 2, 28), date(2026, 2, 28)),
        ("15日", date(2026, 11, 23), date(2026, 12, 8), date(2026, 11, 8)),
        ("7个工作日", date(2026, 9, 25), date(2026, 10, 12), date(2026, 9, 17)),
        ("0日", date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_where_a_period_ends_and_begins(text: str, day: date, after: date, before: date) -> None:
    assert Period.parse(text).after(day) == after
    assert Period.parse(text).before(day) == before


def test_working_days_of_a_period_heed_the_overlay() -> None:
    period = Period.parse("1个工作日")
    assert period.after(date(2026, 11, 23), {date(2026, 11, 24): False}) == date(2026, 11, 25)
    assert period.before(date(2026, 11, 24), {date(2026, 11, 23): False, date(2026, 11, 22): True}) == date(
        2026, 11, 22
    )
