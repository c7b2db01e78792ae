"""The reader: YAML with line marks → plain data → model (阅读领域包). The only place that touches YAML."""

from .case import circumstance_ids, fact_table, read_case
from .data_pack import DataPack
from .examples import read_examples
from .pack import merged, read_manifest, read_overlay, read_overlay_manifest, read_pack

__all__ = [
    "DataPack",
    "circumstance_ids",
    "fact_table",
    "merged",
    "read_case",
    "read_examples",
    "read_manifest",
    "read_overlay",
    "read_overlay_manifest",
    "read_pack",
]
