"""Old and new law: the general law by date, limitation, the lighter of two versions, what is not covered."""

from datetime import date
from pathlib import Path

import pytest
from tests.support import Law, cited, law, measure, shown, state, violation

from enforcement_norms.model.determination import Direction, Outcome

FINE = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}]}]\n"


def fine(amount: str) -> str:
    return f"branches: [{{measures: [{{id: fine, kind: fine, amount: {{{amount}}}}}]}}]\n"


def two_versions(folder: Path, old: str, new: str, ended: str = "ended: replaced_by\n") -> Law:
    """A clause that changed on 2026-05-01."""
    period = "{from: 2010-01-01, until: 2026-04-30}"
    files = {"violations/trade.2010-01-01.yaml": violation("trade", ended + old, period)}
    if new:
        files["violations/trade.2026-05-01.yaml"] = violation("trade", new, "{from: 2026-05-01}")
    return law(folder, files=files)


class TestGeneralLaw:
    def test_before_its_day_nothing_cites_the_law_of_2021(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        found = trade.decide(on="2021-07-13", decided="2021-07-14", facts={"illegal_gains": "1万元"})
        assert shown(found, general_law=True) == {"fine": "yes [10000]", "general_correction": "yes"}
        mine = {cite for cite in cited(found) if cite.startswith("administrative_penalty_law#")}
        assert mine == {f"administrative_penalty_law#{each}" for each in ("22", "23", "33", "38.2", "38.3", "42.1")}
        assert "exemption:no_fault" not in found.open_to_check
        assert "exemption:first_slight_corrected" not in found.open_to_check

    def test_from_its_day_it_fills_the_silence(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        found = trade.decide(on="2021-07-15", decided="2021-07-15", facts={"illegal_gains": "1万元"})
        assert shown(found, general_law=True) == {
            "fine": "yes [10000]",
            "general_correction": "yes",
            "general_gains": "yes (, 10000]",
        }
        assert [cite.id for cite in measure(found, "general_gains").cites] == ["administrative_penalty_law#28.2"]
        assert measure(found, "general_correction").general_law

    def test_an_earlier_act_keeps_the_old_burdens(self, tmp_path: Path) -> None:
        """An act of 14 July 2021 decided later: no confiscation under Art. 28 of the new law."""
        found = law(tmp_path, FINE).decide(on="2021-07-14", decided="2021-08-01", facts={"illegal_gains": "1万元"})
        assert "general_gains" not in shown(found, general_law=True)
        assert "administrative_penalty_law#28.2" not in cited(found)

    @pytest.mark.parametrize(
        ("on", "decided", "outcome"),
        [
            ("2021-07-14", "2021-07-14", Outcome.DETERMINED),
            ("2021-07-14", "2021-07-15", Outcome.EXEMPT),
            ("2021-07-15", "2021-07-15", Outcome.EXEMPT),
        ],
    )
    def test_what_favours_the_party_reaches_earlier_acts(
        self, tmp_path: Path, on: str, decided: str, outcome: Outcome
    ) -> None:
        found = law(tmp_path, FINE).decide(on=on, decided=decided, circumstances={"no_fault": "证据1"})
        assert found.outcome is outcome
        if outcome is Outcome.EXEMPT:
            assert found.exemption is not None
            assert [cite.id for cite in found.exemption.cites] == ["administrative_penalty_law#33.2"]
            assert set(shown(found, general_law=True)) == {"general_correction", "education"}

    def test_a_rule_of_both_laws_is_cited_from_that_of_the_act(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        for on, decided, article in (
            ("2021-01-01", "2021-06-01", "administrative_penalty_law#27.2"),
            ("2021-01-01", "2021-08-01", "administrative_penalty_law#27.2"),
            ("2021-08-01", "2021-09-01", "administrative_penalty_law#33.1"),
        ):
            found = trade.decide(on=on, decided=decided, circumstances={"minor_corrected_harmless": "证据"})
            assert found.exemption is not None
            assert (found.outcome, [cite.id for cite in found.exemption.cites]) == (Outcome.EXEMPT, [article])

    def test_a_first_slight_violation_may_go_unpunished_since_2021(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        said = {"first_slight_corrected": "证据"}
        assert trade.decide(on="2021-01-01", decided="2021-06-01", circumstances=said).outcome is Outcome.DETERMINED
        found = trade.decide(on="2021-08-01", decided="2021-09-01", circumstances=said)
        assert (found.outcome, [option.exempt for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            ["first_slight_corrected", ""],
        )
        assert set(shown(found.options[0])) == {"education"}

    def test_heavier_in_an_emergency_only_for_acts_since_2021(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        said = {"emergency_measures_breached": "证据"}
        before = trade.decide(on="2021-07-14", decided="2021-08-01", circumstances=said)
        after = trade.decide(on="2021-07-15", decided="2021-08-01", circumstances=said)
        assert (before.direction, after.direction) == (Direction.WHOLE, Direction.HEAVIER)

    def test_a_continuing_act_is_judged_by_its_last_day(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        for ended_on, applies in (("2021-07-14", False), ("2021-07-15", True)):
            found = trade.decide("2020-01-01", "2021-08-01", ended_on=ended_on, facts={"illegal_gains": "1万元"})
            assert ("general_gains" in shown(found, general_law=True)) is applies


class TestLimitation:
    @pytest.mark.parametrize(
        ("on", "discovered", "outcome"),
        [
            ("2019-03-05", "2021-03-05", Outcome.DETERMINED),
            ("2019-03-05", "2021-03-06", Outcome.EXEMPT),
            ("2024-02-29", "2026-02-28", Outcome.DETERMINED),
            ("2024-02-29", "2026-03-01", Outcome.EXEMPT),
        ],
    )
    def test_two_years(self, tmp_path: Path, on: str, discovered: str, outcome: Outcome) -> None:
        found = law(tmp_path, FINE).decide(on=on, discovered_on=discovered)
        assert found.outcome is outcome
        if found.exemption is not None:
            article = "29.1" if on < "2021-07-15" else "36.1"
            assert (found.exemption.id, [cite.id for cite in found.exemption.cites]) == (
                "limitation",
                [f"administrative_penalty_law#{article}"],
            )
            assert shown(found, general_law=True) == {}

    @pytest.mark.parametrize(
        ("on", "harm", "discovered", "outcome"),
        [
            ("2021-07-15", True, "2026-07-15", Outcome.DETERMINED),
            ("2021-07-15", True, "2026-07-16", Outcome.EXEMPT),
            ("2021-07-15", False, "2023-07-16", Outcome.EXEMPT),
            ("2021-07-15", False, "2023-07-15", Outcome.DETERMINED),
            ("2021-07-14", True, "2023-07-15", Outcome.EXEMPT),
        ],
    )
    def test_five_years_for_life_and_health_with_consequences(
        self, tmp_path: Path, on: str, discovered: str, outcome: Outcome, harm: bool
    ) -> None:
        trade = law(tmp_path, "life_health_or_finance: true\n" + FINE)
        said = {"harmful_consequence": "证据"} if harm else {}
        found = trade.decide(on=on, decided="2026-08-01", discovered_on=discovered, circumstances=said)
        assert found.outcome is outcome

    def test_two_years_where_life_and_health_are_not_concerned(self, tmp_path: Path) -> None:
        found = law(tmp_path, FINE).decide(
            on="2022-01-01", discovered_on="2024-01-02", circumstances={"harmful_consequence": "证据"}
        )
        assert found.outcome is Outcome.EXEMPT

    @pytest.mark.parametrize(
        ("discovered", "outcome"), [("2026-02-28", Outcome.DETERMINED), ("2026-03-01", Outcome.EXEMPT)]
    )
    def test_six_months_where_the_sector_law_says_so(self, tmp_path: Path, discovered: str, outcome: Outcome) -> None:
        rules = """
        - id: short
          instrument: trade_law
          in_force: {from: 2000-01-01}
          cites: [trade_law#22]
          limitation: [{months: 6, cites: [trade_law#22.1]}]
        """
        trade = law(tmp_path, FINE, {"instrument_rules.yaml": rules})
        found = trade.decide(on="2025-08-31", discovered_on=discovered)
        assert found.outcome is outcome
        if found.exemption is not None:
            assert [cite.id for cite in found.exemption.cites] == ["trade_law#22.1"]

    def test_the_filing_counts_where_no_discovery_is_given(self, tmp_path: Path) -> None:
        trade = law(tmp_path, FINE)
        assert trade.decide(on="2022-01-01", filed_on="2024-01-02").outcome is Outcome.EXEMPT
        assert trade.decide(on="2022-01-01", filed_on="2024-01-02", discovered_on="2024-01-01").exemption is None

    def test_a_continuing_act_counts_from_its_end(self, tmp_path: Path) -> None:
        found = law(tmp_path, FINE).decide(on="2020-01-01", ended_on="2024-01-01", discovered_on="2026-01-01")
        assert found.outcome is Outcome.DETERMINED


class TestLighterLaw:
    def test_the_old_one_where_the_new_is_heavier(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, fine("range: {at_most: 1万元}"), fine("range: {at_most: 5万元}"))
        found = trade.decide(on="2026-03-05", decided="2026-06-01")
        assert found.versions is not None
        assert (found.version, shown(found), found.versions.lighter, found.versions.why) == (
            date(2010, 1, 1),
            {"fine": "yes (, 10000]"},
            "old",
            ("heavier:fine",),
        )
        assert [state(one) for one in found.versions.other_penalties if one.id == "fine"] == ["yes (, 50000]"]

    def test_the_new_one_where_it_is_lighter(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, fine("range: {at_most: 5万元}"), fine("range: {at_most: 1万元}"))
        found = trade.decide()
        assert found.versions is not None
        assert (found.version, shown(found), found.versions.lighter) == (
            date(2026, 5, 1),
            {"fine": "yes (, 10000]"},
            "new",
        )

    def test_each_day_has_its_law(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, fine("exactly: 1万元"), fine("exactly: 5万元"))
        assert shown(trade.decide(on="2026-04-30", decided="2026-04-30")) == {"fine": "yes [10000]"}
        assert shown(trade.decide(on="2026-04-30", decided="2026-05-01")) == {"fine": "yes [10000]"}
        assert shown(trade.decide(on="2026-05-01", decided="2026-05-01")) == {"fine": "yes [50000]"}
        assert trade.decide(on="2026-05-01", decided="2026-05-01").versions is None
        assert shown(trade.decide(on="2026-04-01", ended_on="2026-05-01")) == {"fine": "yes [50000]"}

    @pytest.mark.parametrize(
        ("old", "new", "lighter"),
        [
            ("range: {at_least: 1万元, at_most: 5万元}", "range: {at_least: 2万元, at_most: 5万元}", "old"),
            ("range: {at_least: 2万元, at_most: 5万元}", "range: {at_least: 1万元, at_most: 5万元}", "new"),
            # 上限优先：上限低的轻，下限不再比
            ("range: {at_least: 1万元, at_most: 5万元}", "range: {at_least: 2万元, at_most: 4万元}", "new"),
            ("range: {at_most: 5万元}", "range: {at_least: 1万元, at_most: 5万元}", "old"),
            ("range: {at_most: 5万元}", "range: {below: 5万元}", "new"),
            ("range: {at_least: 1万元, at_most: 5万元}", "range: {above: 1万元, at_most: 5万元}", "old"),
            ("times: {of: value, at_least: 1倍}", "times: {of: value, at_least: 1倍, at_most: 9倍}", "new"),
            ("range: {at_most: 5万元}", "range: {at_most: 5万元}", "equal"),
        ],
    )
    def test_first_the_maximum_then_the_minimum(self, tmp_path: Path, old: str, new: str, lighter: str) -> None:
        found = two_versions(tmp_path, fine(old), fine(new)).decide(facts={"value": "1000元"})
        assert found.versions is not None
        assert found.versions.lighter == lighter
        assert found.version == (date(2026, 5, 1) if lighter == "new" else date(2010, 1, 1))

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ("{id: fine, kind: fine, mandate: may, amount: {exactly: 1万元}}", "{id: fine, kind: fine, amount: {exactly: 1万元}}", "heavier:fine"),
            ("{id: ban, kind: ban_practice, years: {exactly: 5}}", "{id: ban, kind: ban_practice, life: true}", "heavier:ban_practice"),
            ("{one_of: [{id: w, kind: warning}, {id: c, kind: criticism}]}", "{id: w, kind: warning}", "heavier:warning"),
            ("{id: w, kind: warning}", "{all: [{id: w, kind: warning}, {id: permit, kind: revoke_permit}]}", "heavier:revoke_permit"),
            ("{all: [{id: w, kind: warning}, {id: permit, kind: revoke_permit}]}", "{id: w, kind: warning}", "lighter:revoke_permit"),
            ("{id: w, kind: warning}", "{id: w, kind: warning, addressee: [driver]}", "heavier:warning"),
            ("{id: a, kind: confiscate_illegal_property, object: 货物}", "{id: a, kind: confiscate_illegal_property, mandate: may, object: 货物}", "lighter:confiscate_illegal_property"),
        ],
    )  # fmt: skip
    def test_kind_mandate_addressee_and_term_count(self, tmp_path: Path, old: str, new: str, why: str) -> None:
        clause = "branches: [{{measures: [{}]}}]\n"
        found = two_versions(tmp_path, clause.format(old), clause.format(new)).decide()
        assert found.versions is not None
        assert why in found.versions.why

    def test_things_confiscated_are_compared_thing_by_thing(self, tmp_path: Path) -> None:
        """The goods stay goods and the tools tools, whatever their order."""
        goods = "{id: a, kind: confiscate_illegal_property, object: 货物}"
        tools = "{id: b, kind: confiscate_illegal_property, object: 工具, mandate: may}"
        other = "{id: c, kind: confiscate_illegal_property, object: 原料}"
        clause = "branches: [{{measures: [{}, {}]}}]\n"
        same = two_versions(tmp_path / "same", clause.format(goods, tools), clause.format(tools, goods)).decide()
        assert same.versions is not None
        assert same.versions.lighter == "equal"
        graver = two_versions(tmp_path / "more", clause.format(goods, tools), clause.format(goods, other)).decide()
        assert graver.versions is not None
        assert graver.versions.lighter == "old"

    def test_opposed_movements_are_for_an_official(self, tmp_path: Path) -> None:
        old = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 5万元}}}]}]\n"
        new = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 1万元}}}, {id: permit, kind: revoke_permit}]}]\n"
        found = two_versions(tmp_path, old, new).decide()
        assert found.versions is not None
        assert (found.outcome, found.versions.lighter, [option.version for option in found.options]) == (
            Outcome.NEEDS_JUDGEMENT,
            "opposed",
            [date(2010, 1, 1), date(2026, 5, 1)],
        )
        assert [shown(option) for option in found.options] == [
            {"fine": "yes (, 50000]"},
            {"fine": "yes (, 10000]", "permit": "yes"},
        ]

    @pytest.mark.parametrize(
        ("old", "new"),
        [("delegated: true", "range: {at_least: 5万元, at_most: 20万元}"), ("exactly: 200元", "delegated: true")],
    )
    def test_an_amount_left_to_another_rule_is_never_guessed(self, tmp_path: Path, old: str, new: str) -> None:
        """A fine that a province sets stands against one in the law: which is lighter, an official judges."""
        found = two_versions(tmp_path, fine(old), fine(new)).decide()
        assert found.versions is not None
        assert (found.outcome, found.versions.lighter, found.versions.why) == (
            Outcome.NEEDS_JUDGEMENT,
            "opposed",
            ("unknown:fine",),
        )
        assert [option.version for option in found.options] == [date(2010, 1, 1), date(2026, 5, 1)]

    def test_a_multiple_of_an_income_that_nobody_gave(self, tmp_path: Path) -> None:
        """Of a person whose income is not known, the same multiple is the same fine, another one is not known."""
        clause = (
            "branches: [{{measures: [{{id: fine, kind: fine, amount: {{exactly: 200元}}}}, {{id: persons, kind: fine, "
            "addressee: [driver], per_person: true, amount: {{times: {{of: person.income, at_most: {}}}}}}}]}}]\n"
        )
        for new, lighter in (("2倍", "equal"), ("3倍", "opposed")):
            trade = two_versions(tmp_path / new, clause.format("2倍"), clause.format(new))
            found = trade.decide(persons=[{"role": "driver"}])
            assert found.versions is not None
            assert found.versions.lighter == lighter
            known = trade.decide(persons=[{"role": "driver", "facts": {"income": "1万元"}}])
            assert known.versions is not None
            assert known.versions.lighter == ("equal" if new == "2倍" else "old")

    def test_where_both_leave_it_to_another_rule_nothing_has_moved(self, tmp_path: Path) -> None:
        found = two_versions(tmp_path, fine("delegated: true"), fine("delegated: true")).decide()
        assert found.versions is not None
        assert (found.version, found.versions.lighter) == (date(2010, 1, 1), "equal")

    def test_an_unknown_amount_beside_a_kind_that_fell_away(self, tmp_path: Path) -> None:
        old = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}, {id: permit, kind: revoke_permit}]}]\n"
        found = two_versions(tmp_path, old, fine("delegated: true")).decide()
        assert found.versions is not None
        assert (found.versions.lighter, found.versions.why) == ("opposed", ("unknown:fine", "lighter:revoke_permit"))

    def test_what_is_confiscated_of_a_fact_not_known(self, tmp_path: Path) -> None:
        """所收费用 of which nobody knows the amount against 违法所得 that are known."""
        clause = "branches: [{{measures: [{{id: gains, kind: confiscate_illegal_gains{}}}]}}]\n"
        old, new = clause.format(", object: 费用, amount: {times: {of: value, exactly: 100%}}"), clause.format("")
        trade = two_versions(tmp_path, old, new)
        for facts, lighter in (
            ({"illegal_gains": "1万元", "refunded": "0元"}, "opposed"),
            ({"illegal_gains": "1万元", "refunded": "0元", "value": "1万元"}, "equal"),
            ({"illegal_gains": "1万元", "refunded": "0元", "value": "2万元"}, "new"),
        ):
            found = trade.decide(facts=facts)
            assert found.versions is not None
            assert found.versions.lighter == lighter
        goods = clause.replace("gains", "property").format(", object: 货物")
        unknown = two_versions(tmp_path / "goods", goods, goods).decide()
        assert unknown.versions is not None
        assert unknown.versions.lighter == "equal"

    def test_opposed_laws_that_themselves_leave_a_choice(self, tmp_path: Path) -> None:
        old = (
            "branches:\n"
            "  - {when: {judged: vile}, measures: [{id: fine, kind: fine, amount: {exactly: 9万元}}]}\n"
            "  - {measures: [{id: fine, kind: fine, amount: {exactly: 5万元}}]}\n"
        )
        new = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 1万元}}, {id: permit, kind: revoke_permit}]}]\n"
        found = two_versions(tmp_path, old, new).decide()
        assert [shown(option)["fine"] for option in found.options] == ["yes [90000]", "yes [50000]", "yes [10000]"]

    def test_exempt_under_one_law_is_lightest(self, tmp_path: Path) -> None:
        exempt = FINE + (
            "exempt: [{id: helped, title: 协助, effect: shall_exempt, when: {circumstance: helped}, cites: [trade_law#30]}]\n"
        )
        said = {"helped": "证据"}
        new = two_versions(tmp_path / "new", FINE, exempt).decide(circumstances=said)
        old = two_versions(tmp_path / "old", exempt, FINE).decide(circumstances=said)
        assert new.versions is not None
        assert old.versions is not None
        assert (new.outcome, new.versions.why, new.version) == (
            Outcome.EXEMPT,
            ("lighter:exempt",),
            date(2026, 5, 1),
        )
        assert (old.outcome, old.versions.why, old.version) == (Outcome.EXEMPT, ("heavier:exempt",), date(2010, 1, 1))

    def test_exempt_under_one_law_settles_what_the_other_leaves_open(self, tmp_path: Path) -> None:
        exempt = FINE + (
            "exempt: [{id: helped, title: 协助, effect: shall_exempt, when: {circumstance: helped}, cites: [trade_law#30]}]\n"
        )
        found = two_versions(tmp_path, fine("times: {of: value, at_most: 3倍}"), exempt).decide(
            circumstances={"helped": "证据"}
        )
        assert (found.outcome, found.missing) == (Outcome.EXEMPT, ())

    def test_what_is_missing_under_either_law_is_asked_for(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, fine("exactly: 1万元"), fine("times: {of: value, at_most: 3倍}"))
        found = trade.decide()
        assert found.versions is not None
        assert (found.outcome, found.missing, found.questions, found.versions.lighter) == (
            Outcome.UNDETERMINED,
            ("value",),
            ("value",),
            "unknown",
        )
        assert trade.decide(facts={"value": "1000元"}).version == date(2026, 5, 1)
        assert trade.decide(facts={"value": "1万元"}).version == date(2010, 1, 1)

    @pytest.mark.parametrize(
        ("value", "outcome", "missing"),
        [("1万元", Outcome.DETERMINED, ()), ("10001元", Outcome.UNDETERMINED, ("licensed",))],
    )
    def test_what_was_not_unlawful_asks_nothing_of_the_later_law(
        self, tmp_path: Path, value: str, outcome: Outcome, missing: tuple[str, ...]
    ) -> None:
        """Up to ten thousand nothing was forbidden: the fact that the new law asks cannot matter."""
        old = "when: {value: {above: 1万元}}\n" + fine("range: {at_most: 5万元}")
        new = "when: {licensed: false}\n" + fine("range: {at_most: 5万元}")
        found = two_versions(tmp_path, old, new).decide(facts={"value": value})
        assert (found.outcome, found.missing, found.questions) == (outcome, missing, missing)
        assert found.versions is not None
        if outcome is Outcome.DETERMINED:
            assert (found.version, shown(found), found.versions.lighter) == (date(2010, 1, 1), {}, "old")
            assert [state(one) for one in found.versions.other_penalties if one.id == "fine"] == ["open (, 50000]"]

    @pytest.mark.parametrize("licensed", [True, False])
    def test_what_was_not_unlawful_stays_so_whatever_the_answer(self, tmp_path: Path, licensed: bool) -> None:
        old = "when: {value: {above: 1万元}}\n" + fine("range: {at_most: 5万元}")
        new = "when: {licensed: false}\n" + fine("range: {at_most: 5万元}")
        trade = two_versions(tmp_path, old, new)
        asked = trade.decide(facts={"value": "1万元"})
        answered = trade.decide(facts={"value": "1万元", "licensed": licensed})
        assert (asked.outcome, asked.version, asked.penalties) == (
            answered.outcome,
            answered.version,
            answered.penalties,
        )

    def test_what_was_not_unlawful_leaves_its_gains_too(self, tmp_path: Path) -> None:
        old = "when: {value: {above: 1万元}}\n" + fine("range: {at_most: 5万元}")
        new = "when: {licensed: false}\n" + fine("range: {at_most: 5万元}")
        trade = two_versions(tmp_path, old, new)
        found = trade.decide(facts={"value": "1万元", "illegal_gains": "1万元"})
        assert (found.outcome, found.missing, shown(found, general_law=True)) == (Outcome.DETERMINED, (), {})
        unlawful = trade.decide(facts={"value": "2万元", "illegal_gains": "1万元", "licensed": False})
        assert shown(unlawful, general_law=True) == {
            "fine": "yes (, 50000]",
            "general_correction": "yes",
            "general_gains": "yes (, 10000]",
        }

    def test_repealed_is_no_longer_unlawful(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, FINE, "", ended="ended: repealed\n")
        assert trade.decide(decided="2026-04-30").outcome is Outcome.DETERMINED
        found = trade.decide(decided="2026-05-01")
        assert found.exemption is not None
        assert (found.outcome, shown(found, general_law=True), found.exemption.id) == (
            Outcome.EXEMPT,
            {},
            "no_longer_unlawful",
        )
        assert found.versions is not None
        assert [one.id for one in found.versions.other_penalties][:1] == ["fine"]

    def test_repealed_while_facts_are_missing(self, tmp_path: Path) -> None:
        found = two_versions(tmp_path, fine("times: {of: value, at_most: 3倍}"), "", ended="ended: repealed\n").decide()
        assert (found.outcome, found.missing, found.questions, found.options) == (Outcome.EXEMPT, (), (), ())

    def test_a_later_law_that_nobody_encoded_is_said(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, FINE, "", ended="ended: not_encoded\n")
        found = trade.decide()
        assert (found.outcome, [conflict.reason for conflict in found.conflicts]) == (
            Outcome.NEEDS_JUDGEMENT,
            ["later_version_not_encoded"],
        )
        assert shown(found) == {"fine": "yes [10000]"}

    def test_an_open_case_stays_open_before_a_law_not_encoded(self, tmp_path: Path) -> None:
        trade = two_versions(tmp_path, fine("times: {of: value, at_most: 3倍}"), "", ended="ended: not_encoded\n")
        assert trade.decide().outcome is Outcome.UNDETERMINED

    @pytest.mark.parametrize(
        ("amount", "violation_id", "range_"),
        [("2万元", "trial.trade", "yes [10000]"), ("5000元", "trial.commerce", "yes [5000]")],
    )
    def test_a_violation_that_lives_on_under_another_name(
        self, tmp_path: Path, amount: str, violation_id: str, range_: str
    ) -> None:
        ended = "ended: replaced_by\nreplaced_by: commerce\n"
        old = violation("trade", ended + FINE, "{from: 2010-01-01, until: 2026-04-30}")
        new = violation("commerce", fine(f"exactly: {amount}"), "{from: 2026-05-01}")
        files = {"violations/trade.2010-01-01.yaml": old, "violations/commerce.2026-05-01.yaml": new}
        found = law(tmp_path, files=files).decide()
        assert (found.violation, shown(found)) == (violation_id, {"fine": range_})

    def test_a_follower_not_yet_in_force_does_not_count(self, tmp_path: Path) -> None:
        ended = "ended: replaced_by\nreplaced_by: commerce\n"
        old = violation("trade", ended + FINE, "{from: 2010-01-01, until: 2026-04-30}")
        new = violation("commerce", FINE, "{from: 2026-09-01}")
        files = {"violations/trade.2010-01-01.yaml": old, "violations/commerce.2026-09-01.yaml": new}
        found = law(tmp_path, files=files).decide()
        assert [conflict.reason for conflict in found.conflicts] == ["later_version_not_encoded"]


