"""The pack in `_base` of a fictional regulation, the same with a few files replaced, and the texts that it cites."""

import shutil
from functools import cache
from pathlib import Path

from enforcement_norms.checks import problems_of
from enforcement_norms.compiler import compile_norms
from enforcement_norms.conformance import conform
from enforcement_norms.errors import Problem
from enforcement_norms.law import LawLibrary
from enforcement_norms.model.pack import Pack
from enforcement_norms.reader import read_pack
from enforcement_norms.registry import Registry

HERE = Path(__file__).parent
BASE = HERE / "_base"
TEXTS = HERE / "_texts"


@cache
def general() -> Pack:
    """The pack of the general law."""
    return Registry(found=()).general()


def copied(into: Path, changes: Path | None = None) -> Path:
    """The base pack in a folder of its own, with the files of another folder over it; `<name>.absent` takes one away."""
    shutil.copytree(BASE, into)
    for place in () if changes is None else changes.rglob("*"):
        target = into / place.relative_to(changes or into)
        if place.is_dir():
            target.mkdir(exist_ok=True)
        elif place.suffix == ".absent":
            target.with_suffix("").unlink()
        elif place.name != "expected.txt":
            shutil.copyfile(place, target)
    return into


def found_in(folder: Path) -> tuple[Problem, ...]:
    """Everything that the checks and the texts say of the pack in a folder."""
    pack = read_pack(folder, general=general())
    norms = compile_norms((general(), pack))
    return (*problems_of(pack, general()), *conform(norms, pack.id, statutes=LawLibrary(TEXTS)))
