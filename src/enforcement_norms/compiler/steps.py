"""Which rules of procedure govern a clause (程序规则): sector law first, thresholds of provinces filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from ..conditions import joined
from ..model.review import ReviewCatalog, catalogs_on
from ..model.rules import ProcedureRule, Trigger
from ..model.violation import Violation
from ..territories import with_parents
from .corpus import Corpus


@frozen(eq=False)
class Steps:
    """The rules of procedure in force (有效的程序规则): those that stand, by threshold those that fill it, the catalogs."""

    standing: tuple[ProcedureRule, ...]
    filling: Mapping[str, ProcedureRule]
    catalogs: tuple[ReviewCatalog, ...]


def steps_of(corpus: Corpus, version: Violation, decided_on: date, division: str) -> Steps:
    """Rules of procedure in force at the decision: overlays and sector law before the general rule.

    A threshold that the law leaves to a province is filled by the rule of the most specific division that gives it.
    """
    instruments = {cite.instrument for cite in version.basis}
    places = with_parents(division)
    standing: list[ProcedureRule] = []
    filling: dict[str, ProcedureRule] = {}
    for pack in reversed(corpus.rule_packs):
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
    return Steps(tuple(standing), filling, catalogs_on(corpus.pack.review, decided_on, places))


def procedure_of(steps: Steps, version: Violation) -> Iterator[ProcedureRule]:
    """The rules of procedure for a clause: the triggers meant for it, with what fills their thresholds."""
    for rule in steps.standing:
        triggers = tuple(
            each for trigger in rule.any if meant_for(trigger, version) for each in _filled(trigger, steps.filling)
        )
        yield evolve(rule, any=triggers)


def meant_for(trigger: Trigger, violation: Violation) -> bool:
    """Whether a trigger that names articles names one on which the violation rests."""
    return not trigger.only_for or any(cite.contains(basis) for cite in trigger.only_for for basis in violation.basis)


def _filled(trigger: Trigger, filling: Mapping[str, ProcedureRule]) -> tuple[Trigger, ...]:
    """The trigger, or those of the province that gives the threshold which it leaves open or gives by default only."""
    given = filling.get(trigger.overlay) or filling.get(trigger.default_for)
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
