"""One answer for every case: tables of a pack, their witnesses, and what is not decided in time."""

from pathlib import Path

import pytest
from tests.support import Law, general, law

from enforcement_norms.checks import coverage
from enforcement_norms.checks.subject import Check, Subject

FACTS = "\n".join(
    ["facts:"] + [f"  f{number}: {{kind: money, title: 事实{number}, question: 多少？}}" for number in range(12)]
)


def found(trade: Law, check: Check) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in check(Subject(trade.pack, general()))]


def clause(*rows: str) -> str:
    written = "".join(f"\n            - {{{row}}}" for row in rows)
    return (
        f"branches:\n  - measures:\n      - id: fine\n        kind: fine\n        amount:\n          switch:{written}\n"
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["when: {value: {below: 1万元}}, exactly: 1元", "when: {value: {at_least: 1万元}}, exactly: 2元"], []),
        (
            ["when: {value: {below: 1万元}}, exactly: 1元", "when: {value: {above: 1万元}}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：value = 10000.00元"],
        ),
        (
            ["when: {value: {at_most: 9999元}}, exactly: 1元", "when: {value: {at_least: 1万元}}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：value = 9999.01元"],
        ),
        (
            ["when: {licensed: true}, exactly: 1元", "when: {stage: first}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：licensed = false, stage = overdue"],
        ),
        (
            [
                "when: {value: {above: 0元}}, exactly: 1元",
                "otherwise: true, exactly: 2元",
                "otherwise: true, gap: statutory",
            ],
            [],
        ),
        (
            [
                "when: {value: {above: 1元}}, exactly: 1元",
                "when: {value: {above: 2元}}, exactly: 2元",
                "otherwise: true, exactly: 3元",
            ],
            ["EN226 措施“fine”的金额的第 2 行没有任何情形能到达"],
        ),
        (
            ["when: {excess: {at_most: 30%}}, exactly: 1元", "when: {excess: {above: 30%, below: 50%}}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：excess = 50%"],
        ),
        (
            ["when: {value: indeterminable}, exactly: 1元", "when: {value: {at_least: 5元}}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：value = 0.00元"],
        ),
        (
            ["when: {ages: {below: 14}}, exactly: 1元", "when: {ages: {at_least: 60}}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：ages = [14]"],
        ),
        (
            ["when: {months: {below: 3个月}}, exactly: 1元", "when: {months: {at_least: 4个月}}, exactly: 2元"],
            ["EN225 措施“fine”的金额没有包含这种情形：months = 3个月"],
        ),
    ],
)
def test_rows_of_an_amount(tmp_path: Path, rows: list[str], expected: list[str]) -> None:
    assert found(law(tmp_path, clause(*rows)), coverage.amounts_cover_every_case) == expected


def test_a_row_counts_only_where_its_measure_applies(tmp_path: Path) -> None:
    trade = law(
        tmp_path,
        """\
        when: {licensed: false}
        branches:
          - when: {stage: first}
            measures: [{id: correction, kind: correction_order}]
          - when: {stage: overdue}
            measures:
              - id: fine
                kind: fine
                when: {value: {at_least: 1万元}}
                amount:
                  switch:
                    - {when: {value: {at_least: 5万元}}, exactly: 2元}
                    - {when: {value: {at_least: 1万元}}, exactly: 1元}
                    - {when: {stage: first}, exactly: 3元}
        """,
    )
    assert found(trade, coverage.amounts_cover_every_case) == ["EN226 措施“fine”的金额的第 3 行没有任何情形能到达"]
    assert found(trade, coverage.branches_cover_every_case) == []


def test_nested_switches_are_asked_in_their_own_row(tmp_path: Path) -> None:
    inner = "switch: [{when: {loss: {at_least: 1元}}, exactly: 1元}, {when: {value: {below: 1万元}}, exactly: 9元}]"
    trade = law(tmp_path, clause(f"when: {{value: {{below: 1万元}}}}, {inner}", f"otherwise: true, {inner}"))
    assert found(trade, coverage.amounts_cover_every_case) == [
        "EN225 措施“fine”的金额没有包含这种情形：value = 10000.00元, loss = 0.00元",
        "EN226 措施“fine”的金额的第 2 行没有任何情形能到达",
    ]


