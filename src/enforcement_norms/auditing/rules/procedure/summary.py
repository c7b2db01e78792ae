"""The summary procedure (简易程序): its limits, its form, money taken on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import _
from ....model.case import PartyKind
from ....model.casefile import Decision, Payment, Procedure
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.penalty import MeasureKind
from ....model.recorded import day_of
from ....money import Money
from ...audited import Audited
from ...late import overdue
from ...likeness import by_words
from ...sources import penalty_2017, penalty_2021
from ...terms import due_penalty_law

_REVISED: Final = date(2021, 7, 15)
_SPECIAL: Final = frozenset({"public_security", "transport"})
"""Domains whose own laws set other limits (治安管理处罚法, 道路交通安全法; 2021 Art. 51 last sentence)."""


@by_words
def _is_summary(audited: Audited, _step: object) -> bool:
    return need(audited.file.procedure, "procedure") is Procedure.SUMMARY


@by_words
def _is_on_spot(audited: Audited, payment: Payment) -> bool:
    return need(payment.on_spot, "payments.on_spot")


@by_words
def _is_under_general_limits(audited: Audited, decision: Decision) -> bool:
    return _is_summary(audited, decision) and need(audited.file.domain, "domain") not in _SPECIAL


@duty(
    "procedure.summary_limit",
    _("简易程序只用于法定数额以下的罚款或者警告"),
    (penalty_2017("33"), penalty_2021("51")),
    over="decisions",
    inputs=(
        "procedure",
        "domain",
        "decisions.at",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "decisions.sanctions.amount",
        "party.kind",
    ),
    when=_is_under_general_limits,
)
def summary_limit(audited: Audited, decision: Decision) -> Iterator[Found]:
    """50 and 1,000 yuan (2017 Art. 33), 200 and 3,000 yuan (2021 Art. 51), or a warning.

    Whether an individual business counts as citizen or organisation no text says: between the limits it is open.
    """
    party = audited.file.party
    kind = need(None if party is None else party.kind, "party.kind")
    revised = day_of(need(decision.at, "decisions.at")) >= _REVISED
    for_person, for_organisation = (
        (Money.yuan(200), Money.yuan(3000)) if revised else (Money.yuan(50), Money.yuan(1000))
    )
    for index, sanction in enumerate(need(decision.sanctions, "decisions.sanctions")):
        place, kind_imposed = f"sanctions[{index}]", need(sanction.kind, "decisions.sanctions.kind")
        if kind_imposed is MeasureKind.WARNING:
            continue
        if kind_imposed is not MeasureKind.FINE:
            yield Found(_("简易程序作出了罚款、警告以外的处罚"), at=place)
            continue
        amount = need(sanction.amount, "decisions.sanctions.amount")
        limit = for_person if kind is PartyKind.NATURAL_PERSON else for_organisation
        if amount.fen > limit.fen:
            yield Found(_("简易程序罚款 {amount}，超过 {limit}", amount=amount, limit=limit), at=place)
        elif kind is PartyKind.INDIVIDUAL_BUSINESS and amount.fen > for_person.fen:
            message = _(
                "对个体工商户适用简易程序罚款 {amount}，超过对公民的限额 {limit}；法律没有写明按哪一限额",
                amount=amount,
                limit=for_person,
            )
            yield Found(message, Gravity.IRREGULAR, at=place)


@duty(
    "procedure.summary_form",
    _("当场处罚决定书有预定格式、编号并当场交付"),
    (penalty_2017("34.1"), penalty_2021("52.1")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("procedure", "decisions.at", "decisions.form_numbered", "decisions.handed_over"),
    when=_is_summary,
)
def summary_form(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 34.1, 2021 Art. 52.1: printed form with a number, handed over on the spot."""
    if not need(decision.form_numbered, "decisions.form_numbered"):
        yield Found(_("当场处罚决定书没有使用预定格式、编有号码的文书"))
    if not need(decision.handed_over, "decisions.handed_over"):
        yield Found(_("当场处罚决定书没有当场交付当事人"))


