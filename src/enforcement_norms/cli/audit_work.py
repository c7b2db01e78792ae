"""The work of `enorms audit` (审查案卷): the case files share by share, in this process or in several.

A process is told where its share begins and ends, and reads it itself. It gives back what is to be written, ready as
bytes, and of each file only what the whole call needs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from ..collecting import collect_seldom, seldom_collected
from ..errors import CaseInvalid, PackError, Problem
from ..i18n import active_locale, speaking
from ..model.actors import Registers
from ..reader.case_file import quick_case_file
from .case_files import Chunk, Held, shares_of
from .session import Session

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..auditing import Settings
    from ..auditing.scoring import Score, ScoreTable
    from ..compiler import Norms
    from ..model.audit_report import AuditReport
    from ..model.casefile import CaseFile
    from .audit_forms import Form
    from .processes import Rooms

BATCH: Final = 64
"""Files that are audited together, each rule over all of them before the next."""
ENOUGH: Final = 1 << 19
"""Bytes of JSON from which on fewer are, so that memory stays flat."""


@frozen
class Asked:
    """What a call asks of every case file: `table` gives each a score, which `keeps_scores` hands back too."""

    registers: Registers | None
    settings: Settings
    overlays: tuple[str, ...]
    form: Form
    table: ScoreTable | None = None
    keeps_scores: bool = False


@frozen
class Share:
    """What became of some case files: what is written of them, and what the whole call needs to know of each."""

    text: bytes
    audited: int
    found: int
    """In how many something was found."""
    refused: tuple[tuple[Problem, ...], ...]
    traces: tuple[bytes, ...]
    scores: tuple[Score, ...]
    unusable: tuple[str, ...]
    """Why packs could not be used, which is said once in a call."""

    @property
    def files(self) -> int:
        """How many files, those that were refused among them."""
        return self.audited + len(self.refused)


Answer = tuple[list[Share], list[int]]
"""What a process says of its share of the work; and the lengths of the texts, where they are left in its room."""


class Auditor:
    """Audits case files as a call asks; the packs are read as the files need them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._registers = asked.registers or Registers()
        self._session = Session(asked.overlays)
        self._norms: dict[str | None, Norms | None] = {None: None}
        self._unusable: list[str] = []

    def shares(self, chunks: Iterable[Chunk]) -> Iterator[Share]:
        """Chunks, audited; a case file that cannot be read is refused."""
        return map(self._share, batches(chain.from_iterable(chunk.held() for chunk in chunks)))

    def _share(self, batch: Sequence[Held]) -> Share:
        from ..auditing.across import trace_of, written_trace

        asked = self.asked
        files = [each.file for each in batch if not isinstance(each.file, CaseInvalid)]
        refused = tuple([each.file.problems for each in batch if isinstance(each.file, CaseInvalid)])
        reports = self._reports(files)
        scores = [self._score(report) for report in reports]
        written = zip(reports, scores, strict=True)
        texts = [
            asked.form.refused(each.where, each.file)
            if isinstance(each.file, CaseInvalid)
            else asked.form.of_file(*next(written))
            for each in batch
        ]
        return Share(
            b"".join(texts),
            len(reports),
            sum(not report.is_clean for report in reports),
            refused,
            tuple([written_trace(trace_of(file)) for file in files]),
            tuple([score for score in scores if score is not None]) if asked.keeps_scores else (),
            tuple(self._unusable),
        )

    def _reports(self, files: Sequence[CaseFile]) -> list[AuditReport]:
        """The reports on files in their order; those of one domain are audited together."""
        from ..auditing import audit_each

        asked = self.asked
        by_norms: dict[Norms | None, list[int]] = {}
        for number, file in enumerate(files):
            by_norms.setdefault(self._norms_of(file.domain), []).append(number)
        found: dict[int, AuditReport] = {}
        for norms, numbers in by_norms.items():
            some = [files[number] for number in numbers]
            found |= zip(numbers, audit_each(norms, some, self._registers, settings=asked.settings), strict=True)
        return [found[number] for number in range(len(files))]

    def _score(self, report: AuditReport) -> Score | None:
        """The score of a report, where scores are asked for."""
        if self.asked.table is None:
            return None
        from ..auditing.scoring import score_of

        return score_of(report, self.asked.table)

    def _norms_of(self, domain: str | None) -> Norms | None:
        """The packs of a domain; None where none is installed or usable: what needs them is then not checkable."""
        if domain is not None and domain not in self._norms:
            try:
                self._norms[domain] = self._session.norms(domain)
            except PackError as error:
                self._unusable.append(error.render())
                self._norms[domain] = None
        return self._norms[domain]


def batches(held: Iterable[Held]) -> Iterator[list[Held]]:
    """Case files as they are audited together: so many, or so many bytes."""
    batch: list[Held] = []
    size = 0
    for each in held:
        batch.append(each)
        size += each.size
        if len(batch) >= BATCH or size >= ENOUGH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def audited_shares(asked: Asked, files: Iterable[str], jobs: int) -> Generator[Share, None, None]:
    """All case files of the files, audited in their order; with `jobs` processes, each taking a share at a time."""
    shares = shares_of(files)
    with seldom_collected():
        if jobs > 1:
            yield from _by_processes(asked, shares, jobs)
        else:
            auditor = Auditor(asked)
            for chunks in shares:
                yield from auditor.shares(chunks)


def _by_processes(asked: Asked, shares: Iterable[tuple[Chunk, ...]], jobs: int) -> Iterator[Share]:
    from .processes import Rooms, processes

    method, most = _start_method(), 2 * jobs
    rooms = Rooms(most + 1) if method == "fork" else None
    pending: deque[tuple[Future[Answer], int]] = deque()
    with processes(jobs, method, _prepare, (asked, active_locale(), rooms)) as pool:
        for number, chunks in enumerate(shares):
            room = number % (most + 1)
            pending.append((pool.submit(_audit_share, chunks, room), room))
            if len(pending) > most:
                yield from _answered(*pending.popleft(), rooms)
        while pending:
            yield from _answered(*pending.popleft(), rooms)


def _answered(work: Future[Answer], room: int, rooms: Rooms | None) -> list[Share]:
    """What a process answers, with the texts that it left in a room."""
    shares, sizes = work.result()
    if rooms is None or not sizes:
        return shares
    return [evolve(share, text=text) for share, text in zip(shares, rooms.take(room, sizes), strict=True)]


def _start_method() -> str:
    """How the other processes begin: on Linux as copies of this one, which has read the rules but no pack yet.

    Only a process of one thread is copied: what another thread holds, nobody would give back in the copy.
    """
    from ..auditing import core_rules

    threads = Path("/proc/self/task")
    if not threads.is_dir() or len(list(threads.iterdir())) > 1:
        return "spawn"
    core_rules()
    quick_case_file(b'{"id": "file"}')
    return "fork"


_WORKER: list[tuple[Auditor, str, Rooms | None]] = []
"""The auditor of this process, made once when the process begins."""


def _prepare(asked: Asked, locale: str, rooms: Rooms | None) -> None:
    _WORKER[:] = [(Auditor(asked), locale, rooms)]
    collect_seldom()


def _audit_share(chunks: tuple[Chunk, ...], room: int) -> Answer:
    auditor, locale, rooms = _WORKER[0]
    with speaking(locale):
        shares = list(auditor.shares(chunks))
    texts = [share.text for share in shares]
    if rooms is None or not rooms.leave(room, texts):
        return shares, []
    return [evolve(share, text=b"") for share in shares], list(map(len, texts))
