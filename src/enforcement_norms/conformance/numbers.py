"""A pack against the texts it cites (数据与条文): every number stands in the article, with the same words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..amounts import Interval, Number
from ..checks.subject import Subject
from ..errors import Problem
from ..i18n import _
from ..law import Bound
from .assertions import Assertion, of_pack, of_violation
from .claims import ONCE, Claim, Measured, Role
from .phrases import Said, Written
from .reading import Pair, Place, Stated, Texts

_FOR_LIFE: Final = re.compile(r"终[身生]|永久|不得再|不再|不得重新|后，不得")
_COMPLEMENT: Final = {
    Bound.AT_LEAST: Bound.BELOW,
    Bound.BELOW: Bound.AT_LEAST,
    Bound.ABOVE: Bound.AT_MOST,
    Bound.AT_MOST: Bound.ABOVE,
    Bound.EXACTLY: Bound.EXACTLY,
}


def numbers_stand_in_the_article(subject: Subject, texts: Texts) -> Iterator[Problem]:
    """Every number of the pack stands in the cited places (EN530), with the same comparison (EN531)."""
    assertions = [each for violation in subject.pack.violations for each in of_violation(subject, violation)]
    for assertion in (*assertions, *of_pack(subject)):
        yield from _stands(assertion, texts)


def _stands(assertion: Assertion, texts: Texts) -> Iterator[Problem]:
    """What the texts of all versions say; of several that do not agree the first is shown."""
    left = dict.fromkeys(claim for claim in assertion.claims if claim != _ONCE)
    for day in texts.days(assertion.cites, assertion.in_force) if left or assertion.for_life else ():
        places = texts.places(assertion.cites, day)
        if not places:
            continue  # that a text or an article is not there is said of the citation
        for claim in tuple(left):
            for problem in _compared(assertion, claim, places):
                del left[claim]
                yield problem
        if assertion.for_life and not any(_FOR_LIFE.search(place.text) for place in places):
            message = _("{what}写了终身，{places}没有", what=assertion.what, places=[place.name for place in places])
            yield Problem("EN530", assertion.where, message, _("核对条文"))
            return


_ONCE: Final = Claim(Role.RANGE, Measured.FACTOR, ONCE)


def _compared(assertion: Assertion, claim: Claim, places: Sequence[Place]) -> Iterator[Problem]:
    if any((claim.measured, number) in assertion.waived for number in claim.values):
        return
    stated = [each for place in places for each in place.stated if each.measured is claim.measured]
    if claim.role is Role.THRESHOLD and claim.measured is not Measured.COUNT:
        # What a condition asks stands beside the penalties, not in them.
        stated = [each for each in stated if not each.number.in_penalty]
    missing = [number for number in claim.values if not any(_same(claim, number, each) for each in stated)]
    if missing:
        message = _(
            "{what}的 {said} 不在所引条文中：{place}{written}",
            what=assertion.what,
            said=Said(claim, only=tuple(missing)),
            place=places[0].name,
            written=Written(tuple(places), claim.measured),
        )
        yield Problem("EN530", assertion.where, message, _("核对数字和引用；确为推算的写 waives 说明"))
    elif not _agrees(claim, places, stated):
        message = _(
            "{what}的 {said} 与条文的用语不符：{place}{written}",
            what=assertion.what,
            said=Said(claim),
            place=places[0].name,
            written=Written(tuple(places), claim.measured, claim.values),
        )
        hint = _("核对“以上”at_least、“以下”at_most、“超过”above、“不足”below，以及上下限的搭配")
        yield Problem("EN531", assertion.where, message, hint)


def _same(claim: Claim, number: Number, stated: Stated) -> bool:
    """Whether the text states that number; a share is also stated by what is left of the whole."""
    if stated.value == number:
        return True
    return claim.role is Role.VALUE and claim.measured is Measured.FACTOR and stated.value == 1 - number


def _agrees(claim: Claim, places: Sequence[Place], stated: Sequence[Stated]) -> bool:
    """Whether the words around the number say what the pack says."""
    if claim.role is Role.VALUE:
        return True
    if claim.role is Role.RANGE:
        return any(
            _is_pair(claim.bounds, pair) for place in places for pair in place.pairs if _of(pair, claim.measured)
        )
    return all(_cuts(number, bound, stated) for number, bound in claim.ends)


def _of(pair: Pair, measured: Measured) -> bool:
    return any(end is not None and end.measured is measured for end in (pair.low, pair.high))


def _is_pair(bounds: Interval, pair: Pair) -> bool:
    """Whether the text joins the same two bounds, or has the same single one."""
    if bounds.is_point:
        return _is_point(bounds, pair)
    ends = ((bounds.low, bounds.low_closed, pair.low), (bounds.high, bounds.high_closed, pair.high))
    for number, closed, end in ends:
        if (number is None) != (end is None):
            return False
        if end is not None and (end.value != number or end.bound is Bound.EXACTLY):
            return False
        if end is not None and closed is not (end.bound in (Bound.AT_LEAST, Bound.AT_MOST)):
            return False
    return True


def _is_point(bounds: Interval, pair: Pair) -> bool:
    """Whether the text names that one number; a term runs through it."""
    if pair.low is pair.high:
        return pair.low is not None and pair.low.value == bounds.low
    end = pair.low or pair.high
    alone = pair.low is None or pair.high is None
    return alone and end is not None and end.value == bounds.low and _runs_through(end)


def _runs_through(end: Stated) -> bool:
    """Whether a comparison speaks of a term as long as it runs: 五年内不得, 未逾三年, 不满二年不予注册."""
    return end.measured in _TERMS and end.number.comparison in _THROUGHOUT


_TERMS: Final = frozenset({Measured.HOURS, Measured.DAYS, Measured.MONTHS})
_THROUGHOUT: Final = frozenset({"内", "之内", "以内", "满", "逾", "未逾", "不逾", "不满", "未满"})


def _cuts(number: Number, bound: Bound, stated: Iterable[Stated]) -> bool:
    """Whether the text cuts at the number on the same side; 不足 is the other half of 以上, 超过 of 以下."""
    bounds = {each.bound for each in stated if each.value == number}
    if bound is Bound.EXACTLY:
        return True
    if Bound.EXACTLY in bounds and bound in (Bound.AT_LEAST, Bound.BELOW):
        return True  # 一年内四次: that many are enough
    return bool({bound, _COMPLEMENT[bound]} & bounds)
