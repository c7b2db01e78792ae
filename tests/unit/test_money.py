"""Money, multiples and shares: exact readers, writers, refusals."""

import copy
import pickle
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.errors import ValueProblem
from enforcement_norms.i18n import _, speaking
from enforcement_norms.money import (
    Money,
    format_multiple,
    format_share,
    parse_multiple,
    parse_ratio,
    parse_share,
    plain_money,
)
from enforcement_norms.numerals import LARGEST

AMOUNTS = (
    st.integers(0, LARGEST * 100 + 99) | st.integers(0, 10**9) | st.integers(0, 10**9).map(lambda wan: wan * 10**4)
)
RATIOS = st.fractions(min_value=0, max_value=1000, max_denominator=10**12) | st.integers(0, 10**5).map(
    lambda part: Fraction(part, 1000)
)


def hint_of(refused: pytest.ExceptionInfo[ValueProblem]) -> str:
    return refused.value.hint.render() if refused.value.hint else ""


# --- made of numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        (0, 0),
        (8000, 800_000),
        ("65000.00", 6_500_000),
        ("1,200.5", 120_050),
        ("0.01", 1),
        (Decimal("0.10"), 10),
        (Decimal("1E+4"), 1_000_000),
        (Fraction(1, 100), 1),
        (Fraction(25, 2), 1250),
        (LARGEST, LARGEST * 100),
    ],
)
def test_yuan_is_exact(amount: int | str | Decimal | Fraction, fen: int) -> None:
    assert Money.yuan(amount) == Money(fen)


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        (0.1, "浮点数 0.1 不能精确表示金额"),
        (8000.0, "浮点数 8000.0 不能精确表示金额"),
        ("0.001", "“0.001”不足一分的部分无法表示"),
        (Decimal("2.675"), "“2.675”不足一分的部分无法表示"),
        (Fraction(1, 3), "“1/3”不足一分的部分无法表示"),
        (-1, "金额不能为负：-100 分"),
        ("-0.01", "金额不能为负：-1 分"),
        (LARGEST + 1, f"“{LARGEST + 1}”超出金额的范围"),
        ("9" * 31, "'" + "9" * 31 + "' 不是以元计的数"),
        (Decimal("NaN"), "Decimal('NaN') 不是以元计的数"),
        (Decimal("Infinity"), "Decimal('Infinity') 不是以元计的数"),
        (Decimal("1E+999999"), "Decimal('1E+999999') 不是以元计的数"),
        (Decimal("1E-999999"), "Decimal('1E-999999') 不是以元计的数"),
        ("6.5万元", "'6.5万元' 不是以元计的数"),
        ("1e3", "'1e3' 不是以元计的数"),
        ("", "'' 不是以元计的数"),
        (True, "True 不是以元计的数"),
        (None, "None 不是以元计的数"),
    ],
)
def test_yuan_refuses_what_is_not_exact(amount: Any, message: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        Money.yuan(amount)
    assert refused.value.render() == message


def test_the_hint_for_a_float_shows_the_exact_form() -> None:
    amount: Any = 1200.5
    with pytest.raises(ValueProblem) as refused:
        Money.yuan(amount)
    assert hint_of(refused) == "写作整数、字符串或者 Decimal，如 Money.yuan('1200.5')"


@pytest.mark.parametrize("fen", [1.0, "1", True, None, Decimal(1), Fraction(1)])
def test_fen_are_integers(fen: Any) -> None:
    with pytest.raises(ValueProblem, match="不是整数分"):
        Money(fen)


def test_money_is_never_negative() -> None:
    assert Money(0).fen == 0
    with pytest.raises(ValueProblem, match="金额不能为负：-1 分"):
        Money(-1)


# --- read from text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("6.5万元", 6_500_000),
        ("8000元", 800_000),
        ("8000", 800_000),
        ("8000.00", 800_000),
        ("1.2亿元", 12_000_000_000),
        ("0.01元", 1),
        ("1千元", 100_000),
        ("5百元", 50_000),
        ("3百万元", 300_000_000),
        ("1000万元", 1_000_000_000),
        ("2千万元", 2_000_000_000),
        ("6.5 万元", 6_500_000),
        (" 6.5万 ", 6_500_000),
        ("１２００．５元", 120_050),
        ("1,200,000.50元", 120_000_050),
        ("￥300", 30_000),
        ("¥ 300.00", 30_000),
        ("CNY 65,000", 6_500_000),
        ("人民币8000圆", 800_000),
        ("五万元", 5_000_000),
        ("二十五万元", 25_000_000),
        ("两百元", 20_000),
        ("五千元", 500_000),
        ("一百五十元", 15_000),
        ("十亿元", 100_000_000_000),
        ("零元", 0),
        ("壹万贰仟元整", 1_200_000),
        ("人民币叁佰元零伍分", 30_005),
        ("伍角", 50),
        ("壹万元整", 1_000_000),
        ("贰亿元整", 20_000_000_000),
        ("零元整", 0),
    ],
)
def test_amounts_as_texts_write_them(text: str, fen: int) -> None:
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    ["", "元", "万元", "-5元", "1e5元", "1,20元", "1 000元", "12万5千元", "五元五角", "5元以下", "十倍", "30%", "一百一元",
     "壹万元", "1..5元", "1.元", ".5元", "²元", "5美元", "9" * 31 + "元"],
)  # fmt: skip
def test_other_texts_are_no_amounts(text: str) -> None:
    with pytest.raises(ValueProblem):
        Money.parse(text)


