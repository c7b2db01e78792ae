"""Shared verdicts: whatever way a determination is got, it is the same, and so is every refusal."""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.support import Law, agreed, law, shown

from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.errors import CaseInvalid, EnforcementNormsError
from enforcement_norms.evaluator import evaluate
from enforcement_norms.evaluator.evaluation import evaluate_afresh
from enforcement_norms.evaluator.linear import Line, NotALine, bound, line_of
from enforcement_norms.evaluator.shared import LIMIT, recalled, recalled_on
from enforcement_norms.model.case import Assertion, Case, Event, Party, PartyKind, Person
from enforcement_norms.model.determination import Determination, Outcome
from enforcement_norms.money import Money

CLAUSE = """
branches:
  - id: first
    when: {stage: first}
    measures: [{id: correction, kind: correction_order}]
  - id: overdue
    measures:
      - id: fine
        kind: fine
        amount:
          switch:
            - {when: {value: {below: 1万元}}, range: {at_least: 5万元, at_most: 10万元}}
            - {when: {value: {at_least: 1万元}}, times: {of: value, above: 10倍, below: 20.5倍}}
      - {id: per, kind: fine, amount: {per: {rate: {range: {at_least: 0.33元, at_most: 1元}}, units: [workers]}}}
      - {id: permit, kind: revoke_permit, when: {judged: serious}}
      - {id: ban, kind: ban_practice, addressee: [driver], years: {exactly: 5}}
"""
BANDS = """
id: guidance
title: 裁量
cites: [trade_guidance#10]
in_force: {from: 2020-01-01}
applies_to: [fine]
both_bounds: {lighter: {share: {at_most: 30%}}, heavier: {share: {above: 70%}}}
circumstances:
  - {id: repaired, effect: lighter, mandate: shall, cites: [trade_guidance#13]}
  - {id: cheated, effect: heavier, mandate: shall, cites: [trade_guidance#13]}
  - {id: helped, effect: mitigated, mandate: shall, cites: [trade_guidance#13]}
"""


def trade(folder: Path) -> Law:
    return law(folder, CLAUSE, {"bands/000000.2020-01-01.yaml": BANDS})


def base(**changed: Any) -> Case:
    return evolve(
        Case(
            "trial.trade",
            date(2026, 3, 5),
            date(2026, 6, 1),
            facts={"stage": "overdue", "value": Money.yuan(8000), "workers": 3},
            judgements={"serious": False},
        ),
        **changed,
    )


def outcome_of(find: Any, norms: Any, case: Case) -> Determination | tuple[str, ...]:
    """The determination, or the places of all problems."""
    try:
        found: Determination = find(norms, case)
    except EnforcementNormsError as error:
        return tuple(str(problem) for problem in error.problems)
    return found


