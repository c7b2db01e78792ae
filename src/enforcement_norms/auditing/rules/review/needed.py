"""That what must be reviewed was reviewed, and passed, before the decision (应审尽审、审核通过后决定)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.actors import CatalogFactor, SystemKind
from ....model.casefile import CaseFile, Decision, Review, ReviewResult, ReviewTrigger
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import is_before
from ...audited import Audited, day
from ...instruments import holds_at
from ...late import shown
from ...likeness import by_moment, by_words
from ...sector_sources import housing_procedure, insurance_procedure, public_order_2025
from ...sources import market_procedure, notice, penalty_2017, penalty_2021, three_systems
from ..filing import filed_by_october
from .catalog import listed
from .triggers import REVISED, any_hearings, before_decision, heard, is_public_order, of_notice, statutory, triggers

_OPINIONS: Final = (
    three_systems("s4.12", gravity=Gravity.IRREGULAR),
    notice("s4.2.3", gravity=Gravity.IRREGULAR),
)
_INPUTS: Final = (
    "procedure",
    "decisions.at",
    "decisions.kind",
    "decisions.basis",
    "triggers",
    "hearings",
    "reviews",
    "reviews.ended_at",
)

_PASSED: Final = (ReviewResult.PASSED, ReviewResult.PASSED_WITH_CHANGES)

review_filed = filed_by_october("review.filed", SystemKind.LEGAL_REVIEW, _("重大执法决定法制审核制度"), "s4.2.3")


@duty(
    "review.every_decision",
    _("普通程序的处罚决定作出前经过审核"),
    (penalty_2017("38.3"),),
    over="decisions",
    inputs=("procedure", "decisions.at", "reviews", "reviews.ended_at"),
    when=by_words(lambda audited, decision: audited.is_ordinary),
)
def every_decision(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 38.3, to 2021-07-14: before the head decides, whatever the case; it names no “major” decisions.

    Others read it together with Art. 38.2 as meant for grave cases; the text does not say so, so its face decides.
    """
    if not before_decision(audited, decision):
        yield Found(_("作出决定前没有经过审核（按条文字面，普通程序的决定都应当审核）"))


