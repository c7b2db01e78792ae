"""What follows a transfer (移送之后): goods and materials, the party, cases that come back; clues for other organs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.casefile import (
    CoerciveMeasure,
    Decision,
    DecisionKind,
    MeasureType,
    PoliceAnswer,
    Transfer,
    TransferKind,
)
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Moment, is_before
from ...audited import Audited
from ...late import overdue, shown
from ...sources import compulsion, notice, penalty_2017, penalty_2021, transfer_rules
from ...terms import days, due_calendar, due_working
from .making import is_of_crime

_HANDOVER_DAYS: Final = 3
_TAKEN: Final = (MeasureType.SEAL, MeasureType.SEIZE, MeasureType.FREEZE)


def _is_filed(audited: Audited, transfer: Transfer) -> bool:
    return is_of_crime(audited, transfer) and need(transfer.answer, "transfers.answer") is PoliceAnswer.FILED


def _holds_property(audited: Audited, transfer: Transfer) -> bool:
    """Whether goods were sealed, seized or frozen and not released before the transfer."""
    if not is_of_crime(audited, transfer):
        return False
    sent = need(transfer.at, "transfers.at")
    return any(_is_held(measure, sent) for measure in need(audited.file.measures, "measures"))


def _is_held(measure: CoerciveMeasure, sent: Moment) -> bool:
    if need(measure.kind, "measures.kind") not in _TAKEN:
        return False
    released = happened(measure.released_at, measure, "measures.released_at")
    return released is None or not is_before(released, sent)


_HELD: Final = ("measures", "measures.kind", "measures.released_at")


@duty(
    "transfer.property_moved",
    _("查封、扣押、冻结的财物一并移送"),
    (compulsion("21"),),
    over="transfers",
    inputs=("transfers.kind", "transfers.at", "transfers.property_moved_at", *_HELD),
    when=_holds_property,
)
def property_moved(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """行政强制法 Art. 21."""
    if happened(transfer.property_moved_at, transfer, "transfers.property_moved_at") is None:
        yield Found(_("查封、扣押、冻结的财物没有一并移送"))


@duty(
    "transfer.party_told",
    _("财物移送书面告知当事人"),
    (compulsion("21"),),
    over="transfers",
    inputs=("transfers.kind", "transfers.at", "transfers.party_told_at", *_HELD),
    when=_holds_property,
)
def party_told(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """行政强制法 Art. 21: in writing."""
    if happened(transfer.party_told_at, transfer, "transfers.party_told_at") is None:
        yield Found(_("财物随案移送，没有书面告知当事人"))


@duty(
    "transfer.handed_over",
    _("公安机关立案后三日内移交物品和材料"),
    (transfer_rules("12"),),
    over="transfers",
    on="answer_received_at",
    item=NoticeItem.OVER_TIME,
    inputs=("transfers.kind", "transfers.answer", "transfers.answer_received_at", "transfers.handed_over_at"),
    when=_is_filed,
)
def handed_over(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 12: three days from the notice that a case was filed."""
    handed = happened(transfer.handed_over_at, transfer, "transfers.handed_over_at")
    if handed is None:
        yield Found(_("公安机关立案后没有移交涉案物品和材料"), item=NoticeItem.NOT_TRANSFERRED)
        return
    received = need(transfer.answer_received_at, "transfers.answer_received_at")
    due = due_calendar(received, days(_HANDOVER_DAYS), audited.settings.overlay)
    yield from overdue(due, handed, _("移交涉案物品和材料"))