def test_a_part_of_a_fen_is_refused() -> None:
    assert Money.parse("0.000001万元") == Money(1)
    with pytest.raises(ValueProblem, match="不足一分"):
        Money.parse("0.0000001万元")


def test_an_unreadable_amount_says_what_to_write() -> None:
    with pytest.raises(ValueProblem) as refused:
        Money.parse("若干元")
    assert refused.value.render() == "“若干元”不是金额"
    assert hint_of(refused) == "写作“8000元”“6.5万元”“1.2亿元”“五万元”或者“壹万贰仟元整”"


# --- written ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        (0, "0元", "CNY 0"),
        (1, "0.01元", "CNY 0.01"),
        (120_050, "1200.50元", "CNY 1,200.50"),
        (800_000, "8000元", "CNY 8,000"),
        (999_900, "9999元", "CNY 9,999"),
        (1_000_000, "1万元", "CNY 10,000"),
        (1_010_000, "1.01万元", "CNY 10,100"),
        (1_000_100, "10001元", "CNY 10,001"),
        (6_500_000, "6.5万元", "CNY 65,000"),
        (9_999_000_000, "9999万元", "CNY 99,990,000"),
        (10_000_000_000, "1亿元", "CNY 100,000,000"),
        (12_000_000_000, "1.2亿元", "CNY 120,000,000"),
        (12_001_000_000, "12001万元", "CNY 120,010,000"),
    ],
)
def test_amounts_in_words(fen: int, chinese: str, english: str) -> None:
    money = Money(fen)
    assert (money.in_words("zh_CN"), money.in_words("en")) == (chinese, english)
    assert Money.parse(chinese) == money
    assert Money.parse(english) == money


def test_amounts_speak_the_active_locale_and_inside_messages() -> None:
    money = Money.yuan(65_000)
    assert str(money) == "6.5万元"
    with speaking("en"):
        assert str(money) == "CNY 65,000"
    assert _("{amount}", amount=money).render("en") == "CNY 65,000"
    assert repr(money) == "Money.yuan('65000.00')"


def test_other_written_forms() -> None:
    assert Money.yuan("65000.5").as_yuan() == "65000.50"
    assert Money(7).as_yuan() == "0.07"
    assert Money.yuan(65_000).in_capitals() == "陆万伍仟元整"


@given(AMOUNTS)
def test_every_written_form_is_read_back(fen: int) -> None:
    money = Money(fen)
    assert Money.parse(money.in_words("zh_CN")) == money
    assert Money.parse(money.in_words("en")) == money
    assert Money.parse(money.in_capitals()) == money
    assert Money.yuan(money.as_yuan()) == money


@given(st.text("0123456789.,万亿元百千一十壹整", max_size=10))
def test_reading_gives_money_or_a_value_problem(text: str) -> None:
    with suppress(ValueProblem):
        money = Money.parse(text)
        assert Money.parse(money.in_words("zh_CN")) == money


# --- a value like any other ------------------------------------------------------------------------------------------


def test_sums_differences_and_order() -> None:
    assert Money(1) + Money(2) == Money(3)
    assert Money(3) - Money(2) == Money(1)
    assert Money(2) - Money(2) == Money(0)
    assert sorted([Money(3), Money(1), Money(2)]) == [Money(1), Money(2), Money(3)]
    assert Money(1) < Money(2) <= Money(2) < Money(3)
    assert Money(3) > Money(2) >= Money(2) > Money(1)
    assert not Money(2) < Money(2)
    assert not Money(2) > Money(2)
    assert not Money(2) >= Money(3)
    assert not Money(3) <= Money(2)
    with pytest.raises(ValueProblem):
        Money(2) - Money(3)


@pytest.mark.parametrize("other", [1, 0.5, "1元", None])
def test_money_does_not_mix_with_numbers(other: Any) -> None:
    with pytest.raises(TypeError):
        Money(1) + other
    with pytest.raises(TypeError):
        Money(1) - other
    with pytest.raises(TypeError):
        assert Money(1) < other
    with pytest.raises(TypeError):
        assert Money(1) >= other
    assert Money(1) != other


def test_money_is_frozen_hashable_and_copies() -> None:
    money: Any = Money(5)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        money.fen = 6
    assert {money: 1}[Money(5)] == 1
    assert copy.deepcopy(money) == money
    assert pickle.loads(pickle.dumps(money)) == money  # noqa: S301 – our own bytes
    assert attrs.evolve(money, fen=6) == Money(6)
    assert not hasattr(money, "__dict__")


