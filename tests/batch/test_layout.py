"""One key for the rows of many violations: no combination of one is taken for another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.batch.keyed import pick
from enforcement_norms.batch.layout import KEY_SIZE, Layout, Reads, Variant, layout_of
from enforcement_norms.batch.reckoned import ExactTerm
from enforcement_norms.batch.source import LARGEST
from enforcement_norms.batch.terms import ChoiceTerm, NumberTerm, Term

NAMES = ("a", "b", "c", "d", "e", "f", "g", "h")


def number(name: str, cuts: tuple[int, ...], *, symbol: bool = False) -> Term:
    return NumberTerm(name, len(cuts) + 1, name, cuts, symbol=symbol)


def choice(name: str) -> Term:
    return ChoiceTerm(name, 2, name, (True, False))


def laid_out(asked: Mapping[str, Sequence[Term]]) -> Layout:
    return layout_of({name: tuple(Variant(term, Reads()) for term in terms) for name, terms in asked.items()})


TERMS = st.lists(
    st.one_of(
        st.sampled_from(NAMES).map(choice),
        st.builds(number, st.sampled_from(NAMES), st.sets(st.integers(0, 9)).map(lambda cuts: tuple(sorted(cuts)))),
        st.sampled_from(NAMES).map(lambda name: ExactTerm(name, LARGEST + 1, name, "ratio")),
    ),
    max_size=12,
)


@given(asked=st.dictionaries(st.sampled_from(["x", "y", "z"]), TERMS, min_size=1), data=st.data())
def test_a_key_says_which_combination_it_is_of(asked: dict[str, list[Term]], data: st.DataObject) -> None:
    layout = laid_out(asked)
    violation = data.draw(st.sampled_from(sorted(asked)))
    indices = tuple(data.draw(st.integers(0, term.indices - 1)) for term in asked[violation])
    keys = layout.key_of(violation, indices)
    assert all(0 <= key < max(KEY_SIZE, *(place.size for place in layout.places), 1) for key in keys)
    assert layout.indices_of(violation, keys) == indices


@given(asked=st.dictionaries(st.sampled_from(["x", "y", "z"]), TERMS, min_size=1))
def test_terms_that_one_violation_asks_stand_at_different_places(asked: dict[str, list[Term]]) -> None:
    layout = laid_out(asked)
    for violation, terms in asked.items():
        places = layout.standing[violation]
        assert len(set(places)) == len(terms)
        for term, at in zip(terms, places, strict=True):
            place = layout.places[at]
            assert place.variants[place.meant[violation]].term == term
            assert term.indices <= place.size


def test_terms_that_no_violation_asks_together_share_a_place() -> None:
    layout = laid_out({"x": [choice("a"), choice("b")], "y": [choice("c"), choice("d")], "z": [choice("a")]})
    assert len(layout.places) == 2


def test_the_same_asked_differently_stands_at_one_place() -> None:
    layout = laid_out({"x": [number("a", (1,))], "y": [number("a", (1, 5))], "z": [number("a", (1,))]})
    (place,) = layout.places
    assert (len(place.variants), place.meant) == (2, {"x": 0, "y": 1, "z": 0})


def test_numbers_of_formulas_stand_in_as_few_slots_as_a_violation_has() -> None:
    layout = laid_out({"x": [number("a", (), symbol=True)], "y": [number("b", (), symbol=True), choice("c")]})
    assert (len(layout.slots), layout.columns) == (1, {"x": ("a",), "y": ("b",)})


def test_what_most_violations_ask_comes_first() -> None:
    layout = laid_out({"x": [number("a", (1,))], "y": [number("a", (5,))], "z": [number("a", (5,))], "o": []})
    (place,) = layout.places
    assert (place.meant, place.weights) == ({"x": 1, "y": 0, "z": 0}, (2, 1))


def test_one_slot_reads_a_number_once_however_it_is_cut() -> None:
    layout = laid_out({"x": [number("a", (1,), symbol=True)], "y": [number("a", (5,), symbol=True)]})
    (slot,) = layout.slots
    assert (len(slot.variants), slot.meant) == (1, {"x": 0, "y": 0})


@pytest.mark.parametrize("weights", [[1], [1, 1], [0, 0], [9, 1, 1, 1, 1], [1, 1, 9, 0, 1], [1, 1, 1, 1, 90], [1] * 13])
def test_of_many_answers_the_one_of_the_number_is_picked(weights: list[int], put: Callable[[pa.Table], Any]) -> None:
    count = len(weights)
    numbers = put(pa.table({"number": list(range(count))}))
    answer = pick(numbers["number"], [ibis.literal(10 * at) for at in range(count)], weights)
    found = numbers.select("number", answer=answer).to_pyarrow().to_pylist()
    assert sorted(row["answer"] for row in found) == [10 * at for at in range(count)]
