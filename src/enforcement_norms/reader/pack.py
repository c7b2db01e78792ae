"""A pack folder → `Pack`: every file of the format, and all that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Final

from attrs import evolve

from ..i18n import _
from ..model.discretion import Bands, DiscretionStandard
from ..model.duty import Rule
from ..model.findings import CaseRule
from ..model.inspection import InspectionItem
from ..model.pack import Manifest, Pack
from ..model.review import ReviewCatalog
from ..model.rules import InstrumentRules, ProcedureRule
from ..model.violation import Violation
from .declarations import (
    read_all,
    read_circumstances,
    read_constraints,
    read_facts,
    read_sources,
    register_definitions,
)
from .flaws import Flaw, key_spot, near
from .folder import DIVISION, Folder
from .marked import Map
from .reading import Reading, reading

GENERAL: Final = "general"
MANIFEST: Final = "pack.yaml"

_FILES: Final = frozenset(
    {MANIFEST, "sources.yaml", "facts.yaml", "definitions.yaml", "instrument_rules.yaml", "procedure.yaml"}
)
_OVERLAY: Final = _FILES | {"standards", "bands", "review"}
_ADDS: Final = ("standards", "bands", "review", "instrument_rules.yaml", "procedure.yaml")
"""What tells a folder without pack.yaml from any other folder."""
_PACK: Final = _OVERLAY | {"violations", "inspection"}


def read_pack(
    folder: Traversable,
    *,
    general: Pack | None = None,
    module: str = "",
    version: str = "",
    case_rules: tuple[CaseRule, ...] = (),
    audit_rules: tuple[Rule, ...] = (),
) -> Pack:
    """Everything that the folder of a pack holds.

    `general` is the pack whose facts, circumstances and definitions every other pack may name; `module` the Python
    package whose catalogue translates the texts. Nothing is checked beyond the form: see `checks`.

    Raises:
        PackInvalid: with every problem of every file.
    """
    state = Reading(module=module, bases=() if general is None else (general,))
    files = Folder(folder, state)
    with reading(state):
        manifest = _manifest(files)
        if folder.is_dir():
            files.allow_only(_PACK)
            files.allow_only({"items.yaml"}, "inspection")
        pack = _read(files, manifest)
    files.fail_if_wrong(manifest.id or folder.name)
    return evolve(pack, module=module, version=version, case_rules=case_rules, audit_rules=audit_rules)


def read_overlay(folder: Traversable, packs: Mapping[str, Pack]) -> Pack:
    """What a folder of the user adds: bands, standards, procedure, rules of instruments, their sources and facts.

    `pack.yaml` (`overlay: true`, `id` of the pack) says to which pack; without it the general one is meant. The result
    holds only what is added; `merged` joins the two.

    Raises:
        PackInvalid: the folder has problems, or adds to a pack that is not among `packs`.
    """
    manifest = read_overlay_manifest(folder)
    extended = packs.get(manifest.id)
    bases = tuple(packs[id_] for id_ in dict.fromkeys((GENERAL, manifest.id)) if id_ in packs)
    state = Reading(module="" if extended is None else extended.module, bases=bases)
    files = Folder(folder, state, f"{folder.name}/")
    if extended is None:
        hint = _("已有的领域包：{packs}", packs=near(manifest.id, packs) or tuple(sorted(packs)))
        files.complain("EN120", MANIFEST, _("要补充的领域包“{pack}”不存在", pack=manifest.id), hint)
        files.fail_if_wrong(folder.name)
    with reading(state):
        state.pack_id = manifest.id
        files.allow_only(_OVERLAY)
        pack = _read(files, manifest)
    files.fail_if_wrong(folder.name)
    return evolve(pack, module=state.module)


def read_manifest(folder: Traversable) -> Manifest:
    """What pack.yaml says, without reading anything else.

    Raises:
        PackInvalid: with every problem of that file.
    """
    files = Folder(folder, Reading())
    with reading(files.state):
        manifest = _manifest(files)
    files.fail_if_wrong(manifest.id or folder.name)
    return manifest


def read_overlay_manifest(folder: Traversable) -> Manifest:
    """To which pack a folder of the user adds: that of its pack.yaml, or the general one.

    Raises:
        PackInvalid: with every problem of that file.
    """
    files = Folder(folder, Reading(), f"{folder.name}/")
    manifest = Manifest(GENERAL, GENERAL)
    with reading(files.state):
        if not folder.is_dir():
            files.complain("EN001", "", _("没有文件夹“{name}”", name=folder.name))
        elif folder.joinpath(MANIFEST).is_file():
            manifest = _manifest(files, overlay=True)
    files.fail_if_wrong(folder.name)
    return manifest


def is_overlay(folder: Traversable) -> bool:
    """Whether a folder adds to a pack: its pack.yaml says so, or it has none beside bands, standards, procedure."""
    if folder.joinpath(MANIFEST).is_file():
        data = Folder(folder, Reading()).mapping(MANIFEST)
        return data is not None and data.get("overlay") is True
    return any(folder.joinpath(name).is_file() or folder.joinpath(name).is_dir() for name in _ADDS)


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


def _manifest(files: Folder, *, overlay: bool = False) -> Manifest:
    """The manifest; an empty one where it is refused, whose problems are kept."""
    nothing = Manifest("", "")
    data = files.mapping(MANIFEST)
    if data is None:
        if not files.problems:
            files.complain("EN102", MANIFEST, _("没有 pack.yaml"), _("写 schema、id、title"))
        return nothing
    rest = data.without("overlay")
    if overlay:
        rest.setdefault("title", str(data.get("id", "")))
    if data.get("overlay", overlay) is not overlay:
        hint = _("补充数据写 overlay: true，不作领域包安装；领域包不写 overlay")
        files.say([Flaw("EN101", _("overlay 与用途不符"), hint, spot=key_spot(data, "overlay"))])
    manifest = files.structured(rest, Manifest)
    if manifest is None:
        return nothing
    files.state.pack_id = manifest.id
    return manifest


def _read(files: Folder, manifest: Manifest) -> Pack:
    """Everything beside the manifest; facts come first, for conditions name them."""
    sources = read_sources(files)
    facts = read_facts(files)
    definitions, grades = register_definitions(files)
    pack = Pack(
        manifest=manifest,
        sources=sources,
        circumstances=read_circumstances(files, facts),
        constraints=read_constraints(files, facts),
        definitions=read_all(files, definitions),
        grades=read_all(files, grades),
        violations=files.dated("violations", Violation),
        standards=_standards(files),
        bands=_bands(files),
        instrument_rules=files.listed("instrument_rules.yaml", InstrumentRules),
        procedure=files.listed("procedure.yaml", ProcedureRule),
        review=files.dated("review", ReviewCatalog),
        inspection=files.listed("inspection/items.yaml", InspectionItem),
    )
    return evolve(pack, facts=files.state.own_facts, counts=files.state.counts)


def _standards(files: Folder) -> tuple[DiscretionStandard, ...]:
    """`standards/<division>/<id>.<from>.yaml`."""
    found: list[DiscretionStandard] = []
    for division in files.inside("standards"):
        path = f"standards/{division.name}"
        if not division.is_dir() or not DIVISION.fullmatch(division.name):
            hint = _("写作 standards/<六位区划代码>/<标识>.<施行日>.yaml")
            files.complain("EN115", path, _("此处不应有“{name}”", name=division.name), hint)
            continue
        for name, place in files.yaml_files(path):
            data = files.load(name, place, shares=True)
            if data is None:
                continue
            made = files.structured(files.in_division(data, division.name), DiscretionStandard)
            if made is not None:
                files.expect_name(place.name, made, data)
                found.append(made)
    return tuple(found)


def _bands(files: Folder) -> tuple[Bands, ...]:
    """`bands/<division>.<from>.yaml`, or with a name between where a division has several."""
    found: list[Bands] = []
    for name, place in files.yaml_files("bands"):
        data = files.load(name, place, shares=True)
        if data is None:
            continue
        lead = place.name.removesuffix(".yaml").rpartition(".")[0]
        division, _dot, middle = lead.partition(".")
        if not DIVISION.fullmatch(division) or "." in middle:
            hint = _("文件名写作 <区划>.<施行日>.yaml 或者 <区划>.<名>.<施行日>.yaml")
            spot = data.spot if isinstance(data, Map) else None
            files.say([Flaw("EN114", _("文件名中没有区划代码"), hint, spot=spot)])
            continue
        made = files.structured(files.in_division(data, division), Bands)
        if made is not None:
            files.expect_name(place.name, made, data, lead)
            found.append(made)
    return tuple(found)
