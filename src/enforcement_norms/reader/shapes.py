"""Where the written form of a class differs from its attributes: other keys, several keys for one attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import field, frozen

from ..law import InForce, Instrument, InstrumentVersion
from ..model.discretion import Bands, CircumstanceEffect, DiscretionStandard, Override, Tier
from ..model.facts import Circumstance, Constraint, Definition, Fact, Grade
from ..model.pack import Manifest
from ..model.penalty import Group, Measure
from ..model.rules import Trigger
from ..model.violation import Branch, Violation
from . import written, written_facts
from .amounts import the_gap
from .conditions import known_circumstance
from .constants import the_date
from .flaws import Flaw, an_id, one_of, the_text
from .parts import each
from .reading import current
from .written import Opened


@frozen
class Shape:
    """How a class is written.

    `keys` are keys by attribute where they differ, `readers` own readers by attribute; `filled` attributes are not in
    the data, `also` are keys that `before` consumes, `hidden` those that it adds. `before` takes the map apart;
    `after` looks at the finished object and what was written.
    """

    keys: Mapping[str, str] = field(factory=dict)
    readers: Mapping[str, Callable[[Any], Any]] = field(factory=dict)
    filled: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    before: Callable[[Any], Opened] | None = None
    after: Callable[[Any, Mapping[str, Any]], Iterable[Flaw]] | None = None


def _day_text(value: object) -> str:
    return the_date(value).isoformat()


def _circumstance(value: object) -> str:
    return known_circumstance(the_text(value), current())


def _party_kinds(value: object) -> tuple[str, ...]:
    return each(value, lambda item: one_of(item, written.PARTY_KINDS), empty=True)


_KEYED: Final = frozenset({"id"})
"""The id is the key under which the map stands."""

SHAPES: Final[Mapping[type, Shape]] = {
    Manifest: Shape(readers={"id": an_id, "schema": written.schema}),
    InForce: Shape(keys={"from_": "from"}),
    InstrumentVersion: Shape(before=written.version, also=("from", "until"), hidden=frozenset({"in_force"})),
    Instrument: Shape(
        keys={"document_number": "document"},
        readers={"usage": written.usage},
        filled=frozenset({"domain"}),
        hidden=_KEYED,
    ),
    Fact: Shape(
        readers={"derived": written_facts.derived},
        before=written_facts.fact,
        after=written_facts.check_fact,
        also=("of",),
        hidden=_KEYED,
    ),
    Circumstance: Shape(
        readers={"excludes": lambda value: each(value, _circumstance, empty=True)},
        hidden=_KEYED,
    ),
    Constraint: Shape(after=written_facts.check_constraint),
    Definition: Shape(readers={"id": an_id}, filled=frozenset({"counts"})),
    Grade: Shape(readers={"id": an_id}),
    Measure: Shape(
        readers={"id": an_id},
        filled=frozenset({"amount", "unit"}),
        also=tuple(written.UNITS),
        before=written.measure,
    ),
    Group: Shape(
        also=written.GROUP_KEYS,
        hidden=frozenset({"kind", "items"}),
        before=written.group,
        after=written.check_group,
    ),
    Override: Shape(
        filled=frozenset({"amount", "unit", "none"}),
        also=tuple(written.UNITS),
        before=written.override,
    ),
    Tier: Shape(keys={"sets": "set"}, also=("otherwise",), before=written.tier),
    Branch: Shape(readers={"gap": the_gap}, after=written.check_branch),
    Violation: Shape(readers={"id": an_id, "reviewed_on": _day_text}, after=written.check_violation),
    DiscretionStandard: Shape(readers={"id": an_id, "published_on": _day_text, "reviewed_on": _day_text}),
    Bands: Shape(readers={"id": an_id}),
    CircumstanceEffect: Shape(readers={"id": _circumstance}),
    Trigger: Shape(
        readers={
            "party": _party_kinds,
            "at_least": written.threshold,
            "above": written.threshold,
            "at_most": written.threshold,
        }
    ),
}
