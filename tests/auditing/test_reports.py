"""Reports as people read them: golden texts, pages, and the JSON form."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from enforcement_norms import audit_rule
from enforcement_norms.auditing import audit, audit_registers, core_rules
from enforcement_norms.auditing.catalogue import SYSTEMS
from enforcement_norms.auditing.page import page_of
from enforcement_norms.auditing.showing import lines_of, place_in_words, report_data
from enforcement_norms.compiler import compile_norms
from enforcement_norms.i18n import Message, speaking
from enforcement_norms.law import Citation, InForce
from enforcement_norms.loading import load
from enforcement_norms.model.audit_report import AuditReport
from enforcement_norms.model.duty import Basis, Found
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
    assert page.count("<tr><td class=") == len(report_of("flawed_ordinary").findings)


def test_an_english_page_heads_its_columns_with_words() -> None:
    page = "".join(page_of([report_of("flawed_ordinary")], "en"))
    heads = ("System", "Problem", "Passed", "Cannot be checked", "Do not concern this case")
    assert "".join(f"<th>{head}</th>" for head in heads) in page


def test_a_report_is_told_system_by_system() -> None:
    report = report_of("flawed_ordinary")
    by_system = report.by_system
    assert list(by_system) == [system for system in SYSTEMS if system in by_system]
    for name in ("findings", "not_checked", "broken", "passed", "not_applicable"):
        parts = [each for result in by_system.values() for each in getattr(result, name)]
        assert sorted(map(str, parts)) == sorted(map(str, getattr(report, name)))
    assert {each.rule for each in by_system["officers"].findings} == {"officers.no_auxiliaries"}
    assert report_data(report)["systems"]["officers"] == {
        "findings": 1,
        "passed": len(by_system["officers"].passed),
        "not_checked": len(by_system["officers"].not_checked),
        "not_applicable": len(by_system["officers"].not_applicable),
    }
    with speaking("zh_CN"):
        lines = [str(line) for line in lines_of(report)]
    assert sum(line.startswith("    执法人员：问题 1，") for line in lines) == 1
    assert "各制度" in "".join(page_of([report], "zh_CN"))


def test_a_finding_of_a_pack_names_the_pack_and_the_title_of_its_instrument() -> None:
    @audit_rule(
        "market_supervision.always",
        "试验",
        (Basis(Citation.parse_id("food_safety_law#122.1"), InForce(date(2021, 4, 29))),),
        system="local",
        over="decisions",
        inputs=("decisions.at",),
    )
    def always(_audited: object, _decision: object) -> Iterator[Found]:
        yield Found(Message("总有问题"))

    packs = list(load("market_supervision").packs.values())
    norms = compile_norms([packs[0], evolve(packs[1], audit_rules=(always,))])
    report = audit(norms, case_file_at(FOLDER / "ordinary.yaml"), registers_at(FOLDER / "registers.yaml"))
    assert [(each.rule, each.pack, each.system) for each in report.findings] == [
        ("market_supervision.always", "market_supervision", "local")
    ]
    with speaking("zh_CN"):
        lines = [str(line) for line in lines_of(report)]
    assert "    规则：试验（market_supervision.always，领域包 market_supervision）" in lines
    assert "    依据：《中华人民共和国食品安全法》第一百二十二条第一款" in lines
    assert "    local：问题 1，通过 0，无法核查 0，无关 0" in lines
