"""The norms of one pack for its tests: read once in a test run."""

from __future__ import annotations

from functools import cache
from os import PathLike
from pathlib import Path

from ..compiler import Norms, compile_norms
from ..errors import EnforcementNormsError
from ..loading import load
from ..reader import merged, read_manifest, read_overlay, read_overlay_manifest, read_pack
from ..registry import Registry

PackName = str | PathLike[str]
"""A pack: an installed one by its id, any other by the folder in which its `pack.yaml` lies (a Path)."""


def domain_of(pack: PackName) -> str:
    """The id of the pack.

    Raises:
        PackInvalid: the folder holds no readable `pack.yaml`.
    """
    return pack if isinstance(pack, str) else read_manifest(Path(pack)).id


def loaded(pack: PackName, overlays: tuple[str, ...] = ()) -> Norms | EnforcementNormsError:
    """The norms, or why they cannot be used: a broken pack is a failed test, not a crash of the collection."""
    return _loaded(pack if isinstance(pack, str) else Path(pack).resolve(), overlays)


@cache
def _loaded(pack: str | Path, overlays: tuple[str, ...]) -> Norms | EnforcementNormsError:
    try:
        return load(pack, overlays=overlays) if isinstance(pack, str) else _from_folder(pack, overlays)
    except EnforcementNormsError as error:
        return error


def _from_folder(folder: Path, overlays: tuple[str, ...]) -> Norms:
    domain = read_manifest(folder).id
    places = [Path(each) for each in overlays]
    own = [place for place in places if read_overlay_manifest(place).id == domain]
    general = Registry([place for place in places if place not in own], found=()).general()
    pack = read_pack(folder, general=general)
    for place in own:
        pack = merged(pack, read_overlay(place, {general.id: general, domain: pack}))
    return compile_norms((general, pack))
