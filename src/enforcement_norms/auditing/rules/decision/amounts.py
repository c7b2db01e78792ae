"""Amounts of a decision (决定书金额): figures, capitals, sums, gains, and what is then paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from ....errors import ValueProblem
from ....i18n import Message, _
from ....model.casefile import CaseFile, Decision, Instalments, Sanction
from ....model.duty import Alike, Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.penalty import MeasureKind
from ....model.recorded import is_before
from ....money import Money, plain_money
from ....numerals import read_capitals
from ...audited import Audited
from ...late import shown
from ...sources import compulsion, fine_collection, notice, penalty_2017, penalty_2021
from ..decided import is_penalty
from ..gathering import each_of

_GAINS: Final = "illegal_gains"
_IN_MONEY: Final = (MeasureKind.FINE, MeasureKind.DAILY_FINE, MeasureKind.CONFISCATE_ILLEGAL_GAINS)
_SANCTIONS: Final = ("decisions.at", "decisions.kind", "decisions.sanctions", "decisions.sanctions.kind")
_STATED: Final = (penalty_2017("39.1.3"), penalty_2021("59.1.3"), notice("s3.2.3"))


def fines(decision: Decision) -> list[Sanction]:
    """The fines that a decision imposes.

    Raises:
        Missing: what it imposes is not recorded, or not of which kind.
    """
    sanctions = need(decision.sanctions, "decisions.sanctions")
    return [each for each in sanctions if need(each.kind, "decisions.sanctions.kind") is MeasureKind.FINE]


def _fines(audited: Audited, decision: Decision) -> bool:
    return is_penalty(audited, decision) and bool(fines(decision))


def _amount(sanction: Sanction) -> Money | None:
    """The amount of a measure in money; None of one that is not.

    Raises:
        Missing: the kind is not recorded, or the amount of one in money.
    """
    if need(sanction.kind, "decisions.sanctions.kind") in _IN_MONEY:
        return need(sanction.amount, "decisions.sanctions.amount")
    return sanction.amount


@lru_cache(maxsize=4096)
def _capitals(written: str) -> int | Message:
    """The fen behind capitals, or what is wrong with them; the same few amounts come again and again."""
    try:
        return read_capitals(written)
    except ValueProblem as problem:
        return problem.message


@lru_cache(maxsize=4096)
def _money(written: str) -> Money | None:
    """An amount as a fact writes it; None of what is none."""
    try:
        return plain_money(written) or Money.parse(written)
    except ValueProblem:
        return None


def _places(decision: Decision) -> Iterator[tuple[str, Sanction]]:
    for index, sanction in enumerate(need(decision.sanctions, "decisions.sanctions")):
        yield f"sanctions[{index}]", sanction


def _is_of_things(sanction: Sanction) -> bool:
    """Whether a measure is plainly none in money and has no amount."""
    return sanction.amount is None and sanction.kind is not None and sanction.kind not in _IN_MONEY


def _is_written_alike(sanction: Sanction) -> bool:
    """Whether figures and capitals plainly say the same; mostly they do."""
    amount, written = sanction.amount, sanction.amount_in_capitals
    if amount is None or written is None or sanction.kind is None:
        return _is_of_things(sanction)
    return written == amount.in_capitals()


def _is_undivided(sanction: Sanction) -> bool:
    """Whether an amount plainly has no parts; most have none."""
    if sanction.amount is None or sanction.kind is None:
        return _is_of_things(sanction)
    return sanction.parts == ()


@duty(
    "decision.amount_in_capitals",
    _("金额大写与小写一致"),
    _STATED,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(*_SANCTIONS, "decisions.sanctions.amount", "decisions.sanctions.amount_in_capitals"),
    when=is_penalty,
)
def amount_in_capitals(audited: Audited, decision: Decision) -> Iterable[Found]:
    """Two readings of one amount leave open what the penalty is (2017 Art. 39.1.3, 2021 Art. 59.1.3)."""
    if decision.sanctions is not None and all(map(_is_written_alike, decision.sanctions)):
        return ()

    def check(entry: tuple[str, Sanction]) -> Iterator[Found]:
        at, sanction = entry
        amount = _amount(sanction)
        if amount is None:
            return
        written = happened(sanction.amount_in_capitals, sanction, "decisions.sanctions.amount_in_capitals")
        if written is None:
            return
        fen = _capitals(written)
        if isinstance(fen, Message):
            yield Found(_("金额大写不规范：{problem}", problem=fen), at=at)
        elif fen != amount.fen:
            message = _(
                "金额小写 {amount}，大写“{written}”为 {other}",
                amount=amount,
                written=written,
                other=Money(fen),
            )
            yield Found(message, Gravity.UNLAWFUL, at=at)

    return each_of(_places(decision), check)


@duty(
    "decision.amount_sums",
    _("分项金额之和与总额一致"),
    _STATED,
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=(*_SANCTIONS, "decisions.sanctions.amount", "decisions.sanctions.parts"),
    when=is_penalty,
)
def amount_sums(audited: Audited, decision: Decision) -> Iterable[Found]:
    """Where a fine is made of parts, they add up to it."""
    if decision.sanctions is not None and all(map(_is_undivided, decision.sanctions)):
        return ()

    def check(entry: tuple[str, Sanction]) -> Iterator[Found]:
        at, sanction = entry
        amount = _amount(sanction)
        if amount is None:
            return
        parts = need(sanction.parts, "decisions.sanctions.parts")
        if not parts:
            return
        total = Money(sum(part.fen for part in parts))
        if total.fen != amount.fen:
            message = _("分项金额合计 {total}，决定为 {amount}", total=total, amount=amount)
            yield Found(message, at=at)

    return each_of(_places(decision), check)


@duty(
    "decision.gains_confiscated",
    _("没收违法所得"),
    (penalty_2021("28.2"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=("decisions.at", "decisions.kind", "decisions.sanctions", "decisions.sanctions.kind", "matter.facts"),
    when=is_penalty,
)
def gains_confiscated(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 28.2: gains are confiscated unless they are refunded; before it only where the special law says so.

    Special rules on gains are kept (third sentence), so it is for people to judge.
    """
    gains = _gains(audited.file)
    if not gains.fen:
        return
    kinds = [each.kind for each in need(decision.sanctions, "decisions.sanctions")]
    if None in kinds:
        raise Missing("decisions.sanctions.kind")
    if MeasureKind.CONFISCATE_ILLEGAL_GAINS not in kinds and MeasureKind.REFUND not in kinds:
        yield Found(_("违法所得 {gains}，决定没有没收，也没有责令退赔", gains=gains))


