"""The inputs of rules by name (规则所需的输入): paths such as `decisions.at`, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs

from ..i18n import Message, _
from ..model.actors.registers import Registers
from ..model.casefile.file import CaseFile
from ..model.recorded import LABEL

NORMS: Final = "norms"
"""The packs of the domain, which are no record."""
_OTHERS: Final = {
    NORMS: _("该领域的领域包"),
    "hearing_threshold": _("本地听证“较大数额”的标准"),
    "texts": _("法律文本"),
}


@cache
def input_labels() -> dict[str, Message]:
    """Every input that a rule may need, by path, with its name for people; of lists the path names no index."""
    found = dict(_OTHERS)
    for root in (Registers, CaseFile):
        found |= dict(_labels(root, ""))
    return found


def label_of_input(path: str) -> Message:
    """What people call an input; the path itself where nobody named it."""
    label = input_labels().get(path)
    return label if label is not None else _("{path}", path=path)


def _labels(cls: type[Any], above: str) -> Iterator[tuple[str, Message]]:
    hints = get_type_hints(cls)
    for field in attrs.fields(cls):
        path = f"{above}{field.name}"
        label = field.metadata.get(LABEL)
        if label is not None:
            yield path, label
        inner = _class_in(hints[field.name])
        if inner is not None:
            yield from _labels(inner, f"{path}.")


def _class_in(type_: Any) -> type[Any] | None:
    """The class of the records within a type: optional, or in a tuple."""
    for each in (type_, *get_args(type_)):
        if isinstance(each, type) and each is not NoneType and attrs.has(each) and hasattr(each, "__attrs_attrs__"):
            if any(field.metadata.get(LABEL) is not None for field in attrs.fields(each)):
                return each
        elif get_origin(each) is tuple:
            return _class_in(get_args(each)[0])
    return None
