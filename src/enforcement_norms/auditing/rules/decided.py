"""Which decisions rules concern (规则所及的决定): what many rules ask alike is asked once of each decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from ...model.casefile import Decision
from ..audited import Audited
from ..likeness import by_words

T = TypeVar("T")
S = TypeVar("S")


def asked_once(find: Callable[[Audited, S], T]) -> Callable[[Audited, S], T]:
    """Find something out once of each decision or other step of a file; nothing is kept of what is Missing."""

    @wraps(find)
    def ask(audited: Audited, step: S) -> T:
        remembered: dict[Any, Any] = audited.remembered
        key = find, id(step)
        known: T | None = remembered.get(key)
        if known is None:
            known = remembered[key] = find(audited, step)
        return known

    return ask


@by_words
def is_penalty(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty."""
    return audited.penalises(decision)


@by_words
def is_ordinary_penalty(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty by the ordinary procedure."""
    return audited.penalises(decision) and audited.is_ordinary


@by_words
def is_summary_penalty(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty by another procedure, on the spot."""
    return audited.penalises(decision) and not audited.is_ordinary
