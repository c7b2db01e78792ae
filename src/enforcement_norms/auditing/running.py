"""`audit`: every rule over every step it concerns, on the day of that step, each isolated from the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ..errors import CalendarGap
from ..model.actors.registers import Registers
from ..model.audit_report import AuditFinding, AuditReport, BrokenRule, NotChecked
from ..model.casefile.file import CaseFile
from ..model.duty import Basis, Found, Missing, Rule
from ..model.recorded import day_of
from .audited import Audited
from .hearing import Heard, memory_of
from .instruments import reach_of, titles
from .planning import Group, Lookers, Plan, Ready, core_plan, plan_for, plan_of, speaking
from .settings import Settings

if TYPE_CHECKING:
    from ..compiler import Norms

_NEVER: Final = object()
"""The day of a step that did not take place."""
_USUAL: Final = Settings()
"""What holds where a district sets nothing."""


def audit(
    norms: Norms | None,
    case_file: CaseFile,
    registers: Registers | None = None,
    *,
    settings: Settings | None = None,
    rules: Iterable[Rule] | None = None,
) -> AuditReport:
    """Whether the case was handled lawfully (案卷审查): what was found, what passed, what could not be checked.

    `norms` None leaves out what needs the packs, absent `registers` what needs the registers: such rules are reported
    as not checkable. `rules` replaces the core's rules and those of the packs. The registers themselves are judged by
    `audit_registers`.
    """
    audited = Audited(case_file, registers or Registers(), norms, settings or _USUAL)
    reach = reach_of(case_file.division, case_file.domain)
    plan = plan_for(norms, reach) if rules is None else plan_of(tuple(rules), reach)
    return _report(audited, plan, of_registers=False)


def audit_registers(
    registers: Registers, *, settings: Settings | None = None, rules: Iterable[Rule] | None = None
) -> AuditReport:
    """Whether subjects and officers are what they must be (名录审查): the rules over the registers alone."""
    audited = Audited(CaseFile(id="registers"), registers, None, settings or _USUAL)
    homes = {each.division for each in registers.subjects or ()}
    reach = reach_of(homes.pop() if len(homes) == 1 else None)
    plan = core_plan(reach) if rules is None else plan_of(tuple(rules), reach)
    return _report(audited, plan, of_registers=True)


def _report(audited: Audited, plan: Plan, *, of_registers: bool) -> AuditReport:
    part = plan.of_registers if of_registers else plan.of_files
    run, file = _Run(audited), audited.file
    holder = audited.registers if of_registers else file
    for group in part.groups:
        name = group.name
        steps = getattr(holder, name) if name else holder
        if not steps:
            if steps is None:
                run.without(group)
        elif steps.__class__ is tuple:
            for index, step in enumerate(steps):
                run.at_step(group, step, f"{name}[{index}]")
        else:
            run.at_step(group, steps, name)
    passed, idle = _silent(plan, run.asked & ~run.spoke, part.mark & ~run.asked & ~run.spoke)
    findings = tuple([found for _index, found in sorted(run.findings, key=_by_index)])
    return AuditReport(
        file.id,
        file.title or "",
        findings,
        tuple([each for _index, each in sorted(run.not_checked, key=_by_index)]),
        tuple([each for _index, each in sorted(run.broken, key=_by_index)]),
        passed,
        idle,
        titles((cite for finding in findings for cite in finding.cites), audited.norms),
        plan.systems,
    )


@lru_cache(maxsize=4096)
def _silent(plan: Plan, passed: int, idle: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that passed and those that concern no step, by their marks; remembered, for like files end alike."""
    return _marked(plan, passed), _marked(plan, idle)


def _marked(plan: Plan, mark: int) -> tuple[str, ...]:
    return tuple(id_ for index, id_ in enumerate(plan.ids) if mark >> index & 1)


def _by_index(entry: tuple[int, Any]) -> int:
    return entry[0]


