"""Is there any case in which a condition holds? Decided exactly, with a concrete case as witness.

Conditions compare one term with constants, so the values of each term fall into finitely many cells. The
search assigns cell after cell and keeps what is left of the condition; what is left the same was searched
before, so that a table of a dozen facts is decided in a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import field, frozen

from ..cells import Cell, Domain, cells_by_term
from ..conditions import ALWAYS, NEVER, All, AnyOf, AtLeastOf, Condition, Defined, GradeIs, Not, Test, Value
from ..model.facts import Constraint

BUDGET: Final = 50_000
"""How many parts of conditions a search may look at: about a second of it."""


class Undecided:
    """The search went past its budget: nothing is said, neither yes nor no."""


UNDECIDED: Final = Undecided()
Witness = Mapping[str, Cell]


@frozen
class Space:
    """What values the terms can have, and which of them are linked; the room in which a witness is looked for."""

    domain_of: Callable[[str], Domain]
    constraints: tuple[Constraint, ...] = ()
    budget: int = BUDGET


def witness(condition: Condition, space: Space) -> Witness | Undecided | None:
    """A case in which the condition holds, None where there is none, UNDECIDED past the budget."""
    tests = tuple(condition.tests())
    linked = {term for each in space.constraints for term in (each.fact, each.at_most)}
    terms = dict.fromkeys(test.term for test in tests)
    domains = {term: space.domain_of(term) for term in terms}
    search = _Search(cells_by_term(domains, tests), linked, space)
    found = search.find(residual(expanded(condition), "", 0), {})
    return UNDECIDED if found is None and search.spent() else found


@frozen
class _Search:
    cells: Mapping[str, tuple[Cell, ...]]
    linked: set[str]
    space: Space
    failed: set[object] = field(factory=set)
    nodes: list[int] = field(factory=lambda: [0])

    def spent(self) -> bool:
        return self.nodes[0] >= self.space.budget

    def find(self, left: Condition, path: dict[str, Cell]) -> Witness | None:
        if left == NEVER or self.spent() or not self._possible(path):
            return None
        if left == ALWAYS:
            return path
        self.nodes[0] += len(left.items) if isinstance(left, All | AnyOf) else 1
        key = (left, tuple((term, cell) for term, cell in path.items() if term in self.linked))
        if key in self.failed:
            return None
        term = _narrowest(left)
        for cell in self.cells[term]:
            found = self.find(residual(left, term, cell.value), {**path, term: cell})
            if found is not None:
                return found
        if not self.spent():
            self.failed.add(key)
        return None

    def _possible(self, path: Mapping[str, Cell]) -> bool:
        """Whether no constraint is broken by every value in the cells so far."""
        for constraint in self.space.constraints:
            small, large = path.get(constraint.fact), path.get(constraint.at_most)
            if small is None or large is None or small.low is None or large.high is None:
                continue
            if small.low > large.high or (small.low == large.high and not (small.low_closed and large.high_closed)):
                return False
        return True


def _narrowest(left: Condition) -> str:
    """The term to try next: of what must all hold, the first of the part that leaves the least choice."""
    if not isinstance(left, All):
        return next(left.terms())
    least: list[str] = []
    for item in left.items:
        terms = [item.term] if isinstance(item, Test) else list(item.terms())
        if not least or len(terms) < len(least):
            least = terms
            if len(terms) == 1:
                break
    return least[0]


def expanded(condition: Condition) -> Condition:
    """The condition with defined terms and grades written out."""
    if isinstance(condition, Defined):
        return expanded(condition.condition)
    if isinstance(condition, GradeIs):
        before: list[Condition] = []
        any_of: list[Condition] = []
        for level, when in condition.scale:
            inner = expanded(when)
            if level in condition.levels:
                any_of.append(All((*(Not(each) for each in before), inner)))
            before.append(inner)
        return AnyOf(tuple(any_of))
    if isinstance(condition, Not):
        return Not(expanded(condition.item))
    if isinstance(condition, All):
        return All(tuple(expanded(item) for item in condition.items))
    if isinstance(condition, AnyOf):
        return AnyOf(tuple(expanded(item) for item in condition.items))
    if isinstance(condition, AtLeastOf):
        return AtLeastOf(condition.count, tuple(expanded(item) for item in condition.items))
    return condition


def residual(condition: Condition, term: str, value: Value) -> Condition:
    """What is left of a condition once one term has a value; ALWAYS or NEVER where nothing is left open."""
    if isinstance(condition, Test):
        if condition.term != term:
            return condition
        return ALWAYS if condition.truth({term: value}) else NEVER
    if isinstance(condition, Not):
        inner = residual(condition.item, term, value)
        return NEVER if inner == ALWAYS else ALWAYS if inner == NEVER else Not(inner)
    if isinstance(condition, All):
        return conjunction(residual(item, term, value) for item in condition.items)
    if isinstance(condition, AnyOf):
        return disjunction(residual(item, term, value) for item in condition.items)
    if isinstance(condition, AtLeastOf):
        items = [residual(item, term, value) for item in condition.items]
        needed = condition.count - items.count(ALWAYS)
        left = tuple(item for item in items if item not in (ALWAYS, NEVER))
        return ALWAYS if needed <= 0 else NEVER if needed > len(left) else AtLeastOf(needed, left)
    return residual(expanded(condition), term, value)


def conjunction(items: Iterable[Condition]) -> Condition:
    """All of them, without what always holds; NEVER as soon as one never does."""
    left: dict[Condition, None] = {}
    for item in items:
        if item == NEVER:
            return NEVER
        if item != ALWAYS:
            left[item] = None
    return ALWAYS if not left else next(iter(left)) if len(left) == 1 else All(tuple(left))


def disjunction(items: Iterable[Condition]) -> Condition:
    """Any of them, without what never holds; ALWAYS as soon as one always does."""
    left: dict[Condition, None] = {}
    for item in items:
        if item == ALWAYS:
            return ALWAYS
        if item != NEVER:
            left[item] = None
    return NEVER if not left else next(iter(left)) if len(left) == 1 else AnyOf(tuple(left))
