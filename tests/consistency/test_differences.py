from typing import Any

import numpy as np
import pytest
from scipy.stats import false_discovery_control, mannwhitneyu
from tests.consistency.decided import archive, at

from enforcement_norms.consistency import Method
from enforcement_norms.consistency.differences import find_differences
from enforcement_norms.consistency.outliers import find_outliers
from enforcement_norms.consistency.placing import place_fines
from enforcement_norms.consistency.summaries import Difference, differences_in


def differences(rows: list[dict[str, Any]], method: Method | None = None) -> dict[tuple[str, str], Difference]:
    """The tested differences by dimension and member."""
    connection = archive(rows)
    place_fines(connection, "year")
    find_outliers(connection, method or Method())
    find_differences(connection, method or Method())
    return {(each.dimension, each.member): each for each in differences_in(connection)}


def drawn(number: int, centre: float, seed: int, **more: Any) -> list[dict[str, Any]]:
    shares = np.clip(np.random.default_rng(seed).normal(centre, 0.1, number), 0, 1).round(2)
    return [at(float(share), **more) for share in shares]


def test_in_one_stratum_it_is_the_rank_sum_test_of_scipy() -> None:
    one, other = drawn(60, 0.45, 1, department="一大队"), drawn(90, 0.40, 2, department="二大队")
    found = differences([*one, *other])["department", "一大队"]
    mine = [row["imposed"] for row in one]
    theirs = [row["imposed"] for row in other]
    expected = mannwhitneyu(mine, theirs, method="asymptotic", use_continuity=False)
    assert found.probability == pytest.approx(expected.pvalue)
    assert found.shift == pytest.approx((np.mean(mine) - np.mean(theirs)) / 10000)
    assert (found.cases, found.others, found.strata) == (60, 90, 1)


def test_the_kind_of_case_is_taken_out() -> None:
    """A department that has the heavier cases only, and fines them as others do, is not heavier."""
    rows = [
        *drawn(100, 0.8, 3, department="一大队", tier="heavy"),
        *drawn(40, 0.8, 4, department="二大队", tier="heavy"),
        *drawn(100, 0.2, 5, department="二大队", tier="light"),
        *drawn(40, 0.2, 6, department="三大队", tier="light"),
    ]
    assert not any(each.systematic for each in differences(rows).values())


def test_a_department_that_leans_is_found() -> None:
    rows = [row for name in "二三四五" for row in drawn(100, 0.4, ord(name), department=f"{name}大队")]
    found = differences([*rows, *drawn(100, 0.55, 8, department="一大队")])
    assert [key for key, each in found.items() if each.systematic and each.dimension == "department"] == [
        ("department", "一大队")
    ]
    assert found["department", "一大队"].shift == pytest.approx(0.15, abs=0.03)


def test_officers_are_compared_with_their_colleagues() -> None:
    strict = [row for name in "甲乙" for row in drawn(60, 0.7, ord(name), department="一大队", officer=f"执法员{name}")]
    mild = [row for name in "丙丁" for row in drawn(60, 0.3, ord(name), department="二大队", officer=f"执法员{name}")]
    found = differences([*strict, *mild])
    assert found["department", "一大队"].systematic
    assert not any(each.systematic for (dimension, _), each in found.items() if dimension == "officer")


def test_tiny_groups_are_never_tested() -> None:
    rows = [*drawn(29, 0.9, 1, department="一大队"), *drawn(200, 0.4, 2, department="二大队")]
    assert ("department", "一大队") not in differences(rows)
    assert ("department", "一大队") in differences([*rows, at(0.9, department="一大队")])


def test_a_small_shift_is_not_systematic_however_sure() -> None:
    rows = [*drawn(5000, 0.42, 1, department="一大队"), *drawn(5000, 0.40, 2, department="二大队")]
    found = differences(rows)["department", "一大队"]
    assert found.doubt < 0.001
    assert not found.systematic


def test_many_tests_are_corrected_for() -> None:
    rows = [row for number in range(40) for row in drawn(40, 0.4, number, department=f"{number}大队")]
    found = differences(rows)
    keys = sorted(found)
    expected = false_discovery_control([found[key].probability for key in keys], method="by")
    assert [found[key].doubt for key in keys] == pytest.approx(list(expected))
    assert not any(each.systematic for each in found.values())


def test_nothing_to_compare_is_no_difference() -> None:
    assert differences(drawn(100, 0.4, 1)) == {}
