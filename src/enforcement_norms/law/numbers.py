"""The numbers of a legal text with their units (条文中的数字): 二千元以上二万元以下, 十倍, 百分之五, 不足一万元.

What merely counts or dates is left out: numbers of articles, calendar dates, document numbers, ordinals, titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Final

import attrs
from attrs import frozen

from ..errors import ValueProblem
from ..numerals import HALF_WIDTH, read_numeral_tolerantly
from .law_number import Bound, LawNumber, Unit

# Digits, letters and percent signs only: clauses are told apart by their full-width punctuation.
_NARROW: Final = {wide: narrow for wide, narrow in HALF_WIDTH.items() if chr(narrow).isalnum() or narrow in b"%."}
_DIGIT: Final = r"[\d零〇一二两三四五六七八九十百千万亿]"
_MYRIADS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ARABIC: Final = r"\d+(?:,\d{3})*(?:\.\d+)?\s?[百千]?[万亿]*"
_CHINESE: Final = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_NUMBER: Final = rf"(?:{_ARABIC}|{_CHINESE})"

# Longest first; the lookaheads keep words apart that begin with a unit (人民, 年度, 次性).
_UNITS: Final = (
    (Unit.YUAN, r"(?:人民币)?元(?!素|件|旦)|圆"),
    (Unit.TIMES, r"倍(?!数|率)"),
    (Unit.WORKING_DAYS, r"个?工作日"),
    (Unit.MONTHS, r"个半?月"),
    (Unit.HOURS, r"个?小时"),
    (Unit.AGE, r"周?岁"),
    (Unit.YEARS, r"年(?!度|级|检|审|龄|报|代|制|终|初|末|中|底)"),
    (Unit.DAYS, r"日(?!期|历|报|志|程|游)|天(?!然|气|津|桥|线|窗)"),
    (Unit.POINTS, r"分(?!之|钟|别|类|级|支|公司|局|部|店|期|档|贝|米|子)"),
    (Unit.OCCASIONS, r"次(?!性|品|生|日|月|年|序|要|数|级)"),
    (Unit.PERSONS, r"人(?!民|员|次|口|身|均|工|力|才|为|体|事|格|数)|名(?!称|义|单|录|誉|额|次|牌)"),
    (
        Unit.OTHER,
        (
            r"平方米|平方公里|立方米|公里|千米|海里|毫米|厘米|米|总?吨|公斤|千克|毫克|微克|克|毫升|升(?!级)|分钟|周(?!岁|边|期|围)"
            r"|辆|件|台|张|座|头|只(?!能|有|要|限)|羽|株|亩|公顷|学时|课时|部(?!门|分|队|位|委)|册|份(?!额)|盒|瓶"
            r"|支(?!付|持|出)|项(?!目)|户|家(?!庭|长|属)|层|处(?![理罚以于])|起(?!诉|草|来|施)|批(?!准|评|发)|艘|套|种(?!植|子|畜|类|苗|养)"
            r"|条(?!件|例|款)|人次|个(?!工作日|月|半月|小时)"
        ),
    ),
)
_QUANTITY: Final = re.compile(
    rf"(?P<share>[百千万]分之{_NUMBER}|{_NUMBER}分之{_NUMBER}|{_NUMBER}\s?[%‰])"
    r"|(?P<equal>等值)(?=以[上下])"
    rf"|(?<![A-Za-z.·\d])(?P<half>半)(?P<half_unit>年(?!度)|个月|个?小时)"
    rf"|(?<![A-Za-z.\d－])(?P<number>{_NUMBER})\s?(?:"
    + "|".join(f"(?P<{unit.value}>{pattern})" for unit, pattern in _UNITS)
    + r")?(?P<and_half>半)?"
)
_RANGE: Final = r"(?:至|到|[—–~～-]{1,2})"
_REMARK: Final = r"(?:（(不?)含[^）]*）)?"
_AFTER: Final = re.compile(rf"{_REMARK}(?:及)?(以上|以下|以内|以外|之内|内(?![容部设地]))?{_REMARK}")
_TO: Final = re.compile(rf"\s?{_RANGE}\s?")
_THEN: Final = re.compile(rf"(?:以上|\s?{_RANGE}\s?)")
_BEFORE: Final = re.compile(
    r"(不足|不满|未满|未逾|不逾|未达到?|低于|少于|小于|不低于|不少于|不得少于|不得低于|不小于|至少|最少|最低|已满|年满|(?<![届期])满|达到|达"
    r"|不超过|不得超过|未超过|不高于|不得高于|不多于|不得多于|最高|最多|至多|最长|不得大于|不大于|超过|超出|高于|多于|大于|逾)"
    r"(?:为|有|处|是)?(?:人民币)?$"
)
# 超过规定时速百分之五十: the base stands between the comparison and a share of it.
_BEFORE_BASE: Final = re.compile(
    r"(不得超过|不超过|未超过|超过|超出|未达到|达到|不低于|不得低于|低于|不少于|不得少于|不足|不得高于|不高于|高于)"
    r"[^，。；：、（）\d零一二三四五六七八九十百千处罚按并由]{1,14}$"
)
# 价值分别超过一万元、十万元: what is said once is meant of every number of the list.
_RESPECTIVELY: Final = re.compile(r"分别[^，。；：、\d零一二两三四五六七八九十百千万亿]{0,12}$")
_LISTED: Final = re.compile(r"、|和|或者?|与|以?及")
_SIDES: Final = {
    Bound.AT_LEAST: "以上 不低于 不少于 不得少于 不得低于 不小于 至少 最少 最低 已满 年满 满 达到 达",
    Bound.ABOVE: "以外 超过 超出 高于 多于 大于 逾",
    Bound.AT_MOST: "以下 以内 之内 内 不超过 不得超过 未超过 不高于 不得高于 不多于 不得多于 最高 最多 至多 最长 不得大于 不大于 未逾 不逾",
    Bound.BELOW: "不足 不满 未满 未达 未达到 低于 少于 小于",
}
_SIDE_OF: Final = {word: side for side, words in _SIDES.items() for word in words.split()}

_NOT_QUANTITIES: Final = re.compile(
    rf"《[^》]*》|(?:(?<=[（(]含)|(?<=[（(]不含))[^）)]{{1,10}}(?=[）)])|[〔\[]\d{{4}}[〕\]]|\d+号"
    rf"|(?:19|20)\d\d\s?年(?:\s?\d+\s?月)?(?:\s?\d+\s?日)?(?:至\d+年)?|[一二][零〇一二三四五六七八九]{{3}}年"
    rf"|{_NUMBER}月(?:{_NUMBER}日|底|末|初|份|上旬|中旬|下旬)?|[当每次本上下][\u4e00-\u9fff]?月{_NUMBER}日"
    rf"|第[（(]?{_NUMBER}[）)]?(?:[、至和][（(]?{_NUMBER}[）)]?)*.|条之{_NUMBER}"
    rf"|(?m:^)(?:[（(]{_NUMBER}[）)]|\d+[.．、](?!\d)|{_NUMBER}、)"
    rf"|(?<![担聘责主])[同统唯任某专单][一1](?!{_DIGIT})|(?<!以)[上下][一1](?=[年日月级])"
)
_PENALTY: Final = re.compile(
    r"罚款|处(?![理于所境长室分])|拘留|暂扣|扣留|吊销|记\s?\d|记分|停业|停产|停止|暂停|从业|执业|没收|滞纳金|加处|终身"
    r"|不得(?:再次?)?(?:从事|担任|申请|参加|聘用)|不予受理|不受理|禁止|取消|撤销"
)
_CLAUSE_END: Final = re.compile(r"[，。；：\n]")
_SPEAKS_OF_POINTS: Final = re.compile(r"记分|[计得扣]分|分值|成绩|[记满到扣减]\s?\d+分|记[一二三六九十]+分")


def numbers_in(text: str) -> tuple[LawNumber, ...]:
    """Every number with a unit that the text states, in order.

    One without has that of the next, before 以上 or 至; or 元, where it ends a range of money. What compares a list
    after 分别 compares each number in it.
    """
    plain = _NOT_QUANTITIES.sub(lambda found: "\x00" * len(found[0]), text.translate(_NARROW))
    read = [token for found in _QUANTITY.finditer(plain) if (token := _read(plain, found)) is not None]
    return tuple(_respectively(plain, list(_compared(plain, text, read))))


@frozen
class _Token:
    """A number before its neighbours are looked at."""

    value: Fraction
    unit: Unit | None
    start: int
    end: int
    measure: str = ""
    scale: Fraction = Fraction(1)
    """What 万, 亿, % or 百分之 multiply the digits by; the other end of a range may share it (5至10万元)."""


def _read(plain: str, found: re.Match[str]) -> _Token | None:
    """One match as a number; None if it is none (万元, 百分)."""
    start, end = found.span()
    if found["equal"]:
        return _Token(Fraction(1), Unit.TIMES, start, end, "等值")
    if found["half"]:
        unit = {"年": Unit.YEARS, "个月": Unit.MONTHS}.get(found["half_unit"], Unit.HOURS)
        return _Token(Fraction(1, 2), unit, start, end, found["half_unit"])
    try:
        if found["share"]:
            value, one = _share(found["share"])
            return _Token(value, Unit.SHARE, start, end, found["share"][-1] if "之" not in found[0] else "", one)
        value = _value(found["number"])
    except ValueProblem:
        return None
    name = next((unit for unit, _pattern in _UNITS if found[unit.value]), None)
    if name is Unit.POINTS and not _SPEAKS_OF_POINTS.search(plain):
        return None
    measure = found[name.value] if name else ""
    if found["and_half"] and name in (Unit.YEARS, Unit.HOURS):
        value += Fraction(1, 2)
    elif found["and_half"]:
        end -= 1
    if measure == "个半月":  # 一个半月
        value += Fraction(1, 2)
    return _Token(value, name, start, end, measure, _scale(found["number"]))


def _value(words: str) -> Fraction:
    """The exact value of 5000, 6.5万, 1,200, 五千, 一点五."""
    if words[0].isdigit():
        digits = words.rstrip("十百千万亿 ")
        value = Fraction(digits.replace(",", ""))
        for sign in words[len(digits) :].strip():
            value *= _MYRIADS[sign]
        return value
    whole, _point, decimals = words.partition("点")
    value = Fraction(read_numeral_tolerantly(whole).value)
    for position, sign in enumerate(decimals, start=1):
        value += Fraction(read_numeral_tolerantly(sign).value, 10**position)
    return value


def _scale(words: str) -> Fraction:
    return Fraction({"亿": 10**8, "万": 10**4}.get(words.strip()[-1], 1))


def _share(words: str) -> tuple[Fraction, Fraction]:
    """The value of a share, and what one counts in it: 5% is 1/20, in hundredths."""
    if words[-1] in "%‰":
        one = Fraction(1, 100 if words[-1] == "%" else 1000)
        return _value(words[:-1].strip()) * one, one
    whole, _of, part = words.partition("分之")
    one = 1 / Fraction(_MYRIADS.get(whole) or _value(whole))
    return _value("一百" if part == "百" else part) * one, one


def _compared(plain: str, text: str, tokens: Sequence[_Token]) -> Iterator[LawNumber]:
    """The tokens that have a unit, their own or that of the other end of a range, each with its comparison."""
    opener: _Token | None = None
    before: _Token | None = None
    for token, following in zip_longest(tokens, tokens[1:]):
        joint = _THEN.fullmatch(plain, token.end, following.start) if following else None
        opens = joint is not None and joint[0] != "以上"
        own = token
        if token.unit is None and joint and following and following.unit:
            shares = opens and token.scale == 1 and token.value * following.scale < following.value
            own = attrs.evolve(token, value=token.value * (following.scale if shares else 1), unit=following.unit)
        elif token.unit is None and opener and opener.unit is Unit.SHARE:
            own = attrs.evolve(token, value=token.value * opener.scale, unit=Unit.SHARE)
        elif token.unit is None and before is not None and _ends_amount(plain, before, token):
            own = attrs.evolve(token, unit=Unit.YUAN)
        if own.unit is not None:
            yield _number(plain, text, own, own.unit, _end_of_range(opens=opens, closes=opener is not None))
        opener = own if opens and own.unit else None
        before = own


def _respectively(plain: str, numbers: Sequence[LawNumber]) -> Iterator[LawNumber]:
    """The numbers; those listed after 分别 with the comparison before the first of them or after the last."""
    at = 0
    while at < len(numbers):
        end = at + 1
        while end < len(numbers) and _LISTED.fullmatch(plain, numbers[end - 1].end, numbers[end].start):
            end += 1
        listed = numbers[at:end]
        said = [each for each in listed if each.comparison]
        ranges = end < len(numbers) and _THEN.fullmatch(plain, numbers[end - 1].end, numbers[end].start)
        alike = len(said) == 1 and said[0].comparison != "至" and len({each.unit for each in listed}) == 1
        if alike and not ranges and _RESPECTIVELY.search(plain, max(0, listed[0].start - 20), listed[0].start):
            (one,) = said
            for each in listed:
                yield attrs.evolve(each, comparison=one.comparison, side=one.side, included=one.included)
        else:
            yield from listed
        at = end


def _ends_amount(plain: str, before: _Token, token: _Token) -> bool:
    """Whether a number without a unit ends a range of money that the one before it began: 二千元以上二万以下罚款."""
    joint = _THEN.fullmatch(plain, before.end, token.start)
    after = _AFTER.match(plain, token.end)
    return before.unit is Unit.YUAN and joint is not None and after is not None and after[2] in ("以下", "以内")


def _end_of_range(*, opens: bool, closes: bool) -> Bound:
    if opens:
        return Bound.AT_LEAST
    return Bound.AT_MOST if closes else Bound.EXACTLY


def _number(plain: str, text: str, token: _Token, unit: Unit, end_of_range: Bound) -> LawNumber:
    """The token with its comparison, which stands after it, before it, or in the range that it ends."""
    start, end = token.start, token.end
    comparison, side, included = "", end_of_range, None
    after = _AFTER.match(plain, end)
    before = _BEFORE.search(plain, max(0, start - 10), start)
    if after and after[2]:
        comparison = after[2]
        remark = after[1] if after[1] is not None else after[3]
        included = None if remark is None else remark == ""
    elif before:
        comparison = before[1]
    elif base := _BEFORE_BASE.search(plain, max(0, start - 20), start):
        comparison = base[1] if unit in (Unit.SHARE, Unit.TIMES) else ""
    if comparison:
        side = _SIDE_OF[comparison]
    elif end_of_range is not Bound.EXACTLY:
        comparison = "至"
    clause_start = max((found.end() for found in _CLAUSE_END.finditer(plain, 0, start)), default=0)
    clause_end = _CLAUSE_END.search(plain, end)
    clause = text[clause_start : clause_end.start() if clause_end else len(text)]
    return LawNumber(
        token.value,
        unit,
        start,
        end,
        text[start:end],
        token.measure,
        comparison,
        side,
        included,
        in_penalty=bool(_PENALTY.search(clause)),
    )
