"""One case at a time, side by side in one run: this library, the same rule by hand, and zen-engine.

The rule: a statutory branch by goods value, a table of twelve tiers, shares of 30 and 70 per cent. All
contenders must give the same tier and the same bounds before anything is timed. Then start-up: import, load,
one process of the command line. `--write` puts the table into docs/reference/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import zen
from pages import write_section

from enforcement_norms import Case, Determination, Money, Norms, evaluate, explain
from enforcement_norms.compiler import compile_norms
from enforcement_norms.evaluator.evaluation import evaluate_afresh
from enforcement_norms.general import pack as general_pack
from enforcement_norms.reader import read_pack

HERE = Path(__file__).parent
ROOT = HERE.parent
FACTS: tuple[tuple[int, int, str], ...] = (
    (8_000, 2, "none"),
    (9_000, 7, "slight"),
    (10_000, 3, "serious"),
    (25_000, 9, "none"),
    (123_456, 1, "slight"),
)
THRESHOLD = 10_000
HALF_A_YEAR = 6
SHARES = {
    ("short", "none"): (0, 30),
    ("short", "slight"): (30, 70),
    ("short", "serious"): (70, 100),
    ("long", "none"): (30, 70),
    ("long", "slight"): (70, 100),
    ("long", "serious"): (70, 100),
}


def rule_norms() -> Norms:
    """The rule as a pack, joined with the general rules."""
    general = general_pack.pack(None)
    return compile_norms([general, read_pack(HERE / "rule", general=general)])


def cases() -> list[Case]:
    """Five cases on both sides of the threshold."""
    return [
        Case(
            "benchmark.example",
            date(2026, 3, 5),
            date(2026, 6, 1),
            "511702",
            {"goods_value": Money.yuan(value), "months": months, "harm": harm},
        )
        for value, months, harm in FACTS
    ]


NAMES = "from enforcement_norms import Case, Money, evaluate, explain, load"
Answer = tuple[str, int, int]


def by_hand(value: int, months: int, harm: str) -> tuple[Answer, list[str]]:
    """The same rule written out, in fen, with a trace of its steps."""
    size = "small" if value < THRESHOLD else "large"
    low, high = (5_000_000, 10_000_000) if size == "small" else (value * 1000, value * 2000)
    term = "short" if months < HALF_A_YEAR else "long"
    start, end = SHARES[term, harm]
    width = high - low
    tier = f"{size}_{term}_{harm}"
    answer = (tier, low + width * start // 100, low + width * end // 100)
    return answer, [f"branch {size}", f"statutory {low} {high}", f"tier {tier}", f"share {start} {end}"]


def zen_decision() -> Any:
    """The same rule as a decision table of zen-engine, amounts in fen."""
    rules = []
    for size, test, low, high in (
        ("small", "< 10000", "5000000", "10000000"),
        ("large", ">= 10000", "goods_value * 1000", "goods_value * 2000"),
    ):
        for (term, harm), (start, end) in SHARES.items():
            number = len(rules)
            rules.append(
                {
                    "_id": f"r{number}",
                    "i1": test,
                    "i2": "< 6" if term == "short" else ">= 6",
                    "i3": f'"{harm}"',
                    "o1": f'"{size}_{term}_{harm}"',
                    "o2": f"{low} + ({high} - {low}) * {start} / 100",
                    "o3": f"{low} + ({high} - {low}) * {end} / 100",
                }
            )
    columns = {"i1": "goods_value", "i2": "months", "i3": "harm"}
    results = {"o1": "tier", "o2": "at_least", "o3": "at_most"}
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": id_, "name": name, "field": name} for id_, name in columns.items()],
        "outputs": [{"id": id_, "name": name, "field": name} for id_, name in results.items()],
        "rules": rules,
    }
    here = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": here},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": here, "content": table},
        {"id": "out", "type": "outputNode", "name": "out", "position": here},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def answer_of(determination: Determination) -> Answer:
    """Tier and bounds of the fine."""
    fine = next(one for one in determination.penalties if one.id == "fine")
    if fine.amount is None or fine.amount.low is None or fine.amount.high is None:
        raise SystemExit("the rule gave no range")
    return determination.tier, int(fine.amount.low), int(fine.amount.high)


def traced(norms: Norms, case: Case) -> object:
    """One evaluation with everything that is recorded in it."""
    found = evaluate(norms, case)
    return found.tier, found.penalties, found.statutory, found.steps, found.procedure


def best(run: Callable[[], object], per: int, *, rounds: int = 7, least: float = 0.05) -> float:
    """Microseconds for one of `per` evaluations: the best of several rounds, each long enough to be measured."""
    number = 1
    while True:
        start = time.perf_counter()
        for _ in range(number):
            run()
        spent = time.perf_counter() - start
        if spent >= least:
            break
        number *= 2
    times = [spent]
    for _ in range(rounds - 1):
        start = time.perf_counter()
        for _ in range(number):
            run()
        times.append(time.perf_counter() - start)
    return min(times) / number / per * 1e6


def check(norms: Norms, decision: Any) -> None:
    """All contenders agree on every case, else nothing is timed."""
    for (value, months, harm), case in zip(FACTS, cases(), strict=True):
        expected = by_hand(value, months, harm)[0]
        result = decision.evaluate({"goods_value": value, "months": months, "harm": harm})["result"]
        others = {
            "evaluate": answer_of(evaluate(norms, case)),
            "evaluate again": answer_of(evaluate(norms, case)),
            "evaluate_afresh": answer_of(evaluate_afresh(norms, case)),
            "zen-engine": (result["tier"], round(result["at_least"]), round(result["at_most"])),
        }
        for name, answer in others.items():
            if answer != expected:
                raise SystemExit(f"{name} gives {answer}, by hand {expected}")


def evaluation_rows() -> list[tuple[str, float, str]]:
    """Microseconds a case of every contender."""
    norms, decision, five = rule_norms(), zen_decision(), cases()
    check(norms, decision)
    contexts = [{"goods_value": value, "months": months, "harm": harm} for value, months, harm in FACTS]
    explained = [evaluate(norms, case) for case in five]
    return [
        ("by hand, with trace", best(lambda: [by_hand(*facts) for facts in FACTS], 5), "us"),
        ("enforcement_norms, full record", best(lambda: [traced(norms, case) for case in five], 5), "us"),
        (
            "enforcement_norms, first of its cells",
            best(lambda: [evaluate_afresh(norms, case) for case in five], 5),
            "us",
        ),
        ("zen-engine", best(lambda: [decision.evaluate(each) for each in contexts], 5), "us"),
        (
            "zen-engine, with trace",
            best(lambda: [decision.evaluate(each, {"trace": True}) for each in contexts], 5),
            "us",
        ),
        ("explain to Chinese text", best(lambda: [explain(each) for each in explained], 5), "us"),
    ]


def python(*arguments: str, cache: str | None = None) -> str:
    """Run a fresh interpreter, as a user has it: with compiled sources and packs kept from the run before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cache is not None:
        kept["ENFORCEMENT_NORMS_CACHE"] = cache
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=ROOT, env=kept
    )
    return done.stdout


