"""China's administrative-enforcement norms, executable (行政执法规范): from a case to its lawful penalty range.

Names are imported when they are first used, so that starting costs little: neither a pack nor YAML nor Babel is
loaded by importing this package. All that stands in `__all__` is public; `enforcement_norms.testing` is too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike

    from .auditing import audit as audit
    from .batch import Failure as Failure
    from .batch import evaluate_many as evaluate_many
    from .batch import evaluate_table as evaluate_table
    from .combination import Combination as Combination
    from .combination import combine as combine
    from .comparison import Comparison as Comparison
    from .comparison import diff as diff
    from .compiler import Norms as Norms
    from .conditions import INDETERMINABLE as INDETERMINABLE
    from .errors import CalendarGap as CalendarGap
    from .errors import CaseError as CaseError
    from .errors import CaseInvalid as CaseInvalid
    from .errors import EnforcementNormsError as EnforcementNormsError
    from .errors import LawNotFound as LawNotFound
    from .errors import PackBroken as PackBroken
    from .errors import PackError as PackError
    from .errors import PackInvalid as PackInvalid
    from .errors import PackNotFound as PackNotFound
    from .errors import Place as Place
    from .errors import Problem as Problem
    from .errors import Severity as Severity
    from .errors import ValueProblem as ValueProblem
    from .hooks import audit_rule as audit_rule
    from .hooks import case_rule as case_rule
    from .hooks import hookimpl as hookimpl
    from .i18n import Message as Message
    from .i18n import speaking as speaking
    from .law import Citation as Citation
    from .law import InForce as InForce
    from .law import LawLibrary as LawLibrary
    from .model.actors import Registers as Registers
    from .model.audit_report import AuditReport as AuditReport
    from .model.case import Assertion as Assertion
    from .model.case import Case as Case
    from .model.case import Event as Event
    from .model.case import Party as Party
    from .model.case import PartyKind as PartyKind
    from .model.case import Person as Person
    from .model.casefile import CaseFile as CaseFile
    from .model.determination import Applies as Applies
    from .model.determination import Determination as Determination
    from .model.determination import Outcome as Outcome
    from .model.determination import Penalty as Penalty
    from .model.duty import Basis as Basis
    from .model.duty import Found as Found
    from .model.duty import Gravity as Gravity
    from .model.duty import NoticeItem as NoticeItem
    from .model.duty import Rule as Rule
    from .model.duty import happened as happened
    from .model.duty import need as need
    from .model.findings import CaseRule as CaseRule
    from .model.findings import Finding as Finding
    from .model.pack import Pack as Pack
    from .model.penalty import MeasureKind as MeasureKind
    from .money import Money as Money
    from .reader import DataPack as DataPack

_HOMES: Final = {
    "Applies": "model.determination",
    "Assertion": "model.case",
    "AuditReport": "model.audit_report",
    "Basis": "model.duty",
    "CalendarGap": "errors",
    "Case": "model.case",
    "CaseError": "errors",
    "CaseFile": "model.casefile",
    "CaseInvalid": "errors",
    "CaseRule": "model.findings",
    "Citation": "law",
    "Combination": "combination",
    "Comparison": "comparison",
    "DataPack": "reader",
    "Determination": "model.determination",
    "EnforcementNormsError": "errors",
    "Event": "model.case",
    "Failure": "batch",
    "Finding": "model.findings",
    "Found": "model.duty",
    "Gravity": "model.duty",
    "INDETERMINABLE": "conditions",
    "InForce": "law",
    "LawLibrary": "law",
    "LawNotFound": "errors",
    "MeasureKind": "model.penalty",
    "Message": "i18n",
    "Money": "money",
    "Norms": "compiler",
    "NoticeItem": "model.duty",
    "Outcome": "model.determination",
    "Pack": "model.pack",
    "PackBroken": "errors",
    "PackError": "errors",
    "PackInvalid": "errors",
    "PackNotFound": "errors",
    "Party": "model.case",
    "PartyKind": "model.case",
    "Penalty": "model.determination",
    "Person": "model.case",
    "Place": "errors",
    "Problem": "errors",
    "Registers": "model.actors",
    "Rule": "model.duty",
    "Severity": "errors",
    "ValueProblem": "errors",
    "audit": "auditing",
    "audit_rule": "hooks",
    "case_rule": "hooks",
    "combine": "combination",
    "diff": "comparison",
    "evaluate_many": "batch",
    "evaluate_table": "batch",
    "happened": "model.duty",
    "hookimpl": "hooks",
    "need": "model.duty",
    "speaking": "i18n",
}
"""In which module each public name lives that is imported on first use."""

__all__ = [
    "INDETERMINABLE",
    "Applies",
    "Assertion",
    "AuditReport",
    "Basis",
    "CalendarGap",
    "Case",
    "CaseError",
    "CaseFile",
    "CaseInvalid",
    "CaseRule",
    "Citation",
    "Combination",
    "Comparison",
    "DataPack",
    "Determination",
    "EnforcementNormsError",
    "Event",
    "Failure",
    "Finding",
    "Found",
    "Gravity",
    "InForce",
    "LawLibrary",
    "LawNotFound",
    "MeasureKind",
    "Message",
    "Money",
    "Norms",
    "NoticeItem",
    "Outcome",
    "Pack",
    "PackBroken",
    "PackError",
    "PackInvalid",
    "PackNotFound",
    "Party",
    "PartyKind",
    "Penalty",
    "Person",
    "Place",
    "Problem",
    "Registers",
    "Rule",
    "Severity",
    "ValueProblem",
    "audit",
    "audit_rule",
    "case_rule",
    "combine",
    "diff",
    "evaluate",
    "evaluate_many",
    "evaluate_table",
    "explain",
    "happened",
    "hookimpl",
    "load",
    "need",
    "speaking",
]


def load(*domains: str, overlays: Iterable[str | PathLike[str]] = ()) -> Norms:
    """The norms (规范库) of the named domains, with the general law and the user's overlays; of all installed without a name.

    A domain is named by its id, title or alias (`work_safety`, 安全生产). An overlay is a folder of local data
    (discretion standards, bands, thresholds of a province). Packs that cannot be used are kept in `Norms.failures`
    with a warning where no domain was named.

    Raises:
        PackNotFound: no pack of that name is installed; near names are offered.
        PackBroken: a named pack, or an overlay, cannot be used.
    """
    from .loading import load as loading

    return loading(*domains, overlays=overlays)


def evaluate(norms: Norms, case: Case) -> Determination:
    """The lawful range in one case (裁量认定), with the article for every step; an official decides within it.

    Raises:
        CaseInvalid: the case cannot be read; all reasons are in `problems`.
        PackBroken: the pack of that domain cannot be used.
        PackNotFound: that domain is not loaded.
    """
    global _evaluate  # noqa: PLW0603 – the import is looked up once, not for each of a million cases
    if _evaluate is None:
        from .evaluator import evaluate as found

        _evaluate = found
    return _evaluate(norms, case)


def explain(
    determination: Determination,
    locale: str = "zh_CN",
    format: Literal["text", "markdown", "json"] = "text",  # noqa: A002
) -> str:
    """The reasons of a determination in words (裁量说明), from the steps recorded in it; nothing is computed again.

    Raises:
        ValueError: an unknown locale or format.
    """
    from .explanation import explain as explaining

    return explaining(determination, locale, format)


_evaluate: Callable[[Norms, Case], Determination] | None = None


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
