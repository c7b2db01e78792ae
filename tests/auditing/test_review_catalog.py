"""Review catalogs of packs: by kind and amount of what was imposed, by level, place, day, judgement and threshold."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.auditing.runner import changed

from enforcement_norms.auditing import Audited
from enforcement_norms.auditing.rules.review.catalog import listed
from enforcement_norms.compiler import Norms
from enforcement_norms.law import Citation, InForce
from enforcement_norms.loading import load
from enforcement_norms.model.duty import Missing
from enforcement_norms.model.penalty import MeasureKind
from enforcement_norms.model.review import ReviewCatalog, ReviewItem
from enforcement_norms.model.rules import ProcedureRule, Step, Trigger
from enforcement_norms.reader.case_file import read_case_file, read_registers

FIELD = "market_supervision"
CITE = (Citation.parse_id("three_systems_opinions#s4.12"),)
FIFTY_THOUSAND = 5_000_000


@pytest.fixture(scope="module")
def norms() -> Norms:
    return load(FIELD)


def with_catalog(norms: Norms, item: ReviewItem, **more: Any) -> Norms:
    catalog = ReviewCatalog("c", "目录", InForce(date(2026, 1, 1)), (item,), **more)
    pack = evolve(norms.packs[FIELD], review=(catalog,))
    return evolve(norms, packs={**norms.packs, FIELD: pack})


def item(*triggers: Trigger, **more: Any) -> ReviewItem:
    return ReviewItem("i", "事项", triggers, CITE, **more)


def audited(norms: Norms, change: dict[str, Any] | None = None) -> Audited:
    data, registers = changed("ordinary", change or {})
    return Audited(read_case_file(data), read_registers(registers), norms)


def falls_under(norms: Norms, one: ReviewItem, change: dict[str, Any] | None = None, **more: Any) -> bool:
    case = audited(with_catalog(norms, one, **more), change)
    return listed(case, case.decided()) is not None


def fine(*, at_least: int | None = None, above: int | None = None, at_most: int | None = None) -> Trigger:
    return Trigger(kinds=(MeasureKind.FINE,), at_least=at_least, above=above, at_most=at_most)


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        (fine(at_least=FIFTY_THOUSAND), True),
        (fine(at_least=FIFTY_THOUSAND + 1), False),
        (fine(above=FIFTY_THOUSAND), False),
        (fine(above=FIFTY_THOUSAND - 1), True),
        (fine(at_most=FIFTY_THOUSAND), True),
        (fine(at_most=FIFTY_THOUSAND - 1), False),
        (Trigger(kinds=(MeasureKind.FINE,)), True),
        (Trigger(kinds=(MeasureKind.REVOKE_PERMIT,)), False),
        (Trigger(kinds=(MeasureKind.FINE, MeasureKind.CONFISCATE_ILLEGAL_GAINS), total=True, at_least=5_120_000), True),
        (Trigger(kinds=(MeasureKind.FINE, MeasureKind.CONFISCATE_ILLEGAL_GAINS), total=True, above=5_120_000), False),
        (Trigger(kinds=(MeasureKind.FINE,), party=("individual_business",)), True),
        (Trigger(kinds=(MeasureKind.FINE,), party=("legal_person",)), False),
    ],
)
def test_kind_amount_and_party_of_what_was_imposed(norms: Norms, trigger: Trigger, expected: bool) -> None:
    assert falls_under(norms, item(trigger)) is expected


def test_level_place_and_day_of_the_catalog(norms: Norms) -> None:
    any_fine = fine()
    assert falls_under(norms, item(any_fine, levels=("county",)))
    assert not falls_under(norms, item(any_fine, levels=("province",)))
    assert falls_under(norms, item(any_fine), division="511700")
    assert not falls_under(norms, item(any_fine), division="500000")
    assert not falls_under(norms, item(any_fine), {"decisions[0].at": "2025-12-31"})
    assert not falls_under(norms, item(any_fine, acts=("licence",)))


def test_instruments_on_which_the_violation_rests(norms: Norms) -> None:
    assert falls_under(norms, item(fine(), instruments=("food_safety_law",)))
    assert not falls_under(norms, item(fine(), instruments=("price_law",)))


def test_a_threshold_left_to_the_province_is_unknown_until_somebody_fills_it(norms: Norms) -> None:
    left = with_catalog(norms, item(fine()))
    open_one = with_catalog(norms, item(evolve(fine(), overlay="large_fine")))
    unrecorded = audited(open_one, {"triggers": "absent"})
    with pytest.raises(Missing) as missing:
        listed(unrecorded, unrecorded.decided())
    assert missing.value.inputs == ("triggers",)
    assert listed(audited(open_one), audited(open_one).decided()) is None
    rule = ProcedureRule(
        "fills", Step.HEARING, InForce(date(2026, 1, 1)), CITE, (fine(at_least=FIFTY_THOUSAND),), division="510000"
    )
    filled = evolve(rule, fills="large_fine")
    pack = evolve(open_one.packs[FIELD], procedure=(filled,))
    with_threshold = evolve(open_one, packs={**open_one.packs, FIELD: pack})
    case = audited(with_threshold, {"triggers": "absent"})
    found = listed(case, case.decided())
    assert found is not None
    assert found.cites == CITE
    assert listed(audited(left), audited(left).decided()) is not None


def test_without_packs_the_record_of_the_file_decides() -> None:
    data, registers = changed("ordinary", {"triggers": "absent"})
    case = Audited(read_case_file(data), read_registers(registers), None)
    with pytest.raises(Missing):
        listed(case, case.decided())
    recorded, registers = changed("ordinary", {"triggers": ["catalog"]})
    case = Audited(read_case_file(recorded), read_registers(registers), None)
    found = listed(case, case.decided())
    assert found is not None
    assert str(found.ground) == "列入法制审核目录"
