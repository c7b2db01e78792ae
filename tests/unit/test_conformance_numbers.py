"""Every number of a clause against its article: the same number, the same words, and nothing left over."""

from pathlib import Path

import pytest
from tests.support import general, law

from enforcement_norms.checks.subject import Subject
from enforcement_norms.conformance import leftover, numbers, statutes
from enforcement_norms.conformance.reading import Texts
from enforcement_norms.law import LawLibrary

HEAD = "{title}\n\n<!-- INFO END -->\n\n第一条 目的。\n\n第九条 "


def said(folder: Path, article: str, clause: str, *, left_over: bool = False) -> list[str]:
    """What is found in a clause that rests on 贸易法第九条 with these words."""
    library = folder / "texts"
    library.mkdir(exist_ok=True)
    for title in ("中华人民共和国贸易法", "贸易条例", "贸易裁量指导意见", "达州市贸易条例"):
        text = HEAD.format(title=f"# {title}") + article + "\n"
        (library / f"{title}(2000-01-01).md").write_text(text, encoding="utf-8")
    pack = law(folder, clause).pack
    subject = Subject(pack, general())
    texts = Texts(LawLibrary(library), subject.sources)
    problems = [*numbers.numbers_stand_in_the_article(subject, texts)]
    if left_over:
        problems += [
            *leftover.numbers_of_the_article_are_used(subject, texts),
            *leftover.waivers_waive_something(subject, texts),
        ]
    return [f"{problem.code} {problem.message}" for problem in problems]


def fine(amount: str, rest: str = "") -> str:
    return f"{rest}branches:\n  - measures:\n      - {{id: fine, kind: fine, amount: {amount}}}\n"


WORDS = "处五万元以上十万元以下罚款；货值不足一万元的，处二千元罚款。"
PLACE = "《中华人民共和国贸易法》第九条（2000-01-01 版本）"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("{range: {at_least: 5万元, at_most: 10万元}}", []),
        ("{exactly: 2000元}", []),
        (
            "{range: {at_least: 6万元, at_most: 10万元}}",
            f"EN530 措施“fine”的 6万元 不在所引条文中：{PLACE}写的是 五万元以上十万元以下、不足一万元、二千元",
        ),
        (
            "{range: {at_least: 5万元, below: 10万元}}",
            f"EN531 措施“fine”的 5万元以上不足10万元 与条文的用语不符：{PLACE}写的是 五万元以上十万元以下",
        ),
        (
            "{range: {above: 5万元, at_most: 10万元}}",
            f"EN531 措施“fine”的 超过5万元10万元以下 与条文的用语不符：{PLACE}写的是 五万元以上十万元以下",
        ),
        (
            "{range: {at_most: 10万元}}",
            f"EN531 措施“fine”的 10万元以下 与条文的用语不符：{PLACE}写的是 五万元以上十万元以下",
        ),
        (
            "{range: {at_least: 2000元, at_most: 10万元}}",
            f"EN531 措施“fine”的 2000元以上10万元以下 与条文的用语不符：{PLACE}写的是 五万元以上十万元以下、二千元",
        ),
        ("{range: {at_most: 2000元}}", f"EN531 措施“fine”的 2000元以下 与条文的用语不符：{PLACE}写的是 二千元"),
        ("{times: {of: value, at_most: 3倍}}", f"EN530 措施“fine”的 3倍 不在所引条文中：{PLACE}没有这种数字"),
    ],
)
def test_a_range_stands_as_the_text_joins_it(tmp_path: Path, amount: str, expected: str | list[str]) -> None:
    assert said(tmp_path, WORDS, fine(amount)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("test", "good"),
    [
        ("below: 1万元", True),
        ("at_least: 1万元", True),
        ("at_most: 1万元", False),
        ("above: 1万元", False),
        ("below: 2万元", False),
        # The numbers of the penalties are no thresholds.
        ("at_least: 5万元", False),
    ],
)
def test_a_condition_cuts_where_the_text_cuts(tmp_path: Path, test: str, good: bool) -> None:
    clause = f"""\
    branches:
      - when: {{value: {{{test}}}}}
        measures: [{{id: warning, kind: warning}}]
      - measures: [{{id: warning, kind: warning}}]
    """
    assert (said(tmp_path, WORDS, clause) == []) is good


