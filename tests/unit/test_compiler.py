"""Packs → norms: what governs a violation on given days and in a given place."""

from datetime import date
from pathlib import Path

import pytest
from tests.support import Law, general, law, measure, shown, violation

from enforcement_norms.amounts import Switch
from enforcement_norms.cells import BOOLEAN, DATE, RATIO, WHOLE, Domain, DomainKind
from enforcement_norms.compiler import (
    Plan,
    additions_of_instruments,
    amounts_of,
    compile_norms,
    conditions_of,
    domain_of,
    reaches,
    root_of,
    standing_of,
    triggers_of,
    ways_of,
)
from enforcement_norms.law import Citation
from enforcement_norms.model.determination import Outcome

PLAIN = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]\n"


def plan_of(small: Law, day: date = date(2026, 3, 5)) -> Plan:
    track = small.norms.tracks["trial.trade"]
    version = track.version_on(day)
    assert version is not None
    found: Plan = track.plan(version, day, day, "000000")
    return found


class TestRules:
    RULES = """
    - id: only
      instrument: trade_law
      in_force: {from: 2000-01-01, until: 2026-06-30}
      cites: [trade_law#40]
      only_for: [trade_law#9]
      adds: [{measures: [{id: only, kind: criticism}]}]
    - id: not
      instrument: trade_law
      in_force: {from: 2000-01-01}
      cites: [trade_law#41]
      not_for: [trade_law#9.2]
      adds: [{measures: [{id: but, kind: criticism}]}]
    - id: other
      instrument: trade_rules
      in_force: {from: 2000-01-01}
      cites: [trade_rules#41]
      adds: [{measures: [{id: never, kind: criticism}]}]
    - id: following
      instrument: trade_law
      in_force: {from: 2000-01-01}
      cites: [trade_law#42]
      adds:
        - measures: [{id: bar, kind: bar_from_permit, follows: permit, years: {exactly: 3}}]
        - measures: [{id: persons, kind: fine, addressee: [driver], amount: {scale: {of: fine, basis: statutory, exactly: 5%}}}]
        - unless_present: [warning]
          measures: [{id: warned, kind: warning}]
    """

    @pytest.mark.parametrize(
        ("basis", "measures", "added"),
        [
            ("trade_law#9", "{id: fine, kind: fine, amount: {exactly: 200元}}", {"only", "but", "persons", "warned"}),
            ("trade_law#9.1", "{id: permit, kind: revoke_permit}", {"only", "but", "bar", "warned"}),
            ("trade_law#9.2", "{id: w, kind: warning}", {"only"}),
            ("trade_law#9.2.3", "{id: w, kind: warning}", {"only"}),
            ("trade_law#8", "{id: w, kind: warning}", {"but"}),
            ("trade_rules#9", "{id: w, kind: warning}", {"never"}),
        ],
    )
    def test_what_an_instrument_says_for_its_violations(
        self, tmp_path: Path, basis: str, measures: str, added: set[str]
    ) -> None:
        files = {
            "instrument_rules.yaml": self.RULES,
            "violations/trade.2000-01-01.yaml": violation(
                "trade", f"branches: [{{measures: [{measures}]}}]\n", basis=basis
            ),
        }
        found = law(tmp_path, files=files).decide(on="2026-06-30", decided="2026-07-02")
        assert set(shown(found)) - {"fine", "permit", "w"} == added
        if "persons" in added:
            assert measure(found, "persons").depends_on == "fine"

    def test_what_instruments_add_is_named_once_without_the_general_law(self, tmp_path: Path) -> None:
        """The general law only fills silence: that corrections are ordered (行政处罚法第二十八条) is no addition."""
        two = (
            "branches:\n"
            "  - {when: {judged: serious}, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}\n"
            "  - {measures: [{id: fine, kind: fine, amount: {exactly: 100元}}]}\n"
        )
        small = law(tmp_path, two, {"instrument_rules.yaml": self.RULES})
        track = small.norms.tracks["trial.trade"]
        day = date(2026, 6, 30)
        plan = track.plan(track.versions[-1], day, day, "000000")
        added = additions_of_instruments(plan)
        assert [each.measure.id for standing in added.values() for each in standing] == [
            "only",
            "but",
            "persons",
            "warned",
        ]
        assert any(each.general_law for way in plan.ways for _one, standing in way.general for each in standing)

    def test_rules_are_those_of_the_day_of_the_act(self, tmp_path: Path) -> None:
        small = law(tmp_path, PLAIN, {"instrument_rules.yaml": self.RULES})
        assert "only" in shown(small.decide(on="2026-06-30", decided="2026-07-02"))
        assert "only" not in shown(small.decide(on="2026-07-01", decided="2026-07-02"))

    def test_articles_reach_what_lies_in_them(self, tmp_path: Path) -> None:
        small = law(tmp_path, PLAIN, {"instrument_rules.yaml": self.RULES})
        only, but, *_rest = small.pack.instrument_rules
        (trade,) = small.pack.violations
        assert (reaches(only, trade), reaches(but, trade)) == (True, True)

    def test_sector_rules_go_before_general_ones_of_the_same_name(self, tmp_path: Path) -> None:
        rules = """
        - id: young
          instrument: trade_law
          in_force: {from: 2000-01-01}
          cites: [trade_law#12]
          exempt: [{id: under_fourteen, title: 年幼, effect: shall_exempt, when: {circumstance: under_fourteen}, cites: [trade_law#12]}]
        """
        found = law(tmp_path, PLAIN, {"instrument_rules.yaml": rules}).decide(circumstances={"under_fourteen": "证据"})
        assert found.exemption is not None
        assert (found.outcome, found.exemption.cites) == (Outcome.EXEMPT, (Citation("trade_law", 12),))


