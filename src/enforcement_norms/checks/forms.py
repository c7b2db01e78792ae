"""A measure has what its kind needs (措施齐备): an amount, days, an object; and nothing its kind cannot have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from ..amounts import Amount, Limits, Times
from ..errors import Place, Problem
from ..i18n import Message, _
from ..model.penalty import Addressee, Measure, MeasureKind, Unit
from .clauses import all_measures, measures_of
from .subject import Subject
from .walking import triggers_of

FINES: Final = frozenset({MeasureKind.FINE, MeasureKind.DAILY_FINE})
WITH_OBJECT: Final = frozenset({MeasureKind.ORDER, MeasureKind.ENFORCE, MeasureKind.OTHER_PENALTY})
PAYABLE: Final = frozenset({MeasureKind.ORDER, MeasureKind.REFUND, MeasureKind.OTHER_PENALTY})
"""Orders may be to pay (责令支付赔偿金)."""
_TERMS: Final = frozenset({Unit.DAYS, Unit.MONTHS, Unit.YEARS})
ONE: Final = Fraction(1)
_COUNTED: Final = FINES | {kind for kind in MeasureKind if kind.confiscates}
"""Kinds whose size is money, so that a threshold in yuan can be asked of them."""


def every_measure(subject: Subject) -> Iterator[Measure]:
    """Every measure that the pack writes."""
    for violation in subject.pack.violations:
        yield from all_measures(violation)
    for rule in subject.pack.instrument_rules:
        for addition in rule.adds:
            yield from measures_of(addition.measures)
        for exemption in rule.exempt:
            yield from exemption.adds


def measures_are_complete(subject: Subject) -> Iterator[Problem]:
    """Kind against amount, unit, object and addressee (EN240, EN241)."""
    for measure in every_measure(subject):
        yield from _needs(measure)
        yield from _cannot(measure)


def _needs(measure: Measure) -> Iterator[Problem]:
    kind = measure.kind
    if kind in FINES and measure.amount is None:
        yield _lacks(measure, _("数额"), _("写 amount；条文没有写明数额的写 amount: {delegated: true}"))
    if kind is MeasureKind.DETENTION and measure.amount is None:
        yield _lacks(measure, _("天数"), _("写 days"))
    if kind is MeasureKind.POINTS and measure.amount is None:
        yield _lacks(measure, _("分值"), _("写 points"))
    if kind in WITH_OBJECT and not measure.object:
        yield _lacks(measure, _("内容"), _("写 object"))
    if kind is MeasureKind.DAILY_FINE and not measure.starts:
        yield _lacks(measure, _("起算日"), _("写 starts"))


def _lacks(measure: Measure, what: Message, hint: Message) -> Problem:
    message = _("措施“{id}”（{kind}）没有写{what}", id=measure.id, kind=measure.kind.value, what=what)
    return Problem("EN240", measure.where, message, hint)


def _cannot(measure: Measure) -> Iterator[Problem]:
    kind = measure.kind
    units: dict[MeasureKind, frozenset[Unit]] = {
        **dict.fromkeys(FINES, frozenset({Unit.YUAN})),
        MeasureKind.DETENTION: frozenset({Unit.DAYS}),
        MeasureKind.POINTS: frozenset({Unit.POINTS}),
    }
    if measure.amount is not None and kind.confiscates:
        yield from _confiscated(measure, measure.amount)
    elif measure.amount is not None:
        fitting = units.get(kind, frozenset(Unit) - {Unit.POINTS} if kind in PAYABLE else _TERMS)
        if measure.unit not in fitting:
            message = _("措施“{id}”（{kind}）不能以 {unit} 计", id=measure.id, kind=kind.value, unit=measure.unit.value)
            hint = _("可用的单位：{units}", units=sorted(unit.value for unit in fitting))
            yield Problem("EN241", measure.where, message, hint)
    if measure.life and kind in FINES:
        message = _("罚款“{id}”不能是终身的", id=measure.id)
        yield Problem("EN241", measure.where, message, _("删去 life"))
    if measure.per_person and measure.addressee == (Addressee.PARTY,):
        message = _("措施“{id}”写了 per_person，对象却是当事人", id=measure.id)
        yield Problem("EN241", measure.where, message, _("addressee 写责任人员，或者删去 per_person"))


def _confiscated(measure: Measure, amount: Amount) -> Iterator[Problem]:
    """What is confiscated is as much as there is: the amount is a fact, never a number of the pack."""
    whole = isinstance(amount, Times) and amount.deemed_at_least is None and amount.limits == Limits(ONE, high=ONE)
    if not whole or measure.unit is not Unit.YUAN:
        message = _("没收“{id}”的数额不是一个事实", id=measure.id)
        hint = _("写 amount: {times: {of: 事实, exactly: 100%}}，或者删去 amount")
        yield Problem("EN241", measure.where, message, hint)
    elif measure.kind is MeasureKind.CONFISCATE_ILLEGAL_GAINS and not measure.object:
        message = _("没收“{id}”写了数额，没有写没收的是什么", id=measure.id)
        yield Problem("EN241", measure.where, message, _("写 object；没收违法所得本身不写 amount"))


def thresholds_have_a_size(subject: Subject) -> Iterator[Problem]:
    """A threshold of procedure asks for something that has a size (EN260)."""
    for place, trigger in triggers_of(subject.pack):
        if trigger.at_least is None and trigger.above is None and trigger.at_most is None:
            if trigger.only_these_kinds and not trigger.kinds:
                yield _vague(place, _("only_these_kinds 没有写 kinds"), _("写 kinds"))
            for key, said in (("total", trigger.total), ("default_for", bool(trigger.default_for))):
                if said:
                    hint = _("写 at_least 或者 above")
                    yield _vague(place, _("写了 {key}，没有写数额", key=key), hint)
            continue
        if not set(trigger.kinds) & (_COUNTED | {MeasureKind.DETENTION, MeasureKind.POINTS}):
            hint = _("kinds 写罚款、没收等有数额的措施")
            yield _vague(place, _("数额的门槛所列的措施都没有数额"), hint)
        if trigger.at_least is not None and trigger.above is not None:
            yield _vague(place, _("at_least 和 above 只能写一个"), _("删去其一"))
        if trigger.overlay and trigger.default_for:
            hint = _("条文自有数额、省可以另定的写 default_for，只由省定的写 overlay")
            yield _vague(place, _("overlay 和 default_for 只能写一个"), hint)


def _vague(where: Place, message: Message, hint: Message) -> Problem:
    return Problem("EN260", where, message, hint)