@pytest.mark.parametrize(
    ("measure", "words", "good"),
    [
        ("kind: detention, days: {at_least: 5, at_most: 10}", "处五日以上十日以下拘留。", True),
        ("kind: detention, days: {at_least: 5, at_most: 15}", "处五日以上十日以下拘留。", False),
        ("kind: detention, days: {exactly: 15}", "处十五日以下拘留。", False),
        ("kind: bar_from_permit, years: {exactly: 5}", "五年内不得申请许可。", True),
        ("kind: bar_from_permit, months: {exactly: 60}", "五年内不得申请许可。", True),
        ("kind: bar_from_permit, years: {exactly: 3}", "未逾三年的，不得从事。", True),
        ("kind: bar_from_permit, years: {exactly: 2}", "被吊销不满二年的，不予注册。", True),
        ("kind: bar_from_permit, years: {exactly: 2}", "被吊销未满二年的，不予注册。", True),
        ("kind: bar_from_permit, years: {exactly: 2}", "被吊销不足二年的，不予注册。", False),
        ("kind: bar_from_permit, years: {exactly: 3}", "被吊销不满二年的，不予注册。", False),
        ("kind: fine, amount: {exactly: 2000元}", "罚款不满二千元。", False),
        ("kind: bar_from_permit, years: {exactly: 5}", "五个月内不得申请许可。", False),
        ("kind: bar_from_permit, months: {exactly: 6}", "半年内不得申请许可。", True),
        ("kind: ban_practice, years: {at_least: 5}", "五年直至终身禁止从业。", True),
        ("kind: ban_practice, life: true", "终身不得从业。", True),
        ("kind: ban_practice, life: true", "十年内不得从业。", False),
        ("kind: points, points: {exactly: 12}", "一次记12分。", True),
        ("kind: points, points: {exactly: 9}", "一次记12分。", False),
        ("kind: fine, amount: {times: {of: value, exactly: 100%}}", "按照其货值处罚款。", True),
        ("kind: fine, amount: {times: {of: value, at_least: 5%, at_most: 10%}}", "处百分之五以上百分之十以下罚款。", True),
        ("kind: fine, amount: {times: {of: value, at_least: 0.5倍, at_most: 2倍}}", "处百分之五十以上二倍以下罚款。", True),
        ("kind: fine, amount: {times: {of: value, at_most: 3倍}, cap: {exactly: 3万元}}", "处三倍以下罚款，但最高不超过三万元。", True),
        ("kind: fine, amount: {times: {of: value, at_most: 3倍}, cap: {exactly: 4万元}}", "处三倍以下罚款，但最高不超过三万元。", False),
        (
            "kind: fine, amount: {times: {of: value, at_most: 3倍, deemed_at_least: {exactly: 1万元}}}",
            "处货值三倍以下罚款，货值不足一万元的，按一万元计算。",
            True,
        ),
        ("kind: fine, amount: {per: {rate: {exactly: 500元}, units: [workers]}}", "按每人五百元的标准处罚款。", True),
        (
            "kind: fine, amount: {brackets: {of: excess, per: tonnes, bands: [{above: 20%, up_to: 50%, rate: {exactly: 300元}}]}}",
            "超过百分之二十至百分之五十的部分，每吨处三百元罚款。",
            True,
        ),
        (
            "kind: fine, amount: {brackets: {of: excess, per: tonnes, bands: [{above: 20%, up_to: 60%, rate: {exactly: 300元}}]}}",
            "超过百分之二十至百分之五十的部分，每吨处三百元罚款。",
            False,
        ),
        ("kind: warning, when: {count: {event: past, within: 2年, at_least: 3}}", "二年内受过三次以上处罚的，给予警告。", True),
        ("kind: warning, when: {count: {event: past, within: 1年, at_least: 3}}", "二年内受过三次以上处罚的，给予警告。", False),
        ("kind: warning, when: {count: {event: past, within: 2年, at_least: 2}}", "二年内受过三次以上处罚的，给予警告。", False),
        ("kind: warning, when: {count: {event: past, within: 2年, above: 3}}", "二年内受过三次以上处罚的，给予警告。", False),
        ("kind: warning, when: {count: {event: past, within: 2年, at_least: 1}}", "二年内受过处罚的，给予警告。", True),
        ("kind: warning, when: {days_late: {above: 30日}}", "逾期超过三十日的，给予警告。", True),
        ("kind: warning, when: {days_late: {at_least: 30日}}", "逾期超过三十日的，给予警告。", False),
        ("kind: warning, when: {workers: {at_least: 1}}", "造成人员伤亡的，给予警告。", True),
        ("kind: warning, when: {workers: {at_least: 3}}", "造成三人以上伤亡的，给予警告。", True),
        ("kind: warning, when: {party.age: {below: 18}}", "不满十八周岁的，给予警告。", True),
        ("kind: warning, when: {party.age: {at_most: 18}}", "不满十八周岁的，给予警告。", False),
    ],
)  # fmt: skip
def test_what_measures_say(tmp_path: Path, measure: str, words: str, good: bool) -> None:
    clause = f"branches:\n  - measures:\n      - {{id: it, {measure}}}\n"
    assert (said(tmp_path, words, clause) == []) is good


def test_a_measure_may_cite_its_own_article(tmp_path: Path) -> None:
    clause = (
        "branches:\n  - measures:\n      - {id: fine, kind: fine, cites: [trade_rules#9], amount: {exactly: 2000元}}\n"
    )
    assert said(tmp_path, "处二千元罚款。", clause) == []


# --- the other way round ----------------------------------------------------------------------------------------------


def left(folder: Path, words: str, clause: str) -> list[str]:
    return [problem for problem in said(folder, words, clause, left_over=True) if problem[:5] in ("EN532", "EN533")]


