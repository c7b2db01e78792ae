"""Like cases (同案): cases that no condition of the law can tell apart, because all their facts lie in the same cells."""

from __future__ import annotations

from typing import Any

from ..compiler import Norms
from .axes import law_of
from .lots import KEY, Part, lot_of
from .profile import profile_of


def alike(norms: Norms, table: Any) -> Any:
    """A table of `id` and `like`, the same text for cases alike; cases of violations unknown to the norms are left out.

    `table` is one that `evaluate_table` takes. Nothing runs but the query for the days and divisions of the rows.
    """
    import ibis

    profile = profile_of(norms, table)
    parts = []
    for violation, window in profile.windows.items():
        part = Part(violation, profile.single, table, window, (), profile.bad_places)
        lot = lot_of(norms, part, law_of(norms, norms.tracks[violation], window), ())
        keys = [lot.rows[f"{KEY}{at}"].cast("string") for at in range(len(lot.keys))]
        parts.append(lot.rows.select("id", like=ibis.literal("|").join([ibis.literal(violation), *keys])))
    if not parts:
        return table.select("id", like=ibis.null("string")).limit(0)
    return parts[0] if len(parts) == 1 else ibis.union(*parts)
