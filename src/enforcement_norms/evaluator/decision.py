"""One scenario: from values to a leaf, or to the first unknown that decides anything.

The order is that of the law: reading → branch → exemption left to choice → tier → measures → direction.
What is left to choose (readings, may-exemptions, directions, gaps of the statute) is asked for like a fact,
as a term that begins with `choice:`.
"""

from __future__ import annotations

from attrs import evolve

from ..compiler import Plan, Way
from ..conditions import Condition, Values
from ..model.determination import Direction
from ..model.discretion import Tier
from ..model.violation import Exemption, ExemptionEffect
from .choices import CHOICE, GAP, NOTHING, choose, nearest, opened
from .directions import directions, weighed
from .holding import measures_held
from .leaf import Leaf, Open


def decide(plan: Plan, values: Values) -> Leaf | Open:
    """The scenario that these values settle, or the first unknown on which it hangs."""
    if plan.violation.when.truth(values) is None:
        return opened(plan, plan.violation.when, values)
    reading, ways = None, plan.ways
    if plan.readings:
        chosen = choose(values, CHOICE + "reading", [reading.id for reading, _ in plan.readings])
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
    held = measures_held(plan, way, tier, values)
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
        chosen = choose(values, CHOICE + "direction", [each.value for each in possible])
        if isinstance(chosen, Open):
            return chosen
        direction = Direction(chosen)
    return evolve(leaf, direction=direction, weighed=found, bands=plan.bands)


def _way(plan: Plan, ways: tuple[Way, ...], values: Values) -> Way | Open | None:
    """The first branch that holds; in a gap of the statute one of the others, by choice; None where none is left."""
    for index, way in enumerate(ways):
        truth = way.branch.when.truth(values)
        if truth is None:
            return opened(plan, way.branch.when, values)
        if truth and not way.branch.gap:
            return way
        if truth:
            near = nearest(ways, index, lambda other: not other.branch.gap)
            chosen = choose(values, GAP + "branch", [*(str(ways.index(other)) for other in near), NOTHING])
            if isinstance(chosen, Open):
                return chosen
            return way if chosen == NOTHING else ways[int(chosen)]
    return None


def _may_exempt(plan: Plan, values: Values) -> Exemption | Open | None:
    """A rule by which the case may be left unpunished, where it is established and chosen."""
    for exemption in plan.exemptions:
        if exemption.effect is ExemptionEffect.MAY_EXEMPT and exemption.when.truth(values):
            chosen = choose(values, f"{CHOICE}exempt:{exemption.id}", ["yes", "no"])
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
