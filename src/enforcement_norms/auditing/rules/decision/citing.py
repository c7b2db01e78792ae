"""What a decision cites, read (决定书所引条文): titles, places, and the instruments behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from ....law import Citation, Instrument, read_citations
from ....law.titles import canonical_title
from ....model.casefile import Decision
from ....model.duty import Missing, need
from ....model.recorded import day_of
from ...audited import Audited
from ...instruments import ALL_INSTRUMENTS
from ..decided import asked_once

if TYPE_CHECKING:
    from ....compiler import Norms

TITLES: Final = re.compile(r"《([^《》]+)》")
DATED_TITLE: Final = re.compile(r"《([^《》]+)》\s*[（(]\s*([0-9]{4})\s*年?[^）)]{0,12}[）)]")
"""《…》（2017年修正）: a title with the year of its text."""
ARTICLE: Final = re.compile(r"第\s*[零〇一二两三四五六七八九十百千0-9０-９]+\s*条")
_FIELDS: Final = ("breached", "basis")


class Cited(NamedTuple):
    """One written citation of a decision (所引条文): where it stands, its words, the places it names."""

    at: str
    words: str
    places: tuple[Citation, ...]


@lru_cache(maxsize=8)
def instruments_of(norms: Norms | None) -> Mapping[str, Instrument]:
    """All instruments known, by id: those of audit, and those of the packs, whose versions go first."""
    known = dict(ALL_INSTRUMENTS)
    for pack in () if norms is None else norms.packs.values():
        known |= pack.sources
    return known


@lru_cache(maxsize=8)
def _titles(norms: Norms | None) -> dict[str, str]:
    return {name: each.id for each in instruments_of(norms).values() for name in each.names}


@lru_cache(maxsize=4096)
def titles_in(words: str) -> tuple[str, ...]:
    """The titles in 《》 of a citation."""
    return tuple(TITLES.findall(words))


@lru_cache(maxsize=4096)
def names_article(words: str) -> bool:
    """Whether a citation names an article."""
    return ARTICLE.search(words) is not None


@lru_cache(maxsize=4096)
def _read(norms: Norms | None, words: str) -> tuple[Citation, ...]:
    return tuple(place for found in read_citations(words, _titles(norms)) for place in found.citations)


def written(decision: Decision, *fields: str) -> Iterator[tuple[str, str]]:
    """Place and words of every citation of the decision.

    Raises:
        Missing: what it cites is not recorded.
    """
    for name in fields or _FIELDS:
        words: tuple[str, ...] = need(getattr(decision, name), f"decisions.{name}")
        yield from zip(_places(name, len(words)), words, strict=True)


@lru_cache(maxsize=64)
def _places(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}[{index}]" for index in range(count))


@lru_cache(maxsize=4096)
def dated_titles_in(words: str) -> tuple[tuple[str, str], ...]:
    """The titles of a citation that name the year of their text, with the year."""
    return tuple(DATED_TITLE.findall(words))


@lru_cache(maxsize=4096)
def names_no_year(words: str) -> bool:
    """Whether no title of a citation names the year of its text; most do not."""
    return not dated_titles_in(words)


def cited(audited: Audited, decision: Decision, *fields: str) -> Iterator[Cited]:
    """Every citation of the decision, read.

    Raises:
        Missing: what it cites is not recorded, or an instrument that it names is not known.
    """
    for at, words in written(decision, *fields):
        places = _read(audited.norms, words)
        if not places and names_article(words):
            raise Missing("norms")
        yield Cited(at, words, places)


def places_in(audited: Audited, words: str) -> tuple[Citation, ...]:
    """The places that a citation names; none where the instrument is not known."""
    return _read(audited.norms, words)


def instrument_named(audited: Audited, title: str) -> Instrument | None:
    """The instrument that a title names, full or short; None where it is not known."""
    id_ = _titles(audited.norms).get(canonical_title(title))
    return None if id_ is None else instruments_of(audited.norms)[id_]


@lru_cache(maxsize=4096)
def full_titles_in(norms: Norms | None, words: str) -> bool:
    """Whether a citation names known instruments, and all of them by their full titles."""
    known = ((title, _titles(norms).get(canonical_title(title))) for title in titles_in(words))
    named = [id_ is not None and instruments_of(norms)[id_].title == title for title, id_ in known]
    return bool(named) and all(named)


def law_days(audited: Audited, decided: date) -> tuple[date, ...]:
    """The days whose law may govern (从旧兼从轻): of the decision, and of the act where it is recorded."""
    matter = audited.file.matter
    moments = () if matter is None else (matter.occurred_on, matter.ended_on)
    return (decided, *(day_of(each) for each in moments if each is not None))


@lru_cache(maxsize=8)
def _places_of_packs(norms: Norms) -> Mapping[tuple[str, int, int], frozenset[Citation]]:
    """Every place that packs cite, by article."""
    found: dict[tuple[str, int, int], set[Citation]] = {}
    for pack in norms.packs.values():
        for place in _citations_in(pack.violations):
            found.setdefault((place.instrument, place.article, place.suffix), set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}


def places_of_article(norms: Norms, place: Citation) -> frozenset[Citation]:
    """The places within the article that packs cite."""
    return _places_of_packs(norms).get((place.instrument, place.article, place.suffix), frozenset())


def _citations_in(value: Any) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _citations_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _citations_in(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _citations_in(getattr(value, field.name))


@lru_cache(maxsize=4096)
def deeper_than(
    norms: Norms, place: Citation, provision: tuple[Citation, ...], breaches: tuple[Citation, ...]
) -> Citation | None:
    """The first of the violation's own places that lies deeper than the place cited."""
    known = places_of_article(norms, place)
    return next((to for to in (*provision, *breaches) if _goes_deeper(to, place, known)), None)


def _goes_deeper(own: Citation, place: Citation, known: frozenset[Citation]) -> bool:
    """Whether the violation's own place lies within the place cited and names a paragraph or item beyond it."""
    if own == place or not place.contains(own):
        return False
    if own.item and not place.item:
        return True
    return not place.paragraph and any(each.paragraph > 1 for each in known)


@lru_cache(maxsize=4096)
def touching(places: tuple[Citation, ...], lawful: tuple[Citation, ...]) -> bool:
    """Whether one of the places lies in one of the others, or the other way round."""
    return any(place.contains(own) or own.contains(place) for place in places for own in lawful)


@asked_once
def are_right(audited: Audited, decision: Decision) -> bool:
    """Whether all that the decision cites is plainly of the violation, and as deep as the packs go; mostly it is.

    Raises:
        Missing: what is lawful in the case cannot be told.
    """
    norms, breached, basis = audited.norms, decision.breached, decision.basis
    if norms is None or breached is None or basis is None:
        return False
    found = audited.determination
    return _right(norms, breached, basis, found.provision, found.breaches)


@lru_cache(maxsize=4096)
def _right(
    norms: Norms,
    breached: tuple[str, ...],
    basis: tuple[str, ...],
    provision: tuple[Citation, ...],
    breaches: tuple[Citation, ...],
) -> bool:
    for words, lawful in ((breached, breaches), (basis, provision)):
        read = [_read(norms, each) for each in words]
        places = tuple([place for found in read for place in found])
        if not all(read) or (lawful and not touching(places, lawful)):
            return False
        if any(deeper_than(norms, place, provision, breaches) is not None for place in places):
            return False
    return True
