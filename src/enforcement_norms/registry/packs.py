"""The packs that are installed, each got without one breaking the others.

The only place with pluggy's manager. Entry points are listed without importing anything; a pack is imported when it
is asked for. Folders of the user (`overlays`) add bands, standards and procedure to the packs they name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pluggy
from attrs import evolve, frozen

from ..errors import EnforcementNormsError, PackBroken, PackInvalid, PackNotFound
from ..hooks import PROJECT, PackHooks
from ..i18n import _
from ..model.pack import Manifest, Pack
from ..reader import DataPack
from ..reader.kept import Kept, mark_of
from .suppliers import Provenance, not_found, provenance_of, told, version_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

GENERAL: Final = "general"
"""The id of the pack that is always there."""
CORE: Final = "enforcement-norms"

T = TypeVar("T")


@frozen
class ReadPacks:
    """The packs that could be read, the general one first, and why the others could not, by id."""

    packs: tuple[Pack, ...]
    failures: Mapping[str, PackBroken]


class Registry:
    """The packs that this Python finds; each is read once and kept.

    `overlays` are folders whose data is added to the packs they name; `found` replaces the installed entry points;
    from `kept` packs are taken that were read and found sound before. Without it every pack is read.
    """

    def __init__(
        self,
        overlays: Iterable[Traversable] = (),
        *,
        found: Iterable[EntryPoint] | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.overlays = tuple(overlays)
        self._kept = kept
        self._marks: dict[str, str] = {}
        self._taken: set[str] = set()
        self._found = None if found is None else tuple(found)
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(PackHooks)
        self._packs: dict[str, Pack] = {}
        self._failures: dict[str, PackBroken] = {}

    @cached_property
    def _entries(self) -> dict[str, list[EntryPoint]]:
        """Entry points by the id they claim; the same one seen twice counts once."""
        found = entry_points(group=PROJECT) if self._found is None else self._found
        claims: dict[str, dict[tuple[str, str], EntryPoint]] = {}
        for entry in found:
            place = "" if entry.dist is None else str(entry.dist.locate_file(""))
            claims.setdefault(entry.name, {})[place, entry.value] = entry
        return {id_: list(entries.values()) for id_, entries in sorted(claims.items())}

    def installed(self) -> Mapping[str, tuple[Provenance, ...]]:
        """Every pack by id with whoever claims it (more than one is a fault), without importing any."""
        return self._installed

    @cached_property
    def _installed(self) -> Mapping[str, tuple[Provenance, ...]]:
        general = Provenance(GENERAL, CORE, version_of(CORE), f"{PROJECT}.{GENERAL}:pack")
        return {
            GENERAL: (general,),
            **{
                id_: (*((general,) if id_ == GENERAL else ()), *(provenance_of(entry) for entry in entries))
                for id_, entries in self._entries.items()
            },
        }

    def find(self, name: str) -> str:
        """The id of the pack that has this id, title or alias (安全生产、应急管理).

        Raises:
            PackNotFound: none has it, or several have; near names are offered.
        """
        installed = self.installed()
        if name in installed:
            return name
        names: dict[str, set[str]] = {}
        silent: list[str] = []
        for id_ in installed:
            try:
                manifest = self.manifest(id_)
            except PackBroken:
                silent.append(id_)
                continue
            for known in (manifest.title, *manifest.aliases):
                names.setdefault(known, set()).add(id_)
        claimed = sorted(names.get(name, ()))
        if len(claimed) == 1:
            return claimed[0]
        if claimed:
            raise PackNotFound(_("“{name}”是几个领域包的名称：{packs}；请写标识", name=name, packs=claimed))
        raise PackNotFound(not_found(name, installed, names, silent))

    def manifest(self, id_: str) -> Manifest:
        """What a pack says of itself.

        Raises:
            PackNotFound: no such id.
            PackBroken: it cannot say.
        """
        manifest = self._ask(id_, "manifest", Manifest)
        if manifest.id != id_:
            raise PackBroken(_("登记为“{id}”的领域包自称“{other}”", id=id_, other=manifest.id))
        return manifest

    def pack(self, name: str) -> Pack:
        """The pack of that id, title or alias, with the overlays that name it.

        Raises:
            PackNotFound: no such pack, or an overlay names one that is not installed.
            PackInvalid: its data has errors.
            PackBroken: it cannot be imported, or its hooks fail.
        """
        id_ = self.find(name)
        if id_ in self._failures:
            raise self._failures[id_]
        if id_ not in self._packs:
            try:
                self._packs[id_] = self._read(id_)
            except PackBroken as broken:
                self._failures[id_] = broken
                raise
        return self._packs[id_]

    def general(self) -> Pack:
        """The pack of the general law (总则包)."""
        return self.pack(GENERAL)

    def read(self, *names: str) -> ReadPacks:
        """The named packs, or all; what cannot be read is told and stops nobody.

        Raises:
            PackNotFound: a name that nobody has.
            PackBroken: the general pack itself is broken.
        """
        ids = dict.fromkeys(self.find(name) for name in names) or self.installed()
        packs = [self.general()]
        failures: dict[str, PackBroken] = {}
        for id_ in ids:
            if id_ == GENERAL:
                continue
            try:
                packs.append(self.pack(id_))
            except PackBroken as broken:
                failures[id_] = broken
        return ReadPacks(tuple(packs), failures)

    def provenance(self, id_: str) -> Provenance:
        """Who supplies the pack.

        Raises:
            PackNotFound: no such id.
            PackBroken: several distributions claim it.
        """
        claims = self.installed().get(id_)
        if claims is None:
            raise PackNotFound(not_found(id_, self.installed(), (), ()))
        if len(claims) > 1:
            raise PackBroken(
                _("几个发行包都登记了“{id}”：{claims}；请卸载多余的", id=id_, claims=[str(one) for one in claims])
            )
        return claims[0]

    def _read(self, id_: str) -> Pack:
        others: dict[str, Pack] = {} if id_ == GENERAL else {GENERAL: self.general()}
        pack = self._take(id_) or self._ask(id_, "pack", Pack, general=others.get(GENERAL))
        if pack.id != id_:
            raise PackBroken(_("登记为“{id}”的领域包自称“{other}”", id=id_, other=pack.id))
        pack = evolve(pack, version=self.provenance(id_).version)
        for folder in self._overlays_of(id_):
            from ..reader import merged, read_overlay

            pack = merged(pack, read_overlay(folder, {**others, id_: pack}))
        return pack

    def is_kept(self, pack: Pack) -> bool:
        """Whether the pack was read and found sound at an earlier start, and nothing was added to it since."""
        return pack.id in self._taken

    def keep(self, pack: Pack) -> None:
        """Keep a pack that was found sound for later starts; only one of files alone, without overlays, can be."""
        mark = self._marks.get(pack.id)
        if mark and self._kept is not None and pack.id not in self._taken:
            self._kept.keep(pack, mark)

    def _take(self, id_: str) -> Pack | None:
        """The pack as it was kept at an earlier start; None where it must be read."""
        if self._kept is None:
            return None
        with self._blaming(id_):
            plugin = self._plugin(id_)
            general = "" if id_ == GENERAL else self._marks.get(GENERAL, "")
            if type(plugin) is not DataPack or not (general or id_ == GENERAL):
                return None
            mark = mark_of(plugin.folder, id_, plugin.module, general)
            pack = self._kept.take(id_, mark) if mark else None
        untouched = not self._overlays_of(id_)
        if untouched:
            self._marks[id_] = mark
        if pack is None:
            return None
        if untouched:
            self._taken.add(id_)
        return evolve(pack, case_rules=plugin.case_rules)

    def _overlays_of(self, id_: str) -> list[Traversable]:
        return [folder for folder, extended in self._extended.items() if extended == id_]

    @cached_property
    def _extended(self) -> Mapping[Traversable, str]:
        """Which pack each overlay adds to."""
        extended: dict[Traversable, str] = {}
        if self.overlays:
            from ..reader import read_overlay_manifest
        for folder in self.overlays:
            id_ = read_overlay_manifest(folder).id
            if id_ not in self.installed():
                message = _("补充数据“{folder}”所补充的领域包“{pack}”没有安装", folder=folder.name, pack=id_)
                raise PackNotFound(message)
            extended[folder] = id_
        return extended

    def _ask(self, id_: str, hook: str, answer: type[T], **given: object) -> T:
        """The answer of one pack to one hook; whatever it raises becomes PackBroken with the cause."""
        provenance = self.provenance(id_)
        with self._blaming(id_):
            self._plugin(id_)
            result = self._implementation(id_, hook)(given)
        if not isinstance(result, answer):
            said = _(
                "{hook} 返回 {found}，应为 {expected}", hook=hook, found=type(result).__name__, expected=answer.__name__
            )
            raise PackBroken(told(provenance, said))
        return result

    @contextmanager
    def _blaming(self, id_: str) -> Iterator[None]:
        """Whatever is raised inside is told of the pack and of whoever supplies it."""
        provenance = self.provenance(id_)
        try:
            yield
        except PackInvalid as invalid:
            raise PackInvalid(told(provenance, invalid.message), invalid.problems) from invalid
        except PackBroken:
            raise
        except (Exception, SystemExit) as cause:
            said = cause.message if isinstance(cause, EnforcementNormsError) else f"{type(cause).__name__}: {cause}"
            raise PackBroken(told(provenance, said)) from cause

    def _plugin(self, id_: str) -> Any:
        """What the pack registered, imported if it was not yet."""
        known = self._manager.get_plugin(id_)
        if known is not None:
            return known
        if id_ == GENERAL:
            from ..general import pack as plugin
        else:
            plugin = self._entries[id_][0].load()
        self._manager.register(plugin, id_)
        return plugin

    def _implementation(self, id_: str, hook: str) -> Callable[[Mapping[str, object]], Any]:
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            if implementation.plugin_name == id_:
                return lambda given: implementation.function(*(given[name] for name in implementation.argnames))
        raise PackBroken(told(self.provenance(id_), _("没有实现 {hook} 挂钩", hook=hook)))
