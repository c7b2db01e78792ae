"""Steps of supervision (监督程序): notice, explanation, correction, review, decision, filing of major penalties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import Decision, SupervisionStep
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited, day
from ...late import overdue
from ...sources import sichuan_supervision, supervision_2026
from ...terms import days, due_calendar, due_on, due_unsaid
from ..complaints.handling import in_sichuan

_FIVE: Final = 5
_TEN: Final = 10
_FIFTEEN: Final = days(15)
_THIRTY: Final = days(30)
_TWO: Final = 2


def _local(audited: Audited, _step: object) -> bool:
    return in_sichuan(audited)


@duty(
    "supervision.notified_in_five_days",
    _("立案五日内书面通知被监督机关"),
    (sichuan_supervision("32"),),
    over="supervision",
    on="filed_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("division", "supervision.filed_at", "supervision.notified_at"),
    when=_local,
)
def notified_in_five_days(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 32: five days; it does not say of what kind."""
    filed = need(step.filed_at, "supervision.filed_at")
    notified = happened(step.notified_at, step, "supervision.notified_at")
    if notified is None:
        yield Found(_("监督立案后没有书面通知被监督机关"))
    else:
        yield from overdue(due_unsaid(filed, _FIVE, audited.settings.overlay), notified, _("通知被监督机关"))


