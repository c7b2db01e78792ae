"""The built-in pack (总则包): what the Administrative Penalty Law says for every violation, as data."""

from ..reader import DataPack

pack = DataPack(__name__)

__all__ = ["pack"]
