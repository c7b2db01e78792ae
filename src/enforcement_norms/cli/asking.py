"""`--ask`: the missing facts of a case, asked one by one on the terminal, the fewest questions first."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click
from attrs import evolve

from ..conditions import COUNT, JUDGED
from ..errors import CaseInvalid
from ..i18n import Message, _, text
from ..model.builtin import PARTY_AGE, PARTY_KIND
from ..model.facts import FactKind
from .output import complain
from .rows import typed_cell

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.case import Case
    from ..model.determination import Determination
    from ..model.facts import Fact
    from ..wording.names import Names

_HINTS: Final = {
    FactKind.MONEY: _("如 8000元、6.5万元"),
    FactKind.INTEGER: _("写整数"),
    FactKind.RATIO: _("如 30%、1.5倍"),
    FactKind.DURATION: _("如 3个月、15日"),
    FactKind.DATE: _("如 2026-03-05"),
    FactKind.BOOLEAN: _("是或者否"),
    FactKind.JUDGED: _("是或者否"),
    FactKind.LIST: _("几项之间用“；”"),
    FactKind.EVENTS: _("日期，几个之间用“；”；没有就写 无"),
}
_NOTHING: Final = frozenset({"无", "none"})
_CANNOT_BE_FOUND: Final = frozenset({"无法查证", "无法计算", "indeterminable"})


def asked(norms: Norms, found: Determination) -> Determination:
    """The determination after the person has answered what matters; an empty answer leaves a question open."""
    from ..evaluator import evaluate
    from ..wording.names import Names

    skipped: set[str] = set()
    while True:
        waiting = [term for term in _questions(found) if term not in skipped]
        if not waiting:
            return found
        answered = _answered(norms, Names.of(found), found.case, waiting[0])
        if answered is None:
            skipped.add(waiting[0])
        else:
            found = evaluate(norms, answered)


def _questions(found: Determination) -> list[str]:
    """Facts that settle the case, then judgements that do; what is chosen, or a person's own, is not asked."""
    judged = [term for term in found.judgements if term.startswith(JUDGED)]
    return [term for term in (*found.questions, *judged) if not term.startswith("person.")]


def _answered(norms: Norms, names: Names, case: Case, term: str) -> Case | None:
    """The case with the answer; asked again until it can be read, None where the person skips it."""
    fact = _fact(names, term)
    if fact is None:
        return None
    while True:
        raw = _prompt(names, term, fact)
        if not raw:
            return None
        try:
            return _joined(case, _read(norms, case, fact, raw))
        except CaseInvalid as error:
            complain(error.problems)


def _fact(names: Names, term: str) -> Fact | None:
    """The fact behind a question."""
    count = names.count(term) if term.startswith(COUNT) else None
    found = names.fact(count.event if count else term.removeprefix(JUDGED))
    return None if found is None else found[0]


def _prompt(names: Names, term: str, fact: Fact) -> str:
    question = _("当事人的出生日期？") if term == PARTY_AGE else names.question(term)
    hint = _HINTS[FactKind.DATE] if term == PARTY_AGE else _hint(names, fact)
    words = _("{question}（{hint}；不知道就按回车）", question=question, hint=hint)
    try:
        raw: str = click.prompt(str(words), default="", show_default=False, prompt_suffix=" ", err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo(err=True)
        return ""  # answers came from a file or another program, which has no more
    return raw.strip()


def _hint(names: Names, fact: Fact) -> Message:
    if fact.kind is not FactKind.ENUM:
        return _HINTS[fact.kind]
    found = names.fact(fact.id)
    module = found[1] if found is not None else ""
    choices = [_("{id}＝{title}", id=id_, title=text(title, module)) for id_, title in fact.values.items()]
    return _("其中之一：{choices}", choices=choices)


def _read(norms: Norms, case: Case, fact: Fact, raw: str) -> Case:
    """A case that holds the answer alone, read as any other record.

    Raises:
        CaseInvalid: the answer cannot be read.
    """
    from ..reader import circumstance_ids, fact_table, read_case

    packs = tuple(norms.packs.values())
    days = {"occurred_on": case.occurred_on, "decided_on": case.decided_on}
    record: Mapping[str, Any] = {"violation": case.violation, **days, **_placed(fact, raw)}
    return read_case(record, fact_table(*packs), circumstance_ids(*packs), bare_yuan=True)


def _placed(fact: Fact, raw: str) -> dict[str, Any]:
    """Where in a record the answer stands."""
    if fact.id == PARTY_KIND:
        return {"party": {"kind": _id_of(fact, raw)}}
    if fact.id == PARTY_AGE:
        return {"party": {"birth_date": raw}}
    if fact.kind is FactKind.JUDGED:
        return {"judgements": {fact.id: typed_cell(fact, raw)}}
    if raw in _CANNOT_BE_FOUND:
        return {"facts": {fact.id: "indeterminable"}}
    if raw in _NOTHING and fact.kind in (FactKind.EVENTS, FactKind.LIST):
        return {"facts": {fact.id: []}}
    return {"facts": {fact.id: _id_of(fact, raw) if fact.kind is FactKind.ENUM else typed_cell(fact, raw)}}


def _id_of(fact: Fact, raw: str) -> str:
    """The id of a choice that the person wrote by its title."""
    return next((id_ for id_, title in fact.values.items() if title == raw), raw)


def _joined(case: Case, answer: Case) -> Case:
    party = evolve(
        case.party,
        kind=answer.party.kind or case.party.kind,
        birth_date=answer.party.birth_date or case.party.birth_date,
    )
    return evolve(
        case,
        facts={**case.facts, **answer.facts},
        judgements={**case.judgements, **answer.judgements},
        party=party,
    )
