"""Which rules govern a clause (适用的规则): of instruments, of bands, of a published standard, in force and in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve

from ..conditions import CIRCUMSTANCE
from ..model.determination import Conflict
from ..model.discretion import AppliesTo, Bands, DiscretionStandard, root_of
from ..model.facts import Circumstance
from ..model.rules import InstrumentRules
from ..model.violation import Exemption, Violation
from ..territories import with_parents
from .corpus import Corpus, day_of_law


def rules_of(corpus: Corpus, version: Violation, act_on: date, decided_on: date) -> Iterator[InstrumentRules]:
    """Sector rules before general ones; of the general law the version of the act, and later rules that favour.

    Sector rules are taken from the day of the law that is applied as a whole: of a later law from the decision.
    """
    instruments = {cite.instrument for cite in version.basis}
    law_on = day_of_law(version, act_on, decided_on)
    chosen = [
        rule
        for pack in corpus.rule_packs
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


def circumstances_of(
    corpus: Corpus, effects: Mapping[str, object], exemptions: Iterable[Exemption]
) -> Mapping[str, Circumstance]:
    """All circumstances that may be asserted; those that rules here can use keep the facts that establish them."""
    used = {CIRCUMSTANCE + id_ for id_ in effects}
    used |= {term for exemption in exemptions for term in exemption.when.terms()}
    pool = {CIRCUMSTANCE + id_: each for id_, each in corpus.circumstances.items()}
    used |= {
        term
        for pack in corpus.rule_packs
        for rule in pack.instrument_rules
        for limit in rule.limitation
        for term in limit.when.terms()
    }
    return {
        each.id: each if term in used or each.when is None else evolve(each, when=None) for term, each in pool.items()
    }


def bands_of(corpus: Corpus, decided_on: date, division: str) -> Iterator[Bands]:
    """The general arithmetic of discretion in force at the decision, in the division and above it."""
    places = with_parents(division)
    for pack in corpus.rule_packs:
        for band in pack.bands:
            domains = band.domains or ((pack.id,) if pack is corpus.pack else ())
            if (
                band.division in places
                and band.in_force.covers(decided_on)
                and (not domains or corpus.pack.id in domains)
            ):
                yield band


def standard_of(
    corpus: Corpus, version: Violation, act_on: date, decided_on: date, division: str
) -> tuple[DiscretionStandard | None, tuple[Conflict, ...]]:
    """The standard of the most specific division in force, and those shown but not applied."""
    conflicts: list[Conflict] = []
    places = with_parents(division)
    best: DiscretionStandard | None = None
    for pack in corpus.rule_packs:
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
