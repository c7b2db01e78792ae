"""The command line as people use it: every command, its help, its exit codes, its languages."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from enforcement_norms.cli import main
from enforcement_norms.cli.base import chosen_locale
from enforcement_norms.cli.layout import aligned, width_of, wrapped

ROOT = Path(__file__).parents[2]
FOOD = "market_supervision.unlicensed_food_business"


@frozen
class Ran:
    """What a call printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Enorms = Callable[..., Ran]


@pytest.fixture
def enorms(capsys: pytest.CaptureFixture[str]) -> Enorms:
    """`enorms` with these arguments."""

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        captured = capsys.readouterr()
        return Ran(int(left.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def food(tmp_path: Path) -> Path:
    """One case that is determined."""
    path = tmp_path / "food.json"
    path.write_text(
        json.dumps(
            {
                "id": "某食品店",
                "violation": FOOD,
                "occurred_on": "2026-03-05",
                "decided_on": "2026-06-01",
                "party": {"kind": "individual_business"},
                "facts": {"goods_value": "8000元", "illegal_gains": 1200},
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    return path


def test_help_names_every_command_in_both_languages(enorms: Enorms) -> None:
    chinese, english = enorms("--help"), enorms("--locale", "en", "--help")
    for told in (chinese, english):
        assert told.code == 0
        assert [line.split()[0] for line in told.lines if line.startswith("  ") and line.split()[0].isalpha()][:8]
        for name in ("packs", "find", "show", "evaluate", "explain", "steps", "diff", "check"):
            assert f"\n  {name} " in told.out
    assert chinese.out.startswith("用法：enorms [选项] 命令 …\n")
    assert english.out.startswith("Usage: enorms [OPTIONS] COMMAND …\n")


@pytest.mark.parametrize("name", ["packs", "find", "show", "evaluate", "explain", "steps", "diff", "check"])
def test_every_command_has_help_json_and_locale(name: str, enorms: Enorms) -> None:
    told = enorms(name, "--help")
    assert told.code == 0
    assert told.out.startswith(f"用法：enorms {name} ")
    for option in ("--json", "--locale", "--help"):
        assert option in told.out
    assert all(width_of(line) <= 80 for line in told.lines)


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        (("consistency",), "Usage: enorms consistency [OPTIONS] FILE"),
        (("check",), "Usage: enorms check [OPTIONS] [PACK|DIR]…"),
        (("rules",), "  --system SYSTEM  Only the rules"),
        (("evaluate",), "  --engine duckdb|polars|spark  The engine"),
        ((), "  --locale LOCALE  Language of the output"),
    ],
)
def test_english_help_has_placeholders_in_capitals(arguments: tuple[str, ...], usage: str, enorms: Enorms) -> None:
    assert usage in enorms("--locale", "en", *arguments, "--help").out


def test_a_missing_argument_is_called_as_in_the_usage(enorms: Enorms) -> None:
    told = enorms("show", "--locale", "en")
    assert told.err.splitlines()[:2] == ["Usage: enorms show [OPTIONS] VIOLATION", "Error: VIOLATION is missing."]


def test_heads_of_columns_begin_with_a_capital(enorms: Enorms) -> None:
    assert enorms("packs", "--locale", "en").lines[0].split() == [
        *("Id", "Name", "Aliases", "Violations", "Versions", "Standards", "Supplied", "by")
    ]


def test_without_a_command_the_help_is_shown(enorms: Enorms) -> None:
    assert enorms().out == enorms("--help").out


def test_version(enorms: Enorms) -> None:
    told = enorms("--version")
    assert (told.code, told.out.split()[0]) == (0, "enforcement-norms")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("chek",), "错误：没有命令“chek”。是否指：check"),
        (("--foo",), "错误：没有选项“--foo”。"),
        (("packs", "--jsn"), "错误：没有选项“--jsn”。是否指：--json"),
        (("evaluate",), "错误：缺少 文件。"),
        (("evaluate", "a", "b"), "错误：参数太多：b"),
        (("evaluate", "no.json"), "错误：文件 no.json 打不开：没有这个文件或者目录"),
        (("evaluate", "."), "错误：文件 . 打不开：是目录"),
        (("evaluate", "no.json", "--format", "xml"), "错误：--format：“xml”不可用；可用：json、jsonl、yaml、csv"),
        (("packs", "--locale", "fr"), "错误：--locale：没有语言“fr”；可用：zh_CN、en"),
        (("show", FOOD, "--on", "2026-2-30"), "错误：--on：“2026-2-30”不是日期；写作 2026-03-05"),
        (("diff", FOOD, "--from", "2026-01-01"), "错误：缺少 --to。"),
        (("find", "--article", "124"), "错误：--article 要和 --law 一起写"),
        (("find", "--law", "食品安全法", "--article", "abc"), "错误：看不懂的条文“abc”；写作 124 或者 124.1.1"),
        (("check", "nowhere/"), "没有领域包“nowhere/”"),
    ],
)
def test_a_wrong_call_says_what_to_write(arguments: tuple[str, ...], message: str, enorms: Enorms) -> None:
    told = enorms(*arguments)
    assert told.code in (2, 3)
    assert message in told.err
    assert told.out == ""


