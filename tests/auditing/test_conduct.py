"""Which articles speak on conduct: those of one field, of one party, of one day."""

from datetime import date

import pytest

from enforcement_norms.auditing import audit, core_rules
from enforcement_norms.model.actors.party import PartyRecord
from enforcement_norms.model.case import PartyKind
from enforcement_norms.model.casefile import CaseFile, Charge, Decision, Quota
from enforcement_norms.model.duty import Gravity

RULES = {rule.id: rule for rule in core_rules()}


def cited(rule: str, file: CaseFile) -> list[tuple[Gravity, list[str]]]:
    """How grave each finding of one rule is, and what it cites."""
    report = audit(None, file, rules=[RULES[rule]])
    assert (report.broken, report.not_checked) == ((), ())
    return [(each.gravity, [cite.id for cite in each.cites]) for each in report.findings]


def quota_file(domain: str, basis: str, set_on: date, division: str = "510105") -> CaseFile:
    return CaseFile(
        id="x",
        domain=domain,
        division=division,
        decisions=(Decision(basis=(basis,)),),
        quotas=(Quota(set_on=set_on, document="任务表"),),
    )


@pytest.mark.parametrize(
    ("set_on", "expected"),
    [
        (date(2021, 4, 28), []),
        (date(2021, 4, 29), [(Gravity.UNLAWFUL, ["road_traffic_safety_law#86"])]),
        (
            date(2026, 2, 1),
            [(Gravity.UNLAWFUL, ["enforcement_supervision_regulations#11.2.4", "road_traffic_safety_law#86"])],
        ),
    ],
)
def test_a_quota_of_fines_in_traffic_breaks_its_law(set_on: date, expected: list[tuple[Gravity, list[str]]]) -> None:
    file = quota_file("public_security", "《中华人民共和国道路交通安全法》第九十条", set_on)
    assert cited("conduct.no_quota", file) == expected


@pytest.mark.parametrize(("set_on", "count"), [(date(2026, 1, 31), 0), (date(2026, 2, 1), 1)])
def test_elsewhere_a_quota_is_for_supervision_from_february_2026(set_on: date, count: int) -> None:
    file = quota_file("market_supervision", "《中华人民共和国食品安全法》第一百二十二条第一款", set_on)
    assert cited("conduct.no_quota", file) == [
        (Gravity.IRREGULAR, ["enforcement_supervision_regulations#11.2.4"]) for _ in range(count)
    ]


def charge_file(kind: PartyKind | None, on: date) -> CaseFile:
    return CaseFile(
        id="x",
        domain="market_supervision",
        division="510105",
        party=None if kind is None else PartyRecord(kind=kind),
        charges=(Charge(at=on, is_levy=False, not_done=("basis",)),),
    )


@pytest.mark.parametrize(
    ("kind", "on", "expected"),
    [
        (
            PartyKind.INDIVIDUAL_BUSINESS,
            date(2025, 5, 20),
            [(Gravity.UNLAWFUL, ["business_environment_regulations#25", "private_economy_promotion_law#61.3"])],
        ),
        (
            PartyKind.INDIVIDUAL_BUSINESS,
            date(2025, 5, 19),
            [(Gravity.UNLAWFUL, ["business_environment_regulations#25"])],
        ),
        (PartyKind.LEGAL_PERSON, date(2025, 5, 20), [(Gravity.UNLAWFUL, ["business_environment_regulations#25"])]),
        (PartyKind.NATURAL_PERSON, date(2025, 5, 20), []),
        (None, date(2025, 5, 20), [(Gravity.UNLAWFUL, ["business_environment_regulations#25"])]),
    ],
)
def test_what_speaks_of_a_charge_depends_on_the_party(
    kind: PartyKind | None, on: date, expected: list[tuple[Gravity, list[str]]]
) -> None:
    assert cited("conduct.charge_has_basis", charge_file(kind, on)) == expected
