"""What differs between the engines: exact division of whole numbers, small look-up tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from itertools import count
from os import getpid
from typing import Any, Final

DUCKDB: Final = "duckdb"
POLARS: Final = "polars"
SPARK: Final = "pyspark"
_COUNTER: Final = count(1)
HUNDREDTH: Final = Decimal("0.01")


@cache
def _function(name: str) -> Any:
    """A function of the engine that divides whole numbers and drops the rest."""
    import ibis

    def divided(a: int, b: int) -> int:
        raise NotImplementedError

    divided.__name__ = name
    divided.__annotations__ = {"a": int, "b": int, "return": int}
    return ibis.udf.scalar.builtin(divided, name=name)


def engine_of(expression: Any) -> str:
    """The name of the engine on which an expression runs."""
    name: str = expression.get_backend().name
    return name


def quotient(where: Any, number: Any, divisor: Any) -> Any:
    """A whole number ≥ 0 divided by a whole number > 0, rest dropped, exact to the last digit.

    DuckDB and Spark divide through doubles where Ibis writes `//`, which is wrong from 9·10^15 on; each has a
    function of its own that is exact.
    """
    engine = engine_of(where)
    if engine == POLARS:
        return number // divisor
    return _function("div" if engine == SPARK else "divide")(number, divisor)


def kept(rows: Any) -> Any:
    """The rows of an expression, run and kept by the engine as a table for the session."""
    import ibis

    connection = rows.get_backend()
    name = _name()
    if connection.name == POLARS:
        return connection.create_table(name, connection.to_polars(rows))
    if connection.name == SPARK:
        _session(connection).sql(connection.compile(rows)).persist().createOrReplaceTempView(name)
        return connection.table(name)
    # Ibis takes long to write nested selections as one; DuckDB does so itself.
    with _unfused(ibis.options.sql):
        connection.con.execute(f'CREATE TEMP TABLE "{name}" AS {connection.compile(rows)}')
    return connection.table(name)


def dropped(*tables: Any) -> None:
    """Give up tables that were kept."""
    for table in tables:
        connection, name = table.get_backend(), table.op().name
        if connection.name == SPARK:
            _session(connection).table(name).unpersist()
            _session(connection).catalog.dropTempView(name)
        elif connection.name == POLARS:
            connection.drop_table(name)
        else:
            connection.con.execute(f'DROP TABLE "{name}"')


def _session(connection: Any) -> Any:
    return connection.raw_sql("SELECT 1").sparkSession


def _name() -> str:
    return f"enforcement_norms_{next(_COUNTER)}_{getpid()}"


@contextmanager
def _unfused(options: Any) -> Iterator[None]:
    before = options.fuse_selects
    options.fuse_selects = False
    try:
        yield
    finally:
        options.fuse_selects = before


def look_up(where: Any, data: Any) -> Any:
    """A small Arrow table as a table of the engine, under a name of its own, for as long as the session lasts."""
    import ibis

    connection = where.get_backend()
    name = _name()
    if connection.name == DUCKDB:
        # A table of DuckDB's own has statistics, by which its joins become plain array look-ups.
        connection.con.register(f"{name}_read", data)
        connection.con.execute(f'CREATE TEMP TABLE "{name}" AS FROM "{name}_read"')
        connection.con.unregister(f"{name}_read")
        return connection.table(name)
    if connection.name == SPARK:
        _session(connection).createDataFrame(data).createOrReplaceTempView(name)
        return connection.table(name)
    return ibis.memtable(data)


def yuan(where: Any, fen: Any) -> Any:
    """Whole hundredths as a decimal with two places, exactly."""
    import ibis

    if engine_of(where) == DUCKDB:
        return _times_a_hundredth()(fen.cast("decimal(18, 0)"), ibis.literal(HUNDREDTH, "decimal(2, 2)"))
    return (fen.cast("decimal(20, 2)") * ibis.literal(HUNDREDTH, "decimal(20, 2)")).cast("decimal(20, 2)")


@cache
def _times_a_hundredth() -> Any:
    """DuckDB's own product of decimals of different scale, which Ibis does not write."""
    import ibis

    def multiply(a: Any, b: Any) -> Any:
        raise NotImplementedError

    return ibis.udf.scalar.builtin(multiply, signature=(("decimal(18, 0)", "decimal(2, 2)"), "decimal(20, 2)"))
