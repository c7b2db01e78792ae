"""`enorms audit`, `enorms rules`, `enorms deadlines` as people use them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.auditing.runner import changed

from enforcement_norms.auditing import core_rules
from enforcement_norms.auditing.across import ACROSS
from enforcement_norms.auditing.inputs import input_labels
from enforcement_norms.cli import audit_work, main
from enforcement_norms.loading import load

FOLDER = Path(__file__).parents[2] / "examples" / "case_files"
Enorms = Callable[..., tuple[int, str, str]]


@pytest.fixture
def enorms(capsys: pytest.CaptureFixture[str]) -> Enorms:
    """`enorms` with these arguments: exit code, output, errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


def test_clean_files_are_clean_and_flawed_ones_are_found(enorms: Enorms) -> None:
    code, out, err = enorms("audit", str(FOLDER), "--json")
    first, *lines, last = map(json.loads, out.splitlines())
    reports = {each["file"]: each for each in lines}
    assert (code, err) == (1, "")
    assert (first["schema"], first["findings"]) == ("enforcement-norms.audit_registers/1", [])
    assert last["schema"] == "enforcement-norms.audit_across/1"
    assert {seen["file"] for each in last["findings"] for seen in each["seen"]} >= {
        "flawed_ordinary",
        "flawed_repeated",
    }
    assert {file for file, report in reports.items() if not report["findings"]} == {
        "ordinary",
        "summary",
        "with_hearing",
        "with_measure",
        "with_transfer",
        "flawed_repeated",  # only the comparison with flawed_ordinary shows what is wrong
    }
    assert {file for file, report in reports.items() if report["findings"]} == {"flawed_ordinary", "flawed_crossing"}
    assert [report["broken"] for report in reports.values()] == [[]] * 8


def test_a_case_across_the_revision_is_judged_step_by_step(enorms: Enorms) -> None:
    _code, out, _err = enorms("audit", str(FOLDER / "flawed_crossing.yaml"), "--json")
    (finding,) = json.loads(out.splitlines()[1])["findings"]
    assert finding["rule"] == "procedure.served_in_time"
    assert [each["id"] for each in finding["cites"]] == ["administrative_penalty_law#61.1"]


def test_several_processes_say_the_same_as_one(enorms: Enorms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_work, "_start_method", lambda: "spawn")
    data, _registers = changed("ordinary", {})
    lines = [json.dumps({**data, "id": str(number)}, ensure_ascii=False) for number in range(450)]
    path = tmp_path / "files.jsonl"
    path.write_text("\n".join([*lines, "{"]) + "\n", encoding="utf-8")
    registers = str(FOLDER / "registers.yaml")
    one = enorms("audit", str(path), "--registers", registers, "--json")
    assert enorms("audit", str(path), "--registers", registers, "--json", "--jobs", "2") == one
    assert one[0] == 1
    schemas = [json.loads(line)["schema"] for line in one[1].splitlines()]
    assert schemas[0] == "enforcement-norms.audit_registers/1"
    assert schemas[1:-2] == ["enforcement-norms.audit/1"] * 450
    assert schemas[-2:] == ["enforcement-norms.refused/1", "enforcement-norms.audit_across/1"]
    assert "files.jsonl:451" in one[2]


