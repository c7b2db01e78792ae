"""Which terms the law of a violation asks for, and where its conditions cut them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from attrs import evolve, frozen

from ..amounts import Number
from ..compiler import (
    NATIONWIDE,
    Norms,
    Plan,
    Track,
    amounts_of,
    conditions_of,
    domain_of_fact,
    standing_of,
    triggers_of,
)
from ..conditions import CIRCUMSTANCE, COUNT, JUDGED, PERSON, Bounded, OneOf, Test
from ..model.builtin import ACT_ON, DECISION_ON, ILLEGAL_GAINS, PARTY_AGE, PARTY_KIND, REFUNDED
from ..model.case import PartyKind
from ..model.facts import Derivation, Fact, FactKind
from ..model.penalty import Measure, MeasureKind
from .drafts import EARLIEST
from .epochs import Turns, place_of, plans_at, turns_of
from .source import LARGEST
from .symbols import NEAR
from .terms import (
    DIVIDEND,
    DIVISOR,
    RATIO,
    AgeTerm,
    ChoiceTerm,
    DateTerm,
    DayTerm,
    DiscoveryTerm,
    ExactTerm,
    ListTerm,
    NumberTerm,
    PlaceTerm,
    QuotientTerm,
    Term,
)

INDETERMINABLE: Final = "indeterminable:"
IMPOSED: Final = "imposed:"
SUM: Final = "sum:"
IN: Final = "in:"


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


def law_of(norms: Norms, track: Track, window: Window | None = None) -> Law:
    """What the law of a violation asks within a window, or ever."""
    turns = turns_of(norms, track)
    tests: dict[str, dict[Test, None]] = {}
    bases: set[str] = set()
    circumstances: dict[str, None] = {}
    measures: dict[str, Measure] = {}
    months: set[int] = set()
    by_party = False
    for plan in _plans(norms, track, turns, window):
        for test in _tests(plan):
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
    places = (*turns.divisions, NATIONWIDE)
    if window is not None:
        places = tuple(dict.fromkeys(place_of(each, turns.divisions) for each in window.divisions))
    for act_on in _within(turns.acts, None if window is None else window.acts):
        for decided_on in _within(turns.decisions, None if window is None else window.decisions):
            if _follows(decided_on, act_on, turns.decisions):
                for place in places:
                    for plan in plans_at(norms, track, act_on, max(act_on, decided_on), place):
                        if id(plan) not in seen:
                            seen.add(id(plan))
                            yield plan


def _within(turns: tuple[date, ...], span: tuple[date, date] | None) -> tuple[date, ...]:
    """The first days of the stretches between turns that a span meets."""
    first, last = span or (EARLIEST, date.max)
    before = max((turn for turn in turns if turn <= first), default=EARLIEST)
    return (before, *(turn for turn in turns if first < turn <= last))


def _follows(decided_on: date, act_on: date, turns: tuple[date, ...]) -> bool:
    """Whether some day of the stretch that begins with `decided_on` is not before `act_on`."""
    after = next((turn for turn in turns if turn > decided_on), date.max)
    return act_on < after


def _tests(plan: Plan) -> Iterator[Test]:
    for amount in amounts_of(plan):
        for condition in amount.conditions():
            yield from condition.tests()
    for condition in conditions_of(plan):
        yield from condition.tests()


def terms_of(
    law: Law, window: Window, has: Callable[[str], bool], digits: Mapping[str, int], near: Collection[str] = ()
) -> tuple[Term, ...]:
    """The terms of the rows in a window: first days and place, then what the columns of the table say.

    Of the columns `near` every small number is a cell of its own.
    """
    moved = [day for term in (ACT_ON, DECISION_ON) for cut in _dates(law.tests.get(term, ())) for day in _beside(cut)]
    acts = _within(tuple(sorted({*law.turns.acts, *moved})), window.acts)
    decisions = _within(tuple(sorted({*law.turns.decisions, *moved})), window.decisions)
    places = {place_of(each, law.turns.divisions) for each in window.divisions} - {NATIONWIDE}
    ordered = (*sorted(places, key=lambda place: len(place.rstrip("0")), reverse=True), NATIONWIDE)
    terms: list[Term] = [
        DayTerm("act", len(acts), acts[1:], acts[0]),
        DayTerm("decision", len(decisions), decisions[1:], decisions[0], decision=True),
        PlaceTerm("place", len(ordered), ordered),
    ]
    if has("party_kind") and law.by_party:
        kinds = tuple(kind.value for kind in PartyKind)
        terms.append(ChoiceTerm(PARTY_KIND, len(kinds), "party_kind", kinds, "party"))
    if has("party_birth_date") and PARTY_AGE in law.tests:
        cuts = whole_cuts(law.tests[PARTY_AGE])
        terms.append(AgeTerm(PARTY_AGE, len(cuts) + 1, cuts))
    if law.months and (has("discovered_on") or has("filed_on")):
        terms.append(DiscoveryTerm("limitation", len(law.months) + 1, law.months))
    terms += _said(law, has)
    terms += _numbers(law, has, digits)
    return tuple(_nearer(term) if isinstance(term, NumberTerm) and term.column in near else term for term in terms)


def _nearer(term: NumberTerm) -> NumberTerm:
    """The term with every small number a cell of its own."""
    cuts = (*range(NEAR + 1), *(cut for cut in term.cuts if cut > NEAR))
    return evolve(term, cuts=cuts, size=len(cuts) + 1, near=NEAR)


def _said(law: Law, has: Callable[[str], bool]) -> Iterator[Term]:
    yes_no = (True, False)
    for id_ in law.circumstances:
        if has(CIRCUMSTANCE + id_):
            yield ChoiceTerm(id_, 2, CIRCUMSTANCE + id_, yes_no, "circumstance")
    for term in law.tests:
        key = term.removeprefix(JUDGED)
        if key != term and has(term):
            yield ChoiceTerm(key, 2, term, yes_no, "judged")


def _numbers(law: Law, has: Callable[[str], bool], digits: Mapping[str, int]) -> Iterator[Term]:
    for term in dict.fromkeys((*law.tests, *sorted(law.bases))):
        if term.startswith(PERSON):
            continue
        tests = law.tests.get(term, ())
        base = term in law.bases
        if term.startswith(COUNT):
            if has(term):
                cuts = whole_cuts(tests)
                yield NumberTerm(term, len(cuts) + 1, term, cuts)
            continue
        fact = law.track.facts.get(term)
        if fact is None or fact.kind is FactKind.JUDGED:
            continue
        if base and fact.derived is not None and fact.derived.how is Derivation.RATIO:
            yield from _exact(law, fact, has, digits)
            continue
        found = _of_fact(law, fact, tests, has, digits, base=base)
        if found is not None:
            parts = () if fact.derived is None else fact.derived.of
            yield evolve(found, flagged=any(has(INDETERMINABLE + id_) for id_ in (fact.id, *parts)))
    for id_ in law.measures:
        if has(IMPOSED + id_):
            yield NumberTerm(id_, 1, IMPOSED + id_, (), 1, symbol=True, imposed=True)


def _exact(law: Law, fact: Fact, has: Callable[[str], bool], digits: Mapping[str, int]) -> Iterator[Term]:
    """The parts of a ratio with which amounts compute, and the ratio itself, where columns give them."""
    parts = () if fact.derived is None else fact.derived.of
    given = [
        (column, role)
        for column, role in zip((*parts, fact.id), (DIVIDEND, DIVISOR, RATIO), strict=True)
        if has(column)
    ]
    roles = {role for _, role in given}
    for column, role in given:
        if role == RATIO or {DIVIDEND, DIVISOR} <= roles:
            flagged = role != DIVIDEND and any(has(INDETERMINABLE + id_) for id_ in (fact.id, *parts))
            yield ExactTerm(fact.id, LARGEST + 1, column, role, digits_scale(law, column, digits), flagged=flagged)


def _of_fact(
    law: Law,
    fact: Fact,
    tests: tuple[Test, ...],
    has: Callable[[str], bool],
    digits: Mapping[str, int],
    *,
    base: bool,
) -> Term | None:
    given = has(fact.id)
    if fact.kind is FactKind.LIST:
        return _of_list(law, fact, has, base=base)
    if fact.kind in (FactKind.ENUM, FactKind.BOOLEAN):
        values: tuple[Any, ...] = (True, False) if fact.kind is FactKind.BOOLEAN else tuple(fact.values)
        return ChoiceTerm(fact.id, len(values), fact.id, values) if given else None
    if fact.kind is FactKind.DATE:
        days = tuple(sorted({day for cut in _dates(tests) for day in (cut - timedelta(days=1), cut)}))
        return DateTerm(fact.id, len(days) + 1, fact.id, days) if given else None
    if fact.derived is not None and fact.derived.how is Derivation.RATIO:
        one, two = fact.derived.of
        if has(one) and has(two):
            cuts = tuple(sorted({Fraction(cut) for cut in _constants(tests)}))
            scales = (digits_scale(law, one, digits), digits_scale(law, two, digits))
            own = digits_scale(law, fact.id, digits) if given else None
            return QuotientTerm(fact.id, 2 * len(cuts) + 1, (one, two), scales, cuts, own)
        if not given:
            return None
    derived = fact.derived is not None and all(has(part) for part in fact.derived.of)
    if not given and not derived:
        return None
    scale = digits_scale(law, fact.id, digits)
    cuts_ = whole_cuts(tests, scale, zero=base)
    return NumberTerm(fact.id, len(cuts_) + 1, fact.id, cuts_, scale, symbol=base)


def digits_scale(law: Law, id_: str, digits: Mapping[str, int]) -> int:
    """In which parts of its unit the whole-number column of a fact counts; money is reckoned in fen throughout."""
    fractional = law.track.facts[id_].kind in (FactKind.RATIO, FactKind.QUANTITY)
    return 10 ** digits.get(id_, 0) if fractional else 1


def _of_list(law: Law, fact: Fact, has: Callable[[str], bool], *, base: bool) -> Term | None:
    if base and has(SUM + fact.id):
        return NumberTerm(fact.id, 2, SUM + fact.id, (0,), symbol=True, listed=True)
    named = law.lists.get(fact.id, {})
    if not any(has(column) for column in named):
        return None
    columns = tuple(column for column in named if has(column))
    return ListTerm(fact.id, 1 << len(columns), columns, tuple(named[column] for column in columns))


def list_columns(fact: Fact, tests: Iterable[Test]) -> dict[str, Any]:
    """The columns of a list fact, each with a value of the cell whose elements it counts."""
    domain = domain_of_fact(fact).items
    if domain is None:
        return {}
    if fact.items is FactKind.ENUM:
        return {f"{IN}{fact.id}:{value}": value for value in fact.values}
    cuts = whole_cuts(tuple(tests))
    lows = (0, *(cut + 1 for cut in cuts))
    ends = (*(str(cut) for cut in cuts), "")
    return {f"{IN}{fact.id}:{low}..{end}": low for low, end in zip(lows, ends, strict=True)}


def whole_cuts(tests: Iterable[Test], scale: int = 1, *, zero: bool = False) -> tuple[int, ...]:
    """The last whole numbers, in parts of `scale`, of all cells but the last."""
    found = {0} if zero else set()
    for test in tests:
        if isinstance(test, Bounded):
            if test.low is not None:
                found.add(_under(test.low * scale, itself=not test.low_closed))
            if test.high is not None:
                found.add(_under(test.high * scale, itself=test.high_closed))
        elif isinstance(test, OneOf):
            for value in test.values:
                found |= {_under(value * scale, itself=False), _under(value * scale, itself=True)}
    return tuple(sorted(cut for cut in found if cut >= 0))


def _under(bound: Number, *, itself: bool) -> int:
    return floor(bound) if itself else ceil(bound) - 1


def _constants(tests: Iterable[Test]) -> Iterator[Any]:
    for test in tests:
        if isinstance(test, Bounded):
            yield from (bound for bound in (test.low, test.high) if bound is not None)
        elif isinstance(test, OneOf):
            yield from test.values


def _dates(tests: Iterable[Test]) -> set[date]:
    return set(_constants(tests))


def _beside(cut: date) -> tuple[date, date]:
    return cut, cut + timedelta(days=1)
