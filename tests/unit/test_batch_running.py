"""Files in, files out: the same result on every engine, whole or not there, taken up where a run was killed."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from tests.support import Law, law

from enforcement_norms.batch import TableInvalid
from enforcement_norms.batch.running import Progress, Request, Summary, evaluate_file

# Ibis calls DuckDB, and Spark calls pandas, as their newest versions no longer like it.
pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::DeprecationWarning", "ignore::ResourceWarning"
)
CLAUSE = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount:
          switch:
            - when: {value: {below: 1万元}}
              range: {at_least: 5000元, at_most: 5万元}
            - when: {value: {at_least: 1万元}}
              times: {of: value, at_least: 1倍, at_most: 3倍}
"""
ROWS = 40
WORTH = [None if number % 10 == 0 else Decimal(number * 400) for number in range(ROWS)]


@pytest.fixture
def trade(tmp_path: Path) -> Law:
    return law(tmp_path / "law", CLAUSE)


@pytest.fixture
def asked(tmp_path: Path) -> Request:
    """A run over a file of cases, of which every tenth does not know the value, in parts of 16 rows."""
    table = pa.table(
        {
            "id": list(range(ROWS)),
            "violation": ["trial.trade"] * (ROWS - 1) + ["trial.nothing"],
            "occurred_on": [date(2026, 3, 5)] * ROWS,
            "decided_on": [date(2026, 6, 1)] * ROWS,
            "department": ["一大队"] * ROWS,
            "value": pa.array(WORTH, pa.decimal128(18, 2)),
        }
    )
    pq.write_table(table, tmp_path / "cases.parquet")
    return Request(tmp_path / "cases.parquet", tmp_path / "out.parquet", rows_of_part=16)


def ranges(path: Path) -> list[tuple[Any, ...]]:
    rows = sorted(pq.read_table(path).to_pylist(), key=lambda row: row["id"])
    return [(row["outcome"], row["fine_at_least"], row["fine_at_most"]) for row in rows]


def expected() -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for worth in WORTH[:-1]:
        if worth is None:
            found.append(("undetermined", Decimal(5000), None))
        elif worth < 10000:
            found.append(("determined", Decimal(5000), Decimal(50000)))
        else:
            found.append(("determined", worth, worth * 3))
    return [*found, (None, None, None)]


@pytest.mark.parametrize("engine", ["duckdb", "polars", "spark"])
def test_every_engine_writes_the_same(trade: Law, asked: Request, engine: str) -> None:
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none here")
    penalties = asked.cases.with_name("penalties.parquet")
    summary = evaluate_file(trade.norms, evolve(asked, engine=engine, penalties=penalties))
    assert ranges(asked.cases) == expected()
    schema, of_penalties = pq.read_schema(asked.cases), pq.read_schema(penalties)
    assert schema.names[:2] == ["id", "department"]
    assert {str(schema.field(name).type) for name in ("fine_at_least", "fine_at_most")} == {"decimal128(18, 2)"}
    assert {str(of_penalties.field(name).type) for name in ("at_least", "at_most")} == {"decimal128(18, 2)"}
    assert {row["penalty"] for row in pq.read_table(penalties).to_pylist()} >= {"fine"}
    assert (summary.rows, summary.computed, summary.resumed) == (ROWS, ROWS, 0)
    assert summary.outcomes == {"determined": 35, "undetermined": 4}
    assert summary.problems == {"unknown_violation": 1}
    assert {path.name for path in asked.cases.parent.iterdir()} == {
        "law", "cases.parquet", "out.parquet", "penalties.parquet",
    }  # fmt: skip


@pytest.mark.parametrize("format_", ["csv", "jsonl", "arrow"])
def test_formats_of_results(trade: Law, asked: Request, format_: str) -> None:
    target = asked.cases.with_name(f"out.{format_}")
    evaluate_file(trade.norms, evolve(asked, cases=target, format=format_))
    if format_ == "arrow":
        with pa.memory_map(str(target)) as mapped:
            assert pa.ipc.open_file(mapped).read_all().num_rows == ROWS
        return
    lines = target.read_text(encoding="utf-8").splitlines()
    assert len(lines) == ROWS + (format_ == "csv")
    assert any("5000.00" in line and "50000.00" in line for line in lines)


