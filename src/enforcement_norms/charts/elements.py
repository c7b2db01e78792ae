"""Elements of HTML and SVG (元素): built as a tree, so that every text is escaped, and written as one page."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from ..i18n import Message, active_locale

Child = Element | str | Message | None


def element(tag: str, *children: Child, **attributes: object) -> Element:
    """An element; `class_` is its class, `_` in other names is `-`; a child that is None is left out."""
    made = Element(tag, {_name(key): str(value) for key, value in attributes.items() if value is not None})
    append(made, *children)
    return made


def append(parent: Element, *children: Child) -> None:
    """Add elements and texts behind those that an element has."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            parent.append(child)
            continue
        words = str(child)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + words
        else:
            parent.text = (parent.text or "") + words


def svg(width: int, height: int, label: Message | str) -> Element:
    """An empty drawing of that size in pixels, with what it shows in words for those who cannot see it."""
    return element(
        "svg", width=width, height=height, viewBox=f"0 0 {width} {height}", role="img", aria_label=str(label)
    )


def words_at(parent: Element, x: float, y: float, words: Message | str, **attributes: object) -> Element:
    """A text in a drawing."""
    made = _drawn(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", **attributes})
    made.text = str(words)
    return made


def box(
    parent: Element, x: float, y: float, width: float, height: float, title: Message | str = "", **attributes: object
) -> Element:
    """A rectangle in a drawing; `title` is shown when the pointer rests on it."""
    size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    return titled(_drawn(parent, "rect", {**size, **attributes}), title)


def dot(parent: Element, x: float, y: float, radius: float, title: Message | str = "", **attributes: object) -> Element:
    """A dot in a drawing."""
    place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:.1f}"}
    return titled(_drawn(parent, "circle", {**place, **attributes}), title)


def line(parent: Element, start: tuple[float, float], end: tuple[float, float], **attributes: object) -> Element:
    """A straight line in a drawing."""
    ends = {"x1": f"{start[0]:.1f}", "y1": f"{start[1]:.1f}", "x2": f"{end[0]:.1f}", "y2": f"{end[1]:.1f}"}
    return _drawn(parent, "line", {**ends, **attributes})


def page(title: Message | str, *body: Child) -> str:
    """A whole HTML page that needs nothing but itself: style and script stand in it, and it names no address."""
    from .assets import SCRIPT, STYLE

    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", STYLE),
    )
    whole = element("html", head, element("body", *body, element("script", SCRIPT)), lang=_language())
    return "<!DOCTYPE html>\n" + tostring(whole, encoding="unicode", method="html") + "\n"


def _language() -> str:
    return active_locale().replace("_", "-")


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _drawn(parent: Element, tag: str, attributes: Mapping[str, object]) -> Element:
    return SubElement(parent, tag, {_name(key): str(value) for key, value in attributes.items() if value is not None})


def titled(shape: Element, title: Message | str) -> Element:
    """A shape with words that are shown when the pointer rests on it."""
    if title:
        SubElement(shape, "title").text = str(title)
    return shape
