"""Formulas and questions as whole-number Ibis expressions, and the largest facts for which they cannot overflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from .entries import Verdict
from .paths import Compared, Fork, Form, Monomial, Question, Rounded, Tree
from .verdicts import ends

MOST: Final = 2**63 - 1
"""The greatest number of the engines' 64-bit integers."""
MARGIN: Final = 100
"""So many times a numerator must fit: formulas are brought to a common divisor, and days … shown in hundredths."""


def rounded_in(tree: Tree) -> Iterator[Rounded]:
    """Every rounded bound that a tree computes with, at its ends and in its questions."""
    for verdict in ends(tree):
        yield from _of_verdict(verdict)
    for fork in forks(tree):
        if isinstance(fork.asked, Compared):
            yield from (fork.asked.left, fork.asked.right)
        else:
            yield Rounded((*fork.asked.form, ((), -fork.asked.at_most)))


def _of_verdict(verdict: Verdict) -> Iterator[Rounded]:
    yield from (each for each in verdict.fines if each is not None)
    for line in verdict.lines:
        yield from (each for each in line.bounds if each is not None)


def forks(tree: Tree) -> Iterator[Fork]:
    """The questions of a tree, each before those that follow it."""
    if isinstance(tree, Fork):
        yield tree
        yield from forks(tree.yes)
        yield from forks(tree.no)


def largest(found: Iterable[Rounded]) -> dict[str, int]:
    """By column the largest number for which no formula leaves 64 bits, whatever the other columns up to theirs are."""
    limits: dict[str, int] = {}
    for one in dict.fromkeys(found):
        columns = {column for monomial, _ in one.terms for column in monomial}
        if columns:
            limit = _largest_of(one)
            for column in columns:
                limits[column] = min(limits.get(column, MOST), limit)
    return limits


def _largest_of(one: Rounded) -> int:
    low, high = 0, MOST
    while low < high:
        middle = (low + high + 1) // 2
        if MARGIN * sum(abs(factor) * middle ** len(monomial) for monomial, factor in one.terms) <= MOST:
            low = middle
        else:
            high = middle - 1
    return low


def monomials_of(found: Iterable[Rounded]) -> tuple[Monomial, ...]:
    """The products of columns that formulas are sums of, in order of first need."""
    return tuple(dict.fromkeys(monomial for one in found for monomial, _ in one.terms if monomial))


def product(monomial: Monomial, numbers: Mapping[str, Any]) -> Any:
    """The columns of a monomial multiplied."""
    first, *others = monomial
    found = numbers[first]
    for column in others:
        found = found * numbers[column]
    return found


def numerator(one: Rounded, numbers: Mapping[str, Any]) -> Any:
    """The numerator of a rounded bound."""
    import ibis

    found = None
    for monomial, factor in one.terms:
        if not monomial:
            part = ibis.literal(factor, "int64")
        else:
            part = product(monomial, numbers)
            part = part if factor == 1 else part * ibis.literal(factor, "int64")
        found = part if found is None else found + part
    return ibis.literal(0, "int64") if found is None else found


def formula(one: Rounded, numbers: Mapping[str, Any], divide: Any) -> Any:
    """A rounded bound."""
    found = numerator(one, numbers)
    return found if one.denominator == 1 else divide(found, one.denominator)


def answered(asked: Question | Compared, numbers: Mapping[str, Any], divide: Any) -> Any:
    """A question as a boolean expression."""
    if isinstance(asked, Question):
        return _sum_of(asked.form, numbers) <= asked.at_most
    return formula(asked.left, numbers, divide) < formula(asked.right, numbers, divide)


def _sum_of(form: Form, numbers: Mapping[str, Any]) -> Any:
    return numerator(Rounded(form), numbers)
