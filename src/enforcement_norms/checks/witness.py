"""Is there any case in which a condition holds? Decided exactly, with a concrete case as witness.

Conditions compare one term with constants, so the values of each term fall into finitely many cells. The
search assigns cell after cell and keeps what is left of the condition; what is left the same was searched
before, so that a table of a dozen facts is decided in a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from ..cells import Cell, Domain, cells_by_term
from ..conditions import ALWAYS, NEVER, All, AnyOf, AtLeastOf, Condition, Defined, GradeIs, Not, Test, Value
from ..model.facts import Constraint

BUDGET: Final = 80_000
"""How many tests a search may look at: less than a second of it."""


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


def find_case(condition: Condition, space: Space) -> Witness | Undecided | None:
    """A case in which the condition holds, None where there is none, UNDECIDED past the budget."""
    tests = tuple(condition.tests())
    linked = {term for each in space.constraints for term in (each.fact, each.at_most)}
    terms = dict.fromkeys(test.term for test in tests)
    domains = {term: space.domain_of(term) for term in terms}
    search = _Search(cells_by_term(domains, tests), linked, space)
    found = search.find(expanded(condition), {})
    return UNDECIDED if found is None and search.spent() else found


@frozen
class _Search:
    cells: Mapping[str, tuple[Cell, ...]]
    linked: set[str]
    space: Space
    failed: set[object] = field(factory=set)
    work: list[int] = field(factory=lambda: [0])

    def spent(self) -> bool:
        return self.work[0] >= self.space.budget

    def find(self, left: Condition, path: dict[str, Cell]) -> Witness | None:
        if left == NEVER or self.spent() or not self._possible(path):
            return None
        if left == ALWAYS:
            return path
        key = (left, tuple((term, cell) for term, cell in path.items() if term in self.linked))
        if key in self.failed:
            return None
        term = _narrowest(left)
        for cell in self.cells[term]:
            found = self.find(residual(left, term, cell.value, self.work), {**path, term: cell})
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
    """The condition with defined terms and grades written out, and `not` only before single tests."""
    if isinstance(condition, Defined):
        return expanded(condition.condition)
    if isinstance(condition, GradeIs):
        return expanded(AnyOf(tuple(_levels(condition))))
    if isinstance(condition, Not):
        return denied(condition.item)
    if isinstance(condition, All):
        return conjunction(expanded(item) for item in condition.items)
    if isinstance(condition, AnyOf):
        return disjunction(expanded(item) for item in condition.items)
    if isinstance(condition, AtLeastOf):
        return counted(condition.count, [expanded(item) for item in condition.items])
    return condition


def denied(condition: Condition) -> Condition:
    """The condition that holds where the other fails, written out in the same way."""
    if isinstance(condition, Defined | GradeIs):
        return denied(expanded(condition))
    if isinstance(condition, Not):
        return expanded(condition.item)
    if isinstance(condition, All):
        return disjunction(denied(item) for item in condition.items)
    if isinstance(condition, AnyOf):
        return conjunction(denied(item) for item in condition.items)
    if isinstance(condition, AtLeastOf):
        left = len(condition.items) - condition.count + 1
        return counted(left, [denied(item) for item in condition.items])
    return Not(condition)


def _levels(grade: GradeIs) -> Iterator[Condition]:
    """Each level that is asked for, with all heavier ones failing."""
    before: list[Condition] = []
    for level, when in grade.scale:
        if level in grade.levels:
            yield All((*(Not(each) for each in before), when))
        before.append(when)


def residual(condition: Condition, term: str, value: Value, work: list[int] | None = None) -> Condition:
    """What is left of an expanded condition once one term has a value; ALWAYS or NEVER where nothing is left open.

    `work` counts the tests that were looked at.
    """
    if isinstance(condition, Test):
        if work is not None:
            work[0] += 1
        if condition.term != term:
            return condition
        return ALWAYS if condition.truth({term: value}) else NEVER
    if isinstance(condition, Not):
        inner = residual(condition.item, term, value, work)
        return NEVER if inner == ALWAYS else ALWAYS if inner == NEVER else condition
    if isinstance(condition, All):
        return conjunction(residual(item, term, value, work) for item in condition.items)
    if isinstance(condition, AnyOf):
        return disjunction(residual(item, term, value, work) for item in condition.items)
    if isinstance(condition, AtLeastOf):
        return counted(condition.count, [residual(item, term, value, work) for item in condition.items])
    raise TypeError(type(condition).__name__)


def counted(count: int, items: Sequence[Condition]) -> Condition:
    """At least so many of them, without what is settled."""
    needed = count - items.count(ALWAYS)
    left = tuple(item for item in items if item not in (ALWAYS, NEVER))
    return ALWAYS if needed <= 0 else NEVER if needed > len(left) else AtLeastOf(needed, left)


def conjunction(items: Iterable[Condition]) -> Condition:
    """All of them, without what always holds; NEVER as soon as one never does."""
    left: dict[Condition, None] = {}
    for item in items:
        if item == NEVER:
            return NEVER
        if item != ALWAYS:
            left.update(dict.fromkeys(item.items if isinstance(item, All) else (item,)))
    return ALWAYS if not left else next(iter(left)) if len(left) == 1 else All(tuple(left))


def disjunction(items: Iterable[Condition]) -> Condition:
    """Any of them, without what never holds; ALWAYS as soon as one always does."""
    left: dict[Condition, None] = {}
    for item in items:
        if item == ALWAYS:
            return ALWAYS
        if item != NEVER:
            left.update(dict.fromkeys(item.items if isinstance(item, AnyOf) else (item,)))
    return NEVER if not left else next(iter(left)) if len(left) == 1 else AnyOf(tuple(left))
