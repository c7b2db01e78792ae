"""`enorms evaluate` on whole tables, `enorms consistency`, `enorms show --columns`."""

import csv
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from enforcement_norms.batch.writing import write_part
from enforcement_norms.cli import main
from enforcement_norms.cli.table_summary import to_the_right

FOOD = "market_supervision.unlicensed_food_business"
HEAD = "id,violation,occurred_on,decided_on,goods_value"


@frozen
class Ran:
    """What a call printed, and how it ended."""

    code: int
    out: str
    err: str


Enorms = Callable[..., Ran]


@pytest.fixture
def enorms(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Enorms:
    """`enorms` with these arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        captured = capsys.readouterr()
        return Ran(int(left.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Three cases: one determined, one whose value is not known, one of a violation that nobody knows."""
    path = tmp_path / "cases.csv"
    lines = [HEAD, *(f"{id_},{violation},2026-03-05,2026-06-01,{value}" for id_, violation, value in CASES)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


CASES = (("甲", FOOD, "8000"), ("乙", FOOD, ""), ("丙", "market_supervision.nothing", "8000"))


def test_a_table_is_evaluated_and_summed_up(enorms: Enorms, cases: Path) -> None:
    ran = enorms("evaluate", "cases.csv", "--engine", "polars", "-o", "out.csv")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["结果", "案件", "占比"],
        ["幅度已经确定", "1", "33.3%"],
        ["事实不全，幅度尚不能确定", "1", "33.3%"],
        ["有误：unknown_violation", "1", "33.3%"],
    ]
    assert ran.code == 1
    assert "写入 out.csv" in ran.err
    found = sorted((cases.parent / "out.csv").read_text(encoding="utf-8").splitlines()[1:])
    assert [line.partition(",")[0] for line in found] == ["丙", "乙", "甲"]


@pytest.mark.parametrize(
    ("arguments", "lacking", "extra"),
    [
        (("evaluate", "cases.csv", "--engine", "duckdb", "-o", "o.csv"), "duckdb", "cli,batch"),
        (("evaluate", "cases.csv", "--engine", "spark", "-o", "o.csv"), "pyspark", "cli,spark"),
        (("consistency", "cases.csv", "-o", "o.html"), "scipy", "cli,consistency"),
    ],
)
def test_what_to_install_is_said_where_it_is_lacking(
    enorms: Enorms, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], lacking: str, extra: str
) -> None:
    def found(name: str) -> object:
        return None if name == lacking else find_spec(name)

    monkeypatch.setattr("enforcement_norms.cli.tables.find_spec", found)
    ran = enorms(*arguments)
    assert ran.code == 2
    assert f"这需要另装：pip install 'enforcement-norms[{extra}]'" in ran.err


def test_numbers_stand_under_one_another() -> None:
    assert to_the_right(["1,000", "12", ""]) == ["1,000", "   12", "     "]
    assert to_the_right([]) == []