class TestLike:
    """依照前款: the measures of another clause, with both articles."""

    OTHER = """
    branches:
      - id: small
        when: {value: {below: 1万元}}
        measures: [{id: fine, kind: fine, amount: {exactly: 1000元}}, {id: w, kind: warning, cites: [trade_law#8.2]}]
      - id: large
        measures:
          - {id: fine, kind: fine, amount: {exactly: 2000元}}
          - one_of: [{id: a, kind: suspend_business}, {id: b, kind: revoke_permit}]
    """

    def like(self, folder: Path, branch: str, other: str = OTHER, **files: str) -> Law:
        written = {"violations/other.2000-01-01.yaml": violation("other", other, basis="trade_law#8")} | files
        return law(folder, f"branches: [{branch}]\n", written)

    def test_all_branches_with_their_conditions(self, tmp_path: Path) -> None:
        small = self.like(tmp_path, "{like: other, measures: [{id: points, kind: points, points: {exactly: 3}}]}")
        assert shown(small.decide(facts={"value": "1元"})) == {"fine": "yes [1000]", "w": "yes", "points": "yes [3]"}
        found = small.decide(facts={"value": "1万元"})
        assert shown(found) == {"fine": "yes [2000]", "a": "yes", "b": "yes", "points": "yes [3]"}
        assert [cite.id for cite in measure(found, "fine").cites] == ["trade_law#8", "trade_law#9"]
        assert [cite.id for cite in measure(found, "a").cites] == ["trade_law#8", "trade_law#9"]
        assert [cite.id for cite in measure(found, "points").cites] == ["trade_law#9"]

    def test_one_branch_under_its_own_condition(self, tmp_path: Path) -> None:
        small = self.like(
            tmp_path, "{like: other#small, when: {licensed: true}}, {measures: [{id: c, kind: criticism}]}"
        )
        found = small.decide(facts={"licensed": True, "value": "1亿元"})
        assert shown(found) == {"fine": "yes [1000]", "w": "yes"}
        assert [cite.id for cite in measure(found, "w").cites] == ["trade_law#8.2", "trade_law#9"]
        assert shown(small.decide(facts={"licensed": False})) == {"c": "yes"}

    def test_one_measure(self, tmp_path: Path) -> None:
        small = self.like(tmp_path, "{like: other#large#fine}")
        assert shown(small.decide()) == {"fine": "yes [2000]"}

    def test_on_other_persons(self, tmp_path: Path) -> None:
        small = self.like(tmp_path, "{like: other#large, like_addressee: [driver]}")
        found = small.decide(persons=[{"id": "wang", "role": "driver"}])
        assert shown(found) == {"fine.wang": "yes [2000]", "a.wang": "yes", "b.wang": "yes"}

    def test_in_the_version_of_the_day(self, tmp_path: Path) -> None:
        old = violation(
            "other",
            "ended: replaced_by\nbranches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1元}}]}]\n",
            "{from: 2000-01-01, until: 2025-12-31}",
        )
        new = violation(
            "other", "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 5元}}]}]\n", "{from: 2026-01-01}"
        )
        small = law(
            tmp_path,
            "branches: [{like: other}]\n",
            {"violations/other.2000-01-01.yaml": old, "violations/other.2026-01-01.yaml": new},
        )
        assert shown(small.decide(on="2025-12-31", decided="2025-12-31")) == {"fine": "yes [1]"}
        assert shown(small.decide(on="2026-01-01", decided="2026-02-01")) == {"fine": "yes [5]"}

    def test_a_branch_inside_a_reading(self, tmp_path: Path) -> None:
        other = """
        readings:
          - {id: wide, reason: 宽, branches: [{id: main, measures: [{id: fine, kind: fine, amount: {exactly: 7元}}]}]}
          - {id: narrow, reason: 窄, branches: [{id: main, measures: [{id: fine, kind: fine, amount: {exactly: 8元}}]}]}
        """
        assert shown(self.like(tmp_path, "{like: other#main}", other).decide()) == {"fine": "yes [7]"}

    def test_one_that_points_further(self, tmp_path: Path) -> None:
        middle = violation("middle", "branches: [{like: other#large#fine}]\n", basis="trade_law#7")
        small = self.like(tmp_path, "{like: middle}", **{"violations/middle.2000-01-01.yaml": middle})
        assert [cite.id for cite in measure(small.decide(), "fine").cites] == [
            "trade_law#8",
            "trade_law#7",
            "trade_law#9",
        ]


