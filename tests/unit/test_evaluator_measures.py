"""Every measure of a clause: mandates, menus, what follows, replaces or joins, persons, execution, amounts."""

from pathlib import Path
from typing import Any

import pytest
from tests.support import law, measure, shown

from enforcement_norms.amounts import HoleKind
from enforcement_norms.model.determination import Applies, Outcome
from enforcement_norms.model.penalty import Addressee, GroupKind, Mandate


def clause(*measures: str, head: str = "") -> str:
    return head + "branches:\n  - measures:\n" + "".join(f"      - {each}\n" for each in measures)


class TestTogether:
    def test_what_follows_a_measure_falls_with_it(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{id: permit, kind: revoke_permit, when: {licensed: true}}",
                "{id: bar, kind: bar_from_permit, follows: permit, years: {exactly: 5}}",
            ),
        )
        assert shown(trade.decide(facts={"licensed": True})) == {"permit": "yes", "bar": "yes [5]"}
        assert shown(trade.decide(facts={"licensed": False})) == {}
        found = trade.decide()
        assert shown(found) == {"permit": "open", "bar": "open [5]"}
        assert measure(found, "bar").open_on == ("licensed",)

    def test_what_follows_a_choice_is_open(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{one_of: [{id: closure, kind: suspend_business}, {id: permit, kind: revoke_permit}]}",
                "{id: bar, kind: bar_from_permit, follows: permit, years: {exactly: 3}}",
            ),
        )
        assert shown(trade.decide()) == {"closure": "yes", "permit": "yes", "bar": "open [3]"}
        assert measure(trade.decide(), "bar").follows == "permit"

    @pytest.mark.parametrize(
        ("permit", "applies", "follows"),
        [("kind: revoke_permit", Applies.YES, ""), ("kind: revoke_permit, mandate: may", Applies.OPEN, "permit")],
    )
    @pytest.mark.parametrize("named", [False, True])
    def test_what_follows_a_measure_that_may_be_left_is_open_on_persons_too(
        self, tmp_path: Path, permit: str, applies: Applies, follows: str, named: bool
    ) -> None:
        trade = law(
            tmp_path,
            clause(
                f"{{id: permit, {permit}}}",
                "{id: bar, kind: restrict_employment, follows: permit, addressee: [legal_representative], "
                "per_person: true, years: {exactly: 5}}",
            ),
        )
        persons = [{"id": "甲", "role": "legal_representative"}] if named else []
        bar = measure(trade.decide(persons=persons), "bar", "甲" if named else "")
        assert (bar.applies, bar.follows, bar.open_on) == (applies, follows, ())

    def test_a_chain_of_what_follows_falls_as_a_whole(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{id: notice, kind: criticism, follows: bar}",
                "{id: bar, kind: bar_from_permit, follows: permit, years: {exactly: 5}}",
                "{id: permit, kind: revoke_permit, when: {licensed: true}}",
            ),
        )
        assert shown(trade.decide(facts={"licensed": False})) == {}
        assert shown(trade.decide()) == {"notice": "open", "bar": "open [5]", "permit": "open"}

    def test_what_follows_a_replaced_measure_falls_too(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{id: suspend, kind: suspend_permit, months: {exactly: 6}}",
                "{id: course, kind: order, object: 学习, follows: suspend}",
                "{id: permit, kind: revoke_permit, replaces: suspend, when: {licensed: true}}",
            ),
        )
        assert shown(trade.decide(facts={"licensed": True})) == {"permit": "yes"}
        assert shown(trade.decide(facts={"licensed": False})) == {"suspend": "yes [6]", "course": "yes"}
        assert shown(trade.decide()) == {"suspend": "open [6]", "course": "open", "permit": "open"}

    def test_shall_and_replaces_removes(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{id: fine, kind: fine, amount: {exactly: 1000元}}",
                "{id: detention, kind: detention, days: {exactly: 5}, replaces: fine, when: {licensed: false}}",
            ),
        )
        assert shown(trade.decide(facts={"licensed": False})) == {"detention": "yes [5]"}
        assert shown(trade.decide(facts={"licensed": True})) == {"fine": "yes [1000]"}
        found = trade.decide()
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": "open [1000]", "detention": "open [5]"})
        assert measure(found, "fine").open_on == ("licensed",)

    def test_may_and_replaces_is_a_choice_of_both(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{id: fine, kind: fine, amount: {range: {at_least: 10万元, at_most: 20万元}}}",
                "{id: more, kind: fine, mandate: may, replaces: fine, amount: {scale: {of: fine, basis: statutory, at_least: 2倍, at_most: 5倍}}}",
            ),
        )
        found = trade.decide()
        assert (found.outcome, shown(found)) == (
            Outcome.DETERMINED,
            {"fine": "yes [100000, 200000]", "more": "may [200000, 1000000]"},
        )

    def test_a_whole_menu_can_be_replaced(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause(
                "{id: menu, one_of: [{id: warning, kind: warning}, {id: fine, kind: fine, amount: {exactly: 200元}}]}",
                "{id: permit, kind: revoke_permit, replaces: menu, when: {licensed: true}}",
            ),
        )
        assert shown(trade.decide(facts={"licensed": True})) == {"permit": "yes"}
        assert shown(trade.decide(facts={"licensed": False})) == {"warning": "yes", "fine": "yes [200]"}

    def test_what_comes_on_top_of_any_branch(self, tmp_path: Path) -> None:
        text = """
        branches:
          - {id: one, when: {licensed: true}, measures: [{id: warning, kind: warning}]}
          - {id: two, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
        also:
          - when: {workers: {at_least: 10}}
            measures: [{id: points, kind: points, points: {exactly: 6}}]
            cites: [trade_law#9.5]
          - measures: [{id: criticism, kind: criticism}]
        """
        trade = law(tmp_path, text)
        assert shown(trade.decide(facts={"licensed": True, "workers": 10})) == {
            "warning": "yes",
            "points": "yes [6]",
            "criticism": "yes",
        }
        assert shown(trade.decide(facts={"licensed": False, "workers": 9})) == {
            "fine": "yes [200]",
            "criticism": "yes",
        }
        found = trade.decide(facts={"licensed": False})
        assert (found.outcome, shown(found)["points"]) == (Outcome.DETERMINED, "open [6]")
        assert [cite.id for cite in measure(found, "points").cites] == ["trade_law#9.5"]
        assert [cite.id for cite in measure(found, "criticism").cites] == ["trade_law#9"]

    def test_when_the_clause_does_not_apply_its_additions_do_not_either(self, tmp_path: Path) -> None:
        text = """
        when: {not: {judged: excused}}
        branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]
        also: [{measures: [{id: points, kind: points, points: {exactly: 6}}]}]
        """
        rules = """
        - id: persons
          instrument: trade_law
          in_force: {from: 2000-01-01}
          cites: [trade_law#40]
          adds: [{measures: [{id: criticism, kind: criticism}]}]
        """
        trade = law(tmp_path, text, {"instrument_rules.yaml": rules})
        assert set(shown(trade.decide())) == {"fine", "points", "criticism"}
        assert shown(trade.decide(judgements={"excused": True})) == {}

    def test_what_stands_alone_stands_although_the_clause_falls(self, tmp_path: Path) -> None:
        """食品安全法第一百三十五条第二款: the life bar after a sentence, where the clause itself asks for no crime."""
        text = """
        when: {not: {judged: excused}}
        branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]
        also:
          - {when: {licensed: true}, stands_alone: true, measures: [{id: points, kind: points, points: {exactly: 6}}]}
        """
        rules = """
        - id: bars
          instrument: trade_law
          in_force: {from: 2000-01-01}
          cites: [trade_law#40]
          adds:
            - {when: {judged: serious}, stands_alone: true, measures: [{id: bar, kind: ban_practice, life: true}]}
            - {when: {judged: serious}, measures: [{id: criticism, kind: criticism}]}
        """
        trade = law(tmp_path, text, {"instrument_rules.yaml": rules})
        said: dict[str, Any] = {"facts": {"licensed": True}}
        stands = trade.decide(judgements={"excused": False, "serious": True}, **said)
        assert set(shown(stands)) == {"fine", "points", "bar", "criticism"}
        falls = trade.decide(judgements={"excused": True, "serious": True}, **said)
        assert (falls.outcome, set(shown(falls))) == (Outcome.DETERMINED, {"points", "bar"})
        assert shown(trade.decide(judgements={"excused": True, "serious": False})) == {"points": "open [6]"}


