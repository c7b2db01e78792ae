"""What the worked examples of a pack meet (工作案例的覆盖): every branch, amount row, tier and exemption at least once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

from ..amounts import Amount, Switch
from ..checks.clauses import all_measures, measures_of, rows_of
from ..compiler import Norms, Plan, Standing, Track, Way
from ..conditions import Condition, Value, joined
from ..errors import CaseInvalid, Place, Problem
from ..evaluator.values import act_of, person_values, values_of
from ..i18n import Message, _
from ..model.case import Case
from ..model.example import Example
from ..model.pack import Pack
from ..model.penalty import Measure
from ..model.violation import Violation

T = TypeVar("T")
Key = tuple[str, Place, tuple[int, ...]]
"""A kind of target, where it stands, and which row of an amount."""


@frozen
class Target:
    """Something that an example should meet."""

    key: Key
    code: str
    message: Message


def unmet(norms: Norms, domain: str, examples: Iterable[Example]) -> Iterator[Problem]:
    """Branches (EN503), amount rows (EN504), exemptions (EN505) and tiers (EN502) that no worked example meets."""
    pack = norms.packs[domain]
    met: set[Key] = set()
    for example in examples:
        met.update(met_by(norms, example.case))
    for target in targets(pack):
        if target.key not in met:
            _kind, where, _row = target.key
            yield Problem(target.code, where, target.message, _("在 tests/cases/ 补一个案例"))


# --- what there is to meet -------------------------------------------------------------------------------------------


def targets(pack: Pack) -> Iterator[Target]:
    """Everything in a pack that an example should meet."""
    for violation in pack.violations:
        yield from _of_violation(violation)
    for standard in pack.standards:
        for tier in () if standard.conflict else standard.tiers:
            message = _("没有案例落入裁量基准“{standard}”的阶次“{tier}”", standard=standard.id, tier=tier.id)
            yield Target(("tier", tier.where, ()), "EN502", message)
    for rule in pack.instrument_rules:
        for exemption in rule.exempt:
            yield _exemption(exemption.id, exemption.where)
        for addition in rule.adds:
            for measure in measures_of(addition.measures):
                yield from _rows(measure, rule.id)


def _of_violation(violation: Violation) -> Iterator[Target]:
    if violation.outranked_by is not None and violation.outranked_by.violation:
        return  # never applied: the higher norm is
    name = f"{violation.id}.{violation.in_force.from_}"
    for _reading, branches in rows_of(violation):
        for number, branch in enumerate(branches, start=1):
            message = _("没有案例落入“{violation}”的分支“{branch}”", violation=name, branch=branch.id or number)
            yield Target(("branch", branch.where, ()), "EN503", message)
    for measure in all_measures(violation):
        yield from _rows(measure, name)
    for exemption in violation.exempt:
        yield _exemption(exemption.id, exemption.where)


def _exemption(id_: str, where: Place) -> Target:
    return Target(("exemption", where, ()), "EN505", _("没有案例适用不予处罚的规定“{id}”", id=id_))


def _rows(measure: Measure, name: str) -> Iterator[Target]:
    for row in () if measure.amount is None else _paths(measure.amount):
        shown = ".".join(str(number + 1) for number in row if number >= 0)
        message = _("没有案例用到“{name}”的措施“{measure}”金额的第 {row} 行", name=name, measure=measure.id, row=shown)
        yield Target(("row", measure.where, row), "EN504", message)


def _paths(amount: Amount, before: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Every row of every switch by its way through the amount: parts count downwards from -1, rows upwards from 0."""
    if isinstance(amount, Switch):
        for number, row in enumerate(amount.rows):
            yield (*before, number)
            if row.amount is not None:
                yield from _paths(row.amount, (*before, number))
        return
    for number, part in enumerate(amount.parts(), start=1):
        yield from _paths(part, (*before, -number))


# --- what one case meets ---------------------------------------------------------------------------------------------


def met_by(norms: Norms, case: Case) -> Iterator[Key]:
    """What one case meets under the law of the act and under that of the decision; nothing where facts leave it open."""
    track = norms.tracks.get(case.violation)
    if track is None:
        return
    for version in dict.fromkeys((track.version_on(act_of(case)), track.version_on(case.decided_on))):
        if version is not None:
            yield from _met_under(track, version, case)


def _met_under(track: Track, version: Violation, case: Case) -> Iterator[Key]:
    if not track.applies_in(version, case.jurisdiction):
        return
    plan = track.plan(version, act_of(case), case.decided_on, case.jurisdiction)
    try:
        values = values_of(plan, case)
        persons = [person_values(plan, case, person, values) for person in case.persons]
    except CaseInvalid:
        return  # that the example cannot be read is told where it runs
    for exemption in plan.exemptions:
        if exemption.when.truth(values):
            yield "exemption", exemption.where, ()
    if plan.violation.when.truth(values) is not True:
        return
    for ways in (plan.ways, *(ways for _reading, ways in plan.readings)):
        way = _first(ways, values)
        if way is not None:
            yield "branch", way.branch.where, ()
            yield from _tier(plan, values)
            yield from _of_way(plan, way, values, persons)


def _first(ways: Sequence[Way], values: Mapping[str, Value]) -> Way | None:
    """The first branch that holds, if no unknown stands before it."""
    for way in ways:
        truth = way.branch.when.truth(values)
        if truth is not False:
            return way if truth else None
    return None


def _tier(plan: Plan, values: Mapping[str, Value]) -> Iterator[Key]:
    if plan.standard is None:
        return
    truths = [None if tier.when is None else (tier, tier.when.truth(values)) for tier in plan.standard.tiers]
    for each in truths:
        if each is not None and each[1]:
            yield "tier", each[0].where, ()
            return
    if all(each is None or each[1] is False for each in truths):
        yield from (("tier", tier.where, ()) for tier in plan.standard.tiers if tier.when is None)


def _of_way(plan: Plan, way: Way, values: Mapping[str, Value], persons: Sequence[Mapping[str, Value]]) -> Iterator[Key]:
    standings = [(each, way.branch.when) for each in way.standing]
    standings += [(each, addition.branch.when) for addition in plan.additions for each in addition.standing]
    standings += [(each, addition.when) for addition, added in way.general for each in added]
    for standing, when in standings:
        for known in (values, *persons):
            if _asked(standing, when).truth(known) and standing.measure.amount is not None:
                for row in _taken(standing.measure.amount, known):
                    yield "row", standing.measure.where, row


def _asked(standing: Standing, when: Condition) -> Condition:
    return joined((when, *standing.conditions))


def _taken(amount: Amount, values: Mapping[str, Value], before: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The rows that a case takes, by their way through the amount."""
    if isinstance(amount, Switch):
        for number, row in enumerate(amount.rows):
            truth = row.when.truth(values)
            if truth is None:
                return
            if truth:
                yield (*before, number)
                if row.amount is not None:
                    yield from _taken(row.amount, values, (*before, number))
                return
        return
    for number, part in enumerate(amount.parts(), start=1):
        yield from _taken(part, values, (*before, -number))
