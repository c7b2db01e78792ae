"""The places where an early draft of the format could not say the law (G1–G48): what it says there today."""

from pathlib import Path

import pytest
from tests.support import Law, installed, law, measure, shown, violation, written

from enforcement_norms.errors import PackInvalid
from enforcement_norms.model.determination import Applies, Direction, Outcome
from enforcement_norms.model.penalty import Addressee, GroupKind, Mandate, MeasureKind, Nature

UNIT = {"kind": "legal_person"}
FOOD = {
    "goods_value": "8000元", "violation_duration": "1个月", "foodborne_deaths": 0, "foodborne_cases": 0,
    "false_information": False, "evaded_inspection": False, "food_penalties": [], "food_conviction": False,
}  # fmt: skip
"""A small food case in which no listed ground makes the circumstances serious."""


def food() -> Law:
    return installed("market_supervision")


def branches(*measures: str, head: str = "") -> str:
    return head + "branches:\n  - measures:\n" + "".join(f"      - {each}\n" for each in measures)


def test_g01_a_negative_precondition_does_not_leave_every_case_open() -> None:
    """食品安全法 124 “尚不构成犯罪”."""
    found = food().decide(violation="contaminated_food", facts=FOOD)
    assert (found.outcome, "judged:constitutes_crime" in found.open_to_check) == (Outcome.DETERMINED, True)
    crime = food().decide(violation="contaminated_food", facts=FOOD, judgements={"constitutes_crime": True})
    assert "fine" not in shown(crime)


def test_g02_two_confiscations_with_their_own_objects_and_mandates() -> None:
    """食品安全法 124, 农药管理条例 52."""
    found = food().decide(violation="contaminated_food", facts=FOOD)
    goods, tools = measure(found, "goods"), measure(found, "tools")
    assert (goods.kind, goods.mandate, tools.kind, tools.mandate) == (
        MeasureKind.CONFISCATE_ILLEGAL_PROPERTY,
        Mandate.SHALL,
        MeasureKind.CONFISCATE_ILLEGAL_PROPERTY,
        Mandate.MAY,
    )
    assert goods.object != tools.object
    pesticide = installed("agriculture").decide(
        violation="unlicensed_or_counterfeit_pesticide_production",
        facts={"pesticide_production_form": "counterfeit", "goods_value": "1元"},
    )
    assert [shown(pesticide)[id_] for id_ in ("goods", "tools")] == ["yes", "yes"]


def test_g03_a_measure_that_may_be_taken_changes_no_outcome() -> None:
    """食品安全法 124: 可以没收工具."""
    found = food().decide(violation="contaminated_food", facts=FOOD)
    assert (found.outcome, shown(found)["tools"]) == (Outcome.DETERMINED, "may")


def test_g04_a_measure_has_its_own_condition() -> None:
    """情节严重的，吊销许可证: yes, no or open for each penalty."""
    serious = {**FOOD, "goods_value": "2万元"}
    open_one = food().decide(violation="contaminated_food", facts=FOOD)
    assert (shown(open_one)["permit"], measure(open_one, "permit").open_on) == ("open", ("judged:food_serious",))
    assert shown(food().decide(violation="contaminated_food", facts=serious))["permit"] == "yes"
    other = food().decide(violation="contaminated_food", facts=FOOD, judgements={"food_serious": False})
    assert "permit" not in shown(other)


@pytest.mark.parametrize("name", ["contaminated_food", "expired_food", "mislabelled_food"])
def test_g05_one_definition_serves_many_clauses(name: str) -> None:
    """食品安全法实施条例 67.1: goods of twenty thousand yuan are serious everywhere, 19,999.99 are not by that alone."""
    assert [each.id for each in installed("market_supervision").pack.definitions].count("food_serious") == 1
    for value, applies in (("19999.99元", Applies.OPEN), ("2万元", Applies.YES)):
        found = food().decide(violation=name, facts={**FOOD, "goods_value": value})
        assert measure(found, "permit").applies is applies


