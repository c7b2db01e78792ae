"""The small tables that rows are joined with: which verdict a combination leads to, and what each verdict says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm
from typing import Any, Final

from attrs import define, evolve, field, frozen

from .entries import BOUNDS, CASES, FINES, PENALTIES, Verdict
from .formulas import MARGIN, MOST, answered, monomials_of, rounded_in
from .keyed import VIOLATION
from .lots import Batch, limits_of
from .paths import Asked, Compared, Fork, Monomial, Question, Rounded, Tree
from .problems import PROBLEMS

VERDICT: Final = "verdict:"
SHAPE: Final = "shape:"
FACTOR: Final = "factor:"
DIVISOR: Final = "divisor:"
NUMBER_OF: Final = "term:"
LIMIT: Final = "limit:"
USES: Final = "uses:"
"""Names of the columns that are only between input and output; no input column may begin so."""


@define(eq=False)
class Numbering:
    """Numbers for verdicts, and for the trees of questions by their shape."""

    verdicts: list[Verdict] = field(factory=list)
    slots: list[Mapping[Monomial, int]] = field(factory=list)
    starts: dict[int, int] = field(factory=dict)
    shapes: dict[Tree, int] = field(factory=dict)
    numbered: dict[Any, int] = field(factory=dict)
    kept: list[Tree] = field(factory=list)

    def start(self, tree: Tree, slots: Mapping[Monomial, int]) -> int:
        """The number of the first verdict of a tree; the others follow, yes before no.

        `slots` says in which column of a row each product stands with which formulas compute.
        """
        found = self.starts.get(id(tree))
        if found is None:
            found = self.starts[id(tree)] = len(self.verdicts)
            self.kept.append(tree)
            ends = _ends(tree)
            self.verdicts += ends
            self.slots += [slots] * len(ends)
        return found

    def shape(self, tree: Tree, slots: Mapping[str, str]) -> int:
        """The number of the shape of a tree: its questions, whatever stands at the ends; 0 is that of a verdict.

        `slots` says in which slot of a row each column stands; so violations share the same questions.
        """
        if not isinstance(tree, Fork):
            return 0
        key = (id(tree), tuple(slots.items()))
        found = self.numbered.get(key)
        if found is None:
            shape = _shape(tree, slots)
            found = self.shapes.setdefault(shape, len(self.shapes) + 1)
            self.numbered[key] = found
            self.kept.append(tree)
        return found


def _ends(tree: Tree) -> list[Verdict]:
    return [*_ends(tree.yes), *_ends(tree.no)] if isinstance(tree, Fork) else [tree]


def _shape(tree: Tree, slots: Mapping[str, str]) -> Tree:
    """The questions of a tree, asked of slots instead of columns, with nothing at the ends."""
    if not isinstance(tree, Fork):
        return None
    return Fork(_asked(tree.asked, slots), _shape(tree.yes, slots), _shape(tree.no, slots))


def _asked(asked: Asked, slots: Mapping[str, str]) -> Asked:
    if isinstance(asked, Question):
        return Question(tuple(sorted((in_slots(each, slots), factor) for each, factor in asked.form)), asked.at_most)
    return Compared(_rounded(asked.left, slots), _rounded(asked.right, slots))


def _rounded(one: Rounded, slots: Mapping[str, str]) -> Rounded:
    return evolve(one, terms=tuple(sorted((in_slots(each, slots), factor) for each, factor in one.terms)))


def in_slots(monomial: Monomial, slots: Mapping[str, str]) -> Monomial:
    """The product of the slots in which the columns of a product stand."""
    return tuple(sorted(slots[column] for column in monomial))


def offset(tree: Tree, numbers: Mapping[str, Any], divide: Any, first: int = 0) -> tuple[Any, int]:
    """How many verdicts after the first of a tree that of a row comes, by the answers to its questions."""
    import ibis

    if not isinstance(tree, Fork):
        return ibis.literal(first, "int32"), first + 1
    yes, after = offset(tree.yes, numbers, divide, first)
    no, last = offset(tree.no, numbers, divide, after)
    return ibis.ifelse(answered(tree.asked, numbers, divide), yes, no), last


def products_of(batches: Sequence[Batch]) -> dict[Monomial, int]:
    """The products of slots of which formulas are sums, numbered from 1."""
    found: dict[Monomial, int] = {}
    for batch in batches:
        for violation, lot in batch.lots.items():
            slots = slots_of(batch, violation)
            for monomial in monomials_of(one for tree in lot.trees.values() for one in rounded_in(tree)):
                found.setdefault(in_slots(monomial, slots), len(found) + 1)
    return found


def slots_of(batch: Batch, violation: str) -> dict[str, str]:
    """The slot of a row in which each column stands with which formulas of a violation compute."""
    return {column: str(slot) for slot, column in enumerate(batch.layout.columns[violation])}


def key_table(batch: Batch, numbering: Numbering, products: Mapping[Monomial, int]) -> Any:
    """By the key of a combination the number of its first verdict and the shape of its questions.

    Of several violations also, by slot, the largest number to compute with, and which products are used. Of one alone
    keys below zero are in it: those of problems, which have the first verdicts.
    """
    import pyarrow as pa

    keys: list[tuple[int, ...]] = []
    starts: list[int] = []
    shapes: list[int] = []
    limits: list[Mapping[int, int]] = []
    used: list[frozenset[int]] = []
    if batch.roster is None:
        keys += [(-1 - code, *(0 for _ in batch.keys[1:])) for code in range(len(PROBLEMS))]
        starts += range(len(PROBLEMS))
        shapes += [0] * len(PROBLEMS)
    for violation, lot in batch.lots.items():
        of = () if batch.roster is None else (batch.roster.numbers[violation],)
        slots = slots_of(batch, violation)
        mine = monomials_of(one for tree in lot.trees.values() for one in rounded_in(tree))
        numbers = {monomial: products[in_slots(monomial, slots)] for monomial in mine}
        keys += [(*of, *batch.layout.key_of(violation, indices)) for indices in lot.trees]
        starts += [numbering.start(tree, numbers) for tree in lot.trees.values()]
        shapes += [numbering.shape(tree, slots) for tree in lot.trees.values()]
        limits += [limits_of(batch.layout, violation, lot)] * len(lot.trees)
        used += [frozenset(numbers.values())] * len(lot.trees)
    columns = {
        name: pa.array([key[at] for key in keys], pa.int32() if name == VIOLATION else pa.int64())
        for at, name in enumerate(batch.keys)
    }
    columns[VERDICT] = pa.array(starts, pa.int32())
    if any(shapes):
        columns[SHAPE] = pa.array(shapes, pa.int32())
    if batch.roster is not None:
        for slot in sorted({slot for each in limits for slot in each}):
            columns[f"{LIMIT}{slot}"] = pa.array([each.get(slot, MOST) for each in limits], pa.int64())
        for monomial, at in products.items():
            if len(monomial) > 1:
                columns[f"{USES}{at}"] = pa.array([at in each for each in used], pa.bool_())
    return pa.table(columns)


@frozen
class Payload:
    """A look-up table by verdict, and how the numbers in it make up the bounds of a row.

    Of each bound stands `factor:<name>:<slot>` (slot 0 is the constant; NULL where there is no bound); `divisors` says
    by what all rows are divided, None where each row by its own `divisor:<name>`.
    """

    data: Any
    slots: Mapping[str, tuple[int, ...]]
    divisors: Mapping[str, int | None]


def verdict_table(numbering: Numbering) -> Payload:
    """What `cases` says of every verdict, with the factors of its fines."""
    rows = [verdict.row() for verdict in numbering.verdicts]
    bounds = [verdict.fines for verdict in numbering.verdicts]
    return _payload(list(range(len(rows))), CASES, rows, FINES, bounds, numbering.slots)


def line_table(numbering: Numbering) -> Payload:
    """The penalties of every verdict, with the factors of their bounds."""
    at = [number for number, verdict in enumerate(numbering.verdicts) for _ in verdict.lines]
    lines = [line for verdict in numbering.verdicts for line in verdict.lines]
    slots = [numbering.slots[number] for number in at]
    return _payload(at, PENALTIES, [one.values for one in lines], BOUNDS, [one.bounds for one in lines], slots)


def _payload(
    at: list[int],
    types: Mapping[str, str],
    rows: Sequence[tuple[Any, ...]],
    names: Sequence[str],
    bounds: Sequence[tuple[Rounded | None, ...]],
    slots: Sequence[Mapping[Monomial, int]],
) -> Payload:
    import pyarrow as pa

    columns: dict[str, Any] = {VERDICT: pa.array(at, pa.int32())}
    for place, (name, kind) in enumerate(types.items()):
        columns[name] = pa.array([row[place] for row in rows], _arrow(kind))
    used: dict[str, tuple[int, ...]] = {}
    divisors: dict[str, int | None] = {}
    for place, name in enumerate(names):
        found = [row[place] for row in bounds]
        common = _common({1 if one is None else one.denominator for one in found})
        divisors[name] = common
        mine = [_factors(one, slot, common) for one, slot in zip(found, slots, strict=True)]
        used[name] = tuple(sorted({slot for factors in mine if factors for slot in factors} | {0}))
        for slot in used[name]:
            values = [None if factors is None else factors.get(slot, 0) for factors in mine]
            columns[f"{FACTOR}{name}:{slot}"] = pa.array(values, pa.int64())
        if common is None:
            own = [1 if one is None else one.denominator for one in found]
            columns[f"{DIVISOR}{name}"] = pa.array(own, pa.int64())
    return Payload(pa.table(columns), used, divisors)


def _common(denominators: set[int]) -> int | None:
    """A divisor for all, where that makes no numerator larger than the margin of the formulas allows."""
    common = lcm(*denominators)
    return common if common <= MARGIN * min(denominators, default=1) else None


def _factors(one: Rounded | None, slots: Mapping[Monomial, int], divisor: int | None) -> dict[int, int] | None:
    if one is None:
        return None
    times = 1 if divisor is None else divisor // one.denominator
    return {slots[monomial] if monomial else 0: factor * times for monomial, factor in one.terms}


def _arrow(kind: str) -> Any:
    import pyarrow as pa

    return {"string": pa.string(), "date": pa.date32(), "int32": pa.int32(), "boolean": pa.bool_()}[kind]


def bound_of(rows: Any, payload: Payload, name: str, divide: Any) -> Any:
    """A bound of joined rows as a whole number."""
    found = rows[f"{FACTOR}{name}:0"]
    for slot in payload.slots[name][1:]:
        found = found + rows[f"{FACTOR}{name}:{slot}"] * rows[f"{NUMBER_OF}{slot}"]
    divisor = payload.divisors[name]
    if divisor == 1:
        return found
    return divide(found, rows[f"{DIVISOR}{name}"] if divisor is None else divisor)


def by_key(keys: Any, payload: Payload) -> Payload:
    """The same look-up by the keys of combinations that lead to one verdict each."""
    return evolve(payload, data=keys.join(payload.data, VERDICT, join_type="inner").drop_columns([VERDICT]))
