"""Lighter, mitigated, heavier: which circumstances count, which way they lead, and where a range is cut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..amounts import Interval, Limits, Number, common
from ..compiler import Plan
from ..conditions import CIRCUMSTANCE, Values
from ..model.determination import Direction, Weighed
from ..model.discretion import Bands, BandShares, Effect, MitigatedRule, Several, share_of
from ..model.penalty import Mandate, Measure

SEVERAL: Final = 2
_PARTS: Final = {Direction.LIGHTER: "lighter", Direction.HEAVIER: "heavier", Direction.WHOLE: "ordinary"}


def weighed(plan: Plan, values: Values, used: set[str]) -> tuple[Weighed, ...]:
    """The established circumstances to which a rule gives an effect; one that chose branch or tier is not counted again."""
    found = []
    for id_, effects in plan.effects.items():
        if not values.get(CIRCUMSTANCE + id_):
            continue
        circumstance = plan.circumstances[id_]
        by_facts = circumstance.when is not None and circumstance.when.truth(values) is True
        terms = {CIRCUMSTANCE + id_, *(circumstance.when.terms() if circumstance.when is not None else ())}
        already = bool(terms & used)
        for effect in sorted({each.effect for each in effects}):
            same = [each for each in effects if each.effect is effect]
            mandate = Mandate.SHALL if any(each.mandate is Mandate.SHALL for each in same) else Mandate.MAY
            cites = tuple(dict.fromkeys(cite for each in same for cite in each.cites))
            found.append(Weighed(id_, effect, mandate, cites, by_facts=by_facts, already_weighed=already))
    return tuple(found)


def directions(found: Iterable[Weighed], bands: tuple[Bands, ...]) -> tuple[Direction, ...]:
    """The directions that the law allows; more than one is for an official to choose."""
    counted = [each for each in found if not each.already_weighed]
    milder = [each for each in counted if each.effect not in (Effect.HEAVIER, Effect.NO_COERCIVE_MEASURE)]
    heavier = [each for each in counted if each.effect is Effect.HEAVIER]
    if milder and heavier:
        return tuple(dict.fromkeys((*_milder(milder, bands), Direction.WHOLE, Direction.HEAVIER)))
    if milder:
        return _milder(milder, bands)
    if any(each.mandate is Mandate.SHALL for each in heavier):
        return (Direction.HEAVIER,)
    return (Direction.WHOLE, Direction.HEAVIER) if heavier and _cuts_heavier(bands) else (Direction.WHOLE,)


def _milder(found: list[Weighed], bands: tuple[Bands, ...]) -> tuple[Direction, ...]:
    must = [each.effect for each in found if each.mandate is Mandate.SHALL]
    may = [each.effect for each in found if each.mandate is Mandate.MAY]
    possible: list[Direction] = []
    if Effect.MITIGATED in must:
        possible = [Direction.MITIGATED]
    elif Effect.LIGHTER_OR_MITIGATED in must:
        possible = [Direction.LIGHTER, Direction.MITIGATED]
    elif Effect.LIGHTER in must:
        possible = [Direction.LIGHTER]
    else:
        possible = [Direction.WHOLE]
        if {Effect.LIGHTER, Effect.LIGHTER_OR_MITIGATED} & set(may) and _leaves_lighter_out(bands):
            possible.append(Direction.LIGHTER)
    if Effect.MITIGATED in may or Effect.LIGHTER_OR_MITIGATED in may:
        possible.append(Direction.MITIGATED)
    return tuple(dict.fromkeys(possible))


def _cuts_heavier(bands: Iterable[Bands]) -> bool:
    return any(band.both_bounds.heavier or band.upper_only.heavier for band in bands)


def _leaves_lighter_out(bands: Iterable[Bands]) -> bool:
    """Whether a rule firmly gives all other cases a part (一般) of their own, so that the lighter one is a choice."""
    return any(
        shares.ordinary is not None and "ordinary" not in shares.usually
        for band in bands
        for shares in (band.both_bounds, band.upper_only)
    )


def cut(
    span: Interval, direction: Direction, measure: Measure, bands: Iterable[Bands], grade: Several | None = None
) -> tuple[Interval | None, Interval | None]:
    """What a direction leaves of a range, and the part that a rule calls usual; None where rules leave nothing common.

    Bands that apply to the kind of measure cut; two bands leave what they have in common.
    """
    applying = [band for band in bands if measure.kind in band.applies_to]
    if direction is Direction.MITIGATED:
        return _mitigated(span, applying, [band.mitigated for band in bands if band.mitigated is not None]), None
    if span.is_point or span.high is None:
        return span, None
    left: Interval | None = span
    cut_once = False
    usual: Interval | None = None
    for band in applying:
        shares = band.both_bounds if span.low is not None else band.upper_only
        limits = _limits(shares, direction, grade)
        part = None if limits is None else limits.part_of(span)
        if not isinstance(part, Interval):
            continue
        if _PARTS[direction] in shares.usually:
            usual = part
        elif not cut_once:
            left, cut_once = part, True
        elif left is not None:
            left = common(left, part)
    return left, usual


def _limits(shares: BandShares, direction: Direction, grade: Several | None) -> Limits | None:
    chosen = {
        Direction.LIGHTER: shares.bottom if grade is Several.BOTTOM_GRADE and shares.bottom else shares.lighter,
        Direction.HEAVIER: shares.top if grade is Several.TOP_GRADE and shares.top else shares.heavier,
        Direction.WHOLE: shares.ordinary,
    }
    return share_of(chosen.get(direction))


def grade_of(found: Iterable[Weighed], bands: Iterable[Bands], direction: Direction) -> Several | None:
    """The grade that a rule names where two or more circumstances lead the same way, and none the other (且不具有)."""
    counted = [each for each in found if not each.already_weighed and each.effect is not Effect.NO_COERCIVE_MEASURE]
    heavier = direction is Direction.HEAVIER
    leading = {each.id for each in counted if (each.effect is Effect.HEAVIER) is heavier}
    against = {each.id for each in counted} - leading
    if len(leading) < SEVERAL or against:
        return None
    for band in bands:
        rule = band.several.heavier if heavier else band.several.lighter
        if rule is not None:
            return rule
    return None


def _mitigated(span: Interval, applying: list[Bands], rules: list[MitigatedRule]) -> Interval | None:
    """Below the minimum; of a range without one, the part that rules name (最高数额的百分之十以下), if any."""
    if span.low is not None:
        return _below(span.low, rules)
    left: Interval | None = None
    for band in applying:
        limits = share_of(band.upper_only.mitigated)
        part = None if limits is None else limits.part_of(span)
        if isinstance(part, Interval):
            left = part if left is None else common(left, part)
    return left


def _below(least: Number, rules: list[MitigatedRule]) -> Interval:
    """Below the minimum of a range, in the words of the rules; where none says more, anything below it."""
    left: Interval | None = None
    for rule in rules:
        part = rule.of_minimum.of(least) if rule.of_minimum else Interval(None, True, least, rule.inclusive)
        left = part if left is None else common(left, part)
    return left or Interval(None, True, least, high_closed=False)
