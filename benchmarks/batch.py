"""Whole tables, side by side in one run: this library, the same rule by hand in DuckDB SQL and in Polars, openfisca, zen.

The rule is that of `single.py`: a statutory branch by goods value, a table of twelve tiers, shares of 30 and 70 per
cent. All contenders must give the same bounds, in fen, before anything is timed; where one does not (openfisca
computes in 32-bit floats), it is said how many are wrong. Times are the least of several runs in one process with two
threads; of this library the time to prepare (look at the rows, evaluate each combination once) is shown apart.

Then the memory that a Parquet file of many rows takes, and tables in which all violations are mixed (`mixed_tables.py`).
`--write` puts all of it into docs/reference/benchmarks.md, behind what `single.py` writes there.

    uv run python benchmarks/batch.py --write
    uv run python benchmarks/batch.py --rows 50000000 --mixed 10000000
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import ibis
import numpy as np
import polars as pl
from mixed_tables import MEMORY as OF_MIXED
from mixed_tables import Held, lines, of_growth, of_memory, peak, runs
from openfisca_rule import answers
from pages import write_section
from single import HALF_A_YEAR, SHARES, THRESHOLD, rule_norms, zen_decision

from enforcement_norms.batch import evaluate_table

ROWS = 10_000_000
OF_SLOW = 20_000
"""How many rows the engines that go row by row get."""
RUNS = 3
MAKE = """
CREATE OR REPLACE TABLE cases AS SELECT
    range AS id, 'benchmark.example' AS violation,
    DATE '2026-03-05' + (range % 60)::INTEGER AS occurred_on, DATE '2026-09-01' AS decided_on,
    (hash(range) % 10000000 / 100)::DECIMAL(18, 2) AS goods_value,
    (hash(range + 1) % 20)::INTEGER AS months,
    ['none', 'slight', 'serious'][1 + (hash(range + 2) % 3)::INTEGER] AS harm
