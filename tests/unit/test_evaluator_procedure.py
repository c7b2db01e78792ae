"""What follows in procedure: hearing, summary procedure, legal review, deliberation, transfer, by date and place."""

from pathlib import Path
from typing import Any

import pytest
from tests.support import Law, answer_on, general, law, steps, violation

from enforcement_norms.model.rules import Step

HEARING = """
- id: sector_hearing
  step: hearing
  in_force: {from: 2000-01-01}
  cites: [trade_law#50]
  any:
    - {kinds: [revoke_permit, suspend_business, close_down], cites: [trade_law#50.1]}
    - {kinds: [fine], party: [natural_person], at_least: 1万元}
    - {kinds: [fine], party: [legal_person, other_organization], above: 10万元}
"""
UNIT = {"kind": "legal_person"}
PERSON = {"kind": "natural_person"}
NO_GAINS = {"illegal_gains": "0元"}
"""Otherwise a confiscation of gains may be due by the general law, and with it another procedure."""


def clause(*measures: str) -> str:
    return "branches:\n  - measures:\n" + "".join(f"      - {each}\n" for each in measures)


def fine(amount: str, more: str = "") -> str:
    return clause(f"{{id: fine, kind: fine, amount: {{{amount}}}{more}}}")


def with_hearing(folder: Path, text: str, rules: str = HEARING, **files: str) -> Law:
    return law(folder, text, {"procedure.yaml": rules, **files})


class TestThresholds:
    @pytest.mark.parametrize(
        ("amount", "party", "answer"),
        [
            ("range: {at_least: 1万元, at_most: 2万元}", PERSON, "yes"),
            ("range: {at_least: 9999.99元, at_most: 2万元}", PERSON, "unknown"),
            ("range: {at_least: 5000元, below: 1万元}", PERSON, "no"),
            ("range: {at_most: 1万元}", PERSON, "unknown"),
            ("exactly: 10万元", UNIT, "no"),
            ("range: {above: 10万元, at_most: 20万元}", UNIT, "yes"),
            ("range: {at_least: 10万元, at_most: 20万元}", UNIT, "unknown"),
            ("range: {at_most: 10万元}", UNIT, "no"),
            ("range: {at_least: 20万元}", UNIT, "yes"),
            ("range: {at_least: 1万元}", UNIT, "unknown"),
            ("exactly: 20万元", {"kind": "individual_business"}, "no"),
            ("exactly: 20万元", {}, "unknown"),
        ],
    )
    def test_for_every_amount_in_the_range(
        self, tmp_path: Path, amount: str, party: dict[str, str], answer: str
    ) -> None:
        found = with_hearing(tmp_path, fine(amount)).decide(party=party)
        assert steps(found)["hearing"] == answer

    @pytest.mark.parametrize(("decided", "answer"), [("9999.99元", "no"), ("1万元", "yes")])
    def test_the_fine_decided_settles_it(self, tmp_path: Path, decided: str, answer: str) -> None:
        trade = with_hearing(tmp_path, fine("range: {at_least: 5000元, at_most: 2万元}"))
        assert steps(trade.decide(party=PERSON))["hearing"] == "unknown"
        assert steps(trade.decide(party=PERSON, imposed={"fine": decided}))["hearing"] == answer

    @pytest.mark.parametrize(("decided", "answer"), [("9999.99元", "no"), ("1万元", "yes")])
    def test_a_fine_that_might_be_left_out_and_was_decided_is_sure(
        self, tmp_path: Path, decided: str, answer: str
    ) -> None:
        trade = with_hearing(
            tmp_path, clause("{id: fine, kind: fine, mandate: may, amount: {range: {at_most: 2万元}}}")
        )
        assert steps(trade.decide(party=PERSON))["hearing"] == "unknown"
        assert steps(trade.decide(party=PERSON, imposed={"fine": decided}))["hearing"] == answer

    def test_what_would_have_to_be_known(self, tmp_path: Path) -> None:
        trade = with_hearing(tmp_path, fine("range: {at_least: 5000元, at_most: 2万元}"))
        (answer,) = [each for each in trade.decide().procedure if each.step is Step.HEARING]
        assert (answer.answer, answer.rule, answer.needs) == ("unknown", "sector_hearing", ("party.kind", "fine"))

    def test_an_amount_that_is_not_known(self, tmp_path: Path) -> None:
        trade = with_hearing(tmp_path, fine("delegated: true", ", mandate: may"))
        assert steps(trade.decide(party=PERSON))["hearing"] == "unknown"

    def test_days_have_thresholds_too(self, tmp_path: Path) -> None:
        rules = HEARING + "    - {kinds: [suspend_permit], at_least: 3}\n"
        for months, answer in ((2, "no"), (3, "yes")):
            text = clause(f"{{id: s, kind: suspend_permit, months: {{exactly: {months}}}}}")
            assert steps(with_hearing(tmp_path / answer, text, rules).decide(party=UNIT))["hearing"] == answer

    def test_responsible_persons_are_natural_persons(self, tmp_path: Path) -> None:
        """The unit stays below its threshold, the person is above that for natural persons."""
        text = clause(
            "{id: fine, kind: fine, amount: {exactly: 5万元}}",
            "{id: persons, kind: fine, addressee: [driver], amount: {exactly: 1万元}}",
        )
        assert steps(with_hearing(tmp_path / "a", text).decide(party=UNIT))["hearing"] == "yes"
        below = text.replace("amount: {exactly: 1万元}", "amount: {exactly: 9999元}")
        assert steps(with_hearing(tmp_path / "b", below).decide(party=UNIT))["hearing"] == "no"


