"""The ten packs against the published texts: green as they are, red as soon as a number, a word or a date is changed."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from enforcement_norms.checks import problems_of
from enforcement_norms.compiler import compile_norms
from enforcement_norms.conformance import conform
from enforcement_norms.errors import PackInvalid, Problem, Severity
from enforcement_norms.law import LawLibrary
from enforcement_norms.loading import load
from enforcement_norms.model.pack import Pack
from enforcement_norms.reader import read_pack
from enforcement_norms.registry import Registry

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DOMAINS = sorted(place.name for place in (ROOT / "plugins").iterdir() if place.is_dir() and place.name[0] != "_")

pytestmark = pytest.mark.skipif(
    not (SHARED / "statutes").is_dir(), reason="the published texts are not beside the checkout"
)


@cache
def library() -> LawLibrary:
    return LawLibrary(SHARED / "statutes", SHARED / "discretion_rules")


@cache
def general() -> Pack:
    return Registry(found=()).general()


def errors(found: tuple[Problem, ...]) -> list[str]:
    """File, code and message of each; lines move when a pack grows."""
    return [
        f"{problem.where.file} {problem.code} {problem.message}"
        for problem in found
        if problem.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("domain", ["general", *DOMAINS])
def test_the_pack_says_what_the_texts_say(domain: str) -> None:
    assert errors(conform(load(domain), domain, statutes=library())) == []


@frozen
class Change:
    """One line of a real pack written otherwise, and what is said of it."""

    domain: str
    file: str
    old: str
    new: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.domain}: {self.old} → {self.new}"


FOOD = "violations/contaminated_food.2025-12-01.yaml"
CHANGES = (
    Change(
        "market_supervision",
        FOOD,
        "{at_least: 5万元, at_most: 10万元}",
        "{at_least: 6万元, at_most: 10万元}",
        (
            (
                f"{FOOD} EN530 措施“fine”的 6万元 不在所引条文中：《中华人民共和国食品安全法》第一百二十四条第一款（2025-09-12 版本）"
                "写的是 不足一万元、五万元以上十万元以下、一万元以上"
            ),
            f"{FOOD} EN532 《中华人民共和国食品安全法》第一百二十四条第一款第（一）项（2025-09-12 版本）的“五万元”没有用到：",
            f"{FOOD} EN532 《中华人民共和国食品安全法》第一百二十四条第一款（2025-09-12 版本）的“五万元”没有用到：",
        ),
    ),
    Change(
        "market_supervision",
        FOOD,
        "at_least: 10倍, at_most: 20倍",
        "at_least: 10倍, at_most: 30倍",
        (
            (
                f"{FOOD} EN530 措施“fine”的 30倍 不在所引条文中：《中华人民共和国食品安全法》第一百二十四条第一款（2025-09-12 版本）"
                "写的是 十倍以上二十倍以下"
            ),
            f"{FOOD} EN532 《中华人民共和国食品安全法》第一百二十四条第一款第（一）项（2025-09-12 版本）的“二十倍”没有用到：",
            f"{FOOD} EN532 《中华人民共和国食品安全法》第一百二十四条第一款（2025-09-12 版本）的“二十倍”没有用到：",
        ),
    ),
    Change(
        "market_supervision",
        FOOD,
        "at_least: 10倍, at_most: 20倍",
        "at_least: 10倍, below: 20倍",
        (
            (
                f"{FOOD} EN531 措施“fine”的 10倍以上不足20倍 与条文的用语不符：《中华人民共和国食品安全法》第一百二十四条第一款"
                "（2025-09-12 版本）写的是 十倍以上二十倍以下"
            ),
        ),
    ),
    Change(
        "market_supervision",
        FOOD,
        "when: {goods_value: {at_least: 1万元}}",
        "when: {goods_value: {above: 1万元}}",
        (
            f"{FOOD} EN225 措施“fine”的金额没有包含这种情形：judged:constitutes_crime = false, goods_value = 10000.00元",
            (
                f"{FOOD} EN531 措施“fine”的 goods_value 超过1万元 与条文的用语不符：《中华人民共和国食品安全法》第一百二十四条第一款"
                "（2025-09-12 版本）写的是 不足一万元、一万元以上"
            ),
        ),
    ),
    Change(
        "market_supervision",
        "sources.yaml",
        "{text: 2021-04-29, from: 2021-04-29, until: 2025-11-30}",
        "{text: 2021-04-29, from: 2021-04-29, until: 2025-11-29}",
        (
            "sources.yaml EN522 《中华人民共和国食品安全法》2021-04-29 版本的 until 写作 2025-11-29，法规文本索引为 2025-11-30",
            "violations/contaminated_food.2021-04-29.yaml EN211 所引《中华人民共和国食品安全法》在 2025-11-30 没有施行中的版本",
        ),
    ),
    Change(
        "market_supervision",
        "violations/contaminated_food.2021-04-29.yaml",
        "until: 2025-11-30",
        "until: 2025-11-29",
        (
            f"{FOOD} EN202 违法行为“contaminated_food”自 2025-11-30 至 2025-11-30 没有版本",
            (
                "violations/contaminated_food.2021-04-29.yaml EN213 违法行为“contaminated_food”至 2025-11-29 有效，"
                "sources.yaml 中没有文件在这一天起止"
            ),
        ),
    ),
    Change(
        "market_supervision",
        "bands/000000.2022-10-08.yaml",
        "both_bounds: {lighter: {share: {at_most: 30%}}",
        "both_bounds: {lighter: {share: {at_most: 40%}}",
        ("bands/000000.2022-10-08.yaml EN530 份额 both_bounds.lighter的 40% 不在所引条文中：",),
    ),
    Change(
        "market_supervision",
        "procedure.yaml",
        "at_least: 10万元\n      default_for: hearing_fine",
        "at_least: 5万元\n      default_for: hearing_fine",
        (
            "procedure.yaml EN530 程序门槛的 5万元 不在所引条文中：《市场监督管理行政处罚听证办法》第五条第一款第（三）项（",
        ),
    ),
    Change(
        "work_safety",
        "definitions.yaml",
        "{deaths: {at_least: 30}}",
        "{deaths: {at_least: 31}}",
        ("EN530 等级划分“accident”的 deaths 31 不在所引条文中：《生产安全事故报告和调查处理条例》第三条",),
    ),
)


def changed(change: Change, into: Path) -> tuple[str, ...]:
    package = f"enforcement_norms_{change.domain}"
    folder = shutil.copytree(
        ROOT / "plugins" / change.domain / "src" / package, into, ignore=shutil.ignore_patterns("__pycache__", "locale")
    )
    place = folder / change.file
    text = place.read_text(encoding="utf-8")
    assert change.old in text
    place.write_text(text.replace(change.old, change.new, 1), encoding="utf-8")
    try:
        pack = read_pack(folder, general=general())
    except PackInvalid as invalid:
        return tuple(errors(invalid.problems))
    norms = compile_norms((general(), pack))
    return tuple(errors((*problems_of(pack, general()), *conform(norms, pack.id, statutes=library()))))


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_turns_the_check_red(change: Change, tmp_path: Path) -> None:
    found = changed(change, tmp_path / "pack")
    for expected in change.expected:
        assert [line for line in found if expected in line], "\n".join(found)
    if change.file == FOOD:
        assert all(line.startswith(FOOD) for line in found), "\n".join(found)