def test_g06_point_values() -> None:
    """道路交通安全法 91.3: fifteen days, five thousand yuan, five years."""
    found = installed("public_security").decide(
        violation="drink_driving",
        facts={"alcohol_state": "drinking", "commercial_vehicle": True},
        judgements={"major_accident_crime": False},
    )
    assert [shown(found)[id_] for id_ in ("detention", "fine", "bar")] == ["yes [15]", "yes [5000]", "yes [5]"]


def test_g07_a_measure_that_follows_from_another() -> None:
    """食品安全法 135.1: after revocation five years without permits."""
    serious = {**FOOD, "goods_value": "2万元"}
    for facts, state in ((serious, "yes [5]"), (FOOD, "open [5]")):
        assert shown(food().decide(violation="contaminated_food", facts=facts))["permit_bar"] == state
    off = food().decide(violation="contaminated_food", facts=FOOD, judgements={"food_serious": False})
    assert "permit_bar" not in shown(off)


def persons_of_food(income: str) -> dict[str, str]:
    found = food().decide(
        violation="contaminated_food",
        facts=FOOD,
        party=UNIT,
        judgements={"intentional": True},
        persons=[
            {"id": "wang", "role": "main_responsible", "facts": {"income_last_year": income}},
            {"id": "li", "role": "directly_responsible_manager", "facts": {"income_last_year": "5万元"}},
        ],
    )
    return {key: value for key, value in shown(found).items() if key.startswith("persons")}


def test_g08_one_range_for_each_person() -> None:
    """食品安全法实施条例 75: one to ten times the income of that person."""
    assert persons_of_food("20万元") == {
        "persons.wang": "yes [200000, 2000000]",
        "persons.li": "yes [50000, 500000]",
    }


def test_g09_the_base_is_a_fact_of_the_person() -> None:
    assert persons_of_food("20.01元")["persons.wang"] == "yes [20.01, 200.1]"
    assert "person.income_last_year" in installed("market_supervision").pack.facts


def test_g10_a_measure_cites_another_instrument() -> None:
    """实施条例 75 inside a clause of the law."""
    found = food().decide(violation="contaminated_food", facts=FOOD, party=UNIT, judgements={"intentional": True})
    assert {cite.instrument for cite in found.provision} == {"food_safety_law"}
    assert [cite.id for cite in measure(found, "persons").cites] == ["food_safety_law_rules#75.1"]


def test_g11_exempt_but_the_goods_are_confiscated() -> None:
    """食品安全法 136 keeps the confiscation; 行政处罚法 33.3 adds education, 30 the guardian."""
    found = food().decide(violation="contaminated_food", facts=FOOD, circumstances={"food_trader_unaware": "证据1"})
    chosen = next(option for option in found.options if option.exempt)
    assert (found.outcome, set(shown(chosen))) == (Outcome.NEEDS_JUDGEMENT, {"goods"})
    child = food().decide(violation="contaminated_food", facts=FOOD, circumstances={"under_fourteen": "证据2"})
    assert child.outcome is Outcome.EXEMPT
    assert measure(child, "guardian_discipline").addressee == (Addressee.GUARDIAN,)


@pytest.mark.parametrize(
    ("day", "serious"), [("2025-03-05", True), ("2025-03-04", False), ("2026-03-05", True), ("2026-03-06", False)]
)
def test_g12_a_window_says_on_which_day_it_ends(day: str, serious: bool) -> None:
    """实施条例 67.1(5): within one year before the act, penalties of the same kind."""
    found = food().decide(violation="contaminated_food", facts={**FOOD, "food_penalties": [day]})
    assert shown(found)["permit"] == ("yes" if serious else "open")


def test_g13_a_definition_that_ends_in_a_catch_all_holds_but_never_fails() -> None:
    """实施条例 67.1(6) 其他情节严重的情形; 67.2 makes the serious case heavier."""
    none = food().decide(violation="contaminated_food", facts=FOOD)
    assert measure(none, "permit").open_on == ("judged:food_serious",)
    heavier = food().decide(
        violation="contaminated_food", facts=FOOD, circumstances={"serious_food_violation": "证据1"}
    )
    assert (heavier.direction, shown(heavier)["fine"]) == (Direction.HEAVIER, "yes [85000, 100000]")


ACCIDENT = {"deaths": 30, "serious_injuries": 0, "direct_loss": "0元"}


