"""Publicity of penalties in market supervision (市场监管处罚信息公示, Order 45, from 2021-09-01)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import Channel, Decision, Publication, Served, Service
from ....model.duty import Alike, Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.penalty import MeasureKind
from ....model.recorded import day_of
from ...audited import Audited
from ...late import overdue
from ...likeness import by_words
from ...sources import market_publicity
from ...terms import due_working, months, years
from .common import is_market, is_warning_only, publications

_SHOWING: Final = _("在国家企业信用信息公示系统公示处罚信息")
_TWENTY: Final = 20
_TEN: Final = 10
_RESTRICTIONS: Final = frozenset({MeasureKind.RESTRICT_BUSINESS, MeasureKind.RESTRICT_EMPLOYMENT})
_PROVINCE: Final = 2


def _is_shown(audited: Audited, decision: Decision) -> bool:
    return is_market(audited) and audited.penalises(decision) and not is_warning_only(decision)


def _is_local(audited: Audited) -> bool:
    party = need(audited.file.party, "party")
    home = need(party.division, "party.division")
    return home[:_PROVINCE] == need(audited.file.division, "division")[:_PROVINCE]


def _on_register(audited: Audited) -> list[tuple[int, Publication]]:
    found = []
    for index, each in enumerate(publications(audited)):
        if each.channel is None:
            raise Missing("publications.channel")
        if each.channel is Channel.ENTERPRISE:
            found.append((index, each))
    return found


_SHOWN: Final = (
    "domain",
    "procedure",
    "division",
    "party.division",
    "decisions.at",
    "decisions.kind",
    "decisions.sanctions",
    "decisions.sanctions.kind",
    "publications",
    "publications.channel",
)


@duty(
    "publicity.market_in_twenty_days",
    _("二十个工作日内在企业信用信息公示系统公示"),
    (market_publicity("9"),),
    over="decisions",
    item=NoticeItem.OPAQUE,
    inputs=(*_SHOWN, "publications.at"),
    when=by_words(lambda audited, decision: _is_shown(audited, decision) and _is_local(audited)),
)
def market_in_twenty_days(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Order 45 Art. 9: party and department in one province."""
    shown = _on_register(audited)
    if not shown:
        yield Found(_("处罚信息没有在国家企业信用信息公示系统公示"))
        return
    due = due_working(need(decision.at, "decisions.at"), _TWENTY, audited.settings.overlay)
    index, first = shown[0]
    what = _SHOWING
    yield from overdue(due, need(first.at, "publications.at"), what, at=f"/publications[{index}]")


@duty(
    "publicity.market_pushed_home",
    _("十个工作日内推送当事人登记地公示"),
    (market_publicity("10"),),
    over="decisions",
    item=NoticeItem.OPAQUE,
    inputs=(*_SHOWN, "publications.pushed_at"),
    when=by_words(lambda audited, decision: _is_shown(audited, decision) and not _is_local(audited)),
)
def market_pushed_home(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Order 45 Art. 10: a party of another province; the department there publishes in ten working days more."""
    shown = _on_register(audited)
    if not shown:
        yield Found(_("处罚信息没有推送当事人登记地公示"))
        return
    index, first = shown[0]
    place = f"/publications[{index}]"
    pushed = happened(first.pushed_at, first, "publications.pushed_at")
    if pushed is None:
        yield Found(_("处罚信息没有推送当事人登记地公示"), at=place)
        return
    due = due_working(need(decision.at, "decisions.at"), _TEN, audited.settings.overlay)
    yield from overdue(due, pushed, _("推送处罚信息"), at=place)


@duty(
    "publicity.market_warning_not_shown",
    _("仅受警告处罚的不予公示"),
    (market_publicity("2.2"),),
    over="decisions",
    item=NoticeItem.PROCEDURE,
    inputs=(
        "domain",
        "procedure",
        "decisions.at",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "publications",
        "publications.channel",
    ),
    when=by_words(lambda audited, decision: is_market(audited) and is_warning_only(decision)),
)
def market_warning_not_shown(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Order 45 Art. 2.2: unless a law or administrative regulation says otherwise."""
    for index, _publication in _on_register(audited):
        yield Found(_("仅受警告的处罚在国家企业信用信息公示系统公示"), at=f"/publications[{index}]")


@duty(
    "publicity.market_same_as_served",
    _("公示的决定书与送达的一致"),
    (market_publicity("7"),),
    over="publications",
    item=NoticeItem.FALSIFIED,
    inputs=("domain", "procedure", "publications.at", "publications.same_as_served"),
    when=is_market,
    alike=Alike.WORDS,
)
def market_same_as_served(audited: Audited, publication: Publication) -> Iterator[Found]:
    """Order 45 Art. 7: the same text, but for what must be masked."""
    if not need(publication.same_as_served, "publications.same_as_served"):
        yield Found(_("公示的处罚决定书与送达当事人的不一致"))


def _serves_decision(audited: Audited, service: Service) -> bool:
    return need(service.of, "services.of") is Served.DECISION


def _serves_shown(audited: Audited, service: Service) -> bool:
    return _serves_decision(audited, service) and _is_shown(audited, audited.decided())


@duty(
    "publicity.market_told_at_service",
    _("送达时书面告知处罚信息将公示"),
    (market_publicity("8"),),
    over="services",
    item=NoticeItem.OPAQUE,
    gravity=Gravity.IRREGULAR,
    inputs=(
        "domain",
        "procedure",
        "decisions",
        "decisions.kind",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "services.at",
        "services.of",
        "services.told_of_publication",
    ),
    when=by_words(_serves_shown, unless=_serves_decision),
)
def market_told_at_service(audited: Audited, service: Service) -> Iterator[Found]:
    """Order 45 Art. 8: in writing, when the decision is served."""
    if not need(service.told_of_publication, "services.told_of_publication"):
        yield Found(_("送达处罚决定书时没有书面告知将向社会公示"))


def _is_on_register(audited: Audited, publication: Publication) -> bool:
    return is_market(audited) and need(publication.channel, "publications.channel") is Channel.ENTERPRISE


def _is_shown_until(audited: Audited, publication: Publication) -> bool:
    if not _is_on_register(audited, publication):
        return False
    return publication.until is not None or publication.removed_at is not None


@duty(
    "publicity.market_period_ends",
    _("公示期届满停止公示"),
    (market_publicity("13.1"),),
    over="publications",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.PROCEDURE,
    inputs=(
        "domain",
        "procedure",
        "decisions",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "publications.at",
        "publications.channel",
    ),
    when=by_words(_is_shown_until, unless=_is_on_register),
)
def market_period_ends(audited: Audited, publication: Publication) -> Iterator[Found]:
    """Order 45 Art. 13: three months after a mere criticism, else three years, longer where a restriction lasts longer.

    A low fine ends after three months too; what is low the province says, so no fine is held to that here.
    """
    decision = audited.decided()
    kinds = {need(each.kind, "decisions.sanctions.kind") for each in need(decision.sanctions, "decisions.sanctions")}
    if kinds & _RESTRICTIONS:
        return
    began = day_of(need(publication.at, "publications.at"))
    last = (months(3) if kinds == {MeasureKind.CRITICISM} else years(3)).after(began)
    ends = publication.until if publication.removed_at is None else day_of(publication.removed_at)
    if ends is not None and ends > last:
        message = _("公示期 {last} 届满，停止公示在 {ends}", last=last.isoformat(), ends=ends.isoformat())
        yield Found(message)
