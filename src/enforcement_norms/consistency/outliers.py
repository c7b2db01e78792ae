"""Robust outliers (畸轻、畸重) and like cases treated unlike (同案异罚), in the lawful range of each case.

What is usual among comparable cases (same violation, version, standard and tier) is the median of their shares; how
far they spread is the median absolute deviation, on either side of the median by itself, since shares lean to one
side. Where more than half of the cases have the very same share, the mean deviation stands in (Iglewicz and Hoaglin).

A deviation estimated from few cases is itself uncertain: scores are judged by Student's t with the degrees of freedom
that the estimate is worth, and the number of comparisons is corrected for (Benjamini and Hochberg). Where like cases
are so scattered that nothing is usual, that itself is the finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from .method import Method

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EFFICIENCY: Final = 0.3675
"""What a median absolute deviation of normal cases is worth in degrees of freedom, for each case of its side.

Half the inverse relative variance of the median of n half-normal numbers: 4·n·(m·f(m))² / 2 at their median m, where
their density is f(m).
"""

_CENTRES: Final = """
CREATE OR REPLACE TEMP TABLE centres AS
WITH middle AS (
    SELECT comparable, count(*) AS cases, median(share) AS usual FROM placed WHERE share IS NOT NULL GROUP BY comparable
),
away AS (
    SELECT comparable, cases, usual, share, abs(share - usual) AS distance
    FROM placed JOIN middle USING (comparable) WHERE share IS NOT NULL
),
spread AS (
    SELECT comparable, any_value(cases) AS cases, any_value(usual) AS usual, $of_mean * avg(distance) AS mean_spread,
        nullif($of_median * median(distance) FILTER (share <= usual), 0) AS median_below,
        nullif($of_median * median(distance) FILTER (share >= usual), 0) AS median_above,
        count(*) FILTER (share <= usual) AS cases_below, count(*) FILTER (share >= usual) AS cases_above
    FROM away GROUP BY comparable
)
SELECT comparable, cases, usual, coalesce(median_below, mean_spread) AS spread_below,
    coalesce(median_above, mean_spread) AS spread_above,
    CASE WHEN median_below IS NULL THEN cases - 1 ELSE $efficiency * cases_below END AS freedom_below,
    CASE WHEN median_above IS NULL THEN cases - 1 ELSE $efficiency * cases_above END AS freedom_above
FROM spread
"""

_UNUSUAL: Final = """
CREATE OR REPLACE TEMP TABLE unusual AS
SELECT * FROM (
    SELECT n, share, usual, cases,
        (share - usual) / nullif(CASE WHEN share < usual THEN spread_below ELSE spread_above END, 0) AS score,
        CASE WHEN share < usual THEN freedom_below ELSE freedom_above END AS freedom
    FROM placed JOIN centres USING (comparable)
    WHERE cases >= $least_cases AND abs(share - usual) >= $least_distance
) WHERE abs(score) > $cut
"""

_OUTLIERS: Final = """
CREATE OR REPLACE TEMP TABLE outliers AS
SELECT n, share, usual, cases, score, doubt
FROM unusual JOIN (SELECT unnest($n) AS n, unnest($doubt) AS doubt) USING (n) WHERE doubt <= $chance
"""

_APART: Final = """
CREATE OR REPLACE TEMP TABLE apart AS
WITH wide AS (
    SELECT likeness, comparable, count(*) AS alike, quantile_cont(share, [0.1, 0.9]) AS tenths
    FROM placed WHERE share IS NOT NULL AND likeness IS NOT NULL
    GROUP BY likeness, comparable HAVING max(share) - min(share) >= $least_gap
),
ordered AS (
    SELECT n, likeness, comparable, share, alike, tenths,
        alike >= $least_cases AND tenths[2] - tenths[1] >= $least_gap AS scattered,
        row_number() OVER (PARTITION BY likeness, comparable ORDER BY share, n) AS from_below,
        row_number() OVER (PARTITION BY likeness, comparable ORDER BY share DESC, n DESC) AS from_above
    FROM placed JOIN wide USING (likeness, comparable) WHERE share IS NOT NULL
)
SELECT light.n AS light, heavy.n AS heavy, light.share AS light_share, heavy.share AS heavy_share, light.alike AS alike,
    cases >= $least_cases AS judged, least(freedom_below, freedom_above) AS freedom,
    (heavy.share - light.share) / sqrt(spread_below * spread_below + spread_above * spread_above) AS score,
    light.scattered AS scattered, light.tenths AS tenths
