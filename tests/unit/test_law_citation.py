import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.errors import ValueProblem
from enforcement_norms.i18n import text
from enforcement_norms.law import (
    Citation,
    Level,
    NamedCitation,
    between,
    format_citation,
    place_in_chinese,
    read_citations,
)

TITLE = "示例管理条例"
KNOWN = {TITLE: "sample"}


def numbers(largest: int = 400) -> st.SearchStrategy[int]:
    return st.integers(min_value=0, max_value=largest)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    kind = draw(st.sampled_from(["whole", "article", "section", "annex"]))
    if kind == "whole":
        return Citation("sample")
    if kind == "article":
        return Citation(
            "sample",
            article=draw(st.integers(1, 1300)),
            suffix=draw(numbers(12)),
            paragraph=draw(numbers(12)),
            item=draw(numbers(40)),
            point=draw(numbers(12)),
        )
    section = draw(st.integers(1, 30)) if kind == "section" else draw(numbers(30))
    item = draw(numbers(30)) if section else 0
    return Citation("sample", section=section, item=item, point=draw(numbers(9)) if item else 0, annex=kind == "annex")


@given(citations())
def test_the_id_reads_back(citation: Citation) -> None:
    assert Citation.parse_id(citation.id) == citation


@given(citations())
def test_the_chinese_words_read_back(citation: Citation) -> None:
    words = format_citation(citation, TITLE, "zh_CN")
    (found,) = read_citations(f"依照{words}，予以处罚。", KNOWN)
    assert (found.citation, found.words, found.deviations) == (citation, words, ())


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        ("sample", Citation("sample")),
        ("sample#124", Citation("sample", article=124)),
        ("sample#124.1.1", Citation("sample", article=124, paragraph=1, item=1)),
        ("sample#120-1.2", Citation("sample", article=120, suffix=1, paragraph=2)),
        ("sample#9..6", Citation("sample", article=9, item=6)),
        ("sample#9.1..2", Citation("sample", article=9, paragraph=1, point=2)),
        ("sample#s3.6.1", Citation("sample", section=3, item=6, point=1)),
        ("sample#a", Citation("sample", annex=True)),
        ("sample#a3.6", Citation("sample", section=3, item=6, annex=True)),
    ],
)
def test_ids(written: str, citation: Citation) -> None:
    assert Citation.parse_id(written) == citation
    assert citation.id == written


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "#3",
            "sample#",
            "sample#0",
            "sample#03",
            "sample#3.",
            "sample#3..",
            "Sample#3",
            "sample#s",
            "sample#s.2",
        ),
        *("sample#3.1.1.1.1", "sample#3-0", "sample#a.2", "sample#s3..1", "sample#三", "sample #3", "sample#3.1\n"),
    ],
)
def test_ids_that_cannot_be_read_are_refused_with_the_forms_that_can(written: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        Citation.parse_id(written)
    assert caught.value.hint is not None
    assert "food_safety_law#124.1.1" in str(caught.value.hint)


def test_levels_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(ValueProblem, match="引用的层级不成立"):
        Citation("sample", paragraph=1)
    with pytest.raises(ValueProblem, match="引用的层级不成立"):
        Citation("sample", article=1, section=1)
    with pytest.raises(ValueProblem, match="引用的层级不成立"):
        Citation("sample", item=1)


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("sample", "《示例管理条例》", "Sample Regulations"),
        ("sample#124.1.1", "《示例管理条例》第一百二十四条第一款第（一）项", "Sample Regulations, Art. 124(1)(1)"),
        ("sample#120-1.2", "《示例管理条例》第一百二十条之一第二款", "Sample Regulations, Art. 120-1(2)"),
        ("sample#9..6", "《示例管理条例》第九条第（六）项", "Sample Regulations, Art. 9(item 6)"),
        ("sample#14.1.3.5", "《示例管理条例》第十四条第一款第（三）项第5目", "Sample Regulations, Art. 14(1)(3)(5)"),
        ("sample#s3.6.1", "《示例管理条例》三、（六）1", "Sample Regulations, Part 3(6)(1)"),
        ("sample#s3", "《示例管理条例》三、", "Sample Regulations, Part 3"),
        ("sample#a2", "《示例管理条例》附录第二条", "Sample Regulations, Annex 2"),
    ],
)
def test_words(written: str, chinese: str, english: str) -> None:
    citation = Citation.parse_id(written)
    assert format_citation(citation, TITLE, "zh_CN") == chinese
    assert format_citation(citation, "Sample Regulations", "en") == english


