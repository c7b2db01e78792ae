"""Items and results of inspections (抽查事项、抽查结果): list, publication, follow-up, how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ....i18n import Message, _
from ....model.casefile import CaseFile, Inspection, InspectionItemRecord, InspectionOrigin
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Moment, day_of, is_before
from ...audited import Audited
from ...late import overdue, shown
from ...likeness import by_words
from ...sector_sources import food_inspection, safety_penalties, sichuan_transport
from ...sources import business_environment, notice, private_economy, random_inspection
from ...terms import due_working
from .applying import against
from .drawing import is_drawn, origin_of

_NOTICE: Final = notice("s4.3.2", gravity=Gravity.IRREGULAR)
_LISTED: Final = (random_inspection("s2.1", gravity=Gravity.IRREGULAR), _NOTICE)
_SHOWN: Final = (
    business_environment("54.1"),
    private_economy("52.2"),
    sichuan_transport("14.1"),
    random_inspection("s2.4", gravity=Gravity.IRREGULAR),
)
_ITEMS_SHOWN: Final = (
    business_environment("54.1"),
    private_economy("52.2"),
    random_inspection("s2.1", gravity=Gravity.IRREGULAR),
)
_PLANNED: Final = frozenset(
    {InspectionOrigin.RANDOM, InspectionOrigin.FULL_COVERAGE, InspectionOrigin.SPECIAL, InspectionOrigin.OTHER}
)
_FOOD_RULES: Final = "食品生产经营监督检查管理办法"
_TWENTY: Final = 20


@by_words
def _has_item(audited: Audited, step: Inspection) -> bool:
    return origin_of(step) is InspectionOrigin.RANDOM and "item" not in step.not_done


def _item(step: Inspection) -> InspectionItemRecord:
    return need(step.item, "inspections.item")


def _at(step: Inspection) -> Moment:
    return need(step.at, "inspections.at")


@duty(
    "inspection.item_listed",
    _("抽查事项列入随机抽查事项清单"),
    _LISTED,
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=("inspections.at", "inspections.origin", "inspections.item"),
    when=is_drawn,
)
def item_listed(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（一）; the notice 四、（三）2."""
    if happened(step.item, step, "inspections.item") is None:
        yield Found(_("检查事项没有列入随机抽查事项清单"))


