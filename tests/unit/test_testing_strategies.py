"""Cases made by Hypothesis: values on both sides of every limit, nothing that cannot be written down."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter
from tests.support import FACTS, Law, installed, law, violation

from enforcement_norms import Money, evaluate
from enforcement_norms.testing.strategies import Ground, answered, cases, cases_on, grounds

CLAUSE = """
branches:
  - when: {stage: overdue}
    measures:
      - id: fine
        kind: fine
        amount:
          switch:
            - {when: {value: {below: 1万元}}, range: {at_least: 1万元, at_most: 5万元}}
            - {when: {value: {at_least: 1万元}}, times: {of: value, at_least: 1倍, at_most: 3倍}}
      - {id: shut, kind: close_down, when: {all: [{judged: serious}, {licensed: false}]}}
      - {id: ban, kind: ban_practice, when: {count: {event: past, within: 2年, at_least: 2}}}
      - {id: third, kind: warning, when: {excess: {above: 50%}, ages: {below: 14}}}
      - {id: persons, kind: fine, addressee: [main_responsible], per_person: true, amount: {times: {of: person.income, exactly: 10%}}}
  - measures: [{id: order, kind: correction_order}]
exempt:
  - {id: helpful, title: 协助, effect: may_exempt, when: {circumstance: helped}, cites: [trade_law#9]}
  - {id: first, title: 初次, effect: may_exempt, when: {circumstance: first_time}, cites: [trade_law#9]}
"""
T = TypeVar("T")
SLOW = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> Law:
    facts = FACTS.replace("{title: 初次,", "{title: 初次, excludes: [helped],")
    return law(tmp_path_factory.mktemp("trade"), CLAUSE, {"facts.yaml": facts})


def drawn(strategy: st.SearchStrategy[T], number: int = 1) -> list[T]:
    """So many examples, the simplest first."""
    found: list[T] = []

    @given(example=strategy)
    @settings(max_examples=number, database=None, suppress_health_check=list(HealthCheck))
    def collect(example: T) -> None:
        found.append(example)

    collect()
    return found


def some(norms: Law, name: str = "trial.trade") -> Ground:
    return drawn(grounds(norms.norms, name))[0]


def test_values_lie_on_both_sides_of_every_limit(trade: Law) -> None:
    ground = some(trade)
    assert {Money(999_999), Money(1_000_000), Money(1_000_001), Money(0)} <= set(ground.facts["value"])
    assert set(ground.facts["stage"]) == {"first", "overdue"}
    assert set(ground.facts["licensed"]) == {True, False}
    assert {each < 0.5 for each in ground.facts["excess"]} == {each > 0.5 for each in ground.facts["excess"]}
    assert {tuple(age < 14 for age in ages) for ages in ground.facts["ages"]} >= {(), (True,), (False,), (True, False)}
    assert "serious" in ground.judgements
    assert set(ground.circumstances) >= {"helped", "first_time"}
    assert list(ground.of_persons) == ["income"]


def test_past_events_lie_on_the_edges_of_the_window(trade: Law) -> None:
    case = some(trade).bare
    start = date(case.occurred_on.year - 2, case.occurred_on.month, case.occurred_on.day)
    days = {event.on for events in some(trade).facts["past"] for event in events}
    assert {start, start.replace(year=start.year) - (date(2020, 1, 2) - date(2020, 1, 1))} <= days
    assert () in some(trade).facts["past"]


def test_cases_hold_what_is_worth_trying_or_leave_it_out(trade: Law) -> None:
    ground = some(trade)
    values = {case.facts.get("value") for case in drawn(cases_on(ground), 200)}
    assert None in values
    assert values - {None} <= set(ground.facts["value"])
    assert len(values) > 2


@given(data=st.data())
@SLOW
def test_a_complete_case_misses_nothing(trade: Law, data: st.DataObject) -> None:
    case = data.draw(cases(trade.norms, "trial.trade", complete=True))
    found = evaluate(trade.norms, case)
    assert [term for term in found.missing if not term.startswith("person.")] == []


@given(data=st.data())
@SLOW
def test_nothing_is_asserted_and_nobody_named_unless_asked(trade: Law, data: st.DataObject) -> None:
    ground = data.draw(grounds(trade.norms))
    case = data.draw(cases_on(ground, circumstances=False, persons=False))
    assert (dict(case.circumstances), case.persons) == ({}, ())


@given(data=st.data())
@SLOW
def test_circumstances_that_exclude_one_another_are_not_both_established(trade: Law, data: st.DataObject) -> None:
    case = data.draw(cases(trade.norms, "trial.trade"))
    assert [case.circumstances[id_].established for id_ in ("helped", "first_time") if id_ in case.circumstances] != [
        True,
        True,
    ]


@given(data=st.data())
@SLOW
def test_what_is_missing_can_be_answered(trade: Law, data: st.DataObject) -> None:
    ground = data.draw(grounds(trade.norms))
    terms = ("value", "judged:serious", "party.kind", "party.age", ground.plan.counts[counted(ground)].term)
    case = data.draw(answered(ground, ground.bare, terms))
    assert set(case.facts) == {"value", "past"}
    assert set(case.judgements) == {"serious"}
    assert None not in (case.party.kind, case.party.birth_date)


def counted(ground: Ground) -> str:
    (term,) = [term for term in ground.plan.counts if term in ground.plan.cells]
    return term


def test_a_fact_that_follows_is_answered_by_its_sources(tmp_path: Path) -> None:
    more = FACTS.replace("circumstances:", "  late: {kind: duration, unit: days, title: 逾期, derived: {days_between: [due_on, corrected_on]}}\ncircumstances:", 1)  # fmt: skip
    clause = "branches:\n  - {when: {late: {above: 7日}}, measures: [{id: w, kind: warning}]}\n  - measures: [{id: order, kind: correction_order}]\n"
    ground = some(law(tmp_path, clause, {"facts.yaml": more}))
    assert set(ground.facts) == {"due_on", "corrected_on"}
    assert set(drawn(answered(ground, ground.bare, ("late",)))[0].facts) == {"due_on", "corrected_on"}


def test_a_local_norm_is_tried_in_its_place_only(tmp_path: Path) -> None:
    clause = "branches: [{measures: [{id: w, kind: warning}]}]\n"
    local = law(
        tmp_path,
        "",
        {"violations/local.2000-01-01.yaml": violation("local", clause, basis="city_rules#9")},
    )
    assert {ground.bare.jurisdiction for ground in drawn(grounds(local.norms, "trial.local"), 20)} == {"511700"}


def test_the_higher_norm_governs_where_it_outranks() -> None:
    """旅行社条例 46 under 旅游法 95."""
    ground = some(installed("culture_sports_tourism"), "culture_sports_tourism.travel_business_beyond_permit")
    assert ground.bare.violation == "culture_sports_tourism.travel_business_beyond_permit"
    assert ground.plan.violation.id == "unlicensed_travel_agency"
    assert repr(ground).startswith("culture_sports_tourism.travel_business_beyond_permit 20")


@given(data=st.data())
@settings(max_examples=30)
def test_acts_lie_in_the_version(data: st.DataObject) -> None:
    norms = installed("public_security").norms
    ground = data.draw(grounds(norms, "public_security.assault"))
    case = ground.bare
    act = case.ended_on or case.occurred_on
    assert ground.plan.violation.in_force.covers(act)
    assert case.occurred_on <= act <= case.decided_on


def test_persons_have_what_the_law_asks_of_them(trade: Law) -> None:
    named = [person for case in drawn(cases(trade.norms, "trial.trade", complete=True), 100) for person in case.persons]
    assert {frozenset(person.facts) for person in named} == {frozenset({"income"})}
    assert "party" not in {person.role for person in named}


def test_the_age_of_a_person_follows_from_a_day_of_birth(tmp_path: Path) -> None:
    clause = """
    branches:
      - measures:
          - {id: ban, kind: ban_practice, addressee: [main_responsible], per_person: true, when: {person.age: {at_least: 60}}}
    """
    norms = law(tmp_path, clause).norms
    named = [person for case in drawn(cases(norms, "trial.trade", complete=True), 100) for person in case.persons]
    assert {frozenset(person.facts) for person in named} == {frozenset({"birth_date"})}


def test_a_ground_is_shown_in_one_line(trade: Law) -> None:
    printer = RepresentationPrinter()
    printer.pretty(some(trade))
    assert printer.getvalue() == repr(some(trade)) == "trial.trade 2018-01-01 2018-01-01 000000"


def test_hypothesis_is_needed_only_when_cases_are_made() -> None:
    command = "import sys, enforcement_norms.testing.strategies; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
