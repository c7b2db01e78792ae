"""Reports as a workbook: every finding on a row, words as words, sheets that go on when they are full."""

import json
from pathlib import Path
from typing import Any

from attrs import evolve
from openpyxl import Workbook, load_workbook

from enforcement_norms.auditing import audit, audit_many, audit_registers
from enforcement_norms.auditing.across.showing import across_data
from enforcement_norms.auditing.book import Page
from enforcement_norms.auditing.report_book import ReportBook
from enforcement_norms.auditing.scoring import default_table, score_of
from enforcement_norms.auditing.scoring.showing import score_data
from enforcement_norms.auditing.showing import registers_data, report_data
from enforcement_norms.model.audit_report import AuditReport, BrokenRule
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.reader.case_file import case_file_at, registers_at

FOLDER = Path(__file__).parents[2] / "examples" / "case_files"
REGISTERS = registers_at(FOLDER / "registers.yaml")


def file(name: str) -> CaseFile:
    return case_file_at(FOLDER / f"{name}.yaml")


def report_of(name: str) -> AuditReport:
    return audit(None, file(name), REGISTERS)


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.values) for sheet in load_workbook(path)}


def written(path: Path, *reports: dict[str, Any], scored: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    with ReportBook(path, "zh_CN", scored=scored) as book:
        for each in reports:
            book.add(json.loads(json.dumps(each)))
    return rows(path)


def test_every_finding_and_every_rule_not_checked_has_its_row(tmp_path: Path) -> None:
    reports = [report_of("flawed_ordinary"), report_of("flawed_crossing")]
    found = written(tmp_path / "a.xlsx", *map(report_data, reports))
    assert list(found) == ["案卷", "问题", "无法核查"]
    assert [row[:2] for row in found["案卷"][1:]] == [(each.file, each.title) for each in reports]
    assert [row[2:6] for row in found["案卷"][1:]] == [
        (count, 0, 0, len(report.not_checked)) for count, report in zip((5, 1), reports, strict=True)
    ]
    assert [(row[0], row[7]) for row in found["问题"][1:]] == [
        (each.file, finding.rule) for each in reports for finding in each.findings
    ]
    assert len(found["无法核查"]) == 1 + sum(len(each.not_checked) for each in reports)
    assert found["问题"][-1] == (
        "flawed_crossing",
        "违法",
        "执法不严格",
        "办理案件超时限",
        "送达处罚决定书最迟应在 2021-07-29，实际在 2021-08-02",
        "处罚决定第1项",
        "2021-07-20",
        "procedure.served_in_time",
        "处罚决定书当场交付或者七日内送达",
        None,
        "《中华人民共和国行政处罚法》第六十一条第一款",
    )


def test_points_stand_beside_their_findings(tmp_path: Path) -> None:
    report = report_of("flawed_ordinary")
    score = score_of(report, default_table())
    found = written(tmp_path / "a.xlsx", report_data(report) | {"score": score_data(score)}, scored=True)
    assert found["案卷"][1][-2:] == (score.points, score.full)
    assert [(row[2], row[5]) for row in found["扣分明细"][1:]] == [
        (-each.points, each.finding.rule) for each in score.deducted
    ]


def test_registers_files_together_refusals_and_broken_rules_are_told(tmp_path: Path) -> None:
    across = audit_many([file("flawed_ordinary"), file("flawed_repeated")], REGISTERS)
    broken = evolve(report_of("ordinary"), broken=(BrokenRule("a.b", "procedure", "", "KeyError: 'x'", "noise"),))
    problem = {"code": "EN105", "severity": "error", "file": "x.yaml", "line": 3, "message": "没有这一天"}
    refused = {"schema": "enforcement-norms.refused/1", "record": "x.yaml:1", "problems": [problem]}
    found = written(
        tmp_path / "a.xlsx",
        registers_data(audit_registers(REGISTERS)),
        report_data(broken),
        refused,
        across_data(across),
    )
    assert [row[0] for row in found["案卷"][1:]] == ["主体和人员名录", "ordinary"]
    assert found["无法核查"][-1][1:3] == ("a.b", "noise")
    assert found["不能读取"][1:] == [("x.yaml", 3, "EN105", "没有这一天", None)]
    assert [row[6] for row in found["跨案卷审查"][1:]] == [each.rule for each in across.findings]
    assert len(found["仅台账可见"]) == 1 + len(across.only_in_ledger)


def test_words_of_a_file_are_no_formula(tmp_path: Path) -> None:
    report = evolve(report_of("ordinary"), title="=1+1\x00")
    path = tmp_path / "a.xlsx"
    written(path, report_data(report))
    cell = load_workbook(path)["案卷"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1�", "s")


def test_a_full_sheet_goes_on_on_the_next(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = Page(book, "甲", ["数"], rows=3)
    for number in range(5):
        page.add([number])
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == {
        "甲": [("数",), (0,), (1,)],
        "甲2": [("数",), (2,), (3,)],
        "甲3": [("数",), (4,)],
    }
