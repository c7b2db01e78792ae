from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.law import Bound, BoundWords, LawNumber, Unit, numbers_in
from enforcement_norms.numerals import write_numeral

Seen = tuple[Fraction | int, str, str]


def seen(text: str) -> list[Seen]:
    return [(number.value, number.unit.value, number.bound().value) for number in numbers_in(text)]


def only(text: str) -> LawNumber:
    (number,) = numbers_in(text)
    return number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("五万元", 50000),
        ("5000元", 5000),
        ("5,000元", 5000),
        ("1万元", 10000),
        ("1 万元", 10000),
        ("6.5万元", 65000),
        ("1.2亿元", 120_000_000),
        ("２万元", 20000),
        ("一百二十元", 120),
        ("两千元", 2000),
        ("人民币三十万元", 300_000),
        ("0.1元", Fraction(1, 10)),
    ],
)
def test_amounts_in_yuan(text: str, value: Fraction) -> None:
    number = only(f"处{text}罚款")
    assert (number.value, number.unit, number.bound()) == (value, Unit.YUAN, Bound.EXACTLY)
    assert number.words == text.removeprefix("人民币")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("十倍", 10, "times"),
        ("1倍", 1, "times"),
        ("1.5倍", Fraction(3, 2), "times"),
        ("一点五倍", Fraction(3, 2), "times"),
        ("百分之五", Fraction(1, 20), "share"),
        ("百分之百", 1, "share"),
        ("百分之零点五", Fraction(1, 200), "share"),
        ("5%", Fraction(1, 20), "share"),
        ("30％", Fraction(3, 10), "share"),
        ("千分之五", Fraction(1, 200), "share"),
        ("5‰", Fraction(1, 200), "share"),
        ("万分之五", Fraction(1, 2000), "share"),
        ("三分之二", Fraction(2, 3), "share"),
        ("十五日", 15, "days"),
        ("30天", 30, "days"),
        ("五个工作日", 5, "working_days"),
        ("10个工作日", 10, "working_days"),
        ("六个月", 6, "months"),
        ("一个半月", Fraction(3, 2), "months"),
        ("三年", 3, "years"),
        ("半年", Fraction(1, 2), "years"),
        ("一年半", Fraction(3, 2), "years"),
        ("二十四小时", 24, "hours"),
        ("十四周岁", 14, "age"),
        ("三次", 3, "occasions"),
        ("2人", 2, "persons"),
        ("三名", 3, "persons"),
    ],
)
def test_units(text: str, value: Fraction, unit: str) -> None:
    assert seen(f"（{text}）") == [(value, unit, "exactly")]


def test_other_units_keep_their_measure_word() -> None:
    number = only("面积三百平方米以上")
    assert (number.value, number.unit) == (Fraction(300), Unit.OTHER)
    assert (number.measure, number.comparison) == ("平方米", "以上")


