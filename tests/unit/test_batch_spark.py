"""What Spark says, in short."""

from importlib import import_module

import pytest

from enforcement_norms.batch.halting import EngineFailed
from enforcement_norms.batch.spark import reason_in, told

SAID = """An error occurred while calling o1435.save.
: org.apache.spark.SparkException: [STAGE_MATERIALIZATION_MULTIPLE_FAILURES] Multiple failures (6):
  1. SparkException: Not enough memory to build and broadcast the table to all worker nodes.
	at org.apache.spark.Stage.run(Stage.scala:1)
"""


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (SAID, "1. SparkException: Not enough memory to build and broadcast the table to all worker nodes."),
        ("calling o1.\n: java.io.IOException: No space left\n\tat A.b(C.java:1)", "java.io.IOException: No space left"),
        ("[UNRESOLVED_COLUMN] `x`", "[UNRESOLVED_COLUMN] `x`"),
        ("", ""),
    ],
)
def test_the_reason_among_all_that_java_says(said: str, reason: str) -> None:
    assert reason_in(said) == reason


def test_errors_of_spark_are_told_with_a_remedy() -> None:
    with pytest.raises(EngineFailed) as raised, told():
        raise import_module("py4j.protocol").Py4JError(SAID)
    (problem,) = raised.value.problems
    assert problem.code == "EN329"
    assert "Not enough memory" in str(problem)
    assert "--engine duckdb" in str(problem)


def test_other_errors_are_left_as_they_are() -> None:
    with pytest.raises(KeyboardInterrupt), told():
        raise KeyboardInterrupt
