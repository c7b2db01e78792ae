"""What a distribution may supply (挂钩): two typed hooks, and the decorator that makes a check of a case.

A pack made of files needs neither: `DataPack` answers both hooks from its folder. A team that keeps its tables in a
database writes the two functions itself and registers the object (or module) that holds them under the entry-point
group `enforcement_norms`, in the name of the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import pluggy

from .i18n import Message
from .model.case import Case
from .model.duty import Basis, Check, Rule, duty
from .model.findings import CaseRule, Finding
from .model.pack import Manifest, Pack

PROJECT: Final = "enforcement_norms"
"""The name of the hooks and of the entry-point group."""

hookspec: Final = pluggy.HookspecMarker(PROJECT)
hookimpl: Final = pluggy.HookimplMarker(PROJECT)


class PackHooks:
    """The hooks of a domain pack (领域包)."""

    @hookspec
    def manifest(self) -> Manifest:
        """Who the pack is: id, title, aliases. Asked before anything else, so it should be cheap."""
        raise NotImplementedError

    @hookspec
    def pack(self, general: Pack | None) -> Pack:
        """Everything that the pack holds.

        `general` is the pack of the general law, whose facts, circumstances and definitions may be named; it is None
        only for that pack itself. An implementation that does not need it may leave the parameter out.
        """
        raise NotImplementedError


def case_rule(
    *,
    id: str,  # noqa: A002 – named as the attribute it fills
    title: str,
    violations: Iterable[str] = (),
) -> Callable[[Callable[[Case], Iterable[Finding]]], CaseRule]:
    """Declare a check of a case that a table cannot express (校验规则).

    The function is given a `Case` and yields `Finding`s; `violations` are those it concerns, none: all of the pack.
    """

    def declare(check: Callable[[Case], Iterable[Finding]]) -> CaseRule:
        return CaseRule(id, title, check, tuple(violations))

    return declare


def audit_rule(
    rule_id: str, title: Message | str, bases: Iterable[Basis], *, system: str, **settings: Any
) -> Callable[[Check], Rule]:
    """Declare a rule of audit that a pack adds (审查规则), as those of the core are: see `Rule` for the settings.

    `system` is one of the systems of the notice (`procedure`, `recording`…). The function is given what is audited and
    one step of the case file (or register) and yields `Found`s. Hand the rules to `DataPack(…, audit_rules=[…])`.
    """
    said = title if isinstance(title, Message) else Message(title)
    return duty(rule_id, said, bases, system=system, **settings)
