"""Tables in which many violations are mixed: what a run over a Parquet file takes, by violations and by rows.

The cases are those of `examples/make_archive.py`, a few of every violation of all installed packs that has a fine on
the party; they are repeated with other days and amounts until the table is as long as asked. Every run is a process of
its own, with DuckDB held to `MEMORY`, from the file to the written results: preparation and all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from attrs import frozen

from enforcement_norms import load
from enforcement_norms.batch import Request, evaluate_file

ROOT = Path(__file__).resolve().parents[1]
SEED_ROWS = 3000
VIOLATIONS = (1, 10, 50, 169)
"""Of how many violations a table of the same length is, beside one of all: the last are about half of them."""
TIMES = (1, 2, 4)
"""How many times as long a table of all violations is."""
LONG = 10
"""How many times as long the tables are in which preparation no longer counts."""
MEMORY = "500MB"


@frozen
class Run:
    """What one run took: of how many violations, how many rows, seconds in all, peak of the process in MB."""

    violations: int
    rows: int
    seconds: float
    peak: int
    penalties: bool = False


@frozen
class Held:
    """What a Parquet file of so many rows took: seconds, and the peak of the process in MB."""

    rows: int
    seconds: float
    peak: int


def runs(rows: int) -> Iterator[Run]:
    """The same rows of more and more violations, more and more rows of all; once with the penalties written too.

    First a run over little but the cases that are repeated elsewhere: what preparation takes.
    """
    with TemporaryDirectory() as folder:
        seed, names = _seed(Path(folder))
        yield _run(Path(folder), seed, names, SEED_ROWS)
        for times in (1, LONG):
            for count in VIOLATIONS:
                yield _run(Path(folder), seed, names[:: len(names) // count][:count], rows * times)
            for more in TIMES if times == 1 else (1,):
                yield _run(Path(folder), seed, names, rows * times * more)
        yield _run(Path(folder), seed, names, rows, penalties=True)


def _seed(folder: Path) -> tuple[Path, list[str]]:
    """The cases that are repeated, and their violations."""
    path = folder / "seed.parquet"
    made = [sys.executable, str(ROOT / "examples" / "make_archive.py"), "--rows", str(SEED_ROWS)]
    made += ["--violations", str(len(load().tracks)), "-o", str(path)]
    subprocess.run(made, check=True, capture_output=True)  # noqa: S603
    with duckdb.connect() as connection:
        names = connection.read_parquet(str(path)).aggregate("violation").order("violation").fetchall()
    return path, [name for (name,) in names]


def _run(folder: Path, seed: Path, violations: Sequence[str], rows: int, *, penalties: bool = False) -> Run:
    source = folder / "cases.parquet"
    _write(seed, violations, rows, source)
    call = [sys.executable, __file__, "--child", str(source), *(["--penalties"] if penalties else [])]
    done = subprocess.run(call, check=True, capture_output=True, text=True)  # noqa: S603
    said = json.loads(done.stdout)
    assert said["rows"] == rows, said
    return Run(len(violations), rows, said["seconds"], said["peak_mb"], penalties)


def _write(seed: Path, violations: Sequence[str], rows: int, target: Path) -> None:
    """The cases of the violations, repeated: acts and decisions up to 299 days earlier, amounts up to 99 yuan more."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(
            "CREATE TABLE seed AS SELECT * EXCLUDE (id, imposed_fine), row_number() OVER () - 1 AS n"
            " FROM read_parquet($path) WHERE list_contains($violations, violation)",
            {"path": str(seed), "violations": list(violations)},
        )
        columns = connection.table("seed")
        kinds = dict(zip(columns.columns, map(str, columns.types), strict=True))
        (count,) = columns.aggregate("count(*)").fetchall()[0]
        number = f"(round.range * {count} + seed.n)"
        changed = {name: f"{name} - (hash({number}) % 300)::INTEGER" for name in ("occurred_on", "decided_on")}
        for name, kind in kinds.items():
            if kind == "DECIMAL(18,2)":
                changed[name] = f'("{name}" + (hash({number}) % 100)::DECIMAL(18, 2))::DECIMAL(18, 2)'
        replaced = ", ".join(f'{what} AS "{name}"' for name, what in changed.items())
        query = (
            f"SELECT {number} AS id, seed.* EXCLUDE (n) REPLACE ({replaced})"  # noqa: S608
            f" FROM seed, range({-(-rows // count)}) AS round WHERE {number} < {rows}"
        )
        connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def child(source: Path, *, penalties: bool) -> None:
    """Evaluate one file in this process, and print what it took."""
    began = time.perf_counter()
    result = source.with_name("out.parquet")
    beside = source.with_name("penalties.parquet") if penalties else None
    found = evaluate_file(load(), Request(source, result, beside, memory=MEMORY))
    seconds = time.perf_counter() - began
    assert not found.problems, found.problems
    print(json.dumps({"rows": found.rows, "seconds": round(seconds, 2), "peak_mb": peak()}))


