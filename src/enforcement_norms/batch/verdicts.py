"""One combination of cells, evaluated once by the evaluator of single cases: what every row of it shares.

Facts with which amounts are computed stay symbols, so the verdict holds formulas instead of numbers, and a tree of
the questions (a cap reached, a threshold of procedure passed) on which it hangs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import evolve, field, frozen

from ..compiler import Norms, Plan, Track
from ..errors import CaseInvalid
from ..evaluator.evaluation import evaluate_afresh
from ..model.case import Case
from ..model.determination import Determination
from ..model.facts import Fact, FactKind
from .entries import Verdict, refused, verdict_of
from .paths import Tree

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


def decided(norms: Norms, case: Case) -> tuple[Determination | None, Verdict]:
    """What a case comes to, and the verdict on it; procedure is asked apart."""
    try:
        found = evaluate_afresh(norms, case)
    except CaseInvalid as error:
        return None, refused(error)
    return found, verdict_of(found)


def ends(tree: Tree) -> Iterator[Verdict]:
    """The verdicts at the ends of a tree, yes before no."""
    if isinstance(tree, Verdict):
        yield tree
    else:
        yield from ends(tree.yes)
        yield from ends(tree.no)