@duty(
    "supervision.explained_in_ten_days",
    _("十日内提交书面说明和材料"),
    (sichuan_supervision("32"),),
    over="supervision",
    on="notified_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.NOT_REPORTED,
    inputs=("division", "supervision.notified_at", "supervision.explained_at"),
    when=_local,
)
def explained_in_ten_days(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 32: evidence, basis and an explanation within ten days of the notice."""
    notified = need(step.notified_at, "supervision.notified_at")
    explained = happened(step.explained_at, step, "supervision.explained_at")
    if explained is None:
        yield Found(_("没有向监督机关提交书面说明和材料"))
    else:
        yield from overdue(due_unsaid(notified, _TEN, audited.settings.overlay), explained, _("提交书面说明"))


@duty(
    "supervision.two_supervisors",
    _("监督人员不少于两人"),
    (sichuan_supervision("29.1"),),
    over="supervision",
    on="opinion_at",
    inputs=("division", "supervision.opinion_at", "supervision.supervisors"),
    when=_local,
)
def two_supervisors(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 29.1."""
    count = len(set(need(step.supervisors, "supervision.supervisors")))
    if count < _TWO:
        yield Found(_("监督人员 {count} 人，少于两人", count=count))


@duty(
    "supervision.certificates_shown",
    _("监督人员出示监督检查证件"),
    (sichuan_supervision("29.1"),),
    over="supervision",
    on="opinion_at",
    inputs=("division", "supervision.opinion_at", "supervision.certificates_shown"),
    when=_local,
)
def certificates_shown(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 29.1."""
    if not need(step.certificates_shown, "supervision.certificates_shown"):
        yield Found(_("监督人员没有出示监督检查证件"))


@duty(
    "supervision.corrected",
    _("按监督文书纠正并在期限内报告"),
    (sichuan_supervision("34.1"), supervision_2026("27.2"), supervision_2026("28.2")),
    over="supervision",
    on="opinion_at",
    item=NoticeItem.IGNORED,
    inputs=(
        "division",
        "supervision.opinion_at",
        "supervision.due_on",
        "supervision.corrected_at",
        "supervision.reported_at",
    ),
    when=lambda audited, step: step.due_on is not None or in_sichuan(audited),
)
def corrected(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """行政执法监督条例 Arts. 27.2, 28.2: within the term that is set; 四川省行政执法监督条例 Art. 34.1: thirty days.

    The thirty days run from receipt, which the file may show as later than the date of the document.
    """
    if happened(step.corrected_at, step, "supervision.corrected_at") is None:
        yield Found(_("没有按监督文书纠正"))
        return
    reported = happened(step.reported_at, step, "supervision.reported_at")
    if reported is None:
        yield Found(_("纠正后没有书面报告监督机关"))
        return
    overlay = audited.settings.overlay
    opinion = need(step.opinion_at, "supervision.opinion_at")
    due = due_calendar(opinion, _THIRTY, overlay) if step.due_on is None else due_on(step.due_on, overlay)
    if day_of(reported) > max(due.nominal, due.rolled):
        yield from overdue(due, reported, _("报告纠正情况"))


@duty(
    "supervision.review_asked_in_time",
    _("十五日内申请复查"),
    (sichuan_supervision("34.2"),),
    over="supervision",
    on="opinion_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("division", "supervision.opinion_at", "supervision.review_asked_at"),
    when=lambda audited, step: in_sichuan(audited) and step.review_asked_at is not None,
)
def review_asked_in_time(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 34.2: within fifteen days of receipt."""
    due = due_calendar(need(step.opinion_at, "supervision.opinion_at"), _FIFTEEN, audited.settings.overlay)
    yield from overdue(due, need(step.review_asked_at, "supervision.review_asked_at"), _("申请复查"))


@duty(
    "supervision.review_decided_in_time",
    _("十五日内复查并答复"),
    (sichuan_supervision("34.2"),),
    over="supervision",
    on="review_asked_at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("division", "supervision.review_asked_at", "supervision.review_decided_at"),
    when=_local,
)
def review_decided_in_time(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 34.2: fifteen days from the application."""
    asked = need(step.review_asked_at, "supervision.review_asked_at")
    decided = happened(step.review_decided_at, step, "supervision.review_decided_at")
    if decided is None:
        yield Found(_("申请复查没有答复"))
    else:
        yield from overdue(due_calendar(asked, _FIFTEEN, audited.settings.overlay), decided, _("复查并答复"))


@duty(
    "supervision.decision_by_government",
    _("监督决定书由本级人民政府制发"),
    (supervision_2026("29"),),
    over="supervision",
    on="decision_at",
    item=NoticeItem.POWERS,
    inputs=("supervision.decision_at", "supervision.decided_by_government"),
)
def decision_by_government(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """行政执法监督条例 Art. 29, from 2026-02: the supervision body proposes, the government decides."""
    if not need(step.decided_by_government, "supervision.decided_by_government"):
        yield Found(_("监督决定书不是由本级人民政府制发"))


@duty(
    "supervision.not_beside_remedies",
    _("已进入复议、诉讼的不重复监督"),
    (sichuan_supervision("31.3"), supervision_2026("33.3")),
    over="supervision",
    on="opinion_at",
    item=NoticeItem.REPEATED,
    inputs=("division", "supervision.opinion_at", "proceedings", "proceedings.from_", "proceedings.until"),
)
def not_beside_remedies(audited: Audited, step: SupervisionStep) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 31.3; 行政执法监督条例 Art. 33.3."""
    on = day(step.opinion_at, "supervision.opinion_at")
    for index, each in enumerate(need(audited.file.proceedings, "proceedings")):
        began = need(each.from_, "proceedings.from_")
        if began <= on and (each.until is None or on <= each.until):
            yield Found(_("行政复议、行政诉讼期间制发监督文书"), at=f"/proceedings[{index}]")


@duty(
    "supervision.major_penalty_filed",
    _("重大行政处罚决定十五日内报送备案"),
    (sichuan_supervision("36.1"),),
    over="decisions",
    item=NoticeItem.NOT_REPORTED,
    inputs=("division", "decisions.at", "decisions.is_major", "decisions.filed_at"),
    when=lambda audited, decision: bool(decision.is_major) and in_sichuan(audited),
)
def major_penalty_filed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """四川省行政执法监督条例 Art. 36.1: fifteen days; which decisions are major the province says, so the file must."""
    filed = happened(decision.filed_at, decision, "decisions.filed_at")
    if filed is None:
        yield Found(_("重大行政处罚决定没有报送备案"))
        return
    due = due_calendar(need(decision.at, "decisions.at"), _FIFTEEN, audited.settings.overlay)
    yield from overdue(due, filed, _("报送重大行政处罚决定备案"))
