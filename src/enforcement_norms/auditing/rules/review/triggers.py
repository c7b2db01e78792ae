"""Which decisions must be reviewed (审核事由): by statute, by the opinions and the notice."""

from __future__ import annotations

from datetime import date
from typing import Final

from ....i18n import Message, _
from ....model.casefile import CaseFile, Decision, Review, ReviewTrigger
from ....model.duty import Basis, Missing, need
from ....model.recorded import Moment, is_before
from ...audited import Audited, day
from ...sector_sources import public_order_2025
from ...sources import penalty_2017, penalty_2021

REVISED: Final = date(2021, 7, 15)
_PUBLIC_ORDER_FROM: Final = date(2026, 1, 1)
_POLICE: Final = "public_security"
_PUBLIC_ORDER: Final = "治安管理处罚法"

NAMES: Final[dict[ReviewTrigger, Message]] = {
    ReviewTrigger.PUBLIC_INTEREST: _("涉及重大公共利益"),
    ReviewTrigger.SOCIAL_RISK: _("可能造成重大社会影响或者引发社会风险"),
    ReviewTrigger.MAJOR_RIGHTS: _("直接关系当事人或者第三人重大权益"),
    ReviewTrigger.COMPLEX: _("案件情况疑难复杂、涉及多个法律关系"),
    ReviewTrigger.LAW: _("法律、法规规定应当审核"),
    ReviewTrigger.CATALOG: _("列入法制审核目录"),
}
AFTER_HEARING: Final = _("经过听证程序")
AFTER_HEARING_MAJOR: Final = _("直接关系当事人或者第三人重大权益，经过听证程序")


def heard(file: CaseFile) -> Moment | None:
    """When the last hearing ended, if one was held.

    Raises:
        Missing: hearings are not recorded.
    """
    ended: Moment | None = None
    for each in need(file.hearings, "hearings"):
        last = each.at if each.ended_at is None else each.ended_at
        if each.at is not None and last is not None and (ended is None or is_before(ended, last)):
            ended = last
    return ended


def any_hearings(audited: Audited, _step: object) -> bool:
    """Whether hearings are recorded; what they say of a review differs from file to file."""
    return bool(audited.file.hearings)


def triggers(file: CaseFile) -> tuple[ReviewTrigger, ...]:
    """What the file records as grounds of review.

    Raises:
        Missing: they are not recorded.
    """
    return need(file.triggers, "triggers")


def is_public_order(audited: Audited, decision: Decision) -> bool:
    """Whether the 2025 law on public order governs the review of the decision (Art. 114, from 2026)."""
    if audited.file.domain != _POLICE or day(decision.at, "decisions.at") < _PUBLIC_ORDER_FROM:
        return False
    return any(_PUBLIC_ORDER in each for each in need(decision.basis, "decisions.basis"))


def statutory(audited: Audited, decision: Decision) -> list[tuple[Message, Basis]]:
    """The statutory grounds on which the decision must be reviewed, each with its item.

    Until 2021-07-14 every decision by the ordinary procedure: 2017 Art. 38.3 on its face asks for review before the
    head decides and names no “major” case; that reading is declared here. From then on the four grounds of 2021
    Art. 58.1, of which the second asks for both major rights and a hearing that was held.

    Raises:
        Missing: what decides it is not recorded.
    """
    if not audited.is_ordinary:
        return []
    if day(decision.at, "decisions.at") < REVISED:
        return [(_("普通程序案件"), penalty_2017("38.3"))]
    if not audited.penalises(decision):
        return []
    found = triggers(audited.file)
    law = public_order_2025 if is_public_order(audited, decision) else penalty_2021
    if not found:
        return []
    article = "114.1" if law is public_order_2025 else "58.1"
    grounds: list[tuple[Message, Basis]] = []
    if ReviewTrigger.PUBLIC_INTEREST in found:
        grounds.append((NAMES[ReviewTrigger.PUBLIC_INTEREST], law(f"{article}.1")))
    if ReviewTrigger.MAJOR_RIGHTS in found and heard(audited.file) is not None:
        grounds.append((AFTER_HEARING_MAJOR, law(f"{article}.2")))
    if ReviewTrigger.COMPLEX in found:
        grounds.append((NAMES[ReviewTrigger.COMPLEX], law(f"{article}.3")))
    if ReviewTrigger.LAW in found and law is penalty_2021:
        grounds.append((NAMES[ReviewTrigger.LAW], law("58.1.4")))
    return grounds


def of_notice(audited: Audited) -> list[Message]:
    """The grounds of the opinions and the notice: each of five alone, so wider than the statute.

    Raises:
        Missing: grounds or hearings are not recorded.
    """
    found = triggers(audited.file)
    grounds = [NAMES[each] for each in _WIDER if each in found] if found else []
    if heard(audited.file) is not None:
        grounds.append(AFTER_HEARING)
    return grounds


_WIDER: Final = (
    ReviewTrigger.PUBLIC_INTEREST,
    ReviewTrigger.SOCIAL_RISK,
    ReviewTrigger.MAJOR_RIGHTS,
    ReviewTrigger.COMPLEX,
)


def before_decision(audited: Audited, decision: Decision) -> list[tuple[int, Review]]:
    """The reviews that ended before the decision, in order.

    Raises:
        Missing: reviews, or when one ended, are not recorded.
    """
    decided = decision.at
    if decided is None:
        raise Missing("decisions.at")
    asked = "reviews before", decided
    known: list[tuple[int, Review]] | None = audited.remembered.get(asked)
    if known is None:
        known = audited.remembered[asked] = _reviews_before(audited, decided)
    return known


def _reviews_before(audited: Audited, decided: Moment) -> list[tuple[int, Review]]:
    done = []
    for index, each in enumerate(need(audited.file.reviews, "reviews")):
        if each.ended_at is None:
            raise Missing("reviews.ended_at")
        if not is_before(decided, each.ended_at):
            done.append((index, each))
    if len(done) > 1:
        done.sort(key=lambda found: day(found[1].ended_at, "reviews.ended_at"))
    return done
