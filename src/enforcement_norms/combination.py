"""Several norms or several acts in one matter (想象竞合、数个违法行为): what stands together, what falls away.

`same_act`: one act under several norms; only fines compete (Administrative Penalty Law 2021 Art. 29, second
sentence), other kinds of each norm stay, the same kind once. `separate_acts`: each is decided for itself and
executed together, detention up to the cap that the sector law sets (治安管理处罚法第十六条). `offset` counts
detention and fines against a criminal sentence (Art. 35, 2017: Art. 28).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from .amounts import Interval
from .errors import CaseInvalid
from .i18n import _
from .law import Citation
from .model.determination import Applies, Determination, Outcome, Penalty
from .model.penalty import MeasureKind, Unit
from .money import Money

HIGHER_FINE_FROM: Final = date(2021, 7, 15)
ONE_FINE: Final = (Citation("administrative_penalty_law", 29),)
ONE_FINE_2017: Final = (Citation("administrative_penalty_law", 24),)
OFFSET: Final = (Citation("administrative_penalty_law", 35),)
OFFSET_2017: Final = (Citation("administrative_penalty_law", 28),)


class Relation(StrEnum):
    """How the determinations relate: one act under several norms, or several acts."""

    SAME_ACT = "same_act"
    SEPARATE_ACTS = "separate_acts"


class Order(StrEnum):
    """How two ranges of fines compare by the law of Art. 29: higher maximum, then higher minimum."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    CROSSING = "crossing"


@frozen
class Standing:
    """One measure in the combination: from which determination it comes, and why it stands or falls."""

    violation: str
    penalty: Penalty
    reason: str = ""


@frozen
class Executed:
    """What is executed together of one kind (合并执行): the sum, and the cap with its article."""

    kind: MeasureKind
    unit: Unit
    amount: Interval | None
    cap: int | None = None
    cites: tuple[Citation, ...] = ()


@frozen
class Combination:
    """What stands when several norms or acts meet: measures that stand, that fall, and what is executed.

    `outcome` is the gravest of the parts; `needs_judgement` also where fines cross or the law leaves the choice.
    """

    relation: Relation
    outcome: Outcome
    stand: tuple[Standing, ...]
    fall: tuple[Standing, ...]
    executed: tuple[Executed, ...] = ()
    cites: tuple[Citation, ...] = ()
    why: tuple[str, ...] = ()


def combine(
    determinations: Sequence[Determination], relation: Relation | str, *, caps: Iterable[Executed] | None = None
) -> Combination:
    """Join determinations of one matter. `caps` are taken from the norms of the parts unless given.

    Raises CaseInvalid where there is nothing to combine, or where parts of one act have different days.
    """
    if not determinations:
        raise CaseInvalid(_("没有可以合并的认定"))
    how = Relation(relation)
    if how is Relation.SAME_ACT:
        return _same_act(determinations)
    return _separate(determinations, tuple(caps) if caps is not None else _caps(determinations))


def order_of(one: Interval | None, other: Interval | None) -> Order:
    """Which range of fines is the higher one; an absent upper bound is above all."""
    if one is None or other is None:
        return Order.EQUAL if one is other else Order.LOWER if one is None else Order.HIGHER
    top, other_top = _top(one), _top(other)
    low, other_low = one.low or 0, other.low or 0
    if top == other_top:
        return Order.EQUAL if low == other_low else Order.HIGHER if low > other_low else Order.LOWER
    if (top > other_top) != (low >= other_low) and low != other_low:
        return Order.CROSSING
    return Order.HIGHER if top > other_top else Order.LOWER


def offset(penalty: Penalty, *, detained_days: int = 0, criminal_fine: Money | None = None) -> Penalty:
    """A penalty after what a criminal court or an earlier measure already took is counted against it.

    Detention is counted day for day, a fine yuan for yuan (Art. 35); nothing falls below zero.
    """
    taken = detained_days if penalty.kind is MeasureKind.DETENTION else 0
    if penalty.kind is MeasureKind.FINE and criminal_fine is not None:
        taken = criminal_fine.fen
    if not taken or penalty.amount is None:
        return penalty
    amount = penalty.amount
    return evolve(
        penalty,
        amount=evolve(
            amount,
            low=None if amount.low is None else max(amount.low - taken, 0),
            high=None if amount.high is None else max(amount.high - taken, 0),
        ),
    )


def _top(interval: Interval) -> float | int:
    return float("inf") if interval.high is None else int(interval.high)


