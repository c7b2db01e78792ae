"""What an audit says (审查报告): findings, rules that could not be checked, rules that failed by their own fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from attrs import field, frozen

from ..i18n import Message
from ..law import Citation
from .duty import Gravity, NoticeItem


@frozen
class AuditFinding:
    """One thing found in a case file or register (审查发现): which rule of which pack, where, how grave, by which article."""

    rule: str
    title: Message
    system: str
    gravity: Gravity
    item: NoticeItem
    place: str
    message: Message
    on: date | None = None
    cites: tuple[Citation, ...] = ()
    pack: str = ""


@frozen
class NotChecked:
    """A rule that could not be checked (无法核查): at which step, and which inputs are missing or which gap there is."""

    rule: str
    title: Message
    system: str
    place: str
    missing: tuple[str, ...] = ()
    gap: Message | None = None
    pack: str = ""


@frozen
class BrokenRule:
    """A rule that failed by its own fault (规则故障); the others were checked nevertheless."""

    rule: str
    system: str
    place: str
    error: str
    pack: str = ""


_Entry = TypeVar("_Entry", AuditFinding, NotChecked, BrokenRule)


@frozen
class SystemResult:
    """What the rules of one system say of a case file (单项制度审查结果)."""

    findings: tuple[AuditFinding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    broken: tuple[BrokenRule, ...] = ()
    passed: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()


@frozen
class AuditReport:
    """What the audit of one case file says (审查报告).

    `passed` are rules that were checked and found nothing, `not_applicable` those that concern no step of the file.
    """

    file: str
    title: str = ""
    findings: tuple[AuditFinding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    broken: tuple[BrokenRule, ...] = ()
    passed: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    """Titles of instruments that are cited, by id."""
    systems: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    """The system of every rule of the run, by id, in the order of reports."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found (rules that could not be checked leave that open)."""
        return not self.findings and not self.broken

    @property
    def by_system(self) -> dict[str, SystemResult]:
        """The same, system by system (按制度), in the order of reports; systems of which nothing is said are left out."""

        def of(entries: Iterable[_Entry], system: str) -> tuple[_Entry, ...]:
            return tuple(each for each in entries if each.system == system)

        def ids(rules: Iterable[str], system: str) -> tuple[str, ...]:
            return tuple(rule for rule in rules if self.systems[rule] == system)

        found = {
            system: SystemResult(
                of(self.findings, system),
                of(self.not_checked, system),
                of(self.broken, system),
                ids(self.passed, system),
                ids(self.not_applicable, system),
            )
            for system in dict.fromkeys(self.systems.values())
        }
        return {system: result for system, result in found.items() if result != SystemResult()}
