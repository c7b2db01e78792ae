"""Amounts as packs write them (amount: {…}) → the closed vocabulary, in fen or in the unit of the measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ..amounts import (
    Amount,
    Band,
    Basis,
    Brackets,
    Delegated,
    Extreme,
    Factor,
    Interval,
    Limited,
    Limits,
    Per,
    Range,
    Row,
    Scale,
    Share,
    Switch,
    Times,
    Weights,
)
from ..conditions import ALWAYS, Condition
from ..i18n import _
from ..model.facts import FactKind
from ..model.penalty import Unit
from .conditions import known_fact, read_condition
from .constants import BOUND_KEYS, NUMERIC, constant, the_bounds, the_number, the_ratio
from .flaws import (
    Flaw,
    Refused,
    key_spot,
    own_spot,
    refuse,
    the_boolean,
    the_map,
    the_text,
    unknown_key,
    within,
)
from .parts import Parts, each
from .reading import Reading

MODIFIERS: Final = ("cap", "floor")


def read_limits(value: object, also: tuple[str, ...] = ()) -> Limits:
    """Factors of a base: at_least: 10倍, exactly: 40%."""
    return Limits(*the_bounds(value, the_ratio, also))


def read_interval(value: object, unit: Unit) -> Interval:
    """Plain bounds in the unit of the measure."""
    return Interval(*the_bounds(value, lambda raw: the_number(raw, unit)))


def read_amount(value: object, unit: Unit, state: Reading) -> Amount:
    """The amount written as a map with exactly one main key, and `cap` or `floor` beside it.

    Numbers of days, months, years and points may leave out `range` and write their bounds directly.

    Raises:
        Refused: with every flaw in it.
    """
    written = the_map(value)
    return _amount(written, unit, state, ())


def _amount(written: dict[str, Any], unit: Unit, state: Reading, beside: tuple[str, ...]) -> Amount:
    """The amount in a map that also holds the keys `beside` (the `when` of a row)."""
    direct = unit is not Unit.YUAN and any(key in BOUND_KEYS for key in written)
    allowed = (*_MAIN, *MODIFIERS, *beside, *(BOUND_KEYS if unit is not Unit.YUAN else ()))
    flaws = []
    for key in written:
        if key not in allowed:
            flaw = unknown_key(key, allowed, written)
            if key in BOUND_KEYS:
                hint = _("界限写在 range 之下：range: {{{key}: …}}", key=key)
                flaw = Flaw("EN101", flaw.message, hint, flaw.path, flaw.spot)
            flaws.append(flaw)
    main = [key for key in written if key in _MAIN and not (direct and key == "exactly")]
    if len(main) + direct != 1 and not (flaws and not main):
        spot = key_spot(written, main[1]) if len(main) > 1 else own_spot(written)
        hint = _("可用的写法：{keys}", keys=tuple(_MAIN))
        flaws.append(
            Flaw("EN113", _("金额要恰有一种写法，这里有 {count} 种", count=len(main) + direct), hint, spot=spot)
        )
    amount: Amount | None = None
    if len(main) + direct == 1:
        try:
            if direct:
                also = (*MODIFIERS, *beside)
                amount = Range(Interval(*the_bounds(written, lambda raw: the_number(raw, unit), also)))
            else:
                amount = _MAIN[main[0]](written[main[0]], unit, state)
        except Refused as refused:
            flaws += refused.flaws if direct else within(refused.flaws, main[0], written)
    limits: dict[str, Amount] = {}
    for key in MODIFIERS:
        if key in written:
            try:
                limits[key] = read_amount(written[key], unit, state)
            except Refused as refused:
                flaws += within(refused.flaws, key, written)
    if flaws or amount is None:
        raise Refused(flaws)
    return Limited(amount, limits.get("cap"), limits.get("floor")) if limits else amount


def _range(value: object, unit: Unit, state: Reading) -> Amount:
    return Range(read_interval(value, unit))


def _exactly(value: object, unit: Unit, state: Reading) -> Amount:
    number = the_number(value, unit)
    return Range(Interval(number, high=number))


def _numeric(value: object, state: Reading) -> str:
    name = the_text(value)
    fact = known_fact(name, state)
    kind = fact.items if fact.kind is FactKind.LIST else fact.kind
    if kind not in NUMERIC:
        raise refuse("EN110", _("“{name}”不是数，不能用来计算", name=name), _("用金额、整数、比例或者期间的事实"))
    return name


def _times(value: object, unit: Unit, state: Reading) -> Amount:
    parts = Parts(value, ("of",), ("deemed_at_least", *BOUND_KEYS))
    of = parts.read("of", lambda raw: _numeric(raw, state), "")
    deemed = parts.read("deemed_at_least", lambda raw: read_amount(raw, unit, state))
    limits = _inner_limits(parts, ("of", "deemed_at_least"))
    parts.done()
    return Times(of, limits, deemed)


def _inner_limits(parts: Parts, also: tuple[str, ...]) -> Limits:
    """The limits that stand beside other keys of the same map; unknown keys have been reported already."""
    others = tuple(key for key in parts.written if key not in BOUND_KEYS)
    try:
        return read_limits(parts.written, (*also, *others))
    except Refused as refused:
        parts.flaws += refused.flaws
        return Limits()


def _per(value: object, unit: Unit, state: Reading) -> Amount:
    parts = Parts(value, ("rate", "units"))
    rate = parts.read("rate", lambda raw: read_amount(raw, unit, state))
    units = parts.read("units", lambda raw: each(raw, lambda item: _numeric(item, state)), ())
    parts.done()
    if len(set(units)) != len(units):
        raise refuse("EN110", _("同一事实在乘积中出现两次"), _("每个计数只写一次"))
    return Per(rate, units)


def _brackets(value: object, unit: Unit, state: Reading) -> Amount:
    parts = Parts(value, ("of", "bands"), ("per",))
    of = parts.read("of", lambda raw: _numeric(raw, state), "")
    per = parts.read("per", lambda raw: _numeric(raw, state))
    bands: tuple[Band, ...] = ()
    if of:
        fact = known_fact(of, state)

        def band(raw: object) -> Band:
            inner = Parts(raw, ("rate",), ("above", "up_to"))
            above = inner.read("above", lambda text: constant(fact, text), 0)
            up_to = inner.read("up_to", lambda text: constant(fact, text))
            rate = inner.read("rate", lambda text: read_interval(text, unit), Interval())
            inner.done()
            if up_to is not None and up_to <= above:
                raise refuse("EN112", _("up_to 不高于 above"), _("核对两个界限"))
            return Band(above, up_to, rate)

        bands = parts.read("bands", lambda raw: each(raw, band), ())
    parts.done()
    for earlier, later in zip(bands, bands[1:], strict=False):
        if earlier.up_to != later.above:
            raise refuse("EN112", _("各级不相连接"), _("后一级的 above 等于前一级的 up_to"))
    return Brackets(of, bands, per)


def _scale(value: object, unit: Unit, state: Reading) -> Amount:
    parts = Parts(value, ("of", "basis"), BOUND_KEYS)
    of = parts.read("of", the_text, "")
    basis = parts.read("basis", _basis, Basis.STATUTORY)
    limits = _inner_limits(parts, ("of", "basis"))
    parts.done()
    return Scale(of, basis, limits)


def _basis(value: object) -> Basis:
    text = the_text(value)
    if text in tuple(Basis):
        return Basis(text)
    raise refuse("EN104", _("“{value}”不可用", value=text), _("可用的值：{values}", values=tuple(Basis)))


def _share(value: object, unit: Unit, state: Reading) -> Amount:
    _only_in_discretion("share", state)
    limits = read_limits(value)
    _within_one(limits)
    return Share(limits)


def _within_one(limits: Limits) -> None:
    if (limits.high is not None and limits.high > 1) or (limits.low is not None and limits.low > 1):
        raise refuse("EN112", _("法定幅度的一部分不超过 100%"), _("在 0% 和 100% 之间"))


def _weights(value: object, unit: Unit, state: Reading) -> Amount:
    _only_in_discretion("weights", state)

    def factor(raw: object) -> Factor:
        inner = Parts(raw, ("when", "weight"))
        when = inner.read("when", lambda text: read_condition(text, state), ALWAYS)
        weight = inner.read("weight", the_ratio)
        inner.done()
        return Factor(when, weight)

    parts = Parts(value, ("start", "factors"))
    start = parts.read("start", the_ratio)
    factors = parts.read("factors", lambda raw: each(raw, factor), ())
    parts.done()
    return Weights(start, factors)


def _only_in_discretion(word: str, state: Reading) -> None:
    if not state.shares:
        raise refuse(
            "EN113", _("{word} 只用在裁量基准和裁量规则中", word=word), _("法条的金额写 range、exactly、times 等")
        )


def _delegated(value: object, unit: Unit, state: Reading) -> Amount:
    if not the_boolean(value):
        raise refuse("EN104", _("“{value}”不可用", value="false"), _("只能写 delegated: true"))
    return Delegated()


def _switch(value: object, unit: Unit, state: Reading) -> Amount:
    return Switch(each(value, lambda raw: _row(raw, unit, state)))


def _row(value: object, unit: Unit, state: Reading) -> Row:
    written = the_map(value)
    flaws: list[Flaw] = []
    if ("when" in written) == ("otherwise" in written):
        flaws.append(Flaw("EN113", _("每行要有 when 或者 otherwise 之一"), spot=own_spot(written)))
    when: Condition = ALWAYS
    amount: Amount | None = None
    try:
        when = read_condition(written["when"], state) if "when" in written else ALWAYS
    except Refused as refused:
        flaws += within(refused.flaws, "when", written)
    if "otherwise" in written and written["otherwise"] is not True:
        flaws.append(Flaw("EN104", _("只能写 otherwise: true"), spot=key_spot(written, "otherwise")))
    if "gap" in written:
        known = ("when", "otherwise", "gap")
        flaws += [unknown_key(key, known, written) for key in written if key not in known]
        try:
            the_gap(written["gap"])
        except Refused as refused:
            flaws += within(refused.flaws, "gap", written)
    else:
        try:
            amount = _amount(written, unit, state, ("when", "otherwise", "gap"))
        except Refused as refused:
            flaws += refused.flaws
    if flaws:
        raise Refused(flaws)
    return Row(when, amount)


def the_gap(value: object) -> bool:
    """`gap: statutory`: the law itself leaves this open."""
    if value != "statutory":
        raise refuse("EN104", _("gap 只能写 statutory"), _("法律自身的缺口写 gap: statutory"))
    return True


def _by_grade(value: object, unit: Unit, state: Reading) -> Amount:
    parts = Parts(value, ("grade", "levels"))
    grade = parts.read("grade", the_text, "")
    rows: list[Row] = []
    levels = parts.read("levels", the_map, {})
    found: list[Flaw] = []
    for level, raw in levels.items() if grade else ():
        try:
            when = read_condition({"grade": {grade: level}}, state)
            rows.append(Row(when, read_amount(raw, unit, state)))
        except Refused as refused:
            found += within([_unnested(flaw) for flaw in refused.flaws], level, levels)
    parts.flaws += within(found, "levels", parts.written)
    parts.done()
    return Switch(tuple(rows))


def _unnested(flaw: Flaw) -> Flaw:
    """A flaw of the condition that stands for a level: it lies at the level, not at keys nobody wrote."""
    path = flaw.path[2:] if flaw.path[:1] == ("grade",) else flaw.path
    return Flaw(flaw.code, flaw.message, flaw.hint, path, flaw.spot)


def _extreme(*, largest: bool) -> Callable[[object, Unit, Reading], Amount]:
    def read(value: object, unit: Unit, state: Reading) -> Amount:
        amounts = each(value, lambda raw: read_amount(raw, unit, state))
        return Extreme(amounts, largest)

    return read


_MAIN: Final[Mapping[str, Callable[[object, Unit, Reading], Amount]]] = {
    "range": _range,
    "exactly": _exactly,
    "times": _times,
    "per": _per,
    "brackets": _brackets,
    "scale": _scale,
    "share": _share,
    "weights": _weights,
    "delegated": _delegated,
    "switch": _switch,
    "by_grade": _by_grade,
    "max_of": _extreme(largest=True),
    "min_of": _extreme(largest=False),
}
