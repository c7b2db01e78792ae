"""What stands at a cited place: its numbers, and how the text joins them."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from enforcement_norms.conformance.claims import Measured
from enforcement_norms.conformance.reading import Place, Texts, stated_in
from enforcement_norms.law import (
    Bound,
    BoundWords,
    Citation,
    InForce,
    Instrument,
    InstrumentKind,
    InstrumentVersion,
    LawLibrary,
)

DAY = date(2020, 6, 1)


def instrument(usage: BoundWords | None = None) -> Instrument:
    versions = (
        InstrumentVersion(date(2020, 1, 1), InForce(date(2020, 3, 1), date(2023, 12, 31))),
        InstrumentVersion(date(2023, 9, 1), InForce(date(2024, 1, 1))),
    )
    kind = InstrumentKind.ADMINISTRATIVE_REGULATION
    return Instrument("trial", "试验条例", kind, "试验机关", versions, usage=usage or BoundWords())


def texts(folder: Path, article: str, later: str = "罚款。", usage: BoundWords | None = None) -> Texts:
    for version, words in (("2020-01-01", article), ("2023-09-01", later)):
        text = f"# 试验条例\n\n<!-- INFO END -->\n\n第一条 {words}\n"
        (folder / f"试验条例({version}).md").write_text(text, encoding="utf-8")
    return Texts(LawLibrary(folder), {"trial": instrument(usage)})


def place(folder: Path, article: str, cite: str = "trial#1", usage: BoundWords | None = None) -> Place:
    (found,) = texts(folder, article, usage=usage).places([Citation.parse_id(cite)], DAY)
    return found


def pairs(found: Place) -> list[str]:
    return [pair.words for pair in found.pairs]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("处五万元以上十万元以下罚款。", ["五万元以上十万元以下"]),
        ("处一千元至五万元罚款。", ["一千元至五万元"]),
        ("货值金额不足一万元的，处五万元以上十万元以下罚款。", ["不足一万元", "五万元以上十万元以下"]),
        ("货值金额一万元以上的，处二万元以下罚款。", ["一万元以上", "二万元以下"]),
        ("处二百元罚款。", ["二百元"]),
        ("超过五十万元的，处三倍以上罚款，最高不超过一百万元。", ["超过五十万元", "三倍以上", "不超过一百万元"]),
        ("五年以上、十日以下。", ["五年以上", "十日以下"]),
        ("五日以上十年以下。", ["五日以上", "十年以下"]),
    ],
)
def test_bounds_are_joined_as_the_text_joins_them(tmp_path: Path, article: str, expected: list[str]) -> None:
    assert pairs(place(tmp_path, article)) == expected


@pytest.mark.parametrize(
    ("article", "measured", "value", "bound"),
    [
        ("处五万元以下罚款。", Measured.YUAN, 50_000, Bound.AT_MOST),
        ("处百分之五以上罚款。", Measured.FACTOR, Fraction(1, 20), Bound.AT_LEAST),
        ("处三倍以上罚款。", Measured.FACTOR, 3, Bound.AT_LEAST),
        ("二年内不得申请。", Measured.MONTHS, 24, Bound.AT_MOST),
        ("六个月以下。", Measured.MONTHS, 6, Bound.AT_MOST),
        ("处十五日以下拘留。", Measured.DAYS, 15, Bound.AT_MOST),
        ("一次记12分。", Measured.POINTS, 12, Bound.EXACTLY),
        ("三人以上的。", Measured.COUNT, 3, Bound.AT_LEAST),
        ("五年直至终身不得从事。", Measured.MONTHS, 60, Bound.AT_LEAST),
        ("对公民为1万元人民币以上。", Measured.YUAN, 10_000, Bound.AT_LEAST),
        ("依照前款的标准加一倍罚款。", Measured.FACTOR, 2, Bound.EXACTLY),
        ("从轻处罚应当低于中间值。", Measured.FACTOR, Fraction(1, 2), Bound.EXACTLY),
    ],
)
def test_numbers_in_the_units_in_which_they_are_compared(
    tmp_path: Path, article: str, measured: Measured, value: Fraction | int, bound: Bound
) -> None:
    stated = place(tmp_path, article).stated[-1]
    assert (stated.measured, stated.value, stated.bound) == (measured, value, bound)


def test_an_instrument_may_use_the_words_in_its_own_way(tmp_path: Path) -> None:
    words = BoundWords(below_included=False)
    assert place(tmp_path, "处五万元以下罚款。", usage=words).stated[0].bound is Bound.BELOW


def test_an_item_is_read_with_the_words_that_lead_to_it(tmp_path: Path) -> None:
    article = "有下列行为之一的，处一万元以下罚款：\n\n（一）二次以上的；\n\n（二）三次以上的。"
    found = place(tmp_path, article, "trial#1.1.2")
    assert [stated.number.words for stated in found.stated] == ["一万元", "三次"]


def test_each_day_has_its_own_text(tmp_path: Path) -> None:
    library = texts(tmp_path, "处一万元罚款。", "处二万元罚款。")
    cite = Citation.parse_id("trial#1")
    days = library.days([cite], InForce(DAY))
    assert days == (DAY, date(2024, 1, 1))
    assert [library.places([cite], day)[0].stated[0].value for day in days] == [10_000, 20_000]
    assert library.days([cite], InForce(DAY, date(2023, 12, 31))) == (DAY,)
    assert str(library.places([cite], DAY)[0].name) == "《试验条例》第一条（2020-01-01 版本）"


def test_what_is_not_there_is_left_out(tmp_path: Path) -> None:
    library = texts(tmp_path, "处一万元罚款。")
    for cite, day in (("trial#2", DAY), ("other#1", DAY), ("trial#1", date(2019, 1, 1))):
        assert library.places([Citation.parse_id(cite)], day) == ()


def test_numbers_of_a_waiver() -> None:
    two_years, fifty_thousand = stated_in("二年、五万元")
    assert (two_years.measured, int(two_years.value)) == (Measured.MONTHS, 24)
    assert (fifty_thousand.measured, int(fifty_thousand.value)) == (Measured.YUAN, 50_000)
