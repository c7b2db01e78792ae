"""Measures on responsible persons (责任人员): on whom of the case they fall, and what the facts of each settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from ..amounts import Amount, Hole, HoleKind
from ..compiler import Plan
from ..conditions import Value
from ..model.case import Case, Person
from ..model.determination import Applies
from ..model.penalty import Addressee
from .leaf import Held, Leaf
from .values import person_values


def fallen_on(
    plan: Plan, case: Case, held: Held, values: Mapping[str, Value]
) -> Iterator[tuple[Person | None, Mapping[str, Value]]]:
    """Once for the party; for a measure on persons once for each of them, or once for all where none is named."""
    measure = held.standing.measure
    if Addressee.PARTY in measure.addressee and not measure.per_person:
        yield None, values
        return
    roles = {role.value for role in measure.addressee}
    found = [person for person in case.persons if person.role in roles]
    for person in found:
        yield person, person_values(plan, case, person, values)
    if not found:
        yield None, values


def standings(plan: Plan, case: Case, leaf: Leaf, values: Mapping[str, Value]) -> tuple[tuple[Held, ...], ...]:
    """Every measure of a scenario as it falls on each person named in the case; empty where none is named."""
    if not case.persons:
        return ()
    return tuple(
        tuple(held if person is None else as_on(held, known) for person, known in fallen_on(plan, case, held, values))
        for held in leaf.held
    )


def as_on(held: Held, values: Mapping[str, Value]) -> Held:
    """A measure as it falls on one responsible person: what hung on facts of that person is settled by them."""
    measure, override = held.standing.measure, held.override
    applies, open_on = held.applies, held.open_on
    if applies is Applies.OPEN:
        truth = held.when.truth(values)
        others = tuple(term for term in open_on if term not in set(held.when.terms()))
        open_on = (*held.when.open_terms(values), *others)
        applies = Applies.NO if truth is False else Applies.OPEN if open_on or held.led_by else Applies.YES
    statutory, narrowed = held.statutory, held.narrowed
    if measure.amount is not None and _missing(statutory):
        statutory = measure.amount.settled(values)
    if override is not None and override.amount is not None and _missing(narrowed):
        narrowed = override.amount.settled(values)
    return evolve(held, applies=applies, open_on=open_on, statutory=statutory, narrowed=narrowed)


def _missing(amount: Amount | Hole | None) -> bool:
    return isinstance(amount, Hole) and amount.kind is HoleKind.MISSING
