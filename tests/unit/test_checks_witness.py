"""Is there a case in which a condition holds: against trying every case, and within a second for a table of 12 facts."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.cells import BOOLEAN, RATIO, WHOLE, Domain, DomainKind
from enforcement_norms.checks.witness import UNDECIDED, Space, Undecided, Witness, conjunction, find_case, residual
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
)
from enforcement_norms.model.facts import Constraint

COLOURS = Domain(DomainKind.CHOICE, ("red", "green", "blue"))
DOMAINS = {"value": WHOLE, "count": WHOLE, "licensed": BOOLEAN, "colour": COLOURS}
SPACE = Space(DOMAINS.__getitem__)
LIST = Domain(DomainKind.LIST, items=WHOLE)


def conditions() -> st.SearchStrategy[Condition]:
    number = st.integers(0, 5)
    bounded = st.builds(
        Bounded,
        st.sampled_from(["value", "count"]),
        st.none() | number,
        st.booleans(),
        st.none() | number,
        st.booleans(),
    )
    licensed = st.builds(OneOf, st.just("licensed"), st.tuples(st.booleans()))
    colour = st.builds(OneOf, st.just("colour"), st.lists(st.sampled_from(COLOURS.choices), max_size=2).map(tuple))
    lost = st.just(CannotBeFound("value"))

    def grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, max_size=3).map(tuple)
        graded = st.builds(
            lambda one, other, levels: GradeIs("g", levels, (("high", one), ("low", other))),
            inner,
            inner,
            st.sampled_from([("high",), ("low",), ("high", "low")]),
        )
        defined = st.builds(Defined, st.just("d"), inner)
        counted = st.builds(AtLeastOf, st.integers(1, 2), several.filter(lambda items: len(items) >= 2))
        return st.builds(All, several) | st.builds(AnyOf, several) | st.builds(Not, inner) | graded | defined | counted

    return st.recursive(bounded | licensed | colour | lost, grown, max_leaves=8)


def every_case() -> Iterator[dict[str, Any]]:
    numbers = [*range(8), INDETERMINABLE]
    for value, count, licensed, colour in product(numbers, range(8), (True, False), COLOURS.choices):
        yield {"value": value, "count": count, "licensed": licensed, "colour": colour}


@given(conditions())
def test_a_case_is_found_where_there_is_one(condition: Condition) -> None:
    found = find_case(condition, SPACE)
    holding = any(condition.truth(case) for case in every_case())
    assert not isinstance(found, Undecided)
    # What the condition never asks about may be anything; `indeterminable` counts only where it is asked.
    lost_matters = any(isinstance(test, CannotBeFound) for test in condition.tests())
    if found is not None:
        rest = {"value": 0, "count": 0, "licensed": True, "colour": "red"}
        assert condition.truth({**rest, **{term: cell.value for term, cell in found.items()}})
    elif lost_matters:
        assert not holding
    else:
        assert not any(condition.truth(case) for case in every_case() if case["value"] is not INDETERMINABLE)


def asked(condition: Condition, **domains: Domain) -> Witness | Undecided | None:
    return find_case(condition, Space(domains.__getitem__))


def values(found: Witness | Undecided | None) -> dict[str, Any]:
    assert found is not None
    assert not isinstance(found, Undecided)
    return {term: cell.value for term, cell in found.items()}


def test_the_single_point_between_below_and_above_is_found() -> None:
    gap = All((Not(Bounded("value", high=100, high_closed=False)), Not(Bounded("value", 100, low_closed=False))))
    assert values(find_case(gap, SPACE)) == {"value": 100}


def test_between_neighbouring_whole_numbers_there_is_nothing() -> None:
    between = Bounded("value", 4, False, 5, False)
    assert find_case(between, SPACE) is None
    assert values(asked(between, value=RATIO))["value"] == 4.5


def test_a_list_may_hold_several_elements() -> None:
    both = All((Bounded("value", high=10), Bounded("value", 60)))
    assert asked(both, value=WHOLE) is None
    assert values(asked(both, value=LIST)) == {"value": (0, 60)}


def test_linked_facts_leave_out_impossible_cases() -> None:
    more_injured = All((Bounded("injured", 10), Bounded("persons", high=5)))
    space = Space(lambda _term: WHOLE, (Constraint("injured", "persons"),))
    assert find_case(more_injured, Space(lambda _term: WHOLE)) is not None
    assert find_case(more_injured, space) is None
    equal = All((Bounded("injured", 5), Bounded("persons", high=5)))
    assert find_case(equal, space) is not None


def test_always_and_never() -> None:
    assert values(find_case(ALWAYS, SPACE)) == {}
    assert find_case(NEVER, SPACE) is None


def test_what_is_left_of_a_condition() -> None:
    cheap, red = Bounded("value", high=10), OneOf("colour", ("red",))
    assert residual(All((cheap, red)), "value", 3) == red
    assert residual(All((cheap, red)), "value", 30) == NEVER
    assert residual(AtLeastOf(2, (cheap, red, Not(red))), "value", 3) == AtLeastOf(1, (red, Not(red)))
    assert conjunction([ALWAYS, red, red]) == red


# --- tables of twelve facts -------------------------------------------------------------------------------------------

FACTS = Space(lambda term: WHOLE if term.startswith("n") else BOOLEAN)


def ladder() -> list[Condition]:
    """Row k: fact k has reached 100, none before it has; the last row takes what is left. Complete, without overlap."""
    rows: list[Condition] = [
        All(
            (
                *(Bounded(f"n{before}", high=100, high_closed=False) for before in range(number)),
                Bounded(f"n{number}", 100),
            )
        )
        for number in range(11)
    ]
    return [*rows, All(tuple(Bounded(f"n{number}", high=100, high_closed=False) for number in range(11)))]


def find_in(condition: Condition) -> Witness | Undecided | None:
    return find_case(condition, FACTS)


def test_a_table_of_twelve_facts_and_twelve_rows() -> None:
    rows = ladder()
    assert find_in(All(tuple(Not(row) for row in rows))) is None
    for number, row in enumerate(rows):
        for other in rows[:number]:
            assert find_in(All((row, other))) is None
    hole = [*rows[:7], *rows[8:]]
    found = values(find_in(All(tuple(Not(row) for row in hole))))
    assert found["n7"] >= 100
    assert all(found[f"n{before}"] < 100 for before in range(7))


def test_six_of_twelve() -> None:
    reached = tuple(Bounded(f"n{number}", 100) for number in range(12))
    below = tuple(Bounded(f"n{number}", high=100, high_closed=False) for number in range(12))
    assert find_in(All((Not(AtLeastOf(6, reached)), Not(AtLeastOf(7, below))))) is None
    found = values(find_in(All((Not(AtLeastOf(6, reached)), Not(AtLeastOf(8, below))))))
    assert sum(value >= 100 for value in found.values()) == 5


def pigeons(count: int, holes: int) -> Condition:
    """More pigeons than holes, one in each: impossible, and hard to see."""
    sits = {(i, h): OneOf(f"p{i}_{h}", (True,)) for i in range(count) for h in range(holes)}
    somewhere = [AnyOf(tuple(sits[i, h] for h in range(holes))) for i in range(count)]
    alone = [Not(All((sits[i, h], sits[k, h]))) for h in range(holes) for i in range(count) for k in range(i)]
    return All((*somewhere, *alone))


def test_a_nasty_table_is_decided_or_said_to_be_undecided() -> None:
    assert find_in(pigeons(5, 4)) is None
    assert find_in(pigeons(9, 8)) is UNDECIDED


@pytest.mark.parametrize(("budget", "expected"), [(1, UNDECIDED), (80_000, None)])
def test_past_the_budget_nothing_is_said(budget: int, expected: object) -> None:
    space = Space(FACTS.domain_of, budget=budget)
    assert find_case(pigeons(4, 3), space) is expected
