"""The registry: finds packs without importing them, isolates what fails, says who supplies what."""

import sys
from importlib import import_module
from importlib.metadata import Distribution, EntryPoint
from os import PathLike
from pathlib import Path

import pytest

from enforcement_norms.errors import PackBroken, PackInvalid, PackNotFound
from enforcement_norms.hooks import hookimpl
from enforcement_norms.model.pack import Manifest, Pack
from enforcement_norms.registry import Provenance, Registry

GROUP = "enforcement_norms"


class Supplier(Distribution):
    """A distribution that exists only in this test."""

    def __init__(self, name: str, version: str) -> None:
        self._metadata_text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"

    def read_text(self, filename: str) -> str | None:
        return self._metadata_text if filename == "METADATA" else None

    def locate_file(self, path: str | PathLike[str]) -> Path:
        return Path(path)


def entry(id_: str, target: str, distribution: str = "", version: str = "1.0") -> EntryPoint:
    point = EntryPoint(id_, target, GROUP)
    vars(point)["dist"] = Supplier(distribution or f"norms-{id_}", version)
    return point


MODULES = {
    "good_pack": "from enforcement_norms.reader import DataPack\npack = DataPack(__name__)\n",
    "broken_import": "raise RuntimeError('no database')\n",
    "leaves": "import sys\nsys.exit(3)\n",
    "invalid_data": "from enforcement_norms.reader import DataPack\npack = DataPack(__name__)\n",
    "other_name": "from enforcement_norms.reader import DataPack\npack = DataPack(__name__)\n",
    "no_hooks": "pack = object()\n",
    "wrong_hook": (
        "from enforcement_norms.hooks import hookimpl\n"
        "class Ours:\n    @hookimpl\n    def manifest(self, surprise): return None\n"
        "pack = Ours()\n"
    ),
    "wrong_answer": (
        "from enforcement_norms.hooks import hookimpl\n"
        "class Ours:\n    @hookimpl\n    def manifest(self): return {}\n    @hookimpl\n    def pack(self): return None\n"
        "pack = Ours()\n"
    ),
    "by_hand": (
        "from enforcement_norms.hooks import hookimpl\n"
        "from enforcement_norms.model.pack import Manifest, Pack\n"
        "class Ours:\n"
        "    @hookimpl\n    def manifest(self): return Manifest('by_hand', '手写', aliases=('自编',))\n"
        "    @hookimpl\n    def pack(self): return Pack(self.manifest())\n"
        "pack = Ours()\n"
    ),
}
MANIFESTS = {
    "good_pack": "schema: 1\nid: good\ntitle: 好领域\naliases: [佳域, 自编]\n",
    "invalid_data": "schema: 1\nid: invalid\ntitle: 坏领域\n",
    "other_name": "schema: 1\nid: somebody\ntitle: 别的\n",
}


