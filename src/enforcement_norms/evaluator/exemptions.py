"""Limitation and must-not-punish (追责时效、不予处罚), before any range is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..calendar import add_months
from ..compiler import Plan
from ..conditions import Value, Values
from ..model.case import Case
from ..model.determination import Applies, ExemptionFound, Penalty
from ..model.rules import Limitation
from ..model.violation import Exemption, ExemptionEffect
from .values import act_of

TIME_BARRED = "limitation"


def limitation(plan: Plan, values: Mapping[str, Value]) -> Limitation | None:
    """The period after which the act is no longer punished: the first rule that is established, sector law first."""
    return next((rule for rule in plan.limitation if rule.when.truth(values)), None)


def found_exemption(plan: Plan, case: Case, values: Mapping[str, Value]) -> ExemptionFound | None:
    """Why there must be no penalty, if so: the limitation period has run, or a rule is established."""
    rule = limitation(plan, values)
    discovered = case.discovered_on or case.filed_on
    if rule is not None and discovered is not None and discovered > add_months(act_of(case), rule.months):
        return ExemptionFound(TIME_BARRED, "超过追责时效", None, rule.cites)
    exemption = established(plan, values)
    return None if exemption is None else described(exemption)


def established(plan: Plan, values: Values) -> Exemption | None:
    """A rule by which the case must not be punished, where it is established."""
    for exemption in plan.exemptions:
        if exemption.effect is ExemptionEffect.SHALL_EXEMPT and exemption.when.truth(values):
            return exemption
    return None


def described(exemption: Exemption) -> ExemptionFound:
    """An exemption as a determination shows it."""
    return ExemptionFound(exemption.id, exemption.title, exemption.effect, exemption.cites, exemption.keeps)


def kept(plan: Plan, exemption: ExemptionFound, penalties: tuple[Penalty, ...]) -> tuple[Penalty, ...]:
    """What an exemption leaves of the penalties, and what it adds."""
    source = next((each for each in plan.exemptions if each.id == exemption.id), None)
    left = tuple(one for one in penalties if one.id in exemption.keeps)
    return left if source is None else (*left, *added(source))


def added(exemption: Exemption) -> Iterator[Penalty]:
    """What a rule orders in place of a penalty (教育、责令管教)."""
    for measure in exemption.adds:
        yield Penalty(
            measure.id,
            measure.kind,
            measure.mandate,
            Applies.YES,
            unit=measure.unit,
            addressee=measure.addressee,
            object=measure.object,
            scope=measure.scope,
            by=measure.by,
            starts=measure.starts,
            cites=measure.cites or exemption.cites,
            note=measure.note,
            place=measure.where,
        )


def unsettled(plan: Plan, case: Case, values: Mapping[str, Value]) -> tuple[str, ...]:
    """What is open to check before there is a penalty: exemptions not asserted, a discovery date not given."""
    found = [f"exemption:{each.id}" for each in plan.exemptions if not each.when.truth(values)]
    if plan.limitation and case.discovered_on is None and case.filed_on is None:
        found.append(TIME_BARRED)
    return tuple(found)
