"""What the law of a violation asks within a span of days and divisions: tests, bases of amounts, circumstances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ..compiler import (
    NATIONWIDE,
    Norms,
    Plan,
    Track,
    amounts_of,
    conditions_of,
    standing_of,
    triggers_of,
)
from ..conditions import CIRCUMSTANCE, Test
from ..model.builtin import ILLEGAL_GAINS, PARTY_KIND, REFUNDED
from ..model.facts import FactKind
from ..model.penalty import Measure, MeasureKind
from .cutting import list_columns
from .drafts import EARLIEST
from .epochs import Turns, place_of, plans_at, turns_of


@frozen
class Window:
    """What the rows of a violation span: days of acts and of decisions, and divisions."""

    acts: tuple[date, date]
    decisions: tuple[date, date]
    divisions: tuple[str, ...] = (NATIONWIDE,)


@frozen(eq=False)
class Law:
    """All that the plans of a violation ask: tests by term, facts that amounts compute with, measures, limitations."""

    track: Track
    turns: Turns
    tests: Mapping[str, tuple[Test, ...]]
    bases: frozenset[str]
    circumstances: tuple[str, ...]
    measures: Mapping[str, Measure]
    months: tuple[int, ...]
    by_party: bool
    lists: Mapping[str, Mapping[str, Any]]
    """By list fact the columns of its cells, each with a value of the cell; the same whatever a table spans."""


def law_of(norms: Norms, track: Track, window: Window | None = None, turns: Turns | None = None) -> Law:
    """What the law of a violation asks within a window, or ever; `turns` are those of the violation, if known."""
    turns = turns_of(norms, track) if turns is None else turns
    tests: dict[str, dict[Test, None]] = {}
    bases: set[str] = set()
    circumstances: dict[str, None] = {}
    measures: dict[str, Measure] = {}
    months: set[int] = set()
    by_party = False
    for plan in _plans(norms, track, turns, window):
        for test in tests_of(plan):
            tests.setdefault(test.term, {})[test] = None
        bases |= {base for amount in amounts_of(plan) for base in amount.bases()}
        circumstances |= dict.fromkeys(plan.effects)
        for standing in standing_of(plan):
            measures[standing.measure.id] = standing.measure
            if standing.measure.kind is MeasureKind.CONFISCATE_ILLEGAL_GAINS:
                bases |= {ILLEGAL_GAINS, REFUNDED}
        months |= {limit.months for limit in plan.limitation}
        by_party = by_party or any(trigger.party for trigger in triggers_of(plan))
    lists = {term: tests[term] for term in tests if term in track.facts and track.facts[term].kind is FactKind.LIST}
    if lists and window is not None:
        named = law_of(norms, track).lists
    else:
        named = {term: list_columns(track.facts[term], found) for term, found in lists.items()}
    asked = {term.removeprefix(CIRCUMSTANCE) for term in tests if term.startswith(CIRCUMSTANCE)}
    return Law(
        track,
        turns,
        {term: tuple(found) for term, found in tests.items()},
        frozenset(bases),
        tuple(dict.fromkeys((*circumstances, *sorted(asked)))),
        measures,
        tuple(sorted(months)),
        by_party or PARTY_KIND in tests,
        named,
    )


def _plans(norms: Norms, track: Track, turns: Turns, window: Window | None) -> Iterator[Plan]:
    seen: set[int] = set()
    acts, decisions, places = stretches(turns, window)
    for act_on in acts:
        for decided_on in decisions:
            if _follows(decided_on, act_on, turns.decisions):
                for place in places:
                    for plan in plans_at(norms, track, act_on, max(act_on, decided_on), place):
                        if id(plan) not in seen:
                            seen.add(id(plan))
                            yield plan


def stretches(turns: Turns, window: Window | None) -> tuple[tuple[date, ...], tuple[date, ...], tuple[str, ...]]:
    """The stretches of days of the act and of the decision that a window meets, and the places; all without one."""
    if window is None:
        return within(turns.acts, None), within(turns.decisions, None), (*turns.divisions, NATIONWIDE)
    places = dict.fromkeys(place_of(each, turns.divisions) for each in window.divisions)
    return within(turns.acts, window.acts), within(turns.decisions, window.decisions), tuple(places)


def within(turns: tuple[date, ...], span: tuple[date, date] | None) -> tuple[date, ...]:
    """The first days of the stretches between turns that a span meets."""
    first, last = span or (EARLIEST, date.max)
    before = max((turn for turn in turns if turn <= first), default=EARLIEST)
    return (before, *(turn for turn in turns if first < turn <= last))


def _follows(decided_on: date, act_on: date, turns: tuple[date, ...]) -> bool:
    """Whether some day of the stretch that begins with `decided_on` is not before `act_on`."""
    after = next((turn for turn in turns if turn > decided_on), date.max)
    return act_on < after


def tests_of(plan: Plan) -> Iterator[Test]:
    """All tests of the conditions of a plan."""
    for amount in amounts_of(plan):
        for condition in amount.conditions():
            yield from condition.tests()
    for condition in conditions_of(plan):
        yield from condition.tests()
