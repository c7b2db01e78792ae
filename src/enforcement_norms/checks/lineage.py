"""Which clause a standard refines in the end, through its parents (基准所细化的条款)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.discretion import AppliesTo, DiscretionStandard
from ..model.violation import Violation
from .subject import Subject


def refined(subject: Subject, standard: DiscretionStandard) -> Iterator[Violation]:
    """The versions of the violation that a standard refines in the end, as far as their times meet."""
    id_ = root_of(standard, subject.pack.standards)
    for violation in subject.siblings.get(id_, ()):
        if standard.applies_to is AppliesTo.DECISIONS_FROM or violation.in_force.overlaps(standard.in_force):
            yield violation


def root_of(standard: DiscretionStandard, standards: Iterable[DiscretionStandard]) -> str:
    """The violation that a standard refines, through its parents; empty where a parent is missing or they run in a ring."""
    known = {(each.division, each.id): each for each in standards}
    seen: set[str] = set()
    while ":" in standard.refines:
        division, _colon, id_ = standard.refines.partition(":")
        parent = known.get((division, id_))
        if parent is None or standard.refines in seen:
            return ""
        seen.add(standard.refines)
        standard = parent
    return standard.refines
