import os
import subprocess
import sys
from pathlib import Path

import pytest

from enforcement_norms.batch.resuming import OutputBusy, Parts, finish, parts_of, write_whole


def written(parts: Parts, number: int) -> None:
    cases, penalties = parts.unfinished(number)
    cases.write_text(f"cases {number}", encoding="utf-8")
    penalties.write_text(f"penalties {number}", encoding="utf-8")
    finish(parts, number, penalties=True)


def broken_off(output: Path, asked: dict[str, int], *numbers: int) -> None:
    """A run that finishes some parts and is broken off."""

    def run() -> None:
        with parts_of(output, asked) as parts:
            for number in numbers:
                written(parts, number)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()


def test_finished_parts_are_kept_for_the_same_run(tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    broken_off(output, {"rows": 1}, 0, 1)
    with parts_of(output, {"rows": 1}) as parts:
        assert [parts.done(number) for number in range(3)] == [True, True, False]
        assert parts.finished(3) == 2
        assert parts.taken_up
        assert parts.penalties(1).read_text(encoding="utf-8") == "penalties 1"
    assert list(tmp_path.iterdir()) == []


def test_parts_of_another_run_are_thrown_away(tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    broken_off(output, {"rows": 1}, 0)
    with parts_of(output, {"rows": 2}) as parts:
        assert parts.finished(1) == 0
        assert not parts.taken_up


def test_a_run_broken_off_before_its_first_part_leaves_nothing(tmp_path: Path) -> None:
    broken_off(tmp_path / "out.parquet", {"rows": 1})
    assert list(tmp_path.iterdir()) == []


def test_a_part_half_written_is_not_done(tmp_path: Path) -> None:
    with parts_of(tmp_path / "out.parquet", {}) as parts:
        cases, penalties = parts.unfinished(0)
        cases.write_text("half", encoding="utf-8")
        penalties.write_text("half", encoding="utf-8")
        assert not parts.done(0)


def test_the_penalties_are_in_place_before_the_cases_say_done(tmp_path: Path) -> None:
    with parts_of(tmp_path / "out.parquet", {}) as parts:
        parts.unfinished(0)[0].write_text("cases", encoding="utf-8")
        with pytest.raises(FileNotFoundError):
            finish(parts, 0, penalties=True)
        assert not parts.done(0)


def test_two_runs_do_not_write_the_same_output(tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    folder = tmp_path / ".out.parquet.parts"
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (folder / "owner").write_text(str(other.pid), encoding="utf-8")
        with pytest.raises(OutputBusy) as caught, parts_of(output, {}):
            pass
        other.communicate(b"\n")
    assert caught.value.problems[0].code == "EN327"
    with parts_of(output, {}) as parts:
        assert (parts.folder / "owner").read_text(encoding="utf-8") == str(os.getpid())


def test_a_text_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    write_whole(path, "一")
    write_whole(path, "二")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("told.json", "二")]
