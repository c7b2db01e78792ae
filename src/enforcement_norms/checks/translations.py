"""Which words of a pack are shown to people (待译文字), which of them a language lacks, and where to write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from typing import Any, Final

import attrs

from ..errors import Place, Problem
from ..i18n import Translation, _, read_translations, write_entry
from ..model.pack import Pack
from .subject import Subject

_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_SILENT: Final = frozenset(
    {
        "aliases",
        "audit_rules",
        "case_rules",
        "document",
        "document_number",
        "usage",
        "waives",
        "where",
        "published_on",
        "acts",
        "levels",
    }
)
"""Attributes whose words are looked up or kept for the record, and not spoken."""


def translatable(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Every Chinese text of a pack that is shown to people, once, with the place where it stands first."""
    seen: set[str] = set()
    for place, words in _texts(pack, Place("pack.yaml")):
        if words not in seen:
            seen.add(words)
            yield place, words


def texts_are_translated(subject: Subject) -> Iterator[Problem]:
    """Every text of the pack has its English translation (EN290–EN292)."""
    yield from missing_translations(subject.pack)


def missing_translations(pack: Pack, locale: str = "en") -> Iterator[Problem]:
    """A problem for each text that the pack's catalogue lacks, gives as fuzzy, or with other places `{x}`."""
    place_of_catalogue = catalogue_of(pack, locale)
    if place_of_catalogue is None:
        return
    known = read_translations(place_of_catalogue) if place_of_catalogue.is_file() else {}
    yield from compared(pack, known, locale)


def compared(pack: Pack, known: Mapping[str, Translation], locale: str) -> Iterator[Problem]:
    """The texts of a pack against the entries of a catalogue."""
    path = f"locale/{locale}/LC_MESSAGES/{pack.id}.po"
    for place, words in translatable(pack):
        entry = known.get(words)
        if entry is None or not entry.string:
            message = _("“{words}”没有 {locale} 译文", words=words, locale=locale)
            yield Problem("EN290", place, message, _("写入 {path}", path=path))
            continue
        where = ((Place(path, entry.line), _("译文在此")),)
        if entry.fuzzy:
            message = _("“{words}”的 {locale} 译文待定（fuzzy）", words=words, locale=locale)
            yield Problem("EN292", place, message, _("核对译文，删去 fuzzy 标记"), also=where)
        elif placeholders(words) != placeholders(entry.string):
            message = _("“{words}”的 {locale} 译文占位符不同", words=words, locale=locale)
            yield Problem("EN291", place, message, _("译文用同样的占位符"), also=where)


def write_missing(pack: Pack, file: Path, locale: str = "en") -> int:
    """Append an empty entry for every text that a `.po` file lacks; how many. Entries that stand there stay as they are."""
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_HEAD.format(pack=pack.id, locale=locale), encoding="utf-8")
    known = read_translations(file)
    lacking = [(place, words) for place, words in translatable(pack) if words not in known]
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        for place, words in lacking:
            stream.write(write_entry(words, f"{place.file}:{place.line}" if place.line else place.file))
    return len(lacking)


def catalogue_of(pack: Pack, locale: str) -> Traversable | None:
    """The `.po` file of an importable pack, whether or not it exists; None for data that no Python package holds."""
    if not pack.module:
        return None
    return resources.files(pack.module).joinpath("locale", locale, "LC_MESSAGES", f"{pack.id}.po")


def placeholders(words: str) -> frozenset[str]:
    """The named places `{x}` in a sentence."""
    try:
        return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(words) if name)
    except ValueError:  # a brace that opens nothing is no place
        return frozenset()


_HEAD: Final = """\
# Translation of the data of {pack} into {locale}.
msgid ""
msgstr ""
"Project-Id-Version: enforcement-norms\\n"
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        if _CHINESE.search(value):
            yield place, value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item, place)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, place)
    elif attrs.has(type(value)):
        own = getattr(value, "where", None)
        here = own if isinstance(own, Place) and own.file else place
        for attribute in attrs.fields(type(value)):
            if attribute.name not in _SILENT:
                yield from _texts(getattr(value, attribute.name), here if attribute.name != "sources" else _SOURCES)


_SOURCES: Final = Place("sources.yaml")
