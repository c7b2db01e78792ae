"""What is still possible where something is unknown: all scenarios, the facts that matter, the fewest questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from attrs import evolve, field, frozen

from ..amounts import Amount
from ..cells import Cell
from ..compiler import Plan
from ..conditions import CIRCUMSTANCE, JUDGED, Condition, Value, Values
from ..model.case import Case
from ..model.determination import Applies
from ..model.penalty import Group
from .choices import is_choice
from .decision import decide
from .leaf import Held, Leaf
from .persons import standings

BUDGET: Final = 20_000
PAIRS: Final = 40_000


@frozen
class Explored:
    """The scenarios that remain, each with what it supposes; `complete` is false where the budget ran out."""

    leaves: tuple[tuple[Leaf, dict[str, Value]], ...]
    complete: bool = True

    @property
    def split(self) -> tuple[str, ...]:
        """The unknown terms that matter, in order of first need."""
        return tuple(dict.fromkeys(term for leaf, _ in self.leaves for term, _cell in leaf.assumed))


def explore(plan: Plan, values: Values, case: Case) -> Explored:
    """All scenarios that the known values leave; one only where nothing that matters is open.

    What the case itself affirms or denies of circumstances stands: supposing a fact does not change it.
    """
    by_facts = {
        id_: circumstance.when
        for id_, circumstance in plan.circumstances.items()
        if circumstance.when is not None and id_ not in case.circumstances
    }
    search = _Search(plan, case, by_facts)
    leaves = search.scenarios(dict(values), ())
    return Explored(tuple(leaves), search.budget[0] > 0)


@frozen
class _Search:
    """The search through all answers to what is unknown; `budget` counts the decisions left."""

    plan: Plan
    case: Case
    by_facts: Mapping[str, Condition]
    budget: list[int] = field(factory=lambda: [BUDGET])

    def scenarios(
        self, values: dict[str, Value], assumed: tuple[tuple[str, Cell], ...]
    ) -> list[tuple[Leaf, dict[str, Value]]]:
        self.budget[0] -= 1
        found = decide(self.plan, values)
        if isinstance(found, Leaf):
            on_persons = standings(self.plan, self.case, found, values)
            return [(evolve(found, assumed=assumed, on_persons=on_persons), values)]
        children = []
        for cell in found.cells:
            if self.budget[0] <= 0:
                break
            supposed = _supposing(self.by_facts, {**values, found.term: cell.value}, found.term)
            children.append(self.scenarios(supposed, (*assumed, (found.term, cell))))
        if len(children) == len(found.cells) and _same(found.term, children):
            return [
                (evolve(leaf, assumed=_without(leaf, found.term)), _forgotten(self.by_facts, known, found.term))
                for leaf, known in children[0]
            ]
        return [leaf for child in children for leaf in child]


def _supposing(by_facts: Mapping[str, Condition], values: dict[str, Value], term: str) -> dict[str, Value]:
    """The values with the circumstances that the supposed value of a term establishes, or no longer does."""
    for id_, when in by_facts.items():
        if term in when.terms():
            values[CIRCUMSTANCE + id_] = when.truth(values) is True
    return values


def _forgotten(by_facts: Mapping[str, Condition], values: dict[str, Value], term: str) -> dict[str, Value]:
    """The values without what was supposed of a term that turned out not to matter: it stays unknown."""
    return _supposing(by_facts, {key: value for key, value in values.items() if key != term}, term)


def _same(term: str, children: list[list[tuple[Leaf, dict[str, Value]]]]) -> bool:
    """Whether all ways of answering a term lead to the same scenarios, so that it does not matter."""
    signatures = [{signature(leaf, term) for leaf, _ in child} for child in children]
    if not signatures or any(each != signatures[0] for each in signatures[1:]):
        return False
    return not any(term in bases_of(leaf) for leaf, _ in children[0])


def _without(leaf: Leaf, term: str) -> tuple[tuple[str, Cell], ...]:
    return tuple(pair for pair in leaf.assumed if pair[0] != term)


def signature(leaf: Leaf, *ignored: str) -> object:
    """What tells two scenarios apart: tier, direction, measures; and what else they suppose."""
    supposed = tuple((term, cell.value) for term, cell in leaf.assumed if term not in ignored)
    return (substance(leaf), supposed)


def substance(leaf: Leaf) -> object:
    """What a scenario decides, whatever it supposes."""
    standing = [ones for ones in leaf.standings if any(one.applies is not Applies.NO for one in ones)]
    live = {ones[0].standing.measure.id for ones in standing}
    held = tuple(
        (
            ones[0].standing.measure.id,
            ones[0].mandate,
            tuple((one.applies, one.statutory, one.narrowed) for one in ones),
            _menu(ones[0], live),
        )
        for ones in standing
    )
    return (
        leaf.way is None,
        None if leaf.tier is None else leaf.tier.id,
        leaf.direction,
        held,
        None if leaf.exempted is None else leaf.exempted.id,
        leaf.doubts,
    )


def _menu(held: Held, live: set[str]) -> object:
    """How the law offers a measure: the groups around it, and what else in them can be chosen."""
    offered = ((group.kind, tuple(_ids(group, live))) for group in held.standing.groups)
    return tuple(each for each in offered if len(each[1]) > 1)


def _ids(group: Group, live: set[str]) -> Iterator[object]:
    for item in group.items:
        if isinstance(item, Group):
            inner = tuple(_ids(item, live))
            if inner:
                yield (item.kind, inner) if len(inner) > 1 else inner[0]
        elif item.id in live:
            yield item.id


def bases_of(leaf: Leaf) -> set[str]:
    """The facts with which the measures that apply are computed."""
    return {
        base
        for held in leaf.held
        for amount in (held.statutory, held.narrowed)
        if isinstance(amount, Amount)
        for base in amount.bases()
    }


def is_fact(term: str) -> bool:
    """Whether an unknown is a fact to be found out, not something to be judged or chosen."""
    return not term.startswith(JUDGED) and not is_choice(term)


def fewest(explored: Explored) -> tuple[tuple[str, ...], bool]:
    """The smallest set of facts whose answers, whatever they are, settle the case; and whether that is proven.

    Two scenarios that differ must be told apart by a fact in the set, unless a judgement tells them apart. Past the
    budget every open fact is asked.
    """
    facts = [term for term in explored.split if is_fact(term)]
    leaves = [leaf for leaf, _ in explored.leaves]
    needed = {term for leaf in leaves for term in bases_of(leaf) if term in facts}
    clashes = _clashes(leaves) if explored.complete else None
    if clashes is None:
        return tuple(facts), False
    open_clashes = [clash for clash in clashes if not clash & needed]
    candidates = [term for term in facts if term not in needed]
    chosen = next(
        set(several)
        for size in range(len(candidates) + 1)
        for several in combinations(candidates, size)
        if all(clash & set(several) for clash in open_clashes)
    )
    return tuple(term for term in facts if term in needed or term in chosen), True


def _clashes(leaves: list[Leaf]) -> set[frozenset[str]] | None:
    """The facts by which each two scenarios that differ are told apart; None where there are too many pairs.

    Substances and cells are numbered first, so that each pair is compared in whole numbers.
    """
    if len(leaves) * (len(leaves) - 1) // 2 > PAIRS:
        return None
    substances: dict[object, int] = {}
    cells: dict[tuple[str, Cell], int] = {}
    numbered = [
        (
            substances.setdefault(substance(leaf), len(substances)),
            {pair[0]: cells.setdefault(pair, len(cells)) for pair in leaf.assumed},
        )
        for leaf in leaves
    ]
    clashes: set[frozenset[str]] = set()
    for (one, mine), (other, theirs) in combinations(numbered, 2):
        if one == other:
            continue
        differing = frozenset(term for term, cell in mine.items() if theirs.get(term, cell) != cell)
        if all(is_fact(term) for term in differing):
            clashes.add(differing)
    return clashes


def distinct(leaves: Iterable[tuple[Leaf, dict[str, Value]]]) -> list[tuple[Leaf, dict[str, Value]]]:
    """One scenario of each substance, in order; those that compute with different supposed values are all kept."""
    seen: set[object] = set()
    kept = []
    for leaf, values in leaves:
        bases = bases_of(leaf)
        mark = (substance(leaf), tuple((term, cell) for term, cell in leaf.assumed if term in bases))
        if mark not in seen:
            seen.add(mark)
            kept.append((leaf, values))
    return kept
