import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from attrs import evolve
from tests.consistency.decided import archive, at
from tests.support import law

from enforcement_norms.consistency import (
    FINDING_COLUMNS,
    Analysis,
    FindingKind,
    compared,
    findings_table,
    leeways,
    report_page,
    titles_of,
    write_findings_csv,
)
from enforcement_norms.consistency.listing import signed
from enforcement_norms.consistency.naming import natural
from enforcement_norms.i18n import speaking

CLAUSE = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount: {range: {at_least: 1000元, at_most: 11000元}}
"""
STANDARD = """
id: trade
refines: trade
title: 贸易裁量基准
issuer: 试验机关
document: 试〔2020〕1号
published_on: 2020-01-01
in_force: {from: 2020-01-01}
cites: [trade_guidance#1]
tiers:
  - id: minor
    title: 较轻
    when: {value: {below: 1000元}}
    set: {fine: {share: {at_least: 0%, at_most: 30%}}}
  - id: ordinary
    title: 一般
    otherwise: true
    set: {fine: {share: {at_least: 30%, at_most: 100%}}}
"""
SHARES = [0.30, 0.32, 0.34, 0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50] * 6


def rows() -> list[dict[str, Any]]:
    """Even decisions of two departments; one outside, one too heavy, one too light, two alike far apart."""
    even = [
        at(share, department=name, officer=f"执法员{sign}", like=f"{place % 7}")
        for place, share in enumerate(SHARES)
        for name, sign in (("一大队", "甲"), ("二大队", "乙"))
    ]
    leaning = [at(share + 0.2, department="三大队", officer="执法员丙", like="leaning") for share in SHARES]
    single = [{"imposed": 12000}, at(0.98, like="heavy"), at(0.0, like="light")]
    return [*even, *leaning, *single, at(0.05, like="pair", tier="rare"), at(0.9, like="pair", tier="rare")]


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return compared(archive(rows()))


def test_findings_name_the_cases_and_the_reason(analysis: Analysis) -> None:
    first = len(rows()) - 5
    named = {(one.kind, one.id, one.other) for one in analysis.findings if one.kind is not FindingKind.SYSTEMATIC}
    assert named == {
        (FindingKind.OUTSIDE_RANGE, str(first), ""),
        (FindingKind.TOO_HEAVY, str(first + 1), ""),
        (FindingKind.TOO_LIGHT, str(first + 2), ""),
        (FindingKind.UNLIKE_CASES, str(first + 4), str(first + 3)),
    }
    reasons = {one.kind: str(one.reason) for one in analysis.findings}
    assert reasons[FindingKind.OUTSIDE_RANGE] == "罚款1.2万元，高于法定上限1.1万元"
    assert reasons[FindingKind.UNLIKE_CASES] == (
        f"各项事实同在一档，{first + 4}罚款1万元（幅度的90%处），{first + 3}罚款1500元（5%处）"
    )
    assert reasons[FindingKind.TOO_HEAVY].startswith("罚款1.08万元，在1000元以上1.1万元以下的幅度的98%处；")


def test_systematic_differences_name_department_and_examples(analysis: Analysis) -> None:
    found = {(one.dimension, one.member): one for one in analysis.of_kind(FindingKind.SYSTEMATIC)}
    heavy = found["department", "三大队"]
    assert heavy.shift == pytest.approx(0.2, abs=0.03)
    assert heavy.id
    assert heavy.other
    assert ("department_violation", "三大队 · trial.trade") not in found


def test_of_cases_equally_far_out_the_first_are_named() -> None:
    """Which cases exemplify a leaning does not depend on the order in which the engine happens to read them."""
    even = [at(0.4, department="一大队", like=None) for _ in range(40)]
    leaning = [at(0.7, department="二大队", like=None) for _ in range(40)]
    found = compared(archive([*even, *leaning])).of_kind(FindingKind.SYSTEMATIC)
    named = {one.member: (one.id, one.other) for one in found if one.dimension == "department"}
    assert named == {"一大队": ("0", "1"), "二大队": ("40", "41")}


def test_the_page_opens_without_a_network(analysis: Analysis) -> None:
    """No address, and nothing that would be fetched: style, script and drawings stand in the page."""
    written = report_page(analysis)
    assert re.findall(r"https?:|//[a-z]|@import|url\(|<link|<img|<iframe| src=", written) == []
    assert written.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert written.count("<svg") >= 2
    assert written.count('class="sortable"') >= 8


def test_what_cases_are_called_is_escaped() -> None:
    written = report_page(compared(archive([*rows(), at(0.99, id="<script>alert(1)</script>", like="x")])))
    assert "<script>alert" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_the_page_speaks_english(analysis: Analysis) -> None:
    with speaking("en"):
        assert '<html lang="en">' in report_page(analysis)


def test_an_empty_register_gives_a_report_too() -> None:
    assert "没有足够的案件。" in report_page(compared(archive([{"imposed": None}])))


def test_findings_as_files(analysis: Analysis, tmp_path: Path) -> None:
    table = findings_table(analysis.findings)
    pq.write_table(table, tmp_path / "findings.parquet")
    assert pq.read_table(tmp_path / "findings.parquet").num_rows == len(analysis.findings)
    with (tmp_path / "findings.csv").open("w", encoding="utf-8") as stream:
        write_findings_csv(stream, analysis.findings)
    lines = (tmp_path / "findings.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(FINDING_COLUMNS)
    assert lines[1].startswith("outside_range,超出幅度,")
    assert len(lines) == 1 + len(analysis.findings)


def test_the_discretion_that_is_left(tmp_path: Path) -> None:
    trade = law(tmp_path, CLAUSE, {"standards/000000/trade.2020-01-01.yaml": STANDARD})
    found = {one.tier: one for one in leeways(trade.norms) if one.violation == "trial.trade"}
    assert {tier: (one.least, one.most, one.start, one.end) for tier, one in found.items()} == {
        "minor": (Fraction(3, 10), Fraction(3, 10), Fraction(0), Fraction(3, 10)),
        "ordinary": (Fraction(7, 10), Fraction(7, 10), Fraction(3, 10), Fraction(1)),
    }
    assert (found["minor"].ratio, found["ordinary"].document) == (Fraction(4), "试〔2020〕1号")


def test_without_a_standard_the_whole_span_is_left(tmp_path: Path) -> None:
    (found,) = (one for one in leeways(law(tmp_path, CLAUSE).norms) if one.violation == "trial.trade")
    assert (found.standard, found.least, found.most, found.ratio) == ("", Fraction(1), Fraction(1), Fraction(11))


def test_leeways_stand_in_the_report(analysis: Analysis, tmp_path: Path) -> None:
    norms = law(tmp_path, CLAUSE, {"standards/000000/trade.2020-01-01.yaml": STANDARD}).norms
    assert "试〔2020〕1号" in report_page(evolve(analysis, leeways=leeways(norms)))


def test_violations_and_tiers_are_called_by_their_titles(tmp_path: Path) -> None:
    norms = law(tmp_path, CLAUSE, {"standards/000000/trade.2020-01-01.yaml": STANDARD}).norms
    tiered = [{**row, "standard": "000000:trade", "tier": "ordinary"} for row in rows()]
    whole = compared(archive(tiered), titles=titles_of(norms))
    assert str(whole.titles.tier("trial.trade", "000000:trade", "ordinary")) == "一般"
    (title,) = {str(whole.titles.violation(one.violation)) for one in whole.findings if one.violation}
    assert str(whole.titles.member("tier", "trial.trade · 000000:trade · ordinary")) == f"{title}：一般"
    assert str(whole.titles.member("department_violation", "三大队 · trial.trade")) == f"三大队：{title}"
    assert whole.titles.member("department", "甲 · 乙") == "甲 · 乙"
    written = report_page(whole)
    assert f"<td>{title}</td><td>一般</td>" in written
    assert "ordinary" not in written


def test_of_a_pair_both_fines_stand_in_the_table(analysis: Analysis) -> None:
    assert '<td class="number" data-value="10000.00"><div><div>1万元</div><div>1500元</div></div></td>' in report_page(
        analysis
    )


def test_what_was_compared_and_by_which_packs(analysis: Analysis) -> None:
    written = report_page(evolve(analysis, source="台账.parquet", packs={"试验": "1.0", "总则": "2.0"}))
    assert "比对的台账：台账.parquet。" in written
    assert "所用的领域包：试验 1.0、总则 2.0。" in written


@pytest.mark.parametrize(
    ("shift", "expected"), [(0.116, "+11.6%"), (-0.0004, "0.0%"), (0.0004, "0.0%"), (-0.0006, "-0.1%")]
)
def test_a_shift_that_rounds_to_nothing_has_no_sign(shift: float, expected: str) -> None:
    assert signed(shift) == expected


def test_chinese_digits_are_ordered_by_their_value() -> None:
    assert sorted(["三大队", "一大队", "五大队", "二大队", "四大队"], key=natural) == [
        "一大队", "二大队", "三大队", "四大队", "五大队",
    ]  # fmt: skip
