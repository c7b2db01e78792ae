"""Quotas of fines (罚没指标), and fines that come back to those who impose them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ....i18n import Message, _
from ....model.actors import EnforcementSubject
from ....model.actors.publicity import PlanDocument
from ....model.casefile import CaseFile, Quota
from ....model.duty import Found, Gravity, NoticeItem, duty, need
from ...audited import Audited
from ...sector_sources import road_traffic
from ...sources import (
    business_environment,
    notice,
    penalty_2017,
    penalty_2021,
    supervision_2026,
    three_systems,
)
from ..gathering import each_of
from ..inspection.applying import against

_QUOTAS: Final = (
    supervision_2026("11.2.4", gravity=Gravity.IRREGULAR),
    notice("s3.2.4", gravity=Gravity.IRREGULAR),
)
_PLANS: Final = ("subjects.plans", "subjects.plans.on")
_TRAFFIC: Final = road_traffic("86")
_TRAFFIC_LAW: Final = "道路交通安全法"


@duty(
    "conduct.no_quota",
    _("不得下达罚没指标"),
    (*_QUOTAS, _TRAFFIC),
    on="",
    item=NoticeItem.QUOTAS,
    inputs=("quotas", "quotas.set_on", "quotas.document", "domain", "division"),
)
def no_quota(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice; 行政执法监督条例 Art. 11.2 (4) (趋利性执法); 道路交通安全法 Art. 86 for cases under that law."""

    def check(numbered: tuple[int, Quota]) -> Iterator[Found]:
        index, quota = numbered
        on, document = need(quota.set_on, "quotas.set_on"), need(quota.document, "quotas.document")
        message = _("下达罚没指标：{document}", document=document)
        if _TRAFFIC.in_force.covers(on) and _of_traffic(file):
            yield Found(message, Gravity.UNLAWFUL, on=on, at=f"/quotas[{index}]")
            return
        yield from against(audited, _QUOTAS, on, message, at=f"/quotas[{index}]")

    return each_of([*enumerate(need(file.quotas, "quotas"))], check)


def _of_traffic(file: CaseFile) -> bool:
    return any(_TRAFFIC_LAW in each for decision in file.decisions or () for each in decision.basis or ())


def _in_plans(
    subject: EnforcementSubject, asks: Callable[[PlanDocument], bool | None], name: str, message: Message
) -> Iterable[Found]:
    def check(numbered: tuple[int, PlanDocument]) -> Iterator[Found]:
        index, plan = numbered
        if need(asks(plan), name):
            yield Found(message, on=need(plan.on, "subjects.plans.on"), at=f"plans[{index}]")

    return each_of([*enumerate(need(subject.plans, "subjects.plans"))], check)


@duty(
    "conduct.no_quota_planned",
    _("计划、考核文件不下达或者变相下达罚没指标"),
    _QUOTAS,
    over="registers.subjects",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.QUOTAS,
    inputs=(*_PLANS, "subjects.plans.sets_quota"),
)
def no_quota_planned(audited: Audited, subject: EnforcementSubject) -> Iterator[Found]:
    """The notice 三、（二）4; 行政执法监督条例 Art. 11.2 (4), from 2026-02."""
    message = _("文件下达或者变相下达罚没指标")
    yield from _in_plans(subject, lambda plan: plan.sets_quota, "subjects.plans.sets_quota", message)


@duty(
    "conduct.fines_unlinked",
    _("罚没款项不同考核、利益挂钩"),
    (
        penalty_2021("74.3"),
        business_environment("59.3"),
        three_systems("s6.22", gravity=Gravity.IRREGULAR),
    ),
    over="registers.subjects",
    on="",
    item=NoticeItem.QUOTAS,
    inputs=(*_PLANS, "subjects.plans.links_fines"),
)
def fines_unlinked(audited: Audited, subject: EnforcementSubject) -> Iterator[Found]:
    """2021 Art. 74.3, 优化营商环境条例 Art. 59.3 (from 2020), 国办发〔2018〕118号 （二十二）."""
    message = _("罚没款项同考核、考评或者部门利益挂钩")
    yield from _in_plans(subject, lambda plan: plan.links_fines, "subjects.plans.links_fines", message)


@duty(
    "conduct.fines_not_returned",
    _("不得返还罚没款项"),
    (penalty_2017("53.2"), penalty_2021("74.3")),
    over="registers.subjects",
    on="",
    item=NoticeItem.QUOTAS,
    inputs=(*_PLANS, "subjects.plans.returns_fines"),
)
def fines_not_returned(audited: Audited, subject: EnforcementSubject) -> Iterator[Found]:
    """2017 Art. 53.2, 2021 Art. 74.3: the treasury gives nothing back in any form."""
    message = _("罚没款项返还作出处罚决定的机关")
    yield from _in_plans(subject, lambda plan: plan.returns_fines, "subjects.plans.returns_fines", message)
