"""How a suspected crime goes to the police (向公安机关移送): team, report, approval, time, papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.casefile import Attachment, Decision, DecisionKind, Transfer, TransferKind
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import is_before
from ...audited import Audited
from ...late import overdue, shown
from ...likeness import by_words
from ...sources import notice, penalty_2017, penalty_2021, transfer_rules
from ...terms import days, due_calendar, due_working, within_hours
from ..decided import is_penalty

_TEAM: Final = 2
_DECIDE_DAYS: Final = 3
_TRANSFER_HOURS: Final = 24
_PAPERS: Final[dict[Attachment, Message]] = {
    Attachment.LETTER: _("涉嫌犯罪案件移送书"),
    Attachment.REPORT: _("案件情况的调查报告"),
    Attachment.PROPERTY_LIST: _("涉案物品清单"),
    Attachment.EXPERT_OPINION: _("检验报告或者鉴定结论"),
}


def is_of_crime(audited: Audited, transfer: Transfer) -> bool:
    """Whether a suspected crime is transferred."""
    return need(transfer.kind, "transfers.kind") is TransferKind.CRIME


def _is_approved(audited: Audited, transfer: Transfer) -> bool:
    return is_of_crime(audited, transfer) and need(transfer.approved, "transfers.approved")


@duty(
    "transfer.made",
    _("涉嫌犯罪的案件移送公安机关"),
    (penalty_2017("22"), penalty_2021("27.1"), transfer_rules("3.1"), notice("s4.5.2")),
    over="decisions",
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "crime_suspected",
        "transfers",
        "transfers.kind",
        "transfers.at",
        "transfers.approved",
    ),
    when=by_words(lambda audited, decision: need(audited.file.crime_suspected, "crime_suspected")),
)
def made(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 22, 2021 Art. 27.1, 移送规定 Arts. 3.1 and 11.1: no penalty takes the place of the transfer.

    Where the head did not approve it, the reasons on record are another rule's matter.
    """
    crimes = [each for each in need(audited.file.transfers, "transfers") if is_of_crime(audited, each)]
    for each in crimes:
        if happened(each.at, each, "transfers.at") is not None or need(each.approved, "transfers.approved") is False:
            return
    if need(decision.kind, "decisions.kind") is DecisionKind.PENALTY:
        yield Found(_("涉嫌犯罪而没有移送公安机关，以行政处罚代替移送"))
    else:
        yield Found(_("涉嫌犯罪而没有移送公安机关"))


