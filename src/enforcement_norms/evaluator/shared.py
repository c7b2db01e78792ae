"""Shared verdicts: cases that no condition can tell apart share one verdict; only their amounts are computed.

The facts of a case are cut into the cells of its plan. The first case of a cell combination is evaluated in
full; later ones take its verdict and compute their bounds with whole numbers. What cannot be shared so (persons,
imposed amounts, bent amounts, changed law) is always evaluated in full, with the same result.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from ..amounts import Interval
from ..compiler import Norms, Plan, Track, amounts_of, triggers_of
from ..conditions import Value
from ..model.builtin import ACT_ON, BUILTIN_FACTS, DECISION_ON, ILLEGAL_GAINS
from ..model.case import Case
from ..model.determination import Determination, Outcome, Penalty, ProcedureAnswer
from ..model.facts import FactKind
from ..model.penalty import MeasureKind
from ..money import Money
from .exploration import bases_of
from .leaf import Leaf
from .linear import Bound, Line, NotALine, bound, line_of
from .penalties import Figures, figures
from .values import canonical

LIMIT: Final = 50_000
"""How many verdicts of one frame are kept."""

_WHOLE: Final = (FactKind.INTEGER, FactKind.DURATION)
_CHOICE: Final = (FactKind.ENUM, FactKind.BOOLEAN)

Key = tuple[object, ...]
Reader = tuple[str, Any, tuple[Any, ...] | None]
Frames = dict[tuple[date | None, date, date, str], "Frame | None"]


@frozen
class Reckoning:
    """How one penalty of a verdict is computed: which list, which place, of which fact, by which lines."""

    final: bool
    index: int
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
    procedures: dict[Key, tuple[ProcedureAnswer, ...]] = field(factory=dict)


@frozen(eq=False)
class Frame:
    """One violation on given days in a given place: how its facts are cut into cells, and the verdicts so far."""

    plan: Plan
    readers: tuple[Reader, ...]
    by_day: bool
    verdicts: dict[Key, Verdict] = field(factory=dict)


def recalled(norms: Norms, case: Case) -> Determination | None:
    """The determination of the case from a verdict already known; None where it must be evaluated in full."""
    track = norms.tracks.get(case.violation)
    if track is None or case.persons or case.imposed or case.discovered_on is not None or case.filed_on is not None:
        return None
    frame = track.frames.get((case.ended_on, case.occurred_on, case.decided_on, case.jurisdiction))
    if frame is None:
        return None
    key = _key(frame, case)
    verdict = None if key is None else frame.verdicts.get(key)
    return None if verdict is None else _applied(verdict, case)


def _key(frame: Frame, case: Case) -> Key | None:
    """In which cells the facts of a case lie, and what else it asserts; None where a value is not plain."""
    facts = case.facts
    key: list[object] = []
    found = 0
    for name, kind, points in frame.readers:
        value: Any = facts.get(name)
        if value is None:
            if name in facts:
                return None
            key.append(None)
            continue
        if type(value) is not kind:
            return None
        found += 1
        if points is None:
            key.append(value)
            continue
        number: Any = value.fen if kind is Money else value
        if number < 0:
            return None
        key.append(bisect_left(points, number) + bisect_right(points, number))
    if found != len(facts) and not _plain(frame, facts):
        return None
    party = case.party
    key.append(party.kind)
    if party.birth_date is not None or frame.by_day:
        key += (party.birth_date, case.ended_on or case.occurred_on, case.decided_on)
    said = _said(case) if case.judgements or case.circumstances else ()
    return None if said is None else (*key, *said)


def _said(case: Case) -> tuple[object, ...] | None:
    """What officials assert in a case; None where an answer is no plain yes or no."""
    if any(type(answer) is not bool for answer in case.judgements.values()):
        return None
    circumstances = (("circumstances", *case.circumstances.items()),) if case.circumstances else ()
    return tuple(case.judgements.items()), *circumstances


def _plain(frame: Frame, facts: Mapping[str, Any]) -> bool:
    """Whether facts that decide nothing here are known and of their type all the same."""
    known = frame.plan.facts
    read = {name for name, _, _ in frame.readers}
    return all(
        name in known
        and name not in BUILTIN_FACTS
        and known[name].kind is not FactKind.JUDGED
        and canonical(known[name], value)[1] is None
        for name, value in facts.items()
        if name not in read
    )


def _applied(verdict: Verdict, case: Case) -> Determination:
    """The shared determination for this case, with its own amounts."""
    made = object.__new__(Determination)
    state = made.__dict__
    state.update(verdict.state)
    state["case"] = case
    if not verdict.reckonings:
        return made
    final, statutory = list(state["penalties"]), list(state["statutory"])
    position: list[int] = []
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
        (final if one.final else statutory)[one.index] = penalty
        for limit in one.thresholds:
            position += [3 if edge is None else (edge > limit) + (edge >= limit) for edge in (low, high)]
    state["penalties"], state["statutory"] = tuple(final), tuple(statutory)
    where = tuple(position)
    answers = verdict.procedures.get(where)
    if answers is None:
        answers = verdict.procedures[where] = verdict.answers(state["penalties"], case)
    state["procedure"] = answers
    return made


def remember(
    track: Track,
    plan: Plan,
    case: Case,
    found: Determination,
    scenario: tuple[Leaf, dict[str, Value]] | None,
    answers: Callable[[tuple[Penalty, ...], Case], tuple[ProcedureAnswer, ...]],
) -> None:
    """Keep what was found as a verdict for all cases of the same cells, where they can share it."""
    if case.persons or case.imposed or case.discovered_on is not None or case.filed_on is not None or plan.case_rules:
        return
    where = (case.ended_on, case.occurred_on, case.decided_on, case.jurisdiction)
    if where not in track.frames:
        if len(track.frames) >= LIMIT:
            track.frames.clear()
        track.frames[where] = _frame_of(track, plan)
    frame = track.frames[where]
    key = None if frame is None else _key(frame, case)
    if frame is None or key is None:
        return
    reckonings = _reckonings(plan, case, found, scenario)
    if reckonings is None:
        return
    if len(frame.verdicts) >= LIMIT:
        frame.verdicts.clear()
    frame.verdicts[key] = Verdict(dict(found.__dict__), reckonings, answers)


def _frame_of(track: Track, plan: Plan) -> Frame | None:
    """The frame of the plan, one for all days and places that it governs."""
    if plan not in track.frames_of_plans:
        track.frames_of_plans[plan] = _frame(plan)
    frame: Frame | None = track.frames_of_plans[plan]
    return frame


def _frame(plan: Plan) -> Frame | None:
    """How the facts of the plan are cut; None where a fact is no plain number or choice."""
    if plan.counts and any(term in plan.counts for term in plan.cells):
        return None
    derived = [fact for fact in plan.facts.values() if fact.derived is not None and fact.id in plan.cells]
    if derived:
        return None
    readers: list[Reader] = []
    for term, cells in plan.cells.items():
        fact = plan.facts.get(term)
        if fact is None or fact.kind is FactKind.JUDGED or term in BUILTIN_FACTS or term.startswith("person."):
            continue
        points = tuple(sorted(cell.low for cell in cells if cell.low is not None and cell.low == cell.high))
        if fact.kind is FactKind.MONEY:
            readers.append((term, Money, points))
        elif fact.kind in _WHOLE:
            readers.append((term, int, points))
        elif fact.kind in _CHOICE:
            readers.append((term, bool if fact.kind is FactKind.BOOLEAN else str, None))
        else:
            return None
    return Frame(plan, tuple(readers), bool({ACT_ON, DECISION_ON} & set(plan.cells)))


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
    thresholds = _thresholds(plan)
    made: list[Reckoning] = []
    for final, computed, shown in (
        (True, straight.final, found.penalties),
        (False, straight.statutory, found.statutory),
    ):
        for index, (one, template) in enumerate(zip(computed, shown, strict=True)):
            if line_of(one.usual) is not None:
                return None
            if line_of(one.amount) is not None:
                made.append(
                    _reckoning(index, one, template, thresholds.get(one.kind, ()) if final else (), final=final)
                )
    return tuple(made)


def _reckoning(index: int, one: Penalty, template: Penalty, thresholds: tuple[int, ...], *, final: bool) -> Reckoning:
    amount = one.amount or Interval()
    line = line_of(amount)
    return Reckoning(
        final,
        index,
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
