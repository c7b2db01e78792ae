"""Every rule has a worked pair, and finds in it exactly what the pair says."""

import pytest
from tests.auditing.runner import Pair, pairs, shown

from enforcement_norms.auditing import core_rules

RULES = {rule.id: rule for rule in core_rules()}
PAIRS = pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.id for pair in PAIRS])
def test_a_worked_pair_finds_exactly_what_it_says(pair: Pair) -> None:
    report = pair.report()
    assert report.broken == ()
    unknown = {each.rule: each for each in report.not_checked}
    if pair.kind == "passes":
        assert pair.rule in report.passed, (shown(report), unknown.get(pair.rule))
        assert shown(report) == sorted(pair.also)
    elif pair.kind == "fails":
        assert shown(report) == sorted((*pair.finds, *pair.also))
        assert any(each.startswith(f"{pair.rule} ") for each in pair.finds)
    else:
        assert unknown[pair.rule].missing == pair.missing
        assert set(pair.missing) <= set(RULES[pair.rule].inputs)
        assert shown(report) == sorted((*pair.finds, *pair.also))


def test_every_rule_has_a_pair() -> None:
    proved = {kind: {pair.rule for pair in PAIRS if pair.kind == kind} for kind in ("passes", "fails")}
    assert {kind: sorted(set(RULES) - rules) for kind, rules in proved.items()} == {"passes": [], "fails": []}


def test_pairs_name_rules_that_there_are() -> None:
    assert sorted({pair.rule for pair in PAIRS} - set(RULES)) == []
