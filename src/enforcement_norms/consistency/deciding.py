"""From a register of decisions (处罚决定台账) to the table `decided`: what the law says of each case beside its fine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from ..batch.columns import Column, ColumnKind
from ..batch.likeness import alike
from ..batch.tables import evaluate_table
from ..compiler import NATIONWIDE, Norms, standing_of
from ..errors import CaseInvalid, Place, Problem
from ..i18n import _
from ..model.determination import Applies
from ..model.penalty import Addressee, Mandate, MeasureKind

IMPOSED_FINE: Final = "imposed_fine"
"""The column of the fine imposed on the party, in yuan; 0 where none was imposed, empty where it is not recorded."""
IMPOSED: Final = "imposed:"
REGISTER: Final = ("department", "officer", IMPOSED_FINE)

_DECIDED: Final = """
CREATE OR REPLACE TEMP TABLE decided AS
SELECT c.id AS n, c.case_id AS id, c.violation, CAST(c.version AS VARCHAR) AS version, c.standard, c.tier, l."like",
    c.department, c.officer, c.party_kind, c.decided_on, c.outcome, c.fine_note AS note, c.problem,
    CAST(c.imposed_fine AS DECIMAL(20, 2)) AS imposed, c.fine_at_least AS at_least, c.fine_at_most AS at_most,
    c.statutory_at_least, c.statutory_at_most, d.id IS NULL AS optional
FROM found_cases AS c LEFT JOIN found_alike AS l ON c.id = l.id LEFT JOIN found_due AS d ON c.id = d.id
"""


def register_columns() -> Mapping[str, Column]:
    """The columns of a register beside those that the law reads."""
    return {
        "department": Column("department", ColumnKind.TEXT, _("执法部门")),
        "officer": Column("officer", ColumnKind.TEXT, _("执法人员")),
        IMPOSED_FINE: Column(IMPOSED_FINE, ColumnKind.MONEY, _("对当事人的罚款，以元为单位；没有罚款的写 0")),
    }


def decide(connection: Any, norms: Norms, source: Path, ignored: Iterable[str] = (), called: str = "") -> None:
    """Make the table `decided` on an Ibis connection to DuckDB from a Parquet file of decisions.

    The file has the columns of `evaluate_table`, and `department`, `officer` and `imposed_fine` (or `imposed:<measure>`
    for each fine). Columns that are `ignored` are not read; `called` is the file as people know it.

    Raises:
        TableInvalid: a column is unknown, missing or of the wrong type.
        CaseInvalid: no column says what was imposed.
    """
    table = _completed(_with_fine(norms, _numbered(connection, source, ignored), called or str(source)))
    law = table.drop("case_id", *REGISTER)
    _keep(connection, "found_cases", evaluate_table(norms, table, carry=_CARRIED).cases)
    _keep(connection, "found_alike", alike(norms, law))
    none = table.filter(table[IMPOSED_FINE] == 0).drop("case_id", *REGISTER)
    if none.limit(1).count().to_pyarrow().as_py():
        _keep(connection, "found_due", _due(evaluate_table(norms, none).penalties))
    else:
        _keep(connection, "found_due", law.select("id").limit(0))
    connection.con.execute(_DECIDED)


_CARRIED: Final = ("case_id", *REGISTER, "party_kind", "decided_on")


def _numbered(connection: Any, source: Path, ignored: Iterable[str]) -> Any:
    """The rows with their number as `id`, which is unique, and their own id as `case_id`."""
    left_out = {"id", "file_row_number", *ignored}
    read = connection.con.read_parquet(str(source), file_row_number=True)
    own = "id" if "id" in read.columns else "file_row_number + 1"
    names = ['"' + name.replace('"', '""') + '"' for name in read.columns if name not in left_out]
    rows = read.project(", ".join([f"file_row_number AS id, CAST({own} AS VARCHAR) AS case_id", *names]))
    rows.create_view("decisions_read", replace=True)
    return connection.table("decisions_read")


def _with_fine(norms: Norms, table: Any, called: str) -> Any:
    """The rows with one `imposed_fine`: as given, or the sum of what was imposed by the fines on the party."""
    import ibis

    if IMPOSED_FINE in table.columns:
        return table
    fines = _fines(norms)
    given = {name: fines.get(name.removeprefix(IMPOSED), ()) for name in table.columns if name.startswith(IMPOSED)}
    parts = [
        ibis.ifelse(table["violation"].isin(list(violations)), table[name], ibis.null(table[name].type()))
        for name, violations in given.items()
        if violations
    ]
    if not parts:
        message = _("没有“{name}”一列，也没有罚款措施的“imposed:”各列", name=IMPOSED_FINE)
        hint = _("补上对当事人的罚款，以元为单位；没有罚款的写 0")
        raise CaseInvalid(_("处罚决定台账有误"), (Problem("EN328", Place(called), message, hint),))
    total = sum(part.fill_null(0).cast("decimal(20, 2)") for part in parts)
    return table.mutate(imposed_fine=ibis.ifelse(ibis.coalesce(*parts).notnull(), total, ibis.null(total.type())))


def _fines(norms: Norms) -> Mapping[str, list[str]]:
    """The violations for which a measure of that id is a fine on the party."""
    found: dict[str, list[str]] = {}
    for track in norms.tracks.values():
        for version in track.versions:
            day = version.in_force.from_
            for standing in standing_of(track.plan(version, day, day, NATIONWIDE)):
                measure = standing.measure
                if measure.kind is MeasureKind.FINE and Addressee.PARTY in measure.addressee:
                    violations = found.setdefault(measure.id, [])
                    if track.id not in violations:
                        violations.append(track.id)
    return found


def _completed(table: Any) -> Any:
    """The rows with every column that is carried, empty where the register does not have it."""
    import ibis

    missing = {
        name: ibis.null("string") for name in ("department", "officer", "party_kind") if name not in table.columns
    }
    text = {name: table[name].cast("string") for name in ("department", "officer") if name in table.columns}
    return table.mutate(**missing, **text)


def _due(penalties: Any) -> Any:
    """The cases in which a fine on the party must be imposed."""
    due = penalties.filter(
        (penalties["kind"] == MeasureKind.FINE.value)
        & (penalties["option"] == 0)
        & (penalties["mandate"] == Mandate.SHALL.value)
        & (penalties["applies"] == Applies.YES.value)
        & penalties["addressee"].contains(Addressee.PARTY.value)
    )
    return due.select("id").distinct()


def _keep(connection: Any, name: str, table: Any) -> None:
    """Run an expression once and keep what it gives under a name."""
    connection.create_table(name, table, temp=True, overwrite=True)
