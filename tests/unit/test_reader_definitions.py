"""Defined terms and grades, told apart by the day of the act where the clause outlives them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.conditions import AnyOf, Condition, Defined, OneOf, Values
from enforcement_norms.law import InForce
from enforcement_norms.model.facts import FactKind
from enforcement_norms.model.pack import Pack
from enforcement_norms.model.violation import Violation
from enforcement_norms.reader import read_pack
from enforcement_norms.reader.definitions import by_day

START = date(2020, 1, 1)
DAYS = st.integers(0, 60).map(lambda number: START + timedelta(days=number))

MANIFEST = "schema: 1\nid: test\ntitle: 测试\n"
FACTS = """facts:
  value: {kind: money, title: 货值}
  deaths: {kind: integer, title: 死亡人数}
"""
CLAUSE = """id: %s
title: 测试
in_force: {from: %s%s}
%sbreaches: []
basis: [some_law#1]
branches:
  - measures:
      - {id: fine, kind: fine, amount: {exactly: 1元}, when: %s}
"""


@st.composite
def versions(draw: st.DrawFn) -> list[InForce]:
    """Versions that do not overlap, with or without gaps, the last one perhaps without an end."""
    days = sorted(draw(st.sets(DAYS, min_size=2, max_size=8)))
    pairs = [InForce(first, last) for first, last in zip(days[::2], days[1::2], strict=False)]
    return [*pairs, InForce(days[-1] + timedelta(days=draw(st.integers(1, 5))))] if draw(st.booleans()) else pairs


@st.composite
def clauses(draw: st.DrawFn) -> InForce | None:
    start = draw(DAYS)
    end = draw(st.one_of(st.none(), st.integers(0, 40).map(lambda number: start + timedelta(days=number))))
    return draw(st.sampled_from([InForce(start, end), None]))


@given(versions(), clauses())
def test_every_day_of_the_clause_falls_to_the_version_of_that_day(
    periods: list[InForce], clause: InForce | None
) -> None:
    named: list[tuple[InForce, Condition]] = [
        (period, OneOf("version", (index,))) for index, period in enumerate(periods)
    ]
    condition = by_day(named, clause, lambda: OneOf("version", ("judged",)))
    for number in range(-3, 75):
        day = START + timedelta(days=number)
        if clause is not None and not clause.covers(day):
            continue
        expected = next((index for index, period in enumerate(periods) if period.covers(day)), "judged")
        answers: list[int | str] = [*range(len(periods)), "judged"]
        holding = [answer for answer in answers if condition.truth({"act.on": day, "version": answer})]
        assert holding == [expected]


def packed(folder: Path, definitions: str, *clauses_: tuple[str, str, str, str]) -> Pack:
    (folder / "violations").mkdir(parents=True)
    (folder / "pack.yaml").write_text(MANIFEST)
    (folder / "facts.yaml").write_text(FACTS)
    (folder / "definitions.yaml").write_text(definitions)
    for id_, start, until, when in clauses_:
        ended = "ended: repealed\n" if until else ""
        text = CLAUSE % (id_, start, until and f", until: {until}", ended, when)
        (folder / "violations" / f"{id_}.{start}.yaml").write_text(text)
    return read_pack(folder)


def condition_of(violation: Violation) -> Condition:
    return violation.branches[0].measures[0].when


DEFINITION = """definitions:
  - id: serious
    title: 情节严重
    when: {value: {at_least: 2万元}}
%s    cites: [some_rules#1]
    in_force: {from: 2019-12-01}
"""


def test_a_closed_definition_in_force_all_the_time_is_its_condition(tmp_path: Path) -> None:
    pack = packed(tmp_path, DEFINITION % "", ("x", "2020-01-01", "", "{defined: serious}"))
    condition = condition_of(pack.violations[0])
    assert isinstance(condition, Defined)
    assert [condition.truth({"value": value}) for value in (1_999_999, 2_000_000)] == [False, True]
    assert "serious" not in pack.facts


def test_an_open_ended_definition_can_hold_by_judgement_and_never_fails_by_facts(tmp_path: Path) -> None:
    pack = packed(tmp_path, DEFINITION % "    open_ended: true\n", ("x", "2020-01-01", "", "{defined: serious}"))
    condition = condition_of(pack.violations[0])
    judged = "judged:serious"
    cases: list[Values] = [{"value": 0}, {"value": 2_000_000}, {"value": 0, judged: True}, {"value": 0, judged: False}]
    assert [condition.truth(values) for values in cases] == [None, True, True, False]
    fact = pack.facts["serious"]
    assert (fact.kind, fact.title, str(fact.where)) == (FactKind.JUDGED, "情节严重", "definitions.yaml:2:5")


def test_a_judgement_of_the_definition_may_be_named_and_declared(tmp_path: Path) -> None:
    pack = packed(tmp_path, DEFINITION % "    open_ended: true\n", ("x", "2020-01-01", "", "{judged: serious}"))
    assert condition_of(pack.violations[0]) == OneOf("judged:serious", (True,))


def test_days_before_the_definition_are_judged(tmp_path: Path) -> None:
    pack = packed(tmp_path, DEFINITION % "", ("x", "2019-01-01", "", "{defined: serious}"))
    condition = condition_of(pack.violations[0])
    before, after = date(2019, 11, 30), date(2019, 12, 1)
    assert condition.truth({"act.on": before, "value": 2_000_000}) is None
    assert condition.truth({"act.on": before, "value": 2_000_000, "judged:serious": False}) is False
    assert condition.truth({"act.on": after, "value": 2_000_000}) is True
    assert pack.facts["serious"].kind is FactKind.JUDGED


def test_a_clause_that_ended_before_the_definition_is_judged(tmp_path: Path) -> None:
    pack = packed(tmp_path, DEFINITION % "", ("x", "2015-01-01", "2018-12-31", "{defined: serious}"))
    assert condition_of(pack.violations[0]) == Defined("serious", OneOf("judged:serious", (True,)))


GRADES = """definitions:
  - id: fatal
    title: 死亡事故
    when: {grade: {accident: [major, ordinary]}}
    cites: [some_rules#1]
    in_force: {from: 2019-12-01}
grades:
  - id: accident
    title: 事故等级
    levels:
      - {id: major, title: 重大, when: {deaths: {at_least: 10}}}
      - {id: ordinary, title: 一般, when: {deaths: {at_least: 1}}}
    cites: [some_rules#1]
    in_force: {from: 2007-06-01}
"""


def test_definitions_may_name_grades_wherever_they_stand(tmp_path: Path) -> None:
    pack = packed(tmp_path, GRADES, ("x", "2020-01-01", "", "{defined: fatal}"))
    condition = condition_of(pack.violations[0])
    assert [condition.truth({"deaths": deaths}) for deaths in (0, 1, 10)] == [False, True, True]
    assert [definition.id for definition in pack.definitions] == ["fatal"]
    assert [[level.id for level in grade.levels] for grade in pack.grades] == [["major", "ordinary"]]


def test_the_first_level_that_holds_counts(tmp_path: Path) -> None:
    pack = packed(tmp_path, GRADES, ("x", "2020-01-01", "", "{grade: {accident: ordinary}}"))
    condition = condition_of(pack.violations[0])
    assert [condition.truth({"deaths": deaths}) for deaths in (0, 9, 10)] == [False, True, False]


def test_days_before_the_grade_are_judged_level_by_level(tmp_path: Path) -> None:
    pack = packed(tmp_path, GRADES, ("x", "2005-01-01", "", "{grade: {accident: [ordinary]}}"))
    condition = condition_of(pack.violations[0])
    before = date(2007, 5, 31)
    assert condition.truth({"act.on": before, "deaths": 5}) is None
    assert condition.truth({"act.on": before, "deaths": 5, "judged:accident_ordinary": True}) is True
    assert condition.truth({"act.on": date(2007, 6, 1), "deaths": 5}) is True
    assert pack.facts["accident_ordinary"].title == "事故等级：一般"


def test_counts_of_a_definition_are_kept_with_it(tmp_path: Path) -> None:
    written = DEFINITION % ""
    counted = "when: {count: {event: same, within: 1年, at_least: 2}}"
    definitions = written.replace("when: {value: {at_least: 2万元}}", counted)
    (tmp_path / "violations").mkdir(parents=True)
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "facts.yaml").write_text("facts:\n  same: {kind: events, title: 处罚}\n")
    (tmp_path / "definitions.yaml").write_text(definitions)
    pack = read_pack(tmp_path)
    assert pack.definitions[0].counts == tuple(pack.counts.values())
    assert list(pack.counts) == ["count:same__1_years__until_act"]


@pytest.mark.parametrize("cls", [AnyOf])
def test_several_versions_are_joined(tmp_path: Path, cls: type[Condition]) -> None:
    two = DEFINITION % "" + (DEFINITION % "").replace("definitions:\n", "").replace("2万元", "5万元")
    definitions = two.replace("{from: 2019-12-01}", "{from: 2019-12-01, until: 2022-12-31}", 1)
    definitions = definitions[::-1].replace("2019-12-01"[::-1], "2023-01-01"[::-1], 1)[::-1]
    pack = packed(tmp_path, definitions, ("x", "2020-01-01", "", "{defined: serious}"))
    condition = condition_of(pack.violations[0])
    assert isinstance(condition, Defined)
    assert isinstance(condition.condition, cls)
    days = (date(2022, 12, 31), date(2023, 1, 1))
    assert [condition.truth({"act.on": day, "value": 3_000_000}) for day in days] == [True, False]
