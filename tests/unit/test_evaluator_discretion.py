"""Tiers of published standards, bands of ministries and provinces, circumstances and where they lead."""

from pathlib import Path

import pytest
from attrs import evolve
from tests.support import Law, general, law, measure, shown, written

from enforcement_norms.amounts import HoleKind
from enforcement_norms.compiler import compile_norms
from enforcement_norms.errors import PackInvalid
from enforcement_norms.explanation import explain
from enforcement_norms.model.determination import Applies, Direction, Outcome
from enforcement_norms.model.discretion import MitigatedWay

BOTH = (
    "branches: [{id: main, measures: [{id: fine, kind: fine, amount: {range: {at_least: 1万元, at_most: 11万元}}}]}]\n"
)
UPPER = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 10万元}}}]}]\n"
EFFECTS = """
circumstances:
  - {id: repaired, effect: lighter, mandate: shall, cites: [trade_guidance#13.1]}
  - {id: helped, effect: lighter_or_mitigated, mandate: may, cites: [trade_guidance#14]}
  - {id: cheated, effect: heavier, mandate: shall, cites: [trade_guidance#15]}
  - {id: first_time, effect: heavier, mandate: may, cites: [trade_guidance#16]}
"""
THIRTY = (
    "both_bounds: {lighter: {share: {at_most: 30%}}, heavier: {share: {at_least: 70%}}}\n"
    "upper_only: {lighter: {share: {at_most: 30%}}, heavier: {share: {at_least: 70%}}}\n"
)


def bands(rules: str, id_: str = "guidance", more: str = "") -> str:
    head = f"id: {id_}\ntitle: 裁量\ncites: [trade_guidance#10]\nin_force: {{from: 2020-01-01}}\napplies_to: [fine]\n"
    return head + more + rules


def under(folder: Path, clause: str, rules: str = THIRTY + EFFECTS) -> Law:
    return law(folder, clause, {"bands/000000.2020-01-01.yaml": bands(rules)})


def standard(tiers: str, division: str = "511700", more: str = "", refines: str = "trade") -> str:
    head = (
        f"id: trade\ntitle: 裁量基准\nrefines: '{refines}'\ndivision: '{division}'\nissuer: 贸易局\ndocument: 贸发〔2020〕1号\n"
        "published_on: 2020-01-01\nin_force: {from: 2020-01-01}\ncites: [trade_guidance#20]\n"
    )
    return head + more + "tiers:\n" + tiers


TIERS = """\
  - id: minor
    title: 较轻
    when: {value: {below: 1000元}}
    set: {fine: {share: {at_least: 0%, at_most: 30%}}}
  - id: ordinary
    title: 一般
    otherwise: true
    set: {fine: {share: {at_least: 30%, at_most: 70%}}}
"""


