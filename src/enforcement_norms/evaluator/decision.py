"""One scenario: from values to a leaf, or to the first unknown that decides anything.

The order is that of the law: reading → branch → exemption left to choice → tier → measures → direction.
What is left to choose (readings, may-exemptions, directions, gaps of the statute) is asked for like a fact,
as a term that begins with `choice:`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from attrs import evolve

from ..amounts import Amount, Hole, HoleKind, Limited, Row, Switch
from ..cells import Cell
from ..compiler import Plan, Standing, Way
from ..conditions import INDETERMINABLE, PERSON, Condition, Value, Values, joined
from ..model.determination import Applies, Direction
from ..model.discretion import Override, Tier
from ..model.penalty import Addressee, GroupKind, Mandate, MeasureKind
from ..model.violation import Exemption, ExemptionEffect
from .directions import directions, weighed
from .leaf import Held, Leaf, Open

T = TypeVar("T")

CHOICE: Final = "choice:"
GAP: Final = CHOICE + "gap:"
NOTHING: Final = "nothing"
"""The choice to take none of the neighbours of a gap: the article gives no range."""
ANYTHING: Final = (Cell(0),)


def decide(plan: Plan, values: Values) -> Leaf | Open:
    """The scenario that these values settle, or the first unknown on which it hangs."""
    if plan.violation.when.truth(values) is None:
        return opened(plan, plan.violation.when, values)
    reading, ways = None, plan.ways
    if plan.readings:
        chosen = _chosen(values, CHOICE + "reading", [reading.id for reading, _ in plan.readings])
        if isinstance(chosen, Open):
            return chosen
        reading, ways = next(pair for pair in plan.readings if pair[0].id == chosen)
    way = _way(plan, ways, values)
    if isinstance(way, Open):
        return way
    exempted = _may_exempt(plan, values)
    if isinstance(exempted, Open):
        return exempted
    tier = _tier(plan, values)
    if isinstance(tier, Open):
        return tier
    held = _measures(plan, way, tier, values)
    if isinstance(held, Open):
        return held
    gaps = tuple(term.removeprefix(CHOICE) for term in values if term.startswith(GAP))
    return _directed(plan, values, Leaf(way, reading, tier, Direction.WHOLE, held, (), exempted=exempted, doubts=gaps))


def _directed(plan: Plan, values: Values, leaf: Leaf) -> Leaf | Open:
    """The leaf with its circumstances weighed and the direction that follows or is chosen."""
    conditions = [
        condition for condition in (leaf.way and leaf.way.branch.when, leaf.tier and leaf.tier.when) if condition
    ]
    used = {term for condition in conditions for term in condition.terms()}
    found = weighed(plan, values, used)
    possible = directions(found, plan.bands)
    direction = possible[0]
    if len(possible) > 1:
        chosen = _chosen(values, CHOICE + "direction", [each.value for each in possible])
        if isinstance(chosen, Open):
            return chosen
        direction = Direction(chosen)
    return evolve(leaf, direction=direction, weighed=found, bands=plan.bands)


def _chosen(values: Values, term: str, options: Iterable[str]) -> str | Open:
    value = values.get(term)
    return str(value) if value is not None else Open(term, tuple(Cell(option) for option in options))


def opened(plan: Plan, condition: Condition, values: Values) -> Open:
    """The first term on which a condition hangs, with its cells."""
    term = condition.open_terms(values)[0]
    return Open(term, plan.cells.get(term, ANYTHING))


def _way(plan: Plan, ways: tuple[Way, ...], values: Values) -> Way | Open | None:
    """The first branch that holds; in a gap of the statute one of the others, by choice; None where none is left."""
    for index, way in enumerate(ways):
        truth = way.branch.when.truth(values)
        if truth is None:
            return opened(plan, way.branch.when, values)
        if truth and not way.branch.gap:
            return way
        if truth:
            near = _nearest(ways, index, lambda other: not other.branch.gap)
            chosen = _chosen(values, GAP + "branch", [*(str(ways.index(other)) for other in near), NOTHING])
            if isinstance(chosen, Open):
                return chosen
            return way if chosen == NOTHING else ways[int(chosen)]
    return None


def _may_exempt(plan: Plan, values: Values) -> Exemption | Open | None:
    """A rule by which the case may be left unpunished, where it is established and chosen."""
    for exemption in plan.exemptions:
        if exemption.effect is ExemptionEffect.MAY_EXEMPT and exemption.when.truth(values):
            chosen = _chosen(values, f"{CHOICE}exempt:{exemption.id}", ["yes", "no"])
            if isinstance(chosen, Open):
                return chosen
            if chosen == "yes":
                return exemption
    return None


def _tier(plan: Plan, values: Values) -> Tier | Open | None:
    """The tier whose condition holds, or the one for all others; None where no standard governs."""
    if plan.standard is None:
        return None
    otherwise = None
    unknown: Condition | None = None
    for tier in plan.standard.tiers:
        if tier.when is None:
            otherwise = tier
            continue
        truth = tier.when.truth(values)
        if truth:
            return tier
        if truth is None and unknown is None:
            unknown = tier.when
    return otherwise if unknown is None else opened(plan, unknown, values)


def _measures(plan: Plan, way: Way | None, tier: Tier | None, values: Values) -> tuple[Held, ...] | Open:
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
    if way is not None:
        for standing in way.standing:
            yield standing, plan.violation.when
    for addition in plan.additions:
        for standing in addition.standing:
            yield standing, joined((plan.violation.when, addition.branch.when))
    if way is not None:
        for added, standings in way.general:
            for standing in standings:
                yield standing, added.when if standing.general_law else joined((plan.violation.when, added.when))


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
    mandate = Mandate.MAY if any(group.mandate is Mandate.MAY for group in standing.groups) else measure.mandate
    when = joined((extra, *(group.when for group in standing.groups), measure.when))
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
    blocking = applies is Applies.YES and main
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
        chosen = _chosen(values, GAP + id_, [*(str(index) for index in range(len(near))), NOTHING])
        if isinstance(chosen, Open):
            return chosen
        return taken if chosen == NOTHING else near[int(chosen)]
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
    for other in _nearest(amount.rows, index, lambda one: one.amount is not None):
        if other.amount is not None:
            taken = other.amount.settled(values)
            if not isinstance(taken, Hole):
                yield taken


def _nearest(rows: Sequence[T], index: int, given: Callable[[T], bool]) -> list[T]:
    """The nearest rows on either side of a gap that are no gaps themselves."""
    before = next((row for row in reversed(rows[:index]) if given(row)), None)
    after = next((row for row in rows[index + 1 :] if given(row)), None)
    return [row for row in (before, after) if row is not None]


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
    """A measure after what it follows, and what that follows in turn."""
    applies, open_on = each.applies, each.open_on
    seen = {each.standing.measure.id}
    leader = by_id.get(each.standing.measure.follows)
    while leader is not None and leader.standing.measure.id not in seen:
        chosen = any(group.kind is not GroupKind.ALL for group in leader.standing.groups)
        applies = _weaker(applies, Applies.OPEN if chosen and leader.applies is Applies.YES else leader.applies)
        open_on = (*open_on, *leader.open_on)
        seen.add(leader.standing.measure.id)
        leader = by_id.get(leader.standing.measure.follows)
    return evolve(each, applies=applies, open_on=open_on)


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


def established(plan: Plan, values: Values) -> Exemption | None:
    """A rule by which the case must not be punished, where it is established."""
    for exemption in plan.exemptions:
        if exemption.effect is ExemptionEffect.SHALL_EXEMPT and exemption.when.truth(values):
            return exemption
    return None


def is_choice(term: str) -> bool:
    """Whether a term is something left to choose, not a fact or a judgement."""
    return term.startswith(CHOICE)


def indeterminable_bases(leaf: Leaf, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Bases of fines that cannot be found out, where the law has no fallback."""
    return tuple(
        dict.fromkeys(
            base
            for held in leaf.held
            if held.applies is Applies.YES and isinstance(held.statutory, Amount)
            for base in held.statutory.bases()
            if values.get(base) is INDETERMINABLE
        )
    )
