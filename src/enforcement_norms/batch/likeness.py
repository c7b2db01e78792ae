"""Like cases (同案): cases that no condition of the law can tell apart, because all their facts lie in the same cells."""

from __future__ import annotations

from typing import Any

from ..compiler import Norms
from .engines import look_up
from .keyed import KEY, VIOLATION, keyed
from .learnt import Learnt
from .lots import layout_for, roster_of
from .profile import profile_of


def alike(norms: Norms, table: Any) -> Any:
    """A table of `id` and `like`, the same text for cases alike; cases of violations unknown to the norms are left out.

    `table` is one that `evaluate_table` takes. Nothing runs but the query for the days and divisions of the rows.
    """
    import ibis

    profile = profile_of(norms, table)
    if not profile.windows:
        return table.select("id", like=ibis.null("string")).limit(0)
    layout = layout_for(Learnt(norms), table, profile, profile.windows)
    roster = roster_of(profile)
    rows = keyed(table, layout, roster, (), profile.bad_places, whole=not profile.refused)
    if roster is not None:
        names = roster.names().rename_columns(["met:violation:", "violation"])
        rows = rows.join(look_up(table, names), [(VIOLATION, "met:violation:")])
    keys = [rows[f"{KEY}{at}"].cast("string") for at in range(len(layout.packs))]
    return rows.select("id", like=ibis.literal("|").join([rows["violation"], *keys]))