class TestPersonsAlone:
    def test_a_graver_fine_that_hangs_on_the_person_stays_open(self, tmp_path: Path) -> None:
        """Where only persons are fined, what hangs on one of them is asked of that person, not of the case."""
        text = """
        branches:
          - measures:
              - {id: fine, kind: fine, addressee: [driver], per_person: true, amount: {exactly: 1万元}}
              - id: graver
                kind: fine
                addressee: [driver]
                per_person: true
                replaces: fine
                when: {person.intentional: true}
                amount: {exactly: 5万元}
        """
        trade = law(tmp_path, text)
        found = trade.decide()
        assert (found.outcome, shown(found)) == (
            Outcome.DETERMINED,
            {"fine": "open [10000]", "graver": "open [50000]"},
        )


class TestConfiscated:
    """没收广告费用 (广告法第五十五条): what is confiscated is a fact of the case, never a number of the law."""

    CLAUSE = """
    branches:
      - measures:
          - id: fees
            kind: confiscate_illegal_gains
            object: 广告费用
            amount: {times: {of: value, exactly: 100%}}
          - id: income
            kind: confiscate_illegal_gains
            addressee: [driver]
            per_person: true
            object: 所获收入
            amount: {times: {of: person.income, exactly: 100%}}
          - {id: fine, kind: fine, amount: {range: {at_least: 1万元, at_most: 5万元}}}
    """

    @pytest.mark.parametrize(
        ("facts", "fees"),
        [
            ({"value": "8000.05元"}, "yes [8000.05]"),
            ({"value": "0元"}, None),
            ({"value": "indeterminable"}, "yes"),
            ({}, "yes"),
        ],
    )
    def test_it_is_as_much_as_the_fact_and_asks_for_nothing(
        self, tmp_path: Path, facts: dict[str, str], fees: str | None
    ) -> None:
        found = law(tmp_path, self.CLAUSE).decide(facts=facts)
        assert (found.outcome, shown(found).get("fees")) == (Outcome.DETERMINED, fees)

    def test_of_each_person_their_own(self, tmp_path: Path) -> None:
        persons = [
            {"id": "甲", "role": "driver", "facts": {"income": "3万元"}},
            {"id": "乙", "role": "driver", "facts": {"income": "0元"}},
            {"id": "丙", "role": "driver"},
        ]
        found = shown(law(tmp_path, self.CLAUSE).decide(facts={"value": "1元"}, persons=persons))
        assert {key: word for key, word in found.items() if key.startswith("income")} == {
            "income.甲": "yes [30000]",
            "income.丙": "yes",
        }

    def test_gains_only_supposed_are_bounded_by_what_is_supposed(self, tmp_path: Path) -> None:
        """Unanswered gains that choose the fine: of the options the lower one ends where the higher begins."""
        text = """
        branches:
          - measures:
              - {id: gains, kind: confiscate_illegal_gains}
              - id: fine
                kind: fine
                amount:
                  switch:
                    - {when: {illegal_gains: {below: 1万元}}, range: {at_most: 1万元}}
                    - {otherwise: true, times: {of: illegal_gains, at_most: 3倍}}
        """
        found = law(tmp_path, text).decide(facts={"refunded": "0元"})
        assert (found.outcome, found.missing) == (Outcome.UNDETERMINED, ("illegal_gains",))
        assert shown(found)["gains"] == "open"
        known = law(tmp_path / "known", text).decide(facts={"illegal_gains": "9000元", "refunded": "0元"})
        assert shown(known) == {"gains": "yes [9000]", "fine": "yes (, 10000]"}

    def test_gains_of_others_are_not_those_of_the_party(self, tmp_path: Path) -> None:
        """What is confiscated under a name of its own, or of a person, is not the 违法所得 of the party."""
        text = """
        branches:
          - measures:
              - {id: gains, kind: confiscate_illegal_gains}
              - {id: fees, kind: confiscate_illegal_gains, object: 费用}
              - {id: theirs, kind: confiscate_illegal_gains, addressee: [driver]}
        """
        found = law(tmp_path, text).decide(facts={"illegal_gains": "1万元", "refunded": "0元"})
        assert shown(found) == {"gains": "yes [10000]", "fees": "yes", "theirs": "yes"}

    def test_it_is_no_matter_of_degree(self, tmp_path: Path) -> None:
        bands = """
        id: guidance
        title: 裁量
        cites: [trade_guidance#10]
        in_force: {from: 2020-01-01}
        applies_to: [fine, confiscate_illegal_gains]
        both_bounds: {lighter: {share: {at_most: 30%}}}
        circumstances:
          - {id: repaired, effect: lighter, mandate: shall, cites: [trade_guidance#13]}
          - {id: helped, effect: mitigated, mandate: shall, cites: [trade_guidance#13]}
        """
        trade = law(tmp_path, self.CLAUSE, {"bands/000000.2020-01-01.yaml": bands})
        for name, fine in (("repaired", "yes [10000, 22000]"), ("helped", "yes (, 10000)")):
            found = shown(trade.decide(facts={"value": "8000元"}, circumstances={name: "证据1"}))
            assert (found["fees"], found["fine"]) == ("yes [8000]", fine)


