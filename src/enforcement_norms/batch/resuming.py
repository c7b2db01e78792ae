"""A run in parts (分段计算): what is done stays done when a run is killed, and the next run goes on from there.

Beside the output `out.parquet` lies the folder `.out.parquet.parts` while a run is not finished: the finished parts,
what the run was asked to do, and who is at it. The output itself appears at once, when all parts are done.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ..errors import EnforcementNormsError, Place, Problem
from ..i18n import Message, _

_ASKED: Final = "asked.json"
_OWNER: Final = "owner"


class OutputBusy(EnforcementNormsError):
    """Another process is writing the same output."""


@frozen
class Parts:
    """The folder of a run: its parts, each a file for the cases and one for the penalties.

    `taken_up` says that an earlier run was asked for the same and did not come to its end.
    """

    folder: Path
    taken_up: bool = False

    def cases(self, number: int) -> Path:
        """The file of the cases of a part."""
        return self.folder / f"{number:05d}.cases.parquet"

    def penalties(self, number: int) -> Path:
        """The file of the penalties of a part."""
        return self.folder / f"{number:05d}.penalties.parquet"

    def done(self, number: int) -> bool:
        """Whether a part is finished: the cases are renamed into place last."""
        return self.cases(number).exists()

    def finished(self, of: int) -> int:
        """How many of the parts are finished."""
        return sum(self.done(number) for number in range(of))

    def unfinished(self, number: int) -> tuple[Path, Path]:
        """Where a part is written before it is finished."""
        return self.folder / f"{number:05d}.cases.writing", self.folder / f"{number:05d}.penalties.writing"


@contextmanager
def parts_of(output: Path, asked: Mapping[str, Any]) -> Iterator[Parts]:
    """The parts of a run that writes `output`; those of an earlier run are kept only if it was asked for the same.

    The folder goes when the block ends well; it stays where the block is broken off.

    Raises:
        OutputBusy: a living process is writing the same output.
    """
    folder = output.parent / f".{output.name}.parts"
    folder.mkdir(exist_ok=True)
    _take(folder, output)
    text = json.dumps(asked, ensure_ascii=False, sort_keys=True)
    told = folder / _ASKED
    parts = Parts(folder, told.exists() and told.read_text(encoding="utf-8") == text)
    if not parts.taken_up:
        for old in folder.iterdir():
            if old.name != _OWNER:
                _remove(old)
        write_whole(told, text)
    try:
        yield parts
    except BaseException:
        (parts.folder / _OWNER).unlink(missing_ok=True)
        if not any(parts.folder.glob("*.cases.parquet")):
            shutil.rmtree(parts.folder, ignore_errors=True)
        raise
    shutil.rmtree(parts.folder)


def finish(parts: Parts, number: int, *, penalties: bool) -> None:
    """Put a part that has been written into its place; the cases last, for they say that it is done."""
    cases, others = parts.unfinished(number)
    if penalties:
        others.replace(parts.penalties(number))
    cases.replace(parts.cases(number))


def write_whole(path: Path, text: str) -> None:
    """Write a text file that is whole or not there."""
    written = path.with_name(f".{path.name}.writing")
    written.write_text(text, encoding="utf-8")
    written.replace(path)


def _take(folder: Path, output: Path) -> None:
    """Become the owner of the folder; of one whose owner is dead too."""
    owner = folder / _OWNER
    for _attempt in range(2):
        try:
            handle = os.open(owner, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            other = owner.read_text(encoding="utf-8").strip()
            if other.isdecimal() and int(other) != os.getpid() and _alive(int(other)):
                raise OutputBusy(_("输出文件正由另一个进程写入"), (_busy(output, int(other)),)) from None
            owner.unlink(missing_ok=True)
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(str(os.getpid()))
        return
    raise OutputBusy(_("输出文件正由另一个进程写入"), (_busy(output, 0),))


def _busy(output: Path, process: int) -> Problem:
    message: Message = _("进程 {process} 正在写这个文件", process=process)
    return Problem("EN327", Place(str(output)), message, _("等它完成，或者先停止它"))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
