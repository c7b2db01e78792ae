"""Records of the model read at full speed (快速读取), from JSON text or from plain data.

Only what is usual and right is read here. For anything else the answer is None: the careful reader then reads it anew
and says what is wrong, or takes it for right as well. What is read here, it reads alike (a test proves it).

For each class one function is written out and compiled, field after field, as attrs does for `__init__`. Text is first
decoded into structs of the same fields, by which keys and plain types are checked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from types import GenericAlias
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from ..model.recorded import Moment
from ..money import Money, plain_money
from .flaws import the_map
from .hints import element_of, hints_of, key_of, without_none
from .record import the_moment
from .values import the_amount, the_day

T = TypeVar("T")
Read = Callable[[Any, list[int]], Any]


def quick_json(cls: type[T], raw: bytes) -> T | None:
    """The record in a JSON text; None where the careful reader must look at it."""
    strings: list[int] = []
    try:
        made: T = _reader(cls, of_text=True)(_decoder(cls)(raw), strings)
    except Exception:  # noqa: BLE001 – whatever this reader trips over, the careful one says what is wrong
        return None
    return made if _holds_twice(raw, sum(strings)) else None


def quick_data(cls: type[T], raw: object) -> T | None:
    """The record that plain data describe; None where the careful reader must look at it."""
    try:
        made: T = _reader(cls, of_text=False)(raw, [])
    except Exception:  # noqa: BLE001 – as above
        return None
    return made


def _holds_twice(raw: bytes, strings: int) -> bool:
    """Whether the text has two quotes for every string that was read, be it key or value, and none besides.

    It has more if a key stands twice, since only the last value of a key is read; so this finds every duplicate.
    """
    quotes = raw.count(b'"')
    if quotes != 2 * strings and b"\\\\" not in raw:
        # Without an escaped backslash, a quote behind a backslash is part of a string.
        quotes -= raw.count(b'\\"')
    return quotes == 2 * strings


class _Leaf(NamedTuple):
    """A plain type: how it stands in decoded text, how it is made of text and of data, whether it is a string."""

    wire: Any
    of_text: str
    of_data: str
    is_string: bool


_LEAVES: Final = {
    str: _Leaf(str, "{}", "text({})", is_string=True),
    int: _Leaf(int, "{}", "whole({})", is_string=False),
    bool: _Leaf(bool, "{}", "answer({})", is_string=False),
    date: _Leaf(str, "day({})", "day(text({}))", is_string=True),
    Moment: _Leaf(str, "moment({})", "moment(text({}))", is_string=True),
    Money: _Leaf(str, "money({})", "money(text({}))", is_string=True),
}


def _decoder(cls: Any) -> Callable[[bytes], Any]:
    """What decodes a JSON text into the struct of a class."""
    return _prepared(cls)


@cache
def _prepared(cls: Any) -> Callable[[bytes], Any]:
    from msgspec.json import Decoder

    # Numbers with a point stay text elsewhere; as text they would pass for strings here.
    return Decoder(_struct(cls), float_hook=_no_float).decode


def _no_float(text: str) -> Any:
    raise ValueError(text)


@cache
def _struct(cls: Any) -> Any:
    """The struct of the fields of a class; what is not written is UNSET in it."""
    from msgspec import UNSET, UnsetType, defstruct

    hints = hints_of(cls)
    fields: list[Any] = []
    for field in attrs.fields(cls):
        type_, optional = without_none(hints[field.name])
        wire = _wire(type_) | None if optional else _wire(type_)
        fields.append((field.name, wire) if _required(field) else (field.name, wire | UnsetType, UNSET))
    keys = {field.name: key_of(field.name) for field in attrs.fields(cls)}
    return defstruct(cls.__name__, fields, rename=keys, kw_only=True, forbid_unknown_fields=True, gc=False)


def _required(field: attrs.Attribute[Any]) -> bool:
    return field.default is attrs.NOTHING


def _wire(type_: Any) -> Any:
    """As what a type stands in decoded text."""
    if type_ in _LEAVES:
        return _LEAVES[type_].wire
    element = element_of(type_)
    if element is not None:
        return GenericAlias(tuple, (_wire(element), ...))
    if type_ is Any or _is_word(type_):
        return type_
    return _struct(type_) if attrs.has(type_) else dict[str, Any]


def _is_word(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, StrEnum)


def _reader(cls: Any, *, of_text: bool) -> Read:
    """The function that makes a record of a decoded struct, or of a map, and notes how many strings it took."""
    # In front of the cache, whose own type takes no class.
    return _compiled(cls, of_text=of_text)


@cache
def _compiled(cls: Any, *, of_text: bool) -> Read:
    from msgspec import UNSET

    names = {**_HELPERS, "cls": cls, "blank": _blank(cls), "nothing": UNSET}
    hints = hints_of(cls)
    full, lines = 0, []
    for field in attrs.fields(cls):
        type_, optional = without_none(hints[field.name])
        made, key = _made(type_, "value", names, of_text=of_text), key_of(field.name)
        strings = _strings(type_, "value") if of_text else "0"
        taken = 1 + int(strings) if strings.isdigit() else 1
        full += taken
        lines.append(f" value = raw.{field.name}" if of_text else f" value = get({key!r}, UNSET)")
        if not _required(field):
            names[f"default_{field.name}"] = field.default
            default = "None" if field.default is None else f"default_{field.name}"
            lines += [" if value is UNSET:", f"  made.{field.name} = {default}", f"  count -= {taken}"]
        if optional:
            lines += [
                " elif value is None:",
                f"  made.{field.name} = None",
                *([f"  count -= {taken - 1}"] * (taken > 1)),
            ]
        lines += [" if True:" if _required(field) else " else:", f"  made.{field.name} = {made}"]
        lines += [] if strings.isdigit() else [f"  count += {strings}"]
    head = ["def read(raw, strings, UNSET=nothing):", " made = blank()", f" count = {full}"]
    last = [
        " strings.append(count)" if of_text else " if count != len(raw): raise KeyError",
        " made.__class__ = cls",
        " if made.not_done: made.__attrs_post_init__()",
        " return made",
    ]
    source = "\n".join((*head, *([] if of_text else [" get = raw.get"]), *lines, *last))
    exec(compile(source, f"<reader of {cls.__name__}>", "exec"), names)  # noqa: S102 – written of our own words only
    read: Read = names["read"]
    return read


def _made(type_: Any, value: str, names: dict[str, Any], *, of_text: bool) -> str:
    """The expression that makes what is recorded; what it calls is put among the names."""
    if type_ in _LEAVES:
        leaf = _LEAVES[type_]
        return (leaf.of_text if of_text else leaf.of_data).format(value)
    if type_ is Any:
        return value
    element = element_of(type_)
    if element is not None:
        one = _made(element, "item", names, of_text=of_text)
        if not of_text:
            return f"tuple([{one} for item in items({value})])"
        return value if one == "item" else f"tuple([{one} for item in {value}])"
    if not attrs.has(type_) and not _is_word(type_):
        return value if of_text else f"mapping({value})"
    called = f"of_{len(names)}"
    if attrs.has(type_):
        names[called] = _reader(type_, of_text=of_text)
        return f"{called}({value}, strings)"
    if of_text:
        return value
    names[called] = {member.value: member for member in type_}
    return f"{called}[{value}]"


def _strings(type_: Any, value: str) -> str:
    """The expression that counts the strings in a value which was decoded; records count their own."""
    element = element_of(type_)
    if element in (None, Any):
        if type_ in _LEAVES:
            return "1" if _LEAVES[type_].is_string else "0"
        if attrs.has(type_):
            return "0"
        return "1" if _is_word(type_) else f"strings_in({value})"
    one = _strings(element, "item")
    return {"0": "0", "1": f"len({value})"}.get(one, f"sum([{one} for item in {value}])")


def _blank(cls: Any) -> type[Any]:
    """A class of the same slots that is not frozen: an object is filled as one of it, and then is one of `cls`.

    Python lets an object change its class if the slots are alike. To fill a frozen one takes ten times as long.
    """
    body = {
        "__slots__": vars(cls)["__slots__"],
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
        "__init__": object.__init__,
    }
    return type(cls.__name__, cls.__bases__, body)


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


@lru_cache(maxsize=65536)
def _money(text: str) -> Money:
    plain = plain_money(text)
    return the_amount(text, bare_yuan=False) if plain is None else plain


# Many files name the same days and hours. Only text is asked for: 1 and True would be one to a cache.
_day: Final = lru_cache(maxsize=65536)(the_day)
_moment: Final = lru_cache(maxsize=65536)(the_moment)


def _strings_in(value: Any) -> int:
    """How many strings stand in plain data."""
    if value.__class__ is str:
        return 1
    if value.__class__ is dict:
        return len(value) + sum(map(_strings_in, value.values()))
    return sum(map(_strings_in, value)) if value.__class__ in (list, tuple) else 0


_HELPERS: Final[dict[str, Any]] = {
    "text": _exactly(str),
    "whole": _exactly(int),
    "answer": _exactly(bool),
    "items": _items,
    "mapping": the_map,
    "money": _money,
    "day": _day,
    "moment": _moment,
    "strings_in": _strings_in,
}
