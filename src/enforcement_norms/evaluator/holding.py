"""Every measure held against the values of a scenario: whether it applies, with which amount, and what stands in for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from ..amounts import Amount, Hole, HoleKind, Limited, Row, Switch
from ..compiler import Plan, Standing, Way
from ..conditions import PERSON, Condition, Values, joined
from ..model.determination import Applies
from ..model.discretion import Override, Tier
from ..model.penalty import Addressee, GroupKind, Mandate, MeasureKind
from .choices import ANYTHING, GAP, NOTHING, choose, nearest
from .leaf import Held, Open


def measures_held(plan: Plan, way: Way | None, tier: Tier | None, values: Values) -> tuple[Held, ...] | Open:
    """Every measure of the branch, of what comes on top, and of the general law, held against the values."""
    held: list[Held] = []
    on_persons = fines_persons_only(way)
    for standing, extra in _standings(plan, way):
        override = _override(tier, way, standing)
        one = _held(plan, standing, extra, override, values, main=on_persons or not _on_persons(standing))
        if isinstance(one, Open):
            return one
        held.append(one)
    for one in held:
        if (on_persons or not _on_persons(one.standing)) and _swings_amount(one, held):
            return Open(one.open_on[0], plan.cells.get(one.open_on[0], ANYTHING))
    return tuple(_related(held))


def fines_persons_only(way: Way | None) -> bool:
    """Whether the fines of a branch fall on persons alone (主要负责人), so that they are the main ones."""
    fines = [each for each in (() if way is None else way.standing) if each.measure.kind is MeasureKind.FINE]
    return bool(fines) and all(_on_persons(each) for each in fines)


def _swings_amount(one: Held, held: list[Held]) -> bool:
    """Whether it is open if a measure must take the place of another of its kind, so that the amount hangs on it."""
    measure = one.standing.measure
    if one.applies is not Applies.OPEN or one.mandate is not Mandate.SHALL or measure.amount is None:
        return False
    if one.open_on[0].startswith(PERSON):
        return False
    return any(
        other.standing.measure.kind is measure.kind and other.applies is Applies.YES
        for other in held
        if measure.replaces in _names(other.standing)
    )


def _names(standing: Standing) -> set[str]:
    """The ids by which others may name a measure: its own and those of its groups."""
    return {standing.measure.id, *(group.id for group in standing.groups if group.id)}


def _standings(plan: Plan, way: Way | None) -> Iterator[tuple[Standing, Condition]]:
    """Every measure with what it presupposes: the clause as a whole, except where it stands alone."""
    whole = plan.violation.when
    if way is not None:
        for standing in way.standing:
            yield standing, whole
    for addition in plan.additions:
        for standing in addition.standing:
            yield standing, addition.branch.when if addition.stands_alone else joined((whole, addition.branch.when))
    if way is not None:
        for added, standings in way.general:
            for standing in standings:
                yield standing, added.when if added.stands_alone else joined((whole, added.when))


def _override(tier: Tier | None, way: Way | None, standing: Standing) -> Override | None:
    if tier is None:
        return None
    branch = f"{way.branch.id}." if way is not None else ""
    for id_ in (standing.measure.id, *(group.id for group in reversed(standing.groups))):
        found = tier.sets.get(branch + id_) or tier.sets.get(id_)
        if found is not None:
            return found
    return None


def _held(
    plan: Plan,
    standing: Standing,
    extra: Condition,
    override: Override | None,
    values: Values,
    *,
    main: bool,
) -> Held | Open:
    measure = standing.measure
    mandate = standing.mandate
    when = joined((extra, *standing.conditions))
    truth = when.truth(values)
    applies = Applies.OPEN if truth is None else Applies.YES if truth else Applies.NO
    closed = override is not None and (override.none or (override.choose != () and _outside(standing, override.choose)))
    if closed:
        applies = Applies.NO
    if override is not None and override.mandate is not None:
        mandate = override.mandate
    held = Held(standing, applies, mandate, when, when.open_terms(values), override=override, closed_by_tier=closed)
    if measure.amount is None or applies is Applies.NO:
        return held
    # What is confiscated is as much as there is: that it is not yet known changes nothing else.
    blocking = applies is Applies.YES and main and not measure.kind.confiscates
    statutory = _settled(plan, measure.id, measure.amount, values, blocking=blocking)
    if isinstance(statutory, Open):
        return statutory
    if override is None or override.amount is None:
        return evolve(held, statutory=statutory)
    narrowed = _settled(plan, measure.id, override.amount, values, blocking=blocking)
    return narrowed if isinstance(narrowed, Open) else evolve(held, statutory=statutory, narrowed=narrowed)


def _outside(standing: Standing, chosen: tuple[str, ...]) -> bool:
    return not _names(standing) & set(chosen)


def _on_persons(standing: Standing) -> bool:
    return standing.measure.per_person or Addressee.PARTY not in standing.measure.addressee


def _settled(plan: Plan, id_: str, amount: Amount, values: Values, *, blocking: bool) -> Amount | Hole | Open:
    """The amount with its switches taken; where it blocks, an unknown is asked for instead of left as a hole."""
    taken = amount.settled(values)
    if isinstance(taken, Hole) and taken.kind is HoleKind.STATUTORY_GAP and blocking:
        near = list(_beside_gap(amount, values))
        chosen = choose(values, GAP + id_, [*(str(index) for index in range(len(near))), NOTHING])
        if isinstance(chosen, Open):
            return chosen
        if chosen != NOTHING:
            taken = near[int(chosen)].settled(values)
    if not blocking:
        return taken
    unknown = taken.bases() if isinstance(taken, Amount) else taken.terms if taken.kind is HoleKind.MISSING else ()
    for term in unknown:
        if values.get(term) is None and not term.startswith(PERSON):
            return Open(term, plan.cells.get(term, ANYTHING))
    return taken


def _beside_gap(amount: Amount, values: Values) -> Iterator[Amount]:
    """The amounts of the rows on either side of a gap that the statute leaves."""
    if isinstance(amount, Limited):
        for inner in _beside_gap(amount.amount, values):
            yield evolve(amount, amount=inner)
    if not isinstance(amount, Switch):
        return
    row = amount.row(values)
    if not isinstance(row, Row):
        return
    if row.amount is not None:
        yield from _beside_gap(row.amount, values)
        return
    index = amount.rows.index(row)
    given = nearest(amount.rows, index, lambda one: one.amount is not None)
    yield from (other.amount for other in given if other.amount is not None)


def _related(held: list[Held]) -> Iterator[Held]:
    """Measures that follow another fall with it; a replaced one falls where the replacing one must be taken."""
    left = [_unless_replaced(held, each) for each in held]
    by_id = {each.standing.measure.id: each for each in left}
    for each in left:
        yield _led(each, by_id)


def _unless_replaced(held: list[Held], each: Held) -> Held:
    applies, open_on = each.applies, each.open_on
    for other in _replacing(held, each):
        if other.applies is Applies.YES:
            applies = Applies.NO
        elif other.applies is Applies.OPEN and applies is Applies.YES:
            applies = Applies.OPEN
            open_on = (*open_on, *other.open_on)
    return evolve(each, applies=applies, open_on=open_on)


def _led(each: Held, by_id: Mapping[str, Held]) -> Held:
    """A measure after what it follows, and what that follows in turn; open where that may be taken or left."""
    applies, open_on, led_by = each.applies, each.open_on, ""
    seen = {each.standing.measure.id}
    leader = by_id.get(each.standing.measure.follows)
    while leader is not None and leader.standing.measure.id not in seen:
        chosen = any(group.kind is not GroupKind.ALL for group in leader.standing.groups)
        if chosen or leader.mandate is Mandate.MAY:
            applies = _weaker(applies, Applies.OPEN)
            led_by = led_by or leader.standing.measure.id
        applies = _weaker(applies, leader.applies)
        open_on = (*open_on, *leader.open_on)
        seen.add(leader.standing.measure.id)
        leader = by_id.get(leader.standing.measure.follows)
    return evolve(each, applies=applies, open_on=open_on, led_by=led_by)


def _replacing(held: list[Held], each: Held) -> Iterator[Held]:
    """The measures that the law puts in the place of this one, where it must be done."""
    own = _names(each.standing)
    for other in held:
        replaced = other.standing.measure.replaces
        if replaced and replaced in own and other.mandate is Mandate.SHALL:
            yield other


def _weaker(one: Applies, other: Applies) -> Applies:
    if Applies.NO in (one, other):
        return Applies.NO
    return Applies.OPEN if Applies.OPEN in (one, other) else Applies.YES
