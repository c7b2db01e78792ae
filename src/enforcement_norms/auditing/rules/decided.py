"""Which decisions rules concern (规则所及的决定): what many rules ask alike is asked once of each decision."""

from __future__ import annotations

from ...model.casefile import Decision
from ..audited import Audited
from ..likeness import by_words


@by_words
def is_penalty(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty."""
    return audited.penalises(decision)


@by_words
def is_ordinary_penalty(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty by the ordinary procedure."""
    return audited.penalises(decision) and audited.is_ordinary


@by_words
def is_summary_penalty(audited: Audited, decision: Decision) -> bool:
    """Whether the decision imposes a penalty by another procedure, on the spot."""
    return audited.penalises(decision) and not audited.is_ordinary
