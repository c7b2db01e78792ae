"""Make an archive of decided cases (案卷库) to try out `enorms evaluate` and `enorms consistency`.

The violations, facts and lawful ranges are real: of all installed packs, computed by the library. The cases, departments
and officers are made up from a fixed seed. Every fine lies inside its lawful range, where the department usually puts
it, except for the planted ones, which are listed beside the archive: `archive.planted.csv`.

    uv run python examples/make_archive.py --rows 1000000 -o archive.parquet
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import floor, log10
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve, frozen

from enforcement_norms import Applies, Assertion, Case, MeasureKind, Money, Outcome, Party, PartyKind, evaluate, load
from enforcement_norms.cells import Cell, DomainKind
from enforcement_norms.compiler import Norms, Plan, Track
from enforcement_norms.conditions import COUNT, JUDGED
from enforcement_norms.model.builtin import BUILTIN_FACTS
from enforcement_norms.model.domains import domain_of
from enforcement_norms.model.facts import FactKind
from enforcement_norms.model.penalty import Addressee

SEED: Final = 20260601
DIVISION: Final = "511702"
FIRST, LAST = date(2022, 3, 1), date(2026, 10, 31)
DEPARTMENTS: Final = ("一大队", "二大队", "三大队", "四大队", "五大队")
OFFICERS: Final = tuple(f"执法员{sign}" for sign in "甲乙丙丁戊己庚辛")
PARTIES: Final = (PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS, PartyKind.LEGAL_PERSON)
CHUNK: Final = 200_000
VIOLATIONS: Final = 60
HABIT: Final = 0.05
"""How far fines spread around the usual place in the range."""
LEANING: Final = 0.12
"""By how much one department (on one violation) and one officer are heavier than the others."""
STRICT: Final = (2, 3)
"""That officer: which department, which officer."""
SELDOM: Final = 0.1
NARROW: Final = 100
"""Ranges of fewer yuan leave nothing to compare."""
PATIENCE: Final = 20
SPOKEN: Final = 5000
"""After how many sets of facts, each of which takes a determination, a word is said."""
_SIMPLE: Final = {
    FactKind.MONEY, FactKind.INTEGER, FactKind.DURATION, FactKind.RATIO, FactKind.QUANTITY, FactKind.BOOLEAN,
    FactKind.ENUM, FactKind.JUDGED,
}  # fmt: skip


@frozen
class Template:
    """One set of facts on one violation with its lawful range in yuan, from which many cases are made."""

    case: Case
    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool


def main() -> None:
    """Write the archive and the list of what was planted in it."""
    parser = argparse.ArgumentParser(description="An archive of decided cases with planted outliers.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--violations", type=int, default=VIOLATIONS, help="how many violations of the packs it has")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-o", "--output", type=Path, default=Path("archive.parquet"))
    given = parser.parse_args()
    planted = write_archive(given.output, given.rows, given.violations, given.seed)
    print(f"{given.output}: {given.rows:,} cases, {planted:,} planted")


def write_archive(path: Path, rows: int, violations: int = VIOLATIONS, seed: int = SEED) -> int:
    """Write so many cases to a Parquet file, and the planted ones to `<name>.planted.csv`; how many are planted."""
    random = np.random.default_rng(seed)
    norms = load()
    templates = []
    for template in _templates(norms, random, rows, violations):
        templates.append(template)
        if len(templates) % SPOKEN == 0:
            print(f"{len(templates):,} sets of facts", file=sys.stderr)
    facts = _table_of([template.case for template in templates])
    cases = _drawn(templates, rows, random)
    planted = _planted(norms, templates, cases, random)
    _write(path, facts, cases, {id_: pack.manifest.title for id_, pack in norms.packs.items()})
    with path.with_suffix(".planted.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(["planted", "id", "other"])
        lines.writerows(planted)
    return len(planted)


# Facts and ranges.


def _templates(norms: Norms, random: np.random.Generator, rows: int, violations: int) -> Iterator[Template]:
    """For violations with one fine on the party, sets of facts under which its range is determined."""
    tracks = [track for track in norms.tracks.values() if track.applies_in(track.versions[-1], DIVISION)]
    each = min(max(rows // (4 * violations), 3), 500)
    used = 0
    for place in random.permutation(len(tracks)):
        track, found = tracks[place], 0
        if used == violations:
            return
        for attempt in range(each * 2):
            if found == each or (attempt > PATIENCE and found == 0):
                break
            template = _template(norms, track, random)
            if template is not None:
                found += 1
                yield template
        used += found > 0


def _template(norms: Norms, track: Track, random: np.random.Generator) -> Template | None:
    decided = FIRST + timedelta(days=int(random.integers((LAST - FIRST).days)))
    occurred = decided - timedelta(days=int(random.integers(15, 300)))
    version = track.version_on(occurred)
    if version is None:
        return None
    plan = track.plan(version, occurred, decided, DIVISION)
    facts, judgements = _facts(plan, random)
    case = Case(
        track.id,
        occurred,
        decided,
        DIVISION,
        facts,
        judgements,
        party=Party(PARTIES[int(random.choice(3, p=(0.3, 0.4, 0.3)))]),
    )
    usable = [id_ for id_, effects in plan.effects.items() if len(effects) == 1]
    if usable and random.random() < SELDOM:
        case = evolve(case, circumstances={usable[int(random.integers(len(usable)))]: Assertion(True, "证据")})
    found = evaluate(norms, case)
    fines = [
        one
        for one in found.penalties
        if one.kind is MeasureKind.FINE and one.applies is not Applies.NO and Addressee.PARTY in one.addressee
    ]
    if found.outcome is not Outcome.DETERMINED or len(fines) != 1 or fines[0].amount is None or fines[0].per_person:
        return None
    span = fines[0].amount
    low, high = Fraction(span.low or 0) / 100, Fraction(span.high or 0) / 100
    if fines[0].applies is not Applies.YES or high - low < NARROW:
        return None
    return Template(case, low, high, span.low_closed, span.high_closed)


def _facts(plan: Plan, random: np.random.Generator) -> tuple[dict[str, Any], dict[str, bool]]:
    """An answer to every question that the clause asks and that has a plain answer."""
    facts: dict[str, Any] = {}
    judgements: dict[str, bool] = {}
    for term, cells in plan.cells.items():
        if term.startswith(JUDGED):
            judgements[term.removeprefix(JUDGED)] = bool(random.random() < SELDOM)
            continue
        fact = plan.facts.get(term)
        if fact is None or fact.kind not in _SIMPLE or fact.derived is not None or term in BUILTIN_FACTS:
            continue
        if term.startswith((COUNT, "person.")):
            continue
        facts[term] = _answer(plan, term, fact.kind, cells, random)
    return facts, judgements


def _answer(plan: Plan, term: str, kind: FactKind, cells: tuple[Cell, ...], random: np.random.Generator) -> Any:
    plain = [cell for cell in cells if isinstance(cell.value, int | str | Fraction | bool)]
    if domain_of(term, plan.facts).kind is DomainKind.CHOICE:
        if kind is FactKind.BOOLEAN:
            return bool(random.random() < SELDOM)
        return plain[min(int(random.geometric(0.6)) - 1, len(plain) - 1)].value
    cell = plain[min(int(random.geometric(0.35)), len(plain) - 1)]
    low = Fraction(cell.low or 0)
    high = Fraction(cell.high) if cell.high is not None else max(low * 3, Fraction(_USUAL.get(kind, 10)))
    at = low + (high - low) * Fraction(int(random.integers(1, 100)), 100) if high > low else low
    if kind is FactKind.MONEY:
        # Values are found in whole hundreds of yuan, where that stays in the cell.
        whole = round(at / 10_000) * 10_000
        return Money(whole if low < whole < high else floor(at))
    if kind in (FactKind.RATIO, FactKind.QUANTITY):
        return Fraction(round(at * 1000), 1000)
    if low <= floor(at) or not isinstance(cell.value, int | Fraction):
        return floor(at)
    return int(cell.value)


_USUAL: Final[Mapping[FactKind, int]] = {FactKind.MONEY: 5_000_000, FactKind.RATIO: 1}


# Cases.


@frozen
class Drawn:
    """The columns of the cases that do not follow from their template; fines in yuan."""

    template: Any
    department: Any
    officer: Any
    share: Any
    fine: Any
    usual: Any


def _drawn(templates: list[Template], rows: int, random: np.random.Generator) -> Drawn:
    violations = sorted({template.case.violation for template in templates})
    number = {violation: place for place, violation in enumerate(violations)}
    of_template = np.array([number[template.case.violation] for template in templates])
    # Some violations are met far more often than others.
    frequency = random.permutation(1 / np.arange(1, len(violations) + 1) ** 0.7)[of_template]
    template = random.choice(len(templates), rows, p=frequency / frequency.sum())
    department = random.integers(len(DEPARTMENTS), size=rows)
    officer = random.integers(len(OFFICERS), size=rows)
    usual = random.uniform(0.3, 0.5, len(violations))[of_template[template]]
    share = np.clip(usual + random.normal(0, HABIT, rows), 0.02, 0.98)
    return Drawn(template, department, officer, share, np.empty(rows), usual)


def _planted(
    norms: Norms, templates: list[Template], cases: Drawn, random: np.random.Generator
) -> list[tuple[str, str, str]]:
    """Change some cases so that there is something to find: (what, id, other id)."""
    rows = len(cases.template)
    planted: list[tuple[str, str, str]] = []
    violation = np.array([template.case.violation for template in templates])[cases.template]
    most, second = _most_frequent(violation)
    leaning = np.flatnonzero((violation == most) & (cases.department == 1))
    cases.share[leaning] = np.clip(cases.share[leaning] + LEANING, 0.02, 0.98)
    planted.append(("systematic", f"{_department(norms.packs[most.partition('.')[0]].manifest.title, 1)} · {most}", ""))
    domain = np.array([template.case.violation.partition(".")[0] for template in templates])[cases.template]
    his = (cases.department == STRICT[0]) & (cases.officer == STRICT[1])
    severe = np.flatnonzero((domain == second.partition(".")[0]) & his)
    cases.share[severe] = np.clip(cases.share[severe] + LEANING, 0.02, 0.98)
    planted.append(
        (
            "systematic",
            f"{_department(norms.packs[second.partition('.')[0]].manifest.title, STRICT[0])} {OFFICERS[STRICT[1]]}",
            "",
        )
    )
    # Among few comparable cases nothing can be called unusual.
    often = np.isin(violation, _often(violation))
    left = random.permutation(np.setdiff1d(np.flatnonzero(often), np.concatenate([leaning, severe])))
    few = max(rows // 5000, 5)
    heavy, light, pairs, outside = left[:few], left[few : 2 * few], left[2 * few : 4 * few], left[4 * few : 6 * few]
    cases.share[heavy], cases.share[light] = 0.98, 0.02
    planted += [("too_heavy", _id(row), "") for row in heavy] + [("too_light", _id(row), "") for row in light]
    for one, other in pairs.reshape(-1, 2):
        for column in (cases.template, cases.department, cases.usual):
            column[other] = column[one]
        cases.share[one], cases.share[other] = 0.97, 0.03
        planted.append(("unlike_cases", _id(one), _id(other)))
    cases.fine[:] = _fines(templates, cases)
    for row in outside:
        template = templates[cases.template[row]]
        above = template.low < NARROW or bool(random.integers(2))
        cases.fine[row] = float(floor(template.high * 6 / 5) + 1 if above else floor(template.low * 3 / 5))
        planted.append(("outside_range", _id(row), ""))
    return planted


def _often(violation: Any) -> Any:
    names, counts = np.unique(violation, return_counts=True)
    return names[np.argsort(-counts)[: len(names) // 2]]


def _most_frequent(violation: Any) -> tuple[str, str]:
    names, counts = np.unique(violation, return_counts=True)
    first, second = np.argsort(-counts)[:2]
    return str(names[first]), str(names[second])


def _fines(templates: list[Template], cases: Drawn) -> Any:
    """The fines in whole yuan, rounded as people round them, strictly inside the range.

    Amounts stay far below 2^53, where doubles hold every whole number.
    """
    low = np.array([float(floor(template.low) + 1) for template in templates])[cases.template]
    high = np.array([float(-floor(-template.high) - 1) for template in templates])[cases.template]
    step = np.array([10.0 ** max(floor(log10(template.high - template.low)) - 2, 0) for template in templates])
    at = low + cases.share * (high - low)
    return np.clip(np.round(at / step[cases.template]) * step[cases.template], low, high)


# Columns.


def _table_of(cases: list[Case]) -> pa.Table:
    """The templates as a table: a column for every fact that any of them knows."""
    columns: dict[str, list[Any]] = {}
    for place, case in enumerate(cases):
        for name, value in _columns_of(case).items():
            columns.setdefault(name, [None] * len(cases))[place] = value
    return pa.table({name: _typed(values) for name, values in columns.items()})


def _columns_of(case: Case) -> dict[str, Any]:
    return {
        "violation": case.violation,
        "occurred_on": case.occurred_on,
        "decided_on": case.decided_on,
        "jurisdiction": case.jurisdiction,
        "party_kind": case.party.kind.value if case.party.kind is not None else None,
        **case.facts,
        **{JUDGED + key: answer for key, answer in case.judgements.items()},
        **{f"circumstance:{key}": said.established for key, said in case.circumstances.items()},
    }


def _typed(values: list[Any]) -> pa.Array:
    first = next(value for value in values if value is not None)
    if isinstance(first, Money):
        return pa.array([None if value is None else value.as_yuan() for value in values]).cast(pa.decimal128(18, 2))
    if any(isinstance(value, Fraction) for value in values):
        exact = [None if value is None else f"{float(value):.6f}" for value in values]
        return pa.array(exact).cast(pa.decimal128(18, 6))
    return pa.array(values)


def _write(path: Path, facts: pa.Table, cases: Drawn, titles: Mapping[str, str]) -> None:
    domain = [titles[violation.partition(".")[0]] for violation in facts["violation"].to_pylist()]
    writer = None
    for start in range(0, len(cases.template), CHUNK):
        chunk = slice(start, start + CHUNK)
        template = cases.template[chunk]
        places = zip(template, cases.department[chunk], strict=True)
        table = facts.take(pa.array(template))
        table = table.add_column(0, "id", pa.array([_id(row) for row in range(start, start + len(template))]))
        departments = pa.array([_department(domain[row], place) for row, place in places])
        table = table.append_column("department", departments)
        table = table.append_column("officer", pa.array(OFFICERS).take(pa.array(cases.officer[chunk])))
        table = table.append_column("imposed_fine", pa.array(cases.fine[chunk].astype("int64")))
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _id(row: Any) -> str:
    return f"案{int(row) + 1:08d}"


def _department(domain: str, place: int) -> str:
    return f"{domain}{DEPARTMENTS[place]}"


if __name__ == "__main__":
    main()
