"""How many case files `enorms audit` judges a second: JSON Lines in, reports out, in one process and in two.

    uv run python benchmarks/audit.py [files] [--profile] [--write]

Every rule of the core and of the packs runs. The files are the ordinary example, varied as the files of a department
vary (`case_files.py`): dates, amounts, parties and officers differ from file to file, so that nothing which the library
remembers is asked for more often than in practice. What one process spends on each part is measured on files that it
has not seen before: reading, from the text to the model (beside it what the standard library takes to parse the text
alone); the rules without packs, with the packs that the command reads for such files, and with all that are installed;
what is kept to compare the file with others; and the line of the report. Rules run over as many files at a time as
in the command; beside them stands one file alone. `--profile` shows the dearest rules and functions; `--write` puts
the figures into the documentation.
"""

from __future__ import annotations

import cProfile
import json
import os
import platform
import pstats
import re
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
from pages import write_section

from enforcement_norms import load
from enforcement_norms.auditing import audit, audit_each, rules_for
from enforcement_norms.auditing.across import trace_of, written_trace
from enforcement_norms.cli.audit_forms import JsonForm
from enforcement_norms.cli.audit_work import BATCH
from enforcement_norms.interchange.case_files import registers_data
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.model.duty import Rule
from enforcement_norms.reader.case_file import quick_case_file, read_case_file

DOMAIN: Final = "market_supervision"
ROUND: Final = 200
"""Files in one round of measuring."""
ROUNDS: Final = 8
"""Rounds, each over files of its own; the quietest counts, the first one warms up."""

HEAD: Final = "| processes |   files | seconds | files/s | µs of a core | peak MB |"
INTRODUCTION: Final = (
    "## Case files",
    "",
    f"One run of `uv run python benchmarks/audit.py --write` on CPython {platform.python_version()}, two cores: the ordinary",
    "example, varied so that no two files are alike; parts of one file in a process that runs already, then the whole",
    "command with its start-up, reports written. Where the time goes, `--profile` shows.",
    "",
)
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
    return least_together(lambda pieces: [work(piece) for piece in pieces], over, ROUND)


def least_together(work: Callable[[list[Any]], object], over: Iterable[Any], together: int = BATCH) -> float:
    """The same of pieces that are worked on together, so many at a time."""
    pieces, spent = iter(over), []
    while held := list(islice(pieces, ROUND)):
        batches = iter([held[start : start + together] for start in range(0, len(held), together)])
        began = time.process_time()
        for batch in batches:
            work(batch)
        spent.append((time.process_time() - began) / len(held))
    return min(spent[1:]) * 1e6


def parts(sample: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What one file costs in one process, part by part, as lines of a table."""
    held, of_domain, of_all = registers(), load(DOMAIN), load()
    texts = [json.dumps(data, ensure_ascii=False).encode() for data in sample]
    case_files = list(map(read_case_file, sample))
    reports = [audit(of_domain, case_file, held) for case_file in case_files]
    costs = {
        "(json.loads)": least(json.loads, texts),
        "reading": least(quick_case_file, texts),
        "one file alone": least(lambda each: audit(of_domain, each, held), case_files),
        "rules without packs": least_together(lambda some: audit_each(None, some, held), case_files),
        f"rules with {len(of_domain.packs)} packs": least_together(
            lambda some: audit_each(of_domain, some, held), case_files
        ),
        f"rules with {len(of_all.packs)} packs": least_together(
            lambda some: audit_each(of_all, some, held), case_files
        ),
        "comparison": least(lambda each: written_trace(trace_of(each)), case_files),
        "report": least(lambda each: JsonForm().of_file(each, None), reports),
    }
    yield f"{sum(map(len, texts)) // len(texts):,} bytes a file, {len(rules_for(of_all))} rules:"
    yield ""
    yield f"| {'one file':<22} | {'µs':>6} |"
    yield f"|{'-' * 24}|{'-' * 7}:|"
    for name, cost in costs.items():
        yield f"| {name:<22} | {cost:>6,.0f} |"


def written(count: int, folder: Path) -> None:
    """So many files and the registers, as the command reads them; file by file, for they are more than memory holds."""
    with (folder / "files.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(data, ensure_ascii=False) + "\n" for data in files(count))
    (folder / "registers.json").write_text(json.dumps(registers_data(registers()), ensure_ascii=False), "utf-8")
    os.sync()  # what is still to be written to disk would be charged to the command


def whole(count: int, jobs: int, folder: Path) -> str:
    """The command over all files, as a line of a table."""
    source = folder / "files.jsonl"
    call = [sys.executable, "-m", "enforcement_norms", "audit", str(source), "--json", "--jobs", str(jobs)]
    call += ["--registers", str(folder / "registers.json"), "-o", str(folder / "reports.jsonl")]
    began = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", WATCHED, *call], check=True, stdout=subprocess.PIPE)  # noqa: S603 – ours
    spent = time.perf_counter() - began
    status, busy, peak = json.loads(told.stdout)
    with (folder / "reports.jsonl").open(encoding="utf-8") as stream:
        assert sum(1 for _line in stream) == count + 2  # the registers before them, the comparison behind them
    (folder / "reports.jsonl").unlink()
    os.sync()
    rate, each, largest = count / spent, busy / count * 1e6, peak // 1024
    assert status == 0, status
    return f"| {jobs:>9} | {count:>7,} | {spent:>7.1f} | {rate:>7,.0f} | {each:>12,.0f} | {largest:>7,} |"


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
    count = numbers[0] if numbers else 100_000
    sample = list(files(ROUND * ROUNDS))
    said = list(parts(sample))
    print("\n".join(said))
    if "--profile" in sys.argv:
        profile([read_case_file(data) for data in sample])
    if count:
        table = ["", HEAD, re.sub(r"[^|]", "-", HEAD).replace("-|", ":|")]
        with tempfile.TemporaryDirectory() as temporary:
            written(count, Path(temporary))
            table += [whole(count, processes, Path(temporary)) for processes in (1, 2)]
        print("\n".join(table))
        said += table
    if "--write" in sys.argv:
        write_section("\n".join([*INTRODUCTION, *said, ""]))


if __name__ == "__main__":
    main()
