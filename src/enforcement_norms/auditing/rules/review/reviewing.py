"""Who reviews, and what the opinion says (审核人员、审核意见)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import Message, _
from ....model.casefile import CaseFile, Review, ReviewPoint
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited, day
from ...late import shown
from ...likeness import by_words
from ...sector_sources import (
    agricultural_procedure,
    housing_procedure,
    police_procedure,
    public_order_2025,
)
from ...sources import market_procedure, notice, penalty_2017, penalty_2021, three_systems
from ...terms import due_working
from ..officers.standing import is_qualified_on

_EXAM_FROM: Final = date(2018, 1, 1)
_INVESTIGATING: Final = frozenset({"inspections", "questionings", "evidence"})
_BARRED: Final = {"market_supervision": market_procedure("49.3"), "agriculture": agricultural_procedure("50.3")}
"""Fields whose rules bar handlers from reviewing; elsewhere the opinions keep the three roles apart."""
_TERMS: Final = {
    "market_supervision": (market_procedure("55"), 10),
    "agriculture": (agricultural_procedure("53"), 5),
    "housing_construction": (housing_procedure("25.1"), 10),
}
_POINTS: Final[dict[ReviewPoint, Message]] = {
    ReviewPoint.SUBJECT: _("执法主体"),
    ReviewPoint.OFFICERS: _("执法人员资格"),
    ReviewPoint.PROCEDURE: _("程序"),
    ReviewPoint.FACTS_AND_EVIDENCE: _("事实和证据"),
    ReviewPoint.LAW: _("法律适用"),
    ReviewPoint.DISCRETION: _("裁量基准"),
    ReviewPoint.POWERS: _("权限"),
    ReviewPoint.DOCUMENTS: _("文书"),
    ReviewPoint.TRANSFER: _("是否移送"),
}
_SHARE: Final = 20
"""One reviewer for every twenty officers is five per cent."""


@duty(
    "review.reviewer_qualified",
    _("初次从事审核的人员有法律职业资格"),
    (penalty_2017("38.3"), penalty_2021("58.2"), public_order_2025("114.2"), police_procedure("171.2")),
    over="reviews",
    inputs=(
        "reviews.at",
        "reviews.reviewer",
        "officers",
        "officers.first_review_on",
        "officers.has_legal_qualification",
        "officers.legal_qualification_on",
    ),
)
def reviewer_qualified(audited: Audited, review: Review) -> Iterator[Found]:
    """2017 Art. 38.3, 2021 Art. 58.2: who first reviewed from 2018-01-01 on; those who did before need it not."""
    reviewer = need(audited.officers.get(need(review.reviewer, "reviews.reviewer")), "officers")
    first = need(reviewer.first_review_on, "officers.first_review_on")
    if first < _EXAM_FROM:
        return
    law = penalty_2017("38.3") if day_of(need(review.at, "reviews.at")) < date(2021, 7, 15) else penalty_2021("58.2")
    if not need(reviewer.has_legal_qualification, "officers.has_legal_qualification"):
        message = _("{name}初次从事审核（{first}），没有法律职业资格", name=reviewer.name, first=first.isoformat())
        yield Found(message, cites=(law.cite,))
        return
    since = need(reviewer.legal_qualification_on, "officers.legal_qualification_on")
    if since > first:
        message = _("{name}{first} 开始审核，{since} 才取得法律职业资格", name=reviewer.name, first=first, since=since)
        yield Found(message, cites=(law.cite,))


def _handles(audited: Audited, person: str) -> bool:
    if person in need(audited.file.handlers, "handlers"):
        return True
    if not any(person in officers for officers in audited.teams):
        return False
    return any(act.role in _INVESTIGATING for act in audited.acts.get(person, ()))


@duty(
    "review.reviewer_independent",
    _("办案人员不得审核本案"),
    (
        three_systems("s4.14", gravity=Gravity.IRREGULAR),
        market_procedure("49.3"),
        agricultural_procedure("50.3"),
    ),
    over="reviews",
    item=NoticeItem.FAVOUR,
    inputs=("domain", "handlers", "reviews.at", "reviews.reviewer"),
)
def reviewer_independent(audited: Audited, review: Review) -> Iterator[Found]:
    """市监 Art. 49.3, 农业 Art. 50.3 bar it; 国办发〔2018〕118号 (十四) keeps handling, review and approval apart."""
    person = need(review.reviewer, "reviews.reviewer")
    if not _handles(audited, person):
        return
    basis = _BARRED.get(need(audited.file.domain, "domain"))
    if basis is None or not basis.in_force.covers(day(review.at, "reviews.at")):
        basis = three_systems("s4.14", gravity=Gravity.IRREGULAR)
    yield Found(_("{person} 办理本案又审核本案", person=person), basis.gravity or Gravity.UNLAWFUL, cites=(basis.cite,))


@duty(
    "review.reviewer_does_not_decide",
    _("审核人员不批准本案决定"),
    (three_systems("s4.14"),),
    over="reviews",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FAVOUR,
    inputs=("reviews.at", "reviews.reviewer", "decisions", "decisions.decided_by"),
)
def reviewer_does_not_decide(audited: Audited, review: Review) -> Iterator[Found]:
    """国办发〔2018〕118号 (十四): handlers, reviewers and those who approve answer each for their own."""
    person = need(review.reviewer, "reviews.reviewer")
    if person == need(audited.decided().decided_by, "decisions.decided_by"):
        yield Found(_("{person} 审核本案又批准决定", person=person))


@duty(
    "review.by_the_unit",
    _("由明确的机构和人员审核"),
    (three_systems("s4.11"), notice("s4.2.3")),
    over="reviews",
    gravity=Gravity.IRREGULAR,
    inputs=("reviews.at", "reviews.unit", "reviews.reviewer", "subject", "subjects.review_unit", "subjects.reviewers"),
    when=by_words(lambda audited, review: audited.subject.review_unit is not None),
    alike=Alike.WORDS,
)
def by_the_unit(audited: Audited, review: Review) -> Iterator[Found]:
    """国办发〔2018〕118号 (十一), the notice: by the unit and the persons who are named for it."""
    subject = audited.subject
    if need(review.unit, "reviews.unit") != subject.review_unit:
        yield Found(_("审核不是由法制审核机构“{unit}”办理", unit=subject.review_unit))
    if need(review.reviewer, "reviews.reviewer") not in need(subject.reviewers, "subjects.reviewers"):
        yield Found(_("{person} 不是法制审核人员", person=review.reviewer))


def _officers_on(audited: Audited, subject: str, day: date) -> int:
    """How many officers a department had on a day; remembered with the registers.

    Raises:
        Missing: the register does not say to which department somebody belongs.
    """
    key = ("officers", subject, day)
    count: int | None = audited.registers.remembered.get(key)
    if count is None:
        count = sum(
            need(each.subject, "officers.subject") == subject and is_qualified_on(audited, each, day)
            for each in audited.officers.values()
        )
        audited.registers.remember(key, count)
    return count


@duty(
    "review.staffing",
    _("法制审核人员原则上不少于执法人员的百分之五"),
    (three_systems("s4.11"),),
    on="decisions.at",
    gravity=Gravity.NOTE,
    item=NoticeItem.PROCEDURE,
    inputs=("decisions.at", "subject", "subjects.reviewers", "officers", "officers.subject", "officers.certificates"),
)
def staffing(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """国办发〔2018〕118号 (十一): five per cent in principle, counted on the day of the decision; exactly five is enough."""
    on = day(audited.decided().at, "decisions.at")
    subject = audited.subject
    officers = _officers_on(audited, subject.id, on)
    reviewers = need(subject.reviewers, "subjects.reviewers")
    if len(reviewers) * _SHARE < officers:
        message = _(
            "法制审核人员 {reviewers} 人，执法人员 {officers} 人，不足百分之五",
            reviewers=len(reviewers),
            officers=officers,
        )
        yield Found(message)


@duty(
    "review.opinion_complete",
    _("审核意见涉及全部审核内容"),
    (three_systems("s4.13"),),
    over="reviews",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("reviews.at", "reviews.points"),
    alike=Alike.WORDS,
)
def opinion_complete(audited: Audited, review: Review) -> Iterator[Found]:
    """国办发〔2018〕118号 (十三): title and power, officers, procedure, facts, law and discretion, documents, transfer."""
    points = need(review.points, "reviews.points")
    lacking = [name for point, name in _POINTS.items() if point not in points]
    if lacking:
        yield Found(_("审核意见没有涉及：{lacking}", lacking=lacking), at="points")


@duty(
    "review.opinion_written",
    _("提出书面审核意见"),
    (three_systems("s4.13"),),
    over="reviews",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("reviews.at", "reviews.document"),
)
def opinion_written(audited: Audited, review: Review) -> Iterator[Found]:
    """国办发〔2018〕118号 (十三): the review ends in a written opinion."""
    if happened(review.document, review, "reviews.document") is None:
        yield Found(_("没有书面审核意见"))


@duty(
    "review.in_time",
    _("在规定期限内完成审核"),
    (market_procedure("55"), agricultural_procedure("53"), housing_procedure("25.1")),
    over="reviews",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "reviews.at", "reviews.ended_at"),
    when=by_words(lambda audited, review: need(audited.file.domain, "domain") in _TERMS),
)
def in_time(audited: Audited, review: Review) -> Iterator[Found]:
    """市监 Art. 55: ten working days; 农业 Arts. 53, 89: five; 住建 Arts. 25.1, 45.2: ten. A head may extend the first two."""
    basis, count = _TERMS[need(audited.file.domain, "domain")]
    at, ended = need(review.at, "reviews.at"), need(review.ended_at, "reviews.ended_at")
    if not basis.in_force.covers(day_of(at)):
        return
    due = due_working(at, count, audited.settings.overlay)
    if not due.is_kept(ended):
        message = _(
            "{at} 送审，{ended} 审核完毕，超过 {count} 个工作日；有负责人批准延长的，请核对",
            at=shown(at),
            ended=shown(ended),
            count=count,
        )
        yield Found(message, cites=(basis.cite,))
