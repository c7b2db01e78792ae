"""Which values the term of a condition can have at all, by the fact behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..cells import BOOLEAN, DATE, RATIO, WHOLE, Domain, DomainKind
from ..conditions import CIRCUMSTANCE, COUNT, JUDGED
from .facts import Fact, FactKind

_SIMPLE: Final = {
    FactKind.RATIO: RATIO,
    FactKind.QUANTITY: RATIO,
    FactKind.DATE: DATE,
    FactKind.BOOLEAN: BOOLEAN,
    FactKind.JUDGED: BOOLEAN,
}


def domain_of(term: str, facts: Mapping[str, Fact]) -> Domain:
    """The values that a term can have."""
    if term.startswith((JUDGED, CIRCUMSTANCE)):
        return BOOLEAN
    if term.startswith(COUNT):
        return WHOLE
    return domain_of_fact(facts[term])


def domain_of_fact(fact: Fact) -> Domain:
    """The values that a fact can have; a list has those of its elements."""
    if fact.kind is FactKind.LIST:
        items = _choices(fact) if fact.items is FactKind.ENUM else _SIMPLE.get(fact.items or FactKind.INTEGER, WHOLE)
        return Domain(DomainKind.LIST, items=items)
    return _choices(fact) if fact.kind is FactKind.ENUM else _SIMPLE.get(fact.kind, WHOLE)


def _choices(fact: Fact) -> Domain:
    return Domain(DomainKind.CHOICE, tuple(fact.values))
