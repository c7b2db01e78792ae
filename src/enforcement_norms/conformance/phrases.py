"""Numbers of packs and texts in words (数字的说法): 5万元以上10万元以下 on one side, 五万元以上十万元以下 on the other."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ..amounts import Number
from ..i18n import SOURCE_LOCALE, Message, _, active_locale, normalise
from ..law import Bound
from ..money import Money, format_multiple, format_share
from .claims import Claim, Measured
from .reading import Place

_BOUNDS = {
    Bound.AT_LEAST: _("{number}以上"),
    Bound.ABOVE: _("超过{number}"),
    Bound.AT_MOST: _("{number}以下"),
    Bound.BELOW: _("不足{number}"),
    Bound.EXACTLY: _("{number}"),
}
_MANY = 12


@frozen
class Said:
    """What the pack says: a range, a threshold with its fact, or single numbers of it."""

    claim: Claim
    only: tuple[Number, ...] = ()

    def render(self, locale: str | None = None) -> str:
        """The claim in `locale`."""
        chosen = normalise(locale) if locale else active_locale()
        fact = f"{self.claim.fact} " if self.claim.fact else ""
        if self.only:
            joint = "、" if chosen == SOURCE_LOCALE else ", "
            return fact + joint.join(quantity(number, self.claim.measured).render(chosen) for number in self.only)
        ends = [
            Message(_BOUNDS[bound].msgid, {"number": quantity(number, self.claim.measured)}).render(chosen)
            for number, bound in self.claim.ends
        ]
        return fact + ("" if chosen == SOURCE_LOCALE else ", ").join(ends)

    def __str__(self) -> str:
        return self.render()


@frozen
class Written:
    """What stands in the text: its pairs of bounds, all of one measure or those with some numbers."""

    places: tuple[Place, ...]
    measured: Measured
    values: tuple[Number, ...] = ()

    def render(self, locale: str | None = None) -> str:
        """The words of the text, as they are."""
        chosen = normalise(locale) if locale else active_locale()
        words: dict[str, None] = {}
        for place in self.places:
            for pair in place.pairs:
                ends = [end for end in (pair.low, pair.high) if end is not None and end.measured is self.measured]
                if ends and (not self.values or any(end.value in self.values for end in ends)):
                    words[pair.words] = None
        if not words:
            return _("没有这种数字").render(chosen)
        joint = "、" if chosen == SOURCE_LOCALE else ", "
        shown = joint.join(list(words)[:_MANY]) + ("…" if len(words) > _MANY else "")
        return _("写的是 {words}", words=shown).render(chosen)

    def __str__(self) -> str:
        return self.render()


def quantity(number: Number, measured: Measured) -> Message:
    """One number with its unit."""
    match measured:
        case Measured.YUAN:
            fen = Fraction(number) * 100
            return _("{money}", money=Money(int(fen)) if fen.denominator == 1 else f"{number}元")
        case Measured.FACTOR:
            exact = Fraction(number)
            if exact < 1:
                return _("{share}", share=format_share(exact))
            return _("{number}倍", number=format_multiple(exact).removesuffix("倍"))
        case Measured.HOURS:
            return _("{number}小时", number=number)
        case Measured.DAYS:
            return _("{number}日", number=number)
        case Measured.MONTHS if Fraction(number) % 12 == 0 and number:
            return _("{number}年", number=Fraction(number) / 12)
        case Measured.MONTHS:
            return _("{number}个月", number=number)
        case Measured.POINTS:
            return _("{number}分", number=number)
        case _:
            return _("{number}", number=number)
