"""The step decides the law: on 2021-07-14 every ordinary decision is reviewed, from the next day four grounds count."""

from typing import Any

import pytest
from tests.auditing.runner import changed

from enforcement_norms.auditing import audit, core_rules
from enforcement_norms.reader.case_file import read_case_file, read_registers

RULES = [rule for rule in core_rules() if rule.system == "review"]


def found(change: dict[str, Any], base: str = "old_law") -> list[tuple[str, tuple[str, ...]]]:
    data, registers = changed(base, change)
    report = audit(None, read_case_file(data), read_registers(registers), rules=RULES)
    assert report.broken == ()
    return [(each.rule, tuple(cite.id for cite in each.cites)) for each in report.findings]


@pytest.mark.parametrize(
    ("day", "triggers", "expected"),
    [
        ("2021-07-14", [], [("review.every_decision", ("administrative_penalty_law#38.3",))]),
        ("2021-07-15", [], []),
        ("2021-07-14", ["complex"], [("review.every_decision", ("administrative_penalty_law#38.3",))]),
        ("2021-07-15", ["complex"], [("review.statutory", ("administrative_penalty_law#58.1.3",))]),
        (
            "2021-07-15",
            ["public_interest", "law"],
            [("review.statutory", ("administrative_penalty_law#58.1.1", "administrative_penalty_law#58.1.4"))],
        ),
        (
            "2021-07-15",
            ["social_risk"],
            [("review.demanded_by_notice", ("three_systems_opinions#s4.12", "enforcement_year_notice#s4.2.3"))],
        ),
    ],
)
def test_decisions_without_review(day: str, triggers: list[str], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert found({"decisions[0].at": day, "triggers": triggers, "reviews": []}) == expected


def test_major_rights_need_a_hearing_for_the_statute_but_not_for_the_notice() -> None:
    without = {"triggers": ["major_rights"], "reviews": []}
    assert [rule for rule, _cites in found(without, "ordinary")] == ["review.demanded_by_notice"]
    assert found(without, "with_hearing") == [("review.statutory", ("administrative_penalty_law#58.1.2",))]


def test_public_order_decisions_follow_their_own_law_from_2026() -> None:
    basis = ["《中华人民共和国治安管理处罚法》第二十六条第一款"]
    change = {"domain": "public_security", "decisions[0].basis": basis, "triggers": ["complex"], "reviews": []}
    assert found(change, "ordinary") == [
        ("review.statutory", ("public_security_administration_penalties_law#114.1.3",))
    ]
