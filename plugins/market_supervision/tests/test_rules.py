"""The case rules of this pack: what they warn of, what they refuse, and both sides of each limit."""

from datetime import date

import pytest
from attrs import evolve

from enforcement_norms import Case, Money, Party, PartyKind, Person, Severity
from enforcement_norms_market_supervision.rules import (
    food_fine_by_city,
    gains_within_goods_value,
    refund_within_gains,
    representative_of_entity,
)

COMPANY = Party(PartyKind.LEGAL_PERSON)


def case(facts: dict[str, object], party: Party = COMPANY, *persons: Person) -> Case:
    """A case of contaminated food with these facts."""
    return Case(
        violation="market_supervision.contaminated_food",
        occurred_on=date(2026, 3, 5),
        decided_on=date(2026, 6, 1),
        facts=facts,
        party=party,
        persons=persons,
    )


def test_refund_above_gains_is_a_warning() -> None:
    found = list(refund_within_gains.check(case({"refunded": Money.yuan(1201), "illegal_gains": Money.yuan(1200)})))
    assert [(each.fact, each.severity) for each in found] == [("refunded", Severity.WARNING)]
    assert found[0].message.render("zh_CN") == "已退赔 1201元，多于违法所得 1200元：核对是否把赔偿损失计入退赔"
    assert found[0].message.render("en") == (
        "Refunds of CNY 1,201 exceed the illegal gains of CNY 1,200: check whether compensation was counted as a refund"
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"refunded": Money.yuan(1200), "illegal_gains": Money.yuan(1200)},
        {"refunded": Money.yuan(1200)},
        {"illegal_gains": Money.yuan(1200)},
    ],
)
def test_refund_up_to_gains_or_unknown_is_silent(facts: dict[str, object]) -> None:
    assert list(refund_within_gains.check(case(facts))) == []


def test_gains_above_goods_value_is_a_warning() -> None:
    found = list(
        gains_within_goods_value.check(case({"illegal_gains": Money.yuan(8001), "goods_value": Money.yuan(8000)}))
    )
    assert [(each.fact, each.severity) for each in found] == [("goods_value", Severity.WARNING)]


@pytest.mark.parametrize(
    "facts",
    [
        {"illegal_gains": Money.yuan(8000), "goods_value": Money.yuan(8000)},
        {"illegal_gains": Money.yuan(8000)},
        {},
    ],
)
def test_gains_up_to_goods_value_or_unknown_is_silent(facts: dict[str, object]) -> None:
    assert list(gains_within_goods_value.check(case(facts))) == []


@pytest.mark.parametrize("kind", [PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS])
def test_legal_representative_beside_a_natural_person_is_refused(kind: PartyKind) -> None:
    found = list(representative_of_entity.check(case({}, Party(kind), Person("legal_representative"))))
    assert [each.severity for each in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (PartyKind.LEGAL_PERSON, "legal_representative"),
        (PartyKind.OTHER_ORGANIZATION, "legal_representative"),
        (PartyKind.INDIVIDUAL_BUSINESS, "main_responsible"),
    ],
)
def test_persons_that_an_entity_can_have_are_taken(kind: PartyKind, role: str) -> None:
    assert list(representative_of_entity.check(case({}, Party(kind), Person(role)))) == []


def fined(fine: int) -> list[tuple[str, Severity]]:
    decided = evolve(case({"goods_value": Money.yuan(30_000)}), imposed={"fine": Money.yuan(fine)})
    return [(each.message.render("zh_CN"), each.severity) for each in food_fine_by_city.check(decided)]


def test_food_fines_of_three_hundred_thousand_yuan_are_decided_by_a_city() -> None:
    said = "罚款 30万元：三十万元以上由设区的市级以上食品安全监督管理部门决定（实施条例第八十一条），核对决定机关"
    assert fined(300_000) == [(said, Severity.WARNING)]
    assert fined(299_999) == []


def test_a_confiscation_of_that_much_is_no_fine() -> None:
    confiscated = evolve(case({}), imposed={"gains": Money.yuan(300_000)})
    assert list(food_fine_by_city.check(confiscated)) == []
