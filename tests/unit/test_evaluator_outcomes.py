"""The five outcomes and their precedence; what is missing, what must be judged, what is open without harm."""

from pathlib import Path

import pytest
from tests.support import Law, law, measure, shown

from enforcement_norms.amounts import hull
from enforcement_norms.model.determination import Applies, Direction, Outcome

TWO_ROWS = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount:
          switch:
            - {when: {value: {below: 1万元}}, range: {at_least: 5万元, at_most: 10万元}}
            - {when: {value: {at_least: 1万元}}, times: {of: value, at_least: 10倍, at_most: 20倍}}
"""
ORDER_FIRST = """
branches:
  - id: first
    when: {stage: first}
    measures: [{id: correction, kind: correction_order}]
  - id: overdue
    when: {stage: overdue}
    measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]
"""


class TestDetermined:
    @pytest.mark.parametrize(
        ("value", "range_"),
        [("9999.99元", "[50000, 100000]"), ("10000元", "[100000, 200000]"), ("10000.01元", "[100000.1, 200000.2]")],
    )
    def test_a_threshold_has_two_sides(self, tmp_path: Path, value: str, range_: str) -> None:
        found = law(tmp_path, TWO_ROWS).decide(facts={"value": value})
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": f"yes {range_}"})

    def test_the_first_branch_that_holds_governs(self, tmp_path: Path) -> None:
        found = law(tmp_path, ORDER_FIRST).decide(facts={"stage": "overdue"})
        assert (found.branch, shown(found)) == ("overdue", {"fine": "yes (, 30000]"})

    def test_a_may_measure_leaves_it_determined(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - {id: fine, kind: fine, mandate: may, amount: {range: {at_most: 3万元}}}
              - {id: tools, kind: confiscate_illegal_property, mandate: may, object: 工具}
        """
        found = law(tmp_path, clause).decide()
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": "may (, 30000]", "tools": "may"})

    def test_a_menu_leaves_it_determined(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - one_of:
                  - {id: warning, kind: warning}
                  - {id: fine, kind: fine, amount: {exactly: 200元}}
        """
        found = law(tmp_path, clause).decide()
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"warning": "yes", "fine": "yes [200]"})

    def test_an_open_criterion_leaves_it_determined(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - {id: fine, kind: fine, amount: {exactly: 200元}}
              - {id: permit, kind: revoke_permit, when: {judged: serious}}
        """
        trade = law(tmp_path, clause)
        found = trade.decide()
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": "yes [200]", "permit": "open"})
        assert measure(found, "permit").open_on == ("judged:serious",)
        assert shown(trade.decide(judgements={"serious": True}))["permit"] == "yes"
        assert "permit" not in shown(trade.decide(judgements={"serious": False}))

    def test_a_fact_that_changes_nothing_is_not_missed(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - {when: {licensed: true}, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
          - {when: {licensed: false}, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
        """
        found = law(tmp_path, clause).decide()
        assert (found.outcome, found.missing, shown(found)) == (Outcome.DETERMINED, (), {"fine": "yes [200]"})

    def test_a_criterion_presumed_not_to_hold_is_only_listed(self, tmp_path: Path) -> None:
        clause = """
        when: {not: {judged: excused}}
        branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]
        """
        trade = law(tmp_path, clause)
        found = trade.decide()
        assert (found.outcome, "judged:excused" in found.open_to_check) == (Outcome.DETERMINED, True)
        answered = trade.decide(judgements={"excused": True})
        assert (answered.outcome, shown(answered)) == (Outcome.DETERMINED, {})
        assert "judged:excused" not in answered.open_to_check


class TestUndetermined:
    def test_a_missing_fact_gives_the_envelope(self, tmp_path: Path) -> None:
        found = law(tmp_path, TWO_ROWS).decide()
        assert (found.outcome, found.missing, found.questions) == (Outcome.UNDETERMINED, ("value",), ("value",))
        assert shown(found) == {"fine": "yes [50000, )"}

    def test_a_missing_base_alone_leaves_the_amount_open(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures: [{id: fine, kind: fine, amount: {times: {of: value, at_least: 1倍, at_most: 5倍}, cap: {exactly: 3万元}}}]
        """
        found = law(tmp_path, clause).decide()
        assert (found.outcome, found.missing, shown(found)) == (
            Outcome.UNDETERMINED,
            ("value",),
            {"fine": "open [0, 30000]"},
        )

    def test_the_branches_still_possible_are_named(self, tmp_path: Path) -> None:
        found = law(tmp_path, ORDER_FIRST).decide()
        assert (found.outcome, found.possible_tiers) == (Outcome.UNDETERMINED, ("first", "overdue"))
        assert shown(found) == {"correction": "open", "fine": "open (, 30000]"}

    def test_one_question_may_settle_everything(self, tmp_path: Path) -> None:
        """`value` and `workers` are both open, but only `value` tells the branches apart."""
        clause = """
        branches:
          - id: grave
            when: {any: [{value: {at_least: 5万元}}, {value: {at_least: 1万元}, workers: {at_least: 0}}]}
            measures: [{id: fine, kind: fine, amount: {exactly: 2万元}}]
          - id: slight
            measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]
        """
        trade = law(tmp_path, clause)
        found = trade.decide()
        assert (found.outcome, found.questions, found.questions_minimal) == (Outcome.UNDETERMINED, ("value",), True)
        for value, fine in (("9999元", 10000), ("1万元", 20000), ("5万元", 20000)):
            assert shown(trade.decide(facts={"value": value})) == {"fine": f"yes [{fine}]"}

    def test_only_what_can_still_matter_is_asked(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - id: licensed
            when: {licensed: true}
            measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]
          - id: unlicensed
            measures: [{id: fine, kind: fine, amount: {times: {of: loss, at_least: 1倍, at_most: 2倍}}}]
        """
        trade = law(tmp_path, clause)
        assert trade.decide().questions == ("licensed", "loss")
        assert trade.decide(facts={"loss": "1万元"}).questions == ("licensed",)
        assert trade.decide(facts={"licensed": True}).outcome is Outcome.DETERMINED

    def test_questions_come_before_judgement(self, tmp_path: Path) -> None:
        """A fact and a judgement are both open: the fact is asked for, the judgement is listed."""
        clause = """
        branches:
          - {id: a, when: {licensed: true}, measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}
          - {id: b, when: {judged: serious}, measures: [{id: fine, kind: fine, amount: {exactly: 2万元}}]}
          - {id: c, measures: [{id: fine, kind: fine, amount: {exactly: 3万元}}]}
        """
        trade = law(tmp_path, clause)
        found = trade.decide()
        assert (found.outcome, found.questions, found.judgements) == (
            Outcome.UNDETERMINED,
            ("licensed",),
            ("judged:serious",),
        )
        assert trade.decide(facts={"licensed": False}).outcome is Outcome.NEEDS_JUDGEMENT

    def test_a_whole_clause_that_hangs_on_a_fact(self, tmp_path: Path) -> None:
        clause = """
        when: {workers: {at_least: 3}}
        branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]
        """
        trade = law(tmp_path, clause)
        assert (trade.decide().outcome, trade.decide().missing) == (Outcome.UNDETERMINED, ("workers",))
        assert shown(trade.decide(facts={"workers": 3})) == {"fine": "yes [200]"}
        assert shown(trade.decide(facts={"workers": 2})) == {}

    def test_the_envelope_holds_what_every_answer_gives(self, tmp_path: Path) -> None:
        trade = law(tmp_path, TWO_ROWS)
        envelope = measure(trade.decide(), "fine").amount
        assert envelope is not None
        for value in ("0元", "9999.99元", "1万元", "1亿元"):
            amount = measure(trade.decide(facts={"value": value}), "fine").amount
            assert amount is not None
            assert hull([envelope, amount]) == envelope

    def test_what_is_supposed_of_one_fact_does_not_decide_another_question(self, tmp_path: Path) -> None:
        """The number of workers matters for execution alone; supposing one while exploring must not answer that."""
        clause = """
        branches:
          - {id: a, when: {workers: {at_least: 3}, licensed: true}, measures: [{id: detention, kind: detention, days: {exactly: 5}}]}
          - {id: b, measures: [{id: detention, kind: detention, days: {exactly: 5}}]}
        execution: [{kind: detention, not_executed_when: {workers: {below: 3}}, cites: [trade_law#20]}]
        """
        trade = law(tmp_path, clause)
        found = trade.decide(facts={"licensed": True})
        assert (found.outcome, measure(found, "detention").execution) == (Outcome.DETERMINED, Applies.OPEN)
        for workers, executed in ((2, Applies.NO), (3, Applies.YES)):
            answered = trade.decide(facts={"licensed": True, "workers": workers})
            assert measure(answered, "detention").execution is executed

    def test_a_circumstance_denied_stays_denied_whatever_is_supposed(self, tmp_path: Path) -> None:
        """Facts would establish it, but the official has said that it is not: no lighter scenario is shown."""
        clause = """
        branches:
          - {id: young, when: {party.age: {below: 16}}, measures: [{id: fine, kind: fine, amount: {exactly: 100元}}]}
          - {id: other, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
        """
        denied = {"minor_of_fourteen_to_eighteen": False, "under_fourteen": False}
        found = law(tmp_path, clause).decide(circumstances=denied)
        assert (found.outcome, shown(found), found.judgements) == (
            Outcome.UNDETERMINED,
            {"fine": "yes [100, 200]"},
            (),
        )


class TestNeedsJudgement:
    def test_a_judgement_that_chooses_the_branch(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - {id: minor, when: {judged: vile}, measures: [{id: fine, kind: fine, amount: {exactly: 2万元}}]}
          - {id: ordinary, measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}
        """
        found = law(tmp_path, clause).decide()
        assert (found.outcome, found.judgements) == (Outcome.NEEDS_JUDGEMENT, ("judged:vile",))
        assert [(option.branch, shown(option)) for option in found.options] == [
            ("minor", {"fine": "yes [20000]"}),
            ("ordinary", {"fine": "yes [10000]"}),
        ]
        assert [[each.value for each in option.assumptions] for option in found.options] == [["true"], ["false"]]

    def test_a_graver_fine_in_place_of_the_lighter(self, tmp_path: Path) -> None:
        """情节严重的，处……罚款: of the same kind, so the amount hangs on the judgement."""
        clause = """
        branches:
          - measures:
              - {id: fine, kind: fine, amount: {range: {at_most: 1万元}}}
              - {id: grave, kind: fine, replaces: fine, when: {judged: serious}, amount: {range: {at_least: 1万元, at_most: 5万元}}}
        """
        trade = law(tmp_path, clause)
        found = trade.decide()
        assert (found.outcome, [shown(option) for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [{"grave": "yes [10000, 50000]"}, {"fine": "yes (, 10000]"}],
        )
        assert shown(trade.decide(judgements={"serious": True})) == {"grave": "yes [10000, 50000]"}

    def test_a_gap_of_the_statute_shows_its_neighbours(self, tmp_path: Path) -> None:
        """不足一万元……，超过一万元……: exactly ten thousand is in neither."""
        clause = """
        branches:
          - measures:
              - id: fine
                kind: fine
                amount:
                  switch:
                    - {when: {value: {below: 1万元}}, range: {at_most: 2万元}}
                    - {when: {value: {above: 1万元}}, range: {at_least: 2万元, at_most: 5万元}}
                    - {when: {value: {exactly: 1万元}}, gap: statutory}
        """
        trade = law(tmp_path, clause)
        assert trade.decide(facts={"value": "9999.99元"}).outcome is Outcome.DETERMINED
        assert trade.decide(facts={"value": "10000.01元"}).outcome is Outcome.DETERMINED
        found = trade.decide(facts={"value": "1万元"})
        assert found.outcome is Outcome.NEEDS_JUDGEMENT
        assert [shown(option) for option in found.options] == [{"fine": "yes [20000, 50000]"}, {"fine": "yes"}]

    def test_a_gap_between_two_rows_has_both(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - id: fine
                kind: fine
                amount:
                  switch:
                    - {when: {value: {below: 1万元}}, range: {at_most: 2万元}}
                    - {when: {value: {exactly: 1万元}}, gap: statutory}
                    - {otherwise: true, range: {at_least: 2万元, at_most: 5万元}}
                  cap: {exactly: 4万元}
        """
        found = law(tmp_path, clause).decide(facts={"value": "1万元"})
        assert [shown(option) for option in found.options] == [
            {"fine": "yes (, 20000]"},
            {"fine": "yes [20000, 40000]"},
            {"fine": "yes"},
        ]

    def test_a_gap_inside_a_row(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - id: fine
                kind: fine
                amount:
                  switch:
                    - when: {licensed: true}
                      switch:
                        - {when: {value: {below: 1万元}}, exactly: 1万元}
                        - {when: {value: {at_least: 1万元}}, gap: statutory}
                    - {otherwise: true, exactly: 3万元}
        """
        found = law(tmp_path, clause).decide(facts={"value": "1万元", "licensed": True})
        assert [shown(option) for option in found.options] == [{"fine": "yes [10000]"}, {"fine": "yes"}]

    def test_a_neighbour_of_a_gap_that_hangs_on_a_fact_asks_for_it(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - id: fine
                kind: fine
                amount:
                  switch:
                    - when: {workers: {below: 10}}
                      switch:
                        - {when: {licensed: true}, exactly: 1万元}
                        - {otherwise: true, times: {of: value, at_most: 2倍}}
                    - {when: {workers: {exactly: 10}}, gap: statutory}
                    - {otherwise: true, exactly: 5万元}
        """
        trade = law(tmp_path, clause)
        found = trade.decide(facts={"workers": 10})
        assert (found.outcome, found.missing) == (Outcome.UNDETERMINED, ("licensed", "value"))
        known = trade.decide(facts={"workers": 10, "licensed": False, "value": "3万元"})
        assert (known.outcome, [shown(each) for each in known.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [{"fine": "yes (, 60000]"}, {"fine": "yes [50000]"}, {"fine": "yes"}],
        )

    def test_rows_that_leave_a_case_out_are_a_gap_too(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - measures:
              - id: fine
                kind: fine
                amount:
                  switch:
                    - {when: {value: {below: 1万元}}, range: {at_most: 2万元}}
                    - {when: {value: {above: 1万元}}, range: {at_least: 2万元, at_most: 5万元}}
        """
        found = law(tmp_path, clause).decide(facts={"value": "1万元"})
        assert (found.outcome, [shown(option) for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [{"fine": "yes"}],
        )

    def test_a_branch_that_is_a_gap(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - {id: small, when: {value: {below: 1万元}}, measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}
          - {when: {value: {exactly: 1万元}}, gap: statutory}
          - {id: large, measures: [{id: fine, kind: fine, amount: {exactly: 2万元}}]}
        """
        found = law(tmp_path, clause).decide(facts={"value": "1万元"})
        assert (found.outcome, [(option.branch, shown(option)) for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [("small", {"fine": "yes [10000]"}), ("large", {"fine": "yes [20000]"}), ("", {})],
        )

    def test_no_branch_at_all(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - {id: small, when: {value: {below: 1万元}}, measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}
        """
        found = law(tmp_path, clause).decide(facts={"value": "1万元"})
        assert (found.outcome, shown(found), found.steps[-1]) == (
            Outcome.NEEDS_JUDGEMENT,
            {},
            ("judgement", {"on": ("no_branch",)}),
        )

    def test_two_readings_are_two_options_where_they_differ(self, tmp_path: Path) -> None:
        clause = """
        readings:
          - id: wide
            reason: 包括未成年人
            branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}]
          - id: narrow
            reason: 不包括未成年人
            branches:
              - {id: serious, when: {licensed: true}, measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}
              - {id: other, measures: [{id: fine, kind: fine, amount: {exactly: 2万元}}]}
        """
        trade = law(tmp_path, clause)
        assert trade.decide(facts={"licensed": True}).outcome is Outcome.DETERMINED
        found = trade.decide(facts={"licensed": False})
        assert (found.outcome, [shown(option)["fine"] for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            ["yes [10000]", "yes [20000]"],
        )
        assert [step[1]["id"] for step in found.steps if step[0] == "reading"] == ["wide", "narrow"]

    def test_readings_that_differ_in_their_menus(self, tmp_path: Path) -> None:
        clause = """
        readings:
          - id: instead
            reason: 吊销代替降级
            branches:
              - measures:
                  - one_of: [{id: downgrade, kind: downgrade_qualification}, {id: permit, kind: revoke_permit}]
          - id: beside
            reason: 吊销与降级并用
            branches:
              - measures: [{id: downgrade, kind: downgrade_qualification}, {id: permit, kind: revoke_permit}]
        """
        found = law(tmp_path, clause).decide()
        assert (found.outcome, len(found.options)) == (Outcome.NEEDS_JUDGEMENT, 2)

    def test_a_may_exemption_is_a_choice(self, tmp_path: Path) -> None:
        clause = """
        branches: [{measures: [{id: goods, kind: confiscate_illegal_property, object: 货物}, {id: fine, kind: fine, amount: {exactly: 1万元}}]}]
        exempt:
          - id: cheated
            title: 受骗
            effect: may_exempt
            when: {circumstance: cheated}
            keeps: [goods]
            adds: [{id: pledge, kind: order, object: 具结}]
            cites: [trade_law#30]
        """
        trade = law(tmp_path, clause)
        assert trade.decide().outcome is Outcome.DETERMINED
        found = trade.decide(circumstances={"cheated": "证据1"})
        assert (found.outcome, [(option.exempt, shown(option)) for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [("cheated", {"goods": "yes", "pledge": "yes"}), ("", {"goods": "yes", "fine": "yes [10000]"})],
        )
        assert [str(cite.id) for cite in found.options[0].cites] == ["trade_law#30"]


class TestExempt:
    CLAUSE = """
    branches: [{measures: [{id: goods, kind: confiscate_illegal_property, object: 货物}, {id: fine, kind: fine, amount: {times: {of: value, at_most: 3倍}}}]}]
    exempt:
      - id: cheated
        title: 受骗
        effect: shall_exempt
        when: {circumstance: cheated}
        keeps: [goods]
        adds: [{id: education, kind: order, object: 接受教育}]
        cites: [trade_law#30]
    """

    def test_what_it_keeps_and_adds(self, tmp_path: Path) -> None:
        found = law(tmp_path, self.CLAUSE).decide(facts={"value": "1万元"}, circumstances={"cheated": True})
        assert (found.outcome, shown(found)) == (Outcome.EXEMPT, {"goods": "yes", "education": "yes"})
        assert found.exemption is not None
        assert (found.exemption.id, found.exemption.keeps) == ("cheated", ("goods",))
        assert [str(cite.id) for cite in measure(found, "education").cites] == ["trade_law#30"]

    def test_it_goes_before_missing_facts(self, tmp_path: Path) -> None:
        found = law(tmp_path, self.CLAUSE).decide(circumstances={"cheated": True})
        assert (found.outcome, found.missing) == (Outcome.EXEMPT, ())

    def test_it_must_be_established(self, tmp_path: Path) -> None:
        trade = law(tmp_path, self.CLAUSE)
        found = trade.decide(facts={"value": "1万元"})
        assert (found.outcome, "exemption:cheated" in found.open_to_check) == (Outcome.DETERMINED, True)
        assert trade.decide(facts={"value": "1万元"}, circumstances={"cheated": False}).outcome is Outcome.DETERMINED

    def test_without_evidence_it_is_marked(self, tmp_path: Path) -> None:
        trade = law(tmp_path, self.CLAUSE)
        assert trade.decide(facts={"value": "1万元"}, circumstances={"cheated": True}).unsupported == ("cheated",)
        assert trade.decide(facts={"value": "1万元"}, circumstances={"cheated": "证据1"}).unsupported == ()

    def test_age_exempts_without_being_asked_for(self, tmp_path: Path) -> None:
        """A missing age leaves the case determined; a known one decides at the birthday."""
        trade = law(tmp_path, self.CLAUSE)
        facts = {"value": "1万元"}
        assert trade.decide(facts=facts).outcome is Outcome.DETERMINED
        birthday = {"kind": "natural_person", "birth_date": "2012-03-05"}
        assert trade.decide(facts=facts, party=birthday).outcome is Outcome.EXEMPT
        day_after = {"kind": "natural_person", "birth_date": "2012-03-04"}
        found = trade.decide(facts=facts, party=day_after)
        assert (found.outcome, [option.direction for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            [Direction.LIGHTER, Direction.MITIGATED],
        )


class TestNotCovered:
    def test_nothing_in_force_that_day(self, tmp_path: Path) -> None:
        found = law(tmp_path, TWO_ROWS).decide(on="1999-12-31")
        assert (found.outcome, shown(found), found.steps[0][1]["nearest"]) == (
            Outcome.NOT_COVERED,
            {},
            ("2000-01-01..",),
        )
        assert law(tmp_path, TWO_ROWS).decide(on="2000-01-01", facts={"value": "1元"}).outcome is Outcome.DETERMINED

    def test_a_local_clause_away_from_home(self, tmp_path: Path) -> None:
        from tests.support import violation

        clause = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]\n"
        trade = law(
            tmp_path, files={"violations/trade.2000-01-01.yaml": violation("trade", clause, basis="city_rules#3")}
        )
        assert trade.decide(jurisdiction="511702").outcome is Outcome.DETERMINED
        assert trade.decide(jurisdiction="511700").outcome is Outcome.DETERMINED
        for elsewhere in ("510100", "510000", "000000", "110000"):
            found = trade.decide(jurisdiction=elsewhere)
            assert (found.outcome, found.steps[0][1]["divisions"]) == (Outcome.NOT_COVERED, ("511700",))


def test_open_criteria_of_general_law_stay_listed(tmp_path: Path) -> None:
    trade: Law = law(tmp_path, TWO_ROWS)
    found = trade.decide(facts={"value": "1元"})
    assert {"limitation", "exemption:under_fourteen", "circumstance:voluntary_remedy"} <= set(found.open_to_check)
    dated = trade.decide(facts={"value": "1元"}, discovered_on="2026-04-01")
    assert "limitation" not in dated.open_to_check
