"""Confirmation and announcement of subjects (主体确认、公告)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.actors import Announced, EnforcementSubject, SubjectKind
from ....model.casefile import CaseFile, Decision
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...late import overdue
from ...sources import information, notice, penalty_2021, supervision_2026, three_systems
from ...terms import due_working
from .common import kind_of

_UPDATE_WORKING_DAYS: Final = 20
_CONTENTS: Final[dict[Announced, Message]] = {
    Announced.NAME: _("主体名称"),
    Announced.BASIS: _("执法依据"),
    Announced.POWERS: _("职责权限"),
    Announced.OFFICERS: _("执法人员"),
}


def _acts_in_own_name(audited: Audited, _step: object) -> bool:
    return kind_of(audited.subject) in {SubjectKind.ORGAN, SubjectKind.AUTHORISED, SubjectKind.TOWN}


@duty(
    "subjects.confirmed_before_acting",
    _("主体资格经审核确认后执法"),
    (notice("s4.1.1"), supervision_2026("17.1")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "subject", "subjects.kind", "subjects.confirmed_on"),
    when=_acts_in_own_name,
    alike=Alike.MOMENT,
)
def confirmed_before_acting(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: confirmed by the justice bureau; 行政执法监督条例 Art. 17.1: by the supervision body (from 2026-02)."""
    subject = audited.subject
    confirmed = happened(subject.confirmed_on, subject, "subjects.confirmed_on")
    if confirmed is None or confirmed > day(decision.at, "decisions.at"):
        yield Found(_("“{name}”作出决定时主体资格未经审核确认", name=subject.name))


@duty(
    "subjects.announced_before_acting",
    _("主体公告后以自己名义执法"),
    (notice("s4.1.1"), supervision_2026("17.1")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "subject", "subjects.kind", "subjects.announcements", "subjects.announcements.on"),
    when=_acts_in_own_name,
    alike=Alike.MOMENT,
)
def announced_before_acting(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: who is not announced must not act in the own name; from 2026-02 the confirmed title is made public."""
    subject = audited.subject
    announced = [
        need(each.on, "subjects.announcements.on") for each in need(subject.announcements, "subjects.announcements")
    ]
    if not announced:
        yield Found(_("“{name}”没有公告即以自己名义作出决定", name=subject.name))
    elif min(announced) > day(decision.at, "decisions.at"):
        message = _("“{name}”{announced} 才公告，晚于决定", name=subject.name, announced=min(announced).isoformat())
        yield Found(message)


@duty(
    "subjects.announcement_contents",
    _("主体公告内容齐全"),
    (notice("s4.1.1"), penalty_2021("39")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("decisions.at", "subject", "subjects.kind", "subjects.announcements", "subjects.announcements.contents"),
    when=lambda audited, decision: (
        _acts_in_own_name(audited, decision) and bool(need(audited.subject.announcements, "subjects.announcements"))
    ),
    alike=Alike.WORDS,
)
def announcement_contents(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: subject, officers, basis, duties and powers are cleared up, confirmed and announced."""
    said: set[Announced] = set()
    for each in need(audited.subject.announcements, "subjects.announcements"):
        said.update(need(each.contents, "subjects.announcements.contents"))
    lacking = [name for kind, name in _CONTENTS.items() if kind not in said]
    if lacking:
        yield Found(_("主体公告没有写明：{lacking}", lacking=lacking))


@duty(
    "subjects.announced_again",
    _("主体变动后及时重新公告"),
    (information("26"), three_systems("s2.4")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=("subject", "subjects.changes", "subjects.changes.on", "subjects.changes.announced_on"),
    alike=Alike.WORDS,
)
def announced_again(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """政府信息公开条例 Arts. 20 (2), 26: functions and set-up within twenty working days of the change."""
    subject: EnforcementSubject = audited.subject
    overlay = audited.settings.overlay
    for index, change in enumerate(need(subject.changes, "subjects.changes")):
        on = need(change.on, "subjects.changes.on")
        place = f"/registers.subjects[{subject.id}].changes[{index}]"
        again = happened(change.announced_on, change, "subjects.changes.announced_on")
        if again is None:
            yield Found(_("{day} 主体变动后没有重新公告", day=on.isoformat()), on=on, at=place)
            continue
        for found in overdue(due_working(on, _UPDATE_WORKING_DAYS, overlay), again, _("重新公告变动后的主体")):
            yield Found(found.message, found.gravity, on, place)
