import pytest

from enforcement_norms.law import Citation, canonical_title, read_citations, short_titles_in

KNOWN = {
    canonical_title(title): instrument
    for title, instrument in {
        "中华人民共和国示例法": "sample_law",
        "示例法": "sample_law",
        "示例条例": "sample",
        "示例条例实施细则": "sample_rules",
        "示例省《中华人民共和国示例法》实施办法": "province",
        "示例意见": "opinion",
    }.items()
}


def cited(text: str, within: str = "") -> list[str]:
    """The ids of all places cited, in order, ? for one that cannot be resolved."""
    place = Citation.parse_id(within) if within else None
    ids: list[str] = []
    for found in read_citations(text, KNOWN, within=place):
        assert text[found.start : found.end] == found.words
        ids += [citation.id for citation in found.citations] or ["?"]
    return ids


def deviations(text: str, within: str = "") -> list[tuple[str, str]]:
    """What each deviation covers, and what it says."""
    place = Citation.parse_id(within) if within else None
    return [
        (text[deviation.start : deviation.end], deviation.message.render("zh_CN"))
        for found in read_citations(text, KNOWN, within=place)
        for deviation in found.deviations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("违反《示例法》第十条", ["sample_law#10"]),
        ("《中华人民共和国示例法》第一百二十四条第一款第（一）项", ["sample_law#124.1.1"]),
        ("《示例条例》第十条第一款、第三款", ["sample#10.1", "sample#10.3"]),
        ("《示例条例》第十条第一款第一项、第三项", ["sample#10.1.1", "sample#10.1.3"]),
        ("《示例条例》第十条第一款第一项和第二款", ["sample#10.1.1", "sample#10.2"]),
        ("《示例条例》第十条第二项、第二十条", ["sample#10..2", "sample#20"]),
        ("《示例条例》第十条、第十一条第二款和第十二条", ["sample#10", "sample#11.2", "sample#12"]),
        ("《示例条例》第十条，第十一条；第十二条", ["sample#10", "sample#11", "sample#12"]),
        ("《示例条例》第十条或者第十一条以及第十二条", ["sample#10", "sample#11", "sample#12"]),
        ("《示例条例》第三十条至第三十二条", ["sample#30", "sample#31", "sample#32"]),
        (
            "《示例条例》第三条第一款第二项至第四项、第六项",
            ["sample#3.1.2", "sample#3.1.3", "sample#3.1.4", "sample#3.1.6"],
        ),
        ("《示例条例》第一百二十条之一第二款", ["sample#120-1.2"]),
        ("《示例法》第五条、《示例条例》第六条", ["sample_law#5", "sample#6"]),
        ("《示例法》和《示例条例》第六条", ["sample_law", "sample#6"]),
        ("《示例意见》三、（六）", ["opinion#s3.6"]),
        ("《示例条例》附录第一条、第二条", ["sample#a1", "sample#a2"]),
        ("该案依照《示例条例》第五条处罚。该条例第六条、同条第二款", ["sample#5", "sample#6", "sample#6.2"]),
        ("没有引用", []),
        ("《某某手册》", []),
        ("第一条件、第二项目、第三条约、第二款项", []),
        ("《示例条例》第三条之外", ["sample#3"]),
        ("《示例条例》第三条之一般规定", ["sample#3"]),
        ("《示例条例》（2021年修订）第三条", ["sample#3"]),
    ],
)
def test_places_in_running_text(text: str, expected: list[str]) -> None:
    assert cited(text) == expected
    assert deviations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本法第三条", ["sample_law#3"]),
        ("依照本条第一款", ["sample_law#10.1"]),
        ("前款规定", ["sample_law#10.2"]),
        ("前两款规定", ["sample_law#10.1", "sample_law#10.2"]),
        ("前款第一项至第三项", ["sample_law#10.2.1", "sample_law#10.2.2", "sample_law#10.2.3"]),
        ("前条第二款", ["sample_law#9.2"]),
        ("本款第二项", ["sample_law#10.3.2"]),
        ("第三条和第四条", ["sample_law#3", "sample_law#4"]),
        ("第一款", ["sample_law#10.1"]),
        ("有第二项情形的", ["sample_law#10..2"]),
        ("本法第五十条；本条第二款", ["sample_law#50", "sample_law#10.2"]),
        ("本条例外", []),
        ("依照《示例条例》第六条。第七条", ["sample#6", "sample_law#7"]),
    ],
)
def test_self_references_count_from_where_the_text_stands(text: str, expected: list[str]) -> None:
    assert cited(text, within="sample_law#10.3") == expected


def test_the_article_before_an_inserted_one() -> None:
    assert cited("前条", within="sample_law#10-2") == ["sample_law#10-1"]
    assert cited("前条", within="sample_law#10-1") == ["sample_law#10"]
    assert cited("前条", within="sample_law#1") == ["?"]


