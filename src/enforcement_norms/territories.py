"""Which division lies in which (行政区划的隶属): what the six digits of a code (GB/T 2260) say of themselves.

The rest of what is known of divisions, names and well-formed codes, is in `identifiers`.
"""

from __future__ import annotations

from typing import Final

NATION: Final = "000000"
"""The code under which norms for the whole country stand (全国)."""


def with_parents(code: str) -> tuple[str, ...]:
    """A code and those above it, most specific first: 511702 → 511702, 511700, 510000, 000000."""
    return tuple(dict.fromkeys((code, code[:4] + "00", code[:2] + "0000", NATION)))


def parent_codes(code: str) -> tuple[str, ...]:
    """The codes above a code, nearest first: 511702 → 511700, 510000, 000000; none above the nation."""
    return with_parents(code)[1:]


def lies_within(code: str, outer: str) -> bool:
    """Whether the division is the outer one or part of it: 511702 lies within 510000."""
    return outer in with_parents(code)
