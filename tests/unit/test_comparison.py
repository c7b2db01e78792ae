"""`diff`: what changed in a clause between two days."""

from datetime import date
from pathlib import Path

import pytest
from tests.support import Law, law, violation

from enforcement_norms import CaseInvalid, Comparison, diff, load

OLD = "{from: 2000-01-01, until: 2025-12-31}\nended: replaced_by"
NEW = "{from: 2026-01-01}"


def two_versions(tmp_path: Path, old: str, new: str) -> Law:
    files = {
        "violations/trade.2000-01-01.yaml": violation("trade", old, OLD),
        "violations/trade.2026-01-01.yaml": violation("trade", new, NEW, "trade_law#10"),
    }
    return law(tmp_path, files=files)


def compared(trial: Law, from_: str = "2025-12-31", to: str = "2026-01-01") -> Comparison:
    return diff(trial.norms, "trial.trade", date.fromisoformat(from_), date.fromisoformat(to))


@pytest.fixture
def trial(tmp_path: Path) -> Law:
    return two_versions(
        tmp_path,
        """
        branches:
          - measures:
              - {id: fine, kind: fine, amount: {range: {at_least: 1万元, at_most: 3万元}}}
              - {id: warning, kind: warning}
              - {id: goods, kind: confiscate_illegal_property, mandate: may, object: 货物}
        """,
        """
        branches:
          - measures:
              - {id: fine, kind: fine, amount: {times: {of: value, at_least: 2倍, at_most: 5倍}}}
              - {id: goods, kind: confiscate_illegal_property, object: 货物}
              - {id: shut, kind: close_down, when: {judged: serious}}
        """,
    )


def test_measures_amounts_and_citations(trial: Law) -> None:
    assert compared(trial).render().splitlines() == [
        "违法trade（trial.trade）",
        "2025-12-31：自 2000-01-01 起施行的版本",
        "2026-01-01：自 2026-01-01 起施行的版本",
        "改变　处罚依据：《中华人民共和国贸易法》第九条 → 《中华人民共和国贸易法》第十条",
        "改变　罚款的数额：1万元以上3万元以下 → 货值的2倍以上5倍以下",
        "改变　罚款的依据条文：《中华人民共和国贸易法》第九条 → 《中华人民共和国贸易法》第十条",
        "删去　警告：应当",
        "删去　警告的依据条文：《中华人民共和国贸易法》第九条",
        "改变　没收货物：可以 → 应当",
        "改变　没收货物的依据条文：《中华人民共和国贸易法》第九条 → 《中华人民共和国贸易法》第十条",
        "增加　责令关闭：应当",
        "增加　责令关闭的条件：情节严重",
        "增加　责令关闭的依据条文：《中华人民共和国贸易法》第十条",
    ]


def test_english_labels_stand_in_the_middle_of_a_line(trial: Law) -> None:
    assert compared(trial).render("en").splitlines()[3:7] == [
        "changed  penalty basis: 中华人民共和国贸易法, Art. 9 → 中华人民共和国贸易法, Art. 10",
        "changed  fine, amount: CNY 10,000 to CNY 30,000 → 2 times to 5 times of 货值",
        "changed  fine, provision: 中华人民共和国贸易法, Art. 9 → 中华人民共和国贸易法, Art. 10",
        "removed  warning: shall",
    ]


def test_the_same_version_has_no_change(trial: Law) -> None:
    assert compared(trial, "2026-01-01", "2027-01-01").changes == ()
    assert str(compared(trial, "2026-01-01", "2027-01-01")).endswith("没有变化")


def test_a_day_without_version_says_so(trial: Law) -> None:
    found = compared(trial, "1999-12-31", "2000-01-01")
    assert (found.before, found.after) == (None, date(2000, 1, 1))
    assert "1999-12-31：没有施行中的版本" in str(found)
    assert {change.before for change in found.changes} == {None}


def test_as_data(trial: Law) -> None:
    data = compared(trial).as_data("en")
    assert data["schema"] == "enforcement-norms.comparison/1"
    assert (data["from"], data["to"], data["before"], data["after"]) == (
        "2025-12-31", "2026-01-01", "2000-01-01", "2026-01-01",
    )  # fmt: skip
    assert data["changes"][1] == {
        "part": "measure",
        "change": "changed",
        "id": "fine",
        "what": "fine, amount",
        "branch": None,
        "before": "CNY 10,000 to CNY 30,000",
        "after": "2 times to 5 times of 货值",
    }


def test_branches_are_matched_by_id_and_named(tmp_path: Path) -> None:
    trial = two_versions(
        tmp_path,
        """
        branches:
          - {id: young, title: 未成年, when: {ages: {below: 14}}, measures: [{id: fine, kind: fine, amount: {exactly: 500元}}]}
          - {id: others, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
        """,
        """
        branches:
          - {id: young, title: 未成年, when: {ages: {below: 16}}, measures: [{id: fine, kind: fine, amount: {exactly: 800元}}]}
          - {id: others, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
        """,
    )
    told = [change.render() for change in compared(trial).changes]
    assert "改变　未成年：年龄低于14 → 年龄低于16" in told
    assert "改变　未成年，罚款的数额：500元 → 800元" in told
    assert not any(line.startswith("改变　第2种情形，罚款的数额") for line in told)


