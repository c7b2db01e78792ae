"""Case files are audited several at a time: so many that memory stays flat, and none is told of another."""

import gc
from collections.abc import Iterator
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest
from attrs import evolve

from enforcement_norms.auditing import Settings
from enforcement_norms.auditing.showing import report_data
from enforcement_norms.cli import audit_work, case_files, processes
from enforcement_norms.cli.audit_forms import JsonForm
from enforcement_norms.cli.audit_work import Asked, audited_shares
from enforcement_norms.cli.case_files import LEAST, YAML, Held, chunks_of
from enforcement_norms.cli.output import as_json_bytes
from enforcement_norms.errors import CaseInvalid, Place
from enforcement_norms.i18n import Message
from enforcement_norms.model.audit_report import AuditReport, BrokenRule, NotChecked
from enforcement_norms.model.casefile import CaseFile

LINES = (
    '{"id": "a", "domain": "market_supervision", "decisions": []}',
    '{"id": "b", "id": "b"}',
    '{"id": "c", "domain": "transport"}',
    '{"id": "d", "title": "案", "payments": 1}',
    '{"id": "e", "domain": "nowhere"}',
    '{"id": "f", "domain": "market_supervision", "inspections": []}',
    '{"id": "g"}',
)


def shares(path: Path) -> list[audit_work.Share]:
    return list(audited_shares(Asked(None, Settings(), (), JsonForm()), [str(path)], 1))


@pytest.mark.parametrize("batch", [1, 2, 3, 32])
def test_the_reports_are_the_same_however_many_files_are_audited_together(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "files.jsonl"
    path.write_text("\n".join(LINES), "utf-8")
    whole = shares(path)
    monkeypatch.setattr(audit_work, "BATCH", batch)
    some = shares(path)
    assert b"".join(share.text for share in some) == b"".join(share.text for share in whole)
    assert [trace for share in some for trace in share.traces] == [trace for share in whole for trace in share.traces]
    assert sum(share.audited for share in some) == 5
    assert sum(len(share.refused) for share in some) == 2
    assert {share.files for share in some} <= {batch, len(LINES) % batch, len(LINES)}
    assert some[-1].unusable == whole[-1].unusable


@pytest.mark.parametrize(
    ("method", "room"), [(method, processes.ROOM) for method in get_all_start_methods()] + [("fork", 1)]
)
def test_processes_give_back_what_one_does(
    method: str, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However they begin, and whether their texts find room in the memory they share or not."""
    path = tmp_path / "files.jsonl"
    path.write_text("\n".join(f'{{"id": "{number}"}}' for number in range(300)), "utf-8")
    monkeypatch.setattr(case_files, "SHARE", 200)
    monkeypatch.setattr(processes, "ROOM", room)
    monkeypatch.setattr(audit_work, "_start_method", lambda: method)
    assert list(audited_shares(Asked(None, Settings(), (), JsonForm()), [str(path)], 2)) == shares(path)


@pytest.mark.parametrize(
    ("sizes", "together"),
    [
        ([1] * 150, [64, 64, 22]),
        ([1, audit_work.ENOUGH, 1, 1], [2, 2]),
        ([audit_work.ENOUGH - 1, 1, 1], [2, 1]),
        ([], []),
    ],
)
def test_large_files_are_audited_with_fewer_others(sizes: list[int], together: list[int]) -> None:
    def held() -> Iterator[Held]:
        for number, size in enumerate(sizes):
            yield Held(Place("files.jsonl", number + 1), CaseFile(id=str(number)), size)

    assert [len(batch) for batch in audit_work.batches(held())] == together


def test_the_size_of_a_file_is_that_of_its_line_or_of_the_whole(tmp_path: Path) -> None:

    lines, whole, by_hand = tmp_path / "a.jsonl", tmp_path / "b.json", tmp_path / "c.yaml"
    lines.write_text("\n".join(LINES), "utf-8")
    whole.write_text(LINES[0], "utf-8")
    by_hand.write_text("id: h\n", "utf-8")
    held = [each for path in (lines, whole, by_hand) for chunk in chunks_of([str(path)]) for each in chunk.held()]
    sizes = [len(line.encode()) + 1 for line in LINES]
    assert [each.size for each in held] == [*sizes[:-1], sizes[-1] - 1, sizes[0] - 1, LEAST + 6 * YAML]
    assert [isinstance(each.file, CaseInvalid) for each in held] == [number in (1, 3) for number in range(9)]


@pytest.mark.parametrize("id_", ["x", 'a"b', "案", "\ud800"])
@pytest.mark.parametrize(
    "report",
    [
        AuditReport("x"),
        AuditReport("x", "题", passed=("a", "b"), not_applicable=("c",), systems={"a": "m", "b": "n", "c": "m"}),
        AuditReport("x", "题", passed=("a", "b"), not_applicable=("c",), systems={"a": "n", "b": "n", "c": "m"}),
        AuditReport(
            "x", passed=("a",), not_checked=(NotChecked("b", Message("乙"), "n", ""),), systems={"a": "m", "b": "n"}
        ),
        AuditReport("x", broken=(BrokenRule("b", "n", "", "坏"),), systems={"b": "n"}),
    ],
)
def test_a_line_is_that_of_the_whole_report(report: AuditReport, id_: str) -> None:
    """Also of one that says nothing, whose end many files share."""
    given = evolve(report, file=id_)
    for _time in range(2):
        assert JsonForm().of_file(given, None) == as_json_bytes(report_data(given))


def test_ends_of_lines_are_not_taken_for_one_another() -> None:
    """Though they are told apart by what they are made of, not by what it says, and reports come and go."""
    for number in range(1200):
        rule = f"rule_{number % 700}"
        report = AuditReport("x", passed=(rule,), systems={rule: "m"})
        assert JsonForm().of_file(report, None) == as_json_bytes(report_data(report))


@pytest.mark.parametrize("usual", [(700, 10, 10), (0, 10, 10)])
def test_garbage_is_looked_for_seldom_while_files_are_audited(tmp_path: Path, usual: tuple[int, int, int]) -> None:
    """And never, where whoever calls switched that off; afterwards as before."""
    path = tmp_path / "files.jsonl"
    path.write_text("\n".join(LINES), "utf-8")
    before = gc.get_threshold()
    gc.set_threshold(*usual)
    try:
        work = audited_shares(Asked(None, Settings(), (), JsonForm()), [str(path)], 1)
        next(work)
        assert gc.get_threshold() == ((50_000, 10, 10) if usual[0] else usual)
        work.close()
        assert gc.get_threshold() == usual
    finally:
        gc.set_threshold(*before)
