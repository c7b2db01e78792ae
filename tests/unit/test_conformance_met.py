"""What worked examples meet: branches, rows of amounts, tiers, exemptions; the rest is named."""

from pathlib import Path

from tests.support import Law, law

from enforcement_norms.conformance.met import met_by, unmet
from enforcement_norms.errors import Place
from enforcement_norms.model.case import Case
from enforcement_norms.model.example import Example, Expectation

CLAUSE = """\
branches:
  - id: first
    when: {stage: first}
    measures: [{id: order, kind: correction_order}]
  - id: overdue
    when: {stage: overdue}
    measures:
      - id: fine
        kind: fine
        amount:
          switch:
            - {when: {value: {below: 1万元}}, exactly: 1000元}
            - when: {value: {at_least: 1万元}}
              switch:
                - {when: {loss: {below: 1万元}}, exactly: 2000元}
                - {otherwise: true, exactly: 3000元}
      - id: persons
        kind: fine
        addressee: [directly_responsible_manager]
        per_person: true
        amount: {switch: [{when: {person.intentional: true}, exactly: 9元}, {otherwise: true, exactly: 5元}]}
exempt:
  - {id: excused, title: 有正当理由, effect: shall_exempt, when: {judged: excused}, cites: [trade_law#9]}
"""
STANDARD = """\
id: trade
title: 基准
refines: trade
issuer: 贸易部
document: 贸易部公告
published_on: 2019-12-01
in_force: {from: 2020-01-01}
tiers:
  - {id: minor, title: 较轻, when: {serious_harm: false}, set: {fine: {share: {at_most: 30%}}}}
  - {id: grave, title: 较重, otherwise: true, set: {fine: {share: {at_least: 30%}}}}
"""


def example(case: Case) -> Example:
    return Example("案例", case, Expectation(), Place())


def lacking(trade: Law, *cases: Case) -> list[str]:
    found = unmet(trade.norms, "trial", [example(case) for case in cases])
    return [f"{problem.where} {problem.code}" for problem in found]


FILE = "violations/trade.2000-01-01.yaml"


def test_without_examples_nothing_is_met(tmp_path: Path) -> None:
    assert lacking(law(tmp_path, CLAUSE)) == [
        f"{FILE}:7:5 EN503",
        f"{FILE}:10:5 EN503",
        f"{FILE}:13:9 EN504",
        f"{FILE}:13:9 EN504",
        f"{FILE}:13:9 EN504",
        f"{FILE}:13:9 EN504",
        f"{FILE}:22:9 EN504",
        f"{FILE}:22:9 EN504",
        f"{FILE}:28:5 EN505",
    ]


def test_each_case_takes_its_own_row(tmp_path: Path) -> None:
    trade = law(tmp_path, CLAUSE)
    small = trade.case(facts={"stage": "overdue", "value": "9999元"})
    large = trade.case(facts={"stage": "overdue", "value": "1万元", "loss": "1元"})
    huge = trade.case(facts={"stage": "overdue", "value": "1万元", "loss": "1万元"})
    meant = trade.case(
        facts={"stage": "overdue", "value": "1元"},
        persons=[
            {"role": "directly_responsible_manager", "facts": {"intentional": True}},
            {"role": "directly_responsible_manager", "facts": {"intentional": False}},
        ],
    )
    first = trade.case(facts={"stage": "first"}, judgements={"excused": True})
    assert lacking(trade, small, large, huge, meant, first) == []
    assert lacking(trade, small, large, meant, first) == [f"{FILE}:13:9 EN504"]
    assert lacking(trade, small, large, huge, first) == [f"{FILE}:22:9 EN504"] * 2
    assert lacking(trade, small, large, huge, meant) == [f"{FILE}:7:5 EN503", f"{FILE}:28:5 EN505"]


def test_the_row_is_named_by_its_way_through_the_amount(tmp_path: Path) -> None:
    trade = law(tmp_path, CLAUSE)
    messages = [str(problem.message) for problem in unmet(trade.norms, "trial", [])]
    assert messages[0] == "没有案例落入“trade.2000-01-01”的分支“first”"
    assert messages[2:6] == [
        f"没有案例用到“trade.2000-01-01”的措施“fine”金额的第 {row} 行" for row in ("1", "2", "2.1", "2.2")
    ]


def test_what_hangs_on_an_unknown_is_not_met(tmp_path: Path) -> None:
    trade = law(tmp_path, CLAUSE)
    assert {key[0] for key in met_by(trade.norms, trade.case(facts={"value": "1元"}))} == set()
    assert {key[0] for key in met_by(trade.norms, trade.case(facts={"stage": "overdue"}))} == {"branch"}


def test_tiers(tmp_path: Path) -> None:
    facts = "facts:\n  serious_harm: {kind: boolean, title: 严重, question: 是否严重？}\n"
    clause = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_least: 1元, at_most: 9元}}}]}]\n"
    trade = law(tmp_path, clause, {"facts.yaml": facts, "standards/000000/trade.2020-01-01.yaml": STANDARD})
    place = "standards/000000/trade.2020-01-01.yaml"
    assert lacking(trade, trade.case()) == [f"{place}:9:5 EN502", f"{place}:10:5 EN502"]
    assert lacking(trade, trade.case(facts={"serious_harm": False})) == [f"{place}:10:5 EN502"]
    assert lacking(trade, trade.case(facts={"serious_harm": True})) == [f"{place}:9:5 EN502"]
    before = trade.case("2019-03-05", "2019-06-01", facts={"serious_harm": True})
    assert lacking(trade, before) == [f"{place}:9:5 EN502", f"{place}:10:5 EN502"]


def test_a_case_that_crosses_a_change_meets_both_versions(tmp_path: Path) -> None:
    def version(period: str) -> str:
        body = "branches: [{id: a, measures: [{id: w, kind: warning}]}]\n"
        return f"id: trade\ntitle: 甲\nin_force: {period}\nbreaches: []\nbasis: [trade_law#9]\n{body}"

    old = version("{from: 2000-01-01, until: 2025-12-31}").replace("breaches", "ended: replaced_by\nbreaches")
    files = {
        "violations/trade.2000-01-01.yaml": old,
        "violations/trade.2026-01-01.yaml": version("{from: 2026-01-01}"),
    }
    trade = law(tmp_path, files=files)
    assert lacking(trade, trade.case("2025-06-01", "2025-07-01")) == ["violations/trade.2026-01-01.yaml:6:12 EN503"]
    assert lacking(trade, trade.case("2025-06-01", "2026-03-01")) == []


def test_a_norm_that_is_outranked_is_never_met_and_need_not_be(tmp_path: Path) -> None:
    lower = "id: lower\ntitle: 下位\nin_force: {from: 2000-01-01}\nbreaches: []\nbasis: [trade_rules#9]\n"
    lower += "outranked_by: {cite: trade_law#9, reason: 抵触, violation: trade}\n"
    clause = "branches: [{measures: [{id: w, kind: warning}]}]\n"
    trade = law(tmp_path, clause, {"violations/lower.2000-01-01.yaml": lower + clause})
    assert lacking(trade, trade.case()) == []
