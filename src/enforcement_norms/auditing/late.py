"""Findings on time (逾期): late, or late under one of the readings that a text leaves open."""

from __future__ import annotations

from datetime import datetime

from ..i18n import Message, _
from ..model.duty import Found, Gravity
from ..model.recorded import Moment
from .terms import Due, Lateness


def shown(moment: Moment) -> str:
    """A moment as sentences show it: 2026-03-05 or 2026-03-05 09:30."""
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


def overdue(due: Due, done: Moment, what: Message, *, at: str = "") -> tuple[Found, ...]:
    """What is wrong if something was done then and was due so; `what` names the act (送达处罚决定书)."""
    if due.is_kept(done):
        return ()
    if due.lateness(done) is Lateness.LATE:
        message = _("{what}最迟应在 {due}，实际在 {done}", what=what, due=due.rolled.isoformat(), done=shown(done))
        return (Found(message, at=at),)
    message = _(
        "{what}在 {done}：从严理解期限到 {strict} 届满，从宽理解到 {rolled}；法律没有写明，请核对",
        what=what,
        done=shown(done),
        strict=due.strict.isoformat(),
        rolled=due.rolled.isoformat(),
    )
    return (Found(message, Gravity.IRREGULAR, at=at),)
