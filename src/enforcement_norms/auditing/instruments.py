"""Every instrument that a rule cites (审查依据总表): the general ones and those of sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..law import Citation, Instrument
from ..model.duty import Basis
from ..territories import NATION, with_parents
from .sector_sources import SECTOR_INSTRUMENTS
from .sources import INSTRUMENTS

if TYPE_CHECKING:
    from ..compiler import Norms

ALL_INSTRUMENTS: Final[Mapping[str, Instrument]] = {**INSTRUMENTS, **SECTOR_INSTRUMENTS}
"""By id; a test compares them with the texts."""


def titles(cites: Iterable[Citation], norms: Norms | None = None) -> dict[str, str]:
    """The titles of what is cited, by id of the instrument; rules of packs cite instruments of their own."""
    found: dict[str, str] = {}
    for cite in cites:
        id_ = cite.instrument
        if id_ in found:
            continue
        instrument = ALL_INSTRUMENTS.get(id_) or _of_packs(id_, norms)
        if instrument is not None:
            found[id_] = instrument.title
    return found


def _of_packs(id_: str, norms: Norms | None) -> Instrument | None:
    packs = () if norms is None else norms.packs.values()
    return next((pack.sources[id_] for pack in packs if id_ in pack.sources), None)


_LOCAL: Final = frozenset(each.division for each in ALL_INSTRUMENTS.values()) - {NATION}
_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "agricultural_enforcement_measures": frozenset({"agriculture"}),
    "agricultural_penalty_procedure_provisions": frozenset({"agriculture"}),
    "food_inspection_measures": frozenset({"market_supervision"}),
    "housing_penalty_procedure": frozenset({"housing_construction"}),
    "market_complaint_measures": frozenset({"market_supervision"}),
    "market_penalty_procedure": frozenset({"market_supervision"}),
    "market_publicity_rules": frozenset({"market_supervision"}),
    "medical_insurance_penalty_procedure": frozenset({"health", "human_resources"}),
    "public_security_administration_penalties_law": frozenset({"public_security"}),
    "public_security_case_procedure_rules": frozenset({"public_security"}),
    "road_traffic_safety_law": frozenset({"public_security"}),
    "sichuan_city_enforcement_regulations": frozenset({"housing_construction"}),
    "sichuan_transport_enforcement_regulations": frozenset({"transport"}),
    "tourism_penalty_measures": frozenset({"culture_sports_tourism"}),
    "work_safety_penalty_measures": frozenset({"work_safety"}),
}
"""Instruments that bind the departments of some fields only; all others bind every field."""
_WITH_OWN: Final = frozenset(field for fields in _FIELDS.values() for field in fields)


class Reach(NamedTuple):
    """Where a file is handled (适用范围): what decides which articles hold for it; None is not known."""

    divisions: tuple[str, ...] | None
    """The divisions with instruments of their own in which the place lies (511702: 510000, 511702)."""
    field: str | None
    """The field, empty for one without instruments of its own."""


@lru_cache(maxsize=4096)
def reach_of(division: str | None, field: str | None = None) -> Reach:
    """The reach of a file, by its division code and field; few of them differ, so plans can be kept for each."""
    divisions = None
    if division is not None:
        divisions = tuple(sorted(_LOCAL & set(with_parents(division))))
    return Reach(divisions, field if field is None or field in _WITH_OWN else "")


def holds_in(basis: Basis, reach: Reach) -> bool:
    """Whether an article holds there: a local one at home, one of a field in the field; what is unknown keeps all."""
    instrument = ALL_INSTRUMENTS.get(basis.cite.instrument)
    if instrument is None:
        return True
    at_home = reach.divisions is None or instrument.division in (NATION, *reach.divisions)
    fields = _FIELDS.get(instrument.id)
    return at_home and (fields is None or reach.field is None or reach.field in fields)


def holds_at(basis: Basis, division: str | None) -> bool:
    """Whether an article holds at a place, given by its division code."""
    return holds_in(basis, reach_of(division))