def test_both_tables_are_written_beside_one_another(enorms: Enorms, cases: Path) -> None:
    ran = enorms("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv")
    assert "写入 out.csv out.penalties.csv" in ran.err
    assert {path.name for path in cases.parent.iterdir()} == {"cases.csv", "out.csv", "out.penalties.csv"}
    rows = list(csv.DictReader((cases.parent / "out.penalties.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["id"] for row in rows} == {"甲", "乙"}
    assert {("甲", "fine", "50000.00", "100000.00")} <= {
        (row["id"], row["kind"], row["at_least"], row["at_most"]) for row in rows
    }


def test_one_table_where_only_cases_are_asked_for(enorms: Enorms, cases: Path) -> None:
    arguments = ("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv", "--cases-only")
    ran = enorms(*arguments)
    assert ran.err.splitlines()[0].endswith("写入 out.csv")
    assert {path.name for path in cases.parent.iterdir()} == {"cases.csv", "out.csv"}
    (cases.parent / "out.penalties.csv").write_text("old", encoding="utf-8")
    assert "out.penalties.csv 是以前的，不与这次的结果对应" in enorms(*arguments).err


def test_the_summary_says_which_rules_were_not_run(enorms: Enorms, cases: Path) -> None:
    """All violations of market supervision have rules in Python; a violation that nobody knows has none."""
    arguments = ("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv")
    assert "2 行属于领域包 market_supervision 中另有校验规则（Python）的违法行为" in enorms(*arguments).err
    assert json.loads(enorms(*arguments, "--json").out)["rows_with_rules_not_run"] == {"market_supervision": 2}


def test_a_folder_in_the_way_is_refused_before_anything_runs(enorms: Enorms, cases: Path) -> None:
    (cases.parent / "out.penalties.csv").write_text("old", encoding="utf-8")
    (cases.parent / "out.csv").mkdir()
    ran = enorms("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv")
    assert ran.code == 2
    assert "文件 out.csv 不能写入：是目录" in ran.err
    assert (cases.parent / "out.penalties.csv").read_text(encoding="utf-8") == "old"


def test_the_summary_as_json(enorms: Enorms, cases: Path) -> None:
    ran = enorms(
        "evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.parquet", "--penalties", "more.parquet",
        "--rows-of-part", "2", "--json",
    )  # fmt: skip
    said: dict[str, Any] = json.loads(ran.out)
    assert {key: said[key] for key in ("schema", "engine", "rows", "computed", "parts", "resumed_parts")} == {
        "schema": "enforcement-norms.run/1",
        "engine": "duckdb",
        "rows": 3,
        "computed": 3,
        "parts": 2,
        "resumed_parts": 0,
    }
    assert said["outcomes"] == {"determined": 1, "undetermined": 1}
    assert said["problems"] == {"unknown_violation": 1}
    assert (said["cases"], said["penalties"]) == ("out.parquet", "more.parquet")
    assert {path.name for path in cases.parent.iterdir()} == {"cases.csv", "out.parquet", "more.parquet"}


def test_a_person_may_stop_it_and_go_on(enorms: Enorms, cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(table: Any, engine: str, path: Path) -> None:
        if path.name.startswith("00001"):
            raise RuntimeError("Query interrupted")
        write_part(table, engine, path)

    arguments = ("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv", "--rows-of-part", "2")
    (cases.parent / "out.csv").write_text("old", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("enforcement_norms.batch.running.write_part", interrupted)
        ran = enorms(*arguments)
    assert ran.code == 130
    assert "已停止，原有的 out.csv 没有改动；再次运行同一命令，从第 2 段继续。" in ran.err
    assert (cases.parent / "out.csv").read_text(encoding="utf-8") == "old"
    again = enorms(*arguments)
    assert "上次运行没有完成；已有的 2 行留用，从第 3 行继续。" in again.err
    assert len((cases.parent / "out.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_a_person_may_stop_it_before_anything_is_done(
    enorms: Enorms, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(table: Any, engine: str, path: Path) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("enforcement_norms.batch.running.write_part", interrupted)
    ran = enorms("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv")
    assert ran.code == 130
    assert "已停止，没有写入 out.csv；再次运行同一命令，从头计算。" in ran.err
    assert [path.name for path in cases.parent.iterdir()] == ["cases.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cases.csv", "--engine", "duckdb"), "计算整张表要用 -o 写明结果文件"),
        (("cases.csv", "--engine", "sqlite", "-o", "out.csv"), "“sqlite”不可用；可用：duckdb、polars、spark"),
        (
            ("cases.csv", "--engine", "duckdb", "-o", "o.csv", "--memory", "5X"),
            "--memory：“5X”不是内存的大小；写作 750MB、2GB",
        ),
        (("nothing.parquet", "-o", "out.csv"), "文件 nothing.parquet 打不开：没有这个文件或者目录"),
        (("cases.csv", "--engine", "duckdb", "-o", "out.xlsx"), "不能从文件名 out.xlsx 得知格式"),
        (("cases.csv", "--engine", "duckdb", "-o", "no/out.csv"), "文件 no/out.csv 不能写入"),
        (("cases.csv", "--engine", "duckdb", "-o", "o.csv", "--penalties", "p.parquet"), "两个结果文件的格式须相同"),
        (("cases.csv", "--engine", "duckdb", "-o", "o.csv", "--penalties", "o.csv"), "输入文件和结果文件须各不相同"),
        (("cases.csv", "--engine", "duckdb", "-o", "cases.csv"), "输入文件和结果文件须各不相同"),
        (
            ("cases.csv", "--engine", "duckdb", "-o", "o.csv", "--cases-only", "--penalties", "p.csv"),
            "--cases-only 和 --penalties 只能写一个",
        ),
        (("cases.csv", "--engine", "duckdb", "-o", "o.csv", "--explain"), "--explain 用于逐案计算，不用于整张表"),
        (("cases.csv", "-o", "o.csv", "--cases-only"), "--cases-only 用于整张表：同时写明 --engine"),
    ],
)
def test_wrong_calls(enorms: Enorms, cases: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = enorms("evaluate", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert [path.name for path in cases.parent.iterdir()] == ["cases.csv"]


def test_an_unknown_column_is_refused_with_the_near_one(enorms: Enorms, cases: Path) -> None:
    text = cases.read_text(encoding="utf-8").replace("goods_value", "goods_valeu")
    cases.write_text(text, encoding="utf-8")
    ran = enorms("evaluate", "cases.csv", "--engine", "duckdb", "-o", "out.csv")
    assert ran.code == 1
    assert "没有名为“goods_valeu”的数据列" in ran.err
    assert "goods_value" in ran.err
    assert not (cases.parent / "out.csv").exists()


def test_a_register_without_fines_is_refused(enorms: Enorms, cases: Path) -> None:
    ran = enorms("consistency", "cases.csv", "-o", "report.html")
    assert ran.code == 1
    assert "cases.csv EN328" in ran.err
    assert not (cases.parent / "report.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [("-o", "cases.csv"), ("-o", "out.csv", "--findings", "out.csv"), ("-o", "o", "--findings", "cases.csv")],
)
def test_the_register_is_never_overwritten(enorms: Enorms, cases: Path, arguments: tuple[str, ...]) -> None:
    before = cases.read_text(encoding="utf-8")
    ran = enorms("consistency", "cases.csv", *arguments)
    assert ran.code == 2
    assert "输入文件和结果文件须各不相同" in ran.err
    assert cases.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("findings", ["found.txt", "found.jsonl", "found"])
def test_findings_are_written_in_two_formats(enorms: Enorms, cases: Path, findings: str) -> None:
    ran = enorms("consistency", "cases.csv", "-o", "report.html", "--findings", findings)
    assert ran.code == 2
    assert "全部发现写成 .csv 或者 .parquet" in ran.err
    assert [path.name for path in cases.parent.iterdir()] == ["cases.csv"]


def test_fines_may_be_given_by_measure(enorms: Enorms, cases: Path) -> None:
    text = cases.read_text(encoding="utf-8").replace("goods_value\n", "goods_value,imposed:fine,clerk\n")
    text = text.replace("8000\n", "8000,120000,某\n").replace("2026-06-01,\n", "2026-06-01,,,\n")
    cases.write_text(text.rpartition("\n")[0], encoding="utf-8")
    ran = enorms(
        "consistency", "cases.csv", "-o", "report.html", "--findings", "found.csv", "--ignore", "clerk", "--json"
    )
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["places"] == {"above": 1, "unrecorded": 1}
    found = (cases.parent / "found.csv").read_text(encoding="utf-8")
    assert "罚款12万元，高于法定上限10万元" in found


def test_no_fine_where_one_must_be_is_left_out(enorms: Enorms, cases: Path) -> None:
    lines = [f"{HEAD},imposed_fine", *(f"{id_},{FOOD},2026-03-05,2026-06-01,8000,0" for id_ in "甲乙")]
    cases.write_text("\n".join(lines), encoding="utf-8")
    ran = enorms("consistency", "cases.csv", "-o", "report.html", "--findings", "found.parquet", "--json")
    assert json.loads(ran.out)["places"] == {"left_out": 2}


def test_columns_of_a_violation(enorms: Enorms) -> None:
    columns = {each["name"]: each for each in json.loads(enorms("show", FOOD, "--columns", "--json").out)}
    assert columns["goods_value"] == {"name": "goods_value", "kind": "money", "required": False, "title": "货值金额"}
    assert columns["decided_on"]["required"]
    assert columns["party_kind"]["values"][0] == "natural_person"
    assert "goods_value" in enorms("show", FOOD, "--columns").out
