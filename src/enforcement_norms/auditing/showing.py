"""An audit report in words (审查报告的文字), as plain data, and as a page of HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any, Final

from ..i18n import Message, _
from ..law import Citation, NamedCitation
from ..model.audit_report import AuditFinding, AuditReport, NotChecked
from ..model.duty import Gravity, Rule
from .catalogue import SYSTEMS
from .inputs import label_of_input
from .instruments import ALL_INSTRUMENTS

if TYPE_CHECKING:
    from .across import AcrossRule

REPORT: Final = "enforcement-norms.audit/1"
"""The name of the form, in the key `schema` of every report."""
REGISTERS_REPORT: Final = "enforcement-norms.audit_registers/1"
"""The name of the form of a report on registers."""
_STEP: Final = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")

Data = dict[str, Any]


def place_in_words(place: str) -> Message | str:
    """Where something stands: `decisions[0].sanctions[1]` → 处罚决定第1项·处罚内容第2项."""
    if not place:
        return _("全案")
    names, path = [], ""
    for step in place.split("."):
        matched = _STEP.fullmatch(step)
        if matched is None:
            names.append(_("{name}", name=step))
            continue
        path = f"{path}.{matched[1]}" if path else matched[1]
        label = label_of_input(path)
        names.append(label if matched[2] is None else _("{label}第{number}项", label=label, number=int(matched[2]) + 1))
    return _Joined(names)


class _Joined(Message):
    """Words one after the other, with a dot between."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Message]) -> None:
        super().__init__("")
        self.parts = tuple(parts)

    def render(self, locale: str | None = None) -> str:
        return "·".join(part.render(locale) for part in self.parts)


def cited(cites: Iterable[Citation]) -> list[NamedCitation]:
    """Citations with the titles of their instruments."""
    return [
        NamedCitation(
            cite, ALL_INSTRUMENTS[cite.instrument].title if cite.instrument in ALL_INSTRUMENTS else cite.instrument
        )
        for cite in cites
    ]


def lines_of(report: AuditReport, *, whole: bool = True, name: Message | None = None) -> Iterator[Message | str]:
    """The report line by line; `whole` lists rules that could not be checked one by one; `name` heads it."""
    yield name or _("案卷 {file} {title}", file=report.file, title=report.title)
    counts = Counter(each.gravity for each in report.findings)
    if report.findings:
        numbers = [
            _("{gravity} {count} 处", gravity=each.label, count=counts[each]) for each in Gravity if counts[each]
        ]
        yield _("  发现问题：{numbers}", numbers=numbers)
    else:
        yield _("  没有发现问题")
    for finding in sorted(report.findings, key=_order):
        yield from _finding_lines(finding)
    for broken in report.broken:
        yield _("  规则 {rule} 自身出错，没有得出结论：{error}", rule=broken.rule, error=broken.error)
    if report.not_checked:
        yield _("  无法核查 {count} 处", count=len(report.not_checked))
        for each in report.not_checked if whole else ():
            yield _("    {rule}：{reason}", rule=each.title, reason=reason_of(each))
    yield _(
        "  核查通过 {passed} 条规则，与本案无关 {idle} 条", passed=len(report.passed), idle=len(report.not_applicable)
    )


def _order(finding: AuditFinding) -> tuple[int, int, str]:
    return finding.gravity.weight, list(SYSTEMS).index(finding.system), finding.rule


def _finding_lines(finding: AuditFinding) -> Iterator[Message]:
    item = finding.item
    yield _("  〔{gravity}〕{message}", gravity=finding.gravity.label, message=finding.message)
    where: Message | str = place_in_words(finding.place)
    if finding.on is not None:
        yield _("    位置：{place}，{day}", place=where, day=finding.on.isoformat())
    else:
        yield _("    位置：{place}", place=where)
    yield _("    规则：{title}（{rule}）", title=finding.title, rule=finding.rule)
    yield _("    依据：{cites}", cites=cited(finding.cites))
    yield _("    通知所列：{kind}——{item}", kind=item.notice_class.label, item=item.label)


def reason_of(each: NotChecked) -> Message:
    """Why a rule could not be checked: what is missing, or which calendar."""
    if each.gap is not None:
        return _("无法核查：{gap}", gap=each.gap)
    return _("无法核查：缺少{missing}", missing=[label_of_input(path) for path in each.missing])


def registers_data(report: AuditReport) -> Data:
    """The report on the registers as plain data: as `report_data`, under a name of its own."""
    return report_data(report) | {"schema": REGISTERS_REPORT}


