"""What goes wrong where law is written in SQL by hand, on every engine: unknown values, rounding, large numbers."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.batch.rows import agree, case_row, ordered, row_of, table_of
from tests.support import Law, law

from enforcement_norms.batch import TableInvalid, evaluate_table
from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.evaluator.values import act_of
from enforcement_norms.model.case import Case, Event, Party, PartyKind
from enforcement_norms.money import Money

Put = Callable[[pa.Table], Any]
Row = dict[str, Any]

KLEENE = """
branches:
  - {id: both, when: {all: [{licensed: true}, {stage: overdue}]}, measures: [{id: fine, kind: fine, amount: {exactly: 100元}}]}
  - {id: some, when: {any: [{licensed: true}, {stage: overdue}]}, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
  - {id: none, when: {not: {licensed: true}}, measures: [{id: fine, kind: fine, amount: {exactly: 300元}}]}
"""
LARGER = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount:
          max_of:
            - times: {of: value, at_least: 1倍, at_most: 3倍}
            - times: {of: loss, at_least: 2倍, at_most: 4倍}
"""
TIMES = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount: {times: {of: value, at_least: 5倍, at_most: 20倍}}
"""
SHARES = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount: {times: {of: value, at_least: 3%, at_most: 7%}}
"""
EACH = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount: {per: {rate: {exactly: 5000元}, units: [workers, months]}}
"""
COUNTED = """
branches:
  - id: again
    when: {count: {event: past, within: 1年, including_this: true, at_least: 3}}
    measures: [{id: fine, kind: fine, amount: {exactly: 900元}}]
  - id: once
    measures: [{id: fine, kind: fine, amount: {exactly: 100元}}]
"""
AGES = """
branches:
  - {id: child, when: {ages: {below: 14}}, measures: [{id: fine, kind: fine, amount: {exactly: 900元}}]}
  - {id: other, measures: [{id: fine, kind: fine, amount: {exactly: 100元}}]}
"""
BORN = """
branches:
  - {id: young, when: {party.age: {below: 18}}, measures: [{id: fine, kind: fine, amount: {exactly: 100元}}]}
  - {id: adult, measures: [{id: fine, kind: fine, amount: {exactly: 900元}}]}
"""


def fines(trade: Law, put: Put, rows: list[Row]) -> list[tuple[Any, ...]]:
    """Problem, lower and upper bound of each row, each row with days of its own where it says none."""
    said = {"violation": "trial.trade", "occurred_on": date(2026, 3, 5), "decided_on": date(2026, 6, 1)}
    names = dict.fromkeys(name for row in rows for name in row)
    types = {
        "value": pa.decimal128(30, 2),
        "loss": pa.decimal128(20, 2),
        "licensed": pa.bool_(),
        "stage": pa.string(),
        "jurisdiction": pa.string(),
        "ended_on": pa.date32(),
    }
    columns: Row = {"id": pa.array(range(len(rows)), pa.int64())}
    for name in ("violation", "occurred_on", "decided_on"):
        columns[name] = pa.array([row.get(name, said[name]) for row in rows])
    for name in names:
        if name not in said:
            columns[name] = pa.array([row.get(name) for row in rows], types.get(name, pa.int64()))
    found = ordered(evaluate_table(trade.norms, put(pa.table(columns))).cases.to_pyarrow().to_pylist())
    return [(row["problem"], row["fine_at_least"], row["fine_at_most"]) for row in found]


def cases(**facts: tuple[Any, ...]) -> list[Case]:
    """Cases with every combination of the values, None for a fact left out."""
    found: list[Row] = [{}]
    for name, values in facts.items():
        found = [{**row, **({} if value is None else {name: value})} for row in found for value in values]
    return [Case("trial.trade", date(2026, 3, 5), date(2026, 6, 1), facts=row) for row in found]


class TestUnknown:
    def test_and_or_not_are_kleenes(self, tmp_path: Path, put: Put) -> None:
        """A branch is taken where it holds and none before it is unknown; NULL is neither yes nor no."""
        trade = law(tmp_path, KLEENE)
        agree(trade.norms, cases(licensed=(True, False, None), stage=("first", "overdue", None)), put)

    def test_of_two_amounts_the_larger_is_not_the_known_one(self, tmp_path: Path, put: Put) -> None:
        """LEAST and GREATEST drop NULL: where one amount is unknown, so is the larger of both."""
        trade = law(tmp_path, LARGER)
        amounts = (Money(0), Money(1), Money(333), Money.yuan(1000), Money.yuan(2000), None)
        agree(trade.norms, cases(value=amounts, loss=amounts), put)


class TestLargeNumbers:
    def test_division_is_exact_beyond_what_doubles_hold(self, tmp_path: Path, put: Put) -> None:
        """Seven per cent of amounts around 9·10^15 fen, where doubles skip every other number."""
        trade = law(tmp_path, SHARES)
        around = [9 * 10**15 + step for step in (-1, 0, 1, 7, 13)] + [2**53 + 1, 10**15 + 1, 33]
        found = fines(trade, put, [{"value": Decimal(fen) / 100} for fen in around])
        assert found == [(None, Decimal(-(-fen * 3 // 100)) / 100, Decimal(fen * 7 // 100) / 100) for fen in around]

    def test_ten_billion_yuan_twenty_fold_is_right(self, tmp_path: Path, put: Put) -> None:
        trade = law(tmp_path, TIMES)
        fen = 10**15
        found = fines(trade, put, [{"value": Decimal(fen) / 100}])
        assert found == [(None, Decimal(5 * fen) / 100, Decimal(20 * fen) / 100)]

    def test_the_largest_admissible_fact_is_computed_and_the_next_refused(self, tmp_path: Path, put: Put) -> None:
        """No row wraps around: beyond the largest number for which nothing can overflow there is a problem code."""
        trade = law(tmp_path, TIMES)
        most = (2**63 - 1) // (20 * 100)
        rows = [{"value": Decimal(fen) / 100} for fen in (most, most + 1, 10**20, 10**29)]
        largest = (None, Decimal(5 * most) / 100, Decimal(20 * most) / 100)
        refused = ("too_large", None, None)
        assert fines(trade, put, rows) == [largest, refused, refused, refused]

    def test_products_of_counts_are_right_or_refused(self, tmp_path: Path, put: Put) -> None:
        trade = law(tmp_path, EACH)
        rows = [{"workers": 3, "months": 7}, {"workers": 10**9, "months": 2}, {"workers": 2, "months": 2**62}]
        right = Decimal(5000 * 21)
        assert fines(trade, put, rows) == [
            (None, right, right),
            ("too_large",) + (None,) * 2,
            ("too_large",) + (None,) * 2,
        ]

    def test_small_amounts_are_rounded_as_single_cases_are(self, tmp_path: Path, put: Put) -> None:
        """Where no whole fen lies between the bounds, the range is cut down in favour of the party."""
        trade = law(tmp_path, SHARES)
        values = tuple(Money(fen) for fen in (0, 1, 14, 15, 33, 34, 66, 99, 100, 101, 999, 1000, 1001))
        agree(trade.norms, cases(value=(*values, None)), put)


class TestCounts:
    def test_events_become_one_number_for_each_count(self, tmp_path: Path, put: Put) -> None:
        trade = law(tmp_path, COUNTED)
        events = [Event(date(2026, 1, 1)), Event(date(2025, 6, 1)), Event(date(2024, 1, 1))]
        found = cases(past=(None, (), tuple(events[:1]), tuple(events[:2]), tuple(events)))
        assert [
            row_of(trade.norms, case, 0).get("count:past__1_years__until_act__including_this") for case in found
        ] == [
            None,
            1,
            2,
            3,
            3,
        ]
        agree(trade.norms, found, put)

    def test_a_list_becomes_one_number_for_each_cell(self, tmp_path: Path, put: Put) -> None:
        """A comparison on a list asks for any element: 13 years are below 14, whatever the others are."""
        trade = law(tmp_path, AGES)
        agree(trade.norms, cases(ages=(None, (), (13,), (14,), (40, 13, 12), (40, 50))), put)


class TestDays:
    def test_an_age_is_reached_on_the_day_after_the_birthday(self, tmp_path: Path, put: Put) -> None:
        trade = law(tmp_path, BORN)
        births = [date(2008, 3, 4), date(2008, 3, 5), date(2008, 2, 29), date(2008, 12, 31), date(1950, 9, 9), None]
        found = [
            Case("trial.trade", on, date(2026, 6, 1), party=Party(PartyKind.NATURAL_PERSON, birth))
            for birth in births
            for on in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 5))
        ]
        assert {act_of(case).month for case in found} == {2, 3}
        agree(trade.norms, found, put)

    def test_rows_that_are_no_case_say_why_and_nothing_else(self, tmp_path: Path, put: Put) -> None:
        trade = law(tmp_path, TIMES)
        rows: list[Row] = [
            {"value": Decimal(1)},
            {"value": Decimal(-1)},
            {"value": Decimal(1), "occurred_on": None},
            {"value": Decimal(1), "decided_on": date(2026, 1, 1)},
            {"value": Decimal(1), "ended_on": date(2026, 1, 1)},
            {"value": Decimal(1), "jurisdiction": "999999"},
            {"value": Decimal(1), "violation": "trial.unknown"},
            {"value": Decimal(1), "violation": "other.trade"},
            {"value": Decimal(1), "violation": None},
        ]
        found = fines(trade, put, rows)
        assert [problem for problem, *_ in found] == [
            None,
            "bad_value",
            "no_date",
            "dates_reversed",
            "dates_reversed",
            "unknown_division",
            "unknown_violation",
            "pack_missing",
            "unknown_violation",
        ]
        assert found[0] == (None, Decimal(5), Decimal(20))
        assert {(low, high) for _, low, high in found[1:]} == {(None, None)}


class TestRefused:
    """What is refused before anything runs."""

    @pytest.mark.parametrize(
        ("column", "code"),
        [
            (("valeu", pa.array([1])), "EN331"),
            (("value", pa.array([1.5])), "EN332"),
            (("licensed", pa.array(["yes"])), "EN332"),
        ],
    )
    def test_unknown_columns_and_wrong_types(
        self, tmp_path: Path, polars_put: Put, column: tuple[str, pa.Array], code: str
    ) -> None:
        trade = law(tmp_path, TIMES)
        data = table_of(trade.norms, [row_of(trade.norms, cases(value=(Money(1),))[0], 0)])
        data = data.drop_columns(["value"]).append_column(*column)
        with pytest.raises(TableInvalid) as refused:
            evaluate_table(trade.norms, polars_put(data))
        assert [problem.code for problem in refused.value.problems] == [code]

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("valeu", "是否指：value"),
            ("备注", "删去这一列；要照搬到结果，写入 carry（--carry 备注）"),
        ],
    )
    def test_what_to_do_with_an_unknown_column(self, tmp_path: Path, polars_put: Put, name: str, hint: str) -> None:
        trade = law(tmp_path, TIMES)
        data = table_of(trade.norms, [row_of(trade.norms, cases(value=(Money(1),))[0], 0)])
        with pytest.raises(TableInvalid) as refused:
            evaluate_table(trade.norms, polars_put(data.append_column(name, pa.array([1]))))
        assert [str(problem.hint) for problem in refused.value.problems] == [hint]

    def test_a_missing_column_and_one_that_the_result_has_itself(self, tmp_path: Path, polars_put: Put) -> None:
        trade = law(tmp_path, TIMES)
        data = pa.table({"id": [1], "violation": ["trial.trade"], "occurred_on": [date(2026, 1, 1)], "tier": ["a"]})
        with pytest.raises(TableInvalid) as refused:
            evaluate_table(trade.norms, polars_put(data), carry=["tier"])
        assert [problem.code for problem in refused.value.problems] == ["EN330", "EN333"]

    def test_too_many_combinations(self, tmp_path: Path, polars_put: Put) -> None:
        trade = law(tmp_path, KLEENE)
        found = cases(licensed=(True, False, None), stage=("first", "overdue", None))
        data = table_of(trade.norms, [row_of(trade.norms, case, key) for key, case in enumerate(found)])
        with pytest.raises(TableInvalid) as refused:
            evaluate_table(trade.norms, polars_put(data), limit=8)
        assert [problem.code for problem in refused.value.problems] == ["EN334"]
        assert len(evaluate_table(trade.norms, polars_put(data), limit=9).cases.to_pyarrow()) == 9


def test_columns_are_carried_over_unread(tmp_path: Path, polars_put: Put) -> None:
    trade = law(tmp_path, TIMES)
    (case,) = cases(value=(Money.yuan(3),))
    data = table_of(trade.norms, [row_of(trade.norms, case, 7)]).append_column("officer", pa.array(["甲"]))
    (row,) = evaluate_table(trade.norms, polars_put(data), carry=["officer"]).cases.to_pyarrow().to_pylist()
    assert row.pop("officer") == "甲"
    assert row == case_row(trade.norms, case, 7)


def test_what_cannot_be_found_out_may_be_said_without_the_column_of_the_fact(tmp_path: Path, put: Put) -> None:
    trade = law(tmp_path, TIMES)
    case = cases(value=(INDETERMINABLE,))
    assert "value" not in table_of(trade.norms, [row_of(trade.norms, case[0], 0)]).column_names
    agree(trade.norms, case, put)
