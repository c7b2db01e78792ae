"""What bars a penalty (不得处罚的情形): time, a fine for the same act, a fine by the court."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import CriminalOutcome, Decision
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.penalty import MeasureKind
from ....model.recorded import day_of, is_before
from ...audited import Audited, day
from ...late import shown
from ...likeness import by_words
from ...sources import penalty_2017, penalty_2021
from ...terms import years
from ..decided import is_penalty
from ..public_order import decides_public_order

_REVISED: Final = penalty_2021("36").in_force.from_
_SHORT: Final = years(2)
_SURELY_SHORT: Final = 2 * 365
"""So many days are within two years, whichever they are."""
_LONG: Final = years(5)


@duty(
    "discretion.limitation",
    _("在追究时效内给予处罚"),
    (penalty_2017("29"), penalty_2021("36")),
    over="decisions",
    inputs=(
        "decisions.at",
        "decisions.kind",
        "lead.at",
        "matter.occurred_on",
        "matter.ended_on",
        "affects_life_or_finance",
        "harm_done",
        "domain",
        "decisions.basis",
    ),
    when=by_words(
        lambda audited, decision: is_penalty(audited, decision) and not decides_public_order(audited, decision)
    ),
)
def limitation(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Two years from the act or its end; from 2021-07-15 five for life, health, financial safety with harm (Art. 36)."""
    file = audited.file
    matter = file.matter
    occurred = day(None if matter is None else matter.occurred_on, "matter.occurred_on")
    found = day(None if file.lead is None else file.lead.at, "lead.at")
    if matter is None or (found - occurred).days <= _SURELY_SHORT or found <= _SHORT.after(occurred):
        return
    grave = need(file.affects_life_or_finance, "affects_life_or_finance") and need(file.harm_done, "harm_done")
    long = grave and day(decision.at, "decisions.at") >= _REVISED
    if long and occurred >= _REVISED and found <= _LONG.after(occurred):
        return
    # The term runs from the end of an act that goes on: before anybody is accused, its end must be recorded.
    last = happened(matter.ended_on, matter, "matter.ended_on")
    ended = occurred if last is None else day_of(last)
    if found <= _SHORT.after(ended):
        return
    if long and found <= _LONG.after(ended):
        if ended < _REVISED:
            yield Found(_("行为终了于2021年7月15日前，适用五年时效；请核对新旧法何者较轻"), Gravity.IRREGULAR)
        return
    yield Found(_("行为 {ended} 终了，{found} 才发现，已过追究时效", ended=ended.isoformat(), found=found.isoformat()))


@duty(
    "discretion.not_fined_twice",
    _("同一违法行为不得两次罚款"),
    (penalty_2017("24"), penalty_2021("29")),
    over="decisions",
    item=NoticeItem.REPEATED,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "earlier",
        "earlier.at",
        "earlier.same_act",
        "earlier.fine",
    ),
    when=lambda audited, decision: audited.penalises(decision) and _fines(decision),
    alike=Alike.WORDS,
)
def not_fined_twice(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 24, 2021 Art. 29: by whichever organ."""
    for index, each in enumerate(need(audited.file.earlier, "earlier")):
        if need(each.same_act, "earlier.same_act") and happened(each.fine, each, "earlier.fine") is not None:
            at = need(each.at, "earlier.at")
            yield Found(_("同一违法行为已在 {at} 被罚款，再次罚款", at=shown(at)), at=f"/earlier[{index}]")


@duty(
    "discretion.no_fine_after_court",
    _("人民法院判处罚金后不再罚款"),
    (penalty_2021("35.2"),),
    over="decisions",
    item=NoticeItem.REPEATED,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "criminal",
        "criminal.at",
        "criminal.fine",
    ),
    when=lambda audited, decision: audited.penalises(decision) and _fines(decision),
    alike=Alike.MOMENT,
)
def no_fine_after_court(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 35.2, last part: a fine not yet imposed is imposed no more."""
    decided = need(decision.at, "decisions.at")
    for index, each in enumerate(need(audited.file.criminal, "criminal")):
        if happened(each.fine, each, "criminal.fine") is None:
            continue
        judged = need(each.at, "criminal.at")
        if is_before(judged, decided):
            message = _("人民法院 {judged} 已判处罚金，仍给予罚款", judged=shown(judged))
            yield Found(message, at=f"/criminal[{index}]")


@duty(
    "discretion.court_offset",
    _("已给予的罚款、拘留折抵罚金、刑期"),
    (penalty_2017("28"), penalty_2021("35")),
    over="criminal",
    gravity=Gravity.NOTE,
    item=NoticeItem.REPEATED,
    inputs=(
        "criminal.at",
        "criminal.fine",
        "criminal.days",
        "criminal.offset_fine",
        "criminal.offset_days",
        "decisions",
        "decisions.at",
        "decisions.sanctions",
        "decisions.sanctions.kind",
        "decisions.sanctions.amount",
        "decisions.sanctions.days",
    ),
)
def court_offset(audited: Audited, outcome: CriminalOutcome) -> Iterator[Found]:
    """2017 Art. 28, 2021 Art. 35: it is the court that sets off, so what is not set off is a note to ask about it."""
    judged = need(outcome.at, "criminal.at")
    fined = detained = 0
    for decision in need(audited.file.decisions, "decisions"):
        if not is_before(need(decision.at, "decisions.at"), judged):
            continue
        for each in need(decision.sanctions, "decisions.sanctions"):
            kind = need(each.kind, "decisions.sanctions.kind")
            if kind is MeasureKind.FINE:
                fined += need(each.amount, "decisions.sanctions.amount").fen
            elif kind is MeasureKind.DETENTION:
                detained += need(each.days, "decisions.sanctions.days")
    fine = happened(outcome.fine, outcome, "criminal.fine")
    if fined and fine is not None:
        offset = happened(outcome.offset_fine, outcome, "criminal.offset_fine")
        if (0 if offset is None else offset.fen) < min(fined, fine.fen):
            yield Found(_("已给予的罚款没有全部折抵罚金，请核对"))
    term = happened(outcome.days, outcome, "criminal.days")
    if detained and term is not None:
        spent = happened(outcome.offset_days, outcome, "criminal.offset_days")
        if (spent or 0) < min(detained, term):
            yield Found(_("已执行的行政拘留没有全部折抵刑期，请核对"))


def _fines(decision: Decision) -> bool:
    sanctions = need(decision.sanctions, "decisions.sanctions")
    return any(need(each.kind, "decisions.sanctions.kind") is MeasureKind.FINE for each in sanctions)
