"""Case files of a call (案卷文件): files, folders, JSON Lines; audited in this process or in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from attrs import field, frozen

from ..errors import CaseInvalid, PackError
from ..i18n import _, active_locale, speaking
from .inputs import Record, records_in
from .session import Session, known_only, placed

if TYPE_CHECKING:
    from ..auditing import Settings
    from ..compiler import Norms
    from ..model.actors import Registers
    from ..model.audit_report import AuditReport
    from ..model.casefile import CaseFile

REGISTERS: Final = "registers"
"""The name of the file in a folder that holds its registers."""
_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".jsonl", ".ndjson"})
BATCH: Final = 200
"""Records that one process takes at a time."""


@frozen
class Audited:
    """What became of one record: its report, or why it was refused."""

    record: Record
    report: AuditReport | None = None
    error: CaseInvalid | None = None


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
        return read_case_file(known_only(record.data), record.where.file)
    except CaseInvalid as error:
        raise placed(error, record.where) from None


@frozen(slots=False)
class Auditor:
    """Audits records: registers, settings, and the packs as the case files need them."""

    registers: Registers | None
    settings: Settings
    session: Session = field(factory=Session)
    known: dict[str, Norms | None] = field(factory=dict)

    def audited(self, record: Record) -> Audited:
        """The report on one record; a case file that cannot be read is refused."""
        from ..auditing import audit

        try:
            case_file = case_file_of(record)
        except CaseInvalid as error:
            return Audited(record, None, error)
        norms = self.norms(case_file.domain)
        return Audited(record, audit(norms, case_file, self.registers, settings=self.settings))

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


def audited_records(auditor: Auditor, files: Iterable[str], jobs: int) -> Iterator[Audited]:
    """Every record of the files, audited in their order; with `jobs` processes, each taking batches."""
    records = (record for file in files for record in records_in(file, None))
    if jobs == 1:
        yield from map(auditor.audited, records)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pending: list[Any] = []
    given = (auditor.registers, auditor.settings, auditor.session.overlays, active_locale())
    with ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, given) as pool:
        for batch in _batches(records):
            pending.append(pool.submit(_audit_batch, batch))
            if len(pending) > 2 * jobs:
                yield from pending.pop(0).result()
        for each in pending:
            yield from each.result()


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_WORKER: list[tuple[Auditor, str]] = []
"""The auditor of this process, made once when the process begins."""


def _prepare(registers: Registers | None, settings: Settings, overlays: tuple[str, ...], locale: str) -> None:
    _WORKER[:] = [(Auditor(registers, settings, Session(overlays)), locale)]


def _audit_batch(batch: list[Record]) -> list[Audited]:
    auditor, locale = _WORKER[0]
    with speaking(locale):
        return [auditor.audited(record) for record in batch]
