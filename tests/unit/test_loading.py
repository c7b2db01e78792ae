"""`load`: installed packs and overlays → norms; a broken pack is told and stops nobody else."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from tests.support import FACTS, MANIFEST, SOURCES, violation

from enforcement_norms import Norms, PackBroken, PackInvalid, PackNotFound, load
from enforcement_norms.loading import BrokenPackWarning, load_from
from enforcement_norms.registry import Registry

CLAUSE = "branches: [{measures: [{id: fine, kind: fine, amount: {range: {at_most: 3万元}}}]}]"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Three packs: `trial` is good, `torn` cannot be read, `unsound` can be read but makes no sense."""
    monkeypatch.syspath_prepend(str(tmp_path))
    files = {
        "trial": {
            "sources.yaml": SOURCES,
            "facts.yaml": FACTS,
            "violations/trade.2000-01-01.yaml": violation("trade", CLAUSE),
        },
        "torn": {"facts.yaml": "facts: [1"},
        "unsound": {
            "sources.yaml": SOURCES,
            "violations/trade.2000-01-01.yaml": violation(
                "trade", CLAUSE.replace("id: fine,", "id: fine, follows: none,")
            ),
        },
    }
    for id_, written in files.items():
        folder = tmp_path / f"loading_{id_}"
        for name, text in {"pack.yaml": MANIFEST.replace("trial", id_).replace("试验", id_), **written}.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        (folder / "__init__.py").write_text(
            "from enforcement_norms import DataPack\npack = DataPack(__name__)\n", encoding="utf-8"
        )
    return Registry(found=[EntryPoint(id_, f"loading_{id_}:pack", "enforcement_norms") for id_ in files])


def test_one_domain_with_the_general_law() -> None:
    norms = load("health")
    assert isinstance(norms, Norms)
    assert set(norms.packs) == {"general", "health"}
    assert set(norms.failures) == set()
    assert all(id_.startswith("health.") for id_ in norms.tracks)


def test_domains_by_alias_and_title() -> None:
    assert set(load("应急管理", "教育").packs) == {"general", "work_safety", "education"}


def test_an_unknown_domain_offers_near_names() -> None:
    with pytest.raises(PackNotFound, match="没有领域包“heath”；是否指：health；已有："):
        load("heath")


def test_a_named_pack_that_is_broken_raises(registry: Registry) -> None:
    with pytest.raises(PackInvalid) as broken:
        load_from(registry, "trial", "torn")
    assert [problem.code for problem in broken.value.problems] == ["EN006"]


def test_a_pack_that_makes_no_sense_is_broken_too(registry: Registry) -> None:
    with pytest.raises(PackInvalid) as broken:
        load_from(registry, "unsound")
    assert broken.value.message.render() == "领域包“unsound”的数据有 1 处错误"
    assert broken.value.problems[0].message.render() == "措施“fine”的 follows 指向不存在的“none”"


def test_several_broken_packs_are_told_together(registry: Registry) -> None:
    with pytest.raises(PackBroken) as broken:
        load_from(registry, "torn", "unsound")
    assert broken.value.message.render() == "不能使用的领域包：torn、unsound"
    assert [problem.where.file for problem in broken.value.problems] == [
        "facts.yaml",
        "violations/trade.2000-01-01.yaml",
    ]


def test_without_names_the_others_go_on(registry: Registry) -> None:
    with pytest.warns(BrokenPackWarning) as warned:
        norms = load_from(registry)
    assert {str(each.message).partition("”")[0] for each in warned} == {"领域包“torn", "领域包“unsound"}
    assert set(norms.failures) == {"torn", "unsound"}
    assert set(norms.tracks) == {"trial.trade"}


def test_a_broken_pack_is_warned_of_where_packs_are_loaded(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enforcement_norms.loading.registry_with", lambda _overlays: registry)
    with pytest.warns(BrokenPackWarning) as warned:
        load()
    assert {Path(each.filename).name for each in warned} == {Path(__file__).name}


def test_an_overlay_adds_to_the_pack_it_names(tmp_path: Path) -> None:
    folder = tmp_path / "local"
    (folder / "standards" / "511702").mkdir(parents=True)
    (folder / "pack.yaml").write_text("schema: 1\nid: health\noverlay: true\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(
        "local_discretion:\n  title: 通川区卫生健康行政处罚裁量基准\n  kind: normative_document\n"
        "  issuer: 通川区卫生健康局\n  division: '511702'\n"
        "  versions: [{text: 2025-12-01, from: 2026-01-01}]\n",
        encoding="utf-8",
    )
    (folder / "standards" / "511702" / "unlicensed_medical_practice.2026-01-01.yaml").write_text(
        "id: unlicensed_medical_practice\ntitle: 通川区裁量基准\nrefines: unlicensed_medical_practice\n"
        "issuer: 通川区卫生健康局\ndocument: 通区卫发〔2025〕1号\npublished_on: 2025-12-01\n"
        "in_force: {from: 2026-01-01}\ncites: [local_discretion]\n"
        "tiers: [{id: all, title: 全部, otherwise: true, set: {fine: {share: {at_least: 0%, at_most: 50%}}}}]\n",
        encoding="utf-8",
    )
    local = load("health", overlays=[folder])
    assert [standard.title for standard in local.packs["health"].standards if standard.division == "511702"] == [
        "通川区裁量基准"
    ]
    assert not [each for each in load("health").packs["health"].standards if each.division == "511702"]


def test_nothing_is_shared_between_calls() -> None:
    assert load("health") is not load("health")
