"""The reference is complete and true: public names, hooks, commands, problem codes, keys of the format, glossary."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import attrs
import click
import pytest

import enforcement_norms
from enforcement_norms.cli import _group
from enforcement_norms.conditions import INDETERMINABLE
from enforcement_norms.hooks import PackHooks
from enforcement_norms.interchange import json_schema
from enforcement_norms.model.discretion import Bands, DiscretionStandard
from enforcement_norms.model.inspection import InspectionItem
from enforcement_norms.model.pack import Manifest
from enforcement_norms.model.review import ReviewCatalog
from enforcement_norms.model.rules import InstrumentRules, ProcedureRule
from enforcement_norms.model.violation import Reference, Violation

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
REFERENCE: Final = DOCS / "reference"
SOURCE: Final = ROOT / "src" / "enforcement_norms"
CODE: Final = re.compile(r"EN[0-9]{3}")


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


# --- the API -------------------------------------------------------------------------------------------------------


def first_line(thing: object) -> str:
    assert thing.__doc__, f"{thing!r} has no docstring"
    return thing.__doc__.strip().splitlines()[0].replace("|", "\\|")


def names_of(module: str) -> Iterator[str]:
    """The public names of a module, each with the first line of its docstring."""
    found = import_module(module)
    yield "| name | what it is |"
    yield "|---|---|"
    for name in sorted(found.__all__, key=str.lower):
        value = getattr(found, name)
        if isinstance(value, type) or callable(value):
            says = first_line(value)
        elif value is INDETERMINABLE:
            says = first_line(type(value))
        else:
            says = f"`{value!r}`"
        yield f"| `{name}` | {says} |"


def modules() -> Iterator[str]:
    """The modules in the order of the layers, each with the first line of its docstring."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    yield "| module | what it is |"
    yield "|---|---|"
    for layer in reversed(layers):
        for name in re.findall(r"\w+", layer):
            place = SOURCE / f"{name}.py" if (SOURCE / f"{name}.py").is_file() else SOURCE / name / "__init__.py"
            if place.is_file():
                says = ast.get_docstring(ast.parse(place.read_text(encoding="utf-8"))) or ""
                yield f"| `{name}` | {says.splitlines()[0]} |"


def test_api_page_is_what_the_docstrings_say(request: pytest.FixtureRequest) -> None:
    place = REFERENCE / "api.md"
    written = place.read_text(encoding="utf-8")

    def anew(block: re.Match[str]) -> str:
        lines = modules() if block[1] == "modules" else names_of(block[1])
        return "\n".join([f"<!-- generated: {block[1]} -->", *lines, "<!-- end -->"])

    expected = re.sub(r"<!-- generated: (\S+) -->\n.*?<!-- end -->", anew, written, flags=re.DOTALL)
    if request.config.getoption("--update-goldens"):
        place.write_text(expected, encoding="utf-8")
    else:
        assert written == expected


def test_functions_of_the_reader_named_in_the_api_exist() -> None:
    section = page("api.md").partition("## `enforcement_norms.reader`")[2].partition("\n## ")[0]
    names = re.findall(r"^\| `(\w+)\(", section, re.MULTILINE)
    reader = import_module("enforcement_norms.reader")
    assert names == [name for name in names if callable(getattr(reader, name))]


def test_public_names_are_sorted() -> None:
    assert enforcement_norms.__all__ == sorted(enforcement_norms.__all__, key=lambda name: (not name.isupper(), name))


def test_every_public_name_is_used_where_typing_is_checked() -> None:
    tree = ast.parse((ROOT / "tests" / "typing" / "api.py").read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert [name for name in enforcement_norms.__all__ if name not in used] == []


# --- hooks, commands -----------------------------------------------------------------------------------------------


def test_every_hook_is_documented() -> None:
    hooks = {name for name in vars(PackHooks) if not name.startswith("_")}
    documented = set(re.findall(r"^\| `(\w+)` \|", page("hooks.md"), re.MULTILINE))
    assert documented == hooks


def commands() -> Iterator[tuple[str, click.Command]]:
    group = _group()
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield name, command


def test_every_command_is_documented_with_all_its_options() -> None:
    text = page("cli.md")
    documented = re.findall(r"^## `enorms (\w+)`", text, re.MULTILINE)
    assert documented == [name for name, _ in commands()]
    for name, command in commands():
        section = text.partition("\n## ")[0] + text.partition(f"## `enorms {name}`")[2].partition("\n## ")[0]
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in options if option not in section] == [], name


def test_every_exit_code_is_documented() -> None:
    from enforcement_norms.cli.base import Exit

    documented = [int(code) for code in re.findall(r"^\| ([0-9]+) \|", page("cli.md"), re.MULTILINE)]
    assert documented == [code.value for code in Exit]


# --- problem codes -------------------------------------------------------------------------------------------------


