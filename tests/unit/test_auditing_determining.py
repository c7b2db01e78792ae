"""The case that a file describes: the same whether its facts are typed at once or read with care."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from enforcement_norms import load
from enforcement_norms.auditing import Audited
from enforcement_norms.auditing.determining import case_of
from enforcement_norms.compiler import Norms
from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.model.case import Assertion, Party, PartyKind
from enforcement_norms.model.duty import Missing
from enforcement_norms.money import Money
from enforcement_norms.reader.case_file import read_case_file


@cache
def norms() -> Norms:
    return load("market_supervision")


def audited(matter: dict[str, Any], **more: Any) -> Audited:
    told = {"violation": "market_supervision.unlicensed_food_business", "occurred_on": "2024-03-05", **matter}
    data = {"id": "x", "matter": told, "decisions": [{"at": "2024-05-06T09:00", "kind": "penalty"}], **more}
    return Audited(read_case_file(data), norms=norms())


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("8000元", Money.yuan(8000)),
        ("8000.05元", Money.yuan("8000.05")),
        ("0.8万元", Money.yuan(8000)),
        ("八千元", Money.yuan(8000)),
        ("8,000元", Money.yuan(8000)),
        ("indeterminable", INDETERMINABLE),
    ],
)
def test_amounts_in_every_way_of_writing(written: str, typed: object) -> None:
    assert case_of(audited({"facts": {"goods_value": written}})).facts == {"goods_value": typed}


@pytest.mark.parametrize(
    "facts",
    [
        {"goods_value": "8000.5元整"},
        {"goods_value": 8000},
        {"goods_value": True},
        {"unknown": "8000元"},
        {"party.age": "8000元"},
        {"goods_value": "8000元", "unknown": "1元"},
    ],
)
def test_what_cannot_be_used_is_missing(facts: dict[str, Any]) -> None:
    with pytest.raises(Missing) as missing:
        case_of(audited({"facts": facts}))
    assert missing.value.inputs == ("matter.facts",)


@pytest.mark.parametrize("circumstances", [{}, {"voluntary_remedy": True}])
def test_days_places_and_parties_are_those_of_the_file(circumstances: dict[str, Any]) -> None:
    found = case_of(
        audited(
            {"facts": {"goods_value": "8000元"}, "circumstances": circumstances, "ended_on": "2024-03-07"},
            division="511702",
            party={"kind": "natural_person", "birth_date": "1990-02-03"},
            lead={"at": "2024-03-08T10:00"},
            filing={"at": "2024-03-09"},
        )
    )
    assert (found.occurred_on, found.ended_on) == (date(2024, 3, 5), date(2024, 3, 7))
    assert (found.discovered_on, found.filed_on) == (date(2024, 3, 8), date(2024, 3, 9))
    assert (found.decided_on, found.jurisdiction) == (date(2024, 5, 6), "511702")
    assert found.party == Party(PartyKind.NATURAL_PERSON, date(1990, 2, 3))
    assert found.circumstances == {id_: Assertion(established=True) for id_ in circumstances}


@pytest.mark.parametrize("circumstances", [{}, {"voluntary_remedy": True}])
def test_a_place_that_is_none_makes_the_case_unusable(circumstances: dict[str, Any]) -> None:
    with pytest.raises(Missing) as missing:
        case_of(audited({"facts": {}, "circumstances": circumstances}, division="999999"))
    assert missing.value.inputs == ("matter.facts",)
