"""Cases made by Hypothesis (随机案件) for tests of packs: any case that an official could write down.

Hypothesis is needed only where these are called. Values lie on both sides of every limit that the law of the violation
draws; days lie in its versions, on their edges too; facts, judgements, circumstances and persons are there or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from ..calendar import add_months, add_years
from ..cells import Cell
from ..compiler import Norms, Plan, Track, standing_of
from ..conditions import CIRCUMSTANCE, COUNT, INDETERMINABLE, JUDGED, PERSON
from ..model.builtin import BUILTIN_FACTS, ILLEGAL_GAINS, PARTY_AGE, PARTY_KIND, PERSON_AGE, REFUNDED
from ..model.case import Assertion, Case, Event, Party, PartyKind, Person
from ..model.facts import Count, Derivation, Fact, FactKind
from ..model.penalty import Addressee
from ..model.violation import Violation
from ..money import Money

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

PLACES: Final = ("000000", "110000", "310101", "511702")
FIRST: Final = date(2018, 1, 1)
"""No act lies before the first text of the general law that the library holds."""
OPEN_END: Final = timedelta(days=3 * 366)
"""How long after its first day a version without end is still tried."""
LATEST_DECISION: Final = timedelta(days=400)
ADULT: Final = 19 * 366
OLDEST: Final = 80 * 366
DECIDED: Final = (Money(0), Money.yuan(2000), Money.yuan(800_000))
"""Fines already decided, on which others depend."""
ALL: Final = 4
"""Of so many parts of what can be known."""
_SMALL: Final = Fraction(1, 1000)

__all__ = ["Ground", "answered", "cases", "cases_on", "grounds"]


@frozen(eq=False)
class Ground:
    """One violation on given days in a place where it is in force (案由与时地), and what a case of it can hold.

    `plan` is what governs there, that of a higher norm where the violation's own is outranked by it. `facts` and
    `of_persons` give the values worth trying, by id; `judgements` and `circumstances` the ids that matter; `imposed`
    the measures on whose decided amount others depend.
    """

    plan: Plan
    bare: Case
    facts: Mapping[str, tuple[Any, ...]]
    of_persons: Mapping[str, tuple[Any, ...]]
    judgements: tuple[str, ...]
    circumstances: tuple[str, ...]
    imposed: tuple[str, ...]

    def __repr__(self) -> str:
        case = self.bare
        return f"{case.violation} {case.occurred_on} {case.decided_on} {case.jurisdiction}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """How Hypothesis shows it."""
        printer.text(repr(self))


def grounds(norms: Norms, *violations: str) -> SearchStrategy[Ground]:
    """Any of the named violations (or of all) on any days and in any place where it is in force."""
    from hypothesis import strategies as st

    ids = violations or tuple(norms.tracks)
    among = [(track, version) for id_ in ids for track in (norms.tracks[id_],) for version in track.versions]

    @st.composite
    def drawn(draw: DrawFn) -> Ground:
        track, version = draw(st.sampled_from(among))
        first, last = _span(version)
        act = draw(st.one_of(st.sampled_from((first, last)), st.dates(first, last)))
        lasted, later = draw(st.sampled_from((0, 0, 0, 1, 400))), draw(st.integers(0, LATEST_DECISION.days))
        division = draw(st.sampled_from(_places(track, version)))
        case = Case(track.id, act - timedelta(days=lasted), act + timedelta(days=later), division)
        if lasted:
            case = evolve(case, ended_on=act)
        return _ground(*_governing(norms, track, version, act), case)

    return drawn()


def cases(norms: Norms, *violations: str, complete: bool = False) -> SearchStrategy[Case]:
    """Any case of the named violations (or of all); a `complete` one leaves no fact and no judgement open."""
    return grounds(norms, *violations).flatmap(lambda ground: cases_on(ground, complete=complete))


def cases_on(
    ground: Ground, *, complete: bool = False, circumstances: bool = True, persons: bool = True
) -> SearchStrategy[Case]:
    """Any case on this ground; without `circumstances` none is asserted, without `persons` nobody else is named."""
    from hypothesis import strategies as st

    @st.composite
    def drawn(draw: DrawFn) -> Case:
        share = ALL if complete else draw(st.sampled_from((0, 2, 3, ALL)))

        def keep() -> bool:
            return share == ALL or draw(st.integers(1, ALL)) <= share

        facts = {id_: draw(st.sampled_from(values)) for id_, values in ground.facts.items() if keep()}
        judgements = {key: draw(st.booleans()) for key in ground.judgements if keep()}
        kind = draw(st.sampled_from(list(PartyKind))) if keep() else None
        birth = _birth(ground.bare, draw(_ages())) if PARTY_AGE in ground.plan.cells and keep() else None
        said: list[str] = []
        if circumstances and ground.circumstances:
            said = draw(st.lists(st.sampled_from(ground.circumstances), max_size=2, unique=True))
        asserted: dict[str, Assertion] = {}
        for id_ in said:
            possible = not any(other in asserted for other in _excluded(ground.plan, id_))
            asserted[id_] = Assertion(possible and draw(st.booleans()), draw(st.sampled_from(("", "证据1"))))
        named = tuple(_person(draw, ground, number, keep) for number in range(draw(_few()))) if persons else ()
        span = (ground.bare.decided_on - ground.bare.occurred_on).days
        waited = draw(st.sampled_from((None, None, 0, span // 2, span)))
        decided = {id_: draw(st.sampled_from(DECIDED)) for id_ in ground.imposed if draw(st.booleans())}
        return evolve(
            ground.bare,
            facts=facts,
            judgements=judgements,
            circumstances=asserted,
            party=Party(kind, birth),
            persons=named,
            discovered_on=None if waited is None else ground.bare.occurred_on + timedelta(days=waited),
            imposed=decided,
        )

    return drawn()


def answered(ground: Ground, case: Case, terms: Iterable[str]) -> SearchStrategy[Case]:
    """The case with an answer to each of the terms, as `Determination.missing` and `.questions` name them."""
    from hypothesis import strategies as st

    wanted = tuple(terms)

    @st.composite
    def drawn(draw: DrawFn) -> Case:
        facts, judgements, party = dict(case.facts), dict(case.judgements), case.party
        for term in wanted:
            if term == PARTY_KIND:
                party = evolve(party, kind=draw(st.sampled_from(list(PartyKind))))
            elif term == PARTY_AGE:
                party = evolve(party, birth_date=_birth(case, draw(_ages())))
            elif term.startswith(JUDGED):
                judgements[term.removeprefix(JUDGED)] = draw(st.booleans())
            else:
                facts |= {id_: draw(st.sampled_from(values)) for id_, values in _answers(ground, term)}
        return evolve(case, facts=facts, judgements=judgements, party=party)

    return drawn()


def _answers(ground: Ground, term: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The facts to state for a term with what they can be; nothing is a part of none, so no divisor is zero."""
    fact = ground.plan.facts.get(term)
    derived = None if fact is None else fact.derived
    divisor = derived.of[1] if derived is not None and derived.how is Derivation.RATIO else ""
    for id_ in _sources(ground.plan, term):
        values = ground.facts[id_]
        yield id_, tuple(value for value in values if value) if id_ == divisor else tuple(values)


