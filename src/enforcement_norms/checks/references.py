"""What a pack names is there (引用成立): measures, clauses, instruments, one id for one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from ..amounts import Amount, Brackets, Per
from ..errors import Place, Problem
from ..i18n import Message, _
from ..law import Citation
from ..model.discretion import root_of
from ..model.penalty import Item, Measure
from ..model.violation import Branch, Reference, Violation
from .clauses import all_measures, groups, measures_of, referred, rendered, rows_of
from .coverage import days_of
from .periods import ONE_DAY
from .subject import Subject
from .walking import triggers_of


def ids_are_unique(subject: Subject) -> Iterator[Problem]:
    """One id for one thing: measures of a branch, tiers, items, rules, branches (EN204)."""
    pack = subject.pack
    for violation in pack.violations:
        for _reading, branches in rows_of(violation):
            yield from _twice([(branch.id, branch.where) for branch in branches if branch.id], _("分支"))
            for branch in branches:
                own = [(each.id, each.where) for each in measures_of(branch.measures)]
                own += [(each.id, each.where) for each in groups(branch.measures) if each.id]
                yield from _twice(own, _("措施"))
        yield from _also_twice(violation)
        yield from _twice([(each.id, each.where) for each in violation.exempt], _("不予处罚的规定"))
    for standard in pack.standards:
        yield from _twice([(tier.id, tier.where) for tier in standard.tiers], _("阶次"))
    for catalog in pack.review:
        yield from _twice([(item.id, item.where) for item in catalog.items], _("审核事项"))
    yield from _twice([(rule.id, Place("rules.py")) for rule in pack.case_rules], _("校验规则"))
    yield from _twice([(rule.id, Place("rules.py")) for rule in pack.audit_rules], _("审查规则"))
    for bands in pack.bands:
        yield from _twice([(f"{each.id}·{each.effect}", each.where) for each in bands.circumstances], _("情节"))


def _also_twice(violation: Violation) -> Iterator[Problem]:
    """What comes on top of any branch has ids of its own: the second of two would hide the first."""
    added = [(each.id, each.where) for addition in violation.also for each in measures_of(addition.measures)]
    yield from _twice(added, _("措施"))
    for _reading, branches in rows_of(violation):
        for branch in branches:
            own = {each.id: each.where for each in measures_of(branch.measures)}
            for id_, where in added:
                if id_ in own:
                    message = _("{what}“{id}”写了两次", what=_("措施"), id=id_)
                    yield Problem("EN204", where, message, _("改名，或者合并"), also=((own[id_], _("第一次")),))


def _twice(named: Sequence[tuple[str, Place]], what: Message) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for id_, where in named:
        if id_ in first:
            message = _("{what}“{id}”写了两次", what=what, id=id_)
            yield Problem("EN204", where, message, _("改名，或者合并"), also=((first[id_], _("第一次")),))
        else:
            first[id_] = where


def measures_name_measures(subject: Subject) -> Iterator[Problem]:
    """`follows`, `replaces`, `scale.of` and `keeps` name measures that stand there (EN205); no scale runs in a ring (EN206)."""
    for violation in subject.pack.violations:
        everywhere = _ids(item for addition in violation.also for item in addition.measures)
        of_clause = set(everywhere) | _ids_of_rules(subject)
        for items in _tables(subject, violation):
            ids = {**_ids(items), **everywhere}
            for measure in measures_of(items):
                yield from _related(measure, ids)
            yield from _scales(items, violation)
            of_clause |= set(ids)
        for addition in violation.also:
            for measure in measures_of(addition.measures):
                yield from _related(measure, dict.fromkeys(of_clause, measure))
        for exemption in violation.exempt:
            for id_ in exemption.keeps:
                if id_ not in of_clause:
                    message = _("keeps 所列的措施“{id}”不在这一违法行为中", id=id_)
                    yield Problem("EN205", exemption.where, message, near(id_, of_clause))


def _tables(subject: Subject, violation: Violation) -> Iterator[tuple[Item, ...]]:
    """The measures of each branch, those that it borrows included, as often as they are told apart by time."""
    for _reading, branches in rows_of(violation):
        for branch in branches:
            for day in days_of(subject, violation):
                for written, _borrowed in rendered(branch, subject.siblings, day):
                    yield written.measures


def _ids(items: Iterable[Item]) -> dict[str, Measure | None]:
    written = tuple(items)
    found: dict[str, Measure | None] = {group.id: None for group in groups(written) if group.id}
    return found | {measure.id: measure for measure in measures_of(written)}


def _ids_of_rules(subject: Subject) -> set[str]:
    """What the general law and the rules of instruments may add to a clause."""
    return {
        measure.id
        for pack in subject.packs
        for rule in pack.instrument_rules
        for addition in rule.adds
        for measure in measures_of(addition.measures)
    }


def _related(measure: Measure, ids: Mapping[str, Measure | None]) -> Iterator[Problem]:
    wanted = [("follows", measure.follows), ("replaces", measure.replaces)]
    if measure.amount is not None:
        wanted += [("scale.of", id_) for id_ in measure.amount.measures()]
    for key, id_ in wanted:
        if id_ and id_ not in ids:
            message = _("措施“{measure}”的 {key} 指向不存在的“{id}”", measure=measure.id, key=key, id=id_)
            yield Problem("EN205", measure.where, message, near(id_, ids))
        elif id_ == measure.id:
            message = _("措施“{measure}”的 {key} 指向它自己", measure=measure.id, key=key)
            yield Problem("EN206", measure.where, message, _("改为另一措施的 id"))


def _scales(items: Sequence[Item], violation: Violation) -> Iterator[Problem]:
    graph = {each.id: set(each.amount.measures()) - {each.id} for each in measures_of(items) if each.amount is not None}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as ring:
        circle = " → ".join(ring.args[1])
        yield Problem("EN206", violation.where, _("scale 互相引用：{circle}", circle=circle), _("其中一个写明数额"))


def no_fact_twice_in_a_product(subject: Subject) -> Iterator[Problem]:
    """No fact stands twice in one product (EN207)."""
    for violation in subject.pack.violations:
        for measure in all_measures(violation):
            if measure.amount is None:
                continue
            for fact in dict.fromkeys(_doubled(measure.amount)):
                message = _("措施“{measure}”的金额里同一事实“{fact}”乘了两次", measure=measure.id, fact=fact)
                yield Problem("EN207", measure.where, message, _("每个事实在一个乘积里只写一次"))


def _doubled(amount: Amount) -> Iterator[str]:
    factors: list[str] = []
    if isinstance(amount, Per):
        factors = [*amount.units, *amount.rate.bases()]
    elif isinstance(amount, Brackets):
        factors = [amount.of, *((amount.per,) if amount.per else ())]
    yield from (fact for fact, times in Counter(factors).items() if times > 1 and fact in factors[: len(factors)])
    for part in amount.parts():
        yield from _doubled(part)


def clauses_name_clauses(subject: Subject) -> Iterator[Problem]:
    """`like`, `special_to`, `outranked_by`, `refines`, `replaced_by` lead to clauses of the pack (EN205, EN208)."""
    for violation in subject.pack.violations:
        for _reading, branches in rows_of(violation):
            for branch in branches:
                if branch.like is not None:
                    yield from _like(subject, violation, branch, branch.like)
        for key, id_ in _others(violation):
            if id_ not in subject.siblings:
                message = _("{key} 指向不存在的违法行为“{id}”", key=key, id=id_)
                yield Problem("EN205", violation.where, message, near(id_, subject.siblings))
            elif id_ == violation.id and key != "replaced_by":
                yield Problem("EN205", violation.where, _("{key} 指向它自己", key=key), _("删去"))
    for standard in subject.pack.standards:
        if root_of(standard, subject.pack.standards) not in subject.siblings:
            message = _("refines 指向不存在的“{id}”", id=standard.refines)
            known = (*subject.siblings, *(f"{each.division}:{each.id}" for each in subject.pack.standards))
            yield Problem("EN205", standard.where, message, near(standard.refines, known))


def _others(violation: Violation) -> Iterator[tuple[str, str]]:
    for id_ in violation.special_to:
        yield "special_to", id_
    if violation.outranked_by is not None and violation.outranked_by.violation:
        yield "outranked_by", violation.outranked_by.violation
    if violation.replaced_by:
        yield "replaced_by", violation.replaced_by


def _like(subject: Subject, violation: Violation, branch: Branch, like: Reference) -> Iterator[Problem]:
    """The clause pointed to exists, on every day, with that branch and that measure."""
    written = "#".join(step for step in (like.violation, like.branch, like.measure) if step)
    targets = subject.siblings.get(like.violation, ())
    if not targets:
        message = _("like 指向不存在的违法行为“{id}”", id=like.violation)
        yield Problem("EN205", branch.where, message, near(like.violation, subject.siblings))
        return
    day = violation.in_force.from_
    while violation.in_force.covers(day):
        target = next((each for each in targets if each.in_force.covers(day)), None)
        if target is None:
            message = _("like 指向的“{id}”在 {day} 没有版本", id=like.violation, day=day)
            yield Problem("EN208", branch.where, message, _("补上该版本，或者把本条分成两个版本"))
            return
        found = tuple(referred(like, subject.siblings, day))
        named = [item.id for each in found for item in each.measures]
        if not found:
            ids = [each.id for _, rows in rows_of(target) for each in rows if each.id]
            message = _("like 指向的“{written}”没有这一分支", written=written)
            yield Problem(
                "EN205", branch.where, message, near(like.branch, ids), also=((target.where, _("所指的条款")),)
            )
            return
        if like.measure and like.measure not in named:
            message = _("like 指向的“{written}”没有这一措施", written=written)
            yield Problem(
                "EN205", branch.where, message, near(like.measure, named), also=((target.where, _("所指的条款")),)
            )
            return
        if target.in_force.until is None:
            return
        day = target.in_force.until + ONE_DAY


def what_is_outranked_ranks_lower(subject: Subject) -> Iterator[Problem]:
    """What is said to be outranked really ranks lower (EN212)."""
    for violation in subject.pack.violations:
        higher = violation.outranked_by
        if higher is None:
            continue
        above = subject.sources.get(higher.cite.instrument)
        for basis in {cite.instrument: cite for cite in violation.basis}.values():
            own = subject.sources.get(basis.instrument)
            if above is not None and own is not None and not above.outranks(own):
                message = _("《{above}》并不高于《{own}》", above=above.title, own=own.title)
                hint = _("核对 sources.yaml 中二者的 kind 和 division；同级文件不写 outranked_by")
                yield Problem("EN212", violation.where, message, hint)


def rules_name_sources(subject: Subject) -> Iterator[Problem]:
    """Rules of instruments, of procedure and of review name instruments of sources.yaml and clauses of the pack (EN205, EN210)."""
    pack = subject.pack
    named: list[tuple[str, Place]] = []
    for rule in pack.instrument_rules:
        named.append((rule.instrument, rule.where))
        named += [(cite.instrument, rule.where) for cite in (*rule.only_for, *rule.not_for)]
        yield from _foreign(rule.instrument, (*rule.only_for, *rule.not_for), rule.where)
    named += [(id_, rule.where) for rule in pack.procedure for id_ in rule.instruments]
    named += [(id_, item.where) for catalog in pack.review for item in catalog.items for id_ in item.instruments]
    for place, trigger in triggers_of(pack):
        named += [(cite.instrument, place) for cite in trigger.only_for]
    for id_, where in dict.fromkeys(named):
        if id_ not in subject.sources:
            message = _("sources.yaml 中没有“{id}”", id=id_)
            yield Problem("EN210", where, message, near(id_, subject.sources))
    clauses_ = [(id_, item.where) for item in pack.inspection for id_ in item.violations]
    clauses_ += [(id_, Place("rules.py")) for rule in pack.case_rules for id_ in rule.violations]
    for id_, where in clauses_:
        if id_ not in subject.siblings:
            yield Problem("EN205", where, _("没有违法行为“{id}”", id=id_), near(id_, subject.siblings))


def _foreign(instrument: str, cites: Iterable[Citation], where: Place) -> Iterator[Problem]:
    for cite in cites:
        if cite.instrument != instrument:
            message = _("only_for、not_for 写了其他文件的条文 {cite}", cite=cite.id)
            yield Problem("EN205", where, message, _("只写 {instrument} 的条文", instrument=instrument))


def near(name: str, known: Iterable[str]) -> Message:
    """Names close to one that is not there; else all that are."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return _("是否指：{names}", names=close)
    return _("已有：{names}", names=sorted(names)[:20])
