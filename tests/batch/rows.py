"""Cases as rows of a table, and what the evaluator of single cases says of them as rows of the two results."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from enforcement_norms.batch import CASES_COLUMNS, PENALTIES_COLUMNS, columns_of_all, evaluate_table
from enforcement_norms.batch.asked import law_of
from enforcement_norms.batch.columns import ColumnKind
from enforcement_norms.batch.cutting import IMPOSED, IN, INDETERMINABLE, SUM
from enforcement_norms.batch.entries import BOUNDS, CASES, FINES, PENALTIES, Verdict, refused, verdict_of
from enforcement_norms.batch.paths import Rounded
from enforcement_norms.compiler import Norms
from enforcement_norms.conditions import CIRCUMSTANCE, JUDGED
from enforcement_norms.conditions import INDETERMINABLE as NOT_FOUND
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.evaluator import evaluate
from enforcement_norms.evaluator.values import act_of, values_of
from enforcement_norms.model.case import Case
from enforcement_norms.model.facts import FactKind
from enforcement_norms.money import Money

Row = dict[str, Any]
PLACES = 6
LARGE = 10**8
TYPES = {
    ColumnKind.KEY: pa.int64(),
    ColumnKind.TEXT: pa.string(),
    ColumnKind.CHOICE: pa.string(),
    ColumnKind.BOOLEAN: pa.bool_(),
    ColumnKind.DATE: pa.date32(),
    ColumnKind.WHOLE: pa.int64(),
    ColumnKind.NUMBER: pa.decimal128(24, PLACES),
    ColumnKind.MONEY: pa.decimal128(20, 2),
}


def fits(case: Case) -> bool:
    """Whether a row can say what the case says: no persons, no fraction without an end, no product past 64 bits."""
    numbers = [value for value in case.facts.values() if isinstance(value, Fraction)]
    large = [value for value in case.facts.values() if isinstance(value, int) and value > LARGE]
    return not case.persons and len(large) < 2 and all((number * 10**PLACES).denominator == 1 for number in numbers)


def row_of(norms: Norms, case: Case, key: int) -> Row:
    """The case as a row."""
    row: Row = {
        "id": key,
        "violation": case.violation,
        "occurred_on": case.occurred_on,
        "ended_on": case.ended_on,
        "discovered_on": case.discovered_on,
        "filed_on": case.filed_on,
        "decided_on": case.decided_on,
        "jurisdiction": case.jurisdiction,
        "party_kind": None if case.party.kind is None else case.party.kind.value,
        "party_birth_date": case.party.birth_date,
    }
    row |= {JUDGED + name: answer for name, answer in case.judgements.items()}
    row |= {CIRCUMSTANCE + id_: said.established for id_, said in case.circumstances.items()}
    row |= {IMPOSED + id_: _plain(value) for id_, value in case.imposed.items()}
    row |= _facts(norms, case)
    return row


def _facts(norms: Norms, case: Case) -> Row:
    track = norms.tracks[case.violation]
    row: Row = {}
    for name, value in case.facts.items():
        fact = track.facts[name]
        if value is NOT_FOUND:
            row[INDETERMINABLE + name] = True
        elif fact.kind is FactKind.EVENTS:
            continue
        elif fact.kind is FactKind.LIST:
            law = law_of(norms, track)
            if fact.items is not FactKind.ENUM:
                row[SUM + name] = sum(value)
            row |= dict.fromkeys(law.lists.get(name, {}), 0)
            for element in value:
                row[_cell(law.lists.get(name, {}), element)] = row.get(_cell(law.lists.get(name, {}), element), 0) + 1
        else:
            row[name] = _plain(value)
    version = track.version_on(act_of(case))
    if version is not None and any(fact.kind is FactKind.EVENTS for fact in track.facts.values()):
        plan = track.plan(version, act_of(case), case.decided_on, case.jurisdiction)
        values = values_of(plan, case)
        row |= {term: values[term] for term in plan.counts if term in values}
    row.pop("", None)
    return row


def _cell(columns: Mapping[str, Any], element: Any) -> str:
    for column in columns:
        cell = column.split(":", 2)[2]
        low, dots, high = cell.partition("..")
        if cell == element or (dots and int(low) <= element and (not high or element <= int(high))):
            return column
    return ""


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return Decimal(value.fen) / 100
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def table_of(norms: Norms, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table with the types of their columns."""
    known = columns_of_all(norms)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table({name: pa.array([row.get(name) for row in rows], _type(name, known)) for name in names})


def _type(name: str, known: Mapping[str, Any]) -> pa.DataType:
    return pa.int64() if name.startswith(IN) else TYPES[known[name].kind]


def single(norms: Norms, case: Case) -> Verdict:
    """What the evaluator of single cases says, as a verdict."""
    try:
        found = evaluate(norms, case)
    except CaseInvalid as error:
        return refused(error)
    answers = {each.step.value: each.answer for each in found.procedure}
    return verdict_of(found, tuple(answers.values()))


def case_row(norms: Norms, case: Case, key: int) -> Row:
    """The row of `cases` that the single evaluator stands for."""
    verdict = single(norms, case)
    values = dict(zip(CASES, verdict.row(), strict=True))
    values |= {name: _yuan(bound) for name, bound in zip(FINES, verdict.fines, strict=True)}
    return {"id": key, **{name: case.violation if name == "violation" else values[name] for name in CASES_COLUMNS}}


def penalty_rows(norms: Norms, case: Case, key: int) -> list[Row]:
    """The rows of `penalties` that the single evaluator stands for."""
    rows = []
    for line in single(norms, case).lines:
        values: Row = dict(zip(PENALTIES, line.values, strict=True))
        in_money = values["unit"] in (None, "yuan")
        for name, bound in zip(BOUNDS, line.bounds, strict=True):
            number = _yuan(bound)
            values[name] = number if in_money or number is None else number * 100
        values["violation"] = case.violation
        rows.append({"id": key, **{name: values[name] for name in PENALTIES_COLUMNS}})
    return rows


def _yuan(bound: Rounded | None) -> Decimal | None:
    if bound is None:
        return None
    assert bound.denominator == 1
    assert all(monomial == () for monomial, _ in bound.terms)
    return Decimal(sum(factor for _, factor in bound.terms)) / 100


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of their keys."""
    return sorted(rows, key=lambda row: (row["id"], row.get("option", 0), row.get("position", 0)))


def agree(norms: Norms, cases: Sequence[Case], put: Callable[[pa.Table], Any], **options: Any) -> None:
    """Assert that a table of the cases comes to what the evaluator says of each of them, in both results."""
    data = table_of(norms, [row_of(norms, case, key) for key, case in enumerate(cases)])
    tables = evaluate_table(norms, put(data), **options)
    found = ordered(tables.cases.to_pyarrow().to_pylist())
    for key, case in enumerate(cases):
        assert (case, case_row(norms, case, key)) == (case, found[key])
    assert len(found) == len(cases)
    wanted = ordered(row for key, case in enumerate(cases) for row in penalty_rows(norms, case, key))
    assert wanted == ordered(tables.penalties.to_pyarrow().to_pylist())
