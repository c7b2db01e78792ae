"""A standard inside the one above it: by shares, by amounts, by what it drops and demands."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.support import Law, general, law

from enforcement_norms.amounts import Interval, Limits, Per, Range, Row, Share, Switch, Times, exactly
from enforcement_norms.checks.subject import Subject
from enforcement_norms.conditions import ALWAYS
from enforcement_norms.conformance import conform, parents

CLAUSE = """\
branches:
  - measures:
      - id: fine
        kind: fine
        amount:
          switch:
            - {when: {value: {below: 1万元}}, range: {at_least: 1万元, at_most: 5万元}}
            - {when: {value: {at_least: 1万元}}, times: {of: value, at_least: 1倍, at_most: 5倍}}
      - {id: goods, kind: confiscate_illegal_property, mandate: may, object: 货物}
"""
HEAD = """\
id: {id}
title: 基准
refines: {refines}
issuer: 贸易部门
document: 贸易公告
published_on: 1999-12-01
in_force: {{from: 2000-01-01}}
tiers:
"""


def standards(folder: Path, parent: str, child: str, *, refines: str = "510000:trade", id_: str = "trade") -> Law:
    files = {
        "standards/510000/trade.2000-01-01.yaml": HEAD.format(id="trade", refines="trade") + parent,
        f"standards/511700/{id_}.2000-01-01.yaml": HEAD.format(id=id_, refines=refines) + child,
    }
    return law(folder, CLAUSE, files)


def found(trade: Law) -> list[str]:
    subject = Subject(trade.pack, general())
    return [
        f"{problem.where.file[10:16]} {problem.code} {problem.message}"
        for problem in parents.children_lie_inside_parents(subject)
    ]


WHOLE = "  - {id: all, title: 一律, otherwise: true, set: {SET}}\n"


def tier(set_: str) -> str:
    return WHOLE.replace("SET", set_)


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("fine: {share: {at_least: 30%, at_most: 70%}}", "fine: {share: {at_least: 40%, at_most: 60%}}", []),
        (
            "fine: {share: {at_least: 30%, at_most: 70%}}",
            "fine: {share: {at_least: 30%, at_most: 71%}}",
            ["511700 EN510 阶次“all”的“fine”越出上级基准的“all”：任何情形 时为法定幅度的 30% 至 71%，上级基准为法定幅度的 30% 至 70%"],
        ),
        (
            # What the child does not name stays as the statute has it, which is wider than the parent.
            "fine: {share: {at_least: 30%, at_most: 70%}}",
            "goods: {mandate: shall}",
            ["511700 EN510 阶次“all”的“fine”越出上级基准的“all”：value = 0.00元 时为10000.00元以上50000.00元以下，上级基准为22000.00元以上38000.00元以下"],
        ),
        ("fine: {share: {at_most: 50%}}", "fine: {share: {at_most: 50%}}, goods: {mandate: none}", []),
        ("goods: {mandate: none}", "goods: {mandate: none}", []),
        ("goods: {mandate: none}", "fine: {share: {at_most: 30%}}", ["511700 EN510 阶次“all”对“goods”的取舍与上级基准相反"]),
        ("goods: {mandate: shall}", "goods: {mandate: none}", ["511700 EN510 阶次“all”对“goods”的取舍与上级基准相反"]),
        ("goods: {mandate: shall}", "fine: {share: {at_most: 30%}}", []),
    ],
)  # fmt: skip
def test_one_tier_against_one(tmp_path: Path, parent: str, child: str, expected: list[str]) -> None:
    assert found(standards(tmp_path, tier(parent), tier(child))) == expected


ABOVE = """\
  - {id: low, title: 低, when: {value: {below: 5000元}}, set: {fine: {range: {at_least: 1万元, at_most: 2万元}}}}
  - {id: high, title: 高, otherwise: true, set: {fine: {share: {at_least: 50%}}}}
"""


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("at_most: 4000元", ["高"]),
        ("below: 5000元", []),
        ("at_most: 5000元", ["低"]),
    ],
)
def test_tiers_meet_where_one_case_takes_both(tmp_path: Path, edge: str, expected: list[str]) -> None:
    child = f"""\
  - {{id: cheap, title: 低, when: {{value: {{{edge}}}}}, set: {{fine: {{exactly: 2万元}}}}}}
  - {{id: dear, title: 高, otherwise: true, set: {{fine: {{share: {{at_least: 60%}}}}}}}}
"""
    trade = standards(tmp_path, ABOVE, child)
    assert [{"cheap": "低", "dear": "高"}[line.split("“")[1][:5].rstrip("”")] for line in found(trade)] == expected


def test_the_standard_above_is_the_parent_even_where_the_child_names_the_statute(tmp_path: Path) -> None:
    low, high = tier("fine: {share: {at_most: 30%}}"), tier("fine: {share: {at_least: 70%}}")
    assert [line[:12] for line in found(standards(tmp_path, low, high, refines="trade"))] == ["511700 EN510"]


def test_what_cannot_be_compared_is_not_decided(tmp_path: Path) -> None:
    weights = "fine: {weights: {start: 10%, factors: [{when: {licensed: true}, weight: 5%}]}}"
    trade = standards(tmp_path, tier("fine: {share: {at_most: 30%}}"), tier(weights))
    assert [line[:12] for line in found(trade)] == ["511700 EN511"]


def test_two_standards_of_one_place_for_one_violation(tmp_path: Path) -> None:
    files = {
        f"standards/510000/{id_}.2000-01-01.yaml": HEAD.format(id=id_, refines="trade") + tier("goods: {mandate: may}")
        for id_ in ("trade", "other")
    }
    trade = law(tmp_path, CLAUSE, files)
    (problem,) = parents.one_standard_at_a_time(Subject(trade.pack, general()))
    assert (problem.code, problem.where.file) == ("EN512", "standards/510000/trade.2000-01-01.yaml")
    assert conform(trade.norms, "trial") == (problem,)


def share(low: str, high: str) -> Share:
    return Share(Limits(Fraction(low), high=Fraction(high)))


def test_shares_as_amounts() -> None:
    whole = Range(Interval(100, high=200))
    assert parents.absolute(share("0.3", "0.7"), whole) == Range(Interval(130, high=170))
    factor = Times("value", Limits(Fraction(1), high=Fraction(5)))
    part = parents.absolute(share("0", "0.5"), factor)
    assert isinstance(part, Times)
    assert part.limits == Limits(Fraction(1), high=Fraction(3))
    rated = parents.absolute(share("0", "0.5"), Per(whole, ("workers",)))
    assert rated == Per(Range(Interval(100, high=150)), ("workers",))
    rows = Switch((Row(ALWAYS, whole), Row(ALWAYS, None)))
    assert parents.absolute(share("0", "0.5"), rows) == Switch(
        (Row(ALWAYS, Range(Interval(100, high=150))), Row(ALWAYS, None))
    )
    assert parents.absolute(share("0", "0.5"), Range(Interval(100))) is None
    assert parents.absolute(exactly(150), whole) == exactly(150)