def test_packs_lists_ten_domains(enorms: Enorms) -> None:
    told = enorms("packs", "--json")
    packs = json.loads(told.out)
    assert {each["id"] for each in packs} >= {
        "agriculture", "culture_sports_tourism", "education", "health", "housing_construction", "human_resources",
        "market_supervision", "public_security", "transport", "work_safety",
    }  # fmt: skip
    market = next(each for each in packs if each["id"] == "market_supervision")
    assert (market["title"], market["aliases"], market["usable"]) == ("市场监督管理", ["市场监管"], True)
    assert market["violations"] >= 30


def test_tables_align_chinese_by_display_width(enorms: Enorms) -> None:
    lines = enorms("packs").lines
    starts = {width_of(line[: line.index("enforcement-norms-")]) for line in lines[1:]}
    assert len(starts) == 1
    assert starts == {width_of(lines[0][: lines[0].index("来源")])}


def test_find_by_short_title_and_article(enorms: Enorms) -> None:
    told = enorms("find", "--law", "食品安全法", "--article", "124", "--json")
    found = {each["id"]: each for each in json.loads(told.out)}
    assert told.code == 0
    assert all(id_.startswith("market_supervision.") for id_ in found)
    assert found["market_supervision.contaminated_food"]["matched"] == ["basis"]
    assert found["market_supervision.contaminated_food"]["versions"][0]["basis"] == [
        {"id": "food_safety_law#124.1.1", "text": "《中华人民共和国食品安全法》第一百二十四条第一款第（一）项"}
    ]
    for each in found.values():
        cited = [place["id"] for version in each["versions"] for place in version["basis"] + version["breaches"]]
        assert any(place.startswith("food_safety_law#124") for place in cited)


@pytest.mark.parametrize("article", ["124.1.1", "第一百二十四条第一款第一项", "一百二十四条第一款第（一）项"])
def test_an_article_may_be_written_in_many_ways(article: str, enorms: Enorms) -> None:
    told = enorms("find", "--law", "中华人民共和国食品安全法", "--article", article, "--json")
    assert "market_supervision.contaminated_food" in {each["id"] for each in json.loads(told.out)}
    assert "market_supervision.expired_food" not in {each["id"] for each in json.loads(told.out)}


def test_domains_have_aliases(enorms: Enorms) -> None:
    by_alias, by_title = (enorms("find", "--domain", name, "--json").out for name in ("应急管理", "安全生产"))
    assert by_alias == by_title
    assert {each["domain"] for each in json.loads(by_alias)} == {"work_safety"}


def test_find_by_words(enorms: Enorms) -> None:
    one, same = enorms("find", "--text", "冒名顶替").lines, enorms("find", "冒名顶替").lines
    assert one == same
    assert [line.split()[0] for line in one[1:]] == ["education.admission_identity_fraud"]


def test_find_nothing(enorms: Enorms) -> None:
    told = enorms("find", "--law", "食品卫生法")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("各领域包都没有引用《食品卫生法》；相近的有：食品安全法")
    assert json.loads(enorms("find", "--law", "食品卫生法", "--json").out) == []


def test_show_a_clause(enorms: Enorms) -> None:
    told = enorms("show", FOOD, "--on", "2026-06-01")
    assert told.code == 0
    assert "处罚依据：《中华人民共和国食品安全法》第一百二十二条第一款" in told.out
    assert (
        "罚款：货值金额低于1万元的，5万元以上10万元以下；货值金额1万元以上的，货值金额的10倍以上20倍以下（应当）"
        in told.out
    )
    assert "facts.goods_value：涉案产品（已售出和未售出的）货值金额是多少？" in told.out


