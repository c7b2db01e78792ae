"""A JSON Schema for the cases of one violation (案件数据的格式): which facts it may need, how each is written."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ..compiler import Track
from ..conditions import CIRCUMSTANCE, JUDGED, PERSON
from ..explanation.clause import terms_of
from ..i18n import text
from ..model.facts import Fact, FactKind
from ..wording.names import Names

_AMOUNT: Final = r"^[0-9]+(\.[0-9]+)?(元|万元|亿元)?$"


def schema_for(track: Track, day: date) -> dict[str, Any]:
    """The schema of a case record of this violation, with the facts of the version in force that day; words in the active locale."""
    version = track.version_on(day) or track.versions[-1]
    plan = track.plan(version, version.in_force.from_, max(day, version.in_force.from_), "000000")
    names = Names(track.rule_packs)
    facts: dict[str, Any] = {}
    persons: dict[str, Any] = {}
    judgements: dict[str, Any] = {}
    circumstances: dict[str, Any] = {}
    for term in terms_of(plan):
        said = {"title": names.term(term).render(), "description": names.question(term).render()}
        if term.startswith(CIRCUMSTANCE):
            circumstances[term.removeprefix(CIRCUMSTANCE)] = said | {"type": ["boolean", "string"]}
        elif term.startswith(JUDGED):
            judgements[term.removeprefix(JUDGED)] = said | {"type": "boolean"}
        else:
            found = names.fact(term)
            if found is not None:
                place = persons if term.startswith(PERSON) else facts
                place[term.removeprefix(PERSON)] = said | _of_fact(*found)
    return _record(track, names, version.title, facts, persons, judgements, circumstances)


def _record(
    track: Track,
    names: Names,
    title: str,
    facts: dict[str, Any],
    persons: dict[str, Any],
    judgements: dict[str, Any],
    circumstances: dict[str, Any],
) -> dict[str, Any]:
    day = {"type": "string", "format": "date"}
    person = {
        "type": "object",
        "properties": {
            "role": {"type": "string"},
            "id": {"type": "string"},
            "birth_date": day,
            "facts": _object(persons),
        },
        "required": ["role"],
        "additionalProperties": False,
    }
    party = {
        "kind": {"enum": ["natural_person", "individual_business", "legal_person", "other_organization"]},
        "birth_date": day,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": names.own(title).render(),
        **_object(
            {
                "violation": {"const": track.id},
                "id": {"type": "string"},
                **dict.fromkeys(("occurred_on", "ended_on", "discovered_on", "filed_on", "decided_on"), day),
                "jurisdiction": {"type": "string", "pattern": "^[0-9]{6}$"},
                "party": _object(party),
                "facts": _object(facts),
                "judgements": _object(judgements),
                "circumstances": _object(circumstances),
                "persons": {"type": "array", "items": person},
                "imposed": {"type": "object"},
            }
        ),
        "required": ["violation", "occurred_on", "decided_on"],
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _of_fact(fact: Fact, module: str) -> dict[str, Any]:
    """How a value of this fact is written; indeterminable where it cannot be found out."""
    return {"anyOf": [_kind(fact, module), {"const": "indeterminable"}]}


def _kind(fact: Fact, module: str) -> dict[str, Any]:
    if fact.kind is FactKind.ENUM:
        return {"oneOf": [{"const": id_, "title": text(title, module).render()} for id_, title in fact.values.items()]}
    if fact.kind in (FactKind.LIST, FactKind.EVENTS):
        items = (
            {"type": "string", "format": "date"} if fact.kind is FactKind.EVENTS else {"type": ["integer", "string"]}
        )
        return {"type": "array", "items": items}
    simple: dict[FactKind, dict[str, Any]] = {
        FactKind.MONEY: {"type": ["string", "integer"], "pattern": _AMOUNT, "minimum": 0},
        FactKind.INTEGER: {"type": "integer", "minimum": 0},
        FactKind.DURATION: {"type": ["string", "integer"], "minimum": 0},
        FactKind.DATE: {"type": "string", "format": "date"},
        FactKind.BOOLEAN: {"type": "boolean"},
    }
    return simple.get(fact.kind, {"type": ["string", "integer"]})
