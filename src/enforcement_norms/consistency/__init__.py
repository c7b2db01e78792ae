"""Same case, same penalty (同案同罚): whether what was imposed lies in the lawful range, and like cases are treated alike.

Findings are reasons to look into a case; whether a penalty is manifestly improper is for those whom the law names.
"""

from .analysis import Analysis, compared
from .files import FINDING_COLUMNS, finding_row, findings_table, write_findings_csv
from .findings import TERMS, Disparity, FindingKind
from .leeway import Leeway, leeways
from .method import PERIODS, Method
from .naming import Titles, titles_of
from .placing import COLUMNS, PLACES
from .report import report_page

__all__ = [
    "COLUMNS",
    "FINDING_COLUMNS",
    "PERIODS",
    "PLACES",
    "TERMS",
    "Analysis",
    "Disparity",
    "FindingKind",
    "Leeway",
    "Method",
    "Titles",
    "compared",
    "finding_row",
    "findings_table",
    "leeways",
    "report_page",
    "titles_of",
    "write_findings_csv",
]
