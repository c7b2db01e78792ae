"""Packs → `Norms`: every violation with all that governs it on given days and in a given place.

A `Track` holds the versions of one violation; a `Plan` holds what governs it for an act on one day, a decision
on another and a division: the whole clause, general rules, bands, the standard, procedure. Nothing is decided here.
"""

from ..model.discretion import root_of
from ..model.domains import domain_of, domain_of_fact
from ..territories import NATION as NATIONWIDE
from .branches import referred
from .corpus import Corpus, day_of_law
from .governing import reaches
from .norms import GENERAL, Norms, Track, compile_norms
from .plan import (
    Plan,
    Standing,
    Way,
    additions_of_instruments,
    amounts_of,
    conditions_of,
    standing_of,
    triggers_of,
    ways_of,
)
from .steps import meant_for

__all__ = [
    "GENERAL",
    "NATIONWIDE",
    "Corpus",
    "Norms",
    "Plan",
    "Standing",
    "Track",
    "Way",
    "additions_of_instruments",
    "amounts_of",
    "compile_norms",
    "conditions_of",
    "day_of_law",
    "domain_of",
    "domain_of_fact",
    "meant_for",
    "reaches",
    "referred",
    "root_of",
    "standing_of",
    "triggers_of",
    "ways_of",
]