def test_show_as_json_and_in_english(enorms: Enorms) -> None:
    data = json.loads(enorms("show", FOOD, "--json", "--locale", "en").out)
    assert (data["violation"], data["schema"], data["locale"]) == (FOOD, "enforcement-norms.explanation/1", "en")
    assert {section["id"] for section in data["sections"]} >= {"versions", "basis", "measures", "exemptions", "facts"}


def test_show_a_day_without_version(enorms: Enorms) -> None:
    assert enorms("show", FOOD, "--on", "1999-01-01").lines[:3] == [
        "未取得许可从事食品生产经营或者食品添加剂生产",
        "",
        "【版本】",
    ]
    assert "1999-01-01 没有施行中的版本" in enorms("show", FOOD, "--on", "1999-01-01").lines
    assert "没有施行中的版本" not in enorms("show", FOOD, "--on", "2026-06-01").out


@pytest.mark.parametrize("command", [("show", FOOD), ("diff", FOOD, "--from", "2025-11-30", "--to", "2025-12-01")])
@pytest.mark.parametrize(
    ("division", "reason"),
    [
        ("5117", "“5117”不是行政区划代码；应为六位数字，如"),
        ("990000", "行政区划代码 990000 不在任何省级行政区内；相近的代码："),
    ],
)
def test_a_division_that_is_none_is_refused(
    command: tuple[str, ...], division: str, reason: str, enorms: Enorms
) -> None:
    told = enorms(*command, "--jurisdiction", division)
    assert (told.code, told.out) == (2, "")
    assert told.err.splitlines()[1].startswith(f"错误：--jurisdiction：{reason}")
    assert enorms(*command, "--jurisdiction", "511702").code == 0


@pytest.mark.parametrize("name", ["evaluate", "explain", "steps"])
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("none.json", "[]"),
        ("none.jsonl", "\n"),
        ("heads.csv", "violation,occurred_on,decided_on\n"),
    ],
)
def test_a_file_without_a_case_is_told(name: str, file: str, words: str, tmp_path: Path, enorms: Enorms) -> None:
    path = tmp_path / file
    path.write_text(words, encoding="utf-8")
    told = enorms(name, str(path))
    assert (told.code, told.out, told.err) == (0, "", f"{path} 中没有案件\n")


def test_a_table_without_a_head_has_no_content(tmp_path: Path, enorms: Enorms) -> None:
    path = tmp_path / "blank.csv"
    path.write_text("\n", encoding="utf-8")
    assert enorms("evaluate", str(path)).err.splitlines()[0] == f"{path}:1 EN310 文件没有内容"


@pytest.mark.parametrize(
    "command",
    [
        ("evaluate", "{food}", "--overlay", "{gone}"),
        ("explain", "{food}", "--overlay", "{gone}"),
        ("steps", "{food}", "--overlay", "{gone}"),
        ("consistency", "{food}", "-o", "r.html", "--overlay", "{gone}"),
        ("audit", "{food}", "--overlay", "{gone}"),
    ],
)
def test_a_folder_of_local_data_that_is_not_there_is_told_once(
    command: tuple[str, ...], food: Path, tmp_path: Path, enorms: Enorms
) -> None:
    gone = tmp_path / "gone"
    told = enorms(*(word.format(food=food, gone=gone) for word in command))
    assert (told.code, told.out) == (2, "")
    assert told.err.splitlines()[1] == f"错误：--overlay：没有目录 {gone}"


@pytest.mark.parametrize(
    ("command", "option"),
    [("audit", "--registers"), ("audit", "--settings"), ("audit", "--score-table"), ("deadlines", "--settings")],
)
def test_a_file_named_by_an_option_must_be_there(
    command: str, option: str, food: Path, tmp_path: Path, enorms: Enorms
) -> None:
    told = enorms(command, str(food), option, str(tmp_path / "gone.yaml"))
    assert (told.code, told.out) == (2, "")
    assert told.err.splitlines()[1] == f"错误：文件 {tmp_path / 'gone.yaml'} 打不开：没有这个文件或者目录"


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_folder_cannot_be_written_as_a_file(
    form: tuple[str, ...], food: Path, tmp_path: Path, enorms: Enorms
) -> None:
    told = enorms("evaluate", str(food), "-o", str(tmp_path), *form)
    assert (told.code, told.out) == (2, "")
    assert told.err.splitlines()[1] == f"错误：文件 {tmp_path} 不能写入：是目录"


