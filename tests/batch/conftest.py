"""One connection an engine for all tests; Spark runs in two local threads and needs Java."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import ibis
import pyarrow as pa
import pytest

ENGINES = ("duckdb", "polars", "spark")
Put = Callable[[pa.Table], Any]
_names = count(1)


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none here")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.default.parallelism", "2")
            .config("spark.log.level", "OFF")
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.fixture(params=ENGINES)
def put(request: pytest.FixtureRequest) -> Iterator[Put]:
    """Hands an Arrow table to one engine after another as an Ibis table."""
    yield from putting(request, request.param)


@pytest.fixture
def duckdb_put(request: pytest.FixtureRequest) -> Iterator[Put]:
    """The same for one engine."""
    yield from putting(request, "duckdb")


@pytest.fixture
def polars_put(request: pytest.FixtureRequest) -> Iterator[Put]:
    """The same for one engine."""
    yield from putting(request, "polars")


@pytest.fixture
def spark_put(request: pytest.FixtureRequest) -> Iterator[Put]:
    """The same for one engine."""
    yield from putting(request, "spark")


def putting(request: pytest.FixtureRequest, engine: str) -> Iterator[Put]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if engine == "spark":
            session = request.getfixturevalue("spark")
            connection = ibis.pyspark.connect(session)
        else:
            connection = ibis.duckdb.connect() if engine == "duckdb" else ibis.polars.connect()

        def into(data: pa.Table) -> Any:
            name = f"cases_{next(_names)}"
            if engine == "spark":
                session.createDataFrame(data).createOrReplaceTempView(name)
                return connection.table(name)
            return connection.create_table(name, data)

        yield into
