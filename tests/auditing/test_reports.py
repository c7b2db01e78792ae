"""Reports as people read them: golden texts, pages, and the JSON form."""

import json
from pathlib import Path

import pytest

from enforcement_norms.auditing import audit, audit_registers, core_rules
from enforcement_norms.auditing.showing import lines_of, page_of, place_in_words, report_data
from enforcement_norms.i18n import Message, speaking
from enforcement_norms.model.audit_report import AuditReport
from enforcement_norms.reader.case_file import case_file_at, registers_at

FOLDER = Path(__file__).parents[2] / "examples" / "case_files"
GOLDEN = Path(__file__).parent / "golden"
FLAWED = ("flawed_ordinary", "flawed_crossing")


def report_of(name: str) -> AuditReport:
    return audit(None, case_file_at(FOLDER / f"{name}.yaml"), registers_at(FOLDER / "registers.yaml"))


def text_of(report: AuditReport, locale: str) -> str:
    """The findings as text; how many rules there are otherwise is no matter of the golden text."""
    lines = [line.render(locale) if isinstance(line, Message) else line for line in lines_of(report, whole=False)]
    return (
        "\n".join(line for line in lines if line.startswith(("    ", "  〔", "  [")) or not line.startswith(" ")) + "\n"
    )


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("name", FLAWED)
def test_golden_report(name: str, locale: str, request: pytest.FixtureRequest) -> None:
    place = GOLDEN / f"{name}.{locale}.txt"
    found = text_of(report_of(name), locale)
    if request.config.getoption("--update-goldens"):
        place.write_text(found, encoding="utf-8")
    assert found == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FLAWED)
def test_a_report_is_data(name: str) -> None:
    report = report_of(name)
    data = json.loads(json.dumps(report_data(report), ensure_ascii=False))
    assert data["schema"] == "enforcement-norms.audit/1"
    assert [each["rule"] for each in data["findings"]] == [each.rule for each in report.findings]
    assert all(each["cites"] and each["message"] for each in data["findings"])
    said = {*data["passed"], *data["not_applicable"]}
    said |= {each["rule"] for key in ("findings", "not_checked", "broken") for each in data[key]}
    assert said == {rule.id for rule in core_rules() if not rule.over.startswith("registers.")}


def test_the_registers_of_the_examples_are_clean() -> None:
    report = audit_registers(registers_at(FOLDER / "registers.yaml"))
    assert (report.findings, report.broken) == ((), ())


def test_a_place_is_said_in_words() -> None:
    with speaking("zh_CN"):
        assert str(place_in_words("decisions[0].sanctions[1]")) == "处罚决定第1项·处罚内容第2项"
        assert str(place_in_words("filing")) == "立案"
        assert str(place_in_words("")) == "全案"


def test_a_page_speaks_the_chosen_language() -> None:
    page = "".join(page_of([report_of("flawed_ordinary")], "zh_CN"))
    assert '<html lang="zh-CN">' in page
    assert page.count("<tr>") == 1 + len(report_of("flawed_ordinary").findings)
