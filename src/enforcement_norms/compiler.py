"""Packs → `Norms`: every violation with all that governs it on given days and in a given place.

A `Track` holds the versions of one violation; a `Plan` holds what governs it for an act on one day, a decision
on another and a division: the whole clause, general rules, bands, the standard, procedure. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from attrs import evolve, field, frozen

from .amounts import Amount
from .cells import BOOLEAN, DATE, RATIO, WHOLE, Cell, Domain, DomainKind, cells_by_term
from .conditions import CIRCUMSTANCE, COUNT, JUDGED, Condition, Test, joined
from .errors import PackBroken
from .law import Citation, InForce, Instrument
from .model.builtin import BUILTIN_FACTS, ILLEGAL_GAINS
from .model.determination import Conflict
from .model.discretion import AppliesTo, Bands, CircumstanceEffect, DiscretionStandard
from .model.facts import Circumstance, Count, Fact, FactKind
from .model.findings import CaseRule
from .model.pack import Pack
from .model.penalty import Addressee, Group, Item, Measure, MeasureKind
from .model.review import ReviewCatalog
from .model.rules import InstrumentRules, Limitation, ProcedureRule, Trigger
from .model.violation import Addition, Branch, Exemption, Merge, NonExecution, Reading, Reference, Violation

GENERAL: Final = "general"
NATIONWIDE: Final = "000000"


@frozen
class Standing:
    """A measure as it stands in a branch: with the groups around it, from the outside in."""

    measure: Measure
    groups: tuple[Group, ...] = ()
    general_law: bool = False


@frozen
class Way:
    """One branch of a clause with its measures laid flat (条款分支)."""

    branch: Branch
    standing: tuple[Standing, ...]
    general: tuple[tuple[Addition, tuple[Standing, ...]], ...] = ()


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


@frozen(eq=False)
class Track:
    """One violation through time: its versions, and the days on which anything that governs it changes."""

    id: str
    pack: Pack
    versions: tuple[Violation, ...]
    changes: tuple[date, ...]
    rule_packs: tuple[Pack, ...]
    facts: Mapping[str, Fact]
    circumstances: Mapping[str, Circumstance]
    siblings: Mapping[str, tuple[Violation, ...]]
    sources: Mapping[str, Instrument]
    plans: dict[tuple[int, int, int, str], Plan] = field(factory=dict, repr=False)
    frames: dict[Any, Any] = field(factory=dict, repr=False)
    frames_of_plans: dict[Any, Any] = field(factory=dict, repr=False)
    """What the evaluator remembers of like cases: by days and place, and by plan."""

    def version_on(self, day: date) -> Violation | None:
        """The version in force on a day."""
        return next((version for version in self.versions if version.in_force.covers(day)), None)

    def applies_in(self, version: Violation, division: str) -> bool:
        """Whether every instrument on which a version rests is in force in a division (local ones only at home)."""
        places = above(division)
        return all(self.sources[cite.instrument].division in places for cite in version.basis)

    def plan(self, version: Violation, act_on: date, decided_on: date, division: str) -> Plan:
        """What governs a version for these days in this division (GB/T 2260 code); remembered."""
        key = (
            self.versions.index(version),
            bisect_right(self.changes, act_on),
            bisect_right(self.changes, decided_on),
            division,
        )
        found = self.plans.get(key)
        if found is None:
            found = self.plans[key] = _plan(self, version, act_on, decided_on, division)
        return found


@frozen(eq=False)
class Norms:
    """The compiled packs (规范库): immutable, shared between threads. Failed packs stay known by id."""

    packs: Mapping[str, Pack]
    tracks: Mapping[str, Track]
    failures: Mapping[str, PackBroken] = field(factory=dict)


def compile_norms(
    packs: Iterable[Pack], overlays: Iterable[Pack] = (), failures: Mapping[str, PackBroken] | None = None
) -> Norms:
    """Join packs (the general one among them) and overlays into norms; checked packs always compile."""
    by_id = {pack.id: pack for pack in packs}
    extra = tuple(overlays)
    general = by_id.get(GENERAL)
    tracks: dict[str, Track] = {}
    for pack in by_id.values():
        rules = (pack, *extra) if general is None or pack is general else (general, pack, *extra)
        for track in _tracks(pack, rules):
            tracks[track.id] = track
    return Norms(by_id, tracks, failures or {})


def day_of_law(version: Violation, act_on: date, decided_on: date) -> date:
    """The day whose law is applied with a version: that of the act, or of the decision where it is a later law."""
    return act_on if version.in_force.covers(act_on) else decided_on


def above(division: str) -> tuple[str, ...]:
    """A division and those above it, most specific first (511702 → 511702, 511700, 510000, 000000)."""
    return tuple(dict.fromkeys((division, division[:4] + "00", division[:2] + "0000", NATIONWIDE)))


def _tracks(pack: Pack, rule_packs: tuple[Pack, ...]) -> Iterator[Track]:
    siblings: dict[str, tuple[Violation, ...]] = {}
    for violation in sorted(pack.violations, key=lambda each: each.in_force.from_):
        siblings[violation.id] = (*siblings.get(violation.id, ()), violation)
    facts = dict(BUILTIN_FACTS)
    circumstances: dict[str, Circumstance] = {}
    for each in rule_packs:
        facts |= each.facts
        circumstances |= each.circumstances
    sources = {id_: source for each in rule_packs for id_, source in each.sources.items()}
    periods = [rule.in_force for each in rule_packs for rule in _dated(each)]
    periods += [violation.in_force for violation in pack.violations]
    changes = tuple(sorted({day for period in periods for day in _edges(period)}))
    for id_, versions in siblings.items():
        yield Track(f"{pack.id}.{id_}", pack, versions, changes, rule_packs, facts, circumstances, siblings, sources)


def _dated(pack: Pack) -> Iterator[InstrumentRules | Bands | DiscretionStandard | ProcedureRule | ReviewCatalog]:
    yield from pack.instrument_rules
    yield from pack.bands
    yield from pack.standards
    yield from pack.procedure
    yield from pack.review


def _edges(period: InForce) -> Iterator[date]:
    """The first day of a period and the first day after it."""
    yield period.from_
    if period.until is not None:
        yield period.until + timedelta(days=1)


def _plan(track: Track, version: Violation, act_on: date, decided_on: date, division: str) -> Plan:
    law_on = day_of_law(version, act_on, decided_on)
    rules = tuple(_rules(track, version, act_on, decided_on))
    procedure = tuple(_procedure(track, version, decided_on, division))
    general_adds = tuple((rule, addition) for rule in rules for addition in rule.adds)
    ways = tuple(_ways(track, version, version.branches, general_adds, law_on))
    readings = tuple(
        (reading, tuple(_ways(track, version, reading.branches, general_adds, law_on))) for reading in version.readings
    )
    additions = tuple(
        Way(Branch((), addition.when, addition.id, cites=addition.cites), tuple(_flat(_cited(addition, version.basis))))
        for addition in version.also
    )
    bands = tuple(_bands(track, decided_on, division))
    standard, conflicts = _standard(track, version, act_on, decided_on, division)
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
        track.facts,
        _circumstances(track, effects, (*version.exempt, *exemptions)),
        {term: count for pack in track.rule_packs for term, count in pack.counts.items()},
        tuple(rule for rule in track.pack.case_rules if not rule.violations or version.id in rule.violations),
        {},
        {
            JUDGED + fact.id: fact.presumed
            for fact in track.facts.values()
            if fact.kind is FactKind.JUDGED and fact.presumed is not None
        },
        track.pack,
    )
    return evolve(plan, cells=_cells(plan))


def _circumstances(
    track: Track, effects: Mapping[str, object], exemptions: Iterable[Exemption]
) -> Mapping[str, Circumstance]:
    """All circumstances that may be asserted; those that rules here can use keep the facts that establish them."""
    used = {CIRCUMSTANCE + id_ for id_ in effects}
    used |= {term for exemption in exemptions for term in exemption.when.terms()}
    pool = {CIRCUMSTANCE + id_: each for id_, each in track.circumstances.items()}
    used |= {
        term
        for pack in track.rule_packs
        for rule in pack.instrument_rules
        for limit in rule.limitation
        for term in limit.when.terms()
    }
    return {
        each.id: each if term in used or each.when is None else evolve(each, when=None) for term, each in pool.items()
    }


def _rules(track: Track, version: Violation, act_on: date, decided_on: date) -> Iterator[InstrumentRules]:
    """Sector rules before general ones; of the general law the version of the act, and later rules that favour.

    Sector rules are taken from the day of the law that is applied as a whole: of a later law from the decision.
    """
    instruments = {cite.instrument for cite in version.basis}
    law_on = day_of_law(version, act_on, decided_on)
    chosen = [
        rule
        for pack in track.rule_packs
        for rule in pack.instrument_rules
        if (rule.everywhere or rule.instrument in instruments)
        and reaches(rule, version)
        and (
            rule.in_force.covers(act_on if rule.everywhere else law_on)
            or (rule.favours and rule.in_force.covers(decided_on))
        )
    ]
    yield from sorted(chosen, key=lambda rule: (rule.everywhere, not rule.in_force.covers(act_on)))


def reaches(rule: InstrumentRules, violation: Violation) -> bool:
    """Whether a rule that names articles names one on which the violation rests."""
    if rule.only_for and not any(cite.contains(basis) for cite in rule.only_for for basis in violation.basis):
        return False
    return not any(cite.contains(basis) for cite in rule.not_for for basis in violation.basis)


def _ways(
    track: Track,
    version: Violation,
    branches: tuple[Branch, ...],
    adds: tuple[tuple[InstrumentRules, Addition], ...],
    day: date,
) -> Iterator[Way]:
    for branch in branches:
        for each in _rendered(track, version, branch, day):
            own = tuple(_flat(each))
            kinds = {standing.measure.kind for standing in own}
            general = tuple(
                (
                    addition,
                    tuple(evolve(item, general_law=rule.everywhere) for item in _flat(_cited(addition, rule.cites))),
                )
                for rule, addition in adds
                if not kinds & set(addition.unless_present) and _has_leaders(addition, own)
            )
            yield Way(each, own, general)


def _has_leaders(addition: Addition, own: tuple[Standing, ...]) -> bool:
    """Whether every measure that an addition follows or computes with stands in the branch (or in the addition)."""
    added = tuple(_flat(Branch(addition.measures)))
    present = {standing.measure.id for standing in (*own, *added)}
    needed = {standing.measure.follows for standing in added if standing.measure.follows}
    needed |= {id_ for standing in added if standing.measure.amount for id_ in standing.measure.amount.measures()}
    return needed <= present


def _rendered(track: Track, version: Violation, branch: Branch, day: date) -> Iterator[Branch]:
    """The branch itself; or, for 依照前款, the branches it points to with its own measures added, both cited."""
    cites = branch.cites or version.basis
    if branch.like is None:
        yield evolve(branch, measures=_with_cites(branch.measures, cites))
        return
    for other in referred(track, branch.like, day):
        measures = _turned(tuple(_narrowed(other.measures, branch.like)), branch.like_addressee)
        both = _with_cites(measures, (), also=cites)
        when = branch.when if branch.like.branch else joined((branch.when, other.when))
        yield evolve(branch, when=when, measures=(*both, *_with_cites(branch.measures, cites)), like=None)


def referred(track: Track, reference: Reference, day: date) -> Iterator[Branch]:
    """The branches to which a reference (依照前款) points, in the version in force on the day."""
    for other in track.siblings[reference.violation]:
        if other.in_force.covers(day):
            branches = (*other.branches, *(branch for reading in other.readings for branch in reading.branches))
            if reference.branch:
                branches = tuple(branch for branch in branches if branch.id == reference.branch)[:1]
            for branch in branches:
                yield from _rendered(track, other, branch, day)


def _turned(items: tuple[Item, ...], addressee: tuple[Addressee, ...]) -> tuple[Item, ...]:
    """The same measures on other persons, where a reference names them."""
    if not addressee:
        return items
    return tuple(
        evolve(item, items=_turned(item.items, addressee))
        if isinstance(item, Group)
        else evolve(item, addressee=addressee, per_person=True)
        for item in items
    )


def _narrowed(measures: tuple[Item, ...], reference: Reference) -> Iterator[Item]:
    for item in measures:
        if not reference.measure or item.id == reference.measure:
            yield item


def _with_cites(
    items: tuple[Item, ...], cites: tuple[Citation, ...], also: tuple[Citation, ...] = ()
) -> tuple[Item, ...]:
    """The measures with the articles of their branch where they name none of their own."""
    done: list[Item] = []
    for item in items:
        if isinstance(item, Group):
            done.append(evolve(item, items=_with_cites(item.items, cites, also)))
        else:
            done.append(evolve(item, cites=(*(item.cites or cites), *also)))
    return tuple(done)


def _cited(addition: Addition, cites: tuple[Citation, ...]) -> Branch:
    return Branch(_with_cites(addition.measures, addition.cites or cites), addition.when)


def _flat(branch: Branch) -> Iterator[Standing]:
    yield from _walk(branch.measures, (), "")


def _walk(items: tuple[Item, ...], groups: tuple[Group, ...], place: str) -> Iterator[Standing]:
    """Measures with the groups around them; a group without an id is called by its place (1, 1.2)."""
    for number, item in enumerate(items, 1):
        if isinstance(item, Group):
            here = f"{place}{number}"
            yield from _walk(item.items, (*groups, evolve(item, id=item.id or here)), f"{here}.")
        else:
            yield Standing(item, groups)


def _bands(track: Track, decided_on: date, division: str) -> Iterator[Bands]:
    places = above(division)
    for pack in track.rule_packs:
        for band in pack.bands:
            domains = band.domains or ((pack.id,) if pack is track.pack else ())
            if (
                band.division in places
                and band.in_force.covers(decided_on)
                and (not domains or track.pack.id in domains)
            ):
                yield band


def _standard(
    track: Track, version: Violation, act_on: date, decided_on: date, division: str
) -> tuple[DiscretionStandard | None, tuple[Conflict, ...]]:
    """The standard of the most specific division in force, and those shown but not applied."""
    conflicts: list[Conflict] = []
    places = above(division)
    best: DiscretionStandard | None = None
    for pack in track.rule_packs:
        for standard in pack.standards:
            day = decided_on if standard.applies_to is AppliesTo.DECISIONS_FROM else act_on
            if standard.division not in places or not standard.in_force.covers(day):
                continue
            if root_of(standard, pack.standards) != version.id:
                continue
            if standard.conflict:
                conflicts.append(Conflict(f"{standard.division}:{standard.id}", standard.conflict, standard.cites))
            elif best is None or places.index(standard.division) < places.index(best.division):
                best = standard
    return best, tuple(conflicts)


def root_of(standard: DiscretionStandard, standards: Iterable[DiscretionStandard]) -> str:
    """The violation that a standard refines in the end, through its parents."""
    seen = set()
    while ":" in standard.refines and standard.refines not in seen:
        seen.add(standard.refines)
        division, _, id_ = standard.refines.partition(":")
        parent = next((each for each in standards if (each.division, each.id) == (division, id_)), None)
        if parent is None:
            return ""
        standard = parent
    return standard.refines


def _procedure(track: Track, version: Violation, decided_on: date, division: str) -> Iterator[ProcedureRule]:
    """Rules of procedure in force at the decision: overlays and sector law before the general rule.

    A threshold that the law leaves to a province is filled by the rule of the most specific division that gives it.
    """
    instruments = {cite.instrument for cite in version.basis}
    places = above(division)
    standing: list[ProcedureRule] = []
    filling: dict[str, ProcedureRule] = {}
    for pack in reversed(track.rule_packs):
        rules = [
            rule
            for rule in pack.procedure
            if rule.in_force.covers(decided_on)
            and rule.division in places
            and (not rule.instruments or instruments & set(rule.instruments))
        ]
        for rule in sorted(rules, key=lambda rule: (not rule.instruments, places.index(rule.division))):
            if rule.fills:
                filling.setdefault(rule.fills, rule)
            else:
                standing.append(rule)
    for rule in standing:
        triggers = tuple(each for trigger in rule.any for each in _filled(trigger, filling))
        yield evolve(rule, any=triggers)


def _filled(trigger: Trigger, filling: Mapping[str, ProcedureRule]) -> tuple[Trigger, ...]:
    """The trigger, or those of the province that gives the threshold which it leaves open."""
    given = filling.get(trigger.overlay)
    if given is None:
        return (trigger,)
    return tuple(
        evolve(
            each,
            when=joined((trigger.when, each.when)),
            party=party,
            cites=each.cites or given.cites,
            reason=each.reason or trigger.reason,
        )
        for each in given.any
        if (party := _both(trigger.party, each.party)) is not None
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """The kinds of party for which two triggers are meant; empty is all kinds, None is nobody."""
    if not one or not other:
        return one or other
    return tuple(kind for kind in other if kind in one) or None


def domain_of(term: str, facts: Mapping[str, Fact]) -> Domain:
    """The values that a term can have."""
    if term.startswith((JUDGED, CIRCUMSTANCE)):
        return BOOLEAN
    if term.startswith(COUNT):
        return WHOLE
    return domain_of_fact(facts[term])


def domain_of_fact(fact: Fact) -> Domain:
    """The values that a fact can have."""
    simple = {
        FactKind.RATIO: RATIO,
        FactKind.QUANTITY: RATIO,
        FactKind.DATE: DATE,
        FactKind.BOOLEAN: BOOLEAN,
        FactKind.JUDGED: BOOLEAN,
        FactKind.ENUM: Domain(DomainKind.CHOICE, tuple(fact.values)),
    }
    if fact.kind is FactKind.LIST:
        items = Domain(DomainKind.CHOICE, tuple(fact.values)) if fact.items is FactKind.ENUM else WHOLE
        return Domain(DomainKind.LIST, items=items)
    return simple.get(fact.kind, WHOLE)


def _cells(plan: Plan) -> dict[str, tuple[Cell, ...]]:
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


def ways_of(plan: Plan) -> Iterator[Way]:
    """All branches of a plan, those of its readings and additions included."""
    yield from plan.ways
    for _, ways in plan.readings:
        yield from ways
    yield from plan.additions


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
