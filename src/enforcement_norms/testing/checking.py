"""The checks of a pack (领域包检查) as tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import resources
from os import PathLike
from pathlib import Path

from attrs import frozen

from ..checks import CHECKS
from ..checks.subject import Subject
from ..compiler import GENERAL, Norms
from ..conformance import AGAINST_TEXTS, AMONG_STANDARDS, Texts
from ..conformance.met import unmet
from ..errors import EnforcementNormsError, Problem, Severity
from ..law import LawLibrary
from ..model.pack import Pack
from .examples import examples_of
from .loaded import PackName, domain_of, loaded


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


def checks_for(
    pack: PackName, *, overlays: Iterable[str | PathLike[str]] = (), statutes: str | PathLike[str] | None = None
) -> list[Check]:
    """All checks of a pack; of a pack that cannot be read, the one check that says why.

    `pack` is the id of an installed pack, or the folder (a `Path`) in which the `pack.yaml` of any other lies. Where
    the source tree of the pack has `tests/cases/`, that its examples meet everything is a check too; with `statutes`,
    a folder of texts, so are its citations and numbers.
    """
    norms = loaded(pack, tuple(str(each) for each in overlays))
    if isinstance(norms, EnforcementNormsError):
        return [Check("readable", lambda: _of(norms))]
    return list(_checks(norms, pack, statutes))


def _of(error: EnforcementNormsError) -> Iterable[Problem]:
    if error.problems:
        return error.problems
    raise AssertionError(error.render())


def _checks(norms: Norms, pack: PackName, statutes: str | PathLike[str] | None) -> Iterator[Check]:
    """One test for each check, by the name of the function that makes it."""
    domain = domain_of(pack)
    subject = Subject(norms.packs[domain], norms.packs[GENERAL])
    yield Check("readable", tuple)
    for check in (*CHECKS, *AMONG_STANDARDS):
        yield Check(check.__name__, partial(check, subject))
    files = _example_files(pack, norms.packs[domain])
    if files:
        examples = [each.written for path in files for each in examples_of(norms, domain, path) if each.written]
        yield Check("examples_meet_everything", partial(unmet, norms, domain, examples))
    if statutes is not None:
        texts = Texts(LawLibrary(Path(statutes)), subject.sources)
        for against in AGAINST_TEXTS:
            yield Check(against.__name__, partial(against, subject, texts))


def _example_files(pack: PackName, read: Pack) -> list[Path]:
    """The worked examples in the source tree of a pack: of a folder, or of what is installed from its sources."""
    if not isinstance(pack, str):
        data = Path(pack)
    elif read.module:
        data = Path(str(resources.files(read.module)))
    else:
        return []
    return sorted(data.parent.parent.glob("tests/cases/*.yaml"))
