"""The readers over the published texts: every file, not only invented ones."""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from enforcement_norms.law import (
    Bound,
    Citation,
    LawLibrary,
    Unit,
    canonical_title,
    read_citations,
    short_title,
)

SHARED = Path(__file__).parents[2].parent / "shared"
FOLDERS = (SHARED / "statutes", SHARED / "discretion_rules")

pytestmark = pytest.mark.skipif(not FOLDERS[0].is_dir(), reason="the published texts are not beside the checkout")


@pytest.fixture(scope="module")
def library() -> LawLibrary:
    return LawLibrary(*FOLDERS)


def index(folder: Path) -> list[dict[str, str]]:
    with (folder / "INDEX.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_file_of_both_indexes_is_held() -> None:
    for folder in FOLDERS:
        rows = index(folder)
        assert sorted(entry.path.name for entry in LawLibrary(folder)) == sorted(row["file"] for row in rows)
    assert [len(LawLibrary(folder)) for folder in FOLDERS] == [375, 21]


def test_the_articles_are_as_many_as_the_index_says_and_consecutive(library: LawLibrary) -> None:
    checked = {row["file"]: int(row["checked"]) for row in index(FOLDERS[0]) if row["completeness"] == "full"}
    counted = {}
    for entry in library:
        articles = [article for article in library.statute(entry.title, entry.version).articles if not article.is_part]
        assert [article.number for article in articles if not article.suffix] == list(range(1, len(articles) + 1))
        if entry.path.name in checked:
            counted[entry.path.name] = len(articles)
    assert counted == checked


def test_every_text_has_words_under_every_article(library: LawLibrary) -> None:
    for entry in library:
        articles = library.statute(entry.title, entry.version).articles
        assert articles
        assert all(article.text.strip() for article in articles if not article.is_part)


def test_items_count_from_one_in_every_paragraph(library: LawLibrary) -> None:
    """One article skips （四） in print."""
    broken = [
        (entry.title, article.number, numbers)
        for entry in library
        for article in library.statute(entry.title, entry.version).articles
        for paragraph in article.paragraphs
        if (numbers := [part.number for part in paragraph.parts if part.number and part.mark[0] in "（("])
        and not article.is_part
        and numbers != list(range(1, len(numbers) + 1))
    ]
    assert broken == [("黑龙江省规范行政裁量权办法", 14, [1, 2, 3, 5])]


def test_every_place_is_found_by_its_own_citation(library: LawLibrary) -> None:
    for entry in library:
        statute = library.statute(entry.title, entry.version)
        lost = [citation.id for citation, passage in statute.places("text") if statute.text(citation) != passage.text]
        assert lost == []


def test_food_safety_law_124(library: LawLibrary) -> None:
    statute = library.statute("食品安全法", date(2021, 4, 29))
    citation = Citation.parse_id("food_safety_law#124.1.1")
    assert statute.exists(citation)
    assert "致病性微生物" in statute.text(citation)
    assert statute.canonical(Citation.parse_id("food_safety_law#34..2")).id == "food_safety_law#34.1.2"
    assert [
        (number.value, number.unit, number.bound(), number.in_penalty)
        for number in statute.numbers(citation, with_lead=True)
    ] == [
        (Fraction(10000), Unit.YUAN, Bound.BELOW, False),
        (Fraction(50000), Unit.YUAN, Bound.AT_LEAST, True),
        (Fraction(100_000), Unit.YUAN, Bound.AT_MOST, True),
        (Fraction(10000), Unit.YUAN, Bound.AT_LEAST, False),
        (Fraction(10), Unit.TIMES, Bound.AT_LEAST, True),
        (Fraction(20), Unit.TIMES, Bound.AT_MOST, True),
    ]


@pytest.mark.parametrize(
    ("title", "day", "version"),
    [
        ("治安管理处罚法", date(2025, 12, 31), date(2012, 10, 26)),
        ("治安管理处罚法", date(2026, 1, 1), date(2025, 6, 27)),
        ("行政处罚法", date(2021, 7, 14), date(2017, 9, 1)),
        ("行政处罚法", date(2021, 7, 15), date(2021, 1, 22)),
        ("食品安全法", date(2025, 11, 30), date(2021, 4, 29)),
        ("食品安全法", date(2025, 12, 1), date(2025, 9, 12)),
    ],
)
def test_versions_by_day(library: LawLibrary, title: str, day: date, version: date) -> None:
    assert library.version_on(title, day).version == version


def test_the_band_of_thirty_per_cent(library: LawLibrary) -> None:
    statute = library.statute("关于规范市场监督管理行政处罚裁量权的指导意见", date(2022, 10, 8))
    shares = [number.value for number in statute.numbers(Citation("guidance", article=10)) if number.unit is Unit.SHARE]
    assert shares == [Fraction(3, 10), Fraction(3, 10)]


def test_a_text_without_articles(library: LawLibrary) -> None:
    statute = library.statute("国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见", date(2022, 7, 29))
    assert len([article for article in statute.articles if article.number]) == 6
    assert statute.exists(Citation.parse_id("opinion#s3.6"))
    assert not statute.exists(Citation.parse_id("opinion#s3.5"))


def test_citations_of_the_own_text_lead_to_places_that_exist(library: LawLibrary) -> None:
    """本法第…条, 本条, 前款 over all texts; the ids left are slips of the texts themselves."""
    known = {
        canonical_title(name): f"t{n}" for n, title in enumerate(library.titles) for name in (title, short_title(title))
    }
    found = 0
    lost = []
    for entry in library:
        statute = library.statute(entry.title, entry.version)
        own = known[entry.title]
        for citation, paragraph in statute.places(own):
            if citation.item or not citation.article:
                continue
            for cited in read_citations(paragraph.text, known, within=citation):
                found += 1
                lost += [
                    (entry.title, citation.id.partition("#")[2], place.id.partition("#")[2])
                    for place in cited.citations
                    if place.instrument == own and not statute.exists(place)
                ]
    assert found > 4900
    assert sorted(lost) == [
        ("危险化学品重大危险源监督管理暂行规定", "14.1", "a"),
        ("危险化学品重大危险源监督管理暂行规定", "8.3", "a"),
        ("四川省消毒管理条例", "25.1", "17.2"),
        ("四川省消毒管理条例", "25.1", "17.3"),
        ("四川省物业管理条例", "102.1", "102..11"),
        ("四川省物业管理条例", "102.1", "102..9"),
    ]
