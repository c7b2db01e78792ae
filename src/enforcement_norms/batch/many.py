"""`evaluate_many`: many cases with their full traces, one after another; a bad case does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ..compiler import Norms
from ..errors import EnforcementNormsError, Problem
from ..evaluator import evaluate
from ..model.case import Case
from ..model.determination import Determination


@frozen
class Failure:
    """A case of which nothing can be said (不能认定的案件): the case, and the error that says why."""

    case: Case
    error: EnforcementNormsError

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with it."""
        return self.error.problems


def evaluate_many(norms: Norms, cases: Iterable[Case]) -> Iterator[Determination | Failure]:
    """The determinations of cases in their order, each as soon as it is reached; a bad case gives a `Failure`.

    For tables whose traces nobody reads, `evaluate_table` is much faster.
    """
    for case in cases:
        try:
            yield evaluate(norms, case)
        except EnforcementNormsError as error:
            yield Failure(case, error)
