"""Case files and registers as plain data for JSON (案卷、名录的数据格式), and the JSON Schema that describes them.

Only what is recorded is written, so what is read back is equal. Days are `2026-03-05`, hours `2026-03-05T09:30`,
money `5000.00元`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from ..i18n import Message
from ..model.actors.registers import Registers
from ..model.casefile.file import CaseFile
from ..model.recorded import LABEL
from ..money import Money
from ..reader.case_file import read_case_file, read_registers
from ..reader.hints import key_of

Data = dict[str, Any]
MOMENT: Final = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$"
MONEY: Final = r"^[0-9.]+(元|万元|亿元)$"
_ROOTS: Final[Mapping[str, type[Any]]] = {"case_file": CaseFile, "registers": Registers}


def case_file_data(case_file: CaseFile) -> Data:
    """A case file as plain data for JSON."""
    data: Data = _converter().unstructure(case_file)
    return data


def case_file_from(data: Mapping[str, Any]) -> CaseFile:
    """The case file that was written so, or by hand.

    Raises:
        CaseInvalid: the data is no case file; all reasons in `problems`.
    """
    return read_case_file(data)


def registers_data(registers: Registers) -> Data:
    """Registers as plain data for JSON."""
    data: Data = _converter().unstructure(registers)
    return data


def registers_from(data: Mapping[str, Any]) -> Registers:
    """The registers that were written so; raises as `case_file_from`."""
    return read_registers(data)


@cache
def _converter() -> Any:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    made: Any = Converter()

    def of_class(cls: Any) -> Callable[[Any], Data]:
        renamed: dict[str, Any] = {
            field.name: override(rename=key_of(field.name))
            for field in attrs.fields(cls)
            if key_of(field.name) != field.name
        }
        settings: dict[str, Any] = {"_cattrs_omit_if_default": True}
        written: Callable[[Any], Data] = make_dict_unstructure_fn(cls, made, **settings, **renamed)
        return written

    made.register_unstructure_hook_factory(attrs.has, of_class)
    made.register_unstructure_hook(StrEnum, lambda member: member.value)
    made.register_unstructure_hook(Money, lambda money: f"{money.as_yuan()}元")
    made.register_unstructure_hook(date, lambda moment: moment.isoformat())
    made.register_unstructure_hook(datetime, _moment_data)
    made.register_unstructure_hook_func(_is_moment, _moment_data)
    return made


def _is_moment(type_: Any) -> bool:
    return _is_union(type_) and datetime in get_args(type_)


def _moment_data(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return None if moment is None else moment.isoformat()


def _is_union(type_: Any) -> bool:
    return get_origin(type_) in (Union, UnionType)


def record_schema(name: str) -> Data:
    """The JSON Schema of `case_file` or `registers`, made from the model; the shipped file is this."""
    root = _ROOTS[name]
    definitions: dict[str, Data] = {}
    _define(root, definitions)
    rest = definitions.pop(root.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"enforcement-norms.{name}/1",
        "title": _first_line(root),
        **rest,
        "$defs": dict(sorted(definitions.items())),
    }


def _define(cls: type[Any], definitions: dict[str, Data]) -> None:
    if cls.__name__ in definitions:
        return
    definitions[cls.__name__] = {}
    hints = get_type_hints(cls)
    properties: dict[str, Data] = {}
    for field in attrs.fields(cls):
        schema = _schema_of(hints[field.name], definitions)
        label: Message | None = field.metadata.get(LABEL)
        properties[key_of(field.name)] = schema if label is None else {"description": label.msgid, **schema}
    required = [key_of(field.name) for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    definitions[cls.__name__] = {
        "type": "object",
        "description": _first_line(cls),
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _schema_of(type_: Any, definitions: dict[str, Data]) -> Data:
    if _is_union(type_):
        if datetime in get_args(type_):
            return {"type": "string", "pattern": MOMENT}
        return _schema_of(next(each for each in get_args(type_) if each is not NoneType), definitions)
    origin: Any = get_origin(type_)
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(type_)[0], definitions)}
    if type_ in _SIMPLE:
        return dict(_SIMPLE[type_])
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return {"enum": [member.value for member in type_]}
    if isinstance(type_, type) and attrs.has(type_):
        _define(type_, definitions)
        return {"$ref": f"#/$defs/{type_.__name__}"}
    return {"type": "object"}


_SIMPLE: Final[Mapping[Any, Data]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Money: {"type": "string", "pattern": MONEY},
    Any: {},
}


def _first_line(cls: type[Any]) -> str:
    return (cls.__doc__ or "").partition("\n")[0].rstrip(".")