def test_g14_may_and_replaces_is_a_choice_of_both() -> None:
    """安全生产法 114.2."""
    found = installed("work_safety").decide(
        violation="accident_liability",
        facts=ACCIDENT,
        judgements={"accident_especially_serious": True, "accident_especially_vile": True},
    )
    assert (found.outcome, shown(found)["fine"], shown(found)["multiplied_fine"]) == (
        Outcome.DETERMINED,
        "yes [10000000, 20000000]",
        "may [20000000, 100000000]",
    )


def test_g15_two_criteria_side_by_side_are_said_once(tmp_path: Path) -> None:
    """A doubled key is refused; `all` and lists say it, and reserved words are no fact names."""
    for judged, applies in (((True, True), True), ((True, False), False)):
        found = installed("work_safety").decide(
            violation="accident_liability",
            facts=ACCIDENT,
            judgements=dict(zip(("accident_especially_serious", "accident_especially_vile"), judged, strict=True)),
        )
        assert ("multiplied_fine" in shown(found)) is applies
    doubled = "{id: w, kind: warning, when: {any: [{licensed: true}], any: [{licensed: false}]}}"
    both = "{id: w, kind: warning, when: {all: [{any: [{licensed: true}, {workers: {at_least: 3}}]}, {any: [{stage: first}]}]}}"
    with pytest.raises(PackInvalid):
        law(tmp_path / "doubled", branches(doubled))
    said = law(tmp_path / "both", branches(both)).decide(facts={"workers": 3, "stage": "first"})
    assert shown(said) == {"w": "yes"}
    with pytest.raises(PackInvalid):
        law(tmp_path / "reserved", branches(both), {"facts.yaml": "facts:\n  any: {kind: boolean, title: 任一}\n"})


@pytest.mark.parametrize(
    ("deaths", "multiplied"),
    [(30, "may [20000000, 100000000]"), (29, "may [4000000, 50000000]"), (2, "may [600000, 5000000]")],
)
def test_g16_times_a_range_that_is_itself_a_range(deaths: int, multiplied: str) -> None:
    """安全生产法 114.2: [2·L, 5·U] of the statutory range."""
    found = installed("work_safety").decide(
        violation="accident_liability",
        facts={**ACCIDENT, "deaths": deaths},
        judgements={"accident_especially_serious": True, "accident_especially_vile": True},
    )
    assert shown(found)["multiplied_fine"] == multiplied


def test_g17_a_daily_fine_has_a_rate_and_a_first_day() -> None:
    """安全生产法 112."""
    found = installed("work_safety").decide(violation="daily_fine_after_refusal", facts={"original_fine": "5万元"})
    one = measure(found, "daily_fine")
    assert (one.kind, shown(found)["daily_fine"]) == (MeasureKind.DAILY_FINE, "may [50000]")
    assert one.starts != ""


def test_g18_the_earlier_fine_is_an_ordinary_fact() -> None:
    facts = installed("work_safety").pack.facts
    assert facts["original_fine"].kind == "money"
    assert installed("work_safety").decide(violation="daily_fine_after_refusal").questions == ("original_fine",)


@pytest.mark.parametrize(
    ("kind", "nature"),
    [
        (MeasureKind.RESTRAIN, Nature.COERCIVE),
        (MeasureKind.TRANSFER, Nature.HANDOVER),
        (MeasureKind.STOP_VIOLATION, Nature.ORDER),
        (MeasureKind.OUTLAW, Nature.ORDER),
        (MeasureKind.REFUND, Nature.ORDER),
        (MeasureKind.SEIZE_DOCUMENTS, Nature.COERCIVE),
        (MeasureKind.ORDER, Nature.ORDER),
        (MeasureKind.DEPORT, Nature.PENALTY),
        (MeasureKind.FINE, Nature.PENALTY),
    ],
)
def test_g19_every_measure_has_a_kind_and_every_kind_a_nature(kind: MeasureKind, nature: Nature) -> None:
    """约束至酒醒, 移送, 责令停止, 取缔, 退还, 收缴证件, 限期拆除, 限期出境 do not fall away."""
    assert kind.nature is nature
    if kind is MeasureKind.RESTRAIN:
        found = installed("public_security").decide(
            violation="drink_driving", facts={"alcohol_state": "drunk", "commercial_vehicle": False}
        )
        assert measure(found, "restraint").object == "约束至酒醒"


