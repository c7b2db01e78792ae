"""From all that packs say to what governs one violation on given days in a given place (编排)."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from ..cells import Cell, cells_by_term
from ..conditions import JUDGED, Test
from ..model.builtin import ILLEGAL_GAINS
from ..model.determination import Conflict
from ..model.discretion import CircumstanceEffect
from ..model.domains import domain_of
from ..model.facts import FactKind
from ..model.penalty import MeasureKind
from ..model.violation import Branch, Violation
from .branches import cited, flat, laid_flat
from .corpus import Corpus, day_of_law
from .governing import bands_of, circumstances_of, rules_of, standard_of
from .plan import Plan, Way, amounts_of, conditions_of, standing_of
from .steps import procedure_of


def plan_of(corpus: Corpus, version: Violation, act_on: date, decided_on: date, division: str) -> Plan:
    """What governs a version for an act, a decision and a division (GB/T 2260 code)."""
    law_on = day_of_law(version, act_on, decided_on)
    rules = tuple(rules_of(corpus, version, act_on, decided_on))
    procedure = tuple(procedure_of(corpus, version, decided_on, division))
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
    bands = tuple(bands_of(corpus, decided_on, division))
    standard, conflicts = standard_of(corpus, version, act_on, decided_on, division)
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
        standard,
        conflicts,
        procedure,
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
