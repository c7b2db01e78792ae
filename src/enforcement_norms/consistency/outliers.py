"""Robust outliers (畸轻、畸重) and like cases treated unlike (同案异罚), in the lawful range of each case.

What is usual among comparable cases (same violation, version, standard and tier) is the median of their shares; how
far they spread is the median absolute deviation, on either side of the median by itself, since shares lean to one
side. Where more than half of the cases have the very same share, the mean deviation stands in (Iglewicz and Hoaglin).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .method import Method

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CENTRES: Final = """
CREATE OR REPLACE TEMP TABLE centres AS
WITH middle AS (
    SELECT comparable, count(*) AS cases, median(share) AS usual FROM placed WHERE share IS NOT NULL GROUP BY comparable
),
away AS (
    SELECT comparable, cases, usual, share, abs(share - usual) AS distance
    FROM placed JOIN middle USING (comparable) WHERE share IS NOT NULL
)
SELECT comparable, any_value(cases) AS cases, any_value(usual) AS usual,
    coalesce(nullif($of_median * median(distance) FILTER (share <= usual), 0), $of_mean * avg(distance)) AS spread_below,
    coalesce(nullif($of_median * median(distance) FILTER (share >= usual), 0), $of_mean * avg(distance)) AS spread_above
FROM away GROUP BY comparable
"""

_OUTLIERS: Final = """
CREATE OR REPLACE TEMP TABLE outliers AS
SELECT * FROM (
    SELECT n, share, usual, cases,
        (share - usual) / nullif(CASE WHEN share < usual THEN spread_below ELSE spread_above END, 0) AS score
    FROM placed JOIN centres USING (comparable)
    WHERE cases >= $least_cases AND abs(share - usual) >= $least_distance
) WHERE abs(score) > $cut
"""

_PAIRS: Final = """
CREATE OR REPLACE TEMP TABLE pairs AS
WITH wide AS (
    SELECT "like", comparable, count(*) AS alike FROM placed WHERE share IS NOT NULL AND "like" IS NOT NULL
    GROUP BY "like", comparable HAVING max(share) - min(share) >= $least_gap
),
ordered AS (
    SELECT n, "like", comparable, share, alike,
        row_number() OVER (PARTITION BY "like", comparable ORDER BY share, n) AS from_below,
        row_number() OVER (PARTITION BY "like", comparable ORDER BY share DESC, n DESC) AS from_above
    FROM placed JOIN wide USING ("like", comparable) WHERE share IS NOT NULL
)
SELECT light.n AS light, heavy.n AS heavy, light.share AS light_share, heavy.share AS heavy_share, light.alike AS alike
FROM ordered AS light
JOIN ordered AS heavy
    ON light."like" = heavy."like" AND light.comparable = heavy.comparable AND light.from_below = heavy.from_above
JOIN centres ON light.comparable = centres.comparable
WHERE heavy.share - light.share >= $least_gap
    AND (centres.cases < $least_cases
        OR heavy.share - light.share > $cut * sqrt(spread_below * spread_below + spread_above * spread_above))
"""

_PAIRS_COMPARED: Final = """
SELECT coalesce(sum(alike * (alike - 1) / 2), 0) FROM (
    SELECT count(*) AS alike FROM placed WHERE share IS NOT NULL AND "like" IS NOT NULL GROUP BY "like", comparable
)
"""


def threshold(comparisons: float, method: Method) -> float:
    """The robust score that chance exceeds in any of so many comparisons only with probability `method.chance`."""
    from scipy.stats import norm

    return max(method.cut, float(norm.isf(method.chance / (2 * max(comparisons, 1)))))


def find_outliers(connection: DuckDBPyConnection, method: Method) -> tuple[float, float]:
    """Make `centres`, `outliers` and `pairs` from `placed`; the thresholds used for single cases and for pairs.

    Like cases are paired from the ends inwards (lightest with heaviest, next with next), so that no case stands in
    two pairs. Groups with fewer than `least_cases` cases have no outliers; their pairs are judged by the gap alone.
    """
    from math import pi, sqrt

    from scipy.stats import norm

    of_median = {"of_median": 1 / float(norm.ppf(0.75)), "of_mean": sqrt(pi / 2)}
    connection.execute(_CENTRES, of_median)
    single = threshold(_number(connection, "SELECT count(*) FROM placed WHERE share IS NOT NULL"), method)
    least = {"least_cases": method.least_cases}
    connection.execute(_OUTLIERS, {**least, "least_distance": method.least_distance, "cut": single})
    paired = threshold(_number(connection, _PAIRS_COMPARED), method)
    connection.execute(_PAIRS, {**least, "least_gap": method.least_gap, "cut": paired})
    return single, paired


def _number(connection: DuckDBPyConnection, query: str) -> float:
    row = connection.execute(query).fetchone()
    return 0.0 if row is None else float(row[0])
