"""How rules look at the steps of case files (逐项核查): rule by rule over all steps of all files at hand.

The same rule over many steps runs from what the processor still holds; rule after rule over one file does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from ..errors import CalendarGap
from ..model.audit_report import AuditFinding, BrokenRule, NotChecked
from ..model.duty import Basis, Found, Missing
from ..model.recorded import day_of
from .audited import Audited
from .hearing import Heard, Memory
from .likeness import words_of_file
from .planning import Concern, Group, Lookers, Part, Ready, speaking

_NEVER: Final = object()
"""The day of a step that did not take place."""
ALONE: Final = -1
"""In place of the number of a step that is in no list."""

Look = tuple[Audited, Any, "Run", int, date | None]
"""What rules look at: what is audited, the step, the run that notes what they say, which step of its list, its day."""


class Run:
    """One run over one file: what each rule said of which step, by its place in the order.

    `asked` marks the rules that were put to some step, `spoke` those that said something or came to no answer.
    """

    __slots__ = ("asked", "audited", "broken", "findings", "like", "memory", "not_checked", "spoke")

    def __init__(self, audited: Audited, memory: Memory) -> None:
        self.audited = audited
        self.memory = memory
        self.like = memory.like(words_of_file(audited.file))
        self.findings: list[tuple[int, int, AuditFinding]] = []
        self.not_checked: list[tuple[int, int, NotChecked]] = []
        self.broken: list[tuple[int, int, BrokenRule]] = []
        self.asked = 0
        self.spoke = 0

    def failed(self, ready: Ready, number: int, error: Exception) -> None:
        """A rule came to no answer: inputs are missing, a calendar is, or the rule itself is at fault."""
        if isinstance(error, Missing):
            self.lacks(ready, number, error.inputs)
            return
        rule, place = ready.rule, ready.place(number)
        self.spoke |= 1 << ready.index
        if isinstance(error, CalendarGap):
            unknown = NotChecked(rule.id, rule.title, rule.system, place, gap=error.message, pack=rule.pack)
            self.not_checked.append((ready.index, number, unknown))
        else:
            said = f"{type(error).__name__}: {error}"
            self.broken.append((ready.index, number, BrokenRule(rule.id, rule.system, place, said, rule.pack)))

    def lacks(self, ready: Ready, number: int | None, inputs: tuple[str, ...]) -> None:
        """A rule could not be checked at a step; without a number at none, for the steps are not recorded."""
        rule = ready.rule
        self.spoke |= 1 << ready.index
        place = "" if number is None else ready.place(number)
        unknown = NotChecked(rule.id, rule.title, rule.system, place, inputs, pack=rule.pack)
        self.not_checked.append((ready.index, number or 0, unknown))

    def add(self, ready: Ready, found: Found, bases: tuple[Basis, ...], day: date | None, number: int) -> None:
        """Take in what a rule found, under the articles of its day; on a day without such a duty it is nothing."""
        rule = ready.rule
        if found.on is not None:
            day = day_of(found.on)
            bases = ready.bases_on(day)
            if not bases:
                return
        self.spoke |= 1 << ready.index
        at, place = found.at, ready.place(number)
        finding = AuditFinding(
            rule.id,
            rule.title,
            rule.system,
            found.gravity or rule.gravity_under(bases),
            found.item or rule.item,
            at[1:] if at.startswith("/") else f"{place}.{at}" if at and place else at or place,
            found.message,
            day,
            found.cites or tuple([basis.cite for basis in bases]),
            rule.pack,
        )
        self.findings.append((ready.index, number, finding))


def look_at_all(part: Part, runs: Sequence[tuple[Run, Any]]) -> None:
    """Let every rule look at every step that it concerns; with each run stands what holds its steps."""
    for group in part.groups:
        looks: defaultdict[Concern, list[Look]] = defaultdict(list)
        for run, holder in runs:
            steps = getattr(holder, group.name) if group.name else holder
            if steps.__class__ is tuple:
                for number, step in enumerate(steps):
                    _sort_in(group, run, step, number, looks)
            elif steps is not None:
                _sort_in(group, run, steps, ALONE, looks)
            else:
                for sight in group.sights:
                    for ready in sight.rules:
                        run.lacks(ready, None, (group.name,))
        for concern, some in looks.items():
            _look(concern.lookers, some)


def _sort_in(group: Group, run: Run, step: Any, number: int, looks: defaultdict[Concern, list[Look]]) -> None:
    """Put a step to those that watch it on its day; what is known of steps like it is asked at once."""
    words = None if group.words is None else run.memory.like(group.words(step))
    for sight in group.sights:
        day = moment = None
        if sight.path:
            # Most paths are one name, and most steps have their day.
            moment = getattr(step, sight.name) if sight.name else None
            if moment is None:
                moment = _day_in(sight.path, step)
            if moment is None:
                _look(sight.undated, ((run.audited, step, run, number, None),))
                continue
            if moment is _NEVER:
                continue
            day = moment.date() if moment.__class__ is datetime else moment
        watch = sight.days.get(day) or sight.on(day)
        look = (run.audited, step, run, number, day)
        concern = watch.live
        if watch.decided:
            concern = run.memory.concern(concern, run.like, words, run.audited, step)
        looks[concern].append(look)
        if watch.by_words:
            _look_alike(watch.by_words, look, (watch, run.like, words))
        if watch.by_moment:
            _look_alike(watch.by_moment, look, (watch, run.like, words, moment))


def _look_alike(lookers: Lookers, look: Look, key: object) -> None:
    """Look with rules for which steps of one key are alike: those that had nothing to say of one stay silent."""
    run = look[2]
    heard = run.memory.outcomes.get(key)
    if heard is None:
        run.memory.keep(key, _heard(lookers, look, run))
        return
    run.asked |= heard.silent
    if heard.again:
        _look(heard.again, (look,))


def _heard(lookers: Lookers, look: Look, run: Run) -> Heard:
    """Look, and say which rules looked and were silent, and which spoke."""
    asked, spoke = run.asked, run.spoke
    run.asked = run.spoke = 0
    _look(lookers, (look,))
    heard = Heard(run.asked & ~run.spoke, speaking(lookers, run.spoke))
    run.asked |= asked
    run.spoke |= spoke
    return heard


def _look(lookers: Lookers, looks: Sequence[Look]) -> None:
    """Look with rules at steps that they have on the same articles; the innermost loops, kept in one piece."""
    for when, mark, alike in lookers:
        concerned: Iterable[Look] = looks if when is None else _concerned(when, alike, looks)
        for look in concerned:
            look[2].asked |= mark
        for check, bases, ready in alike:
            for audited, step, run, number, day in concerned:
                try:
                    for found in check(audited, step):
                        run.add(ready, found, bases, day, number)
                except Exception as error:  # noqa: BLE001 – one rule's fault must not silence the others
                    run.failed(ready, number, error)


def _concerned(when: Any, alike: Any, looks: Iterable[Look]) -> list[Look]:
    """The steps that rules concern; of one at which that cannot be told, each of them says so."""
    concerned: list[Look] = []
    for look in looks:
        try:
            if when(look[0], look[1]):
                concerned.append(look)
        except Exception as error:  # noqa: BLE001 – as above
            for _check, _bases, ready in alike:
                look[2].failed(ready, look[3], error)
    return concerned


def _day_in(path: tuple[str, ...], step: Any) -> Any:
    """The moment on which rules are judged, seen from the step; None if unrecorded, `_NEVER` if it never came."""
    value = step
    for name in path:
        if value.__class__ is tuple:
            if not value:
                return _NEVER
            value = value[0]
        found = getattr(value, name)
        if found is None:
            return _NEVER if name in value.not_done else None
        value = found
    return value
