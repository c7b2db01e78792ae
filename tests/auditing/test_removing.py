"""Removing an input never turns a pass into a violation: every key of every clean file, and every input of every pair."""

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from tests.auditing.runner import Pair, changed, pairs, put
from tests.auditing.test_frame import paths_in

from enforcement_norms.auditing import audit, audit_many, audit_registers, core_rules
from enforcement_norms.auditing.catalogue import SYSTEMS
from enforcement_norms.compiler import Norms
from enforcement_norms.errors import EnforcementNormsError
from enforcement_norms.loading import load
from enforcement_norms.model.audit_report import AuditReport
from enforcement_norms.model.duty import Rule
from enforcement_norms.reader.case_file import read_case_file, read_registers

CLEAN = ("ordinary", "summary", "with_hearing", "with_measure", "with_transfer", "old_law")
DOMAIN = "market_supervision"
RULES = {rule.id: rule for rule in core_rules()}
OF_REGISTERS = {"subjects", "officers"}
NO_RECORD = {"norms", "hearing_threshold", "texts"}
ROUNDS = 60
"""Times that several keys at once are removed from every clean file."""


@pytest.fixture(scope="module")
def norms() -> Norms:
    return load(DOMAIN)


def reports(data: Any, registers: Any, norms: Norms, rules: list[Rule] | None = None) -> list[AuditReport]:
    """The reports on the file and on the registers; none where the library refuses what is left."""
    try:
        file, held = read_case_file(data), read_registers(registers)
    except EnforcementNormsError:
        return []
    return [audit(norms, file, held, rules=rules), audit_registers(held, rules=rules)]


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_file_accuses_nobody_whatever_is_removed(name: str, norms: Norms) -> None:
    data, registers = changed(name, {})
    every = [(0, path) for path in paths_in(data)] + [(1, path) for path in paths_in(registers)]
    chance = random.Random(name)  # noqa: S311 – what is removed, not a secret
    several = [chance.sample(every, chance.choice((2, 4, 8))) for _round in range(ROUNDS)]
    accused, undeclared = {}, set()
    for removed in [*([one] for one in every), *several]:
        left = deepcopy((data, registers))
        for which, path in removed:
            if any(path.startswith(f"{other}{mark}") for _at, other in removed for mark in ".["):
                continue  # what holds it is removed too
            put(left[which], path, "absent")
        for report in reports(*left, norms):
            rules = [each.rule for each in report.findings] + [each.rule for each in report.broken]
            if rules:
                accused[str(removed)] = rules
            undeclared |= {
                (each.rule, path)
                for each in report.not_checked
                if each.rule in RULES
                for path in each.missing
                if not any(f"{known}.".startswith(f"{path}.") for known in RULES[each.rule].inputs)
            }
    assert accused == {}
    assert undeclared == set()  # what a rule may miss is among its inputs, or holds one of them


def holders(data: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    """Every record that holds the last of the names, down the path of the others."""
    if isinstance(data, list):
        for each in data:
            yield from holders(each, names)
    elif isinstance(data, dict) and names[0] in data:
        if len(names) == 1:
            yield data
        else:
            yield from holders(data[names[0]], names[1:])


def accusations(pair: Pair, norms: Norms) -> Iterator[str]:
    """Inputs of the rule that accuse when they are removed from a file that passes, one by one and all together."""
    rule, settings = RULES[pair.rule], pair.parameters
    of = norms if pair.norms == DOMAIN else load(pair.norms) if pair.norms else None
    data, registers = changed(pair.base, pair.change)
    for name in set(rule.inputs) - NO_RECORD:
        names = name.split(".")
        which = int(names[0] in OF_REGISTERS)
        count = sum(1 for _holder in holders((data, registers)[which], names))
        for number in (None, *range(count if count > 1 else 0)):
            left = deepcopy((data, registers))
            for index, holder in enumerate(holders(left[which], names)):
                if number is None or index == number:
                    del holder[names[-1]]
            try:
                file, held = read_case_file(left[0]), read_registers(left[1])
            except EnforcementNormsError:
                continue
            if rule.over.startswith("registers."):
                report = audit_registers(held, settings=settings, rules=[rule])
            else:
                report = audit(of, file, held, settings=settings, rules=[rule])
            if report.findings or report.broken:
                yield f"{pair.id} without {name} {number}"


PASSES = [pair for pair in pairs() if pair.kind == "passes" and not pair.also]


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_pass_never_becomes_a_violation_without_an_input(system: str, norms: Norms) -> None:
    mine = [pair for pair in PASSES if RULES[pair.rule].system == system]
    assert mine
    assert [each for pair in mine for each in accusations(pair, norms)] == []


@pytest.mark.parametrize("change", ["proceedings", "inspections[0].by_body", "decisions[0].kind", "matter.occurred_on"])
def test_files_that_are_clean_together_stay_so_without_an_input(change: str) -> None:
    annulled = {"proceedings": [{"kind": "review", "result": "annulled"}], "inspections[0].origin": "random"}
    elsewhere = {"inspections[0].by_body": "health_bureau", "inspections[0].at": "2026-08-03T09:30"}
    moved = {f"inspections[0].{key}": "absent" for key in ("ended_at", "recordings")}
    first = changed("ordinary", annulled)[0] | {"id": "a"}
    second = changed("ordinary", {"inspections[0].origin": "random", **elsewhere, **moved})[0] | {"id": "b"}
    for data in (first, second):
        data["inspections"][0]["yearly_cap"] = 1
        data["decisions"][0]["number"] = f"示例市监罚〔2026〕{ord(data['id'])}号"
    assert audit_many([read_case_file(first), read_case_file(second)]).findings == ()
    for at in (0, 1):
        both = deepcopy([first, second])
        put(both[at], change, "absent")
        assert audit_many(map(read_case_file, both)).findings == ()
