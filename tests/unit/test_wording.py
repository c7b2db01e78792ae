"""Ranges, citations, conditions and amounts in the law's words, in both languages."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import law

from enforcement_norms import Citation, Money, speaking
from enforcement_norms.amounts import Interval
from enforcement_norms.compiler import standing_of
from enforcement_norms.conditions import ALWAYS, NEVER, OneOf
from enforcement_norms.i18n import Message
from enforcement_norms.law import Instrument, InstrumentKind
from enforcement_norms.model.penalty import Addressee, MeasureKind, Nature, Unit
from enforcement_norms.model.rules import Step
from enforcement_norms.wording import words
from enforcement_norms.wording.clauses import Clauses, Factor
from enforcement_norms.wording.names import Names
from enforcement_norms.wording.phrases import Cited, Listed, OfPacks, listed, quantity, span


@pytest.mark.parametrize(
    ("interval", "unit", "chinese", "english"),
    [
        (Interval(5_000_000, high=10_000_000), Unit.YUAN, "5万元以上10万元以下", "CNY 50,000 to CNY 100,000"),
        (
            Interval(5_000_000, True, 10_000_000, False),
            Unit.YUAN,
            "5万元以上、低于10万元",
            "CNY 50,000 or more, less than CNY 100,000",
        ),
        (
            Interval(5_000_000, False, 10_000_000),
            Unit.YUAN,
            "超过5万元、10万元以下",
            "more than CNY 50,000, up to CNY 100,000",
        ),
        (
            Interval(1, False, 2, False),
            Unit.YUAN,
            "超过0.01元、低于0.02元",
            "more than CNY 0.01 and less than CNY 0.02",
        ),
        (Interval(high=3_000_000), Unit.YUAN, "3万元以下", "up to CNY 30,000"),
        (Interval(high=3_000_000, high_closed=False), Unit.YUAN, "低于3万元", "less than CNY 30,000"),
        (Interval(100), Unit.YUAN, "1元以上", "CNY 1 or more"),
        (Interval(100, low_closed=False), Unit.YUAN, "超过1元", "more than CNY 1"),
        (Interval(20_000, high=20_000), Unit.YUAN, "200元", "CNY 200"),
        (Interval(), Unit.YUAN, "数额不限", "no bounds"),
        (Interval(5, high=10), Unit.DAYS, "5日以上10日以下", "5 days to 10 days"),
        (Interval(1, high=1), Unit.DAYS, "1日", "1 day"),
        (Interval(3, high=6), Unit.MONTHS, "3个月以上6个月以下", "3 months to 6 months"),
        (Interval(1, high=5), Unit.YEARS, "1年以上5年以下", "1 year to 5 years"),
        (Interval(12, high=12), Unit.POINTS, "记12分", "12 points"),
    ],
)
def test_ranges(interval: Interval, unit: Unit, chinese: str, english: str) -> None:
    assert (span(interval, unit).render("zh_CN"), span(interval, unit).render("en")) == (chinese, english)


@given(st.integers(0, 10**12), st.sampled_from(Unit))
def test_a_point_is_said_as_its_number(number: int, unit: Unit) -> None:
    assert span(Interval(number, high=number), unit).render("en") == quantity(number, unit).render("en")


def test_parts_of_a_fen_are_said_as_such() -> None:
    assert quantity(Fraction(1, 3), Unit.YUAN).render("zh_CN") == "1/3分钱"


INSTRUMENTS = {
    "trade_law": Instrument("trade_law", "中华人民共和国贸易法", InstrumentKind.LAW, "全国人大常委会"),
    "trade_rules": Instrument("trade_rules", "贸易条例", InstrumentKind.ADMINISTRATIVE_REGULATION, "国务院"),
}


def cited(*ids: str) -> Cited:
    return Cited(tuple(map(Citation.parse_id, ids)), INSTRUMENTS)


def test_citations_name_each_instrument_once() -> None:
    places = cited("trade_law#9.1.6", "trade_law#10", "trade_rules#3-1.2")
    assert (
        places.render("zh_CN") == "《中华人民共和国贸易法》第九条第一款第（六）项、第十条、《贸易条例》第三条之一第二款"
    )
    assert places.render("en") == "中华人民共和国贸易法, Art. 9(1)(6), Art. 10; 贸易条例, Art. 3-1(2)"
    with speaking("zh_CN"):
        assert str(cited("trade_rules")) == "《贸易条例》"


def test_an_instrument_that_nobody_names_is_cited_by_its_id() -> None:
    assert cited("other_law#3").render("zh_CN") == "《other_law》第三条"


def test_things_in_a_row() -> None:
    assert listed(["甲", "乙", "甲"]).render("zh_CN") == "甲、乙"
    assert listed(["甲", "乙"]).render("en") == "甲, 乙"
    assert listed(["拒绝、逃避", "乙"]).render("zh_CN") == "拒绝、逃避；乙"
    assert Listed(("甲", "乙", "丙"), Message("和")).render("zh_CN") == "甲、乙和丙"
    assert str(Listed((Money.yuan(1),), Message("和"))) == "1元"


def test_words_of_packs_stay_as_they_are_where_no_catalogue_knows_them() -> None:
    own = OfPacks("违法所得", ("enforcement_norms_health", "enforcement_norms.general"))
    assert (own.render("zh_CN"), own.render("en")) == ("违法所得", "Illegal gains")
    assert OfPacks("没有译文的话", ("enforcement_norms.general",)).render("en") == "没有译文的话"
    assert OfPacks("违法所得", ()).render("en") == "违法所得"


def test_every_kind_role_and_step_has_a_word() -> None:
    assert set(words.KINDS) == set(MeasureKind)
    assert set(words.ADDRESSEES) == set(Addressee)
    assert set(words.NATURES) == set(Nature)
    assert set(words.STEPS) == set(words.ANSWERS) == set(Step)
    assert all(set(answers) == {"yes", "no", "unknown"} for answers in words.ANSWERS.values())


def condition(tmp_path: Path, written: str) -> Message:
    """A condition as a pack writes it, in words."""
    trial = law(
        tmp_path,
        f"branches: [{{id: one, when: {written}, measures: [{{id: a, kind: warning}}]}}, {{measures: [{{id: b, kind: warning}}]}}]",
        {"definitions.yaml": DEFINITIONS},
    )
    track = trial.norms.tracks["trial.trade"]
    day = date(2026, 1, 1)
    plan = track.plan(track.versions[0], day, day, "000000")
    return Clauses(Names(track.rule_packs)).condition(plan.ways[0].branch.when)


DEFINITIONS = """
definitions:
  - id: grave
    title: 情节恶劣
    when: {value: {at_least: 10万元}}
    cites: [trade_rules#3]
    in_force: {from: 2000-01-01}
grades:
  - id: accident
    title: 事故等级
    levels:
      - {id: major, title: 重大, when: {workers: {at_least: 10}}}
      - {id: ordinary, title: 一般, when: {workers: {below: 10}}}
    cites: [trade_rules#4]
    in_force: {from: 2000-01-01}
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{value: {below: 1万元}}", "货值低于1万元"),
        ("{value: {above: 1万元, at_most: 3万元}}", "货值超过1万元、3万元以下"),
        ("{value: {exactly: 1万元}}", "货值1万元"),
        ("{months: {at_least: 3个月}}", "月数3个月以上"),
        ("{days_late: {above: 15日}}", "逾期超过15日"),
        ("{excess: {at_least: 30%}}", "超出比例30%以上"),
        ("{excess: {at_least: 2倍}}", "超出比例2倍以上"),
        ("{tonnes: {above: 12.5吨}}", "吨数超过12.5吨"),
        ("{workers: {at_least: 3}}", "人数3以上"),
        ("{due_on: {at_most: 2026-01-01}}", "期限在2026-01-01之前（含当日）"),
        ("{due_on: {below: 2026-01-01}}", "期限在2026-01-01之前"),
        ("{due_on: {at_least: 2026-01-01}}", "期限自2026-01-01起"),
        ("{due_on: {above: 2026-01-01}}", "期限在2026-01-01之后"),
        ("{due_on: {at_least: 2026-01-01, below: 2026-02-01}}", "期限在2026-01-01至2026-02-01之间"),
        ("{stage: overdue}", "改正情况为逾期"),
        ("{stage: [first, overdue]}", "改正情况为限期内、逾期"),
        ("{licensed: true}", "有许可"),
        ("{licensed: false}", "不属于“有许可”"),
        ("{value: indeterminable}", "货值无法查证"),
        ("{judged: serious}", "情节严重"),
        ("{circumstance: repaired}", "已补救"),
        ("{defined: grave}", "情节恶劣"),
        ("{grade: {accident: [major, ordinary]}}", "事故等级为重大、一般"),
        ("{licensed: false, stage: overdue}", "不属于“有许可”，并且改正情况为逾期"),
        ("{any: [{licensed: false}, {stage: overdue}]}", "不属于“有许可”，或者改正情况为逾期"),
        (
            "{judged: serious, any: [{licensed: false}, {stage: overdue}]}",
            "情节严重，并且（不属于“有许可”，或者改正情况为逾期）",
        ),
        ("{not: {judged: serious}}", "并非“情节严重”"),
        (
            "{at_least_of: {count: 2, of: [{licensed: false}, {stage: overdue}, {judged: serious}]}}",
            "以下至少2项：不属于“有许可”、改正情况为逾期、情节严重",
        ),
        ("{count: {event: past, within: ever, at_least: 1}}", "既往的次数1次以上"),
        ("{count: {event: past, within: 2年, at_least: 2}}", "2年内既往的次数2次以上"),
    ],
)
def test_conditions(written: str, expected: str, tmp_path: Path) -> None:
    assert condition(tmp_path, written).render("zh_CN") == expected