class TestWhatTheGeneralLawAdds:
    """Articles 27 and 28 of the Administrative Penalty Law where the clause presupposes something."""

    CLAUSE = (
        "when: {value: {above: 1万元}}\nbranches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}]\n"
    )

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("1万元", {}),
            ("10001元", {"fine": "yes [10000]", "general_correction": "yes", "general_gains": "yes (, 500]"}),
        ],
    )
    def test_nothing_is_corrected_or_confiscated_where_nothing_is_unlawful(
        self, tmp_path: Path, value: str, expected: dict[str, str]
    ) -> None:
        found = law(tmp_path, self.CLAUSE).decide(facts={"value": value, "illegal_gains": "500元"})
        assert shown(found, general_law=True) == expected

    def test_a_crime_is_transferred_whatever_the_clause_presupposes(self, tmp_path: Path) -> None:
        clause = "when: {not: {judged: constitutes_crime}}\n" + self.CLAUSE.partition("\n")[2]
        found = law(tmp_path, clause).decide(facts={"illegal_gains": "500元"}, judgements={"constitutes_crime": True})
        assert shown(found, general_law=True) == {"general_transfer": "yes"}


class TestMenus:
    def test_members_carry_the_menu_and_its_mandate(self, tmp_path: Path) -> None:
        text = clause(
            "{id: choice, mandate: may, when: {licensed: false}, any_subset: "
            "[{id: warning, kind: warning}, {up_to: [{id: closure, kind: suspend_business}, {id: permit, kind: revoke_permit}]}]}"
        )
        trade = law(tmp_path, text)
        found = trade.decide(facts={"licensed": False})
        assert shown(found) == {"warning": "may", "closure": "may", "permit": "may"}
        assert measure(found, "warning").menu == (("choice", GroupKind.ANY_SUBSET),)
        assert measure(found, "permit").menu == (("choice", GroupKind.ANY_SUBSET), ("1.2", GroupKind.UP_TO))
        assert shown(trade.decide(facts={"licensed": True})) == {}


