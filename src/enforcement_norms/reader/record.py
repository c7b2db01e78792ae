"""Records of the model from plain data (登记数据): case files and registers, typed by the classes themselves.

What is right is read by cattrs at full speed. Where something is wrong, the same data are read once more, slowly, by
functions that gather every fault with its place; both take the same data for right (a test proves it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from ..errors import CaseInvalid, ValueProblem
from ..i18n import Message, _
from ..model.recorded import Moment
from ..money import Money
from .constants import the_date
from .flaws import Refused, one_of, refuse, the_boolean, the_integer, the_map, the_text, unreadable, wrong_type
from .parts import Parts, each
from .values import the_amount

T = TypeVar("T")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?")


def read_record(raw: object, cls: type[T], title: Message, file: str = "") -> T:
    """The object of `cls` that the data describe; `title` says in problems what could not be read.

    Raises:
        CaseInvalid: with every problem, each at its path, or at its place in `file` if the data remember it.
    """
    try:
        made: T = _quickly(cls, raw)
    except RecursionError:
        raise _refused(title, refuse("EN010", _("嵌套太深"), _("核对数据")), file) from None
    except Exception:  # noqa: BLE001 – whatever the fast reader trips over, the slow one says what is wrong
        try:
            slowly: T = reader_of(cls)(raw)
        except Refused as refused:
            raise _refused(title, refused, file) from None
        return slowly
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


def _the_day(value: object) -> date:
    if isinstance(value, datetime):
        raise wrong_type(_("日期，不带时刻"), value)
    return the_date(value)


_LEAVES: Final[Mapping[Any, Callable[[object], Any]]] = {
    str: the_text,
    int: the_integer,
    bool: the_boolean,
    date: _the_day,
    Money: lambda value: the_amount(value, bare_yuan=False),
    Any: lambda value: value,
}


def reader_of(type_: Any) -> Callable[[object], Any]:
    """The slow reader of a type, which gathers every fault (raises Refused)."""
    return _slow_reader(type_)


@cache
def _slow_reader(type_: Any) -> Callable[[object], Any]:
    if type_ in _LEAVES:
        return _LEAVES[type_]
    if _is_union(type_):
        chosen = tuple(each_ for each_ in get_args(type_) if each_ is not NoneType)
        read = the_moment if set(chosen) == {date, datetime} else reader_of(chosen[0])
        return lambda value: None if value is None else read(value)
    if _is_tuple(type_):
        element = get_args(type_)[0]
        return lambda value: each(_as_list(value), reader_of(element), empty=True)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        words = tuple(member.value for member in type_)
        return lambda value: type_(one_of(value, words))
    if isinstance(type_, type) and attrs.has(type_):
        return _reader_of_class(type_)
    return the_map


def _reader_of_class(cls: type[Any]) -> Callable[[object], Any]:
    hints = get_type_hints(cls)
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


def key_of(name: str) -> str:
    """The key under which an attribute is written: without the underscore that keeps it from being a keyword."""
    return name.removesuffix("_")


def _as_list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _is_tuple(type_: Any) -> bool:
    origin: Any = get_origin(type_)
    return origin is tuple


def _is_union(type_: Any) -> bool:
    return get_origin(type_) in (Union, UnionType)


def _quickly(type_: Any, raw: object) -> Any:
    return _fast_reader(type_)(raw, type_)


@cache
def _fast_reader(type_: Any) -> Callable[[Any, Any], Any]:
    """The fast reader of a type; it may fail on anything, but never takes wrong data for right."""
    if type_ in _FAST:
        return _FAST[type_]
    if _is_union(type_):
        chosen = tuple(each_ for each_ in get_args(type_) if each_ is not NoneType)
        if chosen[0] in (str, int, bool):
            return _exactly(chosen[0], optional=True)
        read = _fast_moment if set(chosen) == {date, datetime} else _fast_reader(chosen[0])
        return lambda value, cls: None if value is None else read(value, cls)
    if _is_tuple(type_):
        element = get_args(type_)[0]
        read_one = _fast_reader(element)

        def several(value: Any, _type: Any) -> tuple[Any, ...]:
            if not isinstance(value, list):
                raise TypeError
            return tuple([read_one(item, element) for item in value])

        return several
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        members = {member.value: member for member in type_}
        return lambda value, _type: members[value]
    if isinstance(type_, type) and attrs.has(type_):
        return _fast_reader_of_class(type_)
    return lambda value, _type: the_map(value)


def _fast_reader_of_class(cls: type[Any]) -> Callable[[Any, Any], Any]:
    from cattrs.gen import make_dict_structure_fn, override

    hints = get_type_hints(cls)
    settings: dict[str, Any] = {"_cattrs_forbid_extra_keys": True, "_cattrs_detailed_validation": False}
    fields: dict[str, Any] = {
        field.name: override(rename=key_of(field.name), struct_hook=_fast_reader(hints[field.name]))
        for field in attrs.fields(cls)
    }
    # What is no map has no keys, and so fails where unknown keys are sought.
    made: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, _converter(), **settings, **fields)
    return made


@cache
def _converter() -> Any:
    from cattrs import Converter

    return Converter(forbid_extra_keys=True, detailed_validation=False)


def _exactly(leaf: type[Any], *, optional: bool = False) -> Callable[[object, Any], Any]:
    def read(value: object, _type: Any) -> Any:
        if value.__class__ is leaf or (optional and value is None):
            return value
        raise TypeError

    return read


@lru_cache(maxsize=65536)
def _money(text: str) -> Money:
    return the_amount(text, bare_yuan=False)


def _fast_day(value: Any, _type: Any = None) -> date:
    # Python reads week dates and bare digits too; only YYYY-MM-DD has its dashes here.
    if len(value) == 10 and value[4] == value[7] == "-":  # noqa: PLR2004 – YYYY-MM-DD
        return date.fromisoformat(value)
    raise ValueError


def _fast_moment(value: Any, _type: Any = None) -> Moment:
    if len(value) == 10:  # noqa: PLR2004 – YYYY-MM-DD
        return _fast_day(value)
    if value[4] == value[7] == "-" and value[13] == ":" and value[10] in "T " and len(value) in (16, 19):
        return datetime.fromisoformat(value)
    raise ValueError


_FAST: Final[Mapping[Any, Callable[[Any, Any], Any]]] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    date: _fast_day,
    Money: lambda value, _type: _money(value),
    Any: lambda value, _type: value,
}
