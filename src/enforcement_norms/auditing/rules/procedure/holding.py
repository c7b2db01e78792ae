"""How long a coercive measure lasts (强制措施期限): thirty days, extension, testing, end (行政强制法 Arts. 25, 27, 28, 32)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ....calendar import add_days
from ....i18n import _
from ....model.casefile import CoerciveMeasure, MeasureType
from ....model.duty import Found, NoticeItem, duty, happened, need
from ....model.recorded import day_of, is_before
from ...audited import Audited
from ...late import shown
from ...sources import compulsion

_LENGTH: Final = 30
_HELD: Final = (MeasureType.SEAL, MeasureType.SEIZE, MeasureType.FREEZE)


def _is_held(audited: Audited, measure: CoerciveMeasure) -> bool:
    return need(measure.kind, "measures.kind") in _HELD


def held_until(measure: CoerciveMeasure) -> date:
    """The last day of the measure: thirty days, thirty more if extended in time, testing not counted.

    Raises:
        Missing: its beginning, or the days of testing, are not recorded.
    """
    began = day_of(need(measure.at, "measures.at"))
    extended = happened(measure.extended_at, measure, "measures.extended_at")
    due = add_days(began, _LENGTH if extended is None else 2 * _LENGTH)
    if measure.kind is not MeasureType.FREEZE:
        for each in need(measure.testings, "measures.testings"):
            first = need(each.from_, "measures.testings.from_")
            due += need(each.until, "measures.testings.until") - first + timedelta(days=1)
    return due


@duty(
    "procedure.measure_term",
    _("查封、扣押、冻结不超过三十日，延长不超过三十日"),
    (compulsion("25.1"), compulsion("27"), compulsion("32.1")),
    over="measures",
    item=NoticeItem.OVER_TIME,
    inputs=(
        "measures.at",
        "measures.kind",
        "measures.extended_at",
        "measures.testings",
        "measures.testings.from_",
        "measures.testings.until",
        "measures.disposed_at",
        "measures.released_at",
    ),
    when=_is_held,
)
def measure_term(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Arts. 25.1 and 32.1; a disposal or release must come within the term (Art. 27). Testing does not count (25.3)."""
    ends = [
        day_of(each)
        for each in (
            happened(measure.disposed_at, measure, "measures.disposed_at"),
            happened(measure.released_at, measure, "measures.released_at"),
        )
        if each is not None
    ]
    frozen = measure.kind is MeasureType.FREEZE
    cites = (compulsion("32.1").cite,) if frozen else (compulsion("25.1").cite, compulsion("27").cite)
    due = held_until(measure)
    if not ends:
        yield Found(_("强制措施期限到 {due} 届满，没有作出处理决定，也没有解除", due=due), cites=cites)
    elif min(ends) > due:
        yield Found(_("强制措施期限到 {due} 届满，{ended} 才处理或者解除", due=due, ended=min(ends)), cites=cites)


@duty(
    "procedure.measure_extension",
    _("强制措施延期经批准并书面告知"),
    (compulsion("25.1"), compulsion("25.2"), compulsion("32.1"), compulsion("32.2")),
    over="measures",
    on="extended_at",
    inputs=(
        "measures.kind",
        "measures.at",
        "measures.extended_at",
        "measures.extension_approved_by",
        "measures.extension_told_at",
    ),
    when=_is_held,
)
def measure_extension(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Approved by a head before the thirty days end, told in writing with reasons (Arts. 25.1–2, 32)."""
    extended = need(measure.extended_at, "measures.extended_at")
    frozen = measure.kind is MeasureType.FREEZE
    first, second = (compulsion("32.1"), compulsion("32.2")) if frozen else (compulsion("25.1"), compulsion("25.2"))
    if happened(measure.extension_approved_by, measure, "measures.extension_approved_by") is None:
        yield Found(_("强制措施延期没有经行政机关负责人批准"), cites=(first.cite,))
    if day_of(extended) > add_days(day_of(need(measure.at, "measures.at")), _LENGTH):
        yield Found(_("强制措施期限届满后才批准延期（{extended}）", extended=shown(extended)), cites=(first.cite,))
    if happened(measure.extension_told_at, measure, "measures.extension_told_at") is None:
        yield Found(_("强制措施延期没有书面告知当事人"), cites=(second.cite,))


@duty(
    "procedure.testing_told",
    _("书面告知检测、鉴定的期间"),
    (compulsion("25.3"),),
    over="measures",
    inputs=("measures.at", "measures.kind", "measures.testings", "measures.testings.told_at"),
    when=lambda audited, measure: _is_held(audited, measure) and bool(need(measure.testings, "measures.testings")),
)
def testing_told(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 25.3: the days of testing are fixed and told in writing."""
    for index, each in enumerate(need(measure.testings, "measures.testings")):
        if happened(each.told_at, each, "measures.testings.told_at") is None:
            yield Found(_("检测、鉴定的期间没有书面告知当事人"), at=f"testings[{index}]")


@duty(
    "procedure.measure_released",
    _("解除强制措施后立即退还财物"),
    (compulsion("28.2"),),
    over="measures",
    on="released_at",
    inputs=("measures.kind", "measures.released_at", "measures.returned_at"),
    when=lambda audited, measure: need(measure.kind, "measures.kind") in (MeasureType.SEAL, MeasureType.SEIZE),
)
def measure_released(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """Art. 28.2: at once, so on the day of release."""
    released = need(measure.released_at, "measures.released_at")
    returned = happened(measure.returned_at, measure, "measures.returned_at")
    if returned is None:
        yield Found(_("解除查封、扣押后没有退还财物"))
    elif is_before(released, returned) and day_of(released) != day_of(returned):
        yield Found(_("{released} 解除，{returned} 才退还财物", released=shown(released), returned=shown(returned)))
