"""`evaluate_table`: a table of cases → the two tables of what the law says of them, one expression on any engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ..compiler import Norms
from .checking import checked, too_many
from .engines import look_up, quotient, yuan
from .entries import BOUNDS, CASES, FINES, PENALTIES
from .formulas import monomials_of, product, rounded_in
from .lookups import (
    NUMBER_OF,
    SHAPE,
    VERDICT,
    Numbering,
    Payload,
    bound_of,
    key_table,
    line_table,
    offset,
    verdict_table,
)
from .lots import KEY, VALUE, Lot, Part, settled_lot
from .problems import PROBLEMS, problem_of
from .profile import Profile, profile_of

COMBINATIONS: Final = 200_000
"""How many different combinations of cells a table may have before it is refused."""
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


@frozen(eq=False)
class Tables:
    """What the law says of a table of cases (批量认定), as two expressions that run when they are asked.

    `cases` has a row for each case, `penalties` one for each case, penalty and option.
    """

    cases: Any
    penalties: Any


def evaluate_table(norms: Norms, table: Any, *, carry: Iterable[str] = (), limit: int = COMBINATIONS) -> Tables:
    """The lawful ranges of all cases in a table (批量认定): an Ibis table of DuckDB, Polars or Spark.

    Small look-ups run at once (which days, divisions and combinations of cells the rows have); each combination is
    evaluated by the evaluator of single cases, and the rest is left to the engine. `carry` names columns that are
    taken over unread into `cases`.

    Raises:
        TableInvalid: columns that are unknown, missing or of the wrong type; more combinations than `limit`.
    """
    carried = tuple(carry)
    checked(norms, table, carried, tuple(CASES_COLUMNS))
    table = _without_null_types(table)
    profile = profile_of(norms, table)
    numbering = Numbering()
    for code in PROBLEMS:
        numbering.start(problem_of(code), {})
    lots = [settled_lot(norms, part, lambda lot: _met(lot, profile, limit)) for part in _parts(table, profile, carried)]
    parts = [_rows_of(lot, numbering, carried) for lot in lots]
    parts += [_refused(table, violations, code, carried) for code, violations in profile.refused.items()]
    width = max((len(slots) for slots in numbering.slots), default=0)
    rows = _together([part.mutate(**_missing(part, width)).select(*_order(carried, width)) for part in parts])
    return Tables(_cases(table, rows, numbering, carried), _penalties(table, rows, numbering))


def _without_null_types(table: Any) -> Any:
    """The table without columns of which the type says that they are NULL everywhere: nothing is known by them."""
    return table.drop(*(name for name, dtype in table.schema().items() if dtype.is_null() and name != "id"))


def _parts(table: Any, profile: Profile, carried: tuple[str, ...]) -> Iterator[Part]:
    """The rows of each violation."""
    for violation, window in profile.windows.items():
        rows = table if profile.single else table.filter(table["violation"] == violation)
        yield Part(violation, rows, window, carried, profile.bad_places)


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


def _rows_of(lot: Lot, numbering: Numbering, carried: Sequence[str]) -> Any:
    """The rows of a violation with the number of their verdict and the numbers their formulas need."""
    import ibis

    used = monomials_of(one for tree in lot.trees.values() for one in rounded_in(tree))
    slots = {monomial: at for at, monomial in enumerate(used, 1)}
    keys = key_table(lot, numbering, slots)
    known = look_up(lot.rows, keys.rename_columns([f"met:{name}" for name in keys.column_names]))
    rows = lot.rows.left_join(known, [(f"{KEY}{at}", f"met:{KEY}{at}") for at in range(len(lot.keys))])
    numbers = lot.numbers(rows)

    def divide(number: Any, divisor: Any) -> Any:
        return quotient(rows, number, divisor)

    verdict = rows[f"met:{VERDICT}"]
    if SHAPE in keys.column_names:
        asked = set(keys[SHAPE].to_pylist())
        cases = [
            (rows[f"met:{SHAPE}"] == at, offset(tree, numbers, divide)[0])
            for at, tree in enumerate(numbering.trees, 1)
            if at in asked
        ]
        verdict = (verdict + ibis.cases(*cases, else_=ibis.literal(0, "int32"))).cast("int32")
    too_large = ibis.literal(PROBLEMS.index("too_large"), "int32")
    gates = [(rows[f"{KEY}0"] < 0, (-1 - rows[f"{KEY}0"]).cast("int32"))]
    gates += [(rows[VALUE + name] > limit, too_large) for name, limit in lot.limits.items()]
    gates.append((verdict.isnull(), ibis.literal(PROBLEMS.index("bad_value"), "int32")))
    terms = {f"{NUMBER_OF}{at}": product(monomial, numbers).coalesce(0) for monomial, at in slots.items()}
    return rows.select("id", "violation", *carried, **{VERDICT: ibis.cases(*gates, else_=verdict)}, **terms)


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


def _together(parts: list[Any]) -> Any:
    import ibis

    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _cases(table: Any, rows: Any, numbering: Numbering, carried: Sequence[str]) -> Any:
    payload = verdict_table(numbering)
    found = _joined(table, rows, payload)
    fines = {name: yuan(table, _bound(found, payload, name)) for name in FINES}
    return found.mutate(**fines).select("id", *carried, *CASES_COLUMNS)


def _penalties(table: Any, rows: Any, numbering: Numbering) -> Any:
    import ibis

    payload = line_table(numbering)
    found = _joined(table, rows, payload)
    money = found["unit"].fill_null("yuan") == "yuan"
    bounds = {}
    for name in BOUNDS:
        number = _bound(found, payload, name)
        bounds[name] = yuan(table, ibis.ifelse(money, number, number * 100))
    return found.mutate(**bounds).select("id", *PENALTIES_COLUMNS)


def _joined(table: Any, rows: Any, payload: Payload) -> Any:
    data = payload.data.rename_columns([f"met:{VERDICT}", *payload.data.column_names[1:]])
    return rows.inner_join(look_up(table, data), [(VERDICT, f"met:{VERDICT}")])


def _bound(rows: Any, payload: Payload, name: str) -> Any:
    return bound_of(rows, payload, name, lambda number, divisor: quotient(rows, number, divisor))