@duty(
    "transfer.handled_after_refusal",
    _("公安机关不予立案的依法处理"),
    (transfer_rules("10"),),
    over="transfers",
    on="answer_received_at",
    item=NoticeItem.IGNORED,
    inputs=(
        "transfers.kind",
        "transfers.answer",
        "transfers.answer_received_at",
        "transfers.objects",
        "transfers.handled_after_return_at",
    ),
    when=lambda audited, transfer: (
        is_of_crime(audited, transfer)
        and need(transfer.answer, "transfers.answer") is PoliceAnswer.REFUSED
        and not need(transfer.objects, "transfers.objects")
    ),
)
def handled_after_refusal(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 10: the organ decides by itself; while it objects, the case is still open."""
    if happened(transfer.handled_after_return_at, transfer, "transfers.handled_after_return_at") is None:
        yield Found(_("公安机关不予立案后没有依法作出处理"))


@duty(
    "transfer.handled_after_return",
    _("司法机关移回的案件依法处理"),
    (transfer_rules("13"), penalty_2021("27.1")),
    over="transfers",
    on="returned_at",
    item=NoticeItem.IGNORED,
    inputs=("transfers.kind", "transfers.returned_at", "transfers.handled_after_return_at"),
    when=is_of_crime,
)
def handled_after_return(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 13, 2021 Art. 27.1 second sentence: the other way round the organ handles it; promptly is a setting."""
    handled = happened(transfer.handled_after_return_at, transfer, "transfers.handled_after_return_at")
    if handled is None:
        yield Found(_("司法机关移回案件后没有依法作出处理"))
        return
    returned = need(transfer.returned_at, "transfers.returned_at")
    if is_before(handled, returned):
        message = _("案件 {returned} 才移回，{handled} 已作处理", returned=shown(returned), handled=shown(handled))
        yield Found(message, Gravity.IRREGULAR)


@duty(
    "transfer.decided_as_transfer",
    _("移送公安机关的案件作出移送决定"),
    (penalty_2017("38.1.4"), penalty_2021("57.1.4")),
    over="transfers",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("transfers.kind", "transfers.at", "decisions", "decisions.kind"),
    when=is_of_crime,
)
def decided_as_transfer(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """2017 Art. 38.1.4, 2021 Art. 57.1.4: of the four outcomes, transfer is one that the heads decide."""
    decisions: tuple[Decision, ...] = need(audited.file.decisions, "decisions")
    if not any(need(each.kind, "decisions.kind") is DecisionKind.TRANSFER for each in decisions):
        yield Found(_("案件已移送公安机关，没有移送的处理决定"))


_CLUES: Final[dict[TransferKind, Message]] = {
    TransferKind.DUTY: _("公职人员涉嫌职务犯罪的线索"),
    TransferKind.DISCIPLINE: _("党员违纪线索"),
}


def _promptly(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """A clue goes to the other organ, promptly."""
    clue = _CLUES[need(transfer.kind, "transfers.kind")]
    sent = happened(transfer.at, transfer, "transfers.at")
    if sent is None:
        yield Found(_("{clue}没有移送", clue=clue))
        return
    settings = audited.settings
    suspected = need(transfer.suspected_at, "transfers.suspected_at")
    due = due_working(suspected, settings.prompt_working_days, settings.overlay)
    for found in overdue(due, sent, _("移送{clue}（“及时”按本地设定计算）", clue=clue)):
        yield Found(found.message, Gravity.IRREGULAR, item=NoticeItem.OVER_TIME)


@duty(
    "transfer.officials",
    _("公职人员职务犯罪线索及时移送监察机关或者检察院"),
    (transfer_rules("19"),),
    over="transfers",
    on="suspected_at",
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=("transfers.kind", "transfers.suspected_at", "transfers.at"),
    when=lambda audited, transfer: need(transfer.kind, "transfers.kind") is TransferKind.DUTY,
)
def officials(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 19, since 2020-08-07: promptly, without a number of days."""
    yield from _promptly(audited, transfer)


@duty(
    "transfer.discipline",
    _("需要追究党纪政纪责任的移送纪检监察机关"),
    (notice("s4.5.2"),),
    over="transfers",
    on="suspected_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=("transfers.kind", "transfers.suspected_at", "transfers.at"),
    when=lambda audited, transfer: need(transfer.kind, "transfers.kind") is TransferKind.DISCIPLINE,
)
def discipline(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Notice 四、（五）2: handed to discipline inspection; the notice asks elsewhere for promptness."""
    yield from _promptly(audited, transfer)
