"""The conformance kit: differences that an author can read, and packs that cannot be read as failed tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import Law, law

from enforcement_norms import PackNotFound, Place, Problem, Severity, evaluate
from enforcement_norms.compiler import Norms
from enforcement_norms.conformance.comparing import differences
from enforcement_norms.i18n import Message
from enforcement_norms.testing import Check, Example, cases_in, checks_for
from enforcement_norms.testing.examples import examples_of, shown
from enforcement_norms.testing.loaded import loaded

CLAUSE = """
branches:
  - when: {licensed: false}
    measures:
      - {id: fine, kind: fine, amount: {times: {of: value, at_least: 2倍, at_most: 5倍}}}
      - {id: shut, kind: close_down, when: {judged: serious}}
      - {id: detention, kind: detention, mandate: may, days: {at_most: 5}}
      - {id: persons, kind: fine, addressee: [driver, owner], per_person: true,
         amount: {times: {of: person.income, exactly: 10%}}}
  - measures: [{id: order, kind: correction_order}]
"""
CASE = "  occurred_on: 2026-03-05\n  decided_on: 2026-06-01\n"


@pytest.fixture
def trial(tmp_path: Path) -> Law:
    return law(tmp_path, CLAUSE)


@pytest.fixture
def compared(trial: Law, tmp_path: Path) -> Callable[[str], list[str]]:
    """The differences of one example, given what follows its dates."""

    def run(rest: str) -> list[str]:
        path = tmp_path / "trade.yaml"
        path.write_text(f"- name: 一例\n{CASE}{rest}", encoding="utf-8")
        (example,) = examples_of(trial.norms, "trial", path)
        assert example.written is not None
        found = evaluate(trial.norms, example.written.case)
        return [each.render() for each in differences(example.written, found)]

    return run


UNLICENSED = "  facts: {licensed: false, value: 1万元}\n  judgements: {serious: false}\n"


def test_all_as_expected(compared: Callable[[str], list[str]]) -> None:
    assert (
        compared(
            UNLICENSED
            + "  expect:\n    outcome: determined\n    provision: trade_law#9\n    version: 2000-01-01\n    options: 0\n"
            "    missing: []\n    fine: {at_least: 2万元, at_most: 5万元}\n    shut: {applies: no}\n"
            "    detention: {days: {at_most: 5}}\n    order: {applies: no}\n    procedure: {transfer: no}\n"
        )
        == []
    )


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (
            "  expect: {outcome: determined}\n",
            ["结论：应为 幅度已经确定，实为 事实不全，幅度尚不能确定", "  缺少：有许可（licensed）、货值（value）"],
        ),
        (UNLICENSED + "  expect: {provision: trade_law#10}\n", ["处罚依据：应为 trade_law#10，实为 trade_law#9"]),
        (UNLICENSED + "  expect: {version: 2001-01-01}\n", ["适用的版本：应为 2001-01-01，实为 2000-01-01"]),
        (UNLICENSED + "  expect: {tier: minor}\n", ["阶次：应为 minor，实为 （没有）"]),
        (UNLICENSED + "  expect: {options: 2}\n", ["选项数：应为 2，实为 （没有）"]),
        (UNLICENSED + "  expect: {missing: [value]}\n", ["缺少的事实：应为 value，实为 （没有）"]),
        (
            UNLICENSED + "  expect: {fine: {at_least: 1万元, at_most: 5万元}}\n",
            ["fine：应为 1万元以上5万元以下，实为 2万元以上5万元以下"],
        ),
        (
            UNLICENSED + "  expect: {fine: {above: 2万元, at_most: 5万元}}\n",
            ["fine：应为 超过2万元、5万元以下，实为 2万元以上5万元以下"],
        ),
        (UNLICENSED + "  expect: {detention: {months: {at_most: 5}}}\n", ["detention：应为 5个月以下，实为 5日以下"]),
        (UNLICENSED + "  expect: {shut: {applies: yes}}\n", ["shut：应为 适用，实为 不适用"]),
        (UNLICENSED + "  expect: {shut: {at_most: 1元}}\n", ["shut：应为 1元以下，实为 不适用"]),
        (UNLICENSED + "  expect: {permit: {applies: yes}}\n", ["permit：应为 适用，实为 （没有）"]),
        (UNLICENSED + "  expect: {permit: {applies: no}}\n", []),
        (UNLICENSED + "  expect: {procedure: {hearing: yes}}\n", ["听证：应为 yes，实为 unknown"]),
        (
            "  facts: {licensed: false, value: 1万元}\n  expect: {shut: {applies: no}}\n",
            ["shut：应为 不适用，实为 待定（取决于 情节严重）"],
        ),
    ],
)
def test_each_difference_says_expected_and_actual(
    rest: str, expected: list[str], compared: Callable[[str], list[str]]
) -> None:
    told = compared(rest)
    assert told[: len(expected)] == expected
    assert expected or not told


def test_persons_are_told_apart(compared: Callable[[str], list[str]]) -> None:
    persons = "  persons: [{role: driver, facts: {income: 10万元}}, {role: owner, facts: {income: 20万元}}]\n"
    both = "  expect: {persons.driver: {exactly: 1万元}, persons.owner: {exactly: 2万元}}\n"
    assert compared(UNLICENSED + persons + both) == []
    assert compared(UNLICENSED + persons + "  expect: {persons: {exactly: 1万元}}\n") == [
        "persons.owner：应为 1万元，实为 2万元"
    ]


def test_an_example_fails_with_its_place_and_article(tmp_path: Path, trial: Law) -> None:
    path = tmp_path / "trade.yaml"
    path.write_text(f"- name: 一例\n{CASE}{UNLICENSED}  expect: {{fine: {{exactly: 1万元}}}}\n", encoding="utf-8")
    (example,) = examples_of(trial.norms, "trial", path)
    assert str(example) == "trial.trade: 一例"
    with pytest.raises(AssertionError) as failed:
        example.run()
    assert str(failed.value).splitlines() == [
        f"{path}:1:3 trial.trade: 一例",
        "  依据：《中华人民共和国贸易法》第九条",
        "  fine：应为 1万元，实为 2万元以上5万元以下",
    ]
    assert [(problem.code, problem.where.line) for problem in example.problems()] == [("EN400", 1)]


def test_a_good_example_runs(tmp_path: Path, trial: Law) -> None:
    path = tmp_path / "trade.yaml"
    path.write_text(f"- name: 一例\n{CASE}{UNLICENSED}  expect: {{outcome: determined}}\n", encoding="utf-8")
    (example,) = examples_of(trial.norms, "trial", path)
    example.run()
    assert example.problems() == ()


def test_a_case_that_is_impossible_fails_with_the_reason(tmp_path: Path, trial: Law) -> None:
    path = tmp_path / "trade.yaml"
    text = f"- name: 一例\n{CASE}{UNLICENSED}  expect: {{}}\n".replace("2026-06-01", "2026-01-01")
    path.write_text(text, encoding="utf-8")
    (example,) = examples_of(trial.norms, "trial", path)
    with pytest.raises(AssertionError, match="“decided_on”早于“occurred_on”"):
        example.run()


def test_a_file_that_cannot_be_read_is_one_failed_example(tmp_path: Path, trial: Law) -> None:
    path = tmp_path / "trade.yaml"
    path.write_text("- name: 一例\n  facts: {valeu: 1元}\n", encoding="utf-8")
    (example,) = examples_of(trial.norms, "trial", path)
    with pytest.raises(AssertionError, match="没有名为“valeu”的事实"):
        example.run()
    assert {problem.code for problem in example.problems()} >= {"EN102", "EN302"}


def test_no_examples_are_a_failed_example(tmp_path: Path) -> None:
    (example,) = cases_in("health", tmp_path / "test_pack.py")
    with pytest.raises(AssertionError, match="没有工作案例"):
        example.run()


def test_a_pack_that_is_not_there_fails_in_the_test_not_in_its_collection(tmp_path: Path) -> None:
    (example,) = cases_in("nowhere", tmp_path / "test_pack.py")
    (check,) = checks_for("nowhere")
    assert isinstance(example.failure, PackNotFound)
    for failing in (example.run, check):
        with pytest.raises(AssertionError, match="没有领域包“nowhere”"):
            failing()


def test_a_check_passes_with_warnings_and_fails_with_errors() -> None:
    problem = Problem("EN999", Place("a.yaml", 3), Message("不对"), severity=Severity.WARNING)
    Check("quiet", lambda: [problem])()
    wrong = Problem("EN999", Place("a.yaml", 3), Message("不对"), Message("改对"))
    with pytest.raises(AssertionError) as failed:
        Check("loud", lambda: [problem, wrong])()
    assert str(failed.value) == "\na.yaml:3 EN999 不对\n  建议: 改对"
    assert str(Check("loud", tuple)) == "loud"


def test_every_check_of_a_pack_has_a_name_of_its_own() -> None:
    names = [str(check) for check in checks_for("health")]
    assert len(names) == len(set(names))
    assert {"readable", "texts_are_translated", "examples_meet_everything"} <= set(names)


def test_checks_against_texts_are_asked_for(tmp_path: Path) -> None:
    without = {str(check) for check in checks_for("health")}
    folder = tmp_path / "statutes"
    folder.mkdir()
    extra = {str(check) for check in checks_for("health", statutes=folder)} - without
    assert {"articles_exist", "numbers_stand_in_the_article"} <= extra


def test_paths_are_shown_from_the_working_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "tests" / "a.yaml") == "tests/a.yaml"
    assert shown(tmp_path.parent / "a.yaml") == str(tmp_path.parent / "a.yaml")


def test_an_example_may_name_the_whole_id(tmp_path: Path, trial: Law) -> None:
    path = tmp_path / "other.yaml"
    text = f"- name: 一例\n  violation: trial.trade\n{CASE}{UNLICENSED}  expect: {{outcome: determined}}\n"
    path.write_text(text, encoding="utf-8")
    (example,) = examples_of(trial.norms, "trial", path)
    example.run()
    assert str(example) == "trial.trade: 一例"


def test_an_example_without_case_says_so() -> None:
    assert Example("空", Place("cases")).report() == "没有工作案例"


class TestAPackInAFolder:
    """A pack that is not installed is named by the folder in which its pack.yaml lies."""

    def test_its_examples_and_checks_are_found(self, trial: Law, tmp_path: Path) -> None:
        assert trial.pack.id == "trial"
        folder, cases = tmp_path / "trial", tmp_path / "cases"
        cases.mkdir()
        (cases / "trade.yaml").write_text(
            f"- name: 一例\n{CASE}{UNLICENSED}  expect: {{outcome: determined}}\n", encoding="utf-8"
        )
        (example,) = cases_in(folder, tmp_path / "test_pack.py")
        example.run()
        assert str(example) == "trial.trade: 一例"
        names = [str(check) for check in checks_for(folder)]
        assert names[0] == "readable"
        assert "branches_cover_every_case" in names
        assert "examples_meet_everything" not in names

    def test_what_examples_meet_is_asked_where_they_lie_in_a_source_tree(self, tmp_path: Path) -> None:
        law(tmp_path / "src", CLAUSE)
        (tmp_path / "tests" / "cases").mkdir(parents=True)
        file = tmp_path / "tests" / "cases" / "trade.yaml"
        file.write_text(f"- name: 一例\n{CASE}{UNLICENSED}  expect: {{outcome: determined}}\n", encoding="utf-8")
        (check,) = [each for each in checks_for(tmp_path / "src" / "trial") if each.name == "examples_meet_everything"]
        with pytest.raises(AssertionError, match=r"没有案例落入“trade\.2000-01-01”的分支“2”"):
            check()

    def test_a_broken_one_is_a_failed_test(self, tmp_path: Path) -> None:
        (tmp_path / "pack.yaml").write_text("schema: 1\nid: x\n", encoding="utf-8")
        (check,) = checks_for(tmp_path)
        (example,) = cases_in(tmp_path, tmp_path / "test_pack.py")
        for failing in (check, example.run):
            with pytest.raises(AssertionError, match=r"pack\.yaml.*缺少.*title"):
                failing()

    def test_overlays_add_to_it_and_to_the_general_law(self, tmp_path: Path) -> None:
        law(tmp_path, CLAUSE)
        own, general = tmp_path / "own", tmp_path / "general"
        threshold = "- {id: %s, step: hearing, in_force: {from: 2020-01-01}, cites: [%s], any: [{kinds: [fine], at_least: 3万元}]}\n"
        for folder, domain, cite in (
            (own, "trial", "trade_law#9"),
            (general, "general", "administrative_penalty_law#63"),
        ):
            folder.mkdir()
            (folder / "pack.yaml").write_text(f"schema: 1\nid: {domain}\noverlay: true\n", encoding="utf-8")
            (folder / "procedure.yaml").write_text(threshold % (f"of_{domain}", cite), encoding="utf-8")
        norms = loaded(tmp_path / "trial", (str(own), str(general)))
        assert isinstance(norms, Norms)
        added = {
            domain: [rule.id for rule in pack.procedure if rule.id.startswith("of_")]
            for domain, pack in norms.packs.items()
        }
        assert added == {"general": ["of_general"], "trial": ["of_trial"]}
