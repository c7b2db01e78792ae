"""Rules made ready to run (审查计划): grouped by the steps they look at, their articles by day found by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from ..model.duty import Found, Missing, Rule
from .catalogue import core_rules, rules_for
from .instruments import Reach, holds_in, reach_of
from .likeness import WORDS, Words, decided_by
from .watching import REGISTERS, Ready, Watch, mark_of, watch_of

if TYPE_CHECKING:
    from ..compiler import Norms

_DAYS: Final = 4000
"""Days that are remembered at a time: some ten years."""
EVERYWHERE = reach_of(None)
"""Neither place nor field is known: every article is kept."""


def _undated(path: str, _audited: object, _step: object) -> Iterable[Found]:
    raise Missing(path)


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
        return watch_of(((partial(_undated, ready.path), (), ready), None) for ready in self.rules)

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
            found = watch_of((each, each[2].rule.alike) for each in held if each[1] or day is None)
            self._epochs[epoch] = found
        return found


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
