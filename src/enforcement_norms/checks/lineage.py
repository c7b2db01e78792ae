"""Which clause a standard refines in the end, through its parents (基准所细化的条款)."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.discretion import AppliesTo, DiscretionStandard, root_of
from ..model.violation import Violation
from .subject import Subject


def refined(subject: Subject, standard: DiscretionStandard) -> Iterator[Violation]:
    """The versions of the violation that a standard refines in the end, as far as their times meet."""
    id_ = root_of(standard, subject.pack.standards)
    for violation in subject.siblings.get(id_, ()):
        if standard.applies_to is AppliesTo.DECISIONS_FROM or violation.in_force.overlaps(standard.in_force):
            yield violation
