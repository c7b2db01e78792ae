"""The branches of a clause laid flat (条款分支): 依照前款 written out, measures of instruments added, all cited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ..conditions import joined
from ..law import Citation
from ..model.penalty import Addressee, Group, Item
from ..model.rules import InstrumentRules
from ..model.violation import Addition, Branch, Reference, Violation
from .corpus import Corpus
from .plan import Standing, Way


def laid_flat(
    corpus: Corpus,
    version: Violation,
    branches: tuple[Branch, ...],
    adds: tuple[tuple[InstrumentRules, Addition], ...],
    day: date,
) -> Iterator[Way]:
    """The branches with their measures, and what rules of instruments add to each (unless it has its like)."""
    for branch in branches:
        for each in _rendered(corpus, version, branch, day):
            own = tuple(flat(each))
            kinds = {standing.measure.kind for standing in own}
            general = tuple(
                (
                    addition,
                    tuple(evolve(item, general_law=rule.everywhere) for item in flat(cited(addition, rule.cites))),
                )
                for rule, addition in adds
                if not kinds & set(addition.unless_present) and _has_leaders(addition, own)
            )
            yield Way(each, own, general)


def _has_leaders(addition: Addition, own: tuple[Standing, ...]) -> bool:
    """Whether every measure that an addition follows or computes with stands in the branch (or in the addition)."""
    added = tuple(flat(Branch(addition.measures)))
    present = {standing.measure.id for standing in (*own, *added)}
    needed = {standing.measure.follows for standing in added if standing.measure.follows}
    needed |= {id_ for standing in added if standing.measure.amount for id_ in standing.measure.amount.measures()}
    return needed <= present


def _rendered(corpus: Corpus, version: Violation, branch: Branch, day: date) -> Iterator[Branch]:
    """The branch itself; or, for 依照前款, the branches it points to with its own measures added, both cited."""
    cites = branch.cites or version.basis
    if branch.like is None:
        yield evolve(branch, measures=_with_cites(branch.measures, cites))
        return
    for other in referred(corpus, branch.like, day):
        measures = _turned(tuple(_narrowed(other.measures, branch.like)), branch.like_addressee)
        both = _with_cites(measures, (), also=cites)
        when = branch.when if branch.like.branch else joined((branch.when, other.when))
        yield evolve(branch, when=when, measures=(*both, *_with_cites(branch.measures, cites)), like=None)


def referred(corpus: Corpus, reference: Reference, day: date) -> Iterator[Branch]:
    """The branches to which a reference (依照前款) points, in the version in force on the day."""
    for other in corpus.siblings[reference.violation]:
        if other.in_force.covers(day):
            branches = (*other.branches, *(branch for reading in other.readings for branch in reading.branches))
            if reference.branch:
                branches = tuple(branch for branch in branches if branch.id == reference.branch)[:1]
            for branch in branches:
                yield from _rendered(corpus, other, branch, day)


def _turned(items: tuple[Item, ...], addressee: tuple[Addressee, ...]) -> tuple[Item, ...]:
    """The same measures on other persons, where a reference names them."""
    if not addressee:
        return items
    return tuple(
        evolve(item, items=_turned(item.items, addressee))
        if isinstance(item, Group)
        else evolve(item, addressee=addressee, per_person=True)
        for item in items
    )


def _narrowed(measures: tuple[Item, ...], reference: Reference) -> Iterator[Item]:
    for item in measures:
        if not reference.measure or item.id == reference.measure:
            yield item


def _with_cites(
    items: tuple[Item, ...], cites: tuple[Citation, ...], also: tuple[Citation, ...] = ()
) -> tuple[Item, ...]:
    """The measures with the articles of their branch where they name none of their own."""
    done: list[Item] = []
    for item in items:
        if isinstance(item, Group):
            done.append(evolve(item, items=_with_cites(item.items, cites, also)))
        else:
            done.append(evolve(item, cites=(*(item.cites or cites), *also)))
    return tuple(done)


def cited(addition: Addition, cites: tuple[Citation, ...]) -> Branch:
    """What an addition orders, as a branch, with its articles or else those given."""
    return Branch(_with_cites(addition.measures, addition.cites or cites), addition.when)


def flat(branch: Branch) -> Iterator[Standing]:
    """The measures of a branch, each with the groups around it."""
    yield from _walk(branch.measures, (), "")


def _walk(items: tuple[Item, ...], groups: tuple[Group, ...], place: str) -> Iterator[Standing]:
    """Measures with the groups around them; a group without an id is called by its place (1, 1.2)."""
    for number, item in enumerate(items, 1):
        if isinstance(item, Group):
            here = f"{place}{number}"
            yield from _walk(item.items, (*groups, evolve(item, id=item.id or here)), f"{here}.")
        else:
            yield Standing(item, groups)
