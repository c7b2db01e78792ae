"""Single values as packs write them: 5万元, 10倍, 30%, 3个月, 2026-01-01 → fen, fractions, whole units, dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from ..errors import ValueProblem
from ..i18n import Message, _
from ..model.facts import Fact, FactKind
from ..model.penalty import Unit
from ..money import Money, parse_ratio
from .flaws import (
    near_hint,
    refuse,
    the_boolean,
    the_map,
    the_text,
    unreadable,
    wrong_type,
)
from .parts import Parts

DURATION_UNITS: Final = ("hours", "days", "months", "years")
BOUND_KEYS: Final = ("at_least", "above", "at_most", "below", "exactly")
NUMERIC: Final = frozenset({FactKind.MONEY, FactKind.INTEGER, FactKind.QUANTITY, FactKind.RATIO, FactKind.DURATION})
ORDERED: Final = NUMERIC | {FactKind.DATE}

_DURATION: Final = re.compile(r"([0-9]{1,9})(小时|个工作日|工作日|日|天|个月|月|年)")
_UNITS: Final = {"小时": "hours", "日": "days", "天": "days", "个月": "months", "月": "months", "年": "years"}
_DIGITS: Final = 18
_WHOLE: Final = re.compile("[0-9]{1,18}")
_QUANTITY: Final = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,9}|/[1-9][0-9]{0,17})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CALLED: Final = {"小时": "hours", "日": "days", "个月": "months", "年": "years"}


def the_money(value: object) -> int:
    """An amount with its unit (5万元) in fen."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise refuse("EN105", _("金额 {value} 没有单位", value=value), _("写作“{value}元”", value=value))
    text = the_text_only(value, _("金额"))
    if not text.endswith("元"):
        raise refuse("EN105", _("“{text}”不是金额", text=text), _("写作“8000元”“6.5万元”“1.2亿元”"))
    try:
        return Money.parse(text).fen
    except ValueProblem as problem:
        raise unreadable(problem) from None


def the_ratio(value: object) -> Fraction:
    """A multiple or share (10倍, 30%)."""
    if isinstance(value, int) and not isinstance(value, bool):
        hint = _("写作“{value}倍”或者“{value}%”", value=value)
        raise refuse("EN105", _("倍数或者比例 {value} 没有单位", value=value), hint)
    try:
        return parse_ratio(the_text_only(value, _("倍数或者比例")))
    except ValueProblem as problem:
        raise unreadable(problem) from None


def the_quantity(value: object, unit: str) -> Fraction:
    """A plain number of a unit (12.5平方米, "12.5", 200, 25/2), exact."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(_not_negative(value))
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < _DIGITS and value >= 0:
        return Fraction(value)
    text = the_text_only(value, _("数量"))
    if _QUANTITY.fullmatch(number := text.removesuffix(unit).strip()):
        return Fraction(number)
    raise refuse("EN105", _("“{text}”不是数量", text=text), _("写作“12.5{unit}”", unit=unit))


def the_date(value: object) -> date:
    """A day written 2026-01-01."""
    if isinstance(value, date) and value.__class__ is date:
        return value
    text = the_text_only(value, _("日期"))
    if _DATE.fullmatch(text) and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise refuse("EN105", _("没有 {text} 这一天", text=text), _("核对年月日")) from None
    raise refuse("EN105", _("“{text}”不是日期", text=text), _("写作 2026-01-01"))


def the_duration(value: object, unit: str) -> int:
    """A period (3个月) in whole `unit`; months and years are converted, a bare integer is in `unit` already."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _not_negative(value)
    text = the_text_only(value, _("期间"))
    found = _DURATION.fullmatch(text)
    word = next((word for word, name in _CALLED.items() if name == unit), unit)
    if found is None or found[2] not in _UNITS:
        raise refuse("EN105", _("“{text}”不是期间", text=text), _("写作“{example}”", example=f"3{word}"))
    number, written = int(found[1]), _UNITS[found[2]]
    if written == unit:
        return number
    if (written, unit) == ("years", "months"):
        return number * 12
    if (written, unit) == ("months", "years") and number % 12 == 0:
        return number // 12
    raise refuse("EN111", _("“{text}”的单位与“{unit}”不同", text=text, unit=word), _("以“{unit}”为单位书写", unit=word))


