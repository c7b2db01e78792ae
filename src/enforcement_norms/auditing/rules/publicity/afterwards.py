"""Publicity of decisions (事后公开): in time, with secrets kept, withdrawn when the decision falls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import _
from ....model.casefile import Decision, DecisionKind, Proceeding, ProceedingResult, Publication
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited, day
from ...late import overdue, shown
from ...likeness import by_moment, by_words
from ...sector_sources import housing_procedure, public_order_2025
from ...sources import information, market_publicity, penalty_2021, three_systems
from ...terms import due_penalty_law, due_working
from ..procedure.moments import is_before_all_decisions
from .common import MARKET, is_sealed, is_warning_only, publications

_PUBLISHING: Final = _("公开处罚决定信息")
_SEVEN: Final = 7
_TWENTY: Final = 20
_THREE: Final = 3
_REVISED: Final = date(2021, 7, 15)
_FALLEN: Final = frozenset(
    {ProceedingResult.CHANGED, ProceedingResult.ANNULLED, ProceedingResult.UNLAWFUL, ProceedingResult.VOID}
)


def _first(audited: Audited) -> Publication | None:
    first, since = None, date.max
    for each in publications(audited):
        shown_on = day(each.at, "publications.at")
        if first is None or shown_on < since:
            first, since = each, shown_on
    return first


@by_moment
def _must_show_penalty(audited: Audited, decision: Decision) -> bool:
    if not audited.penalises(decision) or is_sealed(audited, decision):
        return False
    return not (audited.file.domain == MARKET and is_warning_only(decision))


@duty(
    "publicity.after_decision",
    _("决定作出后才能公示"),
    (three_systems("s2.6"),),
    over="publications",
    gravity=Gravity.IRREGULAR,
    inputs=("publications.at", "decisions", "decisions.at"),
)
def after_decision(audited: Audited, publication: Publication) -> Iterator[Found]:
    """国办发〔2018〕118号 (六): what is published is a decision that was made."""
    shown_on = need(publication.at, "publications.at")
    if is_before_all_decisions(audited, shown_on):
        yield Found(_("公示在 {shown}，早于作出决定", shown=shown(shown_on)))


@duty(
    "publicity.penalty_in_seven_days",
    _("处罚决定信息七个工作日内公开"),
    (three_systems("s2.6"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=(
        "domain",
        "decisions.at",
        "decisions.kind",
        "decisions.basis",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "socially_relevant",
        "publications",
        "publications.at",
    ),
    when=_must_show_penalty,
)
def penalty_in_seven_days(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (六): seven working days for penalties and licences; the law itself names no number.

    A decision of social relevance that is not published at all breaks the law, which is another rule.
    """
    shown = _first(audited)
    if shown is None:
        if not need(audited.file.socially_relevant, "socially_relevant"):
            yield Found(_("处罚决定信息没有公开"))
        return
    due = due_working(need(decision.at, "decisions.at"), _SEVEN, audited.settings.overlay)
    yield from overdue(due, need(shown.at, "publications.at"), _PUBLISHING)


