"""A worked example against what `evaluate` says (工作案例的核对): every difference in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..amounts import Interval
from ..conditions import CIRCUMSTANCE, JUDGED
from ..i18n import Message, _
from ..model.determination import Applies, Determination, Penalty
from ..model.example import Example, ExpectedMeasure
from ..wording.names import Names
from ..wording.phrases import span
from ..wording.words import APPLIES, OUTCOMES, STEPS


def differences(written: Example, found: Determination) -> Iterator[Message]:
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
