"""A settled scenario: one branch, one tier, every measure with its amount still to be computed."""

from __future__ import annotations

from attrs import frozen

from ..amounts import Amount, Hole
from ..cells import Cell
from ..compiler import Standing, Way
from ..conditions import ALWAYS, Condition
from ..model.determination import Applies, Direction, Weighed
from ..model.discretion import Bands, Override, Tier
from ..model.penalty import Mandate
from ..model.violation import Exemption, Reading


@frozen
class Held:
    """One measure in a scenario: whether it applies, on what that hangs, its amount with all switches taken.

    `when` is all that the law says of it: the whole clause, the addition, the groups around it, the measure itself.
    `led_by` is the measure with which it comes, where that one may be taken or left.
    """

    standing: Standing
    applies: Applies
    mandate: Mandate
    when: Condition = ALWAYS
    open_on: tuple[str, ...] = ()
    statutory: Amount | Hole | None = None
    override: Override | None = None
    narrowed: Amount | Hole | None = None
    closed_by_tier: bool = False
    led_by: str = ""


@frozen
class Leaf:
    """A scenario in which nothing that matters is open: what branch, tier and direction it has.

    `on_persons` is, where the case names responsible persons, every measure as it falls on each of them.
    """

    way: Way | None
    reading: Reading | None
    tier: Tier | None
    direction: Direction
    held: tuple[Held, ...]
    weighed: tuple[Weighed, ...]
    bands: tuple[Bands, ...] = ()
    exempted: Exemption | None = None
    assumed: tuple[tuple[str, Cell], ...] = ()
    doubts: tuple[str, ...] = ()
    on_persons: tuple[tuple[Held, ...], ...] = ()

    @property
    def standings(self) -> tuple[tuple[Held, ...], ...]:
        """Every measure as it stands in the end: once for the party, or once for each person named in the case."""
        return self.on_persons or tuple((each,) for each in self.held)


@frozen
class Open:
    """The first unknown on which a scenario hangs, and what it can be."""

    term: str
    cells: tuple[Cell, ...]
