"""Pack folders: what is read, where it stands, what an overlay adds."""

import shutil
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from enforcement_norms.amounts import Interval, Limits, Range, Scope, Share
from enforcement_norms.conditions import ALWAYS, OneOf
from enforcement_norms.errors import PackInvalid, Place
from enforcement_norms.law import BoundWords, Citation, InForce, InstrumentKind
from enforcement_norms.model.discretion import Effect, Override
from enforcement_norms.model.facts import Constraint, Derivation, Derived, FactKind
from enforcement_norms.model.pack import Manifest, Pack
from enforcement_norms.model.penalty import Addressee, Group, GroupKind, Mandate, Measure, MeasureKind, Unit
from enforcement_norms.model.violation import Ended, Reference
from enforcement_norms.reader import merged, read_manifest, read_overlay, read_pack

BASE = Path(__file__).parents[1] / "errors" / "_base"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "market"))


def write(folder: Path, name: str, text: str) -> None:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def clause(branches: str, rest: str = "") -> str:
    head = "id: x\ntitle: 测试\nin_force: {from: 2025-12-01}\nbreaches: []\nbasis: [food_safety_law#124.1.1]\n"
    return f"{head}{rest}branches:\n{branches}"


def measures(folder: Path, written: str) -> Any:
    write(folder, "violations/x.2025-12-01.yaml", clause(f"  - measures:\n      - {written}\n"))
    return read_pack(folder).violations[1].branches[0].measures


def problems(folder: Path, general: Pack | None = None) -> list[str]:
    with pytest.raises(PackInvalid) as raised:
        read_pack(folder, general=general)
    return [f"{problem.where} {problem.code}" for problem in raised.value.problems]


def test_the_whole_pack_is_there(folder: Path) -> None:
    pack = read_pack(folder, module="some_module", version="2026.1")
    assert pack.manifest == Manifest("market_supervision", "市场监督管理", aliases=("市场监管",))
    assert (pack.module, pack.version) == ("some_module", "2026.1")
    assert list(pack.sources) == ["food_safety_law", "food_safety_law_rules"]
    assert [violation.id for violation in pack.violations] == ["contaminated_food"]
    assert [standard.division for standard in pack.standards] == ["511702"]
    assert [bands.division for bands in pack.bands] == ["000000"]
    assert [rules.limitation[0].months for rules in pack.instrument_rules] == [24]
    assert [rule.any[1].at_least for rule in pack.procedure] == [1_000_000]
    assert [catalog.items[0].any[0].at_least for catalog in pack.review] == [10_000_000]
    assert pack.constraints == (Constraint("deaths", "victims"),)


def test_sources_with_their_versions(folder: Path) -> None:
    law = read_pack(folder, module="some_module").sources["food_safety_law"]
    assert (law.kind, law.title, law.domain) == (InstrumentKind.LAW, "中华人民共和国食品安全法", "some_module")
    assert [(version.text, version.in_force) for version in law.versions] == [
        (date(2021, 4, 29), InForce(date(2021, 4, 29), date(2025, 11, 30))),
        (date(2025, 9, 12), InForce(date(2025, 12, 1))),
    ]


def test_sources_may_use_words_in_their_own_way(folder: Path) -> None:
    text = (BASE / "sources.yaml").read_text()
    extra = "  issuer: 国务院\n  document: 国务院令第721号\n  usage: {at_most: excluded}\n"
    write(folder, "sources.yaml", text.replace("  issuer: 国务院\n", extra))
    rules = read_pack(folder).sources["food_safety_law_rules"]
    assert (rules.usage, rules.document_number) == (BoundWords(True, False), "国务院令第721号")


