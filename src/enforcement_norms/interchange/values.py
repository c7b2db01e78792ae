"""Single values in the JSON form: written so that they say themselves what they are, and can be read back exactly.

Facts of a case are written as a case record writes them (`"8000.00元"`, `"3/10"`, `"2026-03-05"`, `"indeterminable"`),
so that the case in a determination can be evaluated again. Values in steps, which hold more kinds, carry a key where
text alone would not tell (`{"date": …}`, `{"ratio": …}`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from ..conditions import INDETERMINABLE
from ..errors import ValueProblem
from ..i18n import Message, _
from ..law import Citation
from ..model.case import Event
from ..money import Money

_MONEY: Final = re.compile(r"[0-9]+\.[0-9]{2}元")
_FRACTION: Final = re.compile(r"[0-9]+/[0-9]+")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fact_data(value: Any) -> Any:
    """A value of a fact as a record writes it."""
    if isinstance(value, Money):
        return f"{value.as_yuan()}元"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if value is INDETERMINABLE:
        return INDETERMINABLE.value
    if isinstance(value, Event):
        return {"on": value.on.isoformat(), "same_kind": value.same_kind}
    if isinstance(value, list | tuple):
        return [fact_data(item) for item in value]
    return value


def fact_from(data: Any) -> Any:
    """`fact_data` read backwards; raises ValueProblem where a date or an event is none."""
    if isinstance(data, list):
        return tuple(fact_from(item) for item in data)
    if isinstance(data, Mapping):
        return _event(data)
    if not isinstance(data, str):
        return data
    if _MONEY.fullmatch(data):
        return Money.yuan(data.removesuffix("元"))
    if _FRACTION.fullmatch(data):
        return Fraction(data)
    if _DATE.fullmatch(data):
        return day_from(data)
    return INDETERMINABLE if data == INDETERMINABLE.value else data


def day_from(data: Any) -> date:
    """A day written 2026-03-05; raises ValueProblem."""
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise ValueProblem(_("“{value}”不是日期", value=str(data)), _("写作 2026-03-05")) from None


def _event(data: Mapping[str, Any]) -> Event:
    if set(data) - {"on", "same_kind"} or not isinstance(data.get("same_kind", True), bool):
        raise ValueProblem(_("“{value}”不是既往记录", value=str(dict(data))), _("写 on 和 same_kind"))
    return Event(day_from(data.get("on")), data.get("same_kind", True))


def step_data(value: Any) -> Any:
    """A value in a step, or in the parameters of a message."""
    if isinstance(value, Enum):
        return {"indeterminable": True} if value is INDETERMINABLE else value.value
    if isinstance(value, Money):
        return {"yuan": value.as_yuan()}
    if isinstance(value, Fraction):
        return {"ratio": f"{value.numerator}/{value.denominator}"}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Citation):
        return {"cite": value.id}
    if isinstance(value, Message):
        return {"message": message_data(value)}
    if isinstance(value, list | tuple):
        return [step_data(item) for item in value]
    return value


def step_from(data: Any) -> Any:
    """`step_data` read backwards; raises ValueProblem for what it never writes."""
    if isinstance(data, list):
        return tuple(step_from(item) for item in data)
    if not isinstance(data, Mapping):
        return data
    (kind, value), *others = data.items() or [("", None)]
    if others or kind not in _TAGGED:
        raise ValueProblem(_("不认识的值“{value}”", value=str(dict(data))))
    return _TAGGED[kind](value)


def message_data(message: Message) -> dict[str, Any]:
    """A sentence: its words in the active locale, and what it is made of."""
    data: dict[str, Any] = {"text": message.render(), "msgid": message.msgid}
    if message.params:
        data["params"] = {name: step_data(value) for name, value in message.params.items()}
    if message.domain:
        data["domain"] = message.domain
    return data


def message_from(data: Mapping[str, Any]) -> Message:
    """`message_data` read backwards."""
    params = {name: step_from(value) for name, value in data.get("params", {}).items()}
    return Message(data["msgid"], params, data.get("domain", ""))


_TAGGED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "indeterminable": lambda _value: INDETERMINABLE,
    "yuan": Money.yuan,
    "ratio": Fraction,
    "date": day_from,
    "cite": Citation.parse_id,
    "message": message_from,
}
