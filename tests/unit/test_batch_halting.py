"""What stops an engine is said in our words, and what is our own fault is not hidden."""

import duckdb
import pytest

from enforcement_norms.batch.halting import EngineFailed, interruptible


def too_large() -> None:
    with interruptible("duckdb"), duckdb.connect() as connection:
        connection.execute("SET memory_limit = '1MB'")
        connection.execute("SET max_temp_directory_size = '0KB'")
        connection.execute("CREATE TABLE large AS SELECT range AS n, md5(range::VARCHAR) AS text FROM range(1000000)")


def test_want_of_memory_is_told_with_a_remedy() -> None:
    with pytest.raises(EngineFailed) as raised:
        too_large()
    (problem,) = raised.value.problems
    assert problem.code == "EN329"
    assert "--memory" in str(problem)


def test_a_person_who_stops_duckdb_is_heard() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible("duckdb"):
        raise RuntimeError("Query interrupted")


@pytest.mark.parametrize("error", [RuntimeError("other"), duckdb.BinderException("column"), ValueError("x")])
def test_other_errors_are_left_as_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, interruptible("duckdb"):
        raise error
    assert raised.value is error