def test_facts_of_persons_and_derived_ones(folder: Path) -> None:
    text = (BASE / "facts.yaml").read_text()
    derived = "  share: {kind: ratio, title: 比例, derived: {ratio: [deaths, victims]}}\n"
    write(folder, "facts.yaml", text.replace("facts:\n", "facts:\n" + derived))
    facts = read_pack(folder).facts
    assert facts["share"].derived == Derived(Derivation.RATIO, ("deaths", "victims"))
    assert facts["person.income_last_year"].kind is FactKind.MONEY
    assert (facts["constitutes_crime"].presumed, facts["vile_nature"].presumed) == (False, None)
    assert facts["harm"].values == {"none": "没有", "slight": "轻微", "serious": "严重"}


def test_every_object_knows_its_place_and_pack(folder: Path) -> None:
    pack = read_pack(folder)
    violation, standard = pack.violations[0], pack.standards[0]
    name = "violations/contaminated_food.2025-12-01.yaml"
    assert (violation.where, violation.pack) == (Place(name, 1, 1), "market_supervision")
    branch = violation.branches[0]
    places = [branch.where, *(item.where for item in branch.measures)]
    assert [(place.file, place.line, place.column) for place in places[:3]] == [
        (name, 8, 5),
        (name, 9, 9),
        (name, 10, 9),
    ]
    assert standard.pack == "market_supervision"
    assert [tier.where.line for tier in standard.tiers] == [9, 13]
    assert [str(override.where) for override in standard.tiers[0].sets.values()] == [
        "standards/511702/contaminated_food.2026-01-01.yaml:12:17"
    ]
    assert str(pack.facts["deaths"].where) == "facts.yaml:10:11"


def test_measures_of_every_unit(folder: Path) -> None:
    found = measures(
        folder,
        "{id: a, kind: detention, days: {at_least: 5, at_most: 10}, mandate: may, by: 公安机关}\n"
        "      - {id: b, kind: suspend_permit, months: {exactly: 6}}\n"
        "      - {id: c, kind: bar_from_permit, years: {exactly: 5}, follows: b}\n"
        "      - {id: d, kind: points, points: {exactly: 12}}\n"
        "      - {id: e, kind: ban_practice, life: true, addressee: [main_responsible], joined: may_also}",
    )
    assert [(item.unit, item.amount) for item in found[:4]] == [
        (Unit.DAYS, Range(Interval(5, high=10))),
        (Unit.MONTHS, Range(Interval(6, high=6))),
        (Unit.YEARS, Range(Interval(5, high=5))),
        (Unit.POINTS, Range(Interval(12, high=12))),
    ]
    assert (found[0].mandate, found[0].by, found[2].follows) == (Mandate.MAY, "公安机关", "b")
    assert (found[4].life, found[4].addressee, found[4].when) == (True, (Addressee.MAIN_RESPONSIBLE,), ALWAYS)


def test_menus_nest(folder: Path) -> None:
    (menu,) = measures(
        folder,
        "up_to:\n"
        "          - {id: warning, kind: warning}\n"
        "          - {one_of: [{id: fine, kind: fine, amount: {exactly: 1元}}, {id: close, kind: close_down}], mandate: may}\n"
        "        id: menu\n"
        "        when: {harm: serious}",
    )
    assert isinstance(menu, Group)
    assert (menu.kind, menu.id, menu.when) == (GroupKind.UP_TO, "menu", OneOf("harm", ("serious",)))
    first, second = menu.items
    assert isinstance(first, Measure)
    assert isinstance(second, Group)
    assert (first.kind, second.kind, second.mandate) == (MeasureKind.WARNING, GroupKind.ONE_OF, Mandate.MAY)


def test_branches_refer_to_other_clauses_and_have_gaps(folder: Path) -> None:
    branches = "  - {when: {harm: none}, gap: statutory}\n  - {like: contaminated_food#main#fine, cites: [food_safety_law#125.2]}\n"
    write(
        folder,
        "violations/x.2025-12-01.yaml",
        clause(branches, "outranked_by: {cite: food_safety_law#1, reason: 抵触}\n"),
    )
    violation = read_pack(folder).violations[1]
    assert [branch.gap for branch in violation.branches] == [True, False]
    assert violation.branches[1].like == Reference("contaminated_food", "main", "fine")
    assert violation.outranked_by is not None
    assert violation.outranked_by.cite == Citation("food_safety_law", 1)


