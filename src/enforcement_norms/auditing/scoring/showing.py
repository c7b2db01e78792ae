"""A score in words, as data, and as part of a page (评查得分的文字)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from ...i18n import Message, _
from ...model.audit_report import AuditFinding
from ..showing import place_in_words
from .table import ScoreTable
from .tracing import Score


def score_lines(score: Score) -> Iterator[Message]:
    """The score line by line."""
    if score.vetoes:
        yield _("  评查得分：一票否决（满分 {full}）", full=score.full)
    else:
        yield _("  评查得分：{points}（满分 {full}）", points=score.points, full=score.full)
    for vetoed in score.vetoes:
        yield _("    否决  {entry}：{message}", entry=Message(vetoed.veto.name), message=vetoed.finding.message)
        yield _("          {why}", why=Message(vetoed.veto.why))
    for each in score.deducted:
        row = {"points": each.points, "entry": Message(each.deduction.name), "message": each.finding.message}
        rule = each.finding.rule
        if each.is_capped:
            yield _("    -{points}  {entry}：{message}（{rule}；该项已扣满）", **row, rule=rule)
        else:
            yield _("    -{points}  {entry}：{message}（{rule}）", **row, rule=rule)
    for finding in score.unlisted:
        yield _("    不计分  {message}（评查表没有列入 {rule}）", message=finding.message, rule=finding.rule)
    if score.unchecked:
        yield _("    无法核查的 {count} 处不计分", count=score.unchecked)


def table_lines(table: ScoreTable) -> Iterator[Message]:
    """Which table it is, and what it says of itself: a score is worth what its table is."""
    yield Message(table.title)
    if table.note:
        yield _("  {note}", note=Message(table.note))


def table_section(table: ScoreTable, locale: str) -> Iterator[str]:
    """The same as part of a page of HTML."""
    title, *notes = (escape(line.render(locale).strip()) for line in table_lines(table))
    yield f"<section>\n<h2>{title}</h2>\n"
    yield from (f"<p>{note}</p>\n" for note in notes)
    yield "</section>\n"


def score_data(score: Score) -> dict[str, Any]:
    """The score as plain data for JSON, words in the active locale."""
    return {
        "full": score.full,
        "points": score.points,
        "vetoes": [
            {"entry": _said(each.veto.name), "why": _said(each.veto.why), **_finding(each.finding)}
            for each in score.vetoes
        ],
        "deducted": [
            {
                "entry": _said(each.deduction.name),
                "points": each.points,
                "capped": each.is_capped,
                **_finding(each.finding),
            }
            for each in score.deducted
        ],
        "unlisted": [_finding(each) for each in score.unlisted],
        "unchecked": score.unchecked,
    }


def _said(words: str, locale: str | None = None) -> str:
    """Words of a table: those of our own table in every language, those of others as they are written."""
    return Message(words).render(locale)


def _finding(finding: AuditFinding) -> dict[str, str]:
    return {"rule": finding.rule, "place": finding.place, "message": finding.message.render()}


def score_section(score: Score, locale: str) -> Iterator[str]:
    """The score as part of a page of HTML."""
    yield "<table>\n"
    for head, *rows in (row for row in score_rows(score, locale)):
        cells = "".join(f"<td>{escape(str(cell))}</td>" for cell in rows)
        yield f"<tr><th>{escape(head)}</th>{cells}</tr>\n"
    yield "</table>\n"


def score_rows(score: Score, locale: str) -> Iterator[tuple[str, str | int, str, str, str]]:
    """Rows of a table: entry, points, what was found, where, rule; the total first."""
    total: str | int = _("一票否决").render(locale) if score.vetoes else score.points
    yield _("评查得分").render(locale), total, _("满分 {full}", full=score.full).render(locale), "", ""
    for vetoed in score.vetoes:
        yield _said(vetoed.veto.name, locale), _("否决").render(locale), *_told(vetoed.finding, locale)
    for each in score.deducted:
        yield _said(each.deduction.name, locale), -each.points, *_told(each.finding, locale)
    for finding in score.unlisted:
        yield _("不计分").render(locale), 0, *_told(finding, locale)


def _told(finding: AuditFinding, locale: str) -> tuple[str, str, str]:
    place = place_in_words(finding.place)
    where = place.render(locale) if isinstance(place, Message) else place
    return finding.message.render(locale), where, finding.rule
