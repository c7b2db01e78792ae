"""Norms of culture, sports and tourism enforcement (文化体育和旅游执法): data beside this file, read when the domain is loaded."""

from enforcement_norms import DataPack

__all__ = ["pack"]

pack = DataPack(__name__)
