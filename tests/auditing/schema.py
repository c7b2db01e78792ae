"""Write the shipped JSON Schemas of case files and registers anew: `uv run python -m tests.auditing.schema`."""

import json
from pathlib import Path

import enforcement_norms.interchange
from enforcement_norms.interchange.case_files import record_schema

FOLDER = Path(enforcement_norms.interchange.__file__).parent / "schema"
NAMES = ("case_file", "registers")


def written(name: str) -> str:
    """The text of the file."""
    return json.dumps(record_schema(name), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for each in NAMES:
        FOLDER.joinpath(f"{each}.schema.json").write_text(written(each), encoding="utf-8")
