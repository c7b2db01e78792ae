"""What follows in procedure for the rows of a combination (程序后果): asked step by step, and only as often as needed.

Each step asks for few things, so its answer is kept by what was asked for it; only steps that hang on the amounts of a
row are asked together, as questions to the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from attrs import define, evolve, field, frozen

from ..compiler import Norms, Plan, Track
from ..conditions import Value
from ..evaluator.procedure import procedure
from ..evaluator.values import values_of
from ..model.case import Case
from ..model.determination import Determination
from ..model.review import catalogs_on
from ..model.rules import Step
from ..territories import with_parents
from .entries import Verdict
from .paths import Asked, Ranges, Tree, tree_of, unasked, walked
from .recalling import Asking, Recalled
from .stages import Alike
from .verdicts import OpenTrack

HANGS: Final = "hangs"
"""Stands for an answer that hangs on the amounts of a row."""


@frozen(eq=False)
class Walk:
    """One path on which a combination can go, and what is found at its end; `answers` by rules of procedure."""

    asked: tuple[Asked, ...]
    script: tuple[bool, ...]
    ranges: Ranges
    found: Determination | None
    verdict: Verdict
    answers: dict[int, Answers] = field(factory=dict)


@define(eq=False)
class Answers:
    """What is known of procedure at the end of a path: each step by what it asks, and the steps that hang together."""

    steps: dict[Step, Recalled] = field(factory=lambda: {step: Recalled() for step in Step})
    trees: dict[tuple[str, ...], Recalled] = field(factory=dict)


@frozen(eq=False)
class Rules:
    """The plan that knows the rules of procedure, and one for each step that knows only those of the step."""

    plan: Plan
    of: Mapping[Step, Plan]
    number: int


@define(eq=False)
class Procedures:
    """The rules of procedure of a violation by version, days and place; those that say the same have one number."""

    norms: Norms
    _said: Alike = field(factory=Alike)
    _found: dict[Any, Rules] = field(factory=dict)

    def rules(self, found: Determination, case: Case) -> Rules:
        """The rules under which the procedure of a determination stands."""
        track = self.norms.tracks[found.violation]
        if not isinstance(track, OpenTrack):
            raise TypeError(track)
        version = next(each for each in track.versions if each.in_force.from_ == found.version)
        key = (version, case.ended_on or case.occurred_on, case.decided_on, case.jurisdiction)
        made = self._found.get(key)
        if made is None:
            whole = Track.plan(track, *key)
            plan = track.plan(*key)
            asked = evolve(plan, procedure=whole.procedure, pack=evolve(plan.pack, review=whole.pack.review))
            catalogs = catalogs_on(asked.pack.review, case.decided_on, with_parents(case.jurisdiction))
            said = (version, whole.procedure, catalogs, plan.presumed)
            made = Rules(asked, dict(_by_step(asked)), self._said.number(said))
            self._found[key] = made
        return made

    def tree(self, walks: Iterable[Walk], case: Case, ranges: Ranges) -> Tree:
        """What follows for all rows of one combination: a verdict, or a tree of questions with verdicts at its ends."""
        paths = []
        known: dict[int, dict[str, Value] | None] = {}
        for walk in walks:
            tree: Tree = walk.verdict
            if walk.found is not None and walk.found.procedure:
                rules = self.rules(walk.found, case)
                if id(rules) not in known:
                    known[id(rules)] = unasked(ranges, partial(values_of, rules.plan, case))
                tree = _answered(walk, rules, case, walk.found, known[id(rules)])
            paths.append((list(walk.asked), list(walk.script), tree))
        return tree_of(paths)


def _by_step(plan: Plan) -> Iterator[tuple[Step, Plan]]:
    for step in Step:
        review = plan.pack.review if step is Step.LEGAL_REVIEW else ()
        rules = tuple(rule for rule in plan.procedure if rule.step is step)
        yield step, evolve(plan, procedure=rules, pack=evolve(plan.pack, review=review))


def _answered(walk: Walk, rules: Rules, case: Case, found: Determination, values: Mapping[str, Value] | None) -> Tree:
    """The verdict with the answers for the steps of procedure, by what is asked for them.

    Without values, as these hang on the row themselves, all is asked at once.
    """
    if values is None:
        return _asked_together(walk, rules, case, found, dict.fromkeys(Step, HANGS), None)
    answers = walk.answers.setdefault(rules.number, Answers())
    said = {step: _of_step(walk, rules.of[step], case, found, values, step, answers.steps[step]) for step in Step}
    recalled = answers.trees.setdefault(tuple(said.values()), Recalled())
    tree = recalled.find(values)
    if tree is None:
        asking = Asking(values)
        tree = _asked_together(walk, rules, case, found, said, asking)
        recalled.keep(asking, tree)
    return tree


def _of_step(
    walk: Walk,
    plan: Plan,
    case: Case,
    found: Determination,
    values: Mapping[str, Value],
    step: Step,
    recalled: Recalled,
) -> str:
    """The answer of one step, if it is the same for all rows that come this way."""
    answer: str | None = recalled.find(values)
    if answer is None:
        asking = Asking(values)
        said = unasked(walk.ranges, lambda: procedure(plan, case, found.penalties, asking))
        answer = HANGS if said is None else next(each.answer for each in said if each.step is step)
        recalled.keep(asking, answer)
    return answer


def _asked_together(
    walk: Walk, rules: Rules, case: Case, found: Determination, said: Mapping[Step, str], asking: Asking | None
) -> Tree:
    """The verdict with all answers, where those that hang on the row are asked of it."""
    if HANGS not in said.values():
        return evolve(walk.verdict, procedure=tuple(said.values()))

    def run() -> tuple[str, ...]:
        values = values_of(rules.plan, case) if asking is None else asking
        answers = dict(said)
        for step, answer in said.items():
            if answer == HANGS:
                made = procedure(rules.of[step], case, found.penalties, values)
                answers[step] = next(each.answer for each in made if each.step is step)
        return tuple(answers.values())

    paths = [
        (path.asked, list(path.script[: len(path.asked)]), evolve(walk.verdict, procedure=answers))
        for path, answers in walked(walk.ranges, run)
    ]
    return tree_of(paths)