def test_every_problem_code_is_documented_and_every_documented_one_exists() -> None:
    in_code = {code for file in SOURCE.rglob("*.py") for code in literals(file) if CODE.fullmatch(code)}
    rows = re.findall(r"^\| (EN[0-9]{3}) \|", page("problems.md"), re.MULTILINE)
    assert sorted(in_code) == sorted(rows)
    assert len(rows) == len(set(rows))


def literals(file: Path) -> Iterator[str]:
    """The strings in a module that are not docstrings."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


# --- the format of packs -------------------------------------------------------------------------------------------


def written_keys(cls: type[Any], seen: set[type[Any]]) -> Iterator[str]:
    """The keys under which a class and its parts are written in YAML."""
    from enforcement_norms.reader.shapes import SHAPES, Shape

    if cls in seen or cls is Reference or not attrs.has(cls):
        return
    seen.add(cls)
    shape = SHAPES.get(cls, Shape())
    attrs.resolve_types(cls)
    for attribute in attrs.fields(cls):
        if not attribute.init or attribute.name in {"where", "pack"} | shape.filled:
            continue
        key = shape.keys.get(attribute.name, attribute.name)
        if key not in shape.hidden and not (attribute.name == "from_" and "from_" not in shape.keys):
            yield key
        for part in parts(attribute.type):
            yield from written_keys(part, seen)
    yield from shape.also


def parts(type_: Any) -> Iterator[type[Any]]:
    """The classes of the model that occur in an annotation."""
    if isinstance(type_, type) and attrs.has(type_) and type_.__module__.startswith("enforcement_norms.model"):
        yield type_
    for argument in getattr(type_, "__args__", ()):
        yield from parts(argument)


ROOTS: Final = (
    Manifest, Violation, DiscretionStandard, Bands, InstrumentRules, ProcedureRule, ReviewCatalog, InspectionItem,
)  # fmt: skip


@pytest.mark.parametrize("cls", ROOTS, ids=lambda cls: str(cls.__name__))
def test_every_key_of_the_format_is_documented(cls: type[Any]) -> None:
    text = page("pack_format.md")
    missing = [key for key in dict.fromkeys(written_keys(cls, set())) if not re.search(rf"\b{key}\b", text)]
    assert missing == []


def test_every_value_of_every_enumeration_is_documented() -> None:
    text = page("pack_format.md")
    from enforcement_norms.law import InstrumentKind
    from enforcement_norms.model.discretion import Effect, Several
    from enforcement_norms.model.facts import Derivation, FactKind
    from enforcement_norms.model.penalty import Addressee, GroupKind, MeasureKind
    from enforcement_norms.model.rules import Step
    from enforcement_norms.model.violation import Ended

    kinds = (InstrumentKind, Effect, Several, Derivation, FactKind, Addressee, GroupKind, MeasureKind, Step, Ended)
    missing = [f"{kind.__name__}.{value}" for kind in kinds for value in kind if not re.search(rf"\b{value}\b", text)]
    assert missing == []


# --- the JSON form -------------------------------------------------------------------------------------------------


def test_every_key_of_a_determination_is_documented() -> None:
    schema = json_schema("determination")
    text = page("json.md")
    keys = {*schema["properties"], *schema["$defs"]["penalty"]["properties"]}
    assert sorted(key for key in keys if f"`{key}`" not in text and f'"{key}"' not in text) == []


# --- the glossary --------------------------------------------------------------------------------------------------


def identifiers() -> set[str]:
    """Every name and every string in the core, and every key and id in the data of the general law."""
    found: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        found.add(file.stem)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for attribute in ("name", "id", "attr", "arg", "value"):
                value = getattr(node, attribute, None)
                if isinstance(value, str):
                    found.add(value)
    for data in files("enforcement_norms.general").iterdir():
        if data.name.endswith(".yaml"):
            found |= set(re.findall(r"\w+", data.read_text(encoding="utf-8")))
    return found


def test_identifiers_of_the_glossary_exist() -> None:
    rows = re.findall(r"^\|[^|]+\|([^|]*)\|", page("glossary.md"), re.MULTILINE)
    marked = [name for row in rows for name in re.findall(r"`([\w.]+)`", row)]
    known = identifiers()
    assert [name for name in marked if name.split(".")[-1] not in known] == []
    assert len(marked) > 80


# --- links ---------------------------------------------------------------------------------------------------------

PAGES: Final = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


@pytest.mark.parametrize("place", PAGES, ids=lambda place: str(place.relative_to(ROOT)))
def test_links_lead_somewhere(place: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", place.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (place.parent / link).exists()] == []


@pytest.mark.parametrize("place", PAGES, ids=lambda place: str(place.relative_to(ROOT)))
def test_every_page_is_reached_from_an_index(place: Path) -> None:
    if place.name.startswith("README") or place.parent == ROOT:
        return
    index = place.parent / "README.md" if place.parent.name != "decisions" else place.parent.parent / "README.md"
    assert place.relative_to(index.parent).as_posix() in index.read_text(encoding="utf-8")
