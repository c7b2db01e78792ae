"""One case stands in for another (代表案情) where no norm tells the days and ages of the two apart.

`evaluate` shares what it finds between cases of the same days, without days of discovery and filing. Case files have
all of them, each its own. So a case is first brought to the first day of the period in which nothing that governs it
changes, and its party to an age that no condition tells from its own; what is found then holds for the case itself.
Where the law changed from the act to the decision, both periods are such. Where anything hangs on the very days
(limitation, counts of earlier acts), the case stands for itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from attrs import frozen

from ..calendar import add_months, add_years, years_between
from ..cells import Cell
from ..compiler import Norms, Plan, Track
from ..errors import CaseInvalid
from ..evaluator import evaluate
from ..evaluator.exemptions import TIME_BARRED
from ..evaluator.frames import Frame, frame_of
from ..evaluator.later_law import lighter_of
from ..evaluator.shared import recalled_on
from ..model.builtin import PARTY_AGE
from ..model.case import Case, Party, reversed_days
from ..model.determination import Determination
from ..model.findings import CaseRule

_SHORT: Final = 28
"""Days that every month has: so many for each month lie within the term, whatever the months."""
_OLDEST: Final = 150
"""Years of age beyond which nothing is shared."""


@frozen
class Ground:
    """What cases share between two days on which norms change (适用规范不变的期间).

    `births` are the days on which parties are taken to be born, by age; None where no age matters. `months` is the
    shortest limitation period, None where there is none. Verdicts are kept in `frames`: of the law that governs, or of
    the law at the act and that at the decision.
    """

    act_on: date
    decided_on: date
    births: tuple[date | None, ...] | None
    months: int | None
    rules: tuple[CaseRule, ...]
    frames: tuple[Frame, ...]


Says = Callable[[CaseRule, Case], object]
"""What a rule of a pack says of a case; nothing where it says nothing."""


def says(rule: CaseRule, case: Case) -> object:
    """What a rule of a pack says of a case, asked anew."""
    return next(iter(rule.check(case)), None)


def determined(norms: Norms, case: Case, said: Says = says) -> Determination:
    """What `evaluate` finds in the case, by way of the case that stands in for it where there is one.

    Raises:
        EnforcementNormsError: as `evaluate`.
    """
    standing = _standing(norms, case, said)
    if standing is None:
        return evaluate(norms, case)
    ground, birth = standing
    made = _recalled(ground, birth, case)
    if made is None:
        try:
            found = evaluate(norms, _like(ground, birth, case))
        except CaseInvalid:
            # It is refused for its facts, or a rule of the pack asks for days: the case itself is told why.
            return evaluate(norms, case)
        if found.warnings:
            return evaluate(norms, case)
        # Written by hand, as the shared verdicts are: it stands on the hot path.
        made = object.__new__(Determination)
        made.__dict__.update(found.__dict__, case=case)
    if case.discovered_on is not None or case.filed_on is not None:
        made.__dict__["open_to_check"] = _in_time(made.open_to_check)
    return made


def _recalled(ground: Ground, birth: date | None, case: Case) -> Determination | None:
    """What is known of such cases, of two laws the lighter; None where it is not known of each."""
    days = (birth, ground.act_on, ground.decided_on)
    if len(ground.frames) == 1:
        return recalled_on(ground.frames[0], case, days)
    known = [recalled_on(frame, case, days) for frame in ground.frames]
    old, new = known
    return None if old is None or new is None else lighter_of(old, new)


@lru_cache(maxsize=1024)
def _in_time(open_to_check: tuple[str, ...]) -> tuple[str, ...]:
    """What is open to check where it is known that the act was found out in time."""
    return tuple(filter(TIME_BARRED.__ne__, open_to_check))


def stand_in(norms: Norms, case: Case) -> Case | None:
    """The case that stands in for this one; None where it can only stand for itself."""
    standing = _standing(norms, case, says)
    return None if standing is None else _like(*standing, case)


def _standing(norms: Norms, case: Case, said: Says) -> tuple[Ground, date | None] | None:
    """The ground on which another case stands in for this one, and the day on which its party is taken to be born."""
    track = norms.tracks.get(case.violation)
    if track is None or case.persons or case.imposed:
        return None
    act_on = case.ended_on or case.occurred_on
    ground = _ground(
        track, bisect_right(track.changes, act_on), bisect_right(track.changes, case.decided_on), case.jurisdiction
    )
    if ground is None or next(reversed_days(case), None) is not None:
        return None
    discovered = case.discovered_on or case.filed_on
    if discovered is not None and _may_be_barred(ground, act_on, discovered):
        return None
    birth = case.party.birth_date
    if ground.births is None:
        birth = None
    elif birth is not None:
        birth = _born_like(ground.births, birth, act_on)
        if birth is None:
            return None
    for rule in ground.rules:
        if said(rule, case):
            return None
    return ground, birth


def _born_like(births: Sequence[date | None], birth: date, act_on: date) -> date | None:
    """The day on which the party is taken to be born; None of one who is older than any."""
    age = act_on.year - birth.year
    if not 0 < age <= _OLDEST:
        return None
    # Whether the birthday has come is asked only where it tells two ages apart.
    return births[age] if births[age] == births[age - 1] else births[years_between(birth, act_on)]


def _like(ground: Ground, birth: date | None, case: Case) -> Case:
    return Case(
        case.violation,
        ground.act_on,
        ground.decided_on,
        case.jurisdiction,
        case.facts,
        case.judgements,
        case.circumstances,
        Party(case.party.kind, birth),
    )


def _may_be_barred(ground: Ground, act_on: date, discovered: date) -> bool:
    """Whether the shortest limitation period has run."""
    if ground.months is None or (discovered - act_on).days <= _SHORT * ground.months:
        return False
    return discovered > add_months(act_on, ground.months)


@lru_cache(maxsize=1024)
def _ground(track: Track, acted: int, decided: int, division: str) -> Ground | None:
    """The ground of cases after so many changes; None where they are told apart by more than their facts."""
    if not acted or not decided:
        return None
    act_on, decided_on = track.changes[acted - 1], track.changes[decided - 1]
    old, new = track.version_on(act_on), track.version_on(decided_on)
    if old is None or new is None or not track.applies_in(old, division):
        return None
    plans, frames = [], []
    for version in (old,) if new is old else (old, new):
        if version.outranked_by is not None:
            return None
        plan = track.plan(version, act_on, decided_on, division)
        frame = frame_of(track, plan)
        if frame is None or frame.by_day:
            return None
        plans.append(plan)
        frames.append(frame)
    months = min((rule.months for plan in plans for rule in plan.limitation), default=None)
    rules = tuple(dict.fromkeys(rule for plan in plans for rule in plan.case_rules))
    return Ground(act_on, decided_on, _births(plans, act_on), months, rules, tuple(frames))


def _births(plans: Iterable[Plan], act_on: date) -> tuple[date | None, ...] | None:
    """For each age the day of birth of somebody whom no condition tells from a party of that age."""
    cells = [plan.cells[PARTY_AGE] for plan in plans if PARTY_AGE in plan.cells]
    if not cells:
        return None
    return tuple(_born(_like_age(cells, age), act_on) for age in range(_OLDEST + 1))


def _like_age(laws: Sequence[Sequence[Cell]], age: int) -> int | None:
    """The age that stands for all of the same cell; where two laws cut otherwise, each age stands for itself."""
    found = {_in_cell(cells, age) for cells in laws}
    return found.pop() if len(found) == 1 else None if None in found else age


def _in_cell(cells: Iterable[Cell], age: int) -> int | None:
    for cell in cells:
        above = cell.low is None or age > cell.low or (age == cell.low and cell.low_closed)
        below = cell.high is None or age < cell.high or (age == cell.high and cell.high_closed)
        if above and below and type(cell.value) is int:
            return cell.value
    return None


def _born(age: int | None, day: date) -> date | None:
    """A day on which somebody of that age was born."""
    if age is None:
        return None
    born = add_years(day, -age) - timedelta(days=1)
    return born if years_between(born, day) == age else None
