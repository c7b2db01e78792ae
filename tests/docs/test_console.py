"""Every command shown in the documents is run, page by page in a folder of its own, and prints what is shown.

A ```console block holds commands after `$ ` and their output; a line `…` stands for any lines. A block after the
comment `<!-- file: name -->` is a file that the commands of its page find. `--update-goldens` writes outputs anew,
with as many lines before and after `…` as there are.
"""

import io
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

from enforcement_norms import load
from enforcement_norms.cli import main

ROOT: Final = Path(__file__).parents[2]
ANY_LINES: Final = "…"
BLOCK: Final = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n)?^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^(?P=indent)```$",
    re.DOTALL | re.MULTILINE,
)
PAGES: Final = sorted(
    page
    for page in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "plugins" / "_template" / "README.md")
    if "```console" in page.read_text(encoding="utf-8")
)


@frozen
class Command:
    """One command, the output shown under it, and where both stand in the page."""

    line: str
    shown: tuple[str, ...]
    start: int
    end: int


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_print_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")
    furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    code = 0
    found: list[tuple[Command, list[str]]] = []
    for block in BLOCK.finditer(text):
        if block["file"]:
            target = tmp_path / block["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], encoding="utf-8")
        if block["kind"] == "console":
            for command in commands_in(block["body"], block.start("body")):
                printed, code = run(command.line, code)
                found.append((command, printed))
    if request.config.getoption("--update-goldens"):
        load()  # a pack that cannot be used is an error here: its complaints shall not become what is shown
        page.write_text(written_anew(text, found), encoding="utf-8")
        return
    for command, printed in found:
        assert agrees(command.shown, printed), "\n".join([f"$ {command.line}", *printed])


def furnish(folder: Path) -> None:
    """What lies in a checkout: the examples and the packs, the one to copy as a copy."""
    for name in ("examples", "docs"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "plugins").mkdir()
    for pack in (ROOT / "plugins").iterdir():
        if pack.name == "_template":
            shutil.copytree(pack, folder / "plugins" / "_template", ignore=shutil.ignore_patterns("__pycache__"))
        elif pack.is_dir():
            (folder / "plugins" / pack.name).symlink_to(pack)


def commands_in(body: str, offset: int) -> Iterator[Command]:
    """The commands of a block; a backslash at the end of a line goes on."""
    lines = body.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        assert lines[at].startswith("$ "), f"a block of commands begins with one: {lines[at]!r}"
        words = lines[at][2:].rstrip("\n")
        at += 1
        while words.endswith("\\"):
            words = words[:-1] + lines[at].strip()
            at += 1
        first = at
        while at < len(lines) and not lines[at].startswith("$ "):
            at += 1
        start = offset + sum(map(len, lines[:first]))
        shown = tuple(line.rstrip() for line in lines[first:at])
        yield Command(words, shown, start, offset + sum(map(len, lines[:at])))


def run(line: str, code: int) -> tuple[list[str], int]:
    """What a command prints on both streams, and its exit code; no shell is needed, so that it runs everywhere."""
    words = shlex.split(line.removeprefix("uv run "))
    if words == ["echo", "$?"]:
        return [str(code)], 0
    if words[0] in TOOLS:
        return TOOLS[words[0]](*words[1:]), 0
    assert words[0] == "enorms", f"unknown command: {line}"
    both = io.StringIO()
    with redirect_stdout(both), redirect_stderr(both), pytest.raises(SystemExit) as left:
        main(words[1:])
    lines = [each.rstrip() for each in both.getvalue().rstrip("\n").split("\n")]
    return ([] if lines == [""] else lines), int(left.value.code or 0)


def copied(*words: str) -> list[str]:
    """`cp [-r] from to`."""
    source, target = (Path(word) for word in words if word != "-r")
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    return []


def replaced(flag: str, script: str, name: str) -> list[str]:
    """`sed -i "s/this/that/; …" file`: in every line, the first place; that something is changed is sure."""
    assert flag == "-i"
    file = Path(name)
    lines = file.read_text(encoding="utf-8").split("\n")
    for step in script.split("; "):
        _s, this, that, _end = step.split("/")
        changed = [re.sub(this, that, line, count=1) for line in lines]
        assert changed != lines, f"nothing to replace: {step}"
        lines = changed
    file.write_text("\n".join(lines), encoding="utf-8")
    return []


TOOLS: Final[dict[str, Callable[..., list[str]]]] = {
    "cat": lambda name: Path(name).read_text(encoding="utf-8").splitlines(),
    "cp": copied,
    "ls": lambda name: sorted(place.name for place in Path(name).iterdir()),
    "sed": replaced,
}


def agrees(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether the lines are the same, with any lines where the page says so."""
    pattern = "".join(r"(?:.*\n)*?" if line == ANY_LINES else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def written_anew(text: str, found: list[tuple[Command, list[str]]]) -> str:
    """The page with the outputs as they are now; where lines are left out, as many are left before and after."""
    for command, printed in reversed(found):
        lines = printed
        if ANY_LINES in command.shown:
            before = command.shown.index(ANY_LINES)
            after = len(command.shown) - before - 1
            lines = [*printed[:before], ANY_LINES, *printed[len(printed) - after :]]
        text = text[: command.start] + "".join(line + "\n" for line in lines) + text[command.end :]
    return text
