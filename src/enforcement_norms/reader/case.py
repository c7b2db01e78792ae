"""A case as a mapping (from JSON, YAML, CSV, a command line) → `Case`, typed by the facts that the packs declare."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from ..conditions import PERSON
from ..errors import CaseInvalid, ValueProblem
from ..i18n import _
from ..identifiers import parse_division
from ..model.builtin import BUILTIN_FACTS
from ..model.case import Assertion, Case, Party, PartyKind, Person, reversed_days
from ..model.facts import Fact, FactKind
from ..model.pack import Pack
from ..model.penalty import Addressee, Unit
from ..money import Money
from .constants import the_number, the_text_only
from .flaws import Flaw, Refused, near_hint, one_of, refuse_name, the_text, unreadable, within
from .parts import Parts, each, each_value
from .values import WHOLE, the_amount, the_answer, the_day, typed

CASE_KEYS: Final = ("violation", "occurred_on", "decided_on")
"""What every case must say."""
MORE_CASE_KEYS: Final = (
    "id", "jurisdiction", "facts", "judgements", "circumstances", "party", "persons", "ended_on", "discovered_on",
    "filed_on", "imposed",
)  # fmt: skip
"""What a case may say beside it."""

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
        occurred_on=parts.read("occurred_on", the_day, day),
        decided_on=parts.read("decided_on", the_day, day),
        jurisdiction=parts.read("jurisdiction", _division, "000000"),
        facts=parts.read("facts", lambda value: each_value(value, lambda name, raw: _fact_value(name, raw, table)), {}),
        judgements=parts.read("judgements", lambda value: _judgements(value, table.facts), {}),
        circumstances=parts.read("circumstances", lambda value: _assertions(value, table.circumstances), {}),
        party=parts.read("party", _party, Party()),
        persons=parts.read("persons", lambda value: each(value, lambda item: _person(item, table), empty=True), ()),
        ended_on=parts.read("ended_on", the_day),
        discovered_on=parts.read("discovered_on", the_day),
        filed_on=parts.read("filed_on", the_day),
        imposed=parts.read("imposed", lambda value: each_value(value, lambda id_, raw: _decided(id_, raw, table)), {}),
        id=parts.read("id", the_text, ""),
    )
    if parts.flaws:
        parts.flaws += _days_out_of_order(case, parts)
    parts.done()
    return case


def _days_out_of_order(case: Case, parts: Parts) -> Iterator[Flaw]:
    """What is wrong with the order of the days that could be read: told with the rest, since the case goes no further."""
    unread = {flaw.path[0] if flaw.path else "" for flaw in parts.flaws} | set(CASE_KEYS) - set(parts.written)
    for later, earlier in reversed_days(case):
        if later not in unread and earlier.partition(".")[0] not in unread:
            message = _("“{later}”早于“{earlier}”", later=later, earlier=earlier)
            yield from within([Flaw("EN304", message, _("核对两个日期"))], later, parts.written)


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
        raise refuse_name("EN302", _("“{name}”是责任人员的事实", name=name), _("写在 persons 的 facts 之下"))
    if fact is not None and fact.kind is FactKind.JUDGED:
        raise refuse_name("EN302", _("“{name}”是判断，不是事实", name=name), _("写在 judgements 之下"))
    if fact is not None:
        raise refuse_name(
            "EN302", _("“{name}”由案件的其他栏目得出", name=name), _("写 party、persons、occurred_on 等栏目")
        )
    known = [
        id_.removeprefix(PERSON)
        for id_, each_ in facts.items()
        if id_.startswith(PERSON) == of_person and id_ not in BUILTIN_FACTS and each_.kind is not FactKind.JUDGED
    ]
    raise refuse_name("EN302", _("没有名为“{name}”的事实", name=name), near_hint(name, known))


def _judgements(value: object, facts: Mapping[str, Fact]) -> dict[str, bool]:
    def one(name: str, raw: object) -> bool:
        fact = facts.get(name)
        if fact is None or fact.kind is not FactKind.JUDGED:
            known = [id_ for id_, each_ in facts.items() if each_.kind is FactKind.JUDGED]
            raise refuse_name("EN306", _("没有名为“{name}”的判断", name=name), near_hint(name, known))
        return the_answer(raw)

    return each_value(value, one)


def _assertions(value: object, known: Collection[str] | None) -> dict[str, Assertion]:
    def one(name: str, raw: object) -> Assertion:
        if known is not None and name not in known:
            raise refuse_name("EN307", _("没有名为“{name}”的情节", name=name), near_hint(name, known))
        if isinstance(raw, Assertion):
            return raw
        if isinstance(raw, bool) or raw in ("true", "false"):
            return Assertion(the_answer(raw))
        if isinstance(raw, dict):
            parts = Parts(raw, ("established",), ("evidence",))
            assertion = Assertion(
                parts.read("established", the_answer, default=False), parts.read("evidence", the_text, "")
            )
            parts.done()
            return assertion
        return Assertion(established=True, evidence=the_text_only(raw, _("true、false 或者证据编号")))

    return each_value(value, one)


def _party(value: object) -> Party:
    if isinstance(value, Party):
        return value
    parts = Parts(value, (), ("kind", _BIRTH))
    kind = parts.read("kind", lambda raw: PartyKind(one_of(raw, tuple(PartyKind))))
    birth_date = parts.read(_BIRTH, the_day)
    parts.done()
    return Party(kind, birth_date)


def _person(value: object, table: Table) -> Person:
    """`birth_date` joins the facts of the person, from which the age is reckoned."""
    if isinstance(value, Person):
        return value
    parts = Parts(value, ("role",), ("facts", "id", _BIRTH))
    role = parts.read("role", lambda raw: one_of(raw, tuple(Addressee)), "")
    own = parts.read("facts", lambda raw: each_value(raw, lambda name, item: _of_person(name, item, table)), {})
    birth_date = parts.read(_BIRTH, the_day)
    id_ = parts.read("id", the_text, "")
    parts.done()
    return Person(role, own if birth_date is None else {**own, _BIRTH: birth_date}, id_)


def _of_person(name: str, value: object, table: Table) -> Any:
    if name == _BIRTH:
        return the_day(value)
    return typed(_fact(name, table.facts, of_person=True), value, bare_yuan=table.bare_yuan)


def _decided(id_: str, value: object, table: Table) -> Any:
    """What has been decided for one measure: an amount of money, or whole days, months, years or points."""
    unit = table.units.get(id_)
    if unit is Unit.YUAN:
        return the_amount(value, bare_yuan=table.bare_yuan)
    if unit is not None:
        return the_number(int(value) if isinstance(value, str) and WHOLE.fullmatch(value) else value, unit)
    if isinstance(value, Money) or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    return the_amount(value, bare_yuan=table.bare_yuan)
