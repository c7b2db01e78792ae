"""Processes that work for a command (并行进程), and go when it goes, also when the user stops it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from mmap import mmap
from multiprocessing import active_children, get_context
from typing import Any, Final

from .base import Exit

PATIENCE: Final = 1.0
"""Seconds in which processes that were killed must be gone."""
ROOM: Final = 1 << 22
"""Bytes of a room; what is longer goes from process to process as everything else does."""


class Rooms:
    """Memory that this process shares with its copies (共用内存), cut into rooms, in which long texts are handed over.

    Through a pipe a text goes in small pieces, and is copied over and over. A room holds the texts of one piece of work
    at a time: who gives work out says in which room its texts are left, and takes them before the room is given again.
    Only processes that are begun as copies of this one (`fork`) find it.
    """

    def __init__(self, count: int) -> None:
        self._memory = mmap(-1, count * ROOM)

    def leave(self, room: int, texts: Sequence[bytes]) -> bool:
        """Leave texts in a room, one behind the other; False where it does not hold them."""
        if sum(map(len, texts)) > ROOM:
            return False
        self._memory.seek(room * ROOM)
        for text in texts:
            self._memory.write(text)
        return True

    def take(self, room: int, sizes: Iterable[int]) -> list[bytes]:
        """The texts that were left in a room, by their lengths in bytes."""
        self._memory.seek(room * ROOM)
        return [self._memory.read(size) for size in sizes]


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
