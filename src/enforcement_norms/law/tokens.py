"""The pieces of which citations in running text are made: titles, 本法, 前款, 第一款至第三款.

Each piece knows where it stands and whether it is written canonically; what it refers to is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from attrs import frozen

from ..errors import ValueProblem
from ..i18n import Message, _
from ..numerals import HALF_WIDTH, read_numeral_tolerantly, write_numeral
from .citation import Level
from .titles import canonical_title


@frozen
class Deviation:
    """A spot at which a citation is not written canonically, or cannot be resolved, and why."""

    start: int
    end: int
    message: Message


@frozen
class Title:
    """The title of an instrument, in 《》 or bare."""

    start: int
    end: int
    title: str
    deviation: Deviation | None = None


@frozen
class Self:
    """本法、本条例: the instrument itself; 该法: the one cited last."""

    start: int
    end: int
    is_own: bool


@frozen
class Relative:
    """本条、前条、同条、本款、前款、前两款、本项、前项."""

    start: int
    end: int
    level: Level
    back: int
    """How many before this one: 0 for 本, 1 for 前, 2 for 前两."""
    is_own: bool = True
    """Counted from where the text stands; else (同条、该款) from the citation before it."""


@frozen
class Number:
    """One number of a level: 第十条之一, or the 三 of 第二、三款."""

    start: int
    end: int
    level: Level
    value: int
    suffix: int = 0
    deviation: Deviation | None = None
    """Of the whole group, with its first number."""


@frozen
class Part:
    """A part of a text without articles: 三、（六）."""

    start: int
    end: int
    section: int
    item: int
    point: int


@frozen
class Annex:
    """附录."""

    start: int
    end: int


@frozen
class Unreadable:
    """A number that has two readings (第一百一条)."""

    start: int
    end: int
    deviation: Deviation


Token = Title | Self | Relative | Number | Part | Annex | Unreadable

_LONGEST_TITLE: Final = 80

LEVELS: Final = dict(zip("条款项目", (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.POINT), strict=True))

_DIGIT: Final = "零〇一二两三四五六七八九十百千0-9０-９"
_N: Final = rf"\s?[（(]?\s?[{_DIGIT}]+\s?[）)]?\s?"
_JOINT: Final = r"(?:、|和|或者|或|及|与|至|到|—|－|-|~|～)"
_INSTRUMENT: Final = r"(?:实施)?(?:法|条例|规定|办法|细则|规则|决定|解释|程序|意见|通知|准则|标准)"
_UNIT: Final = r"(?:条(?!件|例|款|目|约|文)|款(?!项)|项(?!目)|目(?!标|录|的|前))"
_PIECE: Final = re.compile(
    # A title in its marks, titles within it one deep; a remark （以下简称…）（2021年修订） belongs to it.
    r"(?P<title>《(?:[^《》]|《[^《》]*》)+》|<<[^<>\n]+>>|〈[^〈〉\n]+〉)(?:[（(][^（）()]*[）)])?"
    rf"|(?P<self>[本该]{_INSTRUMENT})(?=\s?第|附录|附件)"
    r"|(?P<relative>[本同前]条(?!例|件|款|约|文)|[本同]款(?!项)|前[一二两三四五六七八九\d]?款(?!项)|前项(?!目)|该[条款](?=\s?第)|本项(?=\s?第))"
    rf"|(?P<numbers>(?:第{_N}|[（(]\s?[{_DIGIT}]+\s?[）)]|(?<=[条款项目][、和至到或及与])[{_DIGIT}]+\s?)(?:(?:{_JOINT}第?|(?=[（(])){_N})*"
    rf"(?P<unit>{_UNIT})(?:\s?之\s?(?P<suffix>[{_DIGIT}]+)(?![{_DIGIT}日天年月元倍个般些定样]))?)"
    r"|(?P<annex>附录|附件)"
    r"|(?P<part>(?<=[》）)])[零一二三四五六七八九十百]+、(?:（[零一二三四五六七八九十百]+）\d*)?)"
)
_EACH: Final = re.compile(
    rf"(?P<ordinal>第)?\s?(?P<open>[（(])?\s?(?P<digits>[{_DIGIT}]+)\s?[）)]?\s?(?P<joint>{_JOINT})?"
)
_PART: Final = re.compile(r"(.+?)、(?:（(.+)）(\d*))?")


def tokens_in(text: str, titles: Collection[str], introduced: Collection[str]) -> Iterator[Token]:
    """All pieces of a text in order; bare titles are looked for among `titles`, `introduced` ones need no 《》."""
    end = 0
    for found in _PIECE.finditer(text):
        if found["title"]:
            yield _title(found)
        elif found["self"]:
            yield Self(found.start(), found.end(), is_own=found[0][0] == "本")
        elif found["relative"]:
            yield _relative(found)
        elif found["part"]:
            yield _part(found)
        else:
            if found["annex"] or found["unit"] == "条":
                yield from _bare_title(text[: found.start()], end, titles, introduced)
            yield from [Annex(*found.span())] if found["annex"] else _numbers(found)
        end = found.end()


def _title(found: re.Match[str]) -> Title:
    written = found["title"]
    title = canonical_title(written.replace("<<", "《").replace(">>", "》"))
    return Title(*found.span(), title, _unless_same(found.start("title"), written, f"《{title}》"))


def _bare_title(before: str, taken: int, titles: Collection[str], introduced: Collection[str]) -> Iterator[Title]:
    """The longest title that ends where 第…条 begins, if it is no tail of a longer one (四川省道路运输条例)."""
    end = len(before.rstrip())
    for start in range(max(taken, end - _LONGEST_TITLE), end):
        title = before[start:end]
        if title in titles:
            if start == 0 or before[start - 1] not in "省市区县州":
                deviation = None if title in introduced else _unless_same(start, title, f"《{title}》")
                yield Title(start, end, title, deviation)
            return


def _relative(found: re.Match[str]) -> Relative:
    word = found[0]
    back = 0
    if word[0] == "前":
        back = read_numeral_tolerantly(word[1]).value if word[1:-1] else 1
    return Relative(*found.span(), LEVELS[word[-1]], back, is_own=word[0] not in "同该")


def _numbers(found: re.Match[str]) -> Iterator[Token]:
    """Each number of a group 第一、二款, with the positions that make its own citation."""
    level = LEVELS[found["unit"]]
    suffix_words = found["suffix"]
    group = found.string[found.start() : found.start("unit")]
    pieces: list[tuple[int, int, int]] = []
    canonical = ""
    try:
        suffix = _read(suffix_words) if suffix_words else 0
        for each in _EACH.finditer(group):
            value = _read(each["digits"])
            pieces.append((found.start() + each.start(), found.start() + each.end(), value))
            canonical += f"第{_written(value, level, each)}{found['unit']}{each['joint'] or '、'}"
    except ValueProblem as problem:
        yield Unreadable(*found.span(), Deviation(*found.span(), problem.message))
        return
    canonical = canonical.removesuffix("、") + (f"之{write_numeral(suffix)}" if suffix else "")
    deviation = _unless_same(found.start(), found[0], canonical)
    for position, (start, end, value) in enumerate(pieces):
        is_last = position == len(pieces) - 1
        joint = re.search(rf"{_JOINT}\Z", found.string[start:end])
        yield Number(
            start,
            found.end() if is_last else end - (len(joint[0]) if joint else 0),
            level,
            value,
            suffix if is_last else 0,
            deviation if position == 0 else None,
        )


def _read(digits: str) -> int:
    return read_numeral_tolerantly(digits).value


def _written(value: int, level: Level, each: re.Match[str]) -> str:
    """The number as it should stand: items with or without brackets, points also in digits."""
    if level is Level.ITEM and each["open"]:
        return f"（{write_numeral(value)}）"
    if level is Level.POINT and each["digits"].translate(HALF_WIDTH).isascii():
        return str(value)
    return write_numeral(value)


def _part(found: re.Match[str]) -> Part:
    written = _PART.fullmatch(found[0])
    section, item, point = written.groups() if written else ("零", None, None)
    return Part(*found.span(), _read(section), _read(item) if item else 0, int(point or 0))


def _unless_same(start: int, written: str, canonical: str) -> Deviation | None:
    if written == canonical:
        return None
    return Deviation(
        start, start + len(written), _("“{written}”应写作“{canonical}”", written=written, canonical=canonical)
    )
