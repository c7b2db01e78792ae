"""One run of a command: what is wrong is told of the right file."""

from enforcement_norms.cli.session import placed, problem_data
from enforcement_norms.errors import CaseInvalid, PackInvalid, Place, Problem
from enforcement_norms.i18n import _

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
