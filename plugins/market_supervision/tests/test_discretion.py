"""The general discretion rules of this pack on one fine: the parts of the range, both ends included where the text does."""

from datetime import date
from fractions import Fraction

import pytest

from enforcement_norms import Assertion, Case, Determination, Money, Party, PartyKind, evaluate, load

LOWEST, LIGHTER, HEAVIER, HIGHEST = 5_000_000, 6_500_000, 8_500_000, 10_000_000
"""Contaminated food worth less than CNY 10,000 (Food Safety Law, Art. 124(1)): 5万元 to 10万元, and its parts, in fen."""


def decide(decided_on: date, *circumstances: str) -> Determination:
    """A natural person's contaminated food worth CNY 8,000, with these circumstances established."""
    return evaluate(
        load("market_supervision"),
        Case(
            violation="market_supervision.contaminated_food",
            occurred_on=date(2022, 9, 1),
            decided_on=decided_on,
            party=Party(PartyKind.NATURAL_PERSON),
            facts={"goods_value": Money.yuan(8000)},
            circumstances={each: Assertion(True, "证据1") for each in circumstances},
        ),
    )


def fines(found: Determination) -> set[tuple[int | Fraction | None, int | Fraction | None, bool]]:
    """Lower bound, upper bound and whether the upper one is included, of the fine in each option."""
    return {
        (one.amount.low, one.amount.high, one.amount.high_closed)
        for option in found.options
        for one in option.penalties
        if one.id == "fine" and one.amount is not None
    }


@pytest.mark.parametrize(
    "circumstance",
    [
        "minor_of_fourteen_to_eighteen",
        "voluntary_remedy",
        "coerced",
        "induced",
        "voluntary_confession",
        "meritorious_service",
    ],
)
def test_lighter_or_mitigated_that_must_follow_leaves_two_parts(circumstance: str) -> None:
    """Arts. 10(1)(ii), 10(1)(iii) and 13: the lowest 30 %, or down from the minimum, the minimum itself included."""
    assert fines(decide(date(2023, 3, 1), circumstance)) == {(LOWEST, LIGHTER, True), (None, LOWEST, True)}


@pytest.mark.parametrize(
    "circumstance", ["limited_capacity", "active_cooperation", "slight_violation", "accessory_role", "hardship"]
)
def test_lighter_or_mitigated_that_may_follow_keeps_the_whole_range(circumstance: str) -> None:
    """Art. 14: the officer may also leave it at the ordinary range."""
    assert fines(decide(date(2023, 3, 1), circumstance)) == {(LOWEST, HIGHEST, True), (None, LOWEST, True)}


def test_heavier_that_must_follow_is_the_highest_part() -> None:
    """Arts. 10(1)(iv) and 15."""
    found = decide(date(2023, 3, 1), "emergency_measures_breached")
    amounts = [one.amount for one in found.penalties if one.id == "fine" and one.amount is not None]
    assert [(each.low, each.high) for each in amounts] == [(HEAVIER, HIGHEST)]


@pytest.mark.parametrize(
    "circumstance",
    [
        "grave_harm",
        "instigated_others",
        "punished_before",
        "obstructed_officers",
        "disposed_of_sealed_goods",
        "destroyed_evidence",
    ],
)
def test_heavier_that_may_follow_is_a_choice(circumstance: str) -> None:
    """Art. 16."""
    assert fines(decide(date(2023, 3, 1), circumstance)) == {(LOWEST, HIGHEST, True), (HEAVIER, HIGHEST, True)}


def test_the_guidance_does_not_reach_decisions_before_its_day() -> None:
    """Art. 20: in force from 2022-10-08; before, the law gives no parts of the range."""
    assert (LOWEST, LIGHTER, True) in fines(decide(date(2022, 10, 8), "voluntary_remedy"))
    assert (LOWEST, LIGHTER, True) not in fines(decide(date(2022, 10, 7), "voluntary_remedy"))
