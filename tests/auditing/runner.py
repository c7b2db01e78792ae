"""Worked pairs of audit rules: a base file with a few things changed, and exactly what is then found.

A file `cases/<system>/<anything>.yaml` is a list of

    - rule: procedure.served_in_time       # the rule that the pair proves
      base: ordinary                       # a file in examples/case_files or tests/auditing/base, without .yaml
      passes:                              # changes under which the rule passes ({}: the base as it is)
        - {"decisions[0].at": 2026-09-28}
      fails:                               # changes, and every finding there then is, of any rule
        - change: {"services[1].at": 2026-10-14}
          finds: ["procedure.served_in_time decisions[0] unlawful"]
          also: ["publicity.told_at_service services[1] irregular"]      # findings of other rules, named
      unknown:                             # changes under which it cannot be checked, and what is missing
        - change: {"services": absent}
          missing: [services]

A change names a place by its path. The value `absent` takes the key away, `not_done` records it as not done; paths
that begin with `registers.` change the registers (`registers.officers.zhang.employment`: entries are named by id).
`settings` beside `base` sets parameters of `Settings`; `norms` names a domain whose packs are loaded.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from enforcement_norms.auditing import Settings, audit, audit_registers
from enforcement_norms.compiler import Norms
from enforcement_norms.loading import load
from enforcement_norms.model.audit_report import AuditReport
from enforcement_norms.reader.case_file import read_case_file, read_registers
from enforcement_norms.reader.yaml import parse_yaml

HERE = Path(__file__).parent
FOLDERS = (HERE.parents[1] / "examples" / "case_files", HERE / "base")
_STEP = re.compile(r"(\w+)|\[(\d+)\]")


def loaded(path: Path) -> Any:
    """The data of a YAML file, as plain maps and lists."""
    return plain(parse_yaml(path.read_bytes(), path.name))


def plain(data: Any) -> Any:
    """The same data without the places where they stand."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(item) for item in data] if isinstance(data, list) else data


@cache
def _base(name: str) -> Any:
    return loaded(next(path for folder in FOLDERS if (path := folder / f"{name}.yaml").is_file()))


@cache
def norms_of(domain: str) -> Norms | None:
    """The packs of a domain, once."""
    return load(domain) if domain else None


@frozen
class Pair:
    """One variant of a worked pair."""

    file: str
    rule: str
    base: str
    kind: str
    number: int
    change: dict[str, Any]
    finds: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    settings: dict[str, Any] | None = None
    norms: str = ""

    @property
    def id(self) -> str:
        """The name of the test."""
        return f"{self.rule}-{self.base}-{self.kind}{self.number}"

    @property
    def parameters(self) -> Settings:
        """The settings; a folder of texts is named as seen from here."""
        given = dict(self.settings or {})
        if "texts" in given:
            given["texts"] = str(HERE / given["texts"])
        return Settings(**given)

    def report(self) -> AuditReport:
        """The audit of the changed file."""
        data, registers = changed(self.base, self.change)
        settings = self.parameters
        held = read_registers(registers)
        return joined(
            audit(norms_of(self.norms), read_case_file(data), held, settings=settings),
            audit_registers(held, settings=settings),
        )


def joined(of_file: AuditReport, of_registers: AuditReport) -> AuditReport:
    """The report on the file with what is said of the registers."""
    return evolve(
        of_file,
        findings=of_file.findings + of_registers.findings,
        not_checked=of_file.not_checked + of_registers.not_checked,
        broken=of_file.broken + of_registers.broken,
        passed=of_file.passed + of_registers.passed,
        not_applicable=of_file.not_applicable + of_registers.not_applicable,
    )


def pairs() -> list[Pair]:
    """All worked pairs of the folder."""
    return [pair for path in sorted((HERE / "cases").rglob("*.yaml")) for pair in _pairs_of(path)]


def _pairs_of(path: Path) -> list[Pair]:
    found = []
    for entry in loaded(path):
        common = (str(path.relative_to(HERE)), entry["rule"], entry["base"])
        more = {"settings": entry.get("settings"), "norms": entry.get("norms", "")}
        found += [Pair(*common, "passes", i, change, **more) for i, change in enumerate(entry.get("passes", []))]
        for kind in ("fails", "unknown"):
            found += [
                Pair(
                    *common,
                    kind,
                    i,
                    each["change"],
                    tuple(each.get("finds", ())),
                    tuple(each.get("also", ())),
                    tuple(each.get("missing", ())),
                    **more,
                )
                for i, each in enumerate(entry.get(kind, []))
            ]
    return found


def changed(base: str, change: dict[str, Any]) -> tuple[Any, Any]:
    """The data of case file and registers with the changes."""
    data, registers = deepcopy(_base(base)), deepcopy(_base("registers"))
    for path, value in change.items():
        if path.startswith("registers."):
            put(registers, path.removeprefix("registers."), value)
        else:
            put(data, path, value)
    return data, registers


def put(data: Any, path: str, value: Any) -> None:
    """Set, take away or mark as not done what stands at a path."""
    steps = [int(number) if number else name for name, number in _STEP.findall(path)]
    holder = data
    for step in steps[:-1]:
        holder = next(each for each in holder if each["id"] == step) if _is_entry(holder, step) else holder[step]
    last = steps[-1]
    if value == "absent":
        del holder[last]
    elif value == "not_done":
        holder.pop(last, None)
        holder.setdefault("not_done", []).append(last)
    elif isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value


def _is_entry(holder: Any, step: Any) -> bool:
    return isinstance(holder, list) and isinstance(step, str)


def shown(report: AuditReport) -> list[str]:
    """Findings as worked pairs name them: rule, place, gravity."""
    return sorted(f"{each.rule} {each.place} {each.gravity.value}" for each in report.findings)