@pytest.fixture(autouse=True)
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, code in MODULES.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(code)
        if name in MANIFESTS:
            (tmp_path / name / "pack.yaml").write_text(MANIFESTS[name])
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / "invalid_data" / "facts.yaml").write_text("facts:\n  a: {kind: cash, title: 甲}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


GOOD = entry("good", "good_pack:pack", version="2026.1")


def test_packs_are_listed_without_being_imported() -> None:
    registry = Registry(found=[GOOD, entry("broken", "broken_import:pack")])
    installed = registry.installed()
    assert list(installed) == ["general", "broken", "good"]
    assert installed["good"] == (Provenance("good", "norms-good", "2026.1", "good_pack:pack"),)
    assert "good_pack" not in sys.modules


def test_the_installed_packs_are_found() -> None:
    installed = Registry().installed()
    assert installed["general"][0].distribution == "enforcement-norms"
    assert {len(claims) for claims in installed.values()} == {1}


def test_a_pack_carries_the_version_of_its_distribution_and_sees_the_general_pack() -> None:
    registry = Registry(found=[GOOD])
    pack = registry.pack("good")
    assert (pack.id, pack.version, pack.module) == ("good", "2026.1", "good_pack")
    assert str(registry.provenance("good")) == "norms-good 2026.1"
    assert registry.pack("good") is pack
    assert registry.general().id == "general"


def test_a_pack_may_be_called_by_title_or_alias() -> None:
    registry = Registry(found=[GOOD, entry("broken", "broken_import:pack")])
    assert [registry.find(name) for name in ("good", "好领域", "佳域")] == ["good", "good", "good"]


def test_an_alias_of_two_packs_is_not_guessed() -> None:
    registry = Registry(found=[GOOD, entry("by_hand", "by_hand:pack")])
    with pytest.raises(PackNotFound) as raised:
        registry.find("自编")
    assert raised.value.render("zh_CN") == "“自编”是几个领域包的名称：by_hand、good；请写标识"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([GOOD], "没有领域包“goood”；是否指：good；已有：general、good"),
        ([entry("other", "by_hand:pack")], "没有领域包“goood”；已有：general、other；不能使用因而未问的：other"),
    ],
)
def test_an_unknown_pack_offers_near_names(found: list[EntryPoint], expected: str) -> None:
    with pytest.raises(PackNotFound) as raised:
        Registry(found=found).pack("goood")
    assert raised.value.render("zh_CN") == expected


def test_of_a_pack_that_is_like_none_it_is_said_how_packs_come() -> None:
    with pytest.raises(PackNotFound) as raised:
        Registry(found=[GOOD]).pack("transport")
    assert raised.value.render("zh_CN") == (
        "没有领域包“transport”；已有：general、good；其他领域另行安装，包名如 enforcement-norms-health"
    )


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("broken_import", "领域包“bad”（norms-bad 1.0）不能使用：RuntimeError: no database"),
        ("leaves", "领域包“bad”（norms-bad 1.0）不能使用：SystemExit: 3"),
        (
            "no_such_module",
            "领域包“bad”（norms-bad 1.0）不能使用：ModuleNotFoundError: No module named 'no_such_module'",
        ),
        ("no_hooks", "领域包“bad”（norms-bad 1.0）不能使用：没有实现 pack 挂钩"),
        ("wrong_answer", "领域包“bad”（norms-bad 1.0）不能使用：pack 返回 NoneType，应为 Pack"),
        ("by_hand", "登记为“bad”的领域包自称“by_hand”"),
        ("other_name", "登记为“bad”的领域包自称“somebody”"),
    ],
)
def test_what_breaks_a_pack_is_told_with_its_supplier(module: str, expected: str) -> None:
    with pytest.raises(PackBroken) as raised:
        Registry(found=[entry("bad", f"{module}:pack")]).pack("bad")
    assert raised.value.render("zh_CN") == expected


def test_hooks_of_another_signature_are_refused() -> None:
    with pytest.raises(PackBroken, match="surprise"):
        Registry(found=[entry("bad", "wrong_hook:pack")]).pack("bad")


def test_invalid_data_keeps_its_problems() -> None:
    with pytest.raises(PackInvalid) as raised:
        Registry(found=[entry("invalid", "invalid_data:pack")]).pack("invalid")
    assert [(problem.code, str(problem.where)) for problem in raised.value.problems] == [("EN104", "facts.yaml:2:13")]
    assert raised.value.message.render("zh_CN") == (
        "领域包“invalid”（norms-invalid 1.0）不能使用：领域包“invalid”的数据有 1 处错误"
    )


def test_one_broken_pack_stops_nobody() -> None:
    found = [
        GOOD,
        entry("bad", "broken_import:pack"),
        entry("invalid", "invalid_data:pack"),
        entry("by_hand", "by_hand:pack"),
    ]
    read = Registry(found=found).read()
    assert [pack.id for pack in read.packs] == ["general", "by_hand", "good"]
    assert {id_: type(failure) for id_, failure in read.failures.items()} == {"bad": PackBroken, "invalid": PackInvalid}
    assert isinstance(read.failures["bad"].__cause__, RuntimeError)


