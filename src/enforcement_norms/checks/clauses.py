"""A clause laid out (条款展开): its branches with the conditions under which each is reached, its measures one by one.

依照前款 (`like`) is written out from the clause it points to, in the version in force on a given day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from ..amounts import Amount, Switch
from ..conditions import Condition, Not, joined
from ..model.penalty import Group, Item, Measure
from ..model.violation import Addition, Branch, Reference, Violation

Siblings = Mapping[str, Sequence[Violation]]


@frozen
class Laid:
    """One branch as a case meets it: when it holds by itself, and when it is the first that holds."""

    branch: Branch
    measures: tuple[Item, ...]
    when: Condition
    reached: Condition
    borrowed: bool = False
    """Whether its measures were (also) written elsewhere (依照前款)."""


@frozen
class Held:
    """One measure of a clause with the groups around it, from the outside in, and all on which it hangs."""

    measure: Measure
    groups: tuple[Group, ...]
    when: Condition


def rows_of(violation: Violation) -> Iterator[tuple[str, tuple[Branch, ...]]]:
    """The branches of a clause, or of each of its readings with the id of the reading."""
    if violation.branches:
        yield "", violation.branches
    for reading in violation.readings:
        yield reading.id, reading.branches


def laid_out(violation: Violation, branches: Sequence[Branch], siblings: Siblings, day: date) -> tuple[Laid, ...]:
    """The branches in order; one that points to another clause becomes as many as it points to."""
    found: list[Laid] = []
    before: list[Condition] = [violation.when]
    for branch in branches:
        for written, borrowed in rendered(branch, siblings, day):
            when = written.when
            found.append(Laid(branch, written.measures, when, joined((*before, when)), borrowed))
            before.append(Not(when))
    return tuple(found)


def rendered(branch: Branch, siblings: Siblings, day: date) -> Iterator[tuple[Branch, bool]]:
    """The branch itself; or the branches to which it points, with its own measures added to each."""
    others = () if branch.like is None else tuple(referred(branch.like, siblings, day))
    if branch.like is None or not others:  # that it leads nowhere is said elsewhere
        yield branch, False
        return
    for other in others:
        when = branch.when if branch.like.branch else joined((branch.when, other.when))
        taken = tuple(item for item in other.measures if branch.like.measure in ("", item.id))
        yield evolve(branch, when=when, measures=(*taken, *branch.measures), like=None), True


def referred(
    reference: Reference, siblings: Siblings, day: date, seen: frozenset[Reference] = frozenset()
) -> Iterator[Branch]:
    """The branches to which a reference points on a day; nothing where it leads nowhere or back to itself."""
    if reference in seen:
        return
    for other in siblings.get(reference.violation, ()):
        if not other.in_force.covers(day):
            continue
        branches = [branch for _, rows in rows_of(other) for branch in rows]
        if reference.branch:
            branches = [branch for branch in branches if branch.id == reference.branch][:1]
        for branch in branches:
            if branch.like is None:
                yield branch
                continue
            for further in referred(branch.like, siblings, day, seen | {reference}):
                taken = tuple(item for item in further.measures if branch.like.measure in ("", item.id))
                when = branch.when if branch.like.branch else joined((branch.when, further.when))
                yield evolve(branch, when=when, measures=(*taken, *branch.measures), like=None)


def held(items: Sequence[Item], when: Condition, groups: tuple[Group, ...] = ()) -> Iterator[Held]:
    """Every measure among the items, those of menus too."""
    for item in items:
        if isinstance(item, Group):
            yield from held(item.items, joined((when, item.when)), (*groups, item))
        else:
            yield Held(item, groups, joined((when, item.when)))


def presupposed(violation: Violation, addition: Addition) -> Condition:
    """On what an addition hangs: its own condition, and that of the whole clause unless it stands alone."""
    return addition.when if addition.stands_alone else joined((violation.when, addition.when))


def measures_of(items: Sequence[Item]) -> Iterator[Measure]:
    """Every measure among the items."""
    for item in items:
        if isinstance(item, Group):
            yield from measures_of(item.items)
        else:
            yield item


def groups(items: Sequence[Item]) -> Iterator[Group]:
    """Every menu among the items."""
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def all_measures(violation: Violation) -> Iterator[Measure]:
    """Every measure that the clause itself writes, in any branch, addition or exemption."""
    for _, branches in rows_of(violation):
        for branch in branches:
            yield from measures_of(branch.measures)
    for addition in violation.also:
        yield from measures_of(addition.measures)
    for exemption in violation.exempt:
        yield from exemption.adds


def switches(amount: Amount, when: Condition) -> Iterator[tuple[Switch, Condition]]:
    """Every switch in an amount with the condition under which it is asked."""
    if isinstance(amount, Switch):
        yield amount, when
        before: list[Condition] = [when]
        for row in amount.rows:
            if row.amount is not None:
                yield from switches(row.amount, joined((*before, row.when)))
            before.append(Not(row.when))
        return
    for part in amount.parts():
        yield from switches(part, when)
