"""Processes that work for a command (并行进程), and go when it goes, also when the user stops it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Any, Final

from .base import Exit

PATIENCE: Final = 1.0
"""Seconds in which processes that were killed must be gone."""


@contextmanager
def processes(
    count: int, method: str, prepare: Callable[..., None], given: tuple[Any, ...]
) -> Iterator[ProcessPoolExecutor]:
    """So many processes, each of which runs `prepare` with what is given before it works.

    When the block is left, what they have begun is finished, the rest is not begun. Whoever stops the command once more
    need not wait for that: the processes are killed; and if this one then waits for half an answer, it goes as well.
    """
    others = set(active_children())
    pool = ProcessPoolExecutor(count, get_context(method), _begin, (prepare, given))
    last = threading.Timer(PATIENCE, os._exit, (int(Exit.INTERRUPTED),))
    last.daemon = True

    def stop() -> None:
        for child in set(active_children()) - others:
            child.kill()
        if not last.is_alive():
            last.start()

    try:
        yield pool
    finally:
        with _stopped_by(stop):
            pool.shutdown(cancel_futures=True)
        last.cancel()


def _begin(prepare: Callable[..., None], given: tuple[Any, ...]) -> None:
    # The keys that stop a command reach all its processes; only the first one acts on them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare(*given)


@contextmanager
def _stopped_by(act: Callable[[], None]) -> Iterator[None]:
    """What is done if the user stops the command inside the block, which then goes on.

    An interrupt would leave it, and Python 3.11 forgets a thread that was waited for when it is interrupted: it would
    then wait forever for the processes that this thread alone can end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
