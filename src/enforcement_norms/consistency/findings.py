"""What the comparison finds (发现), case by case, in the notice's terms: 超出幅度, 畸轻, 畸重, 同案异罚."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ..i18n import Message, _
from ..money import Money
from .naming import Titles

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class FindingKind(StrEnum):
    """What is wrong, or to be explained, with a decision or with a row of them."""

    OUTSIDE_RANGE = "outside_range"
    TOO_LIGHT = "too_light"
    TOO_HEAVY = "too_heavy"
    UNLIKE_CASES = "unlike_cases"
    SYSTEMATIC = "systematic"


TERMS: Final[Mapping[FindingKind, Message]] = {
    FindingKind.OUTSIDE_RANGE: _("超出幅度"),
    FindingKind.TOO_LIGHT: _("畸轻"),
    FindingKind.TOO_HEAVY: _("畸重"),
    FindingKind.UNLIKE_CASES: _("同案异罚"),
    FindingKind.SYSTEMATIC: _("系统性差异"),
}
"""The kinds of findings as the notice calls them."""

DIMENSION_TITLES: Final[Mapping[str, Message]] = {
    "violation": _("违法行为"),
    "tier": _("裁量阶次"),
    "department": _("执法部门"),
    "officer": _("执法人员"),
    "party_kind": _("当事人类型"),
    "period": _("时期"),
    "department_violation": _("执法部门与违法行为"),
}


@frozen
class Disparity:
    """One finding (发现): its kind, the cases it names, their fines and ranges, and why.

    `other` is the like case with which a case is compared. `share` is the share of the lawful range, `usual` the
    median of comparable cases, `weight` how grave it is among findings of its kind. A systematic difference names
    the `member` of a `dimension`, and in `id` and `other` the two of its cases that lie furthest out.
    """

    kind: FindingKind
    reason: Message
    weight: float
    id: str = ""
    other: str = ""
    violation: str = ""
    standard: str = ""
    tier: str = ""
    department: str = ""
    officer: str = ""
    other_department: str = ""
    other_officer: str = ""
    decided_on: date | None = None
    imposed: Decimal | None = None
    other_imposed: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    share: float | None = None
    other_share: float | None = None
    usual: float | None = None
    score: float | None = None
    dimension: str = ""
    member: str = ""
    cases: int | None = None
    shift: float | None = None
    doubt: float | None = None


_OUTSIDE: Final = """
SELECT id, violation, standard, tier, department, officer, decided_on, imposed, at_least, at_most, place,
    CAST(CASE WHEN place = 'above' THEN (imposed - at_most) / greatest(at_most, 0.01)
        WHEN place = 'no_fine_lawful' THEN 1000000 ELSE (at_least - imposed) / greatest(at_least, 0.01) END
        AS DOUBLE) AS weight,
    coalesce(statutory_at_most IS NOT NULL AND imposed <= statutory_at_most
        AND imposed >= coalesce(statutory_at_least, 0), false) AS inside_statute
FROM placed WHERE place IN ('above', 'below', 'no_fine_lawful', 'left_out') ORDER BY weight DESC, n
"""
_OUTLIERS: Final = """
SELECT id, violation, standard, tier, department, officer, decided_on, imposed, at_least, at_most,
    placed.share AS share, usual, score, doubt, cases, abs(score) AS weight
FROM outliers JOIN placed USING (n) ORDER BY weight DESC, n
"""
_PAIRS: Final = """
SELECT h.id AS id, l.id AS other, h.violation AS violation, h.standard AS standard, h.tier AS tier,
    h.department AS department, h.officer AS officer, l.department AS other_department, l.officer AS other_officer,
    h.decided_on AS decided_on, h.imposed AS imposed, l.imposed AS other_imposed, h.at_least AS at_least,
    h.at_most AS at_most, heavy_share AS share, light_share AS other_share, alike AS cases,
    heavy_share - light_share AS weight, doubt, scattered, tenths
FROM pairs JOIN placed AS h ON heavy = h.n JOIN placed AS l ON light = l.n ORDER BY weight DESC, h.n
"""
_SYSTEMATIC: Final = """
WITH own AS (
    SELECT differences.* FROM differences
    LEFT JOIN (SELECT member AS whole, shift AS whole_shift FROM differences
            WHERE dimension = 'department' AND systematic)
        ON dimension = 'department_violation' AND starts_with(member, concat(whole, ' · '))
    WHERE systematic AND (whole IS NULL OR abs(shift - whole_shift) >= $least_shift)
),
furthest AS (
    SELECT dimension, member, placed.id AS id,
        row_number() OVER (
            PARTITION BY dimension, member ORDER BY (placed.share - usual) * sign(shift) DESC, n
        ) AS position
    FROM own JOIN memberships USING (dimension, member) JOIN placed USING (n, comparable) JOIN centres USING (comparable)
    WHERE placed.share IS NOT NULL QUALIFY position <= 2
)
SELECT own.*, abs(own.score) AS weight, first.id AS id, second.id AS other
FROM own
JOIN furthest AS first
    ON own.dimension = first.dimension AND own.member = first.member AND first.position = 1
LEFT JOIN furthest AS second
    ON own.dimension = second.dimension AND own.member = second.member AND second.position = 2
