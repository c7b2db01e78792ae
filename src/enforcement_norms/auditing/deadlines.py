"""What is due when in a case (办案期限): every term that has begun, its last day, and whether it was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from ..calendar import Overlay
from ..errors import CalendarGap
from ..i18n import Message, _
from ..law import Citation
from ..model.casefile import CaseFile, CoerciveMeasure, DecisionKind, MeasureType, Procedure, Served, ServiceMethod
from ..model.duty import Basis, Missing
from ..model.recorded import Moment, day_of
from .rules.procedure.holding import held_until
from .rules.public_order import POLICE, names_public_order
from .sector_sources import public_order_2012, public_order_2025
from .sources import compulsion, penalty_2017, penalty_2021, three_systems, transfer_rules
from .terms import Due, days, due_calendar, due_penalty_law, due_working, months


class State(StrEnum):
    """How a term stands on a day (期限状态)."""

    KEPT = "kept"
    """按期完成。"""
    KEPT_LATE = "kept_late"
    """逾期完成。"""
    RUNNING = "running"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    OPEN = "open"
    """是否逾期取决于法律没有写明的计算方法。"""
    UNKNOWN = "unknown"
    """没有节假日安排，不能计算。"""

    @property
    def label(self) -> Message:
        """Its name for people."""
        return _STATES[self]


_STATES: Final = {
    State.KEPT: _("按期完成"),
    State.KEPT_LATE: _("逾期完成"),
    State.RUNNING: _("未到期"),
    State.DUE_TODAY: _("今日到期"),
    State.OVERDUE: _("已逾期"),
    State.OPEN: _("是否逾期取决于计算方法"),
    State.UNKNOWN: _("不能计算"),
}


@frozen
class Deadline:
    """One term of a case (期限): what must be done, counted from when, due when, and when it was done.

    `due` is None where `gap` says which calendar is lacking. `not_before` marks a term that must pass before something
    may be done (the window for asking for a hearing) rather than one within which it must be done.
    """

    id: str
    title: Message
    place: str
    begins: Moment
    cites: tuple[Citation, ...]
    due: Due | None = None
    done: Moment | None = None
    not_before: bool = False
    gap: Message | None = None

    def state(self, on: date) -> State:
        """How it stands on that day."""
        due = self.due
        if due is None:
            return State.UNKNOWN
        if self.not_before:
            return State.RUNNING if on < due.nominal else State.DUE_TODAY if on == due.nominal else State.KEPT
        if self.done is not None and day_of(self.done) <= on:
            done = day_of(self.done)
            return State.KEPT if done <= due.strict else State.OPEN if done <= due.rolled else State.KEPT_LATE
        if on > due.rolled:
            return State.OVERDUE
        if on > due.strict:
            return State.OPEN
        return State.DUE_TODAY if on == due.strict else State.RUNNING


@frozen
class _Term:
    """A term before it is counted."""

    id: str
    title: Message
    place: str
    begins: Moment
    bases: tuple[Basis, ...]
    count: Callable[[Overlay | None], Due]
    done: Moment | None = None
    not_before: bool = False


def deadlines_of(case_file: CaseFile, overlay: Overlay | None = None) -> tuple[Deadline, ...]:
    """Every term that has begun in the case, by its last day; those that cannot be counted come last."""
    found = [deadline for term in _terms(case_file) if (deadline := _counted(term, overlay)) is not None]
    return tuple(
        sorted(found, key=lambda each: (each.due is None, each.due.nominal if each.due else date.max, each.id))
    )


def _counted(term: _Term, overlay: Overlay | None) -> Deadline | None:
    """The term as a deadline; None where no article gives it on the day on which it begins."""
    cites = tuple(basis.cite for basis in term.bases if basis.in_force.covers(day_of(term.begins)))
    if not cites:
        return None
    due, gap = None, None
    try:
        due = term.count(overlay)
    except CalendarGap as lacking:
        gap = lacking.message
    return Deadline(term.id, term.title, term.place, term.begins, cites, due, term.done, term.not_before, gap)


def _terms(file: CaseFile) -> Iterator[_Term]:
    yield from _of_case(file)
    yield from _of_evidence(file)
    yield from _of_measures(file)
    yield from _of_hearing(file)
    yield from _of_decision(file)
    yield from _of_money(file)
    yield from _of_transfer(file)


def _penalty(count: int, begins: Moment) -> Callable[[Overlay | None], Due]:
    return lambda overlay: due_penalty_law(begins, count, overlay)


def _working(count: int, begins: Moment) -> Callable[[Overlay | None], Due]:
    return lambda overlay: due_working(begins, count, overlay)


def _calendar(count: int, begins: Moment) -> Callable[[Overlay | None], Due]:
    return lambda overlay: due_calendar(begins, days(count), overlay)


def _decided(file: CaseFile) -> Moment | None:
    return next((each.at for each in file.decisions or () if each.at is not None), None)


def _received(file: CaseFile) -> Moment | None:
    return next((each.at for each in file.services or () if each.of is Served.DECISION and each.at is not None), None)


def _of_case(file: CaseFile) -> Iterator[_Term]:
    filed = None if file.filing is None else file.filing.at
    if filed is None or file.procedure is not Procedure.ORDINARY:
        return
    cited = [each.basis for each in file.notices or ()] + [each.basis for each in file.decisions or ()]
    order = file.domain == POLICE and any(names_public_order(each or ()) for each in cited)
    not_counted = sum(
        (each.until - each.from_).days + 1
        for each in file.pauses or ()
        if each.from_ is not None and each.until is not None
    )
    count = _calendar(
        (30 if order else 90) + not_counted + sum(each.days or 0 for each in file.extensions or ()), filed
    )
    bases = (public_order_2012("99"), public_order_2025("118")) if order else (penalty_2021("60"),)
    yield _Term("decide", _("作出处罚决定"), "filing", filed, bases, count, _decided(file))


def _of_evidence(file: CaseFile) -> Iterator[_Term]:
    for index, step in enumerate(file.preservations or ()):
        if step.at is not None:
            bases = (penalty_2017("37.2"), penalty_2021("56"))
            title = _("对先行登记保存的物品作出处理决定")
            count = _penalty(7, step.at)
            yield _Term("preservation", title, f"preservations[{index}]", step.at, bases, count, step.disposed_at)


def _of_measures(file: CaseFile) -> Iterator[_Term]:
    for index, step in enumerate(file.measures or ()):
        at, place = step.at, f"measures[{index}]"
        if at is None:
            continue
        frozen_ = step.kind is MeasureType.FREEZE
        if frozen_:
            title, delivered = _("交付冻结决定书"), step.decision_delivered_at
            yield _Term("freezing_decision", title, place, at, (compulsion("31"),), _working(3, at), delivered)
        if frozen_ or step.kind in (MeasureType.SEAL, MeasureType.SEIZE):
            try:
                length = (held_until(step) - day_of(at)).days
            except Missing:
                length = _shortest(step)
            bases = (compulsion("32.1" if frozen_ else "25.1"),)
            ended = min((m for m in (step.disposed_at, step.released_at) if m is not None), key=day_of, default=None)
            title = _("对查封、扣押、冻结作出处理决定或者解除")
            yield _Term("measure", title, place, at, bases, _calendar(length, at), ended)


def _shortest(step: CoerciveMeasure) -> int:
    """The days of the measure as far as the file records them: what is not recorded does not lengthen it."""
    return 30 if step.extended_at is None else 60


def _of_hearing(file: CaseFile) -> Iterator[_Term]:
    for index, notice in enumerate(file.notices or ()):
        if notice.served_at is None:
            continue
        served = notice.served_at
        revised = day_of(served) >= penalty_2021("64.1.1").in_force.from_
        bases = (penalty_2017("42.1.1"), penalty_2021("64.1.1"))
        title = _("当事人要求听证的期限届满，此后才能作出决定")
        count = _penalty(5 if revised else 3, served)
        yield _Term("hearing_request", title, f"notices[{index}]", served, bases, count, not_before=True)
    for index, hearing in enumerate(file.hearings or ()):
        if hearing.notified_at is not None:
            told = hearing.notified_at
            bases = (penalty_2017("42.1.2"), penalty_2021("64.1.2"))
            title = _("听证通知满七日，可以举行听证")
            yield _Term("hearing_notice", title, f"hearings[{index}]", told, bases, _penalty(7, told), not_before=True)


def _of_decision(file: CaseFile) -> Iterator[_Term]:
    for index, decision in enumerate(file.decisions or ()):
        at, place = decision.at, f"decisions[{index}]"
        if at is None or decision.kind is DecisionKind.TRANSFER:
            continue
        served = next((each for each in file.services or () if each.of is Served.DECISION), None)
        done: Moment | None = None
        if served is not None:
            done = served.announced_on if served.method is ServiceMethod.ANNOUNCEMENT else served.at
        bases = (penalty_2017("40"), penalty_2021("61.1"))
        yield _Term("service", _("送达处罚决定书"), place, at, bases, _penalty(7, at), done)
        if decision.kind is DecisionKind.PENALTY:
            shown = min((each.at for each in file.publications or () if each.at is not None), key=day_of, default=None)
            title = _("公开处罚决定信息")
            yield _Term("publication", title, place, at, (three_systems("s2.6"),), _working(7, at), shown)


def _of_money(file: CaseFile) -> Iterator[_Term]:
    received = _received(file)
    if received is None:
        return
    place = "services"
    fined = any(each.sanctions for each in file.decisions or ())
    if fined:
        paid = next((each.at for each in file.payments or () if each.at is not None), None)
        put_off = max((each.until for each in file.instalments or () if each.until is not None), default=None)
        length = 15 if put_off is None else (put_off - day_of(received)).days
        bases = (penalty_2017("46.3"), penalty_2021("67.3"))
        yield _Term("payment", _("当事人缴纳罚款"), place, received, bases, _calendar(length, received), paid)
        if paid is None and not file.proceedings:
            applied = next((each.applied_at for each in file.enforcements or () if each.applied_at is not None), None)
            begins = max(months(6).after(day_of(received)), put_off or date.min)
            title = _("申请人民法院强制执行（自救济期限届满之日起三个月）")
            yield _Term(
                "court",
                title,
                place,
                begins,
                (compulsion("53"),),
                lambda overlay: due_calendar(begins, months(3), overlay),
                applied,
            )
    for index, each in enumerate(file.payments or ()):
        if each.on_spot and each.at is not None:
            bases, place = (penalty_2017("50"), penalty_2021("71")), f"payments[{index}]"
            began = each.ashore_at or each.at
            title = _("把当场收缴的罚款交至行政机关")
            yield _Term("handed_in", title, place, began, bases, _penalty(2, began), each.handed_in_at)
            if each.handed_in_at is not None:
                handed = each.handed_in_at
                title = _("把当场收缴的罚款缴付银行")
                yield _Term("banked", title, place, handed, bases, _penalty(2, handed), each.banked_at)


def _of_transfer(file: CaseFile) -> Iterator[_Term]:
    for index, step in enumerate(file.transfers or ()):
        place = f"transfers[{index}]"
        if step.reported_at is not None:
            reported = step.reported_at
            title, bases = _("决定是否移送"), (transfer_rules("5.2"),)
            yield _Term("transfer_decision", title, place, reported, bases, _calendar(3, reported), step.decided_at)
        if step.decided_at is not None and step.approved:
            title = _("向公安机关移送（二十四小时内）")
            decided = step.decided_at
            yield _Term("transfer", title, place, decided, (transfer_rules("5.2"),), _calendar(1, decided), step.at)
        if step.answer_received_at is not None and step.answer is not None and step.answer.value == "filed":
            told = step.answer_received_at
            title, bases = _("移交涉案物品和材料"), (transfer_rules("12"),)
            yield _Term("handing_over", title, place, told, bases, _calendar(3, told), step.handed_over_at)
