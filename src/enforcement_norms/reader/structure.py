"""Plain data → model: unknown keys refused, all that is wrong said at once, every object with its place.

A reader for each type of the model is found from its annotations when first asked for, once per process; what
differs from pack to pack is in `current()`. Nothing is generated: most starts read each kind of object a few times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, partial
from types import NoneType
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs

from ..amounts import Amount, Limits
from ..conditions import Condition
from ..errors import ValueProblem
from ..i18n import _
from ..law import Citation
from ..model.penalty import Group, Item, Measure, Unit
from ..model.violation import Reference
from .amounts import read_amount
from .conditions import read_condition
from .constants import the_date
from .flaws import (
    Flaw,
    Refused,
    missing_key,
    near_hint,
    own_spot,
    refuse,
    the_boolean,
    the_integer,
    the_map,
    the_text,
    unknown_key,
    unreadable,
    within,
    wrong_type,
)
from .formulas import read_limits
from .marked import Map
from .parts import each, each_value
from .reading import Reading, current
from .shapes import SHAPES, Shape
from .written import Opened, group_kind

T = TypeVar("T")
Read = Callable[[Any], Any]

_FILLED: Final = frozenset({"where", "pack"})
"""Attributes that the reader fills, not the data."""
_DAYS: Final = "in_force"
"""Read before all others: what conditions may name depends on the days."""


def structure(value: object, cls: type[T]) -> T:
    """The object of the model that the data describe, for the pack that is being read.

    Raises:
        Refused: with all flaws.
    """
    kind: Any = cls
    made: T = _reader(kind)(value)
    return made


def _citation(value: object) -> Citation:
    try:
        return Citation.parse_id(the_text(value))
    except ValueProblem as problem:
        raise unreadable(problem) from None


def _reference(value: object) -> Reference:
    steps = the_text(value).split("#")
    if len(steps) > 3 or not steps[0]:  # noqa: PLR2004 – violation, branch, measure
        raise refuse("EN105", _("“{text}”不是依照", text=value), _("写作 违法行为#分支#措施，后二者可省"))
    return Reference(*steps)


def _item(value: object) -> Item:
    kind: type[Measure | Group] = Group if group_kind(the_map(value)) else Measure
    return structure(value, kind)


_LEAVES: Final[Mapping[Any, Read]] = {
    str: the_text,
    int: the_integer,
    bool: the_boolean,
    date: the_date,
    Citation: _citation,
    Reference: _reference,
    Condition: lambda value: read_condition(value, current()),
    Amount: lambda value: read_amount(value, Unit.YUAN, current()),
    Limits: read_limits,
    Item: _item,
}


@cache
def _reader(type_: Any) -> Read:
    """What reads a value of some type of the model."""
    leaf = _LEAVES.get(type_)
    if leaf is not None:
        return leaf
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is tuple:
        return partial(_tuple, arguments[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_mapping, arguments[1])
    if NoneType in arguments:  # data never hold None: what is not there is not written
        (given,) = (argument for argument in arguments if argument is not NoneType)
        return _reader(given)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return partial(_choice, type_)
    return _Class(type_)


def _choice(cls: type[StrEnum], value: object) -> StrEnum:
    text = the_text(value)
    try:
        return cls(text)
    except ValueError:
        members = tuple(member.value for member in cls)
        hint = near_hint(text, members) or _("可用的值：{values}", values=members)
        raise refuse("EN104", _("“{value}”不可用", value=text), hint) from None


def _tuple(element: Any, value: object) -> tuple[Any, ...]:
    return each(value, _reader(element), empty=True)


def _mapping(element: Any, value: object) -> dict[str, Any]:
    read = _reader(element)
    return each_value(value, lambda _key, item: read(item))


class _Class:
    """Reads the objects of one class of the model, in the shape in which packs write them."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.shape = SHAPES.get(cls, Shape())
        attrs.resolve_types(cls)
        fields = {field.name: field for field in attrs.fields(cls) if field.init}
        filled = _FILLED | self.shape.filled
        written = {name: self.shape.keys.get(name, name) for name in fields if name not in filled}
        self.readers = {
            key: (name, self.shape.readers.get(name) or _reader(fields[name].type)) for name, key in written.items()
        }
        self.required = tuple(key for name, key in written.items() if fields[name].default is attrs.NOTHING)
        self.known = (*sorted(set(written.values()) - self.shape.hidden), *self.shape.also)
        self.has_where, self.has_pack = "where" in fields, "pack" in fields

    def __call__(self, value: object) -> Any:
        """The object that the map describes.

        Raises:
            Refused: with all flaws.
        """
        if not isinstance(value, Map):
            raise wrong_type(_("映射（键: 值）"), value)
        shape, state = self.shape, current()
        opened = Opened(value) if shape.before is None else shape.before(value)
        outer = state.in_force
        try:
            found, flaws = self._attributes(opened.rest, state)
        finally:
            state.in_force = outer
        made = None
        if not flaws and len(found) == len(opened.rest):  # a part may be refused for a reason that is told elsewhere
            found |= opened.made
            if self.has_where:
                found["where"] = state.place(own_spot(value))
            if self.has_pack:
                found["pack"] = state.pack_id
            try:
                made = self.cls(**found)
            except ValueProblem as problem:
                flaws.append(Flaw("EN105", problem.message, problem.hint, (), own_spot(value)))
        flaws = [*opened.flaws, *flaws]
        if made is not None and shape.after is not None:
            flaws += shape.after(made, value)
        if flaws or made is None:
            raise Refused(flaws)
        return made

    def _attributes(self, written: Map, state: Reading) -> tuple[dict[str, Any], list[Flaw]]:
        """The attributes that are written, and what is wrong with them; `in_force` comes into the state at once."""
        found: dict[str, Any] = {}
        flaws = [missing_key(key, written) for key in self.required if key not in written]
        dated = _DAYS in written and _DAYS in self.readers
        for key in (_DAYS, *(key for key in written if key != _DAYS)) if dated else written:
            reader = self.readers.get(key)
            if reader is None:
                flaws.append(unknown_key(key, self.known, written))
                continue
            name, read = reader
            try:
                found[name] = read(written[key])
            except Refused as refused:
                flaws += within(refused.flaws, key, written)
            if key == _DAYS:
                state.in_force = found.get(name, state.in_force)
        return found, flaws
