"""Rules made ready to run (审查计划): grouped by the steps they look at, their articles by day found by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from ..model.duty import Alike, Basis, Check, Found, Missing, Rule
from .catalogue import core_rules, rules_for
from .instruments import Reach, holds_in, reach_of
from .likeness import WORDS, When, Words, decided_by, is_undecided

if TYPE_CHECKING:
    from ..compiler import Norms

_DAYS: Final = 4000
"""Days that are remembered at a time: some ten years."""
REGISTERS = "registers."
"""Before the name of a register in `Rule.over`."""
EVERYWHERE = reach_of(None)
"""Neither place nor field is known: every article is kept."""


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


def _undated(path: str, _audited: object, _step: object) -> Iterable[Found]:
    raise Missing(path)


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


@frozen
class Sight:
    """Rules that look at the same steps on the same day (同一步骤、同一日期的规则); `path` leads to the day."""

    path: tuple[str, ...]
    rules: tuple[Ready, ...]
    name: str
    """The path where it is a single name."""
    days: dict[date | None, Watch] = field(factory=dict, init=False, eq=False, repr=False)
    _epochs: dict[int, Watch] = field(factory=dict, init=False, eq=False, repr=False)
    _cuts: tuple[date, ...] = field(init=False, eq=False, repr=False)

    undated: Watch = field(init=False, eq=False, repr=False)
    """The same at a step whose day is not recorded: each that it concerns says so."""

    @_cuts.default
    def _all_cuts(self) -> tuple[date, ...]:
        return tuple(sorted({start for ready in self.rules for start in ready.starts}))

    @undated.default
    def _undated_rules(self) -> Watch:
        return _watch(((partial(_undated, ready.path), (), ready), None) for ready in self.rules)

    def on(self, day: date | None) -> Watch:
        """The rules that have articles on that day; without a day all. Asked once for each day, then remembered."""
        found = self.days.get(day)
        if found is None:
            if len(self.days) >= _DAYS:
                self.days.clear()
            found = self.days[day] = self._found_on(day)
        return found

    def _found_on(self, day: date | None) -> Watch:
        """One watch for all days with the same articles, so that their steps can be alike."""
        epoch = -1 if day is None else bisect_right(self._cuts, day)
        found = self._epochs.get(epoch)
        if found is None:
            held = [(ready.check, () if day is None else ready.bases_on(day), ready) for ready in self.rules]
            found = _watch((each, each[2].rule.alike) for each in held if each[1] or day is None)
            self._epochs[epoch] = found
        return found


def _watch(held: Iterable[tuple[Looker, Alike | None]]) -> Watch:
    """Rules with their articles, each with what makes steps alike for it."""
    told: dict[tuple[Alike | None, bool], list[Looker]] = {}
    for looker, alike in held:
        ready = looker[2]
        # Entries of registers have no words.
        tells = () if ready.rule.over.startswith(REGISTERS) else (alike, decided_by(ready.when))
        by = next((each for each in (Alike.MOMENT, Alike.WORDS) if each in tells), None)
        told.setdefault((by, by is not None and alike is not None), []).append(looker)
    of_none, of_words, of_moment, heard_by_words, heard_by_moment = (
        told.get(key, [])
        for key in ((None, False), *((by, once) for once in (False, True) for by in (Alike.WORDS, Alike.MOMENT)))
    )
    timed = Watch(_concern(of_moment), _concern(heard_by_moment), compared=True)
    return Watch(
        _concern([*of_none, *of_words]),
        _concern(heard_by_words),
        bool(of_words or heard_by_words),
        timed if of_moment or heard_by_moment else None,
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


def concerning(concern: Concern, audited: Any, step: Any) -> Concern:
    """Of the rules those that concern steps alike to this one, as far as that decides it."""
    always, others = list(concern.always), []
    for when, mark, alike in concern.others:
        try:
            if is_undecided(when, audited, step):
                others.append((when, mark, alike))
            elif when(audited, step):
                always += alike
        except Exception:  # noqa: BLE001 – each of the rules says so of each step
            others.append((when, mark, alike))
    return Concern(tuple(always), tuple(others), _marked(always))


def heard_again(live: Concern, heard: Concern, asked: int, spoke: int) -> Concern:
    """Besides `live`, those of the rules heard that spoke; the others that were asked are known to be silent."""
    always = tuple(each for each in heard.always if spoke >> each[2].index & 1)
    kept = ((when, tuple(each for each in alike if spoke >> each[2].index & 1)) for when, _mark, alike in heard.others)
    others = tuple((when, _marked(alike), alike) for when, alike in kept if alike)
    mark = live.mark | _marked(always) | (asked & ~spoke)
    return Concern(live.always + always, live.others + others, mark)


@frozen
class Group:
    """Rules that look at one list of steps: of the file, or of the registers; `name` empty is the file as a whole."""

    name: str
    of_registers: bool
    sights: tuple[Sight, ...]
    indexes: tuple[int, ...]
    steps_of: Callable[[Any], Any]
    """The steps in what holds them."""
    words: Callable[[Any], Words] | None
    """The words and flags of one of the steps; None where it has none, or no rule asks for them."""


@frozen
class Part:
    """The rules of one kind of run, over case files or over registers, and their mark."""

    groups: tuple[Group, ...]
    mark: int


@frozen(eq=False)
class Plan:
    """All rules of a run: those over the case file and those over the registers, and how many there are."""

    of_files: Part
    of_registers: Part
    ids: tuple[str, ...]
    systems: Mapping[str, str]
    """The system of every rule, by its id."""


@cache
def core_plan(reach: Reach = EVERYWHERE) -> Plan:
    """The rules of the core, under the articles that hold there."""
    return plan_of(core_rules(), reach)


@lru_cache(maxsize=64)
def plan_for(norms: Norms | None, reach: Reach = EVERYWHERE) -> Plan:
    """The rules of the core and those that the packs add, under the articles that hold there."""
    if norms is None or not any(pack.audit_rules or pack.case_rules for pack in norms.packs.values()):
        return core_plan(reach)
    return plan_of(rules_for(norms), reach)


@lru_cache(maxsize=256)
def plan_of(rules: tuple[Rule, ...], reach: Reach = EVERYWHERE) -> Plan:
    """The rules, grouped; in each group and in all they keep their order by `Ready.index`."""
    by_over: dict[str, dict[str, list[Ready]]] = {}
    for index, rule in enumerate(rules):
        by_over.setdefault(rule.over, {}).setdefault(rule.on, []).append(_ready(index, rule, reach))
    groups = tuple(_group(over, by_on.items()) for over, by_on in by_over.items())
    return Plan(
        _part([group for group in groups if not group.of_registers]),
        _part([group for group in groups if group.of_registers]),
        tuple(rule.id for rule in rules),
        {rule.id: rule.system for rule in rules},
    )


def mark_of(indexes: Iterable[int]) -> int:
    """Rules as one number: a bit for each, by its place in the order."""
    return sum(1 << index for index in set(indexes))


def _part(groups: Sequence[Group]) -> Part:
    return Part(tuple(groups), mark_of(index for group in groups for index in group.indexes))


def _group(over: str, by_on: Iterable[tuple[str, Sequence[Ready]]]) -> Group:
    sights = tuple(
        Sight(tuple(on.split(".")) if on else (), tuple(rules), "" if "." in on else on) for on, rules in by_on
    )
    held = [ready for sight in sights for ready in sight.rules]
    name, of_registers = over.removeprefix(REGISTERS), over.startswith(REGISTERS)
    compared = any(ready.rule.alike or decided_by(ready.when) for ready in held) and not of_registers
    words = WORDS.get(name) if compared else None
    steps_of = attrgetter(name) if name else _whole
    return Group(name, of_registers, sights, tuple(ready.index for ready in held), steps_of, words)


def _whole(holder: object) -> object:
    """A file as a whole is the one step at which some rules look."""
    return holder


def _ready(index: int, rule: Rule, reach: Reach) -> Ready:
    held = tuple(basis for basis in rule.bases if holds_in(basis, reach))
    cuts = {basis.in_force.from_ for basis in held}
    cuts |= {basis.in_force.until + timedelta(days=1) for basis in held if basis.in_force.until is not None}
    starts = tuple(sorted(cuts))
    epochs = tuple(tuple(basis for basis in held if basis.in_force.covers(start)) for start in starts)
    name = rule.over.removeprefix(REGISTERS)
    path = f"{name}.{rule.on}" if name and rule.on else rule.on
    return Ready(index, rule, rule.check, rule.when, path, starts, ((), *epochs))
