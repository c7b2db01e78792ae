"""Witness cases and ranges as people read them."""

from fractions import Fraction
from typing import Any

import pytest

from enforcement_norms.amounts import Interval
from enforcement_norms.cells import Cell
from enforcement_norms.checks.showing import Shown, Span
from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.model.facts import Constraint, Fact, FactKind
from enforcement_norms.model.penalty import Unit

FACTS = {
    fact.id: fact
    for fact in (
        Fact("value", FactKind.MONEY, "货值"),
        Fact("excess", FactKind.RATIO, "比例"),
        Fact("soil", FactKind.QUANTITY, "土方", unit="立方米"),
        Fact("late", FactKind.DURATION, "逾期", unit="days"),
        Fact("open", FactKind.DURATION, "营业", unit="months"),
        Fact("ages", FactKind.LIST, "年龄", items=FactKind.INTEGER),
        Fact("injured", FactKind.INTEGER, "受伤", unit="人"),
        Fact("persons", FactKind.INTEGER, "人数", unit="人"),
    )
}


@pytest.mark.parametrize(
    ("term", "value", "chinese", "english"),
    [
        ("value", 1_000_000, "value = 10000.00元", "value = CNY 10000.00"),
        ("value", 1, "value = 0.01元", "value = CNY 0.01"),
        ("excess", Fraction(3, 10), "excess = 30%", "excess = 30%"),
        ("soil", Fraction(25, 2), "soil = 25/2立方米", "soil = 25/2立方米"),
        ("late", 30, "late = 30日", "late = 30 days"),
        ("open", 3, "open = 3个月", "open = 3 months"),
        ("ages", (14, 60), "ages = [14, 60]", "ages = [14, 60]"),
        ("licensed", True, "licensed = true", "licensed = true"),
        ("judged:vile", False, "judged:vile = false", "judged:vile = false"),
        ("count:past__ever__until_act", 2, "count:past__ever__until_act = 2", "count:past__ever__until_act = 2"),
        ("value", INDETERMINABLE, "value = indeterminable", "value = indeterminable"),
    ],
)
def test_values(term: str, value: Any, chinese: str, english: str) -> None:
    shown = Shown({term: Cell(value)}, FACTS)
    assert (shown.render("zh_CN"), shown.render("en")) == (chinese, english)


def test_any_case_at_all() -> None:
    assert (Shown({}, FACTS).render("zh_CN"), Shown({}, FACTS).render("en")) == ("任何情形", "any case")


def test_linked_facts_are_shown_together_as_they_can_be() -> None:
    cells = {"injured": Cell(10, 10, high=20), "persons": Cell(0, 0, high=30)}
    linked = (Constraint("injured", "persons"),)
    assert str(Shown(cells, FACTS, linked)) == "injured = 10人, persons = 10人"
    apart = {"injured": Cell(40, 40, high=50), "persons": Cell(0, 0, high=30)}
    assert str(Shown(apart, FACTS, linked)) == "injured = 40人, persons = 0人"


@pytest.mark.parametrize(
    ("interval", "unit", "chinese", "english"),
    [
        (
            Interval(500_000, high=1_000_000),
            Unit.YUAN,
            "5000.00元以上10000.00元以下",
            "at least CNY 5000.00, at most CNY 10000.00",
        ),
        (Interval(5, False, 10, False), Unit.DAYS, "超过5日不足10日", "above 5 days, below 10 days"),
        (Interval(high=12), Unit.POINTS, "12分以下", "at most 12 points"),
        (Interval(3, high=3), Unit.YEARS, "3年", "3 years"),
        (Interval(), Unit.MONTHS, "没有界限", "without bounds"),
    ],
)
def test_ranges(interval: Interval, unit: Unit, chinese: str, english: str) -> None:
    assert (Span(interval, unit).render("zh_CN"), Span(interval, unit).render("en")) == (chinese, english)
