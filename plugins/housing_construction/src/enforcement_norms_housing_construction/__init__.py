"""Norms of housing and urban-rural construction enforcement (住房和城乡建设执法): data beside this file, read when the domain is loaded."""

from enforcement_norms import DataPack

__all__ = ["pack"]

pack = DataPack(__name__)
