"""What rules watch (规则与步骤的对应): rules on their articles of a day, by what tells whether they look at a step."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from ..model.duty import Alike, Basis, Check, Rule
from .likeness import When, decided_by, told

_LEFT: Final = 4000
"""Remains of rules that a watch remembers at a time."""
REGISTERS: Final = "registers."
"""Before the name of a register in `Rule.over`."""


@frozen
class Ready:
    """One rule with its place in the order, and its articles by epoch: `bases[bisect_right(starts, day)]`.

    `path` leads to the day on which it is judged, as inputs are named; empty where it names its days itself.
    """

    index: int
    rule: Rule
    check: Check
    when: When | None
    path: str
    starts: tuple[date, ...]
    bases: tuple[tuple[Basis, ...], ...]

    def bases_on(self, day: date) -> tuple[Basis, ...]:
        """The articles from which the duty comes on that day."""
        return self.bases[bisect_right(self.starts, day)]

    def place(self, number: int) -> str:
        """Where a step stands that the rule looks at: which one of its list, negative where it is in none."""
        name = self.rule.over.removeprefix(REGISTERS)
        return name if number < 0 else f"{name}[{number}]"


Looker = tuple[Check, tuple[Basis, ...], Ready]
"""What a run needs of a rule on a day, ready to be taken apart: check, articles, the rule."""
Lookers = tuple[tuple[When, int, tuple[Looker, ...]], ...]
"""Rules on a day by what says whether they concern a step, with their mark: what several of them ask is asked once."""


@frozen(eq=False)
class Concern:
    """Rules that are put to some steps, each step for itself: those that look at every one of them, and others.

    `mark` names those that look at every one, and those of which it is known that they look and are silent.
    """

    always: tuple[Looker, ...]
    others: Lookers
    mark: int


@frozen(eq=False)
class Watch:
    """The rules of a sight under the articles of a day: those that look at each step, those heard once of alike ones.

    `compared` says whether words tell anything of them; `by_moment` holds those of which words and moment tell it.
    """

    live: Concern
    heard: Concern
    compared: bool
    by_moment: Watch | None = None
    _left: dict[object, Concern] = field(factory=dict, init=False, repr=False)

    def answers(self, audited: Any, step: Any) -> tuple[bool | None, ...]:
        """What each thing says that tells whether rules of `live` concern steps alike to this one; None: nothing."""
        found: list[bool | None] = []
        for when, _mark, _alike in self.live.others:
            try:
                found.append(told(when, audited, step))
            except Exception:  # noqa: BLE001 – each of the rules says so of each step
                found.append(None)
        return tuple(found)

    def left(self, answers: tuple[bool | None, ...], silent: int = 0, spoke: int = 0) -> Concern:
        """The rules that must look at steps of which this is known: who concerns them, who was silent, and who spoke.

        Steps that leave the same rules share them, whatever their words, and are looked at together.
        """
        key = answers, silent, spoke
        found = self._left.get(key)
        if found is None:
            if len(self._left) >= _LEFT:
                self._left.clear()
            found = self._left[key] = self._found_left(answers, silent, spoke)
        return found

    def _found_left(self, answers: tuple[bool | None, ...], silent: int, spoke: int) -> Concern:
        always, others = list(self.live.always), []
        for says, other in zip(answers, self.live.others, strict=True):
            if says is None:
                others.append(other)
            elif says:
                always += other[2]
        again = [each for each in self.heard.always if spoke >> each[2].index & 1]
        for when, _mark, alike in self.heard.others:
            kept = tuple(each for each in alike if spoke >> each[2].index & 1)
            if kept:
                others.append((when, _marked(kept), kept))
        always += again
        return Concern(tuple(always), tuple(others), _marked(always) | silent)


def watch_of(held: Iterable[tuple[Looker, Alike | None]]) -> Watch:
    """Rules with their articles, each with what makes steps alike for it."""
    live: defaultdict[Alike | None, list[Looker]] = defaultdict(list)
    heard: defaultdict[Alike | None, list[Looker]] = defaultdict(list)
    for looker, alike in held:
        ready = looker[2]
        # Entries of registers have no words.
        tells = () if ready.rule.over.startswith(REGISTERS) else (alike, decided_by(ready.when))
        by = next((each for each in (Alike.MOMENT, Alike.WORDS) if each in tells), None)
        (live if by is None or alike is None else heard)[by].append(looker)
    by_words, by_moment = (live[each] or heard[each] for each in (Alike.WORDS, Alike.MOMENT))
    return Watch(
        _concern([*live[None], *live[Alike.WORDS]]),
        _concern(heard[Alike.WORDS]),
        bool(by_words),
        Watch(_concern(live[Alike.MOMENT]), _concern(heard[Alike.MOMENT]), compared=True) if by_moment else None,
    )


def _concern(held: Iterable[Looker]) -> Concern:
    """Rules with their articles, those together that ask the same of a step first."""
    always: list[Looker] = []
    by_when: dict[When, list[Looker]] = {}
    for looker in held:
        when = looker[2].when
        (always if when is None else by_when.setdefault(when, [])).append(looker)
    others = tuple((when, _marked(lookers), tuple(lookers)) for when, lookers in by_when.items())
    return Concern(tuple(always), others, _marked(always))


def _marked(lookers: Iterable[Looker]) -> int:
    return mark_of(ready.index for _check, _bases, ready in lookers)


def mark_of(indexes: Iterable[int]) -> int:
    """Rules as one number: a bit for each, by its place in the order."""
    return sum(1 << index for index in set(indexes))
