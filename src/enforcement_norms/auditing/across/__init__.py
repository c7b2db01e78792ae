"""Several case files together (跨案卷审查): repeated enforcement, fines instead of supervision, two places at once."""

from .comparing import ACROSS, SYSTEM, SYSTEM_LABEL, AcrossRule, audit_many, compared, compared_in
from .holding import TraceStore
from .traces import Trace, trace_of, written_trace

__all__ = [
    "ACROSS",
    "SYSTEM",
    "SYSTEM_LABEL",
    "AcrossRule",
    "Trace",
    "TraceStore",
    "audit_many",
    "compared",
    "compared_in",
    "trace_of",
    "written_trace",
]
