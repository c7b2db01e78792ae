"""Plain values as bytes: read back as they were, and alike only where they are."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.reader.packed import pack, unpack

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(codec="utf-8"), max_size=5),
)
VALUES = st.recursive(LEAVES, lambda values: st.lists(values, max_size=4), max_leaves=8)


@given(VALUES)
def test_what_was_packed_is_read_back(value: object) -> None:
    assert unpack(pack(value)) == value
    assert pack(unpack(pack(value))) == pack(value)


def test_moments_become_text_and_tuples_lists() -> None:
    written = ["2026-03-02", "2026-03-02T09:30:00", "2026-03-02T09:30:01.000500"]
    moments = (date.fromisoformat(written[0]), *map(datetime.fromisoformat, written[1:]))
    assert unpack(pack(moments)) == written
    assert unpack(pack(moments)) == [each.isoformat() for each in moments]


@pytest.mark.parametrize(("value", "error"), [("\ud800", UnicodeEncodeError), (2**64, OverflowError)])
def test_what_no_text_or_word_holds_is_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        pack(value)