class TestWhatIsSure:
    @pytest.mark.parametrize(
        ("measures", "answer"),
        [
            (["{id: permit, kind: revoke_permit}"], "yes"),
            (["{id: permit, kind: revoke_permit, mandate: may}"], "unknown"),
            (["{id: permit, kind: revoke_permit, when: {judged: serious}}"], "unknown"),
            (["{id: warning, kind: warning}"], "no"),
            (["{one_of: [{id: permit, kind: revoke_permit}, {id: warning, kind: warning}]}"], "unknown"),
            (["{one_of: [{id: permit, kind: revoke_permit}, {id: closure, kind: suspend_business}]}"], "yes"),
            (["{up_to: [{id: closure, kind: suspend_business}, {id: permit, kind: revoke_permit}]}"], "yes"),
            (["{mandate: may, up_to: [{id: closure, kind: suspend_business}, {id: permit, kind: revoke_permit}]}"], "unknown"),
            (["{any_subset: [{id: closure, kind: suspend_business}, {id: permit, kind: revoke_permit}]}"], "unknown"),
            (["{one_of: [{id: permit, kind: revoke_permit}, {id: fine, kind: fine, amount: {exactly: 1万元}}]}"], "yes"),
            (["{one_of: [{id: permit, kind: revoke_permit}, {id: fine, kind: fine, amount: {exactly: 9999元}}]}"], "unknown"),
        ],
    )  # fmt: skip
    def test_a_hearing_right_hangs_on_what_must_be_done(self, tmp_path: Path, measures: list[str], answer: str) -> None:
        found = with_hearing(tmp_path, clause(*measures)).decide(party=PERSON)
        assert steps(found)["hearing"] == answer

    def test_the_article_of_the_trigger_is_cited(self, tmp_path: Path) -> None:
        found = with_hearing(tmp_path, clause("{id: permit, kind: revoke_permit}")).decide(party=UNIT)
        assert answer_on(found, Step.HEARING) == ("yes", "sector_hearing", "trade_law#50.1")

    def test_a_trigger_with_a_condition(self, tmp_path: Path) -> None:
        rules = """
        - id: grave
          step: collective_deliberation
          in_force: {from: 2000-01-01}
          cites: [trade_law#60]
          any: [{kinds: [fine], when: {licensed: false}}, {when: {judged: vile}, reason: 性质恶劣}]
        """
        trade = with_hearing(tmp_path, fine("exactly: 200元"), rules)
        step = "collective_deliberation"
        assert steps(trade.decide(facts={"licensed": False}))[step] == "yes"
        assert steps(trade.decide(facts={"licensed": True}))[step] == "unknown"
        assert steps(trade.decide(facts={"licensed": True}, judgements={"vile": False}))[step] == "no"
        assert steps(trade.decide(judgements={"vile": True}))[step] == "yes"
        (answer,) = [each for each in trade.decide().procedure if each.step is Step.COLLECTIVE_DELIBERATION]
        assert (answer.answer, answer.needs) == ("unknown", ("licensed",))


