"""What governs one violation on given days and in a given place (适用于一案的全部规范), laid out for the evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from ..amounts import Amount
from ..cells import Cell
from ..conditions import Condition
from ..model.determination import Conflict
from ..model.discretion import Bands, CircumstanceEffect, DiscretionStandard
from ..model.facts import Circumstance, Count, Fact
from ..model.findings import CaseRule
from ..model.pack import Pack
from ..model.penalty import Group, Mandate, Measure
from ..model.rules import Limitation, ProcedureRule, Trigger
from ..model.violation import Addition, Branch, Exemption, Merge, NonExecution, Reading, Violation


@frozen
class Standing:
    """A measure as it stands in a branch: with the groups around it, from the outside in."""

    measure: Measure
    groups: tuple[Group, ...] = ()
    general_law: bool = False

    @property
    def mandate(self) -> Mandate:
        """Must or may: what stands in a group that may be left out may be left out with it."""
        return Mandate.MAY if any(group.mandate is Mandate.MAY for group in self.groups) else self.measure.mandate

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the groups ask, from the outside in, and then the measure itself."""
        return (*(group.when for group in self.groups), self.measure.when)


@frozen
class Way:
    """One branch of a clause, or an addition to all of them, with its measures laid flat (条款分支).

    `stands_alone`: an addition that stands although the clause itself falls.
    """

    branch: Branch
    standing: tuple[Standing, ...]
    general: tuple[tuple[Addition, tuple[Standing, ...]], ...] = ()
    stands_alone: bool = False


@frozen(eq=False)
class Plan:
    """All that governs one violation for an act, a decision and a place; shared by all such cases."""

    violation: Violation
    ways: tuple[Way, ...]
    readings: tuple[tuple[Reading, tuple[Way, ...]], ...]
    additions: tuple[Way, ...]
    exemptions: tuple[Exemption, ...]
    effects: Mapping[str, tuple[CircumstanceEffect, ...]]
    limitation: tuple[Limitation, ...]
    execution: tuple[NonExecution, ...]
    merge: tuple[Merge, ...]
    bands: tuple[Bands, ...]
    standard: DiscretionStandard | None
    conflicts: tuple[Conflict, ...]
    procedure: tuple[ProcedureRule, ...]
    facts: Mapping[str, Fact]
    circumstances: Mapping[str, Circumstance]
    counts: Mapping[str, Count]
    case_rules: tuple[CaseRule, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    presumed: Mapping[str, bool]
    pack: Pack


def ways_of(plan: Plan) -> Iterator[Way]:
    """All branches of a plan, those of its readings and additions included."""
    yield from plan.ways
    for _, ways in plan.readings:
        yield from ways
    yield from plan.additions


def additions_of_instruments(plan: Plan) -> dict[Addition, tuple[Standing, ...]]:
    """What the instruments of a clause add to its branches, each addition once; the general law fills silence only."""
    found: dict[Addition, tuple[Standing, ...]] = {}
    for way in (*plan.ways, *(way for _reading, ways in plan.readings for way in ways)):
        for addition, standing in way.general:
            if not any(each.general_law for each in standing):
                found.setdefault(addition, standing)
    return found


def standing_of(plan: Plan) -> Iterator[Standing]:
    """All measures of a plan as they stand, general additions included."""
    for way in ways_of(plan):
        yield from way.standing
        for _, added in way.general:
            yield from added


def amounts_of(plan: Plan) -> Iterator[Amount]:
    """All amounts of a plan: of the statute and of the tiers."""
    for standing in standing_of(plan):
        if standing.measure.amount is not None:
            yield standing.measure.amount
    if plan.standard is not None:
        for tier in plan.standard.tiers:
            for override in tier.sets.values():
                if override.amount is not None:
                    yield override.amount


def conditions_of(plan: Plan) -> Iterator[Condition]:
    """All conditions of a plan outside its amounts."""
    yield plan.violation.when
    for way in ways_of(plan):
        yield way.branch.when
        for addition, _ in way.general:
            yield addition.when
    for standing in standing_of(plan):
        yield standing.measure.when
        for group in standing.groups:
            yield group.when
    if plan.standard is not None:
        yield from (tier.when for tier in plan.standard.tiers if tier.when is not None)
    yield from (exemption.when for exemption in plan.exemptions)
    yield from (limit.when for limit in plan.limitation)
    for rule in plan.execution:
        yield rule.not_executed_when
        if rule.unless is not None:
            yield rule.unless
    yield from (trigger.when for trigger in triggers_of(plan))
    for circumstance in plan.circumstances.values():
        if circumstance.when is not None:
            yield circumstance.when


def triggers_of(plan: Plan) -> Iterator[Trigger]:
    """All triggers of procedure that can matter for a plan, those of review catalogs included."""
    for rule in plan.procedure:
        yield from rule.any
    for catalog in plan.pack.review:
        for item in catalog.items:
            yield from item.any
