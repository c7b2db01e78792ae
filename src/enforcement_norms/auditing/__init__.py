"""Audit of case files (案卷审查): rules of every system of the notice, each judged on the day of its step."""

from .across import audit_many
from .audited import Audited
from .catalogue import core_rules, rules_for
from .running import audit, audit_each, audit_registers
from .settings import Settings

__all__ = ["Audited", "Settings", "audit", "audit_each", "audit_many", "audit_registers", "core_rules", "rules_for"]
