"""The reader: YAML with line marks → plain data → model (阅读领域包). The only place that touches YAML.

Its parts are imported when first asked for: a pack that is kept as it was read needs none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .case import circumstance_ids, fact_table, read_case
    from .data_pack import DataPack
    from .examples import read_examples
    from .pack import is_overlay, merged, read_manifest, read_overlay, read_overlay_manifest, read_pack

__all__ = [
    "DataPack",
    "circumstance_ids",
    "fact_table",
    "is_overlay",
    "merged",
    "read_case",
    "read_examples",
    "read_manifest",
    "read_overlay",
    "read_overlay_manifest",
    "read_pack",
]

_PARTS: Final = {
    "case": ("circumstance_ids", "fact_table", "read_case"),
    "data_pack": ("DataPack",),
    "examples": ("read_examples",),
    "pack": ("is_overlay", "merged", "read_manifest", "read_overlay", "read_overlay_manifest", "read_pack"),
}
_HOME: Final = {name: module for module, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value
