"""The texts of a pack that people see, and the catalogue that translates them."""

from pathlib import Path

import pytest
from tests.support import Law, law

from enforcement_norms.checks.translations import catalogue_of, compared, placeholders, translatable, write_missing
from enforcement_norms.i18n import Translation, read_translations
from enforcement_norms.model.findings import CaseRule
from enforcement_norms.model.pack import Manifest, Pack

CLAUSE = """\
note: 处分不在其内
branches:
  - title: 首次
    measures:
      - {id: order, kind: order, object: 限期拆除, scope: 建筑活动, by: 城管部门, starts: 自决定之日起, note: 由其承担费用}
"""


@pytest.fixture
def trade(tmp_path: Path) -> Law:
    return law(tmp_path, CLAUSE)


def test_every_text_once_with_the_place_where_it_stands_first(trade: Law) -> None:
    found = {words: f"{place.file}:{place.line}" for place, words in translatable(trade.pack)}
    assert found["试验"] == "pack.yaml:0"
    assert found["试验机关"] == "pack.yaml:0"
    assert found["中华人民共和国贸易法"] == "sources.yaml:0"
    assert found["货值是多少？"] == "facts.yaml:3"
    assert found["限期内"].startswith("facts.yaml:")
    assert found["吨"].startswith("facts.yaml:")
    clause = "violations/trade.2000-01-01.yaml"
    own = {words for words, place in found.items() if place.startswith(clause)}
    assert own == {
        "违法trade",
        "处分不在其内",
        "首次",
        "限期拆除",
        "建筑活动",
        "城管部门",
        "自决定之日起",
        "由其承担费用",
    }


def test_aliases_document_numbers_and_rules_in_python_are_not_spoken() -> None:
    rule = CaseRule("sum", "合计", lambda _case: ())
    pack = Pack(Manifest("trial", "Trial", aliases=("别名",)), case_rules=(rule,))
    assert list(translatable(pack)) == []


def entry(string: str, *, fuzzy: bool = False) -> Translation:
    return Translation(string, fuzzy, 7)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"名称{x}": entry("name {x}")}, []),
        ({}, ["pack.yaml EN290 “名称{x}”没有 en 译文"]),
        ({"名称{x}": entry("")}, ["pack.yaml EN290 “名称{x}”没有 en 译文"]),
        ({"名称{x}": entry("name {x}", fuzzy=True)}, ["pack.yaml EN292 “名称{x}”的 en 译文待定（fuzzy）"]),
        ({"名称{x}": entry("name {y}")}, ["pack.yaml EN291 “名称{x}”的 en 译文占位符不同"]),
    ],
)
def test_what_a_catalogue_lacks(known: dict[str, Translation], expected: list[str]) -> None:
    pack = Pack(Manifest("trial", "名称{x}"))
    problems = list(compared(pack, known, "en"))
    assert [f"{problem.where} {problem.code} {problem.message}" for problem in problems] == expected
    assert all(
        str(place) == "locale/en/LC_MESSAGES/trial.po:7" for problem in problems for place, _note in problem.also
    )


def test_missing_entries_are_appended_and_the_rest_stays(trade: Law, tmp_path: Path) -> None:
    file = tmp_path / "new" / "trial.po"
    number = len(list(translatable(trade.pack)))
    assert write_missing(trade.pack, file) == number
    assert write_missing(trade.pack, file) == 0
    entries = read_translations(file)
    assert len(entries) == number
    assert entries["限期拆除"].string == ""
    written = file.read_text(encoding="utf-8")
    assert '#: violations/trade.2000-01-01.yaml:10\nmsgid "限期拆除"\nmsgstr ""\n' in written
    file.write_text(
        written.replace('msgid "限期拆除"\nmsgstr ""', 'msgid "限期拆除"\nmsgstr "demolition"'), encoding="utf-8"
    )
    bare = file.read_text(encoding="utf-8").replace('msgid "建筑活动"\nmsgstr ""\n', "")
    file.write_text(bare, encoding="utf-8")
    assert write_missing(trade.pack, file) == 1
    assert read_translations(file)["限期拆除"].string == "demolition"
    assert [problem.code for problem in compared(trade.pack, read_translations(file), "en")] == ["EN290"] * (number - 1)


def test_quotes_and_lines_survive_the_file(tmp_path: Path) -> None:
    pack = Pack(Manifest("trial", '名称"甲"\n乙\\丙'))
    file = tmp_path / "trial.po"
    assert write_missing(pack, file) == 1
    assert list(read_translations(file)) == ['名称"甲"\n乙\\丙']


def test_data_that_no_package_holds_has_no_catalogue(trade: Law) -> None:
    assert catalogue_of(trade.pack, "en") is None


@pytest.mark.parametrize(("words", "names"), [("{a}和{b}", {"a", "b"}), ("没有", set()), ("开了{不关", set())])
def test_placeholders(words: str, names: set[str]) -> None:
    assert placeholders(words) == names