class TestSummaryProcedure:
    @pytest.mark.parametrize(
        ("measures", "party", "answer"),
        [
            (["{id: fine, kind: fine, amount: {exactly: 200元}}"], PERSON, "yes"),
            (["{id: fine, kind: fine, amount: {exactly: 200.01元}}"], PERSON, "no"),
            (["{id: fine, kind: fine, amount: {range: {at_most: 500元}}}"], PERSON, "unknown"),
            (["{id: fine, kind: fine, amount: {range: {above: 200元, at_most: 500元}}}"], PERSON, "no"),
            (["{id: fine, kind: fine, amount: {exactly: 3000元}}"], UNIT, "yes"),
            (["{id: fine, kind: fine, amount: {exactly: 3000.01元}}"], UNIT, "no"),
            (["{id: warning, kind: warning}"], UNIT, "yes"),
            (["{id: warning, kind: warning}", "{id: permit, kind: revoke_permit}"], UNIT, "no"),
            (["{id: warning, kind: warning}", "{id: permit, kind: revoke_permit, mandate: may}"], UNIT, "unknown"),
            (["{id: warning, kind: warning}", "{id: fine, kind: fine, mandate: may, amount: {exactly: 1万元}}"], UNIT, "unknown"),
            (["{id: permit, kind: revoke_permit}"], UNIT, "no"),
            (["{id: order, kind: order, object: 拆除}"], UNIT, "no"),
            (["{id: warning, kind: warning}"], {}, "unknown"),
        ],
    )  # fmt: skip
    def test_by_the_general_law(self, tmp_path: Path, measures: list[str], party: dict[str, str], answer: str) -> None:
        found = law(tmp_path, clause(*measures)).decide(party=party, facts=NO_GAINS)
        assert steps(found)["summary_procedure"] == answer

    def test_before_the_law_of_2021(self, tmp_path: Path) -> None:
        trade = law(tmp_path, fine("exactly: 200元"))
        for decided, answer, article in (
            ("2021-07-14", "no", "administrative_penalty_law#33"),
            ("2021-07-15", "yes", "administrative_penalty_law#51"),
        ):
            found = trade.decide(on="2021-07-01", decided=decided, party=PERSON, facts=NO_GAINS)
            assert answer_on(found, Step.SUMMARY_PROCEDURE)[::2] == (answer, article)

    def test_sector_law_goes_before_the_general_rule(self, tmp_path: Path) -> None:
        rules = """
        - id: on_the_spot
          step: summary_procedure
          in_force: {from: 2000-01-01}
          cites: [trade_law#107]
          any: [{kinds: [fine, warning], only_these_kinds: true, at_most: 500元}]
        """
        for amount, answer in (("500元", "yes"), ("501元", "no")):
            trade = with_hearing(tmp_path / amount, fine(f"exactly: {amount}"), rules)
            found = trade.decide(party=PERSON, facts=NO_GAINS)
            assert answer_on(found, Step.SUMMARY_PROCEDURE) == (answer, "on_the_spot", "trade_law#107")

    def test_incomplete_sector_law_leaves_the_rest_to_the_general_rule(self, tmp_path: Path) -> None:
        rules = """
        - id: on_the_spot
          step: summary_procedure
          in_force: {from: 2000-01-01}
          cites: [trade_law#107]
          complete: false
          any: [{kinds: [warning], only_these_kinds: true}]
        """
        trade = with_hearing(tmp_path, fine("exactly: 200元"), rules)
        assert answer_on(trade.decide(party=PERSON, facts=NO_GAINS), Step.SUMMARY_PROCEDURE)[:2] == (
            "yes",
            "summary_2021",
        )

    def test_gains_not_yet_known_may_exclude_it(self, tmp_path: Path) -> None:
        trade = law(tmp_path, fine("exactly: 200元"))
        assert steps(trade.decide(party=PERSON))["summary_procedure"] == "unknown"
        assert steps(trade.decide(party=PERSON, facts={"illegal_gains": "1元"}))["summary_procedure"] == "no"


