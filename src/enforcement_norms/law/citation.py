"""A place in a legal text (条文引用): short id ⇄ value ⇄ the words by which officials cite it.

Ids are written `instrument`, `instrument#124`, `instrument#120-1.2`, `instrument#124.1.1`, that is article (条, with
之一 as `-1`), paragraph (款), item (项), point (目). An empty place is one that is not named: `#9..6` is the sixth item
of article 9, its paragraph left open. The canonical id names the paragraph (`#9.1.6`) even where the article has only
one, and the canonical words then leave it out (第九条第（六）项); `Statute.canonical` fills what is open.
Texts without articles are cited by part and item: `#s3.6` is 三、（六）, and an annex by its own numbers: `#a3.6`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self

import attrs
from attrs import frozen

from ..errors import ValueProblem
from ..i18n import SOURCE_LOCALE, Message, _, active_locale, normalise
from ..numerals import write_numeral
from .titles import canonical_title

_ID: Final = re.compile(
    r"(?P<instrument>[a-z][a-z0-9_]*)"
    r"(?:#(?:"
    r"(?P<article>[1-9]\d*)(?:-(?P<suffix>[1-9]\d*))?"
    r"(?:\.(?P<paragraph>[1-9]\d*)?(?:\.(?P<item>[1-9]\d*)?(?:\.(?P<point>[1-9]\d*))?)?)?"
    r"|(?P<kind>[sa])(?P<section>[1-9]\d*)?(?:\.(?P<section_item>[1-9]\d*)(?:\.(?P<section_point>[1-9]\d*))?)?"
    r"))?"
)


class Level(StrEnum):
    """The levels of a citation (条、款、项、目), a part of a text without articles beside the article."""

    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    POINT = "point"


_UPWARD: Final = (Level.POINT, Level.ITEM, Level.PARAGRAPH, Level.ARTICLE, Level.SECTION)


@frozen(order=True, cache_hash=True)
class Citation:
    """A place in an instrument (条款项目); 0 is a level that is not named, numbers count from 1."""

    instrument: str
    article: int = 0
    suffix: int = 0
    """之一 is 1."""
    paragraph: int = 0
    item: int = 0
    point: int = 0
    section: int = 0
    """Part of a text without articles (一、), or number within the annex."""
    annex: bool = False

    def __attrs_post_init__(self) -> None:
        below = self.suffix or self.paragraph
        if (self.article and (self.section or self.annex)) or (below and not self.article):
            raise ValueProblem(_("引用的层级不成立：{citation}", citation=self.id), _("款、项、目要写在条之下"))
        if (self.item or self.point) and not (self.article or (self.section and self.item)):
            raise ValueProblem(_("引用的层级不成立：{citation}", citation=self.id), _("项、目要写在条、款或者部分之下"))

    @classmethod
    def parse_id(cls, written: str) -> Self:
        """The citation behind a short id; ValueProblem shows the forms that are known."""
        found = _ID.fullmatch(written)
        if found is None or _ends_open(written):
            raise ValueProblem(
                _("看不懂的引用“{written}”", written=written),
                _(
                    "写作 instrument#条.款.项.目，如 food_safety_law#124.1.1、criminal_law#120-1.2；无条号的文件写 #s3.6"
                ),
            )
        parts = {name: int(number or 0) for name, number in found.groupdict().items() if name not in _WORDS}
        return cls(
            instrument=found["instrument"],
            article=parts["article"],
            suffix=parts["suffix"],
            paragraph=parts["paragraph"],
            item=parts["item"] or parts["section_item"],
            point=parts["point"] or parts["section_point"],
            section=parts["section"],
            annex=found["kind"] == "a",
        )

    @property
    def id(self) -> str:
        """The short id, `parse_id` read backwards."""
        if self.article:
            head = f"{self.article}-{self.suffix}" if self.suffix else str(self.article)
            levels: tuple[int, ...] = (self.paragraph, self.item, self.point)
        elif self.section or self.annex:
            head = ("a" if self.annex else "s") + str(self.section or "")
            levels = (self.item, self.point)
        else:
            return self.instrument
        tail = ".".join(str(level or "") for level in levels).rstrip(".")
        return f"{self.instrument}#{head}.{tail}" if tail else f"{self.instrument}#{head}"

    def __str__(self) -> str:
        return self.id

    @property
    def whole_instrument(self) -> Citation:
        """The instrument, without any place in it."""
        return Citation(self.instrument)

    @property
    def whole_article(self) -> Citation:
        """The article (or part of a text without articles) in which the place lies."""
        return attrs.evolve(self, paragraph=0, item=0, point=0)

    @property
    def level(self) -> Level | None:
        """The lowest level that is named; None for an instrument or an annex as a whole."""
        return next((level for level in _UPWARD if self.number(level)), None)

    def number(self, level: Level) -> int:
        """The number at a level, 0 where it is not named."""
        number: int = getattr(self, level)
        return number

    def at(self, level: Level, number: int, suffix: int = 0) -> Citation:
        """The place of that number at a level: above it as here, nothing below; in an annex 条 counts its parts."""
        match level:
            case Level.POINT:
                return attrs.evolve(self, point=number)
            case Level.ITEM:
                return attrs.evolve(self, item=number, point=0)
            case Level.PARAGRAPH:
                return attrs.evolve(self, paragraph=number, item=0, point=0)
            case Level.ARTICLE if not self.annex:
                return Citation(self.instrument, article=number, suffix=suffix)
            case _:
                return Citation(self.instrument, section=number, annex=self.annex)

    def contains(self, other: Citation) -> bool:
        """Whether `other` is this place or lies in it, as far as this one is named (`#9` contains `#9.1.6`)."""
        if self.instrument != other.instrument or self == self.whole_instrument:
            return self.instrument == other.instrument
        if (self.article, self.suffix, self.annex) != (other.article, other.suffix, other.annex):
            return False
        lower = ((self.section, other.section), (self.paragraph, other.paragraph), (self.item, other.item))
        return all(mine in (0, theirs) for mine, theirs in (*lower, (self.point, other.point)))


_WORDS: Final = ("instrument", "kind")


def _ends_open(written: str) -> bool:
    """Whether the id ends in a dot, or names neither part nor annex after `#s`."""
    return written.endswith((".", "#s")) or "#s." in written or "#a." in written


def between(first: Citation, last: Citation) -> Iterator[Citation]:
    """Every place from `first` to `last` (第三条至第五条), counted at their lowest level; both must have the same one.

    Raises:
        ValueProblem: the two are not on one level.
    """
    level = last.level
    if level is None or first.level is not level:
        raise ValueProblem(_("“{first}”至“{last}”不是一个范围", first=first.id, last=last.id))
    if first.suffix or last.suffix:
        # How many articles 之一、之二 stand between, only the text can tell.
        yield from (first, last)
        return
    for number in range(first.number(level), last.number(level) + 1):
        yield first.at(level, number)


def format_citation(
    citation: Citation, title: Message | str, locale: str | None = None, *, single_paragraph: bool = False
) -> str:
    """The citation in words: 《…》第一百二十四条第一款第（一）项, in English `Food Safety Law, Art. 124(1)(1)`.

    `single_paragraph` says that the article has no second paragraph: Chinese then does not count the first.
    """
    chosen = normalise(locale) if locale else active_locale()
    spoken = title.render(chosen) if isinstance(title, Message) else title
    return _in_words(citation, spoken, chosen, single_paragraph)


@lru_cache(maxsize=10_000)
def _in_words(citation: Citation, title: str, locale: str, single_paragraph: bool) -> str:
    """The same few places are cited in every case of a violation: each is put into words once."""
    if locale == SOURCE_LOCALE:
        return f"《{canonical_title(title)}》{place_in_chinese(citation, single_paragraph=single_paragraph)}"
    place = _place_in_english(citation)
    return f"{title}, {place}" if place else title


def place_in_chinese(citation: Citation, *, single_paragraph: bool = False) -> str:
    """The citation without the title: 第一百二十四条第一款第（一）项."""
    words = ""
    if citation.article:
        words = f"第{write_numeral(citation.article)}条"
        if citation.suffix:
            words += f"之{write_numeral(citation.suffix)}"
        if citation.paragraph and not single_paragraph:
            words += f"第{write_numeral(citation.paragraph)}款"
    elif citation.annex:
        words = f"附录第{write_numeral(citation.section)}条" if citation.section else "附录"
    elif citation.section:
        item = f"（{write_numeral(citation.item)}）" if citation.item else ""
        return f"{write_numeral(citation.section)}、{item}{citation.point or ''}"
    if citation.item:
        words += f"第（{write_numeral(citation.item)}）项"
    if citation.point:
        words += f"第{citation.point}目"
    return words


def _place_in_english(citation: Citation) -> str:
    if citation.article:
        head = f"Art. {citation.article}" + (f"-{citation.suffix}" if citation.suffix else "")
    elif citation.annex:
        head = f"Annex {citation.section}" if citation.section else "Annex"
    elif citation.section:
        head = f"Part {citation.section}"
    else:
        return ""
    if citation.paragraph:
        head += f"({citation.paragraph})"
    for number, name in ((citation.item, "item"), (citation.point, "point")):
        if number:
            # Without its paragraph a bare (6) would read as the sixth paragraph.
            counted = citation.paragraph or citation.section
            head += f"({number})" if counted else f"({name} {number})"
    return head


@frozen
class NamedCitation:
    """A citation with the title of its instrument: ready to stand in a `Message`."""

    citation: Citation
    title: Message | str
    single_paragraph: bool = False

    def render(self, locale: str | None = None) -> str:
        """The citation in words of `locale`."""
        return format_citation(self.citation, self.title, locale, single_paragraph=self.single_paragraph)
