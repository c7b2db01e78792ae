"""Numerals of articles and amounts in capitals, against the annex to the 支付结算办法 and cn2an."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.errors import ValueProblem
from enforcement_norms.numerals import (
    LARGEST,
    Numeral,
    read_capitals,
    read_numeral,
    read_numeral_tolerantly,
    write_capitals,
    write_numeral,
)

NUMBERS = st.integers(0, LARGEST) | st.integers(0, 20_000) | st.integers(0, 15).map(lambda power: 10**power + 5)
CANONICAL = [
    (0, "零"),
    (1, "一"),
    (10, "十"),
    (11, "十一"),
    (20, "二十"),
    (99, "九十九"),
    (100, "一百"),
    (101, "一百零一"),
    (110, "一百一十"),
    (111, "一百一十一"),
    (124, "一百二十四"),
    (1000, "一千"),
    (1001, "一千零一"),
    (1010, "一千零一十"),
    (1100, "一千一百"),
    (1260, "一千二百六十"),
    (10_000, "一万"),
    (10_010, "一万零一十"),
    (10_300, "一万零三百"),
    (100_000, "十万"),
    (102_000, "十万二千"),
    (10**8, "一亿"),
    (105_000_000, "一亿零五百万"),
    (20_000_005_000, "二百亿零五千"),
    (10**12, "一万亿"),
    (1_200_000_000_005, "一万二千亿零五"),
    (LARGEST, "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九"),
]


@pytest.mark.parametrize(("number", "text"), CANONICAL)
def test_canonical_numerals_both_directions(number: int, text: str) -> None:
    assert write_numeral(number) == text
    assert read_numeral(text) == number
    assert read_numeral_tolerantly(text) == Numeral(number, text, deviates=False)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_numbers_outside_the_range_are_refused(number: int) -> None:
    with pytest.raises(ValueProblem, match="不能写成中文数字"):
        write_numeral(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百〇一", 101),
        ("两百", 200),
        ("两千万", 20_000_000),
        ("一百十", 110),
        ("一百十二", 112),
        ("一千零十", 1010),
        ("一十二", 12),
        ("一十万", 100_000),
        ("十万零二千", 102_000),
        ("124", 124),
        ("１２", 12),
        ("0", 0),
        ("〇", 0),
    ],
)
def test_deviating_numerals_are_read_tolerantly_only(text: str, value: int) -> None:
    assert read_numeral_tolerantly(text) == Numeral(value, write_numeral(value), deviates=True)
    with pytest.raises(ValueProblem) as refused:
        read_numeral(text)
    assert refused.value.hint is not None
    assert refused.value.hint.render() == f"应写作“{write_numeral(value)}”"


@pytest.mark.parametrize(
    "text",
    [
        "", "一百一", "一二〇", "一千十", "一百零一十", "零一", "一零", "百", "万", "亿", "一亿亿", "一万万", "一亿零",
        "十百", "一百二百", "五十十", "012", "1.5", "十2", "壹", "第三", "一 百", "²", "1" * 17, "一百千", "一万二万",
    ],
)  # fmt: skip
def test_ambiguous_and_foreign_writings_are_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        read_numeral_tolerantly(text)
    with pytest.raises(ValueProblem):
        read_numeral(text)


@given(NUMBERS)
def test_numerals_round_trip(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


@given(st.text("零〇一二两三九十百千万亿0１", max_size=8))
def test_what_is_read_tolerantly_has_the_value_of_its_canonical_form(text: str) -> None:
    try:
        numeral = read_numeral_tolerantly(text)
    except ValueProblem:
        return
    assert read_numeral(numeral.canonical) == numeral.value
    assert numeral.deviates == (text != numeral.canonical)


@pytest.mark.parametrize("start", range(0, 10_000, 1000))
def test_numerals_agree_with_cn2an(start: int) -> None:
    ours = [write_numeral(number) for number in range(start + 1, start + 1001)]
    theirs = [str(cn2an.an2cn(number)) for number in range(start + 1, start + 1001)]
    assert ours == [text.removeprefix("一") if text.startswith("一十") else text for text in theirs]


CAPITALS = [
    (0, "零元整"),
    (5, "伍分"),
    (50, "伍角整"),
    (53, "伍角叁分"),
    (100, "壹元整"),
    (1_000, "壹拾元整"),
    (1_050, "壹拾元零伍角整"),
    (1_234_500, "壹万贰仟叁佰肆拾伍元整"),
    (1_200_000, "壹万贰仟元整"),
    # The four examples of the annex.
    (140_950, "壹仟肆佰零玖元伍角整"),
    (600_714, "陆仟零柒元壹角肆分"),
    (168_032, "壹仟陆佰捌拾元零叁角贰分"),
    (10_700_053, "壹拾万零柒仟元零伍角叁分"),
    (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
    (32_504, "叁佰贰拾伍元零肆分"),
    (2_000_000_500_000, "贰佰亿零伍仟元整"),
    (10**14, "壹万亿元整"),
]


@pytest.mark.parametrize(("fen", "text"), CAPITALS)
def test_capitals_both_directions(fen: int, text: str) -> None:
    assert write_capitals(fen) == text
    assert read_capitals(text) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("人民币壹万圆正", 1_000_000),
        ("人民币：叁佰元整", 30_000),
        ("壹仟 贰佰元整", 120_000),
        ("壹仟陆佰捌拾元叁角贰分", 168_032),
        ("壹拾万柒仟元零伍角叁分", 10_700_053),
        ("壹拾万零柒仟元伍角叁分", 10_700_053),
        ("贰佰亿伍仟元整", 2_000_000_500_000),
        ("壹仟肆佰零玖元伍角", 140_950),
        ("伍角正", 50),
        ("貳萬參仟陸佰圓整", 2_360_000),
    ],
)
def test_spellings_that_the_annex_allows(text: str, fen: int) -> None:
    assert read_capitals(text) == fen


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("壹万元", "应写作“壹万元整”"),
        ("壹分整", "应写作“壹分”"),
        ("拾元整", "应写作“壹拾元整”"),
        ("壹元零壹角", "应写作“壹元壹角整”"),
        ("壹元零角伍分", "应写作“壹元零伍分”"),
        ("叁佰贰拾伍元肆分", "应写作“叁佰贰拾伍元零肆分”"),
        ("壹仟贰元整", "应写作“壹仟零贰元整”"),
        ("零元伍角", "应写作“伍角整”"),
        ("一万元整", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("壹百元整", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("整", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("元整", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("壹拾", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("壹元壹壹角", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
        ("甲元整", "写作“壹万贰仟元整”“叁佰元零伍分”这样的形式"),
    ],
)
def test_wrong_capitals_are_refused_with_the_right_form(text: str, hint: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        read_capitals(text)
    assert refused.value.hint is not None
    assert refused.value.hint.render() == hint


@pytest.mark.parametrize("fen", [-1, (LARGEST + 1) * 100])
def test_amounts_outside_the_range_have_no_capitals(fen: int) -> None:
    with pytest.raises(ValueProblem):
        write_capitals(fen)


@given(st.integers(0, LARGEST * 100 + 99) | st.integers(0, 10**7))
def test_capitals_round_trip(fen: int) -> None:
    assert read_capitals(write_capitals(fen)) == fen


@given(st.integers(0, 9_999_999))
def test_capitals_agree_with_cn2an_but_for_optional_signs(fen: int) -> None:
    # Below 10 万 the two writers differ only in what the annex leaves open: 零 after 元 and 整 after 角.
    theirs = str(cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb"))
    assert read_capitals(theirs) == fen
