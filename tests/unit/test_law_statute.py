from datetime import date
from pathlib import Path

import pytest

from enforcement_norms.errors import LawNotFound
from enforcement_norms.law import Citation, Statute, read_statute

SAMPLE = """<!-- 示例文本，为测试编写。 -->

# 示例条例

2020年1月1日 示例机关公布

<!-- INFO END -->

## 第一章 总　则

第一条 为了测试，制定本条例。

### 第一节 范 围

第二条 下列场所适用本条例：

（一）甲类场所；

（二）乙类场所，包括：

1．小型乙类场所；

2．大型乙类场所。

（三）其他场所。

第三条 本条例所称场所，是指房屋。

所称房屋包括：

（一）住宅。

住宅包括宿舍。

（二）商铺。

宿舍另行规定。

## 第二章 法律责任

第三条之一 违反本条例第二条规定，有下列情形之一，货值金额不足一万元的，处五千元以上二万元以下罚款：

（一）在甲类场所堆放示例物品的；

（二）逾期三十日不清理的。

有前款第二项情形，情节严重的，处货值金额二倍以上五倍以下罚款。

第一款规定的期限自责令之日起计算。

附 则

第四条 本条例自2020年3月1日起施行。

附件：

示例场所目录

一、甲类场所：

（一）示例仓库；

（二）示例车间。

二、乙类场所。
"""

OPINION = """# 示例意见

2020年1月1日

<!-- INFO END -->

各示例机关：

现提出如下意见。

## 一、总体要求

（一）指导思想。坚持测试。

（二）基本原则。

坚持公正。

1．先测试。

2．后发布，期限不超过五个工作日。

## 二、工作任务

（三）制定目录。

三、本意见自印发之日起施行。
"""


def statute(folder: Path, text: str) -> Statute:
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    return read_statute(path, "示例条例", date(2020, 1, 1))


@pytest.fixture
def sample(tmp_path: Path) -> Statute:
    return statute(tmp_path, SAMPLE)


@pytest.fixture
def opinion(tmp_path: Path) -> Statute:
    return statute(tmp_path, OPINION)


def at(written: str) -> Citation:
    return Citation.parse_id(f"sample#{written}" if written else "sample")


def test_head_and_articles(sample: Statute) -> None:
    assert (sample.title, sample.version) == ("示例条例", date(2020, 1, 1))
    assert sample.doubts == ("示例文本，为测试编写。",)
    assert sample.history == ("2020年1月1日 示例机关公布",)
    assert [article.citation("sample").id for article in sample.articles] == [
        "sample#1",
        "sample#2",
        "sample#3",
        "sample#3-1",
        "sample#4",
        "sample#a",
        "sample#a1",
        "sample#a2",
    ]


def test_headings_above_an_article(sample: Statute) -> None:
    assert sample.article(at("1")).headings == ("第一章 总 则",)
    assert sample.article(at("2")).headings == ("第一章 总 则", "第一节 范 围")
    assert sample.article(at("3-1")).headings == ("第二章 法律责任",)
    assert sample.article(at("4")).headings == ("附 则",)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("1", "为了测试，制定本条例。"),
        ("2.1.1", "甲类场所；"),
        ("2..2", "乙类场所，包括：\n1．小型乙类场所；\n2．大型乙类场所。"),
        ("2.1.2.2", "大型乙类场所。"),
        ("3.1", "本条例所称场所，是指房屋。"),
        ("3.2.1", "住宅。\n住宅包括宿舍。"),
        ("3.2", "所称房屋包括：\n（一）住宅。\n住宅包括宿舍。\n（二）商铺。"),
        ("3.3", "宿舍另行规定。"),
        ("3-1.3", "第一款规定的期限自责令之日起计算。"),
        ("a1.2", "示例车间。"),
        ("a2", "乙类场所。"),
        ("a", "示例场所目录\n甲类场所：\n（一）示例仓库；\n（二）示例车间。\n乙类场所。"),
    ],
)
def test_text_of_a_place(sample: Statute, place: str, text: str) -> None:
    assert sample.exists(at(place))
    assert sample.text(at(place)) == text


