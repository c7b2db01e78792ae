"""Case files of a call (案卷文件): files, folders, JSON Lines, and the work into which they are cut."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import click
from attrs import frozen

from ..errors import CaseInvalid, Place, cause_of
from ..i18n import _
from ..model.actors.registers import Registers
from ..model.casefile.file import CaseFile
from ..reader.case_file import quick_case_file, read_case_file, registers_at
from .inputs import STDIN, STDIN_NAME, Record, guessed, records_in, records_of_bytes, records_of_lines
from .session import placed

REGISTERS: Final = "registers"
"""The name of the file in a folder that holds its registers."""
_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".jsonl", ".ndjson"})
_LINES: Final = frozenset({".jsonl", ".ndjson"})
SHARE: Final = 1 << 20
"""Bytes of JSON Lines that one process takes at a time, to the end of a line."""
LEAST: Final = 1 << 10
"""What even an empty file weighs among bytes of JSON."""
YAML: Final = 20
"""How many times as long YAML takes to read as JSON."""


class Held(NamedTuple):
    """One case file of a call, or why it was refused; where it stands, and about how many bytes of JSON it is."""

    where: Place
    file: CaseFile | CaseInvalid
    size: int


def files_in(given: Iterable[str]) -> Iterator[str]:
    """The files that the arguments name, those of folders one by one, without their registers.

    Raises:
        UsageError: a folder without any case file, or one that cannot be opened.
    """
    for each in given:
        if not Path(each).is_dir():
            yield each
            continue
        none = True
        for held in _files_under(each):
            none = False
            yield held
        if none:
            raise click.UsageError(str(_("目录 {folder} 中没有案卷文件（yaml、json、jsonl）", folder=each)))


def _files_under(folder: str) -> Iterator[str]:
    """The case files under a folder by their names, so that the names of one folder alone are in memory."""
    try:
        with os.scandir(folder) as entries:
            held = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        raise _not_opened(folder, error) from None
    for name, is_folder in held:
        path = os.path.join(folder, name)  # noqa: PTH118 – a path object for each of many files takes longer than to stat it
        stem, suffix = os.path.splitext(name)  # noqa: PTH122
        if is_folder:
            yield from _files_under(path)
        elif suffix.lower() in _SUFFIXES and stem != REGISTERS:
            yield path


def registers_of(given: Iterable[str], named: str | None) -> Registers | None:
    """The registers in the file that is named, else in `registers.yaml` beside the first case file that has one.

    Raises:
        CaseInvalid: they cannot be read.
    """
    if named is not None:
        return registers_at(Path(named))
    for each in given:
        folder = Path(each) if Path(each).is_dir() else Path(each).parent
        for suffix in (".yaml", ".json"):
            beside = folder / f"{REGISTERS}{suffix}"
            if beside.is_file():
                return registers_at(beside)
    return None


def case_file_of(record: Record) -> CaseFile:
    """The case file that a record describes.

    Raises:
        CaseInvalid: with every problem, each with the place of the record.
    """
    if record.data is None:
        raise CaseInvalid(_("案卷数据不能读取"), record.problems)
    try:
        return read_case_file(record.data, record.where.file)
    except CaseInvalid as error:
        raise placed(error, record.where) from None


@frozen
class Chunk:
    """Work for one process: a file, or some lines of JSON Lines by their bytes, with the number of the first line.

    `raw` is what came from standard input, which no other process can read.
    """

    name: str
    first: int = 0
    start: int = 0
    end: int = 0
    raw: bytes | None = None

    def held(self) -> Iterator[Held]:
        """The case files in it."""
        if self.first:
            yield from self._lines()
            return
        whole = self._whole()
        found = quick_case_file(whole)
        if found is not None:
            yield Held(Place(self.name, 1), found, len(whole))
            return
        for record in records_in(self.name, None) if self.raw is None else records_of_bytes(self.name, self.raw):
            yield _with_care(record, _weight(self))

    def _whole(self) -> bytes:
        """The bytes of what may be one JSON text."""
        if self.raw is not None or _suffix(self.name) != ".json":
            return self.raw or b""
        try:
            with open(self.name, "rb") as stream:  # noqa: PTH123 – as in `_files_under`
                return stream.read()
        except (OSError, ValueError):
            return b""  # `records_in` says why

    def _lines(self) -> Iterator[Held]:
        raw = self.raw
        if raw is None:
            with _opened(self.name) as stream:
                stream.seek(self.start)
                raw = stream.read(self.end - self.start)
        for number, line in enumerate(BytesIO(raw), self.first):
            found = quick_case_file(line)
            if found is not None:
                yield Held(Place(self.name, number), found, len(line))
                continue
            for record in records_of_lines(self.name, (line,), number):
                yield _with_care(record, len(line))


def _with_care(record: Record, size: int) -> Held:
    try:
        return Held(record.where, case_file_of(record), size)
    except CaseInvalid as error:
        return Held(record.where, error, size)


def chunks_of(files: Iterable[str]) -> Iterator[Chunk]:
    """The files cut into work: JSON Lines by so many bytes, so that memory stays flat; others whole."""
    for name in files:
        if name == STDIN:
            yield from _chunks_of_stdin(sys.stdin.buffer)
        elif _suffix(name) not in _LINES or not Path(name).is_file():
            yield Chunk(name)
        else:
            with _opened(name) as stream:
                start = 0
                for first, block in _blocks(stream):
                    yield Chunk(name, first, start, start + len(block))
                    start += len(block)


def _chunks_of_stdin(stream: BinaryIO) -> Iterator[Chunk]:
    head = _block(stream) + stream.readline()  # two lines at least, from which the format is told
    if guessed(head) != "jsonl":
        yield Chunk(STDIN_NAME, raw=head + stream.read())
        return
    for first, block in _blocks(stream, head):
        yield Chunk(STDIN_NAME, first, raw=block)


def _blocks(stream: BinaryIO, head: bytes = b"") -> Iterator[tuple[int, bytes]]:
    """Whole lines, so many bytes at a time, with the number of the first of them; `head` was read before."""
    first, block = 1, head or _block(stream)
    while block:
        yield first, block
        # Ends of long lines are looked for, not counted byte by byte.
        first += len(BytesIO(block).readlines())
        block = _block(stream)


def _block(stream: BinaryIO) -> bytes:
    return stream.read(SHARE) + stream.readline()


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise _not_opened(name, error) from None


def _not_opened(name: str, error: OSError) -> click.UsageError:
    return click.UsageError(str(_("文件 {file} 打不开：{reason}", file=name, reason=cause_of(error))))


def shares_of(files: Iterable[str]) -> Iterator[tuple[Chunk, ...]]:
    """The files as shares of about the same work: lines of one file, or several small files together."""
    held: list[Chunk] = []
    weight = 0
    for chunk in chunks_of(files):
        held.append(chunk)
        weight += _weight(chunk)
        if weight >= SHARE:
            yield tuple(held)
            held, weight = [], 0
    if held:
        yield tuple(held)


def _weight(chunk: Chunk) -> int:
    """About how much work a chunk is, as bytes of JSON."""
    if chunk.first or chunk.raw is not None:
        return SHARE
    try:
        size = os.stat(chunk.name).st_size  # noqa: PTH116 – as above
    except (OSError, ValueError):
        return SHARE
    return LEAST + size * (1 if _suffix(chunk.name) == ".json" else YAML)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 – as above
