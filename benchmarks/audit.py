"""How many case files `enorms audit` judges a second: JSON Lines in, reports out, in one process and in two.

    uv run python benchmarks/audit.py [files] [--profile]

Every rule of the core and of the packs runs. The files are the ordinary example, varied as the files of a department
vary (`case_files.py`): dates, amounts, parties and officers differ from file to file, so that nothing which the library
remembers is asked for more often than in practice. What one process spends on each part is measured on files that it
has not seen before: reading, from the text to the model (beside it what the standard library takes to parse the text
alone); the rules without packs, with the packs that the command reads for such files, and with all that are installed;
what is kept to compare the file with others; and the line of the report. `--profile` shows the dearest rules and
functions.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Final

from attrs import evolve
from case_files import ordinary_files, registers

from enforcement_norms import load
from enforcement_norms.auditing import audit, rules_for
from enforcement_norms.auditing.across import rows_of, trace_of
from enforcement_norms.cli.audit_forms import JsonForm
from enforcement_norms.interchange.case_files import registers_data
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.model.duty import Rule
from enforcement_norms.reader.case_file import quick_case_file, read_case_file

DOMAIN: Final = "market_supervision"
ROUND: Final = 200
"""Files in one round of measuring."""
ROUNDS: Final = 8
"""Rounds, each over files of its own; the quietest counts, the first one warms up."""

DEAREST: Final = 60
"""Rules that `--profile` shows."""

WATCHED: Final = """
import json, resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""Runs the command from a small process: a child counts the memory of its parent as its own until it is replaced."""


def files(count: int) -> Iterator[dict[str, Any]]:
    """So many clean files as plain data."""
    held, norms = registers(), load(DOMAIN)
    return ordinary_files(count, lambda data: audit(norms, read_case_file(data), held).is_clean)


def least(work: Callable[[Any], object], over: Iterable[Any]) -> float:
    """Microseconds of processor time a piece takes: the quietest of several rounds, each over other pieces."""
    pieces, spent = iter(over), []
    while held := list(islice(pieces, ROUND)):
        began = time.process_time()
        for piece in held:
            work(piece)
        spent.append((time.process_time() - began) / len(held))
    return min(spent[1:]) * 1e6


def parts(sample: Sequence[dict[str, Any]]) -> None:
    """What one file costs in one process, part by part."""
    held, of_domain, of_all = registers(), load(DOMAIN), load()
    texts = [json.dumps(data, ensure_ascii=False).encode() for data in sample]
    case_files = list(map(read_case_file, sample))
    reports = [audit(of_domain, case_file, held) for case_file in case_files]
    costs = {
        "(json.loads)": least(json.loads, texts),
        "reading": least(quick_case_file, texts),
        "rules without packs": least(lambda each: audit(None, each, held), case_files),
        f"rules with {len(of_domain.packs)} packs": least(lambda each: audit(of_domain, each, held), case_files),
        f"rules with {len(of_all.packs)} packs": least(lambda each: audit(of_all, each, held), case_files),
        "comparison": least(lambda each: rows_of(trace_of(each)), case_files),
        "report": least(lambda each: JsonForm().of_file(each, None), reports),
    }
    print(f"{sum(map(len, texts)) // len(texts)} bytes a file, {len(rules_for(of_all))} rules")
    for name, cost in costs.items():
        print(f"{name:24}{cost:8.0f} µs")


def whole(lines: Sequence[str], jobs: int, folder: Path) -> None:
    """The command over all files."""
    source = folder / "files.jsonl"
    source.write_text("".join(lines), encoding="utf-8")
    (folder / "registers.json").write_text(json.dumps(registers_data(registers()), ensure_ascii=False), "utf-8")
    call = [sys.executable, "-m", "enforcement_norms", "audit", str(source), "--json", "--jobs", str(jobs)]
    call += ["--registers", str(folder / "registers.json"), "-o", str(folder / "reports.jsonl")]
    began = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", WATCHED, *call], check=True, stdout=subprocess.PIPE)  # noqa: S603 – ours
    spent = time.perf_counter() - began
    status, busy, peak = json.loads(told.stdout)
    with (folder / "reports.jsonl").open(encoding="utf-8") as stream:
        assert sum(1 for _line in stream) == len(lines) + 2  # the registers before them, the comparison behind them
    print(
        f"{jobs} process(es): {len(lines) / spent:,.0f} files/s ({spent:.1f} s by the clock, "
        f"{busy / len(lines) * 1e6:.0f} µs of processor a file with start-up, exit {status}, "
        f"the largest process {peak // 1024} MB)"
    )


def profile(case_files: Sequence[CaseFile]) -> None:
    """Where the rules spend their time: the dearest rules (with what they are the first to ask), then functions."""
    held, norms = registers(), load(DOMAIN)
    for case_file in case_files:
        audit(norms, case_file, held)
    spent: Counter[str] = Counter()
    timed = tuple(_timed(rule, spent) for rule in rules_for(norms))
    by_file = []
    for case_file in case_files:
        spent.clear()
        audit(norms, case_file, held, rules=timed)
        by_file.append(dict(spent))
    usual = Counter({rule.id: median(each.get(rule.id, 0) for each in by_file) / 1e3 for rule in timed})
    print(f"\nrules, µs in the middle one of all files, of {usual.total():.0f} (with what timing them costs):")
    for name, microseconds in usual.most_common(DEAREST):
        print(f"  {microseconds:6.1f}  {name}")
    profiler = cProfile.Profile()
    profiler.enable()
    for case_file in case_files:
        audit(norms, case_file, held)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def _timed(rule: Rule, spent: Counter[str]) -> Rule:
    """The rule, with its time added to what all files spent."""

    def timing(work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any) -> Any:
            began = time.perf_counter_ns()
            try:
                found = work(*given)
                return found if isinstance(found, bool) else list(found)
            finally:
                spent[rule.id] += time.perf_counter_ns() - began

        return timed

    return evolve(rule, check=timing(rule.check), when=None if rule.when is None else timing(rule.when))


def main() -> None:
    """Measure and print."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    count = numbers[0] if numbers else 20_000
    sample = list(files(ROUND * ROUNDS))
    parts(sample)
    if "--profile" in sys.argv:
        profile([read_case_file(data) for data in sample])
    if count:
        lines = [json.dumps(data, ensure_ascii=False) + "\n" for data in files(count)]
        with tempfile.TemporaryDirectory() as temporary:
            for processes in (1, 2):
                whole(lines, processes, Path(temporary))


if __name__ == "__main__":
    main()
