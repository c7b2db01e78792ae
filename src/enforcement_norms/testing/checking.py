"""The checks of a pack (领域包检查) as tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from os import PathLike

from attrs import frozen

from ..checks import CHECKS
from ..checks.subject import Subject
from ..compiler import Norms
from ..errors import EnforcementNormsError, Problem, Severity
from .loaded import loaded


@frozen
class Check:
    """One thing that a good pack is: calling it passes, or fails with every problem found."""

    name: str
    find: Callable[[], Iterable[Problem]]

    def __str__(self) -> str:
        return self.name

    def __call__(self) -> None:
        """Raises AssertionError with all problems; warnings alone do not fail."""
        __tracebackhide__ = True
        errors = [problem for problem in self.find() if problem.severity is Severity.ERROR]
        if errors:
            raise AssertionError("\n" + "\n".join(problem.render() for problem in errors))


def checks_for(domain: str, *, overlays: Iterable[str | PathLike[str]] = ()) -> list[Check]:
    """All checks of an installed pack; of a pack that cannot be read, the one check that says why."""
    norms = loaded(domain, tuple(str(each) for each in overlays))
    if isinstance(norms, EnforcementNormsError):
        return [Check("readable", lambda: _of(norms))]
    return list(_checks(norms, domain))


def _of(error: EnforcementNormsError) -> Iterable[Problem]:
    if error.problems:
        return error.problems
    raise AssertionError(error.render())


def _checks(norms: Norms, domain: str) -> Iterator[Check]:
    """One test for each check, by the name of the function that makes it."""
    subject = Subject(norms.packs[domain], norms.packs["general"])
    yield Check("readable", tuple)
    for check in CHECKS:
        yield Check(check.__name__, partial(_found, check, subject))


def _found(check: Callable[[Subject], Iterable[Problem]], subject: Subject) -> tuple[Problem, ...]:
    return tuple(check(subject))