def report_data(report: AuditReport) -> Data:
    """The report as plain data for JSON, words in the active locale."""
    return {
        "schema": REPORT,
        "file": report.file,
        "title": report.title,
        "findings": [
            {
                "rule": each.rule,
                "pack": each.pack,
                "system": each.system,
                "title": each.title.render(),
                "gravity": each.gravity.value,
                "class": each.item.notice_class.value,
                "item": each.item.value,
                "place": each.place,
                "on": None if each.on is None else each.on.isoformat(),
                "message": each.message.render(),
                "cites": [{"id": one.citation.id, "text": one.render()} for one in cited(each.cites)],
            }
            for each in report.findings
        ],
        "not_checked": [
            {
                "rule": each.rule,
                "pack": each.pack,
                "system": each.system,
                "place": each.place,
                "missing": list(each.missing),
                "reason": reason_of(each).render(),
            }
            for each in report.not_checked
        ],
        "broken": [
            {"rule": each.rule, "pack": each.pack, "system": each.system, "place": each.place, "error": each.error}
            for each in report.broken
        ],
        "passed": list(report.passed),
        "not_applicable": list(report.not_applicable),
    }


def rule_data(rule: Rule | AcrossRule) -> Data:
    """A rule as plain data: its articles by date, its inputs."""
    return {
        "id": rule.id,
        "title": rule.title.render(),
        "system": rule.system,
        "pack": rule.pack,
        "gravity": rule.gravity.value,
        "class": rule.item.notice_class.value,
        "item": rule.item.value,
        "articles": [
            {
                "id": basis.cite.id,
                "text": cited([basis.cite])[0].render(),
                "from": basis.in_force.from_.isoformat(),
                "until": None if basis.in_force.until is None else basis.in_force.until.isoformat(),
                "gravity": (basis.gravity or rule.gravity).value,
            }
            for basis in rule.bases
        ],
        "inputs": [{"id": path, "name": label_of_input(path).render()} for path in rule.inputs],
    }


_STYLE: Final = (
    "body{font-family:'Noto Serif CJK SC','SimSun',serif;max-width:60em;margin:2em auto;padding:0 1em;line-height:1.6}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;text-align:left;"
    "vertical-align:top}.unlawful{color:#a40000}.irregular{color:#8a5a00}details{margin:.5em 0}"
    "@media print{details{display:none}}"
)


PAGE_END: Final = "</body>\n</html>\n"


def page_of(reports: Iterable[AuditReport], locale: str) -> Iterator[str]:
    """The reports as one page of HTML, piece by piece; nothing is loaded from elsewhere."""
    yield from page_head(locale)
    for report in reports:
        yield from page_section(report, locale)
    yield PAGE_END


def page_head(locale: str) -> Iterator[str]:
    """The page up to its first section."""
    title = _("案卷审查报告").render(locale)
    yield f'<!DOCTYPE html>\n<html lang="{locale.replace("_", "-")}">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"


def page_section(report: AuditReport, locale: str, *, name: Message | None = None) -> Iterator[str]:
    """One report as a section; `name` heads it in place of its file."""

    def said(message: Message | str) -> str:
        return escape(message.render(locale) if isinstance(message, Message) else message)

    head = f"{escape(report.file)} {escape(report.title)}" if name is None else said(name)
    yield f"<section>\n<h2>{head}</h2>\n"
    if report.findings:
        heads = (_("严重程度"), _("问题"), _("位置"), _("依据"), _("通知所列"))
        yield "<table>\n<tr>" + "".join(f"<th>{said(head)}</th>" for head in heads) + "</tr>\n"
        for each in sorted(report.findings, key=_order):
            cells = (
                said(each.message),
                said(place_in_words(each.place)) + (f"<br>{each.on.isoformat()}" if each.on else ""),
                "<br>".join(escape(one.render(locale)) for one in cited(each.cites)),
                f"{said(each.item.notice_class.label)}<br>{said(each.item.label)}",
            )
            yield f'<tr><td class="{each.gravity.value}">{said(each.gravity.label)}</td>'
            yield "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
        yield "</table>\n"
    else:
        yield f"<p>{said(_('没有发现问题'))}</p>\n"
    if report.not_checked:
        yield f"<details><summary>{said(_('无法核查 {count} 处', count=len(report.not_checked)))}</summary><ul>\n"
        for unknown in report.not_checked:
            yield f"<li>{said(unknown.title)}——{said(reason_of(unknown))}</li>\n"
        yield "</ul></details>\n"
    for broken in report.broken:
        yield f"<p>{said(_('规则 {rule} 自身出错，没有得出结论：{error}', rule=broken.rule, error=broken.error))}</p>\n"
    passed = _(
        "核查通过 {passed} 条规则，与本案无关 {idle} 条", passed=len(report.passed), idle=len(report.not_applicable)
    )
    yield f"<p>{said(passed)}</p>\n</section>\n"