class _Run:
    """One run over one file: what each rule said, by its place in the order.

    `asked` marks the rules that were put to some step, `spoke` those that said something or came to no answer.
    """

    __slots__ = ("asked", "audited", "broken", "findings", "like", "memory", "not_checked", "spoke")

    def __init__(self, audited: Audited) -> None:
        self.audited = audited
        self.memory = memory_of(audited)
        self.like = self.memory.like(audited)
        self.findings: list[tuple[int, AuditFinding]] = []
        self.not_checked: list[tuple[int, NotChecked]] = []
        self.broken: list[tuple[int, BrokenRule]] = []
        self.asked = 0
        self.spoke = 0

    def without(self, group: Group) -> None:
        """The steps that a group looks at are not recorded."""
        for sight in group.sights:
            for ready in sight.rules:
                self.lacks(ready, "", (group.name,))

    def at_step(self, group: Group, step: Any, place: str) -> None:
        """Look with the rules of a group at one step."""
        words = None if group.words is None else group.words(step)
        for sight in group.sights:
            path = sight.path
            day = moment = None
            if path:
                # Most paths are one name, and most steps have their day.
                moment = getattr(step, sight.name) if sight.name else None
                if moment is None:
                    moment = _day_in(path, step)
                if moment is None:
                    self.look(sight.undated, step, place, None)
                    continue
                if moment is _NEVER:
                    continue
                day = moment.date() if moment.__class__ is datetime else moment
            watch = sight.days.get(day) or sight.on(day)
            self.look(watch.live, step, place, day)
            if watch.by_words:
                self.look_alike(watch.by_words, step, place, day, (watch, self.like, words))
            if watch.by_moment:
                self.look_alike(watch.by_moment, step, place, day, (watch, self.like, words, moment))

    def look_alike(self, lookers: Lookers, step: Any, place: str, day: date | None, key: object) -> None:
        """Look with rules for which steps of one key are alike: those that had nothing to say of one stay silent."""
        memory = self.memory
        try:
            heard = memory.outcomes.get(key)
        except TypeError:  # a step made by hand, of what no key can hold
            self.look(lookers, step, place, day)
            return
        if heard is None:
            memory.keep(key, self.heard_anew(lookers, step, place, day))
            return
        self.asked |= heard.silent
        if heard.again:
            self.look(heard.again, step, place, day)

    def heard_anew(self, lookers: Lookers, step: Any, place: str, day: date | None) -> Heard:
        """Look, and say which rules looked and were silent, and which spoke."""
        asked, spoke = self.asked, self.spoke
        self.asked = self.spoke = 0
        self.look(lookers, step, place, day)
        heard = Heard(self.asked & ~self.spoke, speaking(lookers, self.spoke))
        self.asked |= asked
        self.spoke |= spoke
        return heard

    def look(self, lookers: Lookers, step: Any, place: str, day: date | None) -> None:
        """Look with rules at one step, which is judged on that day; the innermost loop, kept in one piece."""
        audited, asked = self.audited, self.asked
        for when, mark, alike in lookers:
            try:
                if when is not None and not when(audited, step):
                    continue
            except Exception as error:  # noqa: BLE001 – as below
                for _check, _bases, ready in alike:
                    self.failed(ready, place, error)
                continue
            asked |= mark
            for check, bases, ready in alike:
                try:
                    for found in check(audited, step):
                        self.add(ready, found, bases, day, place)
                except Exception as error:  # noqa: BLE001 – one rule's fault must not silence the others
                    self.failed(ready, place, error)
        self.asked = asked

    def failed(self, ready: Ready, place: str, error: Exception) -> None:
        """A rule came to no answer: inputs are missing, a calendar is, or the rule itself is at fault."""
        if isinstance(error, Missing):
            self.lacks(ready, place, error.inputs)
            return
        rule = ready.rule
        self.spoke |= 1 << ready.index
        if isinstance(error, CalendarGap):
            unknown = NotChecked(rule.id, rule.title, rule.system, place, gap=error.message, pack=rule.pack)
            self.not_checked.append((ready.index, unknown))
        else:
            said = f"{type(error).__name__}: {error}"
            self.broken.append((ready.index, BrokenRule(rule.id, rule.system, place, said, rule.pack)))

    def lacks(self, ready: Ready, place: str, inputs: tuple[str, ...]) -> None:
        """A rule could not be checked at a place."""
        rule = ready.rule
        self.spoke |= 1 << ready.index
        unknown = NotChecked(rule.id, rule.title, rule.system, place, inputs, pack=rule.pack)
        self.not_checked.append((ready.index, unknown))

    def add(self, ready: Ready, found: Found, bases: tuple[Basis, ...], day: date | None, place: str) -> None:
        """Take in what a rule found, under the articles of its day; on a day without such a duty it is nothing."""
        rule = ready.rule
        if found.on is not None:
            day = day_of(found.on)
            bases = ready.bases_on(day)
            if not bases:
                return
        self.spoke |= 1 << ready.index
        at = found.at
        where = at[1:] if at.startswith("/") else f"{place}.{at}" if at and place else at or place
        finding = AuditFinding(
            rule.id,
            rule.title,
            rule.system,
            found.gravity or rule.gravity_under(bases),
            found.item or rule.item,
            where,
            found.message,
            day,
            found.cites or tuple([basis.cite for basis in bases]),
            rule.pack,
        )
        self.findings.append((ready.index, finding))


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