def test_g20_a_bar_from_permits_is_no_occupation_ban() -> None:
    """道路交通安全法 91.2, 91.4."""
    found = installed("public_security").decide(
        violation="drink_driving",
        facts={"alcohol_state": "drunk", "commercial_vehicle": True},
        judgements={"major_accident_crime": False},
    )
    bar, ban = measure(found, "bar"), measure(found, "commercial_bar")
    assert (bar.kind, ban.kind) == (MeasureKind.BAR_FROM_PERMIT, MeasureKind.RESTRICT_EMPLOYMENT)
    assert MeasureKind.BAN_PRACTICE not in (bar.kind, ban.kind)


def test_g21_a_bar_for_life_that_starts_later() -> None:
    found = installed("public_security").decide(
        violation="drink_driving",
        facts={"alcohol_state": "drunk", "commercial_vehicle": True},
        judgements={"major_accident_crime": False},
    )
    ban = measure(found, "commercial_bar")
    assert (ban.life, ban.scope != "", ban.starts != "") == (True, True, True)


def test_g22_what_must_be_stopped_is_said() -> None:
    """责令停止违法行为 beside the penalties (道路运输条例 63)."""
    found = installed("transport").decide(violation="unlicensed_passenger_transport", facts={"illegal_gains": "0元"})
    assert measure(found, "stop").nature is Nature.ORDER


@pytest.mark.parametrize(
    ("penalties", "branch"), [(["1999-01-01"], "again"), (["2026-03-05"], "again"), (["2026-03-06"], "first"), ([], "first")]
)  # fmt: skip
def test_g23_a_count_without_limit_of_time(penalties: list[str], branch: str) -> None:
    """道路交通安全法 91.1: penalties counted for ever, up to the act; acts of the present case do not count."""
    found = installed("public_security").decide(
        violation="drink_driving",
        facts={"alcohol_state": "drinking", "commercial_vehicle": False, "drink_driving_penalties": penalties},
    )
    assert found.branch == branch


@pytest.mark.parametrize("state", ["drunk", "drinking"])
def test_g24_a_rule_on_top_of_any_branch(state: str) -> None:
    """道路交通安全法 91.5."""
    found = installed("public_security").decide(
        violation="drink_driving",
        facts={"alcohol_state": state, "commercial_vehicle": True},
        judgements={"major_accident_crime": True},
    )
    assert (shown(found)["accident_permit"], measure(found, "life_bar").life) == ("yes", True)


@pytest.mark.parametrize(
    ("ages", "branch"), [([30, 13], "heavy"), ([14, 69], None), ([70], "heavy"), ([14, 13, 69], "heavy")]
)
def test_g25_any_of_several_victims(ages: list[int], branch: str | None) -> None:
    """治安管理处罚法 (2025) 51.2: 殴打不满十四周岁的人或者七十周岁以上的人."""
    facts = {"in_gang": False, "victim_disabled": False, "victim_pregnant": False, "victim_ages": ages}
    plain = {"repeated_assaults": False, "several_victims": False, "minor_circumstances": False}
    found = installed("public_security").decide(violation="assault", facts=facts, judgements=plain)
    assert found.branch == (branch or "ordinary")


def test_g26_a_lighter_form_of_one_paragraph_stays_there() -> None:
    """治安管理处罚法 51: 情节较轻 of the first paragraph does not lighten the second."""
    facts = {"in_gang": True, "victim_disabled": False, "victim_pregnant": False, "victim_ages": [30]}
    found = installed("public_security").decide(
        violation="assault", facts=facts, judgements={"minor_circumstances": True}
    )
    assert (found.branch, shown(found)["detention"]) == ("heavy", "yes [10, 15]")


