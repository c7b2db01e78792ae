"""What makes a case impossible, what a value must be, and what follows from facts before any law is asked."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import evolve
from tests.support import Law, law, shown

from enforcement_norms.compiler import Norms
from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.errors import CaseInvalid, PackBroken, PackInvalid, PackNotFound, Place, Problem, Severity
from enforcement_norms.evaluator import evaluate
from enforcement_norms.i18n import _
from enforcement_norms.model.case import Assertion, Case, Event, Party, Person
from enforcement_norms.model.findings import CaseRule, Finding
from enforcement_norms.money import Money

PLAIN = "branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]\n"
GOOD = Case("trial.trade", date(2026, 3, 5), date(2026, 6, 1))


def refused(norms: Norms, case: Case) -> list[tuple[str, str]]:
    with pytest.raises(CaseInvalid) as raised:
        evaluate(norms, case)
    return [(problem.code, str(problem.where)) for problem in raised.value.problems]


class TestTypes:
    @pytest.mark.parametrize(
        ("changed", "path", "remedy"),
        [
            ({"violation": 7}, "violation", "写作“领域.违法行为”"),
            ({"occurred_on": "2026-03-05"}, "occurred_on", "写 date(2026, 3, 5)"),
            ({"decided_on": datetime(2026, 6, 1, 9, tzinfo=UTC)}, "decided_on", "写 date(2026, 3, 5)"),
            ({"ended_on": "2026-03-06"}, "ended_on", "写 date(2026, 3, 5)"),
            ({"discovered_on": 20260306}, "discovered_on", "写 date(2026, 3, 5)"),
            ({"filed_on": "2026-03-06"}, "filed_on", "写 date(2026, 3, 5)"),
            ({"jurisdiction": 511702}, "jurisdiction", "写六位数字的文字"),
            ({"party": "natural_person"}, "party", "写 Party("),
            ({"party": Party(kind=cast(Any, "natural_person"))}, "party.kind", "写 PartyKind."),
            ({"party": Party(birth_date=cast(Any, "1990-01-01"))}, "party.birth_date", "写 date(2026, 3, 5)"),
        ],
    )
    def test_text_and_numbers_are_refused_with_a_remedy(
        self, tmp_path: Path, changed: dict[str, Any], path: str, remedy: str
    ) -> None:
        norms = law(tmp_path, PLAIN).norms
        assert refused(norms, evolve(GOOD, **changed)) == [("EN303", path)]
        with pytest.raises(CaseInvalid, match=re.escape(remedy)):
            evaluate(norms, evolve(GOOD, **changed))

    def test_all_are_named_at_once(self, tmp_path: Path) -> None:
        wrong = evolve(GOOD, occurred_on=cast(Any, "a"), decided_on=cast(Any, "b"), party=cast(Any, None))
        assert refused(law(tmp_path, PLAIN).norms, wrong) == [
            ("EN303", "occurred_on"),
            ("EN303", "decided_on"),
            ("EN303", "party"),
        ]

    def test_the_remedy_for_money_is_not_what_was_written(self, tmp_path: Path) -> None:
        wrong = evolve(GOOD, facts={"value": "8000元", "excess": "30%"})
        with pytest.raises(CaseInvalid) as raised:
            evaluate(law(tmp_path, PLAIN).norms, wrong)
        assert [str(problem.hint) for problem in raised.value.problems] == [
            "写成 Money.yuan(8000)；文字写的案件用 read_case 读入",
            "写成 Fraction(3, 10)；文字写的案件用 read_case 读入",
        ]


class TestDays:
    @pytest.mark.parametrize(
        ("changed", "path"),
        [
            ({"ended_on": date(2026, 3, 4)}, "ended_on"),
            ({"decided_on": date(2026, 3, 4)}, "decided_on"),
            ({"ended_on": date(2026, 6, 2)}, "decided_on"),
            ({"discovered_on": date(2026, 3, 4)}, "discovered_on"),
            ({"discovered_on": date(2026, 6, 2)}, "decided_on"),
            ({"party": Party(birth_date=date(2026, 3, 6))}, "occurred_on"),
        ],
    )
    def test_reversed(self, tmp_path: Path, changed: dict[str, Any], path: str) -> None:
        assert refused(law(tmp_path, PLAIN).norms, evolve(GOOD, **changed)) == [("EN304", path)]

    @pytest.mark.parametrize(
        "changed",
        [
            {"ended_on": date(2026, 3, 5)},
            {"decided_on": date(2026, 3, 5)},
            {"discovered_on": date(2026, 3, 5)},
            {"discovered_on": date(2026, 6, 1)},
            {"party": Party(birth_date=date(2026, 3, 5)), "circumstances": {"under_fourteen": Assertion(False)}},
        ],
    )
    def test_the_same_day_is_possible(self, tmp_path: Path, changed: dict[str, Any]) -> None:
        assert shown(evaluate(law(tmp_path, PLAIN).norms, evolve(GOOD, **changed))) == {"fine": "yes [200]"}

    def test_all_at_once(self, tmp_path: Path) -> None:
        case = evolve(GOOD, ended_on=date(2026, 3, 4), discovered_on=date(2026, 6, 2), jurisdiction="123")
        assert refused(law(tmp_path, PLAIN).norms, case) == [
            ("EN304", "ended_on"),
            ("EN304", "decided_on"),
            ("EN305", "jurisdiction"),
        ]


class TestViolation:
    def test_near_names_are_offered(self, tmp_path: Path) -> None:
        norms = law(tmp_path, PLAIN).norms
        with pytest.raises(CaseInvalid) as raised:
            evaluate(norms, evolve(GOOD, violation="trial.trad"))
        (problem,) = raised.value.problems
        assert problem.hint is not None
        assert (problem.code, "trial.trade" in problem.hint.render("zh_CN")) == ("EN301", True)

    def test_a_domain_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(PackNotFound) as raised:
            evaluate(law(tmp_path, PLAIN).norms, evolve(GOOD, violation="zzz.trade"))
        (problem,) = raised.value.problems
        assert (problem.code, problem.hint) == ("EN301", None)

    def test_a_pack_that_could_not_be_used_says_so(self, tmp_path: Path) -> None:
        norms = law(tmp_path, PLAIN).norms
        failure = PackInvalid(_("坏了"), (Problem("EN101", Place("facts.yaml", 1), _("坏了")),))
        broken = Norms(norms.packs, norms.tracks, {"health": failure})
        with pytest.raises(PackBroken) as raised:
            evaluate(broken, evolve(GOOD, violation="health.anything"))
        assert (raised.value.problems, raised.value.__cause__) == (failure.problems, failure)


class TestValues:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("value", 8000),
            ("value", "8000元"),
            ("workers", 1.5),
            ("workers", -1),
            ("months", "3个月"),
            ("excess", 0.5),
            ("excess", True),
            ("excess", Fraction(-1, 2)),
            ("tonnes", "12.5"),
            ("due_on", datetime(2026, 1, 1)),  # noqa: DTZ001
            ("due_on", "2026-01-01"),
            ("licensed", 1),
            ("stage", "late"),
            ("ages", 5),
            ("ages", [3, "x"]),
            ("past", [date(2026, 1, 1)]),
            ("past", 3),
            ("value", None),
        ],
    )
    def test_of_the_wrong_type(self, tmp_path: Path, name: str, value: object) -> None:
        case = evolve(GOOD, facts={name: value})
        assert refused(law(tmp_path, PLAIN).norms, case) == [("EN303", f"facts.{name}")]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("value", Money.yuan(8000)),
            ("value", INDETERMINABLE),
            ("workers", 0),
            ("months", 3),
            ("excess", Fraction(1, 2)),
            ("excess", 2),
            ("tonnes", Fraction(25, 2)),
            ("due_on", date(2026, 1, 1)),
            ("licensed", False),
            ("stage", "first"),
            ("ages", [3, 5]),
            ("ages", ()),
            ("past", (Event(date(2026, 1, 1)),)),
        ],
    )
    def test_of_the_right_type(self, tmp_path: Path, name: str, value: object) -> None:
        assert shown(evaluate(law(tmp_path, PLAIN).norms, evolve(GOOD, facts={name: value}))) == {"fine": "yes [200]"}

    @pytest.mark.parametrize(
        ("changed", "problem"),
        [
            ({"facts": {"valu": Money.yuan(1)}}, ("EN302", "facts.valu")),
            ({"facts": {"serious": True}}, ("EN302", "facts.serious")),
            ({"facts": {"party.age": 5}}, ("EN302", "facts.party.age")),
            ({"facts": {"person.income": Money.yuan(1)}}, ("EN302", "facts.person.income")),
            ({"judgements": {"seriou": True}}, ("EN306", "judgements.seriou")),
            ({"judgements": {"licensed": True}}, ("EN306", "judgements.licensed")),
            ({"judgements": {"serious": 1}}, ("EN303", "judgements.serious")),
            ({"circumstances": {"repair": Assertion(True)}}, ("EN307", "circumstances.repair")),
            ({"circumstances": {"repaired": True}}, ("EN303", "circumstances.repaired")),
        ],
    )
    def test_names_that_nobody_knows(self, tmp_path: Path, changed: dict[str, Any], problem: tuple[str, str]) -> None:
        assert refused(law(tmp_path, PLAIN).norms, evolve(GOOD, **changed)) == [problem]

    def test_facts_of_a_person(self, tmp_path: Path) -> None:
        clause = "branches: [{measures: [{id: w, kind: warning, addressee: [driver], per_person: true}]}]\n"
        norms = law(tmp_path, clause).norms
        for facts, problem in (
            ({"incom": Money.yuan(1)}, ("EN302", "persons.wang.incom")),
            ({"income": 1}, ("EN303", "persons.wang.income")),
        ):
            assert refused(norms, evolve(GOOD, persons=(Person("driver", facts, "wang"),))) == [problem]
        assert refused(norms, evolve(GOOD, persons=(Person("driver", {"incom": 1}),))) == [
            ("EN302", "persons.driver.incom")
        ]

    def test_circumstances_that_cannot_stand_together(self, tmp_path: Path) -> None:
        facts = (
            "circumstances:\n  repaired: {title: 已补救, question: 补救？}\n"
            "  cheated: {title: 欺骗, question: 欺骗？, excludes: [repaired]}\n"
        )
        trade = law(tmp_path, PLAIN, {"facts.yaml": facts})
        said = {"repaired": Assertion(True), "cheated": Assertion(True)}
        assert refused(trade.norms, evolve(GOOD, circumstances=said)) == [("EN308", "circumstances.cheated")]
        for harmless in ({"cheated": Assertion(True)}, {**said, "repaired": Assertion(False)}):
            assert evaluate(trade.norms, evolve(GOOD, circumstances=harmless)).outcome == "determined"


class TestDerived:
    FACTS = """
    facts:
      excess: {kind: quantity, unit: 吨, title: 超出, question: 多少？}
      limit: {kind: quantity, unit: 吨, title: 限额, question: 多少？}
      share: {kind: ratio, title: 比例, derived: {ratio: [excess, limit]}}
      due_on: {kind: date, title: 期限, question: 何日？}
      corrected_on: {kind: date, title: 改正, question: 何日？}
      late: {kind: duration, unit: days, title: 逾期, derived: {days_between: [due_on, corrected_on]}}
      goods: {kind: money, title: 货物, question: 多少？}
      gains: {kind: money, title: 所得, question: 多少？}
      total: {kind: money, title: 合计, derived: {sum: [goods, gains]}}
    """
    CLAUSE = """
    branches:
      - measures:
          - {id: much, kind: warning, when: {share: {above: 30%}}}
          - {id: late, kind: criticism, when: {late: {above: 7}}}
          - {id: fine, kind: fine, when: {total: {at_least: 0元}}, amount: {times: {of: total, exactly: 2倍}}}
    """

    @pytest.fixture
    def trade(self, tmp_path: Path) -> Law:
        return law(tmp_path, self.CLAUSE, {"facts.yaml": self.FACTS})

    @pytest.mark.parametrize(
        ("facts", "found"),
        [
            ({"excess": "3", "limit": "10"}, {"late": "open", "fine": "open"}),
            ({"excess": "3.000001", "limit": "10"}, {"much": "yes", "late": "open", "fine": "open"}),
            ({"excess": "3", "limit": "0"}, {"much": "open", "late": "open", "fine": "open"}),
            ({"excess": "3"}, {"much": "open", "late": "open", "fine": "open"}),
            ({"share": "31%"}, {"much": "yes", "late": "open", "fine": "open"}),
            ({"due_on": "2026-01-01", "corrected_on": "2026-01-09"}, {"much": "open", "late": "yes", "fine": "open"}),
            ({"due_on": "2026-01-01", "corrected_on": "2026-01-08"}, {"much": "open", "fine": "open"}),
            ({"due_on": "2026-01-09", "corrected_on": "2026-01-01"}, {"much": "open", "fine": "open"}),
            ({"goods": "1.5元", "gains": "2元"}, {"much": "open", "late": "open", "fine": "yes [7]"}),
            ({"goods": "indeterminable", "gains": "2元"}, {"much": "open", "late": "open"}),
        ],
    )
    def test_what_follows_from_others(self, trade: Law, facts: dict[str, str], found: dict[str, str]) -> None:
        assert shown(trade.decide(facts=facts)) == found


class TestCounts:
    @pytest.mark.parametrize(
        ("count", "events", "holds"),
        [
            ("within: 1年, at_least: 1", ["2025-03-05"], True),
            ("within: 1年, at_least: 1", ["2025-03-04"], False),
            ("within: 6个月, at_least: 1", ["2025-09-05"], True),
            ("within: 6个月, at_least: 1", ["2025-09-04"], False),
            ("within: 30日, at_least: 1", ["2026-02-03"], True),
            ("within: 30日, at_least: 1", ["2026-02-02"], False),
            ("within: ever, at_least: 2", ["1990-01-01", "2026-03-05"], True),
            ("within: ever, at_least: 1", ["2026-03-06"], False),
            ("within: ever, until: decision, at_least: 1", ["2026-03-06"], True),
            ("within: ever, above: 1", ["2026-01-01"], False),
            ("within: ever, above: 1", ["2026-01-01", "2026-01-02"], True),
            ("within: ever, including_this: true, at_least: 2", ["2026-01-01"], True),
            ("within: ever, including_this: true, at_least: 2", [], False),
        ],
    )
    def test_windows_and_what_is_counted(self, tmp_path: Path, count: str, events: list[str], holds: bool) -> None:
        clause = f"branches: [{{measures: [{{id: w, kind: warning, when: {{count: {{event: past, {count}}}}}}}]}}]\n"
        trade = law(tmp_path, clause)
        assert shown(trade.decide(facts={"past": events})) == ({"w": "yes"} if holds else {})
        assert shown(trade.decide()) == {"w": "open"}

    def test_only_the_same_kind(self, tmp_path: Path) -> None:
        clause = (
            "branches: [{measures: [{id: w, kind: warning, "
            "when: {count: {event: past, within: ever, same_kind: true, at_least: 1}}}]}]\n"
        )
        norms = law(tmp_path, clause).norms
        for same, expected in ((True, {"w": "yes"}), (False, {})):
            case = evolve(GOOD, facts={"past": (Event(date(2026, 1, 1), same_kind=same),)})
            assert shown(evaluate(norms, case)) == expected


class TestRules:
    @staticmethod
    def rule(severity: Severity, fact: str = "workers", violations: tuple[str, ...] = ()) -> CaseRule:
        def check(case: Case) -> Iterator[Finding]:
            if case.facts.get("workers") == 0:
                yield Finding(_("人数不能为零"), fact, severity)

        return CaseRule("some", "有人", check, violations)

    def test_an_error_refuses_the_case(self, tmp_path: Path) -> None:
        norms = law(tmp_path, PLAIN, case_rules=(self.rule(Severity.ERROR),)).norms
        assert refused(norms, evolve(GOOD, facts={"workers": 0})) == [("trial.some", "facts.workers")]
        assert evaluate(norms, evolve(GOOD, facts={"workers": 1})).warnings == ()

    def test_a_warning_is_shown(self, tmp_path: Path) -> None:
        norms = law(tmp_path, PLAIN, case_rules=(self.rule(Severity.WARNING, fact=""),)).norms
        found = evaluate(norms, evolve(GOOD, facts={"workers": 0}))
        assert [(each.code, str(each.where), each.severity) for each in found.warnings] == [
            ("trial.some", "", Severity.WARNING)
        ]

    def test_a_rule_for_other_violations_is_not_asked(self, tmp_path: Path) -> None:
        norms = law(tmp_path, PLAIN, case_rules=(self.rule(Severity.ERROR, violations=("commerce",)),)).norms
        assert evaluate(norms, evolve(GOOD, facts={"workers": 0})).warnings == ()
