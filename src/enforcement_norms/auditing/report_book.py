"""Reports as a workbook (审查报告表格): a row for each file, each finding, and each rule that could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ..i18n import Message, _, spoken
from ..model.duty import Gravity, NoticeItem
from .across.showing import ACROSS_REPORT
from .book import Book, Cell, Page
from .inputs import label_of_input
from .showing import REGISTERS_REPORT, REPORT, place_in_words

Data = Mapping[str, Any]
_REGISTERS: Final = _("主体和人员名录")
_RULE: Final = (_("规则"), _("规则内容"), _("领域包"))
_WHAT: Final = (_("严重程度"), _("问题类别"), _("通知所列"), _("问题"))


class ReportBook(Book):
    """A workbook that takes reports one by one, as their data for JSON (审查报告表格); memory stays flat.

    Raises:
        ImportError: openpyxl is not installed (`pip install enforcement-norms[tables]`).
    """

    def __init__(self, path: Path, locale: str, *, scored: bool = False) -> None:
        super().__init__(path, locale)
        counts = (*(each.label for each in Gravity), _("无法核查"), _("核查通过"), _("与本案无关"))
        scores = (_("得分"), _("满分")) if scored else ()
        self.files = self.page(_("案卷"), (_("案卷"), _("案由"), *counts, *scores))
        self.findings = self.page(_("问题"), (_("案卷"), *_WHAT, _("位置"), _("日期"), *_RULE, _("依据")))
        self.unchecked = self.page(_("无法核查"), (_("案卷"), *_RULE[:1], _RULE[2], _("位置"), _("原因")))
        self.points: Page | None = None
        if scored:
            self.points = self.page(
                _("扣分明细"), (_("案卷"), _("评查项目"), _("扣分"), _("问题"), _("位置"), _("规则"))
            )
        self.refused: Page | None = None

    def add(self, data: Data) -> None:
        """Take in a report on a file, on the registers or across files, or a refusal, as `enorms audit --json` has them."""
        match data["schema"]:
            case schema if schema in (REPORT, REGISTERS_REPORT):
                self._report(data, self._said(_REGISTERS) if schema == REGISTERS_REPORT else data["file"])
            case schema if schema == ACROSS_REPORT:
                self._across(data)
            case _refusal:
                self._refusal(data)

    def _report(self, data: Data, name: str) -> None:
        found = Counter(each["gravity"] for each in data["findings"])
        score: Data | None = data.get("score")
        self.files.add(
            (
                name,
                data["title"],
                *(found[each.value] for each in Gravity),
                len(data["not_checked"]) + len(data["broken"]),
                len(data["passed"]),
                len(data["not_applicable"]),
                *(() if score is None else (score["points"], score["full"])),
            )
        )
        for each in data["findings"]:
            rule = (each["rule"], each["title"], each["pack"])
            self.findings.add((name, *self._what(each), self._place(each), each["on"] or "", *rule, self._cites(each)))
        for each in data["not_checked"]:
            self.unchecked.add((name, each["rule"], each["pack"], self._place(each), each["reason"]))
        for each in data["broken"]:
            why = self._said(_("规则 {rule} 自身出错，没有得出结论：{error}", rule=each["rule"], error=each["error"]))
            self.unchecked.add((name, each["rule"], each["pack"], self._place(each), why))
        if score is not None and self.points is not None:
            for row in self._points(score):
                self.points.add((name, *row))

    def _points(self, score: Data) -> Iterator[tuple[Cell, ...]]:
        for each in score["vetoes"]:
            yield each["entry"], self._said(_("否决")), each["message"], self._place(each), each["rule"]
        for each in score["deducted"]:
            yield each["entry"], -each["points"], each["message"], self._place(each), each["rule"]
        for each in score["unlisted"]:
            yield self._said(_("不计分")), 0, each["message"], self._place(each), each["rule"]

    def _across(self, data: Data) -> None:
        page = self.page(_("跨案卷审查"), (*_WHAT, _("案卷"), _("日期"), *_RULE[:2], _("依据")))
        for each in data["findings"]:
            seen = self._listed(f"{one['file']} {self._place(one)}" for one in each["seen"])
            page.add((*self._what(each), seen, each["on"], each["rule"], each["title"], self._cites(each)))
        for each in data["not_compared"]:
            lacking = self._listed(self._said(label_of_input(one["id"])) for one in each["missing"])
            said = self._said(_("无法比对：{files} 个案卷缺少{missing}", files=each["files"], missing=lacking))
            page.add(("", "", "", said, each["first"], "", each["rule"]))
        ledger = self.page(_("仅台账可见"), (_("通知所列"), _("事项"), _("台账")))
        for each in data["only_in_ledger"]:
            ledger.add((self._said(NoticeItem(each["item"]).label), each["matter"], each["ledger"]))

    def _refusal(self, data: Data) -> None:
        if self.refused is None:
            self.refused = self.page(_("不能读取"), (_("文件"), _("行"), _("代码"), _("问题"), _("修改方法")))
        for each in data["problems"]:
            at = each.get("file", data["record"]), each.get("line", "")
            self.refused.add((*at, each["code"], each["message"], each.get("hint", "")))

    def _what(self, found: Data) -> tuple[str, str, str, str]:
        item = NoticeItem(found["item"])
        gravity = Gravity(found["gravity"]).label
        return self._said(gravity), self._said(item.notice_class.label), self._said(item.label), found["message"]

    def _place(self, found: Data) -> str:
        return self._said(place_in_words(found["place"]))

    def _cites(self, found: Data) -> str:
        return self._listed(each["text"] for each in found["cites"])

    def _listed(self, words: Iterable[str]) -> str:
        return str(spoken(list(words), self.locale))

    def _said(self, words: Message | str) -> str:
        return words.render(self.locale) if isinstance(words, Message) else words
