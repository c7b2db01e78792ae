"""The draw (抽取): object and inspectors by lot, before the inspection, left on record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.casefile import DrawRecord, Inspection, InspectionOrigin
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.recorded import Moment, is_before
from ...audited import Audited
from ...late import shown
from ...likeness import by_words
from ...sector_sources import sichuan_transport
from ...sources import business_environment, notice, private_economy, random_inspection
from .applying import against

_NOTICE: Final = notice("s4.3.1", gravity=Gravity.IRREGULAR)
_BY_LOT: Final = (
    business_environment("54.1"),
    private_economy("52.2"),
    sichuan_transport("14.1"),
    random_inspection("s2.2", gravity=Gravity.IRREGULAR),
    _NOTICE,
)
"""优化营商环境条例 Art. 54.1 and 民营经济促进法 Art. 52.2 bind; 国办发〔2015〕58号 and the notice ask it of every field."""
_ON_RECORD: Final = (random_inspection("s2.2", gravity=Gravity.IRREGULAR),)
_AT_WILL: Final = frozenset({InspectionOrigin.SPECIAL, InspectionOrigin.OTHER})
_TRIGGERED: Final = frozenset({InspectionOrigin.COMPLAINT, InspectionOrigin.TRANSFER, InspectionOrigin.MONITORING})
_PLACES: Final = ("domain", "division", "inspections.at", "inspections.origin")


def origin_of(step: Inspection) -> InspectionOrigin:
    """Why there was the inspection.

    Raises:
        Missing: it is not recorded.
    """
    origin = step.origin
    if origin is None:
        raise Missing("inspections.origin")
    return origin


@by_words
def is_drawn(audited: Audited, step: Inspection) -> bool:
    """Whether the inspection is one by lot.

    Raises:
        Missing: its origin is not recorded.
    """
    return origin_of(step) is InspectionOrigin.RANDOM


@by_words
def _has_draw(audited: Audited, step: Inspection) -> bool:
    return origin_of(step) is InspectionOrigin.RANDOM and "draw" not in step.not_done


def _draw(step: Inspection) -> DrawRecord:
    return need(step.draw, "inspections.draw")


def _at(step: Inspection) -> Moment:
    return need(step.at, "inspections.at")


@duty(
    "inspection.lot_or_reason",
    _("日常检查随机抽取，其他检查有事由"),
    _BY_LOT,
    over="inspections",
    item=NoticeItem.SELECTIVE,
    inputs=(*_PLACES, "inspections.trigger"),
    when=by_words(lambda audited, step: origin_of(step) in _AT_WILL),
)
def lot_or_reason(audited: Audited, step: Inspection) -> Iterator[Found]:
    """An inspection that is neither drawn, nor of a key field, nor of a case needs a cause on record."""
    if happened(step.trigger, step, "inspections.trigger") is None:
        yield from against(audited, _BY_LOT, _at(step), _("检查没有随机抽取，也没有记载触发事由"))


@duty(
    "inspection.drawn",
    _("双随机抽查有抽取记录"),
    _BY_LOT,
    over="inspections",
    item=NoticeItem.SELECTIVE,
    inputs=(*_PLACES, "inspections.draw"),
    when=is_drawn,
)
def drawn(audited: Audited, step: Inspection) -> Iterator[Found]:
    """优化营商环境条例 Art. 54.1; 国办发〔2015〕58号 二（二）: what is called a draw was one."""
    if happened(step.draw, step, "inspections.draw") is None:
        yield from against(audited, _BY_LOT, _at(step), _("双随机抽查没有抽取检查对象和检查人员"))


@duty(
    "inspection.drawn_before",
    _("先抽取后检查"),
    _BY_LOT,
    over="inspections",
    item=NoticeItem.FALSIFIED,
    inputs=(*_PLACES, "inspections.draw", "inspections.draw.at"),
    when=_has_draw,
)
def drawn_before(audited: Audited, step: Inspection) -> Iterator[Found]:
    """A draw after the inspection has chosen nothing."""
    held = need(_draw(step).at, "inspections.draw.at")
    if is_before(_at(step), held):
        yield from against(audited, _BY_LOT, _at(step), _("检查之后才抽取（{drawn}）", drawn=shown(held)), at="draw")


@duty(
    "inspection.drawn_inspectors_came",
    _("由抽中的人员检查"),
    _BY_LOT,
    over="inspections",
    item=NoticeItem.SELECTIVE,
    inputs=(
        *_PLACES,
        "inspections.officers",
        "inspections.draw",
        "inspections.draw.inspectors",
        "inspections.draw.replaced",
    ),
    when=_has_draw,
)
def drawn_inspectors_came(audited: Audited, step: Inspection) -> Iterator[Found]:
    """Who was not drawn comes only in place of somebody recorded as replaced."""
    draw = _draw(step)
    came = need(step.officers, "inspections.officers")
    inspectors = need(draw.inspectors, "inspections.draw.inspectors")
    strangers = [each for each in came if each not in inspectors]
    if strangers and len(strangers) > len(need(draw.replaced, "inspections.draw.replaced")):
        message = _("检查人员不是抽中的人员，也没有替换记录：{strangers}", strangers=strangers)
        yield from against(audited, _BY_LOT, _at(step), message)


@duty(
    "inspection.replaced_stay_away",
    _("被替换的人员不参加检查"),
    _BY_LOT,
    over="inspections",
    item=NoticeItem.SELECTIVE,
    inputs=(*_PLACES, "inspections.officers", "inspections.draw", "inspections.draw.replaced"),
    when=_has_draw,
)
def replaced_stay_away(audited: Audited, step: Inspection) -> Iterator[Found]:
    """Who was replaced and comes all the same was not replaced but joined by somebody of choice."""
    came = need(step.officers, "inspections.officers")
    both = [each for each in need(_draw(step).replaced, "inspections.draw.replaced") if each in came]
    if both:
        yield from against(audited, _BY_LOT, _at(step), _("被替换的人员仍参加检查：{both}", both=both))


@duty(
    "inspection.replacement_reasoned",
    _("替换检查人员有理由"),
    _ON_RECORD,
    over="inspections",
    item=NoticeItem.SELECTIVE,
    inputs=(
        "inspections.at",
        "inspections.origin",
        "inspections.draw",
        "inspections.draw.replaced",
        "inspections.draw.replacement_reason",
    ),
    when=by_words(
        lambda audited, step: (
            _has_draw(audited, step) and bool(need(_draw(step).replaced, "inspections.draw.replaced"))
        ),
        unless=_has_draw,
    ),
)
def replacement_reasoned(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（二）: the whole course is on record, so that somebody can answer for it."""
    draw = _draw(step)
    if happened(draw.replacement_reason, draw, "inspections.draw.replacement_reason") is None:
        yield Found(_("替换抽中的检查人员没有记载理由"), at="draw")


