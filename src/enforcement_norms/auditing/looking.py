"""How rules look at the steps of case files (逐项核查): rule by rule over all steps of all files at hand.

The same rule over many steps runs from what the processor still holds; rule after rule over one file does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from ..errors import CalendarGap
from ..model.audit_report import AuditFinding, BrokenRule, NotChecked
from ..model.duty import Basis, Found, Missing
from ..model.recorded import day_of
from .audited import Audited
from .hearing import Memory
from .likeness import When, words_of_file
from .planning import Group, Part, Sight
from .watching import Concern, Looker, Ready, Watch

_NEVER: Final = object()
"""The day of a step that did not take place."""
ALONE: Final = -1
"""In place of the number of a step that is in no list."""

Step = tuple["Run", Audited, Any, int, object]
"""A step of a run, which one of its list it is, and what stands for its words and those of its file."""
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


def look_at_all(part: Part, runs: Sequence[Run], holders: Sequence[Any], memory: Memory) -> None:
    """Let every rule look at every step that it concerns; `holders` hold the steps of each run."""
    for group in part.groups:
        column = list(map(group.steps_of, holders))
        if any(column) or None in column:
            steps = _steps(group, runs, column)
            for sight in group.sights:
                for concern, looks in _sorted(sight, steps, memory.concerns).items():
                    _look(concern, looks)


def _steps(group: Group, runs: Sequence[Run], column: Iterable[Any]) -> list[Step]:
    """The steps of a group one by one; of steps that are not recorded, each of its rules says so."""
    found: list[Step] = []
    words_of = group.words
    for run, steps in zip(runs, column, strict=True):
        if steps is None:
            for sight in group.sights:
                for ready in sight.rules:
                    run.lacks(ready, None, (group.name,))
            continue
        audited, file, known = run.audited, run.like, run.memory.words
        for number, step in enumerate(steps) if steps.__class__ is tuple else ((ALONE, steps),):
            like = file
            if words_of is not None:
                words = file, words_of(step)
                try:
                    like = known[words]
                except (KeyError, TypeError):
                    like = run.memory.like(words)
            found.append((run, audited, step, number, like))
    return found


def _sorted(sight: Sight, steps: Iterable[Step], concerns: Mapping[object, Concern]) -> Mapping[Concern, list[Look]]:
    """Steps by the rules that must look at them on their day; what is known of steps like them is not asked again."""
    looks: defaultdict[Concern, list[Look]] = defaultdict(list)
    path, name, days = sight.path, sight.name, sight.days
    day = moment = None
    watch = sight.on(None)
    for run, audited, step, number, like in steps:
        if path:
            # Most paths are one name, and most steps have their day.
            moment = getattr(step, name) if name else None
            if moment is None:
                moment = _day_in(path, step)
                if moment is _NEVER:
                    continue
            day = moment.date() if moment.__class__ is datetime else moment
            watch = sight.undated if day is None else days.get(day) or sight.on(day)
        look = (audited, step, run, number, day)
        if watch.compared:
            alike = watch, like
            known = concerns.get(alike)
            looks[_learned(watch, look, alike) if known is None else known].append(look)
        else:
            looks[watch.live].append(look)
        timed = watch.by_moment
        if timed is not None:
            of_moment = timed, like, moment
            known = concerns.get(of_moment)
            looks[_learned(timed, look, of_moment) if known is None else known].append(look)
    return looks


def _learned(watch: Watch, look: Look, key: object) -> Concern:
    """Look with rules for which all steps of one key are alike, and remember it; what is left to do at this step."""
    audited, step, run, _number, _day = look
    asked, spoke = run.asked, run.spoke
    run.asked = run.spoke = 0
    _look(watch.heard, (look,))
    answers = watch.answers(audited, step)
    known = watch.left(answers, run.asked & ~run.spoke, run.spoke)
    # Who spoke just now is not asked once more.
    left = watch.left(answers) if run.spoke else known
    run.memory.keep(key, known)
    run.asked |= asked
    run.spoke |= spoke
    return left


def _look(concern: Concern, looks: Sequence[Look]) -> None:
    """Put rules to steps that they have on the same articles."""
    if concern.mark:
        _mark(concern.mark, looks)
    _check(concern.always, looks)
    for when, mark, alike in concern.others:
        concerned = _concerned(when, alike, looks)
        if concerned:
            _mark(mark, concerned)
            _check(alike, concerned)


def _mark(mark: int, looks: Iterable[Look]) -> None:
    for look in looks:
        look[2].asked |= mark


def _check(lookers: Iterable[Looker], looks: Iterable[Look]) -> None:
    """Look with each of the rules at each of the steps; the innermost loops."""
    for check, bases, ready in lookers:
        for audited, step, run, number, day in looks:
            try:
                for found in check(audited, step):
                    run.add(ready, found, bases, day, number)
            except Exception as error:  # noqa: BLE001 – one rule's fault must not silence the others
                run.failed(ready, number, error)


def _concerned(when: When, alike: Iterable[Looker], looks: Iterable[Look]) -> list[Look]:
    """The steps that rules concern; of one at which that cannot be told, each of them says so."""
    try:
        return [look for look in looks if when(look[0], look[1])]
    except Exception:  # noqa: BLE001 – told one by one at which of them
        return _concerned_one_by_one(when, alike, looks)


def _concerned_one_by_one(when: When, alike: Iterable[Looker], looks: Iterable[Look]) -> list[Look]:
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
