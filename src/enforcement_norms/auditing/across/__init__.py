"""Several case files together (跨案卷审查): repeated enforcement, fines instead of supervision, two places at once."""

from .comparing import ACROSS, SYSTEM, SYSTEM_LABEL, AcrossRule, audit_many, compared, compared_in
from .holding import TraceStore
from .rows import Rows, rows_of
from .traces import Trace, trace_of

__all__ = [
    "ACROSS",
    "SYSTEM",
    "SYSTEM_LABEL",
    "AcrossRule",
    "Rows",
    "Trace",
    "TraceStore",
    "audit_many",
    "compared",
    "compared_in",
    "rows_of",
    "trace_of",
]
