"""How many case files `enorms audit` judges a second: JSON Lines in, reports out, in one process and in two.

    uv run python benchmarks/audit.py [files] [--profile]

Each file is the ordinary example under an id of its own; every rule of the core runs. The clock of the machine is
shown with what one process spends on reading JSON, on the model, and on the rules, and the memory of the parent.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from enforcement_norms.auditing import audit, core_rules
from enforcement_norms.interchange.case_files import case_file_data
from enforcement_norms.reader.case_file import case_file_at, read_case_file, registers_at

FOLDER = Path(__file__).parents[1] / "examples" / "case_files"


def best_of(work: object, count: int = 200, rounds: int = 5) -> float:
    """The least time of one call, in microseconds of processor time."""
    assert callable(work)
    least = float("inf")
    for _round in range(rounds):
        began = time.process_time()
        for _number in range(count):
            work()
        least = min(least, (time.process_time() - began) / count)
    return least * 1e6


def parts() -> None:
    """What one file costs in one process, part by part."""
    registers = registers_at(FOLDER / "registers.yaml")
    data = case_file_data(case_file_at(FOLDER / "ordinary.yaml"))
    text = json.dumps(data, ensure_ascii=False)
    case_file = read_case_file(data)
    costs = {
        "JSON": best_of(lambda: json.loads(text)),
        "model": best_of(lambda: read_case_file(data)),
        "rules": best_of(lambda: audit(None, case_file, registers)),
    }
    print(f"{len(text)} characters a file, {len(core_rules())} rules")
    print("  ".join(f"{name} {cost:.0f} µs" for name, cost in costs.items()), f" sum {sum(costs.values()):.0f} µs")


def whole(count: int, jobs: int, folder: Path) -> None:
    """The command over so many files."""
    data = case_file_data(case_file_at(FOLDER / "ordinary.yaml"))
    source = folder / "files.jsonl"
    with source.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps({**data, "id": f"case-{number}"}, ensure_ascii=False) + "\n")
    call = [sys.executable, "-m", "enforcement_norms", "audit", str(source), "--json", "--jobs", str(jobs)]
    call += ["--registers", str(FOLDER / "registers.yaml"), "-o", str(folder / "reports.jsonl")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(call, check=False)  # noqa: S603 – our own command
    spent = time.perf_counter() - began
    with (folder / "reports.jsonl").open(encoding="utf-8") as stream:
        assert sum(1 for _line in stream) == count + 2  # the registers before them, the comparison behind them
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{jobs} process(es): {count / spent:,.0f} files/s ({spent:.1f} s by the clock, {busy / count * 1e6:.0f} µs of "
        f"processor a file with start-up, exit {done.returncode}, peak {after.ru_maxrss // 1024} MB)"
    )


def profile() -> None:
    """Where the rules spend their time."""
    registers = registers_at(FOLDER / "registers.yaml")
    case_file = case_file_at(FOLDER / "ordinary.yaml")
    audit(None, case_file, registers)
    profiler = cProfile.Profile()
    profiler.enable()
    for _number in range(300):
        audit(None, case_file, registers)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    parts()
    with tempfile.TemporaryDirectory() as temporary:
        for processes in (1, 2):
            whole(numbers[0] if numbers else 20_000, processes, Path(temporary))
    if "--profile" in sys.argv:
        profile()
