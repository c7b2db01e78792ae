"""The formulas by which a single amount is written: range, times, per, brackets, scale, share, weights."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from ..amounts import (
    Amount,
    Band,
    Basis,
    Brackets,
    Delegated,
    Factor,
    Interval,
    Limits,
    Per,
    Range,
    Scale,
    Share,
    Times,
    Weights,
)
from ..conditions import ALWAYS
from ..i18n import _
from ..model.facts import Fact, FactKind
from ..model.penalty import Unit
from .conditions import known_fact, read_condition
from .constants import BOUND_KEYS, NUMERIC, constant, the_bounds, the_number, the_ratio
from .flaws import Refused, one_of, refuse, the_boolean, the_text
from .parts import Parts, each
from .reading import Reading

_WHOLE: Final = Fraction(1)


class Formulas:
    """Reads the formulas of one measure: numbers are in its `unit`, facts are those of `state`.

    Raises:
        Refused: each method, with every flaw in what it reads.
    """

    def __init__(self, unit: Unit, state: Reading) -> None:
        self.unit = unit
        self.state = state

    def read(self, value: object) -> Amount:
        """Any amount; given by whoever knows all ways of writing one."""
        raise NotImplementedError

    def range(self, value: object) -> Amount:
        """`range: {at_least: 5万元, at_most: 10万元}`."""
        return Range(self.interval(value))

    def interval(self, value: object) -> Interval:
        """Plain bounds."""
        return Interval(*the_bounds(value, self.number))

    def number(self, value: object) -> int:
        """One number in the unit of the measure."""
        return the_number(value, self.unit)

    def exactly(self, value: object) -> Amount:
        """`exactly: 200元`."""
        number = self.number(value)
        return Range(Interval(number, high=number))

    def times(self, value: object) -> Amount:
        """`times: {of: goods_value, at_least: 10倍, at_most: 20倍, deemed_at_least: …}`."""
        parts = Parts(value, ("of",), ("deemed_at_least", *BOUND_KEYS))
        of = parts.read("of", self.numeric, "")
        deemed = parts.read("deemed_at_least", self.read)
        limits = _limits_in(parts)
        parts.done()
        return Times(of, limits, deemed)

    def per(self, value: object) -> Amount:
        """`per: {rate: …, units: [persons, months]}`."""
        parts = Parts(value, ("rate", "units"))
        rate = parts.read("rate", self.read)
        units = parts.read("units", lambda raw: each(raw, self.numeric), ())
        parts.done()
        if len(set(units)) != len(units):
            raise refuse("EN110", _("同一事实在乘积中出现两次"), _("每个计数只写一次"))
        return Per(rate, units)

    def brackets(self, value: object) -> Amount:
        """`brackets: {of: excess_ratio, per: limit_tonnes, bands: […]}`: marginal rates, each on its own part."""
        parts = Parts(value, ("of", "bands"), ("per",))
        of = parts.read("of", self.numeric, "")
        per = parts.read("per", self.numeric)
        fact = self.state.facts.get(of)
        bands: tuple[Band, ...] = ()
        if fact is not None:
            bands = parts.read("bands", lambda raw: each(raw, lambda band: self._band(band, fact)), ())
        parts.done()
        for earlier, later in pairwise(bands):
            if earlier.up_to != later.above:
                raise refuse("EN112", _("各级不相连接"), _("后一级的 above 等于前一级的 up_to"))
        return Brackets(of, bands, per)

    def _band(self, value: object, fact: Fact) -> Band:
        parts = Parts(value, ("rate",), ("above", "up_to"))
        above = parts.read("above", lambda raw: constant(fact, raw), 0)
        up_to = parts.read("up_to", lambda raw: constant(fact, raw))
        rate = parts.read("rate", self.interval, Interval())
        parts.done()
        if up_to is not None and up_to <= above:
            raise refuse("EN112", _("up_to 不高于 above"), _("核对两个界限"))
        return Band(above, up_to, rate)

    def scale(self, value: object) -> Amount:
        """`scale: {of: fine, basis: statutory, at_least: 2倍, at_most: 5倍}`."""
        parts = Parts(value, ("of", "basis"), BOUND_KEYS)
        of = parts.read("of", the_text, "")
        basis = parts.read("basis", lambda raw: Basis(one_of(raw, tuple(Basis))), Basis.STATUTORY)
        limits = _limits_in(parts)
        parts.done()
        return Scale(of, basis, limits)

    def share(self, value: object) -> Amount:
        """`share: {at_least: 0%, at_most: 30%}` of the statutory range."""
        self._only_in_discretion("share")
        limits = read_limits(value)
        if any(bound is not None and bound > _WHOLE for bound in (limits.low, limits.high)):
            raise refuse("EN112", _("法定幅度的一部分不超过 100%"), _("在 0% 和 100% 之间"))
        return Share(limits)

    def weights(self, value: object) -> Amount:
        """`weights: {start: 10%, factors: [{when: …, weight: 5%}]}`."""
        self._only_in_discretion("weights")
        parts = Parts(value, ("start", "factors"))
        start = parts.read("start", the_ratio, _WHOLE)
        factors = parts.read("factors", lambda raw: each(raw, self._factor), ())
        parts.done()
        return Weights(start, factors)

    def _factor(self, value: object) -> Factor:
        parts = Parts(value, ("when", "weight"))
        when = parts.read("when", lambda raw: read_condition(raw, self.state), ALWAYS)
        weight = parts.read("weight", the_ratio, _WHOLE)
        parts.done()
        return Factor(when, weight)

    def delegated(self, value: object) -> Amount:
        """`delegated: true`."""
        if not the_boolean(value):
            raise refuse("EN104", _("只能写 delegated: true"))
        return Delegated()

    def numeric(self, value: object) -> str:
        """The name of a fact that can be calculated with."""
        name = the_text(value)
        fact = known_fact(name, self.state)
        kind = fact.items if fact.kind is FactKind.LIST else fact.kind
        if kind not in NUMERIC:
            raise refuse(
                "EN110", _("“{name}”不是数，不能用来计算", name=name), _("用金额、整数、数量、比例或者期间的事实")
            )
        return name

    def _only_in_discretion(self, word: str) -> None:
        if not self.state.shares:
            hint = _("法条的金额写 range、exactly、times 等")
            raise refuse("EN113", _("{word} 只用在裁量基准和裁量规则中", word=word), hint)


def read_limits(value: object, also: tuple[str, ...] = ()) -> Limits:
    """Factors of a base: at_least: 10倍, exactly: 40%."""
    return Limits(*the_bounds(value, the_ratio, also))


def _limits_in(parts: Parts) -> Limits:
    """The factors that stand beside other keys of a map; unknown keys have been told already."""
    written: dict[str, Any] = parts.written
    try:
        return read_limits(written, tuple(key for key in written if key not in BOUND_KEYS))
    except Refused as refused:
        parts.flaws += refused.flaws
        return Limits()
