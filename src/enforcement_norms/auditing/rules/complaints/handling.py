"""How complaints and reports are handled (投诉举报处理): channel, acceptance, review, answer, secrecy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import Complaint, Decision
from ....model.duty import Alike, Basis, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited, day
from ...instruments import holds_at
from ...late import overdue, shown
from ...likeness import by_words
from ...sources import market_complaints, notice, penalty_2017, penalty_2021, sichuan_supervision
from ...terms import due_working

_MARKET: Final = "market_supervision"
_NOTICE: Final = notice("s4.5.1", gravity=Gravity.IRREGULAR)
_SEVEN: Final = 7
_TAKING_UP: Final = _("按本地设定受理或者转送投诉举报")
_TELLING: Final = _("告知实名举报人是否立案")
_FIVE: Final = 5
_FORTY_FIVE: Final = 45


def in_sichuan(audited: Audited) -> bool:
    """Whether the case is handled in Sichuan, where its regulations hold.

    Raises:
        Missing: the division is not recorded.
    """
    return need(audited.file.division, "division").startswith("51")


@by_words
def _of_enforcement(audited: Audited, complaint: Complaint) -> bool:
    return need(complaint.about_enforcement, "complaints.about_enforcement")


def _market(audited: Audited, complaint: Complaint) -> bool:
    of_market = need(audited.file.domain, "domain") == _MARKET
    return of_market and not need(complaint.about_enforcement, "complaints.about_enforcement")


@duty(
    "complaints.channel_public",
    _("对外公布投诉渠道和联系方式"),
    (_NOTICE,),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.COMPLAINT_LATE,
    inputs=(
        "decisions.at",
        "subject",
        "subjects.complaints",
        "subjects.complaints.line",
        "subjects.complaints.address",
        "subjects.complaints.announced_on",
    ),
    alike=Alike.MOMENT,
)
def channel_public(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: every department makes a line or an address known."""
    channel = need(audited.subject.complaints, "subjects.complaints")
    line = happened(channel.line, channel, "subjects.complaints.line")
    if line is None and happened(channel.address, channel, "subjects.complaints.address") is None:
        yield Found(_("没有投诉渠道和联系方式"))
        return
    announced = happened(channel.announced_on, channel, "subjects.complaints.announced_on")
    if announced is None or announced > day(decision.at, "decisions.at"):
        yield Found(_("作出决定时没有公布投诉渠道"))


