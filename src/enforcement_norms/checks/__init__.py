"""What one good pack is (领域包检查): small checks, each yielding `Problem`s with a code, a place and a remedy.

`STRUCTURE` is quick and asked of every pack that is loaded; `EXACT` decides tables and ranges for all facts;
`WORDS` are about people: translations and reviews.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ..errors import Problem
from ..model.pack import Pack
from . import borrowing, coverage, forms, gravity, narrowing, periods, references, translations, unused
from .subject import Check, Subject

STRUCTURE: Final[tuple[Check, ...]] = (
    references.ids_are_unique,
    references.measures_name_measures,
    references.no_fact_twice_in_a_product,
    references.clauses_name_clauses,
    borrowing.borrowed_measures_cite_their_clause,
    references.what_is_outranked_ranks_lower,
    references.rules_name_sources,
    periods.versions_follow_each_other,
    periods.what_was_replaced_has_a_successor,
    periods.citations_were_in_force,
    periods.dates_have_a_source,
    forms.measures_are_complete,
    forms.thresholds_have_a_size,
    gravity.shares_of_bands_are_in_order,
)
EXACT: Final[tuple[Check, ...]] = (
    coverage.branches_cover_every_case,
    coverage.amounts_cover_every_case,
    coverage.every_measure_applies,
    coverage.comparisons_compare,
    coverage.every_level_is_reached,
    coverage.exactly_one_tier,
    narrowing.standards_only_narrow,
    gravity.graver_tiers_are_not_lower,
)
WORDS: Final[tuple[Check, ...]] = (
    unused.names_are_used,
    periods.reviewed_within_a_year,
    translations.texts_are_translated,
)
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
