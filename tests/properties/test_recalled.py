"""What is recalled of like cases is what the case itself comes to, whatever was evaluated before it."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from tests.batch.test_examples import DOMAINS, cases

from enforcement_norms.compiler import Norms
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.evaluator import evaluate
from enforcement_norms.evaluator.evaluation import evaluate_afresh
from enforcement_norms.model.builtin import ILLEGAL_GAINS, REFUNDED
from enforcement_norms.model.case import Case
from enforcement_norms.model.determination import Determination
from enforcement_norms.money import Money


@pytest.mark.parametrize("domain", DOMAINS)
def test_worked_examples_and_those_that_say_a_little_less_or_more(domain: str) -> None:
    norms, examples = cases(domain)
    near = [case for example in examples for case in (*_without_one(example), example, *_refunded(example))]
    assert len(near) > 2 * len(examples)
    for case in near:
        assert _said(norms, case, afresh=False) == _said(norms, case, afresh=True)


def _without_one(case: Case) -> Iterator[Case]:
    for name in ("facts", "judgements", "circumstances"):
        said = getattr(case, name)
        for left_out in said:
            less: dict[str, Any] = {name: {key: value for key, value in said.items() if key != left_out}}
            yield evolve(case, **less)


def _refunded(case: Case) -> Iterator[Case]:
    if ILLEGAL_GAINS in case.facts:
        yield from (evolve(case, facts={**case.facts, REFUNDED: Money.yuan(refunded)}) for refunded in (1, 10, 10**9))


def _said(norms: Norms, case: Case, *, afresh: bool) -> Determination | list[str]:
    try:
        return evaluate_afresh(norms, case) if afresh else evaluate(norms, case)
    except CaseInvalid as error:
        return [problem.code for problem in error.problems]
