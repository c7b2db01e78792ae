"""The text of one version of an instrument, cut into articles, paragraphs, items and points (条、款、项、目).

A paragraph is an unnumbered block, an item begins with （一）, a point with 1. An unnumbered block among items
is a new paragraph, unless the numbering goes on after it: then it belongs to the item that it follows.
Texts without articles are cut at 一、 and （一）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import attrs
from attrs import frozen

from ..numerals import read_numeral_tolerantly
from .citation import Citation

_NUMERAL: Final = "[零一二三四五六七八九十百千]+"
_ARTICLE: Final = re.compile(rf"第({_NUMERAL})条(?:之({_NUMERAL}))?[\s\u3000]+")
_SECTION: Final = re.compile(rf"({_NUMERAL})、")
_ITEM: Final = re.compile(rf"[（(]({_NUMERAL})[）)](?!(?:以及|或者|[至到、和或及])[第（(]|项(?!目))")
_POINT: Final = re.compile(r"(\d+)[.．、](?!\d)")
_ANNEX: Final = re.compile(rf"附\s*[件表录]?\s*(?:{_NUMERAL}|\d+)?[：:]?")
# A line without any stop is no paragraph where an article or chapter follows: some texts print headings bare.
_BARE_HEADING: Final = re.compile(r"[^，。；：、！？,.;:｡]{1,24}")


@frozen
class Passage:
    """A paragraph, item or point: its mark （（一））, its own words, and what is listed under it."""

    number: int
    """From 1; 0 is an unnumbered continuation."""
    mark: str
    words: str
    parts: tuple[Passage, ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        """Its words and those of its parts, each part with its mark on a line of its own."""
        if self.words or not self.parts:
            yield self.words
        for part in self.parts:
            first, *rest = part.lines
            yield part.mark + first
            yield from rest

    @property
    def text(self) -> str:
        """Its lines in one string."""
        return "\n".join(self.lines)


@frozen
class Article:
    """An article (条), or a numbered part of a text without articles or of an annex, with the headings above it."""

    number: int
    """Of the article or part; part 0 is what stands before the first one."""
    suffix: int
    """之一 is 1."""
    headings: tuple[str, ...]
    """Chapter and section (章、节), the title of a part last."""
    paragraphs: tuple[Passage, ...]
    is_part: bool = False
    in_annex: bool = False

    @property
    def text(self) -> str:
        """All its paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def citation(self, instrument: str) -> Citation:
        """The article as a citation of that instrument."""
        if self.is_part or self.in_annex:
            return Citation(instrument, section=self.number, annex=self.in_annex)
        return Citation(instrument, article=self.number, suffix=self.suffix)


def cut_articles(body: str) -> tuple[Article, ...]:
    """All articles of a text, in order; its parts if it has no articles; the parts of its annex last."""
    lines = [line for line in (raw.strip("\u200b\ufeff \t\u3000") for raw in body.splitlines()) if line]
    if not any(_ARTICLE.match(line) for line in lines):
        return tuple(_cut_parts(lines, in_annex=False))
    articles: list[Article] = []
    headings: dict[int, str] = {}
    current: list[str] = []
    place = (0, 0)
    for position, line in enumerate(lines):
        opening = _ARTICLE.match(line)
        opened = _numbers(opening) if opening else (0, 0)
        heading = _heading(line, lines[position + 1] if position + 1 < len(lines) else "")
        ends = place[0] and _ANNEX.fullmatch(line)
        if current and (heading or opened > place or ends):
            articles.append(Article(*place, tuple(headings.values()), _passages(current)))
            current = []
        if ends:
            articles += _cut_parts(lines[position + 1 :], in_annex=True)
            break
        if heading:
            level, title = heading
            headings = {above: name for above, name in headings.items() if above < level} | {level: title}
        elif opening and opened > place:
            place = opened
            current = [line[opening.end() :]]
        elif place[0]:
            current.append(line)
    if current:
        articles.append(Article(*place, tuple(headings.values()), _passages(current)))
    return tuple(articles)


