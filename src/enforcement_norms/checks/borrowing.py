"""Measures borrowed from another clause (依照前款) still stand on their own one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..errors import Problem, warning
from ..i18n import _
from ..law import Citation
from ..model.violation import Branch, Violation
from .clauses import measures_of, rows_of
from .subject import Subject


def borrowed_measures_cite_their_clause(subject: Subject) -> Iterator[Problem]:
    """A branch that points elsewhere (依照前款) and cites for itself names the basis of its own clause too (EN214)."""
    for violation in subject.pack.violations:
        for _reading, branches in rows_of(violation):
            for branch in branches:
                if branch.like is not None and branch.cites and _loses_its_basis(subject, violation, branch):
                    message = _("依照其他条款的分支“{id}”所引的条文不含本条的处罚依据", id=branch.id)
                    hint = _("cites 加上 {basis}，或者删去 cites", basis=[cite.id for cite in violation.basis])
                    yield warning(Problem("EN214", branch.where, message, hint))


def _loses_its_basis(subject: Subject, violation: Violation, branch: Branch) -> bool:
    """Whether a measure of the branch, borrowed or its own, comes to stand without the basis of its clause."""
    if _meet(branch.cites, violation.basis) or branch.like is None:
        return False
    others = subject.siblings.get(branch.like.violation, ())
    borrows_own = all(
        _meet(other.basis, violation.basis) for other in others if other.in_force.overlaps(violation.in_force)
    )
    return not borrows_own or any(not measure.cites for measure in measures_of(branch.measures))


def _meet(cites: Iterable[Citation], others: Sequence[Citation]) -> bool:
    """Whether one of the places lies in one of the others, or holds it."""
    return any(cite.contains(other) or other.contains(cite) for cite in cites for other in others)
