"""The outline of an explanation (说明的结构): sections of lines, and how they are written as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import frozen

from ..i18n import Message

SCHEMA: Final = "enforcement-norms.explanation/1"
_INDENT: Final = "  "


@frozen
class Line:
    """One sentence, with what belongs under it."""

    words: Message
    under: tuple[Line, ...] = ()


@frozen
class Section:
    """One part of an explanation under its title."""

    id: str
    title: Message
    lines: tuple[Line, ...]


@frozen
class Outline:
    """A whole explanation, not yet in any language."""

    title: Message
    sections: tuple[Section, ...]

    def as_text(self, locale: str) -> str:
        """Plain text: titles in 【】 in the order of the reasons, lines indented under them."""
        return "\n".join(_text(self, locale))

    def as_markdown(self, locale: str) -> str:
        """Markdown: headings and nested lists."""
        return "\n".join(_markdown(self, locale))

    def as_data(self, locale: str) -> dict[str, Any]:
        """Plain data: the same sections and lines."""
        return {
            "schema": SCHEMA,
            "locale": locale,
            "title": self.title.render(locale),
            "sections": [
                {
                    "id": section.id,
                    "title": section.title.render(locale),
                    "lines": [_line_data(line, locale) for line in section.lines],
                }
                for section in self.sections
            ],
        }

    def as_json(self, locale: str) -> str:
        """The data as JSON."""
        return json.dumps(self.as_data(locale), ensure_ascii=False, indent=2)


def line(words: Message, *under: Line | Message | None) -> Line:
    """One line; messages under it become lines of their own, None is left out."""
    return Line(words, tuple(each if isinstance(each, Line) else Line(each) for each in under if each is not None))


def section(id_: str, title: Message, lines: Iterable[Line | Message | None]) -> Section:
    """One section; messages become lines, None is left out."""
    return Section(id_, title, line(title, *lines).under)


def _text(outline: Outline, locale: str) -> Iterator[str]:
    yield outline.title.render(locale)
    for each in outline.sections:
        yield ""
        yield f"【{each.title.render(locale)}】" if locale == "zh_CN" else each.title.render(locale).upper()
        for one in each.lines:
            yield from _text_line(one, locale, "")


def _text_line(one: Line, locale: str, indent: str) -> Iterator[str]:
    yield indent + one.words.render(locale)
    for other in one.under:
        yield from _text_line(other, locale, indent + _INDENT)


def _markdown(outline: Outline, locale: str) -> Iterator[str]:
    yield f"# {outline.title.render(locale)}"
    for each in outline.sections:
        yield ""
        yield f"## {each.title.render(locale)}"
        yield ""
        for one in each.lines:
            yield from _markdown_line(one, locale, "")


def _markdown_line(one: Line, locale: str, indent: str) -> Iterator[str]:
    yield f"{indent}- {_escaped(one.words.render(locale))}"
    for other in one.under:
        yield from _markdown_line(other, locale, indent + _INDENT)


def _escaped(words: str) -> str:
    """The words with signs that Markdown would take for its own."""
    return "".join(f"\\{sign}" if sign in "\\`*_<>[]" else sign for sign in words)


def _line_data(one: Line, locale: str) -> dict[str, Any]:
    data: dict[str, Any] = {"text": one.words.render(locale)}
    if one.under:
        data["lines"] = [_line_data(other, locale) for other in one.under]
    return data
