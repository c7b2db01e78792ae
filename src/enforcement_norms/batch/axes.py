"""The terms of the rows of a violation: what its law asks for, of the columns that a table has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve

from ..compiler import (
    NATIONWIDE,
)
from ..conditions import CIRCUMSTANCE, COUNT, JUDGED, PERSON, Test
from ..model.builtin import ACT_ON, DECISION_ON, PARTY_AGE, PARTY_KIND
from ..model.case import PartyKind
from ..model.facts import Derivation, Fact, FactKind
from .asked import Law, Window, law_of, within
from .cutting import IMPOSED, INDETERMINABLE, SUM, beside, constants, dates, whole_cuts
from .epochs import place_of
from .paths import NEAR
from .reckoned import DIVIDEND, DIVISOR, RATIO, AgeTerm, DiscoveryTerm, ExactTerm, QuotientTerm
from .source import LARGEST
from .terms import ChoiceTerm, DateTerm, DayTerm, ListTerm, NumberTerm, PlaceTerm, Term


def terms_of(
    law: Law, window: Window, has: Callable[[str], bool], digits: Mapping[str, int], near: Collection[str] = ()
) -> tuple[Term, ...]:
    """The terms of the rows in a window: first days and place, then what the columns of the table say.

    Of the columns `near` every small number is a cell of its own.
    """
    moved = [day for term in (ACT_ON, DECISION_ON) for cut in dates(law.tests.get(term, ())) for day in beside(cut)]
    acts = within(tuple(sorted({*law.turns.acts, *moved})), window.acts)
    decisions = within(tuple(sorted({*law.turns.decisions, *moved})), window.decisions)
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
        days = tuple(sorted({day for cut in dates(tests) for day in (cut - timedelta(days=1), cut)}))
        return DateTerm(fact.id, len(days) + 1, fact.id, days) if given else None
    if fact.derived is not None and fact.derived.how is Derivation.RATIO:
        one, two = fact.derived.of
        if has(one) and has(two):
            cuts = tuple(sorted({Fraction(cut) for cut in constants(tests)}))
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


__all__ = ["Law", "Window", "digits_scale", "law_of", "terms_of"]
