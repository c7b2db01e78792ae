"""The columns of a table of cases: their names, types and meaning, by violation or for all that are installed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from ..compiler import Norms, Track
from ..conditions import CIRCUMSTANCE, COUNT, JUDGED, PERSON
from ..errors import CaseInvalid
from ..evaluator.values import unknown
from ..i18n import Message, _
from ..model.builtin import BUILTIN_FACTS
from ..model.case import PartyKind
from ..model.facts import Fact, FactKind
from ..model.penalty import Group, Item, Measure, Unit
from .asked import Law, law_of
from .cutting import IMPOSED, IN, INDETERMINABLE, SUM


class ColumnKind(StrEnum):
    """What a column holds."""

    KEY = "key"
    """Anything: the key of the row, handed through."""
    TEXT = "text"
    CHOICE = "choice"
    """One of the values of the column."""
    BOOLEAN = "boolean"
    DATE = "date"
    WHOLE = "whole"
    """Whole numbers from 0."""
    NUMBER = "number"
    """Decimals or whole numbers from 0."""
    MONEY = "money"
    """Yuan, as decimals or whole numbers from 0."""


@frozen
class Column:
    """One column of a table of cases: what it is called, what it holds, what it means; `values` of a choice."""

    name: str
    kind: ColumnKind
    title: Message
    required: bool = False
    values: tuple[str, ...] = ()


KEY: Final = "id"
_KINDS: Final[Mapping[FactKind, ColumnKind]] = {
    FactKind.MONEY: ColumnKind.MONEY,
    FactKind.INTEGER: ColumnKind.WHOLE,
    FactKind.DURATION: ColumnKind.WHOLE,
    FactKind.RATIO: ColumnKind.NUMBER,
    FactKind.QUANTITY: ColumnKind.NUMBER,
    FactKind.DATE: ColumnKind.DATE,
    FactKind.BOOLEAN: ColumnKind.BOOLEAN,
    FactKind.ENUM: ColumnKind.CHOICE,
}


def common_columns() -> tuple[Column, ...]:
    """The columns that every table may have, whatever its violations."""
    kinds = tuple(kind.value for kind in PartyKind)
    return (
        Column(KEY, ColumnKind.KEY, _("案件编号，原样带到结果"), required=True),
        Column("violation", ColumnKind.TEXT, _("违法行为，写作“领域.编号”"), required=True),
        Column("occurred_on", ColumnKind.DATE, _("违法行为发生之日"), required=True),
        Column("ended_on", ColumnKind.DATE, _("连续或者继续状态的违法行为终了之日")),
        Column("discovered_on", ColumnKind.DATE, _("违法行为被发现之日")),
        Column("filed_on", ColumnKind.DATE, _("立案之日")),
        Column("decided_on", ColumnKind.DATE, _("处罚决定作出之日"), required=True),
        Column("jurisdiction", ColumnKind.TEXT, _("行政区划代码，六位；不填为全国")),
        Column("party_kind", ColumnKind.CHOICE, _("当事人类型"), values=kinds),
        Column("party_birth_date", ColumnKind.DATE, _("当事人出生日期")),
    )


def columns_of(norms: Norms, violation: str) -> tuple[Column, ...]:
    """The columns that can decide anything for a violation (批量数据列), the common ones first.

    Raises CaseInvalid where no such violation is loaded; near names are offered.
    """
    track = norms.tracks.get(violation)
    if track is None:
        message = _("没有名为“{name}”的违法行为", name=violation)
        raise CaseInvalid(message, (unknown("EN301", "violation", message, violation, list(norms.tracks)),))
    law = law_of(norms, track)
    return (*common_columns(), *_own(law))


def _own(law: Law) -> Iterator[Column]:
    facts = law.track.facts
    named: dict[str, Column] = {}
    for term in dict.fromkeys((*law.tests, *sorted(law.bases))):
        fact = facts.get(term)
        if term.startswith(COUNT):
            event = term.removeprefix(COUNT).split("__")[0]
            title = facts[event].title if event in facts else event
            named[term] = Column(term, ColumnKind.WHOLE, _("{title}：期间内的次数，按规则口径", title=title))
        elif term.startswith(JUDGED):
            key = facts[term.removeprefix(JUDGED)]
            named[term] = Column(term, ColumnKind.BOOLEAN, _("判断：{title}", title=key.title))
        elif fact is not None and not term.startswith((PERSON, CIRCUMSTANCE)) and term not in BUILTIN_FACTS:
            for column in _of_fact(law, fact):
                named.setdefault(column.name, column)
    for id_ in law.circumstances:
        circumstance = law.track.circumstances[id_]
        name = CIRCUMSTANCE + id_
        named[name] = Column(name, ColumnKind.BOOLEAN, _("情节是否成立：{title}", title=circumstance.title))
    for id_, measure in law.measures.items():
        if measure.amount is not None:
            named[IMPOSED + id_] = _imposed(measure)
    yield from named.values()


def _of_fact(law: Law, fact: Fact) -> Iterator[Column]:
    kind = _KINDS.get(fact.kind)
    title = _("{title}", title=fact.title)
    if kind is not None:
        yield Column(fact.id, kind, title, values=tuple(fact.values) if kind is ColumnKind.CHOICE else ())
        yield Column(INDETERMINABLE + fact.id, ColumnKind.BOOLEAN, _("无法查证：{title}", title=fact.title))
    if fact.kind is FactKind.LIST:
        if fact.id in law.bases:
            yield Column(SUM + fact.id, ColumnKind.WHOLE, _("合计：{title}", title=fact.title))
        for name in law.lists.get(fact.id, {}):
            cell = name.removeprefix(f"{IN}{fact.id}:")
            yield Column(name, ColumnKind.WHOLE, _("{title}：其中在 {cell} 的个数", title=fact.title, cell=cell))
    if fact.derived is not None:
        for part in fact.derived.of:
            yield from _of_fact(law, law.track.facts[part])


def columns_of_all(norms: Norms) -> Mapping[str, Column]:
    """Every column that the installed packs know, by name: what a table of mixed violations may hold."""
    found = {column.name: column for column in common_columns()}
    for track in norms.tracks.values():
        for column in _of_packs(track):
            found.setdefault(column.name, column)
    return found


def _of_packs(track: Track) -> Iterator[Column]:
    for fact in track.facts.values():
        if not fact.id.startswith(PERSON) and fact.id not in BUILTIN_FACTS:
            yield from _known(fact)
    for circumstance in track.circumstances.values():
        yield Column(CIRCUMSTANCE + circumstance.id, ColumnKind.BOOLEAN, _("{title}", title=circumstance.title))
    for pack in track.rule_packs:
        for term in pack.counts:
            yield Column(term, ColumnKind.WHOLE, _("{title}", title=term))
    for version in track.versions:
        items = [branch.measures for branch in version.branches] + [added.measures for added in version.also]
        for measure in (each for measures in items for each in _measures(measures)):
            yield _imposed(measure)


def _known(fact: Fact) -> Iterator[Column]:
    title = _("{title}", title=fact.title)
    kind = _KINDS.get(fact.kind)
    if fact.kind is FactKind.JUDGED:
        yield Column(JUDGED + fact.id, ColumnKind.BOOLEAN, title)
    elif fact.kind is FactKind.LIST:
        yield Column(SUM + fact.id, ColumnKind.WHOLE, title)
    elif kind is not None:
        yield Column(fact.id, kind, title, values=tuple(fact.values) if kind is ColumnKind.CHOICE else ())
        yield Column(INDETERMINABLE + fact.id, ColumnKind.BOOLEAN, title)


def _imposed(measure: Measure) -> Column:
    kind = ColumnKind.MONEY if measure.unit is Unit.YUAN else ColumnKind.WHOLE
    return Column(IMPOSED + measure.id, kind, _("已决定的数额：{measure}", measure=measure.id))


def _measures(items: tuple[Item, ...]) -> Iterator[Measure]:
    for item in items:
        if isinstance(item, Group):
            yield from _measures(item.items)
        else:
            yield item