def test_an_item_may_come_with_the_words_that_introduce_it(sample: Statute) -> None:
    lead = "违反本条例第二条规定，有下列情形之一，货值金额不足一万元的，处五千元以上二万元以下罚款："
    assert sample.text(at("3-1.1.1"), with_lead=True) == f"{lead}\n在甲类场所堆放示例物品的；"
    assert sample.text(at("2.1.2.1"), with_lead=True) == "下列场所适用本条例：\n乙类场所，包括：\n小型乙类场所；"
    assert sample.text(at("3.1"), with_lead=True) == sample.text(at("3.1"))


def test_numbers_of_a_place(sample: Statute) -> None:
    assert [number.words for number in sample.numbers(at("3-1.1.2"))] == ["三十日"]
    assert [number.words for number in sample.numbers(at("3-1.1.1"), with_lead=True)] == ["一万元", "五千元", "二万元"]
    assert [(number.words, number.bound().value) for number in sample.numbers(at("3-1.2"))] == [
        ("二倍", "at_least"),
        ("五倍", "at_most"),
    ]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("5", "《示例条例》（2020-01-01 版本）没有第五条：该文本的末条是第四条"),
        ("3.4", "《示例条例》（2020-01-01 版本）没有第三条第四款：该条有 3 款"),
        ("2.1.12", "《示例条例》（2020-01-01 版本）没有第二条第一款第（十二）项：该处列有第 1 至第 3 项"),
        ("1.1.1", "《示例条例》（2020-01-01 版本）没有第一条第一款第（一）项：该处没有分项"),
        ("2.1.2.3", "《示例条例》（2020-01-01 版本）没有第二条第一款第（二）项第3目：该处列有第 1 至第 2 目"),
        ("a3", "《示例条例》（2020-01-01 版本）没有附录第三条：该文本的附录中没有这一条"),
        ("s3", "《示例条例》（2020-01-01 版本）没有三、：该文本的末条是第四条"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(sample: Statute, place: str, message: str) -> None:
    assert not sample.exists(at(place))
    with pytest.raises(LawNotFound) as caught:
        sample.text(at(place))
    assert caught.value.render("zh_CN") == message


def test_an_open_paragraph_must_be_the_only_one_with_that_item(tmp_path: Path) -> None:
    text = "第一条 甲：\n\n（一）子。\n\n乙：\n\n（一）丑；\n\n（二）寅。\n"
    short = statute(tmp_path, text)
    assert short.text(at("1..2")) == "寅。"
    assert short.canonical(at("1..2")) == at("1.2.2")
    with pytest.raises(LawNotFound, match="须写明第几款"):
        short.text(at("1..1"))


def test_canonical_citations_name_the_paragraph_of_an_item(sample: Statute) -> None:
    assert sample.canonical(at("2..2")) == at("2.1.2")
    assert sample.canonical(at("2..2.1")) == at("2.1.2.1")
    assert sample.canonical(at("3..1")) == at("3.2.1")
    assert sample.canonical(at("1.1")) == at("1")
    assert sample.canonical(at("3.1")) == at("3.1")
    assert sample.canonical(at("a1.2")) == at("a1.2")
    assert sample.canonical(at("")) == at("")


def test_named_citations_count_no_sole_paragraph(sample: Statute) -> None:
    assert sample.named(at("2.1.1")).render("zh_CN") == "《示例条例》第二条第（一）项"
    assert sample.named(at("3.2.1")).render("zh_CN") == "《示例条例》第三条第二款第（一）项"
    assert sample.named(at("3-1"), "Sample Regulations").render("en") == "Sample Regulations, Art. 3-1"
    assert sample.named(at("a1")).render("zh_CN") == "《示例条例》附录第一条"


def test_every_place_is_found_by_its_own_citation(sample: Statute, opinion: Statute) -> None:
    for text in (sample, opinion):
        places = list(text.places("sample"))
        assert len({citation for citation, _ in places}) == len(places)
        for citation, passage in places:
            assert text.text(citation) == passage.text
            assert Citation.parse_id(citation.id) == citation


def test_the_hash_follows_the_words_and_not_the_spaces(sample: Statute, tmp_path: Path) -> None:
    spaced = statute(tmp_path, SAMPLE.replace("为了测试，制定", "为了 测试，制定"))
    changed = statute(tmp_path, SAMPLE.replace("为了测试，制定", "为测试，制定"))
    assert sample.content_hash(at("1")) == spaced.content_hash(at("1"))
    assert sample.content_hash(at("1")) != changed.content_hash(at("1"))
    assert sample.content_hash(at("2")) == changed.content_hash(at("2"))
    assert len(sample.content_hash(at("2.1.1"))) == 64


def test_texts_without_articles_are_cut_into_parts(opinion: Statute) -> None:
    assert opinion.text(at("s1.1")) == "指导思想。坚持测试。"
    assert opinion.text(at("s1.2")) == "基本原则。\n坚持公正。\n1．先测试。\n2．后发布，期限不超过五个工作日。"
    assert opinion.text(at("s1.2.1")) == "先测试。"
    assert opinion.text(at("s2")) == "（三）制定目录。"
    assert opinion.text(at("s3")) == "本意见自印发之日起施行。"
    assert opinion.article(at("s2")).headings == ("工作任务",)
    assert opinion.text(at("")).startswith("各示例机关：\n现提出如下意见。")
    assert [number.words for number in opinion.numbers(at("s1.2.2"))] == ["五个工作日"]


def test_parts_that_are_not_there(opinion: Statute) -> None:
    with pytest.raises(LawNotFound, match="没有条号"):
        opinion.text(at("3"))
    with pytest.raises(LawNotFound, match="该文本没有附录"):
        opinion.text(at("a"))


def test_lines_that_only_look_like_marks_stay_text(tmp_path: Path) -> None:
    text = (
        "第一条 甲。\n\n第一款规定的甲，另行规定。\n\n（一）至（二）项不适用。\n\n第一条第（二）项同。\n\n第二条 乙。\n"
    )
    short = statute(tmp_path, text)
    assert [len(article.paragraphs) for article in short.articles] == [4, 1]


def test_items_may_begin_with_any_word(tmp_path: Path) -> None:
    text = (
        "第一条 甲：\n\n（一）及时清理；\n\n（二）项目负责人；\n\n（三）和解；\n\n(四)或有事项；\n\n（五）至少一名。\n"
    )
    assert [part.number for part in statute(tmp_path, text).articles[0].paragraphs[0].parts] == [1, 2, 3, 4, 5]


def test_a_list_that_goes_on_keeps_what_stands_between_its_items(tmp_path: Path) -> None:
    text = "第一条 甲：\n\n（一）子。\n\n子的说明：\n\n1．一号。\n\n一号的说明。\n\n2．二号。\n\n（二）丑。\n\n乙。\n"
    short = statute(tmp_path, text)
    assert short.text(at("1.1.1")) == "子。\n子的说明：\n1．一号。\n一号的说明。\n2．二号。"
    assert short.text(at("1.1.1.1")) == "一号。\n一号的说明。"
    assert short.text(at("1.1.2")) == "丑。"
    assert short.text(at("1.2")) == "乙。"


def test_a_heading_without_mark_is_no_paragraph(tmp_path: Path) -> None:
    short = statute(tmp_path, "第一条 甲。\n\n示例物品管理\n\n第二条 乙。\n\n（一）丙\n")
    assert [len(article.paragraphs) for article in short.articles] == [1, 1]
    assert short.article(at("2")).headings == ("示例物品管理",)
