"""Citations in running text, as statutes and decisions write them (正文中的引用): lists, ranges, 本法, 前款.

The reader is tolerant: it accepts what can only be meant one way and says where the writing deviates from the
canonical words. What it cannot resolve it returns without a citation, with the reason; it never guesses.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping
from typing import Final

import attrs
from attrs import frozen

from ..i18n import Message, _
from .citation import Citation, Level, between
from .titles import canonical_title
from .tokens import Annex, Deviation, Number, Part, Relative, Self, Title, Token, Unreadable, tokens_in


@frozen
class CitedText:
    """One citation as found in a text, with its position; of a list each member by itself."""

    start: int
    end: int
    words: str
    citation: Citation | None
    """None: cannot be resolved, the deviations say why."""
    until: Citation | None = None
    """The last place of a range 第三条至第五条."""
    deviations: tuple[Deviation, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All places cited: one, a range counted out, or none."""
        if self.citation is None:
            return ()
        return tuple(between(self.citation, self.until)) if self.until else (self.citation,)


_SIBLING: Final = re.compile(r"\s?(?:、|，|；|,|;)?\s?(?:以及|和|或者|或|及|与|并|、)?\s?")
_RANGE: Final = re.compile(r"\s?(?:至|到|—|－|-|~|～)\s?")
_ATTACHED: Final = re.compile(r"\s?的?\s?")
_SHORT_FOR: Final = re.compile(r"》[（(]以下(?:简称|统称)[《“〈\"]?([^《》“”〈〉\"（）()]+?)[》”〉\"]?[）)]")
_AFTER_TITLE: Final = re.compile(r"(?:法|条例|规定|办法|细则|规则|决定|解释|程序|[》）)])\s?\Z")
_DEPTH: Final = {level: depth for depth, level in enumerate(Level)}


def read_citations(
    text: str, known_titles: Mapping[str, str], *, within: Citation | None = None
) -> tuple[CitedText, ...]:
    """All citations in a text, in order.

    Args:
        text: A sentence, a paragraph, a decision.
        known_titles: Canonical titles → instrument id, as the function `known_titles` collects them; titles are also
            found without 《》, the longest that fits.
        within: Where the text itself stands, if it is a statute: resolves 本法, 本条, 前条, 前款 and bare 第三条.
    """
    introduced = short_titles_in(text, known_titles)
    titles = ChainMap(introduced, dict(known_titles)) if introduced else known_titles
    reader = _Reader(text, titles, within)
    for token in tokens_in(text, titles, introduced):
        reader.take(token)
    reader.close()
    return tuple(reader.found)


def short_titles_in(text: str, known_titles: Mapping[str, str]) -> dict[str, str]:
    """Short titles that a text itself introduces, → instrument id: 《…》（以下简称食品安全法）."""
    introduced: dict[str, str] = {}
    for found in _SHORT_FOR.finditer(text):
        opening = text.rfind("《", 0, found.start())
        instrument = known_titles.get(canonical_title(text[opening : found.start() + 1]))
        if instrument is not None:
            introduced[canonical_title(found[1])] = instrument
    return introduced


@attrs.define
class _Open:
    """A citation that may still grow: 第十条, then 第一款, then 第二项."""

    start: int
    end: int
    citation: Citation | None
    shown: bool = True
    """A title that is not known, 本法 and 附录 are nothing by themselves."""
    until: Citation | None = None
    deviations: list[Deviation] = attrs.field(factory=list)