# --- multiples and shares --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("10倍", Fraction(10), "10倍"),
        ("十倍", Fraction(10), "10倍"),
        ("两倍", Fraction(2), "2倍"),
        ("十五倍", Fraction(15), "15倍"),
        ("1.5倍", Fraction(3, 2), "1.5倍"),
        ("一点五倍", Fraction(3, 2), "1.5倍"),
        ("１０ 倍", Fraction(10), "10倍"),
        ("三分之一倍", Fraction(1, 3), "三分之一倍"),
        ("1/3倍", Fraction(1, 3), "三分之一倍"),
        ("0倍", Fraction(0), "0倍"),
        ("101/7倍", Fraction(101, 7), "101/7倍"),
    ],
)
def test_multiples(text: str, value: Fraction, written: str) -> None:
    assert parse_multiple(text) == value
    assert parse_ratio(text) == value
    assert format_multiple(value) == written


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("30%", Fraction(3, 10), "30%"),
        ("３０％", Fraction(3, 10), "30%"),
        ("百分之三十", Fraction(3, 10), "30%"),
        ("百分之30", Fraction(3, 10), "30%"),
        ("5‰", Fraction(1, 200), "5‰"),
        ("千分之五", Fraction(1, 200), "5‰"),
        ("0.5%", Fraction(1, 200), "5‰"),
        ("百分之零点五", Fraction(1, 200), "5‰"),
        ("万分之五", Fraction(1, 2000), "0.05%"),
        ("15‰", Fraction(3, 200), "1.5%"),
        ("12.5%", Fraction(1, 8), "12.5%"),
        ("百分之百", Fraction(1), "100%"),
        ("150 %", Fraction(3, 2), "150%"),
        ("0%", Fraction(0), "0%"),
        ("三分之二", Fraction(2, 3), "三分之二"),
        ("2/3", Fraction(2, 3), "三分之二"),
        ("1/7919", Fraction(1, 7919), "1/7919"),
    ],
)
def test_shares(text: str, value: Fraction, written: str) -> None:
    assert parse_share(text) == value
    assert parse_ratio(text) == value
    assert format_share(value) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "倍",
        "-1倍",
        "1/0倍",
        "十",
        "30%",
        "甲倍",
        "一点倍",
        "一点十倍",
        "点五倍",
        "一百一倍",
        "1,5倍",
        "五倍以上",
    ],
)
def test_other_texts_are_no_multiples(text: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_multiple(text)
    assert refused.value.render() == f"“{text}”不是倍数"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30",
        "%",
        "百分之",
        "分之五",
        "三分之",
        "零分之一",
        "1/0",
        "3%%",
        "-5%",
        "甲%",
        "十倍",
        "三分之四分之一",
        "百",
        "1/2%",
    ],
)
def test_other_texts_are_no_shares(text: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_share(text)
    assert refused.value.render() == f"“{text}”不是比例"


@pytest.mark.parametrize("text", ["10", "倍", "%", "十"])
def test_a_bare_number_is_neither(text: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_ratio(text)
    assert refused.value.render() == f"“{text}”不是倍数或者比例"
    assert hint_of(refused) == "写作“10倍”或者“30%”"


def test_whole_numbers_are_written_too() -> None:
    assert format_multiple(10) == "10倍"
    assert format_share(1) == "100%"


def test_negative_ratios_have_no_words() -> None:
    with pytest.raises(ValueProblem):
        format_multiple(Fraction(-1, 2))
    with pytest.raises(ValueProblem):
        format_share(Fraction(-1, 2))


@given(RATIOS)
def test_every_ratio_is_read_back(ratio: Fraction) -> None:
    assert parse_multiple(format_multiple(ratio)) == ratio
    assert parse_share(format_share(ratio)) == ratio


@given(
    st.from_regex(r"[0-9]{1,15}(\.[0-9]{1,3})?(元|万元|圆)?", fullmatch=True)
    | st.sampled_from(["0元", "0.05元", "9999999999999.99元", "１元", "٣元", "1元\n", " 1元", "1,000元", "-1元", ""])
)
def test_plain_amounts_are_read_as_all_are(text: str) -> None:
    plain = plain_money(text)
    assert plain is None or plain == Money.parse(text)


@pytest.mark.parametrize(("text", "fen"), [("0元", 0), ("1200元", 120_000), ("1200.05元", 120_005)])
def test_the_usual_form_of_an_amount(text: str, fen: int) -> None:
    assert plain_money(text) == Money(fen)


@pytest.mark.parametrize(
    "written", ["1200", "1200.5元", "1.2万元", "１２元", "1元\n", "10000000000000元", 1200, None, Money(1)]
)
def test_any_other_form_of_an_amount_is_left_alone(written: object) -> None:
    assert plain_money(written) is None


def test_the_longest_plain_amount() -> None:
    assert plain_money("9999999999999.99元") == Money(999_999_999_999_999) == Money.parse("9999999999999.99元")
