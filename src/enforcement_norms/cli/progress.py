"""Progress of long work (进度) on standard error, where a person is watching."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from ..i18n import _

T = TypeVar("T")
PATIENCE: Final = 1.0
"""Seconds before a person is told that work goes on."""


def counted(items: Iterable[T], weight: Callable[[T], int] = lambda _item: 1) -> Iterator[T]:
    """The items; on a terminal, after a second, how many are done and how fast; an item may count as many."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    shown = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    )
    task = shown.add_task("")
    began = time.monotonic()
    done = 0
    try:
        for item in items:
            yield item
            done += weight(item)
            spent = time.monotonic() - began
            if spent > PATIENCE:
                if not shown.live.is_started:
                    shown.start()
                words = _("已处理 {done} 条，每秒 {rate} 条", done=done, rate=round(done / spent))
                shown.update(task, description=str(words))
    finally:
        if shown.live.is_started:
            shown.stop()
