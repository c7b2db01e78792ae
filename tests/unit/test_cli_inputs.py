"""Case records from files: every format, and everything that can be wrong in one, with the exact message."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.cli import main
from enforcement_norms.cli.inputs import Record, records_in
from enforcement_norms.cli.output import spoken
from enforcement_norms.cli.rows import record_of_row, typed_cells
from enforcement_norms.model.facts import Fact, FactKind

FOOD = "market_supervision.unlicensed_food_business"
GOOD = {"violation": FOOD, "occurred_on": "2026-03-05", "decided_on": "2026-06-01"}


Write = Callable[[str, str | bytes], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file into the working directory; its name."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, content: str | bytes) -> str:
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (tmp_path / name).write_bytes(raw)
        return name

    return written


def read(name: str, format_: str | None = None) -> list[Record]:
    return list(records_in(name, format_))


def said(record: Record) -> list[str]:
    return [spoken(problem) for problem in record.problems]


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[[str], list[str]]:
    """The problems that `enorms evaluate` tells of a file."""

    def run(name: str) -> list[str]:
        with pytest.raises(SystemExit) as left:
            main(["evaluate", name])
        assert left.value.code == 1
        return capsys.readouterr().err.splitlines()

    return run


def test_one_object_and_a_list_of_them(write: Write) -> None:
    one = read(write("one.json", json.dumps(GOOD)))
    assert [(record.where.line, record.data) for record in one] == [(1, GOOD)]
    text = "[\n  " + json.dumps(GOOD) + ",\n\n  " + json.dumps({**GOOD, "id": "乙"}, ensure_ascii=False) + "\n]"
    assert [record.where.line for record in read(write("two.json", text))] == [2, 4]


def test_decimals_stay_exact(write: Write) -> None:
    (record,) = read(write("a.json", '{"facts": {"value": 8000.10, "count": 3}}'))
    assert record.data == {"facts": {"value": "8000.10", "count": 3}}


def test_a_line_each(write: Write) -> None:
    lines = read(write("a.jsonl", f"{json.dumps(GOOD)}\n\n{{bad\n{json.dumps(GOOD)}\n"))
    assert [record.where.line for record in lines] == [1, 3, 4]
    assert [said(record) for record in lines] == [
        [],
        ["a.jsonl:3:2 EN310 不是 JSON\n  建议: 检查引号、逗号、括号；金额写成字符串"],
        [],
    ]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", "", "a.json:1 EN310 文件没有内容"),
        ("a.json", '{"a": 1', "a.json:1:8 EN310 不是 JSON"),
        ("a.json", '{"a": "\0"}', "a.json:1:8 EN310 不是 JSON"),
        ("a.json", b'{"a": "\xff"}', "a.json:1 EN310 不是 UTF-8 编码"),
        ("a.json", '{"a": 1, "a": 2}', "a.json EN310 键“a”重复"),
        ("a.json", '{"a": NaN}', "a.json EN310 NaN 不是 JSON 的值"),
        ("a.json", "7", "a.json:1 EN310 案件应是一个对象（键: 值）"),
        ("a.json", "[" * 100_000, "a.json:1 EN310 数字太长或者嵌套太深"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", "a.json:1 EN310 数字太长或者嵌套太深"),
        ("a.jsonl", "[1]\n", "a.jsonl:1 EN310 案件应是一个对象（键: 值）"),
        ("a.csv", "", "a.csv:1 EN310 文件没有内容"),
        ("a.csv", "a,a\n1,2\n", "a.csv:1 EN310 列名重复：a"),
        ("a.csv", "a,b\n1,2,3\n", "a.csv:2 EN310 有 3 格，表头只有 2 列"),
        ("a.csv", 'a,b\n"1,2\n', "a.csv:2 EN310 不是 CSV"),
        ("a.csv", "a,b\n1,\0\n", "a.csv:2 EN310 文件中有控制字符 U+0000"),
        ("a.csv", "a,b\n1,二\n".encode("gb18030"), "a.csv:2 EN310 不是 UTF-8 编码"),
        ("a.yaml", "a:\t1\n", "a.yaml:1:3 EN005 文件中有制表符"),
        ("a.yaml", b"\xef\xbb\xbfa: 1\n", "a.yaml:1:1 EN003 文件以字节顺序标记（BOM）开头"),
        ("a.yaml", "a: 1\na: 2\n", "a.yaml:2:1 EN007 键“a”重复，第 1 行已有"),
        ("a.yaml", "a: 1\nb：2\n", "a.yaml:2:2 EN011 键后面是全角冒号"),
        ("a.yaml", "a: &x [1]\nb: *x\n", "a.yaml:1:4 EN008 不能用锚点（&x）"),
        (
            "a.yaml",
            "a: !!python/object:os.system 1\n",
            "a.yaml:1:4 EN008 不能用标签（tag:yaml.org,2002:python/object:os.system）",
        ),
        ("a.yaml", "a: " + "x" * 1_000_001, "a.yaml:1:1 EN002 文件超过 1 MB"),
        ("a.yaml", "a: \0\n", "a.yaml:1:4 EN004 文件中有控制字符 U+0000"),
        ("a.yaml", "- 1\n", "a.yaml:1 EN310 案件应是一个对象（键: 值）"),
    ],
)
def test_what_cannot_be_read_is_one_problem_with_its_place(
    name: str, content: str | bytes, expected: str, write: Write
) -> None:
    told = [line for record in read(write(name, content)) for line in said(record)]
    assert told
    assert told[0].split("\n")[0] == expected


def test_an_alias_bomb_is_refused_at_once(write: Write) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    (record,) = read(write("bomb.yaml", bomb))
    assert record.data is None
    assert {problem.code for problem in record.problems} == {"EN008"}


def test_yaml_records_know_their_lines(write: Write) -> None:
    text = "- violation: a.b\n  facts:\n    value: 3元\n- violation: c.d\n"
    assert [(record.where.line, record.bare_yuan) for record in read(write("a.yaml", text))] == [(1, False), (4, False)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[{"a": 1}]', [{"a": 1}]),
        ('{"a": 1}', [{"a": 1}]),
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ('{\n"a": 1}', [{"a": 1}]),
        ("id,violation\n甲,a.b\n", [{"id": "甲", "violation": "a.b"}]),
        ("id: 甲\nviolation: a.b\n", [{"id": "甲", "violation": "a.b"}]),
    ],
)
def test_the_format_of_standard_input_is_guessed(
    content: str, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content.encode("utf-8"))))
    assert [record.data for record in read("-")] == expected


def test_a_file_that_is_not_there_is_a_wrong_call() -> None:
    with pytest.raises(click.UsageError, match=r"文件 none\.json 打不开：没有这个文件或者目录"):
        read("none.json")
    with pytest.raises(click.UsageError, match="打不开"):
        read("a\0b.json")


def test_columns_of_a_table() -> None:
    row = {
        "id": "甲",
        "violation": "a.b",
        "party": "legal_person",
        "party.birth_date": "",
        "goods_value": " 8000 ",
        "fact:stage": "overdue",
        "circumstance:repaired": "证据1",
        "circumstance:cheated": "否",
        "judged:serious": "是",
        "imposed:fine": "6万元",
        "person:driver": "是",
        "person:driver.income": "20万元",
        "person:driver#2.birth_date": "1990-01-01",
        "person:owner": "否",
        "": "x",
    }
    assert record_of_row(row) == {
        "id": "甲",
        "violation": "a.b",
        "party": {"kind": "legal_person"},
        "facts": {"goods_value": "8000", "stage": "overdue"},
        "circumstances": {"repaired": "证据1", "cheated": False},
        "judgements": {"serious": True},
        "imposed": {"fine": "6万元"},
        "persons": [
            {"role": "driver", "facts": {"income": "20万元"}},
            {"role": "driver", "id": "driver#2", "birth_date": "1990-01-01"},
        ],
    }


def test_cells_are_typed_by_their_facts() -> None:
    facts = {
        "licensed": Fact("licensed", FactKind.BOOLEAN, "有许可"),
        "ages": Fact("ages", FactKind.LIST, "年龄", items=FactKind.INTEGER),
        "past": Fact("past", FactKind.EVENTS, "既往"),
        "person.intentional": Fact("person.intentional", FactKind.BOOLEAN, "故意"),
    }
    record = {
        "facts": {"licensed": "否", "ages": "12；65", "past": "2025-01-02;2025-03-04", "other": "是"},
        "persons": [{"role": "driver", "facts": {"intentional": "yes"}}],
    }
    assert typed_cells(record, facts) == {
        "facts": {"licensed": False, "ages": ["12", "65"], "past": ["2025-01-02", "2025-03-04"], "other": "是"},
        "persons": [{"role": "driver", "facts": {"intentional": True}}],
    }


@given(st.text(max_size=300))
def test_no_text_crashes_a_reader(text: str) -> None:
    from enforcement_norms.cli import inputs

    raw = text.encode("utf-8", "surrogatepass")
    for name in ("json", "jsonl", "csv"):
        for record in inputs._READERS[name]("a", io.BytesIO(raw)):
            assert (record.data is None) == bool(record.problems)


def test_a_bad_record_does_not_stop_the_rest(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    bad = {**GOOD, "violation": "market_supervision.unlicensed_food_busines"}
    name = write("a.jsonl", "\n".join(map(json.dumps, [bad, {**GOOD, "facts": {"goods_value": 8000}}])))
    with pytest.raises(SystemExit) as left:
        main(["evaluate", name, "--json"])
    captured = capsys.readouterr()
    refused, determined = map(json.loads, captured.out.splitlines())
    assert left.value.code == 1
    assert refused["schema"] == "enforcement-norms.refused/1"
    assert refused["record"] == "a.jsonl:1"
    assert refused["problems"][0]["code"] == "EN301"
    assert determined["outcome"] == "determined"
    assert captured.err.splitlines()[-1] == "2 条记录中有 1 条有误。"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({}, ["a.json:1 violation EN102 缺少键“violation”"]),
        ({"violation": 7}, ["a.json:1 violation EN103 此处应是文字，而不是整数 7", "  建议: 写作“领域.违法行为”"]),
        ({**GOOD, "violation": "food"}, ["a.json:1 violation EN301 “food”没有写领域", "  建议: 写作“领域.违法行为”"]),
        (
            {**GOOD, "violation": "market.x"},
            ["a.json:1 EN300 没有领域包“market”；是否指：market_supervision"],
        ),
        (
            {**GOOD, "facts": {"goods_valu": "1元"}},
            ["a.json:1 facts.goods_valu EN302 没有名为“goods_valu”的事实", "  建议: 是否"],
        ),
        (
            {**GOOD, "facts": {"goods_value": "8000克"}},
            ["a.json:1 facts.goods_value EN303 “8000克”不是金额"],
        ),
        (
            {**GOOD, "facts": {"goods_value": "-1元"}},
            ["a.json:1 facts.goods_value EN303 不能为负：-1元"],
        ),
        (
            {**GOOD, "facts": {"goods_value": "0.001"}},
            ["a.json:1 facts.goods_value EN303 “0.001”不足一分的部分无法表示"],
        ),
        (
            {**GOOD, "occurred_on": "2026-02-30"},
            ["a.json:1 occurred_on EN105 没有 2026-02-30 这一天", "  建议: 核对年月日"],
        ),
        (
            {**GOOD, "decided_on": "2026-03-04"},
            ["a.json:1 decided_on EN304 “decided_on”早于“occurred_on”", "  建议: 核对两个日期"],
        ),
        (
            {**GOOD, "jurisdiction": "991702"},
            ["a.json:1 jurisdiction EN105 行政区划代码 991702 不在任何省级行政区内"],
        ),
        (
            {**GOOD, "circumstances": {"voluntary_remdy": True}},
            ["a.json:1 circumstances.voluntary_remdy EN307 没有名为“voluntary_remdy”的情节"],
        ),
        (
            {**GOOD, "judgements": {"vile_nature": "perhaps"}},
            ["a.json:1 judgements.vile_nature EN103 此处应是"],
        ),
        (
            {**GOOD, "judgements": {"vile_natur": True}},
            ["a.json:1 judgements.vile_natur EN306 没有名为“vile_natur”的判断"],
        ),
        ({**GOOD, "colour": "red"}, ["a.json:1 colour EN101 未知的键“colour”"]),
        ({**GOOD, "party": {"kind": "alien"}}, ["a.json:1 party.kind EN104 “alien”不可用"]),
    ],
)
def test_bad_input_names_place_and_remedy(
    record: dict[str, object], expected: list[str], write: Write, refusal: Callable[[str], list[str]]
) -> None:
    told = refusal(write("a.json", json.dumps(record, ensure_ascii=False)))
    for line, start in zip(told, expected, strict=False):
        assert line.startswith(start)
    assert told[-1] == "1 条记录中有 1 条有误。"


def test_all_that_is_wrong_is_said_at_once(write: Write, refusal: Callable[[str], list[str]]) -> None:
    record = {**GOOD, "occurred_on": "05/03/2026", "facts": {"goods_value": True, "goods": 1}, "party": {"kind": 3}}
    told = refusal(write("a.json", json.dumps(record)))
    paths = [line.split()[1] for line in told if line.startswith("a.json:1 ")]
    assert paths == ["occurred_on", "facts.goods_value", "facts.goods", "party.kind"]


def test_nulls_are_values_not_known(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    record = {**GOOD, "ended_on": None, "facts": {"goods_value": None, "illegal_gains": "1元"}}
    with pytest.raises(SystemExit):
        main(["evaluate", write("a.json", json.dumps(record)), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert (data["outcome"], data["missing"]) == ("undetermined", ["goods_value"])


def test_a_worked_example_is_a_case_too(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        f"- name: 无从轻从重\n  violation: {FOOD}\n  occurred_on: 2026-03-05\n  decided_on: 2026-06-01\n"
        "  facts: {goods_value: 8000元}\n  expect: {outcome: determined}\n"
    )
    with pytest.raises(SystemExit) as left:
        main(["evaluate", write("a.yaml", text)])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"a.yaml:1 无从轻从重 {FOOD}\n")


def test_what_has_been_imposed_is_counted_in_the_unit_of_its_measure(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "violation,occurred_on,decided_on,goods_value,imposed:fine\n" + ",".join([*GOOD.values(), "8000", "6万元"])
    with pytest.raises(SystemExit):
        main(["evaluate", write("a.csv", rows + "\n"), "--json"])
    assert json.loads(capsys.readouterr().out)["case"]["imposed"] == {"fine": "60000.00元"}
