"""Which packs are installed (领域包登记), who supplies each, and how to get them without one breaking the others."""

from .packs import CORE, GENERAL, ReadPacks, Registry
from .suppliers import Provenance

__all__ = ["CORE", "GENERAL", "Provenance", "ReadPacks", "Registry"]
