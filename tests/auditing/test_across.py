"""Several case files together: repeated fines, fines instead of supervision, inspections apart, two places at once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.auditing.runner import changed, put

from enforcement_norms.auditing import Settings, audit_many
from enforcement_norms.auditing.across import ACROSS
from enforcement_norms.auditing.across.showing import across_data, across_lines, across_section
from enforcement_norms.law import LawLibrary
from enforcement_norms.model.across_report import AcrossReport
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.model.duty import NoticeItem
from enforcement_norms.reader.case_file import case_file_at, read_case_file, registers_at

FOLDER = Path(__file__).parents[2] / "examples" / "case_files"
STATUTES = Path(__file__).parents[3] / "shared" / "statutes"


def case(name: str, **change: Any) -> CaseFile:
    """The ordinary example under another id, elsewhere in its keys as told (`__` is a dot)."""
    data, _registers = changed("ordinary", {key.replace("__", "."): value for key, value in change.items()})
    return numbered(data, name)


def numbered(data: dict[str, Any], name: str) -> CaseFile:
    """The data as a file of its own: its id, and a number of its own for its decisions."""
    decisions = [
        {**each, "number": f"示例市监罚〔2026〕{ord(name[-1])}{index}号"}
        for index, each in enumerate(data["decisions"])
    ]
    return read_case_file({**data, "id": name, "decisions": decisions})


def told(report: AcrossReport) -> list[str]:
    return [f"{each.rule} {each.gravity.value} {' '.join(seen.file for seen in each.seen)}" for each in report.findings]


def another_act(name: str, occurred: str, decided: str, **change: Any) -> CaseFile:
    return case(name, matter__occurred_on=occurred, **{"decisions[0].at": decided}, **change)


def test_the_same_day_is_doubtful_and_the_same_hour_is_certain() -> None:
    assert told(audit_many([case("a"), case("b")])) == ["across.fined_twice irregular a b"]
    hours = {"matter.occurred_on": "2026-08-03T09:00"}
    assert told(audit_many([case("a", **hours), case("b", **hours)])) == ["across.fined_twice unlawful a b"]


def test_acts_of_other_parties_clauses_and_days_are_other_acts() -> None:
    other_party = case("b", party__credit_code="92511702MA62E0001G")
    other_clause = case("b", matter__violation="market_supervision.another")
    assert told(audit_many([case("a"), other_party])) == []
    assert told(audit_many([case("a"), other_clause])) == []
    assert told(audit_many([case("a"), case("b", matter__occurred_on="2026-08-05")])) == []


def test_a_continuing_act_is_one_act_to_its_last_day() -> None:
    lasting = {"matter.occurred_on": "2026-07-01", "matter.ended_on": "2026-08-03"}
    first = numbered(changed("ordinary", lasting)[0], "a")
    assert told(audit_many([first, case("b", matter__occurred_on="2026-08-03")])) == [
        "across.fined_twice irregular a b"
    ]
    assert told(audit_many([first, case("b", matter__occurred_on="2026-08-04")])) == []


def test_a_decision_that_was_annulled_is_no_second_fine() -> None:
    annulled = case("b", proceedings=[{"kind": "review", "result": "annulled"}])
    assert told(audit_many([case("a"), annulled])) == []
    upheld = case("b", proceedings=[{"kind": "review", "result": "upheld"}])
    assert told(audit_many([case("a"), upheld])) == ["across.fined_twice irregular a b"]


def test_fines_without_correction_are_fines_instead_of_supervision() -> None:
    first = another_act("a", "2026-03-02", "2026-04-01", **{"decisions[0].orders_correction": False})
    assert told(audit_many([first, case("b")])) == ["across.fined_again_uncorrected irregular a b"]
    last = case("b", **{"decisions[0].orders_correction": False})
    assert told(audit_many([another_act("a", "2026-03-02", "2026-04-01"), last])) == []


@pytest.mark.parametrize(("limit", "expected"), [(3, ["across.fined_again_uncorrected note a b c"]), (4, [])])
def test_many_fines_are_a_note_from_the_number_of_the_settings(limit: int, expected: list[str]) -> None:
    files = [another_act("a", "2026-03-02", "2026-04-01"), another_act("b", "2026-05-06", "2026-06-01"), case("c")]
    assert told(audit_many(files, settings=Settings(repeated_fines=limit))) == expected


def test_planned_inspections_of_one_day_belong_together() -> None:
    no_fine: dict[str, Any] = {"decisions": []}
    planned = {**no_fine, "inspections[0].origin": "random"}
    report = audit_many([case("a", **planned), case("b", **planned, **{"inspections[0].by_body": "health_bureau"})])
    assert told(report) == ["across.inspected_apart irregular a b"]
    later = case("b", **planned, **{"inspections[0].at": "2026-08-05T09:30", "inspections[0].ended_at": "absent"})
    assert told(audit_many([case("a", **planned), later])) == []
    assert told(audit_many([case("a", **no_fine), case("b", **no_fine)])) == []


def test_more_inspections_than_the_cap_of_the_year() -> None:
    files = [
        case(
            f"f{month}",
            decisions=[],
            **{
                "inspections[0].origin": "random",
                "inspections[0].at": f"2026-{month:02}-04T09:30",
                "inspections[0].ended_at": "absent",
            },
        )
        for month in (3, 5, 7)
    ]
    assert told(audit_many(files)) == ["across.inspected_apart irregular f3 f5 f7"]
    assert told(audit_many(files[:2])) == []


@pytest.mark.parametrize(("begins", "found"), [("10:39", 2), ("10:40", 0), ("08:00", 0)])
def test_hours_overlap_or_only_touch(begins: str, found: int) -> None:
    elsewhere = {
        "decisions": [],
        "inspections[0].place": "示例路2号",
        "inspections[0].at": f"2026-08-04T{begins}",
        "inspections[0].ended_at": f"2026-08-04T{'09:30' if begins < '09:30' else '11:40'}",
    }
    report = audit_many([case("a"), case("b", **elsewhere)], registers_at(FOLDER / "registers.yaml"))
    assert told(report) == ["across.officer_in_two_places irregular a b"] * found
    assert all(
        "张某" in each.message.render("zh_CN") or "李某" in each.message.render("zh_CN") for each in report.findings
    )


def test_a_long_stay_meets_every_other_stay_within_it() -> None:
    def inspection(place: str, begins: str, ends: str) -> dict[str, Any]:
        return {"place": place, "officers": ["zhang"], "at": f"2026-08-04T{begins}", "ended_at": f"2026-08-04T{ends}"}

    def file(name: str, *step: str) -> CaseFile:
        return read_case_file({"id": name, "inspections": [inspection(*step)]})

    files = [file("a", "甲", "08:00", "18:00"), file("b", "甲", "09:00", "10:00"), file("c", "乙", "11:00", "12:00")]
    files.append(file("d", "丙", "13:00", "14:00"))
    assert told(audit_many(files)) == [f"across.officer_in_two_places irregular a {name}" for name in "cd"]


def test_the_clean_examples_are_clean_together_and_the_flawed_ones_spoil_no_other() -> None:
    registers = registers_at(FOLDER / "registers.yaml")
    names = ("flawed_crossing", "ordinary", "summary", "with_hearing", "with_measure", "with_transfer")
    clean = [case_file_at(FOLDER / f"{name}.yaml") for name in names]
    report = audit_many(clean, registers)
    assert (told(report), report.not_compared) == ([], ())
    flawed = [case_file_at(FOLDER / f"flawed_{name}.yaml") for name in ("ordinary", "repeated")]
    assert {seen.file for each in audit_many([*clean, *flawed], registers).findings for seen in each.seen} == {
        "flawed_ordinary",
        "flawed_repeated",
    }


def test_a_file_that_is_given_twice_is_one_file() -> None:
    report = audit_many([case("a"), case("a")])
    assert (told(report), report.files) == ([], 1)


def test_what_is_missing_is_named_and_accuses_nobody() -> None:
    def lacks(**change: Any) -> set[tuple[str, tuple[str, ...], int]]:
        report = audit_many([case("a", **change), case("b", **change)])
        assert told(report) == []
        return {(each.rule, each.missing, each.files) for each in report.not_compared}

    assert ("across.fined_twice", ("party.credit_code",), 2) in lacks(party__credit_code="absent")
    assert ("across.fined_twice", ("matter.occurred_on",), 2) in lacks(matter__occurred_on="absent")
    assert ("across.fined_twice", ("decisions.sanctions",), 2) in lacks(**{"decisions[0].sanctions": "absent"})
    assert ("across.fined_twice", ("decisions.at",), 2) in lacks(**{"decisions[0].at": "absent"})


def test_one_number_stands_for_one_decision() -> None:
    other = {"party.credit_code": "92511702MA62E0001G", "decisions[0].number": "示例市监罚〔2026〕 1号"}
    elsewhere: dict[str, Any] = {"inspections": [], "questionings": []}
    first, second = changed("ordinary", {})[0], changed("ordinary", {**other, **elsewhere})[0]
    report = audit_many([read_case_file(first | {"id": "a"}), read_case_file(second | {"id": "b"})])
    assert told(report) == ["across.number_twice irregular a b"]
    assert report.findings[0].message.render("zh_CN") == "文号“示例市监罚〔2026〕1号”用于 2 个案卷的决定，请核对"
    put(second, "decisions[0].number", "示例市监罚〔2026〕2号")
    assert told(audit_many([read_case_file(first | {"id": "a"}), read_case_file(second | {"id": "b"})])) == []
    put(second, "decisions[0].number", "absent")
    (unknown,) = audit_many([read_case_file(second)]).not_compared
    assert (unknown.rule, unknown.missing) == ("across.number_twice", ("decisions.number",))


def test_a_masked_number_identifies_only_together_with_the_name() -> None:
    def person(name: str, called: str) -> CaseFile:
        party = {"kind": "natural_person", "name": called, "citizen_id": "511702********001X"}
        return numbered(changed("ordinary", {})[0] | {"party": party}, name)

    assert told(audit_many([person("a", "陈某"), person("b", "陈某")])) == ["across.fined_twice irregular a b"]
    assert told(audit_many([person("a", "陈某"), person("b", "程某")])) == []


def test_files_may_come_as_a_stream() -> None:
    assert audit_many(iter([case("a"), case("b")])) == audit_many([case("a"), case("b")])


def test_what_no_file_shows_is_listed_under_its_item_of_the_notice() -> None:
    listed = [each.item for each in audit_many([]).only_in_ledger]
    assert NoticeItem.SELECTIVE in listed
    assert NoticeItem.QUOTAS in listed
    assert listed == sorted(listed, key=list(NoticeItem).index)


def test_the_report_is_words_data_and_a_section() -> None:
    files = [case_file_at(FOLDER / f"flawed_{name}.yaml") for name in ("ordinary", "repeated")]
    report = audit_many(files, registers_at(FOLDER / "registers.yaml"))
    assert told(report) == [
        "across.fined_twice irregular flawed_ordinary flawed_repeated",
        "across.officer_in_two_places irregular flawed_ordinary flawed_repeated",
    ]
    words = [line.render("zh_CN") for line in across_lines(report)]
    assert words[0] == "跨案卷审查：2 个案卷"
    assert "    案卷：flawed_ordinary 处罚决定第1项、flawed_repeated 处罚决定第1项" in words
    assert "  仅台账可见（案卷不能反映，请查台账）" in words
    data = json.loads(json.dumps(across_data(report)))
    assert [each["rule"] for each in data["findings"]] == [each.rule for each in report.findings]
    section = "".join(across_section(report, "zh_CN"))
    assert section.count("<tr>") == 3
    assert (report.findings[0].on, report.findings[1].on) == (date(2026, 9, 28), date(2026, 8, 4))


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the texts of the statutes are not at hand")
def test_every_article_of_a_comparison_exists() -> None:
    from enforcement_norms.auditing.instruments import ALL_INSTRUMENTS
    from enforcement_norms.auditing.sources import NOTICE

    library = LawLibrary(STATUTES)
    bases = [basis for rule in ACROSS for basis in rule.bases if basis.cite.instrument != NOTICE]
    wrong = [
        basis.cite.id
        for basis in bases
        if not library.of_instrument(ALL_INSTRUMENTS[basis.cite.instrument], basis.in_force.from_).exists(basis.cite)
    ]
    assert wrong == []
