"""Reasons of discretion (从轻、减轻、从重的理由): stated in the decision, each tied to evidence of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from ....i18n import _
from ....model.casefile import Decision, DiscretionReason, Evidence
from ....model.determination import Direction
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited
from ...likeness import by_words
from ...sources import notice, penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty
from ..gathering import each_of

_INPUTS: Final = (
    "procedure",
    "decisions.at",
    "decisions.kind",
    "decisions.discretion",
    "decisions.discretion.direction",
    "decisions.discretion.reasons",
)
_BY_FACTS: Final = (penalty_2017("4.2"), penalty_2021("5.2"))


@by_words
def _is_reasoned(audited: Audited, decision: Decision) -> bool:
    """Whether the decision claims to be lighter, mitigated or heavier."""
    if not is_ordinary_penalty(audited, decision) or "discretion" in decision.not_done:
        return False
    stated = need(decision.discretion, "decisions.discretion")
    return need(stated.direction, "decisions.discretion.direction") is not Direction.WHOLE


def _reasons(decision: Decision) -> tuple[DiscretionReason, ...]:
    stated = need(decision.discretion, "decisions.discretion")
    return need(stated.reasons, "decisions.discretion.reasons")


@duty(
    "discretion.reasons_stated",
    _("决定书说明从轻、减轻、从重的理由"),
    (notice("s4.4.2"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.reasons.direction", "decisions.discretion.reasons.text"),
    when=_is_reasoned,
)
def reasons_stated(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）2: a reason in the same direction, in words."""
    direction = need(need(decision.discretion, "decisions.discretion").direction, "decisions.discretion.direction")
    for reason in _reasons(decision):
        own = need(reason.direction, "decisions.discretion.reasons.direction")
        if own is not direction:
            continue
        text = happened(reason.text, reason, "decisions.discretion.reasons.text")
        if text:
            return
    yield Found(_("决定书没有说明从轻、减轻或者从重处罚的理由"))


@duty(
    "discretion.reasons_evidenced",
    _("裁量理由有在案证据"),
    _BY_FACTS,
    over="decisions",
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.reasons.evidence", "evidence"),
    when=_is_reasoned,
)
def reasons_evidenced(audited: Audited, decision: Decision) -> Iterable[Found]:
    """2017 Art. 4.2, 2021 Art. 5.2: penalties rest on facts, so each reason names evidence that lies in the file."""
    held, reasons = audited.evidence, _reasons(decision)
    for each in reasons:
        if not each.evidence or not held.keys() >= set(each.evidence):
            break
    else:
        return ()

    def check(entry: tuple[int, DiscretionReason]) -> Iterator[Found]:
        index, reason = entry
        named = need(reason.evidence, "decisions.discretion.reasons.evidence")
        at = f"discretion.reasons[{index}]"
        if not named:
            yield Found(_("裁量理由没有证据支持"), at=at)
        absent = [each for each in named if each not in held]
        if absent:
            yield Found(_("裁量理由所引证据不在案卷中：{absent}", absent=absent), at=at)

    return each_of(enumerate(reasons), check)


def _is_proved(held: Mapping[str, Evidence], reason: DiscretionReason) -> bool:
    """Whether each evidence named is plainly in the file and proves the circumstance; mostly there is but one."""
    if reason.circumstance is None or reason.evidence is None:
        return False
    for each in reason.evidence:
        evidence = held.get(each)
        if evidence is None or evidence.proves is None or reason.circumstance not in evidence.proves:
            return False
    return True


@duty(
    "discretion.reasons_proved",
    _("裁量情节由所引证据证明"),
    _BY_FACTS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(
        *_INPUTS,
        "decisions.discretion.reasons.circumstance",
        "decisions.discretion.reasons.evidence",
        "evidence",
        "evidence.proves",
    ),
    when=_is_reasoned,
)
def reasons_proved(audited: Audited, decision: Decision) -> Iterable[Found]:
    """The evidence named is recorded as proving the circumstance (2017 Art. 4.2, 2021 Art. 5.2)."""
    held, reasons = audited.evidence, _reasons(decision)
    if all(map(partial(_is_proved, held), reasons)):
        return ()

    def check(entry: tuple[int, DiscretionReason]) -> Iterator[Found]:
        index, reason = entry
        circumstance = need(reason.circumstance, "decisions.discretion.reasons.circumstance")
        named = need(reason.evidence, "decisions.discretion.reasons.evidence")
        relied_on = [held[each] for each in named if each in held]
        proved = {fact for each in relied_on for fact in need(each.proves, "evidence.proves")}
        if relied_on and circumstance not in proved:
            message = _("所引证据没有记载证明裁量情节“{circumstance}”", circumstance=circumstance)
            yield Found(message, Gravity.IRREGULAR, at=f"discretion.reasons[{index}]")

    return each_of(enumerate(reasons), check)


@duty(
    "discretion.factors_reasoned",
    _("列明的裁量情节都有理由"),
    (notice("s4.4.2"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(*_INPUTS, "decisions.discretion.factors", "decisions.discretion.reasons.circumstance"),
    when=_is_reasoned,
)
def factors_reasoned(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）2: a circumstance that is listed and never explained is no reason."""
    factors = need(need(decision.discretion, "decisions.discretion").factors, "decisions.discretion.factors")
    explained = [need(each.circumstance, "decisions.discretion.reasons.circumstance") for each in _reasons(decision)]
    bare = [factor for factor in factors if factor not in explained]
    if bare:
        yield Found(_("列明的裁量情节没有说明理由：{bare}", bare=bare))
