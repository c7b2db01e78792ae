"""The texts behind citations (条文内容): every place cited, in the version in force, with its numbers laid ready."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from ..errors import LawNotFound
from ..i18n import Message, _
from ..law import (
    Bound,
    BoundWords,
    Citation,
    InForce,
    Instrument,
    LawLibrary,
    LawNumber,
    NamedCitation,
    Statute,
    numbers_in,
)
from ..law import Unit as LawUnit
from .claims import Measured

_STOPS: Final = re.compile(r"[，。；：、\n]")
_UP_TO_LIFE: Final = re.compile(r"直?至终身")
_YUAN_UP: Final = re.compile(r"人民币以上")
_MORE: Final = re.compile(r"加处?[一二两三\d]倍")
_HALF: Final = re.compile(r"中间值|平均值|中间数|中限|二分之一")


@frozen
class Stated:
    """A number as a text states it, in the units in which it is compared."""

    number: LawNumber
    measured: Measured
    value: Fraction
    bound: Bound


@frozen
class Pair:
    """Two bounds that a text states together (五万元以上十万元以下), or a number by itself."""

    low: Stated | None
    high: Stated | None
    words: str


@frozen
class Place:
    """One cited place in one version: its words, numbers, and pairs of bounds."""

    citation: Citation
    title: str
    version: date
    text: str
    stated: tuple[Stated, ...]
    pairs: tuple[Pair, ...]

    @property
    def name(self) -> Message:
        """The place in words, with the version of the text."""
        place = NamedCitation(self.citation, self.title)
        return _("{place}（{version} 版本）", place=place, version=self.version)


@frozen(eq=False)
class Texts:
    """A library of texts with the instruments of a pack; places are read once."""

    library: LawLibrary
    sources: Mapping[str, Instrument]
    _places: dict[tuple[Citation, date], Place | None] = field(factory=dict, repr=False)

    def statute(self, instrument: Instrument, day: date) -> Statute | None:
        """The text in force on a day; None where the library or the pack has none (which is said once, elsewhere)."""
        try:
            return self.library.of_instrument(instrument, day)
        except LawNotFound:
            return None

    def days(self, citations: Iterable[Citation], period: InForce) -> tuple[date, ...]:
        """The first day of a period and every day in it on which one of the cited texts changes."""
        days = {period.from_}
        for id_ in {citation.instrument for citation in citations}:
            instrument = self.sources.get(id_)
            for version in () if instrument is None else instrument.versions:
                if period.covers(version.in_force.from_):
                    days.add(version.in_force.from_)
        return tuple(sorted(days))

    def places(self, citations: Iterable[Citation], day: date) -> tuple[Place, ...]:
        """The cited places as they read on a day, those that exist."""
        found = (self._place(citation, day) for citation in dict.fromkeys(citations))
        return tuple(place for place in found if place is not None)

    def _place(self, citation: Citation, day: date) -> Place | None:
        instrument = self.sources.get(citation.instrument)
        version = None if instrument is None else instrument.version_on(day)
        if instrument is None or version is None:
            return None
        key = (citation, version.text)
        if key not in self._places:
            statute = self.statute(instrument, day)
            self._places[key] = None if statute is None else _read(statute, citation, instrument)
        return self._places[key]


def _read(statute: Statute, citation: Citation, instrument: Instrument) -> Place | None:
    try:
        text = statute.text(citation, with_lead=True)
        numbers = statute.numbers(citation, with_lead=True)
    except LawNotFound:
        return None
    stated = [_stated(number, text, instrument.usage) for number in numbers]
    if middle := _HALF.search(text):
        stated.append(_factor(Fraction(1, 2), middle))
    stated = [_doubled(each, text) for each in stated]
    return Place(citation, statute.title, statute.version, text, tuple(stated), tuple(_pairs(stated, text)))


def _doubled(each: Stated, text: str) -> Stated:
    """加一倍 is the amount itself and as much again: two times it."""
    found = _MORE.search(text, max(0, each.number.start - 2), each.number.end)
    return _factor(1 + each.value, found) if each.measured is Measured.FACTOR and found else each


def stated_in(words: str) -> tuple[Stated, ...]:
    """The numbers in words that are no text of a law (in a waiver)."""
    return tuple(_stated(number, words, BoundWords()) for number in numbers_in(words))


def _factor(factor: Fraction, found: re.Match[str]) -> Stated:
    """A factor that a text gives in words of its own: the middle of a range (1/2), 加一倍 (2)."""
    number = LawNumber(factor, LawUnit.TIMES, *found.span(), found[0], in_penalty=_MORE.search(found[0]) is not None)
    return Stated(number, Measured.FACTOR, factor, Bound.EXACTLY)


_MEASURED: Final = {
    LawUnit.YUAN: (Measured.YUAN, 1),
    LawUnit.TIMES: (Measured.FACTOR, 1),
    LawUnit.SHARE: (Measured.FACTOR, 1),
    LawUnit.HOURS: (Measured.HOURS, 1),
    LawUnit.DAYS: (Measured.DAYS, 1),
    LawUnit.WORKING_DAYS: (Measured.DAYS, 1),
    LawUnit.MONTHS: (Measured.MONTHS, 1),
    LawUnit.YEARS: (Measured.MONTHS, 12),
    LawUnit.POINTS: (Measured.POINTS, 1),
}


def _stated(number: LawNumber, text: str, usage: BoundWords) -> Stated:
    measured, factor = _MEASURED.get(number.unit, (Measured.COUNT, 1))
    bound = number.bound(usage)
    if _UP_TO_LIFE.match(text, number.end) or _YUAN_UP.match(text, number.end):
        bound = Bound.AT_LEAST
    return Stated(number, measured, number.value * factor, bound)


def _pairs(stated: Sequence[Stated], text: str) -> Iterator[Pair]:
    """The numbers as the text joins them: a lower bound and the upper one right after it, else each alone."""
    waiting: Stated | None = None
    for each in stated:
        if waiting is not None:
            between = text[waiting.number.end : each.number.start]
            joins = each.bound in (Bound.AT_MOST, Bound.BELOW) and each.measured is waiting.measured
            if joins and not _STOPS.search(between):
                yield Pair(waiting, each, text[_begin(waiting, text) : _end(each, text)])
                waiting = None
                continue
            yield Pair(waiting, None, text[_begin(waiting, text) : _end(waiting, text)])
            waiting = None
        if each.bound in (Bound.AT_LEAST, Bound.ABOVE):
            waiting = each
        elif each.bound is Bound.EXACTLY:
            yield Pair(each, each, each.number.words)
        else:
            yield Pair(None, each, text[_begin(each, text) : _end(each, text)])
    if waiting is not None:
        yield Pair(waiting, None, text[_begin(waiting, text) : _end(waiting, text)])


def _begin(each: Stated, text: str) -> int:
    """Where the words of a number begin, the comparison before it included."""
    start, comparison = each.number.start, each.number.comparison
    return start - len(comparison) if comparison and text[:start].endswith(comparison) else start


def _end(each: Stated, text: str) -> int:
    end, comparison = each.number.end, each.number.comparison
    return end + len(comparison) if comparison and text.startswith(comparison, end) else end
