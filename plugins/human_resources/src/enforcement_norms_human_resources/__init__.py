"""Norms of human resources and social security enforcement (人力资源和社会保障执法): data beside this file, read when the domain is loaded."""

from enforcement_norms import DataPack

__all__ = ["pack"]

pack = DataPack(__name__)
