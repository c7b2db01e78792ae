"""Chinese numerals of articles (一百二十四) and amounts in capitals (壹万贰仟元整), both directions.

The writers are deterministic. The strict reader accepts exactly what the writer of numerals writes, the form
found in every article heading; the tolerant one accepts what decisions contain (〇, 两, 一百十, digits) and says
that it deviates. Forms with two readings (一百一: 101 or 110) are refused by both. Whole numbers only.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attrs import frozen

from .errors import ValueProblem
from .i18n import _

LARGEST: Final = 10**16 - 1
"""The greatest number that is written or read: 九千九百九十九万…亿…"""

HALF_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""For `str.translate`: full-width digits, letters and signs to ASCII (１ → 1, ％ → %)."""

_DIGITS: Final = "零一二三四五六七八九"
_CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖"
_FROM_CAPITALS: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_VARIANTS: Final = str.maketrans("貳貮叄参參陸億萬圓圆正幣", "贰贰叁叁叁陆亿万元元整币")
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}

# Marks of the speller: a zero at the border of two groups of four that one style writes and another leaves out.
_AT_BORDER: Final = "∘"  # 10|7000: the digit before 万 is 0, the one after it is not
_WHOLE_GROUP: Final = "•"  # 5|0000|5000: a whole group of zeros, the digit after it is not 0


@frozen
class Numeral:
    """A number as somebody wrote it: its value, the canonical form, and whether the writing deviates from it."""

    value: int
    canonical: str
    deviates: bool = False


def write_numeral(number: int) -> str:
    """The number as article headings write it: 一百一十, 一百零一, 十二, 一万零三百.

    Raises:
        ValueProblem: below 0 or above `LARGEST`.
    """
    if not 0 <= number <= LARGEST:
        raise ValueProblem(
            _("{number} 不能写成中文数字", number=number), _("应当是 0 至 {largest} 的整数", largest=LARGEST)
        )
    spelt = _spell(number).replace(_AT_BORDER, "").replace(_WHOLE_GROUP, "零")
    return spelt.removeprefix("一") if spelt.startswith("一十") else spelt


def read_numeral(text: str) -> int:
    """The number behind a canonical numeral; any other writing is refused, with the right form where there is one.

    Raises:
        ValueProblem: not the canonical form of a number.
    """
    numeral = read_numeral_tolerantly(text)
    if numeral.deviates:
        raise ValueProblem(
            _("“{text}”不是规范的中文数字", text=text), _("应写作“{canonical}”", canonical=numeral.canonical)
        )
    return numeral.value


def read_numeral_tolerantly(text: str) -> Numeral:
    """The number behind a numeral as decisions write it: also 〇, 两, 一百十, 一十二, 12, １２.

    Raises:
        ValueProblem: no numeral, or one with two readings (一百一, 一二〇).
    """
    plain = text.translate(HALF_WIDTH)
    if re.fullmatch(r"0|[1-9][0-9]{0,15}", plain):
        value = int(plain)
        return Numeral(value, write_numeral(value), deviates=True)
    spelt = plain.replace("〇", "零").replace("两", "二")
    spelt = re.sub(r"(^|[百千万亿零])十", r"\1一十", spelt)
    found = _evaluate(spelt)
    if found is None or not re.fullmatch(_spell(found).translate(_OPTIONAL_ZEROS), spelt):
        raise ValueProblem(
            _("“{text}”不是能够确定的中文数字", text=text),
            _("写作“一百二十四”“一百零一”“一百一十”这样的形式"),
        )
    canonical = write_numeral(found)
    return Numeral(found, canonical, deviates=text != canonical)


def write_capitals(fen: int) -> str:
    """An amount in fen in the capitals of cheques and decisions (大写金额): 1234500 → 壹万贰仟叁佰肆拾伍元整.

    The optional 零 of the annex to the 支付结算办法 is always written, and 整 after 角 too.

    Raises:
        ValueProblem: below 0 or above `LARGEST` yuan.
    """
    if not 0 <= fen // 100 <= LARGEST:
        raise ValueProblem(_("{fen} 分不能写成大写金额", fen=fen), _("应当是不小于零、不超过一万万亿元的整数分"))
    return _capitals_pattern(fen).replace("?", "")


