"""What one good pack is (领域包检查): small checks, each yielding `Problem`s with a code, a place and a remedy.

`STRUCTURE` is quick and asked of every pack that is loaded; `EXACT` decides tables and ranges for all facts;
`WORDS` are about people: translations and reviews.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ..errors import Problem
from ..model.pack import Pack
from . import coverage, forms, gravity, narrowing, periods, references, translations, unused
from .subject import Check, Subject

STRUCTURE: Final[tuple[Check, ...]] = (
    references.identities,
    references.related_measures,
    references.products,
    references.clauses,
    references.ranks,
    references.named_sources,
    periods.versions,
    periods.successors,
    periods.cited,
    periods.explained,
    forms.kinds,
    forms.triggers,
    gravity.bands,
)
EXACT: Final[tuple[Check, ...]] = (
    coverage.branches,
    coverage.amounts,
    coverage.measures,
    coverage.comparisons,
    coverage.grades,
    coverage.tiers,
    narrowing.overrides,
    gravity.severity,
)
WORDS: Final[tuple[Check, ...]] = (unused.unused, periods.reviewed, translations.translated)
CHECKS: Final[tuple[Check, ...]] = (*STRUCTURE, *EXACT, *WORDS)


def problems_of(
    pack: Pack, general: Pack | None = None, *, exact: bool = True, today: date | None = None
) -> tuple[Problem, ...]:
    """All that is wrong with a pack, by file and line; places are relative to its folder.

    `exact=False` asks only what is quick (`STRUCTURE`). `today` is the day to which reviews are counted; without it
    they are not asked. What cannot be decided within the budget is a problem too, never passed over.
    """
    subject = Subject(pack, general, today)
    found = [problem for check in (CHECKS if exact else STRUCTURE) for problem in check(subject)]
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.where.file, problem.where.line, problem.where.column, problem.code


__all__ = ["CHECKS", "EXACT", "STRUCTURE", "WORDS", "Check", "Subject", "problems_of"]
