"""Checks over many steps at once (逐项审查): what is missing at one does not hide what is wrong at another.

Nor does it accuse: that something is not among many is known only where each says what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ...model.duty import Found, Missing

T = TypeVar("T")


def all_recorded(values: Iterable[object], name: str) -> None:
    """Asked before saying that something is not among the values; `name` is their path.

    Raises:
        Missing: one of them is not recorded, and may be it.
    """
    if any(value is None for value in values):
        raise Missing(name)


def each_of(items: Iterable[T], check: Callable[[T], Iterable[Found]]) -> Iterable[Found]:
    """What is wrong with each of the items, those whose inputs are recorded first.

    Raises:
        Missing: after all findings, if some item lacked inputs; all of them.
    """
    return _each_of(items, check) if items else ()  # mostly there are none


def _each_of(items: Iterable[T], check: Callable[[T], Iterable[Found]]) -> Iterator[Found]:
    lacking: dict[str, None] = {}
    for item in items:
        try:
            yield from check(item)
        except Missing as missing:
            lacking.update(dict.fromkeys(missing.inputs))
    if lacking:
        raise Missing(*lacking)
