"""Scores as a workbook (评查表格): one row for each file, one for each point lost, and the table that was used."""

from __future__ import annotations

from pathlib import Path

from ...i18n import Message, _
from ..book import Book
from ..showing import cited
from .showing import score_rows
from .table import ScoreTable
from .tracing import Score


class ScoreSheet(Book):
    """A workbook that takes scores one by one and is written at the end (评查表格); memory stays flat.

    Raises:
        ImportError: openpyxl is not installed (`pip install enforcement-norms[tables]`).
    """

    def __init__(self, path: Path, table: ScoreTable, locale: str) -> None:
        super().__init__(path, locale)
        self.files = self.page(
            _("得分"), (_("案卷"), _("案由"), _("得分"), _("满分"), _("扣分"), _("否决"), _("无法核查"))
        )
        self.points = self.page(
            _("扣分明细"), (_("案卷"), _("评查项目"), _("扣分"), _("问题"), _("位置"), _("规则"), _("依据"))
        )
        used = self.page(_("评查表"), (_("评查项目"), _("违法"), _("不规范"), _("提示"), _("最多扣分"), _("说明")))
        for veto in table.vetoes:
            why = Message(veto.why).render(locale)
            used.add((Message(veto.name).render(locale), _("否决").render(locale), "", "", "", why))
        for entry in table.deductions:
            most = entry.most if entry.most <= table.full else ""
            used.add((Message(entry.name).render(locale), *entry.points.values(), most, ""))
        used.add((Message(table.title).render(locale), "", "", "", "", Message(table.note).render(locale)))

    def add(self, score: Score) -> None:
        """Take in the score of one file."""
        lost = sum(each.points for each in score.deducted)
        total = (score.points, score.full, lost, len(score.vetoes), score.unchecked)
        self.files.add((score.file, score.title, *total))
        found = (
            [each.finding for each in score.vetoes] + [each.finding for each in score.deducted] + list(score.unlisted)
        )
        for (entry, points, *told), finding in zip(list(score_rows(score, self.locale))[1:], found, strict=True):
            basis = _("{cites}", cites=cited(finding.cites)).render(self.locale)
            self.points.add((score.file, entry, points, *told, basis))
