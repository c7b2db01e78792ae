"""The JSON form of cases and determinations (数据交换), and the JSON Schemas that describe it.

Money is in yuan as decimal strings (`"65000.00"`), days, months, years and points are integers, an absent bound is
absent, citations are `{"id": …, "text": …}`. What is written can be read back to an equal object.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..errors import CaseInvalid, EnforcementNormsError, Place, Problem, ValueProblem
from ..i18n import Message, _
from ..wording.names import Names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ..compiler import Norms, Track
    from ..model.case import Case
    from ..model.determination import Determination

T = TypeVar("T")
DETERMINATION: Final = "enforcement-norms.determination/1"
"""The name of the form, in the key `schema` of every determination."""
SCHEMAS: Final = ("case", "case_file", "determination", "registers")

__all__ = [
    "DETERMINATION",
    "SCHEMAS",
    "case_data",
    "case_from",
    "determination_data",
    "determination_from",
    "json_schema",
]


def determination_data(found: Determination) -> dict[str, Any]:
    """A determination as plain data for JSON; words in the active locale (`speaking("en")` for English)."""
    from ..model.determination import Determination
    from .converter import converter, naming

    with naming(Names.of(found)):
        data = converter().unstructure(found, unstructure_as=Determination)
    return {"schema": DETERMINATION, **data}


def determination_from(data: Mapping[str, Any], norms: Norms | None = None) -> Determination:
    """The determination that was written so. With `norms` it can be explained by its names, else by its ids.

    Raises:
        CaseInvalid: the data is no determination of this form; all reasons in `problems`.
    """
    from attrs import evolve

    from ..model.determination import Determination

    written = data.get("schema") if hasattr(data, "get") else None
    if written != DETERMINATION:
        problem = Problem(
            "EN320",
            Place(path="schema"),
            _("不是裁量认定的数据：schema 为“{schema}”", schema=str(written)),
            _("写 {schema}；案件数据用 evaluate 计算", schema=DETERMINATION),
        )
        raise CaseInvalid(_("裁量认定的数据不能读取"), (problem,))
    found = _structured({key: value for key, value in data.items() if key != "schema"}, Determination)
    track = norms.tracks.get(found.violation) if norms is not None else None
    return found if track is None else evolve(found, vocabulary=track.rule_packs)


def case_data(case: Case) -> dict[str, Any]:
    """A case as plain data for JSON: the same record that `evaluate` takes."""
    from .converter import converter

    data: dict[str, Any] = converter().unstructure(case)
    return data


def case_from(data: Mapping[str, Any]) -> Case:
    """The case that was written so; values say themselves what they are. For records by hand use the command line's reader.

    Raises:
        CaseInvalid: the data is no case; all reasons in `problems`.
    """
    from ..model.case import Case

    return _structured(data, Case)


def case_schema(track: Track, day: date) -> dict[str, Any]:
    """The JSON Schema for cases of one violation: the facts that its version of that day may need, in words."""
    from .facts_schema import schema_for as schema_of

    return schema_of(track, day)


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `case`, `case_file`, `determination` or `registers`.

    Raises:
        ValueError: another name.
    """
    if name not in SCHEMAS:
        raise ValueError(f"unknown schema {name!r}; known: {', '.join(SCHEMAS)}")
    text = resources.files(__name__).joinpath("schema", f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _structured(data: Mapping[str, Any], cls: type[T]) -> T:
    from cattrs import BaseValidationError

    from .converter import converter

    try:
        return converter().structure(data, cls)
    except BaseValidationError as error:
        raise CaseInvalid(_("数据不能读取"), _problems(error, "")) from None


def _problems(error: BaseException, path: str) -> list[Problem]:
    """What cattrs gathered, each at its path."""
    from cattrs import BaseValidationError
    from cattrs.errors import AttributeValidationNote, IterableValidationNote

    if not isinstance(error, BaseValidationError):
        return [
            Problem("EN321", Place(path=path), _reason(error), error.hint if isinstance(error, ValueProblem) else None)
        ]
    found: list[Problem] = []
    for cause in error.exceptions:
        step = ""
        for note in getattr(cause, "__notes__", ()):
            if isinstance(note, AttributeValidationNote):
                step = f"{path}.{note.name}" if path else note.name
            elif isinstance(note, IterableValidationNote):
                step = f"{path}[{note.index}]"
        found += _problems(cause, step or path)
    return found


def _reason(error: BaseException) -> Message:
    if isinstance(error, EnforcementNormsError):
        return error.message
    if isinstance(error, KeyError):
        return _("缺少键“{key}”", key=error.args[0])
    return _("值不合要求")
