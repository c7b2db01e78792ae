"""Defined terms and grades (法定含义、等级) as conditions see them: by version, with the days of each.

A clause may outlive a definition, or be older than it. Where the versions in force do not cover all days of
the clause, each is joined to its days; for days without any, the official judges (`judged: <id>`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from attrs import define, field

from ..conditions import All, AnyOf, Bounded, Condition, Defined, GradeIs, joined, judged
from ..i18n import _
from ..law import InForce
from ..model.builtin import ACT_ON
from ..model.facts import Definition, Fact, FactKind, Grade
from .flaws import refuse, unknown_name
from .reading import Reading

T = TypeVar("T", bound=Definition | Grade)


@define(eq=False)
class Definitions:
    """All definitions and grades that conditions may name; each is read when it is first needed."""

    definitions: dict[str, list[Callable[[], Definition]]] = field(factory=dict)
    grades: dict[str, list[Callable[[], Grade]]] = field(factory=dict)
    titles: dict[str, str] = field(factory=dict)
    """Titles by id, known before anything is read."""
    asked: list[str] = field(factory=list)
    """What is being read at the moment, from the outside in."""

    def add(self, id_: str, title: str, into: dict[str, list[Callable[[], T]]], read: Callable[[], T]) -> None:
        """Make one version known; the first title of an id counts."""
        self.titles.setdefault(id_, title)
        into.setdefault(id_, []).append(read)

    def defined(self, id_: str, state: Reading) -> Condition:
        """`defined: id` in a clause that is in force as `state` says.

        Raises:
            Refused: unknown, or a definition that leads back to itself.
        """
        versions = self._versions(id_, self.definitions, "defined")
        parts = []
        for version in versions:
            meaning: Condition = version.when
            if version.open_ended:
                meaning = AnyOf((meaning, judged(id_)))
            parts.append((version.in_force, meaning))
        return Defined(id_, by_day(parts, state.in_force, lambda: self._judged(id_, state)))

    def grade_is(self, id_: str, levels: tuple[str, ...], state: Reading) -> Condition:
        """`grade: {id: [levels]}` in a clause that is in force as `state` says.

        Raises:
            Refused: unknown grade or level.
        """
        versions = self._versions(id_, self.grades, "grade")
        known = dict.fromkeys(level.id for version in versions for level in version.levels)
        for level in levels:
            if level not in known:
                message = _("等级“{grade}”没有“{level}”一级", grade=id_, level=level)
                raise unknown_name("EN108", message, level, known)
        parts: list[tuple[InForce, Condition]] = []
        for version in versions:
            scale = tuple((level.id, level.when) for level in version.levels)
            parts.append((version.in_force, GradeIs(id_, levels, scale)))

        def otherwise() -> Condition:
            titles = {level.id: level.title for version in versions for level in version.levels}
            for level in levels:
                self.titles.setdefault(f"{id_}_{level}", f"{self.titles[id_]}：{titles[level]}")
            return AnyOf(tuple(self._judged(f"{id_}_{level}", state) for level in levels))

        return by_day(parts, state.in_force, otherwise)

    def _versions(self, id_: str, known: Mapping[str, Sequence[Callable[[], T]]], word: str) -> tuple[T, ...]:
        if id_ not in known:
            message = _("definitions.yaml 中没有“{id}”", id=id_)
            raise unknown_name("EN108", message, id_, known)
        step = f"{word}: {id_}"
        if step in self.asked:
            circle = " → ".join([*self.asked[self.asked.index(step) :], step])
            raise refuse("EN117", _("法定含义互相引用：{circle}", circle=circle), _("改写其中一个的条件"))
        self.asked.append(step)
        try:
            return tuple(read() for read in known[id_])
        finally:
            self.asked.pop()

    def _judged(self, id_: str, state: Reading) -> Condition:
        """The judgement of that key, declared if nobody has."""
        if id_ not in state.facts:
            state.declare(Fact(id_, FactKind.JUDGED, self.titles[id_], where=state.place(None)))
        return judged(id_)


def by_day(
    versions: Iterable[tuple[InForce, Condition]], clause: InForce | None, otherwise: Callable[[], Condition]
) -> Condition:
    """The condition of the version in force on the day of the act; `otherwise` where none is.

    Only days on which the clause is in force are told apart: its first version reaches back without end, its last
    forward, so that every day falls to exactly one.
    """
    kept = [
        (in_force, meaning)
        for in_force, meaning in sorted(versions, key=lambda version: version[0].from_)
        if clause is None or in_force.overlaps(clause)
    ]
    if not kept:
        return otherwise()
    rows: list[Condition] = []
    reached: date | None = None  # the last day given to somebody; None: no day yet
    for in_force, meaning in kept:
        low: date | None = in_force.from_
        if reached is None and clause is not None and in_force.from_ <= clause.from_:
            low = None
        elif reached is None or (in_force.from_ - reached).days > 1:
            rows.append(All((Bounded(ACT_ON, reached, low_closed=False, high=low, high_closed=False), otherwise())))
        high = in_force.until
        if high is not None and clause is not None and clause.until is not None and clause.until <= high:
            high = None
        window = () if low is None and high is None else (Bounded(ACT_ON, low, high=high),)
        rows.append(joined((*window, meaning)))
        reached = high
        if high is None:
            break
    if reached is not None:
        rows.append(All((Bounded(ACT_ON, reached, low_closed=False), otherwise())))
    return rows[0] if len(rows) == 1 else AnyOf(tuple(rows))
