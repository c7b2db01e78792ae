"""Discretion alike in every document (裁量前后一致): standard, tier, direction, circumstances, unless changed with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Final, NamedTuple, TypeVar

from ....i18n import Message, _
from ....model.casefile import (
    CaseFile,
    Decision,
    Deliberation,
    DiscretionChange,
    DiscretionStated,
    InvestigationReport,
    PriorNotice,
)
from ....model.determination import Direction
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Recorded, is_before
from ...audited import Audited
from ..decided import asked_once, is_ordinary_penalty
from .documents import IN_DOCUMENTS

T = TypeVar("T")
DIRECTIONS: Final = {
    Direction.WHOLE: _("一般"),
    Direction.LIGHTER: _("从轻"),
    Direction.MITIGATED: _("减轻"),
    Direction.HEAVIER: _("从重"),
}
_INPUTS: Final = (
    "procedure",
    "decisions.at",
    "decisions.kind",
    "decisions.discretion",
    "report",
    "report.discretion",
    "notices",
    "notices.discretion",
    "deliberations",
    "deliberations.discretion",
    "discretion_changes",
    "discretion_changes.reason",
)


_REPORT: Final = _("调查终结报告")
_NOTICE: Final = _("事先告知书")
_DELIBERATION: Final = _("案件讨论记录")


class _Document(NamedTuple):
    """One document before the decision: what it is, where it stands, its step, what it says of discretion."""

    name: Message
    place: str
    path: str
    step: Recorded
    stated: DiscretionStated | None


def _documents(file: CaseFile) -> list[_Document]:
    """The documents before the decision; one that says nothing is another rule's matter."""
    report = happened(file.report, file, "report")
    found = [] if report is None else [_Document(_REPORT, "report", "report", report, report.discretion)]
    for index, notice in enumerate(need(file.notices, "notices")):
        found.append(_Document(_NOTICE, f"notices[{index}]", "notices", notice, notice.discretion))
    for index, held in enumerate(need(file.deliberations, "deliberations")):
        found.append(_Document(_DELIBERATION, f"deliberations[{index}]", "deliberations", held, held.discretion))
    return found


_TIER: Final = _("裁量档次")
_STANDARD: Final = _("裁量基准")
_DIRECTION: Final = _("裁量方向")
_FACTORS: Final = _("裁量情节")


def _factors(stated: DiscretionStated) -> frozenset[str] | None:
    return None if stated.factors is None else frozenset(stated.factors)


def _is_explained(file: CaseFile) -> bool:
    """Whether a change on the way is recorded with its reason."""
    changes = need(file.discretion_changes, "discretion_changes")
    return any(happened(each.reason, each, "discretion_changes.reason") is not None for each in changes)


_said: Final = attrgetter("standard", "tier", "direction", "factors")


@asked_once
def _all_say_the_same(audited: Audited, decision: Decision) -> bool:
    """Whether every document is there and plainly says what the decision says; most do."""
    file, own = audited.file, decision.discretion
    if own is None or file.report is None or file.notices is None or file.deliberations is None:
        return False
    said = _said(own)
    if None in said:
        return False
    documents: tuple[InvestigationReport | PriorNotice | Deliberation, ...]
    documents = (file.report, *file.notices, *file.deliberations)
    for document in documents:
        stated = document.discretion
        if stated is None or _said(stated) != said:
            return False
    return True


