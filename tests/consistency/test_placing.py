from typing import Any

import pytest
from tests.consistency.decided import archive

from enforcement_norms.consistency.placing import PLACES, place_fines


def placed(**row: Any) -> tuple[Any, ...]:
    connection = archive([row])
    place_fines(connection, "year")
    found = connection.execute("SELECT place, share, share_of_statute FROM placed").fetchone()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"imposed": 1000}, "inside"),
        ({"imposed": "999.99"}, "below"),
        ({"imposed": 11000}, "inside"),
        ({"imposed": "11000.01"}, "above"),
        ({"imposed": 11000, "note": "below"}, "above"),
        ({"imposed": "10999.99", "note": "below"}, "inside"),
        ({"imposed": 1000, "note": "missing;above"}, "below"),
        ({"imposed": "1000.01", "note": "missing;above"}, "inside"),
        ({"imposed": 0}, "left_out"),
        ({"imposed": 0, "optional": True}, "none"),
        ({"imposed": 0, "note": "no_fine"}, "none"),
        ({"imposed": 1, "note": "no_fine"}, "no_fine_lawful"),
        ({"imposed": 1, "outcome": "exempt"}, "no_fine_lawful"),
        ({"imposed": None}, "unrecorded"),
        ({"at_least": None, "at_most": None, "note": "several"}, "unranged"),
        ({"outcome": "not_covered"}, "unranged"),
        ({"problem": "bad_value"}, "unranged"),
        ({"imposed": 1, "at_least": None}, "inside"),
        ({"imposed": 10**12, "at_most": None}, "inside"),
    ],
)
def test_where_a_fine_lies(row: dict[str, Any], expected: str) -> None:
    assert placed(**row)[0] == expected
    assert expected in PLACES


def test_the_share_counts_from_the_lower_bound() -> None:
    assert placed(imposed=3500)[1:] == (0.25, 0.25)


def test_an_absent_lower_bound_counts_as_nothing() -> None:
    assert placed(imposed=2750, at_least=None)[1] == 0.25


def test_the_share_of_the_statute_is_of_the_statutory_span() -> None:
    assert placed(imposed=3000, at_most=5000)[1:] == (0.5, 0.2)


@pytest.mark.parametrize(
    "row",
    [
        {"imposed": 12000},
        {"outcome": "undetermined"},
        {"imposed": 1000, "at_most": 1000},
        {"at_most": None},
    ],
)
def test_there_is_no_share_outside_or_without_a_span(row: dict[str, Any]) -> None:
    assert placed(**row)[1] is None


def test_an_amount_on_the_bound_is_decided_exactly() -> None:
    """As doubles both amounts are the same number."""
    bound = "100000000000000000.00"
    assert placed(imposed=bound, at_most=bound)[0] == "inside"
    assert placed(imposed="100000000000000000.01", at_most=bound)[0] == "above"


@pytest.mark.parametrize(("period", "expected"), [("year", "2026"), ("quarter", "2026-Q2"), ("month", "2026-06")])
def test_periods(period: str, expected: str) -> None:
    connection = archive([{}])
    place_fines(connection, period)
    assert connection.execute("SELECT member FROM memberships WHERE dimension = 'period'").fetchall() == [(expected,)]
