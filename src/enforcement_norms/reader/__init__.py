"""The reader: YAML with line marks → plain data → model (阅读领域包). The only place that touches YAML."""

from .pack import merged, read_manifest, read_overlay, read_pack

__all__ = ["merged", "read_manifest", "read_overlay", "read_pack"]
