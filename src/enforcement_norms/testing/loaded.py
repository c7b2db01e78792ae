"""The norms of one domain for its tests: read once in a test run."""

from __future__ import annotations

from functools import cache

from ..compiler import Norms
from ..errors import EnforcementNormsError
from ..loading import load


@cache
def loaded(domain: str, overlays: tuple[str, ...] = ()) -> Norms | EnforcementNormsError:
    """The norms, or why they cannot be used: a broken pack is a failed test, not a crash of the collection."""
    try:
        return load(domain, overlays=overlays)
    except EnforcementNormsError as error:
        return error
