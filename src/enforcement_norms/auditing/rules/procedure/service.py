"""Service and payment (送达、缴款): seven days, ways of service, fifteen days to pay, surcharge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ....calendar import add_days
from ....i18n import _
from ....model.casefile import Decision, DecisionKind, Payment, Served, Service, ServiceMethod, Surcharge
from ....model.duty import Alike, Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.penalty import MeasureKind
from ....model.recorded import day_of
from ....money import Money
from ...audited import Audited
from ...late import overdue
from ...likeness import by_words
from ...sources import compulsion, penalty_2017, penalty_2021
from ...terms import days, due_calendar, due_penalty_law

_SERVING: Final = _("送达处罚决定书")
_PAYING: Final = _("当事人缴纳罚款")
_REVISED: Final = date(2021, 7, 15)
_SHORTER_ANNOUNCEMENT: Final = date(2022, 1, 1)
_PAYMENT_DAYS: Final = 15
_DAILY_PERCENT: Final = 3


def _first_service(audited: Audited) -> Service | None:
    """The first service of a decision, where there was one."""
    first = None
    for service in need(audited.file.services, "services"):
        if service.of is None:
            raise Missing("services.of")
        if service.of is Served.DECISION and first is None:
            first = service
    return first


@duty(
    "procedure.served_in_time",
    _("处罚决定书当场交付或者七日内送达"),
    (penalty_2017("40"), penalty_2021("61.1")),
    over="decisions",
    item=NoticeItem.OVER_TIME,
    inputs=(
        "procedure",
        "decisions.at",
        "decisions.kind",
        "services",
        "services.of",
        "services.at",
        "services.method",
        "services.announced_on",
    ),
    when=by_words(
        lambda audited, decision: (
            need(decision.kind, "decisions.kind") is not DecisionKind.TRANSFER and audited.is_ordinary
        )
    ),
)
def served_in_time(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 40 seven days (unit unsaid), 2021 Arts. 61.1 and 85 seven working days.

    By announcement the seven days end with its publication; its own term runs after that.
    """
    served = _first_service(audited)
    if served is None:
        yield Found(_("处罚决定书没有送达当事人"))
        return
    by_announcement = need(served.method, "services.method") is ServiceMethod.ANNOUNCEMENT
    done = need(served.announced_on, "services.announced_on") if by_announcement else need(served.at, "services.at")
    due = due_penalty_law(need(decision.at, "decisions.at"), 7, audited.settings.overlay)
    yield from overdue(due, done, _SERVING)


@duty(
    "procedure.electronic_consent",
    _("电子送达经当事人签订确认书"),
    (penalty_2017("40"), penalty_2021("61.2")),
    over="services",
    inputs=("services.at", "services.method", "services.consent_at"),
    when=by_words(lambda audited, service: need(service.method, "services.method") is ServiceMethod.ELECTRONIC),
)
def electronic_consent(audited: Audited, service: Service) -> Iterator[Found]:
    """2021 Art. 61.2: only with a signed consent; before that only as the Civil Procedure Law allows (2017 Art. 40)."""
    if happened(service.consent_at, service, "services.consent_at") is None:
        yield Found(_("电子送达没有当事人签订的确认书"))


@duty(
    "procedure.announcement_term",
    _("公告送达期满"),
    (penalty_2017("40"), penalty_2021("61.1")),
    over="services",
    on="announced_on",
    inputs=("services.method", "services.announced_on", "services.announced_until", "services.other_ways_failed"),
    when=by_words(lambda audited, service: need(service.method, "services.method") is ServiceMethod.ANNOUNCEMENT),
)
def announcement_term(audited: Audited, service: Service) -> Iterator[Found]:
    """By the Civil Procedure Law sixty days, from 2022-01-01 thirty; only where other ways fail."""
    published = need(service.announced_on, "services.announced_on")
    length = 30 if published >= _SHORTER_ANNOUNCEMENT else 60
    until = need(service.announced_until, "services.announced_until")
    if until < add_days(published, length):
        yield Found(_("公告送达只有 {count} 日，不足 {length} 日", count=(until - published).days, length=length))
    if not need(service.other_ways_failed, "services.other_ways_failed"):
        yield Found(_("能以其他方式送达而公告送达"))


