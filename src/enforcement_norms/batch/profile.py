"""What a table spans before anything is evaluated: its violations, days and divisions, found by one small query."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ..compiler import NATIONWIDE, Norms
from ..identifiers import is_division
from .asked import Window


@frozen(eq=False)
class Profile:
    """The violations of a table with what their rows span; those that cannot be decided, by problem."""

    windows: Mapping[str, Window]
    counts: Mapping[str, int]
    refused: Mapping[str, tuple[str | None, ...]]
    bad_places: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether all rows are of one violation."""
        return len(self.windows) == 1 and not self.refused


def profile_of(norms: Norms, table: Any) -> Profile:
    """One pass over the table: days by violation and division."""
    has = frozenset(table.columns).__contains__
    act = table["ended_on"].coalesce(table["occurred_on"]) if has("ended_on") else table["occurred_on"]
    keys = ["violation", "jurisdiction"] if has("jurisdiction") else ["violation"]
    days = table.select(*keys, act=act, decided=table["decided_on"])
    spanned = days.group_by(keys).aggregate(
        count=days.count(),
        first_act=days["act"].min(),
        last_act=days["act"].max(),
        first_decided=days["decided"].min(),
        last_decided=days["decided"].max(),
    )
    rows = spanned.to_pyarrow().to_pylist()
    spans: dict[str, list[dict[str, Any]]] = {}
    refused: dict[str, list[str | None]] = {}
    bad: dict[str, None] = {}
    for row in rows:
        place = row.get("jurisdiction") or NATIONWIDE
        if place != NATIONWIDE and not is_division(place):
            bad[place] = None
            row["jurisdiction"] = NATIONWIDE
        violation = row["violation"]
        code = _problem(norms, violation)
        if code is not None:
            refused.setdefault(code, []).append(violation)
        else:
            spans.setdefault(violation, []).append(row)
    return Profile(
        {violation: _window(found) for violation, found in spans.items()},
        {violation: sum(row["count"] for row in found) for violation, found in spans.items()},
        {code: tuple(dict.fromkeys(violations)) for code, violations in refused.items()},
        tuple(bad),
    )


def _problem(norms: Norms, violation: str | None) -> str | None:
    """Why no case of this violation can be decided; None where it can."""
    if violation in norms.tracks:
        return None
    domain = (violation or "").partition(".")[0]
    if domain in norms.failures:
        return "pack_broken"
    return "pack_missing" if violation and "." in violation and domain not in norms.packs else "unknown_violation"


def _window(rows: list[dict[str, Any]]) -> Window:
    def span(first: str, last: str) -> tuple[date, date]:
        firsts = [row[first] for row in rows if row[first] is not None]
        lasts = [row[last] for row in rows if row[last] is not None]
        return (min(firsts), max(lasts)) if firsts else (date(2000, 1, 1), date(2000, 1, 1))

    divisions = tuple(dict.fromkeys(row.get("jurisdiction") or NATIONWIDE for row in rows))
    return Window(span("first_act", "last_act"), span("first_decided", "last_decided"), divisions)
