"""Local parameters of an audit from a file (本地参数文件): thresholds of hearings, days of rest, numbers of `Settings`.

hearing_from: {natural_person: 5000元, legal_person: 5万元}
overlay: {2027-01-01: false, 2027-01-04: true}
upload_hours: 48
texts: 法律文本
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import attrs

from ..errors import CaseInvalid, Place, Problem, cause_of
from ..i18n import _
from ..model.case import PartyKind
from ..reader.case_file import parse_case_file_data
from ..reader.constants import the_date, the_money
from ..reader.flaws import Refused, one_of, refuse, the_boolean, the_integer, the_map, the_text, within
from ..reader.parts import Parts, each_value
from .settings import Settings

_TITLE: Final = _("参数文件有误")
LARGEST: Final = 1_000_000
"""Bytes; parameters are few."""


def settings_at(path: Path) -> Settings:
    """The settings in a YAML or JSON file; what it does not name stays as it is.

    Raises:
        CaseInvalid: the file cannot be read or names what is no parameter; every problem with its place.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        message = _("文件无法读取：{reason}", reason=cause_of(error))
        raise CaseInvalid(_TITLE, (Problem("EN001", Place(str(path)), message),)) from None
    return settings_from(parse_case_file_data(raw, str(path), is_json=path.suffix.lower() == ".json"), str(path))


def settings_from(raw: object, file: str = "") -> Settings:
    """The settings that the data describe; raises as `settings_at`."""
    try:
        return _settings(raw, Path(file).parent)
    except Refused as refused:
        raise CaseInvalid(_TITLE, [flaw.problem(file) for flaw in refused.flaws]) from None


def _settings(raw: object, folder: Path) -> Settings:
    names = tuple(field.name for field in attrs.fields(Settings))
    parts = Parts(raw, optional=names)
    found: dict[str, Any] = {}
    for name in parts.written:
        if name in names:
            reader = (lambda value: _folder(value, folder)) if name == "texts" else _READERS.get(name, _count)
            found[name] = parts.read(name, reader)
    parts.done()
    return Settings(**found)


def _count(value: object) -> int:
    number = the_integer(value)
    if number < 0:
        raise refuse("EN105", _("不能是负数"))
    return number


def _folder(value: object, beside: Path) -> str:
    """A folder, seen from the one in which the file lies."""
    found = beside / the_text(value)
    if not found.is_dir():
        raise refuse("EN105", _("没有这个目录"))
    return str(found)


def _overlay(value: object) -> dict[Any, bool]:
    written = the_map(value)
    found = {}
    flaws = []
    for key, item in written.items():
        try:
            found[the_date(key)] = the_boolean(item)
        except Refused as refused:
            flaws += within(refused.flaws, key, written)
    if flaws:
        raise Refused(flaws)
    return found


def _thresholds(value: object) -> dict[str, int]:
    return each_value(value, lambda kind, item: (one_of(kind, tuple(PartyKind)), the_money(item))[1])


_READERS: Final = {"overlay": _overlay, "hearing_from": _thresholds}