class TestPersons:
    FINE = clause(
        "{id: fine, kind: fine, amount: {range: {at_least: 10万元, at_most: 20万元}}}",
        "{id: persons, kind: fine, addressee: [main_responsible, directly_responsible], per_person: true, "
        "when: {person.intentional: true}, amount: {times: {of: person.income, at_least: 1倍, at_most: 10倍}}}",
    )

    def test_each_has_its_own_range(self, tmp_path: Path) -> None:
        persons = [
            {"id": "wang", "role": "main_responsible", "facts": {"income": "10万元", "intentional": True}},
            {"id": "li", "role": "directly_responsible", "facts": {"income": "8万元", "intentional": True}},
            {"id": "zhao", "role": "directly_responsible", "facts": {"income": "5万元", "intentional": False}},
            {"id": "sun", "role": "driver", "facts": {}},
        ]
        found = law(tmp_path, self.FINE).decide(persons=persons)
        assert shown(found) == {
            "fine": "yes [100000, 200000]",
            "persons.wang": "yes [100000, 1000000]",
            "persons.li": "yes [80000, 800000]",
        }
        assert measure(found, "persons", "zhao").applies is Applies.NO

    def test_without_facts_it_stays_open_and_determined(self, tmp_path: Path) -> None:
        found = law(tmp_path, self.FINE).decide()
        assert (found.outcome, shown(found)) == (
            Outcome.DETERMINED,
            {"fine": "yes [100000, 200000]", "persons": "open"},
        )
        assert measure(found, "persons").open_on == ("person.intentional",)

    def test_half_known_persons(self, tmp_path: Path) -> None:
        persons = [
            {"role": "main_responsible", "facts": {"intentional": True}},
            {"role": "directly_responsible", "facts": {"income": "8万元"}},
        ]
        found = law(tmp_path, self.FINE).decide(persons=persons)
        boss, other = (measure(found, "persons", role) for role in ("main_responsible", "directly_responsible"))
        assert boss.hole is not None
        assert (boss.applies, boss.hole.kind, boss.hole.terms) == (
            Applies.YES,
            HoleKind.MISSING,
            ("person.income",),
        )
        assert (other.applies, other.open_on) == (Applies.OPEN, ("person.intentional",))

    def test_a_role_that_decides(self, tmp_path: Path) -> None:
        text = clause(
            "{id: persons, kind: fine, addressee: [main_responsible, driver], per_person: true, amount: "
            "{switch: [{when: {person.role: main_responsible}, exactly: 1万元}, {otherwise: true, exactly: 1000元}]}}"
        )
        found = law(tmp_path, text).decide(persons=[{"role": "main_responsible"}, {"role": "driver"}])
        assert shown(found) == {"persons.main_responsible": "yes [10000]", "persons.driver": "yes [1000]"}

    def test_the_age_of_a_person(self, tmp_path: Path) -> None:
        text = clause(
            "{id: persons, kind: warning, addressee: [driver], per_person: true, when: {person.age: {at_least: 18}}}"
        )
        trade = law(tmp_path, text)
        for birth, expected in (("2008-03-05", {}), ("2008-03-04", {"persons.driver": "yes"})):
            assert shown(trade.decide(persons=[{"role": "driver", "facts": {"birth_date": birth}}])) == expected

    def test_a_share_of_the_fine_of_the_unit(self, tmp_path: Path) -> None:
        """对责任人员处单位罚款数额百分之五以上百分之十以下: an envelope until the fine is decided."""
        text = clause(
            "{id: fine, kind: fine, amount: {range: {at_least: 50万元, at_most: 100万元}}}",
            "{id: persons, kind: fine, addressee: [directly_responsible], per_person: true, "
            "amount: {scale: {of: fine, basis: decided, at_least: 5%, at_most: 10%}}}",
        )
        trade = law(tmp_path, text)
        persons = [{"role": "directly_responsible"}]
        found = trade.decide(persons=persons)
        one = measure(found, "persons", "directly_responsible")
        assert (found.outcome, shown(found)["persons.directly_responsible"], one.depends_on) == (
            Outcome.DETERMINED,
            "yes [25000, 100000]",
            "fine",
        )
        decided = trade.decide(persons=persons, imposed={"fine": "60万元"})
        assert shown(decided)["persons.directly_responsible"] == "yes [30000, 60000]"

    def test_decided_days_are_numbers(self, tmp_path: Path) -> None:
        text = clause(
            "{id: detention, kind: detention, days: {at_least: 5, at_most: 10}}",
            "{id: study, kind: order, object: 学习, days: {scale: {of: detention, basis: decided, exactly: 2倍}}}",
        )
        trade = law(tmp_path, text)
        assert shown(trade.decide()) == {"detention": "yes [5, 10]", "study": "yes [10, 20]"}
        assert shown(trade.decide(imposed={"detention": "7日"}))["study"] == "yes [14]"

    def test_a_scale_of_a_fine_without_range_waits(self, tmp_path: Path) -> None:
        text = clause(
            "{id: fine, kind: fine, mandate: may, amount: {delegated: true}}",
            "{id: gains, kind: confiscate_illegal_gains}",
            "{id: persons, kind: fine, addressee: [driver], amount: {scale: {of: fine, basis: decided, exactly: 5%}}}",
            "{id: others, kind: fine, addressee: [owner], amount: {scale: {of: gains, basis: decided, exactly: 5%}}}",
        )
        found = law(tmp_path, text).decide()
        holes = [measure(found, id_).hole for id_ in ("persons", "others")]
        assert [hole.kind for hole in holes if hole] == [HoleKind.DELEGATED, HoleKind.PENDING]