@duty(
    "review.statutory",
    _("法定应当法制审核的，作出决定前经过审核"),
    (penalty_2021("58.1"), public_order_2025("114.1")),
    over="decisions",
    inputs=_INPUTS,
    when=by_moment(
        lambda audited, decision: day(decision.at, "decisions.at") >= REVISED and bool(statutory(audited, decision)),
        unless=any_hearings,
    ),
)
def reviewed_by_statute(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 58.1: four grounds; 治安管理处罚法 2025 Art. 114.1: three. Without review no decision."""
    grounds = statutory(audited, decision)
    if not before_decision(audited, decision):
        message = _("应当法制审核而没有审核：{grounds}", grounds=[ground for ground, _basis in grounds])
        yield Found(message, cites=tuple(basis.cite for _ground, basis in grounds))


@duty(
    "review.demanded_by_notice",
    _("意见和通知要求审核的，作出决定前经过审核"),
    _OPINIONS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    inputs=_INPUTS,
    when=by_moment(
        lambda audited, decision: bool(of_notice(audited)) and not statutory(audited, decision), unless=any_hearings
    ),
)
def demanded_by_notice(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (十二), the notice: each of five grounds alone. No breach of law where only they ask for it."""
    if not before_decision(audited, decision):
        yield Found(_("意见和通知要求法制审核而没有审核：{grounds}", grounds=of_notice(audited)))


@duty(
    "review.listed_in_catalog",
    _("列入审核目录的，作出决定前经过审核"),
    _OPINIONS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    inputs=(*_INPUTS, "domain", "decisions.sanctions", "matter"),
    when=lambda audited, decision: (
        audited.penalises(decision)
        and audited.is_ordinary
        and not statutory(audited, decision)
        and not of_notice(audited)
        and listed(audited, decision) is not None
    ),
)
def listed_in_catalog(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The organ's own list, by kind of act, level, field, amount: those of the packs, or as the file records it."""
    line = listed(audited, decision)
    if line is not None and not before_decision(audited, decision):
        yield Found(_("列入审核目录而没有审核：{ground}", ground=line.ground))


def _was_reviewed(audited: Audited, decision: Decision) -> bool:
    return bool(before_decision(audited, decision))


@duty(
    "review.passed",
    _("审核通过后作出决定"),
    (
        three_systems("s4", gravity=Gravity.IRREGULAR),
        notice("s4.2.3", gravity=Gravity.IRREGULAR),
        penalty_2021("58.1"),
        public_order_2025("114.1"),
    ),
    over="decisions",
    inputs=(*_INPUTS, "reviews.result"),
    when=_was_reviewed,
)
def passed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 58.1 blocks the decision where the statute asks for review; elsewhere the opinions do."""
    index, last = before_decision(audited, decision)[-1]
    if need(last.result, "reviews.result") in _PASSED:
        return
    by_statute = day(decision.at, "decisions.at") >= REVISED and bool(statutory(audited, decision))
    division = audited.file.division
    held = passed.bases_on(day(decision.at, "decisions.at"))
    general = [basis.cite for basis in held if holds_at(basis, division)]
    order = is_public_order(audited, decision)
    wanted = "public_security" if order else "administrative_penalty"
    cites = tuple(
        cite
        for cite in general
        if (cite.instrument.startswith(wanted) if by_statute else not cite.instrument.endswith("_law"))
    )
    gravity = Gravity.UNLAWFUL if by_statute else Gravity.IRREGULAR
    yield Found(_("审核没有通过即作出决定"), gravity, at=f"/reviews[{index}]", cites=cites)


@duty(
    "review.resubmitted",
    _("按审核意见处理后再次报送审核"),
    (three_systems("s4.13"), housing_procedure("25.2"), insurance_procedure("39.2")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    inputs=("decisions.at", "reviews", "reviews.ended_at", "reviews.result"),
    when=_was_reviewed,
)
def resubmitted(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (十三): what the review objects to is dealt with and sent in again."""
    index, last = before_decision(audited, decision)[-1]
    if need(last.result, "reviews.result") is ReviewResult.PASSED_WITH_CHANGES:
        cites = (three_systems("s4.13").cite,)
        yield Found(_("审核提出修改意见后没有再次报送审核"), at=f"/reviews[{index}]", cites=cites)


@duty(
    "review.after_hearing",
    _("经过听证的案件在听证后审核"),
    (penalty_2021("58.1.2"), market_procedure("50.2")),
    over="decisions",
    inputs=_INPUTS,
    when=by_words(
        lambda audited, decision: (
            audited.penalises(decision)
            and ReviewTrigger.MAJOR_RIGHTS in triggers(audited.file)
            and heard(audited.file) is not None
            and bool(before_decision(audited, decision))
        ),
        unless=any_hearings,
    ),
)
def after_hearing(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 58.1.2: what went through a hearing is reviewed; a review before it is none of that case (市监 Art. 50.2)."""
    ended = need(heard(audited.file), "hearings")
    if all(
        is_before(need(each.ended_at, "reviews.ended_at"), ended) for _i, each in before_decision(audited, decision)
    ):
        yield Found(_("法制审核在听证结束（{ended}）之前，听证后没有审核", ended=shown(ended)), at="/reviews")


@duty(
    "review.after_investigation",
    _("调查终结后送审"),
    (penalty_2017("38.3"), penalty_2021("58.1"), market_procedure("49.1")),
    over="reviews",
    gravity=Gravity.IRREGULAR,
    inputs=("reviews.at", "report", "report.at"),
)
def after_investigation(audited: Audited, review: Review) -> Iterator[Found]:
    """2017 Art. 38, 2021 Arts. 57–58: what is reviewed is a finished investigation; 市监 Art. 49.1 says so in words."""
    report = need(need(audited.file.report, "report").at, "report.at")
    at = need(review.at, "reviews.at")
    if is_before(at, report):
        yield Found(_("{at} 送审，早于调查终结（{report}）", at=shown(at), report=shown(report)))


@duty(
    "review.unit_named",
    _("明确法制审核机构"),
    (three_systems("s4.11"), notice("s4.2.3")),
    on="decisions.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.PROCEDURE,
    inputs=("decisions.at", "subject", "subjects.review_unit"),
    alike=Alike.WORDS,
)
def unit_named(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """国办发〔2018〕118号 (十一), the notice: a unit takes it on, persons answer for it."""
    subject = audited.subject
    if happened(subject.review_unit, subject, "subjects.review_unit") is None:
        yield Found(_("“{name}”没有明确法制审核机构", name=subject.name))


_FACTORS: Final[dict[CatalogFactor, Message]] = {
    CatalogFactor.ACT: _("执法行为类别"),
    CatalogFactor.LEVEL: _("执法层级"),
    CatalogFactor.DOMAIN: _("所属领域"),
    CatalogFactor.AMOUNT: _("涉案金额"),
}


@duty(
    "review.catalog_made",
    _("制定审核目录，结合类别、层级、领域、金额"),
    _OPINIONS,
    on="decisions.at",
    gravity=Gravity.IRREGULAR,
    inputs=("decisions.at", "subject", "subjects.catalog_factors"),
    alike=Alike.WORDS,
)
def catalog_made(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """国办发〔2018〕118号 (十二), the notice: a catalog of the organ's own, by four factors “and others”."""
    factors = need(audited.subject.catalog_factors, "subjects.catalog_factors")
    lacking = [name for factor, name in _FACTORS.items() if factor not in factors]
    if not factors:
        yield Found(_("没有制定重大执法决定法制审核目录"))
    elif lacking:
        yield Found(_("法制审核目录没有结合：{lacking}", lacking=lacking))
