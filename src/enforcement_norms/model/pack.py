"""A domain pack (领域包): everything that one distribution supplies, read and frozen."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ..law import Instrument
from .discretion import Bands, DiscretionStandard
from .duty import Rule
from .facts import Circumstance, Constraint, Count, Definition, Fact, Grade
from .findings import CaseRule
from .inspection import InspectionItem
from .review import ReviewCatalog
from .rules import InstrumentRules, ProcedureRule
from .violation import Violation


@frozen
class Manifest:
    """What pack.yaml says: id, title, aliases, authority, schema number."""

    id: str
    title: str
    authority: str = ""
    aliases: tuple[str, ...] = ()
    schema: int = 1


@frozen
class Pack:
    """One pack: manifest, sources, facts, definitions, violations, standards, bands, rules, catalogs."""

    manifest: Manifest
    module: str = ""
    version: str = ""
    sources: Mapping[str, Instrument] = field(factory=dict)
    facts: Mapping[str, Fact] = field(factory=dict)
    circumstances: Mapping[str, Circumstance] = field(factory=dict)
    counts: Mapping[str, Count] = field(factory=dict)
    constraints: tuple[Constraint, ...] = ()
    definitions: tuple[Definition, ...] = ()
    grades: tuple[Grade, ...] = ()
    violations: tuple[Violation, ...] = ()
    standards: tuple[DiscretionStandard, ...] = ()
    bands: tuple[Bands, ...] = ()
    instrument_rules: tuple[InstrumentRules, ...] = ()
    procedure: tuple[ProcedureRule, ...] = ()
    review: tuple[ReviewCatalog, ...] = ()
    inspection: tuple[InspectionItem, ...] = ()
    case_rules: tuple[CaseRule, ...] = ()
    audit_rules: tuple[Rule, ...] = ()

    @property
    def id(self) -> str:
        """The domain of the pack."""
        return self.manifest.id