@pytest.mark.parametrize(
    ("birth", "grave", "execution"),
    [
        ("2010-06-01", False, Applies.NO),
        ("2010-06-01", True, Applies.YES),
        ("1956-03-04", False, Applies.NO),
        ("1956-03-05", False, Applies.YES),
    ],
)
def test_g27_decided_but_not_executed_with_exceptions(birth: str, grave: bool, execution: Applies) -> None:
    """治安管理处罚法 (2025) 23."""
    facts = {
        "in_gang": True, "victim_disabled": False, "victim_pregnant": False, "victim_ages": [30],
        "public_security_violations": [],
    }  # fmt: skip
    found = installed("public_security").decide(
        violation="assault",
        facts=facts,
        party={"kind": "natural_person", "birth_date": birth},
        judgements={"grave_and_vile": grave},
        circumstances={"minor_of_fourteen_to_eighteen": False},
    )
    assert measure(found, "detention").execution is execution


def test_g28_a_cap_belongs_to_the_instrument() -> None:
    """治安管理处罚法 16: merged detention of at most twenty days, for all its violations."""
    for name, day in (("assault", "2026-03-05"), ("theft_or_extortion", "2025-03-05")):
        merges = installed("public_security").decide(on=day, violation=name).merge
        assert [(merge.kind, merge.cap) for merge in merges] == [(MeasureKind.DETENTION, 20)]


SUBCONTRACT = {"contractor_role": "construction", "contract_price": "1000万元", "illegal_gains": "0元"}


def test_g29_the_decided_fine_or_its_envelope() -> None:
    """建设工程质量管理条例 73: five to ten per cent of the fine on the unit."""
    persons = [{"id": "wang", "role": "directly_responsible_manager"}]
    housing = installed("housing_construction")
    said = {"violation": "illegal_subcontracting", "facts": SUBCONTRACT, "party": UNIT, "persons": persons}
    judged = {"serious_circumstances": False}
    found = housing.decide("2026-03-05", "2026-06-01", judgements=judged, **said)
    one = measure(found, "persons", "wang")
    assert (found.outcome, shown(found)["persons.wang"], one.depends_on) == (
        Outcome.DETERMINED,
        "yes [2500, 10000]",
        "fine",
    )
    decided = housing.decide("2026-03-05", "2026-06-01", judgements=judged, imposed={"fine": "8万元"}, **said)
    assert shown(decided)["persons.wang"] == "yes [4000, 8000]"


def test_g30_what_must_be_given_back() -> None:
    """劳动合同法 84: 限期退还 is an order beside the fine for each worker."""
    found = installed("human_resources").decide(violation="deposit_from_workers", facts={"workers": 3})
    assert (measure(found, "refund").kind, shown(found)["fine"]) == (MeasureKind.REFUND, "yes [1500, 6000]")


@pytest.mark.parametrize("serious", [True, False])
def test_g31_the_reach_of_a_may_in_two_readings(serious: bool) -> None:
    """建设工程质量管理条例 60–62: 可以责令停业整顿，降低资质等级；情节严重的，吊销."""
    found = installed("housing_construction").decide(
        violation="illegal_subcontracting", facts=SUBCONTRACT, judgements={"serious_circumstances": serious}
    )
    assert found.outcome is (Outcome.NEEDS_JUDGEMENT if serious else Outcome.DETERMINED)
    assert len(found.options) == (2 if serious else 0)


def test_g32_revocation_instead_of_or_with_downgrading() -> None:
    found = installed("housing_construction").decide(
        violation="illegal_subcontracting", facts=SUBCONTRACT, judgements={"serious_circumstances": True}
    )
    instead, beside = found.options
    assert ("downgrade" in shown(instead), "downgrade" in shown(beside)) == (False, True)
    assert (shown(instead)["permit"], shown(beside)["permit"]) == ("yes", "yes")


def test_g33_as_in_the_paragraph_before(tmp_path: Path) -> None:
    """依照前款规定处罚: the measures come from there, both articles are cited; YAML aliases are refused."""
    packs = [installed(domain).pack for domain in ("housing_construction", "public_security", "market_supervision")]
    likes = [
        branch
        for pack in packs
        for each in pack.violations
        for branch in (*each.branches, *(inner for reading in each.readings for inner in reading.branches))
        if branch.like is not None
    ]
    assert likes != []
    anchored = "branches: [{measures: [&w {id: w, kind: warning}, *w]}]\n"
    with pytest.raises(PackInvalid):
        law(tmp_path, anchored)