class TestBands:
    @pytest.mark.parametrize(
        ("clause", "said", "range_"),
        [
            (BOTH, {}, "yes [10000, 110000]"),
            (BOTH, {"repaired": "甲"}, "yes [10000, 40000]"),
            (BOTH, {"cheated": "甲"}, "yes [80000, 110000]"),
            (UPPER, {}, "yes (, 100000]"),
            (UPPER, {"repaired": "甲"}, "yes (, 30000]"),
            (UPPER, {"cheated": "甲"}, "yes [70000, 100000]"),
        ],
    )
    def test_lighter_and_heavier_parts(self, tmp_path: Path, clause: str, said: dict[str, str], range_: str) -> None:
        found = under(tmp_path, clause).decide(circumstances=said)
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": range_})

    def test_statutory_and_final_range_stand_side_by_side(self, tmp_path: Path) -> None:
        found = under(tmp_path, BOTH).decide(circumstances={"repaired": "甲"})
        assert [written(one.amount) for one in found.statutory if one.amount] == ["[10000, 110000]"]
        assert [(each.id, each.evidence, each.already_weighed) for each in found.circumstances] == [
            ("repaired", "甲", False)
        ]

    def test_a_fixed_amount_has_no_span(self, tmp_path: Path) -> None:
        clause = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]\n"
        assert shown(under(tmp_path, clause).decide(circumstances={"repaired": "甲"})) == {"fine": "yes [200]"}

    def test_an_open_range_has_no_share(self, tmp_path: Path) -> None:
        clause = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_least: 1万元}}}]}]\n"
        assert shown(under(tmp_path, clause).decide(circumstances={"repaired": "甲"})) == {"fine": "yes [10000, )"}

    def test_only_the_kinds_they_name_are_cut(self, tmp_path: Path) -> None:
        clause = "branches: [{measures: [{id: d, kind: detention, days: {at_least: 5, at_most: 15}}]}]\n"
        assert shown(under(tmp_path, clause).decide(circumstances={"repaired": "甲"})) == {"d": "yes [5, 15]"}

    def test_statutory_caps_come_first(self, tmp_path: Path) -> None:
        """三倍以下，最高不超过五万元: the lighter part is taken of what the cap leaves."""
        clause = (
            "branches: [{measures: [{id: fine, kind: fine, "
            "amount: {times: {of: value, at_most: 3倍}, cap: {exactly: 5万元}}}]}]\n"
        )
        found = under(tmp_path, clause).decide(facts={"value": "10万元"}, circumstances={"repaired": "甲"})
        assert shown(found) == {"fine": "yes (, 15000]"}

    def test_a_part_that_is_only_usual_leaves_the_range(self, tmp_path: Path) -> None:
        rules = (
            "upper_only: {lighter: {share: {at_most: 30%}}, ordinary: {share: {at_least: 30%, at_most: 60%}},"
            " usually: [lighter, ordinary]}\n" + EFFECTS
        )
        trade = under(tmp_path, UPPER, rules)
        plain = measure(trade.decide(), "fine")
        assert (shown(trade.decide()), plain.usual and written(plain.usual)) == (
            {"fine": "yes (, 100000]"},
            "[30000, 60000]",
        )
        lighter = measure(trade.decide(circumstances={"repaired": "甲"}), "fine")
        assert lighter.amount is not None
        assert lighter.usual is not None
        assert (written(lighter.amount), written(lighter.usual)) == ("(, 100000]", "(, 30000]")

    def test_a_firm_middle_for_all_others(self, tmp_path: Path) -> None:
        rules = "both_bounds: {lighter: {share: {at_most: 30%}}, ordinary: {share: {at_least: 30%, at_most: 70%}}}\n"
        trade = under(tmp_path, BOTH, rules + EFFECTS)
        assert shown(trade.decide()) == {"fine": "yes [40000, 80000]"}
        found = trade.decide(circumstances={"helped": "甲"})
        assert [(option.direction, shown(option)["fine"]) for option in found.options] == [
            (Direction.WHOLE, "yes [40000, 80000]"),
            (Direction.LIGHTER, "yes [10000, 40000]"),
            (Direction.MITIGATED, "yes (, 10000)"),
        ]

    @pytest.mark.parametrize(
        ("said", "range_"),
        [
            ({"repaired": "甲"}, "yes [10000, 40000]"),
            ({"repaired": "甲", "slight": "乙"}, "yes [10000, 20000]"),
            ({"cheated": "甲"}, "yes [80000, 110000]"),
            ({"cheated": "甲", "grave": "乙"}, "yes [100000, 110000]"),
        ],
    )
    def test_several_of_one_direction(self, tmp_path: Path, said: dict[str, str], range_: str) -> None:
        facts = (
            "circumstances:\n  slight: {title: 轻微, question: 轻微？}\n  grave: {title: 严重, question: 严重？}\n"
            "  repaired: {title: 补救, question: 补救？}\n  cheated: {title: 欺骗, question: 欺骗？}\n"
        )
        rules = """
both_bounds:
  lighter: {share: {at_most: 30%}}
  bottom: {share: {at_most: 10%}}
  heavier: {share: {at_least: 70%}}
  top: {share: {at_least: 90%}}
several: {lighter: bottom_grade, heavier: top_grade, lighter_and_heavier: judgement}
circumstances:
  - {id: repaired, effect: lighter, mandate: shall, cites: [trade_guidance#13]}
  - {id: slight, effect: lighter, mandate: shall, cites: [trade_guidance#13]}
  - {id: cheated, effect: heavier, mandate: shall, cites: [trade_guidance#15]}
  - {id: grave, effect: heavier, mandate: shall, cites: [trade_guidance#15]}
"""
        files = {"bands/000000.2020-01-01.yaml": bands(rules), "facts.yaml": facts}
        trade = law(tmp_path, BOTH, files)
        assert shown(trade.decide(circumstances=said)) == {"fine": range_}
        # 农业裁量办法第十二条：“且不具有”相反的情节的才取最低、最高档次
        for others in ({}, {"slight": "丙"}, {"grave": "丙"}):
            met = trade.decide(circumstances={"repaired": "甲", "cheated": "乙", **others})
            assert (met.outcome, [shown(option)["fine"] for option in met.options]) == (
                Outcome.NEEDS_JUDGEMENT,
                ["yes [10000, 40000]", "yes [10000, 110000]", "yes [80000, 110000]"],
            )

    def test_a_grade_without_a_part_of_its_own(self, tmp_path: Path) -> None:
        rules = THIRTY + "several: {lighter: bottom_grade}\n" + EFFECTS
        found = under(tmp_path, BOTH, rules).decide(circumstances={"repaired": "甲", "helped": "乙"})
        assert [shown(option)["fine"] for option in found.options] == ["yes [10000, 40000]", "yes (, 10000)"]

    @pytest.mark.parametrize(
        ("province", "said", "outcome", "range_"),
        [
            ("lighter: {share: {at_most: 20%}}", {"repaired": "甲"}, Outcome.DETERMINED, "yes [10000, 30000]"),
            ("lighter: {share: {at_least: 10%, at_most: 40%}}", {"repaired": "甲"}, Outcome.DETERMINED, "yes [20000, 40000]"),
            ("lighter: {share: {at_least: 40%, at_most: 50%}}", {"repaired": "甲"}, Outcome.NEEDS_JUDGEMENT, "yes [10000, 110000]"),
            ("lighter: {share: {at_most: 20%}}", {}, Outcome.DETERMINED, "yes [10000, 110000]"),
        ],
    )  # fmt: skip
    def test_ministry_and_province_together(
        self, tmp_path: Path, province: str, said: dict[str, str], outcome: Outcome, range_: str
    ) -> None:
        """What both leave; where they leave nothing in common, an official judges."""
        files = {
            "bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS),
            "bands/510000.2020-01-01.yaml": bands(f"both_bounds: {{{province}}}\n", "province", "division: '510000'\n"),
        }
        trade = law(tmp_path, BOTH, files)
        found = trade.decide(jurisdiction="511702", circumstances=said)
        assert (found.outcome, shown(found)) == (outcome, {"fine": range_})
        if outcome is Outcome.NEEDS_JUDGEMENT:
            assert found.steps[-1] == ("judgement", {"on": ("bands_disjoint:fine",)})
        if said:
            alone = trade.decide(jurisdiction="110000", circumstances=said)
            assert shown(alone) == {"fine": "yes [10000, 40000]"}

    def test_three_bands_that_leave_nothing_in_common(self, tmp_path: Path) -> None:
        files = {"bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS)}
        for division, share in (("510000", "{at_least: 40%, at_most: 50%}"), ("511700", "{at_most: 10%}")):
            files[f"bands/{division}.2020-01-01.yaml"] = bands(
                f"both_bounds: {{lighter: {{share: {share}}}}}\n", f"b{division}", f"division: '{division}'\n"
            )
        found = law(tmp_path, BOTH, files).decide(jurisdiction="511700", circumstances={"repaired": "甲"})
        assert found.outcome is Outcome.NEEDS_JUDGEMENT

    def test_bands_reach_decisions_from_their_first_day(self, tmp_path: Path) -> None:
        trade = under(tmp_path, BOTH)
        for decided, range_ in (("2019-12-31", "yes [10000, 110000]"), ("2020-01-01", "yes [10000, 40000]")):
            found = trade.decide(
                on="2019-06-01", decided=decided, circumstances={"voluntary_remedy": "甲", "repaired": "乙"}
            )
            lighter = [option for option in found.options if option.direction is Direction.LIGHTER]
            assert [shown(option)["fine"] for option in lighter] == [range_]

    def test_bands_name_the_domains_they_reach(self, tmp_path: Path) -> None:
        for domains, range_ in (("[trial]", "yes [10000, 40000]"), ("[transport]", "yes [10000, 110000]")):
            files = {"bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS, more=f"domains: {domains}\n")}
            found = law(tmp_path / range_, BOTH, files).decide(circumstances={"repaired": "甲"})
            assert shown(found)["fine"] == ("yes [10000, 40000]" if domains == "[trial]" else range_)


class TestDirections:
    def test_a_must_be_lighter_or_mitigated_is_a_choice(self, tmp_path: Path) -> None:
        found = under(tmp_path, BOTH).decide(circumstances={"voluntary_remedy": "甲"})
        assert (found.outcome, [(option.direction, shown(option)["fine"]) for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [(Direction.LIGHTER, "yes [10000, 40000]"), (Direction.MITIGATED, "yes (, 10000)")],
        )

    def test_a_may_be_mitigated_is_a_choice(self, tmp_path: Path) -> None:
        found = under(tmp_path, BOTH).decide(circumstances={"helped": "甲"})
        assert [(option.direction, shown(option)["fine"]) for option in found.options] == [
            (Direction.WHOLE, "yes [10000, 110000]"),
            (Direction.MITIGATED, "yes (, 10000)"),
        ]

    def test_a_may_be_heavier_is_a_choice_where_a_part_is_defined(self, tmp_path: Path) -> None:
        found = under(tmp_path / "a", BOTH).decide(circumstances={"first_time": "甲"})
        assert [(option.direction, shown(option)["fine"]) for option in found.options] == [
            (Direction.WHOLE, "yes [10000, 110000]"),
            (Direction.HEAVIER, "yes [80000, 110000]"),
        ]
        silent = under(tmp_path / "b", BOTH, EFFECTS).decide(circumstances={"first_time": "甲"})
        assert (silent.outcome, silent.direction) == (Outcome.DETERMINED, Direction.WHOLE)

    def test_what_must_be_mitigated_leaves_no_choice(self, tmp_path: Path) -> None:
        rules = THIRTY + (
            "circumstances:\n"
            "  - {id: repaired, effect: mitigated, mandate: shall, cites: [trade_guidance#13]}\n"
            "  - {id: helped, effect: mitigated, mandate: may, cites: [trade_guidance#13]}\n"
        )
        found = under(tmp_path, BOTH, rules).decide(circumstances={"repaired": "甲", "helped": "乙"})
        assert (found.outcome, found.direction, shown(found)) == (
            Outcome.DETERMINED,
            Direction.MITIGATED,
            {"fine": "yes (, 10000)"},
        )

    def test_lighter_against_heavier_is_for_an_official(self, tmp_path: Path) -> None:
        found = under(tmp_path, BOTH).decide(circumstances={"repaired": "甲", "cheated": "乙"})
        assert (found.outcome, [option.direction for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [Direction.LIGHTER, Direction.WHOLE, Direction.HEAVIER],
        )

    def test_one_circumstance_with_two_effects_of_two_rules(self, tmp_path: Path) -> None:
        rules = (
            THIRTY
            + "circumstances: [{id: voluntary_remedy, effect: lighter, mandate: may, cites: [trade_guidance#13]}]\n"
        )
        found = under(tmp_path, BOTH, rules).decide(circumstances={"voluntary_remedy": "甲"})
        assert [(each.effect.value, each.mandate.value) for each in found.circumstances] == [
            ("lighter", "may"),
            ("lighter_or_mitigated", "shall"),
        ]
        assert [option.direction for option in found.options] == [Direction.LIGHTER, Direction.MITIGATED]

    def test_a_fact_that_chose_the_branch_is_already_weighed(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - {id: cheat, when: {circumstance: cheated}, measures: [{id: fine, kind: fine, amount: {range: {at_least: 1万元, at_most: 11万元}}}]}
          - {id: other, measures: [{id: fine, kind: fine, amount: {range: {at_most: 1万元}}}]}
        """
        found = under(tmp_path, clause).decide(circumstances={"cheated": "甲"})
        assert (shown(found), found.direction) == ({"fine": "yes [10000, 110000]"}, Direction.WHOLE)
        assert [(each.id, each.already_weighed) for each in found.circumstances] == [("cheated", True)]

    def test_facts_establish_a_circumstance(self, tmp_path: Path) -> None:
        facts = (
            "facts:\n  past: {kind: events, title: 既往, question: 何日？}\n"
            "circumstances:\n  cheated: {title: 再犯, when: {count: {event: past, within: 1年, at_least: 1}}}\n"
        )
        rules = THIRTY + "circumstances: [{id: cheated, effect: heavier, mandate: shall, cites: [trade_guidance#15]}]\n"
        files = {"bands/000000.2020-01-01.yaml": bands(rules), "facts.yaml": facts}
        trade = law(tmp_path, BOTH, files)
        for past, direction in (
            ([], Direction.WHOLE),
            (["2025-03-04"], Direction.WHOLE),
            (["2025-03-05"], Direction.HEAVIER),
        ):
            found = trade.decide(facts={"past": past})
            assert (found.direction, [each.by_facts for each in found.circumstances]) == (
                direction,
                [True] if direction is Direction.HEAVIER else [],
            )
        assert trade.decide().direction is Direction.WHOLE
        denied = trade.decide(facts={"past": ["2025-12-01"]}, circumstances={"cheated": False})
        assert denied.direction is Direction.WHOLE


class TestNoCoercion:
    def test_a_circumstance_may_spare_coercive_measures(self, tmp_path: Path) -> None:
        """行政强制法第十六条第二款: 违法行为情节显著轻微或者没有明显社会危害的，可以不采取行政强制措施."""
        rules = """
        - id: spared
          instrument: trade_law
          in_force: {from: 2000-01-01}
          cites: [trade_law#16.2]
          circumstances: [{id: first_time, effect: no_coercive_measure, mandate: may, cites: [trade_law#16.2]}]
        """
        clause = "branches: [{measures: [{id: seal, kind: impound, object: 货物}, {id: warning, kind: warning}]}]\n"
        trade = law(tmp_path, clause, {"instrument_rules.yaml": rules})
        assert shown(trade.decide()) == {"seal": "yes", "warning": "yes"}
        spared = trade.decide(circumstances={"first_time": "甲"})
        assert (spared.direction, shown(spared)) == (Direction.WHOLE, {"warning": "yes"})
        assert "初次：可以不采取强制措施" in explain(spared, locale="zh_CN")


class TestMitigated:
    @pytest.mark.parametrize(
        ("rule", "range_"),
        [
            ("", "yes (, 10000)"),
            ("mitigated: {inclusive: true}\n", "yes (, 10000]"),
            ("mitigated: {of_minimum: {at_least: 10%, below: 100%}}\n", "yes [1000, 10000)"),
        ],
    )
    def test_below_the_minimum_in_the_words_of_the_rule(self, tmp_path: Path, rule: str, range_: str) -> None:
        found = under(tmp_path, BOTH, THIRTY + rule + EFFECTS).decide(circumstances={"voluntary_remedy": "甲"})
        assert shown(found.options[1]) == {"fine": range_}

    def test_two_rules_leave_what_both_allow(self, tmp_path: Path) -> None:
        files = {
            "bands/000000.2020-01-01.yaml": bands("mitigated: {of_minimum: {at_least: 10%}}\n" + EFFECTS),
            "bands/510000.2020-01-01.yaml": bands(
                "mitigated: {of_minimum: {below: 50%}}\n", "province", "division: '510000'\n"
            ),
        }
        found = law(tmp_path, BOTH, files).decide(jurisdiction="510000", circumstances={"voluntary_remedy": "甲"})
        assert shown(found.options[1]) == {"fine": "yes [1000, 5000)"}

    def test_a_share_of_the_maximum_where_there_is_no_minimum(self, tmp_path: Path) -> None:
        """减轻到最高罚款数额的百分之十以下; of two rules what both allow."""
        clause = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 5万元}}}]}]\n"
        share = "upper_only: {{mitigated: {{share: {{at_most: {}}}}}}}\n"
        helped = "circumstances: [{id: helped, effect: mitigated, mandate: shall, cites: [trade_guidance#13]}]\n"
        files = {
            "bands/000000.2020-01-01.yaml": bands(share.format("10%") + helped),
            "bands/511700.2020-01-01.yaml": bands(share.format("8%"), "city"),
        }
        trade = law(tmp_path, clause, files)
        assert shown(trade.decide(circumstances={"helped": "甲"})) == {"fine": "yes (, 5000]"}
        city = trade.decide(circumstances={"helped": "甲"}, jurisdiction="511702")
        assert shown(city) == {"fine": "yes (, 4000]"}

    def test_without_a_minimum_an_official_judges(self, tmp_path: Path) -> None:
        found = under(tmp_path, UPPER).decide(circumstances={"voluntary_remedy": "甲"})
        lighter, mitigated = found.options
        assert (shown(lighter), shown(mitigated)) == ({"fine": "yes (, 30000]"}, {"fine": "yes"})
        hole = measure(mitigated, "fine").hole
        assert hole is not None
        assert hole.kind is HoleKind.NO_MINIMUM

    def test_it_leaves_the_tier(self, tmp_path: Path) -> None:
        files = {"standards/511700/trade.2020-01-01.yaml": standard(TIERS)}
        found = law(tmp_path, BOTH, files).decide(
            jurisdiction="511702", facts={"value": "5000元"}, circumstances={"voluntary_remedy": "甲"}
        )
        assert [(option.tier, shown(option)["fine"]) for option in found.options] == [
            ("ordinary", "yes [40000, 80000]"),
            ("ordinary", "yes (, 10000)"),
        ]

    def test_other_ways_are_named(self, tmp_path: Path) -> None:
        rule = "mitigated: {ways: [fewer_kinds, lighter_kind]}\n"
        found = under(tmp_path, BOTH, THIRTY + rule + EFFECTS).decide(circumstances={"voluntary_remedy": "甲"})
        assert [option.ways for option in found.options] == [
            (),
            (MitigatedWay.FEWER_KINDS, MitigatedWay.LIGHTER_KIND),
        ]

    def test_persons_and_orders_are_not_mitigated_with_the_party(self, tmp_path: Path) -> None:
        clause = (
            "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_least: 1万元, at_most: 2万元}}},"
            " {id: driver, kind: fine, addressee: [driver], amount: {range: {at_least: 1000元, at_most: 2000元}}},"
            " {id: study, kind: order, object: 学习, days: {at_least: 1, at_most: 3}}]}]\n"
        )
        found = under(tmp_path, clause).decide(circumstances={"voluntary_remedy": "甲"})
        assert shown(found.options[1]) == {
            "fine": "yes (, 10000)",
            "driver": "yes [1000, 2000]",
            "study": "yes [1, 3]",
        }


class TestJoined:
    CLAUSE = (
        "branches: [{measures: [{id: warning, kind: warning},"
        " {id: fine, kind: fine, mandate: may, joined: may_also, amount: {range: {at_least: 1万元, at_most: 2万元}}}]}]\n"
    )

    @pytest.mark.parametrize(
        ("said", "options"),
        [
            ({}, [{"warning": "yes", "fine": "may [10000, 20000]"}]),
            ({"repaired": "甲"}, [{"warning": "yes"}]),
            ({"cheated": "甲"}, [{"warning": "yes", "fine": "yes [17000, 20000]"}]),
            ({"voluntary_remedy": "甲"}, [{"warning": "yes"}, {"warning": "yes", "fine": "may (, 10000)"}]),
        ],
    )
    def test_single_or_concurrent(self, tmp_path: Path, said: dict[str, str], options: list[dict[str, str]]) -> None:
        """可以并处: the lighter case is punished once, the heavier both ways."""
        rules = THIRTY + "joined: {lighter: single, heavier: concurrent}\n" + EFFECTS
        found = under(tmp_path, self.CLAUSE, rules).decide(circumstances=said)
        assert [shown(each) for each in found.options or (found,)] == options

    def test_a_measure_already_off_the_table_stays_off(self, tmp_path: Path) -> None:
        rules = "joined: {heavier: concurrent}\n" + EFFECTS
        clause = self.CLAUSE.replace("joined:", "when: {licensed: true}, joined:")
        found = under(tmp_path, clause, rules).decide(facts={"licensed": False}, circumstances={"cheated": "甲"})
        assert shown(found) == {"warning": "yes"}

    def test_a_rule_that_says_nothing_of_it(self, tmp_path: Path) -> None:
        files = {
            "bands/000000.2020-01-01.yaml": bands(EFFECTS),
            "bands/510000.2020-01-01.yaml": bands("joined: {lighter: single}\n", "province", "division: '510000'\n"),
        }
        trade = law(tmp_path, self.CLAUSE, files)
        assert shown(trade.decide(circumstances={"repaired": "甲"})) == {"warning": "yes", "fine": "may [10000, 20000]"}
        assert shown(trade.decide(circumstances={"repaired": "甲"}, jurisdiction="510000")) == {"warning": "yes"}


class TestStandards:
    @pytest.mark.parametrize(
        ("value", "tier", "range_"),
        [("999.99元", "minor", "yes [10000, 40000]"), ("1000元", "ordinary", "yes [40000, 80000]")],
    )
    def test_the_tier_whose_condition_holds(self, tmp_path: Path, value: str, tier: str, range_: str) -> None:
        files = {"standards/511700/trade.2020-01-01.yaml": standard(TIERS)}
        found = law(tmp_path, BOTH, files).decide(jurisdiction="511702", facts={"value": value})
        assert (found.tier, found.standard, shown(found)) == (tier, "511700:trade", {"fine": range_})

    def test_a_missing_fact_leaves_the_tiers_possible(self, tmp_path: Path) -> None:
        files = {"standards/511700/trade.2020-01-01.yaml": standard(TIERS)}
        found = law(tmp_path, BOTH, files).decide(jurisdiction="511702")
        assert (found.outcome, found.possible_tiers, found.questions, shown(found)) == (
            Outcome.UNDETERMINED,
            ("minor", "ordinary"),
            ("value",),
            {"fine": "yes [10000, 80000]"},
        )

    def test_a_judgement_that_chooses_the_tier(self, tmp_path: Path) -> None:
        tiers = TIERS.replace("{value: {below: 1000元}}", "{judged: vile}")
        files = {"standards/511700/trade.2020-01-01.yaml": standard(tiers)}
        found = law(tmp_path, BOTH, files).decide(jurisdiction="511702")
        assert (found.outcome, [option.tier for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            ["minor", "ordinary"],
        )

    def test_elsewhere_the_statute_alone(self, tmp_path: Path) -> None:
        files = {"standards/511700/trade.2020-01-01.yaml": standard(TIERS)}
        found = law(tmp_path, BOTH, files).decide(jurisdiction="510100", facts={"value": "1元"})
        assert (found.tier, found.standard, shown(found)) == ("", "", {"fine": "yes [10000, 110000]"})

    def test_the_most_specific_standard_wins(self, tmp_path: Path) -> None:
        whole = "  - {id: all, title: 全部, otherwise: true, set: {fine: {share: {at_least: 0%, at_most: 50%}}}}\n"
        files = {
            "standards/511700/trade.2020-01-01.yaml": standard(TIERS, refines="510000:trade"),
            "standards/510000/trade.2020-01-01.yaml": standard(whole, "510000"),
        }
        trade = law(tmp_path, BOTH, files)
        for place, expected in (
            ("511702", "511700:trade"),
            ("511700", "511700:trade"),
            ("510100", "510000:trade"),
            ("110000", ""),
        ):
            assert trade.decide(jurisdiction=place, facts={"value": "1元"}).standard == expected

    def test_also_where_the_province_is_added_later(self, tmp_path: Path) -> None:
        """The standard of the city in the pack goes before that of the province in an overlay."""
        pack = law(tmp_path / "pack", BOTH, {"standards/511700/trade.2020-01-01.yaml": standard(TIERS)}).pack
        province = law(
            tmp_path / "overlay",
            BOTH,
            {"standards/510000/trade.2020-01-01.yaml": standard(TIERS.replace("30%", "50%"), "510000")},
        ).pack
        overlay = evolve(pack, violations=(), standards=province.standards)
        both = Law(compile_norms((general(), pack), (overlay,)), pack)
        for place, part in (("511702", "yes [10000, 40000]"), ("510100", "yes [10000, 60000]")):
            found = both.decide(facts={"value": "1元"}, jurisdiction=place)
            assert shown(found) == {"fine": part}

    def test_a_standard_of_another_violation_does_not_govern(self, tmp_path: Path) -> None:
        files = {
            "standards/511700/trade.2020-01-01.yaml": standard(TIERS, refines="commerce"),
            "standards/510000/trade.2020-01-01.yaml": standard(TIERS, "510000", refines="000000:nothing"),
        }
        assert law(tmp_path, BOTH, files).decide(jurisdiction="511702").standard == ""

    @pytest.mark.parametrize(("applies_to", "tier"), [("decisions_from", "minor"), ("acts_from", "")])
    def test_acts_or_decisions_from_its_first_day(self, tmp_path: Path, applies_to: str, tier: str) -> None:
        files = {"standards/511700/trade.2020-01-01.yaml": standard(TIERS, more=f"applies_to: {applies_to}\n")}
        trade = law(tmp_path, BOTH, files)
        found = trade.decide(on="2019-12-31", decided="2020-01-01", jurisdiction="511702", facts={"value": "1元"})
        assert found.tier == tier
        later = trade.decide(on="2020-01-01", decided="2020-01-01", jurisdiction="511702", facts={"value": "1元"})
        assert later.tier == "minor"

    def test_one_that_leaves_its_parent_is_shown_and_not_applied(self, tmp_path: Path) -> None:
        more = "conflict: 超出上级基准的幅度\n"
        files = {"standards/511700/trade.2020-01-01.yaml": standard(TIERS, more=more)}
        found = law(tmp_path, BOTH, files).decide(jurisdiction="511702", facts={"value": "1元"})
        assert (found.tier, [(each.what, each.reason) for each in found.conflicts]) == (
            "",
            [("511700:trade", "超出上级基准的幅度")],
        )

    def test_own_amounts_instead_of_shares(self, tmp_path: Path) -> None:
        tiers = """\
  - {id: small, title: 小, when: {value: {below: 1万元}}, set: {fine: {exactly: 2万元}}}
  - {id: middle, title: 中, when: {value: {at_least: 1万元, below: 10万元}}, set: {fine: {times: {of: value, at_least: 1倍, at_most: 2倍}}}}
  - {id: large, title: 大, otherwise: true, set: {fine: {share: {at_least: 70%, at_most: 100%}}}}
"""
        trade = law(tmp_path, BOTH, {"standards/511700/trade.2020-01-01.yaml": standard(tiers)})
        for value, range_ in (
            ("9999.99元", "[20000]"),
            ("1万元", "[10000, 20000]"),
            ("99999元", "[99999, 199998]"),
            ("10万元", "[80000, 110000]"),
        ):
            found = trade.decide(jurisdiction="511702", facts={"value": value})
            assert shown(found) == {"fine": f"yes {range_}"}

    def test_a_tier_firms_a_mandate_and_closes_a_menu(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - id: choice
                any_subset:
                  - {id: warning, kind: warning}
                  - {id: fine, kind: fine, amount: {range: {at_most: 1万元}}}
                  - {id: permit, kind: revoke_permit}
              - {id: tools, kind: confiscate_illegal_property, mandate: may, object: 工具}
              - {id: notice, kind: criticism, mandate: may}
        """
        tiers = """\
  - {id: minor, title: 轻, when: {value: {below: 1万元}}, set: {choice: {choose: [warning]}, tools: {mandate: none}}}
  - {id: grave, title: 重, otherwise: true, set: {choice: {choose: [fine, permit]}, tools: {mandate: shall}, fine: {share: {at_least: 50%}}}}
"""
        trade = law(tmp_path, clause, {"standards/511700/trade.2020-01-01.yaml": standard(tiers)})
        assert shown(trade.decide(jurisdiction="511702", facts={"value": "1元"})) == {"warning": "yes", "notice": "may"}
        assert shown(trade.decide(jurisdiction="511702", facts={"value": "1万元"})) == {
            "fine": "yes [5000, 10000]",
            "permit": "yes",
            "tools": "yes",
            "notice": "may",
        }

    def test_a_tier_names_the_measure_of_one_branch(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - {id: first, when: {stage: first}, measures: [{id: fine, kind: fine, amount: {range: {at_most: 10万元}}}]}
          - {id: overdue, measures: [{id: fine, kind: fine, amount: {range: {at_most: 20万元}}}]}
        """
        tiers = "  - {id: all, title: 全, otherwise: true, set: {first.fine: {share: {at_most: 10%}}, overdue.fine: {share: {at_least: 50%}}}}\n"
        trade = law(tmp_path, clause, {"standards/511700/trade.2020-01-01.yaml": standard(tiers)})
        for stage, range_ in (("first", "(, 10000]"), ("overdue", "[100000, 200000]")):
            found = trade.decide(jurisdiction="511702", facts={"stage": stage})
            assert shown(found) == {"fine": f"yes {range_}"}

    def test_bands_do_not_cut_a_tier_again(self, tmp_path: Path) -> None:
        files = {
            "bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS),
            "standards/511700/trade.2020-01-01.yaml": standard(TIERS),
        }
        found = law(tmp_path, BOTH, files).decide(
            jurisdiction="511702", facts={"value": "1元"}, circumstances={"repaired": "甲"}
        )
        assert shown(found) == {"fine": "yes [10000, 40000]"}

    def test_unless_the_standard_says_inside_the_tier(self, tmp_path: Path) -> None:
        files = {
            "bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS),
            "standards/511700/trade.2020-01-01.yaml": standard(TIERS, more="inside: tier\n"),
        }
        found = law(tmp_path, BOTH, files).decide(
            jurisdiction="511702", facts={"value": "1元"}, circumstances={"repaired": "甲"}
        )
        assert shown(found) == {"fine": "yes [10000, 19000]"}

    def test_or_the_bands_say_so(self, tmp_path: Path) -> None:
        files = {
            "bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS, more="inside: tier\n"),
            "standards/511700/trade.2020-01-01.yaml": standard(TIERS),
        }
        found = law(tmp_path, BOTH, files).decide(
            jurisdiction="511702", facts={"value": "1元"}, circumstances={"repaired": "甲"}
        )
        assert shown(found) == {"fine": "yes [10000, 19000]"}

    def test_a_circumstance_that_chose_the_tier_is_already_weighed(self, tmp_path: Path) -> None:
        tiers = TIERS.replace("{value: {below: 1000元}}", "{circumstance: repaired}")
        files = {
            "bands/000000.2020-01-01.yaml": bands(THIRTY + EFFECTS),
            "standards/511700/trade.2020-01-01.yaml": standard(tiers, more="inside: tier\n"),
        }
        found = law(tmp_path, BOTH, files).decide(jurisdiction="511702", circumstances={"repaired": "甲"})
        assert (found.tier, shown(found), [each.already_weighed for each in found.circumstances]) == (
            "minor",
            {"fine": "yes [10000, 40000]"},
            [True],
        )

    def test_a_tier_for_each_person(self, tmp_path: Path) -> None:
        clause = (
            "branches: [{measures: [{id: persons, kind: fine, addressee: [driver], per_person: true,"
            " amount: {switch: [{when: {person.income: {at_least: 1万元}}, range: {at_least: 1000元, at_most: 2000元}},"
            " {otherwise: true, range: {at_most: 1000元}}]}}]}]\n"
        )
        tiers = (
            "  - {id: all, title: 全, otherwise: true, set: {persons: {switch: ["
            "{when: {person.income: {at_least: 1万元}}, share: {at_least: 50%}}, {otherwise: true, share: {at_most: 50%}}]}}}\n"
        )
        trade = law(tmp_path, clause, {"standards/511700/trade.2020-01-01.yaml": standard(tiers)})
        persons = [
            {"id": "rich", "role": "driver", "facts": {"income": "1万元"}},
            {"id": "poor", "role": "driver", "facts": {"income": "1元"}},
        ]
        found = trade.decide(jurisdiction="511702", persons=persons)
        assert shown(found) == {"persons.rich": "yes [1500, 2000]", "persons.poor": "yes (, 500]"}

    def test_weights_that_add_up(self, tmp_path: Path) -> None:
        tiers = """\
  - id: all
    title: 全
    otherwise: true
    set:
      fine:
        weights:
          start: 10%
          factors:
            - {when: {value: {at_least: 1万元}}, weight: 30%}
            - {when: {licensed: false}, weight: 70%}
"""
        trade = law(tmp_path, BOTH, {"standards/511700/trade.2020-01-01.yaml": standard(tiers)})
        for facts, range_ in (
            ({"value": "9999元", "licensed": True}, "[11000]"),
            ({"value": "1万元", "licensed": True}, "[44000]"),
            ({"value": "9999元", "licensed": False}, "[88000]"),
            ({"value": "1万元", "licensed": False}, "[110000]"),
        ):
            found = trade.decide(jurisdiction="511702", facts=facts)
            assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": f"yes {range_}"})
        found = trade.decide(jurisdiction="511702")
        assert (found.outcome, set(found.questions), shown(found)) == (
            Outcome.UNDETERMINED,
            {"value", "licensed"},
            {"fine": "yes [11000, 110000]"},
        )


def test_an_open_penalty_of_several_options(tmp_path: Path) -> None:
    found = under(tmp_path, BOTH).decide(circumstances={"voluntary_remedy": "甲"})
    assert (measure(found, "fine").applies, shown(found)) == (Applies.YES, {"fine": "yes (, 40000]"})


def test_no_rule_sets_lighter_off_against_heavier(tmp_path: Path) -> None:
    """国市监法规〔2022〕2号第十七条、农业裁量办法第十二条: weighed as a whole; no instrument lets one cancel the other."""
    with pytest.raises(PackInvalid) as refused:
        under(tmp_path, BOTH, THIRTY + "several: {lighter_and_heavier: offset}\n" + EFFECTS)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where.path) == ("EN104", "several.lighter_and_heavier")
