"""How often Python looks for garbage (内存回收): seldom while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_EVERY: Final = 100_000
"""How many new objects make Python look for garbage; by default it looks after 700, over and over through all."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom, as nearly all that is made here is kept: a fifth of preparation went into looking."""
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(_EVERY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