@duty(
    "publicity.other_in_twenty_days",
    _("其他执法决定信息二十个工作日内公开"),
    (three_systems("s2.6"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("domain", "decisions.at", "decisions.kind", "decisions.basis", "publications", "publications.at"),
    when=by_moment(
        lambda audited, decision: (
            need(decision.kind, "decisions.kind") in {DecisionKind.NO_PENALTY, DecisionKind.NOT_ESTABLISHED}
            and not is_sealed(audited, decision)
        )
    ),
)
def other_in_twenty_days(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (六): twenty working days for decisions that neither punish nor license."""
    shown = _first(audited)
    if shown is None:
        yield Found(_("执法决定信息没有公开"))
        return
    due = due_working(need(decision.at, "decisions.at"), _TWENTY, audited.settings.overlay)
    yield from overdue(due, need(shown.at, "publications.at"), _("公开执法决定信息"))


@duty(
    "publicity.socially_relevant_public",
    _("具有一定社会影响的处罚决定依法公开"),
    (information("20..6"), penalty_2021("48.1")),
    over="decisions",
    item=NoticeItem.OPAQUE,
    inputs=("domain", "decisions.at", "decisions.kind", "decisions.basis", "socially_relevant", "publications"),
    when=by_moment(
        lambda audited, decision: (
            audited.penalises(decision)
            and not is_sealed(audited, decision)
            and need(audited.file.socially_relevant, "socially_relevant")
        )
    ),
)
def socially_relevant_public(audited: Audited, decision: Decision) -> Iterator[Found]:
    """政府信息公开条例 Art. 20 (6); 2021 Art. 48.1."""
    if not publications(audited):
        yield Found(_("具有一定社会影响的处罚决定没有公开"))


def _is_housing(audited: Audited, _decision: Decision) -> bool:
    return need(audited.file.domain, "domain") == "housing_construction"


@duty(
    "publicity.housing_in_seven_days",
    _("住房城乡建设处罚决定七个工作日内公开"),
    (housing_procedure("10.1"), housing_procedure("45.2")),
    over="decisions",
    item=NoticeItem.OPAQUE,
    inputs=("domain", "decisions.at", "decisions.kind", "socially_relevant", "publications", "publications.at"),
    when=by_words(
        lambda audited, decision: (
            _is_housing(audited, decision)
            and audited.penalises(decision)
            and need(audited.file.socially_relevant, "socially_relevant")
            and bool(publications(audited))
        ),
        unless=_is_housing,
    ),
)
def housing_in_seven_days(audited: Audited, decision: Decision) -> Iterator[Found]:
    """住房和城乡建设行政处罚程序规定 Arts. 10.1, 45.2: seven (working) days for decisions of social relevance."""
    shown = _first(audited)
    if shown is not None:
        due = due_working(need(decision.at, "decisions.at"), _SEVEN, audited.settings.overlay)
        yield from overdue(due, need(shown.at, "publications.at"), _("公开处罚决定"))


@duty(
    "publicity.public_order_sealed",
    _("治安违法记录不得公开"),
    (public_order_2025("136"),),
    over="decisions",
    item=NoticeItem.PROCEDURE,
    inputs=("domain", "decisions.at", "decisions.basis", "publications"),
    when=by_moment(is_sealed),
)
def public_order_sealed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """治安管理处罚法 2025 Art. 136: sealed, neither given nor shown to anybody but those the law names."""
    if publications(audited):
        yield Found(_("公开了应当封存的违反治安管理记录"), at="/publications[0]")


@duty(
    "publicity.secrets_kept",
    _("公示不泄露国家秘密、商业秘密、个人隐私"),
    (information("15"), penalty_2021("50")),
    over="publications",
    item=NoticeItem.PROCEDURE,
    inputs=("publications.at", "publications.shows_secrets"),
    alike=Alike.WORDS,
)
def secrets_kept(audited: Audited, publication: Publication) -> Iterator[Found]:
    """政府信息公开条例 Art. 15; 2021 Art. 50: kept by law."""
    if need(publication.shows_secrets, "publications.shows_secrets"):
        yield Found(_("公示内容泄露国家秘密、商业秘密或者个人隐私"))


@duty(
    "publicity.checked_before_publication",
    _("公示信息经审核后发布"),
    (three_systems("s2"), information("17.1")),
    over="publications",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("publications.at", "publications.reviewed_by"),
)
def checked_before_publication(audited: Audited, publication: Publication) -> Iterator[Found]:
    """国办发〔2018〕118号 part 二: collected, passed on, checked, published; 政府信息公开条例 Art. 17.1: examined first."""
    if happened(publication.reviewed_by, publication, "publications.reviewed_by") is None:
        yield Found(_("公示信息没有经过审核"))


@duty(
    "publicity.corrected",
    _("不准确的公示信息及时更正"),
    (three_systems("s2"), market_publicity("12")),
    over="publications",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("publications.at", "publications.correction_asked_at", "publications.corrected_at"),
    when=lambda audited, publication: publication.correction_asked_at is not None,
)
def corrected(audited: Audited, publication: Publication) -> Iterator[Found]:
    """国办发〔2018〕118号 part 二; for market supervision Order 45 Art. 12: promptly, which no text counts in days."""
    asked = need(publication.correction_asked_at, "publications.correction_asked_at")
    if happened(publication.corrected_at, publication, "publications.corrected_at") is None:
        yield Found(_("公示信息不准确，{asked} 要求更正后没有更正", asked=day_of(asked).isoformat()))
        return
    settings = audited.settings
    due = due_working(asked, settings.prompt_working_days, settings.overlay)
    yield from overdue(due, need(publication.corrected_at, "publications.corrected_at"), _("按本地设定更正公示信息"))


def _fell(audited: Audited, proceeding: Proceeding) -> bool:
    return need(proceeding.result, "proceedings.result") in _FALLEN


def _shown_then(audited: Audited, proceeding: Proceeding) -> list[tuple[int, Publication]]:
    """What was on show when the decision fell."""
    on = day(proceeding.until, "proceedings.until")
    return [
        (index, each)
        for index, each in enumerate(publications(audited))
        if day_of(need(each.at, "publications.at")) <= on and (each.removed_at is None or day_of(each.removed_at) > on)
    ]


@duty(
    "publicity.withdrawn",
    _("决定被变更、撤销的及时撤回公示"),
    (three_systems("s2.6", gravity=Gravity.IRREGULAR, until="2021-07-14"), penalty_2021("48.2")),
    over="proceedings",
    on="until",
    item=NoticeItem.OPAQUE,
    inputs=("proceedings.until", "proceedings.result", "publications", "publications.at", "publications.withdrawn_at"),
    when=_fell,
)
def withdrawn(audited: Audited, proceeding: Proceeding) -> Iterator[Found]:
    """2021 Art. 48.2: within three (working) days; before, the opinions say promptly and no more."""
    fell = day(proceeding.until, "proceedings.until")
    for index, each in _shown_then(audited, proceeding):
        taken = happened(each.withdrawn_at, each, "publications.withdrawn_at")
        place = f"/publications[{index}]"
        if taken is None:
            yield Found(_("决定 {day} 被变更、撤销或者确认违法、无效，公示没有撤回", day=fell.isoformat()), at=place)
        elif fell >= _REVISED:
            yield from overdue(
                due_penalty_law(fell, _THREE, audited.settings.overlay), taken, _("撤回公示的处罚决定"), at=place
            )


@duty(
    "publicity.withdrawal_explained",
    _("撤回公示公开说明理由"),
    (penalty_2021("48.2"),),
    over="proceedings",
    on="until",
    item=NoticeItem.OPAQUE,
    inputs=(
        "proceedings.until",
        "proceedings.result",
        "publications",
        "publications.at",
        "publications.withdrawal_explained",
    ),
    when=_fell,
)
def withdrawal_explained(audited: Audited, proceeding: Proceeding) -> Iterator[Found]:
    """2021 Art. 48.2: and gives its reasons to the public."""
    for index, each in _shown_then(audited, proceeding):
        if each.withdrawn_at is not None and not need(each.withdrawal_explained, "publications.withdrawal_explained"):
            yield Found(_("撤回公示没有公开说明理由"), at=f"/publications[{index}]")
