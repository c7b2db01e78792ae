"""Every instrument that a rule cites (审查依据总表): the general ones and those of sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ..law import Citation, Instrument
from .sector_sources import SECTOR_INSTRUMENTS
from .sources import INSTRUMENTS

ALL_INSTRUMENTS: Final[Mapping[str, Instrument]] = {**INSTRUMENTS, **SECTOR_INSTRUMENTS}
"""By id; a test compares them with the texts."""


def titles(cites: Iterable[Citation]) -> dict[str, str]:
    """The titles of what is cited, by id of the instrument."""
    return {
        cite.instrument: ALL_INSTRUMENTS[cite.instrument].title for cite in cites if cite.instrument in ALL_INSTRUMENTS
    }
