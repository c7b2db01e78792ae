"""A row of a table → a case record: what the columns mean, and how cells are typed.

| column | meaning |
|---|---|
| `violation`, `occurred_on`, `decided_on`, `id`, `jurisdiction` … | the key of the case itself |
| `party`, `party.birth_date` | kind and birth date of the party |
| `circumstance:<id>` | 是, 否 (yes, no), or the id of the evidence, which establishes it |
| `judged:<key>` | 是, 否 |
| `imposed:<measure>` | what was decided: 6万元, 10日 |
| `person:<role>`, `person:<role>.<fact>` | a responsible person and that person's facts; `person:driver#2.…` is a second one |
| any other | the fact of that id; lists and events with ； between them |

An empty cell is a value that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ..model.facts import Fact, FactKind

_OF_CASE: Final = frozenset(
    {"id", "violation", "occurred_on", "ended_on", "discovered_on", "filed_on", "decided_on", "jurisdiction"}
)
_OF_PARTY: Final = {"party": "kind", "party.kind": "kind", "party.birth_date": "birth_date"}
_MAPS: Final = {"circumstance": "circumstances", "judged": "judgements", "imposed": "imposed"}
_WORDS: Final = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
_SEPARATORS: Final = re.compile("[;；|、]")
_OWN_OF_PERSON: Final = frozenset({"id", "birth_date"})


def record_of_row(cells: Mapping[str, str]) -> dict[str, Any]:
    """The record that one row describes; facts stay text until `typed_cells` knows their kinds."""
    record: dict[str, Any] = {}
    persons: dict[str, dict[str, Any]] = {}
    for column, raw in cells.items():
        cell = raw.strip()
        if not cell or not column:
            continue
        kind, _colon, name = column.partition(":")
        if name and kind == "person":
            _of_person(persons, name, cell)
            continue
        path, value = _placed(column, kind, name, cell)
        place = record
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value
    if persons:
        record["persons"] = list(persons.values())
    return record


def _placed(column: str, kind: str, name: str, cell: str) -> tuple[tuple[str, ...], Any]:
    """Where in the record the value of a column stands, and the value."""
    if column in _OF_CASE:
        return (column,), cell
    if column in _OF_PARTY:
        return ("party", _OF_PARTY[column]), cell
    if name and kind in _MAPS:
        return (_MAPS[kind], name), _WORDS.get(cell.lower(), cell)
    return ("facts", column.removeprefix("fact:")), cell


def _of_person(persons: dict[str, dict[str, Any]], name: str, cell: str) -> None:
    """One cell of a responsible person: that there is one, or something of that one."""
    who, _dot, what = name.partition(".")
    if not what and _WORDS.get(cell.lower()) is False:
        return
    person = persons.setdefault(who, {"role": who.partition("#")[0]})
    if "#" in who:
        person.setdefault("id", who)
    if what in _OWN_OF_PERSON:
        person[what] = cell
    elif what:
        person.setdefault("facts", {})[what] = cell
    elif cell.lower() not in _WORDS:
        person["id"] = cell


def typed_cells(record: Mapping[str, Any], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The record with the words of its cells as the kinds of the facts want them: 是 → true, ； → a list."""
    typed = dict(record)
    if "facts" in record:
        typed["facts"] = {name: typed_cell(facts.get(name), cell) for name, cell in record["facts"].items()}
    if "persons" in record:
        typed["persons"] = [
            {
                **person,
                "facts": {
                    name: typed_cell(facts.get(f"person.{name}"), cell)
                    for name, cell in person.get("facts", {}).items()
                },
            }
            for person in record["persons"]
        ]
    return typed


def typed_cell(fact: Fact | None, cell: str) -> Any:
    """A cell as the kind of its fact wants it."""
    if fact is None:
        return cell
    if fact.kind in (FactKind.BOOLEAN, FactKind.JUDGED):
        return _WORDS.get(cell.lower(), cell)
    if fact.kind in (FactKind.LIST, FactKind.EVENTS):
        return [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]
    return cell
