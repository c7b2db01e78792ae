"""The reasons of a determination in words (裁量说明), from what is recorded in it; nothing is computed again."""

from __future__ import annotations

from typing import Final, Literal

from ..i18n import normalise
from ..model.determination import Determination
from .content import outline_of, steps_outline, summary

Format = Literal["text", "markdown", "json"]
FORMATS: Final = ("text", "markdown", "json")

__all__ = ["FORMATS", "Format", "explain", "outline_of", "steps_outline", "summary"]


def explain(determination: Determination, locale: str = "zh_CN", format: Format = "text") -> str:  # noqa: A002
    """Outcome, provision, ranges, circumstances, options, open points, procedure, every step with its article.

    Raises:
        ValueError: an unknown locale or format.
    """
    chosen = normalise(locale)
    outline = outline_of(determination)
    if format == "text":
        return outline.as_text(chosen)
    if format == "markdown":
        return outline.as_markdown(chosen)
    if format == "json":
        return outline.as_json(chosen)
    raise ValueError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