def test_everything_a_clause_may_hold(folder: Path) -> None:
    rest = """life_health_or_finance: true
ended: replaced_by
also:
  - {when: {harm: serious}, measures: [{id: warning, kind: warning}], cites: [food_safety_law#135]}
exempt:
  - {id: unaware, title: 不知情, effect: may_exempt, when: {circumstance: voluntary_remedy}, keeps: [fine], cites: [food_safety_law#136.1]}
execution:
  - {kind: detention, not_executed_when: {party.age: {below: 16}}, unless: {harm: serious}, cites: [food_safety_law#2]}
merge:
  - {kind: detention, cap: 20, cites: [food_safety_law#2]}
waives: [{number: 二年, reason: 另条}, {number: 20, reason: 另条}]
special_to: [contaminated_food]
reviewed_on: 2026-11-23
readings:
  - {id: narrow, reason: 一说, branches: [{measures: [{id: fine, kind: fine, amount: {delegated: true}}]}]}
  - {id: wide, reason: 另说, branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1元}}]}]}
"""
    text = (
        clause("", rest)
        .replace("branches:\n", "", 1)
        .replace("{from: 2025-12-01}", "{from: 2025-12-01, until: 2026-12-31}")
    )
    text = text.removesuffix("branches:\n")
    write(folder, "violations/x.2025-12-01.yaml", text)
    violation = read_pack(folder).violations[1]
    assert violation.in_force == InForce(date(2025, 12, 1), date(2026, 12, 31))
    assert (violation.ended, violation.life_health_or_finance, violation.reviewed_on) == (
        Ended.REPLACED_BY,
        True,
        "2026-11-23",
    )
    assert [reading.id for reading in violation.readings] == ["narrow", "wide"]
    assert [waiver.number for waiver in violation.waives] == ["二年", "20"]
    assert [(merge.kind, merge.cap) for merge in violation.merge] == [(MeasureKind.DETENTION, 20)]
    assert violation.execution[0].unless == OneOf("harm", ("serious",))
    assert violation.exempt[0].keeps == ("fine",)
    assert violation.special_to == ("contaminated_food",)


def test_tiers_set_amounts_and_drop_measures(folder: Path) -> None:
    name = "standards/511702/contaminated_food.2026-01-01.yaml"
    text = (BASE / name).read_text()
    sets = "{permit: {mandate: none}, tools: {mandate: shall}, menu: {choose: [fine]}, ban: {years: {exactly: 5}}, fine: {exactly: 5万元}}"
    write(folder, name, text.replace("{fine: {share: {at_least: 30%}}}", sets))
    first, second = read_pack(folder).standards[0].tiers
    assert first.sets == {"fine": Override(Share(Limits(high=Fraction(3, 10))))}
    assert (first.otherwise, second.otherwise) == (False, True)
    assert second.sets == {
        "permit": Override(none=True),
        "tools": Override(mandate=Mandate.SHALL),
        "menu": Override(choose=("fine",)),
        "ban": Override(Range(Interval(5, high=5)), Unit.YEARS),
        "fine": Override(Range(Interval(5_000_000, high=5_000_000))),
    }


def test_bands_give_effects_to_circumstances(folder: Path) -> None:
    (bands,) = read_pack(folder).bands
    assert bands.both_bounds.lighter == Share(Limits(high=Fraction(3, 10)))
    assert bands.both_bounds.ordinary is None
    assert [(one.id, one.effect, one.mandate) for one in bands.circumstances] == [
        ("voluntary_remedy", Effect.LIGHTER_OR_MITIGATED, Mandate.SHALL)
    ]


