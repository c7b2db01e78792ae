"""What the comparison of case files says, in words, as data, and as a section of a page (跨案卷审查报告的文字)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final

from ...i18n import Message, _
from ...model.across_report import AcrossFinding, AcrossReport, Seen
from ..inputs import label_of_input
from ..showing import cited, place_in_words

ACROSS_REPORT: Final = "enforcement-norms.audit_across/1"
"""The name of the form, in the key `schema`."""
_NAMED: Final = 6
"""Files that a finding names in words; the data hold all."""


def across_lines(report: AcrossReport) -> Iterator[Message]:
    """The report line by line."""
    yield _("跨案卷审查：{count} 个案卷", count=report.files)
    if not report.findings:
        yield _("  没有发现问题")
    for finding in sorted(report.findings, key=lambda each: each.gravity.weight):
        yield _("  〔{gravity}〕{message}", gravity=finding.gravity.label, message=finding.message)
        yield _("    案卷：{places}", places=list(_places(finding.seen)))
        yield _("    规则：{title}（{rule}）", title=finding.title, rule=finding.rule)
        yield _("    依据：{cites}", cites=cited(finding.cites))
        yield _("    通知所列：{kind}——{item}", kind=finding.item.notice_class.label, item=finding.item.label)
    if report.not_compared:
        yield _("  无法比对")
    for each in report.not_compared:
        yield _(
            "    {rule}：{files} 个案卷缺少{missing}（如 {first}）",
            rule=each.title,
            files=each.files,
            missing=[label_of_input(path) for path in each.missing],
            first=each.first,
        )
    yield _("  仅台账可见（案卷不能反映，请查台账）")
    for only in report.only_in_ledger:
        yield _("    {item}：{matter}——{ledger}", item=only.item.label, matter=only.matter, ledger=only.ledger)


def _places(seen: tuple[Seen, ...]) -> Iterator[Message]:
    for each in seen[:_NAMED]:
        yield _("{file} {place}", file=each.file, place=place_in_words(each.place))
    if len(seen) > _NAMED:
        yield _("等共 {count} 处", count=len(seen))


def across_data(report: AcrossReport) -> dict[str, Any]:
    """The report as plain data for JSON, words in the active locale."""
    return {
        "schema": ACROSS_REPORT,
        "files": report.files,
        "findings": [_finding(each) for each in report.findings],
        "not_compared": [
            {
                "rule": each.rule,
                "missing": [{"id": path, "name": label_of_input(path).render()} for path in each.missing],
                "files": each.files,
                "first": each.first,
            }
            for each in report.not_compared
        ],
        "only_in_ledger": [
            {"item": each.item.value, "matter": each.matter.render(), "ledger": each.ledger.render()}
            for each in report.only_in_ledger
        ],
    }


def _finding(each: AcrossFinding) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "title": each.title.render(),
        "gravity": each.gravity.value,
        "class": each.item.notice_class.value,
        "item": each.item.value,
        "on": each.on.isoformat(),
        "message": each.message.render(),
        "seen": [{"file": seen.file, "place": seen.place} for seen in each.seen],
        "cites": [{"id": one.citation.id, "text": one.render()} for one in cited(each.cites)],
    }


def across_section(report: AcrossReport, locale: str) -> Iterator[str]:
    """The report as a section of a page of HTML."""

    def said(message: Message) -> str:
        return escape(message.render(locale))

    yield f"<section>\n<h2>{said(_('跨案卷审查：{count} 个案卷', count=report.files))}</h2>\n"
    if report.findings:
        heads = (_("严重程度"), _("问题"), _("案卷"), _("依据"), _("通知所列"))
        yield "<table>\n<tr>" + "".join(f"<th>{said(head)}</th>" for head in heads) + "</tr>\n"
        for each in sorted(report.findings, key=lambda each: each.gravity.weight):
            yield f'<tr><td class="{each.gravity.value}">{said(each.gravity.label)}</td><td>{said(each.message)}</td>'
            yield f"<td>{_broken(_places(each.seen), locale)}</td><td>{_broken(cited(each.cites), locale)}</td>"
            yield f"<td>{said(each.item.notice_class.label)}<br>{said(each.item.label)}</td></tr>\n"
        yield "</table>\n"
    else:
        yield f"<p>{said(_('没有发现问题'))}</p>\n"
    yield f"<details open><summary>{said(_('仅台账可见（案卷不能反映，请查台账）'))}</summary><ul>\n"
    for only in report.only_in_ledger:
        yield f"<li>{said(only.item.label)}：{said(only.matter)}——{said(only.ledger)}</li>\n"
    yield "</ul></details>\n</section>\n"


def _broken(words: Iterable[Any], locale: str) -> str:
    return "<br>".join(escape(each.render(locale)) for each in words)
