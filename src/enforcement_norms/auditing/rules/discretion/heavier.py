"""Heavier and lighter on the way (加重和减轻): what was noticed, what was decided, and what lay between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ....i18n import Message, _
from ....model.casefile import Decision, PriorNotice, Sanction
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.penalty import MeasureKind, Nature
from ....model.recorded import is_before
from ....money import Money
from ...audited import Audited
from ...sources import notice, penalty_2017, penalty_2021
from ..decided import asked_once, is_ordinary_penalty, is_penalty

_MONEY: Final = frozenset({MeasureKind.FINE, MeasureKind.DAILY_FINE, MeasureKind.CONFISCATE_ILLEGAL_GAINS})
_PENALTIES: Final = frozenset(kind for kind in MeasureKind if kind.nature is Nature.PENALTY)
_TIMED: Final = (MeasureKind.DETENTION,)
_NOTICED: Final = (
    "decisions.at",
    "decisions.kind",
    "decisions.sanctions",
    "decisions.sanctions.kind",
    "decisions.sanctions.amount",
    "decisions.sanctions.days",
    "notices",
    "notices.served_at",
    "notices.proposed",
    "notices.proposed.kind",
    "notices.proposed.amount",
    "notices.proposed.days",
)


Measured = Mapping[MeasureKind, int]
"""How much of each kind of penalty: fen, days, or how often."""


def _measured(sanctions: Iterable[Sanction], path: str) -> Measured:
    found: dict[MeasureKind, int] = {}
    for sanction in sanctions:
        kind = sanction.kind
        if kind is None:
            raise Missing(f"{path}.kind")
        if kind not in _PENALTIES:
            continue
        if kind in _MONEY:
            much = need(sanction.amount, f"{path}.amount").fen
        elif kind in _TIMED:
            much = need(sanction.days, f"{path}.days")
        else:
            much = 1
        found[kind] = found.get(kind, 0) + much
    return found


def _beyond(less: Measured, more: Measured) -> Iterator[Message]:
    """In what `more` goes beyond `less`."""
    if less == more:
        return
    for kind, amount in more.items():
        before = less.get(kind, 0)
        if amount <= before:
            continue
        if kind in _MONEY and kind in less:
            yield _("{before} 增至 {amount}", before=Money(before), amount=Money(amount))
        elif kind in _TIMED and kind in less:
            yield _("{before} 日增至 {amount} 日", before=before, amount=amount)
        else:
            yield _("增加了没有告知的处罚种类")


@asked_once
def _served(audited: Audited, decision: Decision) -> list[PriorNotice]:
    """The notices that were served before the decision, in order."""
    decided, served = need(decision.at, "decisions.at"), []
    for each in need(audited.file.notices, "notices"):
        at = happened(each.served_at, each, "notices.served_at")
        if at is not None and not is_before(decided, at):
            served.append(each)
    return served


@asked_once
def _proposed(_audited: Audited, step: PriorNotice) -> Measured:
    return _measured(need(step.proposed, "notices.proposed"), "notices.proposed")


@asked_once
def _decided(_audited: Audited, decision: Decision) -> Measured:
    return _measured(need(decision.sanctions, "decisions.sanctions"), "decisions.sanctions")


@asked_once
def _is_as_noticed(audited: Audited, decision: Decision) -> bool:
    """Whether something was noticed, and what is decided is plainly what every notice proposed; mostly it is."""
    try:
        imposed, noticed = _decided(audited, decision), _served(audited, decision)
        for each in noticed:
            if _proposed(audited, each) != imposed:
                return False
    except Missing:
        return False
    return bool(noticed)


@duty(
    "discretion.not_heavier_than_noticed",
    _("决定的处罚不重于告知的处罚"),
    (penalty_2017("31"), penalty_2021("44")),
    over="decisions",
    item=NoticeItem.DISCRETION,
    inputs=_NOTICED,
    when=is_penalty,
)
def not_heavier_than_noticed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 44: the intended content is told; heavier than told is not told, so a new notice comes first.

    2017 Art. 31 asks only for facts, reasons and basis: there it is open to doubt.
    """
    if _is_as_noticed(audited, decision):
        return
    served = _served(audited, decision)
    if not served:
        return
    heavier = list(_beyond(_proposed(audited, served[-1]), _decided(audited, decision)))
    if heavier:
        message = _("处罚决定重于最后一次告知：{heavier}，没有重新告知", heavier=heavier)
        decided = need(decision.at, "decisions.at")
        revised = penalty_2021("44").in_force.from_
        yield Found(message, Gravity.IRREGULAR if is_before(decided, revised) else None)


@duty(
    "discretion.not_heavier_after_defence",
    _("不因陈述、申辩给予更重的处罚"),
    (penalty_2017("32.2"), penalty_2021("45.2")),
    over="decisions",
    item=NoticeItem.DISCRETION,
    inputs=(
        *_NOTICED,
        "statements",
        "statements.waived",
        "hearings",
        "discretion_changes",
        "discretion_changes.new_facts",
    ),
    when=is_penalty,
)
def not_heavier_after_defence(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 32.2, 2021 Art. 45.2: after a defence heavier than first noticed only on new facts, noticed anew."""
    file = audited.file
    for each in need(file.statements, "statements"):
        if not need(each.waived, "statements.waived"):
            break
    else:
        if not need(file.hearings, "hearings"):
            return
    if _is_as_noticed(audited, decision):
        return
    served = _served(audited, decision)
    if not served:
        return
    heavier = list(_beyond(_proposed(audited, served[0]), _decided(audited, decision)))
    if not heavier:
        return
    changes = need(file.discretion_changes, "discretion_changes")
    if any(need(each.new_facts, "discretion_changes.new_facts") for each in changes) and len(served) > 1:
        return
    yield Found(_("当事人陈述、申辩或者要求听证后处罚加重：{heavier}，没有新的事实并重新告知", heavier=heavier))


@duty(
    "discretion.lighter_explained",
    _("比告知的处罚减轻的记录理由"),
    (notice("s4.4.1"), penalty_2017("4.2"), penalty_2021("5.2")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FAVOUR,
    inputs=(*_NOTICED, "procedure", "discretion_changes", "discretion_changes.reason"),
    when=is_ordinary_penalty,
)
def lighter_explained(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Lighter than noticed is lawful; without a reason on record nobody can tell it from a favour."""
    if _is_as_noticed(audited, decision):
        need(audited.file.discretion_changes, "discretion_changes")
        return
    served = _served(audited, decision)
    if not served:
        return
    lighter = list(_beyond(_decided(audited, decision), _proposed(audited, served[-1])))
    changes = need(audited.file.discretion_changes, "discretion_changes")
    if lighter and not any(happened(each.reason, each, "discretion_changes.reason") for each in changes):
        yield Found(_("处罚决定轻于告知的处罚，没有记录变更的理由"))