class TestExecution:
    TEXT = clause("{id: detention, kind: detention, days: {at_least: 5, at_most: 10}}", "{id: w, kind: warning}") + (
        """execution:
  - kind: detention
    not_executed_when: {party.age: {at_least: 70}}
    unless: {count: {event: past, within: 1年, at_least: 1}}
    cites: [trade_law#23]
"""
    )

    @pytest.mark.parametrize(
        ("birth", "past", "executed"),
        [
            ("1956-03-05", [], Applies.YES),  # seventy only on the day after the birthday
            ("1956-03-04", [], Applies.NO),
            ("1956-03-04", ["2025-03-05"], Applies.YES),
            ("1956-03-04", ["2025-03-04"], Applies.NO),
            ("1956-03-04", None, Applies.OPEN),
            (None, None, Applies.OPEN),
            (None, ["2026-01-01"], Applies.YES),
        ],
    )
    def test_decided_but_not_carried_out(
        self, tmp_path: Path, birth: str | None, past: list[str] | None, executed: Applies
    ) -> None:
        party = {"kind": "natural_person"} | ({"birth_date": birth} if birth else {})
        facts = {} if past is None else {"past": past}
        found = law(tmp_path, self.TEXT).decide(party=party, facts=facts)
        assert (measure(found, "detention").execution, measure(found, "w").execution) == (executed, None)

    def test_scenarios_that_differ_leave_it_open(self, tmp_path: Path) -> None:
        text = """
        branches:
          - {id: few, when: {workers: {below: 3}}, measures: [{id: detention, kind: detention, days: {exactly: 5}}]}
          - {id: many, measures: [{id: detention, kind: detention, days: {exactly: 10}}]}
        execution: [{kind: detention, not_executed_when: {workers: {below: 3}}, cites: [trade_law#23]}]
        """
        found = law(tmp_path, text).decide()
        assert (shown(found), measure(found, "detention").execution) == ({"detention": "yes [5, 10]"}, Applies.OPEN)


