"""Gravity and general arithmetic (轻重次序、裁量规则): tiers do not fall as severity rises, shares lie in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..amounts import Amount, Interval, Number, Range, Scale, Times
from ..errors import Problem
from ..i18n import _
from ..model.discretion import Bands, BandShares, MitigatedRule, Tier, share_of
from .subject import Subject

SEVERITY: Final = ("轻微", "较轻", "一般", "较重", "严重", "特别严重")
"""Words by which standards name their tiers, from the lightest to the gravest."""


def graver_tiers_are_not_lower(subject: Subject) -> Iterator[Problem]:
    """Where tiers are named by their gravity, no graver one has a lower range (EN236)."""
    for standard in subject.pack.standards:
        graded = [(SEVERITY.index(word), tier) for tier in standard.tiers if (word := _word(tier)) is not None]
        for one_rank, one in graded:
            for other_rank, other in graded:
                if one_rank < other_rank:
                    for key in one.sets.keys() & other.sets.keys():
                        yield from _fallen(key, one, other)


def _word(tier: Tier) -> str | None:
    """The word of gravity in the title of a tier, the longest that fits (特别严重 before 严重)."""
    return next((word for word in sorted(SEVERITY, key=len, reverse=True) if tier.title.endswith(word)), None)


def _fallen(key: str, lighter: Tier, graver: Tier) -> Iterator[Problem]:
    one, other = _comparable(lighter.sets[key].amount), _comparable(graver.sets[key].amount)
    if one is None or other is None or one[0] != other[0]:
        return
    (_base, low), (_other_base, high) = one, other
    if _less(high.low, low.low, is_upper=False) or _less(high.high, low.high, is_upper=True):
        message = _(
            "“{graver}”比“{lighter}”重，“{key}”的幅度反而低", graver=graver.title, lighter=lighter.title, key=key
        )
        also = ((lighter.where, _("阶次“{id}”", id=lighter.id)),)
        yield Problem("EN236", graver.where, message, _("核对两档的数额和顺序"), also=also)


def _comparable(amount: Amount | None) -> tuple[object, Interval] | None:
    """What it is measured on, and the factors or bounds: amounts on the same base can be set side by side."""
    if isinstance(amount, Range):
        return "range", amount.bounds
    limits = share_of(amount)
    if limits is not None:
        return "share", limits.of(1)
    if isinstance(amount, Scale) or (isinstance(amount, Times) and amount.deemed_at_least is None):
        return (amount.of,), amount.limits.of(1)
    return None


def _less(one: Number | None, other: Number | None, *, is_upper: bool) -> bool:
    """Whether a bound is lower; an absent lower bound is nothing, an absent upper one beyond all."""
    if is_upper and (one is None or other is None):
        return one is not None and other is None
    return (one or 0) < (other or 0)


def shares_of_bands_are_in_order(subject: Subject) -> Iterator[Problem]:
    """Shares of a general rule lie in order between 0 % and 100 % (EN237)."""
    for rule in subject.pack.bands:
        for shares in (rule.both_bounds, rule.upper_only):
            yield from _shares(rule, shares)
        if rule.mitigated is not None:
            yield from _mitigated(rule, rule.mitigated)
        if not rule.applies_to:
            message = _("裁量规则“{id}”没有写 applies_to", id=rule.id)
            yield Problem("EN237", rule.where, message, _("写适用的措施种类，如 [fine]"))


def _shares(rule: Bands, shares: BandShares) -> Iterator[Problem]:
    named = {name: share_of(getattr(shares, name)) for name in ("bottom", "lighter", "ordinary", "heavier", "top")}
    for name in shares.usually:
        if named.get(name) is None:
            message = _("usually 所列的“{name}”没有写份额", name=name)
            yield Problem("EN237", rule.where, message, _("写份额，或者从 usually 删去"))
    for name, limits in named.items():
        for edge in () if limits is None else (limits.low, limits.high):
            reaches = limits is not None and (limits.low or 0) < 1 and (limits.high is None or limits.high > 0)
            if edge is not None and not (0 <= edge <= 1 and reaches):
                message = _("“{name}”的份额不在 0% 至 100% 之间", name=name)
                yield Problem("EN237", rule.where, message, _("份额是法定幅度的一部分"))
    order = [(name, named[name]) for name in ("lighter", "ordinary", "heavier") if named[name] is not None]
    for (lower, one), (upper, other) in pairwise(order):
        if one is not None and other is not None and (other.low or 0) < (1 if one.high is None else one.high):
            message = _("“{upper}”的份额与“{lower}”交叉", upper=upper, lower=lower)
            yield Problem("EN237", rule.where, message, _("核对文件所定的份额"))


def _mitigated(rule: Bands, mitigated: MitigatedRule) -> Iterator[Problem]:
    limits = mitigated.of_minimum
    if limits is not None and (limits.high is None or limits.high > 1):
        message = _("减轻处罚的份额超过法定下限")
        yield Problem("EN237", rule.where, message, _("of_minimum 不超过 100%"))