def test_only_what_is_asked_is_imported() -> None:
    read = Registry(found=[GOOD, entry("by_hand", "by_hand:pack")]).read("by_hand", "general")
    assert [pack.id for pack in read.packs] == ["general", "by_hand"]
    assert "good_pack" not in sys.modules


def test_two_packs_of_one_id_are_refused_with_both_names() -> None:
    registry = Registry(
        found=[GOOD, entry("good", "by_hand:pack", "norms-rival", "3.0"), entry("by_hand", "by_hand:pack")]
    )
    with pytest.raises(PackBroken) as raised:
        registry.pack("good")
    assert raised.value.render("zh_CN") == "几个发行包都登记了“good”：norms-good 2026.1、norms-rival 3.0；请卸载多余的"
    assert [pack.id for pack in registry.read().packs] == ["general", "by_hand"]


def test_nobody_else_is_the_general_pack() -> None:
    registry = Registry(found=[entry("general", "by_hand:pack", "norms-rival")])
    with pytest.raises(PackBroken, match="norms-rival"):
        registry.general()


def test_only_known_packs_have_a_provenance() -> None:
    with pytest.raises(PackNotFound):
        Registry(found=[GOOD]).provenance("fishing")


def test_one_entry_point_seen_twice_counts_once() -> None:
    assert [len(claims) for claims in Registry(found=[GOOD, GOOD]).installed().values()] == [1, 1]


class ByHand:
    @hookimpl
    def manifest(self) -> Manifest:
        return Manifest("by_hand", "手写")

    @hookimpl
    def pack(self, general: Pack | None) -> Pack:
        return Pack(self.manifest(), facts={} if general is None else dict(general.facts))


def test_hooks_written_by_hand_are_given_the_general_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    point = entry("by_hand", "by_hand:pack")
    monkeypatch.setattr(import_module("by_hand"), "pack", ByHand())
    registry = Registry(found=[point])
    assert registry.pack("by_hand").facts == registry.general().facts


def overlay(folder: Path, text: str) -> Path:
    folder.mkdir()
    if text:
        (folder / "pack.yaml").write_text(text)
    return folder


PROCEDURE = """- id: sichuan_hearing
  step: hearing
  division: "510000"
  in_force: {from: 2021-07-15}
  cites: [administrative_penalty_law#63]
  any: [{kinds: [fine], at_least: 5万元}]
"""


def test_overlays_add_to_the_pack_they_name_and_to_no_other(tmp_path: Path) -> None:
    general = overlay(tmp_path / "one", "")
    (general / "procedure.yaml").write_text(PROCEDURE)
    good = overlay(tmp_path / "two", "schema: 1\nid: good\noverlay: true\n")
    (good / "procedure.yaml").write_text(PROCEDURE.replace("sichuan_hearing", "good_hearing"))
    plain = Registry(found=[GOOD])
    registry = Registry([general, good], found=[GOOD])
    assert len(registry.general().procedure) == len(plain.general().procedure) + 1
    assert [rule.id for rule in registry.pack("good").procedure] == ["good_hearing"]
    assert plain.pack("good").procedure == ()


def test_an_overlay_of_a_pack_that_is_not_installed_is_refused(tmp_path: Path) -> None:
    stray = overlay(tmp_path / "stray", "schema: 1\nid: fishing\noverlay: true\n")
    with pytest.raises(PackNotFound) as raised:
        Registry([stray], found=[GOOD]).read("good")
    assert raised.value.render("zh_CN") == "补充数据“stray”所补充的领域包“fishing”没有安装"


def test_a_broken_overlay_breaks_the_pack_it_adds_to(tmp_path: Path) -> None:
    broken = overlay(tmp_path / "broken", "schema: 1\nid: good\noverlay: true\n")
    (broken / "procedure.yaml").write_text("- id: x\n")
    read = Registry([broken], found=[GOOD, entry("by_hand", "by_hand:pack")]).read()
    assert [pack.id for pack in read.packs] == ["general", "by_hand"]
    assert {str(problem.where) for problem in read.failures["good"].problems} == {"broken/procedure.yaml:1:3"}
