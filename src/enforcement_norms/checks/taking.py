"""Every way of taking the switches of an amount (逐行取数), with the condition under which it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import evolve

from ..amounts import Amount, Extreme, Limited, Per, Switch, Times
from ..conditions import ALWAYS, Condition, Not, joined


def rows_taken(amount: Amount) -> Iterator[tuple[Condition, Amount | None]]:
    """Every way of taking the switches of an amount, with the condition under which it is taken."""
    if isinstance(amount, Switch):
        before: list[Condition] = []
        for row in amount.rows:
            here = joined((*(Not(each) for each in before), row.when))
            before.append(row.when)
            if row.amount is None:
                yield here, None
            else:
                for when, taken in rows_taken(row.amount):
                    yield joined((here, when)), taken
        return
    parts = tuple(amount.parts())
    if not any(isinstance(each, Switch) for each in all_parts(amount)):
        yield ALWAYS, amount
        return
    for chosen in product(*(tuple(rows_taken(part)) for part in parts)):
        when = joined(tuple(condition for condition, _ in chosen))
        given = [part for _, part in chosen if part is not None]
        yield when, _rebuilt(amount, given) if len(given) == len(chosen) else None


def all_parts(amount: Amount) -> Iterator[Amount]:
    """The amounts of which an amount is made, however deep."""
    for part in amount.parts():
        yield part
        yield from all_parts(part)


def _rebuilt(amount: Amount, parts: list[Amount]) -> Amount:
    """The amount with its parts put in place of the old ones, in the order in which it names them."""
    if isinstance(amount, Times):
        return evolve(amount, deemed_at_least=parts[0])
    if isinstance(amount, Per):
        return evolve(amount, rate=parts[0])
    if isinstance(amount, Extreme):
        return evolve(amount, amounts=tuple(parts))
    if isinstance(amount, Limited):
        given = iter(parts)
        return Limited(
            next(given),
            next(given) if amount.cap is not None else None,
            next(given) if amount.floor is not None else None,
        )
    return amount
