"""A standard narrows and never leaves the law (基准在法定幅度之内): measures, mandates, menus, amounts, for all facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from ..amounts import Amount, Delegated, Limits, Range, Scale, Share, Weights
from ..conditions import Condition, Not, joined
from ..errors import Place, Problem
from ..i18n import Message, _
from ..model.discretion import DiscretionStandard, Override, Tier
from ..model.penalty import Group, GroupKind, Mandate, Measure
from ..model.violation import Violation
from .clauses import Held, Laid, groups, held, laid_out, presupposed, rows_of
from .containment import Escape, escape
from .coverage import days_of
from .lineage import refined
from .references import near
from .showing import Shown, Span
from .subject import Subject
from .witness import Undecided


@frozen
class Met:
    """A measure of the statute where a tier meets it: the branch, the measure, when both apply."""

    branch: str
    held: Held


def standards_only_narrow(subject: Subject) -> Iterator[Problem]:
    """Every tier only narrows what the law says (EN230–EN235, EN239)."""
    for standard in subject.pack.standards:
        seen: set[str] = set()
        for violation in refined(subject, standard):
            for problem in _overrides(subject, standard, violation):
                if problem.render() not in seen:
                    seen.add(problem.render())
                    yield problem


def _overrides(subject: Subject, standard: DiscretionStandard, violation: Violation) -> Iterator[Problem]:
    rows = tuple(laid_of(subject, violation))
    others = joined(tuple(Not(tier.when) for tier in standard.tiers if tier.when is not None))
    for tier in standard.tiers:
        when = others if tier.when is None else tier.when
        for key, override in tier.sets.items():
            where = override.where if override.where.file else tier.where
            menus = {group.id for laid in rows for group in groups(laid.measures)}
            met = list(measures_named(violation, rows, key))
            if not met and key.rpartition(".")[2] not in menus:
                known = {each.held.measure.id for each in measures_named(violation, rows, "")}
                message = _("阶次“{tier}”所定的措施“{key}”不在“{id}”的条款里", tier=tier.id, key=key, id=violation.id)
                yield Problem("EN230", where, message, near(key, known), also=_clause(violation))
            for each in met:
                yield from _mandate(tier, override, each, where)
                yield from _amount(subject, tier, override, each, when, where)
            yield from _choice(tier, key, override, rows, violation, where)


def laid_of(subject: Subject, violation: Violation) -> Iterator[Laid]:
    """Every branch of a clause in each of its readings, as often as what it borrows changes."""
    for _reading, branches in rows_of(violation):
        for day in days_of(subject, violation):
            yield from laid_out(violation, branches, subject.siblings, day)


def measures_named(violation: Violation, rows: Sequence[Laid], key: str) -> Iterator[Met]:
    """The measures that a key (`fine`, `branch.fine`) names; all of them for the empty key."""
    branch, _dot, id_ = key.rpartition(".")
    for laid in rows:
        if branch in ("", laid.branch.id):
            for each in held(laid.measures, laid.reached):
                if id_ in ("", each.measure.id):
                    yield Met(laid.branch.id, each)
    for addition in violation.also:
        for each in held(addition.measures, presupposed(violation, addition)):
            if id_ in ("", each.measure.id) and branch in ("", addition.id):
                yield Met(addition.id, each)


def _mandate(tier: Tier, override: Override, met: Met, where: Place) -> Iterator[Problem]:
    """`shall` may not be dropped or loosened; one of a menu may be left out."""
    measure, menus = met.held.measure, met.held.groups
    optional = measure.mandate is Mandate.MAY or any(
        group.mandate is Mandate.MAY or group.kind is not GroupKind.ALL for group in menus
    )
    loosened = override.none or override.mandate is Mandate.MAY
    if loosened and not optional:
        message = _("阶次“{tier}”放弃了法律规定应当采取的措施“{id}”", tier=tier.id, id=measure.id)
        hint = _("应当采取的措施不能写 mandate: none 或者 may")
        yield Problem("EN231", where, message, hint, also=((measure.where, _("法定的措施")),))


def _choice(
    tier: Tier, key: str, override: Override, rows: Sequence[Laid], violation: Violation, where: Place
) -> Iterator[Problem]:
    """A menu is closed to what it offers."""
    if not override.choose:
        return
    branch, _dot, id_ = key.rpartition(".")
    menus: list[Group] = [
        group for laid in rows if branch in ("", laid.branch.id) for group in groups(laid.measures) if group.id == id_
    ]
    if not menus:
        message = _("阶次“{tier}”的 choose 写在“{key}”上，它不是菜单", tier=tier.id, key=key)
        yield Problem("EN232", where, message, _("写菜单的 id"), also=_clause(violation))
    for menu in menus:
        offered = {item.id for item in menu.items}
        for id_ in override.choose:
            if id_ not in offered:
                message = _("菜单“{menu}”里没有“{id}”", menu=menu.id, id=id_)
                yield Problem("EN232", where, message, near(id_, offered), also=((menu.where, _("法定的菜单")),))


def _amount(
    subject: Subject, tier: Tier, override: Override, met: Met, when: Condition, where: Place
) -> Iterator[Problem]:
    amount, measure = override.amount, met.held.measure
    if amount is None:
        return
    also = ((measure.where, _("法定的措施")),)
    if measure.amount is None:
        message = _("措施“{id}”在法律中没有数额，阶次“{tier}”不能定数额", id=measure.id, tier=tier.id)
        yield Problem("EN230", where, message, _("删去数额"), also=also)
        return
    if override.unit is not measure.unit:
        message = _("阶次“{tier}”的单位 {own} 与法定的 {unit} 不同", tier=tier.id, own=override.unit, unit=measure.unit)
        yield Problem("EN230", where, message, _("用法定的单位"), also=also)
        return
    context = joined((met.held.when, when))
    if isinstance(amount, Share | Weights):
        yield from _share(tier, amount, measure.amount, where, also)
        return
    if isinstance(measure.amount, Delegated):
        return
    if isinstance(amount, Scale) or isinstance(measure.amount, Scale):
        yield from _scale(tier, amount, measure.amount, where, also)
        return
    found = escape(amount, measure.amount, context, subject.space)
    if isinstance(found, Undecided):
        yield Problem("EN239", where, _not_decided(tier, measure.id), _("改写成同一基数的数额"), also=also)
    elif found is not None:
        case = Shown(found.witness, subject.facts)
        yield Problem("EN233", where, escaped(tier, measure, case, found), _HINT, also=also)


_HINT: Final = _("收到法定幅度之内；确与上位规定抵触的写 conflict")


def escaped(tier: Tier, measure: Measure, case: Shown, found: Escape) -> Message:
    """A tier that leaves the range around it, with the case in which it does."""
    return _(
        "阶次“{tier}”的“{id}”越出法定幅度：{case} 时为{inner}，法定为{outer}",
        tier=tier.id,
        id=measure.id,
        case=case,
        inner=Span(found.inner, measure.unit),
        outer=Span(found.outer, measure.unit),
    )


def _not_decided(tier: Tier, measure: str) -> Message:
    return _("阶次“{tier}”的“{id}”是否在法定幅度之内未能判定", tier=tier.id, id=measure)


def _share(
    tier: Tier, amount: Amount, statutory: Amount, where: Place, also: tuple[tuple[Place, Message], ...]
) -> Iterator[Problem]:
    """A share cuts a range that has an upper end, between 0 % and 100 % of it."""
    if isinstance(amount, Share):
        low, high = amount.limits.low, amount.limits.high
        if (low is not None and not 0 <= low <= 1) or (high is not None and not 0 <= high <= 1):
            message = _("阶次“{tier}”的份额不在 0% 至 100% 之间", tier=tier.id)
            yield Problem("EN235", where, message, _("份额是法定幅度的一部分"), also=also)
    if isinstance(amount, Weights):
        parts = [amount.start, *(factor.weight for factor in amount.factors)]
        if any(part < 0 for part in parts) or amount.start > 1:
            message = _("阶次“{tier}”的权重不在 0% 至 100% 之间", tier=tier.id)
            yield Problem("EN235", where, message, _("起点和各权重不为负，起点不超过 100%"), also=also)
    for piece in _pieces(statutory):
        if isinstance(piece, Delegated) or (isinstance(piece, Range) and piece.bounds.high is None):
            message = _("阶次“{tier}”取法定幅度的份额，而法定幅度没有上限", tier=tier.id)
            yield Problem("EN235", where, message, _("写数额"), also=also)
            return


def _pieces(amount: Amount) -> Iterator[Amount]:
    parts = tuple(amount.parts())
    if not parts:
        yield amount
    for part in parts:
        yield from _pieces(part)


def _scale(
    tier: Tier, amount: Amount, statutory: Amount, where: Place, also: tuple[tuple[Place, Message], ...]
) -> Iterator[Problem]:
    """Factors of the same other fine are compared as they are; anything else is not decided."""
    if (
        isinstance(amount, Scale)
        and isinstance(statutory, Scale)
        and (amount.of, amount.basis) == (statutory.of, statutory.basis)
    ):
        if not _limits_inside(amount.limits, statutory.limits):
            message = _("阶次“{tier}”的倍数越出法定的倍数", tier=tier.id)
            yield Problem("EN233", where, message, _("收到法定倍数之内"), also=also)
        return
    yield Problem("EN239", where, _not_decided(tier, "scale"), _("写成同一罚款的倍数"), also=also)


def _limits_inside(inner: Limits, outer: Limits) -> bool:
    below = outer.low is None or (
        inner.low is not None
        and (inner.low > outer.low or (inner.low == outer.low and (outer.low_closed or not inner.low_closed)))
    )
    above = outer.high is None or (
        inner.high is not None
        and (inner.high < outer.high or (inner.high == outer.high and (outer.high_closed or not inner.high_closed)))
    )
    return below and above


def _clause(violation: Violation) -> tuple[tuple[Place, Message], ...]:
    return ((violation.where, _("法定的条款")),)
