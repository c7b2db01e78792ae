"""Checks of a case that tables cannot express (校验规则); delete this file where tables suffice."""

from collections.abc import Iterator
from typing import Final

from enforcement_norms import Case, CaseRule, Finding, Message, Severity, case_rule

_DOMAIN: Final = "enforcement_norms_template"


@case_rule(id="gains_named_before_fine", title="逾期不改正的要查明违法所得", violations=["unregistered_activity"])
def gains_named_before_fine(case: Case) -> Iterator[Finding]:
    """Warn where the order was not obeyed and nobody has said what was gained: the fine is computed from it."""
    if case.facts.get("stage") == "overdue" and "illegal_gains" not in case.facts:
        yield Finding(
            Message("逾期不改正，还没有查明违法所得", domain=_DOMAIN), "illegal_gains", severity=Severity.WARNING
        )


CASE_RULES: Final[tuple[CaseRule, ...]] = (gains_named_before_fine,)
"""The case rules of this pack, in the order in which they run."""