class TestRecalled:
    def test_like_cases_share_a_verdict(self, tmp_path: Path) -> None:
        norms = trade(tmp_path).norms
        assert recalled(norms, base()) is None
        evaluate(norms, base())
        other = base(facts={"stage": "overdue", "value": Money.yuan(9999), "workers": 70})
        found = recalled(norms, other)
        assert found == evaluate_afresh(norms, other)
        assert found is not None
        assert found.case == other
        assert shown(found)["per"] == "yes [23.1, 70]"

    def test_refunds_are_no_part_of_a_verdict(self, tmp_path: Path) -> None:
        """What is confiscated follows gains and refunds at once, though no condition asks for the refunds."""
        gains = "branches: [{measures: [{id: gains, kind: confiscate_illegal_gains}]}]"
        norms = law(tmp_path, gains).norms
        for refunded, left in ((None, "(, 300000]"), (50_000, "[250000]"), (60_000, "[240000]"), (0, "[300000]")):
            said = {} if refunded is None else {"refunded": Money.yuan(refunded)}
            case = base(facts={"illegal_gains": Money.yuan(300_000), **said}, judgements={})
            assert shown(agreed(norms, case)) == {"gains": f"yes {left}"}
            more = evolve(case, facts={**case.facts, "illegal_gains": Money.yuan(400_000)})
            assert (recalled(norms, more) is None) == (refunded in (50_000, 60_000))
            assert agreed(norms, more).penalties != agreed(norms, case).penalties

    def test_a_case_is_recalled_as_if_of_other_days(self, tmp_path: Path) -> None:
        """Whoever knows that no norm tells two days apart asks for the verdict of the one in the name of the other."""
        norms = trade(tmp_path).norms
        evaluate(norms, base())
        track = norms.tracks["trial.trade"]
        (frame,) = track.frames_of_plans.values()
        later = base(occurred_on=date(2026, 3, 9), discovered_on=date(2026, 3, 10))
        days = (None, base().occurred_on, base().decided_on)
        found = recalled_on(frame, later, days)
        assert found is not None
        assert found.case == later
        assert evolve(found, case=base()) == evaluate_afresh(norms, base())
        assert recalled_on(frame, later, (date(1990, 1, 1), *days[1:])) is None
        assert recalled_on(frame, evolve(later, facts={"stage": "overdue", "value": None}), days) is None

    def test_another_cell_is_another_verdict(self, tmp_path: Path) -> None:
        norms = trade(tmp_path).norms
        evaluate(norms, base())
        for value in (0, 10000, 10001):
            facts = {"stage": "overdue", "value": Money.yuan(value), "workers": 3}
            assert recalled(norms, base(facts=facts)) is None

    @pytest.mark.parametrize(
        "changed",
        [
            {"persons": (Person("driver"),)},
            {"imposed": {"fine": Money.yuan(60000)}},
            {"discovered_on": date(2026, 4, 1)},
            {"filed_on": date(2026, 4, 1)},
        ],
    )
    def test_what_cannot_be_shared_is_evaluated_in_full(self, tmp_path: Path, changed: dict[str, Any]) -> None:
        norms = trade(tmp_path).norms
        evaluate(norms, base())
        case = base(**changed)
        agreed(norms, case)
        assert recalled(norms, case) is None

    @pytest.mark.parametrize(
        ("amount", "facts"),
        [
            ("{times: {of: value, at_most: 3倍}, cap: {exactly: 3万元}}", {"value": Money.yuan(5)}),
            ("{times: {of: value, at_most: 3倍, deemed_at_least: {exactly: 1万元}}}", {"value": Money.yuan(5)}),
            ("{max_of: [{range: {at_most: 3万元}}, {times: {of: value, at_most: 3倍}}]}", {"value": Money.yuan(5)}),
            ("{per: {rate: {exactly: 5元}, units: [workers, months]}}", {"workers": 3, "months": 5}),
            ("{per: {rate: {exactly: 5元}, units: [tonnes]}}", {"tonnes": Fraction(25, 2)}),
            ("{brackets: {of: excess, per: tonnes, bands: [{above: 20%, rate: {exactly: 300元}}]}}",
             {"excess": Fraction(1, 2), "tonnes": Fraction(3)}),
            ("{times: {of: value, at_most: 3倍}}", {"value": INDETERMINABLE}),
        ],
    )  # fmt: skip
    def test_amounts_that_bend(self, tmp_path: Path, amount: str, facts: dict[str, Any]) -> None:
        small = law(tmp_path, f"branches: [{{measures: [{{id: fine, kind: fine, amount: {amount}}}]}}]\n")
        case = base(facts=facts, judgements={})
        agreed(small.norms, case)
        assert recalled(small.norms, case) is None

    def test_an_amount_without_an_end(self, tmp_path: Path) -> None:
        """货值金额十倍以上罚款: the bound that there is follows the fact, the other stays absent."""
        clause = "branches: [{measures: [{id: fine, kind: fine, amount: {times: {of: value, at_least: 10倍}}}]}]\n"
        norms = law(tmp_path, clause).norms
        for yuan in (8000, 9000):
            found = agreed(norms, base(facts={"value": Money.yuan(yuan)}, judgements={}))
            assert shown(found) == {"fine": f"yes [{yuan * 10}, )"}
        assert recalled(norms, base(facts={"value": Money.yuan(7)}, judgements={})) is not None

    def test_an_exemption_of_an_amount_that_follows_a_fact(self, tmp_path: Path) -> None:
        norms = trade(tmp_path).norms
        for value in (8000, 20000):
            facts = {"stage": "overdue", "value": Money.yuan(value), "workers": 3}
            for name in ("no_fault", "repaired"):
                agreed(norms, base(facts=facts, circumstances={name: Assertion(True, "甲")}))
        early = base(facts={"stage": "first"}, circumstances={"no_fault": Assertion(True)})
        assert agreed(norms, early).outcome is Outcome.EXEMPT
        assert recalled(norms, early) is not None

    def test_open_cases_are_shared_where_they_compute_nothing(self, tmp_path: Path) -> None:
        norms = trade(tmp_path).norms
        nothing = base(facts={})
        assert agreed(norms, nothing).outcome is Outcome.UNDETERMINED
        assert recalled(norms, nothing) is not None
        half = base(facts={"workers": 3})
        assert agreed(norms, half).outcome is Outcome.UNDETERMINED
        assert recalled(norms, half) is None

    def test_a_usual_part_that_follows_a_fact(self, tmp_path: Path) -> None:
        usual = BANDS.replace("heavier: {share: {above: 70%}}", "usually: [lighter]")
        clause = "branches: [{measures: [{id: fine, kind: fine, amount: {times: {of: value, at_least: 1倍, at_most: 5倍}}}]}]\n"
        norms = law(tmp_path, clause, {"bands/000000.2020-01-01.yaml": usual}).norms
        for yuan in (100, 333):
            case = base(
                facts={"value": Money.yuan(yuan)},
                judgements={},
                circumstances={"repaired": Assertion(True, "甲")},
            )
            (fine,) = [one for one in agreed(norms, case).penalties if one.id == "fine"]
            assert fine.usual is not None

    @pytest.mark.parametrize(
        "facts",
        [
            "past: {kind: events, title: 既往, question: 何时？}",
            "kinds: {kind: list, items: integer, title: 若干, question: 多少？}",
            "total: {kind: money, title: 合计, derived: {sum: [value, loss]}}",
        ],
    )
    def test_facts_of_other_kinds_stand_in_no_cell(self, tmp_path: Path, facts: str) -> None:
        """Events, lists and derived facts: nothing is shared, and nothing is lost."""
        written = (
            "facts:\n  value: {kind: money, title: 货值, question: 多少？}\n"
            f"  loss: {{kind: money, title: 损失, question: 多少？}}\n  {facts}\n"
        )
        when = {
            "past": "{count: {event: past, within: 1年, at_least: 1}}",
            "kind": "{kinds: {at_least: 3}}",
            "tota": "{total: {at_least: 1万元}}",
        }[facts[:4]]
        clause = f"branches: [{{measures: [{{id: w, kind: warning, when: {when}}}]}}]\n"
        norms = law(tmp_path, clause, {"facts.yaml": written}).norms
        case = base(facts={"value": Money.yuan(8000), "loss": Money.yuan(2000)}, judgements={})
        agreed(norms, case)
        assert recalled(norms, case) is None

    def test_rules_of_a_pack_run_for_every_case(self, tmp_path: Path) -> None:
        """What a rule of the pack says of a case is said of that case alone, though others of its cells are known."""
        from enforcement_norms.errors import Severity
        from enforcement_norms.i18n import _
        from enforcement_norms.model.findings import CaseRule, Finding

        def check(case: Case) -> Iterator[Finding]:
            if case.facts["workers"] > 5:
                yield Finding(_("太多"), "workers", Severity.WARNING if case.facts["workers"] < 8 else Severity.ERROR)

        norms = law(tmp_path, CLAUSE, case_rules=(CaseRule("few", "人数", check),)).norms
        few, many, too_many = (
            base(facts={"stage": "first", "workers": number, "value": Money.yuan(20000)}) for number in (5, 6, 8)
        )
        for case in (many, few):
            agreed(norms, case)
        assert recalled(norms, few) is not None
        assert recalled(norms, many) is None
        assert (evaluate(norms, few).warnings, len(evaluate(norms, many).warnings)) == ((), 1)
        with pytest.raises(CaseInvalid):
            evaluate(norms, too_many)

    def test_a_full_memory_is_emptied(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from enforcement_norms.evaluator import shared

        assert LIMIT >= 10_000
        monkeypatch.setattr(shared, "LIMIT", 3)
        norms = trade(tmp_path).norms
        for day in range(1, 9):
            for workers in (0, 1):
                for stage in ("first", "overdue"):
                    facts = {"stage": stage, "workers": workers, "value": Money.yuan(workers * 20000)}
                    agreed(norms, base(occurred_on=date(2026, 3, day), facts=facts))
        track = norms.tracks["trial.trade"]
        assert len(track.frames) <= 3
        assert all(len(frame.verdicts) <= 3 for frame in track.frames.values() if frame is not None)


class Kind(StrEnum):
    FIRST = "first"


class TestRefused:
    @pytest.mark.parametrize(
        "changed",
        [
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": 3, "unknown": 1}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": True}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": -1}},
            {"facts": {"stage": "overdue", "value": 800000, "workers": 3}},
            {"facts": {"stage": "never", "value": Money.yuan(8000), "workers": 3}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": 3, "licensed": "ja"}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": 3, "months": "3"}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": 3, "serious": True}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": 3, "party.age": 20}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": 3, "person.income": Money.yuan(1)}},
            {"facts": {"stage": "overdue", "value": Money.yuan(8000), "workers": None}},
            {"facts": {"stage": None}},
            {"judgements": {"serious": 0}},
            {"judgements": {"serious": None}},
            {"judgements": {"serious": [False]}},
            {"judgements": {"unknown": False}},
            {"circumstances": {"repaired": True}},
            {"circumstances": {"unknown": Assertion(True)}},
            {"occurred_on": date(2026, 6, 2)},
            {"ended_on": date(2026, 3, 4)},
            {"jurisdiction": "999999"},
            {"violation": "trial.unknown"},
            {"violation": "unknown.trade"},
            {"violation": "trade"},
        ],
    )
    def test_every_time_and_by_every_way(self, tmp_path: Path, changed: dict[str, Any]) -> None:
        norms = trade(tmp_path).norms
        for good in (
            base(),
            base(facts={"stage": "overdue", "value": Money.yuan(8000)}),
            base(judgements={}),
            base(facts={}),
        ):
            evaluate(norms, good)
        case = base(**changed)
        first = outcome_of(evaluate_afresh, norms, case)
        assert isinstance(first, tuple)
        assert first != ()
        for _ in range(2):
            assert outcome_of(evaluate, norms, case) == first
        assert outcome_of(evaluate, norms, base()) == outcome_of(evaluate_afresh, norms, base())

    def test_values_of_a_subclass_are_read_in_full(self, tmp_path: Path) -> None:
        norms = trade(tmp_path).norms
        case = base(facts={"stage": Kind.FIRST})
        assert agreed(norms, case).branch == "first"


