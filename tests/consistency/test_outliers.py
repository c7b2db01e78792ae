from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from scipy.stats import median_abs_deviation, norm, t
from tests.consistency.decided import archive, at

from enforcement_norms.consistency import FindingKind, Method, Titles
from enforcement_norms.consistency.differences import find_differences
from enforcement_norms.consistency.findings import findings_in
from enforcement_norms.consistency.outliers import doubts, find_outliers
from enforcement_norms.consistency.placing import place_fines

SPREAD = [0.30, 0.32, 0.34, 0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50] * 3


def found(rows: Sequence[dict[str, Any]], method: Method | None = None) -> tuple[list[Any], list[Any]]:
    """The ids of outliers with their scores, and of the pairs of like cases."""
    connection = archive(rows)
    place_fines(connection, "year")
    find_outliers(connection, method or Method())
    outliers = connection.execute("SELECT n, score FROM outliers ORDER BY n").fetchall()
    return outliers, connection.execute("SELECT light, heavy FROM pairs ORDER BY light").fetchall()


def test_a_case_far_from_the_usual_is_an_outlier() -> None:
    rows = [at(share) for share in [*SPREAD, 0.97]]
    ((id_, score),), pairs = found(rows)
    shares = np.array([*SPREAD, 0.97])
    upper = shares[shares >= np.median(shares)] - np.median(shares)
    assert id_ == len(SPREAD)
    assert score == pytest.approx((0.97 - np.median(shares)) / (np.median(upper) / norm.ppf(0.75)))
    assert pairs == [(0, len(SPREAD))]


def test_on_an_even_distribution_the_spread_is_the_median_absolute_deviation() -> None:
    """Where shares lean to neither side, both halves have the deviation that scipy computes for the whole."""
    shares = [number / 100 for number in range(24, 57)]
    connection = archive([at(share) for share in shares])
    place_fines(connection, "year")
    find_outliers(connection, Method())
    expected = median_abs_deviation(shares, scale="normal")
    row = connection.execute("SELECT cases, usual, spread_below, spread_above FROM centres").fetchone()
    assert row == pytest.approx((33, 0.4, expected, expected))


def test_a_lighter_case_scores_below_zero() -> None:
    rows = [at(share) for share in [*(0.5 + share for share in SPREAD if share <= 0.5), 0.01]]
    ((_, score),), _pairs = found(rows)
    assert score < 0


def test_where_shares_are_spread_evenly_nobody_is_an_outlier() -> None:
    assert found([at(number / 100) for number in range(101)], Method(least_gap=1.0))[0] == []


def test_a_group_too_small_has_no_outliers() -> None:
    shares = [*SPREAD[:19], 0.97]
    assert found([at(share) for share in shares])[0] != []
    assert found([at(share) for share in shares[1:]])[0] == []


def test_where_most_shares_are_the_same_the_mean_deviation_stands_in() -> None:
    ((id_, _score),), _pairs = found([*(at(0.0) for _ in range(60)), at(0.9)])
    assert id_ == 60


def test_where_all_are_the_same_nothing_is_found() -> None:
    assert found([at(0.4) for _ in range(40)]) == ([], [])


def test_comparable_are_cases_of_one_tier() -> None:
    heavier = [at(0.5 + share / 2, tier="heavy") for share in SPREAD]
    assert found([*(at(share, tier="light") for share in SPREAD), *heavier])[0] == []


def test_like_cases_are_paired_from_the_ends_and_none_twice() -> None:
    rows = [at(share) for share in (0.05, 0.10, 0.50, 0.90, 0.95)]
    assert found(rows)[1] == [(0, 4), (1, 3)]


def test_cases_that_are_not_alike_are_no_pair() -> None:
    assert found([at(0.05, like="a"), at(0.95, like="b")])[1] == []
    assert found([at(0.05, like=None), at(0.95, like=None)])[1] == []


@pytest.mark.parametrize(("gap", "pairs"), [(0.5, [(0, 1)]), (0.4999, [])])
def test_a_pair_lies_the_least_gap_apart(gap: float, pairs: list[Any]) -> None:
    assert found([at(0.25), at(0.25 + gap)])[1] == pairs


