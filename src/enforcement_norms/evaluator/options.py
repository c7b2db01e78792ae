"""Lawful ways of deciding (合法选项), each with what it supposes."""

from __future__ import annotations

from ..conditions import INDETERMINABLE
from ..model.determination import Assumption, Determination, Direction, Option, Penalty
from ..model.discretion import MitigatedWay
from ..model.violation import Exemption
from .exemptions import added
from .exploration import is_fact
from .leaf import Leaf
from .penalties import Figures


def described_option(base: Determination, leaf: Leaf | None = None, figures: Figures | None = None) -> Option:
    """One scenario as an option; without a scenario, a determination as a whole."""
    if leaf is None or figures is None:
        return Option((), base.branch, base.tier, base.direction, base.penalties, version=base.version)
    assumptions = tuple(
        Assumption(term, "indeterminable" if cell.value is INDETERMINABLE else str(cell.value).lower())
        for term, cell in leaf.assumed
        if not is_fact(term)
    )
    return Option(
        assumptions,
        leaf.way.branch.id if leaf.way is not None else "",
        leaf.tier.id if leaf.tier is not None else "",
        leaf.direction,
        figures.final if leaf.exempted is None else _left(leaf.exempted, figures),
        "" if leaf.exempted is None else leaf.exempted.id,
        _ways(leaf),
        leaf.exempted.cites if leaf.exempted is not None else (),
        base.version,
    )


def _left(exempted: Exemption, figures: Figures) -> tuple[Penalty, ...]:
    """What is left where an official chooses not to punish: what the rule keeps and adds."""
    return (*(one for one in figures.final if one.id in exempted.keeps), *added(exempted))


def _ways(leaf: Leaf) -> tuple[MitigatedWay, ...]:
    """Other ways of mitigation that rules name beside a lower amount."""
    if leaf.direction is not Direction.MITIGATED:
        return ()
    return tuple(dict.fromkeys(way for band in leaf.bands if band.mitigated for way in band.mitigated.ways))
