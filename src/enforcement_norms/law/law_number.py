"""What a number of a legal text is (条文中的数字): exact value, unit, and how it is compared."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from .instrument import BoundWords


class Unit(StrEnum):
    """What a number counts."""

    YUAN = "yuan"
    TIMES = "times"
    SHARE = "share"
    """Of a whole: 5% is 1/20."""
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"
    AGE = "age"
    POINTS = "points"
    """Of traffic points (记分)."""
    OCCASIONS = "occasions"
    PERSONS = "persons"
    OTHER = "other"
    """Anything else, see `measure`."""


class Bound(StrEnum):
    """Which side of a number is meant, and whether the number itself is."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    EXACTLY = "exactly"


@frozen
class LawNumber:
    """A number as a text states it: exact value, unit, where it stands and how it is compared."""

    value: Fraction
    unit: Unit
    start: int
    end: int
    words: str
    measure: str = ""
    """The unit as written (平方米), empty where it is understood from the number after it."""
    comparison: str = ""
    """以上, 以下, 不足, 超过 …; 至 for both ends of 三至五; empty for a number by itself."""
    side: Bound = Bound.EXACTLY
    """By the comparison, 以上 and 以下 including the number."""
    included: bool | None = None
    """What a remark in brackets says: 三万元（不含）以上."""
    in_penalty: bool = False
    """Whether it stands in a clause that speaks of a penalty (罚款, 拘留, 暂扣 …), not only of a condition."""

    def bound(self, usage: BoundWords = BoundWords()) -> Bound:  # noqa: B008 – frozen
        """The bound that the number is, where the instrument uses 以上 and 以下 as `usage` says."""
        above, below = usage.above_included, usage.below_included
        included = (
            self.included
            if self.included is not None
            else {"以上": above, "以下": below}.get(self.comparison, self.side in (Bound.AT_LEAST, Bound.AT_MOST))
        )
        if self.side in (Bound.AT_LEAST, Bound.ABOVE):
            return Bound.AT_LEAST if included else Bound.ABOVE
        if self.side in (Bound.AT_MOST, Bound.BELOW):
            return Bound.AT_MOST if included else Bound.BELOW
        return Bound.EXACTLY
