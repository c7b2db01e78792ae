"""Which division lies in which: codes cut, on both sides of every border."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.territories import NATION, lies_within, parent_codes, with_parents

CODES = st.from_regex("[1-9][0-9]{5}", fullmatch=True)


@pytest.mark.parametrize(
    ("code", "parents"),
    [
        ("511702", ("511700", "510000", NATION)),
        ("511700", ("510000", NATION)),
        ("510000", (NATION,)),
        (NATION, ()),
    ],
)
def test_what_lies_above_a_code(code: str, parents: tuple[str, ...]) -> None:
    assert parent_codes(code) == parents
    assert with_parents(code) == (code, *parents)


def test_what_lies_within_what() -> None:
    assert [lies_within("511702", outer) for outer in ("511702", "511700", "510000", NATION)] == [True] * 4
    assert [lies_within("511702", outer) for outer in ("511703", "520000")] == [False] * 2
    assert lies_within("510000", "511702") is False
    assert lies_within(NATION, "510000") is False


@given(CODES, CODES)
def test_a_code_lies_within_itself_and_whatever_its_parents_lie_within(code: str, other: str) -> None:
    assert lies_within(code, code)
    assert lies_within(code, other) is (code == other or any(lies_within(each, other) for each in parent_codes(code)))
    assert with_parents(code)[-1] == NATION


def test_it_costs_nothing_to_import() -> None:
    """Compiling norms needs it at every start: nothing else of ours may come with it."""
    told = (
        "import sys, enforcement_norms.territories; print(*sorted(m for m in sys.modules if 'enforcement_norms' in m))"
    )
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert [each for each in found if not each.startswith("__editable__")] == [
        "enforcement_norms",
        "enforcement_norms.territories",
    ]
