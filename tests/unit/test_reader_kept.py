"""Packs kept for the next start: taken only whole, unchanged and the user's own."""

import os
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from tests.support import FACTS, MANIFEST, SOURCES, violation

from enforcement_norms import PackBroken, PackInvalid
from enforcement_norms.loading import load_from
from enforcement_norms.reader import kept as module
from enforcement_norms.reader.kept import VARIABLE, Kept, mark_of, users_folder
from enforcement_norms.registry import Registry

CLAUSE = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]"
GENERAL = "general"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed pack."""
    folder = tmp_path / "kept_trial"
    files = {
        "pack.yaml": MANIFEST,
        "sources.yaml": SOURCES,
        "facts.yaml": FACTS,
        "violations/trade.2000-01-01.yaml": violation("trade", CLAUSE),
        "__init__.py": "from enforcement_norms import DataPack\npack = DataPack(__name__)\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "kept_trial", raising=False)
    return folder


@pytest.fixture
def start(pack: Path, tmp_path: Path) -> Callable[..., Registry]:
    """A fresh start, with everything that was kept by those before."""
    shelf = Kept(tmp_path / "shelf")

    def started(*overlays: Path) -> Registry:
        found = [EntryPoint("trial", "kept_trial:pack", "enforcement_norms")]
        return Registry(overlays, found=found, kept=shelf)

    return started


def copies(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "shelf").glob("trial.*"))


def test_the_second_start_reads_nothing(
    start: Callable[..., Registry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_from(start(), "trial")
    assert len(copies(tmp_path)) == 1
    monkeypatch.setattr("enforcement_norms.reader.pack.read_pack", lambda *_given, **_named: pytest.fail("read"))
    second = start()
    again = load_from(second, "trial")
    assert again.packs == first.packs
    assert repr(again.packs) == repr(first.packs)
    assert [second.is_kept(each) for each in again.packs.values()] == [True, True]


def test_any_change_of_a_file_is_read(start: Callable[..., Registry], pack: Path) -> None:
    load_from(start(), "trial")
    file = pack / "violations" / "trade.2000-01-01.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("3万元", "4万元"), encoding="utf-8")
    norms = load_from(start(), "trial")
    assert "high=4000000" in repr(norms.packs["trial"].violations)
    (pack / "violations" / "stray.txt").write_text("", encoding="utf-8")
    with pytest.raises(PackInvalid, match="EN115"):
        load_from(start(), "trial")


def test_what_is_wrong_is_never_kept(start: Callable[..., Registry], pack: Path, tmp_path: Path) -> None:
    file = pack / "violations" / "trade.2000-01-01.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: fine,", "id: fine, follows: none,"), encoding="utf-8")
    for _again in range(2):
        with pytest.raises(PackInvalid):
            load_from(start(), "trial")
    assert copies(tmp_path) == []


def test_a_pack_that_cannot_be_imported_is_broken_though_it_was_kept(
    start: Callable[..., Registry], pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_from(start(), "trial")
    (pack / "__init__.py").write_text("raise RuntimeError('no database')\n", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "kept_trial", raising=False)
    with pytest.raises(PackBroken, match="RuntimeError: no database"):
        load_from(start(), "trial")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-20],
        lambda raw: raw.replace(b"3000000", b"9000000"),
        lambda raw: b"",
        lambda raw: b"\xff" + raw,
    ],
    ids=["torn", "changed", "empty", "no text"],
)
def test_a_spoilt_copy_is_not_used(
    spoil: Callable[[bytes], bytes], start: Callable[..., Registry], tmp_path: Path
) -> None:
    first = load_from(start(), "trial")
    (copy,) = copies(tmp_path)
    copy.write_bytes(spoil(copy.read_bytes()))
    second = start()
    assert repr(load_from(second, "trial").packs) == repr(first.packs)
    assert copy.read_bytes().partition(b"\n")[2].startswith(b'{"kinds":')  # written anew


def test_a_copy_that_others_may_write_is_not_used(start: Callable[..., Registry], tmp_path: Path) -> None:
    if not hasattr(os, "getuid"):
        pytest.skip("this system does not know owners of files")
    load_from(start(), "trial")
    (copy,) = copies(tmp_path)
    copy.chmod(0o666)
    registry = start()
    norms = load_from(registry, "trial")
    assert not registry.is_kept(norms.packs["trial"])
    assert registry.is_kept(norms.packs[GENERAL])


def test_a_pack_with_overlays_is_checked_whole_and_not_kept(start: Callable[..., Registry], tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    (overlay / "pack.yaml").write_text("schema: 1\nid: trial\noverlay: true\n", encoding="utf-8")
    load_from(start(overlay), "trial")
    assert copies(tmp_path) == []
    load_from(start(), "trial")
    registry = start(overlay)
    norms = load_from(registry, "trial")
    assert not registry.is_kept(norms.packs["trial"])


def test_a_folder_that_cannot_be_written_stops_nobody(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = [EntryPoint("trial", "kept_trial:pack", "enforcement_norms")]
    registry = Registry(found=found, kept=Kept(tmp_path / "file" / "shelf"))
    assert set(load_from(registry, "trial").packs) == {GENERAL, "trial"}


def test_only_the_last_few_copies_stay(start: Callable[..., Registry], pack: Path, tmp_path: Path) -> None:
    for amount in range(7):
        (pack / "violations" / "trade.2000-01-01.yaml").write_text(
            violation("trade", CLAUSE.replace("3万元", f"{amount + 3}万元")), encoding="utf-8"
        )
        load_from(start(), "trial")
    assert len(copies(tmp_path)) == 4


def test_the_mark_knows_names_bytes_and_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"xy")
    marks = [mark_of(tmp_path)]
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"y")
    marks.append(mark_of(tmp_path))
    (tmp_path / "b").rename(tmp_path / "c")
    marks += [mark_of(tmp_path), mark_of(tmp_path, "another general pack")]
    monkeypatch.setattr(module, "_library", lambda: "another library")
    marks.append(mark_of(tmp_path))
    assert len(set(marks)) == 5
    assert mark_of("no folder") == ""
    assert mark_of(tmp_path / "missing") == ""


def test_where_packs_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert users_folder() == tmp_path
    monkeypatch.setenv(VARIABLE, "")
    assert users_folder() is None
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert users_folder() == tmp_path / "enforcement-norms"