class TestProvinces:
    def test_a_threshold_left_to_the_province_is_unknown_without_data(self, tmp_path: Path) -> None:
        found = law(tmp_path, fine("exactly: 100万元")).decide(party=UNIT, jurisdiction="511702")
        (answer,) = [each for each in found.procedure if each.step is Step.HEARING]
        assert (answer.answer, answer.needs) == ("unknown", ("hearing_fine",))

    @pytest.mark.parametrize(
        ("place", "amount", "answer"),
        [
            ("310101", "exactly: 5万元", "yes"),
            ("310101", "exactly: 49999.99元", "no"),
            ("440100", "exactly: 10万元", "yes"),
            ("440100", "exactly: 99999元", "no"),
            ("510000", "exactly: 10万元", "unknown"),
        ],
    )
    def test_a_province_that_has_given_it(self, tmp_path: Path, place: str, amount: str, answer: str) -> None:
        found = law(tmp_path, fine(amount)).decide(party=UNIT, jurisdiction=place, facts=NO_GAINS)
        assert steps(found)["hearing"] == answer

    def test_it_fills_no_more_than_was_left_open(self, tmp_path: Path) -> None:
        """The sector leaves it to the province for local organs only; a national one keeps its own threshold."""
        rules = """
        - id: sector_hearing
          step: hearing
          in_force: {from: 2000-01-01}
          cites: [trade_law#50]
          any:
            - {kinds: [fine], when: {licensed: true}, party: [legal_person], overlay: hearing_fine}
            - {kinds: [fine], when: {licensed: false}, at_least: 100万元}
        """
        trade = with_hearing(tmp_path, fine("exactly: 20万元"), rules)
        for licensed, party, answer in ((True, UNIT, "yes"), (False, UNIT, "no"), (True, PERSON, "no")):
            found = trade.decide(party=party, jurisdiction="310000", facts={"licensed": licensed})
            assert steps(found)["hearing"] == answer

    def test_an_overlay_gives_it(self, tmp_path: Path) -> None:
        from enforcement_norms.compiler import compile_norms
        from enforcement_norms.reader import merged, read_overlay

        folder = tmp_path / "sichuan"
        folder.mkdir()
        (folder / "sources.yaml").write_text(
            "sichuan_hearing_rules:\n  title: 四川省听证规定\n  kind: government_rule\n  issuer: 四川省人民政府\n"
            "  versions: [{text: 2022-01-01, from: 2022-01-01}]\n",
            encoding="utf-8",
        )
        (folder / "procedure.yaml").write_text(
            "- id: hearing_fine_510000\n  step: hearing\n  division: '510000'\n  fills: hearing_fine\n"
            "  in_force: {from: 2022-01-01}\n  cites: [sichuan_hearing_rules#3]\n"
            "  any: [{kinds: [fine], party: [legal_person], at_least: 3万元}]\n",
            encoding="utf-8",
        )
        trade = law(tmp_path, fine("exactly: 3万元"))
        packs = {"general": general(), "trial": trade.pack}
        wider = merged(general(), read_overlay(folder, packs))
        with_overlay = Law(compile_norms((wider, trade.pack)), trade.pack)
        found = with_overlay.decide(party=UNIT, jurisdiction="511702")
        assert answer_on(found, Step.HEARING) == ("yes", "hearing_2021", "sichuan_hearing_rules#3")
        assert steps(with_overlay.decide(party=UNIT, jurisdiction="500000"))["hearing"] == "unknown"
        apart = Law(compile_norms((general(), trade.pack), (read_overlay(folder, packs),)), trade.pack)
        assert steps(apart.decide(party=UNIT, jurisdiction="511702"))["hearing"] == "yes"

    def test_rules_of_a_division_and_of_an_instrument_go_first(self, tmp_path: Path) -> None:
        rules = HEARING + (
            "- id: city\n  step: hearing\n  division: '511700'\n  in_force: {from: 2000-01-01}\n  cites: [city_rules#5]\n"
            "  any: [{kinds: [fine], at_least: 100元}]\n"
            "- id: other_law\n  step: hearing\n  instruments: [trade_rules]\n  in_force: {from: 2000-01-01}\n"
            "  cites: [trade_rules#5]\n  any: [{kinds: [fine], at_least: 1元}]\n"
        )
        trade = with_hearing(tmp_path, fine("exactly: 200元"), rules)
        assert answer_on(trade.decide(party=UNIT, jurisdiction="511702"), Step.HEARING)[:2] == ("yes", "city")
        assert answer_on(trade.decide(party=UNIT), Step.HEARING)[:2] == ("no", "sector_hearing")
        rested = with_hearing(
            tmp_path / "rules",
            "",
            rules,
            **{"violations/trade.2000-01-01.yaml": violation("trade", fine("exactly: 200元"), basis="trade_rules#9")},
        )
        assert answer_on(rested.decide(party=UNIT), Step.HEARING)[:2] == ("yes", "other_law")


