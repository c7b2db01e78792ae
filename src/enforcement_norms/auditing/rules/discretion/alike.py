"""Discretion alike in every document (裁量前后一致): standard, tier, direction, circumstances, unless changed with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeVar

from ....i18n import Message, _
from ....model.casefile import CaseFile, Decision, DiscretionChange, DiscretionStated
from ....model.determination import Direction
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Recorded, is_before
from ...audited import Audited
from ..decided import is_ordinary_penalty
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


class _Saying(NamedTuple):
    """What one document says of discretion, and where it stands."""

    document: Message
    place: str
    stated: DiscretionStated


def _sayings(file: CaseFile) -> Iterator[_Saying]:
    """What the documents before the decision say; one that says nothing is another rule's matter."""
    report = file.report
    if report is None and "report" not in file.not_done:
        need(report, "report")
    steps: list[tuple[Message, str, str, Recorded, DiscretionStated | None]] = []
    if report is not None:
        steps.append((_("调查终结报告"), "report", "report", report, report.discretion))
    for index, notice in enumerate(need(file.notices, "notices")):
        steps.append((_("事先告知书"), f"notices[{index}]", "notices", notice, notice.discretion))
    for index, held in enumerate(need(file.deliberations, "deliberations")):
        steps.append((_("案件讨论记录"), f"deliberations[{index}]", "deliberations", held, held.discretion))
    for document, place, name, step, stated in steps:
        said = happened(stated, step, f"{name}.discretion")
        if said is not None:
            yield _Saying(document, place, said)


def _is_explained(file: CaseFile) -> bool:
    """Whether a change on the way is recorded with its reason."""
    changes = need(file.discretion_changes, "discretion_changes")
    return any(happened(each.reason, each, "discretion_changes.reason") is not None for each in changes)


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
    for saying in _sayings(audited.file):
        said = happened(of(saying.stated), saying.stated, name)
        if said is not None and said != decided and not _is_explained(audited.file):
            message = _(
                "{document}的{what}为“{said}”，处罚决定书为“{decided}”，没有记录变更及其理由",
                document=saying.document,
                what=what,
                said=show(said),
                decided=show(decided),
            )
            yield Found(message, at=f"/{saying.place}.discretion")


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
def tier_alike(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）1: the standard is applied in the case, so the documents apply the same tier."""
    yield from _unlike(audited, decision, "tier", lambda stated: stated.tier, _("裁量档次"), str)


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
def standard_alike(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）1: one standard in every document."""
    yield from _unlike(audited, decision, "standard", lambda stated: stated.standard, _("裁量基准"), str)


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
def direction_alike(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）1: lighter in one document and heavier in another cannot both be the case."""
    yield from _unlike(
        audited,
        decision,
        "direction",
        lambda stated: stated.direction,
        _("裁量方向"),
        lambda direction: DIRECTIONS[direction],
    )


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
def factors_alike(audited: Audited, decision: Decision) -> Iterator[Found]:
    """A circumstance that appears or vanishes on the way needs a reason (notice 四、（四）1)."""
    yield from _unlike(
        audited,
        decision,
        "factors",
        lambda stated: None if stated.factors is None else frozenset(stated.factors),
        _("裁量情节"),
        lambda factors: "、".join(sorted(factors)),
    )


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
