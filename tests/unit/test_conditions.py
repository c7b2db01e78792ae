"""Conditions are three-valued: they hold, fail, or hang on an unknown term."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.conditions import (
    ALWAYS,
    INDETERMINABLE,
    NEVER,
    All,
    AnyOf,
    AtLeastOf,
    Bounded,
    CannotBeFound,
    Condition,
    Defined,
    GradeIs,
    Not,
    OneOf,
    Value,
    circumstance,
    count,
    joined,
    judged,
)
from enforcement_norms.conditions import (
    Test as OneTermTest,
)

HARM = OneOf("harm", ("slight", "serious"))
SMALL = Bounded("goods_value", high=1_000_000, high_closed=False)
LARGE = Bounded("goods_value", low=1_000_000)
GRADES = (
    ("major", Bounded("deaths", low=10)),
    ("serious", Bounded("deaths", low=3)),
    ("ordinary", Bounded("deaths", low=1)),
)


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (Bounded("x", low=10), 9, False),
        (Bounded("x", low=10), 10, True),
        (Bounded("x", low=10, low_closed=False), 10, False),
        (Bounded("x", low=10, low_closed=False), 11, True),
        (Bounded("x", high=10), 10, True),
        (Bounded("x", high=10), 11, False),
        (Bounded("x", high=10, high_closed=False), 10, False),
        (Bounded("x", high=10, high_closed=False), 9, True),
        (Bounded("x", low=5, high=5), 5, True),
        (Bounded("x", low=Fraction(1, 3)), Fraction(1, 3), True),
        (Bounded("x", low=10), INDETERMINABLE, False),
        (Bounded("x", low=10), (1, 2, 10), True),
        (Bounded("x", low=10), (1, 2), False),
        (Bounded("x", low=10), (), False),
        (OneOf("x", ("a", "b")), "b", True),
        (OneOf("x", ("a", "b")), "c", False),
        (OneOf("x", (True,)), False, False),
        (CannotBeFound("x"), INDETERMINABLE, True),
        (CannotBeFound("x"), 0, False),
        (judged("vile"), True, False),
    ],
)
def test_a_test_on_one_term(condition: OneTermTest, value: Value, expected: bool) -> None:
    assert expected is condition.truth({"x": value}) or (isinstance(condition, OneOf) and condition.term != "x")
    assert condition.truth({}) is None
    assert (condition.term,) == condition.open_terms({})


def test_a_settled_test_has_no_open_term() -> None:
    assert SMALL.open_terms({"goods_value": 5}) == ()


@pytest.mark.parametrize(
    ("items", "expected"),
    [((True, True), True), ((True, None), None), ((False, None), False), ((None, False), False), ((), True)],
)
def test_all_holds_where_every_one_holds(items: tuple[bool | None, ...], expected: bool | None) -> None:
    condition, values = _of(items)
    assert expected is All(condition).truth(values)


@pytest.mark.parametrize(
    ("items", "expected"),
    [((False, False), False), ((False, None), None), ((None, True), True), ((True, None), True), ((), False)],
)
def test_any_holds_where_one_holds(items: tuple[bool | None, ...], expected: bool | None) -> None:
    condition, values = _of(items)
    assert expected is AnyOf(condition).truth(values)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((True, True, False), True),
        ((True, None, False), None),
        ((True, False, False), False),
        ((None, None, None), None),
        ((True, True, None), True),
    ],
)
def test_at_least_two_of_three(items: tuple[bool | None, ...], expected: bool | None) -> None:
    condition, values = _of(items)
    assert expected is AtLeastOf(2, condition).truth(values)


def test_not_turns_what_is_known_and_leaves_what_is_not() -> None:
    assert Not(SMALL).truth({"goods_value": 5}) is False
    assert Not(SMALL).truth({"goods_value": 1_000_000}) is True
    assert Not(SMALL).truth({}) is None
    assert Not(SMALL).open_terms({}) == ("goods_value",)


def test_a_defined_term_is_what_its_instrument_says() -> None:
    serious = Defined("serious", AnyOf((LARGE, judged("serious"))))
    assert serious.truth({"goods_value": 2_000_000}) is True
    assert serious.truth({"goods_value": 5}) is None
    assert serious.open_terms({"goods_value": 5}) == ("judged:serious",)
    assert list(serious.terms()) == ["goods_value", "judged:serious"]


@pytest.mark.parametrize(
    ("levels", "deaths", "expected"),
    [
        (("serious",), 2, False),
        (("serious",), 3, True),
        (("serious",), 9, True),
        (("serious",), 10, False),
        (("serious", "major"), 10, True),
        (("ordinary",), 0, False),
    ],
)
def test_the_first_grade_that_holds_counts(levels: tuple[str, ...], deaths: int, expected: bool) -> None:
    assert expected is GradeIs("accident", levels, GRADES).truth({"deaths": deaths})


def test_a_grade_is_unknown_where_a_heavier_one_is_possible() -> None:
    scale = (("major", judged("major")), ("serious", Bounded("deaths", low=3)))
    grade = GradeIs("accident", ("serious",), scale)
    assert grade.truth({"deaths": 5}) is None
    assert grade.open_terms({"deaths": 5}) == ("judged:major",)
    assert grade.truth({"deaths": 1}) is False
    assert GradeIs("accident", ("serious", "major"), scale).truth({"deaths": 5}) is True
    assert list(grade.terms()) == ["judged:major", "deaths"]


def test_open_terms_are_named_once_and_only_where_they_decide() -> None:
    condition = All((AnyOf((SMALL, HARM)), AnyOf((LARGE, HARM)), AtLeastOf(1, (HARM, SMALL))))
    assert condition.open_terms({}) == ("goods_value", "harm")
    assert condition.open_terms({"harm": "slight"}) == ()
    assert list(condition.terms()) == ["goods_value", "harm", "goods_value", "harm", "harm", "goods_value"]


def test_constructors_of_the_vocabulary() -> None:
    assert OneOf("judged:vile", (True,)) == judged("vile")
    assert OneOf("circumstance:remedy", (True,)) == circumstance("remedy")
    assert Bounded("count:x", 2) == count("count:x", at_least=2)
    assert Bounded("count:x", 3, low_closed=False) == count("count:x", above=3)


def test_joining_leaves_out_what_always_holds() -> None:
    assert joined(()) == ALWAYS
    assert joined((ALWAYS, SMALL)) == SMALL
    assert All((SMALL, HARM)) == joined((SMALL, ALWAYS, HARM))
    assert ALWAYS.truth({}) is True
    assert NEVER.truth({}) is False


def test_the_bare_classes_are_no_conditions() -> None:
    for call in (
        lambda: Condition().truth({}),
        lambda: Condition().tests(),
        lambda: Condition().open_terms({}),
        lambda: OneTermTest().of(1),
    ):
        with pytest.raises(TypeError):
            call()


@given(st.integers(0, 20), st.integers(0, 20))
def test_what_is_known_to_hold_still_holds_when_more_is_known(goods: int, deaths: int) -> None:
    condition = AnyOf((Bounded("goods", low=10), All((Bounded("deaths", low=3), Bounded("goods", low=5)))))
    for known in ({}, {"goods": goods}, {"deaths": deaths}):
        truth = condition.truth(known)
        if truth is not None:
            assert truth is condition.truth({"goods": goods, "deaths": deaths})


def _of(truths: tuple[bool | None, ...]) -> tuple[tuple[Condition, ...], dict[str, Value]]:
    """Tests that hold, fail or are open, as asked."""
    tests = tuple(OneOf(f"t{index}", (True,)) for index, _ in enumerate(truths))
    return tests, {f"t{index}": truth for index, truth in enumerate(truths) if truth is not None}
