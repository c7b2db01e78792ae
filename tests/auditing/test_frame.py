"""The frame: days, articles, missing inputs, isolation; and what holds for every file."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.auditing.runner import changed, put, shown

from enforcement_norms.auditing import audit, core_rules
from enforcement_norms.auditing.inputs import input_labels, label_of_input
from enforcement_norms.auditing.sources import penalty_2017, penalty_2021
from enforcement_norms.i18n import Message
from enforcement_norms.model.actors import Registers
from enforcement_norms.model.audit_report import AuditReport
from enforcement_norms.model.casefile import CaseFile, Decision
from enforcement_norms.model.duty import Found, Gravity, NoticeItem, Rule, duty, happened, need
from enforcement_norms.reader.case_file import read_case_file, read_registers

BASES = ("ordinary", "summary", "with_hearing", "with_measure", "with_transfer", "flawed_ordinary")


def trial(**settings_: Any) -> Rule:
    """A rule that finds every decision without a number."""

    @duty(
        "procedure.trial", Message("试验"), (penalty_2017("39.1"), penalty_2021("59.1")), over="decisions", **settings_
    )
    def rule(_audited: object, decision: Decision) -> Iterator[Found]:
        if happened(decision.number, decision, "decisions.number") is None:
            yield Found(Message("没有文号"))

    return rule


def told(rule: Rule, *decisions: Decision) -> AuditReport:
    return audit(None, CaseFile(id="x", decisions=decisions), rules=[rule])


@pytest.mark.parametrize(
    ("day", "article"), [(date(2021, 7, 14), "39.1"), (date(2021, 7, 15), "59.1"), (date(2018, 1, 1), "39.1")]
)
def test_the_article_is_that_of_the_day_of_the_step(day: date, article: str) -> None:
    (finding,) = told(trial(), Decision(at=day, not_done=("number",))).findings
    assert [cite.id for cite in finding.cites] == [f"administrative_penalty_law#{article}"]
    assert (finding.on, finding.place) == (day, "decisions[0]")


def test_before_any_article_there_is_no_duty() -> None:
    assert told(trial(), Decision(at=date(2017, 12, 31), not_done=("number",))).not_applicable == ("procedure.trial",)


def test_what_is_not_recorded_is_said_to_be_missing() -> None:
    (unknown,) = told(trial(), Decision(at=date(2026, 1, 5))).not_checked
    assert unknown.missing == ("decisions.number",)
    (no_day,) = told(trial(), Decision(number="1")).not_checked
    assert no_day.missing == ("decisions.at",)
    (no_list,) = audit(None, CaseFile(id="x"), rules=[trial()]).not_checked
    assert no_list.missing == ("decisions",)


def test_a_step_that_never_came_concerns_no_rule() -> None:
    assert told(trial(), Decision(not_done=("at",))).not_applicable == ("procedure.trial",)
    assert told(trial()).not_applicable == ("procedure.trial",)


def test_one_step_found_and_one_unknown_are_both_told() -> None:
    day = date(2026, 1, 5)
    report = told(trial(), Decision(at=day), Decision(at=day, not_done=("number",)), Decision(at=day, number="1"))
    assert [each.place for each in report.findings] == ["decisions[1]"]
    assert [each.place for each in report.not_checked] == ["decisions[0]"]
    assert report.passed == ()


def test_a_failing_rule_is_isolated() -> None:
    @duty("procedure.broken", Message("坏的"), (penalty_2021("59.1"),), over="decisions")
    def broken(_audited: object, _decision: Decision) -> Iterator[Found]:
        names: dict[str, str] = {}
        yield Found(Message(names["number"]))

    report = audit(
        None,
        CaseFile(id="x", decisions=(Decision(at=date(2026, 1, 5), not_done=("number",)),)),
        rules=[broken, trial()],
    )
    assert [(each.rule, each.error) for each in report.broken] == [("procedure.broken", "KeyError: 'number'")]
    assert [each.rule for each in report.findings] == ["procedure.trial"]


def test_when_decides_whom_a_rule_concerns() -> None:
    rule = trial(when=lambda _audited, decision: need(decision.summary, "decisions.summary"))
    day = date(2026, 1, 5)
    assert told(rule, Decision(at=day, summary=False)).not_applicable == ("procedure.trial",)
    assert told(rule, Decision(at=day)).not_checked[0].missing == ("decisions.summary",)


def test_a_finding_may_bear_its_own_gravity_item_and_place() -> None:
    @duty("procedure.own", Message("自定"), (penalty_2017("39.1"), penalty_2021("59.1")), over="decisions")
    def own(_audited: object, decision: Decision) -> Iterator[Found]:
        item = NoticeItem.DOCUMENTS
        yield Found(Message("甲"), Gravity.NOTE, on=date(2021, 7, 14), at="sanctions[0]", item=item)
        yield Found(Message("乙"), on=date(2017, 1, 1))
        yield Found(Message("丙"), at="/filing", cites=(penalty_2021("60").cite,))

    first, second = told(own, Decision(at=date(2026, 1, 5))).findings
    assert (first.gravity, first.item, first.place) == (Gravity.NOTE, NoticeItem.DOCUMENTS, "decisions[0].sanctions[0]")
    assert [cite.id for cite in first.cites] == ["administrative_penalty_law#39.1"]
    assert (second.place, [cite.id for cite in second.cites]) == ("filing", ["administrative_penalty_law#60"])


def test_the_gravest_of_the_articles_of_the_day_counts() -> None:
    bases = (penalty_2021("59.1", gravity=Gravity.NOTE), penalty_2021("60", gravity=Gravity.IRREGULAR))
    assert trial().gravity_under(bases) is Gravity.IRREGULAR


def test_every_input_of_every_rule_is_a_field_with_a_name() -> None:
    known = input_labels()
    unknown = {rule.id: [path for path in rule.inputs if path not in known] for rule in core_rules()}
    assert {id_: paths for id_, paths in unknown.items() if paths} == {}
    assert str(label_of_input("decisions.at")) == "决定时间"


def test_rules_of_packs_speak_in_the_name_of_their_pack() -> None:
    rule = evolve(trial(), pack="noise")
    (finding,) = told(rule, Decision(at=date(2026, 1, 5), not_done=("number",))).findings
    assert finding.pack == "noise"


def paths_in(data: Any, path: str = "") -> Iterator[str]:
    """The path of every value in a record, lists as wholes too."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        here = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}" if path else str(key)
        if not isinstance(key, int) and key not in ("id", "not_done"):
            yield here
        if isinstance(value, dict | list):
            yield from paths_in(value, here)