def test_a_text_file_gives_the_same_as_parquet(trade: Law, asked: Request) -> None:
    text = asked.source.with_name("cases.csv")
    lines = ["id,violation,occurred_on,decided_on,value"]
    lines += [
        f"{number},trial.trade,2026-03-05,2026-06-01,{'' if worth is None else worth}"
        for number, worth in enumerate(WORTH[:-1])
    ]
    text.write_text("\n".join(lines), encoding="utf-8")
    evaluate_file(trade.norms, evolve(asked, source=text, source_format="csv"))
    table = pq.read_table(asked.cases)
    assert table.schema.field("id").type == pa.string()
    found = {row["id"]: (row["outcome"], row["fine_at_least"], row["fine_at_most"]) for row in table.to_pylist()}
    assert found == {str(number): answer for number, answer in enumerate(expected()[:-1])}


class Stopped(Exception):
    """Thrown in the middle of a run."""


def stopped_after(trade: Law, asked: Request, rows: int) -> None:
    def tell(progress: Progress) -> None:
        if progress.done >= rows:
            raise Stopped

    with pytest.raises(Stopped):
        evaluate_file(trade.norms, asked, tell)


def test_a_run_goes_on_where_the_last_was_stopped(trade: Law, asked: Request) -> None:
    asked.cases.write_bytes(b"old")
    stopped_after(trade, asked, 16)
    assert asked.cases.read_bytes() == b"old"
    told: list[Progress] = []
    summary = evaluate_file(trade.norms, asked, told.append)
    assert told[0] == Progress(16, ROWS, 16, taken_up=True)
    assert (summary.computed, summary.parts, summary.resumed) == (24, 3, 1)
    assert ranges(asked.cases) == expected()


def test_a_run_tells_how_far_it_is(trade: Law, asked: Request) -> None:
    told: list[Progress] = []
    evaluate_file(trade.norms, asked, told.append)
    assert (told[0], told[-1]) == (Progress(0, ROWS, 0), Progress(ROWS, ROWS, 0))
    assert [each.done for each in told] == sorted(each.done for each in told)
    combinations = [each.combinations for each in told if each.combinations is not None]
    assert combinations != []
    assert all(0 <= done <= of for done, of in combinations)


def test_after_the_input_has_changed_nothing_old_is_used(trade: Law, asked: Request) -> None:
    stopped_after(trade, asked, 16)
    os.utime(asked.source, ns=(1, 1))
    assert evaluate_file(trade.norms, asked).resumed == 0


def test_unknown_columns_are_refused_and_leave_nothing(trade: Law, asked: Request) -> None:
    table = pq.read_table(asked.source).append_column("valeu", pa.array([1] * ROWS))
    pq.write_table(table, asked.source)
    with pytest.raises(TableInvalid):
        evaluate_file(trade.norms, asked)
    assert not asked.cases.exists()
    assert not list(asked.cases.parent.glob(".out*"))


def test_an_empty_table_gives_an_empty_result(trade: Law, asked: Request) -> None:
    pq.write_table(pq.read_table(asked.source).slice(0, 0), asked.source)
    summary = evaluate_file(trade.norms, asked)
    assert summary == evolve(Summary(0, 0, 0.0, 1, 0), seconds=summary.seconds)
    assert pq.read_table(asked.cases).num_rows == 0


KILLED = """
import sys
from pathlib import Path
from enforcement_norms.batch.running import Request, evaluate_file
from tests.support import Law, law

def tell(progress):
    if progress.done >= 16:
        print("part done", flush=True)
        sys.stdin.read()

folder = Path(sys.argv[1])
norms = law(folder / "law", sys.argv[2]).norms
evaluate_file(
    norms,
    Request(folder / "cases.parquet", folder / "out.parquet", folder / "out.penalties.parquet", rows_of_part=16),
    tell,
)
"""


def test_a_killed_run_leaves_old_output_and_finished_parts(trade: Law, asked: Request) -> None:
    both = evolve(asked, penalties=asked.cases.with_name("out.penalties.parquet"))
    for path in outputs(both):
        path.write_bytes(b"old")
    command = [sys.executable, "-c", KILLED, str(asked.source.parent), CLAUSE]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"part done\n"
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert [path.read_bytes() for path in outputs(both)] == [b"old", b"old"]
    assert (asked.cases.parent / ".out.parquet.parts" / "00000.cases.parquet").is_file()
    summary = evaluate_file(trade.norms, both)
    assert summary.resumed == 1
    assert ranges(asked.cases) == expected()
    assert {row["id"] for row in pq.read_table(outputs(both)[1]).to_pylist()} == set(range(ROWS - 1))
    assert {path.name for path in asked.cases.parent.glob("*out*")} == {"out.parquet", "out.penalties.parquet"}


def outputs(asked: Request) -> list[Path]:
    return [path for path in (asked.cases, asked.penalties) if path is not None]
