"""The report of a comparison (分析报告) as one HTML page that opens without a network."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element

from ..charts import Cell, Child, count_cell, element, number_cell, page, sortable_table
from ..i18n import Message, _
from ..money import Money
from .analysis import Analysis
from .findings import DIMENSION_TITLES, TERMS, Disparity, FindingKind, percent
from .listing import SHOWN, difference_section, distribution_section, leeway_section, signed
from .overview import heat_section, strip_section

_MEANINGS: Final = {
    FindingKind.OUTSIDE_RANGE: _("罚款不在该案的法定幅度或者裁量基准所定的幅度之内。"),
    FindingKind.TOO_LIGHT: _("罚款在幅度之内，但比可比案件的通常位置低得异常。"),
    FindingKind.TOO_HEAVY: _("罚款在幅度之内，但比可比案件的通常位置高得异常。"),
    FindingKind.UNLIKE_CASES: _("事实按该裁量基准的每一界限都在同一档的案件，罚款在幅度中的位置相差悬殊。"),
    FindingKind.SYSTEMATIC: _("某一部门、人员、当事人类型或者时期的案件，比同类的其他案件成规律地偏重或者偏轻。"),
}


def report_page(analysis: Analysis) -> str:
    """The report as HTML: what was compared and how, charts, findings, distributions, the discretion left.

    Findings are reasons to look into a case, not judgements on it; the page says so.
    """
    title = _("同案同罚分析报告")
    findings = [_finding_section(analysis, kind) for kind in FindingKind]
    return page(
        title,
        element("h1", title),
        element("p", _scope(analysis), class_="soft"),
        _navigation(),
        element("div", *_figures(analysis), class_="figures"),
        element("p", _("所列各项是需要核查的线索，不是结论；是否明显不当，由有权机关依法认定。")),
        *strip_section(analysis),
        *heat_section(analysis),
        *(each for section in findings for each in section),
        *difference_section(analysis),
        *distribution_section(analysis),
        *leeway_section(analysis),
        *_method_section(analysis),
    )


def _scope(analysis: Analysis) -> Message:
    ranged = sum(analysis.places.get(place, 0) for place in ("inside", "above", "below", "no_fine_lawful", "left_out"))
    return _(
        "共{cases}件处罚决定，其中{ranged}件的罚款可以对照法定幅度；另有{unranged}件没有单一的罚款幅度，{none}件依法没有罚款，{unrecorded}件没有记载罚款。",
        cases=f"{analysis.cases:,}",
        ranged=f"{ranged:,}",
        unranged=f"{analysis.places.get('unranged', 0):,}",
        none=f"{analysis.places.get('none', 0):,}",
        unrecorded=f"{analysis.places.get('unrecorded', 0):,}",
    )


def _navigation() -> Element:
    links = [
        ("strips", _("幅度分布")),
        ("heat", _("部门对照")),
        *((kind.value, TERMS[kind]) for kind in FindingKind),
        ("distributions", _("分布")),
        ("leeway", _("裁量空间")),
        ("method", _("方法")),
    ]
    return element("nav", *(element("a", words, href=f"#{id_}") for id_, words in links))


def _figures(analysis: Analysis) -> Iterator[Element]:
    yield _figure(analysis.cases, _("处罚决定"))
    for kind in FindingKind:
        yield _figure(len(analysis.of_kind(kind)), TERMS[kind])


def _figure(number: int, words: Message) -> Element:
    return element("div", element("b", f"{number:,}"), words, class_="figure")


def _finding_section(analysis: Analysis, kind: FindingKind) -> Iterator[Child]:
    found = analysis.of_kind(kind)
    yield element("h2", _("{term}（{count}）", term=TERMS[kind], count=len(found)), id=kind.value)
    yield element("p", _MEANINGS[kind], class_="soft")
    if not found:
        yield element("p", _("没有发现。"))
        return
    if len(found) > SHOWN:
        yield element("p", _("最重的{shown}项列在下面，全部在数据文件中。", shown=SHOWN), class_="soft")
    if kind is FindingKind.SYSTEMATIC:
        rows = [_systematic_row(analysis, each) for each in found[:SHOWN]]
        heads = [_("对照"), _("对象"), _("案件"), _("偏移"), _("检验值 z"), _("理由"), _("例")]
    else:
        rows = [_finding_row(analysis, each) for each in found[:SHOWN]]
        heads = [
            _("案件"), _("违法行为"), _("阶次"), _("执法部门"), _("执法人员"), _("决定日"), _("罚款"), _("幅度中的位置"),
            _("理由"),
        ]  # fmt: skip
    yield sortable_table(f"table-{kind.value}", heads, rows)


def _finding_row(analysis: Analysis, one: Disparity) -> list[Cell | Message | str]:
    """A finding; of two cases the graver one first, in a line of its own in each cell."""
    places = [place for place in dict.fromkeys((one.department, one.other_department)) if place]
    officers = [officer for officer in dict.fromkeys((one.officer, one.other_officer)) if officer]
    fines = [_yuan(amount) for amount in (one.imposed, one.other_imposed) if amount is not None]
    shares = [percent(share) for share in (one.share, one.other_share) if share is not None]
    return [
        _cases(one),
        analysis.titles.violation(one.violation),
        analysis.titles.tier(one.violation, one.standard, one.tier),
        Cell(_lines(places)),
        Cell(_lines(officers)),
        Cell("" if one.decided_on is None else one.decided_on.isoformat(), whole=True),
        Cell(_lines(fines), one.imposed, number=True),
        Cell(_lines(shares), one.share, number=True),
        one.reason,
    ]


def _cases(one: Disparity) -> Cell:
    return Cell(_lines([each for each in (one.id, one.other) if each]), whole=True)


def _lines(names: list[str]) -> Child:
    """One name as it is, several under one another."""
    if len(names) == 1:
        return names[0]
    return element("div", *(element("div", name) for name in names)) if names else ""


def _yuan(amount: Decimal) -> str:
    return str(Money.yuan(amount))


def _systematic_row(analysis: Analysis, one: Disparity) -> list[Cell | Message | str]:
    return [
        DIMENSION_TITLES[one.dimension],
        analysis.titles.member(one.dimension, one.member),
        count_cell(one.cases),
        number_cell(one.shift, "" if one.shift is None else signed(one.shift)),
        number_cell(one.score, "" if one.score is None else f"{one.score:.1f}"),
        one.reason,
        _cases(one),
    ]


def _method_section(analysis: Analysis) -> Iterator[Child]:
    method = analysis.method
    yield element("h2", _("方法"), id="method")
    said = [
        _("位置 =（罚款 − 下限）÷（上限 − 下限）；没有下限的按零计。是否在幅度之内，按到分的金额判断。"),
        _("可比案件：同一违法行为、同一版本、同一裁量基准、同一阶次。同案：另外每一项事实和情节都在同一档。"),
        _(
            "畸轻、畸重：离可比案件的中位数超过幅度的{distance}，并且超过该侧中位数绝对偏差（折合标准差）的{cut}倍；按该侧案件数折合的自由度用 t 分布判断，并按 Benjamini–Hochberg 校正多重检验，错误发现率不超过{chance}（假定可比案件的位置近似正态分布）。可比案件不足{least}件的不作判断。",
            distance=percent(method.least_distance),
            cut=method.cut,
            chance=percent(method.chance),
            least=method.least_cases,
        ),
        _(
            "同案异罚：两件同案在幅度中的位置相差{gap}以上，并且按可比案件的离散程度、全部同案对数同样校正后仍属异常，或者其中一件本身畸轻畸重；可比案件不足{least}件的，只看相差多少。从两端起配对，一件案件只在一对之中。{least}件以上的同案，中间八成仍相差{gap}以上的，散布过广，没有通常水平，本身就列为发现，只举出两端的两件。",
            gap=percent(method.least_gap),
            least=method.least_cases,
        ),
        _(
            "系统性差异：分层秩检验（van Elteren），每层内案件可比，执法人员只与本部门同事比；按 Benjamini–Yekutieli 校正多重检验，误判率{doubt}以下且平均偏移幅度的{shift}以上；双方不足{least}件的不检验。检验只说明差异不像是偶然，不说明原因。",
            doubt=percent(method.least_doubt),
            shift=percent(method.least_shift),
            least=method.least_of_member,
        ),
    ]
    if analysis.source:
        said.append(_("比对的台账：{file}。", file=analysis.source))
    if analysis.packs:
        packs = [_("{pack} {version}", pack=pack, version=version) for pack, version in analysis.packs.items()]
        said.append(_("所用的领域包：{packs}。", packs=packs))
    yield element("ul", *(element("li", words) for words in said))
