"""The checks of cases that packs hold are run on the case of a file; findings name the pack and its rule."""

from typing import Any

from tests.auditing.runner import changed

from enforcement_norms.auditing import audit, rules_for
from enforcement_norms.auditing.determining import determination_of
from enforcement_norms.loading import load
from enforcement_norms.model.audit_report import AuditReport
from enforcement_norms.reader.case_file import read_case_file, read_registers

NORMS = load("market_supervision")
OWN = {f"market_supervision.{rule.id}" for rule in NORMS.packs["market_supervision"].case_rules}


def report_of(change: dict[str, Any]) -> AuditReport:
    data, registers = changed("ordinary", change)
    return audit(NORMS, read_case_file(data), read_registers(registers))


def told(report: AuditReport) -> list[tuple[str, str, str, str]]:
    return [(each.rule, each.pack, each.place, each.gravity.value) for each in report.findings if each.rule in OWN]


def test_a_clean_file_passes_the_checks_of_its_pack() -> None:
    report = report_of({})
    assert told(report) == []
    assert set(report.passed) >= OWN
    assert {rule.id for rule in rules_for(NORMS) if rule.pack == "market_supervision"} >= OWN


def test_a_warning_is_a_note_with_pack_and_rule() -> None:
    report = report_of({"matter.facts.illegal_gains": "9000元"})
    rule = "market_supervision.gains_within_goods_value"
    assert told(report) == [(rule, "market_supervision", "matter.facts.goods_value", "note")]
    (finding,) = [each for each in report.findings if each.rule == rule]
    assert "违法所得 9000元 多于货值金额 8000元" in finding.message.render("zh_CN")
    assert [cite.id for cite in finding.cites] == ["administrative_penalty_law#40"]


def test_facts_that_a_pack_refuses_are_irregular_and_no_rule_breaks() -> None:
    report = report_of({"matter.persons": [{"role": "legal_representative"}]})
    assert ("market_supervision.representative_of_entity", "irregular") in {(each[0], each[3]) for each in told(report)}
    assert report.broken == ()


def test_what_is_missing_is_named() -> None:
    report = report_of({"matter.facts": "absent"})
    assert told(report) == []
    assert {each.missing for each in report.not_checked if each.rule in OWN} == {("matter.facts",)}


def test_the_determination_is_one_for_all_rules() -> None:
    from enforcement_norms.auditing import Audited

    data, _registers = changed("ordinary", {})
    audited = Audited(read_case_file(data), norms=NORMS)
    assert audited.determination == determination_of(audited)
    assert audited.case.violation == data["matter"]["violation"]