def some_case(rng: random.Random) -> Case:
    """Any case at all: known, missing, boundary and foreign facts, assertions, parties, days."""
    facts: dict[str, Any] = {}
    for name, values in (
        ("stage", ["first", "overdue"]),
        ("value", [Money(fen) for fen in (0, 1, 999_999, 1_000_000, 1_000_001, rng.randrange(10**9))]),
        ("workers", [0, 1, 3, rng.randrange(10**6)]),
        ("licensed", [True, False]),
        ("loss", [Money(5)]),
        ("past", [(Event(date(2026, 1, 1)),)]),
    ):
        if rng.random() < 0.7:
            facts[name] = rng.choice(values)
    occurred = date(2021, 7, 14) + timedelta(days=rng.randrange(3))
    return Case(
        "trial.trade",
        occurred,
        occurred + timedelta(days=rng.randrange(2)),
        rng.choice(["000000", "310101", "511702"]),
        facts,
        {name: rng.random() < 0.5 for name in ("serious", "vile", "excused") if rng.random() < 0.5},
        {
            name: Assertion(rng.random() < 0.7, rng.choice(["", "甲"]))
            for name in ("repaired", "cheated", "helped", "no_fault", "voluntary_remedy", "under_fourteen")
            if rng.random() < 0.2
        },
        Party(rng.choice([None, *PartyKind]), rng.choice([None, date(2007, 7, 15), date(2004, 1, 1)])),
        ended_on=rng.choice([None, None, occurred]),
    )


