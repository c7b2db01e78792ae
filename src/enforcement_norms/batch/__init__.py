"""Whole tables of cases at once (批量认定): the same law, compiled to one expression for DuckDB, Polars and Spark.

Every condition tells only finitely many cases apart, so the rows of a table fall into few combinations. Each is
evaluated once, by the evaluator of single cases, with formulas in place of amounts; the engine joins the verdicts
back to the rows and computes the formulas in whole fen. No Python runs for a single row.
"""

from .checking import TableInvalid
from .columns import Column, ColumnKind, columns_of, columns_of_all
from .likeness import alike
from .many import Failure, evaluate_many
from .resuming import OutputBusy
from .running import Progress, Request, Summary, evaluate_file
from .tables import CASES_COLUMNS, PENALTIES_COLUMNS, Tables, evaluate_table

__all__ = [
    "CASES_COLUMNS",
    "PENALTIES_COLUMNS",
    "Column",
    "ColumnKind",
    "Failure",
    "OutputBusy",
    "Progress",
    "Request",
    "Summary",
    "TableInvalid",
    "Tables",
    "alike",
    "columns_of",
    "columns_of_all",
    "evaluate_file",
    "evaluate_many",
    "evaluate_table",
]
