"""Conditions as packs write them (when: {…}) → the closed vocabulary, constants typed by the facts they meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import evolve

from ..conditions import (
    INDETERMINABLE,
    All,
    AnyOf,
    AtLeastOf,
    Bounded,
    CannotBeFound,
    Condition,
    Not,
    OneOf,
    circumstance,
    count,
    joined,
    judged,
)
from ..i18n import _
from ..model.facts import Count, CountUntil, Fact, FactKind
from .constants import ORDERED, constant, the_bounds
from .flaws import (
    Flaw,
    Refused,
    near_hint,
    one_or_more,
    refuse,
    the_boolean,
    the_integer,
    the_list,
    the_map,
    the_text,
    unknown_key,
    unknown_name,
    within,
    wrong_type,
)
from .reading import Reading

RESERVED: Final = frozenset(
    {"all", "any", "not", "at_least_of", "judged", "circumstance", "defined", "grade", "count", "otherwise", "when"}
)
"""Words of the language of conditions; no fact may bear one."""
_WITHIN: Final = re.compile(r"([1-9][0-9]{0,3})(年|个月|日)")
_WINDOW_UNITS: Final = {"年": "years", "个月": "months", "日": "days"}
_COUNT_KEYS: Final = ("event", "within", "until", "including_this", "same_kind", "at_least", "above")


def read_condition(value: object, state: Reading) -> Condition:
    """The condition written as a map; what stands side by side must hold together.

    Raises:
        Refused: with every flaw in it.
    """
    written = the_map(value)
    if not written:
        raise refuse("EN102", _("条件是空的"), _("总是成立的，删去 when"))
    parts: list[Condition] = []
    flaws: list[Flaw] = []
    for key, raw in written.items():
        try:
            word = _WORDS.get(key)
            parts.append(_fact_test(key, raw, state) if word is None else word(raw, state))
        except Refused as refused:
            flaws += within(refused.flaws, key, written)
    if flaws:
        raise Refused(flaws)
    return joined(tuple(parts))


def _conditions(value: object, state: Reading) -> tuple[Condition, ...]:
    written = the_list(value)
    if not written:
        raise refuse("EN102", _("列表是空的"))
    return _each(written, lambda item: read_condition(item, state))


def _each(written: list[object], read: Callable[[object], Condition]) -> tuple[Condition, ...]:
    parts: list[Condition] = []
    flaws: list[Flaw] = []
    for index, item in enumerate(written):
        try:
            parts.append(read(item))
        except Refused as refused:
            flaws += within(refused.flaws, index, written)
    if flaws:
        raise Refused(flaws)
    return tuple(parts)


def known_fact(name: str, state: Reading) -> Fact:
    """The fact of that name.

    Raises:
        Refused: nobody declared it; near names are offered.
    """
    fact = state.facts.get(name)
    if fact is not None:
        return fact
    if name in state.broken or not state.facts_complete:
        raise Refused(())  # its declaration has been refused already
    person = f"person.{name}"
    if person in state.facts:
        raise refuse("EN106", _("“{name}”是责任人员的事实", name=name), _("写作 {person}", person=person))
    raise unknown_name("EN106", _("facts.yaml 中没有事实“{name}”", name=name), name, (*state.facts, *RESERVED))


def _fact_test(name: str, value: object, state: Reading) -> Condition:
    fact = known_fact(name, state)
    if value == INDETERMINABLE.value and fact.kind not in (FactKind.JUDGED, FactKind.EVENTS):
        return CannotBeFound(name)
    if isinstance(value, dict) and fact.kind not in (FactKind.JUDGED, FactKind.EVENTS):
        kind = fact.items if fact.kind is FactKind.LIST else fact.kind
        if kind not in ORDERED:
            hint = _("写作 {name}: 值，或者 {name}: [值, 值]", name=name)
            raise refuse("EN110", _("“{name}”没有大小，不能写界限", name=name), hint)
        return Bounded(name, *the_bounds(value, lambda raw: constant(fact, raw)))
    if isinstance(value, list):
        if not value:
            raise refuse("EN102", _("列表是空的"))
        values: list[Any] = []
        flaws: list[Flaw] = []
        for index, item in enumerate(value):
            try:
                values.append(constant(fact, item))
            except Refused as refused:
                flaws += within(refused.flaws, index, value)
        if flaws:
            raise Refused(flaws)
        return OneOf(name, tuple(values))
    return OneOf(name, (constant(fact, value),))


def _judged(value: object, state: Reading) -> Condition:
    def one(item: object) -> Condition:
        key = the_text(item)
        fact = state.facts.get(key)
        if fact is not None and fact.kind is FactKind.JUDGED:
            return judged(key)
        if fact is not None:
            raise refuse(
                "EN109", _("“{key}”不是判断，是 {kind}", key=key, kind=fact.kind.value), _("写作 {key}: 值", key=key)
            )
        if key in state.broken or not state.facts_complete:
            raise Refused(())
        known = [id_ for id_, fact in state.facts.items() if fact.kind is FactKind.JUDGED]
        message = _("facts.yaml 中没有判断“{key}”", key=key)
        hint = near_hint(key, known) or _("在 facts.yaml 中声明，kind: judged")
        raise refuse("EN106", message, hint)

    return _one_or_each(value, one)


def _circumstance(value: object, state: Reading) -> Condition:
    def one(item: object) -> Condition:
        key = the_text(item)
        known_circumstance(key, state)
        return circumstance(key)

    return _one_or_each(value, one)


def known_circumstance(key: str, state: Reading) -> str:
    """The id of a declared circumstance.

    Raises:
        Refused: nobody declared it.
    """
    if key in state.circumstances:
        return key
    if key in state.broken or not state.facts_complete:
        raise Refused(())
    raise unknown_name("EN107", _("facts.yaml 中没有情节“{key}”", key=key), key, state.circumstances)


def _one_or_each(value: object, read: Callable[[object], Condition]) -> Condition:
    if isinstance(value, list):
        if not value:
            raise refuse("EN102", _("列表是空的"))
        return joined(_each(value, read))
    return read(value)


def _defined(value: object, state: Reading) -> Condition:
    return _one_or_each(value, lambda item: _definitions(state).defined(the_text(item), state))


def _grade(value: object, state: Reading) -> Condition:
    written = the_map(value)
    parts: list[Condition] = []
    flaws: list[Flaw] = []
    for key, raw in written.items():
        try:
            levels = tuple(the_text(level) for level in one_or_more(raw))
            parts.append(_definitions(state).grade_is(key, levels, state))
        except Refused as refused:
            flaws += within(refused.flaws, key, written)
    if flaws:
        raise Refused(flaws)
    return joined(tuple(parts))


def _definitions(state: Reading) -> Any:
    if state.definitions is None:
        raise Refused(())  # definitions.yaml could not be read; that has been said
    return state.definitions


def _counts(value: object, state: Reading) -> Condition:
    return _one_or_each(value, lambda item: _count(item, state))


def _count(value: object, state: Reading) -> Condition:
    written = the_map(value)
    flaws = [unknown_key(key, _COUNT_KEYS, written) for key in written if key not in _COUNT_KEYS]
    bounds: dict[str, int] = {}
    made = Count("")
    for key, raw in written.items():
        try:
            match key:
                case "event":
                    made = evolve(made, event=_events(raw, state))
                case "within":
                    within_, unit = _window(raw)
                    made = evolve(made, within=within_, unit=unit)
                case "until":
                    made = evolve(made, until=_until(raw))
                case "including_this" | "same_kind":
                    made = evolve(made, **{key: the_boolean(raw)})
                case "at_least" | "above":
                    bounds[key] = the_integer(raw)
        except Refused as refused:
            flaws += within(refused.flaws, key, written)
    for key in ("event", "within"):
        if key not in written:
            flaws += refuse("EN102", _("缺少键“{key}”", key=key)).flaws
    if ("at_least" in written) == ("above" in written):
        flaws += refuse("EN113", _("次数要写 at_least 或者 above 之一"), _("两次以上写 at_least: 2")).flaws
    if flaws:
        raise Refused(flaws)
    state.counts[made.term] = made
    return count(made.term, **bounds)


def _events(value: object, state: Reading) -> str:
    name = the_text(value)
    fact = known_fact(name, state)
    if fact.kind is not FactKind.EVENTS:
        raise refuse("EN110", _("“{name}”不是既往记录", name=name), _("count 的 event 要 kind: events 的事实"))
    return name


def _window(value: object) -> tuple[int | None, str]:
    text = the_text(value)
    if text == "ever":
        return None, "years"
    if found := _WITHIN.fullmatch(text):
        return int(found[1]), _WINDOW_UNITS[found[2]]
    raise refuse("EN105", _("“{text}”不是时间窗", text=text), _("写作“1年”“6个月”“12日”或者 ever"))


def _until(value: object) -> CountUntil:
    text = the_text(value)
    if text in tuple(CountUntil):
        return CountUntil(text)
    raise refuse("EN104", _("“{value}”不可用", value=text), _("可用的值：{values}", values=tuple(CountUntil)))


def _at_least_of(value: object, state: Reading) -> Condition:
    written = the_map(value)
    flaws = [unknown_key(key, ("count", "of"), written) for key in written if key not in ("count", "of")]
    number, items = 0, ()
    for key in ("count", "of"):
        if key not in written:
            flaws += refuse("EN102", _("缺少键“{key}”", key=key)).flaws
            continue
        try:
            if key == "count":
                number = the_integer(written[key])
            else:
                items = _conditions(written[key], state)
        except Refused as refused:
            flaws += within(refused.flaws, key, written)
    if not flaws and not 1 <= number <= len(items):
        flaws += refuse("EN112", _("{count} 项超出所列的 {total} 项", count=number, total=len(items))).flaws
    if flaws:
        raise Refused(flaws)
    return AtLeastOf(number, items)


def _not(value: object, state: Reading) -> Condition:
    if isinstance(value, list):
        raise wrong_type(_("映射（键: 值）"), value)
    return Not(read_condition(value, state))


_WORDS: Final[Mapping[str, Callable[[object, Reading], Condition]]] = {
    "all": lambda value, state: All(_conditions(value, state)),
    "any": lambda value, state: AnyOf(_conditions(value, state)),
    "not": _not,
    "at_least_of": _at_least_of,
    "judged": _judged,
    "circumstance": _circumstance,
    "defined": _defined,
    "grade": _grade,
    "count": _counts,
}
