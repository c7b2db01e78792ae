"""What follows in procedure (程序后果): each step yes, no or unknown, with reason and article for its date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve

from ..amounts import Interval, Number
from ..compiler import Plan, meant_for
from ..conditions import Value
from ..model.builtin import PARTY_KIND
from ..model.case import Case, PartyKind
from ..model.determination import Applies, Penalty, ProcedureAnswer
from ..model.penalty import Addressee, GroupKind, Mandate, MeasureKind, Nature
from ..model.review import catalogs_on
from ..model.rules import ProcedureRule, Step, Trigger
from ..money import Money
from ..territories import with_parents

YES, NO, UNKNOWN = "yes", "no", "unknown"
_WITHOUT_AMOUNT: Final = (MeasureKind.WARNING, MeasureKind.CRITICISM)
"""What has no amount is within every upper limit and reaches no lower one."""


def procedure(
    plan: Plan, case: Case, penalties: Iterable[Penalty], values: Mapping[str, Value]
) -> tuple[ProcedureAnswer, ...]:
    """An answer for every step, from sector law before the general rule; catalogs add to legal review."""
    listed = tuple(one for one in penalties if one.applies is not Applies.NO)
    return tuple(_answer(plan, case, step, listed, values) for step in Step)


def _answer(
    plan: Plan, case: Case, step: Step, penalties: tuple[Penalty, ...], values: Mapping[str, Value]
) -> ProcedureAnswer:
    unsure: ProcedureAnswer | None = None
    refused: ProcedureAnswer | None = None
    for rule in (*_catalogs(plan, case, step), *(rule for rule in plan.procedure if rule.step is step)):
        for trigger in rule.any:
            truth, needs = _met(trigger, case, penalties, values)
            cites = trigger.cites or rule.cites
            if truth:
                return ProcedureAnswer(step, YES, rule.id, cites, trigger.reason, _provinces((trigger,), penalties))
            if truth is None and unsure is None:
                unsure = ProcedureAnswer(step, UNKNOWN, rule.id, cites, trigger.reason, needs)
        if _every_choice(rule, case, penalties, values):
            return ProcedureAnswer(step, YES, rule.id, rule.cites)
        if rule.complete:
            refused = ProcedureAnswer(step, NO, rule.id, rule.cites, needs=_provinces(rule.any, penalties))
            break
    return unsure or refused or ProcedureAnswer(step, UNKNOWN, "", ())


def _provinces(triggers: Iterable[Trigger], penalties: Iterable[Penalty]) -> tuple[str, ...]:
    """The thresholds at which the law's own number was taken, as no province is known to have set another."""
    kinds = {one.kind for one in penalties}
    return tuple(
        dict.fromkeys(trigger.default_for for trigger in triggers if trigger.default_for and kinds & set(trigger.kinds))
    )


def _catalogs(plan: Plan, case: Case, step: Step) -> list[ProcedureRule]:
    """The items of the review catalog in force, as rules that leave the question open where none is met."""
    if step is not Step.LEGAL_REVIEW:
        return []
    instruments = {cite.instrument for cite in plan.violation.basis}
    return [
        ProcedureRule(
            f"{catalog.id}.{item.id}",
            step,
            catalog.in_force,
            item.cites,
            tuple(trigger for trigger in item.any if meant_for(trigger, plan.violation)),
            complete=False,
        )
        for catalog in catalogs_on(plan.pack.review, case.decided_on, with_parents(case.jurisdiction))
        for item in catalog.items
        if "penalty" in item.acts and (not item.instruments or instruments & set(item.instruments))
    ]


