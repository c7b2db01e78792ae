"""What somebody learned in a year (年度培训学时), from the register."""

from __future__ import annotations

from ....model.actors import Officer, Training
from ....model.duty import need
from ...audited import Audited


def trainings_of(officer: Officer) -> tuple[Training, ...]:
    """What somebody was trained in.

    Raises:
        Missing: it is not recorded.
    """
    return need(officer.trainings, "officers.trainings")


def trainings_in(officer: Officer, year: int) -> list[Training]:
    """The same of one year.

    Raises:
        Missing: it is not recorded, or the day of one of them is not.
    """
    return [each for each in trainings_of(officer) if need(each.on, "officers.trainings.on").year == year]


def hours_in(audited: Audited, officer: Officer, year: int) -> int:
    """The hours of a year; remembered with the registers, for many files ask the same.

    Raises:
        Missing: as `trainings_in`, or the hours are not recorded.
    """
    key = ("hours", officer.id, year)
    hours: int | None = audited.registers.remembered.get(key)
    if hours is None:
        hours = sum(need(each.hours, "officers.trainings.hours") for each in trainings_in(officer, year))
        audited.registers.remember(key, hours)
    return hours
