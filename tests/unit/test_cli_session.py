"""One run of a command: what is wrong is told of the right file."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from tests.support import MANIFEST, SOURCES, violation

from enforcement_norms.cli.session import Session, placed, problem_data
from enforcement_norms.errors import CaseInvalid, PackInvalid, Place, Problem
from enforcement_norms.i18n import _
from enforcement_norms.registry import Registry

RECORD = Place("cases.jsonl", 7)


def test_problems_of_a_record_are_in_its_file_and_line() -> None:
    problem = Problem("EN302", Place(path="facts.goods"), _("没有名为“{name}”的事实", name="goods"))
    (told,) = placed(CaseInvalid(_("案件数据有误"), (problem,)), RECORD).problems
    assert told.where == Place("cases.jsonl", 7, 0, "facts.goods")


def test_problems_of_a_pack_stay_in_its_files() -> None:
    wrong = [Problem("EN102", Place("facts.yaml", line, 1), _("缺少键“{key}”", key="title")) for line in (3, 5, 8, 13)]
    broken = PackInvalid(_("领域包“{pack}”的数据有 {count} 处错误", pack="trial", count=4), wrong)
    (told,) = placed(broken, RECORD).problems
    assert told.render().splitlines() == [
        "cases.jsonl:7 pack_broken 领域包“trial”的数据有 4 处错误",
        "  facts.yaml:3:1 缺少键“title”",
        "  facts.yaml:5:1 缺少键“title”",
        "  facts.yaml:8:1 缺少键“title”",
        "  建议: 用 enorms check 查看领域包的全部问题",
    ]
    assert problem_data(told)["also"][0] == {"where": "facts.yaml:3:1", "message": "缺少键“title”"}


def test_a_pack_that_makes_no_sense_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "senseless"
    (folder / "violations").mkdir(parents=True)
    (folder / "__init__.py").write_text("from enforcement_norms import DataPack\npack = DataPack(__name__)\n")
    (folder / "pack.yaml").write_text(MANIFEST.replace("trial", "senseless"), encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    clause = "branches: [{measures: [{id: fine, kind: fine, follows: none, amount: {range: {at_most: 3万元}}}]}]"
    (folder / "violations" / "trade.2000-01-01.yaml").write_text(violation("trade", clause), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    session = Session()
    found = [EntryPoint("senseless", "senseless:pack", "enforcement_norms")]
    monkeypatch.setattr(session, "_registry", Registry(found=found))
    with pytest.raises(PackInvalid, match="senseless"):
        session.pack("senseless")
    assert session.pack("general").id == "general"