def test_only_a_process_of_one_thread_is_copied() -> None:
    asked = (
        "import threading\n"
        "from enforcement_norms.cli.audit_work import _start_method\n"
        "alone = _start_method()\n"
        "done = threading.Event()\n"
        "threading.Thread(target=done.wait).start()\n"
        "print(alone, _start_method())\n"
        "done.set()\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["fork" if sys.platform == "linux" else "spawn", "spawn"]


@pytest.mark.parametrize("form", [(), ("--html",), ("--brief", "--score")])
def test_every_form_is_the_same_from_several_processes(enorms: Enorms, form: tuple[str, ...]) -> None:
    assert enorms("audit", str(FOLDER), *form, "--jobs", "2") == enorms("audit", str(FOLDER), *form)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_standard_input_is_read_whoever_audits_it(jobs: str) -> None:
    data, _registers = changed("ordinary", {})
    lines = "".join(json.dumps({**data, "id": id_}, ensure_ascii=False) + "\n" for id_ in ("a", "b"))
    call = [sys.executable, "-m", "enforcement_norms", "audit", "-", "--json", "--jobs", jobs]
    done = subprocess.run(call, input=lines.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")  # the same act fined in two files
    assert [json.loads(line).get("file") for line in done.stdout.splitlines()] == ["a", "b", None]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pack_that_is_not_there_is_told_once(enorms: Enorms, tmp_path: Path, jobs: str) -> None:
    path = tmp_path / "files.jsonl"
    path.write_text("".join(f'{{"id": "{n}", "domain": "nowhere"}}\n' for n in range(250)), encoding="utf-8")
    yaml = tmp_path / "last.yaml"
    yaml.write_text("{id: last, domain: nowhere}", encoding="utf-8")
    code, out, err = enorms("audit", str(path), str(yaml), "--jobs", jobs)
    assert code == 0
    assert out.count("案卷 ") == 251
    assert err.count("nowhere") == 1


def test_half_a_character_is_shown_by_its_number(enorms: Enorms, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text('{"id": "x", "title": "\\ud800案"}', encoding="utf-8")
    code, out, err = enorms("audit", str(path), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["title"] == "\ud800案"
    assert "\\ud800案" in enorms("audit", str(path))[1]
    assert "\\ud800案" in enorms("audit", str(path), "--html")[1]


def test_a_page_is_whole_or_not_there(enorms: Enorms, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    code, out, _err = enorms("audit", str(FOLDER / "flawed_ordinary.yaml"), "--html", "-o", str(page))
    assert (code, out) == (1, "")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.endswith("</html>\n")
    assert "送达处罚决定书最迟应在 2026-10-13" in text
    assert "http" not in text


def test_the_name_of_the_file_decides_its_form(enorms: Enorms, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    def written(name: str, *options: str) -> Path:
        path = tmp_path / name
        code, out, _err = enorms("audit", str(FOLDER), "-o", str(path), *options)
        assert (code, out) == (1, "")
        return path

    assert written("a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    lines = written("a.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["schema"] == "enforcement-norms.audit_registers/1"
    assert written("a.txt").read_text(encoding="utf-8").startswith("主体和人员名录")
    book = load_workbook(written("a.xlsx", "--score"))
    assert book.sheetnames == ["案卷", "问题", "无法核查", "扣分明细", "跨案卷审查", "仅台账可见"]
    assert len(list(book["案卷"].values)) == 1 + 1 + 8
    assert enorms("audit", str(FOLDER), "-o", str(tmp_path / "b.xlsx"), "--html")[0] == 2
    assert enorms("audit", str(FOLDER), "-o", str(tmp_path / "no" / "b.xlsx"))[0] == 2
    assert not (tmp_path / "b.xlsx").exists()


def test_words_of_a_file_are_no_markup(enorms: Enorms, tmp_path: Path) -> None:
    data, _registers = changed("ordinary", {"title": "<script>案</script>"})
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    _code, out, _err = enorms("audit", str(path), "--html")
    assert "<script>" not in out


def test_a_file_that_is_none_is_refused_with_its_places(enorms: Enorms, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("id: x\ndecisions:\n  - at: 2026-02-30\n", encoding="utf-8")
    code, out, err = enorms("audit", str(path))
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}:3:9 EN105")


def test_an_empty_folder_is_a_wrong_call(enorms: Enorms, tmp_path: Path) -> None:
    assert enorms("audit", str(tmp_path))[0] == 2


def test_every_rule_is_listed_with_articles_and_inputs(enorms: Enorms) -> None:
    _code, out, _err = enorms("rules", "--json")
    rules = json.loads(out)
    core, across = len(core_rules()), len(ACROSS)
    assert [rule["id"] for rule in rules[:core]] == [rule.id for rule in core_rules()]
    assert [rule["id"] for rule in rules[-across:]] == [rule.id for rule in ACROSS]
    assert {rule["pack"] for rule in rules[core:-across]} == {
        pack.id for pack in load().packs.values() if pack.case_rules or pack.audit_rules
    }
    assert all(rule["articles"] and rule["title"] for rule in rules)
    assert all(each["from"] and each["text"] for rule in rules for each in rule["articles"])
    known = input_labels()
    assert [path["id"] for rule in rules for path in rule["inputs"] if path["id"] not in known] == []
    assert [rule["id"] for rule in rules if not rule["inputs"]] == []


def test_rules_of_one_system(enorms: Enorms) -> None:
    by_id = enorms("rules", "--system", "procedure")
    assert enorms("rules", "--system", "程序") == by_id
    assert f"共 {sum(rule.system == 'procedure' for rule in core_rules())} 条规则" in by_id[1]
    assert f"共 {len(ACROSS)} 条规则" in enorms("rules", "--system", "跨案卷审查")[1]
    assert enorms("rules", "--system", "nothing")[0] == 2


def test_rules_of_one_domain(enorms: Enorms) -> None:
    _code, out, _err = enorms("rules", "--domain", "市场监管", "--json")
    assert {rule["pack"] for rule in json.loads(out)} == {"", "market_supervision"}
    assert enorms("rules", "--domain", "nothing")[0] == 3


def test_a_file_in_which_no_time_limit_runs_says_so(enorms: Enorms, tmp_path: Path) -> None:
    path = tmp_path / "begun.yaml"
    path.write_text("id: begun\ntitle: 某案\n", encoding="utf-8")
    code, out, _err = enorms("deadlines", str(path), "--on", "2026-10-12")
    assert (code, out.splitlines()) == (
        0,
        ["案卷 begun 某案，2026-10-12", "  没有起算的期限：案卷还没有记载使期限起算的步骤和日期", ""],
    )


def test_deadlines_run_across_national_day(enorms: Enorms) -> None:
    code, out, _err = enorms("deadlines", str(FOLDER / "ordinary.yaml"), "--on", "2026-10-12", "--json")
    (file,) = json.loads(out)
    found = {each["id"]: (each["nominal"], each["state"]) for each in file["deadlines"]}
    assert code == 0
    assert found == {
        "hearing_request": ("2026-09-22", "kept"),
        "publication": ("2026-10-13", "kept"),
        "service": ("2026-10-13", "kept"),
        "payment": ("2026-10-15", "running"),
        "decide": ("2026-11-04", "kept"),
    }


def test_what_is_overdue_is_told_by_the_exit_code(enorms: Enorms, tmp_path: Path) -> None:
    data, _registers = changed("ordinary", {"services": []})
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert enorms("deadlines", str(path), "--on", "2026-10-13")[0] == 0
    assert enorms("deadlines", str(path), "--on", "2026-10-14")[0] == 1


def test_a_year_without_arrangements_is_an_explicit_gap(enorms: Enorms, tmp_path: Path) -> None:
    data, _registers = changed("ordinary", {"decisions[0].at": "2026-12-28", "services": []})
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    _code, out, _err = enorms("deadlines", str(path), "--on", "2026-12-29", "--json")
    unknown = {each["id"]: each["gap"] for each in json.loads(out)[0]["deadlines"] if each["state"] == "unknown"}
    assert sorted(unknown) == ["publication", "service"]
    assert "没有 2027 年的节假日安排" in unknown["service"]
    days = "\n".join(f"  2027-01-{day:02}: {str(day not in (1, 2, 3, 9, 10)).lower()}" for day in range(1, 20))
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"overlay:\n{days}\n", encoding="utf-8")
    _code, out, _err = enorms("deadlines", str(path), "--on", "2026-12-29", "--json", "--settings", str(settings))
    found = {each["id"]: each["nominal"] for each in json.loads(out)[0]["deadlines"]}
    assert (found["service"], found["publication"]) == ("2027-01-07", "2027-01-07")


def test_a_public_order_case_has_thirty_days(enorms: Enorms, tmp_path: Path) -> None:
    basis = ["《中华人民共和国治安管理处罚法》第二十六条第一款"]
    data, _registers = changed("ordinary", {"domain": "public_security", "notices[0].basis": basis})
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    _code, out, _err = enorms("deadlines", str(path), "--on", "2026-09-01", "--json")
    (decide,) = [each for each in json.loads(out)[0]["deadlines"] if each["id"] == "decide"]
    assert (decide["nominal"], [each["id"] for each in decide["cites"]]) == (
        "2026-09-05",
        ["public_security_administration_penalties_law#118"],
    )


def test_local_parameters_decide_what_is_large(enorms: Enorms, tmp_path: Path) -> None:
    data, _registers = changed(
        "ordinary", {"notices[0].told": ["facts", "reasons", "basis", "content", "statement_and_defence"]}
    )
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    registers = str(FOLDER / "registers.yaml")

    def found(threshold: str) -> set[str]:
        parameters = tmp_path / "settings.yaml"
        parameters.write_text(f"hearing_from: {{individual_business: {threshold}}}\n", encoding="utf-8")
        _code, out, _err = enorms("audit", str(path), "--registers", registers, "--settings", str(parameters), "--json")
        return {each["rule"] for each in json.loads(out.splitlines()[1])["findings"]}

    assert found("50000元") - found("60000元") == {"procedure.hearing_offered"}
    assert enorms("audit", str(path), "--settings", str(tmp_path / "nothing.yaml"))[0] == 2


def test_a_score_for_every_file_and_a_workbook(enorms: Enorms, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = tmp_path / "scores.xlsx"
    _code, out, _err = enorms("audit", str(FOLDER), "--json", "--xlsx", str(book))
    scores = {each["file"]: each["score"]["points"] for each in map(json.loads, out.splitlines()[1:-1])}
    rows = list(load_workbook(book)["得分"].values)[1:]
    assert {row[0]: row[2] for row in rows} == scores
    assert scores["ordinary"] == 100
    assert scores["flawed_ordinary"] < 100
    _code, out, _err = enorms("audit", str(FOLDER / "ordinary.yaml"), "--score")
    assert out.startswith("案卷评查表（本项目默认）\n  本表是本项目的默认设定，不是任何机关发布的评查标准。")
    assert "评查得分：100（满分 100）" in out
    assert "评查表" not in enorms("audit", str(FOLDER / "ordinary.yaml"))[1]
    _code, page, _err = enorms("audit", str(FOLDER / "ordinary.yaml"), "--score", "--html", "--locale", "en")
    assert "<h2>Review table (default of this project)</h2>\n<p>This table is the default of this project;" in page
    _code, flawed, _err = enorms("audit", str(FOLDER / "flawed_ordinary.yaml"), "--score", "--locale", "en")
    assert "    -15  Enforcement by persons without qualification: " in flawed
    assert enorms("audit", str(FOLDER / "ordinary.yaml"), "--score-table", str(tmp_path / "nothing.yaml"))[0] == 2
    assert "评查得分" in enorms("audit", str(FOLDER / "ordinary.yaml"), "--score", "--html")[1]
    assert enorms("audit", str(FOLDER / "ordinary.yaml"), "--xlsx", str(tmp_path / "no" / "x.xlsx"))[0] == 2
