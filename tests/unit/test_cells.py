"""Cells: the finitely many cases that conditions can tell apart, each with a witness."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.cells import (
    BOOLEAN,
    DATE,
    RATIO,
    WHOLE,
    Cell,
    Domain,
    DomainKind,
    cells,
    cells_by_term,
    cuts,
)
from enforcement_norms.conditions import INDETERMINABLE, Bounded, CannotBeFound, OneOf


def values(domain: Domain, *tests: Any, zero: bool = False) -> list[Any]:
    return [cell.value for cell in cells(domain, tests, zero=zero)]


class TestNumbers:
    @pytest.mark.parametrize(
        ("tests", "zero", "witnesses"),
        [
            ((), False, [0]),
            ((), True, [0, 1]),
            ((Bounded("x", low=10),), False, [0, 10, 11]),
            ((Bounded("x", low=10),), True, [0, 1, 10, 11]),
            ((Bounded("x", low=0, low_closed=False),), False, [0, 1]),
            ((Bounded("x", low=5, high=6),), False, [0, 5, 6, 7]),
            ((Bounded("x", low=5, high=7),), False, [0, 5, 6, 7, 8]),
            ((Bounded("x", high=-3),), False, [0]),
            ((OneOf("x", (2, 4)),), False, [0, 2, 3, 4, 5]),
            ((CannotBeFound("x"), Bounded("x", low=1)), False, [0, 1, 2, INDETERMINABLE]),
        ],
    )
    def test_whole_numbers(self, tests: tuple[Any, ...], zero: bool, witnesses: list[Any]) -> None:
        assert values(WHOLE, *tests, zero=zero) == witnesses

    def test_between_two_ratios_lies_another(self) -> None:
        third, half = Fraction(1, 3), Fraction(1, 2)
        assert values(RATIO, Bounded("x", low=third, high=half)) == [0, third, Fraction(5, 12), half, half + 1]

    def test_a_cell_knows_its_bounds(self) -> None:
        assert cells(WHOLE, [Bounded("x", low=10)]) == (
            Cell(0, 0, True, 10, False),
            Cell(10, 10, True, 10, True),
            Cell(11, 10, False, None, True),
        )

    @given(st.lists(st.integers(0, 30), max_size=4), st.integers(0, 60), st.booleans())
    def test_every_number_lies_in_exactly_one_cell(self, points: list[int], number: int, zero: bool) -> None:
        found = cells(WHOLE, [Bounded("x", low=point) for point in points], zero=zero)
        assert sum(holds(cell, number) for cell in found) == 1

    @given(st.lists(st.fractions(0, 3), max_size=4), st.fractions(0, 5))
    def test_every_ratio_lies_in_exactly_one_cell(self, points: list[Fraction], number: Fraction) -> None:
        found = cells(RATIO, [Bounded("x", high=point) for point in points])
        assert sum(holds(cell, number) for cell in found) == 1
        assert all(holds(cell, cell.value) for cell in found)


def holds(cell: Cell, number: Any) -> bool:
    above = number > cell.low or (number == cell.low and cell.low_closed)
    return above and (cell.high is None or number < cell.high or (number == cell.high and cell.high_closed))


class TestDates:
    def test_before_on_and_after(self) -> None:
        one, other = date(2026, 1, 1), date(2026, 1, 3)
        assert values(DATE, Bounded("x", low=one, high=other)) == [
            date(2025, 12, 31),
            one,
            date(2026, 1, 2),
            other,
            date(2026, 1, 4),
        ]

    def test_neighbouring_days_leave_none_between(self) -> None:
        one, other = date(2026, 1, 1), date(2026, 1, 2)
        assert values(DATE, Bounded("x", low=one), Bounded("x", low=other)) == [
            date(2025, 12, 31),
            one,
            other,
            date(2026, 1, 3),
        ]

    def test_any_day_where_nothing_is_asked(self) -> None:
        assert values(DATE, zero=True) == [date(2000, 1, 1)]


class TestChoices:
    def test_every_choice_is_a_cell(self) -> None:
        assert values(BOOLEAN, OneOf("x", (True,))) == [True, False]
        assert values(Domain(DomainKind.CHOICE, ("a", "b")), CannotBeFound("x")) == ["a", "b", INDETERMINABLE]

    def test_a_list_holds_some_of_the_cells_of_its_elements(self) -> None:
        domain = Domain(DomainKind.LIST, items=WHOLE)
        assert values(domain, Bounded("x", low=14)) == [(0,), (14,), (15,), (0, 14), (0, 15), (14, 15), (0, 14, 15)]
        assert values(Domain(DomainKind.LIST)) == [(0,)]


def test_constants_with_which_tests_compare() -> None:
    tests = [Bounded("x", low=1, high=3), OneOf("x", (5,)), CannotBeFound("x"), Bounded("x", low=1)]
    assert cuts(tests) == {1, 3, 5}


def test_cells_of_all_terms_in_order_of_mention() -> None:
    tests = [Bounded("b", low=2), OneOf("a", (True,)), Bounded("b", low=4)]
    found = cells_by_term({"a": BOOLEAN, "b": WHOLE, "c": WHOLE}, tests, bases=["b", "c"])
    assert {term: [cell.value for cell in each] for term, each in found.items()} == {
        "b": [0, 1, 2, 3, 4, 5],
        "a": [True, False],
        "c": [0, 1],
    }
    assert list(found) == ["b", "a", "c"]
