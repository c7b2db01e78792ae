"""Money in whole fen (金额), multiples (倍) and shares (百分之…): exact readers and writers of the law's words.

No binary floating point anywhere: amounts are `int` fen, multiples and shares are `fractions.Fraction`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Self

from attrs import frozen

from .errors import ValueProblem
from .i18n import _, active_locale, normalise
from .numerals import HALF_WIDTH, LARGEST, read_capitals, read_numeral_tolerantly, write_capitals, write_numeral

_WAN: Final = 10_000 * 100
_YI: Final = 100_000_000 * 100
_SCALES: Final = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_DECIMAL: Final = r"(?:[0-9]{1,30}|[0-9]{1,3}(?:,[0-9]{3}){1,9})(?:\.[0-9]{1,30})?"
_AMOUNT: Final = re.compile(rf"({_DECIMAL})\s*({'|'.join(_SCALES)})元?")
_CHINESE_AMOUNT: Final = re.compile(r"([零〇一二两三四五六七八九十百千万亿]+)元?")
_PLAIN: Final = re.compile(r"([0-9]{1,13})(?:\.([0-9]{2}))?元")
_ARABIC: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LARGEST_FEN: Final = LARGEST * 100 + 99


@frozen(init=False)
class Money:
    """An amount of money (金额) in whole fen, never negative.

    Raises:
        ValueProblem: `fen` is no `int` or below zero.
    """

    fen: int

    def __init__(self, fen: int) -> None:
        # Written by hand: this stands on the hot path, and a validator would cost as much again.
        if fen.__class__ is not int or fen < 0:
            raise _no_fen(fen)
        _set_fen(self, fen)

    @classmethod
    def yuan(cls, amount: int | str | Decimal | Fraction) -> Self:
        """So many yuan, exactly: `Money.yuan(8000)`, `Money.yuan("1200.50")`.

        Raises:
            ValueProblem: a float, a part of a fen, a negative amount, or no number.
        """
        return cls(_whole_fen(_exact_yuan(amount), amount))

    @classmethod
    def parse(cls, text: str) -> Self:
        """An amount as texts write it: 6.5万元, 8000元, 1.2亿元, 8,000.00, ￥300, 五万元, 壹万贰仟元整.

        A number without a unit is yuan.

        Raises:
            ValueProblem: no amount, or one with a part of a fen.
        """
        plain = re.sub(r"^(?:人民币|CNY|RMB|[¥￥])\s*", "", _plain(text).replace("圆", "元"), count=1)
        if match := _AMOUNT.fullmatch(plain):
            number, unit = match.groups()
            return cls(_whole_fen(Fraction(number.replace(",", "")) * _SCALES[unit], text))
        if match := _CHINESE_AMOUNT.fullmatch(plain):
            return cls(read_numeral_tolerantly(match[1]).value * 100)
        if re.search("[壹贰貳貮叁叄参參肆伍陆陸柒捌玖拾佰仟]|[整正]$", plain):
            return cls(read_capitals(plain))
        if plain.startswith("-") and _AMOUNT.fullmatch(plain[1:]):
            raise ValueProblem(_("不能为负：{value}", value=text))
        raise ValueProblem(
            _("“{text}”不是金额", text=text),
            _("写作“8000元”“6.5万元”“1.2亿元”“五万元”或者“壹万贰仟元整”"),
        )

    def as_yuan(self) -> str:
        """Yuan with two decimals, without separators, the form of the JSON: `65000.00`."""
        return f"{self.fen // 100}.{self.fen % 100:02d}"

    def in_words(self, locale: str | None = None) -> str:
        """For people: 6.5万元 in Chinese, CNY 65,000 in English; exact in both. Default: the active locale."""
        language = normalise(locale) if locale else active_locale()
        if language == "en":
            return f"CNY {self.fen // 100:,}" + (f".{self.fen % 100:02d}" if self.fen % 100 else "")
        # 万 and 亿 as long as two decimals are enough: 1.25亿元, 1.23万元, but 12345元.
        for scale, unit in ((_YI, "亿元"), (_WAN, "万元")):
            if self.fen >= scale and self.fen % (scale // 100) == 0:
                return _decimal(Fraction(self.fen, scale)) + unit
        return (self.as_yuan() if self.fen % 100 else f"{self.fen // 100}") + "元"

    def render(self, locale: str | None = None) -> str:
        """The same as `in_words`: how an amount speaks inside a message."""
        return self.in_words(locale)

    def in_capitals(self) -> str:
        """The amount in capitals (大写金额): 陆万伍仟元整."""
        return write_capitals(self.fen)

    def __add__(self, other: Money) -> Money:
        if other.__class__ is not Money:
            return NotImplemented
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        """The difference; ValueProblem if it were negative."""
        if other.__class__ is not Money:
            return NotImplemented
        return Money(self.fen - other.fen)

    # By hand like the rest: the comparisons that attrs would make build tuples of both sides.
    def __lt__(self, other: object) -> bool:
        return self.fen < other.fen if other.__class__ is Money else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.fen <= other.fen if other.__class__ is Money else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.fen > other.fen if other.__class__ is Money else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.fen >= other.fen if other.__class__ is Money else NotImplemented

    def __str__(self) -> str:
        return self.in_words()

    def __repr__(self) -> str:
        return f"Money.yuan('{self.as_yuan()}')"


# The slot's own setter: a third faster than object.__setattr__, which looks it up by name each time.
_set_fen: Final[Any] = vars(Money)["fen"].__set__


def plain_money(written: object) -> Money | None:
    """The amount that is written in the usual form (1200元, 1200.50元), as `Money.parse` reads it; None of anything else."""
    plain = _PLAIN.fullmatch(written) if isinstance(written, str) else None
    return None if plain is None else Money(int(plain[1]) * 100 + int(plain[2] or 0))


def parse_multiple(text: str) -> Fraction:
    """A multiple (倍数): 10倍, 十倍, 1.5倍, 三分之一倍.

    Raises:
        ValueProblem: anything else, also a bare number.
    """
    plain = _plain(text)
    found = _number(plain.removesuffix("倍").rstrip()) if plain.endswith("倍") else None
    if found is None:
        raise ValueProblem(_("“{text}”不是倍数", text=text), _("写作“10倍”“1.5倍”或者“十倍”"))
    return found


def parse_share(text: str) -> Fraction:
    """A share (百分比、分数): 30%, 5‰, 百分之三十, 千分之五, 三分之二, 1/3.

    Raises:
        ValueProblem: anything else, also a bare number.
    """
    plain = _plain(text)
    found: Fraction | None = None
    if plain.endswith(("%", "‰")):
        part = _spoken_number(plain[:-1].rstrip())
        found = None if part is None else part / (100 if plain.endswith("%") else 1000)
    elif "分之" in plain or "/" in plain:
        found = _number(plain)
    if found is None:
        raise ValueProblem(_("“{text}”不是比例", text=text), _("写作“30%”“5‰”“百分之三十”或者“三分之二”"))
    return found


def parse_ratio(text: str) -> Fraction:
    """A multiple or a share, whichever the text is.

    Raises:
        ValueProblem: neither.
    """
    try:
        return parse_multiple(text) if _plain(text).endswith("倍") else parse_share(text)
    except ValueProblem:
        raise ValueProblem(_("“{text}”不是倍数或者比例", text=text), _("写作“10倍”或者“30%”")) from None


def format_multiple(multiple: Fraction | int) -> str:
    """A multiple in the law's words: 10倍, 1.5倍, 三分之一倍.

    Raises:
        ValueProblem: a negative one.
    """
    return _exactly(Fraction(multiple)) + "倍"


def format_share(share: Fraction | int) -> str:
    """A share in the law's words: 30%, 5‰ where it is below 1 % and whole in ‰, 12.5%, 三分之一.

    Raises:
        ValueProblem: a negative one.
    """
    share = Fraction(share)
    percent, permille = share * 100, share * 1000
    if 0 < percent < 1 and permille.denominator == 1:
        return f"{permille}‰"
    return _decimal(percent) + "%" if _is_decimal(percent) and share >= 0 else _exactly(share)


def _no_fen(fen: object) -> ValueProblem:
    if isinstance(fen, int) and not isinstance(fen, bool):
        return ValueProblem(_("金额不能为负：{fen} 分", fen=fen))
    return ValueProblem(_("{fen} 不是整数分", fen=repr(fen)), _("金额以整数分表示；以元计用 Money.yuan"))


def _exact_yuan(amount: object) -> Fraction:
    """A number of yuan without loss; what is no exact number is refused."""
    if isinstance(amount, float):
        hint = _("写作整数、字符串或者 Decimal，如 Money.yuan({text})", text=repr(str(amount)))
        raise ValueProblem(_("浮点数 {amount} 不能精确表示金额", amount=amount), hint)
    if isinstance(amount, int | Fraction) and not isinstance(amount, bool):
        return Fraction(amount)
    # A Decimal of astronomic exponent is refused before it becomes an integer of that many digits.
    if isinstance(amount, Decimal) and amount.is_finite() and abs(amount.adjusted()) <= 30:  # noqa: PLR2004
        return Fraction(amount)
    if isinstance(amount, str) and re.fullmatch(rf"-?{_DECIMAL}", amount):
        return Fraction(amount.replace(",", ""))
    raise ValueProblem(
        _("{amount} 不是以元计的数", amount=repr(amount)),
        _("写作 8000 或者 '8000.50'；带单位的文字用 Money.parse"),
    )


def _whole_fen(yuan: Fraction, written: object) -> int:
    fen = yuan * 100
    if fen.denominator != 1:
        raise ValueProblem(_("“{written}”不足一分的部分无法表示", written=written), _("金额最多两位小数"))
    if fen.numerator > _LARGEST_FEN:
        raise ValueProblem(_("“{written}”超出金额的范围", written=written), _("不超过一万万亿元"))
    return fen.numerator


def _plain(text: str) -> str:
    return text.translate(HALF_WIDTH).strip()


def _number(text: str) -> Fraction | None:
    """An exact number not below zero: 10, 1.5, 1/3, 十, 一点五, 三分之一, 百分之零点五; None if it is none."""
    if match := re.fullmatch(r"([0-9]{1,30})/([0-9]{1,30})", text):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    lower, found, upper = text.partition("分之")
    if found:
        # Before and after 分之 a bare 百 stands for 一百: 百分之百.
        divisor, dividend = (
            _spoken_number({"百": "一百", "千": "一千", "万": "一万"}.get(x, x)) for x in (lower, upper)
        )
        return dividend / divisor if divisor and dividend is not None else None
    return _spoken_number(text)


def _spoken_number(text: str) -> Fraction | None:
    """A number in Arabic or Chinese signs with or without decimals: 30, 0.5, 三十, 零点五."""
    if re.fullmatch(_DECIMAL, text):
        return Fraction(text.replace(",", ""))
    whole, point, decimals = text.partition("点")
    digits = decimals.translate(_ARABIC)
    if point and not re.fullmatch("[0-9]{1,30}", digits):
        return None
    try:
        value = read_numeral_tolerantly(whole).value
    except ValueProblem:
        return None
    return Fraction(f"{value}.{digits or 0}")


def _is_decimal(number: Fraction) -> bool:
    """Whether it can be written with a finite number of decimals, few enough to be read."""
    return (10**6) % number.denominator == 0


def _decimal(number: Fraction) -> str:
    """A decimal number of at most six decimals without closing zeros: 6.5, 10."""
    whole, part = divmod(number * 10**6, 10**6)
    decimals = f"{int(part):06d}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else f"{whole}"


def _exactly(number: Fraction) -> str:
    """A number not below zero so that it can be read back: 10, 1.5, 三分之一, and 1/7919… where words would be too long."""
    if number < 0:
        raise ValueProblem(_("倍数和比例不能为负：{number}", number=str(number)))
    if _is_decimal(number):
        return _decimal(number)
    if number.numerator < 100 and number.denominator < 100:  # noqa: PLR2004 – fractions that people say
        return f"{write_numeral(number.denominator)}分之{write_numeral(number.numerator)}"
    return f"{number.numerator}/{number.denominator}"
