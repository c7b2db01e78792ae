"""From a case to the values of its terms: facts, judgements, circumstances, counts, the party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from ..calendar import add_days, add_months, add_years, years_between
from ..compiler import Plan, day_of_law
from ..conditions import CIRCUMSTANCE, INDETERMINABLE, JUDGED, PERSON, Value
from ..errors import CaseInvalid, Place, Problem
from ..i18n import Message, _
from ..model.builtin import (
    ACT_ON,
    BUILTIN_FACTS,
    DECISION_ON,
    LIFE_HEALTH_OR_FINANCE,
    PARTY_AGE,
    PARTY_KIND,
    PERSON_AGE,
    PERSON_ROLE,
)
from ..model.case import Assertion, Case, Event, Person
from ..model.facts import Count, CountUntil, Derivation, Fact, FactKind
from ..money import Money


def act_of(case: Case) -> date:
    """The day that decides which law governs: the end of a continuing act, else the day of the act."""
    return case.ended_on or case.occurred_on


def values_of(plan: Plan, case: Case) -> dict[str, Value]:
    """The value of every term that the case knows; a term left out is unknown.

    Raises CaseInvalid with all that is wrong: unknown or mistyped facts, judgements, circumstances.
    """
    problems: list[Problem] = []
    values: dict[str, Value] = dict(_facts(plan.facts, _of_case(case, problems), "facts", problems))
    values.update(_judgements(plan, case, problems))
    _check_circumstances(plan, case, problems)
    if problems:
        raise CaseInvalid(_("案件数据有误"), problems)
    for term, answer in plan.presumed.items():
        values.setdefault(term, answer)
    values.update(_of_party(plan, case))
    for term, count in plan.counts.items():
        number = _counted(count, case)
        if number is not None:
            values[term] = number
    _derive(plan.facts, values)
    for id_, circumstance in plan.circumstances.items():
        asserted = case.circumstances.get(id_)
        if asserted is not None:
            values[CIRCUMSTANCE + id_] = asserted.established
        else:
            values[CIRCUMSTANCE + id_] = circumstance.when is not None and circumstance.when.truth(values) is True
    return values


def _judgements(plan: Plan, case: Case, problems: list[Problem]) -> Iterator[tuple[str, Value]]:
    judgements: Mapping[str, Any] = case.judgements
    for key, answer in judgements.items():
        fact = plan.facts.get(key)
        path = f"judgements.{key}"
        if fact is None or fact.kind is not FactKind.JUDGED:
            judged = [each.id for each in plan.facts.values() if each.kind is FactKind.JUDGED]
            problems.append(unknown("EN306", path, _("没有名为“{name}”的判断", name=key), key, judged))
        elif type(answer) is not bool:
            problems.append(mistyped(path, answer, _("写 true 或者 false")))
        else:
            yield JUDGED + key, answer


def _check_circumstances(plan: Plan, case: Case, problems: list[Problem]) -> None:
    circumstances: Mapping[str, Any] = case.circumstances
    for key, assertion in circumstances.items():
        path = f"circumstances.{key}"
        if key not in plan.circumstances:
            message = _("没有名为“{name}”的情节", name=key)
            problems.append(unknown("EN307", path, message, key, list(plan.circumstances)))
        elif type(assertion) is not Assertion:
            problems.append(mistyped(path, assertion, _("写 Assertion(是否成立, 证据编号)")))
        elif assertion.established:
            excluded = [other for other in plan.circumstances[key].excludes if _asserted(case, other)]
            problems += [_colliding(path, key, other) for other in excluded]


def _asserted(case: Case, key: str) -> bool:
    other = case.circumstances.get(key)
    return other is not None and other.established


def _colliding(path: str, key: str, other: str) -> Problem:
    message = _("情节“{one}”与“{other}”不能同时成立", one=key, other=other)
    return Problem("EN308", Place(path=path), message, _("只保留其中之一"))


def _of_party(plan: Plan, case: Case) -> Iterator[tuple[str, Value]]:
    act_on = act_of(case)
    yield ACT_ON, day_of_law(plan.violation, act_on, case.decided_on)
    yield DECISION_ON, case.decided_on
    yield LIFE_HEALTH_OR_FINANCE, plan.violation.life_health_or_finance
    if case.party.kind is not None:
        yield PARTY_KIND, case.party.kind.value
    if case.party.birth_date is not None:
        yield PARTY_AGE, years_between(case.party.birth_date, act_on)


def person_values(plan: Plan, case: Case, person: Person, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values of the case together with those of one responsible person."""
    problems: list[Problem] = []
    place = f"persons.{person.id or person.role}"
    own = {PERSON + key: value for key, value in person.facts.items()}
    birth = own.pop(PERSON + "birth_date", None)
    merged: dict[str, Value] = {**values, **dict(_facts(plan.facts, own, place, problems)), PERSON_ROLE: person.role}
    if problems:
        raise CaseInvalid(_("案件数据有误"), problems)
    if isinstance(birth, date):
        merged[PERSON_AGE] = years_between(birth, act_of(case))
    return merged