def test_a_division_may_have_several_bands(folder: Path) -> None:
    text = (folder / "bands/000000.2022-10-08.yaml").read_text().replace("market_discretion_guidance", "second")
    write(folder, "bands/510000.second.2022-10-08.yaml", text)
    assert [(bands.id, bands.division) for bands in read_pack(folder).bands] == [
        ("market_discretion_guidance", "000000"),
        ("second", "510000"),
    ]


def test_facts_of_the_general_pack_are_visible_and_not_declared_again(folder: Path, tmp_path: Path) -> None:
    general_folder = tmp_path / "general"
    write(general_folder, "pack.yaml", "schema: 1\nid: general\ntitle: 总则\n")
    write(
        general_folder,
        "facts.yaml",
        "facts:\n  gains: {kind: money, title: 违法所得}\ncircumstances:\n  confession: {title: 供述}\n",
    )
    general = read_pack(general_folder)
    branches = "  - {when: {gains: {above: 1元}, circumstance: confession}, measures: [{id: warning, kind: warning}]}\n"
    write(folder, "violations/x.2025-12-01.yaml", clause(branches))
    assert "gains" not in read_pack(folder, general=general).facts
    write(
        folder,
        "facts.yaml",
        (folder / "facts.yaml").read_text().replace("deaths:", "gains: {kind: money, title: 所得}\n  deaths:"),
    )
    write(
        folder,
        "facts.yaml",
        (folder / "facts.yaml").read_text().replace("circumstances:", "circumstances:\n  confession: {title: 供述}"),
    )
    assert problems(folder, general=general) == ["facts.yaml:10:10 EN116", "facts.yaml:17:15 EN116"]


def test_all_files_are_read_though_one_is_broken(folder: Path) -> None:
    write(folder, "procedure.yaml", "- id: [\n")
    write(folder, "violations/x.2025-12-01.yaml", clause("  - {when: {harms: none}, measures: []}\n"))
    write(folder, "instrument_rules.yaml", "id: x\n")
    assert problems(folder) == [
        "instrument_rules.yaml:1:1 EN103",
        "procedure.yaml:2:1 EN006",
        "violations/x.2025-12-01.yaml:7:13 EN106",
    ]


def test_facts_that_cannot_be_read_do_not_drag_every_condition_along(folder: Path) -> None:
    write(folder, "facts.yaml", "facts:\n  - a\n")
    assert problems(folder) == ["facts.yaml:2:3 EN103"]
    write(
        folder,
        "facts.yaml",
        (BASE / "facts.yaml")
        .read_text()
        .replace("{kind: money, title: 货值金额, question: 货值金额是多少？}", "money"),
    )
    assert problems(folder) == ["facts.yaml:2:16 EN103"]
    write(folder, "facts.yaml", "facts: {}\n")
    assert problems(folder)[0] == "bands/000000.2022-10-08.yaml:8:10 EN107"
    write(folder, "facts.yaml", "facts: [\n")
    assert problems(folder) == ["facts.yaml:2:1 EN006"]


def test_a_refused_fact_is_told_once(folder: Path) -> None:
    text = (BASE / "facts.yaml").read_text()
    write(folder, "facts.yaml", text.replace("kind: money, title: 货值金额", "kind: cash, title: 货值金额"))
    assert problems(folder) == ["facts.yaml:2:23 EN104"]


def test_definitions_that_cannot_be_read_do_not_drag_clauses_along(folder: Path) -> None:
    write(folder, "definitions.yaml", "definitions: [\n")
    assert problems(folder) == ["definitions.yaml:2:1 EN006"]


def test_a_pack_may_lie_in_an_archive(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "pack.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for place in sorted(folder.rglob("*.yaml")):
            packed.write(place, place.relative_to(folder.parent).as_posix())
    with zipfile.ZipFile(archive) as opened:
        assert read_pack(zipfile.Path(opened, "market/")) == read_pack(folder)


def test_a_manifest_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "facts.yaml").write_text("nonsense: [")
    assert read_manifest(folder).id == "market_supervision"
    with pytest.raises(PackInvalid):
        read_manifest(tmp_path / "nowhere")


