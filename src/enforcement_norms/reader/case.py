"""A case as a mapping (from JSON, YAML, CSV, a command line) → `Case`, typed by the facts that the packs declare."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve, frozen

from ..conditions import INDETERMINABLE, PERSON, Indeterminable
from ..errors import CaseInvalid, ValueProblem
from ..i18n import _
from ..identifiers import parse_division
from ..model.builtin import BUILTIN_FACTS
from ..model.case import Assertion, Case, Event, Party, PartyKind, Person
from ..model.facts import Fact, FactKind
from ..model.pack import Pack
from ..model.penalty import Addressee, Unit
from ..money import Money, parse_ratio
from .constants import the_date, the_duration, the_number, the_quantity, the_text_only
from .flaws import Refused, near_hint, refuse, the_boolean, the_map, the_text, unreadable, wrong_type
from .parts import Parts, each, each_value

CASE_KEYS: Final = ("violation", "occurred_on", "decided_on")
"""What every case must say."""
MORE_CASE_KEYS: Final = (
    "id", "jurisdiction", "facts", "judgements", "circumstances", "party", "persons", "ended_on", "discovered_on",
    "filed_on", "imposed",
)  # fmt: skip
"""What a case may say beside it."""

_WHOLE: Final = re.compile(r"[0-9]{1,18}")
_BIRTH: Final = "birth_date"


def fact_table(*packs: Pack) -> dict[str, Fact]:
    """The facts that a case of these packs may hold, by id; the general pack must be among them to count."""
    return {**BUILTIN_FACTS, **{id_: fact for pack in packs for id_, fact in pack.facts.items()}}


def circumstance_ids(*packs: Pack) -> frozenset[str]:
    """The circumstances that a case of these packs may assert."""
    return frozenset(id_ for pack in packs for id_ in pack.circumstances)


@frozen
class Table:
    """What a case may name: facts by id, circumstances (None: any), units of measures by id.

    `bare_yuan` says that a number without a unit is an amount in yuan, as in JSON and in tables.
    """

    facts: Mapping[str, Fact]
    circumstances: Collection[str] | None = None
    units: Mapping[str, Unit] = MappingProxyType({})
    bare_yuan: bool = False


def read_case(
    raw: Mapping[str, Any],
    facts: Mapping[str, Fact],
    circumstances: Collection[str] | None = None,
    *,
    units: Mapping[str, Unit] | None = None,
    bare_yuan: bool = False,
    file: str = "",
) -> Case:
    """The case that the mapping describes.

    Values are text (8000元, 30%, 2026-03-05, indeterminable), integers and booleans as data files hold them, or already
    typed (`Money`, `Fraction`, `Decimal`, `date`, `Event`). `circumstances` None leaves their ids unchecked; `units` of
    measures let `imposed` say 15日; with `bare_yuan` a number without a unit is an amount in yuan.

    Raises:
        CaseInvalid: with every problem, each at its path (`facts.goods_value`), or at its place in `file` if the
            mapping comes from the reader.
    """
    table = Table(facts, circumstances, units or {}, bare_yuan)
    try:
        return case_from(raw if isinstance(raw, dict) else dict(raw), table)
    except Refused as refused:
        problems = [flaw.problem(file) for flaw in refused.flaws]
        raise CaseInvalid(_("案件数据有 {count} 处错误", count=len(problems)), problems) from None


def case_from(raw: object, table: Table, *, violation: str = "", also: tuple[str, ...] = ()) -> Case:
    """The same within the reader: `violation` is the default, `also` are keys read by somebody else.

    Raises:
        Refused: with every flaw.
    """
    required = tuple(key for key in CASE_KEYS if not (violation and key == "violation"))
    parts = Parts(raw, required, (*CASE_KEYS, *MORE_CASE_KEYS, *also))
    day = date.min
    case = Case(
        violation=parts.read("violation", the_text, violation),
        occurred_on=parts.read("occurred_on", _day, day),
        decided_on=parts.read("decided_on", _day, day),
        jurisdiction=parts.read("jurisdiction", _division, "000000"),
        facts=parts.read("facts", lambda value: each_value(value, lambda name, raw: _fact_value(name, raw, table)), {}),
        judgements=parts.read("judgements", lambda value: _judgements(value, table.facts), {}),
        circumstances=parts.read("circumstances", lambda value: _assertions(value, table.circumstances), {}),
        party=parts.read("party", _party, Party()),
        persons=parts.read("persons", lambda value: each(value, lambda item: _person(item, table), empty=True), ()),
        ended_on=parts.read("ended_on", _day),
        discovered_on=parts.read("discovered_on", _day),
        filed_on=parts.read("filed_on", _day),
        imposed=parts.read("imposed", lambda value: each_value(value, lambda id_, raw: _decided(id_, raw, table)), {}),
        id=parts.read("id", the_text, ""),
    )
    parts.done()
    return case


def typed(fact: Fact, value: object, *, bare_yuan: bool = False) -> Any:
    """The value of a fact as a case holds it.

    Raises:
        Refused: it does not fit the kind of the fact.
    """
    if value is INDETERMINABLE or (value == Indeterminable.INDETERMINABLE.value and value not in fact.values):
        return INDETERMINABLE
    if isinstance(value, float):
        raise refuse("EN303", _("不能用浮点数 {value}", value=value), _("金额写“6.5万元”，比例写“30%”"))
    try:
        if fact.kind is FactKind.MONEY:
            return _money(value, bare_yuan=bare_yuan)
        return _READERS[fact.kind](fact, value)
    except Refused as refused:
        raise Refused([evolve(flaw, code=_CASE_CODES.get(flaw.code, flaw.code)) for flaw in refused.flaws]) from None


_CASE_CODES: Final = dict.fromkeys(("EN103", "EN104", "EN105", "EN111"), "EN303")
"""A value that does not fit its fact has one code in cases, whoever finds it."""


def _day(value: object) -> date:
    if isinstance(value, datetime):
        raise wrong_type(_("日期，不带时刻"), value)
    return the_date(value)


def _division(value: object) -> str:
    code = the_text(value)
    try:
        return parse_division(code).code
    except ValueProblem as problem:
        raise unreadable(problem) from None


def _fact_value(name: str, value: object, table: Table) -> Any:
    return typed(_fact(name, table.facts), value, bare_yuan=table.bare_yuan)


def _fact(name: str, facts: Mapping[str, Fact], *, of_person: bool = False) -> Fact:
    fact = facts.get(PERSON + name if of_person else name)
    if fact is not None and fact.id not in BUILTIN_FACTS and fact.kind is not FactKind.JUDGED:
        if of_person or not name.startswith(PERSON):
            return fact
        raise refuse("EN302", _("“{name}”是责任人员的事实", name=name), _("写在 persons 的 facts 之下"))
    if fact is not None and fact.kind is FactKind.JUDGED:
        raise refuse("EN302", _("“{name}”是判断，不是事实", name=name), _("写在 judgements 之下"))
    if fact is not None:
        raise refuse("EN302", _("“{name}”由案件的其他栏目得出", name=name), _("写 party、persons、occurred_on 等栏目"))
    known = [
        id_.removeprefix(PERSON)
        for id_, each_ in facts.items()
        if id_.startswith(PERSON) == of_person and id_ not in BUILTIN_FACTS and each_.kind is not FactKind.JUDGED
    ]
    raise refuse("EN302", _("没有名为“{name}”的事实", name=name), near_hint(name, known))


def _judgements(value: object, facts: Mapping[str, Fact]) -> dict[str, bool]:
    def one(name: str, raw: object) -> bool:
        fact = facts.get(name)
        if fact is None or fact.kind is not FactKind.JUDGED:
            known = [id_ for id_, each_ in facts.items() if each_.kind is FactKind.JUDGED]
            raise refuse("EN306", _("没有名为“{name}”的判断", name=name), near_hint(name, known))
        return _answer(raw)

    return each_value(value, one)


def _answer(value: object) -> bool:
    """True or false, also as the words that a command line or a table holds."""
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    return the_boolean(value)


def _assertions(value: object, known: Collection[str] | None) -> dict[str, Assertion]:
    def one(name: str, raw: object) -> Assertion:
        if known is not None and name not in known:
            raise refuse("EN307", _("没有名为“{name}”的情节", name=name), near_hint(name, known))
        if isinstance(raw, Assertion):
            return raw
        if isinstance(raw, bool) or raw in ("true", "false"):
            return Assertion(_answer(raw))
        if isinstance(raw, dict):
            parts = Parts(raw, ("established",), ("evidence",))
            assertion = Assertion(
                parts.read("established", _answer, default=False), parts.read("evidence", the_text, "")
            )
            parts.done()
            return assertion
        return Assertion(established=True, evidence=the_text_only(raw, _("true、false 或者证据编号")))

    return each_value(value, one)


def _party(value: object) -> Party:
    if isinstance(value, Party):
        return value
    parts = Parts(value, (), ("kind", _BIRTH))
    kind = parts.read("kind", lambda raw: PartyKind(_one_of(raw, tuple(PartyKind))))
    birth_date = parts.read(_BIRTH, _day)
    parts.done()
    return Party(kind, birth_date)


def _one_of(value: object, known: Collection[str]) -> str:
    text = the_text(value)
    if text in known:
        return text
    hint = near_hint(text, known) or _("可用的值：{values}", values=tuple(map(str, known)))
    raise refuse("EN104", _("“{value}”不可用", value=text), hint)


def _person(value: object, table: Table) -> Person:
    """`birth_date` joins the facts of the person, from which the age is reckoned."""
    if isinstance(value, Person):
        return value
    parts = Parts(value, ("role",), ("facts", "id", _BIRTH))
    role = parts.read("role", lambda raw: _one_of(raw, tuple(Addressee)), "")
    own = parts.read("facts", lambda raw: each_value(raw, lambda name, item: _of_person(name, item, table)), {})
    birth_date = parts.read(_BIRTH, _day)
    id_ = parts.read("id", the_text, "")
    parts.done()
    return Person(role, own if birth_date is None else {**own, _BIRTH: birth_date}, id_)


def _of_person(name: str, value: object, table: Table) -> Any:
    if name == _BIRTH:
        return _day(value)
    return typed(_fact(name, table.facts, of_person=True), value, bare_yuan=table.bare_yuan)


def _decided(id_: str, value: object, table: Table) -> Any:
    """What has been decided for one measure: an amount of money, or whole days, months, years or points."""
    unit = table.units.get(id_)
    if unit is Unit.YUAN:
        return _money(value, bare_yuan=table.bare_yuan)
    if unit is not None:
        return the_number(int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value, unit)
    if isinstance(value, Money) or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return _money(value, bare_yuan=table.bare_yuan)


def _money(value: object, *, bare_yuan: bool) -> Money:
    if isinstance(value, Money):
        return value
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if number and not bare_yuan and not isinstance(value, Decimal):
        raise refuse("EN303", _("金额 {value} 没有单位", value=value), _("写作“{value}元”", value=value))
    try:
        if isinstance(value, int | Decimal) and number:
            return Money.yuan(value)
        return Money.parse(the_text_only(value, _("金额")))
    except ValueProblem as problem:
        raise _mistyped(problem) from None


def _mistyped(problem: ValueProblem) -> Refused:
    return refuse("EN303", problem.message, problem.hint)


def _integer(fact: Fact, value: object) -> int:
    if isinstance(value, str):
        text = value.strip().removesuffix(fact.unit) if fact.unit else value.strip()
        if _WHOLE.fullmatch(text):
            return int(text)
    elif isinstance(value, int) and not isinstance(value, bool):
        if value >= 0:
            return value
        raise refuse("EN303", _("不能为负：{value}", value=value))
    raise wrong_type(_("整数"), value)


def _ratio(fact: Fact, value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    try:
        return parse_ratio(the_text_only(value, _("倍数或者比例，如“30%”")))
    except ValueProblem as problem:
        raise _mistyped(problem) from None


def _duration(fact: Fact, value: object) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return the_duration(value, fact.unit)


def _choice(fact: Fact, value: object) -> str:
    text = the_text(value)
    if text in fact.values:
        return text
    hint = near_hint(text, fact.values) or _("可用的值：{values}", values=tuple(fact.values))
    raise refuse("EN303", _("“{value}”不是“{fact}”的值", value=text, fact=fact.title), hint)


def _list(fact: Fact, value: object) -> tuple[Any, ...]:
    kind = fact.items
    if kind is None:
        raise refuse("EN303", _("“{fact}”没有声明元素的种类", fact=fact.id))
    written = list(value) if isinstance(value, tuple) else value
    return each(written, lambda item: _READERS[kind](fact, item), empty=True)


def _events(fact: Fact, value: object) -> tuple[Event, ...]:
    written = list(value) if isinstance(value, tuple) else value
    return each(written, _event, empty=True)


def _event(value: object) -> Event:
    if isinstance(value, Event):
        return value
    if isinstance(value, dict):
        parts = Parts(the_map(value), ("on",), ("same_kind",))
        on = parts.read("on", _day, date.min)
        same_kind = parts.read("same_kind", _answer, default=True)
        parts.done()
        return Event(on, same_kind)
    return Event(_day(value))


def _no_fact(fact: Fact, value: object) -> Any:
    raise refuse("EN302", _("“{name}”是判断，不是事实", name=fact.id), _("写在 judgements 之下"))


_READERS: Final = {
    FactKind.MONEY: lambda _fact, value: _money(value, bare_yuan=False),
    FactKind.INTEGER: _integer,
    FactKind.QUANTITY: lambda fact, value: value if isinstance(value, Fraction) else the_quantity(value, fact.unit),
    FactKind.RATIO: _ratio,
    FactKind.DURATION: _duration,
    FactKind.DATE: lambda _fact, value: _day(value),
    FactKind.BOOLEAN: lambda _fact, value: _answer(value),
    FactKind.ENUM: _choice,
    FactKind.LIST: _list,
    FactKind.EVENTS: _events,
    FactKind.JUDGED: _no_fact,
}
