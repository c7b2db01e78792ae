"""What a decision tells of remedies (救济途径和期限): organ, court and terms as the laws of that day give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ....i18n import _
from ....model.actors import Level
from ....model.casefile import Decision, Remedies
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...sources import litigation, penalty_2017, penalty_2021, reconsideration_2017, reconsideration_2023
from ..decided import is_ordinary_penalty, is_penalty

_REVIEW_DAYS: Final = 60
_SUIT_MONTHS: Final = 6
_LOCAL: Final = (Level.COUNTY, Level.CITY, Level.PROVINCE)
_OLD_SUIT_TERM: Final = re.compile(r"(?:三|3|３)个月(?:之)?内[^。；]{0,30}(?:提起行政诉讼|起诉)")
_REVIEW_OF_DEPARTMENT: Final = re.compile(
    r"(?:上一级|上级)(?:行政)?(?:主管)?(?:部门|机关)[^。；]{0,10}申请(?:行政)?复议"
)


def _told(decision: Decision) -> Remedies:
    return need(decision.remedies, "decisions.remedies")


def _tells(audited: Audited, decision: Decision) -> bool:
    """A decision that tells nothing at all is another rule's matter."""
    return is_penalty(audited, decision) and "remedies" not in decision.not_done


@duty(
    "decision.remedies_told",
    _("告知申请复议、提起诉讼的途径"),
    (penalty_2017("39.1.5"), penalty_2021("59.1.5")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "procedure",
        "decisions.at",
        "decisions.kind",
        "decisions.remedies",
        "decisions.remedies.review_organ",
        "decisions.remedies.court",
    ),
    when=is_ordinary_penalty,
    alike=Alike.WORDS,
)
def remedies_told(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 39.1.5, 2021 Art. 59.1.5: the way, so the organ and the court by name."""
    told = happened(decision.remedies, decision, "decisions.remedies")
    if told is None:
        yield Found(_("决定书没有告知救济途径和期限"))
        return
    if not happened(told.review_organ, told, "decisions.remedies.review_organ"):
        yield Found(_("决定书没有写明复议机关"), at="remedies")
    if not happened(told.court, told, "decisions.remedies.court"):
        yield Found(_("决定书没有写明可以起诉的法院"), at="remedies")


@duty(
    "decision.review_term",
    _("告知的复议期限为六十日"),
    (reconsideration_2017("9.1"), reconsideration_2023("20.1")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.kind", "decisions.remedies", "decisions.remedies.review_days"),
    when=_tells,
    alike=Alike.WORDS,
)
def review_term(audited: Audited, decision: Decision) -> Iterator[Found]:
    """行政复议法 2017 Art. 9.1, 2023 Art. 20.1: sixty days, longer only where a law says so."""
    told = need(_told(decision).review_days, "decisions.remedies.review_days")
    if told < _REVIEW_DAYS:
        yield Found(_("告知的复议期限为 {told} 日，法定为六十日", told=told), at="remedies")
    elif told > _REVIEW_DAYS:
        message = _("告知的复议期限为 {told} 日，长于六十日；请核对有无法律另行规定", told=told)
        yield Found(message, Gravity.IRREGULAR, at="remedies")


@duty(
    "decision.suit_term",
    _("告知的起诉期限为六个月"),
    (litigation("46.1"),),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.kind", "decisions.remedies", "decisions.remedies.suit_months"),
    when=_tells,
    alike=Alike.WORDS,
)
def suit_term(audited: Audited, decision: Decision) -> Iterator[Found]:
    """行政诉讼法 Art. 46.1: six months, unless a law says otherwise."""
    told = need(_told(decision).suit_months, "decisions.remedies.suit_months")
    if told < _SUIT_MONTHS:
        yield Found(_("告知的起诉期限为 {told} 个月，法定为六个月", told=told), at="remedies")
    elif told > _SUIT_MONTHS:
        message = _("告知的起诉期限为 {told} 个月，长于六个月；请核对有无法律另行规定", told=told)
        yield Found(message, Gravity.IRREGULAR, at="remedies")


@duty(
    "decision.review_first_told",
    _("当场处罚告知先申请行政复议"),
    (reconsideration_2023("23.2"),),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("procedure", "decisions.at", "decisions.kind", "decisions.remedies", "decisions.remedies.review_first"),
    when=lambda audited, decision: _tells(audited, decision) and not audited.is_ordinary,
    alike=Alike.WORDS,
)
def review_first_told(audited: Audited, decision: Decision) -> Iterator[Found]:
    """行政复议法 2023 Art. 23.1.1 and 23.2, since 2024-01-01: a decision on the spot goes to review first."""
    if not need(_told(decision).review_first, "decisions.remedies.review_first"):
        yield Found(_("当场作出的处罚决定，没有告知应当先申请行政复议"), at="remedies")


@duty(
    "decision.review_organ",
    _("复议机关为本级人民政府"),
    (reconsideration_2023("24.1.1"),),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "decisions.remedies",
        "decisions.remedies.review_organ_is_government",
        "subject",
        "subjects",
        "subjects.level",
    ),
    when=lambda audited, decision: (
        _tells(audited, decision) and need(audited.subject.level, "subjects.level") in _LOCAL
    ),
    alike=Alike.WORDS,
)
def review_organ(audited: Audited, decision: Decision) -> Iterator[Found]:
    """行政复议法 2023 Art. 24.1.1, since 2024-01-01; before it the party could choose (2017 Art. 12.1).

    Organs under vertical leadership (Art. 27) are no local departments.
    """
    told = _told(decision).review_organ_is_government
    if not need(told, "decisions.remedies.review_organ_is_government"):
        yield Found(_("告知的复议机关不是人民政府，2024年起由本级人民政府统一管辖"), at="remedies")


@duty(
    "decision.no_stale_terms",
    _("决定书文字没有沿用已经失效的救济表述"),
    (litigation("46.1"), reconsideration_2023("24.1.1")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.kind", "decisions.text"),
    when=is_penalty,
)
def no_stale_terms(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Templates go on saying three months for the suit (until 2015-04-30), and review by the department above."""
    three_months, department = _stale_terms(need(decision.text, "decisions.text"))
    if three_months:
        yield Found(_("决定书文字仍写“三个月内”起诉，法定为六个月"), cites=(litigation("46.1").cite,))
    if not department:
        return
    government = reconsideration_2023("24.1.1")
    if government.in_force.covers(day(decision.at, "decisions.at")):
        yield Found(_("决定书文字仍写向上一级部门申请复议"), Gravity.IRREGULAR, cites=(government.cite,))


@lru_cache(maxsize=1024)
def _stale_terms(text: str) -> tuple[bool, bool]:
    """Whether a text names three months for the suit, or review by the department above; templates repeat themselves."""
    return _OLD_SUIT_TERM.search(text) is not None, _REVIEW_OF_DEPARTMENT.search(text) is not None
