"""Explanations word by word (goldens), and what they must never do."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from attrs import evolve
from tests.support import Law, law

from enforcement_norms import Case, Determination, Norms, Outcome, evaluate, explain, load
from enforcement_norms.explanation import FORMATS, Format, outline_of, steps_outline, summary
from enforcement_norms.explanation.clause import clause_outline
from enforcement_norms.explanation.outline import Line
from enforcement_norms.explanation.steps import Sentences
from enforcement_norms.interchange import case_from
from enforcement_norms.reader import circumstance_ids, fact_table, read_case

ROOT = Path(__file__).parents[2]
GOLDENS = ROOT / "tests" / "goldens"
TOLD = {
    "determined": "某食品店",
    "judgement": "某超市公司",
    "readings": "某设计院",
    "exempt": "某小吃店",
    "undetermined": "某网络主播",
    "not_covered": "某医疗器械公司",
    "new_law_is_lighter": "甲某",
    "laws_opposed": "乙某",
    "time_barred": "丙某",
    "persons": "某农产品合作社",
}
"""Cases of `examples/cases.jsonl` whose explanations are kept, by what they show."""


@pytest.fixture(scope="module")
def determined() -> Callable[[str], Determination]:
    """The determination of an example by the name of its party."""
    records = [
        json.loads(line) for line in (ROOT / "examples" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    by_id = {record["id"]: record for record in records}
    loaded: dict[str, Norms] = {}

    def one(name: str) -> Determination:
        record = by_id[name]
        domain = record["violation"].partition(".")[0]
        if domain not in loaded:
            loaded[domain] = load(domain)
        packs = tuple(loaded[domain].packs.values())
        return evaluate(loaded[domain], read_case(record, fact_table(*packs), circumstance_ids(*packs), bare_yuan=True))

    return one


@pytest.mark.parametrize("shows", TOLD)
@pytest.mark.parametrize(("locale", "format_", "suffix"), [("zh_CN", "text", "txt"), ("en", "markdown", "md")])
def test_the_explanation_is_word_by_word(
    shows: str,
    locale: str,
    format_: Format,
    suffix: str,
    determined: Callable[[str], Determination],
    request: pytest.FixtureRequest,
) -> None:
    actual = explain(determined(TOLD[shows]), locale, format_) + "\n"
    golden = GOLDENS / f"{shows}.{locale}.{suffix}"
    if request.config.getoption("--update-goldens"):
        golden.write_text(actual, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == actual


def test_the_goldens_show_every_outcome(determined: Callable[[str], Determination]) -> None:
    assert {determined(name).outcome for name in TOLD.values()} == set(Outcome)


def test_json_says_the_same_as_text(determined: Callable[[str], Determination]) -> None:
    found = determined("某超市公司")
    data = json.loads(explain(found, format="json"))
    said = list(texts(data))
    written = [line.strip() for line in explain(found).splitlines()[1:] if line.strip() and not line.startswith("【")]
    assert data["schema"] == "enforcement-norms.explanation/1"
    assert data["locale"] == "zh_CN"
    assert said == written


def texts(data: dict[str, Any]) -> Iterator[str]:
    for section in data["sections"]:
        yield from lines(section["lines"])


def lines(given: list[dict[str, Any]]) -> Iterator[str]:
    for each in given:
        yield each["text"]
        yield from lines(each.get("lines", []))


def test_it_reads_what_is_recorded_and_computes_nothing(
    determined: Callable[[str], Determination],
) -> None:
    found = determined("某食品店")
    told = explain(evolve(found, penalties=found.penalties[1:2], statutory=()))
    assert "没收违法生产经营的食品、食品添加剂（应当）" in told
    assert "5万元以上10万元以下" not in told


def test_without_packs_ids_speak_for_themselves(determined: Callable[[str], Determination]) -> None:
    told = explain(evolve(determined("某网络主播"), vocabulary=()))
    assert "illegal_gains" in told
    assert "《advertising_law》" in told


@pytest.mark.parametrize("name", TOLD.values())
def test_english_leaves_no_chinese_but_names(name: str, determined: Callable[[str], Determination]) -> None:
    """Dates of birth and ids are as the case gives them; every sentence is translated."""
    told = explain(determined(name), "en")
    chinese = {sign for sign in told if "\u3400" <= sign <= "\u9fff"}
    assert chinese <= set("".join(evidence(determined(name).case)))


def evidence(case: Case) -> list[str]:
    return [each.evidence for each in case.circumstances.values()]


def test_unknown_locale_and_format_are_refused(determined: Callable[[str], Determination]) -> None:
    found = determined("某食品店")
    with pytest.raises(ValueError, match="unknown locale 'fr'; known: zh_CN, en"):
        explain(found, "fr")
    other: Any = "html"
    with pytest.raises(ValueError, match="unknown format 'html'; known: text, markdown, json"):
        explain(found, format=other)
    assert get_args(Format) == FORMATS == get_args(Literal["text", "markdown", "json"])


def test_markdown_escapes_what_packs_write(tmp_path: Path) -> None:
    trial = law(tmp_path, "branches: [{measures: [{id: goods, kind: order, object: '*撤下* <网页>'}]}]")
    told = explain(trial.decide(), format="markdown")
    assert "- \\*撤下\\* \\<网页\\>（应当）" in told


def test_summary_is_the_gist(determined: Callable[[str], Determination]) -> None:
    assert [line.render() for line in summary(determined("某小吃店"))] == [
        "违反明码标价规定：不予处罚",
        "处罚依据：《价格违法行为行政处罚规定》第十三条",
        "轻微并及时纠正且无危害后果不予处罚",
        "责令改正（应当）",
        "接受教育（应当）",
    ]


def trial_of(tmp_path: Path) -> Law:
    return law(
        tmp_path,
        """
        branches:
          - when: {licensed: false}
            title: 没有许可
            measures:
              - {id: fine, kind: fine, amount: {times: {of: value, at_least: 2倍, at_most: 5倍}}}
              - {id: shut, kind: close_down, when: {judged: serious}}
              - {id: bar, kind: bar_from_permit, life: true, follows: shut, scope: 贸易}
              - {id: persons, kind: fine, addressee: [main_responsible], per_person: true,
                 amount: {scale: {of: fine, basis: decided, at_least: 5%, at_most: 10%}}}
          - measures: [{id: order, kind: correction_order}]
        """,
    )


def test_missing_facts_are_asked_by_their_questions(tmp_path: Path) -> None:
    told = explain(trial_of(tmp_path).decide())
    assert "事实不全，幅度尚不能确定" in told
    assert "查明以下事实，幅度即可确定" in told
    assert "  是否取得许可？" in told


def test_what_hangs_on_a_decision_says_so(tmp_path: Path) -> None:
    told = explain(trial_of(tmp_path).decide(facts={"licensed": False, "value": "1万元"}))
    assert "对主要负责人罚款：1000元以上5000元以下（应当）" in told
    assert "    按“罚款”计算：该项决定以后，幅度随之确定" in told
    assert "  限制申请行政许可：终身（应当；是否适用待定）" in told
    assert "    范围：贸易" in told


def test_what_the_whole_clause_presupposes_is_named_first(tmp_path: Path) -> None:
    """无证无照经营查处办法第十三条: nothing is imposed since other law governs; the reason stands in the first lines."""
    clause = """
    when: {value: {at_least: 1万元}, licensed: false, not: {judged: excused}}
    branches: [{measures: [{id: fine, kind: fine, amount: {exactly: 200元}}]}]
    """
    trade = law(tmp_path, clause)
    reason = "条文的前提不成立，不适用本条：货值——5000元"
    found = trade.decide(facts={"value": "5000元", "licensed": False})
    assert explain(found, locale="zh_CN").splitlines()[4] == reason
    assert [words.render("zh_CN") for words in summary(found)][2] == reason
    several = trade.decide(facts={"licensed": True}, judgements={"excused": True})
    assert "不适用本条：有许可——是、有正当理由——是" in explain(several, locale="zh_CN")
    applies = trade.decide(facts={"value": "1万元", "licensed": False})
    assert "不适用本条" not in explain(applies, locale="zh_CN")


def test_a_clause_shows_the_branches_of_each_reading(tmp_path: Path) -> None:
    clause = """
    when: {not: {judged: excused}}
    readings:
      - id: narrow
        reason: 只及于单位
        branches:
          - id: none
            title: 有许可的
            when: {licensed: true}
            measures: [{id: warning, kind: warning}]
          - {gap: statutory}
      - {id: wide, reason: 及于个人, branches: [{measures: [{id: criticism, kind: criticism}]}]}
    also:
      - {when: {licensed: true}, stands_alone: true, measures: [{id: points, kind: points, points: {exactly: 6}}]}
    """
    rules = """
    - id: bars
      instrument: trade_law
      in_force: {from: 2000-01-01}
      cites: [trade_law#40]
      adds: [{measures: [{id: bar, kind: ban_practice, addressee: [driver], life: true}]}]
    """
    trade = law(tmp_path, clause, {"instrument_rules.yaml": rules})
    outline = clause_outline(trade.norms.tracks["trial.trade"], date(2026, 3, 5))
    (measures,) = [each for each in outline.sections if each.id == "measures"]
    assert list(indented(measures.lines)) == [
        "按一种理解：只及于单位",
        "  有许可的",
        "    条件：有许可",
        "    警告（应当）",
        "      依据：《中华人民共和国贸易法》第九条",
        "  第2种情形",
        "    其他情形",
        "    条文没有规定",
        "按一种理解：及于个人",
        "  通报批评（应当）",
        "    依据：《中华人民共和国贸易法》第九条",
        "前提不成立时仍然适用",
        "  另外，有许可的",
        "    记分：记6分（应当）",
        "      依据：《中华人民共和国贸易法》第九条",
        "对驾驶人禁止从业：终身（应当）",
        "  依据：《中华人民共和国贸易法》第四十条",
    ]


def indented(lines: Iterable[Line], depth: int = 0) -> Iterator[str]:
    for each in lines:
        yield "  " * depth + each.words.render("zh_CN")
        yield from indented(each.under, depth + 1)


def test_every_recorded_step_can_be_said(determined: Callable[[str], Determination]) -> None:
    recorded = {id_ for name in TOLD.values() for id_, _values in determined(name).steps} - {"measures"}
    assert {id_ for id_ in recorded if not callable(getattr(Sentences, id_, None))} == set()
    assert {"version", "branch", "circumstance", "direction", "exempt", "missing", "judgement", "versions"} <= recorded


def test_steps_alone_show_what_came_of_them(determined: Callable[[str], Determination]) -> None:
    alone = steps_outline(determined("某食品店")).as_text("zh_CN")
    assert "得出的措施和幅度\n  没收违法所得：1200元以下（应当）" in alone
    assert "得出以上措施和幅度" in outline_of(determined("某食品店")).as_text("zh_CN")


def test_a_case_of_the_json_form_is_explained_alike(determined: Callable[[str], Determination]) -> None:
    from enforcement_norms.interchange import case_data

    found = determined("甲某")
    assert case_from(case_data(found.case)) == found.case
