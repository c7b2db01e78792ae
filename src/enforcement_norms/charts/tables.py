"""Tables of a page (表) that sort by a click on a heading and can be filtered by what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from attrs import frozen

from ..i18n import Message, _
from .elements import Child, element


@frozen
class Cell:
    """What stands in a cell: words or a drawing, and the number by which it is sorted, if it is one."""

    shown: Child
    value: float | Decimal | None = None
    number: bool = False
    whole: bool = False
    """Whether it is never broken into lines (a day)."""


def number_cell(value: float | Decimal | None, shown: Message | str = "") -> Cell:
    """A number, written as `shown` says; empty where there is none."""
    return Cell("" if value is None else shown or str(value), value, number=True)


def count_cell(count: int | None) -> Cell:
    """A count, its thousands set apart."""
    return number_cell(count, "" if count is None else f"{count:,}")


def sortable_table(
    id_: str, heads: Sequence[Message | str], rows: Iterable[Sequence[Cell | Message | str]], *, filtered: bool = True
) -> Element:
    """A table in a frame that scrolls, its headings sorting it; with a field to filter its rows.

    A heading stands over its numbers at the right, over words at the left.
    """
    written = list(rows)
    numbers = [isinstance(cell, Cell) and cell.number for cell in written[0]] if written else [False] * len(heads)
    head = element(
        "thead",
        element(
            "tr",
            *(
                element("th", words, scope="col", class_="number" if number else None)
                for words, number in zip(heads, numbers, strict=True)
            ),
        ),
    )
    body = element("tbody", *(element("tr", *map(_cell, row)) for row in written))
    search = element(
        "input", type="search", class_="filter", placeholder=str(_("筛选…")), data_table=id_, aria_label=str(_("筛选"))
    )
    table = element("table", head, body, id=id_, class_="sortable")
    return element("div", search if filtered else None, element("div", table, class_="scroll"))


def _cell(cell: Cell | Message | str) -> Element:
    if not isinstance(cell, Cell):
        return element("td", cell)
    if not cell.number:
        return element("td", cell.shown, class_="day" if cell.whole else None)
    return element("td", cell.shown, class_="number", data_value="" if cell.value is None else cell.value)
