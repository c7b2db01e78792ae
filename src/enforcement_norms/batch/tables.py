"""`evaluate_table`: a table of cases → the two tables of what the law says of them, one expression on any engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ..collecting import seldom_collected
from ..compiler import Norms
from .checking import checked
from .columns import ColumnKind, columns_of_all
from .cutting import INDETERMINABLE
from .engines import dropped, kept, look_up, quotient, yuan
from .entries import BOUNDS, CASES, FINES, PENALTIES
from .formulas import product
from .keyed import KEY, VIOLATION, pick
from .learnt import Learnt
from .lookups import (
    LIMIT,
    NUMBER_OF,
    SHAPE,
    USES,
    VERDICT,
    Numbering,
    Payload,
    bound_of,
    by_key,
    key_table,
    line_table,
    offset,
    products_of,
    verdict_table,
)
from .lots import Batch, Reading, batches_of, beyond, limited, limits_of
from .paths import Monomial
from .problems import PROBLEMS, problem_of
from .profile import profile_of

COMBINATIONS: Final = 200_000
"""How many different combinations of cells a table may have before it is refused."""
KEPT_FROM: Final = 16
"""From how many violations on the engine keeps the rows by key: reckoning them anew for each result would take longer."""
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


def evaluate_table(
    norms: Norms,
    table: Any,
    *,
    carry: Iterable[str] = (),
    limit: int = COMBINATIONS,
    learnt: Learnt | None = None,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> Tables:
    """The lawful ranges of all cases in a table (批量认定): an Ibis table of DuckDB, Polars or Spark.

    Small look-ups run at once (which days, divisions and combinations of cells the rows have); each combination is
    evaluated by the evaluator of single cases, and the rest is left to the engine. `carry` names columns that are
    taken over unread into `cases`. A column that the law of a row's violation does not ask for is not looked at; case
    rules in Python, which look at whole cases one by one, are not run. Tables that follow one another may share what
    is `learnt` of the same norms. `tell` is told how many of how many combinations have been evaluated.

    Raises:
        TableInvalid: columns that are unknown, missing or of the wrong type; more combinations than `limit`.
    """
    with seldom_collected():
        return _evaluated(Learnt(norms) if learnt is None else learnt, table, tuple(carry), limit, tell)


def _evaluated(
    learnt: Learnt, table: Any, carried: tuple[str, ...], limit: int, tell: Callable[[int, int], None]
) -> Tables:
    norms = learnt.norms
    checked(norms, table, carried, tuple(CASES_COLUMNS))
    table = _with_facts_flagged(norms, _without_null_types(table))
    profile = profile_of(norms, table)
    many = len(profile.windows) > KEPT_FROM
    held: list[Any] = []

    def keep(rows: Any) -> Any:
        if many:
            held.append(kept(rows))
            return held[-1]
        return rows

    reading = Reading(table, profile, carried, limit, keep, tell)
    batches = batches_of(learnt, reading)
    numbering = Numbering()
    for code in PROBLEMS:
        numbering.start(problem_of(code), {})
    products = products_of(batches)
    keyed = [_Keyed(batch, key_table(batch, numbering, products)) for batch in batches]
    if keyed[0].batch.roster is None and SHAPE not in keyed[0].table.column_names:
        return _by_key(table, keyed[0], numbering, products, carried)
    rows = _together([_by_verdict(table, each, numbering, products, carried) for each in keyed])
    names = [VERDICT]
    return Tables(
        _cases(table, rows, verdict_table(numbering), names, carried),
        _penalties(table, rows, line_table(numbering), names),
        tuple(held),
    )


@frozen(eq=False)
class _Keyed:
    """Rows by key, and what to look up by it."""

    batch: Batch
    table: Any

    def renamed(self) -> Any:
        """The look-up with its key columns under names that rows do not have."""
        names = self.table.column_names
        return self.table.rename_columns([f"met:{name}" if name in self.batch.keys else name for name in names])

    @property
    def limits(self) -> dict[int, int]:
        """By slot the largest numbers to compute with, where all rows are of one violation."""
        ((violation, lot),) = self.batch.lots.items()
        return limits_of(self.batch.layout, violation, lot)


def _by_key(
    table: Any, one: _Keyed, numbering: Numbering, products: Mapping[Monomial, int], carried: Sequence[str]
) -> Tables:
    """The tables where each key leads to one verdict: what the verdict says is looked up by the key at once."""
    limits = one.limits
    rows = _refused_beyond(one.batch.rows, one.batch.keys, beyond(one.batch.rows, limits))
    rows = rows.mutate(**_products(rows, limited(rows, limits), products))
    names = one.batch.keys
    verdicts, lines = (by_key(one.table, payload) for payload in (verdict_table(numbering), line_table(numbering)))
    return Tables(_cases(table, rows, verdicts, names, carried), _penalties(table, rows, lines, names))


def _refused_beyond(rows: Any, names: Sequence[str], over: Any) -> Any:
    """The rows, where those with a number too large to compute with have the key of that problem."""
    import ibis

    if over is None:
        return rows
    first, *others = names
    too_large = ibis.literal(-1 - PROBLEMS.index("too_large"), "int64")
    keys = {name: ibis.ifelse(over, ibis.literal(0, "int64"), rows[name]) for name in others}
    return rows.mutate(**{first: ibis.ifelse(over & (rows[first] >= 0), too_large, rows[first])}, **keys)


def _products(rows: Any, numbers: Mapping[str, Any], products: Mapping[Monomial, int]) -> dict[str, Any]:
    """The products that formulas are sums of, 0 where a row does not need them."""
    import ibis

    found = {}
    for monomial, at in products.items():
        number = ibis.literal(0, "int64")
        if all(slot in numbers for slot in monomial):
            number = product(monomial, numbers).coalesce(0)
            if f"{USES}{at}" in rows.columns:
                # Of a violation that does not multiply its numbers the product may be too large.
                number = ibis.ifelse(rows[f"{USES}{at}"].fill_null(False), number, ibis.literal(0, "int64"))
        found[f"{NUMBER_OF}{at}"] = number
    return found


def _without_null_types(table: Any) -> Any:
    """The table without columns of which the type says that they are NULL everywhere: nothing is known by them."""
    return table.drop(*(name for name, dtype in table.schema().items() if dtype.is_null() and name != "id"))


def _with_facts_flagged(norms: Norms, table: Any) -> Any:
    """The table with a column, NULL everywhere, for each fact of which it says only that it cannot be found out."""
    import ibis

    known = columns_of_all(norms)
    names = [name.removeprefix(INDETERMINABLE) for name in table.columns if name.startswith(INDETERMINABLE)]
    return table.mutate(**{name: ibis.null(_NULLS[known[name].kind]) for name in names if name not in table.columns})


def _by_verdict(
    table: Any, one: _Keyed, numbering: Numbering, products: Mapping[Monomial, int], carried: Sequence[str]
) -> Any:
    """Rows with the number of their verdict and the numbers that its formulas need."""
    import ibis

    batch = one.batch
    rows = batch.rows.left_join(look_up(table, one.renamed()), [(name, f"met:{name}") for name in batch.keys])
    if batch.roster is None:
        limits: Mapping[int, Any] = one.limits
    else:
        slots = [int(name.removeprefix(LIMIT)) for name in one.table.column_names if name.startswith(LIMIT)]
        limits = {slot: rows[f"{LIMIT}{slot}"] for slot in slots}
    numbers = limited(rows, limits)
    verdict = rows[VERDICT].coalesce(ibis.literal(PROBLEMS.index("bad_value"), "int32"))
    if SHAPE in one.table.column_names:
        asked = Counter(shape or 0 for shape in one.table[SHAPE].to_pylist())
        zero = ibis.literal(0, "int32")
        after = [
            offset(shape, numbers, lambda number, divisor: quotient(table, number, divisor))[0] if asked[at] else zero
            for at, shape in enumerate((None, *numbering.shapes))
        ]
        weights = [asked[at] for at in range(len(after))]
        verdict = (verdict + pick(rows[SHAPE].fill_null(0), after, weights)).cast("int32")
    key, over = rows[f"{KEY}0"], beyond(rows, limits)
    gates = [(key < 0, (-1 - key).cast("int32"))]
    if over is not None:
        gates.append((over, ibis.literal(PROBLEMS.index("too_large"), "int32")))
    verdict = ibis.cases(*gates, else_=verdict)
    found = rows.select("id", batch.of, *carried, **{VERDICT: verdict}, **_products(rows, numbers, products))
    # Selected once more, as Ibis joins no table to the computed columns of a join.
    found = found.select(*found.columns)
    if batch.roster is None:
        return found
    names = look_up(table, batch.roster.names().rename_columns(["met:violation:", "violation"]))
    found = found.left_join(names, [(VIOLATION, "met:violation:")])
    return found.drop(VIOLATION, "met:violation:")


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
