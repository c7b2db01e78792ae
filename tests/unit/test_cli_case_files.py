"""Case files of a call, cut into work: every line once, under its number, whatever its size."""

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.auditing.runner import changed

from enforcement_norms.cli import case_files
from enforcement_norms.cli.case_files import Chunk, chunks_of, files_in, shares_of
from enforcement_norms.errors import CaseInvalid, Place

DATA, _REGISTERS = changed("ordinary", {})
TEXT = json.dumps(DATA, ensure_ascii=False).encode()
LINE = st.one_of(
    st.just(""),
    st.just("  "),
    st.just("{"),
    st.just("1"),
    st.just('{"id": "x", "id": "x"}'),
    st.integers(0, 9).map(lambda number: json.dumps({"id": str(number)})),
    st.integers(0, 99).map(lambda number: json.dumps({"id": "long", "title": "案" * number}, ensure_ascii=False)),
)


def ids(chunks: list[Chunk]) -> list[tuple[int, str]]:
    """Where each case file stands, and its id; of one that was refused the code."""
    return [
        (held.where.line, held.file.problems[0].code if isinstance(held.file, CaseInvalid) else held.file.id)
        for chunk in chunks
        for held in chunk.held()
    ]


@given(lines=st.lists(LINE, max_size=12), share=st.integers(1, 200), end=st.sampled_from(["", "\n", "\r\n"]))
def test_shares_of_any_size_hold_the_same_case_files(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], share: int, end: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "files.jsonl"
    path.write_bytes(((end or "\n").join(lines) + end).encode())
    with pytest.MonkeyPatch.context() as patched:
        whole = list(chunks_of([str(path)]))
        patched.setattr(case_files, "SHARE", share)
        cut = list(chunks_of([str(path)]))
    assert ids(cut) == ids(whole)
    assert len(whole) <= 1
    assert [chunk.end for chunk in cut[:-1]] == [chunk.start for chunk in cut[1:]]
    assert sum(chunk.end - chunk.start for chunk in cut) == path.stat().st_size


@given(
    st.binary(max_size=40)
    | st.builds(
        lambda at, junk: TEXT[:at] + junk + TEXT[at + len(junk) :],
        st.integers(0, len(TEXT) - 1),
        st.binary(max_size=3) | st.sampled_from([b"\xff", b"\xef\xbb\xbf", b"\0", b"\n", b"\\ud800", b"[" * 2000]),
    )
)
def test_any_bytes_are_read_or_refused_with_their_line(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "files.jsonl"
    path.write_bytes(b'{"id": "a"}\n' + raw + b'\n{"id": "z"}')
    held = [each for chunk in chunks_of([str(path)]) for each in chunk.held()]
    lines = [each.where.line for each in held]
    assert lines == sorted(set(lines))
    assert (lines[0], lines[-1]) == (1, raw.count(b"\n") + 3)
    for each in held[1:-1]:
        if isinstance(each.file, CaseInvalid):
            assert all(problem.where.line == each.where.line for problem in each.file.problems)
            assert all(problem.message.render() for problem in each.file.problems)


def test_lines_bear_their_numbers_across_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "files.jsonl"
    path.write_text('{"id": "a"}\n\n{"id": "b"}\n{"id": 1.5}\n[]\n{"id": "c"}', encoding="utf-8")
    monkeypatch.setattr(case_files, "SHARE", 14)
    chunks = list(chunks_of([str(path)]))
    assert len(chunks) == 3
    assert ids(chunks) == [(1, "a"), (3, "b"), (4, "1.5"), (5, "EN310"), (6, "c")]


@pytest.mark.parametrize("name", ["file.json", "file.yaml"])
def test_one_file_in_one_piece(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(DATA, ensure_ascii=False), encoding="utf-8")
    (chunk,) = chunks_of([str(path)])
    (held,) = chunk.held()
    assert held.where == Place(str(path), 1, held.where.column)
    assert not isinstance(held.file, CaseInvalid)
    assert held.file.id == DATA["id"]


def test_a_list_of_case_files_in_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "files.json"
    path.write_text('[{"id": "a"},\n{"id": "b"},\n{"id": "c"}]', encoding="utf-8")
    (chunk,) = chunks_of([str(path)])
    assert ids([chunk]) == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.parametrize("share", [1, 12, 1000])
@pytest.mark.parametrize(
    ("text", "expected", "chunks"),
    [
        ('{"id": "a"}\n{"id": "b"}\n{\n{"id": "c"}', [(1, "a"), (2, "b"), (3, "EN310"), (4, "c")], (3, 2, 1)),
        ('{"id": "a"}', [(1, "a")], (1, 1, 1)),
        ('{"id": "a",\n"title": "案"}\n', [(1, "a")], (1, 1, 1)),
        ('[{"id": "a"},\n{"id": "b"}]', [(1, "a"), (2, "b")], (1, 1, 1)),
        ("id: a\ntitle: 案\n", [(1, "a")], (1, 1, 1)),
        ("", [(1, "EN012")], (1, 1, 1)),
    ],
)
def test_standard_input_is_cut_where_it_is_lines(
    monkeypatch: pytest.MonkeyPatch, share: int, text: str, expected: list[tuple[int, str]], chunks: tuple[int, ...]
) -> None:
    monkeypatch.setattr(case_files, "SHARE", share)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
    cut = list(chunks_of(["-"]))
    assert ids(cut) == expected
    assert len(cut) == dict(zip((1, 12, 1000), chunks, strict=True))[share]


@pytest.mark.parametrize("name", ["nothing.json", "nothing.yaml", "nothing.jsonl"])
def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    with pytest.raises(click.UsageError, match="打不开"):
        ids(list(chunks_of([str(tmp_path / name)])))


def test_a_folder_is_walked_by_names(tmp_path: Path) -> None:
    for name in ("b.json", "a/z.YAML", "a.json", "a/registers.yaml", "registers.json", "a/notes.txt", "a/b/c.ndjson"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    expected = ["a/b/c.ndjson", "a/z.YAML", "a.json", "b.json"]
    assert list(files_in([str(tmp_path), "other.json"])) == [*(str(tmp_path / name) for name in expected), "other.json"]


def test_a_folder_that_is_none_or_empty_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="没有案卷文件"):
        list(files_in([str(tmp_path)]))
    with pytest.raises(click.UsageError, match="打不开"):
        list(case_files._files_under(str(tmp_path / "nothing")))


def test_small_files_are_one_share_and_lines_are_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b.json", "c.yaml", "d.json", "e.jsonl", "f.json"):
        (tmp_path / name).write_text('{"id": "x"}' + " " * 200, encoding="utf-8")
    size = (tmp_path / "a.json").stat().st_size

    def shares(share: int) -> list[list[str]]:
        monkeypatch.setattr(case_files, "SHARE", share)
        return [[Path(chunk.name).stem for chunk in chunks] for chunks in shares_of(files_in([str(tmp_path)]))]

    two = 2 * (case_files.LEAST + size)
    assert shares(two) == [["a", "b"], ["c"], ["d", "e"], ["f"]]
    assert shares(two + 1) == [["a", "b", "c"], ["d", "e"], ["f"]]
    assert shares(1) == [[name] for name in "abcdef"]
    assert [len(chunks) for chunks in shares_of([str(tmp_path / "nothing.json"), str(tmp_path / "a.json")])] == [1, 1]
