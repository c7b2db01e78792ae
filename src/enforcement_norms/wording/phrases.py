"""Amounts, ranges, citations and lists in words (5万元以上10万元以下): things that speak inside a `Message`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from ..amounts import Interval, Number
from ..i18n import SOURCE_LOCALE, Message, _, active_locale, catalogue, normalise
from ..law import Citation, Instrument, format_citation
from ..model.penalty import Unit
from ..money import Money


class OfPacks(Message):
    """Words that one of several packs wrote (领域包的文字): translated by the first catalogue that knows them."""

    __slots__ = ("domains",)

    def __init__(self, words: str, domains: tuple[str, ...]) -> None:
        super().__init__(words)
        self.domains = domains

    def render(self, locale: str | None = None) -> str:
        """The words in `locale`; as they stand where no catalogue knows them."""
        chosen = normalise(locale) if locale else active_locale()
        if chosen != SOURCE_LOCALE:
            for domain in self.domains:
                known = catalogue(chosen, domain).get(self.msgid)
                if known is not None:
                    return known
        return self.msgid


def plain_number(number: Fraction) -> str:
    """An exact number as people write it: 12.5, 200; as a fraction where decimals would not end."""
    if (10**6) % number.denominator:
        return str(number)
    whole, part = divmod(number * 10**6, 10**6)
    decimals = f"{int(part):06d}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else f"{whole}"


def quantity(number: Number, unit: Unit) -> Message | Money:
    """One bound in words: 5万元, 15日, 6个月, 12分; in fen where the unit is yuan."""
    whole = int(number) if Fraction(number).denominator == 1 else number
    if unit is Unit.YUAN:
        return Money(whole) if isinstance(whole, int) else _("{number}分钱", number=whole)
    if whole == 1:
        return {Unit.DAYS: _("1日"), Unit.MONTHS: _("1个月"), Unit.YEARS: _("1年"), Unit.POINTS: _("记1分")}[unit]
    return {
        Unit.DAYS: _("{number}日", number=whole),
        Unit.MONTHS: _("{number}个月", number=whole),
        Unit.YEARS: _("{number}年", number=whole),
        Unit.POINTS: _("记{number}分", number=whole),
    }[unit]


def span(interval: Interval, unit: Unit) -> Message | Money:
    """A range in the law's words: 以上、以下 hold the number itself, 超过 and 低于 do not."""
    low = None if interval.low is None else quantity(interval.low, unit)
    high = None if interval.high is None else quantity(interval.high, unit)
    if low is not None and interval.low == interval.high:
        return low
    return bounded(interval, low, high)


def bounded(interval: Interval, low: object | None, high: object | None) -> Message:
    """The words that join two ends which say themselves what they are; the interval tells which are open."""
    if low is None and high is None:
        return _("数额不限")
    if low is None or high is None:
        return _one_bound(interval, low, high)
    if interval.low == interval.high:
        return _("{number}", number=low)
    if interval.low_closed:
        if interval.high_closed:
            return _("{low}以上{high}以下", low=low, high=high)
        return _("{low}以上、低于{high}", low=low, high=high)
    if interval.high_closed:
        return _("超过{low}、{high}以下", low=low, high=high)
    return _("超过{low}、低于{high}", low=low, high=high)


def _one_bound(interval: Interval, low: object | None, high: object | None) -> Message:
    if low is None:
        return _("{high}以下", high=high) if interval.high_closed else _("低于{high}", high=high)
    return _("{low}以上", low=low) if interval.low_closed else _("超过{low}", low=low)


@frozen
class Cited:
    """Places in the law (条文引用) in words, the title of an instrument once for all its places."""

    citations: tuple[Citation, ...]
    instruments: Mapping[str, Instrument]

    def render(self, locale: str | None = None) -> str:
        """《…》第一百二十四条第一款、第三十四条; in English `Food Safety Law, Arts. …`."""
        chosen = normalise(locale) if locale else active_locale()
        groups: dict[str, list[Citation]] = {}
        for citation in self.citations:
            groups.setdefault(citation.instrument, []).append(citation)
        joint = "、" if chosen == SOURCE_LOCALE else "; "
        return joint.join(self._group(id_, places, chosen) for id_, places in groups.items())

    def _group(self, id_: str, places: list[Citation], locale: str) -> str:
        known = self.instruments.get(id_)
        title = id_ if known is None else known.name.render(locale)
        first, *others = [format_citation(place, title, locale) for place in places]
        head = len(format_citation(places[0].whole_instrument, title, locale))
        joint = "、" if locale == SOURCE_LOCALE else ", "
        return joint.join([first, *(other[head:].removeprefix(", ") for other in others)])

    def __str__(self) -> str:
        return self.render()


@frozen
class Listed:
    """Several things in a row: joined by 、 in Chinese, by commas in English; by semicolons where one has such itself."""

    items: tuple[object, ...]
    last: Message | None = None
    """What joins the last two, 、 or a comma if None."""

    def render(self, locale: str | None = None) -> str:
        """All of them in `locale`."""
        chosen = normalise(locale) if locale else active_locale()
        spoken = [_spoken(item, chosen) for item in self.items]
        inner, outer = ("、", "；") if chosen == SOURCE_LOCALE else (", ", "; ")
        joint = outer if any(inner in words for words in spoken) else inner
        if self.last is None or len(spoken) == 1:
            return joint.join(spoken)
        return joint.join(spoken[:-1]) + self.last.render(chosen) + spoken[-1]

    def __str__(self) -> str:
        return self.render()


def listed(items: Iterable[object]) -> Listed:
    """Several things in a row, each once."""
    return Listed(tuple(dict.fromkeys(items)))


def _spoken(item: object, locale: str) -> str:
    render = getattr(item, "render", None)
    return str(render(locale)) if render is not None else str(item)
