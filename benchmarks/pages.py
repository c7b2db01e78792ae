"""The page of benchmarks: each program writes its own section and leaves the others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks.md"


def write_section(text: str) -> None:
    """Put a section, which begins with its heading, in the place of the one with that heading, else at the end."""
    heading = text.partition("\n")[0]
    sections = re.split(r"\n(?=## )", PAGE.read_text(encoding="utf-8").rstrip() + "\n")
    named = {each.partition("\n")[0]: each.rstrip() for each in sections}
    named[heading] = text.rstrip()
    PAGE.write_text("\n\n".join(named.values()) + "\n", encoding="utf-8")
