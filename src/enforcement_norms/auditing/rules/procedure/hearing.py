"""The hearing (听证): told, asked for in time, held as the law says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import _
from ....model.casefile import Decision, Hearing, PriorNotice, Sanction, Told
from ....model.duty import Found, Gravity, Missing, duty, happened, need
from ....model.penalty import MeasureKind
from ....model.recorded import day_of
from ...audited import Audited
from ...late import shown
from ...likeness import by_words
from ...sources import penalty_2017, penalty_2021
from ...terms import due_penalty_law
from ..decided import is_ordinary_penalty
from ..public_order import notices_public_order

_REVISED: Final = date(2021, 7, 15)
_ALWAYS_2017: Final = frozenset({MeasureKind.SUSPEND_BUSINESS, MeasureKind.REVOKE_PERMIT})
_ALWAYS_2021: Final = _ALWAYS_2017 | {
    MeasureKind.DOWNGRADE_QUALIFICATION,
    MeasureKind.CLOSE_DOWN,
    MeasureKind.RESTRICT_EMPLOYMENT,
    MeasureKind.BAN_PRACTICE,
}
"""Penalties before which a hearing is always offered; fines and confiscations depend on a local amount."""


@duty(
    "procedure.hearing_offered",
    _("告知要求听证的权利"),
    (penalty_2017("42.1"), penalty_2021("63.1")),
    over="notices",
    inputs=(
        "notices.at",
        "notices.told",
        "notices.proposed",
        "notices.basis",
        "domain",
        "hearing_threshold",
        "party.kind",
    ),
    when=by_words(lambda audited, notice: not notices_public_order(audited, notice)),
)
def hearing_offered(audited: Audited, notice: PriorNotice) -> Iterator[Found]:
    """2017 Art. 42.1, 2021 Art. 63.1: heavy penalties; what a large amount is, a district sets (`Settings`)."""
    if Told.HEARING in need(notice.told, "notices.told"):
        return
    proposed = need(notice.proposed, "notices.proposed")
    revised = day_of(need(notice.at, "notices.at")) >= _REVISED
    always = _ALWAYS_2021 if revised else _ALWAYS_2017
    if any(each.kind in always for each in proposed):
        yield Found(_("拟作出的处罚属于听证范围，没有告知要求听证的权利"))
        return
    if any(_large(audited, each, revised=revised) for each in proposed):
        yield Found(_("拟处罚款或者没收达到本地听证标准，没有告知要求听证的权利"))


def _large(audited: Audited, sanction: Sanction, *, revised: bool) -> bool:
    confiscated = (MeasureKind.CONFISCATE_ILLEGAL_GAINS, MeasureKind.CONFISCATE_ILLEGAL_PROPERTY)
    kinds = (MeasureKind.FINE, *confiscated) if revised else (MeasureKind.FINE,)
    if sanction.kind not in kinds or sanction.amount is None:
        return False
    party = audited.file.party
    kind = need(None if party is None else party.kind, "party.kind")
    threshold = audited.settings.hearing_from.get(kind.value)
    if threshold is None:
        raise Missing("hearing_threshold")
    return sanction.amount.fen >= threshold


@duty(
    "procedure.hearing_term_told",
    _("告知的听证申请期限不短于法定期限"),
    (penalty_2017("42.1.1"), penalty_2021("64.1.1")),
    over="notices",
    inputs=("notices.at", "notices.told", "notices.hearing_days"),
    when=by_words(lambda audited, notice: Told.HEARING in need(notice.told, "notices.told")),
)
def hearing_term_told(audited: Audited, notice: PriorNotice) -> Iterator[Found]:
    """Three days (2017 Art. 42.1.1), five working days (2021 Arts. 64.1.1, 85)."""
    least = 5 if day_of(need(notice.at, "notices.at")) >= _REVISED else 3
    told = need(notice.hearing_days, "notices.hearing_days")
    if told < least:
        yield Found(_("告知要求听证的期限为 {told} 日，少于 {least} 日", told=told, least=least))


@duty(
    "procedure.hearing_window",
    _("听证申请期限届满前不作出决定"),
    (penalty_2017("42.1.1"), penalty_2021("64.1.1")),
    over="decisions",
    inputs=(
        "decisions.at",
        "procedure",
        "decisions.kind",
        "notices",
        "notices.told",
        "notices.served_at",
        "hearings",
        "hearings.requested_at",
        "hearings.waived_at",
    ),
    when=is_ordinary_penalty,
)
def hearing_window(audited: Audited, decision: Decision) -> Iterator[Found]:
    """A decision before the term ends needs a waiver; the term is that of the day on which the notice was served."""
    decided = day_of(need(decision.at, "decisions.at"))
    for index, notice in enumerate(need(audited.file.notices, "notices")):
        if Told.HEARING not in need(notice.told, "notices.told"):
            continue
        served = happened(notice.served_at, notice, "notices.served_at")
        if served is None or day_of(served) > decided:
            continue
        count = 5 if day_of(served) >= _REVISED else 3
        due = due_penalty_law(served, count, audited.settings.overlay)
        if decided > due.rolled:
            continue
        hearings = need(audited.file.hearings, "hearings")
        if any(happened(each.waived_at, each, "hearings.waived_at") for each in hearings):
            continue
        if any(each.at is not None and day_of(each.at) <= decided for each in hearings):
            continue
        message = _(
            "告知书 {served} 送达，要求听证的期限到 {due} 届满，{decided} 已作出决定",
            served=shown(served),
            due=due.nominal.isoformat(),
            decided=decided.isoformat(),
        )
        yield Found(message, Gravity.IRREGULAR if decided > due.strict else None, at=f"/notices[{index}]")


@duty(
    "procedure.hearing_held",
    _("当事人要求听证的组织听证"),
    (penalty_2017("42.1"), penalty_2021("63.1")),
    over="hearings",
    on="requested_at",
    inputs=("hearings.requested_at", "hearings.at", "hearings.terminated_at", "hearings.waived_at"),
)
def hearing_held(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """2017 Art. 42.1, 2021 Art. 63.1: who asks in time is heard."""
    held = happened(hearing.at, hearing, "hearings.at")
    if held is None and hearing.terminated_at is None and hearing.waived_at is None:
        yield Found(_("当事人要求听证，没有组织听证"))


@duty(
    "procedure.hearing_notified",
    _("听证七日前通知当事人"),
    (penalty_2017("42.1.2"), penalty_2021("64.1.2")),
    over="hearings",
    inputs=("hearings.at", "hearings.notified_at"),
)
def hearing_notified(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """Seven days before it (2017 Art. 42.1.2), seven working days (2021 Arts. 64.1.2, 85): full days in between."""
    held = day_of(need(hearing.at, "hearings.at"))
    told = happened(hearing.notified_at, hearing, "hearings.notified_at")
    if told is None:
        yield Found(_("听证前没有通知当事人时间、地点"))
        return
    due = due_penalty_law(told, 7, audited.settings.overlay)
    if held < due.rolled:
        message = _("{told} 通知，{held} 举行听证，不足七日", told=shown(told), held=held.isoformat())
        yield Found(message, None if held < due.strict else Gravity.IRREGULAR)


@duty(
    "procedure.hearing_public",
    _("听证公开举行"),
    (penalty_2017("42.1.3"), penalty_2021("64.1.3")),
    over="hearings",
    inputs=("hearings.at", "hearings.public", "hearings.closed_reason"),
)
def hearing_public(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """Closed only for state secrets, trade secrets, privacy (2017 Art. 42.1.3, 2021 Art. 64.1.3)."""
    if need(hearing.public, "hearings.public"):
        return
    if happened(hearing.closed_reason, hearing, "hearings.closed_reason") is None:
        yield Found(_("听证不公开举行，没有记载理由"))


@duty(
    "procedure.hearing_host",
    _("听证由非本案调查人员主持"),
    (penalty_2017("42.1.4"), penalty_2021("64.1.4")),
    over="hearings",
    inputs=("hearings.at", "hearings.host", "handlers"),
)
def hearing_host(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """The host is not among those who investigated (2017 Art. 42.1.4, 2021 Art. 64.1.4)."""
    host = need(hearing.host, "hearings.host")
    investigators = set(need(audited.file.handlers, "handlers"))
    investigators.update(
        act.officer for act in audited.acting if act.role in ("inspections", "questionings", "evidence")
    )
    if host in investigators:
        yield Found(_("听证主持人 {host} 是本案调查人员", host=host))


@duty(
    "procedure.hearing_agents",
    _("听证代理人不超过二人"),
    (penalty_2017("42.1.5"), penalty_2021("64.1.5")),
    over="hearings",
    inputs=("hearings.at", "hearings.agents"),
)
def hearing_agents(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """One or two agents (2017 Art. 42.1.5, 2021 Art. 64.1.5)."""
    agents = need(hearing.agents, "hearings.agents")
    if agents > 2:  # noqa: PLR2004 – the number of the article
        yield Found(_("听证代理人 {agents} 人，超过二人", agents=agents))


@duty(
    "procedure.hearing_record",
    _("制作听证笔录并经核对签名"),
    (penalty_2017("42.1.7"), penalty_2021("64.1.8")),
    over="hearings",
    inputs=("hearings.at", "hearings.record_made", "hearings.record_signed", "hearings.refusal_noted"),
)
def hearing_record(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """A signed record (2017 Art. 42.1.7); from 2021 a refusal is noted by the host (Art. 64.1.8)."""
    if not need(hearing.record_made, "hearings.record_made"):
        yield Found(_("听证没有制作笔录"))
        return
    if need(hearing.record_signed, "hearings.record_signed"):
        return
    if day_of(need(hearing.at, "hearings.at")) < _REVISED:
        yield Found(_("听证笔录没有当事人签名"))
    elif not need(hearing.refusal_noted, "hearings.refusal_noted"):
        yield Found(_("听证笔录没有签名，拒绝签名也没有注明"))


@duty(
    "procedure.hearing_free",
    _("听证不收费用"),
    (penalty_2017("42.1"), penalty_2021("63.2")),
    over="hearings",
    inputs=("hearings.at", "hearings.fee_charged"),
)
def hearing_free(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """The party bears no costs (2017 Art. 42.1, 2021 Art. 63.2)."""
    if need(hearing.fee_charged, "hearings.fee_charged"):
        yield Found(_("向当事人收取听证费用"))
