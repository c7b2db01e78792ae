"""Workbooks written row by row (表格文件): words stay words, memory stays flat, and the file is whole or not there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from ..i18n import Message

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that a workbook cannot hold."""
_LONGEST: Final = 32_000
"""Characters in a cell."""
_ROWS: Final = 1_048_576
"""Rows that a sheet can hold; what comes after them stands on a further sheet."""

Cell = str | int


class Page:
    """One kind of rows in a workbook (工作表), with its heads; it goes on over as many sheets as it needs."""

    def __init__(self, book: Any, name: str, heads: Iterable[str], rows: int = _ROWS) -> None:
        self._book, self._name, self._heads, self._most = book, name, list(heads), rows
        self._sheets = 0
        self._begin()

    def add(self, cells: Iterable[Cell]) -> None:
        """Write a row."""
        if self._rows == self._most:
            self._begin()
        self._sheet.append([self._cell(value) for value in cells])
        self._rows += 1

    def _begin(self) -> None:
        self._sheets += 1
        self._sheet = self._book.create_sheet(self._name if self._sheets == 1 else f"{self._name}{self._sheets}")
        self._sheet.append([self._cell(head) for head in self._heads])
        self._rows = 1

    def _cell(self, value: Cell) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return value
        # Words of a case file are text, also where they begin like a formula.
        cell = WriteOnlyCell(self._sheet, _UNFIT.sub("\ufffd", value)[:_LONGEST])
        cell.data_type = "s"
        return cell


class Book:
    """A workbook that is written at the end, under its name only when it is whole (工作簿).

    Raises:
        ImportError: openpyxl is not installed (`pip install enforcement-norms[tables]`).
    """

    def __init__(self, path: Path, locale: str) -> None:
        from openpyxl import Workbook

        self.path, self.locale = path, locale
        self._book: Any = Workbook(write_only=True)

    def page(self, name: Message, heads: Iterable[Message]) -> Page:
        """A new page."""
        return Page(self._book, name.render(self.locale), [head.render(self.locale) for head in heads])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            if error is None:
                self._book.save(part)
                part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)
            for sheet in self._book.worksheets:
                if not sheet.closed:
                    sheet.close()
