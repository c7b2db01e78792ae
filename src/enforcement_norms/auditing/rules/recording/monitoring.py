"""Electronic monitoring (电子技术监控设备, 2021 Art. 41): device, place, content, what the party hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ....i18n import Message, _
from ....model.casefile import Evidence, Monitoring
from ....model.duty import Found, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...sources import penalty_2021


def _monitored(audited: Audited, evidence: Evidence) -> bool:
    return evidence.monitoring is not None


def _of(evidence: Evidence) -> Monitoring:
    return need(evidence.monitoring, "evidence.monitoring")


def _not_before(done: date | None, evidence: Evidence, what: Message) -> Iterator[Found]:
    if done is None or done > day(evidence.at, "evidence.at"):
        yield Found(what, at="monitoring")


@duty(
    "recording.device_reviewed",
    _("监控设备经过法制和技术审核，符合标准、标志明显"),
    (penalty_2021("41.1"),),
    over="evidence",
    inputs=(
        "evidence.at",
        "evidence.monitoring.legal_reviewed_on",
        "evidence.monitoring.technical_reviewed_on",
        "evidence.monitoring.meets_standard",
        "evidence.monitoring.sign_visible",
    ),
    when=_monitored,
)
def device_reviewed(audited: Audited, evidence: Evidence) -> Iterator[Found]:
    """2021 Art. 41.1: reviewed in law and technique before it is used."""
    used = _of(evidence)
    legal = happened(used.legal_reviewed_on, used, "evidence.monitoring.legal_reviewed_on")
    yield from _not_before(legal, evidence, _("监控设备使用前没有经过法制审核"))
    technical = happened(used.technical_reviewed_on, used, "evidence.monitoring.technical_reviewed_on")
    yield from _not_before(technical, evidence, _("监控设备使用前没有经过技术审核"))
    if not need(used.meets_standard, "evidence.monitoring.meets_standard"):
        yield Found(_("监控设备不符合标准"), at="monitoring")
    if not need(used.sign_visible, "evidence.monitoring.sign_visible"):
        yield Found(_("监控设备标志不明显"), at="monitoring")


@duty(
    "recording.device_site_published",
    _("监控设备设置地点向社会公布"),
    (penalty_2021("41.1"),),
    over="evidence",
    item=NoticeItem.OPAQUE,
    inputs=("evidence.at", "evidence.monitoring.site_published_on"),
    when=_monitored,
)
def device_site_published(audited: Audited, evidence: Evidence) -> Iterator[Found]:
    """2021 Art. 41.1: the place is published."""
    used = _of(evidence)
    published = happened(used.site_published_on, used, "evidence.monitoring.site_published_on")
    yield from _not_before(published, evidence, _("取证时没有公布监控设备设置地点"))


@duty(
    "recording.monitoring_content_reviewed",
    _("监控记录内容经审核符合要求"),
    (penalty_2021("41.2"),),
    over="evidence",
    inputs=(
        "evidence.at",
        "evidence.monitoring.content_reviewed_on",
        "evidence.monitoring.content_passed",
    ),
    when=_monitored,
)
def monitoring_content_reviewed(audited: Audited, evidence: Evidence) -> Iterator[Found]:
    """2021 Art. 41.2: not reviewed, or not up to the requirements, it is no evidence."""
    used = _of(evidence)
    if happened(used.content_reviewed_on, used, "evidence.monitoring.content_reviewed_on") is None:
        yield Found(_("监控记录的内容没有审核，不得作为证据"), at="monitoring")
    elif not need(used.content_passed, "evidence.monitoring.content_passed"):
        yield Found(_("监控记录的内容经审核不符合要求，不得作为证据"), at="monitoring")


@duty(
    "recording.monitoring_told",
    _("及时告知监控记录的违法事实，便利查询和申辩"),
    (penalty_2021("41.3"),),
    over="evidence",
    item=NoticeItem.OPAQUE,
    inputs=("evidence.at", "evidence.monitoring.party_told_at", "evidence.monitoring.can_be_queried"),
    when=_monitored,
)
def monitoring_told(audited: Audited, evidence: Evidence) -> Iterator[Found]:
    """2021 Art. 41.3: told promptly, with ways to look it up, state and defend."""
    used = _of(evidence)
    if happened(used.party_told_at, used, "evidence.monitoring.party_told_at") is None:
        yield Found(_("没有告知当事人监控记录的违法事实"), at="monitoring")
    if not need(used.can_be_queried, "evidence.monitoring.can_be_queried"):
        yield Found(_("没有为当事人查询、陈述、申辩提供便利"), at="monitoring")
