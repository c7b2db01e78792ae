"""Walking through a pack: every object with the days on which it is in force, its citations, conditions and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from attrs import frozen

from ..amounts import Amount
from ..conditions import All, Bounded, Condition
from ..errors import Place
from ..law import Citation, InForce
from ..model.builtin import ACT_ON
from ..model.discretion import Bands, DiscretionStandard
from ..model.pack import Pack
from ..model.penalty import Item
from ..model.rules import InstrumentRules, Trigger
from ..model.violation import Branch, Exemption, NonExecution, Violation
from .clauses import groups, measures_of, rows_of


@frozen
class Cited:
    """A citation with the object that makes it: where it stands and when it is in force."""

    citation: Citation
    where: Place
    in_force: InForce


@frozen
class Part:
    """One part of a pack that cites, asks or computes (条款、规则的组成部分)."""

    where: Place
    in_force: InForce
    cites: tuple[Citation, ...] = ()
    conditions: tuple[Condition, ...] = ()
    amounts: tuple[Amount, ...] = ()
    circumstances: tuple[str, ...] = ()


def citations(pack: Pack) -> Iterator[Cited]:
    """Every citation in a pack."""
    for part in parts_of(pack):
        for citation in part.cites:
            yield Cited(citation, part.where, part.in_force)


def parts_of(pack: Pack) -> Iterator[Part]:
    """Everything in a pack that cites, asks or computes."""
    for violation in pack.violations:
        yield from _of_violation(violation)
    for standard in pack.standards:
        yield from _of_standard(standard)
    for bands in pack.bands:
        yield from _of_bands(bands)
    for rule in pack.instrument_rules:
        yield from _of_rule(rule)
    yield from _of_procedure(pack)
    for item in pack.inspection:
        yield Part(item.where, item.in_force, item.basis)
    for definition in pack.definitions:
        yield Part(definition.where, definition.in_force, definition.cites, (definition.when,))
    for grade in pack.grades:
        yield Part(grade.where, grade.in_force, grade.cites, tuple(level.when for level in grade.levels))


def _of_standard(standard: DiscretionStandard) -> Iterator[Part]:
    yield Part(standard.where, standard.in_force, standard.cites)
    for tier in standard.tiers:
        conditions = () if tier.when is None else (tier.when,)
        amounts = tuple(each.amount for each in tier.sets.values() if each.amount is not None)
        yield Part(tier.where, standard.in_force, (), conditions, amounts)


def _of_bands(bands: Bands) -> Iterator[Part]:
    more = [each.cites for each in (bands.mitigated, bands.joined) if each is not None]
    yield Part(bands.where, bands.in_force, (*bands.cites, *(cite for cites in more for cite in cites)))
    for effect in bands.circumstances:
        yield Part(effect.where, bands.in_force, effect.cites, circumstances=(effect.id,))


def during(period: InForce, when: Condition) -> InForce:
    """The days of a period on which a condition can hold, as far as it demands days of the act (`act.on`)."""
    start, end = period.from_, period.until
    for demand in when.items if isinstance(when, All) else (when,):
        if isinstance(demand, Bounded) and demand.term == ACT_ON:
            if demand.low is not None:
                start = max(start, demand.low + timedelta(days=not demand.low_closed))
            if demand.high is not None:
                last = demand.high - timedelta(days=not demand.high_closed)
                end = last if end is None else min(end, last)
    return period if end is not None and end < start else InForce(start, end)


def _of_violation(violation: Violation) -> Iterator[Part]:
    period = violation.in_force
    cites = (*violation.breaches, *violation.basis)
    if violation.outranked_by is not None:
        cites = (*cites, violation.outranked_by.cite)
    merges = tuple(cite for merge in violation.merge for cite in merge.cites)
    yield Part(violation.where, period, (*cites, *merges), (violation.when,))
    for _, branches in rows_of(violation):
        for branch in branches:
            yield from _of_branch(branch, period)
    for addition in violation.also:
        days = during(period, addition.when)
        yield Part(addition.where, days, addition.cites, (addition.when,))
        yield from _of_items(addition.measures, days)
    yield from _of_exemptions(violation.exempt, period)
    yield from _of_execution(violation.execution, period)


def _of_branch(branch: Branch, period: InForce) -> Iterator[Part]:
    days = during(period, branch.when)
    yield Part(branch.where, days, branch.cites, (branch.when,))
    yield from _of_items(branch.measures, days)


def _of_items(items: Iterable[Item], period: InForce) -> Iterator[Part]:
    written = tuple(items)
    for group in groups(written):
        yield Part(group.where, period, conditions=(group.when,))
    for measure in measures_of(written):
        amounts = () if measure.amount is None else (measure.amount,)
        yield Part(measure.where, during(period, measure.when), measure.cites, (measure.when,), amounts)


def _of_exemptions(exemptions: Iterable[Exemption], period: InForce) -> Iterator[Part]:
    for exemption in exemptions:
        yield Part(exemption.where, period, exemption.cites, (exemption.when,))
        yield from _of_items(exemption.adds, period)


def _of_execution(execution: Iterable[NonExecution], period: InForce) -> Iterator[Part]:
    for each in execution:
        unless = () if each.unless is None else (each.unless,)
        yield Part(each.where, period, each.cites, (each.not_executed_when, *unless))


def _of_rule(rule: InstrumentRules) -> Iterator[Part]:
    period = rule.in_force
    merges = tuple(cite for merge in rule.merge for cite in merge.cites)
    yield Part(rule.where, period, (*rule.cites, *merges))
    for addition in rule.adds:
        days = during(period, addition.when)
        yield Part(addition.where, days, addition.cites, (addition.when,))
        yield from _of_items(addition.measures, days)
    yield from _of_exemptions(rule.exempt, period)
    yield from _of_execution(rule.execution, period)
    for effect in rule.circumstances:
        yield Part(effect.where, period, effect.cites, circumstances=(effect.id,))
    for limit in rule.limitation:
        yield Part(limit.where, period, limit.cites, (limit.when,))


def _of_procedure(pack: Pack) -> Iterator[Part]:
    for procedure in pack.procedure:
        yield Part(procedure.where, procedure.in_force, procedure.cites)
        yield from _of_triggers(procedure.any, procedure.in_force)
    for catalog in pack.review:
        for line in catalog.items:
            yield Part(line.where, catalog.in_force, line.cites)
            yield from _of_triggers(line.any, catalog.in_force)


def _of_triggers(triggers: Iterable[Trigger], period: InForce) -> Iterator[Part]:
    for trigger in triggers:
        yield Part(trigger.where, period, trigger.cites, (trigger.when,))


def triggers_of(pack: Pack) -> Iterator[tuple[Place, Trigger]]:
    """Every trigger of procedure and review with its place, or that of its rule."""
    rules = ((rule.where, rule.any) for rule in pack.procedure)
    items = ((item.where, item.any) for catalog in pack.review for item in catalog.items)
    for where, triggers in (*rules, *items):
        for trigger in triggers:
            yield trigger.where if trigger.where.file else where, trigger