def _span(version: Violation) -> tuple[date, date]:
    """The days on which acts are tried: from the first day in force to the last."""
    first = max(version.in_force.from_, FIRST)
    last = version.in_force.until or first + OPEN_END
    return min(first, last), last


def _governing(norms: Norms, track: Track, version: Violation, act: date) -> tuple[Track, Violation]:
    """The norm that is applied: the higher one where a norm is outranked by it."""
    higher = version.outranked_by
    if higher is None or not higher.violation:
        return track, version
    other = norms.tracks[f"{track.pack.id}.{higher.violation}"]
    above = other.version_on(act)
    return (track, version) if above is None else _governing(norms, other, above, act)


def _places(track: Track, version: Violation) -> tuple[str, ...]:
    """Where the version is in force: the place of a local instrument, else anywhere."""
    own = {track.sources[cite.instrument].division for cite in version.basis}
    local = tuple(sorted(own - {"000000"}))
    return local or PLACES


def _ground(track: Track, version: Violation, case: Case) -> Ground:
    plan = track.plan(version, case.occurred_on, case.decided_on, case.jurisdiction)
    facts = dict(_values(plan, case, ""))
    persons = {id_.removeprefix(PERSON): values for id_, values in _values(plan, case, PERSON)}
    judged = tuple(term.removeprefix(JUDGED) for term in plan.cells if term.startswith(JUDGED))
    weighed = tuple(id_ for id_ in plan.circumstances if id_ in plan.effects or CIRCUMSTANCE + id_ in plan.cells)
    amounts = [each.measure.amount for each in standing_of(plan) if each.measure.amount is not None]
    scaled = tuple(dict.fromkeys(id_ for amount in amounts for id_ in amount.measures()))
    return Ground(plan, case, facts, persons, judged, weighed, scaled)


