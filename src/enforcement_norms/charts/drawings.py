"""Charts (图): strips of shares, heat maps, bars of leeway; inline SVG that needs no library to be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from attrs import frozen

from ..i18n import Message, _
from .elements import box, dot, line, svg, titled, words_at

LABEL: Final = 300
"""Pixels for the names at the left of a chart."""
_INK: Final = (31, 95, 153)
_HEAVY: Final = (192, 57, 43)
_LIGHT: Final = (31, 119, 160)


@frozen
class Mark:
    """A single case on a strip: where it lies from 0 to 1, what to say of it, and its colour."""

    at: float
    title: Message | str
    colour: str


@frozen
class Row:
    """One strip: its name, how many cases lie in each part of it, what is usual, and single cases to be seen."""

    label: str
    counts: Sequence[int]
    usual: float | None = None
    marks: Sequence[Mark] = ()


def strip_chart(rows: Sequence[Row], label: Message | str) -> Element:
    """Strips from 0 to 100 % under one another: darker where more cases lie, a bar at the median, dots for single cases."""
    width, high, top = 1100, 26, 26
    left, span = LABEL, 1100 - LABEL - 70
    chart = svg(width, top + high * len(rows) + 8, label)
    for tenth in range(0, 11, 2):
        x = left + span * tenth / 10
        words_at(chart, x, 14, f"{tenth * 10}%", text_anchor="middle", class_="soft")
        line(chart, (x, top - 6), (x, top + high * len(rows)), stroke="#d9dfe6")
    for index, row in enumerate(rows):
        _strip(chart, row, (left, top + high * index), (span, high))
    return chart


def _strip(chart: Element, row: Row, at: tuple[int, int], size: tuple[int, int]) -> None:
    (left, y), (span, high) = at, size
    name = words_at(chart, left - 10, y + high / 2 + 4, shortened(row.label, LABEL - 20), text_anchor="end")
    if name.text != row.label:
        titled(name, row.label)
    box(chart, left, y + 4, span, high - 8, fill="#f4f6f9")
    most = max(row.counts, default=0)
    part = span / max(len(row.counts), 1)
    for place, count in enumerate(row.counts):
        if count:
            said = _(
                "{label}：{count}件在{low}至{high}处", label=row.label, count=f"{count:,}", **_limits(place, row.counts)
            )
            # Square root: a few cases beside many are still seen.
            box(chart, left + place * part, y + 4, part + 0.3, high - 8, said, fill=tint(_INK, (count / most) ** 0.5))
    if row.usual is not None:
        x = left + row.usual * span
        line(chart, (x, y + 1), (x, y + high - 1), stroke="#1d2733", stroke_width=2)
    for mark in row.marks:
        dot(chart, left + mark.at * span, y + high / 2, 4, mark.title, fill=mark.colour, stroke="#fff")
    words_at(chart, left + span + 8, y + high / 2 + 4, _("{count}件", count=f"{sum(row.counts):,}"), class_="soft")


def _limits(place: int, counts: Sequence[int]) -> dict[str, str]:
    return {"low": f"{place / len(counts):.0%}", "high": f"{(place + 1) / len(counts):.0%}"}


@frozen
class Square:
    """One field of a heat map: its value (0 is neutral), and what to say of it."""

    value: float
    title: Message | str
    shown: str = ""


def heat_map(
    rows: Sequence[str],
    columns: Mapping[str, Message | str],
    squares: Mapping[tuple[str, str], Square],
    label: Message | str,
) -> Element:
    """Fields coloured from blue (below) over white to red (above); an empty field has no cases.

    `columns` says what each column is called; `squares` are by row and column.
    """
    side, head = 32, 190
    left = 190
    chart = svg(left + side * len(columns) + 130, head + side * len(rows) + 8, label)
    strongest = max((abs(each.value) for each in squares.values()), default=0.0) or 1.0
    for place, named in enumerate(columns.values()):
        x = left + side * place + side / 2
        words_at(
            chart, x, head - 8, shortened(str(named), 215), transform=f"rotate(-55 {x:.1f} {head - 8})", class_="soft"
        )
    for index, name in enumerate(rows):
        y = head + side * index
        words_at(chart, left - 8, y + side / 2 + 4, shortened(name, left - 12), text_anchor="end")
        for place, column in enumerate(columns):
            found = squares.get((name, column))
            x = left + side * place
            if found is None:
                box(chart, x, y, side - 2, side - 2, fill="#fff", stroke="#eef1f4")
                continue
            colour = tint(_HEAVY if found.value > 0 else _LIGHT, abs(found.value) / strongest)
            box(chart, x, y, side - 2, side - 2, found.title, fill=colour)
            if found.shown:
                ink = "#fff" if abs(found.value) > 0.6 * strongest else "#1d2733"
                words_at(
                    chart, x + side / 2 - 1, y + side / 2 + 3, found.shown, text_anchor="middle", fill=ink,
                    style=f"font-size:10px;fill:{ink};pointer-events:none",
                )  # fmt: skip
    return chart


def bar(low: float, high: float, title: Message | str, width: int = 160) -> Element:
    """A small bar from `low` to `high` of a whole, for a cell of a table."""
    chart = svg(width, 14, title)
    box(chart, 0, 2, width, 10, fill="#e6ebf0")
    box(chart, low * width, 2, max((high - low) * width, 1.5), 10, title, fill=tint(_INK, 0.9))
    return chart


def tint(colour: tuple[int, int, int], strength: float) -> str:
    """A colour mixed with white: 0 is white, 1 the colour itself."""
    return "#" + "".join(f"{round(255 - (255 - part) * min(max(strength, 0), 1)):02x}" for part in colour)


def shortened(words: str, pixels: int) -> str:
    """The words cut to a width, a Chinese character taking twice that of a Latin one."""
    room = pixels
    for place, sign in enumerate(words):
        room -= 12 if east_asian_width(sign) in "WF" else 7
        if room < 0:
            return words[: max(place - 1, 1)] + "…"
    return words
