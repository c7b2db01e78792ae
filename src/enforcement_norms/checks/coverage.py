"""Exactly one answer for every case: branches, tiers, switches and grades, decided for all facts, with a witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from attrs import frozen

from ..conditions import ALWAYS, NEVER, AnyOf, Bounded, Condition, Not, joined
from ..errors import Place, Problem
from ..i18n import Message, _
from ..law import InForce
from ..model.discretion import DiscretionStandard
from ..model.penalty import Measure
from ..model.violation import Violation
from .clauses import held, laid_out, presupposed, rows_of, switches
from .lineage import refined
from .showing import Shown
from .subject import Subject
from .walking import parts_of
from .witness import Undecided, Witness, find_case


@frozen
class Codes:
    """The codes of one kind of table: a case without a row, a row without a case, two rows for one case."""

    gap: str
    unreachable: str
    overlap: str = ""


BRANCHES = Codes("EN223", "EN224")
TIERS = Codes("EN221", "EN222", "EN220")
SWITCHES = Codes("EN225", "EN226")
GRADES = Codes("", "EN227")
UNDECIDED_CODE = "EN229"


@frozen
class Row:
    """One row of a table: its condition, what people call it, and where it stands."""

    when: Condition
    name: Message
    where: Place
    is_gap: bool = False


def branches_cover_every_case(subject: Subject) -> Iterator[Problem]:
    """Every case of a clause has a branch, and every branch has a case (EN223, EN224)."""
    for violation in subject.pack.violations:
        for _reading, written in rows_of(violation):
            days = days_of(subject, violation)
            for laid in dict.fromkeys(laid_out(violation, written, subject.siblings, day) for day in days):
                rows = [
                    Row(each.when, _("分支“{id}”", id=each.branch.id or number), each.branch.where, each.branch.gap)
                    for number, each in enumerate(laid, start=1)
                ]
                borrowed = any(each.borrowed for each in laid)
                found = first_that_holds(
                    subject, rows, violation.when, BRANCHES, violation.where, _("违法行为“{id}”", id=violation.id)
                )
                # Of a borrowed table not every row need be met in the clause that borrows it.
                yield from (problem for problem in found if not (borrowed and problem.code == BRANCHES.unreachable))


def days_of(subject: Subject, violation: Violation) -> tuple[date, ...]:
    """The first days on which the clause, or one to which it points, reads as it does."""
    pointed = {branch.like.violation for _, rows in rows_of(violation) for branch in rows if branch.like is not None}
    starts = {
        max(other.in_force.from_, violation.in_force.from_)
        for id_ in pointed
        for other in subject.siblings.get(id_, ())
        if other.in_force.overlaps(violation.in_force)
    }
    return tuple(sorted({violation.in_force.from_, *starts}))


def amounts_cover_every_case(subject: Subject) -> Iterator[Problem]:
    """Every switch in an amount answers every case of its measure, and each of its rows some case (EN225, EN226)."""
    for measure, when in _measures(subject):
        if measure.amount is None:
            continue
        for switch, asked in switches(measure.amount, when):
            rows = [
                Row(row.when, _("第 {number} 行", number=number), measure.where, row.amount is None)
                for number, row in enumerate(switch.rows, start=1)
            ]
            yield from first_that_holds(
                subject, rows, asked, SWITCHES, measure.where, _("措施“{id}”的金额", id=measure.id)
            )


def _measures(subject: Subject) -> Iterator[tuple[Measure, Condition]]:
    """Every measure with an amount where it is written, with all on which it hangs."""
    for violation in subject.pack.violations:
        for _reading, written in rows_of(violation):
            for laid in laid_out(violation, written, subject.siblings, violation.in_force.from_):
                for each in held(laid.branch.measures, laid.reached):
                    yield each.measure, each.when
        for addition in violation.also:
            for each in held(addition.measures, presupposed(violation, addition)):
                yield each.measure, each.when
    for rule in subject.pack.instrument_rules:
        for addition in rule.adds:
            for each in held(addition.measures, addition.when):
                yield each.measure, each.when


def every_measure_applies(subject: Subject) -> Iterator[Problem]:
    """A measure, addition or exemption whose condition no case meets says nothing (EN228)."""
    seen: set[tuple[Place, Condition]] = set()
    for measure, when in _measures(subject):
        if measure.when != ALWAYS and (measure.where, when) not in seen:
            seen.add((measure.where, when))
            yield from _never(subject, when, measure.where, _("措施“{id}”", id=measure.id))
    for violation in subject.pack.violations:
        for exemption in violation.exempt:
            yield from _never(subject, exemption.when, exemption.where, _("不予处罚的规定“{id}”", id=exemption.id))
    for definition in subject.pack.definitions:
        yield from _never(subject, definition.when, definition.where, _("法定含义“{id}”", id=definition.id))


def _never(subject: Subject, when: Condition, where: Place, name: Message) -> Iterator[Problem]:
    found = find_case(when, subject.space)
    if isinstance(found, Undecided):
        yield undecided(where, name)
    elif found is None:
        message = _("{name}没有任何情形可以适用", name=name)
        yield Problem("EN228", where, message, _("核对它的条件和所在分支的条件"))


def comparisons_compare(subject: Subject) -> Iterator[Problem]:
    """A comparison that every value meets, or none, says nothing (EN219)."""
    for part in parts_of(subject.pack):
        conditions = (*part.conditions, *(each for amount in part.amounts for each in amount.conditions()))
        for test in dict.fromkeys(test for condition in conditions for test in condition.tests()):
            if not isinstance(test, Bounded) or isinstance(test.low or test.high, date):
                continue
            always = test.low == 0 and test.low_closed and test.high is None
            never = test.high == 0 and not test.high_closed
            if always or never:
                message = _("“{term}”的比较对任何数都一样", term=test.term)
                yield Problem("EN219", part.where, message, _("有数额写 above: 0，没有写 exactly: 0"))


def every_level_is_reached(subject: Subject) -> Iterator[Problem]:
    """Every level of a grade has a case (EN227)."""
    for grade in subject.pack.grades:
        rows = [Row(level.when, _("等级“{id}”", id=level.id), grade.where) for level in grade.levels]
        yield from unreachable(subject, rows, ALWAYS, GRADES, _("等级划分“{id}”", id=grade.id))


def exactly_one_tier(subject: Subject) -> Iterator[Problem]:
    """Exactly one tier for every case of the clause that a standard refines (EN220–EN222)."""
    for standard in subject.pack.standards:
        contexts = {_context(subject, violation): None for violation in refined(subject, standard)}
        for context in contexts:
            yield from _tiers(subject, standard, context)


def _tiers(subject: Subject, standard: DiscretionStandard, context: Condition) -> Iterator[Problem]:
    named = [
        Row(tier.when, _("阶次“{id}”", id=tier.id), tier.where) for tier in standard.tiers if tier.when is not None
    ]
    for one, other in combinations(named, 2):
        found = find_case(joined((context, one.when, other.when)), subject.space)
        if isinstance(found, Undecided):
            yield undecided(one.where, one.name)
        elif found is not None:
            message = _("{one}和{other}都包含：{case}", one=one.name, other=other.name, case=shown(subject, found))
            yield Problem(TIERS.overlap, one.where, message, _hint(found, overlap=True), also=_also([other]))
    name = _("裁量基准“{id}”", id=standard.id)
    for row in named:
        yield from _never_row(subject, row, [context], TIERS, name)
    rest = [tier for tier in standard.tiers if tier.when is None]
    for tier in rest[1:]:
        message = _("“其他情形”只能有一档，{id} 是多余的", id=tier.id)
        yield Problem(TIERS.overlap, tier.where, message, _("合并，或者写明 when"))
    if rest:
        row = Row(ALWAYS, _("阶次“{id}”", id=rest[0].id), rest[0].where)
        yield from _never_row(subject, row, [context, *(Not(each.when) for each in named)], TIERS, name)
    else:
        yield from gaps(subject, named, context, TIERS, standard.where, name)


def _context(subject: Subject, violation: Violation) -> Condition:
    """The cases in which the clause has a branch that is no gap."""
    reached = [
        laid.when
        for _reading, written in rows_of(violation)
        for laid in laid_out(violation, written, subject.siblings, violation.in_force.from_)
        if not laid.branch.gap
    ]
    open_ = ALWAYS if ALWAYS in reached else AnyOf(tuple(reached)) if reached else NEVER
    return joined((violation.when, open_))


# --- tables ----------------------------------------------------------------------------------------------------------


def first_that_holds(
    subject: Subject, rows: Sequence[Row], context: Condition, codes: Codes, where: Place, name: Message
) -> Iterator[Problem]:
    """A table of which the first row that holds counts: every case has one, every row has a case."""
    yield from gaps(subject, rows, context, codes, where, name)
    yield from unreachable(subject, rows, context, codes, name)


def gaps(
    subject: Subject, rows: Sequence[Row], context: Condition, codes: Codes, where: Place, name: Message
) -> Iterator[Problem]:
    """A case in the context that no row takes."""
    if any(row.when == ALWAYS for row in rows):
        return
    found = find_case(joined((context, *(Not(row.when) for row in rows))), subject.space)
    if isinstance(found, Undecided):
        yield undecided(where, name)
    elif found is not None:
        message = _("{name}没有包含这种情形：{case}", name=name, case=shown(subject, found))
        yield Problem(codes.gap, where, message, _hint(found, overlap=False), also=_also(rows))


def unreachable(
    subject: Subject, rows: Sequence[Row], context: Condition, codes: Codes, name: Message
) -> Iterator[Problem]:
    """A row that no case reaches, because of its own condition or of the rows before it."""
    before: list[Condition] = [context]
    for row in rows:
        # “otherwise: gap” also stands for what cannot be found out; where the rest is complete it does no harm.
        if not (row.is_gap and row.when == ALWAYS):
            yield from _never_row(subject, row, before, codes, name)
        before.append(Not(row.when))


def _never_row(
    subject: Subject, row: Row, before: Sequence[Condition], codes: Codes, name: Message
) -> Iterator[Problem]:
    found = find_case(joined((*before, row.when)), subject.space)
    if isinstance(found, Undecided):
        yield undecided(row.where, row.name)
    elif found is None:
        message = _("{name}的{row}没有任何情形能到达", name=name, row=row.name)
        yield Problem(codes.unreachable, row.where, message, _("核对条件；前面各行已经包含的删去"))


def undecided(where: Place, name: Message) -> Problem:
    """The search went past its budget: nothing is said, and that is an error, never fine."""
    message = _("{name}：条件太多，是否恰有一个答案未能判定", name=name)
    return Problem(UNDECIDED_CODE, where, message, _("拆成几张表，或者用 definitions.yaml 归并条件"))


def shown(subject: Subject, found: Witness) -> Shown:
    """A witness in words."""
    return Shown(found, subject.facts, subject.space.constraints)


def _also(rows: Sequence[Row]) -> tuple[tuple[Place, Message], ...]:
    """The places of the rows, each once."""
    return tuple({row.where: (row.where, row.name) for row in rows}.values())


def _hint(found: Witness, *, overlap: bool) -> Message:
    """What to write instead; a single point between two rows is a matter of 以上 and 超过."""
    edge = [term for term, cell in found.items() if cell.low is not None and cell.low == cell.high and cell.low != 0]
    if edge and overlap:
        return _("“恰好等于”只能归一档：核对 {terms} 的“以上/超过”“以下/不足”", terms=edge)
    if edge:
        return _("“恰好等于”没有归属：核对 {terms} 的“以上/超过”“以下/不足”", terms=edge)
    if overlap:
        return _("收窄其中一档的条件")
    return _("补上这种情形；条文自身的缺口写 gap: statutory")


def covers(period: InForce, other: InForce) -> bool:
    """Whether a period holds every day of another."""
    if period.from_ > other.from_:
        return False
    return period.until is None or (other.until is not None and other.until <= period.until)
