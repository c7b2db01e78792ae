"""Statutory grounds (法定情节): age, capacity, grounds to reduce or not to punish; nobody fined twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ....i18n import Message, _
from ....model.actors import Capacity
from ....model.case import PartyKind
from ....model.casefile import Decision, DecisionKind
from ....model.determination import Direction
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...likeness import by_words
from ...sources import penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty, is_penalty

_ANSWERABLE: Final = 14
_GROWN: Final = 18
_REDUCED: Final = (Direction.LIGHTER, Direction.MITIGATED)
_MUST_REDUCE: Final[dict[str, Message]] = {
    "voluntary_remedy": _("主动消除或者减轻危害后果"),
    "coerced": _("受他人胁迫"),
    "meritorious_service": _("配合查处有立功表现"),
}
_MUST_REDUCE_2021: Final[dict[str, Message]] = {
    **_MUST_REDUCE,
    "induced": _("受他人诱骗"),
    "voluntary_confession": _("主动供述尚未掌握的违法行为"),
}
_REVISED: Final = penalty_2021("32").in_force.from_
_AGE: Final = ("decisions.at", "decisions.kind", "party.kind", "party.birth_date", "matter.occurred_on")
_CIRCUMSTANCES: Final = ("decisions.at", "decisions.kind", "matter", "matter.circumstances")
_STATED: Final = ("decisions.discretion", "decisions.discretion.direction")


@by_words
def _is_person(audited: Audited, decision: Decision) -> bool:
    party = audited.file.party
    kind = need(None if party is None else party.kind, "party.kind")
    return is_penalty(audited, decision) and kind is PartyKind.NATURAL_PERSON


def _is_minor(audited: Audited, decision: Decision) -> bool:
    return _is_person(audited, decision) and _ANSWERABLE <= _age(audited) < _GROWN


def _age(audited: Audited) -> int:
    """The age of the party when it acted; one is a year older the day after the birthday."""
    file = audited.file
    born = need(None if file.party is None else file.party.birth_date, "party.birth_date")
    acted = day(None if file.matter is None else file.matter.occurred_on, "matter.occurred_on")
    return acted.year - born.year - ((acted.month, acted.day) <= (born.month, born.day))


def _direction(decision: Decision) -> Direction | None:
    """The direction that the decision states; None where it states no discretion."""
    stated = happened(decision.discretion, decision, "decisions.discretion")
    return None if stated is None else need(stated.direction, "decisions.discretion.direction")


def _established(audited: Audited) -> frozenset[str]:
    """The circumstances that the file holds established.

    Raises:
        Missing: it records none, not even that there are none.
    """
    matter = need(audited.file.matter, "matter")
    recorded: Mapping[str, Any] = need(matter.circumstances, "matter.circumstances")
    return frozenset([id_ for id_, value in recorded.items() if _holds(value)])


def _holds(value: Any) -> bool:
    """As case records write it: true, the evidence, or both."""
    return bool(value.get("established", False)) if isinstance(value, Mapping) else bool(value)


@duty(
    "discretion.under_fourteen",
    _("不满十四周岁不予处罚"),
    (penalty_2017("25"), penalty_2021("30")),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=_AGE,
    when=_is_person,
)
def under_fourteen(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 25, 2021 Art. 30: the age at the time of the act."""
    if _age(audited) < _ANSWERABLE:
        yield Found(_("当事人行为时不满十四周岁而给予处罚"))


