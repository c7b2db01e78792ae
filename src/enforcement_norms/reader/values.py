"""The values of facts in a case: from text, JSON or Python to what a case holds, by the kind of the fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from ..conditions import INDETERMINABLE
from ..errors import ValueProblem
from ..i18n import _
from ..model.case import Event
from ..model.facts import Fact, FactKind
from ..money import Money, parse_ratio
from .constants import the_date, the_duration, the_quantity, the_text_only
from .flaws import Refused, near_hint, refuse, the_boolean, the_text, unreadable, wrong_type
from .parts import Parts, each

WHOLE: Final = re.compile("[0-9]{1,18}")
"""A whole number as text holds it."""
_CODES: Final = dict.fromkeys(("EN103", "EN104", "EN105", "EN111"), "EN303")
"""A value that does not fit its fact has one code in cases, whoever finds it."""


def typed(fact: Fact, value: object, *, bare_yuan: bool = False) -> Any:
    """The value of a fact as a case holds it.

    Raises:
        Refused: it does not fit the kind of the fact.
    """
    if value is INDETERMINABLE or (value == INDETERMINABLE.value and value not in fact.values):
        return INDETERMINABLE
    if isinstance(value, float):
        raise refuse("EN303", _("不能用浮点数 {value}", value=value), _("金额写“6.5万元”，比例写“30%”"))
    try:
        return _KINDS[fact.kind](_Values(fact, bare_yuan), value)
    except Refused as refused:
        raise Refused([evolve(flaw, code=_CODES.get(flaw.code, flaw.code)) for flaw in refused.flaws]) from None


def the_amount(value: object, *, bare_yuan: bool) -> Money:
    """An amount of money; without a unit only as `Decimal`, or where `bare_yuan` allows it."""
    if isinstance(value, Money):
        return value
    try:
        if isinstance(value, Decimal):
            return Money.yuan(value)
        if isinstance(value, int) and not isinstance(value, bool):
            if not bare_yuan:
                raise refuse("EN303", _("金额 {value} 没有单位", value=value), _("写作“{value}元”", value=value))
            return Money.yuan(value)
        return Money.parse(the_text_only(value, _("金额")))
    except ValueProblem as problem:
        raise unreadable(problem) from None


def the_day(value: object) -> date:
    """A day, also one that is typed already; a time of day is refused."""
    if isinstance(value, datetime):
        raise wrong_type(_("日期，不带时刻"), value)
    return the_date(value)


def the_answer(value: object) -> bool:
    """True or false, also as the words that a command line or a table holds."""
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    return the_boolean(value)


@frozen
class _Values:
    """Reads the values of one fact; each method raises Refused."""

    fact: Fact
    bare_yuan: bool

    def money(self, value: object) -> Money:
        return the_amount(value, bare_yuan=self.bare_yuan)

    def integer(self, value: object) -> int:
        if isinstance(value, str) and WHOLE.fullmatch(text := value.strip().removesuffix(self.fact.unit)):
            return int(text)
        if isinstance(value, int) and not isinstance(value, bool):
            if value < 0:
                raise refuse("EN303", _("不能为负：{value}", value=value))
            return value
        raise wrong_type(_("整数"), value)

    def quantity(self, value: object) -> Fraction:
        return value if isinstance(value, Fraction) else the_quantity(value, self.fact.unit)

    def ratio(self, value: object) -> Fraction:
        if isinstance(value, Fraction):
            return value
        try:
            return parse_ratio(the_text_only(value, _("倍数或者比例，如“30%”")))
        except ValueProblem as problem:
            raise unreadable(problem) from None

    def duration(self, value: object) -> int:
        whole = isinstance(value, str) and WHOLE.fullmatch(value)
        return the_duration(int(str(value)) if whole else value, self.fact.unit)

    def day(self, value: object) -> date:
        return the_day(value)

    def boolean(self, value: object) -> bool:
        return the_answer(value)

    def choice(self, value: object) -> str:
        text = the_text(value)
        if text in self.fact.values:
            return text
        known = tuple(self.fact.values)
        hint = near_hint(text, known) or _("可用的值：{values}", values=known)
        raise refuse("EN303", _("“{value}”不是“{fact}”的值", value=text, fact=self.fact.title), hint)

    def elements(self, value: object) -> tuple[Any, ...]:
        element = evolve(self.fact, kind=self.fact.items or FactKind.INTEGER)
        return each(_list(value), lambda item: typed(element, item, bare_yuan=self.bare_yuan), empty=True)

    def events(self, value: object) -> tuple[Event, ...]:
        return each(_list(value), _event, empty=True)

    def judgement(self, value: object) -> Any:
        raise refuse("EN302", _("“{name}”是判断，不是事实", name=self.fact.id), _("写在 judgements 之下"))


def _list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _event(value: object) -> Event:
    if isinstance(value, Event):
        return value
    if isinstance(value, dict):
        parts = Parts(value, ("on",), ("same_kind",))
        on = parts.read("on", the_day, date.min)
        same_kind = parts.read("same_kind", the_answer, default=True)
        parts.done()
        return Event(on, same_kind)
    return Event(the_day(value))


_KINDS: Final[Mapping[FactKind, Callable[[_Values, object], Any]]] = {
    FactKind.MONEY: _Values.money,
    FactKind.INTEGER: _Values.integer,
    FactKind.QUANTITY: _Values.quantity,
    FactKind.RATIO: _Values.ratio,
    FactKind.DURATION: _Values.duration,
    FactKind.DATE: _Values.day,
    FactKind.BOOLEAN: _Values.boolean,
    FactKind.ENUM: _Values.choice,
    FactKind.LIST: _Values.elements,
    FactKind.EVENTS: _Values.events,
    FactKind.JUDGED: _Values.judgement,
}
