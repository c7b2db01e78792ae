"""Records of the model read at full speed from JSON text (快速读取).

Only what is usual and right is read here. For anything else the answer is None: the careful reader then reads it anew
and says what is wrong, or takes it for right as well. What is read here, it reads alike (a test proves it).

Text is first decoded into structs of the same fields, by which keys and plain types are checked. Then for each class
one function is written out and compiled, field after field, as attrs does for `__init__`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from types import GenericAlias
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from ..model.casefile.deciding import Remedies
from ..model.casefile.opening import Competence
from ..model.casefile.sanctions import DiscretionStated, Sanction, StandardUsed
from ..model.recorded import Moment
from ..money import Money
from .hints import element_of, hints_of, key_of, without_none
from .recalled import AMOUNTS, DAYS, MOMENTS, Recalled, blank_of

T = TypeVar("T")
_Decode = Callable[[bytes], Any]
_Read = Callable[[Sequence[Any], list[int]], tuple[Any, ...]]


def quick_json(cls: type[T], raw: bytes) -> T | None:
    """The record in a JSON text; None where the careful reader must look at it."""
    made = _made_of(cls, raw, nulls=False)
    # Where no null is awaited, the first one ends the decoding; so this costs little where there are many.
    return _made_of(cls, raw, nulls=True) if made is None and b"null" in raw else made


def _made_of(cls: type[T], raw: bytes, *, nulls: bool) -> T | None:
    decode, read = _way(cls, nulls)
    strings: list[int] = []
    try:
        made: T = read((decode(raw),), strings)[0]
    except Exception:  # noqa: BLE001 – whatever this reader trips over, the careful one says what is wrong
        return None
    return made if _holds_twice(raw, sum(strings)) else None


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
    """A plain type: how it stands in decoded text, how what is recorded is made of it, whether it is a string."""

    wire: Any
    made: str
    is_string: bool


_LEAVES: Final = {
    str: _Leaf(str, "{}", is_string=True),
    int: _Leaf(int, "{}", is_string=False),
    bool: _Leaf(bool, "{}", is_string=False),
    date: _Leaf(str, "days[{}]", is_string=True),
    Moment: _Leaf(str, "moments[{}]", is_string=True),
    Money: _Leaf(str, "amounts[{}]", is_string=True),
}
_SAID_AGAIN: Final = (Sanction, DiscretionStated, Remedies, Competence, StandardUsed)
"""What step after step of a file, or file after file of an organ, says in the same words; such text is decoded only
when it is new."""
_MOST_SAID: Final = 256


def _way(cls: Any, nulls: bool) -> tuple[_Decode, _Read]:
    """What decodes a JSON text into the struct of a class, and what makes records of such structs."""
    # In front of the cache, whose own type takes no class.
    return _prepared(cls, nulls)


@cache
def _prepared(cls: Any, nulls: bool) -> tuple[_Decode, _Read]:
    from msgspec.json import Decoder

    # Numbers with a point stay text elsewhere; as text they would pass for strings here.
    decoder = Decoder(_struct(cls, nulls=nulls), float_hook=_no_float)
    return decoder.decode, _compiled(cls, nulls=nulls)


def _no_float(text: str) -> Any:
    raise ValueError(text)


@cache
def _struct(cls: Any, *, nulls: bool) -> Any:
    """The struct of the fields of a class. What is not written is None in it, or UNSET where a null may be written."""
    from msgspec import UNSET, UnsetType, defstruct

    hints = hints_of(cls)
    fields: list[Any] = []
    for field in attrs.fields(cls):
        type_, optional = without_none(hints[field.name])
        wire = _wire(type_, nulls=nulls)
        if nulls and optional:
            wire |= None
        if field.default is attrs.NOTHING:
            fields.append((field.name, wire))
        else:
            fields.append((field.name, wire | UnsetType, UNSET) if nulls else (field.name, wire, None))
    keys = {field.name: key_of(field.name) for field in attrs.fields(cls)}
    return defstruct(cls.__name__, fields, rename=keys, kw_only=True, forbid_unknown_fields=True, gc=False)


def _wire(type_: Any, *, nulls: bool) -> Any:
    """As what a type stands in decoded text."""
    if type_ in _LEAVES:
        return _LEAVES[type_].wire
    if _is_said_again(type_, nulls=nulls):
        from msgspec import Raw

        return Raw
    element = element_of(type_)
    if element is not None:
        return GenericAlias(tuple, (_wire(element, nulls=nulls), ...))
    if type_ is Any or _is_word(type_):
        return type_
    return _struct(type_, nulls=nulls) if attrs.has(type_) else dict[str, Any]


def _is_said_again(type_: Any, *, nulls: bool) -> bool:
    """Whether it is left as text at first; not where a null may stand for it, which such text could not be told from."""
    return not nulls and (element_of(type_) or type_) in _SAID_AGAIN


def _is_word(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, StrEnum)


@cache
def _compiled(cls: Any, *, nulls: bool) -> _Read:
    """The function that makes records of decoded structs, and notes how many strings it took."""
    from msgspec import UNSET
    from msgspec.structs import astuple

    names = {**_HELPERS, "cls": cls, "blank": blank_of(cls), "UNSET": UNSET, "astuple": astuple}
    hints = hints_of(cls)
    full, targets, lines = 0, [], []
    for field in attrs.fields(cls):
        type_, optional = without_none(hints[field.name])
        value, kept = f"_{field.name}", f"made.{field.name}"
        made = _made(type_, value, names, nulls=nulls)
        strings = "said[1]" if _is_said_again(type_, nulls=nulls) else _strings(type_, value)
        taken = 1 + int(strings) if strings.isdigit() else 1
        if field.default is attrs.NOTHING and not optional and made == value and strings.isdigit():
            full += taken
            targets.append(kept)
            continue
        targets.append(value)
        default = "None" if field.default in (None, attrs.NOTHING) else f"default_{field.name}"
        names[f"default_{field.name}"] = field.default
        # What has a default of its own is seldom written: it is counted where it is, all others where they are not.
        usual = taken if default == "None" else 0
        full += usual
        further = [str(taken - usual)] * (taken > usual) + [strings] * (not strings.isdigit())
        if made == value and default == "None" and not further and not nulls:
            lines += [f"if {value} is None: count -= {taken}", f"{kept} = {value}"]
            continue
        lines.append(
            f"if {value} is {'UNSET' if nulls else 'None'}: {kept} = {default}"
            + (f"; count -= {usual}" if usual else "")
        )
        if nulls and optional:
            lines.append(f"elif {value} is None: {kept} = None" + (f"; count -= {usual - 1}" if usual != 1 else ""))
        counted = f"; count += {' + '.join(further)}" if further else ""
        lines.append(f"else: {kept} = {made}{counted}")
    source = "\n".join(
        (
            "def read(raws, strings):",
            " found = []",
            f" count = {full} * len(raws)",
            " for raw in raws:",
            "  made = blank()",
            f"  {', '.join(targets)}, = astuple(raw)",
            *(f"  {line}" for line in lines),
            "  made.__class__ = cls",
            "  if _not_done: made.__attrs_post_init__()",
            "  found.append(made)",
            " strings.append(count)",
            " return tuple(found)",
        )
    )
    exec(compile(source, f"<reader of {cls.__name__}>", "exec"), names)  # noqa: S102 – written of our own words only
    read: _Read = names["read"]
    return read


def _made(type_: Any, value: str, names: dict[str, Any], *, nulls: bool) -> str:
    """The expression that makes what is recorded; what it calls is put among the names."""
    if type_ in _LEAVES:
        return _LEAVES[type_].made.format(value)
    if _is_said_again(type_, nulls=nulls):
        name = f"said_{len(names)}"
        names[name] = _said(type_)
        return f"(said := {name}[bytes({value})])[0]"
    if attrs.has(type_):
        return f"{_called(type_, names, nulls=nulls)}(({value},), strings)[0]"
    element = element_of(type_)
    if element is None:
        return value
    if attrs.has(element):
        return f"{_called(element, names, nulls=nulls)}({value}, strings) if {value} else {value}"
    one = _made(element, "item", names, nulls=nulls)
    return value if one == "item" else f"tuple([{one} for item in {value}])"


@cache
def _said(type_: Any) -> Recalled[bytes, tuple[Any, int]]:
    """What is said in a text, and how many strings; what other steps or files say alike is read once."""
    from msgspec.json import Decoder

    element = element_of(type_)
    cls = type_ if element is None else element
    wire: Any = _struct(cls, nulls=False)
    decode = Decoder(wire if element is None else GenericAlias(tuple, (wire, ...)), float_hook=_no_float).decode
    read_all = _compiled(cls, nulls=False)

    def read(raw: bytes) -> tuple[Any, int]:
        strings: list[int] = []
        decoded = decode(raw)
        made = read_all((decoded,), strings)[0] if element is None else read_all(decoded, strings)
        return made, sum(strings)

    return Recalled(read, _MOST_SAID)


def _called(cls: Any, names: dict[str, Any], *, nulls: bool) -> str:
    """The name of the function that makes records of a class."""
    name = f"all_{cls.__name__}"
    names[name] = _compiled(cls, nulls=nulls)
    return name


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


def _strings_in(value: Any) -> int:
    """How many strings stand in plain data."""
    if value.__class__ is str:
        return 1
    if value.__class__ is dict:
        return len(value) + sum(map(_strings_in, value.values()))
    return sum(map(_strings_in, value)) if value.__class__ in (list, tuple) else 0


_HELPERS: Final[dict[str, Any]] = {
    "amounts": AMOUNTS,
    "days": DAYS,
    "moments": MOMENTS,
    "strings_in": _strings_in,
}
