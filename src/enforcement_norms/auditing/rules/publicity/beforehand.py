"""Publicity beforehand and on the spot (事前公开、事中公示)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ....i18n import Message, _
from ....model.actors import EnforcementSubject, PublicItem, PublicKind, SystemKind
from ....model.casefile import Decision, Inspection, Questioning
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...late import overdue
from ...sources import information, notice, penalty_2021, sichuan_supervision, three_systems
from ...terms import due_working
from ..filing import filed_by_october
from ..gathering import all_recorded

_UPDATE_WORKING_DAYS: Final = 20
_REVISED: Final = date(2021, 7, 15)
_NAMES: Final[dict[PublicKind, Message]] = {
    PublicKind.SUBJECT: _("执法主体"),
    PublicKind.OFFICERS: _("执法人员"),
    PublicKind.DUTIES: _("职责"),
    PublicKind.POWERS: _("权限"),
    PublicKind.BASIS: _("执法依据"),
    PublicKind.PROCEDURE: _("执法程序"),
    PublicKind.REMEDIES: _("救济渠道"),
    PublicKind.RANDOM_ITEMS: _("随机抽查事项清单"),
    PublicKind.SERVICE_GUIDE: _("服务指南"),
    PublicKind.FLOWCHART: _("执法流程图"),
    PublicKind.FILING_BASIS: _("立案依据"),
}
_ALL: Final = tuple(_NAMES)[:8]
_STATUTORY: Final = (PublicKind.SUBJECT, PublicKind.FILING_BASIS, PublicKind.PROCEDURE, PublicKind.REMEDIES)
_NOT_STATUTORY: Final = tuple(kind for kind in _ALL if kind not in _STATUTORY)
_TASKS: Final[dict[str, Message]] = {
    "collect": _("采集"),
    "pass_on": _("传递"),
    "review": _("审核"),
    "publish": _("发布"),
}

publicity_filed = filed_by_october(
    "publicity.filed", SystemKind.PUBLICITY, _("执法公示制度及公示情况"), "s4.2.1", in_writing=True
)


def _shown(audited: Audited) -> Mapping[PublicKind, date]:
    """Since when the subject shows what; remembered with the registers."""
    subject = audited.subject
    key = ("public_items", subject.id)
    shown: dict[PublicKind, date] | None = audited.registers.remembered.get(key)
    if shown is None:
        shown = {}
        for each in need(subject.public_items, "subjects.public_items"):
            if each.kind is None:
                continue
            first = need(each.published_on, "subjects.public_items.published_on")
            shown[each.kind] = min(first, shown.get(each.kind, first))
        audited.registers.remember(key, shown)
    return shown


def _name(item: PublicItem) -> Message | str:
    """What people call an item; those without a name of their own by their kind."""
    return _("公示事项") if item.kind is None else _NAMES.get(item.kind, item.kind)


def _all_shown_from(audited: Audited, wanted: tuple[PublicKind, ...]) -> date:
    """Since when the subject shows all that is wanted, the end of time if never; remembered with the registers."""
    shown = _shown(audited)
    key = ("all public", audited.subject.id, wanted)
    since: date | None = audited.registers.remembered.get(key)
    if since is None:
        since = audited.registers.remember(key, max(shown.get(kind, date.max) for kind in wanted))
    return since


def _hidden(audited: Audited, decision: Decision, wanted: tuple[PublicKind, ...]) -> Iterator[Found]:
    on = day(decision.at, "decisions.at")
    if _all_shown_from(audited, wanted) <= on:
        return
    shown = _shown(audited)
    lacking = [_NAMES[kind] for kind in wanted if kind not in shown or shown[kind] > on]
    if lacking:
        all_recorded((each.kind for each in audited.subject.public_items or ()), "subjects.public_items.kind")
        yield Found(_("作出决定时没有公示：{lacking}", lacking=lacking))


_INPUTS: Final = (
    "decisions.at",
    "subject",
    "subjects.public_items",
    "subjects.public_items.kind",
    "subjects.public_items.published_on",
)


@duty(
    "publicity.basics_public",
    _("事前公开执法主体、人员、职责、权限、依据、程序、救济渠道和抽查清单"),
    (three_systems("s2.4"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=_INPUTS,
    alike=Alike.MOMENT,
)
def basics_public(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (四): eight items, in full and in time; those that 2021 Art. 39 names are then a duty of law."""
    lawful = day(decision.at, "decisions.at") >= _REVISED
    yield from _hidden(audited, decision, _NOT_STATUTORY if lawful else _ALL)


