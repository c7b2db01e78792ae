"""The closed vocabulary of amounts: how the law writes a fine, a number of days, months, years or points.

An amount, given the values of a case, is an `Interval` in fen (or days, months …) with exact bounds, before
rounding, or a `Hole` that says why there is no interval. Bounds may be absent (三万元以下 has no lower one).
"""

from .compound import Extreme, Limited, Row, Switch, always, exactly
from .intervals import Hole, HoleKind, Interval, Limits, Number, Result, common, hull, rounded
from .plain import Amount, Band, Basis, Brackets, Delegated, Factor, Per, Range, Scale, Scope, Share, Times, Weights

__all__ = [
    "Amount",
    "Band",
    "Basis",
    "Brackets",
    "Delegated",
    "Extreme",
    "Factor",
    "Hole",
    "HoleKind",
    "Interval",
    "Limited",
    "Limits",
    "Number",
    "Per",
    "Range",
    "Result",
    "Row",
    "Scale",
    "Scope",
    "Share",
    "Switch",
    "Times",
    "Weights",
    "always",
    "common",
    "exactly",
    "hull",
    "rounded",
]
