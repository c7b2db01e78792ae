"""What makes a case impossible before any law is asked: dates, division, unknown violation, broken rules of fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from ..compiler import Norms, Plan, Track
from ..errors import CaseInvalid, PackBroken, PackNotFound, Place, Problem, Severity, ValueProblem
from ..i18n import Message, _
from ..identifiers import parse_division
from ..model.case import Case, Party, PartyKind, reversed_days
from .values import mistyped, unknown

_DAY: Final = _("写 date(2026, 3, 5)；文字写的案件用 read_case 读入")
_WANTED: Final[tuple[tuple[str, tuple[type, ...], Message], ...]] = (
    (
        "violation",
        (str,),
        _("写作“领域.违法行为”，如 market_supervision.unlicensed_food_business；用 enorms find 查找"),
    ),
    ("occurred_on", (date,), _DAY),
    ("decided_on", (date,), _DAY),
    ("ended_on", (date, type(None)), _DAY),
    ("discovered_on", (date, type(None)), _DAY),
    ("filed_on", (date, type(None)), _DAY),
    ("jurisdiction", (str,), _("写六位数字的文字，如 '511702'")),
    ("party", (Party,), _("写 Party(PartyKind.LEGAL_PERSON)")),
)
_PARTY: Final[tuple[tuple[str, tuple[type, ...], Message], ...]] = (
    ("kind", (PartyKind, type(None)), _("写 PartyKind.LEGAL_PERSON 等")),
    ("birth_date", (date, type(None)), _DAY),
)


def check_types(case: Case) -> None:
    """Raises CaseInvalid where a caller without a type checker handed over a day or a party as text."""
    problems = [*_mistyped(case, "", _WANTED)] or [*_mistyped(case.party, "party.", _PARTY)]
    if problems:
        raise CaseInvalid(_("案件数据有误"), problems)


def track_of(norms: Norms, case: Case) -> Track:
    """The violation of the case. Raises CaseInvalid (near names), PackBroken where its pack could not be used."""
    found = norms.tracks.get(case.violation)
    if found is not None:
        return found
    domain = case.violation.partition(".")[0]
    failure = norms.failures.get(domain)
    if failure is not None:
        raise PackBroken(_("“{domain}”领域包不可用，该案不能认定", domain=domain), (*failure.problems,)) from failure
    if domain not in norms.packs and "." in case.violation:
        problem = unknown("EN301", "violation", _("没有装载“{domain}”领域包", domain=domain), domain, list(norms.packs))
        raise PackNotFound(_("没有装载“{domain}”领域包", domain=domain), (problem,))
    message = _("没有名为“{name}”的违法行为", name=case.violation)
    problem = unknown("EN301", "violation", message, case.violation, list(norms.tracks))
    raise CaseInvalid(_("案件数据有误"), (problem,))


def check_case(case: Case) -> None:
    """Raises CaseInvalid where dates are reversed or the division code is unknown."""
    problems = [_reversed(later, earlier) for later, earlier in reversed_days(case)]
    if case.jurisdiction != "000000":
        try:
            parse_division(case.jurisdiction)
        except ValueProblem as error:
            problems.append(Problem("EN305", Place(path="jurisdiction"), error.message, error.hint))
    if problems:
        raise CaseInvalid(_("案件数据有误"), problems)


def _mistyped(
    holder: object, prefix: str, wanted: tuple[tuple[str, tuple[type, ...], Message], ...]
) -> Iterator[Problem]:
    """The values that are of none of the types wanted; a moment is no day."""
    for name, kinds, remedy in wanted:
        value: Any = getattr(holder, name)
        if not isinstance(value, kinds) or isinstance(value, datetime):
            yield mistyped(prefix + name, value, remedy)


def _reversed(later: str, earlier: str) -> Problem:
    message = _("“{later}”早于“{earlier}”", later=later, earlier=earlier)
    return Problem("EN304", Place(path=later), message, _("核对两个日期"))


def run_rules(plan: Plan, case: Case) -> tuple[Problem, ...]:
    """What the pack's own rules find: warnings are returned, errors refuse the case (CaseInvalid)."""
    problems = [
        Problem(
            f"{plan.pack.id}.{rule.id}",
            Place(path=f"facts.{finding.fact}" if finding.fact else ""),
            finding.message,
            severity=finding.severity,
        )
        for rule in plan.case_rules
        for finding in rule.check(case)
    ]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise CaseInvalid(_("案件事实相互矛盾"), errors)
    return tuple(problems)