@pytest.mark.parametrize("number", ["0", "many"])
def test_a_number_of_processes_is_at_least_one(number: str, food: Path, enorms: Enorms) -> None:
    told = enorms("audit", str(food), "--jobs", number)
    assert (told.code, told.err.splitlines()[1]) == (2, "错误：--jobs：写不小于 1 的整数")


def test_the_known_keys_are_named_once(tmp_path: Path, enorms: Enorms) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"violation": FOOD, "zzz": 1}), encoding="utf-8")
    hint = next(line for line in enorms("evaluate", str(path)).err.splitlines() if "可用的键：" in line)
    keys = hint.partition("：")[2].split("、")
    assert keys == sorted(set(keys))


def test_show_the_schema_of_cases(enorms: Enorms) -> None:
    schema = json.loads(enorms("show", FOOD, "--json-schema").out)
    assert schema["properties"]["facts"]["properties"]["goods_value"]["title"] == "货值金额"


@pytest.mark.parametrize(
    ("violation", "code", "message"),
    [
        ("market_supervision.unlicensed_food", 1, "没有名为“market_supervision.unlicensed_food”的违法行为"),
        ("unlicensed_food_business", 1, "“unlicensed_food_business”没有写领域"),
        ("market.unlicensed_food_business", 3, "没有领域包“market”；是否指：market_supervision"),
    ],
)
def test_show_an_unknown_violation(violation: str, code: int, message: str, enorms: Enorms) -> None:
    told = enorms("show", violation)
    assert (told.code, told.out) == (code, "")
    assert message in told.err


def test_what_is_wrong_is_said_once(enorms: Enorms) -> None:
    told = enorms("show", "market_supervision.unlicensed_food").err.splitlines()
    assert told[0] == "EN301 没有名为“market_supervision.unlicensed_food”的违法行为"
    assert len(told) == 2


def test_diff(enorms: Enorms) -> None:
    arguments = ("diff", "health.unlicensed_medical_practice", "--from", "2020-05-31", "--to", "2020-06-01")
    told, data = enorms(*arguments), json.loads(enorms(*arguments, "--json").out)
    assert told.code == 0
    assert told.lines[1:3] == ["2020-05-31：自 2016-02-06 起施行的版本", "2020-06-01：自 2020-06-01 起施行的版本"]
    assert data["changes"]
    assert len(told.lines) == 3 + len(data["changes"])


def test_evaluate_in_short(food: Path, enorms: Enorms) -> None:
    told = enorms("evaluate", str(food))
    assert told.code == 0
    assert told.lines[:3] == [
        f"{food}:1 某食品店 {FOOD}",
        "  未取得许可从事食品生产经营或者食品添加剂生产：幅度已经确定",
        "  处罚依据：《中华人民共和国食品安全法》第一百二十二条第一款",
    ]
    assert "  罚款：5万元以上10万元以下（应当）" in told.lines


def test_evaluate_explained_and_as_json(food: Path, enorms: Enorms) -> None:
    assert "【认定经过】" in enorms("evaluate", str(food), "--explain").out
    data = json.loads(enorms("evaluate", str(food), "--json", "--explain").out)
    assert (data["schema"], data["outcome"]) == ("enforcement-norms.determination/1", "determined")
    assert data["explanation"]["schema"] == "enforcement-norms.explanation/1"
    assert "explanation" not in json.loads(enorms("evaluate", str(food), "--json").out)


def test_output_is_a_whole_file(food: Path, tmp_path: Path, enorms: Enorms) -> None:
    target = tmp_path / "answers.jsonl"
    told = enorms("evaluate", str(food), "--json", "-o", str(target))
    assert (told.code, told.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["outcome"] == "determined"
    assert {path.name for path in tmp_path.iterdir()} == {"answers.jsonl", "food.json"}
    beside = tmp_path / "beside"
    beside.touch()
    assert target.stat().st_mode == beside.stat().st_mode


def test_nothing_half_written_is_left(tmp_path: Path, enorms: Enorms, food: Path) -> None:
    told = enorms("evaluate", str(tmp_path / "none.json"), "-o", str(tmp_path / "out.json"))
    assert told.code == 2
    assert {path.name for path in tmp_path.iterdir()} == {"food.json"}
    told = enorms("evaluate", str(food), "-o", str(tmp_path / "none" / "out.json"))
    assert told.code == 2
    assert "不能写入：没有这个文件或者目录" in told.err


def test_explain_reads_cases_and_determinations_alike(food: Path, tmp_path: Path, enorms: Enorms) -> None:
    written = tmp_path / "determined.jsonl"
    enorms("evaluate", str(food), "--json", "-o", str(written))
    for style in ("text", "markdown", "json"):
        assert (
            enorms("explain", str(food), "--style", style).out == enorms("explain", str(written), "--style", style).out
        )
    assert json.loads(enorms("explain", str(food), "--json").out)["sections"][0]["id"] == "outcome"


def test_explain_passes_over_refused_records(tmp_path: Path, enorms: Enorms) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"violation": "x"}\n', encoding="utf-8")
    refused = tmp_path / "refused.jsonl"
    assert enorms("evaluate", str(bad), "--json", "-o", str(refused)).code == 1
    told = enorms("explain", str(refused))
    assert told.code == 1
    assert f"{refused}:1 EN300 {bad}:1 此前已被拒绝：“x”没有写领域" in told.err