def test_a_number_of_the_article_that_the_clause_leaves_out(tmp_path: Path) -> None:
    words = "处二千元罚款；情节严重的，处三万元以下罚款，二年内不得申请。"
    assert left(tmp_path, words, fine("{exactly: 2000元}")) == [
        f"EN532 {PLACE}的“三万元”没有用到：…；情节严重的，处三万元以下罚款，二年内不得…",
        f"EN532 {PLACE}的“二年”没有用到：…三万元以下罚款，二年内不得申请。…",
    ]


def test_a_waiver_says_why(tmp_path: Path) -> None:
    words = "处二千元罚款；情节严重的，处三万元以下罚款。"
    waived = "waives: [{number: 三万元, reason: 另一违法行为}]\n"
    assert left(tmp_path, words, fine("{exactly: 2000元}", waived)) == []
    useless = "waives: [{number: 三万元, reason: 另一违法行为}, {number: 四万元, reason: 无}]\n"
    assert left(tmp_path, words, fine("{exactly: 2000元}", useless)) == ["EN533 waives 的“四万元”不在所引条文中"]
    silent = "waives: [{number: 三万元, reason: ''}]\n"
    assert left(tmp_path, words, fine("{exactly: 2000元}", silent.replace("''", "无"))) == []


def test_a_waiver_also_explains_a_number_that_the_text_lacks(tmp_path: Path) -> None:
    words = "处二千元以上罚款。"
    clause = fine("{range: {at_least: 2000元, at_most: 2万元}}")
    assert [problem[:5] for problem in said(tmp_path, words, clause, left_over=True)] == ["EN530"]
    waived = fine("{range: {at_least: 2000元, at_most: 2万元}}", "waives: [{number: 2万元, reason: 条文漏字}]\n")
    assert said(tmp_path, words, waived, left_over=True) == []


@pytest.mark.parametrize(
    "words", ["按照每使用一名工人每月处二千元罚款。", "处每非法居留一日二千元罚款。", "两个以上单位的，处二千元罚款。"]
)
def test_counts_and_units_of_rates_are_no_penalties(tmp_path: Path, words: str) -> None:
    assert left(tmp_path, words, fine("{exactly: 2000元}")) == []


def test_what_is_borrowed_is_used(tmp_path: Path) -> None:
    clause = "branches:\n  - like: other\n"
    other = "id: other\ntitle: 他\nin_force: {from: 2000-01-01}\nbreaches: []\nbasis: [trade_rules#9]\n"
    place = tmp_path / "trial" / "violations" / "other.2000-01-01.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(other + fine("{exactly: 2000元}"), encoding="utf-8")
    assert left(tmp_path, "处二千元罚款。", clause) == []


def test_rules_of_the_instrument_use_its_numbers(tmp_path: Path) -> None:
    rules = """\
    - id: bars
      instrument: trade_law
      in_force: {from: 2000-01-01}
      cites: [trade_law#9]
      adds: [{measures: [{id: bar, kind: bar_from_permit, years: {exactly: 2}}]}]
    """
    place = tmp_path / "trial" / "instrument_rules.yaml"
    place.parent.mkdir(parents=True)
    place.write_text("\n".join(line[4:] for line in rules.splitlines()) + "\n", encoding="utf-8")
    assert left(tmp_path, "处二千元罚款，二年内不得申请。", fine("{exactly: 2000元}")) == []


# --- places and dates -------------------------------------------------------------------------------------------------


def test_places_and_dates(tmp_path: Path) -> None:
    said(tmp_path, "处二千元罚款。", fine("{exactly: 2000元}"))
    library = tmp_path / "texts"
    header = "file,name,version_date,effective_from,effective_until\n"
    row = "中华人民共和国贸易法(2000-01-01).md,中华人民共和国贸易法,2000-01-01,2000-02-01,2029-12-31\n"
    (library / "INDEX.csv").write_text(header + row, encoding="utf-8")
    (library / "达州市贸易条例(2000-01-01).md").unlink()
    subject = Subject(law(tmp_path, fine("{exactly: 2000元}")).pack, general())
    texts = Texts(LawLibrary(library), subject.sources)
    assert [f"{problem.code} {problem.message}" for problem in statutes.texts_are_held(subject, texts)] == [
        "EN522 《中华人民共和国贸易法》2000-01-01 版本的 from 写作 2000-01-01，法规文本索引为 2000-02-01",
        "EN522 《中华人民共和国贸易法》2000-01-01 版本的 until 写作 （没有），法规文本索引为 2029-12-31",
        "EN520 法规文本库没有《达州市贸易条例》；相近的有：《贸易条例》",
    ]
    assert [*statutes.articles_exist(subject, texts)] == []
    gone = Subject(law(tmp_path / "gone", fine("{exactly: 2000元}", "special_to: []\n")).pack, general())
    (library / "中华人民共和国贸易法(2000-01-01).md").write_text(
        "# 中华人民共和国贸易法\n\n<!-- INFO END -->\n\n第一条 目的。\n", encoding="utf-8"
    )
    missing = [problem.message for problem in statutes.articles_exist(gone, Texts(LawLibrary(library), gone.sources))]
    assert [str(message) for message in missing] == [
        "《中华人民共和国贸易法》（2000-01-01 版本）没有第九条：该文本的末条是第一条"
    ]
