"""A file of cases → files of what the law says of them (批量计算), part by part, on DuckDB, Polars or Spark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from ..compiler import Norms
from .columns import columns_of_all
from .halting import interruptible
from .learnt import Learnt
from .reading import as_parquet, check_parquet, rows_in
from .resuming import Parts, finish, parts_of
from .tables import evaluate_table
from .writing import counted_by, joined, put_in_place, write_part

PART: Final = 10_000_000
"""How many rows a part has: what is lost at most when a run is killed."""
REGISTER: Final = ("department", "officer", "imposed_fine")
"""Columns of a register of decisions that are taken over into the result where a table has them."""


@frozen
class Request:
    """What a run is to do: from which file, into which, on which engine.

    `carry` names columns that are taken over unread; `memory` is DuckDB's limit (750MB), beyond which it spills.
    """

    source: Path
    cases: Path
    penalties: Path | None = None
    engine: str = "duckdb"
    source_format: str = "parquet"
    format: str = "parquet"
    carry: tuple[str, ...] = ()
    rows_of_part: int = PART
    memory: str = ""
    overlays: tuple[str, ...] = ()


@frozen
class Summary:
    """What a run did: rows in all, rows and seconds of this run, parts taken over from an earlier one, the outcomes.

    `unruled` says by pack how many rows are of violations with case rules in Python (校验规则), which tables do not run.
    """

    rows: int
    computed: int
    seconds: float
    parts: int
    resumed: int
    outcomes: Mapping[str, int] = field(factory=dict)
    problems: Mapping[str, int] = field(factory=dict)
    unruled: Mapping[str, int] = field(factory=dict)

    @property
    def rows_per_second(self) -> float:
        """How many rows this run computed in a second."""
        return self.computed / self.seconds if self.seconds > 0 else 0.0


@frozen
class Progress:
    """How far a run is: rows done of all rows, and how many of them an earlier run had done, if there was one.

    `combinations` says of the part at hand how many of how many different combinations of facts have been evaluated,
    while that goes on.
    """

    done: int
    rows: int
    resumed: int
    taken_up: bool = False
    combinations: tuple[int, int] | None = None


def evaluate_file(norms: Norms, request: Request, tell: Callable[[Progress], None] = lambda _: None) -> Summary:
    """Evaluate all cases of a file and write the tables, all at once at the end.

    A run that is killed leaves earlier output as it was; the same call again goes on after the last finished part.

    Raises:
        CaseInvalid: the file cannot be read.
        TableInvalid: its columns are not those of the norms.
        OutputBusy: another process is writing the same output.
    """
    with parts_of(request.cases, _asked(norms, request)) as parts:
        source = parts.folder / "source.parquet"
        if request.source_format == "parquet" or not source.exists():
            half = parts.folder / "source.writing"
            found = as_parquet(request.source, request.source_format, columns_of_all(norms), half)
            source = half.replace(source) if found is half else found
        check_parquet(source)
        rows = rows_in(source)
        starts = [0] if request.engine == "spark" else list(range(0, max(rows, 1), request.rows_of_part))
        resumed = parts.finished(len(starts))
        done_before = sum(_size(start, rows, starts) for at, start in enumerate(starts) if parts.done(at))
        done = done_before
        tell(Progress(done, rows, done_before, parts.taken_up))
        began = time.monotonic()
        learnt = Learnt(norms)
        with _connected(request, parts.folder) as connection:
            for number, start in enumerate(starts):
                if parts.done(number):
                    continue
                size = _size(start, rows, starts)
                table = _part(connection, request.engine, source, start, size, whole=len(starts) == 1)
                now = Progress(done, rows, done_before)
                with interruptible(request.engine):
                    _evaluate(learnt, request, table, parts, number, _Telling(connection, now, size, tell))
                done += size
                tell(Progress(done, rows, done_before))
        seconds = time.monotonic() - began
        cases = [parts.cases(number) for number in range(len(starts))]
        outcomes, problems = counted_by(cases, "outcome"), counted_by(cases, "problem")
        unruled = _unruled(norms, counted_by(cases, "violation"))
        written: dict[Path, Path] = {}
        if request.penalties is not None:
            penalties = [parts.penalties(number) for number in range(len(starts))]
            written[request.penalties] = joined(penalties, request.format, request.penalties, parts.folder)
        written[request.cases] = joined(cases, request.format, request.cases, parts.folder)
        put_in_place(written)
    return Summary(rows, rows - done_before, seconds, len(starts), resumed, outcomes, problems, unruled)


def _unruled(norms: Norms, rows: Mapping[str, int]) -> Mapping[str, int]:
    """How many rows of each pack are of violations that its rules in Python concern, from the rows by violation."""
    found: dict[str, int] = {}
    for violation, count in rows.items():
        track = norms.tracks.get(violation)
        if track is not None and any(
            not rule.violations or track.versions[0].id in rule.violations for rule in track.pack.case_rules
        ):
            found[track.pack.id] = found.get(track.pack.id, 0) + count
    return found


def _asked(norms: Norms, request: Request) -> dict[str, Any]:
    """What must be the same for parts of an earlier run to be of use."""
    state = request.source.stat()
    return {
        "source": str(request.source.resolve()),
        "size": state.st_size,
        "changed": state.st_mtime_ns,
        "rows_of_part": request.rows_of_part,
        "spark": request.engine == "spark",
        "carry": sorted(request.carry),
        "penalties": request.penalties is not None,
        "packs": {pack.id: pack.version for pack in norms.packs.values()},
        "overlays": [[str(path), path.stat().st_mtime_ns] for path in _files(request.overlays)],
    }


def _files(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in Path(folder).rglob("*") if path.is_file())


def _size(start: int, rows: int, starts: list[int]) -> int:
    following = next((other for other in starts if other > start), rows)
    return following - start


def _evaluate(learnt: Learnt, request: Request, table: Any, parts: Parts, number: int, telling: _Telling) -> None:
    carry = [*request.carry, *(name for name in REGISTER if name in table.columns and name not in request.carry)]
    found = evaluate_table(learnt.norms, table, carry=carry, learnt=learnt, tell=telling.of_combinations)
    cases, penalties = parts.unfinished(number)
    tables = {cases: found.cases} if request.penalties is None else {penalties: found.penalties, cases: found.cases}
    for place, (path, rows) in enumerate(tables.items()):
        with telling.watched(request.engine, place, len(tables)):
            write_part(rows, request.engine, path)
    found.release()
    finish(parts, number, penalties=request.penalties is not None)


@contextmanager
def _connected(request: Request, folder: Path) -> Iterator[Any]:
    """A connection to the engine; what it spills goes into the folder of the run."""
    import ibis

    if request.engine == "duckdb":
        limits = {"memory_limit": request.memory} if request.memory else {}
        connection = ibis.duckdb.connect(temp_directory=str(folder / "spilled"), **limits)
        connection.con.execute("SET preserve_insertion_order = false")
        try:
            yield connection
        finally:
            connection.disconnect()
    elif request.engine == "polars":
        yield ibis.polars.connect()
    else:
        from .spark import session

        with session() as running:
            yield ibis.pyspark.connect(running)


def _part(connection: Any, engine: str, source: Path, start: int, size: int, *, whole: bool) -> Any:
    """The rows of a part as a table of the engine; nothing is read yet."""
    if whole or engine == "spark":
        return connection.read_parquet(str(source), table_name="cases_read")
    if engine == "polars":
        import polars as pl

        return connection.create_table(f"part_{start}", pl.scan_parquet(source).slice(start, size))
    name = f"part_{start}"
    read = connection.con.read_parquet(str(source), file_row_number=True)
    rows = read.filter(f"file_row_number BETWEEN {start} AND {start + size - 1}")
    rows.project("* EXCLUDE (file_row_number)").create_view(name)
    return connection.table(name)


@frozen
class _Telling:
    """Tells how far a part is: `now` is how far the run was before it, `size` how many rows it has."""

    connection: Any
    now: Progress
    size: int
    tell: Callable[[Progress], None]

    def of_combinations(self, done: int, of: int) -> None:
        """Of so many combinations so many have been evaluated."""
        self.tell(evolve(self.now, combinations=(done, of)))

    @contextmanager
    def watched(self, engine: str, place: int, of: int) -> Iterator[None]:
        """Tell how far the engine is with one of so many tables, where it says so (DuckDB)."""
        self.tell(evolve(self.now, done=self.now.done + self.size * place // of))
        if engine != "duckdb":
            yield
            return
        from threading import Event, Thread

        over = Event()

        def watch() -> None:
            while not over.wait(0.25):
                percent = self.connection.con.query_progress()
                if percent > 0:
                    part = (place + min(percent, 100) / 100) / of
                    self.tell(evolve(self.now, done=self.now.done + int(self.size * part)))

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()