def test_steps(food: Path, enorms: Enorms) -> None:
    assert enorms("steps", str(food)).lines[:3] == [
        "未取得许可从事食品生产经营或者食品添加剂生产：幅度已经确定",
        "",
        "【认定经过】",
    ]
    data = json.loads(enorms("steps", str(food), "--json").out)
    assert [section["id"] for section in data["sections"]] == ["steps"]


def test_check_a_pack_by_alias_and_by_folder(enorms: Enorms) -> None:
    by_alias = enorms("check", "疾病预防控制", "--json")
    by_folder = enorms("check", str(ROOT / "plugins" / "health"), "--json")
    assert json.loads(by_alias.out) == json.loads(by_folder.out)
    assert json.loads(by_alias.out)[0]["pack"] == "health"


def test_check_a_folder_that_is_no_pack(tmp_path: Path, enorms: Enorms) -> None:
    told = enorms("check", str(tmp_path))
    assert told.code == 2
    assert "不是领域包的目录；写含有 pack.yaml 的目录，或者其发行包的目录" in told.err


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with a pack that has a number wrong and a text untranslated."""
    folder = tmp_path / "broken"
    (folder / "violations").mkdir(parents=True)
    (folder / "pack.yaml").write_text("schema: 1\nid: broken\ntitle: 坏包\n", encoding="utf-8")
    (folder / "violations" / "a.2020-01-01.yaml").write_text("id: a\ntitle: 甲\nfine: 5万\n", encoding="utf-8")
    return folder


def test_check_shows_place_and_remedy_and_fails(broken: Path, enorms: Enorms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken.parent)
    told = enorms("check", "broken")
    assert told.code == 1
    assert "broken/violations/a.2020-01-01.yaml:3:1 EN101 未知的键“fine”" in told.err
    assert told.out == "broken：不通过，错误 4 处，提示 0 处\n"
    problem = json.loads(enorms("check", "broken", "--json").out)[0]["problems"][0]
    assert (problem["file"], problem["severity"]) == ("broken/violations/a.2020-01-01.yaml", "error")


OVERLAY = """
id: contaminated_food
title: 试验基准
refines: contaminated_food
issuer: 试验机关
document: 试验〔2026〕1号
published_on: 2025-12-01
in_force: {from: 2025-12-01}
applies_to: decisions_from
tiers:
  - {id: all, title: 一般, otherwise: true, set: {fine: {share: {at_least: 0%, at_most: 100%}}}}
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """Local data for market supervision."""
    folder = tmp_path / "local"
    (folder / "standards" / "511702").mkdir(parents=True)
    (folder / "pack.yaml").write_text("schema: 1\nid: market_supervision\noverlay: true\n", encoding="utf-8")
    file = folder / "standards" / "511702" / "contaminated_food.2025-12-01.yaml"
    file.write_text(OVERLAY.lstrip(), encoding="utf-8")
    return folder


def test_check_local_data_with_the_pack_it_adds_to(overlay: Path, enorms: Enorms) -> None:
    (found,) = json.loads(enorms("check", str(overlay), "--json").out)
    assert found["pack"] == "local"
    assert {(each["code"], each["severity"]) for each in found["problems"]} <= {
        ("EN209", "warning"),
        ("EN290", "error"),
    }
    file = overlay / "standards" / "511702" / "contaminated_food.2025-12-01.yaml"
    file.write_text(
        OVERLAY.lstrip().replace("share: {at_least: 0%, at_most: 100%}", "range: {at_most: 30万元}"), "utf-8"
    )
    told = enorms("check", str(overlay))
    assert told.code == 1
    assert f"{file}:" in told.err
    assert "EN233" in told.err
    assert (
        "enforcement_norms_market_supervision/violations/contaminated_food.2025-12-01.yaml:22:9 法定的措施" in told.err
    )


