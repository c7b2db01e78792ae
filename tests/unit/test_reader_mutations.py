"""Whatever stands in the files of a pack, the reader gives a pack or problems with places, and nothing else."""

import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement_norms.errors import PackInvalid
from enforcement_norms.reader import read_pack

BASE = Path(__file__).parents[1] / "errors" / "_base"
FILES = sorted(place.relative_to(BASE).as_posix() for place in BASE.rglob("*.yaml"))


class Quoting(yaml.SafeDumper):
    """Writes every text in quotes, so that it is text again, and no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


class Texts(yaml.SafeLoader):
    """Reads dates as the text that they are in packs."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
DATA = {name: yaml.load((BASE / name).read_text(), Texts) for name in FILES}  # noqa: S506 – our own files

words = st.sampled_from(
    [
        *(
            "id",
            "when",
            "any",
            "all",
            "not",
            "judged",
            "count",
            "defined",
            "grade",
            "amount",
            "switch",
            "times",
            "otherwise",
        ),
        *(
            "fine",
            "shall",
            "5万元",
            "10倍",
            "30%",
            "3个月",
            "2025-12-01",
            "goods_value",
            "harm",
            "serious",
            "indeterminable",
        ),
    ]
)
leaves = st.one_of(
    st.booleans(), st.integers(-5, 10**12), st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])), words
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)


def places_in(data: Any) -> list[tuple[Any, Any]]:
    """Every container with every key or index in it."""
    found: list[tuple[Any, Any]] = []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += [(data, key), *places_in(value)]
    return found


@st.composite
def mutations(draw: st.DrawFn) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=3, unique=True)):
        data = copy.deepcopy(DATA[name])
        container, key = draw(st.sampled_from(places_in(data)))
        match draw(st.sampled_from(["replace", "delete", "rename", "wrap"])):
            case "replace":
                container[key] = draw(values)
            case "delete":
                del container[key]
            case "rename" if isinstance(container, dict):
                container[draw(words)] = container.pop(key)
            case _:
                container[key] = [container[key]]
        changed[name] = data
    return changed


@settings(max_examples=150)
@given(mutations())
def test_a_pack_or_problems_with_places(changed: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(BASE, Path(scratch) / "pack"))
        for name, data in changed.items():
            (folder / name).write_text(yaml.dump(data, Dumper=Quoting, allow_unicode=True), encoding="utf-8")
        try:
            found = read_pack(folder).id
        except PackInvalid as invalid:
            unplaced = [problem for problem in invalid.problems if not problem.where.line]
            rendered = [problem.render(locale) for problem in invalid.problems for locale in ("zh_CN", "en")]
        else:
            unplaced, rendered = [], [found]
    assert (unplaced, all(rendered)) == ([], True)