def test_thousands_of_cases_agree(tmp_path: Path) -> None:
    norms, rng = trade(tmp_path).norms, random.Random(2021)  # noqa: S311
    recalls = 0
    for _ in range(1200):
        case = some_case(rng)
        assert evaluate(norms, case) == evaluate_afresh(norms, case)
        like = evolve(
            case,
            facts={
                **case.facts,
                **{name: near(case.facts[name]) for name in ("value", "workers") if name in case.facts},
            },
        )
        recalls += recalled(norms, like) is not None
        assert evaluate(norms, like) == evaluate_afresh(norms, like)
    assert recalls > 150


def near(value: Any) -> Any:
    """A value mostly of the same cell."""
    return Money(value.fen + 7) if isinstance(value, Money) else value + 7


def test_threads_share_norms(tmp_path: Path) -> None:
    norms, rng = trade(tmp_path).norms, random.Random(7)  # noqa: S311
    cases = [some_case(rng) for _ in range(150)] * 4
    alone = law(tmp_path / "alone", CLAUSE, {"bands/000000.2020-01-01.yaml": BANDS}).norms
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda case: evaluate(norms, case), cases))
    for case, one in zip(cases, found, strict=True):
        assert shown(one, general_law=True) == shown(evaluate_afresh(alone, case), general_law=True)