ORDER BY weight DESC, own.dimension, own.member
"""


def findings_in(connection: DuckDBPyConnection, least_shift: float, titles: Titles) -> Iterator[Disparity]:
    """All findings of the tables that the comparison left, kind by kind, the gravest first."""
    for row in _rows(connection, _OUTSIDE):
        place, inside = row.pop("place"), row.pop("inside_statute")
        yield Disparity(FindingKind.OUTSIDE_RANGE, _outside(place, row, inside_statute=inside), **row)
    for row in _rows(connection, _OUTLIERS):
        heavy = row["share"] > row["usual"]
        kind = FindingKind.TOO_HEAVY if heavy else FindingKind.TOO_LIGHT
        yield Disparity(kind, _unusual(row, heavy=heavy), **row)
    for row in _rows(connection, _PAIRS):
        scattered, tenths = row.pop("scattered"), row.pop("tenths")
        yield Disparity(FindingKind.UNLIKE_CASES, _scattered(row, tenths) if scattered else _unlike(row), **row)
    for row in _rows(connection, _SYSTEMATIC, {"least_shift": least_shift}):
        kept = {
            key: row[key]
            for key in ("id", "other", "dimension", "member", "cases", "shift", "doubt", "score", "weight")
        }
        yield Disparity(FindingKind.SYSTEMATIC, _leaning(row, titles.member(row["dimension"], row["member"])), **kept)


_TEXTS: Final = frozenset(
    {"id", "other", "violation", "standard", "tier", "department", "officer", "other_department", "other_officer"}
)


def _rows(
    connection: DuckDBPyConnection, query: str, values: Mapping[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a query by column; texts that are not known are empty, days are written out."""
    # Fetched at once: the tables are temporary and belong to this connection, which asks one query at a time.
    found = connection.execute(query, values or {})
    columns = [str(column[0]) for column in found.description or ()]
    for cells in found.fetchall():
        row = dict(zip(columns, cells, strict=True))
        yield {name: "" if value is None and name in _TEXTS else value for name, value in row.items()}


def _outside(place: str, row: Mapping[str, Any], *, inside_statute: bool) -> Message:
    imposed = _yuan(row["imposed"])
    if place == "no_fine_lawful":
        return _("罚款{imposed}，而依法不予罚款", imposed=imposed)
    if place == "left_out":
        return _("没有罚款，而依法应当罚款{range}", range=_range(row))
    if inside_statute:
        return _(
            "罚款{imposed}，超出裁量基准或者情节所定的{range}（仍在法定幅度内）", imposed=imposed, range=_range(row)
        )
    if place == "above":
        return _("罚款{imposed}，高于法定上限{bound}", imposed=imposed, bound=_yuan(row["at_most"]))
    return _("罚款{imposed}，低于法定下限{bound}", imposed=imposed, bound=_yuan(row["at_least"]))


def _unusual(row: Mapping[str, Any], *, heavy: bool) -> Message:
    said = {
        "imposed": _yuan(row["imposed"]),
        "range": _range(row),
        "share": percent(row["share"]),
        "cases": row["cases"],
        "usual": percent(row["usual"]),
        "score": f"{abs(row['score']):.1f}",
    }
    if heavy:
        return _(
            "罚款{imposed}，在{range}的{share}处；{cases}件可比案件的中位数在{usual}处，高出其通常离散程度的{score}倍",
            **said,
        )
    return _(
        "罚款{imposed}，在{range}的{share}处；{cases}件可比案件的中位数在{usual}处，低出其通常离散程度的{score}倍",
        **said,
    )


def _unlike(row: Mapping[str, Any]) -> Message:
    return _(
        "各项事实同在一档，{id}罚款{imposed}（幅度的{share}处），{other}罚款{other_imposed}（{other_share}处）",
        id=row["id"],
        other=row["other"],
        imposed=_yuan(row["imposed"]),
        other_imposed=_yuan(row["other_imposed"]),
        share=percent(row["share"]),
        other_share=percent(row["other_share"]),
    )


def _scattered(row: Mapping[str, Any], tenths: tuple[float, float]) -> Message:
    return _(
        "各项事实同在一档的{cases}件罚款散布很广，没有通常水平：中间八成在幅度的{low}至{high}处；最重的{id}罚款{imposed}（{share}处），最轻的{other}罚款{other_imposed}（{other_share}处）",
        cases=row["cases"],
        low=percent(tenths[0]),
        high=percent(tenths[1]),
        id=row["id"],
        other=row["other"],
        imposed=_yuan(row["imposed"]),
        other_imposed=_yuan(row["other_imposed"]),
        share=percent(row["share"]),
        other_share=percent(row["other_share"]),
    )


def _leaning(row: Mapping[str, Any], member: Message | str) -> Message:
    said = {
        "member": member,
        "cases": row["cases"],
        "others": row["others"],
        "shift": percent(abs(row["shift"])),
        "doubt": f"{max(row['doubt'], 0.0001):.1g}",
    }
    if row["shift"] > 0:
        return _(
            "{member}的{cases}件比同类的其他{others}件平均重幅度的{shift}（多重检验校正后的误判率不超过{doubt}）",
            **said,
        )
    return _(
        "{member}的{cases}件比同类的其他{others}件平均轻幅度的{shift}（多重检验校正后的误判率不超过{doubt}）", **said
    )


def percent(share: float) -> str:
    """A share in whole percent."""
    return f"{share:.0%}"


def _yuan(amount: Decimal | None) -> Money | str:
    return "" if amount is None else Money.yuan(amount)


def _range(row: Mapping[str, Any]) -> Message:
    low, high = row["at_least"], row["at_most"]
    if low is None:
        return _("{high}以下的幅度", high=_yuan(high))
    if high is None:
        return _("{low}以上的幅度", low=_yuan(low))
    return _("{low}以上{high}以下的幅度", low=_yuan(low), high=_yuan(high))
