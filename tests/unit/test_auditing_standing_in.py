"""Cases that stand in for others: what is found by way of them is what is found in the case itself."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcement_norms import load
from enforcement_norms.auditing.standing_in import determined, stand_in
from enforcement_norms.compiler import Norms
from enforcement_norms.errors import CaseInvalid, Problem
from enforcement_norms.evaluator import evaluate
from enforcement_norms.evaluator.evaluation import evaluate_afresh
from enforcement_norms.model.case import Assertion, Case, Party, PartyKind, Person
from enforcement_norms.model.determination import Determination, Outcome
from enforcement_norms.money import Money
from enforcement_norms.testing.strategies import cases

ACT = date(2024, 3, 5)


@cache
def norms() -> Norms:
    return load()


def case(**changed: Any) -> Case:
    return evolve(
        Case(
            "market_supervision.unlicensed_food_business",
            ACT,
            date(2024, 5, 6),
            "511702",
            {"goods_value": Money.yuan(8000), "illegal_gains": Money.yuan(1200)},
            party=Party(PartyKind.NATURAL_PERSON, date(1990, 2, 3)),
            discovered_on=date(2024, 3, 6),
            filed_on=date(2024, 3, 8),
        ),
        **changed,
    )


def outcome_of(way: Callable[[Norms, Case], Determination], one: Case) -> Determination | tuple[Problem, ...]:
    try:
        return way(norms(), one)
    except CaseInvalid as refused:
        return refused.problems


def same(one: Case) -> Determination | tuple[Problem, ...]:
    """What is found, which is the same by way of another case and in full."""
    found = outcome_of(determined, one)
    assert found == outcome_of(evaluate_afresh, one)
    assert found == outcome_of(determined, one)
    return found


class TestStandIn:
    def test_days_on_which_no_norm_changes_are_one(self) -> None:
        later = case(
            occurred_on=date(2024, 3, 12), decided_on=date(2024, 5, 20), discovered_on=date(2024, 4, 1), filed_on=None
        )
        assert stand_in(norms(), case()) == stand_in(norms(), later)

    def test_the_facts_are_those_of_the_case(self) -> None:
        like = stand_in(norms(), case())
        assert like is not None
        assert like.facts == case().facts
        assert (like.discovered_on, like.filed_on) == (None, None)

    @pytest.mark.parametrize(
        ("age", "other", "alike"), [(19, 60, True), (17, 18, False), (15, 17, True), (13, 14, False)]
    )
    def test_ages_are_one_where_no_norm_tells_them_apart(self, age: int, other: int, *, alike: bool) -> None:
        """Fourteen and eighteen years (Administrative Penalty Law 2021, Art. 30); of age on the day after a birthday."""
        one, two = (
            stand_in(norms(), case(party=Party(PartyKind.NATURAL_PERSON, date(ACT.year - years, 3, 4))))
            for years in (age, other)
        )
        assert one is not None
        assert two is not None
        assert (one == two) is alike

    @pytest.mark.parametrize(
        "changed",
        [
            {"persons": (Person("legal_representative"),)},
            {"imposed": {"fine": Money.yuan(60000)}},
            {"occurred_on": date(2024, 5, 7)},
            {"discovered_on": date(2024, 3, 4)},
            {"discovered_on": date(2024, 5, 7)},
            {"ended_on": date(2024, 3, 4)},
            {"ended_on": date(2024, 5, 7)},
            {"party": Party(PartyKind.NATURAL_PERSON, date(2024, 3, 6))},
            {"occurred_on": date(1900, 1, 1), "decided_on": date(1900, 1, 2), "party": Party()},
            {"party": Party(PartyKind.NATURAL_PERSON, date(1850, 1, 1))},
            {"facts": {"goods_value": Money.yuan(100), "illegal_gains": Money.yuan(101)}},
        ],
    )
    def test_some_stand_for_themselves(self, changed: dict[str, Any]) -> None:
        assert stand_in(norms(), case(**changed)) is None
        same(case(**changed))

    def test_an_unknown_violation_stands_for_itself(self) -> None:
        assert stand_in(norms(), case(violation="market_supervision.unknown")) is None


class TestDetermined:
    @pytest.mark.parametrize(("waited", "barred"), [(730, False), (731, True)])
    def test_limitation_is_asked_of_the_case_itself(self, waited: int, *, barred: bool) -> None:
        """Two years, five where life, health or finance is harmed (Administrative Penalty Law 2021, Art. 36)."""
        found = same(
            case(
                violation="market_supervision.licence_not_displayed",
                facts={},
                discovered_on=ACT + timedelta(days=waited),
                decided_on=date(2026, 6, 1),
            )
        )
        assert isinstance(found, Determination)
        assert (found.outcome is Outcome.EXEMPT) is barred

    def test_a_discovery_day_settles_limitation(self) -> None:
        known, open_ = (determined(norms(), one) for one in (case(), case(discovered_on=None, filed_on=None)))
        assert set(open_.open_to_check) - set(known.open_to_check) == {"limitation"}

    def test_the_case_is_the_one_that_was_asked(self) -> None:
        assert determined(norms(), case()).case == case()

    def test_amounts_follow_the_facts(self) -> None:
        for yuan in (20_000, 30_000):
            found = same(case(facts={"goods_value": Money.yuan(yuan), "illegal_gains": Money.yuan(1200)}))
            assert isinstance(found, Determination)
            (fine,) = [one for one in found.penalties if one.id == "fine"]
            assert fine.amount is not None
            assert (fine.amount.low, fine.amount.high) == (yuan * 1000, yuan * 2000)

    @pytest.mark.parametrize(
        "circumstances",
        [{"voluntary_remedy": Assertion(established=True, evidence="甲")}, {"unknown": Assertion(established=True)}],
    )
    def test_circumstances_are_weighed_or_refused(self, circumstances: dict[str, Assertion]) -> None:
        same(case(circumstances=circumstances))

    def test_a_warning_is_about_the_case_itself(self) -> None:
        found = same(case(facts={"goods_value": Money.yuan(100), "illegal_gains": Money.yuan(101)}))
        assert isinstance(found, Determination)
        assert len(found.warnings) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_every_case_is_determined_as_in_full(data: st.DataObject) -> None:
    one = data.draw(cases(norms()))
    if data.draw(st.booleans()):
        one = evolve(one, filed_on=one.occurred_on + timedelta(days=data.draw(st.integers(0, 2500))))
    if data.draw(st.booleans()):
        outcome_of(evaluate, one)
    same(one)


def changed_laws() -> list[tuple[str, date]]:
    """Every violation of which one version follows another, with the first day of the later one."""
    return [
        (id_, new.in_force.from_)
        for id_, track in norms().tracks.items()
        for old, new in pairwise(track.versions)
        if old.in_force.until == new.in_force.from_ - timedelta(days=1)
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_cases_between_two_laws_are_determined_as_in_full(data: st.DataObject) -> None:
    """从旧兼从轻: of both laws, each on its own days, what is found is that of the case itself."""
    id_, first = data.draw(st.sampled_from(changed_laws()))
    one = data.draw(cases(norms(), id_))
    acted, decided = (first + timedelta(days=data.draw(days)) for days in (st.integers(-900, -1), st.integers(0, 900)))
    one = evolve(one, occurred_on=acted, ended_on=None, discovered_on=None, filed_on=None, decided_on=decided)
    if data.draw(st.booleans()):
        one = evolve(one, persons=(), imposed={})
    if data.draw(st.booleans()):
        one = evolve(one, filed_on=acted + timedelta(days=data.draw(st.integers(0, (decided - acted).days))))
    if data.draw(st.booleans()):
        outcome_of(evaluate, one)
    same(one)


class TestBetweenTwoLaws:
    def test_cases_of_like_days_share_what_is_found_under_each_law(self) -> None:
        """食品安全法 was amended on 2025-12-01: two verdicts are kept, and the later case has amounts of its own."""
        track = norms().tracks["market_supervision.unlicensed_food_business"]
        kept = []
        for day, yuan in ((3, 20_000), (4, 30_000)):
            found = same(
                case(
                    occurred_on=date(2025, 11, day),
                    discovered_on=date(2025, 11, day + 1),
                    filed_on=None,
                    decided_on=date(2025, 12, day),
                    facts={"goods_value": Money.yuan(yuan), "illegal_gains": Money.yuan(1200)},
                )
            )
            assert isinstance(found, Determination)
            assert found.versions is not None
            (fine,) = [one for one in found.penalties if one.id == "fine"]
            assert fine.amount is not None
            assert (fine.amount.low, fine.amount.high) == (yuan * 1000, yuan * 2000)
            kept.append(sum(len(frame.verdicts) for frame in track.frames_of_plans.values() if frame is not None))
        assert kept[0] == kept[1]
