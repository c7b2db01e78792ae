"""An audit report as a page of HTML (审查报告网页); nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Final

from ..i18n import Message, _
from ..model.audit_report import AuditReport
from .showing import cited, in_order, place_in_words, reason_of, system_counts, system_name

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
        heads = (_("严重程度"), _("问题"), _("位置"), _("规则"), _("依据"), _("通知所列"))
        yield "<table>\n<tr>" + "".join(f"<th>{said(head)}</th>" for head in heads) + "</tr>\n"
        for each in in_order(report.findings):
            cells = (
                said(each.message),
                said(place_in_words(each.place)) + (f"<br>{each.on.isoformat()}" if each.on else ""),
                f"{said(each.title)}<br><code>{escape(each.rule)}</code>{f'<br>{escape(each.pack)}' if each.pack else ''}",
                "<br>".join(escape(one.render(locale)) for one in cited(each.cites, report.titles)),
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
    yield f"<p>{said(passed)}</p>\n"
    yield from _systems(report, said)
    yield "</section>\n"


def _systems(report: AuditReport, said: Callable[[Message | str], str]) -> Iterator[str]:
    """What every system says, in numbers."""
    heads = (_("制度"), _("问题"), _("核查通过"), _("无法核查"), _("与本案无关"))
    yield f"<details><summary>{said(_('各制度'))}</summary><table>\n<tr>"
    yield "".join(f"<th>{said(head)}</th>" for head in heads) + "</tr>\n"
    for system, count in system_counts(report).items():
        cells = "".join(f"<td>{number}</td>" for number in count.values())
        yield f"<tr><td>{said(system_name(system))}</td>{cells}</tr>\n"
    yield "</table></details>\n"
