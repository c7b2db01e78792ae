"""Files of a run take their names together: all of them, or none."""

from pathlib import Path

import pytest

from enforcement_norms.batch.writing import put_in_place


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_both_files_are_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    targets = [write(tmp_path / name, f"old {name}") for name in ("one", "two")]
    new = {target: write(tmp_path / "parts" / target.name, f"new {target.name}") for target in targets}
    put_in_place(new)
    assert [read(target) for target in targets] == ["new one", "new two"]
    assert list((tmp_path / "parts").iterdir()) == []


def test_the_first_is_put_back_where_the_second_cannot_be_replaced(tmp_path: Path) -> None:
    first, second = write(tmp_path / "one", "old"), tmp_path / "two"
    second.mkdir()
    with pytest.raises(IsADirectoryError):
        put_in_place(
            {first: write(tmp_path / "parts" / "one", "new"), second: write(tmp_path / "parts" / "two", "new")}
        )
    assert read(first) == "old"
    assert second.is_dir()


def test_what_was_not_there_before_is_not_there_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    names = ("one", "two")
    with pytest.raises(IsADirectoryError):
        put_in_place({tmp_path / name: write(tmp_path / "parts" / name, "new") for name in names})
    assert not (tmp_path / "one").exists()
