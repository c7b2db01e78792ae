"""The two charts of the report (总览): strips of shares by violation, the heat map of departments and violations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..charts import Child, Mark, Row, Square, element, heat_map, strip_chart
from ..i18n import _
from .analysis import Analysis
from .findings import TERMS, FindingKind, percent
from .listing import signed
from .naming import natural
from .summaries import Strip

STRIPS: Final = 60
ROWS: Final = 30
COLUMNS: Final = 24
MARKS: Final = 40
"""How many strips, departments and violations the charts show, those with most cases first; marks of one strip."""
_HEAVY: Final = "#c0392b"
_LIGHT: Final = "#1f77a0"


def strip_section(analysis: Analysis) -> Iterator[Child]:
    """The shares of every violation as a strip, with its outliers as dots."""
    strips = sorted(analysis.strips, key=lambda strip: (-sum(strip.counts), strip.violation))
    yield element("h2", _("罚款在幅度中的位置"), id="strips")
    yield element(
        "p",
        _("每条为一个违法行为的全部案件，从下限（0%）到上限（100%）；颜色越深案件越多，竖线为中位数。"),
        element("span", class_="mark", style=f"background:{_HEAVY}"),
        TERMS[FindingKind.TOO_HEAVY],
        element("span", class_="mark", style=f"background:{_LIGHT}"),
        TERMS[FindingKind.TOO_LIGHT],
        class_="soft",
    )
    if len(strips) > STRIPS:
        yield element("p", _("案件最多的{shown}个列在图中，其余见“分布”。", shown=STRIPS), class_="soft")
    rows = [_row(analysis, strip) for strip in strips[:STRIPS]]
    yield element("div", strip_chart(rows, _("罚款在幅度中的位置")), class_="wide")


def _row(analysis: Analysis, strip: Strip) -> Row:
    marks = [
        Mark(share, _("{id}：{share}处", id=id_, share=percent(share)), colour)
        for found, colour in ((strip.too_light[:MARKS], _LIGHT), (strip.too_heavy[-MARKS:], _HEAVY))
        for id_, share in found
    ]
    return Row(str(analysis.titles.violation(strip.violation)), strip.counts, strip.usual, marks)


def heat_section(analysis: Analysis) -> Iterator[Child]:
    """By how much each department lies above or below what is usual, violation by violation."""
    least = analysis.method.least_cases
    kept = [square for square in analysis.squares if square.cases >= least]
    departments, violations = Counter[str](), Counter[str]()
    for square in kept:
        departments[square.department] += square.cases
        violations[square.violation] += square.cases
    rows = sorted((name for name, _count in departments.most_common(ROWS)), key=natural)
    columns = sorted(name for name, _count in violations.most_common(COLUMNS))
    yield element("h2", _("执法部门与违法行为"), id="heat")
    yield element(
        "p",
        _(
            "每格为一个部门在一个违法行为上的平均位置与全部可比案件中位数之差（百分点）：红为偏重，蓝为偏轻；不足{least}件的不列。",
            least=least,
        ),
        class_="soft",
    )
    if not kept:
        yield element("p", _("没有足够的案件。"))
        return
    titles = {name: analysis.titles.violation(name) for name in columns}
    squares = {
        (square.department, square.violation): Square(
            square.shift,
            _(
                "{department}，{violation}：{cases}件，{shift}",
                department=square.department,
                violation=titles[square.violation],
                cases=f"{square.cases:,}",
                shift=signed(square.shift),
            ),
            f"{round(square.shift * 100):+d}" if round(square.shift * 100) else "0",
        )
        for square in kept
        if square.violation in titles
    }
    chart = heat_map(rows, titles, squares, _("执法部门与违法行为"))
    yield element("div", chart, class_="wide")
