"""What both quick readers rest on (快速读取的共用部分): values that many texts write, and records to be filled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from ..model.recorded import Moment
from ..money import Money, plain_money
from .record import the_moment
from .values import the_amount, the_day

K = TypeVar("K", bound=str | bytes)
V = TypeVar("V")
_MOST: Final = 1 << 16
_LONGEST: Final = 1 << 12


class Recalled(dict[K, V]):
    """What texts stand for: each is read once, and all are forgotten when there are `most` of them.

    Long texts are not remembered. A table looks texts up several times as fast as `lru_cache`. Only text is asked for:
    1 and True would be one to it.
    """

    def __init__(self, read: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._read = read
        self._most = most

    def __missing__(self, text: K) -> V:
        found = self._read(text)
        if len(text) > _LONGEST:
            return found
        if len(self) >= self._most:
            self.clear()
        self[text] = found
        return found


def _money(text: str) -> Money:
    plain = plain_money(text)
    return the_amount(text, bare_yuan=False) if plain is None else plain


AMOUNTS: Final[Recalled[str, Money]] = Recalled(_money, _MOST)
DAYS: Final[Recalled[str, date]] = Recalled(the_day, _MOST)
MOMENTS: Final[Recalled[str, Moment]] = Recalled(the_moment, _MOST)


def blank_of(cls: Any) -> type[Any]:
    """A class of the same slots that is not frozen: an object is filled as one of it, and then is one of `cls`.

    Python lets an object change its class if the slots are alike. To fill a frozen one takes ten times as long.
    """
    body = {
        "__slots__": (),
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
        "__init__": object.__init__,
    }
    return type(cls.__name__, (cls,), body)
