"""`audit`: every rule over every step it concerns, on the day of that step, each isolated from the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from ..errors import CalendarGap
from ..model.actors.registers import Registers
from ..model.audit_report import AuditFinding, AuditReport, BrokenRule, NotChecked
from ..model.casefile.file import CaseFile
from ..model.duty import Basis, Found, Missing, Rule
from ..model.recorded import day_of
from .audited import Audited
from .instruments import reach_of, titles
from .planning import Group, Lookers, Plan, Ready, core_plan, plan_for, plan_of
from .settings import Settings

if TYPE_CHECKING:
    from ..compiler import Norms

_NEVER: Final = object()
"""The day of a step that did not take place."""


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
    audited = Audited(case_file, registers or Registers(), norms, settings or Settings())
    reach = reach_of(case_file.division, case_file.domain)
    plan = plan_for(norms, reach) if rules is None else plan_of(tuple(rules), reach)
    return _report(audited, plan, of_registers=False)


def audit_registers(
    registers: Registers, *, settings: Settings | None = None, rules: Iterable[Rule] | None = None
) -> AuditReport:
    """Whether subjects and officers are what they must be (名录审查): the rules over the registers alone."""
    audited = Audited(CaseFile(id="registers"), registers, None, settings or Settings())
    homes = {each.division for each in registers.subjects or ()}
    reach = reach_of(homes.pop() if len(homes) == 1 else None)
    plan = core_plan(reach) if rules is None else plan_of(tuple(rules), reach)
    return _report(audited, plan, of_registers=True)


def _report(audited: Audited, plan: Plan, *, of_registers: bool) -> AuditReport:
    part = plan.of_registers if of_registers else plan.of_files
    run = _Run(audited, bytearray(part.marks))
    for group in part.groups:
        run.over(group)
    file = audited.file
    passed, idle = _silent(plan, bytes(run.states))
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


# What became of a rule; 0 means that it does not belong to this run.
_IDLE: Final = 1
_PASSED: Final = 2
_SPOKE: Final = 3
_ONLY_PASSED: Final = bytes(state == _PASSED for state in range(256))
_ONLY_IDLE: Final = bytes(state == _IDLE for state in range(256))


@lru_cache(maxsize=4096)
def _silent(plan: Plan, states: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that passed and those that concern no step; remembered, for like files end alike."""
    passed, idle = states.translate(_ONLY_PASSED), states.translate(_ONLY_IDLE)
    return tuple(compress(plan.ids, passed)), tuple(compress(plan.ids, idle))


def _by_index(entry: tuple[int, Any]) -> int:
    return entry[0]


class _Run:
    """One run over one file: what each rule said, by its place in the order."""

    __slots__ = ("audited", "broken", "findings", "not_checked", "states")

    def __init__(self, audited: Audited, states: bytearray) -> None:
        self.audited = audited
        self.findings: list[tuple[int, AuditFinding]] = []
        self.not_checked: list[tuple[int, NotChecked]] = []
        self.broken: list[tuple[int, BrokenRule]] = []
        self.states = states

    def over(self, group: Group) -> None:
        """Look with the rules of a group at every step that they concern."""
        name = group.name
        if not name:
            self.at_step(group, self.audited.file, "")
            return
        steps = getattr(self.audited.registers if group.of_registers else self.audited.file, name)
        if steps is None:
            for sight in group.sights:
                for ready in sight.rules:
                    self.lacks(ready, "", (name,))
        elif isinstance(steps, tuple):
            for index, step in enumerate(steps):
                self.at_step(group, step, f"{name}[{index}]")
        else:
            self.at_step(group, steps, name)

    def at_step(self, group: Group, step: Any, place: str) -> None:
        """Look with the rules of a group at one step."""
        for sight in group.sights:
            day: date | None = None
            path = sight.path
            if path:
                moment = _day_in(path, step)
                if moment is _NEVER:
                    continue
                if moment is not None:
                    day = moment.date() if moment.__class__ is datetime else moment
            self.look(sight.days.get(day) or sight.on(day), step, place, day, dated=bool(path))

    def look(self, lookers: Lookers, step: Any, place: str, day: date | None, *, dated: bool) -> None:
        """Look with rules at one step, which is judged on that day; the innermost loop, kept in one piece."""
        audited, states = self.audited, self.states
        for when, alike in lookers:
            try:
                if when is not None and not when(audited, step):
                    continue
            except Exception as error:  # noqa: BLE001 – as below
                for *_looker, ready in alike:
                    self.failed(ready, place, error)
                continue
            for index, check, bases, ready in alike:
                try:
                    if day is None and dated:
                        self.lacks(ready, place, (ready.path,))
                        continue
                    for found in check(audited, step):
                        self.add(ready, found, bases, day, place)
                    if states[index] == _IDLE:
                        states[index] = _PASSED
                except Exception as error:  # noqa: BLE001 – one rule's fault must not silence the others
                    self.failed(ready, place, error)

    def failed(self, ready: Ready, place: str, error: Exception) -> None:
        """A rule came to no answer: inputs are missing, a calendar is, or the rule itself is at fault."""
        if isinstance(error, Missing):
            self.lacks(ready, place, error.inputs)
            return
        rule = ready.rule
        self.states[ready.index] = _SPOKE
        if isinstance(error, CalendarGap):
            unknown = NotChecked(rule.id, rule.title, rule.system, place, gap=error.message, pack=rule.pack)
            self.not_checked.append((ready.index, unknown))
        else:
            said = f"{type(error).__name__}: {error}"
            self.broken.append((ready.index, BrokenRule(rule.id, rule.system, place, said, rule.pack)))

    def lacks(self, ready: Ready, place: str, inputs: tuple[str, ...]) -> None:
        """A rule could not be checked at a place."""
        rule = ready.rule
        self.states[ready.index] = _SPOKE
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
        self.states[ready.index] = _SPOKE
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
