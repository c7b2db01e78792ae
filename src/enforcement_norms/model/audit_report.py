"""What an audit says (审查报告): findings, rules that could not be checked, rules that failed by their own fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

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

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found (rules that could not be checked leave that open)."""
        return not self.findings and not self.broken