def test_where_shares_spread_widely_a_gap_is_nothing_unusual() -> None:
    """Cases of one tier spread over the whole range: two of them that are alike may lie far apart."""
    others = [at(number / 100, like=str(number)) for number in range(101)]
    assert found([*others, at(0.1), at(0.9)])[1] == []


def test_like_cases_without_a_usual_level_are_found_by_their_ends() -> None:
    connection = archive([at(number / 100) for number in range(101)])
    place_fines(connection, "year")
    find_outliers(connection, Method())
    assert connection.execute("SELECT light, heavy, alike, scattered, tenths FROM pairs").fetchall() == [
        (0, 100, 101, True, pytest.approx([0.1, 0.9]))
    ]
    find_differences(connection, Method())
    (one,) = findings_in(connection, 0.05, Titles())
    assert one.kind is FindingKind.UNLIKE_CASES
    assert (one.id, one.other, one.cases) == ("100", "0", 101)
    assert str(one.reason).startswith("各项事实同在一档的101件罚款散布很广，没有通常水平：中间八成在幅度的10%至90%处")


@pytest.mark.parametrize(("tenths", "scattered"), [((0.25, 0.75), True), ((0.25, 0.74), False)])
def test_how_far_like_cases_are_scattered(tenths: tuple[float, float], scattered: bool) -> None:
    """Half of the range between the tenths, on both sides of the boundary."""
    rows = [at(share) for share in (*[tenths[0]] * 10, *[tenths[1]] * 10, 0.0, 1.0)]
    connection = archive(rows)
    place_fines(connection, "year")
    find_outliers(connection, Method())
    found = connection.execute("SELECT light, heavy FROM pairs WHERE scattered").fetchall()
    assert found == ([(20, 21)] if scattered else [])


def test_the_more_comparisons_the_greater_the_doubt() -> None:
    scores, freedom = [6.0, -8.0, 7.0], [40.0, 40.0, 5.0]
    once = [2 * float(t.sf(abs(score), free)) for score, free in zip(scores, freedom, strict=True)]
    # The second has the least probability, then the first, then the third with its few degrees of freedom.
    expected = [once[0] * 1000 / 2, once[1] * 1000, once[2] * 1000 / 3]
    assert doubts(scores, freedom, 1000) == pytest.approx([min(each, 1) for each in expected])
    assert doubts([], [], 1000) == []


def test_few_cases_need_more_than_many() -> None:
    """The same score among 24 comparable cases may be chance, among 330 it is not."""

    def shares(times: int) -> list[float]:
        spread = [0.30, 0.32, 0.34, 0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50] * times
        return [*spread, 0.78]

    assert found([at(share) for share in shares(2)])[0] == []
    ((number, score),), _pairs = found([at(share) for share in shares(30)])
    assert number == 330
    assert score == pytest.approx(4.3, abs=0.2)


def test_even_decisions_give_no_finding() -> None:
    """Shares drawn from one normal distribution: with a chance of 5 % there would be one anywhere."""
    shares = np.clip(np.random.default_rng(7).normal(0.4, 0.08, 20000), 0, 1)
    assert found([at(float(share), like=str(number % 40)) for number, share in enumerate(shares)]) == ([], [])


def test_even_decisions_in_many_small_groups_give_no_finding() -> None:
    """Where the spread itself is estimated from twenty cases, chance alone makes great scores."""
    shares = np.clip(np.random.default_rng(7).normal(0.5, 0.15, (500, 20)), 0, 1)
    rows = [at(float(share), like=None, version=f"2000-{group}") for group, each in enumerate(shares) for share in each]
    connection = archive(rows)
    place_fines(connection, "year")
    find_outliers(connection, Method())
    assert connection.execute("SELECT count(*) > 10 FROM unusual").fetchall() == [(True,)]
    assert connection.execute("SELECT count(*) FROM outliers").fetchall() == [(0,)]
