"""Conformance and worked examples of this pack."""

import pytest

from enforcement_norms.testing import Check, Example, cases_in, checks_for


@pytest.mark.parametrize("check", checks_for("template"), ids=str)
def test_conforms(check: Check) -> None:
    check()


@pytest.mark.parametrize("example", cases_in("template", __file__), ids=str)
def test_worked_example(example: Example) -> None:
    example.run()