def _same_act(determinations: Sequence[Determination]) -> Combination:
    """Only fines compete; what is not a fine stands once for each kind and object."""
    days = {each.case.decided_on for each in determinations}
    new_law = min(days) >= HIGHER_FINE_FROM
    stand: list[Standing] = []
    fall: list[Standing] = []
    fines: list[Standing] = []
    seen: set[object] = set()
    for each in determinations:
        for penalty in each.penalties:
            if penalty.applies is Applies.NO:
                continue
            one = Standing(each.violation, penalty)
            if penalty.kind is MeasureKind.FINE and not penalty.per_person:
                fines.append(one)
                continue
            key = (penalty.kind, penalty.addressee, penalty.person, penalty.object)
            (fall if key in seen else stand).append(evolve(one, reason="same_kind" if key in seen else ""))
            seen.add(key)
    best, why = _highest(fines, determinations)
    outcome = _gravest(determinations)
    if best is None and fines:
        outcome = _at_least(outcome, Outcome.NEEDS_JUDGEMENT)
        stand += [evolve(one, reason="choose_one_fine") for one in fines]
    elif not new_law and len(fines) > 1:
        outcome = _at_least(outcome, Outcome.NEEDS_JUDGEMENT)
        stand += [evolve(one, reason="choose_one_fine") for one in fines]
        why = "one_fine_only"
    else:
        stand += [evolve(one, reason=why) for one in fines if one is best]
        fall += [evolve(one, reason="lower_fine") for one in fines if one is not best]
    return Combination(
        Relation.SAME_ACT,
        outcome,
        tuple(stand),
        tuple(fall),
        cites=ONE_FINE if new_law else ONE_FINE_2017,
        why=(why,) if why else (),
    )


def _highest(fines: list[Standing], determinations: Sequence[Determination]) -> tuple[Standing | None, str]:
    """The fine that governs, and why; None where ranges cross so that an official must judge."""
    if not fines:
        return None, ""
    special = _special(fines, determinations)
    if special is not None:
        return special, "special_law"
    best = fines[0]
    for other in fines[1:]:
        order = order_of(other.penalty.amount, best.penalty.amount)
        if order is Order.CROSSING:
            return None, "crossing"
        if order is Order.HIGHER:
            best = other
    return best, "higher_fine" if len(fines) > 1 else ""


def _special(fines: list[Standing], determinations: Sequence[Determination]) -> Standing | None:
    """The fine of a special law that says it goes before each of the others."""
    ids = {each.violation.partition(".")[2]: each for each in determinations}
    for one in fines:
        own = ids[one.violation.partition(".")[2]]
        others = {name for name, each in ids.items() if each is not own}
        if others and others <= set(own.special_to):
            return one
    return None


def _separate(determinations: Sequence[Determination], caps: tuple[Executed, ...]) -> Combination:
    """Each act keeps all its measures; what is counted in numbers is executed as a sum, up to the cap."""
    stand = tuple(
        Standing(each.violation, penalty)
        for each in determinations
        for penalty in each.penalties
        if penalty.applies is not Applies.NO
    )
    executed = tuple(_sum(kind, stand, caps) for kind in (MeasureKind.DETENTION, MeasureKind.FINE))
    cites = tuple(dict.fromkeys(cite for cap in caps for cite in cap.cites))
    return Combination(
        Relation.SEPARATE_ACTS, _gravest(determinations), stand, (), tuple(e for e in executed if e.amount), cites
    )


def _sum(kind: MeasureKind, stand: tuple[Standing, ...], caps: tuple[Executed, ...]) -> Executed:
    amounts = [one.penalty.amount for one in stand if one.penalty.kind is kind and one.penalty.applies is Applies.YES]
    known = [amount for amount in amounts if amount is not None]
    unit = Unit.DAYS if kind is MeasureKind.DETENTION else Unit.YUAN
    if not known or len(known) != len(amounts):
        return Executed(kind, unit, None)
    low = sum((amount.low or 0) for amount in known)
    high = None if any(amount.high is None for amount in known) else sum(amount.high or 0 for amount in known)
    cap = next((each for each in caps if each.kind is kind), None)
    if cap is None or cap.cap is None:
        return Executed(kind, unit, Interval(low, high=high))
    top = cap.cap if high is None else min(high, cap.cap)
    return Executed(kind, unit, Interval(min(low, cap.cap), high=top), cap.cap, cap.cites)


def _caps(determinations: Sequence[Determination]) -> tuple[Executed, ...]:
    return tuple(
        dict.fromkeys(
            Executed(merge.kind, Unit.DAYS, None, merge.cap, merge.cites)
            for each in determinations
            for merge in each.merge
        )
    )


_GRAVITY: Final = (
    Outcome.DETERMINED,
    Outcome.EXEMPT,
    Outcome.NEEDS_JUDGEMENT,
    Outcome.UNDETERMINED,
    Outcome.NOT_COVERED,
)


def _gravest(determinations: Sequence[Determination]) -> Outcome:
    return max((each.outcome for each in determinations), key=_GRAVITY.index)


def _at_least(outcome: Outcome, other: Outcome) -> Outcome:
    return max(outcome, other, key=_GRAVITY.index)