def test_an_overlay_adds_to_the_pack_it_names(folder: Path, tmp_path: Path) -> None:
    pack = read_pack(folder, module="some_module")
    overlay = tmp_path / "达州"
    write(overlay, "pack.yaml", "schema: 1\nid: market_supervision\noverlay: true\n")
    write(overlay, "facts.yaml", "facts:\n  repeated: {kind: boolean, title: 屡犯}\n")
    text = (BASE / "standards/511702/contaminated_food.2026-01-01.yaml").read_text()
    write(
        overlay,
        "standards/511700/contaminated_food.2026-01-01.yaml",
        text.replace("harm: none}", "harm: none, repeated: false}"),
    )
    added = read_overlay(overlay, {pack.id: pack})
    assert (list(added.facts), [standard.division for standard in added.standards]) == (["repeated"], ["511700"])
    assert added.standards[0].where.file == "达州/standards/511700/contaminated_food.2026-01-01.yaml"
    whole = merged(pack, added)
    assert [standard.division for standard in whole.standards] == ["511702", "511700"]
    assert (whole.violations, whole.module, list(whole.facts)) == (
        pack.violations,
        "some_module",
        [*pack.facts, "repeated"],
    )


def test_an_overlay_without_a_manifest_adds_to_the_general_pack(tmp_path: Path) -> None:
    general_folder, overlay = tmp_path / "general", tmp_path / "sichuan"
    write(general_folder, "pack.yaml", "schema: 1\nid: general\ntitle: 总则\n")
    general = read_pack(general_folder)
    write(
        overlay,
        "procedure.yaml",
        (BASE / "procedure.yaml").read_text().replace("  step", '  division: "510000"\n  step'),
    )
    added = read_overlay(overlay, {"general": general})
    assert [(rule.division, rule.pack) for rule in added.procedure] == [("510000", "general")]


def test_an_overlay_holds_no_violations_and_names_a_pack_that_exists(folder: Path, tmp_path: Path) -> None:
    pack = read_pack(folder)
    overlay = tmp_path / "extra"
    write(overlay, "pack.yaml", "schema: 1\nid: market_supervison\noverlay: true\n")
    with pytest.raises(PackInvalid) as raised:
        read_overlay(overlay, {pack.id: pack})
    assert [problem.code for problem in raised.value.problems] == ["EN120"]
    write(overlay, "pack.yaml", "schema: 1\nid: market_supervision\noverlay: true\n")
    shutil.copytree(BASE / "violations", overlay / "violations")
    with pytest.raises(PackInvalid) as raised:
        read_overlay(overlay, {pack.id: pack})
    assert [str(problem.where) for problem in raised.value.problems] == ["extra/violations"]


def test_a_pack_is_no_overlay(folder: Path) -> None:
    write(folder, "pack.yaml", (folder / "pack.yaml").read_text() + "overlay: true\n")
    assert problems(folder) == ["pack.yaml:5:1 EN101"]


def test_reading_twice_gives_the_same(folder: Path) -> None:
    assert read_pack(folder) == read_pack(folder)


def test_amounts_by_grade(folder: Path) -> None:
    (fine,) = measures(
        folder,
        "{id: fine, kind: fine, amount: {by_grade: {grade: outbreak, levels: {major: {exactly: 2元}, ordinary: {exactly: 1元}}}}}",
    )
    found = [fine.amount.interval(Scope({"victims": victims})) for victims in (99, 100)]
    assert found == [Interval(100, high=100), Interval(200, high=200)]


def test_a_missing_overlay_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid) as raised:
        read_overlay(tmp_path / "nowhere", {})
    assert [problem.code for problem in raised.value.problems] == ["EN001"]