def _met(
    trigger: Trigger, case: Case, penalties: tuple[Penalty, ...], values: Mapping[str, Value]
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a trigger is met, and what would have to be known where it is not sure."""
    truth = trigger.when.truth(values)
    if truth is False:
        return False, ()
    needs = list(trigger.when.open_terms(values))
    if trigger.party:
        kind = values.get(PARTY_KIND)
        penalties = tuple(one for one in penalties if _is_for(trigger, one, kind))
        if kind is None:
            truth = None
            needs.append(PARTY_KIND)
        elif kind not in trigger.party and not penalties:
            return False, ()
    if trigger.kinds:
        by_kind, also = _kinds(trigger, case, penalties)
        if by_kind is False:
            return False, ()
        if by_kind is None:
            truth = None
            needs += also
    if trigger.overlay:
        return None, (*needs, trigger.overlay)
    return truth, tuple(dict.fromkeys(needs))


def _is_for(trigger: Trigger, one: Penalty, kind: Value | None) -> bool:
    """Whether a trigger for some kinds of party asks for this measure: persons answering are natural persons."""
    if one.per_person or Addressee.PARTY not in one.addressee:
        return PartyKind.NATURAL_PERSON.value in trigger.party
    return kind is None or kind in trigger.party


def _kinds(trigger: Trigger, case: Case, penalties: tuple[Penalty, ...]) -> tuple[bool | None, list[str]]:
    """Whether a measure of the kinds reaches the threshold: sure, impossible, or hanging on the amount decided."""
    mine = [one for one in penalties if one.kind in trigger.kinds]
    if trigger.only_these_kinds:
        others = [one for one in penalties if one.nature is Nature.PENALTY and one.kind not in trigger.kinds]
        if any(_taken(case, one) for one in others):
            return False, []
        answers = [_must_reach(trigger, case, one) for one in mine]
        if not mine or False in answers:
            return False, []
        if others or None in answers:
            return None, [one.id for one in (*others, *mine)]
        return True, []
    if trigger.total:
        return _total(trigger, case, mine)
    answers = [_reaches(trigger, case, one) for one in mine]
    if any(answer and _taken(case, one) for answer, one in zip(answers, mine, strict=True)):
        return True, []
    if any(answer is not False for answer in answers):
        return None, [one.id for answer, one in zip(answers, mine, strict=True) if answer is not False]
    return False, []


def _taken(case: Case, one: Penalty) -> bool:
    """Whether a measure is sure to be taken: it has been decided, or it must be and stands in no menu."""
    return one.id in case.imposed or (one.applies is Applies.YES and one.mandate is Mandate.SHALL and not one.menu)


def _total(trigger: Trigger, case: Case, mine: list[Penalty]) -> tuple[bool | None, list[str]]:
    """Whether measures of the kinds together reach the threshold (总额): those on the party, or on one person."""
    answers = [
        _lies(trigger, _sum(case, [one for one in mine if one.person == person]))
        for person in dict.fromkeys(one.person for one in mine)
    ]
    if True in answers:
        return True, []
    return (None, [one.id for one in mine]) if None in answers else (False, [])


def _sum(case: Case, several: list[Penalty]) -> Interval:
    """What several measures come to together: at least those that must be taken, at most all of them."""
    low: Number = 0
    high: Number | None = 0
    for one in several:
        extent = _extent(case, one) or Interval()
        if _taken(case, one):
            low += extent.low or 0
        high = None if high is None or extent.high is None else high + extent.high
    return Interval(low, high=high)


def _every_choice(rule: ProcedureRule, case: Case, penalties: tuple[Penalty, ...], values: Mapping[str, Value]) -> bool:
    """Whether a menu that must be used (或者、直至) offers nothing that would not meet some trigger of the rule."""
    menus = {
        menu
        for one in penalties
        if one.applies is Applies.YES and one.mandate is Mandate.SHALL
        for menu in one.menu[:1]
        if menu[1] in (GroupKind.ONE_OF, GroupKind.UP_TO)
    }
    for menu in menus:
        offered = [one for one in penalties if one.menu[:1] == (menu,)]
        if all(_alone(rule, case, one, values) for one in offered):
            return True
    return False


def _alone(rule: ProcedureRule, case: Case, one: Penalty, values: Mapping[str, Value]) -> bool:
    """Whether a measure, were it chosen, would meet some trigger of the rule."""
    chosen = evolve(one, menu=())
    return any(trigger.kinds and _met(trigger, case, (chosen,), values)[0] for trigger in rule.any)


def _must_reach(trigger: Trigger, case: Case, one: Penalty) -> bool | None:
    """The same for a measure that may be left out: going beyond the threshold refuses nothing then."""
    answer = _reaches(trigger, case, one)
    return None if answer is False and not _taken(case, one) else answer


def _reaches(trigger: Trigger, case: Case, one: Penalty) -> bool | None:
    """Whether the amount of a measure lies where the trigger asks, for every amount in its range."""
    if trigger.at_least is None and trigger.above is None and trigger.at_most is None:
        return True
    if one.kind in _WITHOUT_AMOUNT:
        return trigger.at_most is not None
    extent = _extent(case, one)
    return None if extent is None else _lies(trigger, extent)


def _extent(case: Case, one: Penalty) -> Interval | None:
    """What a measure comes to: what has been decided, else its range; None where neither is known."""
    decided = case.imposed.get(one.id)
    if decided is None:
        return one.amount
    number = decided.fen if isinstance(decided, Money) else decided
    return Interval(number, high=number)


def _lies(trigger: Trigger, extent: Interval) -> bool | None:
    """Whether every amount of a range lies where the trigger asks, none does, or some do."""
    low, high = extent.low or 0, extent.high
    low_open, high_open = not extent.low_closed, not extent.high_closed
    if trigger.at_most is not None:
        if high is not None and high <= trigger.at_most:
            return True
        return False if low > trigger.at_most or (low == trigger.at_most and low_open) else None
    strict = trigger.at_least is None
    bound = trigger.above if trigger.at_least is None else trigger.at_least
    if bound is None or low > bound or (low == bound and (not strict or low_open)):
        return True
    if high is not None and (high < bound or (high == bound and (strict or high_open))):
        return False
    return None
