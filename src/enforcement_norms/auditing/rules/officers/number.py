"""How many officers act, and that they show their certificates (执法人数、出示证件)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ....i18n import Message, _
from ....model.casefile import Decision, Evidence, Inspection, Questioning
from ....model.duty import Alike, Found, Gravity, duty, need
from ...audited import Audited, day
from ...sector_sources import public_order_2025
from ...sources import penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty, is_summary_penalty

_INSPECTING: Final = _("检查")
_QUESTIONING: Final = _("询问")
_GATHERING: Final = _("取证")
_PENALISING: Final = _("实施处罚")
_TWO: Final = 2
_POLICE: Final = "public_security"
_ALONE_FROM: Final = date(2026, 1, 1)
_NUMBER: Final = (penalty_2017("37.1"), penalty_2021("42.1"))
_SHOWN: Final = (penalty_2017("37.1"), penalty_2021("55.1"))


def _too_few(officers: tuple[str, ...], act: Message) -> Iterable[Found]:
    count = len(set(officers))
    if count >= _TWO:
        return ()
    return (Found(_("{act}的执法人员 {count} 人，少于两人", act=act, count=count), at="officers"),)


@duty(
    "officers.two_at_inspection",
    _("两名以上执法人员检查"),
    _NUMBER,
    over="inspections",
    inputs=("inspections.at", "inspections.officers"),
)
def two_at_inspection(audited: Audited, step: Inspection) -> Iterable[Found]:
    """2017 Art. 37.1, 2021 Art. 42.1: not fewer than two."""
    return _too_few(need(step.officers, "inspections.officers"), _INSPECTING)


@duty(
    "officers.two_at_questioning",
    _("两名以上执法人员询问"),
    (*_NUMBER, public_order_2025("108.1")),
    over="questionings",
    inputs=("questionings.at", "questionings.officers", "questionings.recordings", "domain"),
)
def two_at_questioning(audited: Audited, step: Questioning) -> Iterable[Found]:
    """2017 Art. 37.1, 2021 Art. 42.1; 治安管理处罚法 2025 Art. 108: one police officer in a case-handling site, recorded.

    Without the recording the evidence cannot be used; whether the room is such a site a person must see.
    """
    officers = need(step.officers, "questionings.officers")
    alone = len(set(officers)) == 1 and need(audited.file.domain, "domain") == _POLICE
    if not (alone and day(step.at, "questionings.at") >= _ALONE_FROM):
        return _too_few(officers, _QUESTIONING)
    if need(step.recordings, "questionings.recordings"):
        message = _("一名民警询问：只限于规范设置的执法办案场所，并须全程同步录音录像，请核对")
        return (Found(message, Gravity.IRREGULAR, at="officers", cites=(public_order_2025("108.2").cite,)),)
    message = _("一名民警询问没有同步录音录像，证据不能作为处罚的根据")
    return (Found(message, at="officers", cites=(public_order_2025("108.3").cite,)),)


@duty(
    "officers.two_at_evidence",
    _("两名以上执法人员取证"),
    _NUMBER,
    over="evidence",
    inputs=("evidence.at", "evidence.officers"),
)
def two_at_evidence(audited: Audited, step: Evidence) -> Iterable[Found]:
    """2017 Art. 37.1, 2021 Art. 42.1: who gathers evidence investigates; what a device or a party gave needs nobody."""
    officers = need(step.officers, "evidence.officers")
    return _too_few(officers, _GATHERING) if officers else ()


@duty(
    "officers.two_at_penalty",
    _("两名以上执法人员实施处罚"),
    (penalty_2021("42.1"),),
    over="decisions",
    inputs=("decisions.at", "decisions.kind", "decisions.officers", "procedure"),
    when=is_ordinary_penalty,
)
def two_at_penalty(audited: Audited, decision: Decision) -> Iterable[Found]:
    """2021 Art. 42.1: a penalty too is imposed by not fewer than two; the 2017 text asked so for inquiry only."""
    return _too_few(need(decision.officers, "decisions.officers"), _PENALISING)


@duty(
    "officers.two_at_summary",
    _("当场处罚的执法人数"),
    (penalty_2021("42.1"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    inputs=("decisions.at", "decisions.kind", "decisions.officers", "procedure"),
    when=is_summary_penalty,
)
def two_at_summary(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 42.1 stands among the general provisions, so it reaches the summary procedure; only a law excepts.

    治安管理处罚法 2025 Art. 120.3 is such a law. Rules of ministries let one officer act: so this is left to a person.
    """
    if len(set(need(decision.officers, "decisions.officers"))) < _TWO:
        message = _("一人当场处罚：须有法律的特别规定（如治安管理处罚法关于当场处罚并全程同步录音录像的规定），请核对")
        yield Found(message, at="officers")


@duty(
    "officers.shown_at_inspection",
    _("检查时出示执法证件"),
    _SHOWN,
    over="inspections",
    inputs=("inspections.at", "inspections.certificates_shown"),
    alike=Alike.WORDS,
)
def shown_at_inspection(audited: Audited, step: Inspection) -> Iterator[Found]:
    """2017 Art. 37.1, 2021 Art. 55.1: without being asked; else the party may refuse."""
    if not need(step.certificates_shown, "inspections.certificates_shown"):
        yield Found(_("检查时没有出示执法证件"))


@duty(
    "officers.shown_at_questioning",
    _("询问时出示执法证件"),
    _SHOWN,
    over="questionings",
    inputs=("questionings.at", "questionings.certificates_shown"),
    alike=Alike.WORDS,
)
def shown_at_questioning(audited: Audited, step: Questioning) -> Iterator[Found]:
    """2017 Art. 37.1, 2021 Art. 55.1: in an investigation as in an inspection."""
    if not need(step.certificates_shown, "questionings.certificates_shown"):
        yield Found(_("询问时没有出示执法证件"))
