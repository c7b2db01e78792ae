"""What the annotations of a record say (登记项的类型): the key of a field, its type without None, elements of a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..model.recorded import Moment


@cache
def hints_of(cls: Any) -> Mapping[str, Any]:
    """The types of the attributes of a class, by name."""
    return get_type_hints(cls)


def key_of(name: str) -> str:
    """The key under which an attribute is written: without the underscore that keeps it from being a keyword."""
    return name.removesuffix("_")


def without_none(type_: Any) -> tuple[Any, bool]:
    """The type of what is recorded, and whether None may stand for it; a moment is `Moment`."""
    if get_origin(type_) not in (Union, UnionType):
        return type_, False
    held = get_args(type_)
    rest = [each for each in held if each is not NoneType]
    return (Moment if set(rest) == {date, datetime} else rest[0]), len(rest) < len(held)


def element_of(type_: Any) -> Any:
    """The type of the elements of `tuple[X, ...]`; None for any other type."""
    origin: Any = get_origin(type_)
    return get_args(type_)[0] if origin is tuple else None
