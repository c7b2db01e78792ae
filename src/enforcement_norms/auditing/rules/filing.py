"""What the notice asks to be filed with the justice bureau by the end of October 2020 (制度和情况备案)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ...i18n import Message, _
from ...model.actors import EnforcementSubject, SystemKind
from ...model.duty import Found, Gravity, NoticeItem, Rule, duty, happened, need
from ..audited import Audited
from ..late import overdue
from ..sources import notice
from ..terms import due_on
from .gathering import all_recorded

FILED_BY: Final = date(2020, 10, 31)
"""10月底前: a Saturday, so the strict reading ends on the Friday before and the lenient one on the Monday after."""


def filed_by_october(rule_id: str, kind: SystemKind, what: Message, place: str, *, in_writing: bool = False) -> Rule:
    """A rule that something was filed in time; `place` is the clause of the notice."""

    @duty(
        rule_id,
        _("{what}于2020年10月底前报备案", what=what),
        (notice(place),),
        over="registers.subjects",
        on="",
        gravity=Gravity.IRREGULAR,
        item=NoticeItem.NOT_REPORTED,
        inputs=(
            "subjects.systems",
            "subjects.systems.kind",
            "subjects.systems.filed_on",
            *(("subjects.systems.written",) if in_writing else ()),
        ),
    )
    def check(audited: Audited, subject: EnforcementSubject) -> Iterator[Found]:
        systems = need(subject.systems, "subjects.systems")
        mine = [each for each in systems if each.kind is kind]
        if not mine:
            all_recorded((each.kind for each in systems), "subjects.systems.kind")
            yield Found(_("“{name}”没有把{what}报备案", name=subject.name, what=what), on=FILED_BY)
            return
        due = due_on(FILED_BY, audited.settings.overlay)
        filed = happened(mine[0].filed_on, mine[0], "subjects.systems.filed_on")
        if filed is None:
            yield Found(_("“{name}”没有把{what}报备案", name=subject.name, what=what), on=FILED_BY)
            return
        for found in overdue(due, filed, _("报备案{what}", what=what)):
            yield Found(found.message, found.gravity, FILED_BY)
        if in_writing and not need(mine[0].written, "subjects.systems.written"):
            yield Found(_("{what}没有书面报备案", what=what), on=FILED_BY)

    return check
