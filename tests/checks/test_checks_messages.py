"""Every folder beside this file breaks the pack in `_base` in one way; expected.txt holds all that is said, zh and en."""

from pathlib import Path

import pytest
from tests.checks.broken import BASE, HERE, copied, found_in

FOLDERS = sorted(place for place in HERE.iterdir() if place.is_dir() and place.name[0] not in "._")


def test_the_base_is_good() -> None:
    assert found_in(BASE) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_messages(folder: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    found = found_in(copied(tmp_path / "pack", folder))
    actual = "\n\n".join("\n".join(problem.render(locale) for problem in found) for locale in ("zh_CN", "en")) + "\n"
    golden = folder / "expected.txt"
    if pytestconfig.getoption("update_goldens"):
        golden.write_text(actual, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == actual
