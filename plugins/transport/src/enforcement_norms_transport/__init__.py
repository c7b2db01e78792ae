"""Norms of transport enforcement (交通运输执法): data beside this file, read when the domain is loaded."""

from enforcement_norms import DataPack

__all__ = ["pack"]

pack = DataPack(__name__)
