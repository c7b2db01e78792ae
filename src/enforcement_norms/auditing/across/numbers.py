"""Numbers of decisions (决定书文号): one number, one decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.duty import Gravity
from ..settings import Settings
from .holding import TraceStore

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]


def number_twice(store: TraceStore, _registers: Registers, _settings: Settings) -> Iterator[Found]:
    """Several files decide under one number: one of them is wrong, or one case was filed twice."""
    for number, found in store.numbered():
        message = _("文号“{number}”用于 {count} 个案卷的决定，请核对", number=number, count=len(found))
        yield message, Gravity.IRREGULAR, max(day for day, _seen in found), tuple(seen for _day, seen in found)
