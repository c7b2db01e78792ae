"""The public names: imported on first use, each where it says, none heavier than it must be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import enforcement_norms

PACKAGE = Path(enforcement_norms.__file__).parent
HEAVY = (
    "babel",
    "cattr",
    "cattrs",
    "chinese_calendar",
    "click",
    "importlib.metadata",
    "importlib.resources",
    "msgspec",
    "pluggy",
    "rich",
    "yaml",
)


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter holds after some code."""
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_importing_the_names_of_a_first_program_loads_nothing_heavy() -> None:
    before = modules_after("")
    loaded = modules_after("from enforcement_norms import Case, Money, evaluate, explain, load") - before
    assert [name for name in HEAVY if name in loaded] == []
    own = {name for name in loaded if name.startswith("enforcement_norms")}
    assert own == {
        "enforcement_norms",
        "enforcement_norms.errors",
        "enforcement_norms.i18n",
        "enforcement_norms.model",
        "enforcement_norms.model.case",
        "enforcement_norms.money",
        "enforcement_norms.numerals",
    }


def test_evaluating_needs_no_language_and_no_command_line() -> None:
    loaded = modules_after("from enforcement_norms import load\nload('health')")
    assert [name for name in ("babel", "click", "rich") if name in loaded] == []


def test_all_is_sorted_and_every_name_is_there() -> None:
    constants = [name for name in enforcement_norms.__all__ if name.isupper()]
    classes = [name for name in enforcement_norms.__all__ if name[0].isupper() and not name.isupper()]
    functions = [name for name in enforcement_norms.__all__ if name[0].islower()]
    assert enforcement_norms.__all__ == [*sorted(constants), *sorted(classes), *sorted(functions)]
    for name in enforcement_norms.__all__:
        assert getattr(enforcement_norms, name) is not None
    assert set(enforcement_norms.__all__) <= set(dir(enforcement_norms))


def test_every_public_name_says_what_it_is() -> None:
    undocumented = [
        name
        for name in enforcement_norms.__all__
        if not name.isupper() and not (getattr(enforcement_norms, name).__doc__ or "").strip()
    ]
    assert undocumented == []


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'enforcement_norms' has no attribute 'punish'"):
        enforcement_norms.punish  # noqa: B018


def test_no_public_function_shares_the_name_of_a_module() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} | {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert [name for name in enforcement_norms.__all__ if name in modules] == []


def test_no_module_imports_from_the_root_package() -> None:
    offenders = []
    for path in PACKAGE.rglob("*.py"):
        depth = len(path.relative_to(PACKAGE).parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                wrong = any(each.name.startswith(PACKAGE.name) for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                names = {each.name for each in node.names}
                from_root = node.level == depth and node.module is None and names & set(enforcement_norms.__all__)
                wrong = bool(from_root) or (not node.level and (node.module or "").startswith(PACKAGE.name))
            else:
                continue
            if wrong:
                offenders.append(f"{path.name}:{node.lineno}")
    assert offenders == []


def test_only_the_command_line_prints() -> None:
    printing = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("yaml", {"reader"}),
        ("babel", {"i18n.py"}),
        ("cattrs", {"interchange"}),
        ("msgspec", {"reader", "cli"}),
        ("click", {"cli"}),
        ("rich", {"cli"}),
        ("pluggy", {"registry", "hooks.py"}),
    ],
)
def test_each_library_has_its_home(library: str, homes: set[str]) -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            if any(name.partition(".")[0] == library for name in names):
                found.add(path.relative_to(PACKAGE).parts[0])
    assert found <= homes