def unknown(
    code: str, path: str, message: Message, name: str, known: list[str], otherwise: Message | None = None
) -> Problem:
    """A problem about a name that does not exist, with the nearest that do; where none is near, what to do else."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = _("是否指：{names}", names=near) if near else otherwise
    return Problem(code, Place(path=path), message, hint)


def _of_case(case: Case, problems: list[Problem]) -> Mapping[str, Any]:
    """The facts of the case itself; those of responsible persons are refused."""
    of_persons = [name for name in case.facts if name.startswith(PERSON)]
    for name in of_persons:
        message = _("“{name}”是责任人员的事实", name=name)
        problems.append(Problem("EN302", Place(path=f"facts.{name}"), message, _("写在 persons 的 facts 之下")))
    return {name: value for name, value in case.facts.items() if name not in of_persons} if of_persons else case.facts


def _facts(
    facts: Mapping[str, Fact], given: Mapping[str, Any], place: str, problems: list[Problem]
) -> Iterator[tuple[str, Value]]:
    for name, raw in given.items():
        path = f"{place}.{name.removeprefix(PERSON)}"
        fact = facts.get(name)
        if fact is None or fact.kind is FactKind.JUDGED or name in BUILTIN_FACTS:
            known = [each for each in facts if each.startswith(PERSON) == name.startswith(PERSON)]
            problems.append(unknown("EN302", path, _("没有名为“{name}”的事实", name=name), name, known))
            continue
        if raw is INDETERMINABLE:
            yield name, raw
            continue
        value, remedy = canonical(fact, raw)
        if remedy is not None:
            problems.append(mistyped(path, raw, remedy))
        elif value is not None:
            yield name, value


def canonical(fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    """The value of a fact as conditions see it (fen, number, fraction …), or the remedy for a wrong type."""
    return _KINDS[fact.kind](fact, raw)


def _money(_fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    return (raw.fen, None) if type(raw) is Money else (None, _("写成 Money.yuan(8000)；文字写的案件用 read_case 读入"))


def _whole(_fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    if type(raw) is int:
        return (raw, None) if raw >= 0 else (None, _("不能小于零"))
    return None, _("写整数")


def _ratio(_fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    if isinstance(raw, int | Fraction) and not isinstance(raw, bool):
        return (raw, None) if raw >= 0 else (None, _("不能小于零"))
    return None, _("写成 Fraction(3, 10)；文字写的案件用 read_case 读入")


def _date(_fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    return (
        (raw, None) if isinstance(raw, date) and not isinstance(raw, datetime) else (None, _("写日期，如 2026-03-05"))
    )


def _boolean(_fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    return (raw, None) if isinstance(raw, bool) else (None, _("写 true 或者 false"))


def _enum(fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    return (raw, None) if raw in fact.values else (None, _("写其中之一：{values}", values=list(fact.values)))


def _list(fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    if not isinstance(raw, list | tuple):
        return None, _("写成列表")
    element = _KINDS[fact.items or FactKind.INTEGER]
    done = []
    for item in raw:
        value, remedy = element(fact, item)
        if remedy is not None:
            return None, remedy
        done.append(value)
    return tuple(done), None


def _events(_fact: Fact, raw: Any) -> tuple[Any, Message | None]:
    good = isinstance(raw, list | tuple) and all(isinstance(item, Event) for item in raw)
    return (None, None) if good else (None, _("写成日期的列表"))


_KINDS = {
    FactKind.MONEY: _money,
    FactKind.INTEGER: _whole,
    FactKind.DURATION: _whole,
    FactKind.RATIO: _ratio,
    FactKind.QUANTITY: _ratio,
    FactKind.DATE: _date,
    FactKind.BOOLEAN: _boolean,
    FactKind.JUDGED: _boolean,
    FactKind.ENUM: _enum,
    FactKind.LIST: _list,
    FactKind.EVENTS: _events,
}


def mistyped(path: str, raw: Any, remedy: Message) -> Problem:
    """A problem about a value of another type than is wanted, with what to write."""
    return Problem("EN303", Place(path=path), _("“{value}”不是这里要的值", value=str(raw)), remedy)


def _counted(count: Count, case: Case) -> int | None:
    """How many past events lie in the window; None where the case says nothing of them."""
    events = case.facts.get(count.event)
    if events is None:
        return None
    end = act_of(case) if count.until is CountUntil.ACT else case.decided_on
    start = None if count.within is None else _back(end, count.within, count.unit)
    number = sum(
        1
        for event in events
        if event.on <= end and (start is None or event.on >= start) and (event.same_kind or not count.same_kind)
    )
    return number + count.including_this


def _back(day: date, number: int, unit: str) -> date:
    """The first day of the window: an event on the same day so long before still lies in it."""
    if unit == "years":
        return add_years(day, -number)
    return add_months(day, -number) if unit == "months" else add_days(day, -number)


def _derive(facts: Mapping[str, Fact], values: dict[str, Value]) -> None:
    """Add the facts that follow from others, where those are known and the case does not give them itself."""
    for fact in facts.values():
        if fact.derived is None or fact.id in values:
            continue
        parts: list[Any] = [values.get(name) for name in fact.derived.of]
        if any(part is None for part in parts):
            continue
        if any(part is INDETERMINABLE for part in parts):
            values[fact.id] = INDETERMINABLE
        elif fact.derived.how is Derivation.SUM:
            values[fact.id] = sum(parts)
        elif fact.derived.how is Derivation.DAYS_BETWEEN:
            values[fact.id] = max((parts[1] - parts[0]).days, 0)
        elif parts[1] != 0:
            values[fact.id] = Fraction(parts[0]) / parts[1]
