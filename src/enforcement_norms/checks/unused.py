"""What nobody uses (未使用的声明): facts, circumstances, definitions, sources – warnings, for a name may be kept for the next file."""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType

from ..conditions import CIRCUMSTANCE, COUNT, JUDGED, All, AnyOf, AtLeastOf, Condition, Defined, GradeIs, Not
from ..errors import Place, Problem, warning
from ..i18n import Message, _
from ..model.facts import Definition, Grade
from ..model.pack import Pack
from .subject import Subject
from .walking import Part, parts_of


def names_are_used(subject: Subject) -> Iterator[Problem]:
    """Facts (EN250), sources (EN251), definitions and grades (EN252), circumstances (EN253) that nothing names."""
    pack = subject.pack
    if subject.general is None:
        return  # the general law is there for others to name
    everything = tuple(parts_of(pack))
    named = _named(pack, everything)
    for fact in pack.facts.values():
        if fact.id not in named and fact.where.line:
            yield _unused("EN250", fact.where, _("事实“{id}”没有用到", id=fact.id))
    cited = {cite.instrument for part in everything for cite in part.cites}
    cited |= {rule.instrument for rule in pack.instrument_rules}
    for id_ in pack.sources:
        if id_ not in cited:
            yield _unused("EN251", Place("sources.yaml"), _("文件“{id}”没有被引用", id=id_))
    meanings = {id_ for part in everything for condition in part.conditions for id_ in _meanings(condition)}
    meanings |= {
        id_ for part in everything for amount in part.amounts for each in amount.conditions() for id_ in _meanings(each)
    }
    meanings |= {id_ for each in pack.circumstances.values() if each.when is not None for id_ in _meanings(each.when)}
    declared: tuple[Definition | Grade, ...] = (*pack.definitions, *pack.grades)
    for defined in declared:
        if defined.id not in meanings:
            yield _unused("EN252", defined.where, _("法定含义或者等级“{id}”没有用到", id=defined.id))
    weighed = {id_ for part in everything for id_ in part.circumstances}
    for circumstance in pack.circumstances.values():
        if circumstance.id not in weighed and CIRCUMSTANCE + circumstance.id not in named:
            yield _unused("EN253", circumstance.where, _("情节“{id}”没有用到", id=circumstance.id))


def _unused(code: str, where: Place, message: Message) -> Problem:
    return warning(Problem(code, where, message, _("删去，或者核对该用它的地方")))


def _named(pack: Pack, everything: tuple[Part, ...]) -> set[str]:
    """Every fact that a condition, an amount, another fact or a rule in Python names; circumstances by their term."""
    terms: set[str] = set()
    for part in everything:
        for condition in part.conditions:
            terms |= set(condition.terms())
        for amount in part.amounts:
            terms |= set(amount.bases()) | {term for each in amount.conditions() for term in each.terms()}
    for circumstance in pack.circumstances.values():
        if circumstance.when is not None:
            terms |= set(circumstance.when.terms())
    named = {term.removeprefix(JUDGED) for term in terms}
    named |= {pack.counts[term].event for term in terms if term.startswith(COUNT) and term in pack.counts}
    for fact in pack.facts.values():
        if fact.derived is not None:
            named |= set(fact.derived.of)
    named |= {id_ for constraint in pack.constraints for id_ in (constraint.fact, constraint.at_most)}
    for rule in pack.case_rules:
        code = getattr(rule.check, "__code__", None)
        if code is not None:
            words = set(_words(code))
            named |= words | {f"person.{word}" for word in words}
    return named


def _words(code: CodeType) -> Iterator[str]:
    """The strings that a function of a pack holds: the facts it looks up are among them."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple | frozenset):
            yield from (each for each in constant if isinstance(each, str))
        elif isinstance(constant, CodeType):
            yield from _words(constant)


def _meanings(condition: Condition) -> Iterator[str]:
    """The ids of definitions and grades in a condition."""
    if isinstance(condition, Defined):
        yield condition.id
        yield from _meanings(condition.condition)
    elif isinstance(condition, GradeIs):
        yield condition.id
        for _level, each in condition.scale:
            yield from _meanings(each)
    elif isinstance(condition, Not):
        yield from _meanings(condition.item)
    elif isinstance(condition, All | AnyOf | AtLeastOf):
        for item in condition.items:
            yield from _meanings(item)