def peak() -> int:
    """The most memory that this process has held, in MB; not getrusage, whose peak is handed down by the parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def lines(found: Sequence[Run]) -> list[str]:
    """The runs as lines of a Markdown table that is aligned as text too."""
    head = f"| {'violations':>10} | {'rows':>12} | {'seconds':>8} | {'rows/s':>10} | {'peak MB':>8} | written             |"
    rule = f"|{'-' * 11}:|{'-' * 13}:|{'-' * 9}:|{'-' * 11}:|{'-' * 9}:|---------------------|"
    made = [head, rule]
    for one in found:
        written = "cases and penalties" if one.penalties else "cases"
        speed = one.rows / one.seconds
        made.append(
            f"| {one.violations:>10,} | {one.rows:>12,} | {one.seconds:>8.1f} | {speed:>10,.0f} | {one.peak:>8,}"
            f" | {written:<19} |"
        )
    return made


def of_growth(found: Sequence[Run]) -> list[str]:
    """How time grows with the number of violations in the longest tables, beside one plus its logarithm to base two."""
    rows = max(one.rows for one in found)
    first, *others = (one for one in found if one.rows == rows and not one.penalties)
    made = [
        f"| {'violations':>10} | {'seconds':>8} | {'times those of one':>18} | {'1 + log2':>8} |",
        f"|{'-' * 11}:|{'-' * 9}:|{'-' * 19}:|{'-' * 9}:|",
    ]
    for one in (first, *others):
        times, bound = one.seconds / first.seconds, 1 + log2(one.violations)
        made.append(f"| {one.violations:>10,} | {one.seconds:>8.1f} | {times:>18.2f} | {bound:>8.2f} |")
    return made


def of_memory(found: list[Held]) -> list[str]:
    """What files took, and where the line through them comes to at a hundred million rows."""
    made = [f"| {'Parquet in and out':>18} | {'seconds':>8} | {'peak MB':>8} |", f"|{'-' * 19}:|{'-' * 9}:|{'-' * 9}:|"]
    made += [f"| {one.rows:>13,} rows | {one.seconds:>8.1f} | {one.peak:>8,} |" for one in found]
    if len(found) > 1:
        first, last = found[0], found[-1]
        slope = (last.peak - first.peak) / (last.rows - first.rows)
        at = round(last.peak + slope * (100_000_000 - last.rows))
        made += ["", f"On the line through the first and the last a hundred million rows take {at:,} MB."]
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", type=Path)
    parser.add_argument("--penalties", action="store_true")
    parser.add_argument("--rows", type=int, default=1_000_000)
    chosen = parser.parse_args()
    if chosen.child:
        child(chosen.child, penalties=chosen.penalties)
    else:
        measured = [*runs(chosen.rows)]
        print("\n".join([*lines(measured), "", *of_growth(measured)]))
