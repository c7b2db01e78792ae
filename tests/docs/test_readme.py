"""The two READMEs: same structure, true numbers, examples that run, the two commands as they must stand."""

import doctest
import re
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

import pytest

from enforcement_norms import load

ROOT: Final = Path(__file__).parents[2]
READMES: Final = ("README.md", "README.en.md")
COMMANDS: Final = (
    "pip install uv && uv run enorms evaluate examples/cases.jsonl",
    "pip install uv && uv run pytest",
)
ROW: Final = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([0-9]+) \|", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_both_have_the_same_structure() -> None:
    chinese, english = (re.findall(r"^(#+|```\w*|\|[-|]+\|)", text(name), re.MULTILINE) for name in READMES)
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_stand_as_they_must(name: str) -> None:
    assert re.findall(r"^pip install .*$", text(name), re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", READMES)
def test_packs_are_counted_rightly(name: str, request: pytest.FixtureRequest) -> None:
    packs = load().packs
    written = text(name)
    rows = ROW.findall(written)
    assert [id_ for id_, _, _ in rows] == sorted(id_ for id_ in packs if id_ not in ("general", "template"))
    counts = {id_: len({violation.id for violation in pack.violations}) for id_, pack in packs.items()}
    if request.config.getoption("--update-goldens"):
        anew = ROW.sub(lambda row: f"| `{row[1]}` | {row[2]} | {counts[row[1]]} |", written)
        (ROOT / name).write_text(anew, encoding="utf-8")
    else:
        assert {id_: int(count) for id_, _, count in rows} == {id_: counts[id_] for id_, _, _ in rows}


def test_chinese_readme_names_the_packs_as_they_name_themselves() -> None:
    packs = load().packs
    assert [(id_, title) for id_, title, _ in ROW.findall(text("README.md"))] == [
        (id_, packs[id_].manifest.title) for id_, _, _ in ROW.findall(text("README.md"))
    ]


def test_ten_domains_are_installed() -> None:
    assert len({point.name for point in entry_points(group="enforcement_norms")} - {"template"}) == 10


def test_examples_of_the_english_readme_run() -> None:
    # README.md is collected as a doctest by itself, with the same options.
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    result = doctest.testfile(str(ROOT / "README.en.md"), module_relative=False, optionflags=options, encoding="utf-8")
    assert result.failed == 0
    assert result.attempted == 10


def test_every_readme_is_in_the_source_distribution() -> None:
    included = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert {f"/{path.name}" for path in ROOT.glob("README*.md")} <= set(included["sdist"]["include"])