@duty(
    "publicity.statutory_items_public",
    _("公示实施机关、立案依据、实施程序和救济渠道"),
    (penalty_2021("39"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=_INPUTS,
    alike=Alike.MOMENT,
)
def statutory_items_public(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 39: who enforces, on what a case is filed, how, and which remedies there are."""
    yield from _hidden(audited, decision, _STATUTORY)


@duty(
    "publicity.guide_public",
    _("公开服务指南和执法流程图"),
    (three_systems("s2.4"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=_INPUTS,
    alike=Alike.MOMENT,
)
def guide_public(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (四): a guide and a chart of the organ's enforcement."""
    yield from _hidden(audited, decision, (PublicKind.SERVICE_GUIDE, PublicKind.FLOWCHART))


@duty(
    "publicity.kept_current",
    _("公示信息变动后二十个工作日内更新"),
    (information("26"),),
    over="registers.subjects",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("subjects.public_items", "subjects.public_items.changed_on", "subjects.public_items.updated_on"),
)
def kept_current(audited: Audited, subject: EnforcementSubject) -> Iterator[Found]:
    """政府信息公开条例 Art. 26: within twenty working days of the change; what never changed needs no update."""
    overlay = audited.settings.overlay
    for index, each in enumerate(need(subject.public_items, "subjects.public_items")):
        if each.changed_on is None:
            continue
        updated = happened(each.updated_on, each, "subjects.public_items.updated_on")
        place = f"public_items[{index}]"
        if updated is None:
            message = _("公示的{what} {day} 变动后没有更新", what=_name(each), day=each.changed_on)
            yield Found(message, on=each.changed_on, at=place)
            continue
        due = due_working(each.changed_on, _UPDATE_WORKING_DAYS, overlay)
        for found in overdue(due, updated, _("更新公示的{what}", what=_name(each))):
            yield Found(found.message, found.gravity, each.changed_on, place)


@duty(
    "publicity.duties_named",
    _("明确公示采集、传递、审核、发布职责"),
    (three_systems("s2"), notice("s4.2.1")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=(
        "decisions.at",
        "subject",
        "subjects.publicity_duties",
        "subjects.publicity_duties.task",
        "subjects.publicity_duties.person",
    ),
    alike=Alike.WORDS,
)
def duties_named(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 part 二, the notice: who enforces publishes, and somebody answers for each task."""
    duties = need(audited.subject.publicity_duties, "subjects.publicity_duties")
    named = {each.task for each in duties if happened(each.person, each, "subjects.publicity_duties.person")}
    lacking = [name for task, name in _TASKS.items() if task not in named]
    if lacking:
        all_recorded((each.task for each in duties), "subjects.publicity_duties.task")
        yield Found(_("公示职责没有落实到人：{lacking}", lacking=lacking))


@duty(
    "publicity.yearly_statistics",
    _("每年1月31日前公开上年度执法数据"),
    (three_systems("s2.6"), sichuan_supervision("39.3")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("decisions.at", "subject", "subjects.statistics_published_on"),
    alike=Alike.WORDS,
)
def yearly_statistics(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2018〕118号 (六): by 31 January, for the year before; 四川省行政执法监督条例 Art. 39.3 asks for it too."""
    subject = audited.subject
    published = happened(subject.statistics_published_on, subject, "subjects.statistics_published_on")
    if published is None:
        yield Found(_("“{name}”没有公开上年度行政执法数据", name=subject.name))
    elif published > date(published.year, 1, 31):
        yield Found(_("上年度行政执法数据 {day} 才公开，晚于1月31日", day=published.isoformat()))


@duty(
    "publicity.inspection_document",
    _("检查时出具执法文书"),
    (three_systems("s2.5"),),
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("inspections.at", "inspections.notice_given"),
    alike=Alike.WORDS,
)
def inspection_document(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2018〕118号 (五): a document is handed over, with reason, basis, rights and duties."""
    if not need(step.notice_given, "inspections.notice_given"):
        yield Found(_("检查没有出具执法文书"))


@duty(
    "publicity.rights_told_on_the_spot",
    _("询问时主动告知权利义务"),
    (three_systems("s2.5"),),
    over="questionings",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("questionings.at", "questionings.rights_told"),
    alike=Alike.WORDS,
)
def rights_told_on_the_spot(audited: Audited, step: Questioning) -> Iterator[Found]:
    """国办发〔2018〕118号 (五): the party is told of reason, basis, rights and duties without asking."""
    if not need(step.rights_told, "questionings.rights_told"):
        yield Found(_("询问没有告知权利义务"))
