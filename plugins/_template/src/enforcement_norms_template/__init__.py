"""A fictional domain (示例领域) to copy: data beside this file, read when the domain is loaded."""

from enforcement_norms import DataPack

from .rules import CASE_RULES

__all__ = ["pack"]

pack = DataPack(__name__, case_rules=CASE_RULES)
