"""A determination as rows of the two tables: what is the same for all rows of a verdict, and the formulas of its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from ..amounts import Interval
from ..errors import CaseInvalid
from ..model.determination import Applies, Determination, Option, Outcome, Penalty
from ..model.penalty import Addressee, MeasureKind, Unit
from ..model.rules import Step
from .paths import Rounded
from .symbols import rounded_of

SEPARATOR: Final = ";"
CASES: Final[Mapping[str, str]] = {
    "outcome": "string",
    "provision": "string",
    "standard": "string",
    "version": "date",
    "tier": "string",
    "fine_note": "string",
    "missing": "string",
    "problem": "string",
    **{f"procedure_{step.value}": "string" for step in Step},
}
"""The columns of `cases` that all rows of a verdict share, with their types."""
FINES: Final = ("fine_at_least", "fine_at_most", "statutory_at_least", "statutory_at_most")
"""The columns of `cases` that are computed row by row."""
PENALTIES: Final[Mapping[str, str]] = {
    "option": "int32",
    "assumptions": "string",
    "option_branch": "string",
    "option_tier": "string",
    "option_version": "date",
    "position": "int32",
    "penalty": "string",
    "kind": "string",
    "nature": "string",
    "mandate": "string",
    "applies": "string",
    "open_on": "string",
    "addressee": "string",
    "per_person": "boolean",
    "object": "string",
    "scope": "string",
    "by": "string",
    "group": "string",
    "joined": "string",
    "starts": "string",
    "unit": "string",
    "term": "string",
    "hole": "string",
    "execution": "string",
    "depends_on": "string",
    "follows": "string",
    "general_law": "boolean",
    "note": "string",
    "cites": "string",
}
"""The columns of `penalties` that all rows of a verdict share, with their types."""
BOUNDS: Final = ("at_least", "above", "at_most", "below", "usual_at_least", "usual_at_most")
"""The columns of `penalties` that are computed row by row."""

EXCLUDING: Final = "EN308"


@frozen(cache_hash=True)
class Line:
    """One penalty of a verdict: the values of `PENALTIES`, and the formulas of `BOUNDS`, in fen or whole days, months …."""

    values: tuple[Any, ...]
    bounds: tuple[Rounded | None, ...]


@frozen(cache_hash=True)
class Verdict:
    """What all rows of a combination (and of the same answers to its questions) share."""

    values: tuple[Any, ...]
    fines: tuple[Rounded | None, ...] = (None,) * len(FINES)
    lines: tuple[Line, ...] = ()
    procedure: tuple[str, ...] = ()
    problem: str | None = None

    def row(self) -> tuple[Any, ...]:
        """The values of `CASES`."""
        answers = self.procedure or (None,) * len(Step)
        return (*self.values, self.problem, *answers)


def verdict_of(found: Determination, procedure: tuple[str, ...] = ()) -> Verdict:
    """The verdict of a determination, whose bounds may be symbols."""
    single, notes = _single(found)
    fine = None if single is None else single.amount
    base = None if single is None else next((one.amount for one in found.statutory if one.id == single.id), None)
    values = (
        found.outcome.value,
        _joined(cite.id for cite in found.provision),
        found.standard or None,
        found.version,
        found.tier or None,
        _joined(notes),
        _joined(found.missing),
    )
    lines = [line for at, one in enumerate(found.penalties) for line in [_line(one, at, 0, None)]]
    for number, option in enumerate(found.options, 1):
        lines += [_line(one, at, number, option) for at, one in enumerate(option.penalties)]
    return Verdict(values, (*_ends(fine), *_ends(base)), tuple(lines), procedure)


def refused(error: CaseInvalid) -> Verdict:
    """The verdict on rows that are no case: circumstances that exclude each other, values that cannot be."""
    codes = {problem.code for problem in error.problems}
    return problem_of("circumstances_exclude_each_other" if EXCLUDING in codes else "bad_value")


def problem_of(code: str) -> Verdict:
    """The verdict on rows of which nothing can be said but what is wrong with them."""
    return Verdict((None,) * 7, problem=code)


def _single(found: Determination) -> tuple[Penalty | None, tuple[str, ...]]:
    """The fine of the party where there is one alone, and what is to be noted of it."""
    fines = _fines(found.penalties)
    if not fines:
        return None, () if found.outcome is Outcome.NOT_COVERED else ("no_fine",)
    if len(fines) > 1:
        return None, ("several",)
    (fine,) = fines
    if found.outcome is not Outcome.UNDETERMINED and any(
        [_plain(one) for one in _fines(option.penalties)] != [_plain(fine)] for option in found.options
    ):
        return None, ("options",)
    notes = ["envelope"] if found.outcome is Outcome.UNDETERMINED else []
    if fine.applies is Applies.OPEN:
        notes.append("open")
    if fine.amount is None:
        notes.append("none" if fine.hole is None else fine.hole.kind.value)
        return fine, tuple(notes)
    amount = fine.amount
    notes += ["no_minimum_bound"] if amount.low is None else [] if amount.low_closed else ["above"]
    notes += ["no_maximum_bound"] if amount.high is None else [] if amount.high_closed else ["below"]
    return fine, tuple(notes)


def _fines(penalties: Iterable[Penalty]) -> list[Penalty]:
    return [
        one
        for one in penalties
        if one.kind is MeasureKind.FINE
        and one.unit is Unit.YUAN
        and one.applies is not Applies.NO
        and Addressee.PARTY in one.addressee
        and not one.per_person
    ]


def _plain(one: Penalty) -> tuple[Applies, Interval | None]:
    return one.applies, one.amount


def _ends(amount: Interval | None) -> tuple[Rounded | None, Rounded | None]:
    if amount is None:
        return None, None
    return _bound(amount.low), _bound(amount.high)


def _bound(number: Any) -> Rounded | None:
    return None if number is None else rounded_of(number)


def _line(one: Penalty, position: int, number: int, option: Option | None) -> Line:
    amount, usual = one.amount or Interval(), one.usual or Interval()
    values = (
        number,
        None if option is None else _joined(f"{each.term}={each.value}" for each in option.assumptions),
        None if option is None else option.branch or None,
        None if option is None else option.tier or None,
        None if option is None else option.version,
        position,
        one.id,
        one.kind.value,
        one.nature.value,
        one.mandate.value,
        one.applies.value,
        _joined(one.open_on),
        _joined(role.value for role in one.addressee),
        one.per_person,
        one.object or None,
        one.scope or None,
        one.by or None,
        _joined(f"{id_}:{kind.value}" for id_, kind in one.menu),
        None if one.joined is None else one.joined.value,
        one.starts or None,
        one.unit.value if one.amount is not None or one.usual is not None or one.unit is not Unit.YUAN else None,
        "life" if one.life else None,
        None if one.hole is None else one.hole.kind.value,
        None if one.execution is None else one.execution.value,
        one.depends_on or None,
        one.follows or None,
        one.general_law,
        one.note or None,
        _joined(cite.id for cite in one.cites),
    )
    low, high = _ends(amount)
    bounds = (
        low if amount.low_closed else None,
        None if amount.low_closed else low,
        high if amount.high_closed else None,
        None if amount.high_closed else high,
        _bound(usual.low),
        _bound(usual.high),
    )
    return Line(values, bounds)


def _joined(words: Iterable[str]) -> str | None:
    return SEPARATOR.join(words) or None
