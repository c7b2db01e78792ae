"""Scores as a workbook (评查表格): one row for each file, one for each point lost, and the table that was used."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from ...i18n import _
from ..showing import cited
from .showing import score_rows
from .table import ScoreTable
from .tracing import Score

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that a workbook cannot hold."""
_LONGEST: Final = 32_000
"""Characters in a cell."""


class ScoreSheet:
    """A workbook that takes scores one by one and is written at the end (评查表格); memory stays flat.

    Raises:
        ImportError: openpyxl is not installed (`pip install enforcement-norms[tables]`).
    """

    def __init__(self, path: Path, table: ScoreTable, locale: str) -> None:
        from openpyxl import Workbook

        self.path, self.locale = path, locale
        self.book: Any = Workbook(write_only=True)
        self.files = self._page(
            _("得分"), (_("案卷"), _("案由"), _("得分"), _("满分"), _("扣分"), _("否决"), _("无法核查"))
        )
        self.points = self._page(
            _("扣分明细"), (_("案卷"), _("评查项目"), _("扣分"), _("问题"), _("位置"), _("规则"), _("依据"))
        )
        used = self._page(_("评查表"), (_("评查项目"), _("违法"), _("不规范"), _("提示"), _("最多扣分"), _("说明")))
        for veto in table.vetoes:
            self._row(used, (veto.name, _("否决").render(locale), "", "", "", veto.why))
        for entry in table.deductions:
            self._row(used, (entry.name, *entry.points.values(), entry.most if entry.most <= table.full else "", ""))
        self._row(used, (table.title, "", "", "", "", table.note))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:  # under its name only when it is whole
            if error is None:
                self.book.save(part)
                part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)
            for page in self.book.worksheets:
                if not page.closed:
                    page.close()

    def add(self, score: Score) -> None:
        """Take in the score of one file."""
        lost = sum(each.points for each in score.deducted)
        total = (score.points, score.full, lost, len(score.vetoes), score.unchecked)
        self._row(self.files, (score.file, score.title, *total))
        found = (
            [each.finding for each in score.vetoes] + [each.finding for each in score.deducted] + list(score.unlisted)
        )
        for (entry, points, *told), finding in zip(list(score_rows(score, self.locale))[1:], found, strict=True):
            basis = "、".join(one.render(self.locale) for one in cited(finding.cites))
            self._row(self.points, (score.file, entry, points, *told, basis))

    def _page(self, name: Any, heads: Iterable[Any]) -> Any:
        page = self.book.create_sheet(name.render(self.locale))
        self._row(page, [head.render(self.locale) for head in heads])
        return page

    def _row(self, page: Any, cells: Iterable[str | int]) -> None:
        page.append([self._cell(page, value) for value in cells])

    def _cell(self, page: Any, value: str | int) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return value
        # Words of a case file are text, also where they begin like a formula.
        cell = WriteOnlyCell(page, _UNFIT.sub("�", value)[:_LONGEST])
        cell.data_type = "s"
        return cell