def audited(name: str, change: dict[str, Any]) -> AuditReport:
    data, registers = changed(name, change)
    return audit(None, read_case_file(data), read_registers(registers))


INPUTS = {name: sorted(paths_in(changed(name, {})[0])) for name in BASES}


@given(name=st.sampled_from(BASES), data=st.data())
@settings(max_examples=150)
def test_removing_an_input_never_accuses(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(INPUTS[name]))
    before = set(shown(audited(name, {})))
    after = audited(name, {path: "absent"})
    assert set(shown(after)) - before == set()
    assert after.broken == ()


def moved(data: Any, by: timedelta) -> Any:
    """The record with every day and hour moved."""
    if isinstance(data, dict):
        return {key: moved(value, by) for key, value in data.items()}
    if isinstance(data, list):
        return [moved(item, by) for item in data]
    if isinstance(data, str) and len(data) in (10, 16) and data[4:5] == data[7:8] == "-":
        return (date.fromisoformat(data[:10]) + by).isoformat() + data[10:]
    return data


QUIET = ("2026-06-22", "2026-09-14")
"""Between these days 2026 knows neither holidays nor moved working days: any week is like the other."""


@given(weeks=st.integers(-4, 3))
def test_whole_weeks_without_holidays_change_nothing(weeks: int) -> None:
    data, registers = changed("quiet", {})
    expected = audit(None, read_case_file(data), read_registers(registers))
    by = timedelta(weeks=weeks)
    found = audit(None, read_case_file(moved(data, by)), read_registers(registers))
    assert shown(found) == shown(expected)
    assert [each.rule for each in found.not_checked] == [each.rule for each in expected.not_checked]
    assert found.passed == expected.passed


def test_reversed_times_and_empty_files_break_no_rule() -> None:
    data, registers = changed("with_hearing", {})
    upside_down = deepcopy(data)
    for name in ("inspections", "hearings", "reviews"):
        step = upside_down[name][0]
        step["at"], step["ended_at"] = step["ended_at"], step["at"]
    for raw in (upside_down, {"id": "x"}):
        report = audit(None, read_case_file(raw), Registers())
        assert report.broken == ()
    put(data, "decisions[0].at", "absent")
    assert audit(None, read_case_file(data), read_registers(registers)).broken == ()


def test_an_empty_file_accuses_nobody() -> None:
    report = audit(None, CaseFile(id="x"))
    assert report.findings == ()
    assert report.not_checked != ()
