"""Intervention, manners, accountability (干预案件、执法作风、责任追究)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.casefile import Accountability, CaseFile, ConductKind, ConductReport, Intervention
from ....model.duty import Alike, Basis, Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited
from ...sector_sources import agricultural_enforcement, sichuan_transport
from ...sources import notice, penalty_2017, penalty_2021, sichuan_supervision, supervision_2026
from ..gathering import each_of
from ..inspection.applying import against

_NOTICE: Final = notice("s3.2.4", gravity=Gravity.IRREGULAR)
_ANSWERING: Final = notice("s4.5.2", gravity=Gravity.IRREGULAR)
_ALWAYS: Final = (
    supervision_2026("11.2.5", gravity=Gravity.IRREGULAR),
    notice("s3.2.5", gravity=Gravity.IRREGULAR),
)
_LANGUAGE: Final = (sichuan_transport("16.1"),)
_ROUGH: Final = (sichuan_supervision("33..5"), sichuan_transport("20..3"), agricultural_enforcement("29..6"))
_OF_KIND: Final[dict[ConductKind, tuple[tuple[Basis, ...], NoticeItem, Message]]] = {
    ConductKind.OBSTACLES: (_ALWAYS, NoticeItem.OBSTACLES, _("设置障碍、刁难当事人")),
    ConductKind.RUDENESS: ((*_ALWAYS, *_LANGUAGE), NoticeItem.RUDENESS, _("对待群众态度恶劣")),
    ConductKind.ROUGHNESS: ((*_ALWAYS, *_ROUGH), NoticeItem.ROUGHNESS, _("工作简单粗暴")),
}


def is_established(report: ConductReport) -> bool:
    """Whether what is said of an officer is true; what was never examined is not.

    Raises:
        Missing: neither is recorded.
    """
    return "established" not in report.not_done and need(report.established, "conduct_reports.established")


@duty(
    "conduct.no_intervention",
    _("不得违反规定干预、插手案件"),
    (_NOTICE,),
    over="interventions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.INTERVENTION,
    inputs=("interventions.at", "interventions.by", "interventions.against_rules"),
)
def no_intervention(audited: Audited, step: Intervention) -> Iterator[Found]:
    """The notice 三、（二）4."""
    if need(step.against_rules, "interventions.against_rules"):
        yield Found(_("{by} 违反规定干预或者插手案件办理", by=need(step.by, "interventions.by")))


@duty(
    "conduct.intervention_recorded",
    _("干预案件的情况登记、报告"),
    (_ANSWERING,),
    over="interventions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.INTERVENTION,
    inputs=("interventions.at", "interventions.recorded_at", "interventions.reported_at"),
)
def intervention_recorded(audited: Audited, step: Intervention) -> Iterator[Found]:
    """The notice 四、（五）2: whoever oversteps answers for it, so every intervention is on record and known above."""
    if happened(step.recorded_at, step, "interventions.recorded_at") is None:
        yield Found(_("干预案件的情况没有登记"))
    if happened(step.reported_at, step, "interventions.reported_at") is None:
        yield Found(_("干预案件的情况没有报告"), item=NoticeItem.NOT_REPORTED)


@duty(
    "conduct.civil",
    _("文明执法"),
    (*_ALWAYS, *_LANGUAGE, *_ROUGH),
    over="conduct_reports",
    item=NoticeItem.ROUGHNESS,
    inputs=(
        "domain",
        "division",
        "conduct_reports.at",
        "conduct_reports.kind",
        "conduct_reports.established",
    ),
    when=lambda audited, report: "established" not in report.not_done,
)
def civil(audited: Audited, report: ConductReport) -> Iterator[Found]:
    """The notice 三、（二）5, and from 2026-02 行政执法监督条例 Art. 11.2 (5), for everyone; some fields have more."""
    if need(report.established, "conduct_reports.established"):
        bases, item, message = _OF_KIND[need(report.kind, "conduct_reports.kind")]
        yield from against(audited, bases, need(report.at, "conduct_reports.at"), message, item=item)


@duty(
    "conduct.report_examined",
    _("对作风反映认真核查"),
    (penalty_2017("54.2"), penalty_2021("75.2"), notice("s4.5.1", gravity=Gravity.IRREGULAR)),
    over="conduct_reports",
    item=NoticeItem.IGNORED,
    inputs=("conduct_reports.at", "conduct_reports.established"),
)
def report_examined(audited: Audited, report: ConductReport) -> Iterator[Found]:
    """2017 Art. 54.2, 2021 Art. 75.2: what people say of a penalty is examined with care."""
    if happened(report.established, report, "conduct_reports.established") is None:
        yield Found(_("对执法作风的反映没有核查"))


@duty(
    "conduct.report_acted_on",
    _("属实的作风问题得到处理"),
    (penalty_2017("54.2"), penalty_2021("75.2"), _ANSWERING),
    on="",
    item=NoticeItem.IGNORED,
    inputs=("conduct_reports", "conduct_reports.at", "conduct_reports.established", "conduct_reports.handled_at"),
    alike=Alike.WORDS,
)
def report_acted_on(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2017 Art. 54.2, 2021 Art. 75.2: what is found wrong is put right; the notice 四、（五）2."""

    def check(numbered: tuple[int, ConductReport]) -> Iterator[Found]:
        index, report = numbered
        if is_established(report) and happened(report.handled_at, report, "conduct_reports.handled_at") is None:
            on = need(report.at, "conduct_reports.at")
            yield Found(_("属实的作风问题没有处理"), on=on, at=f"/conduct_reports[{index}]")

    yield from each_of(enumerate(need(file.conduct_reports, "conduct_reports")), check)


