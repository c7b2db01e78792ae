"""Worked examples (工作案例) as tests: what the law says of a case, written by hand, against what `evaluate` says."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from attrs import evolve, frozen

from ..compiler import Norms
from ..conformance.comparing import differences
from ..errors import EnforcementNormsError, Place, Problem
from ..evaluator import evaluate
from ..i18n import _
from ..model.example import Example as Written
from ..reader import circumstance_ids, fact_table, read_examples
from ..wording.names import Names
from .loaded import PackName, domain_of, loaded


@frozen
class Example:
    """One worked example, ready to run; `failure` is why it could not be read."""

    name: str
    where: Place
    written: Written | None = None
    norms: Norms | None = None
    failure: EnforcementNormsError | None = None

    def __str__(self) -> str:
        return self.name

    def run(self) -> None:
        """Evaluate the case and compare.

        Raises:
            AssertionError: with every difference, the place of the example and the articles applied.
        """
        __tracebackhide__ = True
        report = self.report()
        if report is not None:
            raise AssertionError(report)

    def problems(self) -> tuple[Problem, ...]:
        """The same differences as one problem at the place of the example (what could not be read: as it was told)."""
        if self.failure is not None and self.failure.problems:
            return self.failure.problems
        report = self.report()
        if report is None:
            return ()
        return (Problem("EN400", self.where, _("{report}", report=report.removeprefix(f"{self.where} "))),)

    def report(self, locale: str | None = None) -> str | None:
        """What differs, in words, or None where all is as expected."""
        if self.failure is not None:
            return self.failure.render(locale)
        if self.written is None or self.norms is None:
            return _("没有工作案例").render(locale)
        try:
            determination = evaluate(self.norms, self.written.case)
        except EnforcementNormsError as error:
            return f"{self.where} {self.name}\n{error.render(locale)}"
        found = list(differences(self.written, determination))
        if not found:
            return None
        cited = Names.of(determination).cited(determination.provision)
        head = [f"{self.where} {self.name}", _("  依据：{cited}", cited=cited).render(locale)]
        return "\n".join([*head, *(f"  {each.render(locale)}" for each in found)])


def cases_in(
    pack: PackName, test_file: str | PathLike[str], *, overlays: Iterable[str | PathLike[str]] = ()
) -> list[Example]:
    """The worked examples in `cases/*.yaml` beside a test file; what cannot be read is an example that fails.

    `pack` is the id of an installed pack, or the folder (a `Path`) in which the `pack.yaml` of any other lies.
    """
    folder = Path(test_file).parent / "cases"
    norms = loaded(pack, tuple(str(each) for each in overlays))
    if isinstance(norms, EnforcementNormsError):
        return [Example(str(pack), Place(shown(folder)), failure=norms)]
    domain = domain_of(pack)
    found = [each for path in sorted(folder.glob("*.yaml")) for each in examples_of(norms, domain, path)]
    return found or [Example(domain, Place(shown(folder)))]


def examples_of(norms: Norms, domain: str, path: Path) -> Iterator[Example]:
    """The examples of one file."""
    packs = tuple(norms.packs.values())
    name = shown(path)
    try:
        written = read_examples(path, fact_table(*packs), circumstance_ids(*packs), name=name)
    except EnforcementNormsError as error:
        yield Example(path.stem, Place(name), failure=error)
        return
    for each in written:
        case = each.case
        if "." not in case.violation:
            case = evolve(case, violation=f"{domain}.{case.violation}")
        yield Example(f"{case.violation}: {each.name}", each.where, evolve(each, case=case), norms)


def shown(path: Path) -> str:
    """The path as people find it: from the working directory where it lies below."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
