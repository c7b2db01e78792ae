"""Packs kept in the form in which they were read (已读存档), so that the next start need not read them again.

A copy is found by what it was made of: every file of the pack, the general pack, and this library. One that is
torn, changed by anybody, or not the user's own is not used; that none can be written stops nobody.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from ..model.pack import Pack
from .flat import flattened, restored

VARIABLE: Final = "ENFORCEMENT_NORMS_CACHE"
"""The environment variable that names the folder; empty: nothing is kept."""

_MOST: Final = 4
"""Copies of one pack, of the versions written last."""
_OTHERS_MAY_WRITE: Final = 0o022
_UNFIT: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the restoring of an unfit copy may raise."""


def users_folder() -> Path | None:
    """Where this user keeps packs: as the variable says, else the system's place for such files; None: nowhere."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    system = {"win32": "LOCALAPPDATA", "darwin": ""}.get(sys.platform, "XDG_CACHE_HOME")
    base = os.environ.get(system) if system else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return (Path(base) if base else home / ("Library/Caches" if sys.platform == "darwin" else ".cache")) / (
        "enforcement-norms"
    )


def mark_of(folder: object, *others: str) -> str:
    """What tells apart all that a pack can be read from; empty where the folder is no plain folder or is unreadable."""
    if not isinstance(folder, Path):
        return ""
    try:
        digest = hashlib.sha256("\0".join((_library(), *others)).encode())
        for name, path in sorted(_files(str(folder))):
            with open(path, "rb") as stream:  # noqa: PTH123 – hundreds of files at every start
                content = stream.read()
            digest.update(f"\0{name}\0{len(content)}\0".encode())
            digest.update(content)
    except OSError:
        return ""
    return digest.hexdigest()


@frozen
class Kept:
    """The packs kept in one folder, each under its id and its mark (`mark_of`)."""

    folder: Path

    def take(self, id_: str, mark: str) -> Pack | None:
        """The pack as it was read, without its rules in Python; None where there is no fit copy."""
        try:
            with self._place(id_, mark).open("rb") as stream:
                if not _own(os.fstat(stream.fileno())):
                    return None
                seal, _line, written = stream.read().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(written).hexdigest().encode() != seal:
            return None
        try:
            pack = restored(json.loads(written))
        except _UNFIT:
            return None
        return pack if isinstance(pack, Pack) else None

    def keep(self, pack: Pack, mark: str) -> None:
        """Write a copy, whole or not at all; where it cannot be, nothing is kept."""
        try:
            flat = flattened(evolve(pack, case_rules=()))
        except TypeError:  # a pack made by hand holds an object of its own
            return
        written = json.dumps(flat, ensure_ascii=False, separators=(",", ":")).encode()
        seal = hashlib.sha256(written).hexdigest().encode()
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _own(self.folder.stat()):
                return
            number, path = tempfile.mkstemp(prefix=f"{pack.id}.", suffix=".part", dir=self.folder)
            try:
                with os.fdopen(number, "wb") as stream:
                    stream.write(seal + b"\n" + written)
                Path(path).replace(self._place(pack.id, mark))
            finally:
                Path(path).unlink(missing_ok=True)
            self._drop_oldest(pack.id)

    def _place(self, id_: str, mark: str) -> Path:
        return self.folder / f"{id_}.{mark}.json"

    def _drop_oldest(self, id_: str) -> None:
        copies = sorted(self.folder.glob(f"{id_}.*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in copies[_MOST:]:
            path.unlink(missing_ok=True)


def _own(status: os.stat_result) -> bool:
    """Whether it belongs to this user and nobody else may write it, where the system knows such things."""
    known: Any = getattr(os, "getuid", None)
    return known is None or (status.st_uid == known() and not status.st_mode & _OTHERS_MAY_WRITE)


def _files(folder: str, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every file below a folder, with its name from there; what Python compiled for itself is left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                yield f"{inside}{entry.name}", entry.path


@cache
def _library() -> str:
    """This library as it is installed: names, sizes and dates of its modules, so that a change of any is a new mark."""
    package = Path(__file__).parents[1]
    modules = [(name, os.stat(path)) for name, path in _files(str(package)) if name.endswith(".py")]  # noqa: PTH116
    return "\n".join(f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in sorted(modules))