class TestAmounts:
    @pytest.mark.parametrize(
        ("amount", "facts", "range_"),
        [
            ("{range: {at_most: 3万元}}", {}, "yes (, 30000]"),
            ("{range: {above: 1万元, below: 3万元}}", {}, "yes (10000, 30000)"),
            ("{exactly: 200元}", {}, "yes [200]"),
            # 12,345.67元 的 40% 不是整分: 舍去，有利于当事人
            ("{times: {of: value, exactly: 40%}}", {"value": "12345.67元"}, "yes [4938.26]"),
            ("{times: {of: value, at_least: 30%, at_most: 70%}}", {"value": "0.05元"}, "yes [0.02, 0.03]"),
            ("{times: {of: value, above: 10%, below: 50%}}", {"value": "0.33元"}, "yes [0.04, 0.16]"),
            ("{times: {of: value, above: 10%, below: 50%}}", {"value": "1元"}, "yes (0.1, 0.5)"),
            ("{times: {of: value, at_least: 31%, at_most: 32%}}", {"value": "0.01元"}, "yes [0]"),
            ("{times: {of: value, at_least: 1倍, at_most: 3倍}, cap: {exactly: 3万元}}", {"value": "5万元"}, "yes [30000]"),
            ("{times: {of: value, at_least: 1倍, at_most: 3倍}, floor: {exactly: 1万元}}", {"value": "2000元"}, "yes [10000]"),
            (
                "{times: {of: value, at_least: 15倍, at_most: 30倍, deemed_at_least: {exactly: 10万元}}}",
                {"value": "99999.99元"},
                "yes [1500000, 3000000]",
            ),
            ("{per: {rate: {range: {at_least: 500元, at_most: 2000元}}, units: [workers, months]}}",
             {"workers": 3, "months": "4个月"}, "yes [6000, 24000]"),
            ("{per: {rate: {exactly: 100元}, units: [tonnes]}}", {"tonnes": "12.345"}, "yes [1234.5]"),
            ("{max_of: [{range: {at_most: 5000万元}}, {times: {of: value, at_most: 5%}}]}", {"value": "20亿元"}, "yes (, 100000000]"),
            ("{min_of: [{range: {at_most: 3万元}}, {times: {of: value, at_most: 3倍}}]}", {"value": "5000元"}, "yes (, 15000]"),
        ],
    )  # fmt: skip
    def test_exact_bounds_inwards_to_the_fen(
        self, tmp_path: Path, amount: str, facts: dict[str, object], range_: str
    ) -> None:
        trade = law(tmp_path, clause(f"{{id: fine, kind: fine, amount: {amount}}}"))
        found = trade.decide(facts=facts)
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": range_})

    def test_no_base_and_no_fallback_is_no_fine(self, tmp_path: Path) -> None:
        trade = law(tmp_path, clause("{id: fine, kind: fine, amount: {times: {of: value, at_most: 3倍}}}"))
        found = trade.decide(facts={"value": "0元"})
        one = measure(found, "fine")
        assert one.hole is not None
        assert (found.outcome, one.applies, one.hole.kind) == (Outcome.DETERMINED, Applies.NO, HoleKind.NO_BASE)
        assert shown(trade.decide(facts={"value": "0.01元"})) == {"fine": "yes (, 0.03]"}

    def test_a_base_that_cannot_be_found(self, tmp_path: Path) -> None:
        plain = law(tmp_path / "a", clause("{id: fine, kind: fine, amount: {times: {of: value, at_most: 3倍}}}"))
        found = plain.decide(facts={"value": "indeterminable"})
        one = measure(found, "fine")
        assert one.hole is not None
        assert (found.outcome, one.hole.kind, found.steps[-1][1]["on"]) == (
            Outcome.NEEDS_JUDGEMENT,
            HoleKind.INDETERMINABLE,
            ("indeterminable:fine",),
        )
        fallback = law(
            tmp_path / "b",
            clause(
                "{id: fine, kind: fine, amount: {switch: [{when: {value: indeterminable}, range: {at_least: 10万元, at_most: 20万元}},"
                " {otherwise: true, times: {of: value, at_most: 3倍}}]}}"
            ),
        )
        assert shown(fallback.decide(facts={"value": "indeterminable"})) == {"fine": "yes [100000, 200000]"}
        assert shown(fallback.decide(facts={"value": "1元"})) == {"fine": "yes (, 3]"}
        assert fallback.decide().outcome is Outcome.UNDETERMINED

    def test_an_amount_left_to_another_rule(self, tmp_path: Path) -> None:
        """可以处以罚款 without a number leaves the case determined; 处以罚款 does not."""
        may = law(tmp_path / "may", clause("{id: fine, kind: fine, mandate: may, amount: {delegated: true}}")).decide()
        assert (may.outcome, shown(may)) == (Outcome.DETERMINED, {"fine": "may"})
        shall = law(tmp_path / "shall", clause("{id: fine, kind: fine, amount: {delegated: true}}")).decide()
        assert (shall.outcome, shall.steps[-1][1]["on"]) == (Outcome.NEEDS_JUDGEMENT, ("delegated:fine",))

    def test_an_open_measure_does_not_ask_for_its_amount(self, tmp_path: Path) -> None:
        trade = law(
            tmp_path,
            clause("{id: fine, kind: fine, when: {judged: serious}, amount: {times: {of: value, at_most: 3倍}}}"),
        )
        found = trade.decide()
        one = measure(found, "fine")
        assert one.hole is not None
        assert (found.outcome, one.applies, one.hole.kind) == (Outcome.DETERMINED, Applies.OPEN, HoleKind.MISSING)
        assert trade.decide(judgements={"serious": True}).outcome is Outcome.UNDETERMINED

    def test_a_deemed_base_that_hangs_on_a_fact(self, tmp_path: Path) -> None:
        text = clause(
            "{id: fine, kind: fine, amount: {times: {of: value, at_least: 10倍, at_most: 20倍, deemed_at_least: "
            "{switch: [{when: {licensed: true}, exactly: 1万元}, {otherwise: true, exactly: 10万元}]}}}}"
        )
        trade = law(tmp_path, text)
        assert trade.decide(facts={"value": "1元"}).missing == ("licensed",)
        assert shown(trade.decide(facts={"value": "1元", "licensed": True})) == {"fine": "yes [100000, 200000]"}
        assert shown(trade.decide(facts={"value": "1元", "licensed": False})) == {"fine": "yes [1000000, 2000000]"}
        assert shown(trade.decide(facts={"value": "20万元", "licensed": True})) == {"fine": "yes [2000000, 4000000]"}

    def test_term_for_life(self, tmp_path: Path) -> None:
        found = law(tmp_path, clause("{id: ban, kind: ban_practice, life: true, addressee: [driver]}")).decide()
        one = measure(found, "ban")
        assert (one.life, one.addressee, one.mandate) == (True, (Addressee.DRIVER,), Mandate.SHALL)

    def test_every_detail_of_a_measure_is_kept(self, tmp_path: Path) -> None:
        text = clause(
            "{id: x, kind: restrict_employment, addressee: [driver], object: 车辆, scope: 客运, by: 公安机关, "
            "starts: 自决定作出之日起, joined: may_also, note: 说明, years: {at_least: 1, at_most: 3}, cites: [trade_law#9.2]}"
        )
        one = measure(law(tmp_path, text).decide(), "x")
        assert (one.object, one.scope, one.by, one.starts, one.note, one.joined) == (
            "车辆",
            "客运",
            "公安机关",
            "自决定作出之日起",
            "说明",
            "may_also",
        )
        assert ([cite.id for cite in one.cites], one.place.file) == (
            ["trade_law#9.2"],
            "violations/trade.2000-01-01.yaml",
        )

    def test_mitigation_of_a_daily_fine_needs_a_minimum(self, tmp_path: Path) -> None:
        text = clause("{id: daily, kind: daily_fine, mandate: may, starts: 自次日起, amount: {exactly: 1万元}}")
        assert shown(law(tmp_path, text).decide()) == {"daily": "may [10000]"}
