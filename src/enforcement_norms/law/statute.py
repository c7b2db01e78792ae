"""One version of an instrument, ready to be asked: what stands at a citation, and which numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

import attrs
from attrs import frozen

from ..errors import LawNotFound
from ..i18n import Message, _
from .articles import Article, Passage, cut_articles
from .citation import Citation, Level, NamedCitation, place_in_chinese
from .law_number import LawNumber
from .numbers import numbers_in
from .titles import canonical_title

_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_END_OF_HEAD: Final = "<!-- INFO END -->"


@frozen(slots=False, eq=False)
class Statute:
    """The text of one version (法律文本): title, version date, history, doubts noted by its editors, articles."""

    title: str
    version: date
    history: tuple[str, ...]
    doubts: tuple[str, ...]
    """What the editors of the text note about it: merged from amendments, perhaps superseded."""
    articles: tuple[Article, ...]

    @cached_property
    def _by_place(self) -> dict[tuple[bool, bool, int, int], Article]:
        return {(entry.in_annex, entry.is_part, entry.number, entry.suffix): entry for entry in self.articles}

    def article(self, citation: Citation) -> Article:
        """The article (or numbered part) in which the citation lies.

        Raises:
            LawNotFound: there is none; the message says which there are.
        """
        is_part = bool(citation.section or citation.annex)
        found = self._by_place.get((citation.annex, is_part, citation.section or citation.article, citation.suffix))
        if found is None:
            raise self._lacks(citation, self._what_there_is(citation))
        return found

    def passages(self, citation: Citation) -> tuple[Passage, ...]:
        """The passages that make up the cited place: the paragraphs of a whole article, else one.

        Raises:
            LawNotFound: no such place, or an item whose paragraph is open and could be several.
        """
        if not citation.article and not citation.section:
            parts = (entry for entry in self.articles if entry.in_annex or not citation.annex)
            whole = tuple(paragraph for article in parts for paragraph in article.paragraphs)
            if not whole:
                raise self._lacks(citation, self._what_there_is(citation))
            return whole
        article = self.article(citation)
        paragraphs = article.paragraphs
        if citation.paragraph:
            paragraphs = paragraphs[citation.paragraph - 1 : citation.paragraph]
            if not paragraphs:
                raise self._lacks(citation, _("该条有 {count} 款", count=len(article.paragraphs)))
        if not citation.item and not citation.point:
            return paragraphs
        holders = paragraphs
        if citation.item:
            items = tuple(part for holder in holders for part in holder.parts if part.mark.startswith(("（", "(")))
            holders = self._chosen(citation, items, citation.item, _("项"))
        if citation.point:
            points = tuple(part for holder in holders for part in holder.parts if part.mark[:1].isdigit())
            holders = self._chosen(citation, points, citation.point, _("目"))
        return holders

    def _chosen(self, citation: Citation, parts: tuple[Passage, ...], number: int, level: Message) -> tuple[Passage]:
        found = tuple(part for part in parts if part.number == number)
        if not found:
            there = tuple(part.number for part in parts)
            reason = (
                _("该处列有第 {first} 至第 {last} {level}", first=min(there), last=max(there), level=level)
                if there
                else _("该处没有分{level}", level=level)
            )
            raise self._lacks(citation, reason)
        if len(found) > 1:
            raise self._lacks(citation, _("该条不止一款列有这一{level}，须写明第几款", level=level))
        return (found[0],)

    def exists(self, citation: Citation) -> bool:
        """Whether the text has that place, and only one such."""
        try:
            self.passages(citation)
        except LawNotFound:
            return False
        return True

    def places(self, instrument: str) -> Iterator[tuple[Citation, Passage]]:
        """Every numbered paragraph, item and point of the articles, with its citation as of that instrument."""
        for article in self.articles:
            whole = article.citation(instrument)
            for paragraph in article.paragraphs:
                above = whole
                if whole.article:
                    above = whole.at(Level.PARAGRAPH, paragraph.number)
                    yield above, paragraph
                for part in paragraph.parts if whole.level else ():
                    yield from _places_below(above, part)

    def text(self, citation: Citation, *, with_lead: bool = False) -> str:
        """The words at the cited place, one line a passage; `with_lead`: an item after the words that introduce it.

        Raises:
            LawNotFound: no such place.
        """
        words = "\n".join(passage.text for passage in self.passages(citation))
        if not with_lead or not (citation.item or citation.point):
            return words
        return "\n".join((*self._leads(citation), words))

    def _leads(self, citation: Citation) -> Iterator[str]:
        target = self.passages(citation)[0]
        for paragraph in self.article(citation).paragraphs:
            if paragraph.number == citation.paragraph or _holds(paragraph, target):
                yield paragraph.words
                yield from (part.words for part in paragraph.parts if part is not target and _holds(part, target))

    def numbers(self, citation: Citation, *, with_lead: bool = False) -> tuple[LawNumber, ...]:
        """All numbers with their units at the cited place, positions counted in `text` of the same arguments."""
        return numbers_in(self.text(citation, with_lead=with_lead))

    def has_single_paragraph(self, citation: Citation) -> bool:
        """Whether the cited article has one paragraph only, which is then not counted in words."""
        return len(self.article(citation).paragraphs) == 1

    def canonical(self, citation: Citation) -> Citation:
        """The one citation of that place: an item names its paragraph, a sole paragraph is its article.

        Raises:
            LawNotFound: no such place.
        """
        found = self.passages(citation)
        if not citation.article:
            return citation
        article = self.article(citation)
        if citation.item or citation.point:
            number = next(entry.number for entry in article.paragraphs if _holds(entry, found[0]))
            return attrs.evolve(citation, paragraph=number)
        return citation.whole_article if len(article.paragraphs) == 1 else citation

    def named(self, citation: Citation, title: Message | str = "") -> NamedCitation:
        """The citation with its title, in the canonical words: 第九条第（六）项 where the article has one paragraph."""
        single = bool(citation.article) and self.has_single_paragraph(citation)
        return NamedCitation(citation, title or self.title, single_paragraph=single)

    def content_hash(self, citation: Citation) -> str:
        """SHA-256 of the words at the cited place, spaces and line breaks left out; for packs to pin what they checked."""
        return sha256(re.sub(r"\s", "", self.text(citation)).encode()).hexdigest()

    def _what_there_is(self, citation: Citation) -> Message:
        if citation.annex:
            return _("该文本的附录中没有这一条") if any(e.in_annex for e in self.articles) else _("该文本没有附录")
        own = [entry for entry in self.articles if not entry.in_annex]
        if not own:
            return _("该文本没有分条")
        last = place_in_chinese(own[-1].citation(citation.instrument))
        if own[-1].is_part:
            return _("该文本没有条号，分为 {count} 个部分", count=len(own))
        return _("该文本的末条是{last}", last=last)

    def _lacks(self, citation: Citation, reason: Message) -> LawNotFound:
        return LawNotFound(
            _(
                "《{title}》（{version} 版本）没有{place}：{reason}",
                title=self.title,
                version=self.version,
                place=place_in_chinese(citation),
                reason=reason,
            )
        )


def _places_below(above: Citation, passage: Passage) -> Iterator[tuple[Citation, Passage]]:
    is_point = passage.mark[:1].isdigit()
    if not passage.number or (is_point and above.section and not above.item):
        return
    place = above.at(Level.POINT if is_point else Level.ITEM, passage.number)
    yield place, passage
    for part in passage.parts:
        yield from _places_below(place, part)


def _holds(passage: Passage, target: Passage) -> bool:
    return any(part is target or _holds(part, target) for part in passage.parts)


def read_statute(path: Path, title: str, version: date) -> Statute:
    """Read one text file: title line, lines of its history, `<!-- INFO END -->`, then the text."""
    head, ended, body = path.read_text(encoding="utf-8").partition(_END_OF_HEAD)
    if not ended:
        head, body = "", head
    history = tuple(line for line in map(str.strip, _COMMENT.sub("", head).splitlines()) if line and line[0] != "#")
    doubts = tuple(found.strip() for found in _COMMENT.findall(head))
    return Statute(canonical_title(title), version, history, doubts, cut_articles(_COMMENT.sub("", body)))
