"""The score of one file (案卷得分): every point that it lost, and the finding that cost it."""

from __future__ import annotations

from attrs import frozen

from ...model.audit_report import AuditFinding, AuditReport
from .table import Deduction, ScoreTable, Veto


@frozen
class Vetoed:
    """A finding that alone fails the file (一票否决)."""

    veto: Veto
    finding: AuditFinding


@frozen
class Deducted:
    """Points that a finding cost (扣分): less than the table says where the entry had reached its most."""

    deduction: Deduction
    finding: AuditFinding
    points: int

    @property
    def is_capped(self) -> bool:
        """Whether the most of its entry took points away from it."""
        return self.points < self.deduction.points[self.finding.gravity]


@frozen
class Score:
    """The score of one file (案卷得分): 0 where anything vetoes it, else the full score less what was deducted.

    `unlisted` are findings that the table does not mention; `unchecked` how often a rule could not be checked, which
    costs nothing.
    """

    file: str
    title: str
    full: int
    points: int
    vetoes: tuple[Vetoed, ...] = ()
    deducted: tuple[Deducted, ...] = ()
    unlisted: tuple[AuditFinding, ...] = ()
    unchecked: int = 0


def score_of(report: AuditReport, table: ScoreTable) -> Score:
    """The score of an audited file by a table; the gravest findings take their points first."""
    vetoes: list[Vetoed] = []
    deducted: list[Deducted] = []
    unlisted: list[AuditFinding] = []
    spent: dict[str, int] = {}
    for finding in sorted(report.findings, key=lambda each: each.gravity.weight):
        veto = next((each for each in table.vetoes if each.match.holds(finding)), None)
        if veto is not None:
            vetoes.append(Vetoed(veto, finding))
            continue
        entry = next((each for each in table.deductions if each.match.holds(finding)), None)
        if entry is None:
            unlisted.append(finding)
            continue
        before = spent.get(entry.name, 0)
        points = min(entry.points[finding.gravity], entry.most - before)
        spent[entry.name] = before + points
        deducted.append(Deducted(entry, finding, points))
    left = 0 if vetoes else max(0, table.full - sum(spent.values()))
    return Score(
        report.file,
        report.title,
        table.full,
        left,
        tuple(vetoes),
        tuple(deducted),
        tuple(unlisted),
        len(report.not_checked),
    )
