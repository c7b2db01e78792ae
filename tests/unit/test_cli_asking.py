"""`--ask`: the missing facts, one by one, until the case is settled."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.support import Law, law, shown

from enforcement_norms import Determination, evaluate
from enforcement_norms.cli.asking import asked
from enforcement_norms.cli.progress import counted

CLAUSE = """
branches:
  - when: {licensed: false, stage: overdue}
    measures:
      - {id: fine, kind: fine, amount: {times: {of: value, at_least: 2倍, at_most: 5倍}}}
      - {id: shut, kind: close_down, when: {count: {event: past, within: ever, at_least: 1}}}
  - measures: [{id: order, kind: correction_order}]
"""


@pytest.fixture
def trial(tmp_path: Path) -> Law:
    return law(tmp_path, CLAUSE)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Give these answers to what is asked; the questions that were put."""

    def give(*answers: str) -> list[str]:
        waiting = list(answers)
        put: list[str] = []

        def prompt(question: str, **_options: Any) -> str:
            put.append(question)
            return waiting.pop(0)

        monkeypatch.setattr("click.prompt", prompt)
        return put

    return give


def settled(trial: Law, **said: Any) -> Determination:
    return asked(trial.norms, evaluate(trial.norms, trial.case(**said)))


def test_questions_are_put_until_the_case_is_settled(trial: Law, answering: Callable[..., list[str]]) -> None:
    put = answering("否", "逾期", "1万元")
    found = settled(trial)
    assert shown(found)["fine"] == "yes [20000, 50000]"
    assert put == [
        "是否取得许可？（是或者否；不知道就按回车）",
        "是否逾期未改？（其中之一：first＝限期内、overdue＝逾期；不知道就按回车）",
        "货值是多少？（如 8000元、6.5万元；不知道就按回车）",
    ]


def test_what_is_settled_is_not_asked(trial: Law, answering: Callable[..., list[str]]) -> None:
    put = answering("是")
    assert shown(settled(trial)) == {"order": "yes"}
    assert len(put) == 1


def test_a_wrong_answer_is_told_and_asked_again(
    trial: Law, answering: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    put = answering("也许", "否", "overdue", "很多", "0.001", "8000")
    found = settled(trial)
    assert shown(found)["fine"] == "yes [16000, 40000]"
    assert len(put) == 6
    told = capsys.readouterr().err
    assert "“很多”不是金额" in told
    assert "“0.001”不足一分的部分无法表示" in told


def test_an_empty_answer_leaves_a_question_open(trial: Law, answering: Callable[..., list[str]]) -> None:
    put = answering("", "", "")
    assert settled(trial).outcome == "undetermined"
    assert len(put) == 3


def test_what_cannot_be_found_out_is_said_so(trial: Law, answering: Callable[..., list[str]]) -> None:
    answering("否", "逾期", "无法查证")
    found = settled(trial)
    assert found.outcome == "needs_judgement"
    assert found.case.facts["value"].value == "indeterminable"


@pytest.mark.parametrize(
    ("clause", "answer", "expected"),
    [
        ("{count: {event: past, within: ever, at_least: 1}}", "2025-01-02；2025-03-04", {"first": "yes"}),
        ("{count: {event: past, within: ever, at_least: 1}}", "无", {"other": "yes"}),
        ("{ages: {below: 14}}", "12、65", {"first": "yes"}),
        ("{party.kind: natural_person}", "自然人", {"first": "yes"}),
        ("{party.age: {below: 18}}", "2010-01-01", {"first": "yes"}),
        ("{judged: serious}", "是", {"first": "yes"}),
        ("{months: {at_least: 3个月}}", "2年", {"first": "yes"}),
        ("{excess: {at_least: 30%}}", "1/2", {"first": "yes"}),
        ("{due_on: {at_most: 2026-01-01}}", "2025-06-01", {"first": "yes"}),
    ],
)
def test_every_kind_of_fact_can_be_answered(
    clause: str, answer: str, expected: dict[str, str], tmp_path: Path, answering: Callable[..., list[str]]
) -> None:
    trial = law(
        tmp_path,
        f"branches: [{{when: {clause}, measures: [{{id: first, kind: warning}}]}}, {{measures: [{{id: other, kind: warning}}]}}]",
    )
    answering(answer)
    assert shown(settled(trial)) == expected


def test_nobody_is_asked_where_facts_of_persons_are_missing(
    tmp_path: Path, answering: Callable[..., list[str]]
) -> None:
    trial = law(
        tmp_path,
        "branches: [{measures: [{id: persons, kind: fine, addressee: [driver], per_person: true,"
        " amount: {times: {of: person.income, exactly: 10%}}}]}]",
    )
    put = answering()
    settled(trial, persons=[{"role": "driver"}])
    assert put == []


def test_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from enforcement_norms.cli import main

    path = tmp_path / "case.json"
    case = {
        "violation": "market_supervision.unlicensed_food_business",
        "occurred_on": "2026-03-05",
        "decided_on": "2026-06-01",
        "facts": {"illegal_gains": "0元"},
    }
    path.write_text(json.dumps(case), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"9000\n\n\n\n\n\n")))
    with pytest.raises(SystemExit):
        main(["evaluate", str(path), "--ask"])
    assert "  罚款：5万元以上10万元以下（应当）" in capsys.readouterr().out


def test_progress_shows_only_where_a_person_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", SimpleNamespace(isatty=lambda: False))
    assert list(counted(range(3))) == [0, 1, 2]


def test_progress_counts_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    terminal = SimpleNamespace(isatty=lambda: True, write=written.write, flush=written.flush, encoding="utf-8")
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("enforcement_norms.cli.progress.PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    assert list(counted(range(3))) == [0, 1, 2]
    assert "已处理" in written.getvalue()


def test_answers_that_end_leave_the_other_questions_open(trial: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("否\n逾期\n"))
    found = settled(trial)
    assert found.case.facts["licensed"] is False
    assert found.questions == ("value",)