@duty(
    "discretion.minor_reduced",
    _("已满十四周岁不满十八周岁的从轻或者减轻"),
    (penalty_2017("25"), penalty_2021("30")),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=(*_AGE, *_STATED),
    when=_is_minor,
)
def minor_reduced(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 25, 2021 Art. 30."""
    if _direction(decision) not in _REDUCED:
        yield Found(_("当事人行为时不满十八周岁，没有从轻或者减轻处罚"))


@duty(
    "discretion.incapable",
    _("不能辨认或者控制自己行为的不予处罚"),
    (penalty_2017("26"), penalty_2021("31")),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=("decisions.at", "decisions.kind", "party.kind", "party.capacity"),
    when=_is_person,
    alike=Alike.WORDS,
)
def incapable(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 26, 2021 Art. 31."""
    party = audited.file.party
    if need(None if party is None else party.capacity, "party.capacity") is Capacity.NONE:
        yield Found(_("当事人不能辨认或者不能控制自己行为而给予处罚"))


@duty(
    "discretion.must_reduce",
    _("有法定从轻、减轻情节的从轻或者减轻"),
    (penalty_2017("27.1"), penalty_2021("32")),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=(*_CIRCUMSTANCES, *_STATED, "procedure"),
    when=is_ordinary_penalty,
    alike=Alike.MOMENT,
)
def must_reduce(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 27.1; 2021 Art. 32 adds inducement and confession."""
    names = _MUST_REDUCE_2021 if day(decision.at, "decisions.at") >= _REVISED else _MUST_REDUCE
    established = _established(audited)
    held = [name for id_, name in names.items() if id_ in established]
    if held and _direction(decision) not in _REDUCED:
        yield Found(_("有法定情节（{held}），没有从轻或者减轻处罚", held=held))


@duty(
    "discretion.slight_and_corrected",
    _("轻微、及时改正且没有危害后果的不予处罚"),
    (penalty_2017("27.2"), penalty_2021("33.1")),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=_CIRCUMSTANCES,
    when=is_penalty,
    alike=Alike.WORDS,
)
def slight_and_corrected(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 27.2, 2021 Art. 33.1 first sentence: all three together."""
    if "minor_corrected_harmless" in _established(audited):
        yield Found(_("违法行为轻微并及时改正，没有造成危害后果，仍给予处罚"))


@duty(
    "discretion.no_fault",
    _("没有主观过错的不予处罚"),
    (penalty_2021("33.2"),),
    over="decisions",
    item=NoticeItem.DISPROPORTIONATE,
    inputs=_CIRCUMSTANCES,
    when=is_penalty,
    alike=Alike.WORDS,
)
def no_fault(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 33.2: proved by the party; laws and administrative regulations may say otherwise."""
    if "no_fault" in _established(audited):
        yield Found(_("当事人有证据足以证明没有主观过错，仍给予处罚"))


@duty(
    "discretion.educated",
    _("不予处罚的对当事人进行教育"),
    (penalty_2021("33.3"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.UNSUPERVISED,
    inputs=("decisions.at", "decisions.kind", "decisions.educated"),
    when=lambda audited, decision: need(decision.kind, "decisions.kind") is DecisionKind.NO_PENALTY,
    alike=Alike.WORDS,
)
def educated(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 33.3."""
    if not need(decision.educated, "decisions.educated"):
        yield Found(_("不予处罚而没有对当事人进行教育"))


@duty(
    "discretion.first_violation_searched",
    _("以初次违法不予处罚的经过查询"),
    (penalty_2021("33.1"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FAVOUR,
    inputs=(*_CIRCUMSTANCES, "priors", "priors.sources", "priors.found"),
    when=lambda audited, decision: (
        need(decision.kind, "decisions.kind") is DecisionKind.NO_PENALTY
        and "first_slight_corrected" in _established(audited)
    ),
    alike=Alike.WORDS,
)
def first_violation_searched(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 33.1 second sentence: that it is the first, somebody has looked up, and where."""
    query = happened(audited.file.priors, audited.file, "priors")
    if query is None:
        yield Found(_("以初次违法为由不予处罚，没有查询以前的违法记录"))
        return
    if not need(query.sources, "priors.sources"):
        yield Found(_("初次违法的查询没有记录查询范围"))
    found = need(query.found, "priors.found")
    if found:
        yield Found(_("查到以前违法 {found} 次，仍以初次违法为由不予处罚", found=found), Gravity.UNLAWFUL)