@duty(
    "procedure.payment_term_told",
    _("决定书写明的缴款期限为十五日"),
    (penalty_2017("46.3"), penalty_2021("67.3")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.sanctions", "decisions.payment_days"),
    when=by_words(
        lambda audited, decision: any(
            each.kind is MeasureKind.FINE for each in need(decision.sanctions, "decisions.sanctions")
        )
    ),
    alike=Alike.WORDS,
)
def payment_term_told(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Fifteen days from receipt (2017 Art. 46.3, 2021 Art. 67.3)."""
    told = need(decision.payment_days, "decisions.payment_days")
    if told != _PAYMENT_DAYS:
        gravity = None if told < _PAYMENT_DAYS else Gravity.IRREGULAR
        yield Found(_("决定书写明 {told} 日内缴款，法律规定为十五日", told=told), gravity)


@duty(
    "procedure.paid_in_time",
    _("当事人十五日内缴款"),
    (penalty_2017("46.3"), penalty_2021("67.3")),
    over="payments",
    gravity=Gravity.NOTE,
    item=NoticeItem.UNSUPERVISED,
    inputs=("payments.at", "payments.on_spot", "services", "services.of", "services.at", "instalments"),
    when=by_words(lambda audited, payment: not need(payment.on_spot, "payments.on_spot")),
)
def paid_in_time(audited: Audited, payment: Payment) -> Iterator[Found]:
    """Fifteen calendar days from receipt (2017 Art. 46.3, 2021 Art. 67.3); a late payment is the party's, not the organ's."""
    if need(audited.file.instalments, "instalments"):
        return
    received = audited.received()
    due = due_calendar(received, days(_PAYMENT_DAYS), audited.settings.overlay)
    for found in overdue(due, need(payment.at, "payments.at"), _PAYING):
        yield Found(found.message, Gravity.NOTE)


@duty(
    "procedure.surcharge_told",
    _("告知加处罚款的标准"),
    (compulsion("45.1"),),
    over="surcharges",
    on="counted_from",
    inputs=("surcharges.counted_from", "surcharges.told"),
)
def surcharge_told(audited: Audited, surcharge: Surcharge) -> Iterator[Found]:
    """行政强制法 Art. 45.1."""
    if not need(surcharge.told, "surcharges.told"):
        yield Found(_("加处罚款的标准没有告知当事人"))


@duty(
    "procedure.surcharge_cap",
    _("加处罚款不超出罚款数额"),
    (compulsion("45.2"), penalty_2021("72.1.1")),
    over="surcharges",
    on="counted_from",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=("surcharges.counted_from", "surcharges.amount", "decisions", "decisions.kind", "decisions.sanctions"),
)
def surcharge_cap(audited: Audited, surcharge: Surcharge) -> Iterator[Found]:
    """The surcharge never exceeds the fine (行政强制法 Art. 45.2, since 2021 Penalty Law Art. 72.1.1)."""
    amount, fine = need(surcharge.amount, "surcharges.amount"), _fine(audited)
    if amount.fen > fine.fen:
        yield Found(_("加处罚款 {amount}，超出罚款 {fine}", amount=amount, fine=fine))


@duty(
    "procedure.surcharge_counted",
    _("加处罚款自逾期之日按每日百分之三计算"),
    (penalty_2017("51.1.1"), penalty_2021("72.1.1"), penalty_2021("73.3")),
    over="surcharges",
    on="counted_from",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=(
        "surcharges.counted_from",
        "surcharges.counted_until",
        "surcharges.amount",
        "decisions",
        "decisions.kind",
        "decisions.sanctions",
        "services",
        "services.of",
        "services.at",
        "instalments",
        "instalments.until",
        "proceedings",
        "proceedings.from_",
        "proceedings.until",
    ),
)
def surcharge_counted(audited: Audited, surcharge: Surcharge) -> Iterator[Found]:
    """Three per cent a day after the fifteen days; from 2021-07-15 review and suit do not count (Art. 73.3)."""
    first = need(surcharge.counted_from, "surcharges.counted_from")
    last = need(surcharge.counted_until, "surcharges.counted_until")
    due = add_days(day_of(audited.received()), _PAYMENT_DAYS)
    put_off = [need(each.until, "instalments.until") for each in need(audited.file.instalments, "instalments")]
    due = max([due, *put_off])
    if first <= due:
        yield Found(_("加处罚款自 {first} 起算，缴款期限到 {due} 才届满", first=first, due=due))
    counted = (last - first).days + 1 - _stayed(audited, first, last)
    most = Money(_fine(audited).fen * _DAILY_PERCENT * counted // 100)
    amount = need(surcharge.amount, "surcharges.amount")
    if amount.fen > most.fen:
        yield Found(_("加处罚款 {amount}，按 {counted} 日计算至多 {most}", amount=amount, counted=counted, most=most))


def _stayed(audited: Audited, first: date, last: date) -> int:
    """Days of review and suit within the days counted, each day once."""
    stayed: set[date] = set()
    for each in need(audited.file.proceedings, "proceedings"):
        begin = max(need(each.from_, "proceedings.from_"), first, _REVISED)
        end = min(need(each.until, "proceedings.until"), last)
        stayed.update(begin + timedelta(days=offset) for offset in range((end - begin).days + 1))
    return len(stayed)


def _fine(audited: Audited) -> Money:
    """The fines of the decision together."""
    sanctions = need(audited.decided().sanctions, "decisions.sanctions")
    return Money(
        sum(need(each.amount, "decisions.sanctions").fen for each in sanctions if each.kind is MeasureKind.FINE)
    )
