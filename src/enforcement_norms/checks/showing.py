"""Witness cases and ranges as people read them in a problem: `goods_value = 10000.00元, harm = none`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from ..amounts import Interval, Number
from ..cells import Cell
from ..conditions import COUNT, INDETERMINABLE
from ..i18n import SOURCE_LOCALE, active_locale, normalise
from ..model.facts import Constraint, Fact, FactKind
from ..model.penalty import Unit
from ..money import format_multiple, format_share
from .witness import Witness

_DURATIONS: Final = {
    "hours": ("小时", "hours"),
    "days": ("日", "days"),
    "months": ("个月", "months"),
    "years": ("年", "years"),
}
_BOUNDS: Final = {
    ("low", True): ("{}以上", "at least {}"),
    ("low", False): ("超过{}", "above {}"),
    ("high", True): ("{}以下", "at most {}"),
    ("high", False): ("不足{}", "below {}"),
}


@frozen
class Shown:
    """A case that a check has found, in the words of the pack's own data."""

    witness: Witness
    facts: Mapping[str, Fact]
    constraints: tuple[Constraint, ...] = ()

    def render(self, locale: str | None = None) -> str:
        """`fact = value, …`; where nothing is asked, any case at all."""
        chinese = _speaks_chinese(locale)
        if not self.witness:
            return "任何情形" if chinese else "any case"
        values = self._values()
        return ", ".join(f"{term} = {self._value(term, value, chinese=chinese)}" for term, value in values.items())

    def __str__(self) -> str:
        return self.render()

    def _values(self) -> dict[str, Any]:
        """A value from each cell; where two facts are linked, the larger one is raised to the smaller if its cell allows."""
        values = {term: cell.value for term, cell in self.witness.items()}
        for constraint in self.constraints:
            small, large = values.get(constraint.fact), values.get(constraint.at_most)
            if isinstance(small, int | Fraction) and isinstance(large, int | Fraction) and small > large:
                cell: Cell = self.witness[constraint.at_most]
                if cell.high is None or small < cell.high or (small == cell.high and cell.high_closed):
                    values[constraint.at_most] = small
        return values

    def _value(self, term: str, value: Any, *, chinese: bool) -> str:
        if value is INDETERMINABLE or isinstance(value, str):
            return str(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, tuple):
            return f"[{', '.join(self._value(term, each, chinese=chinese) for each in value)}]"
        fact = self.facts.get(term)
        if fact is None or term.startswith(COUNT):
            return str(value)
        return number_in_words(value, fact, chinese=chinese)


@frozen
class Span:
    """A range of a penalty in words: 5万元以上10万元以下."""

    interval: Interval
    unit: Unit

    def render(self, locale: str | None = None) -> str:
        """The range in `locale`."""
        chinese = _speaks_chinese(locale)
        column = 0 if chinese else 1
        ends = (
            ("low", self.interval.low, self.interval.low_closed),
            ("high", self.interval.high, self.interval.high_closed),
        )
        parts = [
            _BOUNDS[end, closed][column].format(_amount(number, self.unit, chinese=chinese))
            for end, number, closed in ends
            if number is not None
        ]
        if self.interval.is_point and self.interval.low is not None:
            return _amount(self.interval.low, self.unit, chinese=chinese)
        return ("" if chinese else ", ").join(parts) or ("没有界限" if chinese else "without bounds")

    def __str__(self) -> str:
        return self.render()


def number_in_words(value: Any, fact: Fact, *, chinese: bool = True) -> str:
    """One value of a fact with its unit, as a pack would write it."""
    kind = fact.items if fact.kind is FactKind.LIST else fact.kind
    if kind is FactKind.MONEY:
        return _yuan(value, chinese=chinese)
    if kind is FactKind.RATIO and not fact.unit:
        return format_multiple(value) if value > 1 else format_share(value)
    if kind is FactKind.DURATION:
        return f"{value}{_DURATIONS[fact.unit][0]}" if chinese else f"{value} {_DURATIONS[fact.unit][1]}"
    return f"{_plain(value)}{fact.unit}" if kind is FactKind.QUANTITY or fact.unit else _plain(value)


def _amount(number: Number, unit: Unit, *, chinese: bool) -> str:
    if unit is Unit.YUAN:
        return _yuan(number, chinese=chinese)
    if unit is Unit.POINTS:
        return f"{_plain(number)}分" if chinese else f"{_plain(number)} points"
    words = _DURATIONS[unit.value]
    return f"{_plain(number)}{words[0]}" if chinese else f"{_plain(number)} {words[1]}"


def _yuan(fen: Number, *, chinese: bool) -> str:
    whole = round(fen)
    amount = f"{whole // 100}.{whole % 100:02d}"
    return f"{amount}元" if chinese else f"CNY {amount}"


def _plain(value: Any) -> str:
    return str(value)


def _speaks_chinese(locale: str | None) -> bool:
    return (normalise(locale) if locale else active_locale()) == SOURCE_LOCALE
