"""The rows of one violation as an Ibis expression: which verdict each row has, and the numbers its formulas need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen

from ..compiler import Norms
from ..model.facts import Derivation, Derived, FactKind
from ..model.penalty import Unit
from .asked import Law, Window, law_of
from .axes import terms_of
from .combinations import Combinations
from .cutting import IMPOSED, INDETERMINABLE
from .epochs import related
from .formulas import largest, rounded_in
from .paths import Small, Tree
from .problems import PROBLEMS
from .reckoned import ExactTerm, QuotientTerm
from .source import FLAW, NUMBER, PART_OF_A_UNIT, TOO_LARGE, Source, whole_numbers
from .terms import ChoiceTerm, DateTerm, ListTerm, NumberTerm, Term
from .verdicts import open_norms

KEY: Final = "key:"
VALUE: Final = "value:"
"""Names of the columns between input and output: packed indices, numbers that formulas compute with."""
KEY_SIZE: Final = 2**62
"""Indices are packed into whole numbers below this."""
_PAIRS: Final = (
    ("occurred_on", "ended_on"),
    ("occurred_on", "discovered_on"),
    ("discovered_on", "decided_on"),
    ("party_birth_date", "occurred_on"),
)
"""Days of which the second is never before the first."""
_DAYS: Final = ("occurred_on", "ended_on", "discovered_on", "filed_on", "decided_on", "party_birth_date")


@define(eq=False)
class Lot:
    """One violation in a table: its terms, its rows by key, and what follows for each combination they have."""

    terms: tuple[Term, ...]
    combinations: Combinations
    rows: Any
    """The key of the input, the violation, what is carried over, `key:…` and `value:…`."""
    trees: dict[tuple[int, ...], Tree] = field(factory=dict)
    limits: dict[str, int] = field(factory=dict)

    @property
    def keys(self) -> tuple[tuple[int, ...], ...]:
        """Which terms are packed into which key column."""
        return packs_of(self.terms)

    def key_of(self, indices: Sequence[int]) -> tuple[int, ...]:
        """The key columns of a combination."""
        keys = []
        for pack in self.keys:
            key = 0
            for at in pack:
                key = key * self.terms[at].indices + indices[at]
            keys.append(key)
        return tuple(keys)

    def indices_of(self, keys: Sequence[int]) -> tuple[int, ...]:
        """The combination of key columns."""
        indices = [0] * len(self.terms)
        for pack, packed in zip(self.keys, keys, strict=True):
            rest = packed
            for at in reversed(pack):
                rest, indices[at] = divmod(rest, self.terms[at].indices)
        return tuple(indices)

    def numbers(self, rows: Any) -> dict[str, Any]:
        """The whole numbers that formulas compute with, NULL beyond the largest for which they cannot overflow."""
        import ibis

        found = {}
        for column, limit in self.limits.items():
            number = rows[VALUE + column]
            found[column] = ibis.ifelse(number <= limit, number, ibis.null("int64"))
        return found

    def limited(self) -> Any:
        """The rows, where those with a number too large to compute with have the key of that problem."""
        import ibis

        if not self.limits:
            return self.rows
        key = self.rows[f"{KEY}0"]
        first, *others = [self.rows[VALUE + column] > limit for column, limit in self.limits.items()]
        beyond = first
        for other in others:
            beyond = beyond | other
        too_large = ibis.literal(-1 - PROBLEMS.index("too_large"), "int64")
        keys = {
            f"{KEY}{at}": ibis.ifelse(beyond, ibis.literal(0, "int64"), self.rows[f"{KEY}{at}"])
            for at in range(1, len(self.keys))
        }
        return self.rows.mutate(**{f"{KEY}0": ibis.ifelse(beyond & (key >= 0), too_large, key)}, **keys)


def packs_of(terms: Sequence[Term]) -> tuple[tuple[int, ...], ...]:
    """Which terms are packed together into one whole number."""
    packs: list[list[int]] = [[]]
    size = 1
    for at, term in enumerate(terms):
        if size * term.indices > KEY_SIZE:
            packs.append([])
            size = 1
        packs[-1].append(at)
        size *= term.indices
    return tuple(tuple(pack) for pack in packs)


@frozen(eq=False)
class Part:
    """One violation of a table: what its rows span, and what is taken over unread; `alone` where all rows are its."""

    violation: str
    alone: bool
    rows: Any
    window: Window
    carried: tuple[str, ...]
    bad_places: tuple[str, ...]


def lot_of(norms: Norms, part: Part, law: Law, near: Collection[str]) -> Lot:
    """The rows of one violation by key; nothing is evaluated yet. Of columns `near` small numbers are cells."""
    has = frozenset(part.rows.columns).__contains__
    digits = _digits(law, part.rows)
    terms = terms_of(law, part.window, has, digits, near)
    source = _prepared(law, terms, part, digits)
    columns = {**_keys(terms, source, part.bad_places), **_values(terms, source)}
    keyed = source.table.select("id", "violation", *part.carried, **columns)
    open_ = open_norms(norms, related(norms, law.track))
    return Lot(terms, Combinations(part.violation, open_, terms), keyed)


def settled_lot(
    norms: Norms,
    part: Part,
    met: Callable[[Lot], Iterable[tuple[int, ...]]],
    keep: Callable[[Any], Any] = lambda rows: rows,
) -> Lot:
    """The rows of one violation with what follows for each combination that they have (`met` says which).

    `keep` may run the rows by key and keep them, where they are read more than once.
    """
    law = law_of(norms, norms.tracks[part.violation], part.window)
    near: set[str] = set()
    while True:
        lot = lot_of(norms, part, law, near)
        lot.rows = keep(lot.rows)
        try:
            settle(lot, tuple(met(lot)))
        except Small as small:
            near.add(small.column)
        else:
            return lot


def _prepared(law: Law, terms: Sequence[Term], part: Part, digits: Mapping[str, int]) -> Source:
    """The columns that the terms read, numbers as whole numbers."""
    has = frozenset(part.rows.columns).__contains__
    numbers: dict[str, None] = {}
    derived: dict[str, Any] = {}
    parts: dict[str, tuple[str, ...]] = {}
    raw: dict[str, None] = dict.fromkeys(("id", "violation", *part.carried, *filter(has, _DAYS), "jurisdiction"))
    for term in terms:
        fact = law.track.facts.get(term.name)
        if fact is not None and fact.derived is not None and not isinstance(term, ListTerm):
            parts[fact.id] = tuple(part for part in fact.derived.of if has(part))
            if fact.derived.how is Derivation.DAYS_BETWEEN:
                raw |= dict.fromkeys(parts[fact.id])
            else:
                numbers |= dict.fromkeys(parts[fact.id])
            if isinstance(term, NumberTerm) and len(parts[fact.id]) == len(fact.derived.of):
                derived[fact.id] = _derived(fact.id, fact.derived, given=has(fact.id))
        raw |= dict.fromkeys(f"{INDETERMINABLE}{name}" for name in (term.name, *parts.get(term.name, ())))
        if isinstance(term, ChoiceTerm | DateTerm):
            raw[term.column] = None
        elif isinstance(term, ListTerm):
            numbers |= dict.fromkeys(term.columns)
        elif isinstance(term, NumberTerm | QuotientTerm | ExactTerm):
            numbers[term.name if isinstance(term, QuotientTerm) else term.column] = None
    columns = [(name, digits.get(name, 0)) for name in numbers if has(name)]
    kept = tuple(filter(has, raw))
    # First the few columns, then the rows: Ibis binds every step against all columns of the one before.
    mine = part.rows.select(*dict.fromkeys((*kept, *(name for name, _ in columns))))
    if not part.alone:
        mine = mine.filter(mine["violation"] == part.violation)
    return Source(mine.select(*kept, **whole_numbers(mine, columns)), derived, parts)


def _keys(terms: Sequence[Term], source: Source, bad_places: Sequence[str]) -> dict[str, Any]:
    """The key columns; where a row cannot be decided, the first is -1 less the number of the problem."""
    import ibis

    keys = {}
    for number, pack in enumerate(packs_of(terms)):
        key, times = ibis.literal(0, "int64"), 1
        fixed = 0
        for at in reversed(pack):
            possible = terms[at].possible()
            if len(possible) == 1:
                fixed += possible[0] * times
            else:
                key = key + terms[at].index(source).cast("int64") * times
            times *= terms[at].indices
        key = key + fixed
        gates = [
            (condition, ibis.literal(-1 - PROBLEMS.index(code) if number == 0 else 0, "int64"))
            for condition, code in _gates(source, bad_places)
        ]
        key = ibis.cases(*gates, else_=key)
        keys[f"{KEY}{number}"] = key
    return keys


def _values(terms: Sequence[Term], source: Source) -> dict[str, Any]:
    """The numbers that formulas may compute with."""
    columns = [term.column for term in terms if isinstance(term, NumberTerm) and term.symbol]
    return {VALUE + column: source.number(column) for column in columns}


def _gates(source: Source, bad_places: Sequence[str]) -> list[tuple[Any, str]]:
    """What makes a row impossible to decide, in order of precedence, with the code of each problem."""
    table = source.table
    occurred, decided = table["occurred_on"], table["decided_on"]
    found = [(occurred.isnull() | decided.isnull(), "no_date"), (decided < source.act_on, "dates_reversed")]
    found += [
        (table[later] < table[earlier], "dates_reversed")
        for earlier, later in _PAIRS
        if source.has(earlier) and source.has(later)
    ]
    if bad_places:
        found.append((table["jurisdiction"].isin(list(bad_places)), "unknown_division"))
    for name in table.columns:
        if name.startswith(FLAW):
            found.append((table[name] == TOO_LARGE, "too_large"))
            found.append((table[name] == PART_OF_A_UNIT, "bad_value"))
    return found


def settle(lot: Lot, combinations: Sequence[tuple[int, ...]]) -> None:
    """Evaluate the combinations that rows have, and find the largest numbers that their formulas can take."""
    lot.trees = {indices: lot.combinations.tree(indices) for indices in combinations}
    seen = {id(tree): tree for tree in lot.trees.values()}
    lot.limits = largest(one for tree in seen.values() for one in rounded_in(tree))


def _digits(law: Law, rows: Any) -> dict[str, int]:
    """How many decimal places of each column are read: two of money, as many as there are of ratios."""
    found: dict[str, int] = {}
    for name in rows.columns:
        fact = law.track.facts.get(name)
        dtype = rows[name].type()
        if fact is not None and fact.kind is FactKind.MONEY:
            found[name] = 2
        elif fact is not None and fact.kind in (FactKind.RATIO, FactKind.QUANTITY) and dtype.is_decimal():
            found[name] = dtype.scale or 0
        elif name.startswith(IMPOSED):
            measure = law.measures.get(name.removeprefix(IMPOSED))
            found[name] = 2 if measure is None or measure.unit is Unit.YUAN else 0
    return found


def _derived(id_: str, derived: Derived, *, given: bool) -> Any:
    """A fact that follows from others: their sum, or the days between two; as the row gives it where it does."""

    def number(source: Source) -> Any:
        import ibis

        if derived.how is Derivation.SUM:
            first, *others = [source.number(part) for part in derived.of]
            found = first
            for other in others:
                found = found + other
        else:
            start, end = (source.column(part) for part in derived.of)
            days = end.epoch_days().cast("int64") - start.epoch_days().cast("int64")
            found = ibis.ifelse(days < 0, ibis.literal(0, "int64"), days)
        return source.table[NUMBER + id_].coalesce(found) if given else found

    return number