@duty(
    "procedure.summary_identity",
    _("当场处罚时出示执法证件"),
    (penalty_2017("34.1"), penalty_2021("52.1")),
    over="decisions",
    inputs=("procedure", "decisions.at", "decisions.certificates_shown"),
    when=_is_summary,
)
def summary_identity(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 34.1, 2021 Art. 52.1."""
    if not need(decision.certificates_shown, "decisions.certificates_shown"):
        yield Found(_("当场处罚没有出示执法证件"))


@duty(
    "procedure.summary_reported",
    _("当场处罚决定报所属机关备案"),
    (penalty_2017("34.3"), penalty_2021("52.3")),
    over="decisions",
    item=NoticeItem.NOT_REPORTED,
    inputs=("procedure", "decisions.at", "decisions.reported_at"),
    when=_is_summary,
)
def summary_reported(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 34.3, 2021 Art. 52.3."""
    if happened(decision.reported_at, decision, "decisions.reported_at") is None:
        yield Found(_("当场作出的处罚决定没有报所属行政机关备案"))


@duty(
    "procedure.on_spot_allowed",
    _("依法定情形当场收缴罚款"),
    (penalty_2017("47"), penalty_2017("48"), penalty_2021("68"), penalty_2021("69")),
    over="payments",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=(
        "procedure",
        "payments.at",
        "payments.on_spot",
        "payments.amount",
        "payments.on_spot_reason",
        "payments.remote_area",
        "payments.party_asked",
    ),
    when=_is_on_spot,
)
def on_spot_allowed(audited: Audited, payment: Payment) -> Iterator[Found]:
    """20 yuan (2017 Art. 47), 100 yuan (2021 Art. 68), or hard to execute later; remote areas on request (48, 69)."""
    limit = Money.yuan(100 if day_of(need(payment.at, "payments.at")) >= _REVISED else 20)
    if _is_summary(audited, payment):
        if need(payment.amount, "payments.amount").fen <= limit.fen:
            return
        if happened(payment.on_spot_reason, payment, "payments.on_spot_reason") is not None:
            return
    if need(payment.remote_area, "payments.remote_area") and need(payment.party_asked, "payments.party_asked"):
        return
    yield Found(_("当场收缴罚款不属于法定情形（当场收缴限额 {limit}）", limit=limit))


@duty(
    "procedure.on_spot_ticket",
    _("当场收缴罚款出具财政部门统一票据"),
    (penalty_2017("49"), penalty_2021("70")),
    over="payments",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=("payments.at", "payments.on_spot", "payments.official_ticket"),
    when=_is_on_spot,
)
def on_spot_ticket(audited: Audited, payment: Payment) -> Iterator[Found]:
    """2017 Art. 49, 2021 Art. 70."""
    if not need(payment.official_ticket, "payments.official_ticket"):
        yield Found(_("当场收缴罚款没有出具财政部门统一制发的票据"))


@duty(
    "procedure.on_spot_handed_in",
    _("当场收缴的罚款二日内交至机关、缴付银行"),
    (penalty_2017("50"), penalty_2021("71")),
    over="payments",
    item=NoticeItem.OVER_TIME,
    inputs=("payments.at", "payments.on_spot", "payments.handed_in_at", "payments.banked_at", "payments.ashore_at"),
    when=_is_on_spot,
)
def on_spot_handed_in(audited: Audited, payment: Payment) -> Iterator[Found]:
    """Two days to the organ (from the shore, if taken on water), two more to the bank (2017 Art. 50, 2021 Art. 71)."""
    overlay = audited.settings.overlay
    handed_in = happened(payment.handed_in_at, payment, "payments.handed_in_at")
    if handed_in is None:
        yield Found(_("当场收缴的罚款没有交至行政机关"))
        return
    began = payment.ashore_at or need(payment.at, "payments.at")
    yield from overdue(due_penalty_law(began, 2, overlay), handed_in, _("把当场收缴的罚款交至行政机关"))
    banked = happened(payment.banked_at, payment, "payments.banked_at")
    if banked is None:
        yield Found(_("当场收缴的罚款没有缴付银行"))
    else:
        yield from overdue(due_penalty_law(handed_in, 2, overlay), banked, _("把当场收缴的罚款缴付银行"))