def test_g34_a_rule_for_every_fine_of_an_instrument() -> None:
    """建设工程质量管理条例 73 reaches split contracting as well as subcontracting."""
    found = installed("housing_construction").decide(
        violation="split_contracting", facts={"contract_price": "1000万元", "state_funds": False}, party=UNIT
    )
    assert (shown(found)["fine"], shown(found)["persons"]) == ("yes [50000, 100000]", "yes [2500, 10000]")


def test_g35_documents_are_collected() -> None:
    """收缴证件 is a coercive measure of its own."""
    packs = [installed(domain).pack for domain in ("transport", "public_security")]
    kinds = {
        item.kind
        for pack in packs
        for each in pack.violations
        for branch in each.branches
        for item in branch.measures
        if hasattr(item, "amount")
    }
    assert MeasureKind.SEIZE_DOCUMENTS in kinds


@pytest.mark.parametrize(
    ("channel", "value", "fine"),
    [
        ("retail", "9999.99元", "yes [100000, 200000]"),
        ("retail", "1万元", "yes [100000, 200000]"),
        ("retail", "1.5万元", "yes [150000, 300000]"),
        ("production", "1元", "yes [1000000, 2000000]"),
        ("wholesale", "10万元", "yes [1000000, 2000000]"),
        ("wholesale", "20万元", "yes [2000000, 4000000]"),
    ],
)
def test_g36_a_deemed_base_that_depends_on_the_channel(channel: str, value: str, fine: str) -> None:
    """药品管理法 117.1: 批发的不足十万元按十万元, 零售的不足一万元按一万元; the confiscation is not raised."""
    found = installed("market_supervision").decide(
        violation="substandard_drugs", facts={"drug_channel": channel, "goods_value": value}
    )
    assert shown(found)["fine"] == fine


@pytest.mark.parametrize(("serious", "closing"), [(True, ["yes", "yes"]), (False, ["no", "no"])])
def test_g37_up_to_revocation(serious: bool, closing: list[str]) -> None:
    """责令停产停业，直至吊销许可证 (药品管理法 117.1) is an ordered menu."""
    found = installed("market_supervision").decide(
        violation="substandard_drugs",
        facts={"drug_channel": "retail", "goods_value": "1元"},
        judgements={"serious_circumstances": serious},
    )
    steps_up = [measure(found, id_) for id_ in ("suspension", "permit")]
    assert [one.applies.value for one in steps_up] == closing
    assert {one.menu for one in steps_up} == {(("closing", GroupKind.UP_TO),)}


def test_g38_another_organ_decides() -> None:
    """农药管理条例 52: 由发证机关吊销."""
    found = installed("agriculture").decide(
        violation="unlicensed_or_counterfeit_pesticide_production",
        facts={"pesticide_production_form": "counterfeit", "goods_value": "1元", "permit_held": True},
    )
    assert measure(found, "permit").by == "发证机关"


@pytest.mark.parametrize(
    ("gains", "fine"),
    [("99999.99元", "yes [10000, 100000]"), ("10万元", "yes [100000, 500000]"), ("0元", "yes [10000, 100000]")],
)
def test_g39_a_lower_norm_that_leaves_the_higher(gains: str, fine: str) -> None:
    """旅游法 95 (1万–10万) over 旅行社条例 46 (10万–50万): the law is applied, both are shown."""
    found = installed("culture_sports_tourism").decide(
        violation="travel_business_beyond_permit", facts={"illegal_gains": gains}
    )
    assert (found.violation, shown(found)["fine"]) == (
        "culture_sports_tourism.unlicensed_travel_agency",
        fine,
    )
    assert [conflict.what for conflict in found.conflicts] == ["travel_business_beyond_permit"]


def test_g40_pointing_to_another_clause_with_additions(tmp_path: Path) -> None:
    """劳动合同法 84.3, 旅游法 95.2: 依照前款 and something more."""
    other = violation(
        "other", "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]\n", basis="trade_law#8"
    )
    clause = "branches: [{like: other, measures: [{id: closure, kind: suspend_business}]}]\n"
    found = law(tmp_path, clause, {"violations/other.2000-01-01.yaml": other}).decide()
    assert shown(found) == {"fine": "yes [200]", "closure": "yes"}
    assert [cite.id for cite in measure(found, "fine").cites] == ["trade_law#8", "trade_law#9"]


