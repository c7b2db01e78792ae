"""The checks of cases that packs hold (领域包的校验规则), run on the case that a file describes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen

from ..errors import Severity
from ..i18n import Message
from ..model.duty import Found, Gravity, NoticeItem, Rule, need
from ..model.findings import CaseRule
from .audited import Audited
from .likeness import by_words
from .sources import penalty_2017, penalty_2021

_GRAVITIES: Final = {Severity.ERROR: Gravity.IRREGULAR, Severity.WARNING: Gravity.NOTE}
_BASES: Final = (penalty_2017("30"), penalty_2021("40"))
"""Facts must be found out before there is a penalty (查明事实); facts at odds with one another are not."""


@frozen
class _Concerns:
    """Whether a file is of a violation of a pack that a rule names, of any where it names none; alike for like rules."""

    pack: str
    violations: frozenset[str]

    def __call__(self, audited: Audited, _file: Any) -> bool:
        violation = need(need(audited.file.matter, "matter").violation or None, "matter.violation")
        if self.violations:
            return violation in self.violations
        return violation == self.pack or violation.startswith(f"{self.pack}.")


def facts_rule(pack: str, domain: str, rule: CaseRule) -> Rule:
    """A check of a pack as a rule of audit: what it refuses is irregular, of what it warns is a note.

    `domain` holds the translations of the pack.
    """

    def check(audited: Audited, _file: Any) -> Iterable[Found]:
        said = audited.says_of_case(rule, audited.case)
        if not said:
            return ()
        return [
            Found(
                found.message,
                _GRAVITIES.get(found.severity, Gravity.NOTE),
                at=f"/matter.facts.{found.fact}" if found.fact else "/matter.facts",
            )
            for found in said
        ]

    concerns = by_words(_Concerns(pack, frozenset(f"{pack}.{violation}" for violation in rule.violations)))

    return Rule(
        f"{pack}.{rule.id}",
        Message(rule.title, domain=domain),
        "decision",
        _BASES,
        check,
        on="decisions.at",
        gravity=Gravity.IRREGULAR,
        item=NoticeItem.LAW,
        inputs=("norms", "matter.violation", "matter.occurred_on", "matter.facts", "decisions.at"),
        when=concerns,
        pack=pack,
    )
