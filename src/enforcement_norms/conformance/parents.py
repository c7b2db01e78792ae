"""A child inside its parent (下级基准在上级基准之内): the standard of a division against that of the one above it.

The parent is the standard it refines, else that of the nearest division above which governs the same violation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from attrs import evolve, frozen

from ..amounts import Amount, Interval, Limits, Per, Range, Row, Share, Switch, Times, Weights
from ..checks.containment import escape
from ..checks.lineage import refined
from ..checks.narrowing import laid_of, measures_named
from ..checks.showing import Shown, Span
from ..checks.subject import Subject
from ..checks.witness import Undecided, find_case
from ..conditions import Condition, Not, joined
from ..errors import Place, Problem
from ..i18n import Message, _
from ..model.discretion import DiscretionStandard, Override, Tier, root_of
from ..model.penalty import Mandate, Measure
from ..model.violation import Violation
from ..territories import parent_codes


def one_standard_at_a_time(subject: Subject) -> Iterator[Problem]:
    """One standard of one division for one violation at a time (EN512)."""
    standards = [each for each in subject.pack.standards if not each.conflict]
    for one, other in combinations(standards, 2):
        same = (one.division, root_of(one, standards)) == (other.division, root_of(other, standards))
        if same and one.id != other.id and one.in_force.overlaps(other.in_force):
            message = _("“{one}”和“{other}”是同一区划对同一违法行为的基准，同时施行", one=one.id, other=other.id)
            also = ((one.where, _("另一件")),)
            yield Problem("EN512", other.where, message, _("合成一件，或者写明前一件的 until"), also=also)


def children_lie_inside_parents(subject: Subject) -> Iterator[Problem]:
    """Every tier stays inside the tier of the parent that takes the same case (EN510); past the budget EN511."""
    for child in subject.pack.standards:
        parent = parent_of(child, subject.pack.standards)
        if parent is None or child.conflict:
            continue
        seen: set[Message] = set()
        for violation in refined(subject, child):
            for problem in _inside(subject, child, parent, violation):
                if problem.message not in seen:
                    seen.add(problem.message)
                    yield problem


def parent_of(child: DiscretionStandard, standards: tuple[DiscretionStandard, ...]) -> DiscretionStandard | None:
    """The standard inside which another must lie, if there is one."""
    root = root_of(child, standards)
    for division in parent_codes(child.division):
        for each in standards:
            governs = each.division == division and root_of(each, standards) == root and not each.conflict
            if governs and each.in_force.overlaps(child.in_force):
                return each
    return None


@frozen
class Cased:
    """A tier with the whole condition under which it is taken."""

    tier: Tier
    when: Condition


def _cased(standard: DiscretionStandard) -> Iterator[Cased]:
    others = tuple(Not(tier.when) for tier in standard.tiers if tier.when is not None)
    for tier in standard.tiers:
        yield Cased(tier, joined(others) if tier.when is None else tier.when)


def _inside(
    subject: Subject, child: DiscretionStandard, parent: DiscretionStandard, violation: Violation
) -> Iterator[Problem]:
    rows = tuple(laid_of(subject, violation))
    for outer in _cased(parent):
        for key, limit in outer.tier.sets.items():
            for named in measures_named(violation, rows, key):
                for inner in _cased(child):
                    context = joined((named.held.when, outer.when, inner.when))
                    own = _own(inner.tier.sets, named.branch, named.held.measure.id)
                    pair = _Pair(named.held.measure, inner.tier, outer.tier, own, limit)
                    yield from _compared(subject, pair, context)


def _own(sets: Mapping[str, Override], branch: str, id_: str) -> Override | None:
    return sets.get(f"{branch}.{id_}") or sets.get(id_)


@frozen
class _Pair:
    """What a child and its parent say of one measure; the child may leave it as the statute has it."""

    measure: Measure
    inner: Tier
    outer: Tier
    own: Override | None
    limit: Override

    @property
    def where(self) -> Place:
        own = self.own
        return self.inner.where if own is None or not own.where.file else own.where

    @property
    def also(self) -> tuple[tuple[Place, Message], ...]:
        return ((self.outer.where, _("上级基准的阶次“{id}”", id=self.outer.id)),)


def _compared(subject: Subject, pair: _Pair, context: Condition) -> Iterator[Problem]:
    statutory = pair.measure.amount
    if _contradicts(pair.own, pair.limit):
        if not isinstance(find_case(context, subject.space), Mapping):
            return
        message = _("阶次“{tier}”对“{id}”的取舍与上级基准相反", tier=pair.inner.id, id=pair.measure.id)
        yield Problem("EN510", pair.where, message, _("照上级基准写 mandate"), also=pair.also)
        return
    if pair.limit.amount is None or statutory is None or (pair.own is not None and pair.own.none):
        return
    own = pair.own.amount if pair.own is not None else None
    inner = statutory if own is None else absolute(own, statutory)
    outer = absolute(pair.limit.amount, statutory)
    if isinstance(own, Share) and isinstance(pair.limit.amount, Share):
        # Parts of one and the same range are compared as parts.
        inner, outer = _part(own.limits), _part(pair.limit.amount.limits)
    if inner is None or outer is None:
        message = _("阶次“{tier}”的“{id}”是否在上级基准之内未能判定", tier=pair.inner.id, id=pair.measure.id)
        yield Problem("EN511", pair.where, message, _("写成与上级基准同样的份额或者数额"), also=pair.also)
        return
    found = escape(inner, outer, context, subject.space)
    if isinstance(found, Undecided):
        message = _("阶次“{tier}”的“{id}”是否在上级基准之内未能判定", tier=pair.inner.id, id=pair.measure.id)
        yield Problem("EN511", pair.where, message, _("写成与上级基准同样的份额或者数额"), also=pair.also)
    elif found is not None:
        shares = isinstance(own, Share) and isinstance(pair.limit.amount, Share)
        message = _(
            "阶次“{tier}”的“{id}”越出上级基准的“{parent}”：{case} 时为{inner}，上级基准为{outer}",
            tier=pair.inner.id,
            id=pair.measure.id,
            parent=pair.outer.id,
            case=Shown(found.witness, subject.facts, subject.space.constraints),
            inner=_percent(found.inner) if shares else Span(found.inner, pair.measure.unit),
            outer=_percent(found.outer) if shares else Span(found.outer, pair.measure.unit),
        )
        yield Problem("EN510", pair.where, message, _("收到上级基准之内；确有抵触的写 conflict"), also=pair.also)


def _contradicts(own: Override | None, limit: Override) -> bool:
    """Whether the parent closes what the child leaves open, or demands what the child drops."""
    if limit.none:
        return own is None or not own.none
    demanded = limit.mandate is Mandate.SHALL
    return demanded and own is not None and (own.none or own.mandate is Mandate.MAY)


def _percent(part: Interval) -> Message:
    """A part of a range from … to … percent."""
    low, high = ((part.low or 0) * 100, (1 if part.high is None else part.high) * 100)
    return _("法定幅度的 {low}% 至 {high}%", low=str(low), high=str(high))


def _part(limits: Limits) -> Amount:
    """A part of a range, as if the range went from 0 to 1."""
    return Range(
        Interval(limits.low or 0, limits.low_closed, 1 if limits.high is None else limits.high, limits.high_closed)
    )


def absolute(amount: Amount, statutory: Amount) -> Amount | None:
    """An amount of a standard without shares: the part of the statutory amount that a share means; None if that is beyond."""
    if not isinstance(amount, Share):
        return None if _is_relative(amount) else amount
    if isinstance(statutory, Range):
        part = amount.limits.part_of(statutory.bounds)
        return Range(part) if isinstance(part, Interval) else None
    if isinstance(statutory, Times) and statutory.limits.high is not None:
        of = statutory.limits
        part = amount.limits.part_of(Interval(of.low, of.low_closed, of.high, of.high_closed))
        if not isinstance(part, Interval):
            return None
        low, high = (None if end is None else Fraction(end) for end in (part.low, part.high))
        return evolve(statutory, limits=Limits(low, part.low_closed, high, part.high_closed))
    if isinstance(statutory, Per):
        rate = absolute(amount, statutory.rate)
        return None if rate is None else evolve(statutory, rate=rate)
    if isinstance(statutory, Switch):
        rows = []
        for row in statutory.rows:
            taken = None if row.amount is None else absolute(amount, row.amount)
            if taken is None and row.amount is not None:
                return None
            rows.append(Row(row.when, taken))
        return Switch(tuple(rows))
    return None


def _is_relative(amount: Amount) -> bool:
    """Whether an amount, or a part of it, is told only as a part of the statutory range."""
    return isinstance(amount, Share | Weights) or any(_is_relative(part) for part in amount.parts())
