"""What `enorms audit` writes (审查报告的形式): text, JSON Lines, or a page of HTML; each file by itself, as UTF-8."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Protocol

from attrs import frozen

from ..errors import CaseInvalid, Place
from ..i18n import Message, _, active_locale
from .inputs import Record
from .output import as_json_bytes, as_utf8
from .session import refused_data

if TYPE_CHECKING:
    from ..auditing.scoring import Score, ScoreTable
    from ..model.across_report import AcrossReport
    from ..model.audit_report import AuditReport


class Form(Protocol):
    """How a call writes what it finds; it goes to other processes, which write their files themselves."""

    def head(self, registers: AuditReport | None) -> bytes:
        """What comes first, with the report on the registers."""

    def of_file(self, report: AuditReport, score: Score | None) -> bytes:
        """What is written of a case file."""

    def refused(self, where: Place, error: CaseInvalid) -> bytes:
        """What is written of one that was refused."""

    def last(self, across: AcrossReport | None) -> bytes:
        """What is written of all files together, and the end."""


@frozen
class TextForm:
    """Reports as lines of text; `whole` lists rules that could not be checked one by one, `table` is that of scores."""

    whole: bool
    table: ScoreTable | None = None

    def head(self, registers: AuditReport | None) -> bytes:
        from ..auditing.scoring.showing import table_lines
        from ..auditing.showing import lines_of

        named = b"" if self.table is None else _lines(table_lines(self.table))
        if registers is None:
            return named
        return named + _lines(lines_of(registers, whole=self.whole, name=_("主体和人员名录")))

    def of_file(self, report: AuditReport, score: Score | None) -> bytes:
        from ..auditing.scoring.showing import score_lines
        from ..auditing.showing import lines_of

        return _lines(lines_of(report, whole=self.whole), () if score is None else score_lines(score))

    def refused(self, where: Place, error: CaseInvalid) -> bytes:
        return b""

    def last(self, across: AcrossReport | None) -> bytes:
        from ..auditing.across.showing import across_lines

        return b"" if across is None else _lines(across_lines(across))


def _lines(*parts: Iterable[Message | str]) -> bytes:
    lines = (line.render() if isinstance(line, Message) else line for line in chain(*parts))
    return as_utf8(chain((f"{line}\n" for line in lines), ("\n",)))


@frozen
class JsonForm:
    """Reports as JSON Lines, refused files among them; `schema` tells what a line is."""

    def head(self, registers: AuditReport | None) -> bytes:
        from ..auditing.showing import registers_data

        return b"" if registers is None else as_json_bytes(registers_data(registers))

    def of_file(self, report: AuditReport, score: Score | None) -> bytes:
        quickly = _silent_line(report) if score is None else None
        if quickly is not None:
            return quickly
        from ..auditing.showing import report_data

        data = report_data(report)
        if score is not None:
            from ..auditing.scoring.showing import score_data

            data["score"] = score_data(score)
        return as_json_bytes(data)

    def refused(self, where: Place, error: CaseInvalid) -> bytes:
        return as_json_bytes(refused_data(Record(where), error))

    def last(self, across: AcrossReport | None) -> bytes:
        from ..auditing.across.showing import across_data

        return b"" if across is None else as_json_bytes(across_data(across))


def _silent_line(report: AuditReport) -> bytes | None:
    """The line of a report that says nothing but which rules passed; None of any other."""
    if report.findings or report.not_checked or report.broken:
        return None
    encode, heading = _heading()
    try:
        head = encode(heading(report))
    except UnicodeEncodeError:  # half a character
        return None
    return b"".join((head[:-1], b",", _silence(report)))


@cache
def _heading() -> tuple[Callable[[Any], bytes], Callable[[AuditReport], dict[str, Any]]]:
    """What writes JSON, and what heads a report: imported once, not for every file."""
    from msgspec.json import Encoder

    from ..auditing.showing import heading_data

    return Encoder().encode, heading_data


_SILENCES: Final[dict[tuple[int, int, int], tuple[AuditReport, bytes]]] = {}
"""What such lines end with, and a report of which each was written, which holds what the key is made of."""
_MOST_SILENCES: Final = 512


def _silence(report: AuditReport) -> bytes:
    """The end of such a line, after the heading. Most files share it, and the very tuples from which it is written."""
    key = id(report.passed), id(report.not_applicable), id(report.systems)
    known = _SILENCES.get(key)
    if known is None:
        from ..auditing.showing import said_data, silent_data

        if len(_SILENCES) >= _MOST_SILENCES:
            _SILENCES.clear()
        known = _SILENCES[key] = report, as_json_bytes(said_data(report) | silent_data(report))[1:]
    return known[1]


@frozen
class HtmlForm:
    """Reports as one page of HTML; `table` is that of scores."""

    table: ScoreTable | None = None

    def head(self, registers: AuditReport | None) -> bytes:
        from ..auditing.page import page_head, page_section
        from ..auditing.scoring.showing import table_section

        locale = active_locale()
        scored = () if self.table is None else table_section(self.table, locale)
        named = () if registers is None else page_section(registers, locale, name=_("主体和人员名录"))
        return as_utf8(chain(page_head(locale), scored, named))

    def of_file(self, report: AuditReport, score: Score | None) -> bytes:
        from ..auditing.page import page_section
        from ..auditing.scoring.showing import score_section

        locale = active_locale()
        return as_utf8(chain(page_section(report, locale), () if score is None else score_section(score, locale)))

    def refused(self, where: Place, error: CaseInvalid) -> bytes:
        return b""

    def last(self, across: AcrossReport | None) -> bytes:
        from ..auditing.across.showing import across_section
        from ..auditing.page import PAGE_END

        compared: Iterator[str] = iter(()) if across is None else iter(across_section(across, active_locale()))
        return as_utf8(chain(compared, (PAGE_END,)))
