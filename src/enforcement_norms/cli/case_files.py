"""Case files of a call (案卷文件): files, folders, JSON Lines; audited in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from attrs import field, frozen

from ..errors import CaseInvalid, PackError
from ..i18n import _, active_locale, speaking
from .inputs import Record, records_in, records_of_lines
from .output import as_json_line
from .session import Session, placed

if TYPE_CHECKING:
    from ..auditing import Settings
    from ..auditing.across import Trace
    from ..auditing.scoring import Score, ScoreTable
    from ..compiler import Norms
    from ..model.actors import Registers
    from ..model.audit_report import AuditReport
    from ..model.casefile import CaseFile

REGISTERS: Final = "registers"
"""The name of the file in a folder that holds its registers."""
_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".jsonl", ".ndjson"})
_LINES: Final = frozenset({".jsonl", ".ndjson"})
BATCH: Final = 200
"""Lines that one process takes at a time."""


@frozen
class Audited:
    """What became of one record: its report, or its report as a line of JSON, or why it was refused."""

    record: Record
    report: AuditReport | None = None
    error: CaseInvalid | None = None
    line: str = ""
    is_clean: bool = True
    trace: Trace | None = None
    score: Score | None = None


def files_in(given: Iterable[str]) -> Iterator[str]:
    """The files that the arguments name, those of folders one by one, without their registers.

    Raises:
        UsageError: a folder without any case file.
    """
    for each in given:
        folder = Path(each)
        if not folder.is_dir():
            yield each
            continue
        held = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.stem != REGISTERS)
        if not held:
            raise click.UsageError(str(_("目录 {folder} 中没有案卷文件（yaml、json、jsonl）", folder=each)))
        yield from map(str, held)


def registers_of(given: Iterable[str], named: str | None) -> Registers | None:
    """The registers in the file that is named, else in `registers.yaml` beside the first case file that has one.

    Raises:
        CaseInvalid: they cannot be read.
    """
    from ..reader.case_file import registers_at

    if named is not None:
        return registers_at(Path(named))
    for each in given:
        folder = Path(each) if Path(each).is_dir() else Path(each).parent
        for suffix in (".yaml", ".json"):
            beside = folder / f"{REGISTERS}{suffix}"
            if beside.is_file():
                return registers_at(beside)
    return None


def case_file_of(record: Record) -> CaseFile:
    """The case file that a record describes.

    Raises:
        CaseInvalid: with every problem, each with the place of the record.
    """
    from ..reader.case_file import read_case_file

    if record.data is None:
        raise CaseInvalid(_("案卷数据不能读取"), record.problems)
    try:
        return read_case_file(record.data, record.where.file)
    except CaseInvalid as error:
        raise placed(error, record.where) from None


@frozen(slots=False)
class Auditor:
    """Audits records: registers, settings, and the packs as the case files need them; `as_lines` for JSON."""

    registers: Registers | None
    settings: Settings
    session: Session = field(factory=Session)
    as_lines: bool = False
    table: ScoreTable | None = None
    known: dict[str, Norms | None] = field(factory=dict)

    def audited(self, record: Record) -> Audited:
        """The report on one record; a case file that cannot be read is refused."""
        from ..auditing import audit
        from ..auditing.across import trace_of
        from ..auditing.showing import report_data

        try:
            case_file = case_file_of(record)
        except CaseInvalid as error:
            return Audited(record, None, error)
        report = audit(self.norms(case_file.domain), case_file, self.registers, settings=self.settings)
        trace, score = trace_of(case_file), self.score(report)
        if not self.as_lines:
            return Audited(record, report, is_clean=report.is_clean, trace=trace, score=score)
        # A line is far smaller than a report, and it is written where the work is done.
        data = report_data(report)
        if score is not None:
            from ..auditing.scoring.showing import score_data

            data["score"] = score_data(score)
        place = Record(record.where)
        return Audited(place, line=as_json_line(data), is_clean=report.is_clean, trace=trace, score=score)

    def score(self, report: AuditReport) -> Score | None:
        """The score of a report, where scores are asked for."""
        if self.table is None:
            return None
        from ..auditing.scoring import score_of

        return score_of(report, self.table)

    def norms(self, domain: str | None) -> Norms | None:
        """The packs of a domain; None where none is installed or usable: what needs them is then not checkable."""
        if domain is None:
            return None
        if domain not in self.known:
            try:
                self.known[domain] = self.session.norms(domain)
            except PackError as error:
                click.echo(error.render(), err=True)
                self.known[domain] = None
        return self.known[domain]


@frozen
class Chunk:
    """Work for one process: a file, or some lines of JSON Lines with the number of the first."""

    name: str
    first: int = 0
    lines: tuple[bytes, ...] = ()

    def records(self) -> Iterator[Record]:
        """The records in it."""
        return records_of_lines(self.name, self.lines, self.first) if self.first else records_in(self.name, None)


def chunks_of(files: Iterable[str]) -> Iterator[Chunk]:
    """The files cut into work: JSON Lines by so many lines, so that memory stays flat; others whole."""
    for name in files:
        if Path(name).suffix.lower() not in _LINES or not Path(name).is_file():
            yield Chunk(name)
            continue
        with Path(name).open("rb") as stream:
            first = 1
            while lines := tuple(islice(stream, BATCH)):
                yield Chunk(name, first, lines)
                first += len(lines)


def audited_records(auditor: Auditor, files: Iterable[str], jobs: int) -> Iterator[Audited]:
    """Every record of the files, audited in their order; with `jobs` processes, each taking a chunk at a time."""
    chunks = chunks_of(files)
    if jobs == 1:
        for chunk in chunks:
            yield from map(auditor.audited, chunk.records())
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pending: deque[Any] = deque()
    given = (
        auditor.registers,
        auditor.settings,
        auditor.session.overlays,
        auditor.as_lines,
        auditor.table,
        active_locale(),
    )
    with ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, given) as pool:
        for chunk in chunks:
            pending.append(pool.submit(_audit_chunk, chunk))
            if len(pending) > 2 * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


_WORKER: list[tuple[Auditor, str]] = []
"""The auditor of this process, made once when the process begins."""


def _prepare(
    registers: Registers | None,
    settings: Settings,
    overlays: tuple[str, ...],
    as_lines: bool,
    table: ScoreTable | None,
    locale: str,
) -> None:
    _WORKER[:] = [(Auditor(registers, settings, Session(overlays), as_lines, table), locale)]


def _audit_chunk(chunk: Chunk) -> list[Audited]:
    auditor, locale = _WORKER[0]
    with speaking(locale):
        return [auditor.audited(record) for record in chunk.records()]
