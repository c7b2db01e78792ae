"""How long a breach of public order may be pursued (治安案件追究时效)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import Decision
from ....model.duty import Found, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited, day
from ...sector_sources import public_order_2012, public_order_2025
from ...terms import months
from ..public_order import decides_public_order

_TERM: Final = months(6)


@duty(
    "discretion.public_order_limitation",
    _("在六个月内发现的治安违法行为才处罚"),
    (public_order_2012("22"), public_order_2025("25")),
    over="decisions",
    inputs=(
        "domain",
        "decisions.at",
        "decisions.kind",
        "decisions.basis",
        "lead.at",
        "matter",
        "matter.occurred_on",
        "matter.ended_on",
    ),
    when=lambda audited, decision: audited.penalises(decision) and decides_public_order(audited, decision),
)
def public_order_limitation(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2012 Art. 22, 2025 Art. 25: six months from the act, or from the end of one that goes on."""
    file = audited.file
    matter = need(file.matter, "matter")
    occurred = day(matter.occurred_on, "matter.occurred_on")
    found = day(None if file.lead is None else file.lead.at, "lead.at")
    if found <= _TERM.after(occurred):
        return
    last = happened(matter.ended_on, matter, "matter.ended_on")
    ended = occurred if last is None else day_of(last)
    if found > _TERM.after(ended):
        yield Found(
            _("行为 {ended} 终了，{found} 才发现，已过六个月追究时效", ended=ended.isoformat(), found=found.isoformat())
        )