class TestHigherLaw:
    HIGHER = violation(
        "higher", fine("range: {at_least: 1万元, at_most: 10万元}"), "{from: 2020-01-01}", "trade_law#95"
    )
    LOWER = violation(
        "trade",
        "outranked_by: {cite: trade_law#95, reason: 下位法越出上位法的幅度, violation: higher}\n"
        + fine("range: {at_least: 10万元, at_most: 50万元}"),
        basis="trade_rules#46",
    )

    def test_the_higher_law_is_applied_and_both_are_shown(self, tmp_path: Path) -> None:
        files = {"violations/higher.2020-01-01.yaml": self.HIGHER, "violations/trade.2000-01-01.yaml": self.LOWER}
        trade = law(tmp_path, files=files)
        found = trade.decide()
        assert (found.violation, shown(found)) == ("trial.higher", {"fine": "yes [10000, 100000]"})
        assert [(conflict.what, conflict.reason) for conflict in found.conflicts] == [
            ("trade", "下位法越出上位法的幅度")
        ]
        before = trade.decide(on="2019-12-31")
        assert (before.violation, shown(before)) == ("trial.trade", {"fine": "yes [100000, 500000]"})


def test_the_nearest_versions_are_named_where_none_is_in_force(tmp_path: Path) -> None:
    files = {
        "violations/trade.2010-01-01.yaml": violation(
            "trade", "ended: replaced_by\n" + FINE, "{from: 2010-01-01, until: 2015-12-31}"
        ),
        "violations/trade.2018-01-01.yaml": violation("trade", FINE, "{from: 2018-01-01}"),
    }
    trade = law(tmp_path, files=files)
    for on, nearest in (
        ("2017-12-31", ("2018-01-01..", "2010-01-01..2015-12-31")),
        ("2016-01-01", ("2010-01-01..2015-12-31", "2018-01-01..")),
        ("2009-12-31", ("2010-01-01..2015-12-31", "2018-01-01..")),
    ):
        found = trade.decide(on=on)
        assert (found.outcome, found.steps[0][1]["nearest"]) == (Outcome.NOT_COVERED, nearest)
