"""The rows of a table by key, as one Ibis expression for all violations of a layout: no row is looked at twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any, Final

from attrs import frozen

from ..model.facts import Derivation, Derived
from .engines import look_up
from .layout import Layout, Place, Variant
from .problems import PROBLEMS
from .source import FLAW, PART_OF_A_UNIT, TOO_LARGE, Source, flaw_of, whole_numbers

KEY: Final = "key:"
VALUE: Final = "value:"
VIOLATION: Final = "violation:"
"""Names of the columns between input and output: packed indices, numbers that formulas compute with, the number of the
violation in its roster."""
_MEANT: Final = "meant:"
_SLOT: Final = "slot:"
_REFUSED: Final = "refused:"
_TURN: Final = "turn:"
_DAY: Final = "day:"
_PAIRS: Final = (
    ("occurred_on", "ended_on"),
    ("occurred_on", "discovered_on"),
    ("discovered_on", "decided_on"),
    ("party_birth_date", "occurred_on"),
)
"""Days of which the second is never before the first."""
_DAYS: Final = ("occurred_on", "ended_on", "discovered_on", "filed_on", "decided_on", "party_birth_date")


@frozen(eq=False)
class Roster:
    """The violations of a table by number; those that cannot be decided have a problem instead of terms."""

    numbers: Mapping[str, int]
    refused: Mapping[str, str]

    def names(self) -> Any:
        """By number the name of each violation, as an Arrow table."""
        import pyarrow as pa

        numbers = pa.array(self.numbers.values(), pa.int32())
        return pa.table({VIOLATION: numbers, "violation": pa.array(self.numbers, pa.string())})

    def of(self, layout: Layout, *, whole: bool) -> Any:
        """By name what a layout means for the rows of each violation; of all in the roster where it is the `whole`."""
        import pyarrow as pa

        names = list(self.numbers) if whole else list(layout.standing)
        codes = [self.refused.get(name) for name in names]
        columns = {
            "met:violation": pa.array(names, pa.string()),
            VIOLATION: pa.array([self.numbers[name] for name in names], pa.int32()),
            _REFUSED: pa.array([0 if code is None else 1 + PROBLEMS.index(code) for code in codes], pa.int8()),
        }
        for kind, places in ((_MEANT, layout.places), (_SLOT, layout.slots)):
            for at, place in enumerate(places):
                if not _fixed(place, layout) and not place.days:
                    columns[f"{kind}{at}"] = pa.array([1 + place.meant.get(name, -1) for name in names], pa.int16())
        return pa.table(columns)


def keyed(
    table: Any,
    layout: Layout,
    roster: Roster | None,
    carried: Sequence[str],
    bad_places: Sequence[str],
    *,
    whole: bool = True,
) -> Any:
    """The rows with `id`, what is carried over, key columns and the numbers of formulas.

    The first key is below zero where a row cannot be decided: -1 less the number of the problem. Without a roster all
    rows are of the one violation of the layout; where the layout is not the `whole`, the other rows are left out.
    """
    has = frozenset(table.columns).__contains__
    variants = [each for place in (*layout.places, *layout.slots) for each in place.variants]
    raw = dict.fromkeys(("id", "violation", *carried, *filter(has, (*_DAYS, "jurisdiction"))))
    raw |= dict.fromkeys(name for each in variants for name in each.reads.raw)
    numbers = dict.fromkeys(pair for each in variants for pair in each.reads.numbers)
    # First the few columns, then the rows: Ibis binds every step against all columns of the one before.
    mine = table.select(*dict.fromkeys((*raw, *(name for name, _ in numbers))))
    meant: list[str] = []
    if roster is not None:
        mine, meant = _met(table, mine, layout, roster, whole=whole)
        raw.pop("violation")
    rows = mine.select(*raw, *meant, **whole_numbers(mine, numbers))
    of = ["violation"] if roster is None else [VIOLATION]
    columns = {**_keys(rows, layout, roster, bad_places), **_values(rows, layout)}
    return rows.select("id", *of, *carried, **columns)


def _met(table: Any, rows: Any, layout: Layout, roster: Roster, *, whole: bool) -> tuple[Any, list[str]]:
    """The rows with what the layout means for their violation, and between which turns of its law their days lie."""
    turning = {at: place for at, place in enumerate(layout.places) if _turns(place, layout)}
    turns = {at: sorted({day for each in place.days for day in each.days}) for at, place in turning.items()}
    source = Source(rows)
    days = {at: place.days[0].day(source) for at, place in turning.items()}
    rows = rows.mutate(**{f"{_TURN}{at}": source.steps(days[at], turns[at]) for at in turning})
    known = roster.of(layout, whole=whole)
    met = [name for name in known.column_names if name != "met:violation"]
    rows = rows.join(look_up(table, known), [("violation", "met:violation")], how="left" if whole else "inner")
    for at, place in turning.items():
        stretches = look_up(table, _stretches(at, place, turns[at], roster))
        on = [(VIOLATION, f"met:{at}:{VIOLATION}"), (f"{_TURN}{at}", f"met:{_TURN}{at}")]
        rows = rows.left_join(stretches, on)
        met.append(f"{_DAY}{at}")
    return rows, met


def _stretches(at: int, place: Place, turns: Sequence[date], roster: Roster) -> Any:
    """By violation and by stretch between all turns in which of its own stretches a day lies, as an Arrow table."""
    import pyarrow as pa

    found = [
        (roster.numbers[name], stretch, 1 + bisect_right(place.days[meant].days, first))
        for name, meant in place.meant.items()
        for stretch, first in enumerate((date.min, *turns), 1)
    ]
    numbers, stretches, indices = zip(*found, strict=True)
    return pa.table(
        {
            f"met:{at}:{VIOLATION}": pa.array(numbers, pa.int32()),
            f"met:{_TURN}{at}": pa.array(stretches, pa.int16()),
            f"{_DAY}{at}": pa.array(indices, pa.int16()),
        }
    )


def _fixed(place: Place, layout: Layout) -> bool:
    """Whether the same is meant for all rows."""
    return len(place.variants) == 1 and len(place.meant) == len(layout.standing)


def _turns(place: Place, layout: Layout) -> bool:
    """Whether it is a day that other turns of the law cut for other violations."""
    return bool(place.days) and not _fixed(place, layout)


def _chosen(rows: Any, layout: Layout, at: str, place: Place, answer: Callable[[Variant], Any], none: Any) -> Any:
    """What a place comes to: the answer for the term that is meant."""
    answers = [answer(each) for each in place.variants]
    if _fixed(place, layout):
        return answers[0]
    return pick(rows[at], [none, *answers], [len(layout.standing) - len(place.meant), *place.weights])


def pick(number: Any, answers: Sequence[Any], weights: Sequence[int], first: int = 0) -> Any:
    """The answer of a number, counted from `first`: the heavier an answer, the fewer comparisons lead to it."""
    import ibis

    if all(answer is answers[0] for answer in answers):
        return answers[0]
    below = list(accumulate(weights))
    cut = min(1 + bisect_left(below, below[-1] / 2), len(answers) - 1)
    low = pick(number, answers[:cut], weights[:cut], first)
    high = pick(number, answers[cut:], weights[cut:], first + cut)
    return ibis.ifelse(number < first + cut, low, high)


def _keys(rows: Any, layout: Layout, roster: Roster | None, bad_places: Sequence[str]) -> dict[str, Any]:
    import ibis

    gates = _gates(rows, layout, bad_places)
    if roster is not None:
        # A row without a violation is not in the roster.
        none = ibis.literal(-1 - PROBLEMS.index("unknown_violation"), "int64")
        refused = rows[_REFUSED]
        gates = [(refused.isnull(), none), (refused > 0, -refused.cast("int64")), *gates]
    keys = {}
    for number, pack in enumerate(layout.packs):
        key, times, fixed = ibis.literal(0, "int64"), 1, 0
        for at in reversed(pack):
            place = layout.places[at]
            possible = place.variants[0].term.possible()
            if _fixed(place, layout) and len(possible) == 1:
                fixed += possible[0] * times
            else:
                key = key + _index(rows, layout, at).cast("int64") * times
            times *= place.size
        key = key + fixed
        if number == 0:
            key = ibis.cases(*gates, else_=key)
        elif roster is None:
            zero = ibis.literal(0, "int64")
            key = ibis.cases(*((condition, zero) for condition, _ in gates), else_=key)
        keys[f"{KEY}{number}"] = key
    return keys


def _index(rows: Any, layout: Layout, at: int) -> Any:
    import ibis

    place = layout.places[at]
    if _turns(place, layout):
        return rows[f"{_DAY}{at}"]
    kind = "int64" if place.size > 2**15 - 1 else "int16"

    def index(variant: Variant) -> Any:
        possible = variant.term.possible()
        if len(possible) == 1:
            return ibis.literal(possible[0], kind)
        found = variant.term.index(_source(rows, variant))
        return found.cast(kind)

    return _chosen(rows, layout, f"{_MEANT}{at}", place, index, ibis.literal(0, kind))


def _values(rows: Any, layout: Layout) -> dict[str, Any]:
    """The numbers that formulas may compute with."""
    import ibis

    def value(variant: Variant) -> Any:
        return _source(rows, variant).number(getattr(variant.term, "column", ""))

    none = ibis.null("int64")
    return {
        f"{VALUE}{at}": _chosen(rows, layout, f"{_SLOT}{at}", place, value, none)
        for at, place in enumerate(layout.slots)
    }


def _source(rows: Any, variant: Variant) -> Source:
    """The rows as a term reads them."""
    derived = {id_: _derived(id_, found, given=given) for id_, found, given in variant.reads.derived}
    return Source(rows, dict(variant.reads.numbers), derived, {variant.term.name: variant.reads.parts})


def _derived(id_: str, derived: Derived, *, given: bool) -> Callable[[Source], Any]:
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
        return source.given(id_).coalesce(found) if given else found

    return number


def _gates(rows: Any, layout: Layout, bad_places: Sequence[str]) -> list[tuple[Any, Any]]:
    """What makes a row impossible to decide, in order of precedence, with the key of each problem."""
    import ibis

    source = Source(rows)
    occurred, decided = rows["occurred_on"], rows["decided_on"]
    found = [(occurred.isnull() | decided.isnull(), "no_date"), (decided < source.act_on, "dates_reversed")]
    found += [
        (rows[later] < rows[earlier], "dates_reversed")
        for earlier, later in _PAIRS
        if source.has(earlier) and source.has(later)
    ]
    if bad_places:
        found.append((rows["jurisdiction"].isin(list(bad_places)), "unknown_division"))
    flaws = _flaws(rows, layout)
    if flaws:
        # Hardly any row has one: only of these it is asked whether it is in a number that is asked for.
        flawed = ibis.coalesce(*(rows[name] for name in rows.columns if name.startswith(FLAW))).notnull()
        found += [
            (flawed & reduce(or_, (flaw == kind for flaw in flaws)), code)
            for kind, code in ((TOO_LARGE, "too_large"), (PART_OF_A_UNIT, "bad_value"))
        ]
    return [(condition, _key_of(code)) for condition, code in found]


def _key_of(code: str) -> Any:
    import ibis

    return ibis.literal(-1 - PROBLEMS.index(code), "int64")


def _flaws(rows: Any, layout: Layout) -> list[Any]:
    """What is wrong with the numbers that a row is asked for, by place."""
    import ibis

    known = frozenset(rows.columns)
    found = []
    for at, place in enumerate(layout.places):
        flaws = {
            each: [name for name in (flaw_of(*pair) for pair in each.reads.numbers) if name in known]
            for each in place.variants
        }
        if any(flaws.values()):
            none = ibis.null("int8")

            def flaw(variant: Variant, flaws: Mapping[Variant, list[str]] = flaws, none: Any = none) -> Any:
                names = flaws[variant]
                return ibis.coalesce(*(rows[name] for name in names)) if names else none

            found.append(_chosen(rows, layout, f"{_MEANT}{at}", place, flaw, none))
    return found
