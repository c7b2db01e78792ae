"""One key for the rows of many violations: which term of each violation stands at which place of the key.

What a violation asks of its rows differs from what another asks, but much is asked by several (the day of the act, the
party, circumstances), and what is asked by one alone needs no place of its own: terms that no violation asks together
share a place. A row says by its violation which of the terms of a place is meant, so that one expression serves all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from ..model.facts import Derivation, Derived
from .asked import Law
from .cutting import INDETERMINABLE
from .reckoned import ExactTerm, QuotientTerm
from .terms import ChoiceTerm, DateTerm, DayTerm, ListTerm, NumberTerm, Term

KEY_SIZE: Final = 2**62
"""Indices are packed into whole numbers below this."""


@frozen
class Reads:
    """What a term reads of a table: columns as they are, numbers with their decimal places, facts that follow."""

    raw: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    parts: tuple[str, ...] = ()
    derived: tuple[tuple[str, Derived, bool], ...] = ()
    """Facts that follow from others, each with whether the table gives it too."""


@frozen(cache_hash=True)
class Variant:
    """A term as the rows of some violations have it; equal ones are one expression."""

    term: Term
    reads: Reads


def variants_of(
    law: Law, terms: Iterable[Term], has: Callable[[str], bool], digits: Mapping[str, int]
) -> tuple[Variant, ...]:
    """The terms of a violation with what each reads."""
    return tuple(Variant(term, _reads(law, term, has, digits)) for term in terms)


def _reads(law: Law, term: Term, has: Callable[[str], bool], digits: Mapping[str, int]) -> Reads:
    raw: dict[str, None] = {}
    numbers: dict[str, None] = {}
    parts: tuple[str, ...] = ()
    derived: dict[str, tuple[str, Derived, bool]] = {}
    fact = law.track.facts.get(term.name)
    if fact is not None and fact.derived is not None and not isinstance(term, ListTerm):
        parts = tuple(part for part in fact.derived.of if has(part))
        (raw if fact.derived.how is Derivation.DAYS_BETWEEN else numbers).update(dict.fromkeys(parts))
        if isinstance(term, NumberTerm) and len(parts) == len(fact.derived.of):
            derived[fact.id] = (fact.id, fact.derived, has(fact.id))
    raw |= dict.fromkeys(f"{INDETERMINABLE}{name}" for name in (term.name, *parts))
    if isinstance(term, ChoiceTerm | DateTerm):
        raw[term.column] = None
    elif isinstance(term, ListTerm):
        numbers |= dict.fromkeys(term.columns)
    elif isinstance(term, NumberTerm | QuotientTerm | ExactTerm):
        numbers[term.name if isinstance(term, QuotientTerm) else term.column] = None
    return Reads(
        tuple(filter(has, raw)),
        tuple((name, digits.get(name, 0)) for name in numbers if has(name)),
        parts,
        tuple(derived.values()),
    )


@frozen(eq=False)
class Place:
    """A place of the key: the terms that can stand there, how many indices there are, by violation which is meant.

    `meant` is from 0; a violation that asks for none of them is not in it. `weights` are how many violations mean each.
    """

    variants: tuple[Variant, ...]
    size: int
    meant: Mapping[str, int]
    weights: tuple[int, ...]

    @property
    def days(self) -> tuple[DayTerm, ...]:
        """The terms where here stands between which turns of the law the act or the decision lies; else none."""
        return tuple(each.term for each in self.variants if isinstance(each.term, DayTerm))


@frozen(eq=False)
class Layout:
    """Where the terms of violations stand in the key, and in which slots the numbers of their formulas."""

    terms: Mapping[str, tuple[Term, ...]]
    places: tuple[Place, ...]
    standing: Mapping[str, tuple[int, ...]]
    """By violation the place of each of its terms."""
    slots: tuple[Place, ...]
    columns: Mapping[str, tuple[str, ...]]
    """By violation the column of the number in each slot that it uses."""
    packs: tuple[tuple[int, ...], ...] = field()
    """Which places are packed into which whole number."""

    @packs.default
    def _packed(self) -> tuple[tuple[int, ...], ...]:
        packs: list[list[int]] = [[]]
        size = 1
        for at, place in enumerate(self.places):
            if size * place.size > KEY_SIZE:
                packs.append([])
                size = 1
            packs[-1].append(at)
            size *= place.size
        return tuple(tuple(pack) for pack in packs)

    def key_of(self, violation: str, indices: Sequence[int]) -> tuple[int, ...]:
        """The whole numbers of a combination of a violation."""
        standing = dict(zip(self.standing[violation], indices, strict=True))
        keys = []
        for pack in self.packs:
            key = 0
            for at in pack:
                key = key * self.places[at].size + standing.get(at, 0)
            keys.append(key)
        return tuple(keys)

    def indices_of(self, violation: str, keys: Sequence[int]) -> tuple[int, ...]:
        """The combination of a violation that the whole numbers say."""
        found = [0] * len(self.places)
        for pack, packed in zip(self.packs, keys, strict=True):
            rest = packed
            for at in reversed(pack):
                rest, found[at] = divmod(rest, self.places[at].size)
        return tuple(found[at] for at in self.standing[violation])


def layout_of(asked: Mapping[str, tuple[Variant, ...]]) -> Layout:
    """The layout for violations, by what each asks: terms that no violation asks together may share a place."""
    groups: dict[tuple[str, str], dict[str, Variant]] = {}
    for violation, variants in asked.items():
        seen: dict[tuple[str, str], int] = {}
        for variant in variants:
            name = (type(variant.term).__name__, _column(variant.term))
            again = seen[name] = seen.get(name, 0) + 1
            groups.setdefault((name[0], f"{name[1]}{again}"), {})[violation] = variant
    # The widest first, so that narrow terms find a place that is wide already, if any.
    widest = sorted(groups.values(), key=lambda group: max(each.term.indices for each in group.values()), reverse=True)
    shared: list[dict[str, Variant]] = []
    for group in widest:
        room = next((place for place in shared if place.keys().isdisjoint(group)), None)
        if room is None:
            shared.append(dict(group))
        else:
            room.update(group)
    places = tuple(_place(place) for place in shared)
    slots, columns = _slots(asked)
    return Layout(
        {violation: tuple(variant.term for variant in variants) for violation, variants in asked.items()},
        places,
        {violation: _standing(shared, violation, variants) for violation, variants in asked.items()},
        slots,
        columns,
    )


def _column(term: Term) -> str:
    """What a term is about: violations that ask the same of it differently ask it at the same place."""
    return term.column if isinstance(term, NumberTerm | ChoiceTerm | DateTerm | ExactTerm) else term.name


def _place(asked: Mapping[str, Variant], same: Callable[[Variant], Any] = lambda variant: variant) -> Place:
    """The place of terms, those asked by most violations first; of those that are the `same` one stands for all."""
    counts = Counter(map(same, asked.values()))
    order = {key: at for at, (key, _) in enumerate(counts.most_common())}
    variants = {order[same(each)]: each for each in asked.values()}
    return Place(
        tuple(variants[at] for at in range(len(order))),
        max(variant.term.indices for variant in asked.values()),
        {violation: order[same(variant)] for violation, variant in asked.items()},
        tuple(counts[key] for key in order),
    )


def _read_by(variant: Variant) -> Any:
    """What the number of a term is read from, however it is cut."""
    return _column(variant.term), variant.reads.numbers, variant.reads.derived


def _standing(shared: Sequence[Mapping[str, Variant]], violation: str, variants: Sequence[Variant]) -> tuple[int, ...]:
    where = {id(place[violation]): at for at, place in enumerate(shared) if violation in place}
    return tuple(where[id(variant)] for variant in variants)


def _slots(asked: Mapping[str, tuple[Variant, ...]]) -> tuple[tuple[Place, ...], dict[str, tuple[str, ...]]]:
    """In which slot each violation has the numbers with which its amounts compute."""
    found: list[dict[str, Variant]] = []
    columns: dict[str, tuple[str, ...]] = {}
    for violation, variants in asked.items():
        mine = [each for each in variants if isinstance(each.term, NumberTerm) and each.term.symbol]
        columns[violation] = tuple(_column(each.term) for each in mine)
        for at, variant in enumerate(mine):
            if at == len(found):
                found.append({})
            found[at][violation] = variant
    return tuple(_place(each, _read_by) for each in found), columns
