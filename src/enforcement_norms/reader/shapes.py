"""Where the written form of a class differs from its attributes: other keys, several keys for one attribute."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import field, frozen

from ..amounts import Amount
from ..i18n import _
from ..law import BoundWords, InForce, Instrument, InstrumentVersion
from ..model.case import PartyKind
from ..model.discretion import Bands, CircumstanceEffect, DiscretionStandard, Override, Tier
from ..model.facts import Circumstance, Constraint, Definition, Derivation, Derived, Fact, FactKind, Grade
from ..model.penalty import Group, GroupKind, Measure, Unit
from ..model.rules import Trigger
from ..model.violation import Branch, Violation
from .amounts import read_amount, the_gap
from .conditions import RESERVED, known_circumstance, known_fact
from .constants import DURATION_UNITS, NUMERIC, the_date, the_money
from .flaws import (
    Flaw,
    Refused,
    key_spot,
    near_hint,
    own_spot,
    refuse,
    the_integer,
    the_list,
    the_map,
    the_text,
    unknown_key,
    within,
)
from .reading import Reading

Before = Callable[[Any, Reading, list[Flaw]], tuple[Any, dict[str, Any]]]
After = Callable[[Any, Mapping[str, Any], Reading, list[Flaw]], None]


@frozen
class Shape:
    """How a class is written.

    `keys` are keys by attribute where they differ, `readers` own readers by attribute; `filled` attributes are not in
    the data, `also` are keys that `before` consumes, `hidden` those that it adds. `before` takes the map apart and
    returns what remains with attributes already made; `after` looks at the finished object.
    """

    keys: Mapping[str, str] = field(factory=dict)
    readers: Mapping[str, Callable[[Any, Reading], Any]] = field(factory=dict)
    filled: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    before: Before | None = None
    after: After | None = None


_UNITS: Final = {
    "amount": Unit.YUAN,
    "days": Unit.DAYS,
    "months": Unit.MONTHS,
    "years": Unit.YEARS,
    "points": Unit.POINTS,
}
_GROUP_KEYS: Final = tuple(kind.value for kind in GroupKind)
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")


def without(written: Any, *keys: str) -> Any:
    """A copy of a map that lacks some keys; it keeps its spots."""
    if hasattr(written, "without"):
        return written.without(*keys)
    return {key: value for key, value in written.items() if key not in keys}


def renamed(written: Any, old: str, new: str) -> Any:
    """A copy of a map in which a value stands under another key."""
    if hasattr(written, "renamed"):
        return written.renamed(old, new)
    return {(new if key == old else key): value for key, value in written.items()}


def an_id(value: object, state: Reading) -> str:
    """An identifier in snake_case."""
    text = the_text(value)
    if _ID.fullmatch(text):
        return text
    raise refuse("EN118", _("标识“{id}”不合格式", id=text), _("小写英文字母开头，只用小写字母、数字、下划线"))


def _day_text(value: object, state: Reading) -> str:
    return the_date(value).isoformat()


def _amount_of(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Amount | None, Unit]:
    """The amount in whichever unit it is written."""
    found = [key for key in _UNITS if key in written]
    if len(found) > 1:
        message = _("{keys} 只能写一个", keys=tuple(found))
        flaws.append(Flaw("EN113", message, _("不同单位分成两个措施"), spot=key_spot(written, found[1])))
    if len(found) != 1:
        return None, Unit.YUAN
    key = found[0]
    try:
        return read_amount(written[key], _UNITS[key], state), _UNITS[key]
    except Refused as refused:
        flaws += within(refused.flaws, key, written)
        return None, _UNITS[key]


def _measure(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Any, dict[str, Any]]:
    amount, unit = _amount_of(written, state, flaws)
    changes = {} if amount is None else {"amount": amount, "unit": unit}
    return without(written, *_UNITS), changes


def group_kind(written: Mapping[str, Any]) -> str:
    """The word that makes a map a group of measures, or nothing."""
    return next((key for key in _GROUP_KEYS if key in written), "")


def _group(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Any, dict[str, Any]]:
    kind = group_kind(written)
    rest = renamed(written, kind, "items")
    rest["kind"] = kind
    return rest, {}


def _group_after(made: Group, written: Mapping[str, Any], state: Reading, flaws: list[Flaw]) -> None:
    if not made.items:
        flaws.append(Flaw("EN102", _("菜单是空的"), spot=own_spot(written)))


def _override(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Any, dict[str, Any]]:
    """`mandate: none` drops the measure; any amount stands inline."""
    changes: dict[str, Any] = {}
    units = [key for key in _UNITS if key in written and key != "amount"]
    rest = written
    if written.get("mandate") == "none":
        changes["none"] = True
        rest = without(rest, "mandate")
    inline = [key for key in rest if key not in ("mandate", "choose", *units)]
    if units:
        amount, unit = _amount_of(without(rest, "amount"), state, flaws)
        changes |= {"amount": amount, "unit": unit}
        flaws += [unknown_key(key, ("mandate", "choose", *_UNITS), written) for key in inline]
    elif inline:
        try:
            changes["amount"] = read_amount(without(rest, "mandate", "choose"), Unit.YUAN, state)
        except Refused as refused:
            flaws += refused.flaws
    if not written:
        flaws.append(Flaw("EN102", _("没有写该措施如何"), _("写金额、mandate 或者 choose"), spot=own_spot(written)))
    return without(rest, *units, *inline), changes


def _tier(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Any, dict[str, Any]]:
    if ("when" in written) == ("otherwise" in written):
        flaws.append(Flaw("EN113", _("每档要有 when 或者 otherwise 之一"), spot=own_spot(written)))
    if "otherwise" in written and written["otherwise"] is not True:
        flaws.append(Flaw("EN104", _("只能写 otherwise: true"), spot=key_spot(written, "otherwise")))
    return without(written, "otherwise"), {}


def _branch_after(made: Branch, written: Mapping[str, Any], state: Reading, flaws: list[Flaw]) -> None:
    if made.gap and (made.measures or made.like):
        flaws.append(Flaw("EN113", _("缺口（gap）之下不能有措施"), spot=key_spot(written, "gap")))
    if not (made.gap or made.measures or made.like):
        flaws.append(Flaw("EN102", _("缺少键“{key}”", key="measures"), spot=own_spot(written)))


def _violation_after(made: Violation, written: Mapping[str, Any], state: Reading, flaws: list[Flaw]) -> None:
    spot = own_spot(written)
    if made.in_force.until is not None and made.ended is None:
        hint = _("写 ended: repealed、replaced_by 或者 not_encoded")
        flaws.append(Flaw("EN102", _("有 until 而没有 ended"), hint, spot=key_spot(written, "in_force") or spot))
    if made.ended is not None and made.in_force.until is None:
        flaws.append(Flaw("EN102", _("有 ended 而没有 until"), None, spot=key_spot(written, "ended") or spot))
    if bool(made.branches) == bool(made.readings):
        message = _("branches 和 readings 要恰有其一")
        flaws.append(Flaw("EN113", message, None, spot=key_spot(written, "readings") or spot))
    if not made.basis:
        flaws.append(Flaw("EN102", _("basis 是空的"), _("写处罚条款"), spot=key_spot(written, "basis") or spot))


def _version(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Any, dict[str, Any]]:
    """`{text, from, until}`: the days stand beside the date of the text."""
    days = {key: written[key] for key in ("from", "until") if key in written}
    rest = without(written, *days)
    rest["in_force"] = days if not hasattr(written, "without") else without(written, *(set(written) - set(days)))
    if hasattr(rest, "marks"):
        rest.marks = {**rest.marks, "in_force": (written.spot, written.spot)}
    return rest, {}


def _usage(value: object, state: Reading) -> BoundWords:
    written = the_map(value)
    words = {"at_least": "above_included", "at_most": "below_included"}
    flaws = [unknown_key(key, words, written) for key in written if key not in words]
    found: dict[str, bool] = {}
    for key, attribute in words.items():
        raw = written.get(key, "included")
        if raw not in ("included", "excluded"):
            hint = _("可用的值：{values}", values=("included", "excluded"))
            flaws += within(refuse("EN104", _("“{value}”不可用", value=raw), hint).flaws, key, written)
        found[attribute] = raw == "included"
    if flaws:
        raise Refused(flaws)
    return BoundWords(**found)


def _fact(written: Any, state: Reading, flaws: list[Flaw]) -> tuple[Any, dict[str, Any]]:
    """`of: person` moves the fact to the person; the id is the key under which it stands."""
    rest = without(written, "of")
    if "of" in written:
        if written["of"] == "person":
            rest["id"] = f"person.{written['id']}"
        else:
            flaws.append(Flaw("EN104", _("of 只能写 person"), spot=key_spot(written, "of")))
    return rest, {}


def _fact_after(made: Fact, written: Mapping[str, Any], state: Reading, flaws: list[Flaw]) -> None:
    name = made.id.removeprefix("person.")
    if not _ID.fullmatch(name):
        hint = _("小写英文字母开头，只用小写字母、数字、下划线")
        flaws.append(Flaw("EN118", _("标识“{id}”不合格式", id=name), hint, spot=own_spot(written)))
    if name in RESERVED:
        flaws.append(Flaw("EN118", _("“{id}”是条件的保留词，不能作事实名", id=name), _("改名"), spot=own_spot(written)))
    demands = (
        ("values", bool(made.values), made.kind is FactKind.ENUM or made.items is FactKind.ENUM, "enum"),
        ("items", made.items is not None, made.kind is FactKind.LIST, "list"),
        ("presumed", made.presumed is not None, made.kind is FactKind.JUDGED and made.presumed is not None, "judged"),
    )
    for key, given, fitting, kind in demands:
        if given and not fitting:
            message = _("{key} 只用于 kind: {kind}", key=key, kind=kind)
            flaws.append(Flaw("EN110", message, None, (key,), key_spot(written, key)))
        elif fitting and not given:
            flaws.append(Flaw("EN102", _("缺少键“{key}”", key=key), None, (), own_spot(written)))
    if made.kind is FactKind.DURATION and made.unit not in DURATION_UNITS:
        hint = _("可用的值：{values}", values=DURATION_UNITS)
        message = _("期间的 unit “{unit}”不可用", unit=made.unit) if made.unit else _("缺少键“{key}”", key="unit")
        flaws.append(Flaw("EN111", message, hint, spot=key_spot(written, "unit") or own_spot(written)))
    if made.items in (FactKind.LIST, FactKind.EVENTS, FactKind.JUDGED):
        flaws.append(Flaw("EN110", _("items 不能是 {kind}", kind=made.items.value), spot=key_spot(written, "items")))


def _derived(value: object, state: Reading) -> Derived:
    written = the_map(value)
    known = tuple(Derivation)
    flaws = [unknown_key(key, known, written) for key in written if key not in known]
    if len(written) != 1:
        flaws += refuse("EN113", _("derived 要恰有一种算法"), _("可用的写法：{keys}", keys=known)).flaws
    if flaws:
        raise Refused(flaws)
    how, raw = next(iter(written.items()))
    try:
        names = tuple(the_text(name) for name in the_list(raw))
        if how != Derivation.SUM and len(names) != 2:  # noqa: PLR2004 – a ratio and a span have two ends
            raise refuse("EN113", _("{how} 要恰好两个事实", how=how))
    except Refused as refused:
        raise Refused(within(refused.flaws, how, written)) from None
    return Derived(Derivation(how), names)


def check_derived(fact: Fact, state: Reading) -> list[Flaw]:
    """What is wrong with the facts from which one follows; asked once all are known."""
    if fact.derived is None:
        return []
    flaws: list[Flaw] = []
    wanted = {FactKind.DATE} if fact.derived.how is Derivation.DAYS_BETWEEN else NUMERIC
    for name in fact.derived.of:
        try:
            source = known_fact(name, state)
            if source.kind not in wanted:
                raise refuse("EN110", _("“{name}”的种类不合于 {how}", name=name, how=fact.derived.how.value))
        except Refused as refused:
            flaws += refused.flaws
    return flaws


def _constraint_after(made: Constraint, written: Mapping[str, Any], state: Reading, flaws: list[Flaw]) -> None:
    for key in ("fact", "at_most"):
        try:
            known_fact(getattr(made, key), state)
        except Refused as refused:
            flaws += within(refused.flaws, key, written)


def _known_circumstances(value: object, state: Reading) -> tuple[str, ...]:
    written = the_list(value)
    flaws: list[Flaw] = []
    for index, item in enumerate(written):
        try:
            known_circumstance(the_text(item), state)
        except Refused as refused:
            flaws += within(refused.flaws, index, written)
    if flaws:
        raise Refused(flaws)
    return tuple(the_text(item) for item in written)


def _threshold(value: object, state: Reading) -> int:
    """An amount of money in fen, or a bare number in the unit of the measure."""
    return the_money(value) if isinstance(value, str) else the_integer(value)


def _party_kinds(value: object, state: Reading) -> tuple[str, ...]:
    written = the_list(value)
    flaws: list[Flaw] = []
    known = tuple(kind.value for kind in PartyKind)
    for index, item in enumerate(written):
        if item not in known:
            hint = near_hint(str(item), known) or _("可用的值：{values}", values=known)
            flaws += within(refuse("EN104", _("“{value}”不可用", value=item), hint).flaws, index, written)
    if flaws:
        raise Refused(flaws)
    return tuple(str(item) for item in written)


SHAPES: Final[Mapping[type, Shape]] = {
    InForce: Shape(keys={"from_": "from"}),
    InstrumentVersion: Shape(before=_version, also=("from", "until"), hidden=frozenset({"in_force"})),
    Instrument: Shape(
        keys={"document_number": "document"},
        readers={"usage": _usage},
        filled=frozenset({"domain"}),
        hidden=frozenset({"id"}),
    ),
    Fact: Shape(readers={"derived": _derived}, before=_fact, after=_fact_after, also=("of",), hidden=frozenset({"id"})),
    Circumstance: Shape(readers={"excludes": _known_circumstances}, hidden=frozenset({"id"})),
    Constraint: Shape(after=_constraint_after),
    Definition: Shape(readers={"id": an_id}, filled=frozenset({"counts"})),
    Grade: Shape(readers={"id": an_id}),
    Measure: Shape(readers={"id": an_id}, filled=frozenset({"amount", "unit"}), also=tuple(_UNITS), before=_measure),
    Group: Shape(also=_GROUP_KEYS, hidden=frozenset({"kind", "items"}), before=_group, after=_group_after),
    Override: Shape(filled=frozenset({"amount", "unit", "none"}), also=tuple(_UNITS), before=_override),
    Tier: Shape(keys={"sets": "set"}, also=("otherwise",), before=_tier),
    Branch: Shape(readers={"gap": lambda value, state: the_gap(value)}, after=_branch_after),
    Violation: Shape(readers={"id": an_id, "reviewed_on": _day_text}, after=_violation_after),
    DiscretionStandard: Shape(readers={"id": an_id, "published_on": _day_text, "reviewed_on": _day_text}),
    Bands: Shape(readers={"id": an_id}),
    CircumstanceEffect: Shape(readers={"id": lambda value, state: known_circumstance(the_text(value), state)}),
    Trigger: Shape(readers={"party": _party_kinds, "at_least": _threshold, "above": _threshold, "at_most": _threshold}),
}
