"""Systematic differences (系统性差异): whether one department, officer, kind of party or period lies above the others.

Cases are compared only with comparable ones (van Elteren's rank test, stratified by violation, version, standard and
tier; officers also by department, that is with their colleagues). Ranks of shares of the lawful range take out the
size of the case, the strata its kind, and the number of tests is corrected for (Benjamini and Yekutieli).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .method import Method

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Shares that many cases of a stratum have are counted before they are ranked: there are few of them.
_RANKED: Final = """
CREATE OR REPLACE TEMP TABLE ranked AS
WITH counted AS (
    SELECT comparable, NULL AS whose, share, count(*) AS ties FROM placed WHERE share IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT comparable, coalesce(department, '') AS whose, share, count(*) AS ties
    FROM placed WHERE share IS NOT NULL AND officer IS NOT NULL GROUP BY ALL
)
SELECT comparable, whose, share, sum(ties) OVER below - (ties - 1) / 2.0 AS rank, sum(ties) OVER whole AS size,
    sum(share * ties) OVER whole AS total, sum(CAST(ties AS DOUBLE) * ties * ties - ties) OVER whole AS tied
FROM counted
WINDOW below AS (PARTITION BY comparable, whose ORDER BY share), whole AS (PARTITION BY comparable, whose)
"""

_TESTED: Final = """
CREATE OR REPLACE TEMP TABLE tested AS
WITH counted AS (
    SELECT dimension, member, comparable, share, count(*) AS cases,
        CASE WHEN dimension = 'officer' THEN coalesce(whose, '') END AS whose
    FROM memberships
    WHERE share IS NOT NULL
        AND dimension IN ('department', 'officer', 'party_kind', 'period', 'department_violation')
    GROUP BY ALL
),
inside AS (
    SELECT dimension, member, sum(cases) AS mine, any_value(size) AS size, any_value(tied) AS tied,
        sum(rank * cases) AS ranks, sum(counted.share * cases) AS mine_total, any_value(total) AS total
    FROM counted JOIN ranked ON counted.comparable = ranked.comparable AND counted.share = ranked.share
        AND counted.whose IS NOT DISTINCT FROM ranked.whose
    GROUP BY dimension, member, counted.comparable, counted.whose
),
usable AS (SELECT *, size - mine AS others, CAST(mine AS DOUBLE) * (size - mine) / size AS weight
    FROM inside WHERE size > mine)
SELECT dimension, member, sum(mine) AS cases, sum(others) AS others, count(*) AS strata,
    sum((ranks - mine * (size + 1) / 2.0) / (size + 1)) AS statistic,
    sum(mine * others / 12.0 * (size + 1 - tied / (CAST(size AS DOUBLE) * (size - 1)))
        / (CAST(size + 1 AS DOUBLE) * (size + 1))) AS spread,
    sum(weight * (mine_total / mine - (total - mine_total) / others)) / sum(weight) AS shift
FROM usable GROUP BY dimension, member
HAVING sum(mine) >= $least AND sum(others) >= $least AND spread > 0
ORDER BY dimension, member
"""

_DIFFERENCES: Final = """
CREATE OR REPLACE TEMP TABLE differences AS
SELECT tested.*, statistic / sqrt(spread) AS score, probability, doubt,
    doubt <= $least_doubt AND abs(shift) >= $least_shift AS systematic
FROM tested JOIN (SELECT unnest($dimension) AS dimension, unnest($member) AS member,
        unnest($probability) AS probability, unnest($doubt) AS doubt)
    USING (dimension, member)
"""


def find_differences(connection: DuckDBPyConnection, method: Method) -> None:
    """Make `differences` (one row a department, officer …: shift, score, probability, doubt) from `placed`.

    `shift` is by how much of the range its cases lie above (below) the others on average, stratum by stratum;
    members with fewer than `least_of_member` cases, or compared with fewer, are not tested.
    """
    from scipy.stats import false_discovery_control, norm

    connection.execute(_RANKED)
    connection.execute(_TESTED, {"least": method.least_of_member})
    rows = connection.execute("SELECT dimension, member, statistic / sqrt(spread) FROM tested").fetchall()
    probability = [float(2 * norm.sf(abs(score))) for _, _, score in rows]
    doubt = [float(each) for each in false_discovery_control(probability, method="by")] if rows else []
    connection.execute(
        _DIFFERENCES,
        {
            "least_doubt": method.least_doubt,
            "least_shift": method.least_shift,
            "dimension": [dimension for dimension, _, _ in rows],
            "member": [member for _, member, _ in rows],
            "probability": probability,
            "doubt": doubt,
        },
    )
