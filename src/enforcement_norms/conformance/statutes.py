"""Citations and dates of a pack against the texts (引用与施行日期): every cited place exists, every date agrees with the index."""

from __future__ import annotations

from collections.abc import Iterator

from ..checks.subject import Subject
from ..checks.walking import citations
from ..errors import LawNotFound, Problem
from ..errors import Place as Where
from ..i18n import _
from ..law import Citation, InForce, Instrument, InstrumentVersion, TextEntry
from .reading import Texts

SOURCES = Where("sources.yaml")


def texts_are_held(subject: Subject, texts: Texts) -> Iterator[Problem]:
    """The text of every version in sources.yaml is held (EN520), and in force as the index says (EN522)."""
    for instrument in subject.pack.sources.values():
        try:
            entries = {entry.version: entry for entry in texts.library.versions(instrument.title)}
        except LawNotFound as missing:
            yield Problem("EN520", SOURCES, missing.message, _("核对“{id}”的 title", id=instrument.id))
            continue
        for version in instrument.versions:
            entry = entries.get(version.text)
            if entry is None:
                message = _("《{title}》没有收 {version} 版本的文本", title=instrument.title, version=version.text)
                versions = [str(each) for each in sorted(entries)]
                yield Problem(
                    "EN520",
                    SOURCES,
                    message,
                    _("“{id}”的 text 写收有的版本：{versions}", id=instrument.id, versions=versions),
                )
            else:
                yield from _dated(instrument, version, entry)


def _dated(instrument: Instrument, version: InstrumentVersion, entry: TextEntry) -> Iterator[Problem]:
    known = entry.in_force
    if known is None:
        return
    for key, own, other in (
        ("from", version.in_force.from_, known.from_),
        ("until", version.in_force.until, known.until),
    ):
        if own == other or (key == "until" and other is None):
            continue
        message = _(
            "《{title}》{version} 版本的 {key} 写作 {own}，法规文本索引为 {other}",
            title=instrument.title,
            version=version.text,
            key=key,
            own=own or _("（没有）"),
            other=other,
        )
        yield Problem("EN522", SOURCES, message, _("核对文本末条和修改决定；以索引为准"))


def articles_exist(subject: Subject, texts: Texts) -> Iterator[Problem]:
    """Every cited article, paragraph and item exists in every version that was in force (EN521)."""
    seen: set[tuple[Citation, Where, InForce]] = set()
    for each in citations(subject.pack):
        key = (each.citation, each.where, each.in_force)
        instrument = subject.sources.get(each.citation.instrument)
        if instrument is None or key in seen:
            continue
        seen.add(key)
        for day in texts.days([each.citation], each.in_force):
            statute = texts.statute(instrument, day)
            if statute is None:
                continue  # said of the source
            try:
                statute.passages(each.citation)
            except LawNotFound as missing:
                yield Problem("EN521", each.where, missing.message, _("核对引用 {citation}", citation=each.citation.id))