@duty(
    "conduct.accountability_complete",
    _("追责记录写明人员、职责、行为、方式"),
    (_ANSWERING,),
    over="accountability",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "accountability.at",
        "accountability.person",
        "accountability.duty",
        "accountability.act",
        "accountability.sanction",
    ),
)
def accountability_complete(audited: Audited, step: Accountability) -> Iterator[Found]:
    """The notice 四、（五）2: powers are bounded, and each duty has its answer."""
    recorded: tuple[tuple[str | None, str, Message], ...] = (
        (step.person, "accountability.person", _("被追责人员")),
        (step.duty, "accountability.duty", _("被追责人员的职责")),
        (step.act, "accountability.act", _("被追责的行为")),
        (step.sanction, "accountability.sanction", _("追责方式")),
    )
    lacking = [name for value, path, name in recorded if happened(value, step, path) is None]
    if lacking:
        yield Found(_("追责记录没有写明：{lacking}", lacking=lacking))


@duty(
    "conduct.held_to_account",
    _("收受财物、作风问题属实的人员被追究责任"),
    (_ANSWERING,),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.UNSUPERVISED,
    inputs=(
        "favours",
        "favours.at",
        "favours.officer",
        "conduct_reports",
        "conduct_reports.at",
        "conduct_reports.officer",
        "conduct_reports.established",
        "accountability",
        "accountability.person",
    ),
    alike=Alike.WORDS,
)
def held_to_account(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """The notice 四、（五）2: who must answer does; 2021 Art. 79.2 asks a sanction for what was taken."""
    concerned = [
        (need(each.officer, "favours.officer"), need(each.at, "favours.at"), f"/favours[{index}]")
        for index, each in enumerate(need(file.favours, "favours"))
    ]
    for index, report in enumerate(need(file.conduct_reports, "conduct_reports")):
        if not is_established(report):
            continue
        officer, at = need(report.officer, "conduct_reports.officer"), need(report.at, "conduct_reports.at")
        concerned.append((officer, at, f"/conduct_reports[{index}]"))
    if not concerned:
        return
    answered = {need(each.person, "accountability.person") for each in need(file.accountability, "accountability")}
    for officer, on, place in concerned:
        if officer not in answered:
            yield Found(_("{officer} 没有被追究责任", officer=officer), on=on, at=place)
