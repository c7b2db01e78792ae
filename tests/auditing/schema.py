"""Write what is made from the model anew: `uv run python -m tests.auditing.schema`.

The shipped JSON Schemas of case files and registers, and the tables of keys in docs/reference/case_files.md.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import enforcement_norms.interchange
from enforcement_norms.interchange.case_files import MOMENT, MONEY, record_schema

FOLDER = Path(enforcement_norms.interchange.__file__).parent / "schema"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "case_files.md"
NAMES = ("case_file", "registers")
HEADS = {"case_file": "案卷", "registers": "名录"}
BEGIN = "<!-- keys -->\n"


def written(name: str) -> str:
    """The text of the file."""
    return json.dumps(record_schema(name), ensure_ascii=False, indent=2) + "\n"


def tables() -> str:
    """The keys of case files and registers, record by record."""
    shown: set[str] = set()
    return "\n".join(line for name in NAMES for line in _root(name, shown))


def _root(name: str, shown: set[str]) -> Iterator[str]:
    schema = record_schema(name)
    yield from _section(f"{HEADS[name]} `{name}`", schema)
    for id_, record in schema["$defs"].items():
        if id_ not in shown:
            shown.add(id_)
            yield from _section(f"`{id_}`", record)


def _section(head: str, record: dict[str, Any]) -> Iterator[str]:
    yield f"### {head}\n"
    said = record.get("description", record.get("title", ""))
    yield f"{said}.\n\n| 键 | 名称 | 值 |\n|---|---|---|"
    for key, value in record["properties"].items():
        if key != "not_done":
            mark = "，必填" if key in record.get("required", ()) else ""
            yield f"| `{key}` | {value.get('description', '标识')} | {_kind(value)}{mark} |"
    yield ""


def _kind(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return f"`{value['$ref'].rpartition('/')[2]}`"
    if "enum" in value:
        return "、".join(f"`{word}`" for word in value["enum"])
    if value.get("pattern") == MOMENT:
        return "时间"
    if value.get("pattern") == MONEY:
        return "金额"
    if value.get("format") == "date":
        return "日期"
    if value.get("type") == "array":
        return f"列表：{_kind(value['items'])}"
    return {"string": "文字", "integer": "整数", "boolean": "`true`、`false`", "object": "键与值"}.get(
        value.get("type", ""), "任意值"
    )


if __name__ == "__main__":
    for each in NAMES:
        FOLDER.joinpath(f"{each}.schema.json").write_text(written(each), encoding="utf-8")
    head = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGE.write_text(head + BEGIN + "\n" + tables(), encoding="utf-8")
