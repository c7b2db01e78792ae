"""YAML in, plain marked data out."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.errors import Problem
from enforcement_norms.reader.marked import Map, Seq
from enforcement_norms.reader.yaml import DEEPEST, LARGEST_FILE, Unreadable, parse_yaml, read_yaml


@pytest.fixture(params=["c", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    if name == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    return name


def codes(raw: str | bytes) -> list[tuple[str, int, int]]:
    with pytest.raises(Unreadable) as raised:
        parse_yaml(raw.encode() if isinstance(raw, str) else raw, "x.yaml")
    return [(problem.code, problem.where.line, problem.where.column) for problem in raised.value.problems]


def test_only_text_integers_and_booleans(loader: str) -> None:
    written = (
        "a: 12\nb: -3\nc: true\nd: no\ne: 2026-01-01\nf: 007\ng: '12'\nh: 1.2.3\ni: 0x1F\nj: 5万元\nk: Yes\nl: 12:30\n"
    )
    assert parse_yaml(written.encode(), "x.yaml") == {
        "a": 12,
        "b": -3,
        "c": True,
        "d": "no",
        "e": "2026-01-01",
        "f": "007",
        "g": "12",
        "h": "1.2.3",
        "i": "0x1F",
        "j": "5万元",
        "k": "Yes",
        "l": "12:30",
    }


def test_every_value_remembers_its_place(loader: str) -> None:
    data = parse_yaml("一: {b: [x, 2]}\nc:\n  - d: y\n".encode(), "x.yaml")
    assert isinstance(data, Map)
    inner, items = data["一"], data["c"]
    assert (data.spot, data.marks) == ((1, 1), {"一": ((1, 1), (1, 4)), "c": ((2, 1), (3, 3))})
    assert (inner.spot, inner.marks) == ((1, 4), {"b": ((1, 5), (1, 8))})
    assert isinstance(items, Seq)
    assert (items.spot, items.marks, items[0].marks) == ((3, 3), [(3, 5)], {"d": ((3, 5), (3, 8))})


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: 1.5\nb: .5\nc: 1e3\nd: -.inf\ne: .nan\nf: 2.", [("EN009", line, 4) for line in range(1, 7)]),
        ("a: 1\nb: 2\na: 3", [("EN007", 3, 1)]),
        ("a: &x 1\nb: *x", [("EN008", 1, 4), ("EN008", 2, 4)]),
        ("&k a: 1", [("EN008", 1, 1)]),
        ("a: !!str 1", [("EN008", 1, 4)]),
        ("a: ~\nb:\nc: null\nd: ''", [("EN012", 1, 4), ("EN012", 2, 3), ("EN012", 3, 4)]),
        ("- [a]: b", [("EN014", 1, 3)]),
        ("? {a: 1}\n: b", [("EN014", 1, 3)]),
        ("a: 1\n---\nb: 2", [("EN013", 2, 1)]),
        ("", [("EN012", 1, 1)]),
        ("# nothing", [("EN012", 1, 1)]),
        ("text", [("EN103", 1, 1)]),
        ("ａ: 1", [("EN011", 1, 1)]),
        ("id：x\ntitle: y", [("EN011", 1, 3)]),
        ("id: x\n第１条: y", [("EN011", 2, 1)]),
        ("a: b: c", [("EN006", 1, 5)]),
        ("a: [b", [("EN006", 2, 1)]),
        ("a: 1\n b: 2", [("EN006", 2, 3)]),
        ("a:\tb\n", [("EN005", 1, 3)]),
        ("a: b\x07\n", [("EN004", 1, 5)]),
        ("a: b\u2028c\n", [("EN004", 1, 5)]),
        (b"\xef\xbb\xbfa: 1", [("EN003", 1, 1)]),
        ("a: 1".encode("utf-16"), [("EN003", 1, 1)]),
        ("a: 测".encode("gb18030"), [("EN001", 1, 4)]),
    ],
)
def test_what_is_refused_and_where(loader: str, raw: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    if loader == "python" and expected[0][0] == "EN006":
        assert [code for code, *_ in codes(raw)] == ["EN006"]  # the Python scanner sees some faults a token later
    else:
        assert codes(raw) == expected


def test_nesting_has_an_end(loader: str) -> None:
    deepest = "[" * DEEPEST + "]" * DEEPEST
    assert parse_yaml(deepest.encode(), "x.yaml") != []
    assert codes("[" + deepest + "]") == [("EN010", 1, DEEPEST + 1)]


def test_size_has_an_end() -> None:
    line = b"- a\n"
    fits = line * (LARGEST_FILE // len(line))
    assert len(parse_yaml(fits, "x.yaml")) == LARGEST_FILE // len(line)
    assert codes(fits + b"#") == [("EN002", 1, 1)]


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    place = tmp_path / "huge.yaml"
    place.write_bytes(b"a: 1\n" * 2_000_000)
    with pytest.raises(Unreadable) as raised:
        read_yaml(place, "huge.yaml")
    assert [problem.code for problem in raised.value.problems] == ["EN002"]


def test_an_alias_bomb_is_refused_before_it_unfolds() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 300))
    found = codes(bomb)
    assert {code for code, *_ in found} == {"EN008"}
    assert len(found) == 100


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as raised:
        read_yaml(tmp_path / "none.yaml", "none.yaml")
    assert [str(problem.where) for problem in raised.value.problems] == ["none.yaml"]


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
def test_any_bytes_give_data_or_problems_with_places(raw: bytes) -> None:
    found: tuple[Problem, ...] = ()
    data: Map | Seq | None = None
    try:
        data = parse_yaml(raw, "x.yaml")
    except Unreadable as unreadable:
        found = unreadable.problems
    assert bool(found) == (data is None)
    assert all(problem.where.line >= 1 for problem in found)


@given(
    st.recursive(
        st.one_of(
            st.booleans(),
            st.integers(-(10**17), 10**17),
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])),
        ),
        lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner)),
        max_leaves=20,
    ).filter(lambda data: isinstance(data, dict | list))
)
def test_what_is_written_is_read_back(data: object) -> None:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')

    Plain.add_representer(str, quoted)
    written = yaml.dump(data, Dumper=Plain, allow_unicode=True)
    assert parse_yaml(written.encode(), "x.yaml") == data
