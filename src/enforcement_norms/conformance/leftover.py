"""The texts against the pack (条文与数据): every number of a penalty in the cited places is used, or waived with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from attrs import frozen

from ..amounts import Number
from ..checks.clauses import all_measures, rows_of
from ..checks.subject import Subject
from ..errors import Problem
from ..i18n import _
from ..law import Citation
from ..model.violation import Violation
from .assertions import spoken_for, waived_by
from .claims import Measured
from .reading import Place, Stated, Texts, stated_in

_EACH: Final = re.compile(r"每[^，。；]*$")


@frozen
class Unused:
    """A number of the text that the clause does not use."""

    stated: Stated
    place: Place


def numbers_of_the_article_are_used(subject: Subject, texts: Texts) -> Iterator[Problem]:
    """Every penalty number of the cited places is used or waived (EN532)."""
    for violation in subject.pack.violations:
        claimed = {(claim.measured, number) for claim in spoken_for(subject, violation) for number in claim.values}
        claimed |= waived_by(violation)
        for each in _unused(violation, texts, claimed):
            words = each.stated.number.words
            message = _(
                "{place}的“{words}”没有用到：{context}", place=each.place.name, words=words, context=_around(each)
            )
            hint = _("补上这一措施；确与本行为无关的写 waives: [{{number: {number}, reason: …}}]", number=words)
            yield Problem("EN532", violation.where, message, hint)


def _unused(violation: Violation, texts: Texts, claimed: AbstractSet[tuple[Measured, Number]]) -> Iterator[Unused]:
    """The numbers left over, each once in each version of a place."""
    cites = tuple(_for_whole(violation))
    seen: set[tuple[Citation, date, str]] = set()
    for day in texts.days(cites, violation.in_force):
        for place in texts.places(cites, day):
            for stated in place.stated:
                key = (place.citation, place.version, stated.number.words)
                if (
                    _is_penalty(stated, place.text)
                    and (stated.measured, stated.value) not in claimed
                    and key not in seen
                ):
                    seen.add(key)
                    yield Unused(stated, place)


def _for_whole(violation: Violation) -> Iterator[Citation]:
    """The places whose penalties the clause must give whole."""
    yield from violation.basis
    for _reading, branches in rows_of(violation):
        for branch in branches:
            yield from branch.cites


def _is_penalty(stated: Stated, text: str) -> bool:
    """Whether it is part of a penalty: no mere count (每名、两个), and no unit of a rate (每居留一日)."""
    if not stated.number.in_penalty or stated.measured is Measured.COUNT:
        return False
    return stated.value != 1 or not _EACH.search(text[max(0, stated.number.start - 8) : stated.number.start])


def _around(each: Unused) -> str:
    """A few words on either side, so that the author finds it."""
    text, number = each.place.text, each.stated.number
    start, end = max(0, number.start - 8), min(len(text), number.end + 10)
    return f"…{text[start:end]}…".replace("\n", " ")


def waivers_waive_something(subject: Subject, texts: Texts) -> Iterator[Problem]:
    """A waiver names a number of a cited place, or one of the clause that stands in none, and says why (EN533)."""
    for violation in subject.pack.violations:
        if not violation.waives:
            continue
        cites = (*_for_whole(violation), *(cite for each in all_measures(violation) for cite in each.cites))
        known: set[tuple[Measured, Number]] = {
            (each.measured, each.value)
            for day in texts.days(cites, violation.in_force)
            for place in texts.places(cites, day)
            for each in place.stated
        }
        known |= {(claim.measured, number) for claim in spoken_for(subject, violation) for number in claim.values}
        for waiver in violation.waives:
            numbers = {(each.measured, each.value) for each in stated_in(waiver.number)}
            if not numbers or not numbers <= known:
                message = _("waives 的“{number}”不在所引条文中", number=waiver.number)
                yield Problem("EN533", violation.where, message, _("删去，或者按条文写出数字和单位"))
            if not waiver.reason:
                message = _("waives 的“{number}”没有理由", number=waiver.number)
                yield Problem("EN533", violation.where, message, _("写 reason"))
