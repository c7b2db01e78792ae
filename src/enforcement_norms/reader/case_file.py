"""Case files and registers from plain data or files (读取案卷、名录)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from ..errors import CaseInvalid, Place, Problem, cause_of
from ..i18n import Message, _
from ..model.actors.registers import Registers
from ..model.casefile.file import CaseFile
from .plain import quick_data
from .quick import quick_json
from .record import read_record
from .yaml import Unreadable, parse_yaml

LARGEST: Final = 200_000_000
"""Bytes of a case file in JSON; a larger one is no case file."""


def read_case_file(raw: object, file: str = "") -> CaseFile:
    """The case file (案卷) that the data describe.

    Raises:
        CaseInvalid: with every problem, each at its path (`decisions[0].at`), or at its place in `file` if the data
            come from the reader.
    """
    found = quick_data(CaseFile, raw)
    return read_record(raw, CaseFile, _("案卷数据有误"), file) if found is None else found


def quick_case_file(raw: bytes) -> CaseFile | None:
    """The case file in a JSON text that is usual and right; of any other `read_case_file` says what is in it."""
    return quick_json(CaseFile, raw) if len(raw) <= LARGEST else None


def read_registers(raw: object, file: str = "") -> Registers:
    """The registers (名录) that the data describe; raises as `read_case_file`."""
    found = quick_data(Registers, raw)
    return read_record(raw, Registers, _("名录数据有误"), file) if found is None else found


def case_file_at(path: Path) -> CaseFile:
    """The case file in a YAML or JSON file.

    Raises:
        CaseInvalid: the file cannot be read, or is no case file; every problem with its place.
    """
    raw, is_json = _bytes_at(path), path.suffix.lower() == ".json"
    found = quick_case_file(raw) if is_json else None
    return read_case_file(parse_case_file_data(raw, str(path), is_json=is_json), str(path)) if found is None else found


def registers_at(path: Path) -> Registers:
    """The registers in a YAML or JSON file; raises as `case_file_at`."""
    is_json = path.suffix.lower() == ".json"
    return read_registers(parse_case_file_data(_bytes_at(path), str(path), is_json=is_json), str(path))


def parse_case_file_data(raw: bytes, name: str, *, is_json: bool) -> Any:
    """The plain data in the bytes of one file, shown in problems as `name`.

    Raises:
        CaseInvalid: it is neither YAML nor JSON; with every problem.
    """
    if is_json:
        return _from_json(raw, name)
    try:
        return parse_yaml(raw, name)
    except Unreadable as unreadable:
        raise CaseInvalid(_("案卷文件不能读取"), unreadable.problems) from None


def _bytes_at(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(str(path), _("文件无法读取：{reason}", reason=cause_of(error))) from None


def _from_json(raw: bytes, name: str) -> Any:
    if len(raw) > LARGEST:
        raise _unreadable(name, _("文件超过 {limit} MB", limit=LARGEST // 1_000_000))
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_float=str, object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise _unreadable(name, _("文件不是 UTF-8 编码"), _("另存为 UTF-8")) from None
    except json.JSONDecodeError as error:
        hint = _("检查引号、逗号、括号；文件可能不完整")
        raise _unreadable(name, _("不是 JSON"), hint, error.lineno, error.colno) from None
    except (ValueError, RecursionError) as error:
        message = error.args[0] if error.args and isinstance(error.args[0], Message) else _("数字太长或者嵌套太深")
        raise _unreadable(name, message, _("核对数据")) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(_("键“{key}”重复", key=twice))
    return found


def _unreadable(
    name: str, message: Message, hint: Message | None = None, line: int = 0, column: int = 0
) -> CaseInvalid:
    return CaseInvalid(_("案卷文件不能读取"), (Problem("EN001", Place(name, line, column), message, hint),))
