"""Case-file review: the table, the score, every point traced to its finding, the workbook."""

import re
from pathlib import Path
from typing import Any

import pytest

from enforcement_norms.auditing import audit, core_rules
from enforcement_norms.auditing.scoring import default_table, score_of, score_table_at
from enforcement_norms.auditing.scoring.sheet import ScoreSheet
from enforcement_norms.auditing.scoring.showing import score_data, score_lines, score_section
from enforcement_norms.auditing.sources import penalty_2021
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.i18n import Message
from enforcement_norms.model.audit_report import AuditFinding, AuditReport
from enforcement_norms.model.duty import Gravity, NoticeItem
from enforcement_norms.reader.case_file import case_file_at, registers_at

FOLDER = Path(__file__).parents[2] / "examples" / "case_files"

TABLE = """
title: 试行表
full: 100
vetoes:
  - {name: 否决项, why: 理由, match: {rules: [procedure.notice*], gravities: [unlawful]}}
deductions:
  - {name: 期限, match: {items: [over_time]}, points: {unlawful: 7, irregular: 3, note: 1}, most: 10}
  - {name: 程序, match: {systems: [procedure]}, points: {unlawful: 5, irregular: 2, note: 0}}
"""


def finding(rule: str, gravity: Gravity = Gravity.UNLAWFUL, item: NoticeItem = NoticeItem.PROCEDURE) -> AuditFinding:
    cites = (penalty_2021("44").cite,)
    return AuditFinding(rule, Message(rule), rule.partition(".")[0], gravity, item, "", Message(rule), None, cites)


@pytest.fixture
def table_path(tmp_path: Path) -> Path:
    path = tmp_path / "table.yaml"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_every_point_is_traced_to_its_finding(table_path: Path) -> None:
    late = [finding(f"procedure.late{number}", item=NoticeItem.OVER_TIME) for number in range(2)]
    other = finding("procedure.other", Gravity.IRREGULAR)
    unlisted = finding("officers.any")
    score = score_of(AuditReport("a", findings=(other, unlisted, *late)), score_table_at(table_path))
    assert [(each.finding, each.points, each.is_capped) for each in score.deducted] == [
        (late[0], 7, False),
        (late[1], 3, True),
        (other, 2, False),
    ]
    assert (score.points, score.unlisted, score.vetoes) == (100 - 12, (unlisted,), ())


def test_a_veto_fails_the_file_whatever_else_there_is(table_path: Path) -> None:
    table = score_table_at(table_path)
    score = score_of(AuditReport("a", findings=(finding("procedure.notice_content"), finding("procedure.x"))), table)
    assert (score.points, [each.veto.name for each in score.vetoes], len(score.deducted)) == (0, ["否决项"], 1)
    doubtful = score_of(AuditReport("a", findings=(finding("procedure.notice_content", Gravity.IRREGULAR),)), table)
    assert (doubtful.points, doubtful.vetoes) == (98, ())


def test_a_score_never_falls_below_nothing(table_path: Path) -> None:
    findings = tuple(finding(f"procedure.x{number}") for number in range(21))
    assert score_of(AuditReport("a", findings=findings[:20]), score_table_at(table_path)).points == 0
    assert score_of(AuditReport("a", findings=findings), score_table_at(table_path)).points == 0
    assert score_of(AuditReport("a", findings=findings[:19]), score_table_at(table_path)).points == 5


def test_a_clean_file_has_the_full_score() -> None:
    report = audit(None, case_file_at(FOLDER / "ordinary.yaml"), registers_at(FOLDER / "registers.yaml"))
    score = score_of(report, default_table())
    assert (score.points, score.deducted, score.unchecked) == (100, (), len(report.not_checked))


def test_the_default_table_says_whose_it_is_and_covers_every_rule() -> None:
    table = default_table()
    assert "不是任何机关发布的评查标准" in table.note
    known = {rule.id for rule in core_rules()}
    matches = [entry.match for entry in table.vetoes] + [entry.match for entry in table.deductions]
    named = {rule for match in matches for rule in match.rules}
    assert named - known == set()
    findings = tuple(finding(rule.id, rule.gravity, rule.item) for rule in core_rules())
    assert score_of(AuditReport("a", findings=findings), table).unlisted == ()


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("full: -1", "full"),
        (
            "deductions: [{name: a, match: {systems: [nothing]}, points: {unlawful: 1, irregular: 1, note: 1}}]",
            "deductions",
        ),
        ("deductions: [{name: a, match: {}, points: {unlawful: 1}}]", "deductions[0].points"),
        ("vetoes: [{name: a, match: {}}]", "vetoes[0]"),
        ("colour: red", "colour"),
    ],
)
def test_a_wrong_table_is_refused_at_its_place(line: str, path: str, tmp_path: Path) -> None:
    key = line.partition(":")[0]
    kept = re.sub(rf"(?ms)^{key}:.*?(?=^\w|\Z)", "", TABLE)
    place = tmp_path / "table.yaml"
    place.write_text(f"{kept}\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseInvalid) as refused:
        score_table_at(place)
    assert all(problem.where.path.startswith(path) for problem in refused.value.problems)
    assert {problem.where.file for problem in refused.value.problems} == {str(place)}


def test_a_score_in_words_as_data_and_on_a_page(table_path: Path) -> None:
    findings = (finding("procedure.x"), finding("officers.any"), finding("procedure.notice_a"))
    score = score_of(AuditReport("a", findings=findings), score_table_at(table_path))
    assert [line.render("zh_CN") for line in score_lines(score)] == [
        "  评查得分：一票否决（满分 100）",
        "    否决  否决项：procedure.notice_a",
        "          理由",
        "    -5  程序：procedure.x（procedure.x）",
        "    不计分  officers.any（评查表没有列入 officers.any）",
    ]
    data = score_data(score)
    assert (data["points"], [each["points"] for each in data["deducted"]]) == (0, [5])
    assert "".join(score_section(score, "zh_CN")).count("<tr>") == 4


def test_a_workbook_holds_every_point_and_no_formula(table_path: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    table = score_table_at(table_path)
    report = AuditReport("=1+1", "案由\x07", findings=(finding("procedure.x"), finding("officers.any")))
    path = tmp_path / "scores.xlsx"
    with ScoreSheet(path, table, "zh_CN") as sheet:
        sheet.add(score_of(report, table))
    book = load_workbook(path)
    pages: dict[str, list[list[Any]]] = {page.title: [list(row) for row in page.values] for page in book}
    assert pages["得分"][1] == ["=1+1", "案由�", 95, 100, 5, 0, 0]
    assert [row[:4] for row in pages["扣分明细"][1:]] == [
        ["=1+1", "程序", -5, "procedure.x"],
        ["=1+1", "不计分", 0, "officers.any"],
    ]
    assert [row[0] for row in pages["评查表"][1:]] == ["否决项", "期限", "程序", "试行表"]
    assert {cell.data_type for row in book["得分"].iter_rows(max_col=2) for cell in row} == {"s"}
