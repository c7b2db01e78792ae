"""Where each decided fine lies (位置): inside the lawful range, above it or below it, and at which share of it.

Works on a DuckDB connection in which the table `decided` holds one row a case (`COLUMNS`); leaves the table `placed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS: Final = {
    "n": "BIGINT",
    "id": "VARCHAR",
    "violation": "VARCHAR",
    "version": "VARCHAR",
    "standard": "VARCHAR",
    "tier": "VARCHAR",
    "like": "VARCHAR",
    "department": "VARCHAR",
    "officer": "VARCHAR",
    "party_kind": "VARCHAR",
    "decided_on": "DATE",
    "outcome": "VARCHAR",
    "note": "VARCHAR",
    "problem": "VARCHAR",
    "imposed": "DECIMAL(20,2)",
    "at_least": "DECIMAL(20,2)",
    "at_most": "DECIMAL(20,2)",
    "statutory_at_least": "DECIMAL(20,2)",
    "statutory_at_most": "DECIMAL(20,2)",
    "optional": "BOOLEAN",
}
"""The columns of `decided`. `like` is the same for cases that no condition can tell apart; `optional` says of a case
in which no fine was imposed whether the law leaves that open. Amounts in yuan."""

PLACES: Final = ("inside", "above", "below", "no_fine_lawful", "left_out", "none", "unranged", "unrecorded")
"""Where a fine may lie. `left_out`: none although it must be; `none`: none, lawfully; `unranged`: no single range."""

# Comparable cases and like cases are numbered: groups by whole numbers are found faster than those by long texts.
_PLACED: Final = """
CREATE OR REPLACE TEMP TABLE placed AS
WITH kinds AS (
    SELECT *, row_number() OVER (ORDER BY violation, version, standard, tier) AS comparable
    FROM (SELECT DISTINCT violation, version, standard, tier FROM decided)
),
likes AS (
    SELECT "like", row_number() OVER (ORDER BY "like") AS likeness
    FROM (SELECT DISTINCT "like" FROM decided WHERE "like" IS NOT NULL)
),
told AS (
    SELECT *,
        list_contains(notes, 'no_fine') AS no_fine,
        list_contains(notes, 'above') AS above_only,
        list_contains(notes, 'below') AS below_only,
        CASE $period
            WHEN 'year' THEN CAST(year(decided_on) AS VARCHAR)
            WHEN 'quarter' THEN concat(year(decided_on), '-Q', quarter(decided_on))
            ELSE strftime(decided_on, '%Y-%m')
        END AS period
    FROM (SELECT *, string_split(coalesce(note, ''), ';') AS notes FROM decided)
),
judged AS (
    SELECT *,
        CASE
            WHEN imposed IS NULL THEN 'unrecorded'
            WHEN problem IS NOT NULL OR outcome = 'not_covered' THEN 'unranged'
            WHEN no_fine OR outcome = 'exempt' THEN CASE WHEN imposed > 0 THEN 'no_fine_lawful' ELSE 'none' END
            WHEN at_least IS NULL AND at_most IS NULL THEN 'unranged'
            WHEN imposed = 0 THEN CASE WHEN optional THEN 'none' ELSE 'left_out' END
            WHEN imposed > at_most OR (below_only AND imposed = at_most) THEN 'above'
            WHEN imposed < at_least OR (above_only AND imposed = at_least) THEN 'below'
            ELSE 'inside'
        END AS place
    FROM told
)
SELECT judged.* EXCLUDE (notes, no_fine, above_only, below_only, "like"), comparable, likeness,
    CASE
        WHEN place = 'inside' AND outcome = 'determined' AND at_most > coalesce(at_least, 0)
        THEN CAST(imposed - coalesce(at_least, 0) AS DOUBLE) / CAST(at_most - coalesce(at_least, 0) AS DOUBLE)
    END AS share,
    CASE
        WHEN imposed > 0 AND outcome = 'determined' AND statutory_at_most > coalesce(statutory_at_least, 0)
        THEN CAST(imposed - coalesce(statutory_at_least, 0) AS DOUBLE)
            / CAST(statutory_at_most - coalesce(statutory_at_least, 0) AS DOUBLE)
    END AS share_of_statute,
    CASE WHEN officer IS NOT NULL THEN concat_ws(' ', department, officer) END AS colleague,
    CASE WHEN department IS NOT NULL THEN concat_ws(' · ', department, judged.violation) END AS department_violation
FROM judged
JOIN kinds ON judged.violation IS NOT DISTINCT FROM kinds.violation
    AND judged.version IS NOT DISTINCT FROM kinds.version AND judged.standard IS NOT DISTINCT FROM kinds.standard
    AND judged.tier IS NOT DISTINCT FROM kinds.tier
LEFT JOIN likes ON judged."like" = likes."like"
"""

DIMENSIONS: Final = ("violation", "tier", "department", "officer", "party_kind", "period", "department_violation")
"""By what shares are distributed: `tier` within its violation and standard, `officer` within a department."""

_MEMBERSHIPS: Final = """
CREATE OR REPLACE TEMP TABLE memberships AS
UNPIVOT (
    SELECT n, place, share, comparable, department AS whose, violation, department, colleague AS officer, party_kind, period, department_violation,
        CASE WHEN tier IS NOT NULL THEN concat_ws(' · ', violation, standard, tier) END AS tier
    FROM placed
)
ON violation, tier, department, officer, party_kind, period, department_violation
INTO NAME dimension VALUE member
"""


def place_fines(connection: DuckDBPyConnection, period: str) -> None:
    """Make `placed` (one row a case: `place`, `share` …) and `memberships` (case × dimension) from `decided`.

    An absent lower bound (三万元以下) counts as nothing in the share. Shares are statistics and may be inexact;
    whether a fine is inside is decided on exact decimals.
    """
    connection.execute(_PLACED, {"period": period})
    connection.execute(_MEMBERSHIPS)
