"""What is left to choose (有待选择): readings, may-exemptions, directions, gaps, asked for like facts as terms that begin with `choice:`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from ..cells import Cell
from ..compiler import Plan
from ..conditions import Condition, Values
from .leaf import Open

T = TypeVar("T")

CHOICE: Final = "choice:"
GAP: Final = CHOICE + "gap:"
NOTHING: Final = "nothing"
"""The choice to take none of the neighbours of a gap: the article gives no range."""
ANYTHING: Final = (Cell(0),)


def choose(values: Values, term: str, options: Iterable[str]) -> str | Open:
    """The option chosen, or the choice left open among all of them."""
    value = values.get(term)
    return str(value) if value is not None else Open(term, tuple(Cell(option) for option in options))


def opened(plan: Plan, condition: Condition, values: Values) -> Open:
    """The first term on which a condition hangs, with its cells."""
    term = condition.open_terms(values)[0]
    return Open(term, plan.cells.get(term, ANYTHING))


def is_choice(term: str) -> bool:
    """Whether a term is something left to choose, not a fact or a judgement."""
    return term.startswith(CHOICE)


def nearest(rows: Sequence[T], index: int, given: Callable[[T], bool]) -> list[T]:
    """The nearest rows on either side of a gap that are no gaps themselves."""
    before = next((row for row in reversed(rows[:index]) if given(row)), None)
    after = next((row for row in rows[index + 1 :] if given(row)), None)
    return [row for row in (before, after) if row is not None]
