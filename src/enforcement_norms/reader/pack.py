"""A pack folder → `Pack`: every file of the format, and all that is wrong with them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import evolve

from ..errors import PackInvalid, Place, Problem
from ..i18n import Message, _
from ..law import Instrument
from ..model.discretion import Bands, DiscretionStandard
from ..model.facts import Circumstance, Constraint, Definition, Fact, Grade
from ..model.findings import CaseRule
from ..model.inspection import InspectionItem
from ..model.pack import Manifest, Pack
from ..model.review import ReviewCatalog
from ..model.rules import InstrumentRules, ProcedureRule
from ..model.violation import Violation
from .definitions import Definitions
from .flaws import Flaw, Refused, key_spot, missing_key, near, own_spot, refuse, the_list, the_map, unknown_key, within
from .marked import Map, Seq
from .reading import Reading, reading
from .shapes import an_id, check_derived, renamed, without
from .structure import structure
from .yaml import Unreadable, read_yaml

T = TypeVar("T")
SCHEMA: Final = 1
NATIONWIDE: Final = "000000"
GENERAL: Final = "general"

FILES: Final = (
    "pack.yaml", "sources.yaml", "facts.yaml", "definitions.yaml", "instrument_rules.yaml", "procedure.yaml",
)  # fmt: skip
FOLDERS: Final = ("violations", "standards", "bands", "review", "inspection")
_NOT_DATA: Final = re.compile(r".*\.(?:py|pyi|pyc|typed|md|po|mo)|__pycache__|locale|[._].*")
_DIVISION: Final = re.compile(r"[0-9]{6}")


def read_pack(
    folder: Traversable,
    *,
    general: Pack | None = None,
    module: str = "",
    version: str = "",
    case_rules: tuple[CaseRule, ...] = (),
) -> Pack:
    """Everything that the folder of a pack holds.

    `general` is the pack whose facts, circumstances and definitions every other pack may name; `module` the Python
    package whose catalogue translates the texts. Nothing is checked beyond the form: see `checks`.

    Raises:
        PackInvalid: with every problem of every file.
    """
    bases = () if general is None else (general,)
    return _PackReader(folder, Reading(module=module, bases=bases)).read(version, case_rules)


def read_overlay(folder: Traversable, packs: Mapping[str, Pack]) -> Pack:
    """What a folder of the user adds to a pack: bands, standards, procedure, rules of instruments, their sources and facts.

    `pack.yaml` (`overlay: true`, `id` of the pack) says to which; without it the general pack is meant. The result holds
    only what is added; `merged` joins the two.

    Raises:
        PackInvalid: the folder has problems, or adds to a pack that is not among `packs`.
    """
    return _PackReader(folder, Reading(), overlay_of=packs).read("", ())


def read_manifest(folder: Traversable) -> Manifest:
    """What pack.yaml says, without reading anything else.

    Raises:
        PackInvalid: with every problem of that file.
    """
    reader = _PackReader(folder, Reading())
    with reading(reader.state):
        manifest = reader.manifest()
    reader.fail_if_wrong()
    return manifest


def merged(pack: Pack, overlay: Pack) -> Pack:
    """The pack with what an overlay adds."""
    return evolve(
        pack,
        sources={**pack.sources, **overlay.sources},
        facts={**pack.facts, **overlay.facts},
        circumstances={**pack.circumstances, **overlay.circumstances},
        counts={**pack.counts, **overlay.counts},
        constraints=pack.constraints + overlay.constraints,
        definitions=pack.definitions + overlay.definitions,
        grades=pack.grades + overlay.grades,
        standards=pack.standards + overlay.standards,
        bands=pack.bands + overlay.bands,
        instrument_rules=pack.instrument_rules + overlay.instrument_rules,
        procedure=pack.procedure + overlay.procedure,
        review=pack.review + overlay.review,
    )


class _PackReader:
    """Reads one folder; keeps the problems and goes on."""

    def __init__(self, folder: Traversable, state: Reading, *, overlay_of: Mapping[str, Pack] | None = None) -> None:
        self.folder = folder
        self.state = state
        self.overlay_of = overlay_of
        self.problems: list[Problem] = []

    def read(self, version: str, case_rules: tuple[CaseRule, ...]) -> Pack:
        with reading(self.state):
            manifest = self.manifest()
            if self.overlay_of is not None:
                self._find_extended(manifest)
            self.state.pack_id = manifest.id
            self._unexpected()
            sources = self._sources()
            facts = self._map("facts.yaml")
            self._facts(facts)
            self._register_definitions()
            circumstances = self._circumstances(facts)
            constraints = self._constraints(facts)
            pack = Pack(
                manifest=manifest,
                module=self.state.module,
                version=version,
                sources=sources,
                circumstances=circumstances,
                constraints=constraints,
                definitions=self._all_versions(self.state.definitions and self.state.definitions.definitions),
                grades=self._all_versions(self.state.definitions and self.state.definitions.grades),
                violations=self._dated("violations", Violation),
                standards=self._standards(),
                bands=self._bands(),
                instrument_rules=self._listed("instrument_rules.yaml", InstrumentRules),
                procedure=self._listed("procedure.yaml", ProcedureRule),
                review=self._dated("review", ReviewCatalog),
                inspection=self._listed("inspection/items.yaml", InspectionItem),
                case_rules=case_rules,
            )
        self.fail_if_wrong()
        return evolve(pack, facts=self.state.own_facts, counts=self.state.counts)

    def fail_if_wrong(self) -> None:
        """Raise all problems gathered so far."""
        if not self.problems:
            return
        problems = sorted(
            set(self.problems), key=lambda problem: (problem.where.file, problem.where.line, problem.where.column)
        )
        name = self.state.pack_id or getattr(self.folder, "name", "")
        raise PackInvalid(_("领域包“{pack}”的数据有 {count} 处错误", pack=name, count=len(problems)), problems)

    # --- one file ------------------------------------------------------------------------------------------------

    def _load(self, name: str, place: Traversable | None = None) -> Map | Seq | None:
        """The data of a file; None where it is absent or unreadable (which is then a problem)."""
        place = place or self.folder.joinpath(*name.split("/"))
        if not place.is_file():
            return None
        self.state.file, self.state.in_force, self.state.shares = name, None, False
        try:
            return read_yaml(place, name)
        except Unreadable as unreadable:
            self.problems += unreadable.problems
            return None

    def _map(self, name: str) -> Map | None:
        return self._of_type(name, Map, the_map)

    def _seq(self, name: str) -> Seq | None:
        return self._of_type(name, Seq, the_list)

    def _of_type(self, name: str, kind: type[T], demand: Callable[[object], object]) -> T | None:
        data = self._load(name)
        if data is None or isinstance(data, kind):
            return data
        try:
            demand(data)
        except Refused as refused:
            self._say(within(refused.flaws, "", data))
        return None

    def _say(self, flaws: list[Flaw] | tuple[Flaw, ...]) -> None:
        self.problems += [flaw.problem(self.state.file) for flaw in flaws]

    def _structure(self, value: object, cls: type[T], container: object = None, step: str | int = "") -> T | None:
        try:
            return structure(value, cls)
        except Refused as refused:
            flaws = refused.flaws if container is None else within(refused.flaws, step, container)
            self._say(flaws)
            return None

    # --- the parts of a pack ---------------------------------------------------------------------------------------

    def manifest(self) -> Manifest:
        """pack.yaml; an overlay without one adds to the general pack."""
        data = self._map("pack.yaml")
        if data is None:
            if self.overlay_of is not None and not self.problems:
                return Manifest(GENERAL, GENERAL)
            if not self.problems:
                message = _("没有 pack.yaml")
                self.problems.append(Problem("EN102", Place("pack.yaml"), message, _("写 schema、id、title")))
            return Manifest("", "")
        if self.overlay_of is not None:
            data = without(data, "overlay")
            data.setdefault("title", str(data.get("id", "")))
        elif "overlay" in data:
            hint = _("补充数据作为 overlay 传入，不作领域包安装")
            self._say([Flaw("EN101", _("领域包不能写 overlay"), hint, spot=key_spot(data, "overlay"))])
            data = without(data, "overlay")
        manifest = self._structure(data, Manifest)
        if manifest is None:
            return Manifest("", "")
        self.state.pack_id = manifest.id
        try:
            an_id(manifest.id, self.state)
        except Refused as refused:
            self._say(within(refused.flaws, "id", data))
        if manifest.schema != SCHEMA:
            message = _("schema {schema} 不能读取，本版本读取 {known}", schema=manifest.schema, known=SCHEMA)
            spot = key_spot(data, "schema")
            self._say([Flaw("EN119", message, _("升级 enforcement-norms，或者改写数据"), spot=spot)])
        return manifest

    def _find_extended(self, manifest: Manifest) -> None:
        packs = self.overlay_of or {}
        if manifest.id and manifest.id not in packs:
            hint = _("已有的领域包：{packs}", packs=near(manifest.id, packs) or tuple(sorted(packs)))
            self._say([Flaw("EN120", _("要补充的领域包“{pack}”不存在", pack=manifest.id), hint, spot=(1, 1))])
            self.state.facts_complete = False
        bases = tuple(packs[id_] for id_ in dict.fromkeys((GENERAL, manifest.id)) if id_ in packs)
        module = bases[-1].module if bases else ""
        self.state = Reading(module=module, bases=bases, facts_complete=self.state.facts_complete, file=self.state.file)

    def _unexpected(self) -> None:
        """Files that belong to no place of the format would be lost in silence."""
        if not self.folder.is_dir():
            return
        allowed = {*FILES, *FOLDERS}
        for entry in _sorted(self.folder):
            if entry.name in allowed or _NOT_DATA.fullmatch(entry.name):
                continue
            hint = _("是否指：{names}", names=near(entry.name, allowed) or tuple(sorted(allowed)))
            self.problems.append(
                Problem("EN115", Place(entry.name), _("领域包中没有“{name}”这种文件", name=entry.name), hint)
            )
        if self.overlay_of is not None:
            for name in ("violations", "inspection"):
                if self.folder.joinpath(name).is_dir():
                    hint = _("违法行为和抽查事项写在领域包里")
                    self.problems.append(Problem("EN115", Place(name), _("overlay 不能有 {name}/", name=name), hint))

    def _sources(self) -> dict[str, Instrument]:
        found: dict[str, Instrument] = {}
        for id_, value in self._entries(self._map("sources.yaml")):
            made = self._structure(self._identified(id_, value), Instrument, value if isinstance(value, Map) else None)
            if made is not None:
                found[id_] = evolve(made, domain=self.state.module)
        return found

    def _entries(self, data: Map | None) -> Iterator[tuple[str, object]]:
        """The entries of a map whose values are maps; others are problems."""
        for id_, value in (data or {}).items():
            if not isinstance(value, Map):
                try:
                    the_map(value)
                except Refused as refused:
                    self._say(within(refused.flaws, id_, data))
                continue
            if "id" in value:
                self._say([unknown_key("id", sorted(set(value) - {"id"}), value)])
            yield id_, value

    @staticmethod
    def _identified(id_: str, value: object) -> Map:
        """The map with the key under which it stands as its id."""
        assert isinstance(value, Map)
        copy = value.without("id")
        copy["id"] = id_
        return copy

    def _facts(self, data: Map | None) -> None:
        state = self.state
        if data is None:
            state.facts_complete = state.facts_complete and not any(p.where.file == "facts.yaml" for p in self.problems)
            return
        known = ("facts", "circumstances", "constraints")
        self._say([unknown_key(key, known, data) for key in data if key not in known])
        taken = state.base_facts()
        for id_, value in self._entries(self._section(data, "facts")):
            made = self._structure(self._identified(id_, value), Fact)
            name = f"person.{id_}" if isinstance(value, Map) and value.get("of") == "person" else id_
            if made is None:
                state.broken.add(name)
            elif name in taken:
                where = taken[name].where
                message = _("事实“{id}”已由总则包或者所补充的包声明", id=name)
                self._say([Flaw("EN116", message, _("删去，直接引用"), spot=own_spot(value))])
                del where
            else:
                state.declare(made)
        for fact in tuple(state.own_facts.values()):
            self._say([evolve(flaw, spot=(fact.where.line, fact.where.column)) for flaw in check_derived(fact, state)])

    def _section(self, data: Map, key: str) -> Map | None:
        value = data.get(key)
        if value is None or isinstance(value, Map):
            return value
        try:
            the_map(value)
        except Refused as refused:
            self._say(within(refused.flaws, key, data))
        return None

    def _circumstances(self, data: Map | None) -> dict[str, Circumstance]:
        state = self.state
        self.state.file = "facts.yaml"
        section = self._section(data, "circumstances") if data is not None else None
        taken = {id_ for base in state.bases for id_ in base.circumstances}
        state.circumstances.update(section or ())
        found: dict[str, Circumstance] = {}
        for id_, value in self._entries(section):
            if id_ in taken:
                message = _("情节“{id}”已由总则包或者所补充的包声明", id=id_)
                self._say([Flaw("EN116", message, _("删去，直接引用"), spot=own_spot(value))])
                continue
            made = self._structure(self._identified(id_, value), Circumstance)
            if made is not None:
                found[id_] = made
        return found

    def _constraints(self, data: Map | None) -> tuple[Constraint, ...]:
        if data is None or "constraints" not in data:
            return ()
        self.state.file = "facts.yaml"
        made = self._structure(data["constraints"], tuple[Constraint, ...], data, "constraints")  # type: ignore[arg-type]
        return made or ()

    def _register_definitions(self) -> None:
        """Make all definitions and grades known; they are read when conditions name them, at the latest at the end."""
        known = Definitions()
        for base in self.state.bases:
            for definition in base.definitions:
                known.definitions.setdefault(definition.id, []).append(_ready(definition))
                known.titles[definition.id] = definition.title
            for grade in base.grades:
                known.grades.setdefault(grade.id, []).append(_ready(grade))
                known.titles[grade.id] = grade.title
        data = self._map("definitions.yaml")
        if data is None:
            broken = any(problem.where.file == "definitions.yaml" for problem in self.problems)
            self.state.definitions = None if broken else known
            return
        self.state.definitions = known
        self._say(
            [unknown_key(key, ("definitions", "grades"), data) for key in data if key not in ("definitions", "grades")]
        )
        self._register(data, "definitions", Definition, known.definitions)
        self._register(data, "grades", Grade, known.grades)

    def _register(self, data: Map, key: str, cls: type[T], into: dict[str, list[Callable[[], T]]]) -> None:
        entries = data.get(key, ())
        if not isinstance(entries, list | tuple):
            try:
                the_list(entries)
            except Refused as refused:
                self._say(within(refused.flaws, key, data))
            return
        known = self.state.definitions
        for value in entries:
            if not isinstance(value, Map) or not isinstance(value.get("id"), str):
                self._structure(value, cls, entries, len(into))
                continue
            id_, title = value["id"], value.get("title")
            if known is not None:
                known.titles.setdefault(id_, title if isinstance(title, str) else id_)
            if value.get("open_ended") is True and id_ not in self.state.facts:
                self.state.declare(_judgement(id_, value, self.state))
            into.setdefault(id_, []).append(self._later(value, cls))

    def _later(self, value: Map, cls: type[T]) -> Callable[[], T]:
        """Reads one definition when it is first asked for, in its own place; its problems are said once."""
        made: list[T | None] = []
        state = self.state

        def read() -> T:
            if not made:
                before = state.file, state.in_force, state.shares
                state.file, state.in_force, state.shares = "definitions.yaml", None, False
                try:
                    counted = set(state.counts)
                    result = structure(value, cls)
                    new = tuple(count for term, count in state.counts.items() if term not in counted)
                    made.append(evolve(result, counts=new) if cls is Definition else result)  # type: ignore[misc]
                except Refused as refused:
                    self._say(refused.flaws)
                    made.append(None)
                finally:
                    state.file, state.in_force, state.shares = before
            result_ = made[0]
            if result_ is None:
                raise Refused(())
            return result_

        return read

    def _all_versions(self, known: Mapping[str, list[Callable[[], T]]] | None) -> tuple[T, ...]:
        """The pack's own definitions (or grades), each version."""
        found: list[T] = []
        for versions in (known or {}).values():
            for read in versions:
                if getattr(read, "given", False):
                    continue
                try:
                    found.append(read())
                except Refused as refused:
                    self._say(refused.flaws)
        return tuple(found)

    def _dated(self, folder: str, cls: type[T]) -> tuple[T, ...]:
        """Every `<id>.<from>.yaml` of a folder."""
        found: list[T] = []
        for entry in self._yaml_files(self.folder.joinpath(folder), folder):
            name = f"{folder}/{entry.name}"
            data = self._load(name, entry)
            if data is None:
                continue
            made = self._structure(data, cls)
            if made is not None:
                self._name_agrees(entry.name, made, data)
                found.append(made)
        return tuple(found)

    def _yaml_files(self, folder: Traversable, name: str) -> Iterator[Traversable]:
        if not folder.is_dir():
            return
        for entry in _sorted(folder):
            if entry.is_file() and entry.name.endswith(".yaml"):
                yield entry
            elif not _NOT_DATA.fullmatch(entry.name):
                where = Place(f"{name}/{entry.name}")
                hint = _("文件名写作 <标识>.<施行日>.yaml")
                self.problems.append(Problem("EN115", where, _("此处不应有“{name}”", name=entry.name), hint))

    def _name_agrees(self, name: str, made: Any, data: object, lead: str = "") -> None:
        expected = f"{lead or made.id}.{made.in_force.from_}.yaml"
        if name != expected:
            message = _("文件名与内容不符：按内容应为 {expected}", expected=expected)
            self._say([Flaw("EN114", message, _("改文件名，或者改 id、in_force.from"), spot=own_spot(data))])

    def _standards(self) -> tuple[DiscretionStandard, ...]:
        root = self.folder.joinpath("standards")
        found: list[DiscretionStandard] = []
        if not root.is_dir():
            return ()
        for division in _sorted(root):
            path = f"standards/{division.name}"
            if not division.is_dir() or not _DIVISION.fullmatch(division.name):
                if not _NOT_DATA.fullmatch(division.name):
                    hint = _("写作 standards/<六位区划代码>/<标识>.<施行日>.yaml")
                    self.problems.append(
                        Problem("EN115", Place(path), _("此处不应有“{name}”", name=division.name), hint)
                    )
                continue
            for entry in self._yaml_files(division, path):
                data = self._load(f"{path}/{entry.name}", entry)
                if data is None:
                    continue
                self.state.shares = True
                made = self._structure(self._in_division(data, division.name), DiscretionStandard)
                if made is not None:
                    self._name_agrees(entry.name, made, data)
                    found.append(made)
        return tuple(found)

    def _in_division(self, data: object, division: str) -> object:
        """The data with the division that the path names; a file that names another is wrong."""
        if not isinstance(data, Map):
            return data
        if str(data.get("division", division)) != division:
            message = _("区划 {written} 与路径的 {division} 不符", written=data["division"], division=division)
            self._say([Flaw("EN114", message, _("删去 division，以路径为准"), spot=key_spot(data, "division"))])
        copy = data.without("division")
        copy["division"] = division
        return copy

    def _bands(self) -> tuple[Bands, ...]:
        found: list[Bands] = []
        for entry in self._yaml_files(self.folder.joinpath("bands"), "bands"):
            data = self._load(f"bands/{entry.name}", entry)
            if data is None:
                continue
            division, *middle = entry.name.removesuffix(".yaml").split(".")[:-1] or [""]
            if not _DIVISION.fullmatch(division) or len(middle) > 1:
                hint = _("文件名写作 <区划>.<施行日>.yaml 或者 <区划>.<名>.<施行日>.yaml")
                self._say([Flaw("EN114", _("文件名中没有区划代码"), hint, spot=own_spot(data))])
                continue
            self.state.shares = True
            made = self._structure(self._in_division(data, division), Bands)
            if made is not None:
                self._name_agrees(entry.name, made, data, ".".join([division, *middle]))
                found.append(made)
        return tuple(found)

    def _listed(self, name: str, cls: type[T]) -> tuple[T, ...]:
        """Every element of a file that is one list."""
        data = self._seq(name)
        if data is None:
            return ()
        made = (self._structure(value, cls, data, index) for index, value in enumerate(data))
        return tuple(one for one in made if one is not None)


def _judgement(id_: str, value: Map, state: Reading) -> Fact:
    """The judgement by which an open-ended definition may hold beyond its list."""
    from ..model.facts import FactKind

    title = value.get("title")
    return Fact(id_, FactKind.JUDGED, title if isinstance(title, str) else id_, where=state.place(value.spot))


def _ready(made: T) -> Callable[[], T]:
    def read() -> T:
        return made

    read.given = True  # type: ignore[attr-defined]
    return read


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


__all__ = [
    "Message",
    "Path",
    "merged",
    "missing_key",
    "read_manifest",
    "read_overlay",
    "read_pack",
    "refuse",
    "renamed",
]
