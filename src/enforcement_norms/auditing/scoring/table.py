"""The table by which case files are reviewed (评查表): what vetoes, what costs how many points."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from attrs import frozen

from ...errors import CaseInvalid, Place, Problem, cause_of
from ...i18n import _
from ...model.audit_report import AuditFinding
from ...model.duty import Gravity, NoticeItem
from ...reader.case_file import parse_case_file_data
from ...reader.flaws import Refused, one_of, refuse, the_integer, the_text
from ...reader.parts import Parts, each
from ..catalogue import SYSTEMS

LARGEST: Final = 1_000_000
"""Bytes of a table."""
_TITLE: Final = _("评查表有误")


@frozen
class Match:
    """Which findings an entry means (适用的发现): all that is named must hold; what is empty holds for every finding.

    `rules` are ids of rules, with `*` for any rest.
    """

    rules: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    items: tuple[NoticeItem, ...] = ()
    gravities: tuple[Gravity, ...] = ()

    def holds(self, finding: AuditFinding) -> bool:
        """Whether the entry means this finding."""
        return (
            (not self.rules or any(fnmatchcase(finding.rule, pattern) for pattern in self.rules))
            and (not self.systems or finding.system in self.systems)
            and (not self.items or finding.item in self.items)
            and (not self.gravities or finding.gravity in self.gravities)
        )


@frozen
class Veto:
    """What alone fails a file (一票否决项), and why."""

    name: str
    why: str
    match: Match


@frozen
class Deduction:
    """What costs points (扣分项): so many by gravity for each finding, `most` together."""

    name: str
    match: Match
    points: Mapping[Gravity, int]
    most: int


@frozen
class ScoreTable:
    """A table of review (评查表); a finding belongs to the first entry that means it, vetoes before deductions."""

    title: str
    note: str
    full: int
    vetoes: tuple[Veto, ...]
    deductions: tuple[Deduction, ...]


@cache
def default_table() -> ScoreTable:
    """The project's own table; no organ has issued it, and it says so."""
    name = "default.yaml"
    return _table_from(files(__package__).joinpath(name).read_bytes(), name, is_json=False)


def score_table_at(path: Path) -> ScoreTable:
    """The table in a YAML or JSON file.

    Raises:
        CaseInvalid: it cannot be read, or is no table; every problem with its place.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        message = _("文件无法读取：{reason}", reason=cause_of(error))
        raise CaseInvalid(_TITLE, (Problem("EN001", Place(str(path)), message),)) from None
    return _table_from(raw, str(path), is_json=path.suffix.lower() == ".json")


def _table_from(raw: bytes, name: str, *, is_json: bool) -> ScoreTable:
    try:
        return _table(parse_case_file_data(raw, name, is_json=is_json))
    except Refused as refused:
        raise CaseInvalid(_TITLE, [flaw.problem(name) for flaw in refused.flaws]) from None


def _table(value: object) -> ScoreTable:
    parts = Parts(value, required=("title", "full", "deductions"), optional=("note", "vetoes"))
    title = parts.read("title", the_text, "")
    note = parts.read("note", the_text, "")
    full = parts.read("full", _points, 0)
    vetoes = parts.read("vetoes", lambda found: each(found, _veto, empty=True), ())
    deductions = parts.read("deductions", lambda found: each(found, _deduction), ())
    parts.done()
    return ScoreTable(title, note, full, vetoes, deductions)


def _veto(value: object) -> Veto:
    parts = Parts(value, required=("name", "why", "match"))
    name, why = parts.read("name", the_text, ""), parts.read("why", the_text, "")
    match = parts.read("match", _match, Match())
    parts.done()
    return Veto(name, why, match)


def _deduction(value: object) -> Deduction:
    parts = Parts(value, required=("name", "match", "points"), optional=("most",))
    name, match = parts.read("name", the_text, ""), parts.read("match", _match, Match())
    points = parts.read("points", _by_gravity, {})
    most = parts.read("most", _points, None)
    parts.done()
    return Deduction(name, match, points, most if most is not None else _UNLIMITED)


_UNLIMITED: Final = 1_000_000_000


def _by_gravity(value: object) -> dict[Gravity, int]:
    parts = Parts(value, required=tuple(each_.value for each_ in Gravity))
    found = {gravity: parts.read(gravity.value, _points, 0) for gravity in Gravity}
    parts.done()
    return found


def _match(value: object) -> Match:
    parts = Parts(value, optional=("rules", "systems", "items", "gravities"))
    rules = parts.read("rules", lambda found: each(found, the_text), ())
    systems = parts.read("systems", lambda found: each(found, lambda one: one_of(one, tuple(SYSTEMS))), ())
    items = parts.read("items", lambda found: each(found, lambda one: NoticeItem(one_of(one, tuple(NoticeItem)))), ())
    gravities = parts.read("gravities", lambda found: each(found, lambda one: Gravity(one_of(one, tuple(Gravity)))), ())
    parts.done()
    return Match(rules, systems, items, gravities)


def _points(value: object) -> int:
    number = the_integer(value)
    if number < 0:
        raise refuse("EN105", _("不能是负数"))
    return number