def _unlike(
    audited: Audited,
    decision: Decision,
    path: str,
    of: Callable[[DiscretionStated], T | None],
    what: Message,
    show: Callable[[T], object],
) -> Iterator[Found]:
    """Where a document says something else than the decision, and no change is explained."""
    own = happened(decision.discretion, decision, "decisions.discretion")
    if own is None:
        return
    name = f"decisions.discretion.{path}"
    decided = happened(of(own), own, name)
    if decided is None:
        return
    for document in audited.once("documents on discretion", lambda: _documents(audited.file)):
        stated = document.stated
        if stated is None:
            happened(stated, document.step, f"{document.path}.discretion")
            continue
        if of(stated) == decided:
            continue
        said = happened(of(stated), stated, name)
        if said is not None and not _is_explained(audited.file):
            message = _(
                "{document}的{what}为“{said}”，处罚决定书为“{decided}”，没有记录变更及其理由",
                document=document.name,
                what=what,
                said=show(said),
                decided=show(decided),
            )
            yield Found(message, at=f"/{document.place}.discretion")


@duty(
    "discretion.tier_alike",
    _("裁量档次前后一致"),
    IN_DOCUMENTS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.tier"),
    when=is_ordinary_penalty,
)
def tier_alike(audited: Audited, decision: Decision) -> Iterable[Found]:
    """Notice 四、（四）1: the standard is applied in the case, so the documents apply the same tier."""
    return (
        ()
        if _all_say_the_same(audited, decision)
        else _unlike(audited, decision, "tier", attrgetter("tier"), _TIER, str)
    )


@duty(
    "discretion.standard_alike",
    _("适用的裁量基准前后一致"),
    IN_DOCUMENTS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.standard"),
    when=is_ordinary_penalty,
)
def standard_alike(audited: Audited, decision: Decision) -> Iterable[Found]:
    """Notice 四、（四）1: one standard in every document."""
    return (
        ()
        if _all_say_the_same(audited, decision)
        else _unlike(audited, decision, "standard", attrgetter("standard"), _STANDARD, str)
    )


@duty(
    "discretion.direction_alike",
    _("从轻、减轻、从重前后一致"),
    IN_DOCUMENTS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.direction"),
    when=is_ordinary_penalty,
)
def direction_alike(audited: Audited, decision: Decision) -> Iterable[Found]:
    """Notice 四、（四）1: lighter in one document and heavier in another cannot both be the case."""
    if _all_say_the_same(audited, decision):
        return ()
    return _unlike(audited, decision, "direction", attrgetter("direction"), _DIRECTION, DIRECTIONS.__getitem__)


@duty(
    "discretion.factors_alike",
    _("裁量情节前后一致"),
    IN_DOCUMENTS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.factors"),
    when=is_ordinary_penalty,
)
def factors_alike(audited: Audited, decision: Decision) -> Iterable[Found]:
    """A circumstance that appears or vanishes on the way needs a reason (notice 四、（四）1)."""
    if _all_say_the_same(audited, decision):
        return ()
    return _unlike(audited, decision, "factors", _factors, _FACTORS, lambda factors: "、".join(sorted(factors)))


@duty(
    "discretion.change_reasoned",
    _("裁量变更记录缘由和理由"),
    IN_DOCUMENTS,
    over="discretion_changes",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=("discretion_changes.at", "discretion_changes.cause", "discretion_changes.reason"),
)
def change_reasoned(audited: Audited, change: DiscretionChange) -> Iterator[Found]:
    """A change after defence, hearing or review is lawful, if the record says after what and why."""
    if happened(change.cause, change, "discretion_changes.cause") is None:
        yield Found(_("裁量变更没有记录缘由"))
    if not happened(change.reason, change, "discretion_changes.reason"):
        yield Found(_("裁量变更没有记录理由"))


@duty(
    "discretion.change_before_decision",
    _("裁量变更在决定之前"),
    IN_DOCUMENTS,
    over="discretion_changes",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FALSIFIED,
    inputs=("discretion_changes.at", "decisions", "decisions.at"),
)
def change_before_decision(audited: Audited, change: DiscretionChange) -> Iterator[Found]:
    """A reason recorded after the decision did not lead to it."""
    decided, changed = need(audited.decided().at, "decisions.at"), need(change.at, "discretion_changes.at")
    if is_before(decided, changed):
        yield Found(_("裁量变更记录在处罚决定之后"))
