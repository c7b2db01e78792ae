"""From indices to verdicts: each combination of cells that rows have is evaluated once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product as every
from math import prod
from typing import Any, Final

from attrs import define, field

from ..compiler import Norms
from .drafts import EARLIEST, Draft
from .entries import Verdict, problem_of
from .paths import Fork, Tree, walked
from .procedures import Procedures, Walk
from .stages import Stages
from .terms import DayTerm, Term
from .verdicts import decided

FEW: Final = 600
"""Up to how many combinations are evaluated all, without looking which of them the rows have."""
ROWS_EACH: Final = 1000
"""How many rows a combination must save looking at, to be evaluated unseen."""


@define(eq=False)
class Combinations:
    """The combinations of a violation and their trees; equal trees are one object."""

    violation: str
    norms: Norms
    terms: tuple[Term, ...]
    trees: dict[tuple[int, ...], Tree] = field(factory=dict)
    shared: dict[Any, Any] = field(factory=dict)
    walks: dict[Any, tuple[Walk, ...]] = field(factory=dict)
    """What was evaluated, by law and by the terms that can matter under it."""
    stages: Stages = field(init=False)
    procedures: Procedures = field(init=False)

    @stages.default
    def _staged(self) -> Stages:
        return Stages(self.norms.tracks[self.violation], self.norms, self.terms)

    @procedures.default
    def _followed(self) -> Procedures:
        return Procedures(self.norms)

    def few(self, rows: int) -> bool:
        """Whether all possible combinations are so few that they are evaluated without asking the rows."""
        return prod(len(term.possible()) for term in self.terms) <= min(FEW, rows // ROWS_EACH)

    def possible(self) -> Iterator[tuple[int, ...]]:
        """All combinations that rows can have."""
        for indices in every(*(term.possible() for term in self.terms)):
            if self._in_time(indices):
                yield indices

    def tree(self, indices: Sequence[int]) -> Tree:
        """What follows for the rows of a combination."""
        key = tuple(indices)
        found = self.trees.get(key)
        if found is None:
            found = self.trees[key] = self._one(self._evaluated(key))
        return found

    def _evaluated(self, indices: tuple[int, ...]) -> Tree:
        draft = Draft(self.violation)
        for term, index in zip(self.terms, indices, strict=True):
            if index == term.impossible:
                return problem_of("bad_value")
            term.say(draft, index)
        case = draft.case()
        stage = self.stages.at(case.occurred_on, case.decided_on, case.jurisdiction)
        key = (stage.mark, tuple(indices[at] for at in stage.terms))
        walks = self.walks.get(key)
        if walks is None:
            walks = self.walks[key] = tuple(self._walked(draft))
        return self.procedures.tree(walks, case, draft.ranges)

    def _walked(self, draft: Draft) -> Iterator[Walk]:
        """What a combination comes to before procedure is asked: a verdict at the end of each path."""
        case = draft.case()
        for path, (found, verdict) in walked(draft.ranges, lambda: decided(self.norms, case)):
            yield Walk(tuple(path.asked), tuple(path.script[: len(path.asked)]), path.ranges, found, verdict)

    def _one(self, tree: Tree) -> Tree:
        """The tree with equal parts shared; a question whose answers lead to the same is left out."""
        if isinstance(tree, Fork):
            yes, no = self._one(tree.yes), self._one(tree.no)
            if yes is no:
                return yes
            return self.shared.setdefault((tree.asked, id(yes), id(no)), Fork(tree.asked, yes, no))
        return self.shared.setdefault(tree, tree)

    def _in_time(self, indices: tuple[int, ...]) -> bool:
        """Whether some act lies before some decision of these stretches."""
        act = after = EARLIEST
        for term, index in zip(self.terms, indices, strict=True):
            if isinstance(term, DayTerm) and not term.decision:
                act = term.earliest if index == 1 else term.days[index - 2]
            elif isinstance(term, DayTerm):
                if index > len(term.days):
                    return True
                after = term.days[index - 1]
        return act < after


def verdicts_of(trees: Iterable[Tree]) -> dict[int, Verdict]:
    """The verdicts at the ends of trees, each once, by the identity that shared trees give them."""
    found: dict[int, Verdict] = {}
    waiting = list(trees)
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, Fork):
            waiting += (tree.yes, tree.no)
        else:
            found.setdefault(id(tree), tree)
    return found
