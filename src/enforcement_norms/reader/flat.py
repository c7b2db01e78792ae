"""The model as flat nodes (平铺节点) that JSON can hold, and back: each object once, and no code is ever run.

A node is text, a whole number, true, false, null, or a list: what it makes, and the numbers of the nodes that it
is made of. Those always come earlier, so that one pass over the nodes makes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

import attrs

HOMES: Final = frozenset({"amounts", "conditions", "errors", "law", "model", "money"})
"""The modules and packages whose classes a pack is made of; objects of no others are written or made."""

_PACKAGE: Final = __package__.rpartition(".")[0]
_SIMPLE: Final = (str, int, bool, type(None))

Make = Callable[[list[Any]], Any]
_PLAIN: Final[dict[str, Make]] = {
    "tuple": tuple,
    "dict": lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
    "date": lambda parts: date(*parts),
    "Fraction": lambda parts: Fraction(*parts),
}


def flattened(value: object) -> dict[str, Any]:
    """Everything that the value is made of, as `kinds` and `nodes`; the value itself is the last node.

    Raises:
        TypeError: it holds an object that no pack is made of.
    """
    flat = _Flat()
    flat.number(value)
    return {"kinds": list(flat.kinds), "nodes": flat.nodes}


def restored(flat: dict[str, Any]) -> Any:
    """The value that was flattened.

    Raises:
        ArithmeticError, AttributeError, LookupError, TypeError, ValueError: it is not what `flattened` writes.
    """
    makers = [_PLAIN.get(kind) or _maker(kind) for kind in flat["kinds"]]
    values: list[Any] = []
    for node in flat["nodes"]:
        if node.__class__ is list:
            kind, *parts = node
            values.append(makers[kind]([values[part] for part in parts]))
        else:
            values.append(node)
    return values[-1]


def _maker(kind: str) -> Make:
    """What makes the objects of one class of the model."""
    home, _colon, name = kind.partition(":")
    if home.partition(".")[0] not in HOMES:
        raise LookupError(kind)
    cls: Any = getattr(import_module(f"{_PACKAGE}.{home}"), name)
    if not (isinstance(cls, type) and (attrs.has(cls) or issubclass(cls, Enum))):
        raise LookupError(kind)
    return lambda parts: cls(*parts)


class _Flat:
    """The nodes so far, and the number of every object among them."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.kinds: dict[str, int] = {}
        self.numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """The number of the node that makes the value; objects that are one stay one."""
        simple = isinstance(value, _SIMPLE) and not isinstance(value, Enum)
        key = (value.__class__, value) if simple else id(value)
        found = self.numbers.get(key)
        if found is None:
            kind, parts = ("", ()) if simple else _taken_apart(value)
            node = value if simple else [self.kinds.setdefault(kind, len(self.kinds)), *map(self.number, parts)]
            found = self.numbers[key] = len(self.nodes)
            self.nodes.append(node)
        return found


def _taken_apart(value: Any) -> tuple[str, tuple[Any, ...]]:
    cls = value.__class__
    if cls is tuple:
        return "tuple", value
    if cls is dict:
        return "dict", tuple(_items(value))
    if cls is date:
        return "date", (value.year, value.month, value.day)
    if cls is Fraction:
        return "Fraction", (value.numerator, value.denominator)
    package, _dot, home = cls.__module__.partition(f"{_PACKAGE}.")
    if package or home.partition(".")[0] not in HOMES:
        raise TypeError(cls)
    kind = f"{home}:{cls.__qualname__}"
    if isinstance(value, Enum):
        return kind, (value.value,)
    return kind, tuple(getattr(value, each.name) for each in attrs.fields(cls) if each.init)


def _items(written: dict[Any, Any]) -> Iterator[Any]:
    for key, value in written.items():
        yield key
        yield value
