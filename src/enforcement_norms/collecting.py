"""How often Python looks for garbage (内存回收): seldom while much is made that stays, or that goes by itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_EVERY: Final = 50_000
"""How many new objects make Python look for garbage; by default it looks after 700, over and over through all."""


def collect_seldom() -> None:
    """Look for garbage seldom from now on, unless it is not looked for at all."""
    often, *others = gc.get_threshold()
    if often:
        gc.set_threshold(_EVERY, *others)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom meanwhile: a fifth of preparing tables, and much of an audit, went into looking."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
