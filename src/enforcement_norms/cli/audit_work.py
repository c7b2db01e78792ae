"""The work of `enorms audit` (审查案卷): the case files share by share, in this process or in several.

A process is told where its share begins and ends, and reads it itself. It gives back what is to be written, ready as
bytes, and of each file only what the whole call needs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ..errors import CaseInvalid, PackError, Problem
from ..i18n import active_locale, speaking
from ..reader.case_file import quick_case_file
from .case_files import Chunk, Held, shares_of
from .session import Session

if TYPE_CHECKING:
    from ..auditing import Settings
    from ..auditing.across import Rows
    from ..auditing.scoring import Score, ScoreTable
    from ..compiler import Norms
    from ..model.actors import Registers
    from ..model.audit_report import AuditReport
    from .audit_forms import Form

BATCH: Final = 100
"""Files whose reports are written together."""


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
    traces: tuple[Rows, ...]
    scores: tuple[Score, ...]
    unusable: tuple[str, ...]
    """Why packs could not be used, which is said once in a call."""

    @property
    def files(self) -> int:
        """How many files, those that were refused among them."""
        return self.audited + len(self.refused)


class Auditor:
    """Audits case files as a call asks; the packs are read as the files need them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._session = Session(asked.overlays)
        self._norms: dict[str | None, Norms | None] = {None: None}
        self._unusable: list[str] = []

    def shares(self, chunks: Iterable[Chunk]) -> Iterator[Share]:
        """Chunks, audited; a case file that cannot be read is refused."""
        held = chain.from_iterable(chunk.held() for chunk in chunks)
        # One file at a time, so that only one model is in memory.
        while (share := self._share(islice(held, BATCH))).files:
            yield share

    def _share(self, batch: Iterator[Held]) -> Share:
        from ..auditing import audit
        from ..auditing.across import rows_of, trace_of

        asked, found = self.asked, 0
        texts: list[bytes] = []
        refused: list[tuple[Problem, ...]] = []
        traces: list[Rows] = []
        scores: list[Score] = []
        for where, file in batch:
            if isinstance(file, CaseInvalid):
                refused.append(file.problems)
                texts.append(asked.form.refused(where, file))
                continue
            report = audit(self._norms_of(file.domain), file, asked.registers, settings=asked.settings)
            score = self._score(report)
            found += not report.is_clean
            texts.append(asked.form.of_file(report, score))
            traces.append(rows_of(trace_of(file)))
            if score is not None and asked.keeps_scores:
                scores.append(score)
        unusable = tuple(self._unusable)
        return Share(b"".join(texts), len(traces), found, tuple(refused), tuple(traces), tuple(scores), unusable)

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


def audited_shares(asked: Asked, files: Iterable[str], jobs: int) -> Generator[Share, None, None]:
    """All case files of the files, audited in their order; with `jobs` processes, each taking a share at a time."""
    shares = shares_of(files)
    if jobs == 1:
        auditor = Auditor(asked)
        for chunks in shares:
            yield from auditor.shares(chunks)
        return
    from .processes import processes

    pending: deque[Any] = deque()
    with processes(jobs, _start_method(), _prepare, (asked, active_locale())) as pool:
        for chunks in shares:
            pending.append(pool.submit(_audit_share, chunks))
            if len(pending) > 2 * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


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


_WORKER: list[tuple[Auditor, str]] = []
"""The auditor of this process, made once when the process begins."""


def _prepare(asked: Asked, locale: str) -> None:
    _WORKER[:] = [(Auditor(asked), locale)]


def _audit_share(chunks: tuple[Chunk, ...]) -> list[Share]:
    auditor, locale = _WORKER[0]
    with speaking(locale):
        return list(auditor.shares(chunks))