@pytest.mark.parametrize(("on", "added"), [("2021-07-14", False), ("2021-07-15", True)])
def test_g41_the_general_law_fills_silence(tmp_path: Path, on: str, added: bool) -> None:
    """行政处罚法 28: an order to correct, and from 2021-07-15 the confiscation of gains."""
    clause = branches("{id: fine, kind: fine, amount: {exactly: 200元}}")
    found = law(tmp_path, clause).decide(on=on, decided="2021-08-01", facts={"illegal_gains": "1元"})
    general = shown(found, general_law=True)
    assert (general["general_correction"], "general_gains" in general) == ("yes", added)
    assert measure(found, "general_correction").general_law


@pytest.mark.parametrize(
    ("name", "gains", "outcome"),
    [
        ("unlicensed_passenger_transport", "19999.99元", Outcome.DETERMINED),
        ("unlicensed_passenger_transport", "2万元", Outcome.NEEDS_JUDGEMENT),
        ("unlicensed_passenger_transport", "20000.01元", Outcome.DETERMINED),
        ("unlicensed_goods_transport", "1万元", Outcome.NEEDS_JUDGEMENT),
        ("unlicensed_goods_transport", "10000.01元", Outcome.DETERMINED),
    ],
)
def test_g42_a_gap_of_the_statute_itself(name: str, gains: str, outcome: Outcome) -> None:
    """道路运输条例 63: exactly one or two ten-thousands are in neither form."""
    found = installed("transport").decide(
        violation=name,
        facts={"illegal_gains": gains, "light_truck": False},
        judgements={"serious_circumstances": False},
    )
    assert found.outcome is outcome
    if outcome is Outcome.NEEDS_JUDGEMENT:
        branches_shown = [option.branch for option in found.options]
        assert branches_shown == ["gains", "small", ""]


def test_g43_a_fine_instead_of_or_with_the_warning() -> None:
    """校外培训行政处罚暂行办法 18: two tenable readings, each an option with its reason."""
    pack = installed("education").pack
    read = {each.id: [reading.reason for reading in each.readings] for each in pack.violations if each.readings}
    assert "disguised_subject_training" in read
    assert all(len(reasons) > 1 and all(reasons) for reasons in read.values())


def test_g44_bands_say_what_they_bind(tmp_path: Path) -> None:
    """Days and fixed amounts are not cut by a rule on fines."""
    assert all(band.applies_to == (MeasureKind.FINE,) for band in installed("market_supervision").pack.bands)
    missing = {
        "bands/000000.2020-01-01.yaml": "id: x\ntitle: x\ncites: [trade_guidance#1]\nin_force: {from: 2020-01-01}\n"
    }
    with pytest.raises(PackInvalid):
        law(tmp_path, branches("{id: w, kind: warning}"), missing)


@pytest.mark.parametrize(("said", "usual"), [({}, "[3000, 6000]"), ({"evaded_fishery_inspection": "证据1"}, None)])
def test_g45_a_rule_that_says_usually(said: dict[str, str], usual: str | None) -> None:
    """规范农业行政处罚自由裁量权办法 11.2.4: 一般按 is shown, not enforced; the heavier part is firm (应当)."""
    found = installed("agriculture").decide(
        "2025-03-05", "2025-06-01", violation="fishing_licence_transfer", circumstances=said
    )
    fine = measure(found, "fine")
    assert fine.amount is not None
    assert (written(fine.amount), None if fine.usual is None else written(fine.usual)) == (
        ("(, 10000]", usual) if usual else ("(6000, 10000]", None)
    )


