"""Random cases with gaps, of every violation, as rows of one table: each comes to what the evaluator says of it alone."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pyarrow as pa
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.batch.rows import agree, fits

from enforcement_norms import load
from enforcement_norms.compiler import Norms
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.evaluator import evaluate
from enforcement_norms.model.case import Case
from enforcement_norms.testing.strategies import cases

Put = Callable[[pa.Table], Any]


@cache
def norms() -> Norms:
    return load()


def bare(case: Case) -> Case:
    """The case as a row can say it: persons answering beside the party have no columns."""
    return evolve(case, persons=())


def accepted(case: Case) -> bool:
    try:
        evaluate(norms(), case)
    except CaseInvalid:
        return False
    return fits(case)


def lists(size: int) -> st.SearchStrategy[list[Case]]:
    one = st.deferred(lambda: cases(norms()).map(bare).filter(accepted))
    return st.lists(one, min_size=size, max_size=size)


# A query takes longer to write than a case to evaluate; shrinking would take minutes and say little more.
options = settings(
    deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck), database=None
)


@settings(options, max_examples=8)
@given(found=lists(8))
def test_polars_says_of_every_case_what_the_evaluator_says(found: list[Case], polars_put: Put) -> None:
    agree(norms(), found, polars_put)


@settings(options, max_examples=2)
@given(found=lists(6))
def test_duckdb_says_of_every_case_what_the_evaluator_says(found: list[Case], duckdb_put: Put) -> None:
    agree(norms(), found, duckdb_put)


@settings(options, max_examples=1)
@given(found=lists(3))
def test_spark_says_of_every_case_what_the_evaluator_says(found: list[Case], spark_put: Put) -> None:
    agree(norms(), found, spark_put)
