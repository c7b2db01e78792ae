"""Credit codes, citizen ids, divisions and document numbers; check characters against python-stdnum.

Every number of a person here is invented: its body is arbitrary and the check character computed.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from enforcement_norms.errors import ValueProblem
from enforcement_norms.identifiers import (
    NO_CREDIT_CODE,
    CitizenId,
    CreditCode,
    Division,
    DocumentNumber,
    is_citizen_id,
    is_credit_code,
    is_division,
    is_document_number,
    mask_citizen_id,
    mask_credit_code,
    parse_citizen_id,
    parse_credit_code,
    parse_division,
    parse_document_number,
)
from enforcement_norms.territories import parent_codes

DAYS = st.dates(date(1900, 1, 1), date(2025, 12, 31))
PLACES = st.sampled_from(["510000", "511702", "511703", "513021", "110105", "650101", "810000", "820000", "830000"])
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def hint_of(refused: pytest.ExceptionInfo[ValueProblem]) -> str:
    return refused.value.hint.render() if refused.value.hint else ""


def citizen_id(place: str, birth: date, sequence: int = 1) -> str:
    body = f"{place}{birth:%Y%m%d}{sequence:03d}"
    return body + ric.calc_check_digit(body + "0")


def credit_code(body: str) -> str:
    return body + uscc.calc_check_digit(body)


# --- unified social credit codes -------------------------------------------------------------------------------------

REAL = "91110000600037341L"


def test_a_credit_code_and_its_parts() -> None:
    code = parse_credit_code(REAL)
    assert code == CreditCode(REAL)
    assert (code.division, code.organisation_code) == ("110000", "600037341")
    assert (code.deviations, code.is_absent, str(code)) == ((), False, REAL)
    assert code.masked == mask_credit_code(REAL) == "9111**********341L"


def test_the_placeholder_is_an_explicit_absence() -> None:
    code = parse_credit_code("00000000000000000X")
    assert code == CreditCode(NO_CREDIT_CODE)
    assert code.is_absent is True
    assert code.deviations == ()
    assert is_credit_code("00000000000000000x") is True
    assert is_credit_code("0" * 18) is False


@pytest.mark.parametrize("head", ["N2", "Y1", "A1", "12", "51", "52", "92", "93"])
def test_letters_may_stand_in_front(head: str) -> None:
    assert is_credit_code(credit_code(f"{head}511702600037341")) is True


def test_the_national_registers_have_a_division_of_their_own() -> None:
    assert parse_credit_code(credit_code("51100000600037341")).division == "100000"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (REAL[:-1] + "K", f"统一社会信用代码 {REAL[:-1]}K 的校验位不符"),
        ("91110000600037314L", "统一社会信用代码 91110000600037314L 的校验位不符"),
        (
            credit_code("B1110000600037341"),
            f"统一社会信用代码 {credit_code('B1110000600037341')} 的登记管理部门代码 B 不存在",
        ),
        (
            credit_code("91999999600037341"),
            f"统一社会信用代码 {credit_code('91999999600037341')} 的行政区划 999999 不在任何省级行政区内",
        ),
        ("９1110000600037341L", "“９1110000600037341L”不是统一社会信用代码"),
        ("9111000060003734IL", "“9111000060003734IL”不是统一社会信用代码"),
        ("91A10000600037341L", "“91A10000600037341L”不是统一社会信用代码"),
        ("9111 0000 6000 3734 1L", "“9111 0000 6000 3734 1L”不是统一社会信用代码"),
        (REAL + "0", f"“{REAL}0”不是统一社会信用代码"),
        ("", "“”不是统一社会信用代码"),
    ],
)
def test_wrong_credit_codes_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_credit_code(text)
    assert refused.value.render() == message
    assert hint_of(refused)
    assert is_credit_code(text) is False


@pytest.mark.parametrize(
    ("text", "deviations"),
    [
        (REAL.lower(), ["字母应当大写"]),
        (credit_code("91110000600037342"), ["组织机构代码 600037342 的校验位不符，可能是早期代码"]),
        (credit_code("98110000600037341"), ["登记管理部门 9 没有机构类别代码 8"]),
    ],
)
def test_odd_credit_codes_are_accepted_with_a_note(text: str, deviations: list[str]) -> None:
    assert [note.render() for note in parse_credit_code(text).deviations] == deviations


def test_organisation_codes_may_close_with_x() -> None:
    # 2·6 = 12 ≡ 1 (mod 11), and 11 − 1 = 10 is written X.
    assert parse_credit_code(credit_code("9111000000000006X")).deviations == ()


@given(st.text("0123456789", min_size=4, max_size=4), st.text(CREDIT_SIGNS, min_size=9, max_size=9))
def test_credit_codes_agree_with_stdnum(place: str, organisation: str) -> None:
    body = f"9151{place}{organisation}"
    assert [is_credit_code(body + sign) for sign in CREDIT_SIGNS] == [
        uscc.is_valid(body + sign) for sign in CREDIT_SIGNS
    ]


@given(st.integers(0, 17), st.sampled_from(CREDIT_SIGNS))
def test_one_wrong_character_is_noticed(position: int, sign: str) -> None:
    wrong = REAL[:position] + sign + REAL[position + 1 :]
    assert is_credit_code(wrong) is (wrong == REAL)


# --- citizen ids -----------------------------------------------------------------------------------------------------


def test_a_citizen_id_and_its_parts() -> None:
    text = citizen_id("511702", date(1990, 1, 31), 123)
    person = parse_citizen_id(text)
    assert person == CitizenId(text)
    assert (person.birth, person.division, person.full) == (date(1990, 1, 31), "511702", text)


def test_a_citizen_id_does_not_show_itself() -> None:
    text = citizen_id("511702", date(1990, 1, 31), 123)
    person = parse_citizen_id(text)
    masked = f"5117**********{text[-4:]}"
    assert (person.masked, str(person), mask_citizen_id(text)) == (masked, masked, masked)
    assert repr(person) == f"CitizenId(text={masked})"
    with pytest.raises(ValueProblem) as refused:
        parse_citizen_id(text[:-1] + ("0" if text[-1] != "0" else "1"))
    assert text[4:14] not in refused.value.render()


@pytest.mark.parametrize(("text", "masked"), [("", ""), ("12345678", "********"), ("123456789", "1234*6789")])
def test_short_texts_are_masked_whole(text: str, masked: str) -> None:
    assert mask_citizen_id(text) == masked
    assert mask_credit_code(text) == masked


def test_the_old_form_of_fifteen_digits() -> None:
    old = parse_citizen_id("511702900131123")
    assert old.birth == date(1990, 1, 31)
    assert old.full == citizen_id("511702", date(1990, 1, 31), 123)
    assert old.masked == "5117*******1123"
    assert parse_citizen_id(old.full).full == old.full


@given(PLACES, DAYS, st.integers(1, 999))
def test_citizen_ids_of_every_place_and_day(place: str, birth: date, sequence: int) -> None:
    text = citizen_id(place, birth, sequence)
    assert parse_citizen_id(text.lower()).birth == birth
    assert [is_citizen_id(text[:-1] + check) for check in "0123456789X"] == [
        check == text[-1] for check in "0123456789X"
    ]


@given(DAYS, st.integers(1, 999))
def test_citizen_ids_agree_with_stdnum_where_it_knows_the_place(birth: date, sequence: int) -> None:
    text = citizen_id("110105", birth, sequence)
    assert ric.is_valid(text) is True
    assert is_citizen_id(text) is True


def test_foreign_permanent_residents() -> None:
    assert is_citizen_id(citizen_id("951840", date(1980, 5, 6))) is True
    assert is_citizen_id(citizen_id("999840", date(1980, 5, 6))) is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "“”不是公民身份号码"),
        ("5117021990013112", "“5117********3112”不是公民身份号码"),
        ("51170219900131X231", "“5117**********X231”不是公民身份号码"),
        ("５11702199001311234", "“５117**********1234”不是公民身份号码"),
        (citizen_id("571702", date(1990, 1, 31)), "的地址码不在任何省级行政区内"),
        (citizen_id("000000", date(1990, 1, 31)), "的地址码不在任何省级行政区内"),
        (citizen_id("840000", date(1990, 1, 31)), "的地址码不在任何省级行政区内"),
        ("511702199002301234", "公民身份号码 5117**********1234 的出生日期不存在"),
        ("511702901301123", "公民身份号码 5117*******1123 的出生日期不存在"),
        ("511702199001311230", "公民身份号码 5117**********1230 的校验位不符"),
    ],
)
def test_wrong_citizen_ids_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_citizen_id(text)
    assert message in refused.value.render()
    assert hint_of(refused)
    assert is_citizen_id(text) is False


def test_births_are_held_against_the_given_day_only() -> None:
    text = citizen_id("511702", date(2027, 2, 1))
    assert is_citizen_id(text) is True
    assert is_citizen_id(text, on=date(2027, 2, 1)) is True
    assert is_citizen_id(text, on=date(2027, 1, 31)) is False
    old = citizen_id("511702", date(1876, 1, 1))
    assert is_citizen_id(old, on=date(2026, 12, 31)) is True
    assert is_citizen_id(old, on=date(2027, 1, 1)) is False
    with pytest.raises(ValueProblem) as refused:
        parse_citizen_id(text, on=date(2026, 1, 1))
    assert refused.value.render() == f"公民身份号码 5117**********{text[-4:]} 的出生日期与 2026-01-01 不合"


# --- divisions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "chinese", "english", "parents"),
    [
        ("000000", "全国", "Nationwide", ()),
        ("510000", "四川省", "Sichuan Province", ("000000",)),
        ("511700", "达州市", "Dazhou City", ("510000", "000000")),
        ("511702", "通川区", "Tongchuan District", ("511700", "510000", "000000")),
        ("511703", "达川区", "Dachuan District", ("511700", "510000", "000000")),
        ("429004", "429004", "429004", ("429000", "420000", "000000")),
        ("330102", "330102", "330102", ("330100", "330000", "000000")),
    ],
)
def test_divisions(code: str, chinese: str, english: str, parents: tuple[str, ...]) -> None:
    division = parse_division(code)
    assert division == Division(code)
    assert (division.render("zh_CN"), division.render("en"), str(division)) == (chinese, english, chinese)
    assert division.parents == parent_codes(code) == parents
    assert is_division(code) is True


@pytest.mark.parametrize(
    ("code", "message", "near"),
    [
        ("571702", "行政区划代码 571702 不在任何省级行政区内", "511702 通川区"),
        ("001702", "行政区划代码 001702 不在任何省级行政区内", "511702 通川区"),
        ("通川", "“通川”不是行政区划代码", "511702 通川区"),
        ("四川省", "“四川省”不是行政区划代码", "510000 四川省"),
        ("sichuan", "“sichuan”不是行政区划代码", "510000 四川省"),
        ("51170", "“51170”不是行政区划代码", "511700 达州市"),
        ("510001", "“510001”不是行政区划代码", "510000 四川省"),
        ("５11702", "“５11702”不是行政区划代码", "511702 通川区"),
        ("某地", "“某地”不是行政区划代码", "511702 通川区"),
        ("", "“”不是行政区划代码", "511702 通川区"),
    ],
)
def test_wrong_divisions_are_refused_with_near_ones(code: str, message: str, near: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_division(code)
    assert refused.value.render() == message
    assert near in hint_of(refused)
    assert is_division(code) is False


# --- document numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("川市监罚〔2024〕1号", DocumentNumber("川市监", 2024, 1, type="罚")),
        ("（杭临）市监处罚〔2024〕131号", DocumentNumber("市监", 2024, 131, type="处罚", region="杭临")),
        ("（杭临）市监处罚〔2024〕131-2号", DocumentNumber("市监", 2024, 131, type="处罚", region="杭临", part=2)),
        ("通区府办函〔2020〕16号", DocumentNumber("通区府办函", 2020, 16)),
        ("达市府办〔2019〕32号", DocumentNumber("达市府办", 2019, 32)),
        ("国办发〔2022〕27号", DocumentNumber("国办发", 2022, 27)),
        ("通市监罚听告〔2024〕7号", DocumentNumber("通市监", 2024, 7, type="罚听告")),
        ("通市监罚告〔2024〕7号", DocumentNumber("通市监", 2024, 7, type="罚告")),
        ("通应急责改〔2024〕7号", DocumentNumber("通应急", 2024, 7, type="责改")),
        ("罚〔2024〕7号", DocumentNumber("罚", 2024, 7)),
        ("中国人民银行令〔2024〕第6号", DocumentNumber("中国人民银行令", 2024, 6, ordinal=True)),
        ("中国人民银行令〔2024〕6号", DocumentNumber("中国人民银行令", 2024, 6)),
    ],
)
def test_canonical_document_numbers(text: str, number: DocumentNumber) -> None:
    found = parse_document_number(text)
    assert found == number
    assert (found.text, str(found), found.deviations) == (text, text, ())
    assert is_document_number(text) is True


@pytest.mark.parametrize(
    ("text", "canonical", "deviations"),
    [
        ("市场【2019】1号", "市场〔2019〕1号", ["年份应当用六角括号〔〕"]),
        ("国办发[2022]27号", "国办发〔2022〕27号", ["年份应当用六角括号〔〕"]),
        ("国办发〔2022]27号", "国办发〔2022〕27号", ["年份应当用六角括号〔〕"]),
        ("国办发(2022)27号", "国办发〔2022〕27号", ["年份应当用六角括号〔〕"]),
        ("国办发（2022）27号", "国办发〔2022〕27号", ["年份应当用六角括号〔〕"]),
        ("安监罚当字〔2016〕第12号", "安监罚当字〔2016〕12号", ["序号前不加“第”"]),
        ("川市监罚〔2024〕001号", "川市监罚〔2024〕1号", ["序号不编虚位，不以 0 开头"]),
        ("川市监罚〔2024〕1-02号", "川市监罚〔2024〕1-2号", ["序号不编虚位，不以 0 开头"]),
        ("川市监罚〔2024〕1－2号", "川市监罚〔2024〕1-2号", ["分号前应当用半角连字符"]),
        ("(杭临)市监处罚〔2024〕131号", "（杭临）市监处罚〔2024〕131号", ["地区简称应当用全角圆括号"]),
        ("川市监罚 〔2024〕 1 号", "川市监罚〔2024〕1号", ["文号中不应有空格"]),
        ("川市监罚〔２０２４〕１号", "川市监罚〔2024〕1号", ["数字应当用半角"]),
        (
            "安监罚 【２０１６】第０１号",
            "安监罚〔2016〕1号",
            [
                "年份应当用六角括号〔〕",
                "序号前不加“第”",
                "序号不编虚位，不以 0 开头",
                "文号中不应有空格",
                "数字应当用半角",
            ],
        ),
    ],
)
def test_deviating_document_numbers(text: str, canonical: str, deviations: list[str]) -> None:
    number = parse_document_number(text)
    assert number.text == canonical
    assert [note.render() for note in number.deviations] == deviations
    assert number == parse_document_number(canonical)


def test_old_signs_keep_their_type() -> None:
    number = parse_document_number("安监罚当字〔2016〕第12号")
    assert (number.agency, number.type) == ("安监", "罚当字")


@pytest.mark.parametrize(
    "text",
    ["", "川市监罚2024-1号", "川市监罚〔24〕1号", "川市监罚〔2024〕号", "川市监罚〔2024〕1", "〔2024〕1号", "川市监罚〔2024〕0号",
     "川市监罚〔1948〕1号", "川市监罚〔2024年〕1号", "SJ罚〔2024〕1号", "川市监罚〔2024〕一号", "（）市监〔2024〕1号"],
)  # fmt: skip
def test_other_texts_are_no_document_numbers(text: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_document_number(text)
    assert refused.value.render() == f"“{text}”不是文号"
    assert is_document_number(text) is False


def test_the_key_tells_whether_a_number_occurs_twice() -> None:
    first = parse_document_number("川市监罚〔2024〕1号")
    assert first.key == parse_document_number("川市监罚【2024】第01号").key
    others = ["川市监罚〔2024〕1-1号", "川市监罚〔2025〕1号", "川市监罚告〔2024〕1号", "（达）川市监罚〔2024〕1号"]
    assert first.key not in {parse_document_number(text).key for text in others}


@given(
    st.sampled_from(["", "杭临"]),
    st.sampled_from(["川市监", "通区府办函", "国办发"]),
    st.sampled_from(["", "罚", "罚告", "处罚", "不罚", "责改", "罚字"]),
    st.integers(1949, 2199),
    st.integers(1, 99_999),
    st.none() | st.integers(1, 99),
)
def test_document_numbers_round_trip(
    region: str, agency: str, kind: str, year: int, sequence: int, part: int | None
) -> None:
    number = DocumentNumber(agency, year, sequence, type=kind, region=region, part=part)
    assert parse_document_number(number.text) == number
    assert parse_document_number(number.text).deviations == ()


@pytest.mark.parametrize(
    ("locale", "offered"),
    [
        ("zh_CN", "应为六位数字，如511703 达川区、511702 通川区、511700 达州市"),
        ("en", "It has six digits, such as 511703 Dachuan District, 511702 Tongchuan District, 511700 Dazhou City"),
    ],
)
def test_near_divisions_are_named_in_the_language_that_is_spoken(locale: str, offered: str) -> None:
    with pytest.raises(ValueProblem) as raised:
        parse_division("51170")
    assert raised.value.hint is not None
    assert raised.value.hint.render(locale) == offered