class TestDefaults:
    """市场监督管理行政处罚听证办法第五条第二款: a number of its own, unless the province has set another."""

    RULES = """
    - id: sector_hearing
      step: hearing
      in_force: {from: 2000-01-01}
      cites: [trade_law#50]
      any:
        - {kinds: [fine], party: [natural_person, individual_business], at_least: 1万元, default_for: hearing_fine}
        - {kinds: [fine], party: [legal_person, other_organization], at_least: 10万元, default_for: hearing_fine}
    """

    @pytest.mark.parametrize(
        ("place", "party", "amount", "answer", "article", "needs"),
        [
            ("511702", UNIT, "exactly: 10万元", "yes", "trade_law#50", ("hearing_fine",)),
            ("511702", UNIT, "exactly: 99999.99元", "no", "trade_law#50", ("hearing_fine",)),
            ("511702", PERSON, "exactly: 1万元", "yes", "trade_law#50", ("hearing_fine",)),
            ("310101", UNIT, "exactly: 5万元", "yes", "shanghai_hearing_rules#4", ()),
            ("310101", UNIT, "exactly: 49999.99元", "no", "trade_law#50", ()),
            ("310101", PERSON, "exactly: 5000元", "yes", "shanghai_hearing_rules#4", ()),
            ("440000", {"kind": "individual_business"}, "exactly: 9万元", "unknown", "guangdong_hearing_measures#7",
             ("individual_business_as_person",)),
        ],
    )  # fmt: skip
    def test_its_own_number_or_that_of_the_province(
        self,
        tmp_path: Path,
        place: str,
        party: dict[str, str],
        amount: str,
        answer: str,
        article: str,
        needs: tuple[str, ...],
    ) -> None:
        found = with_hearing(tmp_path, fine(amount), self.RULES).decide(
            party=party, jurisdiction=place, facts=NO_GAINS, decided="2026-06-01"
        )
        (hearing,) = [each for each in found.procedure if each.step is Step.HEARING]
        assert (hearing.answer, hearing.cites[0].id, hearing.needs) == (answer, article, needs)

    def test_without_such_a_measure_no_province_matters(self, tmp_path: Path) -> None:
        found = with_hearing(tmp_path, clause("{id: warning, kind: warning}"), self.RULES).decide(party=UNIT)
        (hearing,) = [each for each in found.procedure if each.step is Step.HEARING]
        assert (hearing.answer, hearing.needs) == ("no", ())


