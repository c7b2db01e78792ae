"""Conditions as packs write them (when: {…}) → the closed vocabulary, constants typed by the facts they meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

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
    one_of,
    one_or_more,
    own_spot,
    refuse,
    the_boolean,
    the_integer,
    the_map,
    the_text,
    unknown_name,
    wrong_type,
)
from .parts import Parts, each, each_value
from .reading import Reading

if TYPE_CHECKING:
    from .definitions import Definitions

RESERVED: Final = frozenset(
    {"all", "any", "not", "at_least_of", "judged", "circumstance", "defined", "grade", "count", "otherwise", "when"}
)
"""Words of the language of conditions; no fact may bear one."""
_WITHIN: Final = re.compile(r"([1-9][0-9]{0,3})(年|个月|日)")
_WINDOW_UNITS: Final = {"年": "years", "个月": "months", "日": "days"}
_SO_MANY: Final = ("at_least", "above")


def read_condition(value: object, state: Reading) -> Condition:
    """The condition written as a map; what stands side by side must hold together.

    Raises:
        Refused: with every flaw in it.
    """
    written = the_map(value)
    if not written:
        raise refuse("EN102", _("条件是空的"), _("总是成立的，删去 when"))

    def one(key: str, raw: object) -> Condition:
        word = _WORDS.get(key)
        return _fact_test(key, raw, state) if word is None else word(raw, state)

    return joined(tuple(each_value(written, one).values()))


def _conditions(value: object, state: Reading) -> tuple[Condition, ...]:
    return each(value, lambda item: read_condition(item, state))


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
    try:
        fact = known_fact(name, state)
    except Refused as refused:
        raise Refused([evolve(flaw, at_key=True) for flaw in refused.flaws]) from None
    if value == INDETERMINABLE.value and fact.kind not in (FactKind.JUDGED, FactKind.EVENTS):
        return CannotBeFound(name)
    if isinstance(value, dict) and fact.kind not in (FactKind.JUDGED, FactKind.EVENTS):
        kind = fact.items if fact.kind is FactKind.LIST else fact.kind
        if kind not in ORDERED:
            hint = _("写作 {name}: 值，或者 {name}: [值, 值]", name=name)
            raise refuse("EN110", _("“{name}”没有大小，不能写界限", name=name), hint)
        return Bounded(name, *the_bounds(value, lambda raw: constant(fact, raw)))
    if isinstance(value, list):
        return OneOf(name, each(value, lambda item: constant(fact, item)))
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
    return joined(each(value, read)) if isinstance(value, list) else read(value)


def _defined(value: object, state: Reading) -> Condition:
    return _one_or_each(value, lambda item: _definitions(state).defined(the_text(item), state))


def _grade(value: object, state: Reading) -> Condition:
    def one(grade: str, raw: object) -> Condition:
        levels = tuple(the_text(level) for level in one_or_more(raw))
        return _definitions(state).grade_is(grade, levels, state)

    return joined(tuple(each_value(value, one).values()))


def _definitions(state: Reading) -> Definitions:
    if state.definitions is None:
        raise Refused(())  # definitions.yaml could not be read; that has been said
    return state.definitions


def _counts(value: object, state: Reading) -> Condition:
    return _one_or_each(value, lambda item: _count(item, state))


def _count(value: object, state: Reading) -> Condition:
    parts = Parts(value, ("event", "within"), ("until", "including_this", "same_kind", *_SO_MANY))
    window: tuple[int | None, str] = parts.read("within", _window, (None, "years"))
    made = Count(
        event=parts.read("event", lambda raw: _events(raw, state), ""),
        within=window[0],
        unit=window[1],
        until=parts.read("until", lambda raw: CountUntil(one_of(raw, tuple(CountUntil))), CountUntil.ACT),
        including_this=parts.read("including_this", the_boolean, default=False),
        same_kind=parts.read("same_kind", the_boolean, default=False),
    )
    bounds = {key: parts.read(key, the_integer, 0) for key in _SO_MANY if key in parts.written}
    if len(bounds) != 1:
        message = _("次数要写 at_least 或者 above 之一")
        parts.flaws.append(Flaw("EN113", message, _("两次以上写 at_least: 2"), spot=own_spot(parts.written)))
    parts.done()
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


def _at_least_of(value: object, state: Reading) -> Condition:
    parts = Parts(value, ("count", "of"))
    number = parts.read("count", the_integer, 1)
    items: tuple[Condition, ...] = parts.read("of", lambda raw: _conditions(raw, state), ())
    parts.done()
    if not 1 <= number <= len(items):
        raise refuse("EN112", _("{count} 项超出所列的 {total} 项", count=number, total=len(items)))
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
