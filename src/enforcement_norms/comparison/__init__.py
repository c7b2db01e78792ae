"""What changed in a clause between two days (条款的前后比较)."""

from .changes import Change, Comparison, Part
from .comparing import diff

__all__ = ["Change", "Comparison", "Part", "diff"]
