"""Which articles ask that inspections are drawn by lot: by field, place, party and day."""

from datetime import date

import pytest
from attrs import evolve

from enforcement_norms.auditing import audit, core_rules
from enforcement_norms.model.actors.party import PartyRecord
from enforcement_norms.model.case import PartyKind
from enforcement_norms.model.casefile import CaseFile, Inspection, InspectionOrigin
from enforcement_norms.model.duty import Gravity

DRAWN = next(rule for rule in core_rules() if rule.id == "inspection.drawn")
GENERAL = "random_inspection_notice#s2.2"
BUSINESS = "business_environment_regulations#54.1"
PRIVATE = "private_economy_promotion_law#52.2"
TRANSPORT = "sichuan_transport_enforcement_regulations#14.1"
NOTICE = "enforcement_year_notice#s4.3.1"


def undrawn(field: str, division: str, on: date, kind: PartyKind = PartyKind.LEGAL_PERSON) -> CaseFile:
    step = Inspection(at=on, origin=InspectionOrigin.RANDOM, not_done=("draw",))
    return CaseFile(id="x", domain=field, division=division, party=PartyRecord(kind=kind), inspections=(step,))


@pytest.mark.parametrize(
    ("field", "division", "on", "gravity", "cites"),
    [
        ("market_supervision", "510105", date(2019, 12, 31), Gravity.IRREGULAR, {GENERAL}),
        ("market_supervision", "510105", date(2020, 1, 1), Gravity.UNLAWFUL, {GENERAL, BUSINESS}),
        ("market_supervision", "511702", date(2020, 8, 10), Gravity.UNLAWFUL, {GENERAL, BUSINESS}),
        ("market_supervision", "511702", date(2020, 8, 11), Gravity.UNLAWFUL, {GENERAL, BUSINESS, NOTICE}),
        ("education", "510105", date(2026, 3, 2), Gravity.IRREGULAR, {GENERAL}),
        ("education", "511702", date(2026, 3, 2), Gravity.IRREGULAR, {GENERAL, NOTICE}),
        ("transport", "510105", date(2021, 10, 31), Gravity.IRREGULAR, {GENERAL}),
        ("transport", "510105", date(2021, 11, 1), Gravity.UNLAWFUL, {GENERAL, TRANSPORT}),
        ("transport", "500103", date(2021, 11, 1), Gravity.IRREGULAR, {GENERAL}),
    ],
)
def test_the_lot_is_asked_for_by_field_and_place(
    field: str, division: str, on: date, gravity: Gravity, cites: set[str]
) -> None:
    (finding,) = audit(None, undrawn(field, division, on), rules=[DRAWN]).findings
    assert (finding.gravity, {cite.id for cite in finding.cites}) == (gravity, cites)


@pytest.mark.parametrize(
    ("kind", "on", "cites"),
    [
        (PartyKind.INDIVIDUAL_BUSINESS, date(2025, 5, 19), {GENERAL, BUSINESS}),
        (PartyKind.INDIVIDUAL_BUSINESS, date(2025, 5, 20), {GENERAL, BUSINESS, PRIVATE}),
        (PartyKind.OTHER_ORGANIZATION, date(2025, 5, 20), {GENERAL, BUSINESS}),
        (PartyKind.NATURAL_PERSON, date(2025, 5, 20), {GENERAL}),
    ],
)
def test_only_what_is_private_for_certain_is_called_so(kind: PartyKind, on: date, cites: set[str]) -> None:
    (finding,) = audit(None, undrawn("market_supervision", "510105", on, kind), rules=[DRAWN]).findings
    assert {cite.id for cite in finding.cites} == cites


def test_where_field_and_place_are_not_recorded_nobody_is_accused() -> None:
    file = undrawn("transport", "510105", date(2026, 3, 2))
    for unknown, lacking in ((evolve(file, domain=None), "domain"), (evolve(file, division=None), "division")):
        report = audit(None, unknown, rules=[DRAWN])
        assert (report.findings, [each.missing for each in report.not_checked]) == ((), [(lacking,)])