def test_g46_several_grounds_choose_a_grade_not_a_number() -> None:
    """规范农业行政处罚自由裁量权办法 12: 最高档次 is a part of the range, never pinned to its top."""
    (band,) = installed("agriculture").pack.bands
    assert (band.several.lighter, band.several.heavier) == ("bottom_grade", "top_grade")
    found = installed("agriculture").decide(
        "2025-03-05",
        "2025-06-01",
        violation="fishing_licence_transfer",
        circumstances={"evaded_fishery_inspection": "证据1", "wide_fishery_impact": "证据2"},
    )
    assert shown(found)["fine"] == "may (6000, 10000]"


def test_g47_a_rule_for_all_domains_beside_that_of_a_ministry(tmp_path: Path) -> None:
    """A province binds every domain: its band may stand in an overlay; two in force leave what both allow."""
    head = "title: 规则\ncites: [trade_guidance#10]\nin_force: {from: 2020-01-01}\napplies_to: [fine]\n"
    effects = "circumstances: [{id: repaired, effect: lighter, mandate: shall, cites: [trade_guidance#13]}]\n"
    files = {
        "bands/000000.2020-01-01.yaml": f"id: ministry\n{head}both_bounds: {{lighter: {{share: {{at_most: 30%}}}}}}\n{effects}",
        "bands/500000.2020-01-01.yaml": f"id: province\n{head}both_bounds: {{lighter: {{share: {{at_most: 20%}}}}}}\n",
    }
    clause = branches("{id: fine, kind: fine, amount: {range: {at_least: 0元, at_most: 10万元}}}")
    norms = law(tmp_path, clause, files)
    for place, top in (("500000", 20000), ("110000", 30000)):
        found = norms.decide(jurisdiction=place, circumstances={"repaired": "证据1"})
        assert shown(found) == {"fine": f"yes [0, {top}]"}


def test_g48_lighter_and_mitigated_close_what_may_also_be_taken(tmp_path: Path) -> None:
    """重庆 18, 国市监 10(2)(3): 可以并处 closes, a mitigated case drops a kind or takes a lighter one."""
    bands = (
        "id: x\ntitle: x\ncites: [trade_guidance#10]\nin_force: {from: 2020-01-01}\napplies_to: [fine]\n"
        "joined: {lighter: single, mitigated: single, heavier: concurrent}\nmitigated: {ways: [fewer_kinds, lighter_kind]}\n"
        "circumstances: [{id: repaired, effect: lighter_or_mitigated, mandate: shall, cites: [trade_guidance#13]}]\n"
    )
    clause = branches(
        "{id: gains, kind: confiscate_illegal_gains}",
        "{id: fine, kind: fine, mandate: may, joined: may_also, amount: {range: {at_least: 1万元, at_most: 3万元}}}",
    )
    found = law(tmp_path, clause, {"bands/000000.2020-01-01.yaml": bands}).decide(circumstances={"repaired": "证据1"})
    assert [(set(shown(option)), option.ways) for option in found.options] == [
        ({"gains"}, ()),
        ({"gains"}, ("fewer_kinds", "lighter_kind")),
    ]
    (band,) = installed("market_supervision").pack.bands
    assert band.mitigated is not None
    assert band.mitigated.ways == ("fewer_kinds", "lighter_kind")


def test_a_value_that_cannot_be_found_out() -> None:
    """兽药管理条例 56 无法查证货值: neither unknown nor zero."""
    veterinary = installed("agriculture")
    facts = {"illegal_gains": "0元"}
    found = veterinary.decide(violation="unlawful_veterinary_drugs", facts={**facts, "goods_value": "indeterminable"})
    assert "yes [100000, 200000]" in shown(found).values()
    assert veterinary.decide(violation="unlawful_veterinary_drugs", facts=facts).outcome is Outcome.UNDETERMINED


def test_facts_that_follow_from_others(tmp_path: Path) -> None:
    """Ratios, days between dates and sums, nothing else."""
    derived = (
        "facts:\n  a: {kind: money, title: 甲}\n  b: {kind: money, title: 乙}\n"
        "  c: {kind: money, title: 丙, derived: {product: [a, b]}}\n"
    )
    with pytest.raises(PackInvalid):
        law(tmp_path, branches("{id: w, kind: warning}"), {"facts.yaml": derived})


def test_every_place_has_its_test() -> None:
    said = [int(name[6:8]) for name in globals() if name.startswith("test_g")]
    assert said == list(range(1, 49))
