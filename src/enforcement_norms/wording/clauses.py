"""Conditions and amounts in words (条件、数额的写法): what a clause says before any case is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from ..amounts import (
    Amount,
    Basis,
    Brackets,
    Delegated,
    Extreme,
    HoleKind,
    Interval,
    Limited,
    Limits,
    Number,
    Per,
    Range,
    Scale,
    Share,
    Switch,
    Times,
    Weights,
)
from ..conditions import (
    ALWAYS,
    COUNT,
    All,
    AnyOf,
    AtLeastOf,
    Bounded,
    CannotBeFound,
    Condition,
    Defined,
    GradeIs,
    Not,
    OneOf,
)
from ..i18n import Message, _, text
from ..model.facts import Fact, FactKind
from ..model.penalty import Unit
from ..money import Money, format_multiple, format_share
from .names import Names
from .phrases import bounded, listed, plain_number, quantity, span
from .words import HOLES

_DURATIONS: Final = {"days": Unit.DAYS, "months": Unit.MONTHS, "years": Unit.YEARS}


@frozen
class Factor:
    """A multiple or a share (倍数、比例): 10倍, 30%; in English `10 times`, `30%`."""

    value: Fraction

    def render(self, locale: str | None = None) -> str:
        """The factor in `locale`."""
        if self.value >= 1:
            times = _("{number}倍", number=format_multiple(self.value).removesuffix("倍"))
            return times.render(locale)
        return format_share(self.value)


@frozen
class Clauses:
    """Says conditions and amounts by the names of the packs."""

    names: Names

    def condition(self, condition: Condition) -> Message:
        """A condition in one sentence."""
        say: Callable[[Clauses, Any], Message] = _CONDITIONS[type(condition)]
        return say(self, condition)

    def amount(self, amount: Amount, unit: Unit) -> Message | Money:
        """An amount in one sentence."""
        say: Callable[[Clauses, Any, Unit], Message | Money] = _AMOUNTS[type(amount)]
        return say(self, amount, unit)

    def value(self, fact: Fact | None, value: Any, module: str = "") -> object:
        """A constant of a condition as its fact counts."""
        if fact is None:
            return value
        if fact.kind is FactKind.MONEY:
            return Money(value)
        if fact.kind is FactKind.DURATION and fact.unit in _DURATIONS:
            return quantity(value, _DURATIONS[fact.unit])
        if fact.kind is FactKind.DURATION:
            return _("{number}小时", number=value)
        if isinstance(value, Fraction) and not fact.unit:
            return Factor(value)
        if isinstance(value, date) or value in fact.values:
            return text(fact.values[value], module) if value in fact.values else value
        number = plain_number(value) if isinstance(value, Fraction) else value
        return _("{number}{unit}", number=number, unit=text(fact.unit, module)) if fact.unit else number

    def of_bounded(self, test: Bounded) -> Message:
        found = self.names.fact(test.term)
        fact, module = found if found is not None else (None, "")
        title = self.names.term(test.term)
        if isinstance(test.low, date) or isinstance(test.high, date):
            return _("{fact}{bounds}", fact=title, bounds=_days(test))
        counted = test.term.startswith(COUNT)
        low, high = (
            None if end is None else _("{number}次", number=end) if counted else self.value(fact, end, module)
            for end in (test.low, test.high)
        )
        interval = Interval(test.low, test.low_closed, test.high, test.high_closed)
        return _("{fact}{bounds}", fact=title, bounds=bounded(interval, low, high))

    def of_one_of(self, test: OneOf) -> Message:
        title = self.names.term(test.term)
        if test.values == (True,):
            return title
        if test.values == (False,):
            return _("不属于“{fact}”", fact=title)
        found = self.names.fact(test.term)
        fact, module = found if found is not None else (None, "")
        return _("{fact}为{values}", fact=title, values=listed(self.value(fact, each, module) for each in test.values))

    def of_cannot_be_found(self, test: CannotBeFound) -> Message:
        return _("{fact}无法查证", fact=self.names.term(test.term))

    def of_all(self, condition: All) -> Message:
        return self._joined(condition.items, _("{one}，并且{other}"), _("任何情形"))

    def of_any_of(self, condition: AnyOf) -> Message:
        return self._joined(condition.items, _("{one}，或者{other}"), _("没有这种情形"))

    def _joined(self, items: Iterable[Condition], joint: Message, empty: Message) -> Message:
        said: Message | None = None
        for item in items:
            words = self.condition(item)
            if isinstance(item, All | AnyOf) and len(item.items) > 1:
                words = _("（{words}）", words=words)
            said = words if said is None else Message(joint.msgid, {"one": said, "other": words})
        return said or empty

    def of_not(self, condition: Not) -> Message:
        return _("并非“{condition}”", condition=self.condition(condition.item))

    def of_at_least_of(self, condition: AtLeastOf) -> Message:
        items = listed(self.condition(item) for item in condition.items)
        return _("以下至少{count}项：{items}", count=condition.count, items=items)

    def of_defined(self, condition: Defined) -> Message:
        return self.names.definition(condition.id)

    def of_grade_is(self, condition: GradeIs) -> Message:
        return self.names.grade(condition.id, condition.levels)

    def of_range(self, amount: Range, unit: Unit) -> Message | Money:
        return span(amount.bounds, unit)

    def limits(self, limits: Limits) -> object:
        """Factors of a base: 10倍以上20倍以下."""
        low, high = (None if end is None else Factor(end) for end in (limits.low, limits.high))
        return bounded(Interval(limits.low, limits.low_closed, limits.high, limits.high_closed), low, high)

    def of_times(self, amount: Times, unit: Unit) -> Message:
        said = _("{fact}的{limits}", fact=self.names.term(amount.of), limits=self.limits(amount.limits))
        if amount.deemed_at_least is None:
            return said
        return _(
            "{amount}（基数不足{least}的按{least}计算）", amount=said, least=self.amount(amount.deemed_at_least, unit)
        )

    def of_per(self, amount: Per, unit: Unit) -> Message:
        units = listed(self.names.term(each) for each in amount.units)
        return _("按{units}计算，每一单位{rate}", units=units, rate=self.amount(amount.rate, unit))

    def of_brackets(self, amount: Brackets, unit: Unit) -> Message:
        found = self.names.fact(amount.of)
        fact, module = found if found is not None else (None, "")
        parts = []
        for band in amount.bands:
            above, rate = self.value(fact, band.above, module), span(band.rate, unit)
            if band.up_to is None:
                parts.append(_("超过{above}的部分每一单位{rate}", above=above, rate=rate))
            else:
                up_to = self.value(fact, band.up_to, module)
                parts.append(_("超过{above}至{up_to}的部分每一单位{rate}", above=above, up_to=up_to, rate=rate))
        return _("按{fact}分段累计：{parts}", fact=self.names.term(amount.of), parts=listed(parts))

    def of_scale(self, amount: Scale, unit: Unit) -> Message:
        named, limits = self.names.measure_id(amount.of), self.limits(amount.limits)
        if amount.basis is Basis.STATUTORY:
            return _("“{measure}”法定幅度的{limits}", measure=named, limits=limits)
        return _("“{measure}”决定数额的{limits}", measure=named, limits=limits)

    def of_share(self, amount: Share, unit: Unit) -> Message:
        return _("法定幅度的{limits}部分", limits=self.limits(amount.limits))

    def of_weights(self, amount: Weights, unit: Unit) -> Message:
        factors = listed(
            _("{condition}加{weight}", condition=self.condition(each.when), weight=Factor(each.weight))
            for each in amount.factors
        )
        return _("上限的{start}，{factors}", start=Factor(amount.start), factors=factors)

    def of_delegated(self, amount: Delegated, unit: Unit) -> Message:
        return HOLES[HoleKind.DELEGATED]

    def of_switch(self, amount: Switch, unit: Unit) -> Message:
        rows = [
            _(
                "{condition}的，{amount}",
                condition=_("其他情形") if row.when == ALWAYS else self.condition(row.when),
                amount=HOLES[HoleKind.STATUTORY_GAP] if row.amount is None else self.amount(row.amount, unit),
            )
            for row in amount.rows
        ]
        said = rows[0]
        for row in rows[1:]:
            said = _("{one}；{other}", one=said, other=row)
        return said

    def of_limited(self, amount: Limited, unit: Unit) -> Message:
        said: object = self.amount(amount.amount, unit)
        if amount.floor is not None:
            said = _("{amount}，最低{limit}", amount=said, limit=self._limit(amount.floor, unit, high=False))
        if amount.cap is not None:
            said = _("{amount}，最高{limit}", amount=said, limit=self._limit(amount.cap, unit, high=True))
        return said if isinstance(said, Message) else _("{amount}", amount=said)

    def _limit(self, amount: Amount, unit: Unit, *, high: bool) -> object:
        """The one bound of a cap or floor that limits."""
        if isinstance(amount, Range):
            end: Number | None = amount.bounds.high if high else amount.bounds.low
            if end is not None:
                return quantity(end, unit)
        return self.amount(amount, unit)

    def of_extreme(self, amount: Extreme, unit: Unit) -> Message:
        each = listed(self.amount(one, unit) for one in amount.amounts)
        if amount.largest:
            return _("以下数额中较高的：{amounts}", amounts=each)
        return _("以下数额中较低的：{amounts}", amounts=each)


def _days(test: Bounded) -> Message:
    """Days from one on, up to one, or between two."""
    if test.high is None:
        return _("自{day}起", day=test.low) if test.low_closed else _("在{day}之后", day=test.low)
    if test.low is None:
        return _("在{day}之前（含当日）", day=test.high) if test.high_closed else _("在{day}之前", day=test.high)
    return _("在{low}至{high}之间", low=test.low, high=test.high)


_CONDITIONS: Final[Mapping[type[Condition], Callable[[Clauses, Any], Message]]] = {
    Bounded: Clauses.of_bounded,
    OneOf: Clauses.of_one_of,
    CannotBeFound: Clauses.of_cannot_be_found,
    All: Clauses.of_all,
    AnyOf: Clauses.of_any_of,
    Not: Clauses.of_not,
    AtLeastOf: Clauses.of_at_least_of,
    Defined: Clauses.of_defined,
    GradeIs: Clauses.of_grade_is,
}
_AMOUNTS: Final[Mapping[type[Amount], Callable[[Clauses, Any, Unit], Message | Money]]] = {
    Range: Clauses.of_range,
    Times: Clauses.of_times,
    Per: Clauses.of_per,
    Brackets: Clauses.of_brackets,
    Scale: Clauses.of_scale,
    Share: Clauses.of_share,
    Weights: Clauses.of_weights,
    Delegated: Clauses.of_delegated,
    Switch: Clauses.of_switch,
    Limited: Clauses.of_limited,
    Extreme: Clauses.of_extreme,
}
