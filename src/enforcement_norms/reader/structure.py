"""Plain data → model by cattrs: unknown keys refused, all that is wrong said at once, every object with its place.

The converter is built once per process; what differs from pack to pack is in `current()`. cattrs gathers the
exceptions of the attributes; `_class_hook` turns them into flaws at the map where they arose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs

from ..amounts import Amount, Limits
from ..conditions import Condition
from ..errors import ValueProblem
from ..i18n import _
from ..law import Citation, InForce
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
    the_list,
    the_map,
    the_text,
    unknown_key,
    unreadable,
    within,
    wrong_type,
)
from .formulas import read_limits
from .marked import Map
from .reading import current
from .shapes import SHAPES, Shape
from .written import Opened, group_kind

T = TypeVar("T")
_FILLED: Final = frozenset({"where", "pack"})
"""Attributes that the reader fills, not the data."""


def structure(value: object, cls: type[T]) -> T:
    """The object of the model that the data describe, for the pack that is being read.

    Raises:
        Refused: with all flaws.
    """
    made: T = _converter().structure(value, cls)
    return made


@cache
def _converter() -> Any:
    from cattrs import Converter

    converter: Any = Converter(forbid_extra_keys=True, detailed_validation=True)
    for cls, read in _LEAVES.items():
        converter.register_structure_hook(cls, _leaf(read))
    converter.register_structure_hook(StrEnum, _choice)  # nearer than str to every enumeration of the model
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(_is_mapping, _mapping_hook)
    converter.register_structure_hook_factory(_is_class, _class_hook)
    converter.register_structure_hook(Item, lambda value, _type: _item(value, converter))
    return converter


def _leaf(read: Callable[[object], Any]) -> Callable[[object, Any], Any]:
    return lambda value, _type: read(value)


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


_LEAVES: Final[Mapping[Any, Callable[[object], Any]]] = {
    str: the_text,
    int: the_integer,
    bool: the_boolean,
    date: the_date,
    Citation: _citation,
    Reference: _reference,
    Condition: lambda value: read_condition(value, current()),
    Amount: lambda value: read_amount(value, Unit.YUAN, current()),
    Limits: read_limits,
}


def _is_class(type_: Any) -> bool:
    return isinstance(type_, type) and attrs.has(type_) and type_ not in _LEAVES


def _is_tuple(type_: Any) -> bool:
    origin: Any = get_origin(type_)
    return origin is tuple


def _is_mapping(type_: Any) -> bool:
    return (
        get_origin(type_) is not None and isinstance(get_origin(type_), type) and issubclass(get_origin(type_), Mapping)
    )


def _choice(value: object, cls: type[StrEnum]) -> StrEnum:
    text = the_text(value)
    try:
        return cls(text)
    except ValueError:
        members = tuple(member.value for member in cls)
        hint = near_hint(text, members) or _("可用的值：{values}", values=members)
        raise refuse("EN104", _("“{value}”不可用", value=text), hint) from None


def _tuple_hook(type_: Any, converter: Any) -> Callable[[object, Any], tuple[Any, ...]]:
    element = get_args(type_)[0]
    hooks: list[Callable[[object, Any], Any]] = []

    def hook(value: object, _type: Any) -> tuple[Any, ...]:
        if not hooks:  # asked for late: groups contain groups
            hooks.append(converter.get_structure_hook(element))
        read = hooks[0]
        written = the_list(value)
        found: list[Any] = []
        flaws: list[Flaw] = []
        for index, item in enumerate(written):
            try:
                found.append(read(item, element))
            except Refused as refused:
                flaws += within(refused.flaws, index, written)
        if flaws:
            raise Refused(flaws)
        return tuple(found)

    return hook


def _mapping_hook(type_: Any, converter: Any) -> Callable[[object, Any], dict[str, Any]]:
    element = get_args(type_)[1]

    def hook(value: object, _type: Any) -> dict[str, Any]:
        read = converter.get_structure_hook(element)
        written = the_map(value)
        found: dict[str, Any] = {}
        flaws: list[Flaw] = []
        for key, item in written.items():
            try:
                found[key] = read(item, element)
            except Refused as refused:
                flaws += within(refused.flaws, key, written)
        if flaws:
            raise Refused(flaws)
        return found

    return hook


def _item(value: object, converter: Any) -> Item:
    kind: type[Measure | Group] = Group if group_kind(the_map(value)) else Measure
    made: Item = converter.structure(value, kind)
    return made


def _class_hook(cls: type[Any], converter: Any) -> Callable[[object, Any], Any]:
    """A hook for one class of the model: cattrs' own function, with the shape in which packs write the class."""
    from cattrs.errors import ClassValidationError
    from cattrs.gen import make_dict_structure_fn, override

    shape = SHAPES.get(cls, Shape())
    attributes = {attribute.name for attribute in attrs.fields(cls) if attribute.init}
    omitted = attributes & (_FILLED | shape.filled)
    overrides: dict[str, Any] = {name: override(omit=True) for name in omitted}
    for name in attributes - omitted:
        read = shape.readers.get(name)
        overrides[name] = override(rename=shape.keys.get(name), struct_hook=None if read is None else _leaf(read))
    make = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **overrides)
    written_as = {name: shape.keys.get(name, name) for name in attributes - omitted}
    known = (*sorted(set(written_as.values()) - shape.hidden), *shape.also)
    has_where, has_pack = "where" in attributes, "pack" in attributes
    has_in_force = "in_force" in written_as

    def hook(value: object, _type: Any) -> Any:
        if not isinstance(value, Map):
            raise wrong_type(_("映射（键: 值）"), value)
        whole = value
        state = current()
        opened = Opened(whole) if shape.before is None else shape.before(whole)
        flaws = opened.flaws
        outer = state.in_force
        made = None
        try:
            if has_in_force:
                state.in_force = _days(whole, outer)
            made = make(opened.rest, cls)
        except ClassValidationError as error:
            flaws += _flaws_of(error, opened.rest, written_as, known)
        finally:
            state.in_force = outer
        if made is not None and shape.after is not None:
            flaws += shape.after(made, whole)
        if flaws or made is None:
            raise Refused(flaws)
        if has_where:
            opened.made["where"] = state.place(own_spot(whole))
        if has_pack:
            opened.made["pack"] = state.pack_id
        return attrs.evolve(made, **opened.made) if opened.made else made

    return hook


def _days(written: Mapping[str, Any], outer: InForce | None) -> InForce | None:
    """The days on which the object is in force, as far as they can be read; its conditions depend on them."""
    if "in_force" not in written:
        return outer
    try:
        return structure(written["in_force"], InForce)
    except Refused:
        return outer


def _flaws_of(
    error: Any, written: Mapping[str, Any], written_as: Mapping[str, str], known: tuple[str, ...]
) -> list[Flaw]:
    """What cattrs gathered for one object, as flaws seen from that object."""
    from cattrs.errors import ForbiddenExtraKeysError

    flaws: list[Flaw] = []
    noted, others = error.group_exceptions()
    for cause, note in noted:
        key = written_as[note.name]
        if isinstance(cause, Refused):
            flaws += within(cause.flaws, key, written)
        elif isinstance(cause, KeyError) and key not in written:
            flaws.append(missing_key(key, written))
        else:
            raise cause
    for cause in others:
        if isinstance(cause, ForbiddenExtraKeysError):
            flaws += [unknown_key(key, known, written) for key in sorted(cause.extra_fields)]
        elif isinstance(cause, ValueProblem):
            flaws.append(Flaw("EN105", cause.message, cause.hint, (), own_spot(written)))
        else:
            raise cause
    return flaws
