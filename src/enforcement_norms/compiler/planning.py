"""From all that packs say to what governs one violation on given days in a given place (编排)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, frozen

from ..cells import Cell, cells_by_term
from ..conditions import JUDGED, Test
from ..model.builtin import ILLEGAL_GAINS
from ..model.determination import Conflict
from ..model.discretion import Bands, CircumstanceEffect, DiscretionStandard
from ..model.domains import domain_of
from ..model.facts import FactKind
from ..model.penalty import MeasureKind
from ..model.rules import InstrumentRules
from ..model.violation import Branch, Violation
from .branches import cited, flat, laid_flat
from .corpus import Corpus, day_of_law
from .governing import bands_of, circumstances_of, rules_of, standard_of
from .plan import Plan, Way, amounts_of, conditions_of, standing_of
from .steps import Steps, procedure_of, steps_of


@frozen(eq=False)
class Ground:
    """What was chosen for a version, an act, a decision and a division (适用的规定), before it is laid out as a plan."""

    version: Violation
    law_on: date
    rules: tuple[InstrumentRules, ...]
    bands: tuple[Bands, ...]
    standard: DiscretionStandard | None
    conflicts: tuple[Conflict, ...]
    steps: Steps

    def mark(self, corpus: Corpus) -> tuple[Any, ...]:
        """What two grounds have in common where all is the same under them: plan, and catalogs that it does not name."""
        steps = (*self.steps.standing, None, *self.steps.filling.values(), None, *self.steps.catalogs)
        chosen = (*self.rules, None, *self.bands, None, *steps)
        return (
            id(self.version),
            *_versions_referred_to(corpus, self.version, self.law_on),
            *map(id, chosen),
            id(self.standard),
            self.conflicts,
        )


def ground_of(corpus: Corpus, version: Violation, act_on: date, decided_on: date, division: str) -> Ground:
    """What governs a version for an act, a decision and a division (GB/T 2260 code)."""
    standard, conflicts = standard_of(corpus, version, act_on, decided_on, division)
    return Ground(
        version,
        day_of_law(version, act_on, decided_on),
        tuple(rules_of(corpus, version, act_on, decided_on)),
        tuple(bands_of(corpus, decided_on, division)),
        standard,
        conflicts,
        steps_of(corpus, version, decided_on, division),
    )


def _versions_referred_to(corpus: Corpus, version: Violation, day: date) -> Iterator[int]:
    """The versions in force to which 依照前款 may lead; none where the clause refers to no other."""
    branches = (*version.branches, *(branch for reading in version.readings for branch in reading.branches))
    if any(branch.like is not None for branch in branches):
        yield from (id(each) for same in corpus.siblings.values() for each in same if each.in_force.covers(day))


def plan_of(corpus: Corpus, ground: Ground) -> Plan:
    """The plan of what was chosen."""
    version, rules, bands, law_on = ground.version, ground.rules, ground.bands, ground.law_on
    general_adds = tuple((rule, addition) for rule in rules for addition in rule.adds)
    ways = tuple(laid_flat(corpus, version, version.branches, general_adds, law_on))
    readings = tuple(
        (reading, tuple(laid_flat(corpus, version, reading.branches, general_adds, law_on)))
        for reading in version.readings
    )
    additions = tuple(
        Way(
            Branch((), addition.when, addition.id, cites=addition.cites),
            tuple(flat(cited(addition, version.basis))),
            stands_alone=addition.stands_alone,
        )
        for addition in version.also
    )
    conflicts = ground.conflicts
    exemptions = tuple({each.id: each for rule in reversed(rules) for each in rule.exempt}.values())
    effects: dict[str, tuple[CircumstanceEffect, ...]] = {}
    for effect in (
        *(each for rule in rules for each in rule.circumstances),
        *(e for b in bands for e in b.circumstances),
    ):
        effects[effect.id] = (*effects.get(effect.id, ()), effect)
    if version.outranked_by is not None:
        higher = version.outranked_by
        conflicts = (*conflicts, Conflict(version.id, higher.reason, (higher.cite,)))
    plan = Plan(
        version,
        ways,
        readings,
        additions,
        (*version.exempt, *exemptions),
        effects,
        tuple(limit for rule in rules for limit in rule.limitation),
        (*version.execution, *(each for rule in rules for each in rule.execution)),
        (*version.merge, *(each for rule in rules for each in rule.merge)),
        bands,
        ground.standard,
        conflicts,
        tuple(procedure_of(ground.steps, version)),
        corpus.facts,
        circumstances_of(corpus, effects, (*version.exempt, *exemptions)),
        {term: count for pack in corpus.rule_packs for term, count in pack.counts.items()},
        tuple(rule for rule in corpus.pack.case_rules if not rule.violations or version.id in rule.violations),
        {},
        {
            JUDGED + fact.id: fact.presumed
            for fact in corpus.facts.values()
            if fact.kind is FactKind.JUDGED and fact.presumed is not None
        },
        corpus.pack,
    )
    return evolve(plan, cells=_cells(plan))


def _cells(plan: Plan) -> dict[str, tuple[Cell, ...]]:
    """The cells into which all that is asked and computed here cuts each term."""
    tests: list[Test] = []
    bases: list[str] = []
    for amount in amounts_of(plan):
        bases += amount.bases()
        tests += (test for condition in amount.conditions() for test in condition.tests())
    tests += (test for condition in conditions_of(plan) for test in condition.tests())
    if any(standing.measure.kind is MeasureKind.CONFISCATE_ILLEGAL_GAINS for standing in standing_of(plan)):
        bases.append(ILLEGAL_GAINS)
    domains = {term: domain_of(term, plan.facts) for term in {*(test.term for test in tests), *bases}}
    return cells_by_term(domains, tests, bases)