@duty(
    "inspection.redraw_reasoned",
    _("重新抽取有理由"),
    _ON_RECORD,
    over="inspections",
    item=NoticeItem.SELECTIVE,
    inputs=(
        "inspections.at",
        "inspections.origin",
        "inspections.draw",
        "inspections.draw.redrawn",
        "inspections.draw.redraw_reason",
    ),
    when=by_words(
        lambda audited, step: _has_draw(audited, step) and need(_draw(step).redrawn, "inspections.draw.redrawn"),
        unless=_has_draw,
    ),
)
def redraw_reasoned(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（二）: who draws until the lot pleases has not drawn."""
    draw = _draw(step)
    if happened(draw.redraw_reason, draw, "inspections.draw.redraw_reason") is None:
        yield Found(_("重新抽取没有记载理由"), at="draw")


@duty(
    "inspection.draw_on_record",
    _("抽取全程留痕"),
    _ON_RECORD,
    over="inspections",
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "inspections.at",
        "inspections.origin",
        "inspections.draw",
        "inspections.draw.at",
        "inspections.draw.by",
        "inspections.draw.inspectors",
    ),
    when=_has_draw,
)
def draw_on_record(audited: Audited, step: Inspection) -> Iterator[Found]:
    """国办发〔2015〕58号 二（二）: who drew, when, and with what result."""
    draw = _draw(step)
    recorded: tuple[tuple[object, str, Message], ...] = (
        (draw.at, "inspections.draw.at", _("抽取时间")),
        (draw.by, "inspections.draw.by", _("抽取人")),
        (draw.inspectors, "inspections.draw.inspectors", _("抽中的检查人员")),
    )
    lacking = [name for value, path, name in recorded if happened(value, draw, path) is None]
    if lacking:
        yield Found(_("抽取记录没有载明：{lacking}", lacking=lacking), at="draw")


@duty(
    "inspection.draw_repeatable",
    _("抽取结果可以复核"),
    _ON_RECORD,
    over="inspections",
    gravity=Gravity.NOTE,
    item=NoticeItem.OPAQUE,
    inputs=(
        "inspections.at",
        "inspections.origin",
        "inspections.draw",
        "inspections.draw.software",
        "inspections.draw.roster_digest",
        "inspections.draw.seed_source",
        "inspections.draw.seed",
    ),
    when=_has_draw,
)
def draw_repeatable(audited: Audited, step: Inspection) -> Iterator[Found]:
    """No text asks for a draw that others can repeat; it is a reminder of what makes the record good for anything."""
    draw = _draw(step)
    recorded: tuple[tuple[object, str, Message], ...] = (
        (draw.software, "inspections.draw.software", _("抽取软件及版本")),
        (draw.roster_digest, "inspections.draw.roster_digest", _("名录摘要值")),
        (draw.seed_source, "inspections.draw.seed_source", _("随机种子来源")),
        (draw.seed, "inspections.draw.seed", _("随机种子")),
    )
    lacking = [name for value, path, name in recorded if happened(value, draw, path) is None]
    if lacking:
        message = _("抽取记录没有{lacking}，他人不能重算抽取结果；法律没有这一要求", lacking=lacking)
        yield Found(message, Gravity.NOTE, at="draw")


@duty(
    "inspection.trigger_stated",
    _("针对性检查载明触发事由"),
    (business_environment("54.2", gravity=Gravity.IRREGULAR), _NOTICE),
    over="inspections",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.SELECTIVE,
    inputs=("inspections.at", "inspections.origin", "inspections.trigger"),
    when=by_words(lambda audited, step: origin_of(step) in _TRIGGERED),
)
def trigger_stated(audited: Audited, step: Inspection) -> Iterator[Found]:
    """优化营商环境条例 Art. 54.2: complaints, hand-overs and data are pursued where they point; so the file says where."""
    if happened(step.trigger, step, "inspections.trigger") is None:
        yield Found(_("不经抽取的检查没有记载触发事由"))
