"""Traces of many case files kept on disk (案卷摘要库), so that comparing them takes no more memory for more files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from ...errors import EnforcementNormsError
from ...i18n import _
from ...model.across_report import Seen
from ...model.recorded import Moment, day_of
from ...reader.packed import pack, unpack
from .traces import Lack, Trace

_CACHE: Final = 16_384
"""KiB of the traces that stay in memory; the rest is on disk."""
_TOGETHER: Final = 64
"""Traces that go to the disk at once."""
_TABLES: Final = """
CREATE TABLE files (id INTEGER PRIMARY KEY, name, trace);
CREATE TABLE fines (party, violation, file INTEGER);
CREATE TABLE visits (party, file INTEGER);
CREATE TABLE stays (begins, ends, site, officers, step, file INTEGER);
CREATE TABLE numbers (number, file INTEGER);
"""
_BY_NAME: Final = "CREATE INDEX IF NOT EXISTS files_by_name ON files (name)"
_TWICE: Final = """
CREATE TEMP TABLE twice AS SELECT id FROM (
  SELECT id, ROW_NUMBER() OVER (PARTITION BY name, trace ORDER BY id) AS nth FROM files
  WHERE name IN (SELECT name FROM files GROUP BY name HAVING COUNT(*) > 1)
) WHERE nth > 1
"""
"""Every file that was given before: the same trace, and so the same name."""
_OF_FILES: Final = {"files": "id", "fines": "file", "visits": "file", "stays": "file", "numbers": "file"}
_INDEXES: Final = """
CREATE INDEX IF NOT EXISTS fines_by_party ON fines (party, violation, file);
CREATE INDEX IF NOT EXISTS visits_by_party ON visits (party, file);
CREATE INDEX IF NOT EXISTS stays_by_hours ON stays (begins, ends, site, officers);
CREATE INDEX IF NOT EXISTS numbers_by_number ON numbers (number, file);
"""


class Act(NamedTuple):
    """An act of a party and the fine for it (违法行为与罚款), from its first day to its last."""

    file: int
    seen: Seen
    first: date
    last: date
    occurred: Moment
    decided: date
    corrects: bool | None


class Planned(NamedTuple):
    """A planned inspection of a party (计划内的入企检查)."""

    file: int
    seen: Seen
    day: date
    body: str | None
    cap: int | None


Span = tuple[str, str, str]
"""Hours at a site (在场时段): begin and end as ISO text, which sorts by time, and the site."""


@contextmanager
def told_of_disk() -> Iterator[None]:
    """What the disk refuses, said to people.

    Raises:
        EnforcementNormsError: the folder for temporary files is full, or cannot be written.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        message = _("案卷摘要不能存放（{reason}）；请用环境变量 TMPDIR 指定空间足够的目录", reason=str(error))
        raise EnforcementNormsError(message) from error


