"""Traces of many case files kept on disk (案卷摘要库), so that comparing them takes no more memory for more files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from ...errors import EnforcementNormsError
from ...i18n import _
from ...model.across_report import Seen
from ...model.recorded import Moment
from .rows import Row, Rows, rows_of
from .traces import Lack, Trace

_CACHE: Final = 16_384
"""KiB of the traces that stay in memory; the rest is on disk."""
_TABLES: Final = """
CREATE TABLE files (digest BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE acts (party, violation, file INTEGER, name, step, first, last, occurred, decided, corrects);
CREATE TABLE visits (party, file INTEGER, name, step, at, body, cap);
CREATE TABLE stays (officer, site, begins, ends, name, step);
CREATE TABLE numbers (number, file INTEGER, name, step, at);
"""
_INDEXES: Final = """
CREATE INDEX IF NOT EXISTS acts_by_party ON acts (party, violation, first, last, name, file);
CREATE INDEX IF NOT EXISTS visits_by_party ON visits (party, file);
CREATE INDEX IF NOT EXISTS stays_by_officer ON stays (officer, begins, ends, site);
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


class Span(NamedTuple):
    """Hours at a site (在场时段); many files may record the same."""

    site: str
    begins: datetime
    ends: datetime


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

    The file is one without a name in the folder for temporary files (`TMPDIR`), and it goes with the process.
    """

    def __init__(self, cache: int = _CACHE) -> None:
        self.files = 0
        self.lacks: dict[Lack, tuple[int, str]] = {}
        """For every (comparison, input) how many files lack it, and the first of them."""
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

    def add(self, trace: Trace) -> None:
        """Keep a trace; one that is already kept is the same file given twice."""
        self.keep((rows_of(trace),))

    def keep(self, traces: Iterable[Rows]) -> None:
        """Keep traces that are rows already; as `add`, but many at a time are kept faster.

        Raises:
            EnforcementNormsError: the disk refuses them.
        """
        with told_of_disk():
            self._keep(traces)

    def _keep(self, traces: Iterable[Rows]) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")
        acts: list[Row] = []
        visits: list[Row] = []
        stays: list[Row] = []
        numbers: list[Row] = []
        for trace in traces:
            number, name = self.files + 1, trace.file
            if not self._base.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (trace.digest, number)).rowcount:
                continue
            self.files = number
            for lack in trace.lacks:
                count, first = self.lacks.get(lack, (0, name))
                self.lacks[lack] = (count + 1, first)
            acts += [(number, name, *row) for row in trace.acts]
            visits += [(number, name, *row) for row in trace.visits]
            stays += [(name, *row) for row in trace.stays]
            numbers += [(number, name, *row) for row in trace.numbers]
        insert = self._base.executemany
        insert(
            "INSERT INTO acts (file, name, party, violation, step, first, last, occurred, decided, corrects)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            acts,
        )
        insert("INSERT INTO visits (file, name, party, step, at, body, cap) VALUES (?, ?, ?, ?, ?, ?, ?)", visits)
        insert("INSERT INTO stays (name, officer, site, begins, ends, step) VALUES (?, ?, ?, ?, ?, ?)", stays)
        insert("INSERT INTO numbers (file, name, number, step, at) VALUES (?, ?, ?, ?, ?)", numbers)

    def acts(self) -> Iterator[list[Act]]:
        """The fined acts of one party under one clause by their days, where several files fine them."""
        groups = (
            "SELECT party, violation FROM acts GROUP BY party, violation"
            " HAVING MIN(file) <> MAX(file) ORDER BY MIN(rowid)"
        )
        rows = (
            "SELECT file, name, step, first, last, occurred, decided, corrects FROM acts"
            " WHERE party = ? AND violation = ? ORDER BY first, last, name, rowid"
        )
        for group in self._asked(groups):
            yield [
                Act(
                    file, Seen(name, step), _day(first), _day(last), _moment(occurred), _day(decided), _answer(corrects)
                )
                for file, name, step, first, last, occurred, decided, corrects in self._asked(rows, *group)
            ]

    def planned(self) -> Iterator[list[Planned]]:
        """The planned inspections of one party, where several files record some."""
        groups = "SELECT party FROM visits GROUP BY party HAVING MIN(file) <> MAX(file) ORDER BY MIN(rowid)"
        rows = "SELECT file, name, step, at, body, cap FROM visits WHERE party = ? ORDER BY rowid"
        for group in self._asked(groups):
            yield [
                Planned(file, Seen(name, step), _day(at), body, cap)
                for file, name, step, at, body, cap in self._asked(rows, *group)
            ]

    def spans(self) -> Iterator[tuple[str, Iterator[Span]]]:
        """For every officer who was at several sites the hours at each, by their beginning; each span once."""
        groups = "SELECT officer FROM stays GROUP BY officer HAVING MIN(site) <> MAX(site) ORDER BY MIN(rowid)"
        rows = "SELECT begins, ends, site FROM stays WHERE officer = ? ORDER BY begins, ends, site"
        for (officer,) in self._asked(groups):
            found = groupby(self._asked(rows, officer), key=itemgetter(0, 1, 2))
            spans = (Span(site, _hour(begins), _hour(ends)) for (begins, ends, site), _same in found)
            yield officer, spans

    def numbered(self) -> Iterator[tuple[str, list[tuple[date, Seen]]]]:
        """Every number under which several files decide, with the days and places of the decisions."""
        groups = "SELECT number FROM numbers GROUP BY number HAVING MIN(file) <> MAX(file) ORDER BY MIN(rowid)"
        rows = "SELECT at, name, step FROM numbers WHERE number = ? ORDER BY rowid"
        for (number,) in self._asked(groups):
            yield number, [(_day(at), Seen(name, step)) for at, name, step in self._asked(rows, number)]

    def seen(self, officer: str, span: Span) -> tuple[Seen, ...]:
        """Where files record that the officer was there in those hours."""
        rows = "SELECT name, step FROM stays WHERE officer = ? AND begins = ? AND ends = ? AND site = ? ORDER BY rowid"
        found = self._asked(rows, officer, span.begins.isoformat(), span.ends.isoformat(), span.site)
        return tuple(Seen(name, step) for name, step in found)

    def _asked(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        if self._base.in_transaction:
            self._base.execute("COMMIT")
            self._base.executescript(_INDEXES)
        return self._base.execute(sql, values)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _hour(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment(text: str) -> Moment:
    return _hour(text) if "T" in text else _day(text)


def _answer(value: int | None) -> bool | None:
    return None if value is None else bool(value)
