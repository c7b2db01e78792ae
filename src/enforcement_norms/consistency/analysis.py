"""The whole comparison (同案同罚分析) of decided cases: from the table `decided` to findings and summaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from .differences import find_differences
from .findings import Disparity, FindingKind, findings_in
from .leeway import Leeway
from .method import Method
from .naming import Titles
from .outliers import find_outliers
from .placing import place_fines
from .summaries import (
    Difference,
    Distribution,
    Square,
    Strip,
    differences_in,
    distributions_in,
    places_in,
    squares_in,
    strips_in,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Analysis:
    """What a comparison of decided cases gives (同案同罚分析).

    `leeways` is the discretion that the norms leave, `titles` what violations and tiers are called, `source` the register
    that was compared, and `packs` the versions of the packs by which it was.
    """

    method: Method
    places: Mapping[str, int]
    findings: tuple[Disparity, ...]
    distributions: tuple[Distribution, ...]
    differences: tuple[Difference, ...]
    strips: tuple[Strip, ...]
    squares: tuple[Square, ...]
    leeways: tuple[Leeway, ...] = ()
    titles: Titles = field(factory=Titles)
    source: str = ""
    packs: Mapping[str, str] = field(factory=dict)

    @property
    def cases(self) -> int:
        """How many cases were compared."""
        return sum(self.places.values())

    def of_kind(self, kind: FindingKind) -> tuple[Disparity, ...]:
        """The findings of one kind, the gravest first."""
        return tuple(each for each in self.findings if each.kind is kind)


def compared(connection: DuckDBPyConnection, method: Method | None = None, titles: Titles | None = None) -> Analysis:
    """Compare the cases in the table `decided` of a DuckDB connection (columns as `placing.COLUMNS` says)."""
    method, titles = method or Method(), titles or Titles()
    place_fines(connection, method.period)
    find_outliers(connection, method)
    find_differences(connection, method)
    return Analysis(
        method,
        places_in(connection),
        tuple(findings_in(connection, method.least_shift, titles)),
        distributions_in(connection),
        differences_in(connection),
        strips_in(connection),
        squares_in(connection),
        titles=titles,
    )
