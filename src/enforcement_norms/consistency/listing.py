"""The long tables of the report (表): all tests, the distributions, the discretion that is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..charts import Cell, Child, bar, count_cell, element, number_cell, sortable_table
from ..i18n import Message, _
from ..model.penalty import MeasureKind
from .analysis import Analysis
from .findings import DIMENSION_TITLES, percent
from .leeway import Leeway
from .naming import natural
from .summaries import Difference, Distribution

SHOWN: Final = 1000
"""How many rows of one table the page shows; the file of findings holds all."""


def difference_section(analysis: Analysis) -> Iterator[Child]:
    """All tests of departments, officers, kinds of parties and periods, significant or not."""
    yield element("h3", _("全部检验"))
    rows = [_difference_row(analysis, each) for each in analysis.differences[:SHOWN]]
    heads = [_("对照"), _("对象"), _("案件"), _("同类的其他案件"), _("层"), _("偏移"), _("校正后的误判率"), _("显著")]
    yield sortable_table("table-differences", heads, rows)


def _difference_row(analysis: Analysis, one: Difference) -> list[Cell | Message | str]:
    return [
        DIMENSION_TITLES[one.dimension],
        analysis.titles.member(one.dimension, one.member),
        count_cell(one.cases),
        count_cell(one.others),
        count_cell(one.strata),
        number_cell(one.shift, signed(one.shift)),
        number_cell(one.doubt, f"{one.doubt:.2g}" if one.doubt >= LEAST else f"<{LEAST}"),
        _("是") if one.systematic else _("否"),
    ]


LEAST: Final = 0.0001
"""Probabilities below are not told apart."""


def signed(shift: float) -> str:
    """A shift in percent with its sign; one that rounds to nothing has none."""
    written = f"{shift:+.1%}"
    return "0.0%" if written in ("+0.0%", "-0.0%") else written


def distribution_section(analysis: Analysis) -> Iterator[Child]:
    """The quantiles of the shares, dimension by dimension."""
    yield element("h2", _("分布"), id="distributions")
    yield element("p", _("罚款在幅度中的位置：0% 为下限，100% 为上限。"), class_="soft")
    for dimension in dict.fromkeys(each.dimension for each in analysis.distributions):
        found = [each for each in analysis.distributions if each.dimension == dimension]
        found.sort(key=lambda each: natural(each.member))
        yield element("h3", DIMENSION_TITLES[dimension])
        rows = [_distribution_row(analysis, each) for each in found[:SHOWN]]
        heads = [
            _("对象"), _("案件"), _("超出幅度"), _("十分之一位"), _("四分之一位"), _("中位"), _("四分之三位"), _("十分之九位"),
        ]  # fmt: skip
        yield sortable_table(f"table-distribution-{dimension}", heads, rows, filtered=len(found) > FEW)


FEW: Final = 12
"""Tables of so few rows need no field to filter them."""


def _distribution_row(analysis: Analysis, one: Distribution) -> list[Cell | Message | str]:
    quantiles: Sequence[float | None] = one.quantiles or (None,) * 5
    return [
        analysis.titles.member(one.dimension, one.member),
        count_cell(one.cases),
        count_cell(one.outside),
        *(number_cell(each, "" if each is None else percent(each)) for each in quantiles),
    ]


def leeway_section(analysis: Analysis) -> Iterator[Child]:
    """The discretion that standards leave, tier by tier, and the clauses without one."""
    yield element("h2", _("裁量空间"), id="leeway")
    yield element(
        "p",
        _(
            "每一裁量基准的各个阶次还留下法定罚款幅度的多大部分；越宽，越需要再细化、再压缩。没有基准的，整个法定幅度都留着。"
        ),
        class_="soft",
    )
    ruled = [each for each in analysis.leeways if each.standard]
    yield element("h3", _("{term}（{count}）", term=_("有裁量基准"), count=len(ruled)))
    heads = [
        _("违法行为"), _("裁量基准"), _("阶次或者情形"), _("罚款措施"), _("留下的部分"), _("位置"), _("上限与下限之比"),
    ]  # fmt: skip
    yield sortable_table("table-leeway", heads, [_ruled_row(each) for each in ruled[:SHOWN]])
    unruled = [each for each in analysis.leeways if not each.standard]
    yield element("h3", _("{term}（{count}）", term=_("没有裁量基准"), count=len(unruled)))
    heads = [_("违法行为"), _("标识"), _("情形"), _("罚款措施"), _("上限与下限之比")]
    yield sortable_table("table-leeway-none", heads, [_unruled_row(each) for each in unruled[:SHOWN]])


def _ruled_row(one: Leeway) -> list[Cell | Message | str]:
    part = percent(float(one.most)) if one.least == one.most else f"{float(one.least):.0%}–{float(one.most):.0%}"
    return [
        one.title,
        f"{one.document} {one.standard}".strip(),
        _tier(one),
        _fine(one),
        number_cell(float(one.most), part),
        Cell(bar(float(one.start), float(one.end), f"{float(one.start):.0%}–{float(one.end):.0%}", width=120)),
        _ratio(one),
    ]


def _unruled_row(one: Leeway) -> list[Cell | Message | str]:
    return [one.title, one.violation, _tier(one), _fine(one), _ratio(one)]


def _tier(one: Leeway) -> Message | str:
    return one.tier_title if one.tier_title.msgid else one.tier


def _fine(one: Leeway) -> Message:
    """The fine; by its id too where the clause may have several."""
    return _("罚款") if one.measure == MeasureKind.FINE.value else _("罚款（{id}）", id=one.measure)


def _ratio(one: Leeway) -> Cell:
    if one.ratio is None:
        return Cell(_("没有下限"), number=True)
    return number_cell(float(one.ratio), f"{float(one.ratio):,.1f}".removesuffix(".0"))
