"""What a rule in Python finds in a case, and how it is declared: `CaseRule`, `Finding` (发现的问题)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from ..errors import Severity
from ..i18n import Message
from .case import Case


@frozen
class Finding:
    """One thing that a rule found: the message, the fact it concerns, and how grave it is."""

    message: Message
    fact: str = ""
    severity: Severity = Severity.ERROR


@frozen
class CaseRule:
    """A check of a case that a table cannot express (校验规则): for some violations of the pack, or all."""

    id: str
    title: str
    check: Callable[[Case], Iterable[Finding]]
    violations: tuple[str, ...] = ()
