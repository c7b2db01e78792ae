"""A folder of legal texts (法规文本库): which there are, which version is in force on a day, and their content."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import attrs
from attrs import frozen

from ..errors import LawNotFound, ValueProblem
from ..i18n import Message, _
from .instrument import InForce, Instrument
from .statute import Statute, read_statute
from .titles import canonical_title, short_title

_FILE_NAME: Final = re.compile(r"(?P<title>.+)[(（](?P<version>\d{4}-\d{2}-\d{2})[)）]")
_INDEX: Final = "INDEX.csv"


@frozen
class TextEntry:
    """One text of the library: title, version date, file, and the days in force as far as the index knows them."""

    title: str
    version: date
    path: Path
    in_force: InForce | None = None
    """None where the index leaves the first day blank."""
    row: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    """The row of the index, column by column."""


class LawLibrary:
    """The texts of one or more folders; of texts in two, the first folder's is taken.

    A folder holds files `正式名称(版本日期).md` and may have an `INDEX.csv` with `file`, `effective_from` and
    `effective_until`. Texts are read when they are first asked for and then kept.

    Raises:
        LawNotFound: a folder does not exist.
        ValueProblem: the index has a date that cannot be read.
    """

    def __init__(self, *folders: Path) -> None:
        self._entries: dict[str, dict[date, TextEntry]] = {}
        self._statutes: dict[Path, Statute] = {}
        for folder in folders:
            for entry in _entries(folder):
                self._entries.setdefault(entry.title, {}).setdefault(entry.version, entry)
        self._titles = {short_title(title): title for title in self._entries} | {
            title: title for title in self._entries
        }

    @property
    def titles(self) -> tuple[str, ...]:
        """All full titles, sorted."""
        return tuple(sorted(self._entries))

    def __len__(self) -> int:
        return sum(map(len, self._entries.values()))

    def __iter__(self) -> Iterator[TextEntry]:
        for title in self.titles:
            yield from self.versions(title)

    def full_title(self, title: str) -> str:
        """The full title behind a full or short one.

        Raises:
            LawNotFound: no such text; near titles are named.
        """
        written = canonical_title(title)
        if written in self._titles:
            return self._titles[written]
        near = dict.fromkeys(self._titles[name] for name in get_close_matches(written, self._titles, n=3, cutoff=0.6))
        raise LawNotFound(_not_held(written, near))

    def versions(self, title: str) -> tuple[TextEntry, ...]:
        """All versions held of a title, oldest first.

        Raises:
            LawNotFound: no such title.
        """
        held = self._entries[self.full_title(title)]
        return tuple(held[version] for version in sorted(held))

    def version_on(self, title: str, day: date) -> TextEntry:
        """The version in force on that day by the index.

        Raises:
            LawNotFound: none is, or the index does not say; the versions held are named.
        """
        versions = self.versions(title)
        for entry in versions:
            if entry.in_force and entry.in_force.covers(day):
                return entry
        raise LawNotFound(
            _(
                "《{title}》没有已知在 {day} 施行的文本；收有版本：{versions}",
                title=versions[0].title,
                day=day,
                versions=[_described(entry) for entry in versions],
            )
        )

    def statute(self, title: str, version: date) -> Statute:
        """The text of that version, named by the date in its file name.

        Raises:
            LawNotFound: not held; the versions that are held are named.
        """
        full = self.full_title(title)
        entry = self._entries[full].get(version)
        if entry is None:
            held = [str(known) for known in sorted(self._entries[full])]
            raise LawNotFound(
                _("《{title}》没有收 {version} 版本；收有：{versions}", title=full, version=version, versions=held)
            )
        if entry.path not in self._statutes:
            self._statutes[entry.path] = read_statute(entry.path, entry.title, entry.version)
        return self._statutes[entry.path]

    def statute_on(self, title: str, day: date) -> Statute:
        """The text in force on that day by the index; raises as `version_on`."""
        entry = self.version_on(title, day)
        return self.statute(entry.title, entry.version)

    def of_instrument(self, instrument: Instrument, day: date) -> Statute:
        """The text of an instrument in force on that day, by the instrument's own versions.

        Raises:
            LawNotFound: the instrument is not in force that day, or its text is not held.
        """
        version = instrument.version_on(day)
        if version is None:
            raise LawNotFound(_("《{title}》在 {day} 没有施行中的版本", title=instrument.title, day=day))
        return self.statute(instrument.title, version.text)


def known_titles(instruments: Iterable[Instrument]) -> dict[str, str]:
    """Every title of the instruments → id, for `read_citations`."""
    return {name: instrument.id for instrument in instruments for name in instrument.names}


def _entries(folder: Path) -> Iterator[TextEntry]:
    if not folder.is_dir():
        raise LawNotFound(_("没有法规文本目录 {folder}", folder=folder))
    index = _index(folder / _INDEX)
    for path in sorted(folder.glob("*.md")):
        named = _FILE_NAME.fullmatch(path.stem)
        if named is None:
            continue
        row = index.get(path.name, {})
        yield TextEntry(
            canonical_title(named["title"]),
            date.fromisoformat(named["version"]),
            path,
            _in_force(row, folder / _INDEX),
            tuple(row.items()),
        )


def _index(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


def _in_force(row: dict[str, str], index: Path) -> InForce | None:
    starts, ends = row.get("effective_from"), row.get("effective_until")
    try:
        return InForce(date.fromisoformat(starts), date.fromisoformat(ends) if ends else None) if starts else None
    except ValueError as problem:
        raise ValueProblem(
            _("{index}：{file} 的施行日期不成立：{reason}", index=index, file=row["file"], reason=str(problem)),
            _("effective_from、effective_until 写作 2021-07-15，后者不早于前者"),
        ) from problem


def _described(entry: TextEntry) -> str:
    if entry.in_force is None:
        return str(entry.version)
    return f"{entry.version}（{entry.in_force.from_}—{entry.in_force.until or ''}）"


def _not_held(title: str, near: Iterable[str]) -> Message:
    names = [f"《{name}》" for name in near]
    if names:
        return _("法规文本库没有《{title}》；相近的有：{near}", title=title, near=names)
    return _("法规文本库没有《{title}》", title=title)
