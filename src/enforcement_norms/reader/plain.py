"""Records of the model read at full speed from plain data (从数据快速读取), as `quick` reads them from JSON text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar

import attrs

from ..model.recorded import Moment
from ..money import Money
from .flaws import the_map
from .hints import element_of, hints_of, key_of, without_none
from .recalled import AMOUNTS, DAYS, MOMENTS, blank_of

T = TypeVar("T")
_Read = Callable[[Any], Any]


def quick_data(cls: type[T], raw: object) -> T | None:
    """The record that plain data describe; None where the careful reader must look at it."""
    try:
        made: T = _reader(cls)(raw)
    except Exception:  # noqa: BLE001 – whatever this reader trips over, the careful one says what is wrong
        return None
    return made


def _reader(cls: Any) -> _Read:
    """The function that makes a record of a map."""
    # In front of the cache, whose own type takes no class.
    return _compiled(cls)


@cache
def _compiled(cls: Any) -> _Read:
    names: dict[str, Any] = {**_HELPERS, "cls": cls, "blank": blank_of(cls), "absent": object()}
    hints = hints_of(cls)
    lines = []
    for field in attrs.fields(cls):
        type_, optional = without_none(hints[field.name])
        lines.append(f"value = get({key_of(field.name)!r}, absent)")
        if field.default is not attrs.NOTHING:
            names[f"default_{field.name}"] = field.default
            lines += ["if value is absent:", f" made.{field.name} = default_{field.name}", " count -= 1", "else:"]
        else:
            lines.append("if True:")
        kept = _made(type_, "value", names)
        lines.append(f" made.{field.name} = {kept}" + (" if value is not None else None" if optional else ""))
    source = "\n".join(
        (
            "def read(raw):",
            f" made, get, count = blank(), raw.get, {len(attrs.fields(cls))}",
            *(f" {line}" for line in lines),
            " if count != len(raw): raise KeyError",
            " made.__class__ = cls",
            " if made.not_done: made.__attrs_post_init__()",
            " return made",
        )
    )
    exec(compile(source, f"<reader of data of {cls.__name__}>", "exec"), names)  # noqa: S102 – of our own words only
    read: _Read = names["read"]
    return read


_LEAVES: Final = {
    str: "text({})",
    int: "whole({})",
    bool: "answer({})",
    date: "days[text({})]",
    Moment: "moments[text({})]",
    Money: "amounts[text({})]",
    Any: "{}",
}


def _made(type_: Any, value: str, names: dict[str, Any]) -> str:
    """The expression that makes what is recorded; what it calls is put among the names."""
    if type_ in _LEAVES:
        return _LEAVES[type_].format(value)
    element = element_of(type_)
    if element is not None:
        return f"tuple([{_made(element, 'item', names)} for item in items({value})])"
    called = f"of_{len(names)}"
    if attrs.has(type_):
        names[called] = _reader(type_)
        return f"{called}({value})"
    if not (isinstance(type_, type) and issubclass(type_, StrEnum)):
        return f"mapping({value})"
    names[called] = {member.value: member for member in type_}
    return f"{called}[{value}]"


def _exactly(leaf: type[T]) -> Callable[[Any], T]:
    def read(value: Any) -> T:
        if value.__class__ is leaf:
            taken: T = value
            return taken
        raise TypeError

    return read


def _items(value: Any) -> Any:
    if isinstance(value, list):
        return value
    raise TypeError


_HELPERS: Final[dict[str, Any]] = {
    "text": _exactly(str),
    "whole": _exactly(int),
    "answer": _exactly(bool),
    "items": _items,
    "mapping": the_map,
    "amounts": AMOUNTS,
    "days": DAYS,
    "moments": MOMENTS,
}
