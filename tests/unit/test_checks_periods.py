"""Versions day by day, dates that some source explains, reviews within a year."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from tests.support import general, law

from enforcement_norms.checks import periods, problems_of
from enforcement_norms.checks.subject import Subject
from enforcement_norms.conditions import All, AnyOf, Bounded, Not
from enforcement_norms.law import InForce, Instrument, InstrumentKind, InstrumentVersion
from enforcement_norms.model.builtin import ACT_ON

CLAUSE = "branches: [{measures: [{id: w, kind: warning}]}]\n"


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("reviewed_on", "today", "expected"),
    [
        ("2025-06-01", "2026-06-01", []),
        ("2025-06-01", "2026-06-02", ["“trade”上次核对是 2025-06-01，已过一年"]),
        ("", "2026-06-01", ["“trade”没有写 reviewed_on"]),
    ],
)
def test_reviewed_within_a_year(tmp_path: Path, reviewed_on: str, today: str, expected: list[str]) -> None:
    said = f"reviewed_on: {reviewed_on}\n" if reviewed_on else ""
    pack = law(tmp_path, said + CLAUSE).pack
    problems = [each for each in problems_of(pack, general(), today=day(today)) if each.code == "EN209"]
    assert [str(each.message) for each in problems] == expected
    assert {each.severity.value for each in problems} <= {"warning"}
    assert not [each for each in problems_of(pack, general()) if each.code == "EN209"]


def test_what_has_ended_needs_no_review(tmp_path: Path) -> None:
    pack = law(tmp_path, CLAUSE).pack
    ended = tuple(evolve(each, in_force=InForce(day("2000-01-01"), day("2020-12-31"))) for each in pack.violations)
    subject = Subject(evolve(pack, violations=ended), general(), day("2026-06-01"))
    assert list(periods.reviewed_within_a_year(subject)) == []


def instrument(*spans: tuple[str, str]) -> Instrument:
    versions = tuple(
        InstrumentVersion(day(start), InForce(day(start), day(until) if until else None)) for start, until in spans
    )
    return Instrument("trial", "试验法", InstrumentKind.LAW, "试验机关", versions)


@pytest.mark.parametrize(
    ("spans", "period", "expected"),
    [
        ([("2000-01-01", "")], ("2000-01-01", ""), None),
        ([("2000-01-01", "2009-12-31"), ("2010-01-01", "")], ("2005-01-01", ""), None),
        ([("2000-01-01", "2009-12-31"), ("2010-01-02", "")], ("2005-01-01", ""), "2010-01-01"),
        ([("2000-01-01", "2009-12-31")], ("2005-01-01", "2009-12-31"), None),
        ([("2000-01-01", "2009-12-31")], ("2005-01-01", "2010-01-01"), "2010-01-01"),
        ([("2000-01-01", "2009-12-31")], ("2005-01-01", ""), "2010-01-01"),
        ([("2000-01-01", "")], ("1999-12-31", ""), "1999-12-31"),
        ([], ("2000-01-01", ""), "2000-01-01"),
    ],
)
def test_the_first_day_without_a_version(
    spans: list[tuple[str, str]], period: tuple[str, str], expected: str | None
) -> None:
    wanted = InForce(day(period[0]), day(period[1]) if period[1] else None)
    found = periods.first_day_without(instrument(*spans), wanted)
    assert (None if found is None else str(found)) == expected


def test_the_days_on_which_a_condition_begins_or_ceases() -> None:
    from_ = Bounded(ACT_ON, day("2022-04-01"))
    until = Bounded(ACT_ON, high=day("2024-06-30"))
    before = Bounded(ACT_ON, high=day("2024-07-01"), high_closed=False)
    after = Bounded(ACT_ON, day("2022-03-31"), low_closed=False)
    other = Bounded("value", 5)
    days = list(periods.first_days(All((from_, Not(until), AnyOf((before, after)), other))))
    assert [str(each) for each in days] == ["2022-04-01", "2024-07-01", "2024-07-01", "2022-04-01"]


def test_a_date_in_a_condition_needs_a_source(tmp_path: Path) -> None:
    clause = "branches: [{when: {act.on: {at_least: 2000-01-02}}, measures: [{id: w, kind: warning}]}]\n"
    subject = Subject(law(tmp_path, clause).pack, general())
    (problem,) = periods.dates_have_a_source(subject)
    assert str(problem.message) == "条件里的日期 2000-01-02，sources.yaml 中没有文件在这一天起止"
    good = law(tmp_path / "good", clause.replace("2000-01-02", "2000-01-01"))
    assert list(periods.dates_have_a_source(Subject(good.pack, general()))) == []


def test_a_citation_counts_from_the_day_on_which_its_measure_does(tmp_path: Path) -> None:
    sources = """\
    trade_law: {title: 贸易法, kind: law, issuer: 机关, versions: [{text: 2000-01-01, from: 2000-01-01}]}
    late_rules: {title: 新条例, kind: law, issuer: 机关, versions: [{text: 2022-01-01, from: 2022-01-01}]}
    """
    also = "also: [{{{when}measures: [{{id: p, kind: warning, cites: [late_rules#1]}}]}}]\n"
    early = law(tmp_path / "early", also.format(when="") + CLAUSE, {"sources.yaml": sources})
    assert [each.code for each in periods.citations_were_in_force(Subject(early.pack, general()))] == ["EN211"]
    when = "when: {act.on: {at_least: 2022-01-01}}, "
    late = law(tmp_path / "late", also.format(when=when) + CLAUSE, {"sources.yaml": sources})
    assert list(periods.citations_were_in_force(Subject(late.pack, general()))) == []
