"""One combination of cells, evaluated once by the evaluator of single cases: what every row of it shares.

Facts with which amounts are computed stay symbols, so the verdict holds formulas instead of numbers, and a tree of
the questions (a cap reached, a threshold of procedure passed) on which it hangs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import define, evolve, field, frozen

from ..compiler import Norms, Plan, Track
from ..conditions import Value
from ..errors import CaseInvalid
from ..evaluator.evaluation import evaluate_afresh
from ..evaluator.procedure import procedure
from ..evaluator.values import values_of
from ..model.case import Case
from ..model.determination import Determination
from ..model.facts import Fact, FactKind
from ..model.rules import Step
from .drafts import Draft
from .entries import Verdict, refused, verdict_of
from .paths import Ranges, Tree, tree_of, walked

_NUMBERS = (FactKind.MONEY, FactKind.INTEGER, FactKind.DURATION, FactKind.RATIO, FactKind.QUANTITY)


@frozen(eq=False)
class OpenTrack(Track):
    """A violation whose plans take symbols for numbers and leave procedure for later."""

    kinds: Mapping[str, Fact] = field(factory=dict)

    def plan(self, version: Any, act_on: Any, decided_on: Any, division: str) -> Plan:
        key = (version, act_on, decided_on, division)
        found = self.frames.get(key)
        if found is None:
            whole = Track.plan(self, version, act_on, decided_on, division)
            found = self.frames[key] = opened(whole, self.kinds)
        plan: Plan = found
        return plan


def plan_of_step(track: Track, found: Determination, case: Case, step: Step) -> Plan:
    """The plan under which a determination stands, with the rules of one step of procedure."""
    version = next(each for each in track.versions if each.in_force.from_ == found.version)
    act_on = case.ended_on or case.occurred_on
    whole = Track.plan(track, version, act_on, case.decided_on, case.jurisdiction)
    plan = track.plan(version, act_on, case.decided_on, case.jurisdiction)
    review = whole.pack if step is Step.LEGAL_REVIEW else plan.pack
    return evolve(plan, procedure=tuple(rule for rule in whole.procedure if rule.step is step), pack=review)


def opened(plan: Plan, kinds: Mapping[str, Fact]) -> Plan:
    """The plan as it is asked for a combination: counts and what follows from other facts are given as numbers."""
    return evolve(
        plan, facts=kinds, counts={}, procedure=(), case_rules=(), pack=evolve(plan.pack, review=(), case_rules=())
    )


def open_norms(norms: Norms, tracks: tuple[Track, ...]) -> Norms:
    """The norms with tracks that take symbols."""
    made: dict[str, Track] = {}
    for track in tracks:
        data = {each.name: getattr(track, each.name) for each in attrs.fields(Track)}
        data |= {"plans": track.plans, "frames": {}, "frames_of_plans": {}, "kinds": _kinds(track)}
        made[track.id] = OpenTrack(**data)
    return evolve(norms, tracks=made)


def _kinds(track: Track) -> dict[str, Fact]:
    """The facts with every number as an exact quantity; counts of events are such numbers too."""
    facts = {
        id_: evolve(
            fact,
            kind=FactKind.QUANTITY if fact.kind in _NUMBERS else fact.kind,
            items=FactKind.QUANTITY if fact.items in _NUMBERS else fact.items,
            derived=None,
        )
        for id_, fact in track.facts.items()
    }
    for pack in track.rule_packs:
        facts |= {term: Fact(term, FactKind.QUANTITY, term) for term in pack.counts}
    return facts


def verdict_tree(norms: Norms, draft: Draft) -> Tree:
    """What follows for all rows of one combination: a verdict, or a tree of questions with verdicts at its ends."""
    case = draft.case()
    paths = []
    for path, (found, verdict) in walked(draft.ranges, lambda: _decided(norms, case)):
        tree = verdict
        if found is not None and found.procedure:
            asking = _Asking(norms.tracks[found.violation], found, case)
            tree = asking.of(tuple(Step), verdict, path.ranges)
        paths.append((path.asked, list(path.script[: len(path.asked)]), tree))
    return tree_of(paths)


def _decided(norms: Norms, case: Case) -> tuple[Determination | None, Verdict]:
    try:
        found = evaluate_afresh(norms, case)
    except CaseInvalid as error:
        return None, refused(error)
    return found, verdict_of(found)


@define
class _Asking:
    """What follows in procedure from one determination, asked one step after another."""

    track: Track
    found: Determination
    case: Case
    plans: dict[Step, Plan] = field(factory=dict)
    values: dict[str, Value] | None = None

    def of(self, steps: tuple[Step, ...], verdict: Verdict, ranges: Ranges) -> Tree:
        """The verdict with the answers for the steps."""
        if not steps:
            return verdict
        step, *others = steps
        paths = []
        for path, answer in walked(ranges, lambda: self._answer(step)):
            more = evolve(verdict, procedure=(*verdict.procedure, answer))
            tree = self.of(tuple(others), more, path.ranges)
            paths.append((path.asked, list(path.script[: len(path.asked)]), tree))
        return tree_of(paths)

    def _answer(self, step: Step) -> str:
        plan = self.plans.get(step)
        if plan is None:
            plan = self.plans[step] = plan_of_step(self.track, self.found, self.case, step)
        if self.values is None:
            self.values = values_of(plan, self.case)
        answers = procedure(plan, self.case, self.found.penalties, self.values)
        return next(each.answer for each in answers if each.step is step)


def ends(tree: Tree) -> Iterator[Verdict]:
    """The verdicts at the ends of a tree, yes before no."""
    if isinstance(tree, Verdict):
        yield tree
    else:
        yield from ends(tree.yes)
        yield from ends(tree.no)
