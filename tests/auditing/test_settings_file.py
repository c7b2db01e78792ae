"""Local parameters from a file."""

from datetime import date
from pathlib import Path

import pytest

from enforcement_norms.auditing import Settings
from enforcement_norms.auditing.settings_file import settings_at
from enforcement_norms.errors import CaseInvalid


def test_what_is_written_replaces_the_default_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(
        "hearing_from: {natural_person: 5000元, legal_person: 5万元}\n"
        "overlay: {2027-01-01: false, 2027-01-04: true}\nupload_hours: 48\n",
        encoding="utf-8",
    )
    assert settings_at(path) == Settings(
        overlay={date(2027, 1, 1): False, date(2027, 1, 4): True},
        hearing_from={"natural_person": 500_000, "legal_person": 5_000_000},
        upload_hours=48,
    )


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("upload_hour: 3\n", "EN101", "upload_hour"),
        ("upload_hours: -1\n", "EN105", "upload_hours"),
        ("upload_hours: 两天\n", "EN103", "upload_hours"),
        ("overlay: {2027-13-01: false}\n", "EN105", "overlay.2027-13-01"),
        ("hearing_from: {nobody: 5元}\n", "EN104", "hearing_from.nobody"),
        ("texts: nothing\n", "EN105", "texts"),
        ("- 1\n", "EN103", ""),
    ],
)
def test_what_is_no_parameter_is_refused_at_its_place(text: str, code: str, path: str, tmp_path: Path) -> None:
    place = tmp_path / "settings.yaml"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(CaseInvalid) as refused:
        settings_at(place)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where.path, problem.where.file) == (code, path, str(place))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseInvalid) as refused:
        settings_at(tmp_path / "nothing.yaml")
    assert refused.value.problems[0].code == "EN001"


def test_texts_lie_beside_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    path = tmp_path / "settings.yaml"
    path.write_text("texts: laws\n", encoding="utf-8")
    assert settings_at(path) == Settings(texts=str(tmp_path / "laws"))