def test_points_are_counted_only_where_points_are_spoken_of() -> None:
    assert seen("一次记12分") == [(1, "occasions", "exactly"), (12, "points", "exactly")]
    assert seen("累积记分达到十二分的") == [(12, "points", "at_least")]
    assert seen("分值为9分、6分、3分") == [(9, "points", "exactly"), (6, "points", "exactly"), (3, "points", "exactly")]
    assert seen("分为三分部") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二千元以上二万元以下", [(2000, "yuan", "at_least"), (20000, "yuan", "at_most")]),
        ("五千以上一万元以下", [(5000, "yuan", "at_least"), (10000, "yuan", "at_most")]),
        ("二万至十万元", [(20000, "yuan", "at_least"), (100_000, "yuan", "at_most")]),
        ("5—10万元", [(50000, "yuan", "at_least"), (100_000, "yuan", "at_most")]),
        ("5000至1万元", [(5000, "yuan", "at_least"), (10000, "yuan", "at_most")]),
        ("五至十倍", [(5, "times", "at_least"), (10, "times", "at_most")]),
        ("1倍以上3倍以下", [(1, "times", "at_least"), (3, "times", "at_most")]),
        ("等值以上三倍以下", [(1, "times", "at_least"), (3, "times", "at_most")]),
        ("百分之五十以上三倍以下", [(Fraction(1, 2), "share", "at_least"), (3, "times", "at_most")]),
        ("5-10%", [(Fraction(1, 20), "share", "at_least"), (Fraction(1, 10), "share", "at_most")]),
        ("百分之五至十", [(Fraction(1, 20), "share", "at_least"), (Fraction(1, 10), "share", "at_most")]),
        ("3个月至6个月", [(3, "months", "at_least"), (6, "months", "at_most")]),
        ("三至五年", [(3, "years", "at_least"), (5, "years", "at_most")]),
        ("已满十四周岁不满十八周岁", [(14, "age", "at_least"), (18, "age", "below")]),
        ("超过二万元不足五万元", [(20000, "yuan", "above"), (50000, "yuan", "below")]),
    ],
)
def test_ranges(text: str, expected: list[Seen]) -> None:
    assert seen(f"处{text}的罚款") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("处二千元以上二万以下罚款", [(2000, "yuan", "at_least"), (20000, "yuan", "at_most")]),
        ("处二千元至二万以内罚款", [(2000, "yuan", "at_least"), (20000, "yuan", "at_most")]),
        ("服务人口二千以上二万以下的", []),
        ("处二千元以上罚款，覆盖二万以下的", [(2000, "yuan", "at_least")]),
    ],
)
def test_the_end_of_a_range_of_money_may_lack_its_unit(text: str, expected: list[Seen]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "comparison", "bound"),
    [
        ("一万元以上", "以上", "at_least"),
        ("一万元以下", "以下", "at_most"),
        ("不足一万元", "不足", "below"),
        ("不满一万元", "不满", "below"),
        ("未满一万元", "未满", "below"),
        ("逾一万元", "逾", "above"),
        ("未逾一万元", "未逾", "at_most"),
        ("低于一万元", "低于", "below"),
        ("超过一万元", "超过", "above"),
        ("超过人民币一万元", "超过", "above"),
        ("最高不超过一万元", "不超过", "at_most"),
        ("不得超过一万元", "不得超过", "at_most"),
        ("不低于一万元", "不低于", "at_least"),
        ("不得少于一万元", "不得少于", "at_least"),
        ("达到一万元", "达到", "at_least"),
        ("一万元以内", "以内", "at_most"),
        ("一万元", "", "exactly"),
    ],
)
def test_comparisons(text: str, comparison: str, bound: str) -> None:
    number = only(f"货值金额{text}的，")
    assert (number.comparison, number.bound().value) == (comparison, bound)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("价值分别超过一万元、十万元", [(10000, "yuan", "above"), (100_000, "yuan", "above")]),
        ("价值分别不超过一万元、十万元", [(10000, "yuan", "at_most"), (100_000, "yuan", "at_most")]),
        ("时间分别不少于十日和二十日", [(10, "days", "at_least"), (20, "days", "at_least")]),
        ("罚款分别为一万元、十万元以上", [(10000, "yuan", "at_least"), (100_000, "yuan", "at_least")]),
        ("面积分别不足5%、10%或者20%", [(Fraction(n, 20), "share", "below") for n in (1, 2, 4)]),
        ("分别达到一人、三人以及五人", [(n, "persons", "at_least") for n in (1, 3, 5)]),
        ("标准分别为50%、40%或者30%", [(Fraction(n, 10), "share", "exactly") for n in (5, 4, 3)]),
        # 没有“分别”的，只比较紧挨着的一个
        ("价值超过一万元、十万元", [(10000, "yuan", "above"), (100_000, "yuan", "exactly")]),
        ("分别超过一万元，处十万元罚款", [(10000, "yuan", "above"), (100_000, "yuan", "exactly")]),
        # 后一个数是另一幅度的一端，或者单位不同
        (
            "分别处一万元、五万元以上十万元以下罚款",
            [(10000, "yuan", "exactly"), (50000, "yuan", "at_least"), (100_000, "yuan", "at_most")],
        ),
        ("分别为一年、三年至五年", [(1, "years", "exactly"), (3, "years", "at_least"), (5, "years", "at_most")]),
        ("分别超过三次、五万元", [(3, "occasions", "above"), (50000, "yuan", "exactly")]),
        ("分别处一万元以上、五万元以下", [(10000, "yuan", "at_least"), (50000, "yuan", "at_most")]),
    ],
)
def test_what_compares_a_list_compares_each_number_of_it(text: str, expected: list[Seen]) -> None:
    assert seen(text) == expected


