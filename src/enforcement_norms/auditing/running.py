"""`audit`: every rule over every step it concerns, on the day of that step, each isolated from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ..errors import CalendarGap
from ..model.actors.registers import Registers
from ..model.audit_report import AuditFinding, AuditReport, BrokenRule, NotChecked
from ..model.casefile.file import CaseFile
from ..model.duty import Basis, Found, Missing, Rule
from ..model.recorded import Moment, day_of
from .audited import Audited
from .catalogue import rules_for
from .instruments import titles
from .settings import Settings

if TYPE_CHECKING:
    from ..compiler import Norms

_REGISTERS: Final = "registers."
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
    as not checkable. `rules` replaces the core's rules and those of the packs.
    """
    audited = Audited(case_file, registers or Registers(), norms, settings or Settings())
    chosen: Sequence[Rule] = rules_for(norms) if rules is None else tuple(rules)
    return audit_with(audited, chosen)


def audit_with(audited: Audited, rules: Iterable[Rule]) -> AuditReport:
    """The same over what is prepared already."""
    run = _Run(audited, [], [], [])
    passed: list[str] = []
    idle: list[str] = []
    for rule in rules:
        before = len(run.findings) + len(run.not_checked) + len(run.broken)
        checked = run.check(rule)
        if len(run.findings) + len(run.not_checked) + len(run.broken) == before:
            (passed if checked else idle).append(rule.id)
    file = audited.file
    return AuditReport(
        file.id,
        file.title or "",
        tuple(run.findings),
        tuple(run.not_checked),
        tuple(run.broken),
        tuple(passed),
        tuple(idle),
        titles(cite for finding in run.findings for cite in finding.cites),
    )


@frozen
class _Run:
    audited: Audited
    findings: list[AuditFinding]
    not_checked: list[NotChecked]
    broken: list[BrokenRule]

    def check(self, rule: Rule) -> bool:
        """Look with one rule at every step that it concerns; whether there was any."""
        over = rule.over
        if not over:
            return self.at_step(rule, self.audited.file, "")
        holder: Any = self.audited.file
        name = over
        if over.startswith(_REGISTERS):
            holder, name = self.audited.registers, over[len(_REGISTERS) :]
        steps = getattr(holder, name)
        if steps is None:
            self.not_checked.append(NotChecked(rule.id, rule.title, rule.system, "", (name,), pack=rule.pack))
            return True
        if not isinstance(steps, tuple):
            return self.at_step(rule, steps, name)
        checked = False
        for index, step in enumerate(steps):
            checked |= self.at_step(rule, step, f"{name}[{index}]")
        return checked

    def at_step(self, rule: Rule, step: Any, place: str) -> bool:
        """Look with one rule at one step; whether the rule concerns it."""
        audited = self.audited
        try:
            moment = _day_in(rule, step) if rule.on else None
            bases: tuple[Basis, ...] = ()
            if isinstance(moment, date):
                bases = rule.bases_on(day_of(moment))
            if rule.on and (moment is _NEVER or (moment is not None and not bases)):
                return False
            when = rule.when
            if when is not None and not when(audited, step):
                return False
            if rule.on and moment is None:
                self.not_checked.append(
                    NotChecked(rule.id, rule.title, rule.system, place, (_path_of_day(rule),), pack=rule.pack)
                )
                return True
            for found in rule.check(audited, step):
                self.add(rule, found, bases, moment, place)
        except Missing as missing:
            inputs = missing.inputs
            self.not_checked.append(NotChecked(rule.id, rule.title, rule.system, place, inputs, pack=rule.pack))
        except CalendarGap as gap:
            self.not_checked.append(
                NotChecked(rule.id, rule.title, rule.system, place, gap=gap.message, pack=rule.pack)
            )
        except Exception as error:  # noqa: BLE001 – one rule's fault must not silence the others
            self.broken.append(BrokenRule(rule.id, rule.system, place, f"{type(error).__name__}: {error}", rule.pack))
        return True

    def add(self, rule: Rule, found: Found, bases: tuple[Basis, ...], moment: Moment | None, place: str) -> None:
        """Take in what a rule found, under the articles of its day; on a day without such a duty it is nothing."""
        on = moment if found.on is None else found.on
        if found.on is not None:
            bases = rule.bases_on(day_of(found.on))
            if not bases:
                return
        at = found.at
        where = at[1:] if at.startswith("/") else f"{place}.{at}" if at and place else at or place
        self.findings.append(
            AuditFinding(
                rule.id,
                rule.title,
                rule.system,
                found.gravity or rule.gravity_under(bases),
                found.item or rule.item,
                where,
                found.message,
                None if on is None else day_of(on),
                found.cites or tuple([basis.cite for basis in bases]),
                rule.pack,
            )
        )


def _day_in(rule: Rule, step: Any) -> Any:
    """The moment on which the rule is judged, seen from the step; None if unrecorded, `_NEVER` if it never came."""
    value = step
    for name in rule.on.split("."):
        if isinstance(value, tuple):
            if not value:
                return _NEVER
            value = value[0]
        found = getattr(value, name)
        if found is None:
            return _NEVER if name in value.not_done else None
        value = found
    return value


def _path_of_day(rule: Rule) -> str:
    name = rule.over.removeprefix(_REGISTERS)
    return f"{name}.{rule.on}" if name else rule.on