class TraceStore:
    """The traces of case files, each once, on disk beyond `cache` KiB (案卷摘要库); closing it deletes them.

    The file is one without a name in the folder for temporary files (`TMPDIR`), and it goes with the process. Traces
    are kept as they come; when the store is asked, those that came twice are taken out, and the rest is put in order.
    """

    def __init__(self, cache: int = _CACHE) -> None:
        self._kept = 0
        self._twice = 0
        self._lacks: dict[Lack, tuple[int, str]] = {}
        self._base = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", f"cache_size = -{cache}"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._base.close()

    @property
    def files(self) -> int:
        """How many files there are; one that was given twice is one file."""
        self._put_in_order()
        return self._kept - self._twice

    @property
    def lacks(self) -> dict[Lack, tuple[int, str]]:
        """For every (comparison, input) how many files lack it, and the first of them."""
        self._put_in_order()
        return self._lacks

    def keep(self, traces: Iterable[bytes]) -> None:
        """Keep traces as they are handed on; many at a time are kept faster.

        Raises:
            EnforcementNormsError: the disk refuses them.
        """
        left = iter(traces)
        with told_of_disk():
            while some := list(islice(left, _TOGETHER)):
                self._keep(some)

    def _keep(self, traces: Sequence[bytes]) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")
        files: list[tuple[int, str, bytes]] = []
        fines: list[tuple[str, str, int]] = []
        visits: list[tuple[str, int]] = []
        stays: list[tuple[str, str, str, bytes, str, int]] = []
        numbers: list[tuple[str, int]] = []
        file = self._kept
        for written in traces:
            file += 1
            trace = unpack(written)
            name, _subject, party, violation, occurred, _ended, fined, visited, stayed, numbered, lacks, *_ = trace
            files.append((file, name, written))
            if party is not None:
                # Without party, clause and day there is nothing to compare.
                if fined and violation is not None and occurred is not None:
                    fines.append((party, violation, file))
                if visited:
                    visits.append((party, file))
            for begins, ends, site, officers, step in stayed:
                stays.append((begins, ends, site, pack(officers), step, file))
            numbers += [(number, file) for number in dict.fromkeys([each[0] for each in numbered])]
            for needs, missing in lacks:
                count, first = self._lacks.get((needs, missing), (0, name))
                self._lacks[needs, missing] = (count + 1, first)
        self._kept = file
        insert = self._base.executemany
        insert("INSERT INTO files VALUES (?, ?, ?)", files)
        insert("INSERT INTO fines VALUES (?, ?, ?)", fines)
        insert("INSERT INTO visits VALUES (?, ?)", visits)
        insert("INSERT INTO stays VALUES (?, ?, ?, ?, ?, ?)", stays)
        insert("INSERT INTO numbers VALUES (?, ?)", numbers)

    def _put_in_order(self) -> None:
        """Take out the files that were given twice, and make the indexes; nothing where no file came since."""
        if not self._base.in_transaction:
            return
        self._base.execute("COMMIT")
        self._base.execute(_BY_NAME)
        self._base.execute(_TWICE)
        for (written,) in self._base.execute("SELECT trace FROM files WHERE id IN (SELECT id FROM twice)"):
            self._twice += 1
            for needs, missing in _read(written).lacks:
                count, first = self._lacks[needs, missing]
                self._lacks[needs, missing] = (count - 1, first)
        for table, file in _OF_FILES.items() if self._twice else ():
            self._base.execute(f"DELETE FROM {table} WHERE {file} IN (SELECT id FROM twice)")  # noqa: S608 – our own names
        self._base.execute("DROP TABLE twice")
        self._base.executescript(_INDEXES)

    def acts(self) -> Iterator[list[Act]]:
        """The fined acts of one party under one clause by their days, where several files fine them."""
        groups = "SELECT party, violation FROM fines GROUP BY party, violation HAVING COUNT(*) > 1 ORDER BY MIN(file)"
        files = "SELECT id, trace FROM fines JOIN files ON id = file WHERE party = ? AND violation = ? ORDER BY id"
        for group in self._asked(groups):
            acts = [act for file, written in self._asked(files, *group) for act in _acts(file, _read(written))]
            yield sorted(acts, key=lambda act: (act.first, act.last, act.seen.file))

    def planned(self) -> Iterator[list[Planned]]:
        """The planned inspections of one party, where several files record some."""
        groups = "SELECT party FROM visits GROUP BY party HAVING COUNT(*) > 1 ORDER BY MIN(file)"
        files = "SELECT id, trace FROM visits JOIN files ON id = file WHERE party = ? ORDER BY id"
        for group in self._asked(groups):
            found = [(file, _read(written)) for file, written in self._asked(files, *group)]
            yield [
                Planned(file, Seen(trace.file, step), _day(at), body, cap)
                for file, trace in found
                for step, at, body, cap in trace.visits
            ]

    def numbered(self) -> Iterator[tuple[str, list[tuple[date, Seen]]]]:
        """Every number under which several files decide, with the days and places of the decisions."""
        groups = "SELECT number FROM numbers GROUP BY number HAVING COUNT(*) > 1 ORDER BY MIN(numbers.rowid)"
        files = "SELECT trace FROM numbers JOIN files ON id = file WHERE number = ? ORDER BY id"
        for (number,) in self._asked(groups):
            found = [_read(written) for (written,) in self._asked(files, number)]
            yield (
                number,
                [
                    (_day(at), Seen(trace.file, step))
                    for trace in found
                    for each, step, at in trace.numbers
                    if each == number
                ],
            )

    def stays(self) -> Iterator[tuple[Span, list[str]]]:
        """Hours at a site and officers who were there, by begin, end and site; many files may record the same."""
        rows = "SELECT begins, ends, site, officers FROM stays ORDER BY begins, ends, site"
        for begins, ends, site, officers in self._asked(rows):
            yield (begins, ends, site), unpack(officers)

    def seen(self, officer: str, span: Span) -> tuple[Seen, ...]:
        """Where files record that the officer was there in those hours."""
        rows = (
            "SELECT name, step, officers FROM stays JOIN files ON id = file"
            " WHERE begins = ? AND ends = ? AND site = ? ORDER BY stays.rowid"
        )
        found = self._asked(rows, *span)
        return tuple(Seen(name, step) for name, step, officers in found for each in unpack(officers) if each == officer)

    def as_met(self, officers: Iterable[str]) -> Iterator[str]:
        """The officers in the order in which the files name them first."""
        left = set(officers)
        for (held,) in self._asked("SELECT officers FROM stays ORDER BY rowid") if left else ():
            for officer in unpack(held):
                if officer in left:
                    left.remove(officer)
                    yield officer
            if not left:
                return

    def _asked(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        self._put_in_order()
        return self._base.execute(sql, values)


def _read(written: bytes) -> Trace:
    """A trace with the texts of its moments."""
    return Trace(*unpack(written)[: len(Trace._fields)])


def _acts(file: int, trace: Trace) -> Iterator[Act]:
    """The fined acts of a file that names party, clause and day."""
    occurred, ended = _moment(trace.occurred), trace.ended
    first = day_of(occurred)
    last = first if ended is None else max(first, _day(ended))
    for step, at, corrects in trace.fines:
        yield Act(file, Seen(trace.file, step), first, last, occurred, _day(at), corrects)


def _moment(text: Any) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _day(text: Any) -> date:
    return date.fromisoformat(text[:10])
