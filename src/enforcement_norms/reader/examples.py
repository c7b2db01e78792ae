"""Worked examples (tests/cases/*.yaml) → `Example`: a case and what is expected of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from importlib.resources.abc import Traversable
from typing import Final

from ..amounts import Interval
from ..errors import CaseInvalid, Place, ValueProblem
from ..i18n import _
from ..law import Citation
from ..model.determination import Applies, Outcome
from ..model.example import Example, Expectation, ExpectedMeasure
from ..model.facts import Fact
from ..model.penalty import Unit
from ..model.rules import Step
from .case import Table, case_from
from .constants import BOUND_KEYS, the_bounds, the_date, the_number
from .flaws import (
    Flaw,
    Refused,
    one_of,
    own_spot,
    refuse,
    the_integer,
    the_list,
    the_map,
    the_text,
    unreadable,
    within,
)
from .parts import Parts, each
from .yaml import Unreadable, read_yaml

_UNITS: Final = {"days": Unit.DAYS, "months": Unit.MONTHS, "years": Unit.YEARS, "points": Unit.POINTS}
_ANSWERS: Final = ("yes", "no", "unknown")


def read_examples(
    place: Traversable, facts: Mapping[str, Fact], circumstances: Collection[str] | None = None, *, name: str = ""
) -> tuple[Example, ...]:
    """The worked examples of one file; the violation is the name of the file where an example does not say.

    `name` is how the file is called in problems (default: its own name).

    Raises:
        CaseInvalid: with every problem of the file.
    """
    shown = name or place.name
    try:
        data = read_yaml(place, shown)
        violation = place.name.split(".")[0]
        table = Table(facts, circumstances)
        return each(the_list(data), lambda item: _example(item, table, shown, violation))
    except Unreadable as unreadable_:
        problems = unreadable_.problems
    except Refused as refused:
        problems = tuple(flaw.problem(shown) for flaw in refused.flaws)
    raise CaseInvalid(_("工作案例“{file}”有 {count} 处错误", file=shown, count=len(problems)), problems)


def _example(raw: object, table: Table, file: str, violation: str) -> Example:
    written = the_map(raw)
    flaws: list[Flaw] = []
    for key in ("name", "expect"):
        if key not in written:
            flaws += refuse("EN102", _("缺少键“{key}”", key=key), spot=own_spot(written)).flaws
    title, expect, case = "", Expectation(), None
    try:
        title = the_text(written.get("name", ""))
        expect = _expectation(written.get("expect", {}), file)
    except Refused as refused:
        flaws += within(refused.flaws, "expect", written)
    try:
        case = case_from(written, table, violation=violation, also=("name", "expect"))
    except Refused as refused:
        flaws += refused.flaws
    if flaws or case is None:
        raise Refused(flaws)
    line, column = own_spot(written) or (0, 0)
    return Example(title, case, expect, Place(file, line, column))


def _expectation(value: object, file: str) -> Expectation:
    own = ("outcome", "provision", "tier", "version", "options", "missing", "procedure")
    written = the_map(value)
    parts = Parts(written, (), tuple(written))
    measures = [parts.read(key, partial(_measure, key, file)) for key in written if key not in own]
    expectation = Expectation(
        outcome=parts.read("outcome", lambda raw: Outcome(one_of(raw, tuple(Outcome)))),
        provision=parts.read("provision", _citation),
        tier=parts.read("tier", the_text),
        version=parts.read("version", the_date),
        options=parts.read("options", the_integer),
        missing=parts.read("missing", lambda raw: each(raw, the_text, empty=True)),
        measures=tuple(measure for measure in measures if measure is not None),
        procedure=parts.read("procedure", _procedure, {}),
    )
    parts.done()
    return expectation


def _procedure(value: object) -> dict[Step, str]:
    parts = Parts(value, (), tuple(Step))
    found = {step: parts.read(step, lambda raw: one_of(raw, _ANSWERS), "") for step in Step if step in parts.written}
    parts.done()
    return found


def _citation(value: object) -> Citation:
    try:
        return Citation.parse_id(the_text(value))
    except ValueProblem as problem:
        raise unreadable(problem) from None


def _measure(id_: str, file: str, value: object) -> ExpectedMeasure:
    """Bounds in yuan stand beside `applies`; days, months, years and points have a map of their own."""
    written = the_map(value)
    parts = Parts(written, (), ("applies", *_UNITS, *BOUND_KEYS))
    applies = parts.read("applies", lambda raw: Applies(one_of(raw, tuple(Applies))))
    bounds: Interval | None = None
    unit = Unit.YUAN
    for key in (key for key in _UNITS if key in written):
        unit = _UNITS[key]
        bounds = parts.read(key, partial(_interval, unit))
    if any(key in written for key in BOUND_KEYS):
        others = tuple(key for key in written if key not in BOUND_KEYS)
        try:
            bounds = _interval(Unit.YUAN, written, others)
        except Refused as refused:
            parts.flaws += refused.flaws
    parts.done()
    line, column = own_spot(written) or (0, 0)
    return ExpectedMeasure(id_, applies, bounds, unit, Place(file, line, column))


def _interval(unit: Unit, value: object, also: tuple[str, ...] = ()) -> Interval:
    return Interval(*the_bounds(value, lambda raw: the_number(raw, unit), also))