class TestPlans:
    def test_cases_governed_alike_share_a_plan(self, tmp_path: Path) -> None:
        standard = (
            "id: trade\ntitle: 基准\nrefines: trade\nissuer: 局\ndocument: 文\npublished_on: 2026-01-15\n"
            "in_force: {from: 2026-02-01}\ntiers: [{id: a, title: 甲, otherwise: true, set: {fine: {mandate: shall}}}]\n"
        )
        track = law(tmp_path, PLAIN, {"standards/510000/trade.2026-02-01.yaml": standard}).norms.tracks["trial.trade"]
        version = track.versions[0]
        first = track.plan(version, date(2026, 1, 1), date(2026, 1, 31), "000000")
        assert track.plan(version, date(2026, 1, 2), date(2026, 1, 31), "000000") is first
        # On these days and in these places something else holds elsewhere, but nothing else here.
        assert track.plan(version, date(2026, 2, 1), date(2026, 2, 1), "000000") is first
        assert track.plan(version, date(2026, 1, 1), date(2026, 1, 31), "510000") is first
        later = track.plan(version, date(2026, 2, 1), date(2026, 2, 1), "510000")
        assert later is not first
        assert later.standard is not None
        assert track.plan(version, date(2026, 2, 1), date(2026, 2, 1), "510100") is later

    def test_all_that_stands_in_it(self, tmp_path: Path) -> None:
        clause = """
        when: {not: {judged: excused}}
        readings:
          - id: one
            reason: 甲
            branches: [{when: {licensed: true}, measures: [{id: fine, kind: fine, amount: {switch: [{when: {value: {below: 1元}}, exactly: 1元}, {otherwise: true, gap: statutory}]}}]}]
        also: [{when: {workers: {at_least: 2}}, measures: [{when: {months: {at_least: 2}}, one_of: [{id: a, kind: warning, when: {ages: {below: 14}}}, {id: b, kind: criticism}]}]}]
        execution: [{kind: fine, not_executed_when: {stage: first}, unless: {excess: {above: 1倍}}, cites: [trade_law#9]}]
        """
        standard = (
            "id: trade\ntitle: 基准\nrefines: trade\nissuer: 局\ndocument: 文\npublished_on: 2020-01-01\nin_force: {from: 2020-01-01}\n"
            "tiers: [{id: a, title: 甲, when: {tonnes: {below: '5'}}, set: {fine: {exactly: 1元}}}, {id: b, title: 乙, otherwise: true, set: {fine: {mandate: shall}}}]\n"
        )
        found = plan_of(law(tmp_path, clause, {"standards/000000/trade.2020-01-01.yaml": standard}))
        terms = {term for condition in conditions_of(found) for term in condition.terms()}
        assert {
            "judged:excused", "licensed", "workers", "months", "ages", "stage", "excess", "tonnes", "party.age",
            "violation.life_health_or_finance", "judged:constitutes_crime", "illegal_gains",
        } <= terms  # fmt: skip
        assert [way.branch.id for way in ways_of(found)] == ["", ""]
        assert [each.measure.id for each in standing_of(found)][:2] == ["fine", "general_correction"]
        assert next(type(amount) for amount in amounts_of(found)) is Switch
        assert set(found.cells) >= terms - {"party.age"}
        assert len(list(triggers_of(found))) > 10

    @pytest.mark.parametrize(
        ("term", "domain"),
        [
            ("judged:serious", BOOLEAN),
            ("circumstance:repaired", BOOLEAN),
            ("count:past__1_years", WHOLE),
            ("value", WHOLE),
            ("excess", RATIO),
            ("tonnes", RATIO),
            ("due_on", DATE),
            ("licensed", BOOLEAN),
            ("serious", BOOLEAN),
            ("stage", Domain(DomainKind.CHOICE, ("first", "overdue"))),
            ("ages", Domain(DomainKind.LIST, items=WHOLE)),
        ],
    )
    def test_what_values_a_term_can_have(self, tmp_path: Path, term: str, domain: Domain) -> None:
        assert domain_of(term, plan_of(law(tmp_path, PLAIN)).facts) == domain

    def test_a_list_of_choices(self, tmp_path: Path) -> None:
        facts = "facts:\n  kinds: {kind: list, items: enum, values: {a: 甲, b: 乙}, title: 种类, question: 哪些？}\n"
        small = law(
            tmp_path,
            "branches: [{measures: [{id: w, kind: warning, when: {kinds: a}}]}]\n",
            {"facts.yaml": facts},
        )
        assert domain_of("kinds", plan_of(small).facts).items == Domain(DomainKind.CHOICE, ("a", "b"))
        assert shown(small.decide(facts={"kinds": ["b", "a"]})) == {"w": "yes"}
        assert shown(small.decide(facts={"kinds": ["b"]})) == {}

    def test_circumstances_nobody_uses_are_not_established_by_facts(self, tmp_path: Path) -> None:
        facts = (
            "facts:\n  workers: {kind: integer, title: 人数, question: 几人？}\n"
            "circumstances:\n  many: {title: 人多, when: {workers: {at_least: 9}}}\n"
        )
        found = plan_of(law(tmp_path, PLAIN, {"facts.yaml": facts}))
        assert found.circumstances["many"].when is None
        assert found.circumstances["under_fourteen"].when is not None


