"""Legal review of major decisions (重大执法决定法制审核): the catalog that a pack supplies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from attrs import field, frozen

from ..errors import Place
from ..law import Citation, InForce
from .rules import Trigger


@frozen
class ReviewItem:
    """One line of a review catalog (审核目录事项): which decisions must be reviewed before they are made.

    `instruments` are those on which the violation must rest, empty for all of the pack.
    """

    id: str
    title: str
    any: tuple[Trigger, ...]
    cites: tuple[Citation, ...]
    acts: tuple[str, ...] = ("penalty",)
    levels: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    where: Place = field(default=Place(), eq=False)


@frozen
class ReviewCatalog:
    """A catalog of decisions that need legal review (重大执法决定法制审核目录), one version."""

    id: str
    title: str
    in_force: InForce
    items: tuple[ReviewItem, ...]
    division: str = "000000"
    pack: str = ""
    where: Place = field(default=Place(), eq=False)


def catalogs_on(catalogs: Iterable[ReviewCatalog], day: date, places: Collection[str]) -> tuple[ReviewCatalog, ...]:
    """The catalogs in force on a day in a division: in one of `places`, it and those above it."""
    return tuple([each for each in catalogs if each.in_force.covers(day) and each.division in places])
