import re
from decimal import Decimal
from xml.etree.ElementTree import Element, tostring

import pytest

from enforcement_norms.charts import (
    Cell,
    Mark,
    Row,
    Square,
    bar,
    count_cell,
    element,
    heat_map,
    number_cell,
    page,
    sortable_table,
)
from enforcement_norms.charts import strip_chart as strips
from enforcement_norms.charts.drawings import shortened, tint


def html(made: Element) -> str:
    return tostring(made, encoding="unicode", method="html")


def test_texts_are_escaped_and_follow_one_another() -> None:
    made = element("p", "一<二", element("b", "三"), "四", None, class_="soft", data_value=5)
    assert html(made) == '<p class="soft" data-value="5">一&lt;二<b>三</b>四</p>'


def test_a_page_holds_all_it_needs() -> None:
    written = page("题", element("h1", "题"))
    assert written.startswith('<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">')
    assert "<h1>题</h1><script>" in written
    assert re.findall(r"https?:|@import|url\(|<link|<img| src=", written) == []
    assert "&lt;" not in written.partition("<script>")[2]


def test_a_table_sorts_by_numbers_and_not_by_how_they_are_written() -> None:
    made = sortable_table(
        "t", ["名", "数"], [["甲", number_cell(Decimal("1200.50"), "1200.5元")], ["乙", number_cell(None)]]
    )
    written = html(made)
    assert '<td class="number" data-value="1200.50">1200.5元</td>' in written
    assert '<td class="number" data-value=""></td>' in written
    assert '<table id="t" class="sortable">' in written
    assert 'data-table="t"' in written
    assert "<input" not in html(sortable_table("t", ["名"], [], filtered=False))


def test_a_heading_stands_where_its_cells_do() -> None:
    written = html(sortable_table("t", ["名", "数"], [["甲", count_cell(1200)], ["乙", count_cell(None)]]))
    assert '<th scope="col">名</th><th scope="col" class="number">数</th>' in written
    assert '<td class="number" data-value="1200">1,200</td>' in written
    assert '<td class="number" data-value=""></td>' in written


def test_a_name_that_is_cut_can_be_read_whole() -> None:
    long = "名" * 40
    written = html(strips([Row(long, [1]), Row("短", [1])], "图"))
    assert f"…<title>{long}</title></text>" in written
    assert "短</text>" in written


def test_a_cell_may_hold_a_drawing() -> None:
    assert "<td><svg" in html(sortable_table("t", ["图"], [[Cell(bar(0.2, 0.5, "两成至五成"))]]))


def test_a_bar_lies_where_it_belongs() -> None:
    assert 'x="32.0" y="2.0" width="48.0"' in html(bar(0.2, 0.5, "", width=160))
    assert 'width="1.5"' in html(bar(0.2, 0.2, "", width=160))


def test_strips_are_darker_where_more_cases_lie() -> None:
    written = html(strips([Row("甲", [0, 1, 4], 0.5, [Mark(1.0, "案一", "#c0392b")])], "图"))
    assert written.count("<title>甲：") == 2
    assert "<title>甲：1件在33%至67%处</title>" in written
    assert f'fill="{tint((31, 95, 153), 1)}"' in written
    assert f'fill="{tint((31, 95, 153), 0.5)}"' in written
    assert "<title>案一</title>" in written
    assert ">5件</text>" in written


def test_a_strip_without_cases_is_drawn_empty() -> None:
    assert ">0件</text>" in html(strips([Row("甲", [0, 0])], "图"))


def test_a_heat_map_is_red_above_and_blue_below() -> None:
    squares = {("一", "甲"): Square(0.1, "重", "+10"), ("二", "甲"): Square(-0.1, "轻", "-10")}
    written = html(heat_map(["一", "二"], {"甲": "一种违法行为"}, squares, "图"))
    assert 'fill="#c0392b"><title>重</title>' in written
    assert 'fill="#1f77a0"><title>轻</title>' in written
    assert ">一种违法行为</text>" in written
    empty = html(heat_map(["一"], {"甲": "甲"}, {}, "图"))
    assert "<title>" not in empty


@pytest.mark.parametrize(("strength", "expected"), [(0, "#ffffff"), (1, "#1f5f99"), (2, "#1f5f99"), (-1, "#ffffff")])
def test_tints(strength: float, expected: str) -> None:
    assert tint((31, 95, 153), strength) == expected


@pytest.mark.parametrize(
    ("words", "pixels", "expected"),
    [("一二三", 36, "一二三"), ("一二三", 35, "一…"), ("abc", 21, "abc"), ("一", 1, "一…")],
)
def test_words_are_cut_to_a_width(words: str, pixels: int, expected: str) -> None:
    assert shortened(words, pixels) == expected