class TestNorms:
    def test_without_the_general_law(self, tmp_path: Path) -> None:
        """A pack alone still compiles: the clause is there, the general law is not."""
        pack = law(tmp_path, PLAIN).pack
        assert set(compile_norms([pack]).tracks) == {"trial.trade"}
        norms = compile_norms([general(), pack])
        assert set(norms.packs) == {"general", "trial"}
        assert norms.failures == {}

    def test_a_standard_finds_its_violation_through_its_parents(self, tmp_path: Path) -> None:
        head = (
            "id: {id}\ntitle: 基准\nrefines: '{refines}'\nissuer: 局\ndocument: 文\npublished_on: 2020-01-01\n"
            "in_force: {{from: 2020-01-01}}\ntiers: [{{id: a, title: 甲, otherwise: true, set: {{fine: {{exactly: 200元}}}}}}]\n"
        )
        files = {
            "standards/510000/trade.2020-01-01.yaml": head.format(id="trade", refines="trade"),
            "standards/511700/trade.2020-01-01.yaml": head.format(id="trade", refines="510000:trade"),
            "standards/511702/trade.2020-01-01.yaml": head.format(id="trade", refines="511702:trade"),
            "standards/511703/lost.2020-01-01.yaml": head.format(id="lost", refines="440000:trade"),
        }
        standards = law(tmp_path, PLAIN, files).pack.standards
        assert {each.division: root_of(each, standards) for each in standards} == {
            "510000": "trade",
            "511700": "trade",
            "511702": "",  # it refines itself
            "511703": "",
        }
