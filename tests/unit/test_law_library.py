from datetime import date
from pathlib import Path

import pytest

from enforcement_norms.errors import LawNotFound, ValueProblem
from enforcement_norms.law import (
    Citation,
    InForce,
    Instrument,
    InstrumentKind,
    InstrumentVersion,
    LawLibrary,
)

INDEX = """file,name,effective_from,effective_until
中华人民共和国示例法(2015-03-01).md,中华人民共和国示例法,2015-05-01,2021-07-14
中华人民共和国示例法(2021-01-22).md,中华人民共和国示例法,2021-07-15,
示例条例(2019-01-01).md,示例条例,,
"""


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"# 标题\n\n<!-- INFO END -->\n\n第一条 {text}\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "statutes"
    write(folder, "中华人民共和国示例法(2015-03-01).md", "旧文。")
    write(folder, "中华人民共和国示例法(2021-01-22).md", "新文。")
    write(folder, "示例条例(2019-01-01).md", "条例。")
    (folder / "README.md").write_text("说明", encoding="utf-8")
    (folder / "INDEX.csv").write_text(INDEX, encoding="utf-8-sig")
    return folder


def test_titles_and_versions(folder: Path) -> None:
    library = LawLibrary(folder)
    assert library.titles == ("中华人民共和国示例法", "示例条例")
    assert len(library) == len(list(library)) == 3
    assert [entry.version for entry in library.versions("示例法")] == [date(2015, 3, 1), date(2021, 1, 22)]
    assert dict(library.versions("示例条例")[0].row)["name"] == "示例条例"


@pytest.mark.parametrize(
    ("day", "text"), [(date(2015, 5, 1), "旧文。"), (date(2021, 7, 14), "旧文。"), (date(2021, 7, 15), "新文。")]
)
def test_the_text_of_a_day(folder: Path, day: date, text: str) -> None:
    assert LawLibrary(folder).statute_on("《示例法》", day).text(Citation("law", article=1)) == text


def test_days_without_a_known_version_name_the_versions_held(folder: Path) -> None:
    library = LawLibrary(folder)
    with pytest.raises(LawNotFound) as caught:
        library.version_on("示例法", date(2015, 4, 30))
    assert caught.value.render("zh_CN") == (
        "《中华人民共和国示例法》没有已知在 2015-04-30 施行的文本；"
        "收有版本：2015-03-01（2015-05-01—2021-07-14）、2021-01-22（2021-07-15—）"
    )
    with pytest.raises(LawNotFound, match="收有版本：2019-01-01"):
        library.version_on("示例条例", date(2020, 1, 1))


def test_unknown_titles_name_near_ones(folder: Path) -> None:
    library = LawLibrary(folder)
    with pytest.raises(LawNotFound, match="没有《示例条列》；相近的有：《示例条例》"):
        library.statute("示例条列", date(2019, 1, 1))
    with pytest.raises(LawNotFound, match=r"^法规文本库没有《完全不同的名称》$"):
        library.versions("完全不同的名称")


def test_unknown_versions_name_those_held(folder: Path) -> None:
    with pytest.raises(LawNotFound, match="没有收 2018-01-01 版本；收有：2015-03-01、2021-01-22"):
        LawLibrary(folder).statute("示例法", date(2018, 1, 1))


def test_a_text_is_read_once(folder: Path) -> None:
    library = LawLibrary(folder)
    assert library.statute("示例法", date(2021, 1, 22)) is library.statute_on("示例法", date(2022, 1, 1))


def test_the_versions_of_an_instrument_go_before_the_index(folder: Path) -> None:
    law = Instrument(
        id="law",
        title="中华人民共和国示例法",
        kind=InstrumentKind.LAW,
        issuer="示例机关",
        versions=(InstrumentVersion(date(2015, 3, 1), InForce(date(2016, 1, 1), date(2016, 12, 31))),),
    )
    library = LawLibrary(folder)
    assert library.of_instrument(law, date(2016, 12, 31)).version == date(2015, 3, 1)
    with pytest.raises(LawNotFound, match="在 2017-01-01 没有施行中的版本"):
        library.of_instrument(law, date(2017, 1, 1))


def test_the_first_folder_goes_before_the_second(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, "示例条例(2019-01-01).md", "另一文本。")
    write(other, "示例办法(2020-02-02).md", "办法。")
    library = LawLibrary(folder, other)
    assert library.statute("示例条例", date(2019, 1, 1)).text(Citation("x", article=1)) == "条例。"
    assert library.versions("示例办法")[0].in_force is None


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawNotFound, match="没有法规文本目录"):
        LawLibrary(tmp_path / "absent")


@pytest.mark.parametrize("days", ["2020-13-01,", "2020-01-02,2020-01-01"])
def test_an_index_with_impossible_days_is_refused(folder: Path, days: str) -> None:
    index = f"file,name,effective_from,effective_until\n示例条例(2019-01-01).md,示例条例,{days}\n"
    (folder / "INDEX.csv").write_text(index, encoding="utf-8")
    with pytest.raises(ValueProblem, match="示例条例"):
        LawLibrary(folder)
