"""Every number that a pack must find in a text (待核数字): what is said, where, on which articles it rests.

One entry is one measure, condition, rule or share with the citations among which its numbers must stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from ..amounts import Interval, Number, Range
from ..checks.clauses import Laid, groups, laid_out, measures_of, rows_of
from ..checks.coverage import days_of
from ..checks.subject import Subject
from ..checks.walking import during
from ..conditions import Condition
from ..errors import Place
from ..i18n import Message, _
from ..law import Citation, InForce
from ..model.discretion import Bands, BandShares, DiscretionStandard, share_of
from ..model.facts import Count, Fact
from ..model.pack import Pack
from ..model.penalty import Item, Measure, MeasureKind, Unit
from ..model.rules import InstrumentRules, Trigger
from ..model.violation import Exemption, Merge, NonExecution, Violation
from .claims import Claim, Measured, of_amount, of_condition, of_measure, value
from .reading import stated_in


@frozen
class Assertion:
    """Numbers of one object of a pack, and the places among which they must stand."""

    what: Message
    where: Place
    in_force: InForce
    cites: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    for_life: bool = False
    waived: frozenset[tuple[Measured, Number]] = frozenset()
    """Numbers that the clause explains by its waivers."""


@frozen
class Vocabulary:
    """Facts and counts by id, to read constants."""

    facts: Mapping[str, Fact]
    counts: Mapping[str, Count]

    @classmethod
    def of(cls, subject: Subject) -> Vocabulary:
        """That of a pack with the general law."""
        return cls(subject.facts, {term: count for pack in subject.packs for term, count in pack.counts.items()})

    def conditions(self, conditions: Iterable[Condition]) -> tuple[Claim, ...]:
        """The numbers in conditions."""
        return tuple(claim for each in conditions for claim in of_condition(each, self.facts, self.counts))

    def measure(self, measure: Measure) -> tuple[Claim, ...]:
        """The numbers of a measure and of all conditions in it."""
        amounts = () if measure.amount is None else tuple(measure.amount.conditions())
        return (*of_measure(measure, self.facts), *self.conditions((measure.when, *amounts)))


def of_violation(subject: Subject, violation: Violation) -> Iterator[Assertion]:
    """What one clause says itself; what it borrows (依照前款) is asked where it is written."""
    waived = waived_by(violation)
    for assertion in _of_clause(subject, violation):
        yield evolve(assertion, waived=waived)


def waived_by(violation: Violation) -> frozenset[tuple[Measured, Number]]:
    """The numbers that a clause explains by its waivers."""
    return frozenset((each.measured, each.value) for waiver in violation.waives for each in stated_in(waiver.number))


def _of_clause(subject: Subject, violation: Violation) -> Iterator[Assertion]:
    words = Vocabulary.of(subject)
    period, home = violation.in_force, (*violation.basis, *violation.breaches)
    yield Assertion(_("整条的前提"), violation.where, period, home, words.conditions([violation.when]))
    for _reading, branches in rows_of(violation):
        for branch in branches:
            days = during(period, branch.when)
            cites = (*branch.cites, *home)
            name = _("分支“{id}”的条件", id=branch.id)
            yield Assertion(name, branch.where, days, cites, words.conditions([branch.when]))
            yield from _of_items(words, branch.measures, days, cites)
    for addition in violation.also:
        days = during(period, addition.when)
        cites = (*addition.cites, *home)
        name = _("附加措施的条件")
        yield Assertion(name, addition.where, days, cites, words.conditions([addition.when]))
        yield from _of_items(words, addition.measures, days, cites)
    yield from _of_exemptions(words, violation.exempt, period, home)
    yield from _of_execution(words, violation.execution, period)
    yield from _of_merge(violation.merge, violation.where, period)


def _of_items(
    words: Vocabulary, items: tuple[Item, ...], period: InForce, cites: tuple[Citation, ...]
) -> Iterator[Assertion]:
    for group in groups(items):
        name = _("菜单“{id}”的条件", id=group.id)
        yield Assertion(name, group.where, period, cites, words.conditions([group.when]))
    for measure in measures_of(items):
        name = _("措施“{id}”", id=measure.id)
        days = during(period, measure.when)
        yield Assertion(name, measure.where, days, (*measure.cites, *cites), words.measure(measure), measure.life)


def _of_exemptions(
    words: Vocabulary, exemptions: Iterable[Exemption], period: InForce, cites: tuple[Citation, ...]
) -> Iterator[Assertion]:
    for exemption in exemptions:
        name = _("不予处罚的规定“{id}”", id=exemption.id)
        own = exemption.cites or cites
        yield Assertion(name, exemption.where, period, own, words.conditions([exemption.when]))
        yield from _of_items(words, exemption.adds, period, own)


def _of_execution(words: Vocabulary, execution: Iterable[NonExecution], period: InForce) -> Iterator[Assertion]:
    for each in execution:
        conditions = [each.not_executed_when] if each.unless is None else [each.not_executed_when, each.unless]
        yield Assertion(_("决定但不执行的规定"), each.where, period, each.cites, words.conditions(conditions))


def _of_merge(merge: Iterable[Merge], where: Place, period: InForce) -> Iterator[Assertion]:
    for each in merge:
        yield Assertion(_("合并执行的上限"), where, period, each.cites, (value(Measured.DAYS, each.cap),))


def of_pack(subject: Subject) -> Iterator[Assertion]:
    """Everything in a pack beside its clauses: standards, bands, rules, procedure, definitions."""
    words = Vocabulary.of(subject)
    pack = subject.pack
    for standard in pack.standards:
        yield from _of_standard(words, standard)
    for bands in pack.bands:
        yield from _of_bands(bands)
    for rule in pack.instrument_rules:
        yield from _of_rule(words, rule)
    yield from _of_procedure(words, pack)
    for definition in pack.definitions:
        name = _("法定含义“{id}”", id=definition.id)
        claims = words.conditions([definition.when])
        yield Assertion(name, definition.where, definition.in_force, definition.cites, claims)
    for grade in pack.grades:
        name = _("等级划分“{id}”", id=grade.id)
        claims = words.conditions(level.when for level in grade.levels)
        yield Assertion(name, grade.where, grade.in_force, grade.cites, claims)
    for circumstance in pack.circumstances.values():
        if circumstance.when is not None:
            yield from _of_circumstance(subject, words, circumstance.id, circumstance.when)


def _of_procedure(words: Vocabulary, pack: Pack) -> Iterator[Assertion]:
    for procedure in pack.procedure:
        for trigger in procedure.any:
            yield _of_trigger(words, trigger, procedure.where, procedure.in_force, procedure.cites)
    for catalog in pack.review:
        for item in catalog.items:
            for trigger in item.any:
                yield _of_trigger(words, trigger, item.where, catalog.in_force, item.cites)


def _of_circumstance(subject: Subject, words: Vocabulary, id_: str, when: Condition) -> Iterator[Assertion]:
    """Facts that establish a circumstance: asked where a rule gives it an effect."""
    claims = words.conditions([when])
    name = _("情节“{id}”的条件", id=id_)
    pack = subject.pack
    for period, effects in (
        *((rule.in_force, rule.circumstances) for rule in pack.instrument_rules),
        *((bands.in_force, bands.circumstances) for bands in pack.bands),
    ):
        for effect in effects:
            if effect.id == id_:
                yield Assertion(name, pack.circumstances[id_].where, period, effect.cites, claims)


def _of_standard(words: Vocabulary, standard: DiscretionStandard) -> Iterator[Assertion]:
    for tier in standard.tiers:
        claims = [] if tier.when is None else [*words.conditions([tier.when])]
        for override in tier.sets.values():
            if override.amount is not None:
                claims += of_amount(override.amount, override.unit, words.facts)
                claims += words.conditions(override.amount.conditions())
        yield Assertion(_("阶次“{id}”", id=tier.id), tier.where, standard.in_force, standard.cites, tuple(claims))


def _of_bands(bands: Bands) -> Iterator[Assertion]:
    for key in ("both_bounds", "upper_only"):
        shares: BandShares = getattr(bands, key)
        for name in ("lighter", "ordinary", "heavier", "top", "bottom"):
            limits = share_of(getattr(shares, name))
            edges = () if limits is None else tuple(edge for edge in (limits.low, limits.high) if edge and edge != 1)
            claims = tuple(value(Measured.FACTOR, edge) for edge in edges)
            what = _("份额 {key}.{name}", key=key, name=name)
            yield Assertion(what, bands.where, bands.in_force, bands.cites, claims)
    if bands.mitigated is not None and bands.mitigated.of_minimum is not None:
        limits = bands.mitigated.of_minimum
        claims = tuple(value(Measured.FACTOR, edge) for edge in (limits.low, limits.high) if edge and edge != 1)
        cites = bands.mitigated.cites or bands.cites
        yield Assertion(_("减轻的份额"), bands.where, bands.in_force, cites, claims)


def _of_rule(words: Vocabulary, rule: InstrumentRules) -> Iterator[Assertion]:
    for addition in rule.adds:
        days = during(rule.in_force, addition.when)
        cites = addition.cites or rule.cites
        name = _("附加措施的条件")
        yield Assertion(name, addition.where, days, cites, words.conditions([addition.when]))
        yield from _of_items(words, addition.measures, days, cites)
    yield from _of_exemptions(words, rule.exempt, rule.in_force, rule.cites)
    yield from _of_execution(words, rule.execution, rule.in_force)
    yield from _of_merge(rule.merge, rule.where, rule.in_force)
    for limit in rule.limitation:
        claims = (value(Measured.MONTHS, limit.months), *words.conditions([limit.when]))
        yield Assertion(_("追责时效"), limit.where, rule.in_force, limit.cites, claims)


def _of_trigger(
    words: Vocabulary, trigger: Trigger, where: Place, period: InForce, cites: tuple[Citation, ...]
) -> Assertion:
    """A threshold of procedure: in yuan, or in days for detention."""
    unit = Unit.DAYS if MeasureKind.DETENTION in trigger.kinds else Unit.YUAN
    claims = [*words.conditions([trigger.when])]
    for number, closed, is_low in (
        (trigger.at_least, True, True),
        (trigger.above, False, True),
        (trigger.at_most, True, False),
    ):
        if number is not None:
            claims.append(_bound(number, unit, closed=closed, is_low=is_low))
    own = where if not trigger.where.file else trigger.where
    return Assertion(_("程序门槛"), own, period, (*trigger.cites, *cites), tuple(claims))


def _bound(number: int, unit: Unit, *, closed: bool, is_low: bool) -> Claim:
    bounds = Interval(number, closed) if is_low else Interval(high=number, high_closed=closed)
    return next(of_amount(Range(bounds), unit, {}))


def spoken_for(subject: Subject, violation: Violation) -> Iterator[Claim]:
    """Every number that a clause uses, the borrowed measures and the rules of its instruments included."""
    words = Vocabulary.of(subject)
    for assertion in of_violation(subject, violation):
        yield from assertion.claims
    for _reading, branches in rows_of(violation):
        for day in days_of(subject, violation):
            for laid in laid_out(violation, branches, subject.siblings, day):
                yield from _borrowed(words, laid)
    instruments = {cite.instrument for cite in violation.basis}
    for rule in subject.pack.instrument_rules:
        if rule.instrument in instruments:
            for assertion in _of_rule(words, rule):
                yield from assertion.claims


def _borrowed(words: Vocabulary, laid: Laid) -> Iterator[Claim]:
    if laid.borrowed:
        yield from words.conditions([laid.when])
        for measure in measures_of(laid.measures):
            yield from words.measure(measure)
