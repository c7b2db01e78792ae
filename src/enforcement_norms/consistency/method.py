"""How cases are compared (比对方法): every threshold, so that the report can state it and a user can set it."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen
from attrs.validators import gt, in_, instance_of, le

PERIODS: Final = ("year", "quarter", "month")
"""The periods by which decisions are grouped."""


@frozen
class Method:
    """The thresholds of the comparison (比对方法).

    Shares are of the lawful range of the case: 0 its lower bound, 1 its upper one. `chance` is the false discovery rate
    among outliers, and among pairs (Benjamini and Hochberg): in an archive that is decided evenly the probability of
    any finding. `cut` is the least robust score of an outlier, after Iglewicz and Hoaglin.
    """

    cut: float = field(default=3.5, validator=[instance_of(float), gt(0)])
    chance: float = field(default=0.05, validator=[instance_of(float), gt(0), le(1)])
    least_distance: float = field(default=0.25, validator=[instance_of(float), gt(0), le(1)])
    """How far from the usual share an outlier lies at least."""
    least_gap: float = field(default=0.5, validator=[instance_of(float), gt(0), le(1)])
    """How far apart the shares of two like cases lie at least."""
    least_cases: int = field(default=20, validator=[instance_of(int), gt(1)])
    """How many comparable cases it takes to say what is usual."""
    least_of_member: int = field(default=30, validator=[instance_of(int), gt(1)])
    """How many cases of one department, officer … it takes to be compared with the others, and how many others."""
    least_shift: float = field(default=0.05, validator=[instance_of(float), gt(0), le(1)])
    """By how much of the range a department, officer … lies above or below the others at least."""
    least_doubt: float = field(default=0.01, validator=[instance_of(float), gt(0), le(1)])
    """The false discovery rate among the systematic differences (Benjamini and Yekutieli)."""
    period: str = field(default="year", validator=in_(PERIODS))
