"""Records of the model from plain data (登记数据), read with care: every fault is gathered, with its place.

Case files and registers are typed by the classes themselves. What is usual and right is read by `quick` before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar

import attrs

from ..errors import CaseInvalid, ValueProblem
from ..i18n import Message, _
from ..model.recorded import Moment
from ..money import Money
from .constants import the_date
from .flaws import Refused, one_of, refuse, the_boolean, the_integer, the_map, the_text, unreadable
from .hints import element_of, hints_of, key_of, without_none
from .parts import Parts, each
from .values import the_amount, the_day

T = TypeVar("T")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?")


def read_record(raw: object, cls: type[T], title: Message, file: str = "") -> T:
    """The object of `cls` that the data describe; `title` says in problems what could not be read.

    Raises:
        CaseInvalid: with every problem, each at its path, or at its place in `file` if the data remember it.
    """
    try:
        made: T = reader_of(cls)(raw)
    except Refused as refused:
        raise _refused(title, refused, file) from None
    except RecursionError:
        raise _refused(title, refuse("EN010", _("嵌套太深"), _("核对数据")), file) from None
    return made


def _refused(title: Message, refused: Refused, file: str) -> CaseInvalid:
    return CaseInvalid(title, [flaw.problem(file) for flaw in refused.flaws])


def the_moment(value: object) -> Moment:
    """A day, or a day and hour in local time (2026-03-05T09:30)."""
    if isinstance(value, date):
        return _local(value)
    text = the_text(value)
    if not _MOMENT.fullmatch(text):
        if "T" in text or ":" in text:
            hint = _("写作 2026-03-05T09:30，北京时间，不带时区")
            raise refuse("EN105", _("“{value}”不是时间", value=text[:40]), hint)
        return the_date(value)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise refuse("EN105", _("“{value}”不是时间", value=text), _("核对月、日、时、分")) from None


def _local(value: date) -> Moment:
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise refuse("EN105", _("时间带有时区"), _("写作 2026-03-05T09:30，北京时间，不带时区"))
    return value


_LEAVES: Final[Mapping[Any, Callable[[object], Any]]] = {
    str: the_text,
    int: the_integer,
    bool: the_boolean,
    date: the_day,
    Moment: the_moment,
    Money: lambda value: the_amount(value, bare_yuan=False),
    Any: lambda value: value,
}


def reader_of(type_: Any) -> Callable[[object], Any]:
    """The careful reader of a type, which gathers every fault (raises Refused)."""
    # In front of the cache, whose own type would lose this one.
    return _reader_of(type_)


@cache
def _reader_of(type_: Any) -> Callable[[object], Any]:
    if type_ in _LEAVES:
        return _LEAVES[type_]
    recorded, optional = without_none(type_)
    if optional:
        read = reader_of(recorded)
        return lambda value: None if value is None else read(value)
    element = element_of(type_)
    if element is not None:
        return lambda value: each(_as_list(value), reader_of(element), empty=True)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        words = tuple(member.value for member in type_)
        return lambda value: type_(one_of(value, words))
    if isinstance(type_, type) and attrs.has(type_):
        return _reader_of_class(type_)
    return the_map


def _reader_of_class(cls: Any) -> Callable[[object], Any]:
    hints = hints_of(cls)
    written = {key_of(field.name): field for field in attrs.fields(cls)}
    required = tuple(key for key, field in written.items() if field.default is attrs.NOTHING)
    optional = tuple(key for key in written if key not in required)

    def read(value: object) -> Any:
        if isinstance(value, cls):
            return value
        parts = Parts(value, required, optional)
        found = {
            field.name: parts.read(key, reader_of(hints[field.name]), None)
            for key, field in written.items()
            if key in parts.written
        }
        parts.done()
        try:
            return cls(**found)
        except ValueProblem as problem:
            raise unreadable(problem) from None

    return read


def _as_list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
