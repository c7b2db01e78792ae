"""What can be wrong with a row, by code; such a row gets the code and nothing else."""

from __future__ import annotations

from typing import Final

from .entries import problem_of

PROBLEMS: Final = (
    "no_date",
    "dates_reversed",
    "unknown_division",
    "bad_value",
    "too_large",
    "unknown_violation",
    "pack_missing",
    "pack_broken",
)
"""The codes, in the order in which their verdicts are numbered."""

__all__ = ["PROBLEMS", "problem_of"]