@duty(
    "transfer.fined_while_pending",
    _("移送后公安机关答复前不作罚款决定"),
    (transfer_rules("11.1"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "decisions.sanctions",
        "transfers",
        "transfers.kind",
        "transfers.at",
        "transfers.answered_at",
    ),
    when=is_penalty,
)
def fined_while_pending(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Art. 11 lets penalties from before the transfer stand; a fine between transfer and answer is open to doubt."""
    decided = need(decision.at, "decisions.at")
    for each in need(audited.file.transfers, "transfers"):
        if not is_of_crime(audited, each):
            continue
        sent = happened(each.at, each, "transfers.at")
        if sent is None or not is_before(sent, decided):
            continue
        answered = happened(each.answered_at, each, "transfers.answered_at")
        fines = any(sanction.amount is not None for sanction in need(decision.sanctions, "decisions.sanctions"))
        if fines and (answered is None or is_before(decided, answered)):
            yield Found(_("案件 {sent} 已移送公安机关，尚未得到答复即作出财产罚决定", sent=shown(sent)))


@duty(
    "transfer.team",
    _("指定两名以上执法人员组成专案组"),
    (transfer_rules("5.1"),),
    over="transfers",
    on="suspected_at",
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=("transfers.kind", "transfers.suspected_at", "transfers.team", "transfers.team_at"),
    when=is_of_crime,
)
def team(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 5.1: at once, two officers or more; how long “at once” lasts is a setting."""
    if happened(transfer.team_at, transfer, "transfers.team_at") is None:
        yield Found(_("发现涉嫌犯罪后没有组成专案组"))
        return
    members = need(transfer.team, "transfers.team")
    if len(set(members)) < _TEAM:
        yield Found(_("专案组只有 {count} 人，应当为两人以上", count=len(set(members))))
    settings = audited.settings
    due = due_working(
        need(transfer.suspected_at, "transfers.suspected_at"), settings.prompt_working_days, settings.overlay
    )
    formed = need(transfer.team_at, "transfers.team_at")
    for found in overdue(due, formed, _("组成专案组（“立即”按本地设定计算）")):
        yield Found(found.message, Gravity.IRREGULAR, item=NoticeItem.OVER_TIME)


@duty(
    "transfer.reported",
    _("移送的书面报告报正职负责人或者主持工作的负责人审批"),
    (transfer_rules("5.1"),),
    over="transfers",
    on="suspected_at",
    item=NoticeItem.NOT_REPORTED,
    inputs=("transfers.kind", "transfers.suspected_at", "transfers.reported_at", "transfers.reported_to_head"),
    when=is_of_crime,
)
def reported(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 5.1: a written report to the first head or the one in charge."""
    if happened(transfer.reported_at, transfer, "transfers.reported_at") is None:
        yield Found(_("没有提出移送涉嫌犯罪案件的书面报告"))
    elif not need(transfer.reported_to_head, "transfers.reported_to_head"):
        yield Found(_("移送报告没有报本机关正职负责人或者主持工作的负责人审批"))


@duty(
    "transfer.decided_in_three_days",
    _("自接到移送报告之日起三日内决定是否移送"),
    (transfer_rules("5.2"),),
    over="transfers",
    on="reported_at",
    item=NoticeItem.OVER_TIME,
    inputs=("transfers.kind", "transfers.reported_at", "transfers.decided_at"),
    when=is_of_crime,
)
def decided_in_three_days(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 5.2: three days; the regulation says nothing of working days."""
    decided = happened(transfer.decided_at, transfer, "transfers.decided_at")
    if decided is None:
        yield Found(_("接到移送报告后没有作出批准或者不批准移送的决定"))
        return
    due = due_calendar(
        need(transfer.reported_at, "transfers.reported_at"), days(_DECIDE_DAYS), audited.settings.overlay
    )
    yield from overdue(due, decided, _("决定是否移送"))


@duty(
    "transfer.within_a_day",
    _("批准移送后二十四小时内移送"),
    (transfer_rules("5.2"),),
    over="transfers",
    on="decided_at",
    item=NoticeItem.OVER_TIME,
    inputs=("transfers.kind", "transfers.decided_at", "transfers.approved", "transfers.at"),
    when=_is_approved,
)
def within_a_day(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 5.2: running hours."""
    decided = need(transfer.decided_at, "transfers.decided_at")
    sent = happened(transfer.at, transfer, "transfers.at")
    if sent is None:
        yield Found(_("批准移送后没有移送"), item=NoticeItem.NOT_TRANSFERRED)
        return
    in_time = within_hours(decided, sent, _TRANSFER_HOURS)
    if in_time is None:
        yield Found(_("批准和移送没有记载钟点，不能判断是否在二十四小时内移送"), Gravity.IRREGULAR)
    elif not in_time:
        yield Found(_("{decided} 批准移送，{sent} 才移送，超过二十四小时", decided=shown(decided), sent=shown(sent)))


@duty(
    "transfer.refusal_reasoned",
    _("不批准移送的理由记录在案"),
    (transfer_rules("5.2"),),
    over="transfers",
    on="decided_at",
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=("transfers.kind", "transfers.decided_at", "transfers.approved", "transfers.refusal_reason"),
    when=lambda audited, transfer: is_of_crime(audited, transfer) and not need(transfer.approved, "transfers.approved"),
)
def refusal_reasoned(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 5.2."""
    if happened(transfer.refusal_reason, transfer, "transfers.refusal_reason") is None:
        yield Found(_("不批准移送，没有把理由记录在案"))


@duty(
    "transfer.papers",
    _("移送材料齐全"),
    tuple(transfer_rules(f"6..{item}") for item in range(1, 5)),
    over="transfers",
    item=NoticeItem.DOCUMENTS,
    inputs=("transfers.kind", "transfers.at", "transfers.attachments", "transfers.tested"),
    when=is_of_crime,
)
def papers(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 6: letter, report, list of goods; the expert's opinion where there was testing."""
    held = need(transfer.attachments, "transfers.attachments")
    lacking = [
        name
        for paper, name in _PAPERS.items()
        if paper not in held and (paper is not Attachment.EXPERT_OPINION or need(transfer.tested, "transfers.tested"))
    ]
    if lacking:
        yield Found(_("移送材料缺少：{lacking}", lacking=lacking))


@duty(
    "transfer.intellectual_property",
    _("知识产权案件存在犯罪合理嫌疑的移送"),
    (transfer_rules("3.2"),),
    over="transfers",
    on="suspected_at",
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=(
        "transfers.kind",
        "transfers.suspected_at",
        "transfers.intellectual_property",
        "transfers.reasonable_suspicion",
        "transfers.at",
    ),
    when=lambda audited, transfer: (
        is_of_crime(audited, transfer)
        and need(transfer.intellectual_property, "transfers.intellectual_property")
        and need(transfer.reasonable_suspicion, "transfers.reasonable_suspicion")
    ),
)
def intellectual_property(audited: Audited, transfer: Transfer) -> Iterator[Found]:
    """Art. 3.2, since 2020-08-07: reasonable suspicion is enough."""
    if happened(transfer.at, transfer, "transfers.at") is None:
        yield Found(_("知识产权案件存在犯罪的合理嫌疑而没有移送公安机关"))
