"""Fines of one party (同一当事人的罚款): the same act fined twice, and fines again and again without correction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ...i18n import Message, _
from ...model.across_report import Seen
from ...model.actors.registers import Registers
from ...model.duty import Gravity
from ..settings import Settings
from .holding import Act, TraceStore

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]


def _same(acts: list[Act]) -> Iterator[list[Act]]:
    """Acts whose days overlap, together."""
    together: list[Act] = []
    last: date | None = None
    for act in acts:
        if last is None or act.first > last:
            if together:
                yield together
            together, last = [act], act.last
        else:
            together.append(act)
            last = max(last, act.last)
    if together:
        yield together


def fined_twice(store: TraceStore, _registers: Registers, _settings: Settings) -> Iterator[Found]:
    """The same act is fined in two files (2017 Art. 24, 2021 Art. 29).

    That two files mean one act is certain only where both record the same hour; else a person must look.
    """
    for acts in store.acts():
        for same in _same(acts):
            if len({act.file for act in same}) == 1:
                continue
            hours = {act.occurred for act in same}
            certain = len(hours) == 1 and isinstance(same[0].occurred, datetime)
            message = (
                _("同一当事人 {day} 的同一违法行为被 {count} 个案卷分别罚款", day=_days(same), count=len(same))
                if certain
                else _(
                    "同一当事人 {day} 的同种违法行为被 {count} 个案卷分别罚款，请核对是否同一违法行为",
                    day=_days(same),
                    count=len(same),
                )
            )
            gravity = Gravity.UNLAWFUL if certain else Gravity.IRREGULAR
            yield message, gravity, _latest(same), _seen(same)


def fined_again_uncorrected(store: TraceStore, _registers: Registers, settings: Settings) -> Iterator[Found]:
    """Somebody is fined anew for like acts, and nobody saw to their end (2017 Art. 23, 2021 Art. 28.1).

    Earlier decisions that record no order of correction are irregular; where all order it, so many fines as the
    settings say are a note to look at what was done besides fining.
    """
    for acts in store.acts():
        separate = list(_same(acts))
        if len(separate) == 1:
            continue
        every = sorted((act for same in separate for act in same), key=lambda act: act.decided)
        without = [act for act in every[:-1] if act.corrects is False]
        if without:
            message = _(
                "同一当事人因同种违法行为先后 {count} 次被罚款，此前 {without} 份决定没有责令改正",
                count=len(every),
                without=len(without),
            )
            yield message, Gravity.IRREGULAR, _latest(every), _seen(every)
        elif len(every) >= settings.repeated_fines:
            message = _(
                "同一当事人因同种违法行为先后 {count} 次被罚款（本地设定：{limit} 次即提示），请核对改正是否跟进",
                count=len(every),
                limit=settings.repeated_fines,
            )
            yield message, Gravity.NOTE, _latest(every), _seen(every)


def _days(acts: list[Act]) -> str:
    first, last = acts[0].first, max(act.last for act in acts)
    return first.isoformat() if first == last else f"{first.isoformat()}—{last.isoformat()}"


def _latest(acts: list[Act]) -> date:
    return max(act.decided for act in acts)


def _seen(acts: list[Act]) -> tuple[Seen, ...]:
    return tuple(act.seen for act in acts)