class TestTotals:
    """市场监督管理行政处罚听证办法第五条第一款第四项: 没收违法所得和非法财物价值总额."""

    RULES = """
    - id: sector_hearing
      step: hearing
      in_force: {from: 2000-01-01}
      cites: [trade_law#50]
      any:
        - kinds: [confiscate_illegal_gains, confiscate_illegal_property]
          party: [legal_person]
          at_least: 10万元
          total: true
        - {kinds: [confiscate_illegal_gains], party: [natural_person], at_least: 1万元, total: true}
    """
    GAINS = "{id: gains, kind: confiscate_illegal_gains}"
    FEES = "{id: fees, kind: confiscate_illegal_gains, object: 费用, amount: {times: {of: value, exactly: 100%}}}"
    GOODS = "{id: goods, kind: confiscate_illegal_property, object: 货物}"
    WORTH = "{id: worth, kind: confiscate_illegal_property, object: 工具, mandate: may, amount: {times: {of: loss, exactly: 100%}}}"

    @pytest.mark.parametrize(
        ("measures", "facts", "answer"),
        [
            ([GAINS, FEES], {"illegal_gains": "6万元", "refunded": "0元", "value": "4万元"}, "yes"),
            ([GAINS, FEES], {"illegal_gains": "6万元", "refunded": "0.01元", "value": "4万元"}, "no"),
            ([GAINS, FEES], {"illegal_gains": "6万元", "value": "4万元"}, "unknown"),
            ([GAINS, FEES], {"illegal_gains": "6万元", "refunded": "0元"}, "unknown"),
            ([GAINS, GOODS], {"illegal_gains": "10万元", "refunded": "0元"}, "yes"),
            ([GAINS, GOODS], {"illegal_gains": "99999.99元", "refunded": "0元"}, "unknown"),
            ([GAINS, WORTH], {"illegal_gains": "6万元", "refunded": "0元", "loss": "4万元"}, "unknown"),
            ([GAINS, WORTH], {"illegal_gains": "10万元", "refunded": "0元", "loss": "4万元"}, "yes"),
            ([GAINS, WORTH], {"illegal_gains": "6万元", "refunded": "0元", "loss": "3.9万元"}, "no"),
            ([GAINS], {"illegal_gains": "0元"}, "no"),
        ],
    )
    def test_what_is_confiscated_is_added_up(
        self, tmp_path: Path, measures: list[str], facts: dict[str, str], answer: str
    ) -> None:
        found = with_hearing(tmp_path, clause(*measures), self.RULES).decide(party=UNIT, facts=facts)
        assert steps(found)["hearing"] == answer

    def test_what_was_decided_counts(self, tmp_path: Path) -> None:
        trade = with_hearing(tmp_path, clause(self.GAINS, self.GOODS), self.RULES)
        said: dict[str, Any] = {"party": UNIT, "facts": {"illegal_gains": "6万元", "refunded": "0元"}}
        for goods, answer in (("4万元", "yes"), ("39999.99元", "no")):
            assert steps(trade.decide(imposed={"goods": goods}, **said))["hearing"] == answer

    def test_of_each_person_alone(self, tmp_path: Path) -> None:
        """Two persons of 6000元 each do not reach the threshold of one."""
        income = (
            "{id: income, kind: confiscate_illegal_gains, addressee: [driver], per_person: true, object: 收入, "
            "amount: {times: {of: person.income, exactly: 100%}}}"
        )
        trade = with_hearing(tmp_path, clause(income, "{id: fine, kind: fine, amount: {exactly: 200元}}"), self.RULES)
        for one, other, answer in (("6000元", "6000元", "no"), ("6000元", "1万元", "yes")):
            persons = [
                {"id": id_, "role": "driver", "facts": {"income": sum_}} for id_, sum_ in (("甲", one), ("乙", other))
            ]
            found = trade.decide(party=UNIT, persons=persons, facts=NO_GAINS)
            assert steps(found)["hearing"] == answer

    def test_like_cases_share_no_total_of_two_facts(self, tmp_path: Path) -> None:
        """A verdict is recalled for like cases; the total of two facts is each time its own."""
        trade = with_hearing(tmp_path, clause(self.GAINS, self.FEES), self.RULES)
        for gains, answer in (("5万元", "no"), ("6万元", "yes"), ("59999.99元", "no"), ("9万元", "yes")):
            facts = {"illegal_gains": gains, "refunded": "0元", "value": "4万元"}
            assert steps(trade.decide(party=UNIT, facts=facts))["hearing"] == answer


