"""What is still possible: scenarios that agree are one, the fewest questions, and what happens past the budget."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.support import agreed, law, shown

from enforcement_norms.evaluator import exploration
from enforcement_norms.evaluator.exploration import explore, fewest
from enforcement_norms.evaluator.values import values_of
from enforcement_norms.model.case import Case
from enforcement_norms.model.determination import Outcome

READINGS = """
readings:
  - id: all
    reason: 负有责任的都终身禁止
    branches:
      - measures:
          - {id: fine, kind: fine, amount: {exactly: 200元}}
          - {id: bar, kind: ban_practice, addressee: [driver], per_person: true, when: {licensed: true}, life: true}
  - id: guilty
    reason: 故意的才终身禁止
    branches:
      - measures:
          - {id: fine, kind: fine, amount: {exactly: 200元}}
          - id: bar
            kind: ban_practice
            addressee: [driver]
            per_person: true
            when: {licensed: true, person.intentional: true}
            life: true
"""


def driver(**facts: Any) -> dict[str, Any]:
    return {"role": "driver", "facts": facts}


class TestReadings:
    """安全生产法第九十四条第三款: two readings that differ only in a fact of the person."""

    @pytest.mark.parametrize(
        ("persons", "outcome"),
        [
            ([], Outcome.NEEDS_JUDGEMENT),
            ([driver()], Outcome.NEEDS_JUDGEMENT),
            ([driver(intentional=True)], Outcome.DETERMINED),
            ([driver(intentional=False)], Outcome.NEEDS_JUDGEMENT),
            ([driver(intentional=True), driver(intentional=True)], Outcome.DETERMINED),
            ([driver(intentional=True), driver(intentional=False)], Outcome.NEEDS_JUDGEMENT),
        ],
    )
    def test_they_are_compared_over_the_persons_of_the_case(
        self, tmp_path: Path, persons: list[dict[str, Any]], outcome: Outcome
    ) -> None:
        found = law(tmp_path, READINGS).decide(facts={"licensed": True}, persons=persons)
        assert found.outcome is outcome
        assert found.judgements == (("choice:reading",) if outcome is Outcome.NEEDS_JUDGEMENT else ())

    def test_where_the_measure_falls_for_another_reason_they_agree(self, tmp_path: Path) -> None:
        found = law(tmp_path, READINGS).decide(facts={"licensed": False}, persons=[driver(intentional=False)])
        assert (found.outcome, shown(found)) == (Outcome.DETERMINED, {"fine": "yes [200]"})

    def test_an_amount_of_the_person_is_compared_too(self, tmp_path: Path) -> None:
        clause = """
        readings:
          - id: any
            reason: 一律
            branches:
              - measures:
                  - {id: fine, kind: fine, amount: {exactly: 200元}}
                  - {id: persons, kind: fine, addressee: [driver], per_person: true, amount: {range: {at_most: 5万元}}}
          - id: graded
            reason: 故意的从高
            branches:
              - measures:
                  - {id: fine, kind: fine, amount: {exactly: 200元}}
                  - id: persons
                    kind: fine
                    addressee: [driver]
                    per_person: true
                    amount:
                      switch:
                        - {when: {person.intentional: true}, range: {at_most: 5万元}}
                        - {otherwise: true, range: {at_most: 1万元}}
        """
        trade = law(tmp_path, clause)
        same = trade.decide(persons=[driver(intentional=True)])
        assert (same.outcome, shown(same)["persons.driver"]) == (Outcome.DETERMINED, "yes (, 50000]")
        other = trade.decide(persons=[driver(intentional=False)])
        assert (other.outcome, len(other.options)) == (Outcome.NEEDS_JUDGEMENT, 2)


MENU = """
branches:
  - when: {licensed: true}
    measures:
      - {id: fine, kind: fine, amount: {exactly: 200元}}
      - one_of:
          - {id: warning, kind: warning}
          - all:
              - {id: stop, kind: suspend_business, when: {stage: overdue}}
              - {id: criticism, kind: criticism}
  - when: {licensed: false}
    measures:
      - {id: fine, kind: fine, amount: {exactly: 200元}}
      - one_of:
          - {id: warning, kind: warning}
          - {id: criticism, kind: criticism}
