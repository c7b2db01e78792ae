"""Distributions of the shares (分布) and what the charts show: counts by where fines lie, bins, departments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BINS: Final = 50
"""Into how many parts a strip of shares is cut."""


@frozen
class Distribution:
    """How the shares of one group are distributed (分布): its quantiles, and how many fines lie outside."""

    dimension: str
    member: str
    cases: int
    shares: int
    outside: int
    quantiles: tuple[float, float, float, float, float] | None
    """10, 25, 50, 75 and 90 percent of the shares lie below these; None where no case has a share."""


@frozen
class Strip:
    """The shares of one violation: how many cases lie in each of `BINS` parts of the range, and where outliers lie."""

    violation: str
    counts: tuple[int, ...]
    usual: float
    too_light: tuple[tuple[str, float], ...] = ()
    too_heavy: tuple[tuple[str, float], ...] = ()


@frozen
class Square:
    """One department on one violation: how many cases, and how far they lie from what is usual on average."""

    department: str
    violation: str
    cases: int
    shift: float


@frozen
class Difference:
    """One tested member of a dimension: by how much it lies above the others, and how sure that is."""

    dimension: str
    member: str
    cases: int
    others: int
    strata: int
    shift: float
    score: float
    probability: float
    doubt: float
    systematic: bool


_DISTRIBUTIONS: Final = """
SELECT dimension, member, count(*) AS cases, count(share) AS shares,
    count(*) FILTER (place IN ('above', 'below', 'no_fine_lawful', 'left_out')) AS outside,
    quantile_cont(share, [0.1, 0.25, 0.5, 0.75, 0.9]) AS quantiles
FROM memberships WHERE dimension <> 'department_violation' GROUP BY dimension, member ORDER BY dimension, member
"""
_BINNED: Final = """
SELECT violation, CAST(least(floor(share * $bins), $bins - 1) AS INTEGER) AS bin, count(*) AS cases
FROM placed WHERE share IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
_USUAL: Final = "SELECT violation, median(share) FROM placed WHERE share IS NOT NULL GROUP BY violation ORDER BY ALL"
_MARKS: Final = """
SELECT violation, id, placed.share, score > 0 FROM outliers JOIN placed USING (n) ORDER BY violation, placed.share, n
"""
_SQUARES: Final = """
SELECT department, violation, count(*), avg(share - usual) FROM placed JOIN centres USING (comparable)
WHERE share IS NOT NULL AND department IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
_DIFFERENCES: Final = """
SELECT dimension, member, cases, others, strata, shift, score, probability, doubt, systematic
FROM differences ORDER BY dimension, doubt, member
"""


def distributions_in(connection: DuckDBPyConnection) -> tuple[Distribution, ...]:
    """The distribution of shares by violation, tier, department, officer, kind of party and period."""
    rows = connection.execute(_DISTRIBUTIONS).fetchall()
    return tuple(
        Distribution(dimension, member, cases, shares, outside, tuple(quantiles) if shares else None)
        for dimension, member, cases, shares, outside, quantiles in rows
    )


def strips_in(connection: DuckDBPyConnection) -> tuple[Strip, ...]:
    """The shares of every violation, cut into bins, with its outliers."""
    counts: dict[str, list[int]] = {}
    for violation, bin_, cases in connection.execute(_BINNED, {"bins": BINS}).fetchall():
        counts.setdefault(violation, [0] * BINS)[bin_] = cases
    usual = dict(connection.execute(_USUAL).fetchall())
    marks: dict[tuple[str, bool], list[tuple[str, float]]] = {}
    for violation, id_, share, heavy in connection.execute(_MARKS).fetchall():
        marks.setdefault((violation, heavy), []).append((id_ or "", share))
    return tuple(
        Strip(
            violation,
            tuple(each),
            usual[violation],
            tuple(marks.get((violation, False), ())),
            tuple(marks.get((violation, True), ())),
        )
        for violation, each in counts.items()
    )


def squares_in(connection: DuckDBPyConnection) -> tuple[Square, ...]:
    """Every department on every violation that it decided."""
    return tuple(Square(*row) for row in connection.execute(_SQUARES).fetchall())


def differences_in(connection: DuckDBPyConnection) -> tuple[Difference, ...]:
    """Every tested difference, systematic or not, the surest first within its dimension."""
    return tuple(Difference(*row) for row in connection.execute(_DIFFERENCES).fetchall())


def places_in(connection: DuckDBPyConnection) -> Mapping[str, int]:
    """How many fines lie inside, above, below …, by place."""
    return dict(connection.execute("SELECT place, count(*) FROM placed GROUP BY place ORDER BY place").fetchall())
