"""Which words of a pack are shown to people (待译文字), and which of them a language lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Final

import attrs

from ..errors import Place, Problem
from ..i18n import _, catalogue
from ..model.pack import Pack

_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_UNSPOKEN: Final = frozenset({"waives", "aliases", "document", "document_number", "usage", "where"})
"""Attributes whose words are looked up or kept for the record, and not shown as sentences."""


def translatable(pack: Pack) -> Mapping[str, Place]:
    """Every Chinese text of a pack that is shown to people, with the place where it stands first."""
    found: dict[str, Place] = {}
    for words, place in _texts(pack, Place("pack.yaml")):
        found.setdefault(words, place)
    return found


def missing_translations(pack: Pack, locale: str) -> tuple[Problem, ...]:
    """A problem for each text of a pack that its catalogue lacks in a language, or gives with other places `{x}`."""
    known = catalogue(locale, pack.module)
    problems = []
    for words, place in translatable(pack).items():
        translation = known.get(words)
        if translation is None:
            message = _("“{words}”没有 {locale} 译文", words=words, locale=locale)
            problems.append(
                Problem("EN290", place, message, _("写入 locale/{locale}/LC_MESSAGES/ 下的 .po", locale=locale))
            )
        elif placeholders(words) != placeholders(translation):
            message = _("“{words}”的译文占位符不同", words=words)
            problems.append(Problem("EN291", place, message, _("译文用同样的占位符")))
    return tuple(problems)


def placeholders(words: str) -> frozenset[str]:
    """The named places `{x}` in a sentence."""
    return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(words) if name)


def _texts(value: Any, place: Place) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        if _CHINESE.search(value):
            yield value, place
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item, place)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, place)
    elif attrs.has(type(value)):
        own = getattr(value, "where", place) or place
        here = own if isinstance(own, Place) and own.file else place
        for attribute in attrs.fields(type(value)):
            if attribute.name not in _UNSPOKEN:
                yield from _texts(getattr(value, attribute.name), here)
