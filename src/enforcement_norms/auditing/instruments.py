"""Every instrument that a rule cites (审查依据总表): the general ones and those of sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from ..law import Citation, Instrument
from ..model.duty import Basis
from .sector_sources import SECTOR_INSTRUMENTS
from .sources import INSTRUMENTS

ALL_INSTRUMENTS: Final[Mapping[str, Instrument]] = {**INSTRUMENTS, **SECTOR_INSTRUMENTS}
"""By id; a test compares them with the texts."""


def titles(cites: Iterable[Citation]) -> dict[str, str]:
    """The titles of what is cited, by id of the instrument."""
    return {
        cite.instrument: ALL_INSTRUMENTS[cite.instrument].title for cite in cites if cite.instrument in ALL_INSTRUMENTS
    }


NATIONWIDE: Final = "000000"
_LOCAL: Final = frozenset(each.division for each in ALL_INSTRUMENTS.values()) - {NATIONWIDE}


@lru_cache(maxsize=4096)
def divisions_of(division: str | None) -> tuple[str, ...] | None:
    """The divisions with instruments of their own in which a place lies (511702: 510000, 511702); None if unknown."""
    if division is None:
        return None
    return tuple(sorted(_LOCAL & {division, division[:4] + "00", division[:2] + "0000"}))


def holds_in(basis: Basis, divisions: tuple[str, ...] | None) -> bool:
    """Whether an article holds there: a local one only at home; where the place is not known, all are kept."""
    instrument = ALL_INSTRUMENTS.get(basis.cite.instrument)
    return divisions is None or instrument is None or instrument.division in (NATIONWIDE, *divisions)


def holds_at(basis: Basis, division: str | None) -> bool:
    """Whether an article holds at a place, given by its division code."""
    return holds_in(basis, divisions_of(division))
