"""What a pack declares before it rules: sources, facts, circumstances, constraints, definitions and grades."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from attrs import evolve

from ..i18n import Message, _
from ..law import Instrument
from ..model.facts import Circumstance, Constraint, Definition, Fact, FactKind, Grade
from .definitions import Definitions
from .flaws import Flaw, Refused, own_spot, the_list
from .folder import Folder
from .marked import Map
from .parts import each
from .structure import structure
from .written_facts import check_derived

T = TypeVar("T", bound=Definition | Grade)

FACTS: Final = "facts.yaml"
DEFINITIONS: Final = "definitions.yaml"


def read_sources(folder: Folder) -> dict[str, Instrument]:
    """The instruments of sources.yaml by id; their titles are translated by the pack's own catalogue."""
    found: dict[str, Instrument] = {}
    for id_, value in folder.entries(folder.mapping("sources.yaml")):
        made = folder.structured(value, Instrument)
        if made is not None:
            found[id_] = evolve(made, domain=folder.state.module)
    return found


def read_facts(folder: Folder) -> Map | None:
    """Take in the facts of facts.yaml; its data, for circumstances and constraints."""
    state = folder.state
    data = folder.mapping(FACTS, ("facts", "circumstances", "constraints"))
    if data is None:
        state.facts_complete = state.facts_complete and not folder.is_broken(FACTS)
        return None
    taken = state.base_facts()
    section = folder.section(data, "facts")
    state.facts_complete = state.facts_complete and (section is not None) == ("facts" in data)
    for id_, raw in (section or {}).items():
        if not isinstance(raw, Map):
            state.broken |= {id_, f"person.{id_}"}  # `entries` says why
    for id_, value in folder.entries(section):
        name = f"person.{id_}" if value.get("of") == "person" else id_
        if name in taken:
            folder.say([_declared_twice(_("事实“{id}”已由总则包或者所补充的包声明", id=name), value)])
            continue
        made = folder.structured(value, Fact)
        if made is None:
            state.broken.add(name)
        else:
            state.declare(made)
    for fact in tuple(state.own_facts.values()):
        spot = (fact.where.line, fact.where.column)
        folder.say(evolve(flaw, spot=spot) for flaw in check_derived(fact, state))
    circumstances = folder.section(data, "circumstances")
    state.circumstances.update(circumstances or ())
    state.facts_complete = state.facts_complete and (circumstances is not None) == ("circumstances" in data)
    return data


def _declared_twice(message: Message, value: Map) -> Flaw:
    return Flaw("EN116", message, _("删去，直接引用"), spot=own_spot(value))


def read_circumstances(folder: Folder, data: Map | None) -> dict[str, Circumstance]:
    """The circumstances of facts.yaml by id."""
    folder.enter(FACTS)
    taken = {id_ for base in folder.state.bases for id_ in base.circumstances}
    found: dict[str, Circumstance] = {}
    section = None if data is None else data.get("circumstances")
    for id_, value in folder.entries(section if isinstance(section, Map) else None):
        if id_ in taken:
            folder.say([_declared_twice(_("情节“{id}”已由总则包或者所补充的包声明", id=id_), value)])
            continue
        made = folder.structured(value, Circumstance)
        if made is not None:
            found[id_] = made
    return found


def read_constraints(folder: Folder, data: Map | None) -> tuple[Constraint, ...]:
    """Which facts are linked."""
    folder.enter(FACTS)
    if data is None or "constraints" not in data:
        return ()
    written = data["constraints"]
    found = folder.attempt(lambda: each(written, lambda item: structure(item, Constraint)), data, "constraints")
    return found or ()


def register_definitions(folder: Folder) -> tuple[list[Callable[[], Definition]], list[Callable[[], Grade]]]:
    """Make all definitions and grades known; they are read when conditions name them.

    The readers of the pack's own versions are returned, for those that no condition names.
    """
    state = folder.state
    known = Definitions()
    for base in state.bases:
        for definition in base.definitions:
            known.add(definition.id, definition.title, known.definitions, _given(definition))
        for grade in base.grades:
            known.add(grade.id, grade.title, known.grades, _given(grade))
    data = folder.mapping(DEFINITIONS, ("definitions", "grades"))
    if data is None:
        state.definitions = None if folder.is_broken(DEFINITIONS) else known
        return [], []
    state.definitions = known
    definitions = _register(folder, data, "definitions", Definition, known, known.definitions)
    return definitions, _register(folder, data, "grades", Grade, known, known.grades)


def _given(made: T) -> Callable[[], T]:
    return lambda: made


def _register(
    folder: Folder, data: Map, key: str, cls: type[T], known: Definitions, into: dict[str, list[Callable[[], T]]]
) -> list[Callable[[], T]]:
    state = folder.state
    own: list[Callable[[], T]] = []
    entries = folder.attempt(lambda: the_list(data.get(key, [])), data, key)
    for index, value in enumerate(entries or ()):
        id_ = value.get("id") if isinstance(value, Map) else None
        if not isinstance(value, Map) or not isinstance(id_, str):
            folder.structured(value, cls, entries, index)  # to say what is wrong with it
            continue
        title = value.get("title")
        written = title if isinstance(title, str) else id_
        if value.get("open_ended") is True and id_ not in state.facts:
            state.declare(Fact(id_, FactKind.JUDGED, written, where=state.place(value.spot)))
        read = _later(folder, value, cls)
        known.add(id_, written, into, read)
        own.append(read)
    return own


def _later(folder: Folder, value: Map, cls: type[T]) -> Callable[[], T]:
    """Reads one definition when it is first asked for, in its own file; what is wrong with it is said once."""
    kept: list[T | None] = []
    state = folder.state

    def read() -> T:
        if not kept:
            before = state.file, state.in_force, state.shares
            folder.enter(DEFINITIONS)
            counted = set(state.counts)
            made = folder.structured(value, cls)
            state.file, state.in_force, state.shares = before
            if isinstance(made, Definition):
                new = tuple(count for term, count in state.counts.items() if term not in counted)
                made = evolve(made, counts=new)
            kept.append(made)
        found = kept[0]
        if found is None:
            raise Refused(())
        return found

    return read


def read_all(folder: Folder, readers: Iterable[Callable[[], T]]) -> tuple[T, ...]:
    """What the readers give, without what is refused."""
    made = (folder.attempt(read) for read in readers)
    return tuple(one for one in made if one is not None)