def test_a_remark_on_a_list_is_that_of_each_number() -> None:
    numbers = numbers_in("罚款分别为一万元、十万元以上（不含本数）的")
    assert [(each.comparison, each.included, each.bound()) for each in numbers] == [("以上", False, Bound.ABOVE)] * 2


def test_within_days_and_before_an_end() -> None:
    assert only("自收到通知之日起三十日内").comparison == "内"
    assert only("应当在有效期届满三十日前").comparison == ""


def test_the_base_may_stand_between_the_comparison_and_a_share() -> None:
    assert seen("超过规定时速百分之五十的") == [(Fraction(1, 2), "share", "above")]
    assert seen("不得低于当地标准的百分之八十") == [(Fraction(4, 5), "share", "at_least")]
    assert seen("超过期限的，处货值金额百分之五十的罚款") == [(Fraction(1, 2), "share", "exactly")]


def test_a_remark_in_brackets_decides_whether_the_number_is_included() -> None:
    excluded, included = only("二百元（不含）以上"), only("百分之十（含百分之十）以下")
    assert (excluded.included, excluded.bound()) == (False, Bound.ABOVE)
    assert (included.included, included.bound()) == (True, Bound.AT_MOST)
    assert only("三万元以下（不含三万元）").bound() is Bound.BELOW
    assert only("三万元以上（含三万元）").bound(BoundWords(above_included=False)) is Bound.AT_LEAST


def test_an_instrument_may_exclude_the_number() -> None:
    usage = BoundWords(below_included=False)
    lower, upper = numbers_in("三人以上十人以下")
    assert (lower.bound(usage), upper.bound(usage)) == (Bound.AT_LEAST, Bound.BELOW)
    assert only("不超过十人").bound(usage) is Bound.AT_MOST
    assert only("不足十人").bound(usage) is Bound.BELOW


@pytest.mark.parametrize(
    "text",
    [
        "自2021年7月15日起施行",
        "二〇二一年七月十五日",
        "每年3月31日前",
        "当月5日",
        "依照第三条第二款第一项处罚",
        "依照第（一）至（六）项",
        "第一、二款",
        "第三人、第二次会议、第一年",
        "国办发〔2020〕16号",
        "《关于五个工作日的规定》",
        "上一年度销售额、上一年年收入",
        "三年级、年检、五年制、一次性告知",
        "同一人、统一日期、任一年、单一次",
        "一般、一律、一并、万元、百分",
        "十人民法院",
        "编号A12人",
        "（一）一般规定",
        "1．总则",
    ],
)
def test_what_is_no_number_with_a_unit(text: str) -> None:
    assert numbers_in(text) == ()


def test_one_year_in_office_is_a_term() -> None:
    assert seen("担任一年以上") == [(1, "years", "at_least")]
    assert seen("五千元以上一万元以下") == [(5000, "yuan", "at_least"), (10000, "yuan", "at_most")]


def test_conditions_are_told_from_penalties() -> None:
    text = "货值金额不足一万元的，并处五万元以上十万元以下罚款；逾期三十日的，吊销许可证，五年内不得从事该业务"
    assert [(number.words, number.in_penalty) for number in numbers_in(text)] == [
        ("一万元", False),
        ("五万元", True),
        ("十万元", True),
        ("三十日", False),
        ("五年", True),
    ]


def test_positions_and_words() -> None:
    text = "处２千元以上二万元以下罚款"
    assert [(text[number.start : number.end], number.words) for number in numbers_in(text)] == [
        ("２千元", "２千元"),
        ("二万元", "二万元"),
    ]


@given(st.integers(1, 10**8))
def test_chinese_and_arabic_digits_give_one_value(amount: int) -> None:
    assert seen(f"处{write_numeral(amount)}元罚款") == seen(f"处{amount}元罚款") == [(amount, "yuan", "exactly")]


@given(st.integers(1, 99), st.integers(1, 99))
def test_ranges_keep_both_ends(first: int, second: int) -> None:
    words = f"{write_numeral(first)}倍以上{write_numeral(second)}倍以下"
    assert seen(words) == [(first, "times", "at_least"), (second, "times", "at_most")]
