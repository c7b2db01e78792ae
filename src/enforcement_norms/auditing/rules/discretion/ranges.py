"""The penalty within the law (法定种类和幅度): what `evaluate` finds lawful, and what was imposed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ....amounts import Interval
from ....i18n import _
from ....model.casefile import Decision, Sanction
from ....model.determination import Applies, Determination, Direction, Outcome, Penalty
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.penalty import Mandate, MeasureKind, Nature, Unit
from ....model.violation import ExemptionEffect
from ....money import Money
from ...audited import Audited
from ...likeness import by_words
from ...sources import penalty_2017, penalty_2021
from ..decided import asked_once, is_penalty

_PROPORTIONATE: Final = (penalty_2017("4.2"), penalty_2021("5.2"))
_INPUTS: Final = (
    "decisions",
    "decisions.at",
    "decisions.kind",
    "decisions.sanctions",
    "decisions.sanctions.kind",
    "norms",
    "matter",
    "matter.violation",
    "matter.occurred_on",
    "matter.facts",
)
_FINES: Final = (MeasureKind.FINE, MeasureKind.DAILY_FINE)


Ways = tuple[tuple[Penalty, ...], ...]


def _lawful(found: Determination) -> Ways:
    """The measures of each lawful way of deciding the case; none where it is exempt.

    Raises:
        Missing: the case is not described so far that its range can be told.
    """
    if found.outcome is Outcome.NOT_COVERED:
        raise Missing("norms")
    if found.outcome is Outcome.UNDETERMINED:
        raise Missing("matter.facts")
    if found.outcome is Outcome.EXEMPT:
        return ()
    return tuple([option.penalties for option in found.options]) or (found.penalties,)


def _like(sanction: Sanction, penalties: tuple[Penalty, ...]) -> list[Penalty]:
    """The measures of the law that the sanction may be: by id where both name one, else by kind."""
    kind, id_ = sanction.kind, sanction.id
    named = [each for each in penalties if each.id == id_ and each.applies is not Applies.NO] if id_ else []
    return named or [each for each in penalties if each.kind is kind and each.applies is not Applies.NO]


def _lies_in(number: int, interval: Interval) -> bool:
    above = interval.low is None or number > interval.low or (interval.low_closed and number == interval.low)
    return above and (
        interval.high is None or number < interval.high or (interval.high_closed and number == interval.high)
    )


_PENALTIES: Final = frozenset(kind for kind in MeasureKind if kind.nature is Nature.PENALTY)


class _Imposed(NamedTuple):
    """A penalty that is imposed: where it stands, and what it may be in each lawful way of deciding."""

    at: str
    sanction: Sanction
    like: tuple[list[Penalty], ...]


class _Beside(NamedTuple):
    """A decision beside the law: the ways of deciding, the penalties imposed, whether it fines, what it does not say."""

    ways: Ways
    imposed: list[_Imposed]
    fines: bool
    lacks: str


@asked_once
def _beside_law(audited: Audited, decision: Decision) -> _Beside:
    """The penalties of the decision beside those of the law, in order, up to the first measure of an unknown kind.

    Raises:
        Missing: the case is not described so far that its range can be told.
    """
    ways, fines = _lawful(audited.determination), False
    imposed: list[_Imposed] = []
    if decision.sanctions is None:
        return _Beside(ways, imposed, fines, "decisions.sanctions")
    for index, sanction in enumerate(decision.sanctions):
        kind = sanction.kind
        if kind is None:
            return _Beside(ways, imposed, fines, "decisions.sanctions.kind")
        fines = fines or kind in _FINES
        if kind in _PENALTIES:
            like = tuple([_like(sanction, penalties) for penalties in ways])
            imposed.append(_Imposed(f"sanctions[{index}]", sanction, like))
    return _Beside(ways, imposed, fines, "")


@duty(
    "discretion.kind_allowed",
    _("处罚种类为该违法行为的罚则所规定"),
    _PROPORTIONATE,
    over="decisions",
    item=NoticeItem.LAW,
    inputs=_INPUTS,
    when=is_penalty,
)
def kind_allowed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """No kind of penalty that the clause does not know."""
    beside = _beside_law(audited, decision)
    if not beside.ways:
        return
    for at, _sanction, like in beside.imposed:
        if not any(like):
            yield Found(_("该违法行为的罚则没有规定这种处罚"), at=at, cites=audited.determination.provision)
    if beside.lacks:
        raise Missing(beside.lacks)


@duty(
    "discretion.within_range",
    _("罚款数额在法定幅度内"),
    _PROPORTIONATE,
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=(*_INPUTS, "decisions.sanctions.amount"),
    when=is_penalty,
)
def within_range(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 4.2, 2021 Art. 5.2, and the clause itself: inside the range of some lawful way of deciding."""
    beside = _beside_law(audited, decision)
    for at, sanction, like in beside.imposed:
        if sanction.kind not in _FINES:
            continue
        ranges = [each.amount for ways in like for each in ways if each.unit is Unit.YUAN]
        known = [each for each in ranges if each is not None]
        if not known or len(known) < len(ranges):
            continue
        amount = need(sanction.amount, "decisions.sanctions.amount")
        if not [each for each in known if _lies_in(amount.fen, each)]:
            message = _("罚款 {amount}，不在法定幅度 {ranges} 之内", amount=amount, ranges=[*map(_shown, known)])
            yield Found(message, at=at, cites=audited.determination.provision)
    if beside.lacks:
        raise Missing(beside.lacks)