def test_check_local_data_without_the_pack_it_adds_to(overlay: Path, enorms: Enorms) -> None:
    (overlay / "pack.yaml").write_text("schema: 1\nid: unheard\noverlay: true\n", encoding="utf-8")
    told = enorms("check", str(overlay))
    assert told.code == 1
    assert told.out == "local：不通过，错误 1 处，提示 0 处\n"
    assert "没有领域包“unheard”；已有：" in told.err


def test_check_of_a_folder_that_is_not_installed_reads_its_catalogue(
    tmp_path: Path, enorms: Enorms, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ROOT / "plugins" / "_template"
    shutil.copytree(source, tmp_path / "copied")
    monkeypatch.chdir(tmp_path)
    good = enorms("check", "copied")
    assert (good.code, good.err) == (0, "template 没有安装，其 rules.py 没有运行；安装后再检查\n")
    (catalogue,) = (tmp_path / "copied").rglob("template.po")
    catalogue.unlink()
    told = enorms("check", "copied")
    assert told.code == 1
    assert "EN290 “" in told.err


def test_check_writes_what_catalogues_lack(tmp_path: Path, enorms: Enorms) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "pack.yaml").write_text("schema: 1\nid: small\ntitle: 小包\n", encoding="utf-8")
    told = enorms("check", "--write-missing", str(folder))
    catalogue = folder / "locale" / "en" / "LC_MESSAGES" / "small.po"
    assert (told.code, told.out) == (0, f"{catalogue}：写入 1 条\n")
    assert 'msgid "小包"\nmsgstr ""' in catalogue.read_text(encoding="utf-8")
    assert enorms("check", "--write-missing", str(folder)).out == f"{catalogue}：写入 0 条\n"


def test_check_against_texts_needs_a_folder(enorms: Enorms) -> None:
    told = enorms("check", "health", "--statutes", "nowhere")
    assert told.code == 2
    assert "没有目录 nowhere" in told.err


def test_the_environment_chooses_the_language(enorms: Enorms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENORMS_LOCALE", "en_GB")
    assert enorms("find", "--law", "食品卫生法").err.startswith("No pack cites “食品卫生法”; near titles:")
    assert enorms("--locale", "zh", "find", "--law", "食品卫生法").err.startswith("各领域包都没有引用")


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["packs"], "", "zh_CN"),
        (["packs", "--locale", "en"], "", "en"),
        (["packs", "--locale=en-US"], "zh_CN", "en"),
        (["packs"], "en", "en"),
        (["packs", "--locale"], "en", "en"),
        (["packs", "--locale", "fr"], "", "zh_CN"),
    ],
)
def test_chosen_locale(arguments: list[str], environment: str, expected: str) -> None:
    assert chosen_locale(arguments, environment) == expected


def test_completion_of_violations(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def completed(words: str) -> list[str]:
        monkeypatch.setenv("_ENORMS_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        with pytest.raises(SystemExit):
            main([])
        return [line.partition(",")[2] for line in capsys.readouterr().out.split()]

    assert completed("enorms show heal") == ["health."]
    assert "health.unlicensed_medical_practice" in completed("enorms show health.unlic")
    assert completed("enorms show nowhere.") == []
    assert set(completed("enorms e")) == {"evaluate", "explain"}


def test_wrapping_and_aligning_by_display_width() -> None:
    assert list(wrapped("依照法律和裁量基准，计算 enforcement 幅度", 14)) == [
        "依照法律和裁量",
        "基准，计算",
        "enforcement 幅",
        "度",
    ]
    assert list(wrapped("一二三四五六七。八", 14)) == ["一二三四五六七。", "八"]
    assert list(aligned([("甲", "b"), ("cc", "丁")])) == ["甲  b", "cc  丁"]


@pytest.mark.parametrize("colour", ["--json", ""])
def test_no_colours_when_nobody_watches(colour: str, food: Path, enorms: Enorms) -> None:
    arguments: list[Any] = ["evaluate", str(food), *([colour] if colour else [])]
    told = enorms(*arguments)
    assert "\x1b" not in told.out + told.err
