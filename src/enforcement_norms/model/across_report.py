"""What an audit says of several case files together (跨案卷审查): what only their comparison shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from ..i18n import Message
from ..law import Citation
from .duty import Gravity, NoticeItem


@frozen
class Seen:
    """Where something stands (所在案卷): the case file and the step in it."""

    file: str
    place: str = ""


@frozen
class AcrossFinding:
    """One thing that several case files show together (跨案卷发现), with every file that shows it."""

    rule: str
    title: Message
    gravity: Gravity
    item: NoticeItem
    message: Message
    seen: tuple[Seen, ...]
    on: date
    cites: tuple[Citation, ...]


@frozen
class NotCompared:
    """Files that a comparison had to leave out (无法比对), and the inputs that they lack."""

    rule: str
    title: Message
    missing: tuple[str, ...]
    files: int
    first: str
    """One of these files."""


@frozen
class OnlyInLedger:
    """What no case file can show (仅台账可见): a matter of the notice, and the ledger to be looked into."""

    item: NoticeItem
    matter: Message
    ledger: Message


@frozen
class AcrossReport:
    """What the comparison of several case files says (跨案卷审查报告)."""

    files: int
    findings: tuple[AcrossFinding, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    only_in_ledger: tuple[OnlyInLedger, ...] = ()
    titles: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    """Titles of instruments that are cited, by id."""

    @property
    def is_clean(self) -> bool:
        """Whether the comparison found nothing."""
        return not self.findings
