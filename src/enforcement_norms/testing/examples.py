"""Worked examples (工作案例) as tests: what the law says of a case, written by hand, against what `evaluate` says."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from attrs import evolve, frozen

from ..amounts import Interval
from ..compiler import Norms
from ..conditions import CIRCUMSTANCE, JUDGED
from ..errors import EnforcementNormsError, Place
from ..evaluator import evaluate
from ..explanation.names import Names
from ..explanation.phrases import span
from ..explanation.words import APPLIES, OUTCOMES, STEPS
from ..i18n import Message, _
from ..model.determination import Applies, Determination, Penalty
from ..model.example import Example as Written
from ..model.example import ExpectedMeasure
from ..reader import circumstance_ids, fact_table, read_examples
from .loaded import loaded


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
    domain: str, test_file: str | PathLike[str], *, overlays: Iterable[str | PathLike[str]] = ()
) -> list[Example]:
    """The worked examples in `cases/*.yaml` beside a test file; what cannot be read is an example that fails."""
    folder = Path(test_file).parent / "cases"
    norms = loaded(domain, tuple(str(each) for each in overlays))
    if isinstance(norms, EnforcementNormsError):
        return [Example(domain, Place(shown(folder)), failure=norms)]
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


def differences(written: Written, found: Determination) -> Iterator[Message]:
    """Every way in which a determination is not what the example expects."""
    expect = written.expect
    if expect.outcome not in (None, found.outcome):
        yield _differs(_("结论"), OUTCOMES[expect.outcome], OUTCOMES[found.outcome])
        yield from _why(found)
    if expect.provision is not None and not any(expect.provision.contains(each) for each in found.provision):
        yield _differs(_("处罚依据"), expect.provision.id, [each.id for each in found.provision])
    if expect.version not in (None, found.version):
        yield _differs(_("适用的版本"), expect.version, found.version)
    if expect.tier not in (None, found.tier):
        yield _differs(_("阶次"), expect.tier, found.tier or list(found.possible_tiers))
    if expect.options not in (None, len(found.options)):
        yield _differs(_("选项数"), expect.options, len(found.options))
    if expect.missing is not None and set(expect.missing) != set(found.missing):
        yield _differs(_("缺少的事实"), list(expect.missing), list(found.missing))
    for measure in expect.measures:
        yield from _measure(measure, found)
    answers = {answer.step: answer.answer for answer in found.procedure}
    for step, answer in expect.procedure.items():
        if answers.get(step) != answer:
            yield _differs(STEPS[step], answer, answers.get(step))


def _differs(what: object, expected: object, actual: object) -> Message:
    nothing = _("（没有）")
    return _("{what}：应为 {expected}，实为 {actual}", what=what, expected=expected, actual=actual or nothing)


def _why(found: Determination) -> Iterator[Message]:
    """What keeps the case open, so that the author sees what to add to the example."""
    names = Names.of(found)
    if found.missing:
        yield _(
            "  缺少：{terms}", terms=[_("{name}（{id}）", name=names.term(term), id=term) for term in found.missing]
        )
    judged = [term for term in found.judgements if term.startswith((JUDGED, CIRCUMSTANCE))]
    if judged:
        yield _("  待判断：{terms}", terms=[_("{name}（{id}）", name=names.term(term), id=term) for term in judged])
    if found.exemption is not None:
        yield _("  不予处罚：{id}", id=found.exemption.id)


def _measure(expected: ExpectedMeasure, found: Determination) -> Iterator[Message]:
    """One measure; `persons.driver` is the measure `persons` on that person, `persons` it on every one."""
    id_, _dot, person = expected.id.partition(".")
    same = [one for one in found.penalties if one.id == id_ and (not person or one.person == person)]
    if not same:
        if expected.applies is not Applies.NO:
            yield _differs(expected.id, _expected(expected), None)
            yield _("  已有的措施：{ids}", ids=list(dict.fromkeys(one.id for one in found.penalties)))
        return
    for one in same:
        name = f"{one.id}.{one.person}" if one.person else one.id
        if expected.applies not in (None, one.applies):
            yield _differs(name, APPLIES[expected.applies], _applies(one, found))
        if expected.bounds is None:
            continue
        if expected.applies is None and one.applies is Applies.NO:
            yield _differs(name, span(expected.bounds, expected.unit), APPLIES[one.applies])
        elif one.amount is None or (one.unit, _plain(one.amount)) != (expected.unit, _plain(expected.bounds)):
            actual = None if one.amount is None else span(one.amount, one.unit)
            yield _differs(name, span(expected.bounds, expected.unit), actual)


def _expected(expected: ExpectedMeasure) -> object:
    if expected.bounds is not None:
        return span(expected.bounds, expected.unit)
    return APPLIES[expected.applies or Applies.YES]


def _applies(one: Penalty, found: Determination) -> Message:
    if one.applies is Applies.OPEN and one.open_on:
        names = Names.of(found)
        return _(
            "{state}（取决于 {terms}）", state=APPLIES[one.applies], terms=[names.term(term) for term in one.open_on]
        )
    return APPLIES[one.applies]


def _plain(interval: Interval) -> Interval:
    """An absent bound is neither open nor closed."""
    return Interval(
        interval.low,
        interval.low is None or interval.low_closed,
        interval.high,
        interval.high is None or interval.high_closed,
    )