def test_the_standard_is_compared_too(tmp_path: Path) -> None:
    trial = law(
        tmp_path,
        "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]",
        {
            "standards/511700/trade.2026-01-01.yaml": """
            id: trade
            title: 达州贸易裁量基准
            refines: trade
            issuer: 达州市商务局
            document: 达商规〔2025〕1号
            published_on: 2025-12-01
            in_force: {from: 2026-01-01}
            tiers: [{id: all, title: 全部, otherwise: true, set: {fine: {range: {at_most: 2万元}}}}]
            """
        },
    )
    found = diff(trial.norms, "trial.trade", date(2025, 1, 1), date(2026, 1, 1), "511702")
    assert [change.render() for change in found.changes] == [
        "增加　裁量基准：达州贸易裁量基准（达商规〔2025〕1号）",
        "增加　阶次“全部”：其他情形",
        "增加　阶次“全部”：罚款：2万元以下",
    ]
    assert [change.part.value for change in found.changes] == ["standard", "tier", "tier"]


def test_a_tier_that_changed_under_the_same_title(tmp_path: Path) -> None:
    standard = """
    id: trade
    title: 达州贸易裁量基准
    refines: trade
    issuer: 达州市商务局
    document: 达商规〔2025〕1号
    published_on: 2025-01-01
    in_force: {IN_FORCE}
    tiers:
      - {id: little, title: 较轻, when: {value: {below: LIMIT}}, set: {fine: {range: {at_most: 1万元}}}}
      - {id: other, title: 一般, otherwise: true, set: {fine: {range: {at_least: 1万元, at_most: 3万元}}}}
    """
    old = standard.replace("IN_FORCE", "from: 2025-01-01, until: 2025-12-31").replace("LIMIT", "5000元")
    new = (
        standard.replace("IN_FORCE", "from: 2026-01-01")
        .replace("LIMIT", "8000元")
        .replace("at_most: 1万", "at_most: 9000")
    )
    trial = law(
        tmp_path,
        "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]",
        {
            "standards/511700/trade.2025-01-01.yaml": old,
            "standards/511700/trade.2026-01-01.yaml": new,
        },
    )
    found = diff(trial.norms, "trial.trade", date(2025, 12, 31), date(2026, 1, 1), "511702")
    assert [change.render() for change in found.changes] == [
        "改变　阶次“较轻”：条件：货值低于5000元 → 条件：货值低于8000元",
        "改变　阶次“较轻”：罚款：1万元以下 → 罚款：9000元以下",
    ]
    assert [change.as_data()["id"] for change in found.changes] == ["little", "little"]


def test_what_comes_on_top_is_told_apart_by_its_condition(tmp_path: Path) -> None:
    old = """
    branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]
    also:
      - {when: {judged: serious}, measures: [{id: shut, kind: close_down}]}
      - {when: {value: {at_least: 5万元}}, measures: [{id: shut, kind: close_down}]}
    """
    new = old.replace("5万元", "8万元").replace("{when: {judged", "{stands_alone: true, when: {judged")
    trial = two_versions(tmp_path, old, new)
    told = [change.render() for change in compared(trial).changes if change.part == "measure"]
    assert [line for line in told if "依据" not in line] == [
        "改变　责令关闭的条件：货值5万元以上 → 货值8万元以上",
        "增加　责令关闭的适用：前提不成立时仍然适用",
    ]


def test_a_rule_of_exemption_that_changed(tmp_path: Path) -> None:
    old = """
    branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]
    exempt:
      - {id: little, title: 货值很少, effect: may_exempt, when: {value: {below: 100元}}, cites: ["trade_law#10"]}
    """
    new = old.replace("100元", "200元").replace("may_exempt", "shall_exempt")
    told = [change.render() for change in compared(two_versions(tmp_path, old, new)).changes]
    assert "改变　货值很少：可以不予处罚：货值低于100元 → 应当不予处罚：货值低于200元" in told


def test_an_unknown_violation_offers_near_names(trial: Law) -> None:
    with pytest.raises(CaseInvalid) as refused:
        diff(trial.norms, "trial.tarde", date(2026, 1, 1), date(2026, 1, 1))
    assert refused.value.render() == (
        "没有名为“trial.tarde”的违法行为\nviolation EN301 没有名为“trial.tarde”的违法行为\n  建议: 是否指：trial.trade"
    )


def test_a_real_clause() -> None:
    """治安管理处罚法 2012 Art. 43 and 2025 Art. 51: the age of protection rises from 60 to 70, fines double."""
    found = diff(load("public_security"), "public_security.assault", date(2025, 12, 31), date(2026, 1, 1))
    amounts = {
        (str(change.branch), str(change.before), str(change.after))
        for change in found.changes
        if change.part == "measure" and change.id == "fine" and "数额" in str(change.what)
    }
    assert amounts == {
        ("结伙、侵害特定对象、多次或者多人", "500元以上1000元以下", "1000元以上2000元以下"),
        ("一般情形", "200元以上500元以下", "500元以上1000元以下"),
        ("情节较轻", "500元以下", "1000元以下"),
        ("单位结伙、侵害特定对象、多次或者多人", "500元以上1000元以下", "1000元以上2000元以下"),
        ("单位，一般情形", "200元以上500元以下", "500元以上1000元以下"),
        ("单位，情节较轻", "500元以下", "1000元以下"),
    }