def _cut_parts(lines: Sequence[str], *, in_annex: bool) -> Iterator[Article]:
    """Numbered parts 一、二、…; part 0 is what stands before the first: title of an annex, addressees and reasons."""
    number = 0
    headings: tuple[str, ...] = ()
    current: list[str] = []
    for line in (*lines, ""):
        plain = line.lstrip("# ")
        opening = _SECTION.match(plain)
        opens = opening is not None and _number(opening[1]) == number + 1
        if (opens or not line) and (number or current):
            yield Article(
                number, 0, headings, _passages(current, numbering_goes_on=True), is_part=True, in_annex=in_annex
            )
        if opening and opens:
            number += 1
            title = plain[opening.end() :]
            current = [] if line.startswith("#") else [title]
            headings = (title,)
        else:
            current.append(plain)


@attrs.define
class _Draft:
    """A passage while it is read."""

    number: int
    mark: str
    words: str
    parts: list[_Draft] = attrs.field(factory=list)

    def done(self) -> Passage:
        return Passage(self.number, self.mark, self.words, tuple(part.done() for part in self.parts))


def _passages(lines: Sequence[str], *, numbering_goes_on: bool = False) -> tuple[Passage, ...]:
    """The paragraphs of one article; `numbering_goes_on`: a block after an item always belongs to it."""
    paragraphs: list[_Draft] = []
    item: _Draft | None = None
    point: _Draft | None = None
    marks = [_mark(line) for line in lines]
    for position, (line, (is_item, number, mark)) in enumerate(zip(lines, marks, strict=True)):
        draft = _Draft(number, mark, line[len(mark) :])
        if not number:
            holder = point or item
            if holder and (numbering_goes_on or _continued(marks[position + 1 :], item, point)):
                holder.parts.append(draft)
            else:
                draft.number = len(paragraphs) + 1
                paragraphs.append(draft)
                item = point = None
            continue
        if not paragraphs:
            paragraphs.append(_Draft(1, "", ""))
        if is_item:
            item, point = draft, None
            paragraphs[-1].parts.append(draft)
        else:
            point = draft
            (item or paragraphs[-1]).parts.append(draft)
    return tuple(paragraph.done() for paragraph in paragraphs)


def _continued(following: Sequence[tuple[bool, int, str]], item: _Draft | None, point: _Draft | None) -> bool:
    """Whether the list that stands open goes on: its next item follows at once, or its next point before any item."""
    next_item = next((number for is_item, number, _mark in following if is_item), 0)
    if item and next_item:
        return next_item == item.number + 1
    next_point = next((number for is_item, number, _mark in following if number), 0)
    return point is not None and next_point == point.number + 1


def _mark(line: str) -> tuple[bool, int, str]:
    """Whether the line opens an item, its number, its mark; number 0 is an unnumbered line."""
    if found := _ITEM.match(line):
        return True, _number(found[1]), found[0]
    if found := _POINT.match(line):
        return False, int(found[1]), found[0]
    return False, 0, ""


def _heading(line: str, following: str) -> tuple[int, str] | None:
    """The level and title of a chapter or section heading, also of one that is only a line before an article."""
    if line.startswith("#"):
        title = line.lstrip("#")
        return len(line) - len(title), re.sub(r"[\s\u3000]+", " ", title).strip()
    bare = _BARE_HEADING.fullmatch(line) and (following.startswith("#") or _ARTICLE.match(following))
    return (2 if re.fullmatch(r"附\s*则", line) else 3, line) if bare else None


def _numbers(opening: re.Match[str]) -> tuple[int, int]:
    return _number(opening[1]), _number(opening[2]) if opening[2] else 0


@lru_cache(maxsize=2048)
def _number(numeral: str) -> int:
    return read_numeral_tolerantly(numeral).value
