"""A worked example (工作案例): a case and what the law says of it, written by hand from the article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from ..amounts import Interval
from ..errors import Place
from ..law import Citation
from .case import Case
from .determination import Applies, Outcome
from .penalty import Unit
from .rules import Step


@frozen
class ExpectedMeasure:
    """What is expected of one measure: whether it applies, within which bounds; None is not asked."""

    id: str
    applies: Applies | None = None
    bounds: Interval | None = None
    unit: Unit = Unit.YUAN
    where: Place = field(default=Place(), eq=False)


@frozen
class Expectation:
    """What is expected of the determination (预期结论); what is None or empty is not asked.

    `procedure` says by step whether it follows: yes, no or unknown. `version` is the first day of the version that
    governs, `options` how many there are to choose from, `missing` the unanswered facts.
    """

    outcome: Outcome | None = None
    provision: Citation | None = None
    tier: str | None = None
    version: date | None = None
    options: int | None = None
    missing: tuple[str, ...] | None = None
    measures: tuple[ExpectedMeasure, ...] = ()
    procedure: Mapping[Step, str] = field(factory=dict)


@frozen
class Example:
    """One worked example with its name and its place in the file."""

    name: str
    case: Case
    expect: Expectation
    where: Place = field(default=Place(), eq=False)

    def __str__(self) -> str:
        return f"{self.case.violation}: {self.name}"