@duty(
    "complaints.handler_named",
    _("安排专人负责投诉举报"),
    (_NOTICE,),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.COMPLAINT_LATE,
    inputs=("decisions.at", "subject", "subjects.complaints", "subjects.complaints.handler"),
    alike=Alike.WORDS,
)
def handler_named(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: somebody answers for complaints."""
    channel = need(audited.subject.complaints, "subjects.complaints")
    if happened(channel.handler, channel, "subjects.complaints.handler") is None:
        yield Found(_("没有专人负责投诉举报"))


@duty(
    "complaints.taken_up",
    _("接到投诉举报及时受理或者转送"),
    (_NOTICE,),
    over="complaints",
    on="received_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.COMPLAINT_LATE,
    inputs=("complaints.received_at", "complaints.accepted_at", "complaints.forwarded_at"),
)
def taken_up(audited: Audited, complaint: Complaint) -> Iterable[Found]:
    """The notice says promptly; how many working days that may last is a setting of the district."""
    received = need(complaint.received_at, "complaints.received_at")
    taken = complaint.accepted_at
    if taken is None:
        taken = complaint.forwarded_at
    if taken is None:
        happened(complaint.accepted_at, complaint, "complaints.accepted_at")
        happened(complaint.forwarded_at, complaint, "complaints.forwarded_at")
        return (Found(_("{received} 收到的投诉举报没有受理，也没有转送", received=shown(received))),)
    settings = audited.settings
    due = due_working(received, settings.prompt_working_days, settings.overlay)
    return overdue(due, taken, _TAKING_UP)


@duty(
    "complaints.reviewed",
    _("对执法行为的投诉认真复核"),
    (_NOTICE, penalty_2017("54.2"), penalty_2021("75.2")),
    over="complaints",
    on="received_at",
    item=NoticeItem.IGNORED,
    inputs=("complaints.received_at", "complaints.about_enforcement", "complaints.reviewed_at"),
    when=_of_enforcement,
)
def reviewed(audited: Audited, complaint: Complaint) -> Iterator[Found]:
    """2017 Art. 54.2, 2021 Art. 75.2: a complaint of a penalty is examined with care; the notice: promptly."""
    if happened(complaint.reviewed_at, complaint, "complaints.reviewed_at") is None:
        yield Found(_("对执法行为的投诉没有复核"))


@duty(
    "complaints.reviewed_by_others",
    _("复核人员不是被投诉人员"),
    (_NOTICE, penalty_2021("75.2", gravity=Gravity.IRREGULAR)),
    over="complaints",
    on="received_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FAVOUR,
    inputs=(
        "complaints.received_at",
        "complaints.about_enforcement",
        "complaints.reviewed_at",
        "complaints.reviewer",
        "complaints.against",
    ),
    when=by_words(
        lambda audited, complaint: (
            _of_enforcement(audited, complaint)
            and happened(complaint.reviewed_at, complaint, "complaints.reviewed_at") is not None
        ),
        unless=_of_enforcement,
    ),
)
def reviewed_by_others(audited: Audited, complaint: Complaint) -> Iterator[Found]:
    """Nobody examines with care (2021 Art. 75.2) what is said of himself."""
    reviewer = need(complaint.reviewer, "complaints.reviewer")
    if reviewer in need(complaint.against, "complaints.against"):
        yield Found(_("{reviewer} 复核对自己的投诉", reviewer=reviewer))


@duty(
    "complaints.answered",
    _("投诉及时回复，实名的反馈处理结果"),
    (_NOTICE, sichuan_supervision("8.2")),
    over="complaints",
    on="received_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.COMPLAINT_LATE,
    inputs=(
        "division",
        "complaints.received_at",
        "complaints.about_enforcement",
        "complaints.real_name",
        "complaints.replied_at",
    ),
    when=_of_enforcement,
)
def answered(audited: Audited, complaint: Complaint) -> Iterator[Found]:
    """The notice; 四川省行政执法监督条例 Art. 8.2, from 2021-08: who gives the name hears the result."""
    if happened(complaint.replied_at, complaint, "complaints.replied_at") is not None:
        return
    on = day(complaint.received_at, "complaints.received_at")
    local = sichuan_supervision("8.2")
    by_law = need(complaint.real_name, "complaints.real_name") and local.in_force.covers(on) and in_sichuan(audited)
    basis: Basis = local if by_law else _NOTICE
    gravity = Gravity.UNLAWFUL if by_law else Gravity.IRREGULAR
    if holds_at(basis, audited.file.division):
        yield Found(_("对执法行为的投诉没有回复"), gravity, cites=(basis.cite,))


@duty(
    "complaints.informant_protected",
    _("为投诉举报人保密"),
    (sichuan_supervision("8.2"), market_complaints("33")),
    over="complaints",
    on="received_at",
    item=NoticeItem.PROCEDURE,
    inputs=("domain", "division", "complaints.received_at", "complaints.informant_disclosed"),
    when=by_words(lambda audited, complaint: in_sichuan(audited) or need(audited.file.domain, "domain") == _MARKET),
    alike=Alike.WORDS,
)
def informant_protected(audited: Audited, complaint: Complaint) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 8.2; for market supervision 投诉举报处理暂行办法 Art. 33."""
    if need(complaint.informant_disclosed, "complaints.informant_disclosed"):
        market = audited.file.domain == _MARKET and not complaint.about_enforcement
        if market or in_sichuan(audited):
            basis = market_complaints("33") if market else sichuan_supervision("8.2")
            yield Found(_("泄露投诉举报人的信息"), cites=(basis.cite,))


@duty(
    "complaints.market_accepted_in_seven_days",
    _("市场监管部门七个工作日内决定是否受理投诉"),
    (market_complaints("14"),),
    over="complaints",
    on="received_at",
    item=NoticeItem.COMPLAINT_LATE,
    inputs=("domain", "complaints.received_at", "complaints.about_enforcement", "complaints.accepted_at"),
    when=by_words(
        lambda audited, complaint: (
            _market(audited, complaint) and complaint.mediation_from is not None and complaint.accepted_at is not None
        ),
        unless=_market,
    ),
)
def market_accepted_in_seven_days(audited: Audited, complaint: Complaint) -> Iterator[Found]:
    """投诉举报处理暂行办法 Art. 14: for consumers' complaints, which lead to mediation."""
    due = due_working(need(complaint.received_at, "complaints.received_at"), _SEVEN, audited.settings.overlay)
    yield from overdue(due, need(complaint.accepted_at, "complaints.accepted_at"), _("决定是否受理投诉"))


@duty(
    "complaints.market_informant_told",
    _("五个工作日内告知实名举报人是否立案"),
    (market_complaints("31.2"),),
    over="complaints",
    on="filing_decided_at",
    item=NoticeItem.COMPLAINT_LATE,
    inputs=(
        "domain",
        "complaints.about_enforcement",
        "complaints.real_name",
        "complaints.filing_decided_at",
        "complaints.replied_at",
    ),
    when=by_words(
        lambda audited, complaint: _market(audited, complaint) and need(complaint.real_name, "complaints.real_name")
    ),
)
def market_informant_told(audited: Audited, complaint: Complaint) -> Iterable[Found]:
    """投诉举报处理暂行办法 Art. 31.2: five working days from the decision whether to file."""
    decided = need(complaint.filing_decided_at, "complaints.filing_decided_at")
    told = happened(complaint.replied_at, complaint, "complaints.replied_at")
    if told is None:
        return (Found(_("没有告知实名举报人是否立案")),)
    return overdue(due_working(decided, _FIVE, audited.settings.overlay), told, _TELLING)


@duty(
    "complaints.market_mediation_ends",
    _("四十五个工作日未达成协议的终止调解"),
    (market_complaints("21.1.5"),),
    over="complaints",
    on="received_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=(
        "domain",
        "complaints.received_at",
        "complaints.about_enforcement",
        "complaints.accepted_at",
        "complaints.mediation_ended_on",
    ),
    when=by_words(
        lambda audited, complaint: _market(audited, complaint) and complaint.mediation_from is not None,
        unless=_market,
    ),
)
def market_mediation_ends(audited: Audited, complaint: Complaint) -> Iterator[Found]:
    """投诉举报处理暂行办法 Art. 21.1 (5): from acceptance; days of tests (Art. 20) are not counted, so a person looks."""
    accepted = need(complaint.accepted_at, "complaints.accepted_at")
    ended = need(complaint.mediation_ended_on, "complaints.mediation_ended_on")
    due = due_working(accepted, _FORTY_FIVE, audited.settings.overlay)
    if day_of(ended) > due.rolled:
        message = _(
            "调解 {ended} 才终止，受理后四十五个工作日到 {due}；检验、鉴定时间不计，请核对", ended=ended, due=due.rolled
        )
        yield Found(message)
