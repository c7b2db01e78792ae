"""Money and favours (财物): charges, levies, purchases, what officers took, fines apart from those who impose them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import CaseFile, Charge, Favour, Payment, Purchase
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Moment, is_before
from ...audited import Audited
from ...late import shown
from ...likeness import by_words
from ...sources import (
    business_environment,
    fine_collection,
    notice,
    penalty_2017,
    penalty_2021,
    private_economy,
    supervision_2026,
    transfer_rules,
)
from ..gathering import each_of
from ..inspection.applying import against

_NOTICE: Final = notice("s3.2.4", gravity=Gravity.IRREGULAR)
_PROFIT: Final = supervision_2026("11.2.4", gravity=Gravity.IRREGULAR)
"""行政执法监督条例 Art. 11.2 (4): supervision looks for arbitrary charges and enforcement for profit."""
_CHARGES: Final = (business_environment("25"), private_economy("61.3"), _PROFIT, _NOTICE)
_LEVIES: Final = (business_environment("14.3"), private_economy("61.3"), _PROFIT, _NOTICE)


def _is_levy(charge: Charge) -> bool:
    return need(charge.is_levy, "charges.is_levy")


@duty(
    "conduct.charge_has_basis",
    _("收费有法定依据"),
    _CHARGES,
    over="charges",
    item=NoticeItem.CHARGES,
    inputs=("domain", "division", "charges.at", "charges.is_levy", "charges.basis"),
    when=lambda audited, charge: not _is_levy(charge),
)
def charge_has_basis(audited: Audited, charge: Charge) -> Iterator[Found]:
    """优化营商环境条例 Art. 25: charges on enterprises need a law, a regulation or the State Council, and a public list."""
    if happened(charge.basis, charge, "charges.basis") is None:
        yield from against(audited, _CHARGES, need(charge.at, "charges.at"), _("向当事人收费没有依据"))


@duty(
    "conduct.charge_receipted",
    _("收费出具票据"),
    (_NOTICE,),
    over="charges",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.CHARGES,
    inputs=("charges.at", "charges.ticket"),
)
def charge_receipted(audited: Audited, charge: Charge) -> Iterator[Found]:
    """The notice counts charges against the rules; money taken without a receipt is one."""
    if not need(charge.ticket, "charges.ticket"):
        yield Found(_("向当事人收费没有出具票据"))


@duty(
    "conduct.no_levy",
    _("不得摊派"),
    _LEVIES,
    over="charges",
    item=NoticeItem.LEVIES,
    inputs=("domain", "division", "charges.at", "charges.is_levy"),
)
def no_levy(audited: Audited, charge: Charge) -> Iterator[Found]:
    """优化营商环境条例 Art. 14.3, 民营经济促进法 Art. 61.3: nobody is asked for means outside laws and regulations."""
    if _is_levy(charge):
        yield from against(audited, _LEVIES, need(charge.at, "charges.at"), _("向当事人摊派"))


@duty(
    "conduct.no_designated_purchase",
    _("不得指定购买商品、接受有偿服务"),
    (_NOTICE,),
    over="purchases",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.PURCHASES,
    inputs=("purchases.at", "purchases.designated", "purchases.what"),
)
def no_designated_purchase(audited: Audited, purchase: Purchase) -> Iterator[Found]:
    """The notice; 行政许可法 Art. 27.1 says it of licences only."""
    if need(purchase.designated, "purchases.designated"):
        what = need(purchase.what, "purchases.what")
        yield Found(_("指定当事人购买商品或者接受有偿服务：{what}", what=what))


@duty(
    "conduct.nothing_taken",
    _("不得索取、收受当事人财物"),
    (penalty_2017("58.2"), penalty_2021("79.2"), _NOTICE),
    on="",
    item=NoticeItem.BRIBES,
    inputs=("favours", "favours.at", "favours.officer", "favours.asked"),
    alike=Alike.WORDS,
)
def nothing_taken(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2017 Art. 58.2, 2021 Art. 79.2: neither asked for nor taken."""

    def check(numbered: tuple[int, Favour]) -> Iterator[Found]:
        index, favour = numbered
        on, officer = need(favour.at, "favours.at"), need(favour.officer, "favours.officer")
        if need(favour.asked, "favours.asked"):
            message = _("{officer} 向当事人索取财物", officer=officer)
        else:
            message = _("{officer} 收受当事人财物", officer=officer)
        yield Found(message, on=on, at=f"/favours[{index}]")

    yield from each_of(enumerate(need(file.favours, "favours")), check)


@duty(
    "conduct.favour_transferred",
    _("收受财物的线索移送纪检监察机关"),
    (transfer_rules("19", gravity=Gravity.IRREGULAR), notice("s4.5.2", gravity=Gravity.IRREGULAR)),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.NOT_TRANSFERRED,
    inputs=("favours", "favours.at", "favours.transferred_at"),
    alike=Alike.WORDS,
)
def favour_transferred(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """移送规定 Art. 19, where it may be a crime of office; the notice 四、（五）2, where discipline is enough."""

    def check(numbered: tuple[int, Favour]) -> Iterator[Found]:
        index, favour = numbered
        if happened(favour.transferred_at, favour, "favours.transferred_at") is None:
            message = _("收受财物的线索没有移送纪检监察机关")
            yield Found(message, on=need(favour.at, "favours.at"), at=f"/favours[{index}]")

    yield from each_of(enumerate(need(file.favours, "favours")), check)


@duty(
    "conduct.taker_stays_out",
    _("收受当事人财物的人员不再办理本案"),
    (penalty_2017("37.3"), penalty_2021("43.1")),
    on="",
    item=NoticeItem.FAVOUR,
    inputs=("favours", "favours.at", "favours.officer"),
)
def taker_stays_out(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2017 Art. 37.3, 2021 Art. 43.1: who took something has an interest in the case, and withdraws."""
    taken: dict[str, Moment] = {}
    for favour in need(file.favours, "favours"):
        at, officer = need(favour.at, "favours.at"), need(favour.officer, "favours.officer")
        if officer not in taken or is_before(at, taken[officer]):
            taken[officer] = at
    if not taken:
        return
    for acting in audited.acting:
        since = taken.get(acting.officer)
        if since is not None and acting.at is not None and is_before(since, acting.at):
            message = _("{officer} 收受当事人财物后仍参加办案（{at}）", officer=acting.officer, at=shown(acting.at))
            yield Found(message, on=acting.at, at=f"/{acting.place}")


@duty(
    "conduct.collected_apart",
    _("罚款决定与收缴分离"),
    (penalty_2017("46.2"), penalty_2021("67.2"), fine_collection("3")),
    over="payments",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=("payments.at", "payments.on_spot", "payments.collected_by"),
    when=by_words(lambda audited, payment: not need(payment.on_spot, "payments.on_spot")),
)
def collected_apart(audited: Audited, payment: Payment) -> Iterator[Found]:
    """2017 Art. 46.2, 2021 Art. 67.2: but for collection on the spot nobody who imposes a fine takes it."""
    collectors = need(payment.collected_by, "payments.collected_by")
    if collectors:
        yield Found(_("不属于当场收缴，执法人员自行收缴罚款：{collectors}", collectors=list(collectors)))
