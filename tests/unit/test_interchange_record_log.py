"""The chain over the steps of a case file: what is changed, taken out, put in or cut off is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.errors import CaseInvalid, ValueProblem
from enforcement_norms.interchange.record_log import LinkKind, RecordLog, digest_of, has_sm3
from enforcement_norms.model.casefile import CaseFile
from enforcement_norms.reader.case_file import case_file_at

FILE = case_file_at(Path(__file__).parents[2] / "examples" / "case_files" / "ordinary.yaml")


def log_of(case_file: CaseFile = FILE, algorithm: str = "sha256") -> RecordLog:
    log = RecordLog(algorithm)
    log.record(case_file)
    return log


LINES = list(log_of().lines())


def test_every_step_and_every_digest_is_a_link() -> None:
    log = log_of()
    steps = {link.path for link in log.links if link.kind is LinkKind.STEP}
    assert steps >= {"case_file", "filing", "decisions[0]", "services[0]", "documents[0]"}
    digests = {link.path: link.digest for link in log.links if link.kind is LinkKind.DIGEST}
    assert digests["inspections[0].recordings[0].digest"] == "sha256:6f1a"
    assert digests["documents[0].digest"] == "sha256:5b01"
    assert (log.first_fault(), log.first_fault(log.head), log.first_difference(FILE)) == (None, None, None)


def test_what_is_written_is_read_back() -> None:
    log = RecordLog.from_lines(LINES)
    assert log.links == log_of().links
    assert list(log.lines()) == LINES
    assert (RecordLog.from_lines([]).links, RecordLog.from_lines([]).first_fault()) == ((), None)


def test_what_is_recorded_twice_adds_nothing_and_what_is_amended_adds_a_link() -> None:
    log = log_of()
    assert log.record(FILE) == ()
    assert FILE.filing is not None
    amended = evolve(FILE, filing=evolve(FILE.filing, approved_by="zhou"))
    assert [link.path for link in log.record(amended)] == ["filing"]
    assert (log.first_fault(), log.first_difference(amended)) == (None, None)
    fault = log.first_difference(FILE)
    assert fault is not None
    assert (fault.path, fault.number) == ("filing", len(log.links))


@given(st.integers(0, len(LINES) - 1), st.sampled_from(["path", "at", "digest", "link", "before"]))
def test_a_link_that_is_changed_is_the_first_fault(index: int, key: str) -> None:
    data = json.loads(LINES[index])
    lines = [*LINES[:index], json.dumps({**data, key: data[key] + "0"}), *LINES[index + 1 :]]
    fault = RecordLog.from_lines(lines).first_fault()
    assert fault is not None
    assert fault.number == index + 1


@given(st.integers(0, len(LINES) - 2))
def test_a_link_that_is_taken_out_is_named(index: int) -> None:
    fault = RecordLog.from_lines([*LINES[:index], *LINES[index + 1 :]]).first_fault()
    assert fault is not None
    assert fault.number == index + 1


@given(st.integers(0, len(LINES) - 1))
def test_a_link_that_is_forged_whole_breaks_the_next(index: int) -> None:
    forged = RecordLog.from_lines(LINES[:index])
    forged.append(LinkKind.STEP, "decisions[0]", digest_of(b"forged"))
    fault = RecordLog.from_lines([*forged.lines(), *LINES[index + 1 :]]).first_fault(log_of().head)
    assert fault is not None
    assert fault.number == index + 2


def test_a_cut_end_is_seen_against_the_head_that_was_kept() -> None:
    cut = RecordLog.from_lines(LINES[:-3])
    assert cut.first_fault() is None
    fault = cut.first_fault(log_of().head)
    assert fault is not None
    assert fault.number == len(LINES) - 2
    assert fault.message.render("zh_CN") == f"第 {len(LINES) - 2} 环起缺失：链尾与另存的不符"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda file: evolve(file, closing=None), "closing"),
        (lambda file: evolve(file, title="另案"), "case_file"),
        (lambda file: evolve(file, services=()), "services[0]"),
    ],
)
def test_a_file_that_differs_from_its_chain(change: Callable[[CaseFile], CaseFile], path: str) -> None:
    fault = log_of().first_difference(change(FILE))
    assert fault is not None
    assert fault.path == path


def test_a_step_that_was_never_recorded_is_named() -> None:
    log = log_of(evolve(FILE, closing=None))
    fault = log.first_difference(FILE)
    assert fault is not None
    assert (fault.path, fault.number) == ("closing", len(log.links) + 1)


@pytest.mark.parametrize(
    "line", ["{", "[]", "1", '{"schema": "other"}', LINES[0].replace('"number":1', '"number":"1"')]
)
def test_a_line_that_is_no_link_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(CaseInvalid) as refused:
        RecordLog.from_lines([*LINES[:1], line], "log.jsonl")
    assert refused.value.problems[0].where.line == 2


def test_algorithms() -> None:
    with pytest.raises(ValueProblem):
        RecordLog("md5")
    if has_sm3():
        log = log_of(algorithm="sm3")
        assert log.head.startswith("sm3:")
        assert RecordLog.from_lines(log.lines()).first_fault(log.head) is None
    else:
        with pytest.raises(ValueProblem):
            RecordLog("sm3")