FROM range({rows})
"""
Timed = tuple[str, float, int]
HEADING = "## Whole tables"
GROWTH = """\
How time grows with the number of violations in the longest of them, preparation and all. A table of more violations
has more columns too, each of which is read for every row:"""
MIXED = 1_000_000
MEMORY = "700MB"


def by_hand_in_sql(source: str) -> str:
    """The rule as one writes it in SQL, bounds in yuan as decimals."""
    starts, ends = (
        " ".join(
            f"WHEN months {'<' if term == 'short' else '>='} {HALF_A_YEAR} AND harm = '{harm}' THEN {bounds[which]}"
            for (term, harm), bounds in SHARES.items()
        )
        for which in (0, 1)
    )
    return f"""
        SELECT id,
            (low + divide(width * start + 99, 100))::DECIMAL(18, 0) * 0.01::DECIMAL(2, 2) AS fine_at_least,
            (low + divide(width * stop, 100))::DECIMAL(18, 0) * 0.01::DECIMAL(2, 2) AS fine_at_most
        FROM (
            SELECT id, CASE {starts} END AS start, CASE {ends} END AS stop,
                CASE WHEN goods_value < {THRESHOLD} THEN 5000000 ELSE fen * 10 END AS low,
                CASE WHEN goods_value < {THRESHOLD} THEN 5000000 ELSE fen * 10 END AS width
            FROM (SELECT *, (goods_value * 100)::BIGINT AS fen FROM {source})
        )"""  # noqa: S608


def by_hand_in_polars(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The rule as one writes it in Polars, bounds in yuan as decimals."""
    fen = (pl.col("goods_value") * 100).cast(pl.Int64)
    small = pl.col("goods_value") < Decimal(THRESHOLD)
    low = pl.when(small).then(5_000_000).otherwise(fen * 10)
    start: Any = None
    stop: Any = None
    for (term, harm), (first, last) in SHARES.items():
        short = pl.col("months") < HALF_A_YEAR
        holds = (short if term == "short" else ~short) & (pl.col("harm") == harm)
        start = pl.when(holds).then(first) if start is None else start.when(holds).then(first)
        stop = pl.when(holds).then(last) if stop is None else stop.when(holds).then(last)
    with_shares = frame.with_columns(low=low, start=start.cast(pl.Int64), stop=stop.cast(pl.Int64))
    return with_shares.select(
        "id",
        fine_at_least=_yuan(pl.col("low") + (pl.col("low") * pl.col("start") + 99) // 100),
        fine_at_most=_yuan(pl.col("low") + pl.col("low") * pl.col("stop") // 100),
    )


def _yuan(fen: pl.Expr) -> pl.Expr:
    return fen.cast(pl.Decimal(20, 2)) * pl.lit(Decimal("0.01"), pl.Decimal(20, 2))


def least(run: Callable[[], object], runs: int = RUNS) -> float:
    """The shortest of several times, in seconds."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def on_duckdb(rows: int) -> list[Timed]:
    """This library and the hand-written query, both written into a table of the same connection."""
    connection = ibis.duckdb.connect(threads=2)
    connection.raw_sql(MAKE.format(rows=rows))
    start = time.perf_counter()
    tables = evaluate_table(rule_norms(), connection.table("cases"))
    prepared = time.perf_counter() - start
    ours = str(ibis.to_sql(tables.cases.select("id", "fine_at_least", "fine_at_most")))
    hand = by_hand_in_sql("cases")
    same(connection, ours, hand)

    def into(query: str) -> Callable[[], object]:
        return lambda: connection.raw_sql(f"CREATE OR REPLACE TABLE answers AS {query}").fetchall()

    return [
        ("enforcement_norms, DuckDB", least(into(ours)), rows),
        ("  preparation", prepared, rows),
        ("by hand, DuckDB SQL", least(into(hand)), rows),
    ]


def same(connection: Any, ours: str, hand: str) -> None:
    """Assert that two queries give the same bounds on every row."""
    compare = f"""
        SELECT count(*) FROM ({ours}) AS a JOIN ({hand}) AS b USING (id)
        WHERE a.fine_at_least IS DISTINCT FROM b.fine_at_least OR a.fine_at_most IS DISTINCT FROM b.fine_at_most"""  # noqa: S608
    differing = connection.raw_sql(compare).fetchall()[0][0]
    assert differing == 0, differing


def on_polars(rows: int) -> list[Timed]:
    """This library and the hand-written query, both collected into memory."""
    source = duckdb.connect()
    source.execute(MAKE.format(rows=rows))
    frame = pl.DataFrame(source.sql("SELECT * FROM cases").to_arrow_table())
    connection = ibis.polars.connect()
    start = time.perf_counter()
    tables = evaluate_table(rule_norms(), connection.create_table("cases", frame))
    prepared = time.perf_counter() - start
    ours = connection.compile(tables.cases.select("id", "fine_at_least", "fine_at_most"))
    hand = by_hand_in_polars(frame.lazy())
    mine = ours.collect().sort("id")
    assert mine.equals(hand.collect().sort("id").cast(mine.schema))
    return [
        ("enforcement_norms, Polars", least(ours.collect), rows),
        ("  preparation", prepared, rows),
        ("by hand, Polars", least(hand.collect), rows),
    ]


def on_zen(rows: int) -> list[Timed]:
    """The decision table of zen-engine, row by row."""
    source = duckdb.connect()
    source.execute(MAKE.format(rows=rows))
    found = source.execute("SELECT goods_value::DOUBLE AS goods_value, months, harm FROM cases").fetchall()
    decision = zen_decision()

    def run() -> None:
        for value, months, harm in found:
            decision.evaluate({"goods_value": value, "months": months, "harm": harm})

    return [("zen-engine", least(run, 1), rows)]


def on_openfisca(rows: int) -> tuple[Timed, str]:
    """The rule as openfisca variables, and how many of its answers are wrong to the fen."""
    source = duckdb.connect()
    source.execute(MAKE.format(rows=rows))
    columns = source.execute(
        "SELECT (goods_value * 100)::BIGINT AS fen, months, harm FROM cases ORDER BY id"
    ).fetchnumpy()
    found, seconds = answers(columns["fen"], columns["months"], np.asarray(columns["harm"], dtype=str))
    exact = f"SELECT (fine_at_most * 100)::BIGINT AS fen FROM ({by_hand_in_sql('cases')}) ORDER BY id"  # noqa: S608
    right = source.execute(exact).fetchnumpy()["fen"]
    wrong = int(np.sum(np.round(np.asarray(found, dtype=np.float64) * 100) != right))
    return (
        "openfisca-core",
        seconds,
        rows,
    ), f"openfisca-core: {wrong:,} of {rows:,} maxima wrong to the fen (32-bit floats)"


def memory(rows: int) -> Held:
    """What a child process takes that reads a Parquet file of so many rows and writes another."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.parquet"
        maker = duckdb.connect()
        maker.execute("SET enable_progress_bar = false")
        maker.execute(MAKE.format(rows=rows).replace("CREATE OR REPLACE TABLE cases AS", "COPY (") + f") TO '{path}'")
        maker.close()
        done = subprocess.run(  # noqa: S603
            [sys.executable, __file__, "--child", str(path)], check=True, capture_output=True, text=True
        )
        said = json.loads(done.stdout)
        return Held(rows, said["seconds"], said["peak_mb"])


def child(path: str) -> None:
    """Evaluate one Parquet file into another, and print the peak of memory and the time."""
    start = time.perf_counter()
    connection = ibis.duckdb.connect(threads=2)
    connection.raw_sql(f"SET memory_limit = '{MEMORY}'; SET preserve_insertion_order = false")
    connection.raw_sql("SET enable_progress_bar = false")
    tables = evaluate_table(rule_norms(), connection.read_parquet(path))
    query = str(ibis.to_sql(tables.cases))
    connection.raw_sql(f"COPY ({query}) TO '{path}.out'").fetchall()
    print(json.dumps({"peak_mb": peak(), "seconds": round(time.perf_counter() - start, 1)}))


def of_contenders(found: list[Timed]) -> list[str]:
    """The contenders as lines of a Markdown table that is aligned as text too."""
    made = [f"| {'one rule':<26} | {'rows':>12} | {'seconds':>8} | {'M rows/s':>9} |"]
    made.append(f"|{'-' * 28}|{'-' * 13}:|{'-' * 9}:|{'-' * 10}:|")
    for name, seconds, rows in found:
        made.append(f"| {name:<26} | {rows:>12,} | {seconds:>8.3f} | {rows / seconds / 1e6:>9.3f} |")
    return made


def page(contenders: list[Timed], said: str, held: list[Held], mixed: list[str]) -> str:
    """The section of docs/reference/benchmarks.md."""
    parts = [
        HEADING,
        "",
        f"One run of `uv run python benchmarks/batch.py --write` on CPython {platform.python_version()}, two cores.",
        "One simple rule, the same answers to the fen of all but openfisca:",
        "",
        *of_contenders(contenders),
        "",
        f"{said}.",
        "",
        f"Memory of the whole process, DuckDB held to {MEMORY}:",
        "",
        *of_memory(held),
        "",
        "Violations of all packs mixed in one table of some two hundred columns, from file to file in a process of its",
        f"own, DuckDB held to {OF_MIXED}; the first line is little but preparation:",
        "",
        *mixed,
        "",
    ]
    return "\n".join(parts)


def main() -> None:
    """Measure and print; `--write` for the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the one rule")
    parser.add_argument("--memory", type=int, nargs="*", default=[10_000_000, 50_000_000], help="rows of Parquet files")
    parser.add_argument("--mixed", type=int, default=MIXED, help="rows of the shortest mixed table of all violations")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--child")
    chosen = parser.parse_args()
    if chosen.child:
        child(chosen.child)
        return
    measured, said = on_openfisca(chosen.rows)
    contenders = [*on_duckdb(chosen.rows), *on_polars(chosen.rows), measured, *on_zen(OF_SLOW)]
    print("\n".join([*of_contenders(contenders), "", said, ""]), flush=True)
    held = [memory(rows) for rows in chosen.memory]
    print("\n".join([*of_memory(held), ""]), flush=True)
    of_mixed = [*runs(chosen.mixed)]
    mixed = [*lines(of_mixed), "", GROWTH, "", *of_growth(of_mixed)]
    print("\n".join(mixed))
    if chosen.write:
        write_section(page(contenders, said, held, mixed))


if __name__ == "__main__":
    main()