@duty(
    "decision.gains_as_found",
    _("没收的违法所得与认定的数额一致"),
    (penalty_2021("28.2"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "decisions.sanctions.amount",
        "matter.facts",
    ),
    when=is_penalty,
)
def gains_as_found(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 28.2: not more than the party took in; less only as far as it is refunded."""
    for index, sanction in enumerate(need(decision.sanctions, "decisions.sanctions")):
        kind = sanction.kind
        if kind is None:
            raise Missing("decisions.sanctions.kind")
        if kind is not MeasureKind.CONFISCATE_ILLEGAL_GAINS:
            continue
        gains, amount = _gains(audited.file), need(sanction.amount, "decisions.sanctions.amount")
        at = f"sanctions[{index}]"
        if amount.fen > gains.fen:
            message = _("没收违法所得 {amount}，案件认定 {gains}", amount=amount, gains=gains)
            yield Found(message, Gravity.UNLAWFUL, at=at, item=NoticeItem.ARBITRARY_FINES)
        elif amount.fen < gains.fen:
            yield Found(_("没收违法所得 {amount}，少于案件认定的 {gains}", amount=amount, gains=gains), at=at)


def _gains(file: CaseFile) -> Money:
    """The gains as the case states them.

    Raises:
        Missing: the facts are not recorded, or not the gains, or not as an amount.
    """
    matter = file.matter
    written: Any = None if matter is None or matter.facts is None else matter.facts.get(_GAINS)
    gains = None if written is None else _money(str(written))
    return need(gains, "matter.facts")


@duty(
    "decision.surcharge_warned",
    _("写明逾期缴纳是否加处罚款"),
    (fine_collection("7.1"), compulsion("45.1")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(*_SANCTIONS, "decisions.surcharge_told"),
    when=_fines,
    alike=Alike.WORDS,
)
def surcharge_warned(audited: Audited, decision: Decision) -> Iterator[Found]:
    """罚缴分离办法 Art. 7.1; the standard is told (行政强制法 Art. 45.1), which may also happen later."""
    if not need(decision.surcharge_told, "decisions.surcharge_told"):
        yield Found(_("决定书没有写明逾期缴纳罚款是否加处罚款及其标准"))


@duty(
    "decision.surcharge_cap_named",
    _("写明加处罚款不超出罚款数额"),
    (compulsion("45.2"), penalty_2021("72.1.1")),
    over="decisions",
    gravity=Gravity.NOTE,
    item=NoticeItem.DOCUMENTS,
    inputs=(
        *_SANCTIONS,
        "decisions.surcharge_told",
        "decisions.surcharge_cap_told",
    ),
    when=lambda audited, decision: (
        _fines(audited, decision) and need(decision.surcharge_told, "decisions.surcharge_told")
    ),
    alike=Alike.WORDS,
)
def surcharge_cap_named(audited: Audited, decision: Decision) -> Iterator[Found]:
    """行政强制法 Art. 45.2, 2021 Art. 72.1.1: no law asks to state the cap, but three per cent alone misleads."""
    if not need(decision.surcharge_cap_told, "decisions.surcharge_cap_told"):
        yield Found(_("决定书写明加处罚款的标准，没有写明以罚款数额为限"))


@duty(
    "decision.paid_as_decided",
    _("收缴的数额不超过决定的数额"),
    (penalty_2017("44"), penalty_2021("66.1")),
    over="decisions",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=(
        *_SANCTIONS,
        "decisions.sanctions.amount",
        "payments",
        "payments.amount",
        "surcharges",
        "surcharges.amount",
    ),
    when=is_penalty,
)
def paid_as_decided(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The party performs what the decision says (2017 Art. 44, 2021 Art. 66.1), with the surcharge, and no more."""
    if audited.decided() is not decision:
        return
    file, owed = audited.file, 0
    paid = sum([need(each.amount, "payments.amount").fen for each in need(file.payments, "payments")])
    for sanction in need(decision.sanctions, "decisions.sanctions"):
        amount = _amount(sanction)
        owed += 0 if amount is None else amount.fen
    owed += sum([need(each.amount, "surcharges.amount").fen for each in need(file.surcharges, "surcharges")])
    if paid > owed:
        yield Found(_("共收缴 {paid}，决定和加处罚款合计 {owed}", paid=Money(paid), owed=Money(owed)))


@duty(
    "decision.instalments_approved",
    _("延期、分期缴纳经申请和批准"),
    (penalty_2017("52"), penalty_2021("66.2")),
    over="instalments",
    on="applied_at",
    inputs=("instalments.applied_at", "instalments.approved_at"),
)
def instalments_approved(audited: Audited, step: Instalments) -> Iterator[Found]:
    """2017 Art. 52, 2021 Art. 66.2: on application of the party, with the approval of the organ."""
    approved = happened(step.approved_at, step, "instalments.approved_at")
    if approved is None:
        yield Found(_("延期、分期缴纳罚款没有经行政机关批准"))
        return
    applied = need(step.applied_at, "instalments.applied_at")
    if is_before(approved, applied):
        message = _(
            "批准延期、分期（{approved}）早于申请（{applied}）", approved=shown(approved), applied=shown(applied)
        )
        yield Found(message, Gravity.IRREGULAR)
