"""The model ⇄ plain data for JSON, by cattrs.

What can be told from the rest (the nature of a kind, the words of a citation) is written for readers and passed over
when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..amounts import Hole, Interval
from ..errors import Problem
from ..i18n import Message
from ..law import Citation
from ..model.case import Case, Person
from ..model.determination import Determination, Penalty, ProcedureAnswer
from ..model.penalty import GroupKind, Unit
from ..model.rules import Step
from ..money import Money
from ..wording.names import Names
from ..wording.words import OUTCOMES
from .values import day_from, fact_data, fact_from, message_data, message_from, step_data, step_from

Data = dict[str, Any]
_BOUNDS: Final = ("at_least", "above", "at_most", "below")
UNBOUNDED: Final = "unbounded"
"""Said of a range that has no bound at all."""
_names: ContextVar[Names] = ContextVar("enforcement_norms_names")


@contextmanager
def naming(names: Names) -> Iterator[None]:
    """Write the words of citations and measures by these names inside the block."""
    token = _names.set(names)
    try:
        yield
    finally:
        _names.reset(token)


@cache
def converter() -> Converter:
    """The converter; built once, for its hooks are compiled."""
    made = Converter(detailed_validation=True)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda data, _type: day_from(data))
    made.register_unstructure_hook(StrEnum, _value_of)
    made.register_unstructure_hook(Citation, _citation_data)
    made.register_structure_hook(Citation, lambda data, _type: _citation_from(data))
    made.register_unstructure_hook(Message, message_data)
    made.register_structure_hook(Message, lambda data, _type: message_from(data))
    made.register_unstructure_hook_factory(attrs.has, lambda cls: _unstructuring(cls, made))
    made.register_structure_hook_factory(attrs.has, lambda cls: _structuring(cls, made))
    return made


def _value_of(member: StrEnum) -> str:
    return member.value


def _citation_data(citation: Citation) -> Data:
    return {"id": citation.id, "text": _names.get().cited((citation,)).render()}


def _citation_from(data: Any) -> Citation:
    return Citation.parse_id(data if isinstance(data, str) else data["id"])


def _values(write: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], Data]:
    return lambda mapping: {name: write(value) for name, value in mapping.items()}


def _values_back(read: Callable[[Any], Any]) -> Callable[[Any, Any], Data]:
    return lambda data, _type: {name: read(value) for name, value in data.items()}


_FACTS: Final = override(unstruct_hook=_values(fact_data), struct_hook=_values_back(fact_from))
_OVERRIDES: Final[Mapping[type, Mapping[str, Any]]] = {
    Case: {"facts": _FACTS, "imposed": _FACTS},
    Person: {"facts": _FACTS},
    ProcedureAnswer: {"step": override()},
    Hole: {"of": override(omit=True)},
    Penalty: {
        "amount": override(omit=True),
        "usual": override(omit=True),
        "menu": override(
            rename="group",
            unstruct_hook=lambda menu: [{"id": id_, "kind": kind.value} for id_, kind in menu],
            struct_hook=lambda data, _type: tuple((each["id"], GroupKind(each["kind"])) for each in data),
        ),
        "place": override(rename="source"),
        "life": override(omit=True),
    },
    Determination: {
        "vocabulary": override(omit=True),
        "steps": override(
            unstruct_hook=lambda steps: [{"step": id_, "values": _values(step_data)(values)} for id_, values in steps],
            struct_hook=lambda data, _type: tuple(
                (each["step"], _values_back(step_from)(each["values"], None)) for each in data
            ),
        ),
    },
}
_ALWAYS: Final = frozenset({Determination})
"""Classes all of whose attributes are written; of the others only what is not the default."""


def _unstructuring(cls: type[Any], made: Converter) -> Callable[[Any], Data]:
    whole = cls in _ALWAYS
    written = make_dict_unstructure_fn(cls, made, _cattrs_omit_if_default=not whole, **dict(_OVERRIDES.get(cls, {})))
    also = _ALSO.get(cls)
    if also is None:
        return written
    return lambda value: also(value, written(value))


def _structuring(cls: type[Any], made: Converter) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(cls, made, **dict(_OVERRIDES.get(cls, {})))
    before = _BEFORE.get(cls)
    if before is None:
        return read
    return lambda data, type_: before(data, lambda rest: read(rest, type_))


def _penalty_data(one: Penalty, data: Data) -> Data:
    """Nature and words beside the kind; bounds under the names by which packs write them."""
    head: Data = {
        "id": one.id,
        "kind": one.kind.value,
        "name": _names.get().measure(one).render(),
        "nature": one.nature.value,
        "mandate": one.mandate.value,
        "applies": one.applies.value,
    }
    if one.amount is not None:
        head |= bounds_data(one.amount, one.unit)
    if one.usual is not None:
        head["usual"] = bounds_data(one.usual, one.unit)
    if one.life:
        head["term"] = "life"
    if one.amount is not None or one.usual is not None or one.unit is not Unit.YUAN:
        head["unit"] = one.unit.value
    return {**head, **{key: value for key, value in data.items() if key not in head}}


def _penalty_from(data: Any, read: Callable[[Any], Any]) -> Penalty:
    unit = Unit(data.get("unit", "yuan"))
    found: Penalty = read({key: value for key, value in data.items() if key not in (*_BOUNDS, UNBOUNDED)})
    usual = data.get("usual")
    return attrs.evolve(
        found,
        amount=bounds_from(data, unit),
        usual=None if usual is None else bounds_from(usual, unit),
        life=data.get("term") == "life",
    )


def bounds_data(interval: Interval, unit: Unit) -> Data:
    """Bounds as packs name them: money as decimal strings of yuan, days, months, years, points as integers."""
    data: Data = {}
    if interval.low is not None:
        data["at_least" if interval.low_closed else "above"] = _number_data(interval.low, unit)
    if interval.high is not None:
        data["at_most" if interval.high_closed else "below"] = _number_data(interval.high, unit)
    return data or {UNBOUNDED: True}


def bounds_from(data: Mapping[str, Any], unit: Unit) -> Interval | None:
    """`bounds_data` read backwards; None where nothing is said of bounds."""
    if data.get(UNBOUNDED):
        return Interval()
    found = {name: _number_from(data[name], unit) for name in _BOUNDS if name in data}
    if not found:
        return None
    low, high = found.get("at_least", found.get("above")), found.get("at_most", found.get("below"))
    return Interval(low, "above" not in found, high, "below" not in found)


def _number_data(number: Any, unit: Unit) -> str | int:
    return Money(int(number)).as_yuan() if unit is Unit.YUAN else int(number)


def _number_from(data: Any, unit: Unit) -> int:
    return Money.yuan(data).fen if unit is Unit.YUAN else int(data)


def _determination_data(found: Determination, data: Data) -> Data:
    """Procedure by step; the words of the outcome, the title and every id that is named."""
    names = _names.get()
    answers = zip(found.procedure, data["procedure"], strict=True)
    data["procedure"] = {each.step.value: _without(made, "step") for each, made in answers}
    asked = dict.fromkeys((*found.missing, *found.questions, *found.judgements))
    needed = (term for one in found.penalties for term in one.open_on)
    terms = dict.fromkeys((*asked, *found.open_to_check, *needed, *(t for each in found.procedure for t in each.needs)))
    words = {
        "outcome": OUTCOMES[found.outcome].render(),
        "title": names.own(found.title).render(),
        "names": {term: names.term(term).render() for term in terms},
        "questions": {term: names.question(term).render() for term in asked},
    }
    return {**data, "words": words}


def _determination_from(data: Any, read: Callable[[Any], Any]) -> Determination:
    steps = [{"step": Step(step).value, **answer} for step, answer in data.get("procedure", {}).items()]
    found: Determination = read({**data, "procedure": steps})
    return found


def _without(data: Data, key: str) -> Data:
    return {name: value for name, value in data.items() if name != key}


def _problem_data(problem: Problem, data: Data) -> Data:
    return {**data, "where": {name: value for name, value in attrs.asdict(problem.where).items() if value}}


_ALSO: Final[Mapping[type, Callable[[Any, Data], Data]]] = {
    Penalty: _penalty_data,
    Determination: _determination_data,
    Problem: _problem_data,
}
_BEFORE: Final[Mapping[type, Callable[[Any, Callable[[Any], Any]], Any]]] = {
    Penalty: _penalty_from,
    Determination: _determination_from,
}