def test_always_never_and_unknown_facts() -> None:
    say = Clauses(Names(()))
    assert (say.condition(ALWAYS).render("zh_CN"), say.condition(NEVER).render("zh_CN")) == ("任何情形", "没有这种情形")
    assert say.condition(OneOf("colour", ("red", "blue"))).render("en") == "colour: red, blue"


BRACKETS = """{brackets: {of: excess, per: tonnes, bands: [
  {above: 20%, up_to: 50%, rate: {exactly: 300元}}, {above: 50%, rate: {exactly: 500元}}]}, cap: {exactly: 3万元}}"""
SWITCH = """{switch: [{when: {value: {below: 1万元}}, exactly: 200元},
  {when: {value: {exactly: 1万元}}, gap: statutory}, {otherwise: true, exactly: 500元}]}"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{range: {at_least: 5万元, at_most: 10万元}}", "5万元以上10万元以下"),
        ("{exactly: 200元}", "200元"),
        ("{times: {of: value, at_least: 10倍, at_most: 20倍}}", "货值的10倍以上20倍以下"),
        ("{times: {of: value, exactly: 40%}}", "货值的40%"),
        (
            "{times: {of: value, at_least: 2倍, at_most: 5倍, deemed_at_least: {exactly: 1万元}}}",
            "货值的2倍以上5倍以下（基数不足1万元的按1万元计算）",
        ),
        ("{per: {rate: {exactly: 500元}, units: [workers, months]}}", "按人数、月数计算，每一单位500元"),
        (
            BRACKETS,
            "按超出比例分段累计：超过20%至50%的部分每一单位300元、超过50%的部分每一单位500元，最高3万元",
        ),
        ("{scale: {of: other, basis: statutory, at_least: 2倍, at_most: 5倍}}", "“警告”法定幅度的2倍以上5倍以下"),
        ("{scale: {of: other, basis: decided, at_least: 5%, at_most: 10%}}", "“警告”决定数额的5%以上10%以下"),
        ("{delegated: true}", "条文没有写明数额，由其他规定确定"),
        (
            SWITCH,
            "货值低于1万元的，200元；货值1万元的，条文没有规定这种情形的数额；其他情形的，500元",
        ),
        ("{max_of: [{exactly: 200元}, {times: {of: value, exactly: 5%}}]}", "以下数额中较高的：200元、货值的5%"),
        ("{min_of: [{exactly: 200元}, {times: {of: value, exactly: 5%}}]}", "以下数额中较低的：200元、货值的5%"),
        ("{times: {of: value, exactly: 2倍}, floor: {exactly: 200元}}", "货值的2倍，最低200元"),
    ],
)
def test_amounts(written: str, expected: str, tmp_path: Path) -> None:
    trial = law(
        tmp_path,
        f"branches: [{{measures: [{{id: other, kind: warning}}, {{id: fine, kind: fine, amount: {written}}}]}}]",
    )
    track = trial.norms.tracks["trial.trade"]
    plan = track.plan(track.versions[0], date(2026, 1, 1), date(2026, 1, 1), "000000")
    measures = {standing.measure.id: standing.measure for standing in standing_of(plan)}
    amount = measures["fine"].amount
    assert amount is not None
    assert Clauses(Names(track.rule_packs, measures.values())).amount(amount, Unit.YUAN).render("zh_CN") == expected


@pytest.mark.parametrize(
    ("factor", "chinese", "english"),
    [(Fraction(10), "10倍", "10 times"), (Fraction(3, 2), "1.5倍", "1.5 times"), (Fraction(3, 10), "30%", "30%")],
)
def test_factors(factor: Fraction, chinese: str, english: str) -> None:
    assert (Factor(factor).render("zh_CN"), Factor(factor).render("en")) == (chinese, english)
