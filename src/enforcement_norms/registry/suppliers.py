"""Who supplies packs (领域包的来源), and how that is told when one cannot be used or found."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, PackageNotFoundError, version

from attrs import frozen

from ..i18n import Message, _


@frozen
class Provenance:
    """Who supplies a pack (来源): distribution, its version, and the object that its entry point names."""

    id: str
    distribution: str
    version: str
    target: str

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".strip()


def told(provenance: Provenance, cause: Message | str) -> Message:
    """The cause with whoever supplies the pack."""
    return _("领域包“{pack}”（{origin}）不能使用：{cause}", pack=provenance.id, origin=str(provenance), cause=cause)


def not_found(name: str, ids: Iterable[str], titles: Iterable[str], silent: Iterable[str]) -> Message:
    """That nobody has the name: near ones where there are any, those known, those that could not be asked."""
    from difflib import get_close_matches

    known, unasked = list(ids), list(silent)
    near = get_close_matches(name, [*known, *titles], n=3, cutoff=0.5)
    if unasked:
        return _(
            "没有领域包“{name}”；已有：{known}；不能使用因而未问的：{silent}", name=name, known=known, silent=unasked
        )
    if near:
        return _("没有领域包“{name}”；是否指：{near}；已有：{known}", name=name, near=near, known=known)
    return _(
        "没有领域包“{name}”；已有：{known}；其他领域另行安装，包名如 enforcement-norms-health", name=name, known=known
    )


def _distribution(entry: EntryPoint) -> tuple[str, str]:
    """Name and version: each is a look into the metadata, and the version is in the same file as the name."""
    metadata = None if entry.dist is None else entry.dist.metadata
    return ("", "") if metadata is None else (metadata["Name"], metadata["Version"])


def provenance_of(entry: EntryPoint) -> Provenance:
    """Who supplies the pack of an entry point."""
    name, number = _distribution(entry)
    return Provenance(entry.name, name, number, entry.value)


def version_of(distribution: str) -> str:
    """The version of a distribution, empty where it is not installed as one."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
