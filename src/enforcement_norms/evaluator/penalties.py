"""From a leaf to penalties: bounds computed exactly, cut by tier or bands, rounded inwards at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from ..amounts import Amount, Hole, HoleKind, Interval, Number, Result, Scope, hull, rounded
from ..cells import Cell
from ..compiler import Plan
from ..conditions import INDETERMINABLE, Value
from ..model.builtin import ILLEGAL_GAINS, REFUNDED
from ..model.case import Case, Person
from ..model.determination import Applies, Direction, Penalty
from ..model.discretion import Effect, JoinedEffect
from ..model.penalty import Addressee, Joined, Mandate, Measure, MeasureKind, Nature
from ..money import Money
from .directions import cut, grade_of
from .leaf import Held, Leaf
from .persons import as_on, fallen_on

BOUNDLESS: Final = 10**30
"""A base beyond every number in a law: what an amount comes to there has no end, or is its cap."""
ENDLESS: Final = 10**24

_DOUBTFUL: Final = (HoleKind.DELEGATED, HoleKind.INDETERMINABLE, HoleKind.STATUTORY_GAP)


@frozen
class Figures:
    """The penalties of a leaf as they stand, as the statute alone gives them, and what is doubtful in them."""

    final: tuple[Penalty, ...]
    statutory: tuple[Penalty, ...]
    doubts: tuple[str, ...]


def figures(
    plan: Plan, case: Case, leaf: Leaf, values: Mapping[str, Value], finish: Callable[[Interval], Interval] = rounded
) -> Figures:
    """All measures of a leaf with their bounds for the values of the case, each bound finished (rounded inwards)."""
    final: list[Penalty] = []
    statutory: list[Penalty] = []
    doubts = list(leaf.doubts)
    cells = dict(leaf.assumed)
    for held in leaf.held:
        for person, known in fallen_on(plan, case, held, values):
            reckoner = _Reckoner(leaf, known, cells, case.imposed, finish)
            own = held if person is None else as_on(held, known)
            span = reckoner.of(own.statutory) if own.standing.measure.amount else confiscated(own, known, cells)
            base = _penalty(own, person, span, finish)
            statutory.append(base)
            one, doubt = _narrowed(plan, leaf, own, base, span, reckoner)
            if one.nature is Nature.COERCIVE and any(
                each.effect is Effect.NO_COERCIVE_MEASURE for each in leaf.weighed
            ):
                one = evolve(one, applies=Applies.NO)
            final.append(_executed(plan, one, known))
            if doubt and one.applies is Applies.YES:
                doubts.append(doubt)
    return Figures(tuple(final), tuple(statutory), tuple(dict.fromkeys(doubts)))


def confiscated(held: Held, values: Mapping[str, Value], cells: Mapping[str, Cell]) -> Result | None:
    """What is confiscated of illegal gains (没收违法所得): less refunds; up to them where refunds are unknown.

    Gains that are only assumed to lie in a cell are bounded by the top of the cell, if it has one.
    """
    measure = held.standing.measure
    if measure.kind is not MeasureKind.CONFISCATE_ILLEGAL_GAINS or held.applies is Applies.NO:
        return None
    # Fees, incomes and the gains of other persons are named as the object; only the party's own gains are this fact.
    if (measure.object and not held.standing.general_law) or measure.addressee != (Addressee.PARTY,):
        return None
    gains: Any = values.get(ILLEGAL_GAINS)
    refunded: Any = values.get(REFUNDED)
    if gains is None or gains is INDETERMINABLE:
        return None
    if gains == 0:
        return Hole(HoleKind.NO_BASE, (ILLEGAL_GAINS,))
    if ILLEGAL_GAINS in cells:
        top = cells[ILLEGAL_GAINS]
        return None if top.high is None else Interval(high=top.high, high_closed=top.high_closed)
    if refunded is None or refunded is INDETERMINABLE or REFUNDED in cells:
        return Interval(high=gains)
    # Whoever shares verdicts reckons with lines, and the greater of a line and nothing is none; of a symbol all is open.
    if type(refunded) is int and refunded == 0:
        return Interval(gains, high=gains)
    left = max(gains - refunded, 0)
    return Interval(left, high=left) if left else Hole(HoleKind.NO_BASE, (ILLEGAL_GAINS, REFUNDED))


@frozen
class _Reckoner:
    """Computes intervals in one leaf; where a fact is assumed to lie in a cell, at both ends of the cell."""

    leaf: Leaf
    values: Mapping[str, Value]
    cells: Mapping[str, Cell]
    imposed: Mapping[str, Any]
    finish: Callable[[Interval], Interval]

    def of(self, amount: Amount | Hole | None, span: Result | None = None) -> Result | None:
        if amount is None or isinstance(amount, Hole):
            return amount
        return self._both_ends(amount, span)

    def _both_ends(self, amount: Amount, span: Result | None) -> Result:
        assumed = [base for base in amount.bases() if base in self.cells]
        if not assumed:
            return self._at(amount, self.values, span)
        low_values, high_values = dict(self.values), dict(self.values)
        for base in assumed:
            cell = self.cells[base]
            if cell.low is not None:
                low_values[base] = cell.low
                high_values[base] = BOUNDLESS if cell.high is None else cell.high
        low = self._at(amount, low_values, span)
        high = self._at(amount, high_values, span)
        if isinstance(low, Hole):
            low = Interval(0, high=0) if low.kind is HoleKind.NO_BASE else low
        if isinstance(low, Hole) or isinstance(high, Hole):
            return low if isinstance(low, Hole) else high
        both = hull([low, high])
        return evolve(both, high=None) if both.high is not None and both.high >= ENDLESS else both

    def _at(self, amount: Amount, values: Mapping[str, Value], span: Result | None) -> Result:
        imposed = {id_: _number(value) for id_, value in self.imposed.items()}
        return amount.interval(Scope(values, imposed, span, self._range_of))

    def _range_of(self, id_: str) -> Result:
        for held in self.leaf.held:
            if held.standing.measure.id == id_:
                result = self.of(held.statutory)
                if result is not None:
                    return result
        return Hole(HoleKind.PENDING, (id_,))


def _number(value: Any) -> Number:
    number: Number = value.fen if isinstance(value, Money) else value
    return number


def _penalty(held: Held, person: Person | None, span: Result | None, finish: Callable[[Interval], Interval]) -> Penalty:
    measure = held.standing.measure
    applies, open_on = held.applies, held.open_on
    hole = evolve(span, of=measure.amount) if isinstance(span, Hole) else None
    if hole is not None and hole.kind is HoleKind.NO_BASE:
        applies = Applies.NO
    depends = next(iter(measure.amount.measures()), "") if measure.amount is not None else ""
    return Penalty(
        measure.id,
        measure.kind,
        held.mandate,
        applies,
        finish(span) if isinstance(span, Interval) else None,
        measure.unit,
        measure.life,
        hole,
        tuple(dict.fromkeys(open_on)) if applies is Applies.OPEN else (),
        measure.addressee,
        measure.per_person,
        "" if person is None else (person.id or person.role),
        measure.object,
        measure.scope,
        measure.by,
        measure.starts,
        measure.joined,
        tuple((group.id or group.kind.value, group.kind) for group in held.standing.groups),
        depends,
        None,
        measure.cites,
        measure.note,
        general_law=held.standing.general_law,
        follows=held.led_by if applies is Applies.OPEN else "",
        place=measure.where,
    )


def _narrowed(
    plan: Plan, leaf: Leaf, held: Held, base: Penalty, span: Result | None, reckoner: _Reckoner
) -> tuple[Penalty, str]:
    """The penalty after tier and direction, and what is doubtful about it."""
    measure = held.standing.measure
    one = _joined(leaf, base, measure)
    if measure.kind.confiscates:  # as much as there is: no matter of degree, and no doubt where it is not known
        return one, ""
    if isinstance(span, Hole) and one.applies is Applies.YES and span.kind in _DOUBTFUL:
        doubtful = span.kind is not HoleKind.DELEGATED or one.mandate is Mandate.SHALL
        return one, f"{span.kind.value}:{measure.id}" if doubtful else ""
    narrowed = reckoner.of(held.narrowed, span)
    result = narrowed if isinstance(narrowed, Interval) else span
    if not isinstance(result, Interval) or not isinstance(span, Interval):
        return one, ""
    # What follows from another measure by law (吊销后五年内不得申请) is no matter of degree either.
    on_party = Addressee.PARTY in measure.addressee and not measure.follows
    direction = leaf.direction if on_party and measure.kind.nature is Nature.PENALTY else Direction.WHOLE
    if direction is Direction.MITIGATED:
        below, _usual = cut(span, direction, measure, plan.bands)
        if below is None:
            return evolve(one, amount=None, hole=Hole(HoleKind.NO_MINIMUM)), f"no_minimum:{measure.id}"
        return evolve(one, amount=reckoner.finish(below)), ""
    bands = plan.bands
    if plan.standard is not None and plan.standard.inside != "tier":
        bands = tuple(band for band in bands if band.inside == "tier")
    left, usual = cut(result, direction, measure, bands, grade_of(leaf.weighed, bands, direction))
    if left is None:
        return evolve(one, amount=reckoner.finish(result)), f"bands_disjoint:{measure.id}"
    return evolve(one, amount=reckoner.finish(left), usual=None if usual is None else reckoner.finish(usual)), ""


def _joined(leaf: Leaf, one: Penalty, measure: Measure) -> Penalty:
    """What lighter or heavier does to a measure that may be taken too (可以并处), where a rule says so."""
    if measure.joined is not Joined.MAY_ALSO or one.applies is Applies.NO:
        return one
    for band in leaf.bands:
        if band.joined is None:
            continue
        effect = {
            Direction.LIGHTER: band.joined.lighter,
            Direction.MITIGATED: band.joined.mitigated,
            Direction.HEAVIER: band.joined.heavier,
        }.get(leaf.direction)
        if effect is JoinedEffect.SINGLE:
            return evolve(one, applies=Applies.NO)
        if effect is JoinedEffect.CONCURRENT:
            return evolve(one, mandate=Mandate.SHALL)
    return one


def _executed(plan: Plan, one: Penalty, values: Mapping[str, Value]) -> Penalty:
    """Whether a measure decided is also carried out, where the law leaves some unexecuted (决定但不执行)."""
    rules = [rule for rule in plan.execution if rule.kind is one.kind]
    if not rules or one.applies is Applies.NO:
        return one
    answers: list[bool | None] = []
    for rule in rules:
        stopped = rule.not_executed_when.truth(values)
        unless = rule.unless.truth(values) if rule.unless is not None else False
        if stopped is False or unless is True:
            answers.append(True)
        else:
            answers.append(False if stopped and unless is False else None)
    if False in answers:
        return evolve(one, execution=Applies.NO)
    return evolve(one, execution=Applies.OPEN if None in answers else Applies.YES)


def merged(sets: list[tuple[Penalty, ...]]) -> tuple[Penalty, ...]:
    """The penalties of several scenarios in one list: open where they differ, each with the envelope of its bounds."""
    order = list(dict.fromkeys((one.id, one.person) for each in sets for one in each))
    done = []
    for key in order:
        same = [next((one for one in each if (one.id, one.person) == key), None) for each in sets]
        present = [one for one in same if one is not None]
        states = {one.applies for one in present} | ({Applies.NO} if None in same else set())
        first = next((one for one in present if one.applies is not Applies.NO), present[0])
        amounts = [one.amount for one in present if one.applies is not Applies.NO]
        known = [amount for amount in amounts if amount is not None]
        executed = {one.execution for one in present if one.applies is not Applies.NO} or {first.execution}
        done.append(
            evolve(
                first,
                applies=states.pop() if len(states) == 1 else Applies.OPEN,
                execution=executed.pop() if len(executed) == 1 else Applies.OPEN,
                amount=hull(known) if known and len(known) == len(amounts) else None,
            )
        )
    return tuple(done)
