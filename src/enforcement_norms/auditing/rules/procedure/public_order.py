"""Public-order cases (治安案件): their own term, hearing, penalty on the spot, and hours of questioning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ....calendar import add_days
from ....i18n import _
from ....model.casefile import Decision, PauseKind, PriorNotice, Procedure, Questioning, Told
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, need
from ....model.penalty import MeasureKind
from ....money import Money
from ...audited import Audited, day
from ...likeness import by_words
from ...sector_sources import public_order_2012, public_order_2025
from ...terms import within_hours
from ..public_order import POLICE, decides_public_order, notices_public_order

_REVISED: Final = date(2026, 1, 1)
"""From this day the law of 2025 is in force."""
_TERM: Final = 30
_HOURS: Final = 8
_LONGEST_HOURS: Final = 24


@duty(
    "procedure.public_order_term",
    _("治安案件三十日内办结"),
    (public_order_2012("99"), public_order_2025("118")),
    over="decisions",
    item=NoticeItem.OVER_TIME,
    inputs=(
        "domain",
        "decisions.at",
        "decisions.basis",
        "filing.at",
        "extensions",
        "extensions.at",
        "extensions.days",
        "pauses",
        "pauses.kind",
        "pauses.from_",
        "pauses.until",
    ),
    when=decides_public_order,
)
def public_order_term(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2012 Art. 99: one extension, expert opinions not counted; 2025 Art. 118: two, hearings not counted either."""
    file = audited.file
    filed = day(None if file.filing is None else file.filing.at, "filing.at")
    decided = day(decision.at, "decisions.at")
    due = add_days(filed, _TERM)
    if decided <= due:
        return
    revised = decided >= _REVISED
    extensions = sorted(need(file.extensions, "extensions"), key=lambda each: day(each.at, "extensions.at"))
    for extension in extensions[: 2 if revised else 1]:
        due += timedelta(days=min(need(extension.days, "extensions.days"), _TERM))
    not_counted = {PauseKind.TESTING, PauseKind.HEARING} if revised else {PauseKind.TESTING}
    for pause in need(file.pauses, "pauses"):
        if need(pause.kind, "pauses.kind") in not_counted:
            due += need(pause.until, "pauses.until") - need(pause.from_, "pauses.from_") + timedelta(days=1)
    if decided > due:
        yield Found(_("{filed} 立案，最迟应在 {due} 办结，实际在 {decided}", filed=filed, due=due, decided=decided))


@duty(
    "procedure.public_order_hearing",
    _("治安案件告知要求听证的权利"),
    (public_order_2012("98"), public_order_2025("117.1")),
    over="notices",
    inputs=(
        "domain",
        "notices.at",
        "notices.basis",
        "notices.told",
        "notices.proposed",
        "notices.proposed.kind",
        "notices.proposed.amount",
    ),
    when=by_words(notices_public_order),
)
def public_order_hearing(_audited: Audited, notice: PriorNotice) -> Iterator[Found]:
    """2012 Art. 98: 2,000 yuan or a permit revoked; 2025 Art. 117.1: 4,000 yuan, a permit, business suspended."""
    if Told.HEARING in need(notice.told, "notices.told"):
        return
    revised = day(notice.at, "notices.at") >= _REVISED
    least = Money.yuan(4000 if revised else 2000)
    always = {MeasureKind.REVOKE_PERMIT, MeasureKind.SUSPEND_BUSINESS} if revised else {MeasureKind.REVOKE_PERMIT}
    for index, each in enumerate(need(notice.proposed, "notices.proposed")):
        kind = need(each.kind, "notices.proposed.kind")
        if kind in always:
            yield Found(_("拟作出的处罚属于听证范围，没有告知要求听证的权利"), at=f"proposed[{index}]")
        elif kind is MeasureKind.FINE and need(each.amount, "notices.proposed.amount").fen >= least.fen:
            message = _("拟处罚款达到 {least}，没有告知要求听证的权利", least=least)
            yield Found(message, at=f"proposed[{index}]")


@duty(
    "procedure.public_order_summary",
    _("治安案件当场处罚只限法定数额以下的罚款或者警告"),
    (public_order_2012("100"), public_order_2025("119")),
    over="decisions",
    inputs=(
        "domain",
        "procedure",
        "decisions.at",
        "decisions.basis",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "decisions.sanctions.amount",
    ),
    when=by_words(
        lambda audited, decision: (
            need(audited.file.procedure, "procedure") is Procedure.SUMMARY and decides_public_order(audited, decision)
        )
    ),
)
def public_order_summary(_audited: Audited, decision: Decision) -> Iterator[Found]:
    """2012 Art. 100: 200 yuan; 2025 Art. 119: 500 yuan; or a warning."""
    limit = Money.yuan(500 if day(decision.at, "decisions.at") >= _REVISED else 200)
    for index, sanction in enumerate(need(decision.sanctions, "decisions.sanctions")):
        kind, place = need(sanction.kind, "decisions.sanctions.kind"), f"sanctions[{index}]"
        if kind is MeasureKind.WARNING:
            continue
        if kind is not MeasureKind.FINE:
            yield Found(_("当场作出了罚款、警告以外的处罚"), at=place)
            continue
        amount = need(sanction.amount, "decisions.sanctions.amount")
        if amount.fen > limit.fen:
            yield Found(_("当场罚款 {amount}，超过 {limit}", amount=amount, limit=limit), at=place)


@duty(
    "procedure.public_order_questioning",
    _("询问查证不超过法定时间"),
    (public_order_2012("83.1"), public_order_2025("97.1")),
    over="questionings",
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "questionings.at", "questionings.ended_at"),
    when=by_words(lambda audited, _step: need(audited.file.domain, "domain") == POLICE),
)
def public_order_questioning(_audited: Audited, step: Questioning) -> Iterator[Found]:
    """2012 Art. 83.1, 2025 Art. 97.1: eight hours; up to twenty-four where detention may follow in an involved case.

    Whether a case is so is not recorded: between the two a person must look.
    """
    began, ended = need(step.at, "questionings.at"), need(step.ended_at, "questionings.ended_at")
    within = within_hours(began, ended, _LONGEST_HOURS)
    if within is False:
        yield Found(_("询问查证超过 {hours} 小时", hours=_LONGEST_HOURS))
        return
    ordinary = within_hours(began, ended, _HOURS)
    if within is None or ordinary is None:
        raise Missing("questionings.ended_at")
    if ordinary is False:
        message = _("询问查证超过 {hours} 小时，请核对是否属于可以延长的情形", hours=_HOURS)
        yield Found(message, Gravity.IRREGULAR)