def _values(plan: Plan, case: Case, prefix: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The facts of the case (or of persons) that matter, with values on both sides of every limit."""
    cells: dict[str, tuple[Cell, ...]] = {}
    counts: dict[str, list[Count]] = {}
    for term, of_term in plan.cells.items():
        if term.startswith(COUNT):
            counts.setdefault(plan.counts[term].event, []).append(plan.counts[term])
        elif term in plan.facts and term not in BUILTIN_FACTS and plan.facts[term].kind is not FactKind.JUDGED:
            for source in _sources(plan, term):
                cells[source] = of_term if source == term else cells.get(source, ())
    if ILLEGAL_GAINS in cells and REFUNDED in plan.facts:
        # No condition need ask for refunds, but what is left of the gains hangs on them.
        cells.setdefault(REFUNDED, ())
    for id_, of_fact in cells.items():
        if id_.startswith(PERSON) == bool(prefix):
            yield id_, _of_kind(plan.facts[id_], of_fact, case)
    if not prefix:
        for event, of_event in counts.items():
            yield event, tuple(_events(of_event, case))


def _sources(plan: Plan, term: str) -> tuple[str, ...]:
    """The facts that a case gives so that the term is known."""
    if term.startswith(COUNT):
        return (plan.counts[term].event,)
    derived = plan.facts[term].derived
    return (term,) if derived is None else tuple(id_ for source in derived.of for id_ in _sources(plan, source))


def _of_kind(fact: Fact, cells: tuple[Cell, ...], case: Case) -> tuple[Any, ...]:
    cuts = [cell.value for cell in cells if cell.value is not INDETERMINABLE]
    unfound = (INDETERMINABLE,) if len(cuts) < len(cells) else ()
    match fact.kind:
        case FactKind.ENUM:
            return (*fact.values, *unfound)
        case FactKind.BOOLEAN:
            return (True, False, *unfound)
        case FactKind.DATE:
            return (case.occurred_on, *(case.occurred_on + timedelta(days=days) for days in (1, 7, 8, 40)), *cuts)
        case FactKind.LIST:
            return ((), *cuts)
        case FactKind.MONEY:
            return (*(Money(int(fen)) for fen in _around(cuts, 1)), *unfound)
        case FactKind.RATIO | FactKind.QUANTITY:
            return (*_around(cuts, _SMALL), Fraction(1, 3), *unfound)
        case _:
            return (*(int(number) for number in _around(cuts, 1)), *unfound)


def _around(cuts: list[Any], step: int | Fraction) -> list[Any]:
    """The limits, their neighbours, nothing, little and very much."""
    points = {around for cut in (0, *cuts) for around in (cut - step, cut, cut + step)} | {777, 123_456_789}
    return sorted(point for point in points if point >= 0)


def _events(counts: list[Count], case: Case) -> Iterator[tuple[Event, ...]]:
    """Past events: none, several long ago, and up to as many as count, on the edges of the windows."""
    yield ()
    yield (Event(add_years(case.occurred_on, -30)),)
    for count in counts:
        for day in (case.ended_on or case.occurred_on, case.decided_on):
            start = day if count.within is None else _before(day, count.within, count.unit)
            for number in (1, 2, 3, 4):
                yield (Event(start),) * number
            yield (Event(start - timedelta(days=1)), Event(start, same_kind=False))


def _before(day: date, number: int, unit: str) -> date:
    if unit == "years":
        return add_years(day, -number)
    return add_months(day, -number) if unit == "months" else day - timedelta(days=number)


def _excluded(plan: Plan, id_: str) -> set[str]:
    """The circumstances that cannot stand beside this one, whichever of the two says so."""
    others = {other.id for other in plan.circumstances.values() if id_ in other.excludes}
    return {*plan.circumstances[id_].excludes, *others}


def _ages() -> SearchStrategy[int]:
    """Ages in days: grown up, or about a birthday from which the law treats people otherwise."""
    from hypothesis import strategies as st

    birthdays = [round(years * 365.2425) + days for years in (14, 16, 18, 70, 75) for days in (-2, 0, 2)]
    return st.one_of(st.sampled_from(birthdays), st.integers(ADULT, OLDEST))


def _few() -> SearchStrategy[int]:
    from hypothesis import strategies as st

    return st.sampled_from((0, 0, 1, 2))


def _birth(case: Case, days: int) -> date:
    return (case.ended_on or case.occurred_on) - timedelta(days=days)


def _person(draw: DrawFn, ground: Ground, number: int, keep: Callable[[], bool]) -> Person:
    """Somebody answering beside the party, with what the law asks of persons."""
    from hypothesis import strategies as st

    role = draw(st.sampled_from([role.value for role in Addressee if role is not Addressee.PARTY]))
    facts = {id_: draw(st.sampled_from(values)) for id_, values in ground.of_persons.items() if keep()}
    if PERSON_AGE in ground.plan.cells and keep():
        facts["birth_date"] = _birth(ground.bare, draw(_ages()))
    return Person(role, facts, f"p{number}")
