"""The standard applied (裁量基准): public, in force, of this place; a departure reasoned and approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import Decision, StandardUsed
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....territories import lies_within
from ...audited import Audited, day
from ...sources import benchmark_opinions, penalty_2021, sichuan_discretion
from ..decided import is_ordinary_penalty

_BASE: Final = ("procedure", "decisions.at", "decisions.kind", "standard")


def _uses_standard(audited: Audited, decision: Decision) -> bool:
    return is_ordinary_penalty(audited, decision) and "standard" not in audited.file.not_done


def _standard(audited: Audited) -> StandardUsed:
    return need(audited.file.standard, "standard")


@duty(
    "discretion.standard_public",
    _("裁量基准向社会公布后适用"),
    (penalty_2021("34"), sichuan_discretion("7.1")),
    over="decisions",
    item=NoticeItem.OPAQUE,
    inputs=(*_BASE, "standard.published_on"),
    when=_uses_standard,
    alike=Alike.MOMENT,
)
def standard_public(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 34; in Sichuan since 2014 (四川省规范行政执法裁量权规定 Art. 7.1)."""
    used = _standard(audited)
    published = happened(used.published_on, used, "standard.published_on")
    if published is None:
        yield Found(_("所适用的裁量基准没有向社会公布"), at="/standard")
    elif published > day(decision.at, "decisions.at"):
        yield Found(_("裁量基准 {published} 才公布，晚于处罚决定", published=published.isoformat()), at="/standard")


@duty(
    "discretion.standard_in_force",
    _("裁量基准现行有效"),
    (benchmark_opinions("s5.12"), sichuan_discretion("8")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=(*_BASE, "standard.in_force_from", "standard.in_force_until"),
    when=_uses_standard,
    alike=Alike.MOMENT,
)
def standard_in_force(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2022〕27号 五、（十二); a standard not yet or no longer in force is none."""
    used = _standard(audited)
    decided = day(decision.at, "decisions.at")
    first = need(used.in_force_from, "standard.in_force_from")
    if first > decided:
        yield Found(_("裁量基准自 {first} 起施行，作出决定时尚未施行", first=first.isoformat()), at="/standard")
    last = used.in_force_until
    if last is not None and last < decided:
        yield Found(_("裁量基准在 {last} 后已经失效", last=last.isoformat()), at="/standard")


@duty(
    "discretion.standard_of_this_place",
    _("裁量基准适用于本行政区域"),
    (benchmark_opinions("s2.4"), sichuan_discretion("6")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=(*_BASE, "standard.division", "division"),
    when=_uses_standard,
    alike=Alike.WORDS,
)
def standard_of_this_place(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2022〕27号 二、（四), 四川省规范行政执法裁量权规定 Art. 6: each standard holds where its maker has power."""
    place = need(audited.file.division, "division")
    held = need(_standard(audited).division, "standard.division")
    if not lies_within(place, held):
        yield Found(_("裁量基准适用于 {held}，本案在 {place}", held=held, place=place), at="/standard")


@duty(
    "discretion.departure_approved",
    _("偏离裁量基准说明理由并经批准或者集体讨论"),
    (benchmark_opinions("s5.12"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(
        *_BASE,
        "standard.departure",
        "standard.departure.reason",
        "standard.departure.deliberated",
        "standard.departure.approved_by",
    ),
    when=lambda audited, decision: _uses_standard(audited, decision) and _standard(audited).departure is not None,
    alike=Alike.WORDS,
)
def departure_approved(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2022〕27号 五、（十二): by the first head or after deliberation; of a superior's standard by its maker."""
    departure = need(_standard(audited).departure, "standard.departure")
    if happened(departure.reason, departure, "standard.departure.reason") is None:
        yield Found(_("偏离裁量基准没有说明理由"), at="/standard.departure")
    approved = happened(departure.approved_by, departure, "standard.departure.approved_by")
    if approved is None and not need(departure.deliberated, "standard.departure.deliberated"):
        yield Found(_("偏离裁量基准没有经批准或者集体讨论"), at="/standard.departure")