def _shown(interval: Interval) -> str:
    low = "" if interval.low is None else str(Money(-int(-interval.low // 1)))
    high = "" if interval.high is None else str(Money(int(interval.high // 1)))
    return f"{low}–{high}"


@duty(
    "discretion.measure_imposed",
    _("应当并处的罚款没有遗漏"),
    _PROPORTIONATE,
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=(*_INPUTS, "decisions.discretion", "decisions.discretion.direction"),
    when=is_penalty,
)
def measure_imposed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """A fine that the clause orders (并处, no choice) in every lawful way of deciding is imposed, or mitigated away."""
    beside = _beside_law(audited, decision)
    if beside.lacks:
        raise Missing(beside.lacks)
    if beside.fines:
        return
    if beside.ways and all(any(_is_ordered_fine(each) for each in penalties) for penalties in beside.ways):
        stated = happened(decision.discretion, decision, "decisions.discretion")
        if stated is not None and need(stated.direction, "decisions.discretion.direction") is Direction.MITIGATED:
            return
        message = _("法律规定应当并处罚款，决定没有罚款，也没有说明减轻处罚")
        yield Found(message, cites=audited.determination.provision)


def _is_ordered_fine(penalty: Penalty) -> bool:
    return (
        penalty.kind in _FINES
        and penalty.mandate is Mandate.SHALL
        and penalty.applies is Applies.YES
        and not penalty.menu
        and not penalty.per_person
    )


@duty(
    "discretion.exempt_not_punished",
    _("依法不予处罚的不给予处罚"),
    (penalty_2017("27.2"), penalty_2021("33.1")),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=_INPUTS,
    when=is_penalty,
)
def exempt_not_punished(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Where the facts of the file leave no penalty (2017 Art. 27.2, 2021 Art. 33.1, special exemptions)."""
    found = audited.determination
    exemption = found.exemption
    if found.outcome is not Outcome.EXEMPT or exemption is None:
        return
    if exemption.effect is ExemptionEffect.SHALL_EXEMPT:
        yield Found(_("案情属于“{title}”，依法不予处罚而给予处罚", title=exemption.title), cites=exemption.cites)


@duty(
    "discretion.direction_borne_out",
    _("从轻、减轻、从重与数额相符"),
    _PROPORTIONATE,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.sanctions.amount", "decisions.discretion", "decisions.discretion.direction"),
    when=by_words(lambda audited, decision: is_penalty(audited, decision) and "discretion" not in decision.not_done),
)
def direction_borne_out(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Mitigated is below the statutory minimum, lighter not at its maximum, heavier not at its minimum."""
    stated = need(decision.discretion, "decisions.discretion")
    direction = need(stated.direction, "decisions.discretion.direction")
    beside = _beside_law(audited, decision)
    if not beside.ways:
        return
    statutory = audited.determination.statutory or audited.determination.penalties
    for at, sanction, _ways in beside.imposed:
        if sanction.kind not in _FINES:
            continue
        ranges = [each.amount for each in _like(sanction, statutory) if each.amount is not None]
        if len(ranges) != 1:
            continue
        fen, interval = need(sanction.amount, "decisions.sanctions.amount").fen, ranges[0]
        low, high = interval.low, interval.high
        if low is not None and low == high:
            continue
        if direction is Direction.MITIGATED and low is not None and fen >= low:
            yield Found(_("称减轻处罚，数额没有低于法定最低限"), at=at)
        elif direction is Direction.LIGHTER and high is not None and fen >= high:
            yield Found(_("称从轻处罚，数额为法定最高限"), at=at)
        elif direction is Direction.HEAVIER and low is not None and fen <= low:
            yield Found(_("称从重处罚，数额为法定最低限"), at=at)
    if beside.lacks:
        raise Missing(beside.lacks)
