"""Old law unless the new law is lighter (从旧兼从轻, Administrative Penalty Law 2021 Art. 37).

One law is applied as a whole. The new one is lighter where no kind, addressee or amount of it is heavier and
one is lighter: of two ranges the one with the lower maximum, and where the maxima are equal, the lower minimum.
An amount that nobody knows (a fine left to another rule) is neither: which law is lighter is then for an official.
"""

from __future__ import annotations

from enum import StrEnum
from math import floor

from ..amounts import Interval
from ..model.determination import Applies, Determination, Outcome, Penalty
from ..model.penalty import Mandate, Nature


class Lighter(StrEnum):
    """Which of two laws is lighter for a case."""

    OLD = "old"
    NEW = "new"
    EQUAL = "equal"
    OPPOSED = "opposed"


Key = tuple[str, tuple[str, ...], str]


def compare(old: Determination, new: Determination) -> tuple[Lighter, tuple[str, ...]]:
    """Which law is lighter, and each movement from old to new as `lighter:…`, `heavier:…` or `unknown:…`."""
    if new.outcome is Outcome.EXEMPT and old.outcome is not Outcome.EXEMPT:
        return Lighter.NEW, ("lighter:exempt",)
    if old.outcome is Outcome.EXEMPT and new.outcome is not Outcome.EXEMPT:
        return Lighter.OLD, ("heavier:exempt",)
    movements = tuple(dict.fromkeys(_movements(_penalties(old), _penalties(new))))
    lighter = any(each.startswith("lighter:") for each in movements)
    heavier = any(each.startswith("heavier:") for each in movements)
    unknown = any(each.startswith("unknown:") for each in movements)
    if unknown or (lighter and heavier):
        return Lighter.OPPOSED, movements
    return (Lighter.NEW if lighter else Lighter.OLD if heavier else Lighter.EQUAL), movements


def _penalties(determination: Determination) -> dict[Key, list[Penalty]]:
    """The penalties that may come of a determination, by kind, addressee and person."""
    found: dict[Key, list[Penalty]] = {}
    for one in determination.penalties:
        if one.nature is Nature.PENALTY and one.applies is not Applies.NO:
            key = (one.kind.value, tuple(role.value for role in one.addressee), one.person)
            found.setdefault(key, []).append(one)
    return found


def _movements(old: dict[Key, list[Penalty]], new: dict[Key, list[Penalty]]) -> list[str]:
    movements = []
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, []), new.get(key, [])
        if len(before) != len(after):
            movements.append(f"{'lighter' if len(before) > len(after) else 'heavier'}:{key[0]}")
            continue
        for one, other in zip(before, _matched(before, after), strict=True):
            movements += _moved(one, other)
    return movements


def _matched(before: list[Penalty], after: list[Penalty]) -> list[Penalty]:
    """The new penalties in the order of the old ones: first those on the same object, then the others in turn."""
    left = list(after)
    taken = [next((other for other in left if other.object == one.object and one.object), None) for one in before]
    rest = iter([other for other in left if other not in taken])
    return [next(rest) if other is None else other for other in taken]


def _moved(one: Penalty, other: Penalty) -> list[str]:
    """How one penalty of the old law became one of the new."""
    moves = [_direction(_firmness(one), _firmness(other), one)]
    if _incomparable(one, other):
        moves.append(f"unknown:{one.kind.value}")
    else:
        high = _direction(_bound(one.amount, high=True), _bound(other.amount, high=True), one)
        moves.append(high or _direction(_bound(one.amount, high=False), _bound(other.amount, high=False), one))
    return [move for move in moves if move]


def _incomparable(one: Penalty, other: Penalty) -> bool:
    """Whether a range stands against an amount that is not known, or two that are not known are not the same."""
    if one.amount is not None and other.amount is not None:
        return False
    if one.hole is not None and other.hole is not None:
        return (one.hole, one.hole.of) != (other.hole, other.hole.of)
    if one.hole is not None or other.hole is not None:
        return True
    return one.kind.confiscates and one.amount != other.amount


def _direction(before: tuple[float | int, int], after: tuple[float | int, int], one: Penalty) -> str:
    if before == after:
        return ""
    return f"{'lighter' if after < before else 'heavier'}:{one.kind.value}"


def _firmness(one: Penalty) -> tuple[int, int]:
    """An open or optional penalty is lighter than one that must be."""
    return (int(one.applies is Applies.YES), int(one.mandate is Mandate.SHALL and not one.menu) + int(one.life))


def _bound(amount: Interval | None, *, high: bool) -> tuple[int, int]:
    """A bound for comparison: an absent upper bound is above all, an open one just inside."""
    if amount is None:
        return (0, 0)
    value, closed = (amount.high, amount.high_closed) if high else (amount.low, amount.low_closed)
    if value is None:
        return (10**30 if high else -1, 0)
    inside = 0 if closed else (-1 if high else 1)
    return (floor(value), inside)