@pytest.mark.parametrize(
    ("text", "within", "reason"),
    [
        ("前款规定", "", "“前款”指哪一处不明"),
        ("前款规定", "sample_law#10.1", "“前款”之前没有这么多条款"),
        ("前两款规定", "sample_law#10.2", "“前两款”之前没有这么多条款"),
        ("前项规定", "sample_law#10.2", "“前项”指哪一处不明"),
        ("本法第三条", "", "“本法”指哪一部法律文件不明"),
        ("该法第三条", "", "“该法”指哪一部法律文件不明"),
        ("第三条", "", "看不出第几条属于哪一部法律文件"),
        ("依照某某法第三条", "sample_law#10.2", "看不出第几条属于哪一部法律文件"),
        ("甲省示例条例第三条", "", "看不出第几条属于哪一部法律文件"),
        ("《某某办法》第三条", "", "没有登记名为《某某办法》的法律文件"),
        ("第一百一条", "sample_law#10.2", "“一百一”不是能够确定的中文数字"),
        ("提交第五条规定的资料（第七项除外）", "sample_law#10.2", "“第七项”指哪一处不明"),
        ("第三条至第五条第二款", "sample_law#10.2", "范围的两端不在同一层级"),
    ],
)
def test_what_cannot_be_resolved_is_said_and_not_guessed(text: str, within: str, reason: str) -> None:
    found = read_citations(text, KNOWN, within=Citation.parse_id(within) if within else None)
    assert found[-1].citation is None
    assert reason in [deviation.message.render("zh_CN") for deviation in found[-1].deviations]


def test_the_reason_holds_for_the_whole_list() -> None:
    assert cited("《某某办法》第三条、第四条第一款、第五条至第七条") == ["?", "?", "?"]


@pytest.mark.parametrize(
    ("text", "ids", "spot", "canonical"),
    [
        ("《示例条例》第124条", ["sample#124"], "第124条", "第一百二十四条"),
        ("《示例条例》第１２４条", ["sample#124"], "第１２４条", "第一百二十四条"),
        ("《示例条例》第 124 条", ["sample#124"], "第 124 条", "第一百二十四条"),
        ("《示例条例》第一百〇二条", ["sample#102"], "第一百〇二条", "第一百零二条"),
        ("《示例条例》第一百十条", ["sample#110"], "第一百十条", "第一百一十条"),
        ("《示例条例》第两条", ["sample#2"], "第两条", "第二条"),
        ("《示例条例》第三条第(一)项", ["sample#3..1"], "第(一)项", "第（一）项"),
        ("《示例条例》第三条第（1）项", ["sample#3..1"], "第（1）项", "第（一）项"),
        ("《示例条例》第三条第一、二款", ["sample#3.1", "sample#3.2"], "第一、二款", "第一款、第二款"),
        (
            "《示例条例》第三条第（一）、第（二）项",
            ["sample#3..1", "sample#3..2"],
            "第（一）、第（二）项",
            "第（一）项、第（二）项",
        ),
        (
            "《示例条例》第三条第（一）（二）项",
            ["sample#3..1", "sample#3..2"],
            "第（一）（二）项",
            "第（一）项、第（二）项",
        ),
        (
            "《示例条例》第三条第一款（一）至（二）项",
            ["sample#3.1.1", "sample#3.1.2"],
            "（一）至（二）项",
            "第（一）项至第（二）项",
        ),
        ("《示例条例》第四十条至四十一条", ["sample#40", "sample#41"], "四十一条", "第四十一条"),
        ("《示例条例》第一百二十条之1", ["sample#120-1"], "第一百二十条之1", "第一百二十条之一"),
        ("违反示例条例第三条", ["sample#3"], "示例条例", "《示例条例》"),
        ("<<示例条例>>第三条", ["sample#3"], "<<示例条例>>", "《示例条例》"),
        ("〈示例条例〉第三条", ["sample#3"], "〈示例条例〉", "《示例条例》"),
        ("《示例 条例》第三条", ["sample#3"], "《示例 条例》", "《示例条例》"),
    ],
)
def test_deviations_from_the_canonical_words(text: str, ids: list[str], spot: str, canonical: str) -> None:
    assert cited(text) == ids
    assert deviations(text) == [(spot, f"“{spot}”应写作“{canonical}”")]


def test_items_are_canonical_with_and_without_brackets() -> None:
    assert deviations("《示例条例》第三条第一项、第（二）项第3目、第（三）项第四目") == []


def test_titles_within_titles() -> None:
    canonical = "《示例省〈中华人民共和国示例法〉实施办法》"
    assert cited(f"{canonical}第五条") == cited("《示例省《中华人民共和国示例法》实施办法》第五条") == ["province#5"]
    assert deviations(f"{canonical}第五条") == []
    assert [spot for spot, _ in deviations("《示例省《中华人民共和国示例法》实施办法》第五条")] == [
        "《示例省《中华人民共和国示例法》实施办法》"
    ]


def test_the_longest_bare_title_is_meant() -> None:
    assert cited("违反示例条例实施细则第三条") == ["sample_rules#3"]


def test_short_titles_that_the_text_introduces() -> None:
    text = "依照《中华人民共和国示例法》（以下简称示范法）第一条，示范法第二条和《示范法》第三条"
    assert short_titles_in(text, KNOWN) == {"示范法": "sample_law"}
    assert cited(text) == ["sample_law#1", "sample_law#2", "sample_law#3"]
    assert deviations(text) == []


def test_ranges_know_both_ends() -> None:
    (found,) = read_citations("《示例条例》第三条至第五条", KNOWN)
    assert (found.citation, found.until) == (Citation("sample", article=3), Citation("sample", article=5))
    assert found.words == "《示例条例》第三条至第五条"


def test_positions_of_the_members_of_a_list() -> None:
    text = "违反《示例条例》第十条第一款、第二款的规定"
    assert [found.words for found in read_citations(text, KNOWN)] == ["《示例条例》第十条第一款", "第二款"]
