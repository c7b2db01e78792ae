"""Every folder beside this file breaks the pack in `_base` in one way; expected.txt holds what the reader says, zh and en.

The files of a folder replace those of `_base`; `<name>.absent` takes one away.
"""

import shutil
from pathlib import Path

import pytest

from enforcement_norms.errors import PackInvalid
from enforcement_norms.reader import read_pack

HERE = Path(__file__).parent
BASE = HERE / "_base"
FOLDERS = sorted(place for place in HERE.iterdir() if place.is_dir() and place.name[0] not in "._")


def broken(folder: Path, into: Path) -> Path:
    shutil.copytree(BASE, into)
    for place in folder.rglob("*"):
        target = into / place.relative_to(folder)
        if place.is_dir():
            target.mkdir(exist_ok=True)
        elif place.suffix == ".absent":
            target.with_suffix("").unlink()
        elif place.name != "expected.txt":
            shutil.copyfile(place, target)
    return into


def test_base_is_sound(tmp_path: Path) -> None:
    pack = read_pack(broken(BASE, tmp_path / "pack"))
    assert [violation.id for violation in pack.violations] == ["contaminated_food"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_messages(folder: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    with pytest.raises(PackInvalid) as raised:
        read_pack(broken(folder, tmp_path / "pack"))
    actual = f"{raised.value.render('zh_CN')}\n\n{raised.value.render('en')}\n"
    golden = folder / "expected.txt"
    if pytestconfig.getoption("update_goldens"):
        golden.write_text(actual, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == actual
