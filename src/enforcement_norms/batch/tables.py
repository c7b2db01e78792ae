"""`evaluate_table`: a table of cases → the two tables of what the law says of them, one expression on any engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ..compiler import Norms
from .checking import checked, too_many
from .columns import ColumnKind, columns_of_all
from .cutting import INDETERMINABLE
from .engines import DUCKDB, dropped, engine_of, kept, look_up, quotient, sorted_by, yuan
from .entries import BOUNDS, CASES, FINES, PENALTIES
from .formulas import monomials_of, product, rounded_in
from .lookups import (
    NUMBER_OF,
    SHAPE,
    VERDICT,
    Numbering,
    Payload,
    bound_of,
    by_key,
    key_table,
    line_table,
    offset,
    verdict_table,
)
from .lots import KEY, Lot, Part, settled_lot
from .paths import Monomial
from .problems import PROBLEMS, problem_of
from .profile import Profile, profile_of

COMBINATIONS: Final = 200_000
"""How many different combinations of cells a table may have before it is refused."""
KEPT_FROM: Final = 16
"""From how many violations on DuckDB runs one violation after another and keeps what it has found, as one expression
of so many would take longer to write than to run; it keeps the rows sorted, so that each violation reads only its own."""
MONEY: Final = "decimal(20, 2)"
CASES_COLUMNS: Final[Mapping[str, str]] = {
    "violation": "string",
    **{name: kind for name, kind in CASES.items() if name in ("outcome", "provision", "standard", "version", "tier")},
    **dict.fromkeys(FINES, MONEY),
    **{
        name: kind
        for name, kind in CASES.items()
        if name not in ("outcome", "provision", "standard", "version", "tier")
    },
}
"""The columns of `cases` after the key and those carried over, in order, with their types."""
PENALTIES_COLUMNS: Final[Mapping[str, str]] = {"violation": "string", **PENALTIES, **dict.fromkeys(BOUNDS, MONEY)}
"""The columns of `penalties` after the key, in order, with their types."""


_NULLS: Final[Mapping[ColumnKind, str]] = {
    ColumnKind.TEXT: "string",
    ColumnKind.CHOICE: "string",
    ColumnKind.BOOLEAN: "boolean",
    ColumnKind.DATE: "date",
    ColumnKind.WHOLE: "int64",
    ColumnKind.NUMBER: "int64",
    ColumnKind.MONEY: "int64",
}


@frozen(eq=False)
class Tables:
    """What the law says of a table of cases (批量认定), as two expressions that run when they are asked.

    `cases` has a row for each case, `penalties` one for each case, penalty and option.
    """

    cases: Any
    penalties: Any
    kept: tuple[Any, ...] = ()

    def release(self) -> None:
        """Give up what the engine keeps for the two; they cannot be asked again."""
        dropped(*self.kept)


def evaluate_table(norms: Norms, table: Any, *, carry: Iterable[str] = (), limit: int = COMBINATIONS) -> Tables:
    """The lawful ranges of all cases in a table (批量认定): an Ibis table of DuckDB, Polars or Spark.

    Small look-ups run at once (which days, divisions and combinations of cells the rows have); each combination is
    evaluated by the evaluator of single cases, and the rest is left to the engine. `carry` names columns that are
    taken over unread into `cases`. A column that the law of a row's violation does not ask for is not looked at; case
    rules in Python, which look at whole cases one by one, are not run.

    Raises:
        TableInvalid: columns that are unknown, missing or of the wrong type; more combinations than `limit`.
    """
    carried = tuple(carry)
    checked(norms, table, carried, tuple(CASES_COLUMNS))
    table = _with_facts_flagged(norms, _without_null_types(table))
    profile = profile_of(norms, table)
    many = len(profile.windows) > KEPT_FROM and engine_of(table) == DUCKDB
    if many:
        table = sorted_by(table, "violation")
    numbering = Numbering()
    for code in PROBLEMS:
        numbering.start(problem_of(code), {})
    keep = kept if many else _as_it_is
    lots = [
        settled_lot(norms, part, lambda lot: _met(lot, profile, limit), keep)
        for part in _parts(table, profile, carried)
    ]
    keyed = [_keyed(lot, numbering) for lot in lots]
    if len(keyed) == 1 and not profile.refused and SHAPE not in keyed[0].table.column_names:
        return _by_key(table, keyed[0], numbering, carried)
    found = [look_up(table, each.renamed()) for each in keyed]
    parts = [_by_verdict(each, one, numbering, carried) for each, one in zip(keyed, found, strict=True)]
    parts += [_refused(table, violations, code, carried) for code, violations in profile.refused.items()]
    parts = parts or [_refused(table, (), PROBLEMS[0], carried)]  # a table without rows gives tables without rows
    width = max((len(slots) for slots in numbering.slots), default=0)
    parts = [part.mutate(**_missing(part, width)).select(*_order(carried, width)) for part in parts]
    rows = kept(*parts) if many else _together(parts)
    if many:
        dropped(table, *(lot.rows for lot in lots), *found)
    names = [VERDICT]
    return Tables(
        _cases(table, rows, verdict_table(numbering), names, carried),
        _penalties(table, rows, line_table(numbering), names),
        (rows,) if many else (),
    )


@frozen(eq=False)
class _Keyed:
    """The rows of a violation, its look-up by key, and the columns of the products with which its formulas compute."""

    lot: Lot
    table: Any
    slots: Mapping[Monomial, int]

    @property
    def keys(self) -> list[str]:
        """The columns of the key."""
        return [name for name in self.table.column_names if name.startswith(KEY)]

    def renamed(self) -> Any:
        """The look-up with its key columns under names that rows do not have."""
        return self.table.rename_columns(
            [f"met:{name}" if name in self.keys else name for name in self.table.column_names]
        )


def _keyed(lot: Lot, numbering: Numbering) -> _Keyed:
    used = monomials_of(one for tree in lot.trees.values() for one in rounded_in(tree))
    slots = {monomial: at for at, monomial in enumerate(used, 1)}
    return _Keyed(lot, key_table(lot, numbering, slots), slots)


def _by_key(table: Any, one: _Keyed, numbering: Numbering, carried: Sequence[str]) -> Tables:
    """The tables where each key leads to one verdict: what the verdict says is looked up by the key at once."""
    rows = one.lot.limited()
    rows = rows.mutate(**_products(one, rows))
    names = [name for name in one.table.column_names if name != VERDICT]
    verdicts, lines = (by_key(one.table, payload) for payload in (verdict_table(numbering), line_table(numbering)))
    return Tables(_cases(table, rows, verdicts, names, carried), _penalties(table, rows, lines, names))


def _products(one: _Keyed, rows: Any) -> dict[str, Any]:
    numbers = one.lot.numbers(rows)
    return {f"{NUMBER_OF}{at}": product(monomial, numbers).coalesce(0) for monomial, at in one.slots.items()}


def _without_null_types(table: Any) -> Any:
    """The table without columns of which the type says that they are NULL everywhere: nothing is known by them."""
    return table.drop(*(name for name, dtype in table.schema().items() if dtype.is_null() and name != "id"))


def _with_facts_flagged(norms: Norms, table: Any) -> Any:
    """The table with a column, NULL everywhere, for each fact of which it says only that it cannot be found out."""
    import ibis

    known = columns_of_all(norms)
    names = [name.removeprefix(INDETERMINABLE) for name in table.columns if name.startswith(INDETERMINABLE)]
    return table.mutate(**{name: ibis.null(_NULLS[known[name].kind]) for name in names if name not in table.columns})


def _parts(table: Any, profile: Profile, carried: tuple[str, ...]) -> Iterator[Part]:
    """The rows of each violation."""
    for violation, window in profile.windows.items():
        yield Part(violation, profile.single, table, window, carried, profile.bad_places)


def _met(lot: Lot, profile: Profile, limit: int) -> Iterable[tuple[int, ...]]:
    """The combinations that rows of a violation have, or all that they can have where these are few."""
    if lot.combinations.few(profile.counts[lot.combinations.violation]):
        return lot.combinations.possible()
    names = [f"{KEY}{at}" for at in range(len(lot.keys))]
    good = lot.rows.filter(lot.rows[names[0]] >= 0)
    found = good.select(*names).distinct().limit(limit + 1).to_pyarrow().to_pydict()
    if len(found[names[0]]) > limit:
        raise too_many(limit)
    return [lot.indices_of(keys) for keys in zip(*(found[name] for name in names), strict=True)]


def _by_verdict(one: _Keyed, found: Any, numbering: Numbering, carried: Sequence[str]) -> Any:
    """The rows of a violation with the number of their verdict, as `found` says, and the numbers their formulas need."""
    import ibis

    table = one.lot.rows
    rows = one.lot.limited().left_join(found, [(name, f"met:{name}") for name in one.keys])
    numbers = one.lot.numbers(rows)
    verdict = rows[VERDICT].coalesce(ibis.literal(PROBLEMS.index("bad_value"), "int32"))
    if SHAPE in one.table.column_names:
        asked = set(one.table[SHAPE].to_pylist())
        cases = [
            (rows[SHAPE] == at, offset(tree, numbers, lambda number, divisor: quotient(table, number, divisor))[0])
            for at, tree in enumerate(numbering.trees, 1)
            if at in asked
        ]
        verdict = (verdict + ibis.cases(*cases, else_=ibis.literal(0, "int32"))).cast("int32")
    return rows.select("id", "violation", *carried, **{VERDICT: verdict}, **_products(one, rows))


def _refused(table: Any, violations: Sequence[str | None], code: str, carried: Sequence[str]) -> Any:
    import ibis

    named = [each for each in violations if each is not None]
    mine = table["violation"].isin(named) if named else ibis.literal(False)
    if None in violations:
        mine = mine.fill_null(False) | table["violation"].isnull()
    verdict = ibis.literal(PROBLEMS.index(code), "int32")
    return table.filter(mine).select("id", "violation", *carried, **{VERDICT: verdict})


def _missing(part: Any, width: int) -> dict[str, Any]:
    import ibis

    names = [f"{NUMBER_OF}{at}" for at in range(1, width + 1)]
    return {name: ibis.literal(0, "int64") for name in names if name not in part.columns}


def _order(carried: Sequence[str], width: int) -> list[str]:
    return ["id", "violation", *carried, VERDICT, *(f"{NUMBER_OF}{at}" for at in range(1, width + 1))]


def _as_it_is(rows: Any) -> Any:
    return rows


def _together(parts: list[Any]) -> Any:
    import ibis

    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _cases(table: Any, rows: Any, payload: Payload, names: Sequence[str], carried: Sequence[str]) -> Any:
    found = _joined(table, rows, payload, names, "left")
    fines = {name: yuan(table, _bound(table, found, payload, name)) for name in FINES}
    return found.mutate(**fines).select("id", *carried, *CASES_COLUMNS)


def _penalties(table: Any, rows: Any, payload: Payload, names: Sequence[str]) -> Any:
    import ibis

    found = _joined(table, rows, payload, names, "inner")
    money = found["unit"].fill_null("yuan") == "yuan"
    bounds = {}
    for name in BOUNDS:
        number = _bound(table, found, payload, name)
        bounds[name] = yuan(table, ibis.ifelse(money, number, number * 100))
    return found.mutate(**bounds).select("id", *PENALTIES_COLUMNS)


def _joined(table: Any, rows: Any, payload: Payload, names: Sequence[str], how: str) -> Any:
    """The rows with what is said of their verdict, looked up by the columns named."""
    data = payload.data.rename_columns([f"met:{name}" if name in names else name for name in payload.data.column_names])
    return rows.join(look_up(table, data), [(name, f"met:{name}") for name in names], how=how)


def _bound(table: Any, rows: Any, payload: Payload, name: str) -> Any:
    return bound_of(rows, payload, name, lambda number, divisor: quotient(table, number, divisor))
