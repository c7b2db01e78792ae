"""Reading a map key by key, or a list element by element, with all flaws raised together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ..i18n import _
from .flaws import Flaw, Refused, missing_key, refuse, the_list, the_map, unknown_key, within

T = TypeVar("T")


class Parts:
    """Reads the keys of one map one by one, gathers the flaws, and raises them together."""

    def __init__(self, value: object, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> None:
        self.written = the_map(value)
        known = (*required, *optional)
        self.flaws = [unknown_key(key, known, self.written) for key in self.written if key not in known]
        self.flaws += [missing_key(key, self.written) for key in required if key not in self.written]
        self.refused = False
        """Whether something was refused, be it without a flaw of its own."""

    def read(self, key: str, reader: Callable[[Any], Any], default: Any = None) -> Any:
        """The value under the key, or the default where it is absent or refused."""
        if key not in self.written:
            return default
        try:
            return reader(self.written[key])
        except Refused as refused:
            self.flaws += within(refused.flaws, key, self.written)
            self.refused = True
            return default

    def done(self) -> None:
        """Raise what has been gathered."""
        if self.flaws or self.refused:
            raise Refused(self.flaws)


def each(value: object, read: Callable[[object], T], *, empty: bool = False) -> tuple[T, ...]:
    """Every element of a list, read; an empty list only where `empty` allows it.

    Raises:
        Refused: with the flaws of all elements.
    """
    written = the_list(value)
    if not written and not empty:
        raise refuse("EN102", _("列表是空的"))
    found: list[T] = []
    flaws: list[Flaw] = []
    for index, item in enumerate(written):
        try:
            found.append(read(item))
        except Refused as refused:
            flaws += within(refused.flaws, index, written)
    if len(found) < len(written):
        raise Refused(flaws)
    return tuple(found)


def each_value(value: object, read: Callable[[str, object], T]) -> dict[str, T]:
    """Every value of a map, read with its key.

    Raises:
        Refused: with the flaws of all values.
    """
    written = the_map(value)
    found: dict[str, T] = {}
    flaws: list[Flaw] = []
    for key, item in written.items():
        try:
            found[key] = read(key, item)
        except Refused as refused:
            flaws += within(refused.flaws, key, written)
    if len(found) < len(written):
        raise Refused(flaws)
    return found
