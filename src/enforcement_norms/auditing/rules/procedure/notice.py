"""Before the decision (告知、陈述申辩): what the party is told, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ....i18n import Message, _
from ....model.casefile import Decision, PriorNotice, Statement, Told
from ....model.duty import Alike, Found, duty, happened, need
from ....model.recorded import day_of, is_before
from ...audited import Audited
from ...late import shown
from ...likeness import by_words
from ...sources import penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty

_TOLD: Final = (penalty_2017("31"), penalty_2021("44"))
_HEARD: Final = (penalty_2017("32.1"), penalty_2021("45.1"))
_REVISED: Final = date(2021, 7, 15)
_NAMES: Final[dict[Told, Message]] = {
    Told.FACTS: _("事实"),
    Told.REASONS: _("理由"),
    Told.BASIS: _("依据"),
    Told.CONTENT: _("拟作出的处罚内容"),
    Told.STATEMENT_AND_DEFENCE: _("陈述、申辩的权利"),
}


@duty(
    "procedure.notice_before_decision",
    _("作出处罚决定前告知当事人"),
    (penalty_2017("31"), penalty_2017("41"), penalty_2021("44"), penalty_2021("62")),
    over="decisions",
    inputs=("procedure", "decisions.at", "decisions.kind", "notices", "notices.served_at"),
    when=is_ordinary_penalty,
)
def notice_before_decision(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Arts. 31 and 41, 2021 Arts. 44 and 62: no decision before the party has been told."""
    notices = need(audited.file.notices, "notices")
    if not notices:
        yield Found(_("作出处罚决定前没有告知当事人"))
        return
    decided = need(decision.at, "decisions.at")
    served = [happened(each.served_at, each, "notices.served_at") for each in notices]
    told = [each for each in served if each is not None]
    if not told:
        yield Found(_("告知书没有送达当事人"))
    elif all(is_before(decided, each) for each in told):
        yield Found(_("告知书 {told} 才送达，晚于处罚决定", told=shown(min(told, key=day_of))))


@duty(
    "procedure.notice_content",
    _("告知书写明事实、理由、依据和权利"),
    _TOLD,
    over="notices",
    inputs=("notices.at", "notices.told"),
)
def notice_content(audited: Audited, notice: PriorNotice) -> Iterator[Found]:
    """2017 Art. 31; 2021 Art. 44 adds the content of the intended penalty."""
    told = need(notice.told, "notices.told")
    wanted = set(_NAMES)
    if day_of(need(notice.at, "notices.at")) < _REVISED:
        wanted.discard(Told.CONTENT)
    lacking = [name for kind, name in _NAMES.items() if kind in wanted and kind not in told]
    if lacking:
        yield Found(_("告知书没有告知：{lacking}", lacking=lacking))


@duty(
    "procedure.statement_heard",
    _("充分听取陈述、申辩"),
    _HEARD,
    over="statements",
    inputs=("statements.at", "statements.refused"),
    alike=Alike.WORDS,
)
def statement_heard(audited: Audited, statement: Statement) -> Iterator[Found]:
    """2017 Art. 32.1, 2021 Art. 45.1: the organ must hear the party."""
    if need(statement.refused, "statements.refused"):
        yield Found(_("拒绝听取当事人的陈述、申辩"))


@duty(
    "procedure.statement_reviewed",
    _("对陈述、申辩进行复核"),
    _HEARD,
    over="statements",
    inputs=("statements.at", "statements.waived", "statements.reviewed_at"),
    when=by_words(lambda audited, statement: not need(statement.waived, "statements.waived")),
)
def statement_reviewed(audited: Audited, statement: Statement) -> Iterator[Found]:
    """2017 Art. 32.1, 2021 Art. 45.1: facts, reasons and evidence of the party are reviewed."""
    if happened(statement.reviewed_at, statement, "statements.reviewed_at") is None:
        yield Found(_("对当事人提出的事实、理由和证据没有复核"))


@duty(
    "procedure.statement_accepted",
    _("陈述、申辩成立的予以采纳"),
    _HEARD,
    over="statements",
    inputs=("statements.at", "statements.made_out", "statements.accepted"),
    alike=Alike.WORDS,
)
def statement_accepted(audited: Audited, statement: Statement) -> Iterator[Found]:
    """2017 Art. 32.1, 2021 Art. 45.1: what is made out must be accepted."""
    if need(statement.made_out, "statements.made_out") and not need(statement.accepted, "statements.accepted"):
        yield Found(_("当事人的陈述、申辩成立而没有采纳"))