def test_threads_share_a_full_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for one frame only, eight threads empty it for one another all the time."""
    from enforcement_norms.evaluator import shared

    monkeypatch.setattr(shared, "LIMIT", 1)
    norms = trade(tmp_path).norms
    cases = [base(occurred_on=date(2026, 3, 1) + timedelta(days=number % 60)) for number in range(1200)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda case: evaluate(norms, case), cases))
    finally:
        sys.setswitchinterval(interval)
    assert {str(shown(one)) for one in found} == {str(shown(evaluate_afresh(norms, base())))}
    assert [one.case for one in found] == cases


class Forgetful(dict[Any, Any]):
    """A memory that another thread empties right after each thing is kept."""

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        self.clear()


def test_what_was_kept_may_be_gone_at_once(tmp_path: Path) -> None:
    norms = trade(tmp_path).norms
    forgetful = {
        id_: evolve(track, frames=Forgetful(), frames_of_plans=Forgetful(), plans=Forgetful(), laid_out=Forgetful())
        for id_, track in norms.tracks.items()
    }
    found = evaluate(evolve(norms, tracks=forgetful), base())
    assert found == evaluate_afresh(norms, base())


class TestLines:
    def test_they_add_and_multiply_by_numbers(self) -> None:
        line = 3 * Line("x") * Fraction(1, 2) + 5 - 2
        assert (line, line.over_one_denominator()) == (Line("x", Fraction(3, 2), 3), (3, 6, 2))
        assert 10 - Line("x") == Line("x", -1, 10)
        assert Line("x") + Line("x") == Line("x", 2)
        assert Line("x") - Line("x", 1, 4) == Line("x", 0, -4)
        assert hash(Line("x", 2)) == hash(2 * Line("x"))
        assert Line("x") != 1

    @pytest.mark.parametrize(
        "bend",
        [
            lambda: Line("x") + Line("y"),
            lambda: Line("x") * Line("x"),
            lambda: Line("x") < 5,
            lambda: max(Line("x"), 0),
        ],
    )
    def test_all_else_bends(self, bend: Any) -> None:
        with pytest.raises(NotALine):
            bend()

    def test_nothing_has_no_line(self) -> None:
        assert line_of(None) is None

    def test_bounds_are_whole_numbers_over_one_denominator(self) -> None:
        found = [bound(each) for each in (None, 5, Fraction(7, 3), Line("x", Fraction(1, 2), 3))]
        assert found == [None, (0, 5, 1), (0, 7, 3), (1, 6, 2)]
