"""Case-file review (案卷评查): a score for each audited file, with every point traced to its finding."""

from .table import Deduction, Match, ScoreTable, Veto, default_table, score_table_at
from .tracing import Deducted, Score, Vetoed, score_of

__all__ = [
    "Deducted",
    "Deduction",
    "Match",
    "Score",
    "ScoreTable",
    "Veto",
    "Vetoed",
    "default_table",
    "score_of",
    "score_table_at",
]