def test_every_reading_is_a_table_of_its_own(tmp_path: Path) -> None:
    trade = law(
        tmp_path,
        """\
        readings:
          - id: wide
            reason: 宽
            branches: [{measures: [{id: w, kind: warning}]}]
          - id: narrow
            reason: 窄
            branches: [{when: {licensed: true}, measures: [{id: w, kind: warning}]}]
        """,
    )
    assert found(trade, coverage.branches_cover_every_case) == [
        "EN223 违法行为“trade”没有包含这种情形：licensed = false"
    ]


def test_what_is_borrowed_covers_what_it_was_written_for(tmp_path: Path) -> None:
    other = "id: other\ntitle: 他\nin_force: {from: 2000-01-01}\nbreaches: []\nbasis: [trade_law#9]\nbranches:\n"
    files = {
        "violations/other.2000-01-01.yaml": other
        + "  - {id: a, when: {licensed: true}, measures: [{id: w, kind: warning}]}\n"
        + "  - {id: b, when: {licensed: false}, measures: [{id: w, kind: warning}]}\n"
    }
    whole = law(tmp_path / "whole", "branches:\n  - {like: other}\n", files)
    assert found(whole, coverage.branches_cover_every_case) == []
    # The branch that is named is taken whatever its own condition was.
    named = law(tmp_path / "named", "branches:\n  - {like: other#a, when: {stage: first}}\n", files)
    assert found(named, coverage.branches_cover_every_case) == [
        "EN223 违法行为“trade”没有包含这种情形：stage = overdue"
    ]


def twelve_rows(complete: bool) -> str:
    rows = [
        "when: {"
        + ", ".join([*(f"f{before}: {{below: 1万元}}" for before in range(number)), f"f{number}: {{at_least: 1万元}}"])
        + f"}}, exactly: {number + 1}元"
        for number in range(11)
    ]
    last = "when: {" + ", ".join(f"f{number}: {{below: 1万元}}" for number in range(11 if complete else 12))
    return clause(*rows, last + "}, exactly: 99元")


@pytest.mark.parametrize("complete", [True, False])
def test_twelve_facts_and_twelve_rows_are_decided(tmp_path: Path, complete: bool) -> None:
    trade = law(tmp_path, twelve_rows(complete), {"facts.yaml": FACTS})
    problems = found(trade, coverage.amounts_cover_every_case)
    case = ", ".join([*(f"f{number} = 0.00元" for number in range(11)), "f11 = 10000.00元"])
    assert problems == ([] if complete else [f"EN225 措施“fine”的金额没有包含这种情形：{case}"])


def test_a_table_too_hard_to_decide_is_never_fine(tmp_path: Path) -> None:
    facts = "facts:\n" + "".join(
        f"  p{pigeon}_{hole}: {{kind: boolean, title: 事实, question: 是否？}}\n"
        for pigeon in range(9)
        for hole in range(8)
    )
    alone = [
        f"{{p{one}_{hole}: true, p{other}_{hole}: true}}"
        for hole in range(8)
        for one in range(9)
        for other in range(one)
    ]
    empty = ["{" + ", ".join(f"p{pigeon}_{hole}: false" for hole in range(8)) + "}" for pigeon in range(9)]
    trade = law(
        tmp_path, clause(f"when: {{any: [{', '.join((*alone, *empty))}]}}, exactly: 1元"), {"facts.yaml": facts}
    )
    (problem,) = coverage.amounts_cover_every_case(Subject(trade.pack, general()))
    assert (problem.code, problem.severity) == ("EN229", "error")
    assert str(problem.message) == "措施“fine”的金额：条件太多，是否恰有一个答案未能判定"


def test_comparisons_that_compare_nothing(tmp_path: Path) -> None:
    rows = ["when: {value: {at_least: 0元}}, exactly: 1元", "when: {value: {below: 0元}}, exactly: 2元"]
    assert (
        found(law(tmp_path, clause(*rows)), coverage.comparisons_compare) == ["EN219 “value”的比较对任何数都一样"] * 2
    )
    rows = ["when: {value: {above: 0元}}, exactly: 1元", "when: {value: {exactly: 0元}}, exactly: 2元"]
    assert found(law(tmp_path / "good", clause(*rows)), coverage.comparisons_compare) == []