"""


class TestMenus:
    def test_what_is_off_the_table_is_no_part_of_the_choice(self, tmp_path: Path) -> None:
        """A menu with a member that falls away is the same menu as one that never had it."""
        trade = law(tmp_path, MENU)
        assert trade.decide(facts={"stage": "first"}).missing == ()
        assert trade.decide(facts={"stage": "overdue"}).missing == ("licensed",)

    def test_a_whole_part_that_is_off_the_table(self, tmp_path: Path) -> None:
        clause = """
        branches:
          - when: {licensed: true}
            measures:
              - one_of:
                  - {id: warning, kind: warning}
                  - {id: criticism, kind: criticism}
                  - all: [{id: stop, kind: suspend_business, when: {stage: overdue}}]
          - when: {licensed: false}
            measures: [{one_of: [{id: warning, kind: warning}, {id: criticism, kind: criticism}]}]
        """
        assert law(tmp_path, clause).decide(facts={"stage": "first"}).missing == ()


def table(rows: int) -> str:
    """A clause in which every number of workers below `rows` has a fine of its own."""
    written = [f"  - {{when: {{workers: {{exactly: {number}}}}}, {fine(number)}}}\n" for number in range(rows)]
    return "branches:\n" + "".join(written) + f"  - {{{fine(rows)}}}\n"


def fine(number: int) -> str:
    return f"measures: [{{id: fine, kind: fine, amount: {{exactly: {100 + number}元}}}}]"


class TestBudget:
    def test_past_it_the_open_facts_are_still_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(exploration, "BUDGET", 5)
        found = law(tmp_path, table(9)).decide()
        assert (found.outcome, found.missing, found.questions_minimal) == (
            Outcome.UNDETERMINED,
            ("workers",),
            False,
        )

    def test_what_was_not_looked_at_is_not_said_to_agree(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """All ways seen so far lead to the same fine; the others were not seen, so the fact is still asked for."""
        clause = """
        branches:
          - {when: {workers: {below: 5}}, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
          - {when: {workers: {below: 9}}, measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}
          - {measures: [{id: fine, kind: fine, amount: {exactly: 900元}}]}
        """
        monkeypatch.setattr(exploration, "BUDGET", 3)
        found = law(tmp_path, clause).decide()
        assert (found.outcome, found.missing, found.questions) == (Outcome.UNDETERMINED, ("workers",), ("workers",))
        assert found.questions_minimal is False
        judged = clause.replace("workers: {below: 5}", "judged: serious").replace("workers: {below: 9}", "judged: vile")
        assert law(tmp_path / "judged", judged).decide().outcome is Outcome.NEEDS_JUDGEMENT

    def test_past_the_pairs_every_open_fact_is_asked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        trade = law(tmp_path, table(9))
        whole = trade.decide()
        assert (whole.questions, whole.questions_minimal) == (("workers",), True)
        monkeypatch.setattr(exploration, "PAIRS", 30)
        found = law(tmp_path / "again", table(9)).decide()
        assert (found.questions, found.questions_minimal) == (("workers",), False)

    def test_each_scenario_is_weighed_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A table of 150 rows has eleven thousand pairs; what each row decides is asked once."""
        trade = law(tmp_path, table(75))
        (track,) = trade.norms.tracks.values()
        case = trade.case()
        plan = track.plan(track.versions[0], case.occurred_on, case.decided_on, case.jurisdiction)
        explored = explore(plan, values_of(plan, case), case)
        asked = count()
        substance = exploration.substance

        def counted(leaf: Any) -> object:
            next(asked)
            return substance(leaf)

        monkeypatch.setattr(exploration, "substance", counted)
        assert fewest(explored) == (("workers",), True)
        assert next(asked) == len(explored.leaves)


def test_a_fact_supposed_establishes_its_circumstance(tmp_path: Path) -> None:
    """So many workers are a circumstance of their own (从重), and the number also chooses the branch."""
    files = {
        "facts.yaml": (
            "facts:\n  workers: {kind: integer, title: 人数, question: 几人？}\n"
            "circumstances:\n  many: {title: 人多, when: {workers: {at_least: 9}}}\n"
        ),
        "bands/000000.2020-01-01.yaml": (
            "id: guidance\ntitle: 裁量\ncites: [trade_guidance#10]\nin_force: {from: 2020-01-01}\napplies_to: [fine]\n"
            "both_bounds: {heavier: {share: {at_least: 70%}}}\n"
            "circumstances: [{id: many, effect: heavier, mandate: shall, cites: [trade_guidance#15]}]\n"
        ),
    }
    clause = """
    branches:
      - measures:
          - id: fine
            kind: fine
            amount:
              switch:
                - {when: {workers: {below: 5}}, range: {at_least: 1万元, at_most: 2万元}}
                - {otherwise: true, range: {at_least: 2万元, at_most: 12万元}}
    """
    trade = law(tmp_path, clause, files)
    assert shown(trade.decide()) == {"fine": "yes [10000, 120000]"}
    assert shown(trade.decide(facts={"workers": 8})) == {"fine": "yes [20000, 120000]"}
    assert shown(trade.decide(facts={"workers": 9})) == {"fine": "yes [90000, 120000]"}


def test_a_base_that_may_not_be_found_out(tmp_path: Path) -> None:
    clause = """
    branches:
      - {when: {value: indeterminable}, measures: [{id: fine, kind: fine, amount: {range: {at_least: 1万元, at_most: 5万元}}}]}
      - {measures: [{id: fine, kind: fine, amount: {times: {of: value, at_least: 2倍, at_most: 4倍}}}]}
    """
    trade = law(tmp_path, clause)
    found = trade.decide()
    assert (found.outcome, found.missing) == (Outcome.UNDETERMINED, ("value",))
    judged = "branches: [{measures: [{id: fine, kind: fine, amount: {switch: [{when: {value: indeterminable}, "
    judged += "times: {of: value, at_most: 4倍}}, {otherwise: true, exactly: 1万元}]}}]}]\n"
    assert law(tmp_path / "odd", judged).decide().missing == ("value",)


def test_a_case_of_no_persons_is_explored_without_them(tmp_path: Path) -> None:
    trade = law(tmp_path, READINGS)
    case: Case = trade.case(facts={"licensed": True})
    assert agreed(trade.norms, case).outcome is Outcome.NEEDS_JUDGEMENT
