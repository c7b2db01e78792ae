"""The rows of a table by key, and what follows for each combination of cells that the rows of a violation have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any, Final

from attrs import define, field, frozen

from .asked import Window
from .checking import too_many
from .combinations import Combinations
from .formulas import largest, rounded_in
from .keyed import KEY, VALUE, VIOLATION, Roster, keyed
from .layout import Layout, layout_of
from .learnt import Columns, Learnt
from .paths import Small, Tree
from .profile import Profile

AT_ONCE: Final = 20
"""How many times more combinations a table of several violations may have in all than one of them alone."""


@define(eq=False)
class Lot:
    """One violation in a table: its combinations, what follows for each, the largest numbers it can compute with."""

    combinations: Combinations
    trees: dict[tuple[int, ...], Tree] = field(factory=dict)
    limits: dict[str, int] = field(factory=dict)


@frozen(eq=False)
class Batch:
    """Rows by key under one layout, with the lot of each violation; without a roster all are of one violation."""

    layout: Layout
    roster: Roster | None
    rows: Any
    lots: Mapping[str, Lot]

    @property
    def of(self) -> str:
        """The column that says of which violation a row is."""
        return "violation" if self.roster is None else VIOLATION

    @property
    def keys(self) -> list[str]:
        """The columns of the key."""
        return [*([] if self.roster is None else [VIOLATION]), *(f"{KEY}{at}" for at in range(len(self.layout.packs)))]


@frozen(eq=False)
class Reading:
    """How a table is read: what is known of it, what is taken over, how many combinations are too many.

    `keep` may run rows by key and keep them, where they are read more than once; `tell` is told how many of how many
    combinations have been evaluated.
    """

    table: Any
    profile: Profile
    carried: tuple[str, ...]
    limit: int
    keep: Callable[[Any], Any]
    tell: Callable[[int, int], None]


def window_of(profile: Profile) -> Window:
    """What all rows of a table span: violations that share it share more of their terms."""
    windows = tuple(profile.windows.values())
    return Window(
        (min(each.acts[0] for each in windows), max(each.acts[1] for each in windows)),
        (min(each.decisions[0] for each in windows), max(each.decisions[1] for each in windows)),
        tuple(dict.fromkeys(chain.from_iterable(each.divisions for each in windows))),
    )


def roster_of(profile: Profile) -> Roster | None:
    """The violations of a table by number; None where all rows are of one."""
    if profile.single:
        return None
    refused = {name: code for code, names in profile.refused.items() for name in names if name is not None}
    return Roster({name: at for at, name in enumerate((*profile.windows, *refused))}, refused)


def batches_of(learnt: Learnt, reading: Reading) -> list[Batch]:
    """The rows of a table by key, with what follows for the combinations that they have.

    Where formulas turn out to hang on single small numbers of a violation, its rows are keyed once more.
    """
    roster = roster_of(reading.profile)
    found: list[Batch] = []
    waiting = tuple(reading.profile.windows)
    whole = True
    while waiting or not found:
        layout = layout_for(learnt, reading.table, reading.profile, waiting)
        rows = keyed(reading.table, layout, roster, reading.carried, reading.profile.bad_places, whole=whole)
        batch = Batch(layout, roster, reading.keep(rows), {})
        lots, waiting = _settled(learnt, reading, batch)
        found.append(Batch(layout, roster, _without(batch.rows, roster, waiting), lots))
        whole = False
    # The first has the rows of which nothing is asked too, unless all are of one violation.
    return [batch for at, batch in enumerate(found) if batch.lots or (at == 0 and roster is not None)]


def layout_for(learnt: Learnt, table: Any, profile: Profile, violations: Iterable[str]) -> Layout:
    """The layout for violations of a table."""
    columns = Columns(dict(table.schema().items()))
    window = window_of(profile) if profile.windows else None
    return layout_of({each: learnt.variants(each, window, columns) for each in violations if window is not None})


def _without(rows: Any, roster: Roster | None, violations: Sequence[str]) -> Any:
    """The rows without those of some violations."""
    if not violations:
        return rows
    if roster is None:
        return rows.limit(0)
    mine = rows[VIOLATION].notin([roster.numbers[each] for each in violations])
    return rows.filter(mine.fill_null(True))


def _settled(learnt: Learnt, reading: Reading, batch: Batch) -> tuple[dict[str, Lot], tuple[str, ...]]:
    """The lots of a batch, and the violations of which columns turned out to be near."""
    lots: dict[str, Lot] = {}
    near: list[str] = []
    met = _met(learnt, reading, batch)
    done, of = 0, sum(map(len, met.values()))
    for violation, indices in met.items():
        reading.tell(done, of)
        done += len(indices)
        lot = Lot(learnt.combinations(violation, batch.layout.terms[violation]))
        try:
            settle(lot, indices)
        except Small as small:
            learnt.near.setdefault(violation, set()).add(small.column)
            near.append(violation)
        else:
            lots[violation] = lot
    return lots, tuple(near)


def settle(lot: Lot, combinations: Iterable[tuple[int, ...]]) -> None:
    """Evaluate the combinations that rows have, and find the largest numbers that their formulas can take."""
    lot.trees = {indices: lot.combinations.tree(indices) for indices in combinations}
    seen = {id(tree): tree for tree in lot.trees.values()}
    lot.limits = largest(one for tree in seen.values() for one in rounded_in(tree))


def _met(learnt: Learnt, reading: Reading, batch: Batch) -> dict[str, Collection[tuple[int, ...]]]:
    """By violation the combinations that rows have, or all that they can have where these are few."""
    layout = batch.layout
    if batch.roster is None:
        (violation,) = layout.terms
        combinations = learnt.combinations(violation, layout.terms[violation])
        if combinations.few(reading.profile.counts[violation]):
            return {violation: tuple(combinations.possible())}
    good = batch.rows.filter(batch.rows[f"{KEY}0"] >= 0)
    most = reading.limit * (1 if batch.roster is None else AT_ONCE)
    data = good.select(*batch.keys).distinct().limit(most + 1).to_pyarrow().to_pydict()
    rows = zip(*(data[name] for name in batch.keys), strict=True)
    found: dict[str, list[tuple[int, ...]]] = {each: [] for each in layout.terms}
    if batch.roster is None:
        (violation,) = layout.terms
        found[violation] = [layout.indices_of(violation, keys) for keys in rows]
    else:
        names = tuple(batch.roster.numbers)
        for number, *keys in rows:
            found[names[number]].append(layout.indices_of(names[number], keys))
    counts = [len(each) for each in found.values()]
    if sum(counts) > most or max(counts, default=0) > reading.limit:
        raise too_many(reading.limit)
    return dict(found)


def beyond(rows: Any, limits: Mapping[int, Any]) -> Any:
    """Whether a row has a number too large to compute with, by slot the largest that is not; None without any."""
    over = [rows[f"{VALUE}{slot}"] > limit for slot, limit in limits.items()]
    return reduce(or_, over) if over else None


def limited(rows: Any, limits: Mapping[int, Any]) -> dict[str, Any]:
    """By slot the whole numbers that formulas compute with, NULL beyond the largest for which they cannot overflow."""
    import ibis

    found = {}
    for slot, limit in limits.items():
        number = rows[f"{VALUE}{slot}"]
        found[str(slot)] = ibis.ifelse(number <= limit, number, ibis.null("int64"))
    return found


def limits_of(layout: Layout, violation: str, lot: Lot) -> dict[int, int]:
    """By slot the largest number with which the formulas of a violation can compute."""
    columns = layout.columns[violation]
    return {slot: lot.limits[column] for slot, column in enumerate(columns) if column in lot.limits}
