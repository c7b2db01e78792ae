"""The model as flat nodes and back: nothing is lost, and nothing but the model is ever made."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.model.penalty import Mandate
from enforcement_norms.reader.flat import flattened, restored
from enforcement_norms.registry import Registry

simple = st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.fractions() | st.sampled_from(Mandate)
values = st.recursive(
    simple, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(values)
def test_what_is_restored_is_what_was_flattened(value: object) -> None:
    assert repr(restored(flattened(value))) == repr(value)


def test_every_installed_pack_comes_back_with_every_place() -> None:
    for pack in Registry().read().packs:
        written = evolve(pack, case_rules=())
        again = restored(flattened(written))
        assert again == written
        assert repr(again) == repr(written)  # places do not count in comparisons, but are seen


def test_numbers_and_truth_stay_apart() -> None:
    assert flattened((1, True, 0, False, "1"))["nodes"] == [1, True, 0, False, "1", [0, 0, 1, 2, 3, 4]]


def test_what_is_one_object_is_written_once() -> None:
    half = Fraction(1, 2)
    flat = flattened((half, half, date(2026, 1, 2)))
    assert flat == {
        "kinds": ["tuple", "Fraction", "date"],
        "nodes": [1, 2, [1, 0, 1], 2026, [2, 3, 0, 1], [0, 2, 2, 4]],
    }


@frozen
class Foreign:
    """A class that is not of the model."""

    value: int = 0


@pytest.mark.parametrize("value", [Foreign(), (Foreign,), {"a": [1]}, 1.5, {1, 2}, object()])
def test_other_objects_are_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        flattened(value)


@pytest.mark.parametrize(
    "kind",
    ["os:system", "model.penalty:frozen", "model.penalty:annotations", "builtins:eval", "eval", "model.none:Pack"],
)
def test_nothing_else_is_ever_made(kind: str) -> None:
    flat: dict[str, Any] = {"kinds": [kind], "nodes": ["x", [0, 0]]}
    with pytest.raises((AttributeError, ImportError, LookupError)):
        restored(flat)
