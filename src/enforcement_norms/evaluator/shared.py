"""Shared verdicts: cases that no condition can tell apart share one verdict; only their amounts are computed.

The facts of a case are cut into the cells of its plan. The first case of a cell combination is evaluated in
full; later ones take its verdict and compute their bounds with whole numbers. What cannot be shared so (persons,
imposed amounts, bent amounts, changed law) is always evaluated in full, with the same result.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any, Final

from attrs import field, frozen

from ..amounts import Interval
from ..compiler import Norms, Plan, Track, amounts_of, triggers_of
from ..conditions import Value
from ..model.builtin import ILLEGAL_GAINS
from ..model.case import Case
from ..model.determination import Determination, Outcome, Penalty, ProcedureAnswer
from ..model.findings import CaseRule
from ..model.penalty import MeasureKind
from ..model.violation import Violation
from ..money import Money
from .exploration import bases_of
from .frames import Days, Frame, Key, frame_of, key_of
from .leaf import Leaf
from .linear import Bound, Line, NotALine, bound, line_of
from .penalties import Figures, figures
from .values import act_of

LIMIT: Final = 50_000
"""How many verdicts of one frame are kept."""


@frozen
class Reckoning:
    """How one penalty of a verdict is computed: of which fact, by which lines.

    Its places are those among the penalties in the end and among those of the statute; None where it is another there.
    """

    final: int | None
    statutory: int | None
    state: dict[str, Any]
    term: str
    low: Bound | None
    low_closed: bool
    high: Bound | None
    high_closed: bool
    thresholds: tuple[int, ...]


@frozen
class Verdict:
    """What all cases of one cell combination share; `procedures` by where the amounts lie among the thresholds."""

    state: dict[str, Any]
    reckonings: tuple[Reckoning, ...]
    answers: Callable[[tuple[Penalty, ...], Case], tuple[ProcedureAnswer, ...]]
    rules: tuple[CaseRule, ...]
    procedures: dict[Key, tuple[ProcedureAnswer, ...]] = field(factory=dict)


def recalled(norms: Norms, case: Case) -> Determination | None:
    """The determination of the case from a verdict already known; None where it must be evaluated in full."""
    track = norms.tracks.get(case.violation)
    if track is None:
        return None
    return _recalled(track.frames.get((case.ended_on, case.occurred_on, case.decided_on, case.jurisdiction)), case)


def recalled_under(track: Track, version: Violation, case: Case) -> Determination | None:
    """The same under one version of the law, which need not be all that the case hangs on."""
    return _recalled(frame_under(track, version, case), case)


def recalled_on(frame: Frame, case: Case, days: Days) -> Determination | None:
    """The determination of a case from a verdict on cases of other days, where no norm tells these from its own.

    The days are the birth of the party, the act, the decision. The rules of the pack are asked by the caller.
    """
    key = key_of(frame, case, days)
    verdict = None if key is None else frame.verdicts.get(key)
    return None if verdict is None else _applied(verdict, case)


def _recalled(frame: Frame | None, case: Case) -> Determination | None:
    if frame is None or not _is_shared(case):
        return None
    key = key_of(frame, case)
    verdict = None if key is None else frame.verdicts.get(key)
    return None if verdict is None or _found_by(verdict.rules, case) else _applied(verdict, case)


def _is_shared(case: Case) -> bool:
    """Whether a case holds nothing that others never share."""
    return not (case.persons or case.imposed or case.discovered_on is not None or case.filed_on is not None)


def share_days(track: Track, version: Violation, case: Case) -> None:
    """Let cases of these days and this place be recalled; one version governs them from the act to the decision."""
    where = (case.ended_on, case.occurred_on, case.decided_on, case.jurisdiction)
    if where not in track.frames and len(track.frames) >= LIMIT:
        track.frames.clear()
    track.frames[where] = frame_under(track, version, case)


def frame_under(track: Track, version: Violation, case: Case) -> Frame | None:
    """The frame of a case under one version; None where it shares nothing, or where a higher law may take its place."""
    if version.outranked_by is not None and version.outranked_by.violation:
        return None
    return frame_of(track, track.plan(version, act_of(case), case.decided_on, case.jurisdiction))


def _found_by(rules: tuple[CaseRule, ...], case: Case) -> bool:
    """Whether rules of the pack have something to say of this very case; then nothing is shared."""
    return any(True for rule in rules for _finding in rule.check(case))


def _applied(verdict: Verdict, case: Case) -> Determination:
    """The shared determination for this case, with its own amounts."""
    made = object.__new__(Determination)
    state = made.__dict__
    state.update(verdict.state)
    state["case"] = case
    if not verdict.reckonings:
        return made
    final, statutory = list(state["penalties"]), list(state["statutory"])
    position: list[int | None] = []
    for one in verdict.reckonings:
        value = case.facts[one.term]
        number = value.fen if type(value) is Money else value
        low = high = None
        low_closed, high_closed = one.low_closed, one.high_closed
        if one.low is not None:
            slope, start, denominator = one.low
            low, rest = divmod(-slope * number - start, denominator)
            low, low_closed = -low, low_closed or rest != 0
        if one.high is not None:
            slope, start, denominator = one.high
            high, rest = divmod(slope * number + start, denominator)
            high_closed = high_closed or rest != 0
        if low is not None and high is not None and low > high:
            low, low_closed = high, True
        penalty = object.__new__(Penalty)
        penalty.__dict__.update(one.state)
        penalty.__dict__["amount"] = Interval(low, low_closed, high, high_closed)
        if one.final is not None:
            final[one.final] = penalty
        if one.statutory is not None:
            statutory[one.statutory] = penalty
        if one.thresholds:
            position += (_among(one.thresholds, low), _among(one.thresholds, high))
    state["penalties"], state["statutory"] = tuple(final), tuple(statutory)
    where = tuple(position)
    answers = verdict.procedures.get(where)
    if answers is None:
        answers = verdict.procedures[where] = verdict.answers(state["penalties"], case)
    state["procedure"] = answers
    return made


def _among(thresholds: tuple[int, ...], edge: int | None) -> int | None:
    """Between which thresholds, or on which, an edge lies; None of one that is absent."""
    return None if edge is None else bisect_left(thresholds, edge) + bisect_right(thresholds, edge)


def remember(
    track: Track,
    plan: Plan,
    case: Case,
    found: Determination,
    scenario: tuple[Leaf, dict[str, Value]] | None,
    answers: Callable[[tuple[Penalty, ...], Case], tuple[ProcedureAnswer, ...]],
) -> None:
    """Keep what was found as a verdict for all cases of the same cells, where they can share it."""
    if not _is_shared(case):
        return
    # All rules of the pack: a later law may be another violation of it, with rules of its own.
    if _found_by(plan.pack.case_rules, case):
        return
    frame = frame_of(track, plan)
    key = None if frame is None else key_of(frame, case)
    if frame is None or key is None:
        return
    reckonings = _reckonings(plan, case, found, scenario)
    if reckonings is None:
        return
    if len(frame.verdicts) >= LIMIT:
        frame.verdicts.clear()
    frame.verdicts[key] = Verdict(dict(found.__dict__), reckonings, answers, plan.pack.case_rules)


def _reckonings(
    plan: Plan, case: Case, found: Determination, scenario: tuple[Leaf, dict[str, Value]] | None
) -> tuple[Reckoning, ...] | None:
    """The lines by which the amounts follow from the facts; None where they are no lines."""
    bases = set() if scenario is None else (bases_of(scenario[0]) | {ILLEGAL_GAINS}) & set(case.facts)
    if scenario is None:
        return None if _computes(plan, case) else ()
    leaf, values = scenario
    lines: dict[str, Value] = {base: Line(base) for base in bases if values.get(base) not in (None, 0)}
    try:
        straight = figures(plan, case, leaf, {**values, **lines}, finish=lambda interval: interval)
    except NotALine:
        return None
    if found.outcome is Outcome.EXEMPT:
        return () if not _bent(straight) else None
    if _adds_up(plan, straight, found):
        return None
    thresholds = _thresholds(plan)
    made: list[Reckoning] = []
    for index, (one, bare) in enumerate(zip(straight.final, straight.statutory, strict=True)):
        if line_of(one.usual) is not None or line_of(bare.usual) is not None:
            return None
        shown, of_law = found.penalties[index], found.statutory[index]
        same = one.amount == bare.amount and shown == of_law and shown.place == of_law.place
        if line_of(one.amount) is not None:
            at_law = index if same else None
            made.append(_reckoning(one, shown, thresholds.get(one.kind, ()), final=index, statutory=at_law))
        if line_of(bare.amount) is not None and not same:
            made.append(_reckoning(bare, of_law, (), statutory=index))
    return tuple(made)


def _reckoning(
    one: Penalty,
    template: Penalty,
    thresholds: tuple[int, ...],
    *,
    final: int | None = None,
    statutory: int | None = None,
) -> Reckoning:
    amount = one.amount or Interval()
    line = line_of(amount)
    return Reckoning(
        final,
        statutory,
        dict(template.__dict__),
        "" if line is None else line.term,
        bound(amount.low),
        amount.low_closed,
        bound(amount.high),
        amount.high_closed,
        thresholds,
    )


def _bent(straight: Figures) -> bool:
    return any(line_of(one.amount) is not None for one in (*straight.final, *straight.statutory))


def _adds_up(plan: Plan, straight: Figures, found: Determination) -> bool:
    """Whether a trigger of procedure adds an amount that follows a fact to another one (总额)."""
    return any(
        sum(one.kind in trigger.kinds and one.amount is not None for one in found.penalties) > 1
        and any(one.kind in trigger.kinds and line_of(one.amount) is not None for one in straight.final)
        for trigger in triggers_of(plan)
        if trigger.total
    )


def _computes(plan: Plan, case: Case) -> bool:
    """Whether any amount of the plan computes with a fact that the case knows."""
    bases = {ILLEGAL_GAINS, *(base for amount in amounts_of(plan) for base in amount.bases())}
    return not bases.isdisjoint(case.facts)


def _thresholds(plan: Plan) -> dict[MeasureKind, tuple[int, ...]]:
    """The amounts by kind of measure at which an answer of procedure can change."""
    found: dict[MeasureKind, set[int]] = {}
    for trigger in triggers_of(plan):
        for kind in trigger.kinds:
            limits = {limit for limit in (trigger.at_least, trigger.above, trigger.at_most) if limit is not None}
            found.setdefault(kind, set()).update(limits)
    return {kind: tuple(sorted(limits)) for kind, limits in found.items()}