FROM ordered AS light
JOIN ordered AS heavy
    ON light.likeness = heavy.likeness AND light.comparable = heavy.comparable AND light.from_below = heavy.from_above
JOIN centres ON light.comparable = centres.comparable
WHERE heavy.share - light.share >= $least_gap AND (light.from_below = 1 OR NOT light.scattered)
"""

_PAIRS: Final = """
CREATE OR REPLACE TEMP TABLE pairs AS
SELECT light, heavy, light_share, heavy_share, alike, scattered, tenths, CASE WHEN NOT scattered THEN doubt END AS doubt
FROM apart LEFT JOIN (SELECT unnest($n) AS light, unnest($doubt) AS doubt) USING (light)
WHERE scattered OR NOT judged OR doubt <= $chance
    OR light IN (SELECT n FROM outliers) OR heavy IN (SELECT n FROM outliers)
"""

_PAIRS_COMPARED: Final = """
SELECT coalesce(sum(alike * (alike - 1) / 2), 0) FROM (
    SELECT count(*) AS alike FROM placed WHERE share IS NOT NULL AND likeness IS NOT NULL GROUP BY likeness, comparable
)
"""


def doubts(scores: Sequence[float], freedom: Sequence[float], comparisons: float) -> list[float]:
    """How many of the scores at least so unusual are due to chance, as a share: Benjamini and Hochberg's correction.

    `scores` are those of so many `comparisons` that stand out; each is judged by Student's t, on both sides.
    """
    import numpy as np
    from scipy.stats import false_discovery_control, t

    if not scores:
        return []
    probability = 2 * t.sf(np.abs(scores), freedom)
    # The comparisons that do not stand out count as most probable.
    corrected = false_discovery_control(probability, method="bh") * (comparisons / len(scores))
    return [float(each) for each in np.minimum(corrected, 1)]


def find_outliers(connection: DuckDBPyConnection, method: Method) -> None:
    """Make `centres`, `outliers` and `pairs` from `placed`.

    Like cases are paired from the ends inwards (lightest with heaviest, next with next), so that no case stands in
    two pairs. Groups with fewer than `least_cases` cases have no outliers; their pairs are judged by the gap alone.
    A pair stands where its gap is unusual, or one of the two is an outlier.
    Of like cases that are scattered (`least_gap` between the tenths) only the outermost pair is named.
    """
    from math import pi, sqrt

    from scipy.stats import norm

    scales = {"of_median": 1 / float(norm.ppf(0.75)), "of_mean": sqrt(pi / 2), "efficiency": EFFICIENCY}
    connection.execute(_CENTRES, scales)
    least = {"least_cases": method.least_cases}
    connection.execute(_UNUSUAL, {**least, "least_distance": method.least_distance, "cut": method.cut})
    compared = _number(connection, "SELECT count(*) FROM placed WHERE share IS NOT NULL")
    _decide(connection, _OUTLIERS, "SELECT n, score, freedom FROM unusual", compared, method)
    connection.execute(_APART, {**least, "least_gap": method.least_gap})
    judged = "SELECT light, score, freedom FROM apart WHERE judged AND NOT scattered"
    _decide(connection, _PAIRS, judged, _number(connection, _PAIRS_COMPARED), method)


def _decide(connection: DuckDBPyConnection, query: str, standing_out: str, compared: float, method: Method) -> None:
    """Run a query with the doubt of each case (the first one of each pair) that stands out."""
    found = connection.execute(standing_out).fetchall()
    doubt = doubts([score for _n, score, _freedom in found], [freedom for *_, freedom in found], compared)
    connection.execute(query, {"n": [n for n, *_ in found], "doubt": doubt, "chance": method.chance})


def _number(connection: DuckDBPyConnection, query: str) -> float:
    row = connection.execute(query).fetchone()
    return 0.0 if row is None else float(row[0])
