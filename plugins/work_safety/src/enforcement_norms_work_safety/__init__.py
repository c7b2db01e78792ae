"""Norms of work safety enforcement (安全生产（应急管理）执法): data beside this file, read when the domain is loaded."""

from enforcement_norms import DataPack

__all__ = ["pack"]

pack = DataPack(__name__)
