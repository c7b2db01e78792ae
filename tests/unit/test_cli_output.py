"""What commands write: tables that fit the terminal, problems that cannot command it, help in one language."""

import io
import json
from typing import Any

import pytest
import rich.console
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.cli.diff import command as diff
from enforcement_norms.cli.output import as_json_bytes, as_json_line, coloured, echo_utf8, listed, spoken, table
from enforcement_norms.errors import Place, Problem
from enforcement_norms.i18n import _, speaking

HEADS = ("标识", "违法行为", "施行日")
ROWS = [("market_supervision.contaminated_food", "生产经营污染物质含量超标的食品", "2021-04-29"), ("a.b", "乙", "")]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A terminal of some width in place of the real one."""

    def of_width(width: int) -> None:
        made = rich.console.Console

        def console(**given: Any) -> rich.console.Console:
            return (
                made(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
                if not given
                else made(**given)
            )

        monkeypatch.setattr(rich.console, "Console", console)

    return of_width


def test_a_table_that_fits_has_rules(terminal: Any, capsys: pytest.CaptureFixture[str]) -> None:
    terminal(100)
    table(HEADS, ROWS)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines if line.strip() and "─" not in line] == [
        list(HEADS),
        list(ROWS[0]),
        ["a.b", "乙"],
    ]


def test_on_a_narrow_terminal_each_row_stands_by_itself(terminal: Any, capsys: pytest.CaptureFixture[str]) -> None:
    terminal(40)
    table(HEADS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "market_supervision.contaminated_food",
        "  违法行为：生产经营污染物质含量超标的食",
        "  品",
        "  施行日：2021-04-29",
        "a.b",
        "  违法行为：乙",
    ]


def test_what_would_command_the_terminal_is_shown_by_its_number() -> None:
    problem = Problem("EN303", Place("a.json", 1), _("“{text}”不是金额", text="8\x00\x1b[31m元"))
    assert spoken(problem) == "a.json:1 EN303 “8\\x00\\x1b[31m元”不是金额"


def test_no_colour_where_the_user_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured("通过", "green") == "\x1b[32m通过\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert coloured("通过", "green") == "通过"


def test_names_are_listed_as_the_language_lists_them() -> None:
    assert listed(["2021-04-29", "2025-12-01"]) == "2021-04-29、2025-12-01"
    with speaking("en"):
        assert listed(["2021-04-29", "2025-12-01"]) == "2021-04-29, 2025-12-01"


def test_help_says_in_our_words_what_is_required() -> None:
    lines = [line.strip() for line in CliRunner().invoke(diff, ["--help"]).output.splitlines()]
    assert "--from 日期          前一日期。必需。" in lines
    assert "违法行为" not in lines
    assert not any("[required]" in line for line in lines)


_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(_DATA)
def test_bytes_of_a_line_are_the_line(data: Any) -> None:
    assert as_json_bytes(data).decode() == as_json_line(data) + "\n"


@pytest.mark.parametrize("half", ["\ud800", "\udfff案"])
def test_half_a_character_survives_in_json(half: str) -> None:
    assert json.loads(as_json_bytes({"title": half, "more": ["\n"]})) == {"title": half, "more": ["\n"]}


@pytest.mark.parametrize("encoding", ["utf-8", "UTF_8", "gb18030", "utf-16-le"])
def test_text_is_written_in_the_encoding_of_its_stream(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    stream.write("甲")
    echo_utf8("乙\n".encode(), stream)
    assert raw.getvalue().decode(encoding) == "甲乙\n"


def test_text_is_written_where_there_are_no_bytes() -> None:
    stream = io.StringIO()
    echo_utf8("乙\n".encode(), stream)
    assert stream.getvalue() == "乙\n"
