"""Every rule of the core and of the packs (规则目录), system by system."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Final

from attrs import evolve

from ..i18n import _
from ..model.duty import Rule
from ..model.findings import CaseRule
from .facts_rules import facts_rule

if TYPE_CHECKING:
    from ..compiler import Norms

SYSTEMS: Final = {
    "subjects": _("执法主体"),
    "officers": _("执法人员"),
    "training": _("人员培训"),
    "publicity": _("执法公示"),
    "recording": _("全过程记录"),
    "review": _("法制审核"),
    "inspection": _("双随机抽查"),
    "discretion": _("裁量权"),
    "procedure": _("程序"),
    "decision": _("说理式决定书"),
    "transfer": _("案件移送"),
    "complaints": _("投诉举报"),
    "supervision": _("执法监督"),
    "conduct": _("廉洁文明"),
}
"""The systems of the notice in the order of reports; `rules/` holds a module or package for each."""


@cache
def core_rules() -> tuple[Rule, ...]:
    """The rules of the core: by system, within it in the order in which they are written.

    Raises:
        ValueError: two rules have one id.
    """
    from . import rules

    found: dict[str, Rule] = {}
    for module in _modules(rules):
        for value in vars(module).values():
            if isinstance(value, Rule) and found.setdefault(value.id, value) is not value:
                raise ValueError(f"two rules are called {value.id}")
    order = list(SYSTEMS)
    return tuple(sorted(found.values(), key=lambda rule: order.index(rule.system)))


def rules_for(norms: Norms | None) -> tuple[Rule, ...]:
    """The rules of the core and those that the packs add, each with the pack that speaks."""
    if norms is None:
        return core_rules()
    return _with_added(
        tuple((pack.id, rule) for pack in norms.packs.values() for rule in pack.audit_rules),
        tuple((pack.id, pack.module, rule) for pack in norms.packs.values() for rule in pack.case_rules),
    )


@lru_cache(maxsize=64)
def _with_added(
    added: tuple[tuple[str, Rule], ...], of_cases: tuple[tuple[str, str, CaseRule], ...]
) -> tuple[Rule, ...]:
    own = (evolve(rule, pack=pack) for pack, rule in added)
    return (*core_rules(), *own, *(facts_rule(pack, domain, rule) for pack, domain, rule in of_cases))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for entry in sorted(iter_modules(package.__path__), key=lambda each: each.name):
        module = import_module(f".{entry.name}", package.__name__)
        yield module
        if entry.ispkg:
            yield from _modules(module)