def read_capitals(text: str) -> int:
    """The fen behind an amount in capitals: 人民币 before it, 圆, 正, traditional forms and the optional 零 are accepted.

    Raises:
        ValueProblem: anything else, also 整 missing after 元 or standing after 分; the hint gives the right form.
    """
    plain = re.sub(r"\s", "", text).translate(_VARIANTS).removeprefix("人民币").lstrip("：:")
    match = re.fullmatch(rf"(?:(.+)元)?(?:零?([{_CAPITALS}])角)?(?:零?([{_CAPITALS}])分)?整?", plain)
    yuan = _evaluate_capitals(match[1]) if match and match[1] else 0
    if match is None or yuan is None or not any(match.groups()):
        raise ValueProblem(_("“{text}”不是大写金额", text=text), _("写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"))
    jiao, rest = (_CAPITALS.index(digit or "零") for digit in match.group(2, 3))
    fen = yuan * 100 + jiao * 10 + rest
    if not re.fullmatch(_capitals_pattern(fen), plain):
        raise ValueProblem(
            _("“{text}”不是规范的大写金额", text=text),
            _("应写作“{canonical}”", canonical=write_capitals(fen)),
        )
    return fen


_OPTIONAL_ZEROS: Final = str.maketrans({_AT_BORDER: "零?", _WHOLE_GROUP: "零"})


def _capitals_pattern(fen: int) -> str:
    """All spellings of an amount that are right, as a pattern: `?` follows what may be left out."""
    yuan, rest = divmod(fen, 100)
    jiao, rest = divmod(rest, 10)
    spelt = _spell(yuan, _IN_CAPITALS).replace(_AT_BORDER, "零?").replace(_WHOLE_GROUP, "零?")
    if not jiao and not rest:
        return f"{spelt}元整"
    pattern = f"{spelt}元" if yuan else ""
    if jiao:
        # 壹仟元零叁角, or without 零: the digit of 元 is 0, that of 角 is not.
        pattern += ("零?" if yuan and yuan % 10 == 0 else "") + f"{_CAPITALS[jiao]}角"
    elif yuan:
        pattern += "零"
    return pattern + (f"{_CAPITALS[rest]}分" if rest else "整?")


class _Script(NamedTuple):
    """Two digits at a time, as they stand in 千 and 百 and as they stand in 十 and 一; nothing for 00."""

    hundreds: tuple[str, ...]
    ones: tuple[str, ...]


def _script(digits: str, ten: str, hundred: str, thousand: str) -> _Script:
    def pairs(high: str, low: str) -> tuple[str, ...]:
        return tuple(
            (digits[a] + high if a else "") + (digits[b] + low if b else "") for a in range(10) for b in range(10)
        )

    return _Script(pairs(thousand, hundred), pairs(ten, ""))


_IN_NUMERALS: Final = _script(_DIGITS, "十", "百", "千")
_IN_CAPITALS: Final = _script(_CAPITALS, "拾", "佰", "仟")


def _spell(number: int, script: _Script = _IN_NUMERALS) -> str:
    """A number in numerals with every 一 written (一十二) and the zeros at borders of groups marked."""
    if number == 0:
        return "零"
    for base, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= base:
            high, low = divmod(number, base)
            spelt = _spell(high, script) + unit
            return spelt + _joint(high, low, base) + _spell(low, script) if low else spelt
    high, low = divmod(number, 100)
    if high and low and (high % 10 == 0 or low < 10):  # noqa: PLR2004 – a digit of 0 on either side of the border
        return f"{script.hundreds[high]}零{script.ones[low]}"
    return script.hundreds[high] + script.ones[low]


def _joint(high: int, low: int, base: int) -> str:
    """The zero between two groups: needed, marked as a matter of style, or none."""
    if low * 10 >= base:
        return _AT_BORDER if high % 10 == 0 else ""
    return _WHOLE_GROUP if 1000 <= low < 10**4 else "零"  # noqa: PLR2004 – the digit of 千 is not 0


def _evaluate(text: str) -> int | None:
    """The sum that a numeral spells, wherever its zeros stand; None if a sign is foreign or out of order."""
    for unit, base in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.partition(unit)
        if found:
            before = _evaluate(high)
            after = _evaluate(low) if low else 0
            return None if not before or after is None or after >= base else before * base + after
    total = digit = 0
    for sign in text:
        if sign in _UNITS and (digit or sign == "十"):
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign in _DIGITS and digit == 0:
            digit = _DIGITS.index(sign)
        else:
            return None
    return total + digit if text else None


def _evaluate_capitals(text: str) -> int | None:
    """The same for capitals, which do not mix with the numerals of articles."""
    if re.search(f"[{_DIGITS[1:]}十百千]", text):
        return None
    return _evaluate(text.translate(_FROM_CAPITALS))
