"""Norms × case → determination (裁量认定): the lawful range in one case, with every step recorded.

The order is that of the law: version of the general law → limitation → must-not-punish → version of the
violation → branch → statutory range → tier → lighter or heavier → responsible persons → limits on execution.
"""

from .evaluation import evaluate

__all__ = ["evaluate"]
