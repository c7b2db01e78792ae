"""What was answered from few values is answered again for all that have these: answers kept by what was asked for them.

Which value is asked next follows from those already given, so that what was asked on the way to an answer is a path in
a tree, and whatever else a case says plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, field

from ..conditions import Value
from .symbols import Symbol

_OPEN: Final = object()
"""Stands for every number that is left open: it is the same for all cases that come this way."""


class Asking(Mapping[str, Any]):
    """Values of terms that remember which of them were asked, in order."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self.asked: dict[str, Any] = {}

    def __getitem__(self, term: str) -> Any:
        self.asked.setdefault(term, _mark(self._values.get(term)))
        return self._values[term]

    def __iter__(self) -> Iterator[str]:
        self.asked |= {term: _mark(value) for term, value in self._values.items() if term not in self.asked}
        return iter(self._values)

    def __len__(self) -> int:
        return sum(1 for _term in self)


@define(eq=False)
class Recalled:
    """Answers by the values that were asked for them."""

    term: str | None = None
    """What is asked next; None where nothing is, or where no answer is known yet."""
    by: dict[Any, Recalled] = field(factory=dict)
    answer: Any = None

    def find(self, values: Mapping[str, Value]) -> Any:
        """The answer for values; None where none is known."""
        node = self
        while node.term is not None:
            following = node.by.get(_mark(values.get(node.term)))
            if following is None:
                return None
            node = following
        return node.answer

    def keep(self, asking: Asking, answer: Any) -> None:
        """Keep an answer for all values of which the same would be asked, with the same found."""
        node = self
        for term, mark in asking.asked.items():
            node.term = term
            node = node.by.setdefault(mark, Recalled())
        node.answer = answer


def _mark(value: Any) -> Any:
    """What of a value is compared: its kind too, for 1 is not true; nothing of a number that is left open."""
    return _OPEN if isinstance(value, Symbol) else (type(value), value)
