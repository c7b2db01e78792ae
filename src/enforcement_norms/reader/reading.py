"""What is known while one pack is read: facts, circumstances, definitions, and where we are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from attrs import define, field

from ..errors import Place
from ..law import InForce
from ..model.builtin import BUILTIN_FACTS
from ..model.facts import Count, Fact
from ..model.pack import Pack
from .marked import Spot

if TYPE_CHECKING:
    from .definitions import Definitions


@define(eq=False)
class Reading:
    """One pack being read: what conditions may name, and what is gathered on the way.

    `facts` holds the built-in ones, those of `bases` (general pack, the pack an overlay adds to) and the pack's own;
    `broken` are names whose declaration was refused, about which nothing more is said.
    """

    pack_id: str = ""
    module: str = ""
    bases: tuple[Pack, ...] = ()
    facts: dict[str, Fact] = field(factory=dict)
    own_facts: dict[str, Fact] = field(factory=dict)
    circumstances: set[str] = field(factory=set)
    definitions: Definitions | None = None
    counts: dict[str, Count] = field(factory=dict)
    broken: set[str] = field(factory=set)
    facts_complete: bool = True
    file: str = ""
    in_force: InForce | None = None
    shares: bool = False
    """Whether shares and weights may stand here: in standards and bands only."""

    def __attrs_post_init__(self) -> None:
        self.facts.update(BUILTIN_FACTS)
        for base in self.bases:
            self.facts.update(base.facts)
            self.circumstances.update(base.circumstances)

    def declare(self, fact: Fact) -> None:
        """Take in a fact of the pack itself."""
        self.facts[fact.id] = fact
        self.own_facts[fact.id] = fact

    def place(self, spot: Spot | None) -> Place:
        """A spot in the file that is being read."""
        line, column = spot or (0, 0)
        return Place(self.file, line, column)

    def base_facts(self) -> Mapping[str, Fact]:
        """The facts that a pack must not declare again."""
        return {id_: fact for base in self.bases for id_, fact in base.facts.items()}


_CURRENT: Final[ContextVar[Reading]] = ContextVar("enforcement_norms_reading")


def current() -> Reading:
    """The pack that is being read in this thread."""
    return _CURRENT.get()


@contextmanager
def reading(state: Reading) -> Iterator[Reading]:
    """Make `state` the pack that is being read, inside the block."""
    token = _CURRENT.set(state)
    try:
        yield state
    finally:
        _CURRENT.reset(token)
