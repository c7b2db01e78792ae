"""Amounts as packs write them (amount: {…}) → the closed vocabulary, in fen or in the unit of the measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import evolve

from ..amounts import Amount, Extreme, Interval, Limited, Range, Row, Switch
from ..conditions import ALWAYS, Condition
from ..i18n import _
from ..model.penalty import Unit
from .conditions import read_condition
from .constants import BOUND_KEYS, the_bounds
from .flaws import (
    Flaw,
    Refused,
    key_spot,
    own_spot,
    refuse,
    the_map,
    the_text,
    unknown_key,
    within,
)
from .formulas import Formulas
from .parts import Parts, each, each_value
from .reading import Reading

MODIFIERS: Final = ("cap", "floor")


def read_amount(value: object, unit: Unit, state: Reading) -> Amount:
    """The amount written as a map with exactly one main key, and `cap` or `floor` beside it.

    Numbers of days, months, years and points may leave out `range` and write their bounds directly.

    Raises:
        Refused: with every flaw in it.
    """
    return _Amounts(unit, state).read(value)


def the_gap(value: object) -> bool:
    """`gap: statutory`: the law itself leaves this open."""
    if value != "statutory":
        raise refuse("EN104", _("gap 只能写 statutory"), _("法律自身的缺口写 gap: statutory"))
    return True


def the_otherwise(value: object) -> bool:
    """`otherwise: true`: whatever no other row takes."""
    if value is not True:
        raise refuse("EN104", _("只能写 otherwise: true"))
    return True


class _Amounts(Formulas):
    """All ways of writing an amount."""

    def read(self, value: object) -> Amount:
        return self._in(the_map(value), ())

    def _in(self, written: dict[str, Any], beside: tuple[str, ...]) -> Amount:
        """The amount in a map that also holds the keys `beside` (the `when` of a row)."""
        bare = self.unit is not Unit.YUAN and any(key in BOUND_KEYS for key in written)
        flaws = self._unknown(written, beside)
        main = [key for key in written if key in _MAIN and not (bare and key == "exactly")]
        amount: Amount | None = None
        if len(main) + bare == 1:
            try:
                amount = self._bare(written, beside) if bare else _MAIN[main[0]](self, written[main[0]])
            except Refused as refused:
                flaws += refused.flaws if bare else within(refused.flaws, main[0], written)
        elif main or not flaws:
            spot = key_spot(written, main[1]) if len(main) > 1 else own_spot(written)
            message = _("金额要恰有一种写法，这里有 {count} 种", count=len(main) + bare)
            flaws.append(Flaw("EN113", message, _("可用的写法：{keys}", keys=tuple(_MAIN)), spot=spot))
        limits: dict[str, Amount] = {}
        for key in MODIFIERS:
            if key in written:
                try:
                    limits[key] = self.read(written[key])
                except Refused as refused:
                    flaws += within(refused.flaws, key, written)
        if flaws or amount is None:
            raise Refused(flaws)
        return Limited(amount, limits.get("cap"), limits.get("floor")) if limits else amount

    def _unknown(self, written: dict[str, Any], beside: tuple[str, ...]) -> list[Flaw]:
        allowed = (*_MAIN, *MODIFIERS, *beside, *(BOUND_KEYS if self.unit is not Unit.YUAN else ()))
        flaws = [unknown_key(key, allowed, written) for key in written if key not in allowed]
        return [
            evolve(flaw, hint=_("界限写在 range 之下：range: {{{key}: …}}", key=flaw.path[0]))
            if flaw.path[0] in BOUND_KEYS
            else flaw
            for flaw in flaws
        ]

    def _bare(self, written: dict[str, Any], beside: tuple[str, ...]) -> Amount:
        """Bounds that stand in the map itself."""
        return Range(Interval(*the_bounds(written, self.number, (*MODIFIERS, *beside))))

    def switch(self, value: object) -> Amount:
        """`switch: [{when: …, <amount>}, {otherwise: true, <amount>}, {when: …, gap: statutory}]`."""
        return Switch(each(value, self._row))

    def _row(self, value: object) -> Row:
        parts = Parts(value, (), tuple(the_map(value)))
        written = parts.written
        if ("when" in written) == ("otherwise" in written):
            message = _("每行要有 when 或者 otherwise 之一")
            parts.flaws.append(Flaw("EN113", message, spot=own_spot(written)))
        when: Condition = parts.read("when", lambda raw: read_condition(raw, self.state), ALWAYS)
        parts.read("otherwise", the_otherwise)
        amount: Amount | None = None
        if "gap" in written:
            parts.read("gap", the_gap)
            known = ("when", "otherwise", "gap")
            parts.flaws += [unknown_key(key, known, written) for key in written if key not in known]
        else:
            try:
                amount = self._in(written, ("when", "otherwise", "gap"))
            except Refused as refused:
                parts.flaws += refused.flaws
                parts.refused = True
        parts.done()
        return Row(when, amount)

    def by_grade(self, value: object) -> Amount:
        """`by_grade: {grade: accident, levels: {ordinary: …, major: …}}`: a switch of grades."""
        parts = Parts(value, ("grade", "levels"))
        grade = parts.read("grade", the_text, "")
        rows: dict[str, Row] = {}
        if grade:
            rows = parts.read(
                "levels", lambda raw: each_value(raw, lambda level, one: self._level(grade, level, one)), {}
            )
        parts.done()
        return Switch(tuple(rows.values()))

    def _level(self, grade: str, level: str, value: object) -> Row:
        try:
            when = read_condition({"grade": {grade: level}}, self.state)
        except Refused as refused:
            # The fault lies at the level, not at keys that nobody wrote.
            raise Refused([evolve(flaw, path=()) for flaw in refused.flaws]) from None
        return Row(when, self.read(value))

    def max_of(self, value: object) -> Amount:
        """`max_of: [<amount>, <amount>]`: the higher one."""
        return Extreme(each(value, self.read), largest=True)

    def min_of(self, value: object) -> Amount:
        """`min_of: [<amount>, <amount>]`: the lower one."""
        return Extreme(each(value, self.read), largest=False)


_MAIN: Final[Mapping[str, Callable[[_Amounts, object], Amount]]] = {
    "range": _Amounts.range,
    "exactly": _Amounts.exactly,
    "times": _Amounts.times,
    "per": _Amounts.per,
    "brackets": _Amounts.brackets,
    "scale": _Amounts.scale,
    "share": _Amounts.share,
    "weights": _Amounts.weights,
    "delegated": _Amounts.delegated,
    "switch": _Amounts.switch,
    "by_grade": _Amounts.by_grade,
    "max_of": _Amounts.max_of,
    "min_of": _Amounts.min_of,
}
