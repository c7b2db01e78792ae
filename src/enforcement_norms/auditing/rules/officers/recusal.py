"""Recusal (回避), and one officer in two places at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice, pairwise
from operator import attrgetter, itemgetter
from typing import Final

from ....calendar import next_working_day
from ....i18n import _
from ....model.casefile import CaseFile, RecusalRequest, Relation, RelationKind
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of, is_before
from ...audited import Audited
from ...late import overdue
from ...sector_sources import police_procedure, public_order_2012, public_order_2025
from ...sources import notice, penalty_2017, penalty_2021
from ...terms import Due, days
from ..gathering import each_of

_REVISED: Final = date(2021, 7, 15)
_POLICE: Final = "public_security"
_POLICE_DAYS: Final = days(2)
_STAYS: Final = ("inspections", "questionings")
"""Steps that last, at a place."""
_stays_of: Final = attrgetter(*_STAYS)
_began: Final = itemgetter(0)


@duty(
    "officers.recused",
    _("有利害关系的执法人员回避"),
    (penalty_2017("37.3"), penalty_2021("43.1"), public_order_2012("81.1"), public_order_2025("95.1")),
    on="",
    item=NoticeItem.FAVOUR,
    inputs=("domain", "relations", "relations.kind", "relations.known_at"),
)
def recused(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """2017 Art. 37.3: direct interest; 2021 Art. 43.1, and 治安管理处罚法 always: other relations that touch fairness too."""
    police = need(file.domain, "domain") == _POLICE

    def check(relation: Relation) -> Iterator[Found]:
        kind = need(relation.kind, "relations.kind")
        known = need(relation.known_at, "relations.known_at")
        for act in audited.acting:
            if act.officer != relation.officer:
                continue
            at = need(act.at, f"{act.role}.at")
            wider = police or day_of(at) >= _REVISED
            if is_before(at, known) or not (wider or kind is RelationKind.DIRECT_INTEREST):
                continue
            bases = [basis.cite for basis in recused.bases_on(day_of(at))]
            cites = tuple(cite for cite in bases if police or not cite.instrument.startswith("public_"))
            message = _("{officer} 与案件有利害关系，仍参加办案", officer=relation.officer)
            yield Found(message, on=at, at=f"/{act.place}", cites=cites)
            return

    return each_of(need(file.relations, "relations"), check)


@duty(
    "officers.recusal_decided",
    _("回避申请由负责人决定"),
    (penalty_2021("43.3"),),
    over="recusals",
    item=NoticeItem.FAVOUR,
    inputs=("recusals.at", "recusals.decided_at", "recusals.by_head"),
)
def recusal_decided(audited: Audited, request: RecusalRequest) -> Iterator[Found]:
    """2021 Art. 43.3: examined by law and decided by a head of the organ."""
    if happened(request.decided_at, request, "recusals.decided_at") is None:
        yield Found(_("当事人申请回避，没有作出决定"))
    elif not need(request.by_head, "recusals.by_head"):
        yield Found(_("回避申请不是由行政机关负责人决定"))


@duty(
    "officers.police_recusal_term",
    _("公安机关二日内决定回避申请"),
    (police_procedure("21"),),
    over="recusals",
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "recusals.at", "recusals.decided_at"),
    when=lambda audited, request: (
        need(audited.file.domain, "domain") == _POLICE
        and happened(request.decided_at, request, "recusals.decided_at") is not None
    ),
)
def police_recusal_term(audited: Audited, request: RecusalRequest) -> Iterator[Found]:
    """公安机关办理行政案件程序规定 Art. 21: two days from receipt; Art. 35: a last day of rest moves to the next day."""
    last = _POLICE_DAYS.after(day_of(need(request.at, "recusals.at")))
    rolled = next_working_day(last, audited.settings.overlay)
    yield from overdue(Due(rolled, rolled, rolled), need(request.decided_at, "recusals.decided_at"), _("决定回避申请"))


@duty(
    "officers.recused_stays_out",
    _("决定回避的人员不再参加办案"),
    (penalty_2017("37.3"), penalty_2021("43.1")),
    on="",
    item=NoticeItem.FAVOUR,
    inputs=("recusals", "recusals.officer", "recusals.granted", "recusals.decided_at"),
)
def recused_stays_out(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """2017 Art. 37.3, 2021 Art. 43.1: who must withdraw does nothing more in the case."""

    def check(request: RecusalRequest) -> Iterator[Found]:
        if not need(request.granted, "recusals.granted"):
            return
        decided = need(request.decided_at, "recusals.decided_at")
        officer = need(request.officer, "recusals.officer")
        for act in audited.acting:
            if act.officer == officer:
                at = need(act.at, f"{act.role}.at")
                if is_before(decided, at):
                    message = _("{officer} 被决定回避后仍参加办案", officer=officer)
                    yield Found(message, on=at, at=f"/{act.place}")
                    return

    return each_of(need(file.recusals, "recusals"), check)


@duty(
    "officers.two_places_at_once",
    _("同一执法人员不同时在两处"),
    (notice("s3.2.2"),),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FALSIFIED,
    inputs=(
        "inspections.at",
        "inspections.ended_at",
        "inspections.place",
        "questionings.at",
        "questionings.ended_at",
        "questionings.place",
    ),
)
def two_places_at_once(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice counts falsification among unfair enforcement: one person, two places, one hour."""
    hours = [
        (step.at, step.ended_at)
        for steps in _stays_of(file)
        for step in steps or ()
        if isinstance(step.at, datetime) and isinstance(step.ended_at, datetime)
    ]
    hours.sort(key=_began)
    for (_began_first, ended), (began, _ended) in pairwise(hours):
        if began < ended:
            return _in_two_places(file)
    return ()


def _in_two_places(file: CaseFile) -> Iterator[Found]:
    held: dict[tuple[datetime, datetime, str, frozenset[str]], str] = {}
    for name, steps in zip(_STAYS, _stays_of(file), strict=True):
        for index, step in enumerate(steps or ()):
            began, ended = step.at, step.ended_at
            if isinstance(began, datetime) and isinstance(ended, datetime) and step.place is not None:
                held.setdefault((began, ended, step.place, frozenset(step.officers or ())), f"{name}[{index}]")
    stays = sorted(held.items(), key=lambda stay: stay[0][0])
    for index, ((_began, ended, place, officers), _step) in enumerate(stays):
        for (began, _ended, elsewhere, others), where in islice(stays, index + 1, None):
            if began >= ended:
                break
            both = sorted(officers & others) if elsewhere != place else []
            if both:
                message = _(
                    "{officers} 同一时间在“{place}”和“{elsewhere}”", officers=both, place=place, elsewhere=elsewhere
                )
                yield Found(message, on=began, at=f"/{where}")
