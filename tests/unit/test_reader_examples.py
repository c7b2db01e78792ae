"""Worked examples as files."""

from datetime import date
from pathlib import Path

import pytest

from enforcement_norms.amounts import Interval
from enforcement_norms.errors import CaseInvalid, Place
from enforcement_norms.law import Citation
from enforcement_norms.model.case import Case
from enforcement_norms.model.determination import Applies, Outcome
from enforcement_norms.model.example import Example, Expectation, ExpectedMeasure
from enforcement_norms.model.facts import Fact, FactKind
from enforcement_norms.model.penalty import Unit
from enforcement_norms.model.rules import Step
from enforcement_norms.money import Money
from enforcement_norms.reader import circumstance_ids, fact_table, read_examples, read_pack

FACTS = {"goods_value": Fact("goods_value", FactKind.MONEY, "货值")}


def written(tmp_path: Path, text: str) -> Path:
    place = tmp_path / "contaminated_food.yaml"
    place.write_text(text, encoding="utf-8")
    return place


def test_everything_that_may_be_expected(tmp_path: Path) -> None:
    text = """- name: 货值八千元
  occurred_on: 2026-03-05
  decided_on: 2026-06-01
  facts: {goods_value: 8000元}
  expect:
    outcome: determined
    provision: food_safety_law#124.1.1
    tier: minor
    version: 2025-12-01
    options: 2
    missing: [goods_value]
    fine: {at_least: 5万元, at_most: 10万元}
    goods: {applies: yes}
    detention: {applies: open, days: {at_least: 5, at_most: 10}}
    persons.driver: {exactly: 200元}
    procedure: {hearing: yes, legal_review: unknown}
"""
    assert read_examples(written(tmp_path, text), FACTS, name="cases/x.yaml") == (
        Example(
            "货值八千元",
            Case("contaminated_food", date(2026, 3, 5), date(2026, 6, 1), facts={"goods_value": Money.yuan(8000)}),
            Expectation(
                Outcome.DETERMINED,
                Citation("food_safety_law", 124, paragraph=1, item=1),
                "minor",
                date(2025, 12, 1),
                2,
                ("goods_value",),
                (
                    ExpectedMeasure("fine", None, Interval(5_000_000, high=10_000_000)),
                    ExpectedMeasure("goods", Applies.YES),
                    ExpectedMeasure("detention", Applies.OPEN, Interval(5, high=10), Unit.DAYS),
                    ExpectedMeasure("persons.driver", None, Interval(20_000, high=20_000)),
                ),
                {Step.HEARING: "yes", Step.LEGAL_REVIEW: "unknown"},
            ),
        ),
    )


def test_examples_know_their_places(tmp_path: Path) -> None:
    text = "- name: 一\n  occurred_on: 2026-03-05\n  decided_on: 2026-06-01\n  expect: {fine: {applies: no}}\n"
    (example,) = read_examples(written(tmp_path, text), FACTS)
    assert (example.where, str(example)) == (Place("contaminated_food.yaml", 1, 3), "contaminated_food: 一")
    assert example.expect.measures[0].where == Place("contaminated_food.yaml", 4, 18)


def test_all_problems_of_a_file_at_once(tmp_path: Path) -> None:
    text = """- name: 一
  occurred_on: 2026-03-05
  decided_on: 2026-06-31
  facts: {goods: 8000元}
  expect: {outcome: certain, fine: {at_least: 5, applys: yes}, procedure: {hearings: yes, hearing: maybe}}
- occurred_on: 2026-03-05
  decided_on: 2026-06-01
  voilation: x
"""
    with pytest.raises(CaseInvalid) as raised:
        read_examples(written(tmp_path, text), FACTS)
    assert [f"{problem.where.line}:{problem.where.column} {problem.code}" for problem in raised.value.problems] == [
        "5:50 EN101",
        "5:47 EN105",
        "5:21 EN104",
        "5:76 EN101",
        "5:100 EN104",
        "3:15 EN105",
        "4:11 EN302",
        "6:3 EN102",
        "6:3 EN102",
        "8:3 EN101",
    ]


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(CaseInvalid) as raised:
        read_examples(written(tmp_path, "name: 一\n"), FACTS)
    assert [problem.code for problem in raised.value.problems] == ["EN103"]


def test_facts_and_circumstances_come_from_packs() -> None:
    pack = read_pack(Path(__file__).parents[1] / "errors" / "_base")
    assert {"goods_value", "person.income_last_year", "party.kind", "act.on"} <= set(fact_table(pack))
    assert circumstance_ids(pack) == {"voluntary_remedy"}
