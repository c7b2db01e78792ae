"""What the police do with a transfer, and what the organ may object (公安机关审查、异议和立案监督)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import PoliceAnswer, Transfer
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited
from ...late import overdue, shown
from ...sources import transfer_rules
from ...terms import days, due_calendar, within_hours
from .making import is_of_crime

_DAYS: Final = 3
_PASSING_HOURS: Final = 24


def _answered(transfer: Transfer, *answers: PoliceAnswer) -> bool:
    return need(transfer.answer, "transfers.answer") in answers


def _is_refused(audited: Audited, transfer: Transfer) -> bool:
    return is_of_crime(audited, transfer) and _answered(transfer, PoliceAnswer.REFUSED)


@duty(
    "transfer.receipt_signed",
    _("公安机关在移送书回执上签字"),
    (transfer_rules("7"),),
    over="transfers",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("transfers.kind", "transfers.at", "transfers.accepted_at"),
    when=is_of_crime,
)
def receipt_signed(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 7: without a signed receipt the file cannot show that the case was taken over."""
    if happened(transfer.accepted_at, transfer, "transfers.accepted_at") is None:
        yield Found(_("没有公安机关接受移送的回执"))


@duty(
    "transfer.passed_on_in_a_day",
    _("公安机关二十四小时内转送有管辖权的机关"),
    (transfer_rules("7"),),
    over="transfers",
    on="accepted_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("transfers.kind", "transfers.accepted_at", "transfers.answer", "transfers.passed_on_at"),
    when=lambda audited, transfer: is_of_crime(audited, transfer) and _answered(transfer, PoliceAnswer.PASSED_ON),
)
def passed_on_in_a_day(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 7: the term is one of the police, so it is for people to look at."""
    accepted = need(transfer.accepted_at, "transfers.accepted_at")
    passed = need(transfer.passed_on_at, "transfers.passed_on_at")
    if within_hours(accepted, passed, _PASSING_HOURS) is False:
        message = _(
            "公安机关 {accepted} 接受，{passed} 才转送，超过二十四小时", accepted=shown(accepted), passed=shown(passed)
        )
        yield Found(message)


@duty(
    "transfer.answered_in_three_days",
    _("公安机关三日内决定是否立案"),
    (transfer_rules("8"),),
    over="transfers",
    on="accepted_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("transfers.kind", "transfers.accepted_at", "transfers.answer", "transfers.answered_at"),
    when=lambda audited, transfer: (
        is_of_crime(audited, transfer) and _answered(transfer, PoliceAnswer.FILED, PoliceAnswer.REFUSED)
    ),
)
def answered_in_three_days(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 8: a term of the police; the organ follows it up."""
    due = due_calendar(need(transfer.accepted_at, "transfers.accepted_at"), days(_DAYS), audited.settings.overlay)
    answered = need(transfer.answered_at, "transfers.answered_at")
    for found in overdue(due, answered, _("公安机关决定是否立案")):
        yield Found(found.message, Gravity.IRREGULAR)


@duty(
    "transfer.objected_in_three_days",
    _("不服不予立案的三日内提请复议或者建议立案监督"),
    (transfer_rules("9.1"),),
    over="transfers",
    on="answer_received_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=(
        "transfers.kind",
        "transfers.answer",
        "transfers.objects",
        "transfers.answer_received_at",
        "transfers.reconsideration_at",
        "transfers.supervision_asked_at",
    ),
    when=lambda audited, transfer: _is_refused(audited, transfer) and need(transfer.objects, "transfers.objects"),
)
def objected_in_three_days(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 9.1: ask the police within three days, or the procuratorate, for which it names no days."""
    asked = happened(transfer.reconsideration_at, transfer, "transfers.reconsideration_at")
    if asked is None:
        if happened(transfer.supervision_asked_at, transfer, "transfers.supervision_asked_at") is None:
            yield Found(_("认为应当立案，没有提请复议，也没有建议人民检察院立案监督"), item=NoticeItem.IGNORED)
        return
    due = due_calendar(
        need(transfer.answer_received_at, "transfers.answer_received_at"), days(_DAYS), audited.settings.overlay
    )
    for found in overdue(due, asked, _("提请公安机关复议")):
        yield Found(found.message, Gravity.IRREGULAR)


@duty(
    "transfer.reconsidered_in_three_days",
    _("公安机关三日内作出复议决定"),
    (transfer_rules("9.2"),),
    over="transfers",
    on="reconsideration_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("transfers.kind", "transfers.answer", "transfers.reconsideration_at", "transfers.reconsidered_at"),
    when=_is_refused,
)
def reconsidered_in_three_days(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 9.2, first sentence: a term of the police."""
    asked = need(transfer.reconsideration_at, "transfers.reconsideration_at")
    decided = need(transfer.reconsidered_at, "transfers.reconsidered_at")
    for found in overdue(due_calendar(asked, days(_DAYS), audited.settings.overlay), decided, _("公安机关复议")):
        yield Found(found.message, Gravity.IRREGULAR)


@duty(
    "transfer.supervision_in_three_days",
    _("对复议决定仍有异议的三日内建议立案监督"),
    (transfer_rules("9.2"),),
    over="transfers",
    on="reconsideration_received_at",
    item=NoticeItem.OVER_TIME,
    inputs=(
        "transfers.kind",
        "transfers.answer",
        "transfers.objects",
        "transfers.reconsideration_received_at",
        "transfers.supervision_asked_at",
    ),
    when=lambda audited, transfer: _is_refused(audited, transfer) and need(transfer.objects, "transfers.objects"),
)
def supervision_in_three_days(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 9.2, second sentence: here the organ shall ask the procuratorate."""
    asked = happened(transfer.supervision_asked_at, transfer, "transfers.supervision_asked_at")
    if asked is None:
        yield Found(_("对公安机关的复议决定仍有异议，没有建议人民检察院立案监督"), item=NoticeItem.IGNORED)
        return
    received = need(transfer.reconsideration_received_at, "transfers.reconsideration_received_at")
    yield from overdue(due_calendar(received, days(_DAYS), audited.settings.overlay), asked, _("建议立案监督"))