def the_number(value: object, unit: Unit) -> int:
    """A number of a measure: fen where the unit is yuan, else whole days, months, years or points."""
    if unit is Unit.YUAN:
        return the_money(value)
    if unit is Unit.POINTS:
        text = the_text(value).removesuffix("分")
        if re.fullmatch("[0-9]{1,9}", text):
            return int(text)
        raise refuse("EN105", _("“{text}”不是记分", text=the_text(value)), _("写作 6"))
    return the_duration(value, unit.value)


def the_text_only(value: object, expected: Message) -> str:
    """Text and nothing else."""
    if isinstance(value, str):
        return value
    raise wrong_type(expected, value)


def _not_negative(value: int) -> int:
    if value < 0:
        raise refuse("EN105", _("不能为负：{value}", value=value))
    return value


def constant(fact: Fact, value: object) -> Any:
    """A value with which a condition compares a fact: what a case would hold, money in fen.

    Raises:
        Refused: the value does not fit the kind of the fact.
    """
    kind = fact.items if fact.kind is FactKind.LIST and fact.items is not None else fact.kind
    return _CONSTANTS[kind](fact, value)


def _integer(fact: Fact, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and fact.unit and _WHOLE.fullmatch(number := value.removesuffix(fact.unit)):
        return int(number)
    raise wrong_type(_("整数"), value)


def _choice(fact: Fact, value: object) -> str:
    text = the_text(value)
    if text in fact.values:
        return text
    known = tuple(fact.values)
    hint = near_hint(text, known) or _("可用的值：{values}", values=known)
    raise refuse("EN104", _("“{value}”不是“{fact}”的值", value=text, fact=fact.title), hint)


def _no_constant(fact: Fact, _value: object) -> Any:
    if fact.kind is FactKind.JUDGED:
        raise refuse("EN109", _("“{fact}”是判断，不能这样比较", fact=fact.id), _("写作 judged: {fact}", fact=fact.id))
    raise refuse(
        "EN110", _("“{fact}”是一组日期，不能这样比较", fact=fact.id), _("用 count: {{event: {fact}, …}}", fact=fact.id)
    )


_CONSTANTS: Final[Mapping[FactKind, Callable[[Fact, object], Any]]] = {
    FactKind.MONEY: lambda _fact, value: the_money(value),
    FactKind.INTEGER: _integer,
    FactKind.QUANTITY: lambda fact, value: the_quantity(value, fact.unit),
    FactKind.RATIO: lambda _fact, value: the_ratio(value),
    FactKind.DURATION: lambda fact, value: the_duration(value, fact.unit),
    FactKind.DATE: lambda _fact, value: the_date(value),
    FactKind.BOOLEAN: lambda _fact, value: the_boolean(value),
    FactKind.ENUM: _choice,
    FactKind.LIST: _no_constant,
    FactKind.EVENTS: _no_constant,
    FactKind.JUDGED: _no_constant,
}


def the_bounds(
    value: object, read: Callable[[object], Any], also: Iterable[str] = ()
) -> tuple[Any | None, bool, Any | None, bool]:
    """`{at_least | above | at_most | below | exactly: x}` as low, low closed, high, high closed.

    `also` are other keys that may stand in the same map and are left alone.

    Raises:
        Refused: an unknown key, two lower or two upper bounds, none at all, or an empty range.
    """
    written = the_map(value)
    parts = Parts(written, (), (*BOUND_KEYS, *also))
    found = {key: parts.read(key, read) for key in BOUND_KEYS if key in written}
    parts.done()
    pairs = (("at_least", "above"), ("at_most", "below"), *(("exactly", key) for key in BOUND_KEYS[:4]))
    for one, other in pairs:
        if one in found and other in found:
            raise refuse("EN112", _("{one} 和 {other} 不能并列", one=one, other=other), _("只写一个"))
    if not found:
        raise refuse("EN112", _("没有界限"), _("写 at_least、above、at_most、below 或者 exactly"))
    if "exactly" in found:
        return found["exactly"], True, found["exactly"], True
    low, low_closed = found.get("at_least", found.get("above")), "above" not in found
    high, high_closed = found.get("at_most", found.get("below")), "below" not in found
    if low is not None and high is not None and (low > high or (low == high and not (low_closed and high_closed))):
        raise refuse("EN112", _("下限高于上限，范围是空的"), _("核对两个界限"))
    return low, low_closed, high, high_closed
