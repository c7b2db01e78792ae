"""Several norms or several acts in one matter (想象竞合、数个违法行为): what stands together, what falls away.

`same_act`: one act under several norms; only fines compete (Administrative Penalty Law 2021 Art. 29, second
sentence), other kinds of each norm stay, the same kind once. `separate_acts`: each is decided for itself and
executed together, detention up to the cap that the sector law sets (治安管理处罚法第十六条). `offset` counts what a
coercive measure or a criminal court has already taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from .amounts import Interval
from .errors import CaseInvalid
from .evaluator.values import act_of
from .i18n import _
from .law import Citation
from .model.determination import Applies, Determination, Outcome, Penalty
from .model.penalty import Addressee, MeasureKind, Unit
from .money import Money

HIGHER_FINE_FROM: Final = date(2021, 7, 15)
ONE_FINE: Final = (Citation("administrative_penalty_law", 29),)
ONE_FINE_2017: Final = (Citation("administrative_penalty_law", 24),)
OFFSET: Final = (Citation("administrative_penalty_law", 35, paragraph=2),)


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
    """Which range of fines is the higher one; an absent upper bound is above all, one not known is not comparable."""
    if one is None or other is None:
        return Order.CROSSING
    top, other_top = _top(one), _top(other)
    low, other_low = _bottom(one), _bottom(other)
    if top == other_top:
        return Order.EQUAL if low == other_low else Order.HIGHER if low > other_low else Order.LOWER
    if (top > other_top) != (low >= other_low) and low != other_low:
        return Order.CROSSING
    return Order.HIGHER if top > other_top else Order.LOWER


def offset(
    penalty: Penalty, *, decided_on: date, restrained_days: int = 0, criminal_fine: Money | None = None
) -> Penalty:
    """A penalty not yet carried out, after what was already taken for the same act is counted (折抵).

    Days for which a coercive measure restrained the person count against detention, day for day (治安管理处罚法 2012
    Art. 92, 2025 Art. 110). Where a court has imposed a criminal fine, no administrative fine is given any more
    (Administrative Penalty Law 2021 Art. 35.2); the text of 2017 (Art. 28) only counts a fine already given.
    """
    if penalty.kind is MeasureKind.FINE and criminal_fine is not None and decided_on >= HIGHER_FINE_FROM:
        return evolve(penalty, applies=Applies.NO, amount=None, cites=(*penalty.cites, *OFFSET))
    if penalty.kind is not MeasureKind.DETENTION or not restrained_days or penalty.amount is None:
        return penalty
    amount = penalty.amount
    low = None if amount.low is None else max(amount.low - restrained_days, 0)
    high = None if amount.high is None else max(amount.high - restrained_days, 0)
    return evolve(penalty, amount=evolve(amount, low=low, high=high))


def _top(interval: Interval) -> tuple[float | int, bool]:
    return (float("inf"), False) if interval.high is None else (int(interval.high), interval.high_closed)


def _bottom(interval: Interval) -> tuple[int, bool]:
    return (0, False) if interval.low is None else (int(interval.low), not interval.low_closed)


def _same_act(determinations: Sequence[Determination]) -> Combination:
    """Only fines compete, for each person on whom they fall; what is not a fine stands once for each kind and object."""
    days = {act_of(each.case) for each in determinations}
    if len(days) > 1:
        raise CaseInvalid(_("同一个违法行为不能有不同的行为日：{days}", days=sorted(day.isoformat() for day in days)))
    new_law = min(days) >= HIGHER_FINE_FROM
    stand: list[Standing] = []
    fall: list[Standing] = []
    fines: dict[Fined, list[Fines]] = {}
    seen: set[object] = set()
    for each in determinations:
        mine: dict[Fined, list[Standing]] = {}
        for penalty in each.penalties:
            if penalty.applies is Applies.NO:
                continue
            one = Standing(each.violation, penalty)
            if penalty.kind is MeasureKind.FINE:
                mine.setdefault(penalty.person or penalty.addressee, []).append(one)
                continue
            key = (penalty.kind, penalty.addressee, penalty.person, penalty.object)
            (fall if key in seen else stand).append(evolve(one, reason="same_kind" if key in seen else ""))
            seen.add(key)
        for fined, together in mine.items():
            fines.setdefault(fined, []).append(Fines(each, tuple(together)))
    outcome = _gravest(determinations)
    reasons = []
    for competing in fines.values():
        best, why = _highest(competing)
        if len(competing) > 1 and not new_law:
            best, why = None, "one_fine_only"
        reasons.append(why)
        if best is None:
            outcome = _at_least(outcome, Outcome.NEEDS_JUDGEMENT)
            stand += [evolve(one, reason="choose_one_fine") for each in competing for one in each.standing]
            continue
        stand += [evolve(one, reason=why) for one in best.standing]
        fall += [evolve(one, reason="lower_fine") for each in competing if each is not best for one in each.standing]
    return Combination(
        Relation.SAME_ACT,
        outcome,
        tuple(stand),
        tuple(fall),
        cites=ONE_FINE if new_law else ONE_FINE_2017,
        why=tuple(dict.fromkeys(why for why in reasons if why)),
    )


Fined = str | tuple[Addressee, ...]
"""On whom a fine falls: a responsible person, or an addressee of the clause."""


@frozen(eq=False)
class Fines:
    """The fines that one norm gives on one addressee: they compete with those of other norms as a whole."""

    determination: Determination
    standing: tuple[Standing, ...]

    @property
    def amount(self) -> Interval | None:
        """The range of all of them together; None where one is not known."""
        return _total([one.penalty.amount for one in self.standing])


def _highest(competing: Sequence[Fines]) -> tuple[Fines | None, str]:
    """The fines that govern, and why; None where no range is the highest so that an official must judge."""
    if len(competing) == 1:
        return competing[0], ""
    special = _special(competing)
    if special is not None:
        return special, "special_law"
    for one in competing:
        orders = {order_of(one.amount, other.amount) for other in competing if other is not one}
        if orders <= {Order.HIGHER, Order.EQUAL}:
            return one, "higher_fine"
    return None, "crossing"


def _special(competing: Sequence[Fines]) -> Fines | None:
    """The fines of a special law that says it goes before each of the others."""
    for one in competing:
        others = {each.determination.violation.partition(".")[2] for each in competing if each is not one}
        if others <= set(one.determination.special_to):
            return one
    return None


def _total(amounts: Sequence[Interval | None]) -> Interval | None:
    """The range of several amounts together; None where there is none, or one is not known."""
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) != len(amounts):
        return None
    lows = [amount.low for amount in known if amount.low is not None]
    highs = [amount.high for amount in known if amount.high is not None]
    return Interval(
        sum(lows) if lows else None,
        all(amount.low_closed for amount in known),
        sum(highs) if len(highs) == len(known) else None,
        all(amount.high_closed for amount in known),
    )


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
    unit = Unit.DAYS if kind is MeasureKind.DETENTION else Unit.YUAN
    total = _total(amounts)
    cap = next((each for each in caps if each.kind is kind), None)
    if total is None or cap is None or cap.cap is None:
        return Executed(kind, unit, total)
    return Executed(kind, unit, _capped(total, cap.cap), cap.cap, cap.cites)


def _capped(total: Interval, cap: int) -> Interval:
    if total.high is None or total.high > cap:
        total = evolve(total, high=cap, high_closed=True)
    return total if total.low is None or total.low <= cap else evolve(total, low=cap, low_closed=True)


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