def seconds(arguments: Sequence[str], *, runs: int = 9) -> float:
    """Milliseconds of a whole process, the median of several runs after a first one."""
    python(*arguments)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        python(*arguments)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def inside(code: str, *, runs: int = 5, cache: str | None = None) -> float:
    """Milliseconds that a statement takes inside a fresh process, the median of several runs after a first one."""
    program = f"import time\n{NAMES}\nt=time.perf_counter()\n{code}\nprint((time.perf_counter()-t)*1000)"
    python("-c", program, cache=cache)
    times = [float(python("-c", program, cache=cache).split()[-1]) for _ in range(runs)]
    return statistics.median(times)


def startup_rows() -> list[tuple[str, float, str]]:
    """Milliseconds of import, load and one process of the command line."""
    bare = seconds(["-c", "pass"])
    one_case = json.dumps(
        {
            "violation": "market_supervision.unlicensed_food_business",
            "occurred_on": "2026-03-05",
            "decided_on": "2026-06-01",
            "jurisdiction": "511702",
            "facts": {"goods_value": "8000元"},
        }
    )
    example = ROOT / "benchmarks" / "one_case.json"
    example.write_text(one_case + "\n", encoding="utf-8")
    cli = "import sys; from enforcement_norms.cli import main; sys.argv=['enorms', *sys.argv[1:]]; main()"
    return [
        ("import of the public names, beyond bare Python", seconds(["-c", NAMES]) - bare, "ms"),
        ("load of one pack (market supervision)", inside("load('market_supervision')"), "ms"),
        ("load of ten packs", inside("load()"), "ms"),
        ("load of one pack, every file read and checked", inside("load('market_supervision')", cache=""), "ms"),
        ("load of ten packs, every file read and checked", inside("load()", cache=""), "ms"),
        ("enorms --help, whole process", seconds(["-c", cli, "--help"]), "ms"),
        ("enorms evaluate, one case, whole process", seconds(["-c", cli, "evaluate", str(example)]), "ms"),
    ]


def table(rows: list[tuple[str, float, str]], base: float | None) -> list[str]:
    """Aligned lines; ratios to the library where there is a base."""
    width = max(len(name) for name, _, _ in rows)
    lines = []
    for name, value, unit in rows:
        ratio = f"  {value / base:8.2f} x" if base else ""
        lines.append(f"{name:<{width}}  {value:10.2f} {unit}{ratio}")
    return lines


def markdown(evaluations: list[tuple[str, float, str]], startups: list[tuple[str, float, str]], base: float) -> str:
    """The page docs/reference/benchmarks.md."""
    lines = [
        "# Speed, measured side by side",
        "",
        f"One run of `uv run python benchmarks/single.py --write` on CPython {platform.python_version()}, two cores.",
        "Ratios are to this library in the same run; absolute numbers move with the machine.",
        "",
        "| one case | time | ratio |",
        "|---|---:|---:|",
        *(f"| {name} | {value:.2f} µs | {value / base:.2f} |" for name, value, _ in evaluations),
        "",
        "| start-up | time |",
        "|---|---:|",
        *(f"| {name} | {value:.0f} ms |" for name, value, _ in startups),
        "",
        "`full record` reads tier, penalties, statutory range, steps and procedure of every determination. The first",
        "case of a combination of cells is evaluated in full, like ones share its verdict (see `evaluator/shared.py`).",
        "",
        "A pack is read and checked when it or the library has changed, and kept as it was read for the starts after that",
        "([decision 0008](../explanation/decisions/0008-packs-kept-as-read.md)). Of the time to read the largest pack about a",
        "sixth is YAML, a quarter making the model, a tenth its checks, the rest imports and the making of their classes; of that to",
        "take a kept one three quarters is imports (a seventh of all `importlib.metadata`), the rest reading, hashing and restoring.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print; `--json` for machines, `--write` for the documentation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    evaluations = evaluation_rows()
    startups = startup_rows()
    base = next(value for name, value, _ in evaluations if name == "enforcement_norms, full record")
    if given.json:
        rows = [{"name": name, "value": value, "unit": unit} for name, value, unit in (*evaluations, *startups)]
        print(json.dumps(rows, indent=1))
    else:
        print("\n".join([*table(evaluations, base), "", *table(startups, None)]))
    if given.write:
        write_section(markdown(evaluations, startups, base))


if __name__ == "__main__":
    main()