class TestReach:
    def test_a_trigger_for_some_articles(self, tmp_path: Path) -> None:
        """食品安全法实施条例第七十七条 reaches the article that it names only."""
        files = {
            "procedure.yaml": """
            - id: handover
              step: transfer
              in_force: {from: 2000-01-01}
              cites: [trade_law#77]
              any: [{when: {judged: serious}, only_for: [trade_law#9]}, {when: {judged: vile}, only_for: [trade_law#8.1]}]
              complete: false
            """,
            "violations/other.2000-01-01.yaml": violation(
                "other", clause("{id: warning, kind: warning}"), basis="trade_law#8.1.2"
            ),
        }
        trade = law(tmp_path, clause("{id: warning, kind: warning}"), files)
        for id_, reached in (("trade", "serious"), ("other", "vile")):
            for judged in ("serious", "vile"):
                found = trade.decide(violation=id_, judgements={judged: True, "excused": False})
                assert (steps(found)["transfer"] == "yes") is (judged == reached)

    def test_a_review_item_for_some_articles(self, tmp_path: Path) -> None:
        catalog = """
        id: major
        title: 目录
        in_force: {from: 2000-01-01}
        items:
          - id: item
            title: 事项
            cites: [trade_law#60]
            any: [{kinds: [warning], only_for: [trade_law#8]}, {kinds: [criticism], only_for: [trade_law#9]}]
        """
        for kind, answer in (("warning", "unknown"), ("criticism", "yes")):
            measures = clause(f"{{id: one, kind: {kind}}}")
            trade = law(tmp_path / kind, measures, {"review/major.2000-01-01.yaml": catalog})
            assert steps(trade.decide())["legal_review"] == answer


class TestReviewAndTransfer:
    CATALOG = """
    id: major
    title: 审核目录
    in_force: {from: 2022-01-01}
    items:
      - {id: large, title: 大额, any: [{kinds: [fine], at_least: 10万元}], cites: [trade_law#58]}
      - {id: permits, title: 许可, acts: [permit], any: [{kinds: [fine]}], cites: [trade_law#58]}
      - {id: rules, title: 条例, instruments: [trade_rules], any: [{kinds: [fine]}], cites: [trade_rules#58]}
    """

    def test_a_catalog_adds_to_the_general_rule(self, tmp_path: Path) -> None:
        for amount, answer, rule in (
            ("10万元", "yes", "major.large"),
            ("99999元", "unknown", "legal_review_2021"),
        ):
            trade = law(tmp_path / amount, fine(f"exactly: {amount}"), {"review/major.2022-01-01.yaml": self.CATALOG})
            assert answer_on(trade.decide(), Step.LEGAL_REVIEW)[:2] == (answer, rule)

    def test_a_catalog_counts_from_its_first_day(self, tmp_path: Path) -> None:
        """Also for a case that shares its verdict with one decided the day before."""
        trade = law(tmp_path, fine("exactly: 10万元"), {"review/major.2022-01-01.yaml": self.CATALOG})
        for decided, answer in (("2021-12-31", "unknown"), ("2022-01-01", "yes"), ("2021-12-31", "unknown")):
            found = trade.decide(on="2021-12-01", decided=decided)
            assert steps(found)["legal_review"] == answer

    def test_a_catalog_of_one_division_stays_there(self, tmp_path: Path) -> None:
        catalog = self.CATALOG.replace("title: 审核目录", "title: 审核目录\n    division: '510000'")
        trade = law(tmp_path, fine("exactly: 10万元"), {"review/major.2022-01-01.yaml": catalog})
        assert steps(trade.decide(jurisdiction="511702"))["legal_review"] == "yes"
        assert steps(trade.decide(jurisdiction="110000"))["legal_review"] == "unknown"

    def test_before_2021_every_ordinary_decision_was_reviewed(self, tmp_path: Path) -> None:
        found = law(tmp_path, fine("exactly: 200元")).decide(on="2021-01-01", decided="2021-07-14")
        assert answer_on(found, Step.LEGAL_REVIEW) == ("yes", "legal_review_2017", "administrative_penalty_law#38.3")

    @pytest.mark.parametrize(("crime", "answer"), [(True, "yes"), (False, "no"), (None, "no")])
    def test_a_suspected_crime_is_handed_over(self, tmp_path: Path, crime: bool | None, answer: str) -> None:
        trade = law(tmp_path, fine("exactly: 200元"))
        said = {} if crime is None else {"constitutes_crime": crime}
        assert steps(trade.decide(judgements=said))["transfer"] == answer

    def test_nothing_is_known_without_any_rule(self, tmp_path: Path) -> None:
        """Before 2018 the general pack says nothing: no rule, no answer."""
        found = law(tmp_path, fine("exactly: 200元")).decide(on="2017-01-01", decided="2017-06-01")
        assert set(steps(found).values()) == {"unknown"}
        assert answer_on(found, Step.HEARING) == ("unknown", "", "")
