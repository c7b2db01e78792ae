"""`load`: the installed packs (领域包) and the user's overlays → `Norms`."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from .compiler import Norms, compile_norms
from .errors import PackBroken, PackInvalid, Severity
from .i18n import _
from .model.pack import Pack
from .reader.kept import Kept, users_folder
from .registry import Registry


class BrokenPackWarning(UserWarning):
    """An installed pack cannot be used; the others were loaded."""


def load(*domains: str, overlays: Iterable[str | PathLike[str]] = ()) -> Norms:
    """The norms of the named domains (or of all installed ones) with the general law and the user's overlays.

    Without names, packs that cannot be used stay known in `Norms.failures` and are warned of; a case of such a domain
    then says so. Packs that were read and found sound are kept in a folder of the user for the next start; any change
    of a file makes them be read anew (`ENFORCEMENT_NORMS_CACHE` names the folder, empty for none).

    Raises:
        PackNotFound: no pack of that id, title or alias is installed; near names are offered.
        PackBroken: a named pack, the general pack or an overlay cannot be used.
    """
    return load_from(registry_with(overlays), *domains)


def registry_with(overlays: Iterable[str | PathLike[str]] = ()) -> Registry:
    """A registry of what is installed, with the user's overlays, that keeps sound packs for later starts."""
    folder = users_folder()
    return Registry(tuple(Path(each) for each in overlays), kept=None if folder is None else Kept(folder))


def load_from(registry: Registry, *domains: str) -> Norms:
    """The same from a registry that the caller keeps, so that each pack is read once."""
    read = registry.read(*domains)
    failures: dict[str, PackBroken] = dict(read.failures)
    sound = []
    for pack in read.packs:
        failure = None if registry.is_kept(pack) else _unsound(pack, read.packs[0])
        if failure is None:
            sound.append(pack)
            registry.keep(pack)
        elif pack is read.packs[0]:
            raise failure
        else:
            failures[pack.id] = failure
    if domains and failures:
        raise _together(failures)
    for broken in failures.values():  # told where the caller stands, past `load` and the public name for it
        warnings.warn(broken.message.render(), BrokenPackWarning, stacklevel=4)
    return compile_norms(sound, failures=failures)


def _unsound(pack: Pack, general: Pack) -> PackInvalid | None:
    """Why a pack that could be read still cannot be used: what the quick checks of its structure say."""
    from .checks import problems_of

    found = problems_of(pack, None if pack is general else general, exact=False)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if not errors:
        return None
    return PackInvalid(_("领域包“{pack}”的数据有 {count} 处错误", pack=pack.id, count=len(errors)), errors)


def _together(failures: Mapping[str, PackBroken]) -> PackBroken:
    """One error for all packs that were asked for and cannot be used."""
    if len(failures) == 1:
        return next(iter(failures.values()))
    problems = [problem for failure in failures.values() for problem in failure.problems]
    return PackBroken(_("不能使用的领域包：{packs}", packs=list(failures)), problems)
