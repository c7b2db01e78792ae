"""Articles hold where they are made and in their field: not those of one district, province or field for others."""

from typing import Any

import pytest
from tests.auditing.runner import changed

from enforcement_norms.auditing import audit, audit_registers
from enforcement_norms.auditing.instruments import reach_of
from enforcement_norms.reader.case_file import read_case_file, read_registers

AWAY = "500103"
NOT_SAID: dict[str, Any] = {"registers.subjects.market_bureau.publicity_duties": []}


def cites(change: dict[str, Any]) -> list[tuple[str, ...]]:
    data, registers = changed("ordinary", change)
    report = audit(None, read_case_file(data), read_registers(registers))
    assert report.broken == ()
    return [tuple(cite.instrument for cite in each.cites) for each in report.findings]


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        ("511702", ("510000", "511702")),
        ("511703", ("510000",)),
        ("510000", ("510000",)),
        (AWAY, ()),
        (None, None),
    ],
)
def test_divisions_with_instruments_of_their_own(division: str | None, expected: tuple[str, ...] | None) -> None:
    assert reach_of(division).divisions == expected


def test_the_notice_reaches_its_district_only() -> None:
    assert cites(NOT_SAID) == [("three_systems_opinions", "enforcement_year_notice")]
    moved = {**NOT_SAID, "division": "511703", "competence.other_basis": "指定管辖"}
    assert cites(moved) == [("three_systems_opinions",)]


def test_a_regulation_of_the_province_reaches_the_province_only() -> None:
    late = {"registers.subjects.market_bureau.statistics_published_on": "2026-03-01"}
    local = "sichuan_enforcement_supervision_regulations"
    assert cites({**late, "division": "511703"}) == [("three_systems_opinions", local)]
    assert cites({**late, "division": AWAY, "party.division": AWAY}) == [("three_systems_opinions",)]


def test_where_the_place_is_not_recorded_nothing_is_left_out() -> None:
    data, registers = changed("ordinary", {**NOT_SAID, "division": "absent"})
    report = audit(None, read_case_file(data), read_registers(registers))
    assert [tuple(cite.instrument for cite in each.cites) for each in report.findings] == [
        ("three_systems_opinions", "enforcement_year_notice")
    ]


def test_registers_are_judged_where_their_subjects_are() -> None:
    late = {"registers.subjects.market_bureau.systems[2].filed_on": "2020-11-03"}
    _data, registers = changed("ordinary", late)
    assert [each.rule for each in audit_registers(read_registers(registers)).findings] == ["publicity.filed"]
    _data, registers = changed("ordinary", {**late, "registers.subjects.market_bureau.division": AWAY})
    assert audit_registers(read_registers(registers)).findings == ()


def test_rules_of_a_field_bind_that_field_only() -> None:
    alone = {"questionings[0].officers": ["li"]}
    assert cites(alone) == [("administrative_penalty_law",)]
    domains = {f"registers.officers.{who}.certificates[1].domains": ["public_security"] for who in ("zhang", "li")}
    police = {**alone, **domains, "domain": "public_security", "power": "absent"}
    assert cites(police) == [("public_security_administration_penalties_law",)]
    early = {"reviews[0].at": "2026-09-04"}
    assert cites(early) == [("administrative_penalty_law", "market_penalty_procedure")]
    schools = {f"registers.officers.{who}.certificates[1].domains": ["education"] for who in ("zhang", "li")}
    assert cites({**early, **schools, "domain": "education", "power": "absent"}) == [("administrative_penalty_law",)]