class _Reader:
    """Puts tokens together; `found` are the citations that are complete."""

    def __init__(self, text: str, titles: Mapping[str, str], within: Citation | None) -> None:
        self.text = text
        self.titles = titles
        self.within = within
        self.found: list[CitedText] = []
        self.open: _Open | None = None

    def take(self, token: Token) -> None:
        """Let the open citation grow by a token, or close it and begin another."""
        gap = self.text[self.open.end : token.start] if self.open else None
        if isinstance(token, Title | Self | Relative | Unreadable):
            self._begin(token)
        elif isinstance(token, Number) and gap is not None:
            self._take_number(token, gap)
        elif isinstance(token, Number):
            self._begin_number(token)
        elif self.open and self.open.citation == self._whole() and gap is not None and _ATTACHED.fullmatch(gap):
            self._grow(token, self._below(token))
        elif isinstance(token, Annex) and self.within:
            self._start(token, attrs.evolve(self.within.whole_instrument, annex=True), shown=False)

    def close(self) -> None:
        """Finish the open citation."""
        done, self.open = self.open, None
        if done and done.shown:
            words = self.text[done.start : done.end]
            self.found.append(CitedText(done.start, done.end, words, done.citation, done.until, tuple(done.deviations)))

    def _start(
        self, token: Token, citation: Citation | None, *, shown: bool = True, until: Citation | None = None
    ) -> _Open:
        self.close()
        self.open = _Open(token.start, token.end, citation, shown, until)
        return self.open

    def _whole(self) -> Citation | None:
        return self.open.citation.whole_instrument if self.open and self.open.citation else None

    def _begin(self, token: Title | Self | Relative | Unreadable) -> None:
        if isinstance(token, Title):
            instrument = self.titles.get(token.title)
            opened = self._start(token, Citation(instrument) if instrument else None, shown=instrument is not None)
            if token.deviation and instrument:
                opened.deviations.append(token.deviation)
            if not instrument:
                self._doubt(opened, token, _("没有登记名为《{title}》的法律文件", title=token.title))
        elif isinstance(token, Self):
            origin = self.within if token.is_own else self._cited_last()
            opened = self._start(token, origin and origin.whole_instrument, shown=False)
            if origin is None:
                self._doubt(opened, token, _("“{words}”指哪一部法律文件不明", words=self._words(token)))
        elif isinstance(token, Relative):
            first, last, doubt = self._relative(token)
            opened = self._start(token, first, until=last if last != first else None)
            if doubt:
                self._doubt(opened, token, doubt)
        else:
            self._start(token, None).deviations.append(token.deviation)

    def _relative(self, token: Relative) -> tuple[Citation | None, Citation | None, Message | None]:
        """What 本条, 前款, 前两款, 同条 refer to: the first and the last place, or why that cannot be said."""
        origin = self.within if token.is_own else self._cited_last()
        here = origin.number(token.level) if origin else 0
        if origin is None or not here:
            return None, None, _("“{words}”指哪一处不明", words=self._words(token))
        whole = origin.at(token.level, here, origin.suffix)
        if not token.back:
            return whole, whole, None
        if token.level is Level.ARTICLE and origin.suffix:
            before = attrs.evolve(whole, suffix=origin.suffix - 1)
            return before, before, None
        if here <= token.back:
            return None, None, _("“{words}”之前没有这么多条款", words=self._words(token))
        return origin.at(token.level, here - token.back), origin.at(token.level, here - 1), None

    def _take_number(self, token: Number, gap: str) -> None:
        """A number after something: it deepens it, is the end of a range, the next of a list, or stands alone."""
        opened = self.open
        if opened is None:
            return
        deeper = opened.citation is None or _depth(opened.citation) < _DEPTH[token.level]
        if _ATTACHED.fullmatch(gap) and deeper:
            if opened.until:
                opened.citation = opened.until = None
                self._doubt(opened, token, _("范围的两端不在同一层级"))
            self._grow(token, self._below(token))
        elif _RANGE.fullmatch(gap) and (opened.citation is None or _depth(opened.citation) == _DEPTH[token.level]):
            opened.until = opened.citation and opened.citation.at(token.level, token.value, token.suffix)
            opened.end = token.end
            self._note(opened, token)
        elif _SIBLING.fullmatch(gap) and self._is_sibling(opened, token):
            origin = opened.until or opened.citation
            doubts = [] if origin else opened.deviations[:1]
            following = self._start(token, origin and origin.at(token.level, token.value, token.suffix))
            following.deviations += doubts
            self._note(following, token)
        else:
            self._begin_number(token)

    def _is_sibling(self, opened: _Open, token: Number) -> bool:
        """第十条、第十一条 or 第一款第二项、第二款, but not 第十条、第二款."""
        if opened.citation is None:
            return opened.shown
        return _DEPTH[token.level] <= _depth(opened.citation)

    def _begin_number(self, token: Number) -> None:
        """A number by itself counts from where the text stands; without that only 第…条 is a citation at all."""
        above = self.within
        if token.level is Level.ARTICLE and (above is None or _AFTER_TITLE.search(self.text, 0, token.start)):
            # 刑法第三条 without 《》, and no such title known: it is not an article of this text.
            self._doubt(self._start(token, None), token, _("看不出第几条属于哪一部法律文件"))
            return
        if above is None:
            self.close()
            return
        before = self._cited_in_sentence(token)
        if token.level is not Level.ARTICLE and before and before.whole_article != above.whole_article:
            # 依照第十条提交资料（第七项除外）: of that article or of this one?
            self._doubt(self._start(token, None), token, _("“{words}”指哪一处不明", words=self._words(token)))
            return
        if token.level is Level.ITEM:
            # 第三项 alone may be of this paragraph or of the one cited before: the paragraph stays open.
            above = attrs.evolve(above, paragraph=0)
        self._note(self._start(token, above.at(token.level, token.value, token.suffix)), token)

    def _below(self, token: Number | Part | Annex) -> Citation | None:
        above = self.open.citation if self.open else None
        if above is None:
            return None
        if isinstance(token, Annex):
            return attrs.evolve(above, annex=True)
        if isinstance(token, Part):
            return attrs.evolve(above, section=token.section, item=token.item, point=token.point)
        return above.at(token.level, token.value, token.suffix)

    def _grow(self, token: Number | Part | Annex, citation: Citation | None) -> None:
        if self.open:
            self.open.citation, self.open.end, self.open.shown = citation, token.end, True
            self._note(self.open, token)

    def _note(self, opened: _Open, token: Token) -> None:
        if isinstance(token, Number) and token.deviation:
            opened.deviations.append(token.deviation)

    def _doubt(self, opened: _Open, token: Token, message: Message) -> None:
        opened.deviations.append(Deviation(token.start, token.end, message))

    def _cited_in_sentence(self, token: Token) -> Citation | None:
        self.close()
        cited = self.found[-1] if self.found else None
        if cited is None or re.search(r"[。；\n]", self.text[cited.end : token.start]):
            return None
        return cited.citation

    def _cited_last(self) -> Citation | None:
        if self.open and self.open.citation:
            return self.open.until or self.open.citation
        return next((cited.citation for cited in reversed(self.found) if cited.citation), None)

    def _words(self, token: Token) -> str:
        return self.text[token.start : token.end]


def _depth(citation: Citation) -> int:
    """How deep a citation goes; the parts of an annex are its articles."""
    level = Level.ARTICLE if citation.level is Level.SECTION else citation.level
    return -1 if level is None else _DEPTH[level]
