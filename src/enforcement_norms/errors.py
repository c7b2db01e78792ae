"""The error tree, and the one noun for everything that can be wrong in data: `Problem`.

Every error names a place and a remedy, and all that is wrong is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

import attrs
from attrs import frozen

from .i18n import Message, _, active_locale


class Severity(StrEnum):
    """How grave a problem is: an error refuses the input, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Place:
    """Where something stands: file, line and column (from 1), or a path inside a record."""

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        if not self.file:
            return self.path
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@frozen
class Problem:
    """One thing that is wrong, or worth a warning: code, place, what, and what to write instead."""

    code: str
    where: Place
    message: Message
    hint: Message | None = None
    severity: Severity = Severity.ERROR
    also: tuple[tuple[Place, Message], ...] = ()

    def render(self, locale: str | None = None) -> str:
        """`file:line:column CODE what` with further places and the remedy on lines of their own."""
        chosen = locale or active_locale()
        head = f"{self.where} {self.code} {self.message.render(chosen)}".lstrip()
        lines = [head]
        lines += [f"  {place} {note.render(chosen)}" for place, note in self.also]
        if self.hint is not None:
            lines.append(f"  {_('建议').render(chosen)}: {self.hint.render(chosen)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.render()


class EnforcementNormsError(Exception):
    """Everything this library raises by itself."""

    def __init__(self, message: Message, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)

    def render(self, locale: str | None = None) -> str:
        """The message and each problem, in `locale`."""
        chosen = locale or active_locale()
        return "\n".join([self.message.render(chosen), *(problem.render(chosen) for problem in self.problems)])

    def __str__(self) -> str:
        return self.render()


def cause_of(error: Exception) -> Message | str:
    """Why a file cannot be used, in our words where we have them."""
    known = _REASONS.get(type(error))
    if known is not None:
        return known
    return error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__


_REASONS: Final[Mapping[type[Exception], Message]] = {
    FileNotFoundError: _("没有这个文件或者目录"),
    PermissionError: _("没有权限"),
    IsADirectoryError: _("是目录"),
    NotADirectoryError: _("路径中有一段不是目录"),
}


class ValueProblem(EnforcementNormsError, ValueError):
    """A single value that cannot be read (amount, numeral, date, code, citation): what and what to write."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class PackError(EnforcementNormsError):
    """Something about a pack (领域包)."""


class PackNotFound(PackError):
    """No pack of that name is installed; near names are offered."""


class PackBroken(PackError):
    """A pack that cannot be used: its import failed or its data is invalid; the cause is kept."""


class PackInvalid(PackBroken):
    """A pack whose data has errors: all of them in `problems`."""


class CaseError(EnforcementNormsError):
    """Something about a case (案件)."""


class CaseInvalid(CaseError):
    """A case that cannot be read: all reasons in `problems`."""


class CalendarGap(EnforcementNormsError):
    """A day for which no official holiday arrangement (节假日安排) is known."""


class LawNotFound(EnforcementNormsError):
    """A text or an article that the law library does not hold."""


def warning(problem: Problem) -> Problem:
    """The same problem as a warning."""
    return attrs.evolve(problem, severity=Severity.WARNING)