def test_a_sole_paragraph_is_not_counted_in_chinese() -> None:
    citation = Citation.parse_id("sample#9.1.6")
    assert place_in_chinese(citation) == "第九条第一款第（六）项"
    assert place_in_chinese(citation, single_paragraph=True) == "第九条第（六）项"


def test_titles_within_titles_get_single_brackets() -> None:
    title = "示例省《中华人民共和国示例法》实施办法"
    assert (
        format_citation(Citation("x", article=2), title, "zh_CN") == "《示例省〈中华人民共和国示例法〉实施办法》第二条"
    )


def test_a_named_citation_speaks_inside_a_message() -> None:
    named = NamedCitation(Citation.parse_id("sample#9.1.6"), text(TITLE, ""), single_paragraph=True)
    assert named.render("zh_CN") == "《示例管理条例》第九条第（六）项"
    assert named.render("en") == "示例管理条例, Art. 9(1)(6)"


@given(citations())
def test_everything_contains_itself_and_lies_in_its_article_and_instrument(citation: Citation) -> None:
    assert citation.contains(citation)
    assert citation.whole_instrument.contains(citation)
    if citation.article:
        assert citation.whole_article.contains(citation)


@pytest.mark.parametrize(
    ("outer", "inner", "contains"),
    [
        ("sample#9", "sample#9.1.6", True),
        ("sample#9..6", "sample#9.1.6", True),
        ("sample#9.1.6", "sample#9..6", False),
        ("sample#9.1", "sample#9.2", False),
        ("sample#9", "sample#9-1", False),
        ("sample#9", "other#9", False),
        ("sample", "other", False),
        ("sample#s3", "sample#s3.6", True),
        ("sample#s3", "sample#a3", False),
        ("sample#a", "sample#a3.1", True),
        ("sample#a", "sample#9", False),
    ],
)
def test_containment(outer: str, inner: str, *, contains: bool) -> None:
    assert Citation.parse_id(outer).contains(Citation.parse_id(inner)) is contains


def test_level_and_place_at_a_level() -> None:
    citation = Citation.parse_id("sample#9.1.6")
    assert citation.level is Level.ITEM
    assert citation.at(Level.POINT, 2).id == "sample#9.1.6.2"
    assert citation.at(Level.PARAGRAPH, 2).id == "sample#9.2"
    assert citation.at(Level.ARTICLE, 3, 1).id == "sample#3-1"
    assert Citation.parse_id("sample#a").at(Level.ARTICLE, 3).id == "sample#a3"
    assert Citation("sample").level is None


def test_ranges_are_counted_at_their_lowest_level() -> None:
    first, last = Citation.parse_id("sample#9.1.2"), Citation.parse_id("sample#9.1.4")
    assert [place.id for place in between(first, last)] == ["sample#9.1.2", "sample#9.1.3", "sample#9.1.4"]
    with pytest.raises(ValueProblem, match="不是一个范围"):
        list(between(Citation.parse_id("sample#9"), last))


def test_a_range_of_inserted_articles_names_its_ends_only() -> None:
    ends = (Citation.parse_id("sample#9"), Citation.parse_id("sample#9-3"))
    assert tuple(between(*ends)) == ends


def test_citations_sort_as_the_text_runs() -> None:
    ids = ["sample", "sample#s1", "sample#2", "sample#2-1", "sample#10", "sample#10.1.2", "sample#10.2"]
    ordered = sorted(map(Citation.parse_id, reversed(ids)))
    assert [citation.id for citation in ordered] == ids