@duty(
    "inspection.item_has_basis",
    _("抽查事项有法律、法规、规章依据"),
    (random_inspection("s2.1"),),
    over="inspections",
    item=NoticeItem.POWERS,
    inputs=("inspections.at", "inspections.origin", "inspections.item", "inspections.item.basis"),
    when=_has_item,
)
def item_has_basis(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（一）: without a law, regulation or rule there is no inspection at all."""
    if not need(_item(step).basis, "inspections.item.basis"):
        yield Found(_("抽查事项没有法律、法规、规章依据"), at="item")


@duty(
    "inspection.item_described",
    _("抽查事项清单载明主体、内容、方式"),
    _LISTED,
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "inspections.at",
        "inspections.origin",
        "inspections.item",
        "inspections.item.subject",
        "inspections.item.content",
        "inspections.item.method",
    ),
    when=_has_item,
)
def item_described(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（一）; the notice 四、（三）2: beside the basis, who inspects what and how."""
    item = _item(step)
    recorded: tuple[tuple[str | None, str, Message], ...] = (
        (item.subject, "inspections.item.subject", _("抽查主体")),
        (item.content, "inspections.item.content", _("抽查内容")),
        (item.method, "inspections.item.method", _("抽查方式")),
    )
    lacking = [name for value, path, name in recorded if happened(value, item, path) is None]
    if lacking:
        yield Found(_("抽查事项清单没有载明：{lacking}", lacking=lacking), at="item")


@duty(
    "inspection.items_public",
    _("抽查事项清单向社会公布"),
    _ITEMS_SHOWN,
    over="inspections",
    item=NoticeItem.OPAQUE,
    inputs=(
        "domain",
        "division",
        "inspections.at",
        "inspections.origin",
        "inspections.item",
        "inspections.item.public",
    ),
    when=_has_item,
)
def items_public(audited: Audited, step: Inspection) -> Iterator[Found]:
    """优化营商环境条例 Art. 54.1; 国办发〔2015〕58号 二（一）."""
    if not need(_item(step).public, "inspections.item.public"):
        yield from against(audited, _ITEMS_SHOWN, _at(step), _("抽查事项清单没有公布"), at="item")


@duty(
    "inspection.results_public",
    _("抽查情况和查处结果及时公布"),
    _SHOWN,
    over="inspections",
    item=NoticeItem.OPAQUE,
    inputs=("domain", "division", "inspections.at", "inspections.origin", "inspections.results_published_on"),
    when=is_drawn,
)
def results_public(audited: Audited, step: Inspection) -> Iterator[Found]:
    """优化营商环境条例 Art. 54.1; 国办发〔2015〕58号 二（四）."""
    if happened(step.results_published_on, step, "inspections.results_published_on") is None:
        yield from against(audited, _SHOWN, _at(step), _("抽查结果没有公布"))


@duty(
    "inspection.results_prompt",
    _("抽查结果公布不拖延"),
    _SHOWN,
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("inspections.at", "inspections.ended_at", "inspections.origin", "inspections.results_published_on"),
    when=by_words(lambda audited, step: is_drawn(audited, step) and "results_published_on" not in step.not_done),
)
def results_prompt(audited: Audited, step: Inspection) -> Iterator[Found]:
    """The texts say promptly; how many working days that may last is a setting of the district."""
    published = need(step.results_published_on, "inspections.results_published_on")
    ended = need(step.ended_at, "inspections.ended_at")
    settings = audited.settings
    if due_working(ended, settings.prompt_working_days, settings.overlay).lateness(published) != "in_time":
        message = _(
            "{ended} 检查完毕，{published} 才公布结果，超过本地设定的 {days} 个工作日",
            ended=shown(ended),
            published=published.isoformat(),
            days=settings.prompt_working_days,
        )
        yield Found(message, Gravity.IRREGULAR)


@duty(
    "inspection.food_results_in_twenty_days",
    _("食品监督检查结果二十个工作日内公开"),
    (food_inspection("39.1"),),
    over="inspections",
    item=NoticeItem.OPAQUE,
    inputs=(
        "inspections.at",
        "inspections.ended_at",
        "inspections.origin",
        "inspections.item",
        "inspections.item.basis",
        "inspections.results_published_on",
    ),
    when=by_words(
        lambda audited, step: (
            _has_item(audited, step)
            and any(_FOOD_RULES in each for each in need(_item(step).basis, "inspections.item.basis"))
        ),
        unless=_has_item,
    ),
)
def food_results_in_twenty_days(audited: Audited, step: Inspection) -> Iterator[Found]:
    """食品生产经营监督检查管理办法 Art. 39.1: twenty working days from the result.

    Arts. 31 and 35 have the result found and told on the spot; what waits for a test has its result later, which the
    file does not show, so who is late under this reading is asked to look.
    """
    published = happened(step.results_published_on, step, "inspections.results_published_on")
    if published is None:
        yield Found(_("食品监督检查结果没有公开"))
        return
    due = due_working(need(step.ended_at, "inspections.ended_at"), _TWENTY, audited.settings.overlay)
    for found in overdue(due, published, _("公开食品监督检查结果")):
        yield Found(found.message, Gravity.IRREGULAR)


@duty(
    "inspection.problem_followed_up",
    _("检查发现的问题依法处理"),
    (
        business_environment("54.2"),
        random_inspection("s2.4", gravity=Gravity.IRREGULAR),
        notice("s3.2.1", gravity=Gravity.IRREGULAR),
    ),
    over="inspections",
    item=NoticeItem.IGNORED,
    inputs=("inspections.at", "inspections.problem_found", "inspections.followed_up_at"),
    when=by_words(lambda audited, step: need(step.problem_found, "inspections.problem_found")),
)
def problem_followed_up(audited: Audited, step: Inspection) -> Iterable[Found]:
    """优化营商环境条例 Art. 54.2, 国办发〔2015〕58号 二（四）; the notice calls it 发现问题不处理."""
    followed = happened(step.followed_up_at, step, "inspections.followed_up_at")
    if followed is None:
        return (Found(_("检查发现问题后没有处理")),)
    if is_before(followed, _at(step)):
        return (Found(_("问题的处理（{followed}）早于检查", followed=shown(followed)), item=NoticeItem.FALSIFIED),)
    return ()


@duty(
    "inspection.within_yearly_cap",
    _("检查次数不超过年度上限"),
    (random_inspection("s2.3"),),
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.REPEATED,
    inputs=("inspections.at", "inspections.origin", "inspections.visits_this_year", "inspections.yearly_cap"),
    when=by_words(lambda audited, step: origin_of(step) in _PLANNED),
)
def within_yearly_cap(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（三）: not too often; the number is that of the organ. What a complaint calls for does not count."""
    visits = need(step.visits_this_year, "inspections.visits_this_year")
    cap = happened(step.yearly_cap, step, "inspections.yearly_cap")
    if cap is None:
        yield Found(_("没有确定年度检查次数上限"), Gravity.NOTE)
    elif visits > cap:
        yield Found(_("本年度第 {visits} 次检查，超过年度上限 {cap} 次", visits=visits, cap=cap))


@duty(
    "inspection.items_joined",
    _("同一当事人的多个检查事项一次完成"),
    (random_inspection("s3.3"), business_environment("54.1")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.REPEATED,
    inputs=("inspections", "inspections.at", "inspections.origin"),
)
def items_joined(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """国办发〔2015〕58号 三（三）, 优化营商环境条例 Art. 54.1: several items in one visit, as far as can be.

    Two planned inspections of the party on different days of one year are shown; whether they could have been one
    a person must say.
    """
    first_of: dict[int, date] = {}
    for index, step in enumerate(need(file.inspections, "inspections")):
        if origin_of(step) not in _PLANNED:
            continue
        on = day_of(_at(step))
        first = first_of.setdefault(on.year, on)
        if first != on:
            message = _("{first} 已对同一当事人检查，{on} 又分开检查；请核对能否合并", first=first, on=on)
            yield Found(message, Gravity.NOTE, on=on, at=f"/inspections[{index}]")


@duty(
    "inspection.safety_notice_given",
    _("应急管理检查出具行政检查通知书"),
    (safety_penalties("5.2"),),
    over="inspections",
    item=NoticeItem.PROCEDURE,
    inputs=("inspections.at", "inspections.notice_given"),
    alike=Alike.WORDS,
)
def safety_notice_given(audited: Audited, step: Inspection) -> Iterator[Found]:
    """安全生产违法行为行政处罚办法 Art. 5.2, from 2026-02; other fields have only 国办发〔2018〕118号 for it."""
    if not need(step.notice_given, "inspections.notice_given"):
        yield Found(_("检查没有出具行政检查通知书"))
