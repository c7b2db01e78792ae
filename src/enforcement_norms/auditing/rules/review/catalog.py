"""Review catalogs of packs (法制审核目录): whether what was decided falls under a line of one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from ....conditions import JUDGED
from ....i18n import Message, _
from ....law import Citation
from ....model.casefile import Decision, ReviewTrigger
from ....model.duty import Missing, need
from ....model.review import catalogs_on
from ....territories import NATION, with_parents
from ...audited import Audited, day
from .triggers import NAMES

if TYPE_CHECKING:
    from ....compiler import Norms
    from ....model.review import ReviewCatalog, ReviewItem
    from ....model.rules import Trigger

_PENALTY = "penalty"


@frozen
class Listed:
    """Under which line a decision falls (目录事项), and what the line cites."""

    ground: Message
    cites: tuple[Citation, ...] = ()


def listed(audited: Audited, decision: Decision) -> Listed | None:
    """The line of a catalog under which the decision falls: as the file records it, or as the packs list it.

    Where a line asks for what is not known (a judgement, a threshold left to the province), the file's own record of
    its grounds decides.

    Raises:
        Missing: the file does not record its grounds, and the packs leave them open.
    """
    recorded = audited.file.triggers
    if recorded is not None and ReviewTrigger.CATALOG in recorded:
        return Listed(NAMES[ReviewTrigger.CATALOG])
    norms = audited.norms
    if norms is None:
        if recorded is None:
            raise Missing("triggers")
        return None
    lines, are_judged, _rest_on_all = _lines(audited, decision, norms)
    values = _judgements(audited) if lines else {}
    if are_judged and not values and recorded is not None:
        return None
    unsure = False
    for catalog, item, triggers in lines:
        answers = [_meets(each, decision, audited, values) for each in triggers]
        if True in answers:
            return Listed(_("“{catalog}”所列“{item}”", catalog=catalog.title, item=item.title), item.cites)
        unsure = unsure or None in answers
    if unsure and recorded is None:
        raise Missing("triggers")
    return None


Line = tuple["ReviewCatalog", "ReviewItem", tuple["Trigger", ...]]
"""A line of a catalog, and what brings a decision under it."""


class Lines(NamedTuple):
    """Lines of catalogs (目录事项), with what holds for all of them."""

    lines: tuple[Line, ...]
    are_judged: bool
    """Whether no decision is known to fall under one of them as long as no judgement is recorded."""
    rest_on_all: bool
    """Whether no line asks on which instruments the violation rests."""


def _lines(audited: Audited, decision: Decision, norms: Norms) -> Lines:
    """The lines on penalties in the catalogs of the field, in force that day at that place and level."""
    on, domain = day(decision.at, "decisions.at"), need(audited.file.domain, "domain")
    changes = _changes(norms)
    since = bisect_right(changes, on)
    first = changes[since - 1] if since else date.min
    found = _lines_on(norms, domain, first, audited.file.division, _level(audited))
    if found.rest_on_all:
        return found
    cited = _instruments(norms, need(audited.file.matter, "matter").violation)
    lines = [line for line in found.lines if not line[1].instruments or not cited.isdisjoint(line[1].instruments)]
    return found._replace(lines=tuple(lines))


@lru_cache(maxsize=16)
def _changes(norms: Norms) -> tuple[date, ...]:
    """The days on which a catalog, or a threshold for one, begins to hold or no longer does."""
    periods = [each.in_force for pack in norms.packs.values() for each in pack.review]
    periods += [each.in_force for pack in norms.packs.values() for each in pack.procedure]
    ends = {period.until + timedelta(days=1) for period in periods if period.until is not None}
    return tuple(sorted({period.from_ for period in periods} | ends))


@lru_cache(maxsize=4096)
def _instruments(norms: Norms, violation: str) -> frozenset[str]:
    """The instruments on which a violation rests, in any version."""
    track = norms.tracks.get(violation)
    return frozenset(cite.instrument for version in (() if track is None else track.versions) for cite in version.basis)


@lru_cache(maxsize=4096)
def _lines_on(norms: Norms, domain: str, on: date, division: str | None, level: str | None) -> Lines:
    pack = norms.packs.get(domain)
    places = _above(division)
    lines = tuple(
        (catalog, item, tuple(_triggers(item, on, places, norms)))
        for catalog in catalogs_on(() if pack is None else pack.review, on, places)
        for item in catalog.items
        if _PENALTY in item.acts and (not item.levels or level is None or level in item.levels)
    )
    are_judged = not any(each.kinds or each.when.truth({}) for _catalog, _item, triggers in lines for each in triggers)
    return Lines(lines, are_judged, not any(item.instruments for _catalog, item, _triggers in lines))


def _level(audited: Audited) -> str | None:
    known = audited.registers.subjects_by_id
    own = None if known is None or audited.file.subject is None else known.get(audited.file.subject)
    return None if own is None or own.level is None else own.level.value


def _above(division: str | None) -> frozenset[str]:
    return frozenset((NATION,) if division is None else with_parents(division))


def _triggers(item: ReviewItem, on: date, places: frozenset[str], norms: Norms) -> Iterator[Trigger]:
    """The triggers of a line; for a threshold left to the province, what the province says if somebody says it."""
    for trigger in item.any:
        given = [
            each
            for pack in norms.packs.values()
            for rule in pack.procedure
            if trigger.overlay and rule.fills == trigger.overlay
            if rule.in_force.covers(on) and rule.division in places
            for each in rule.any
        ]
        yield from given or (trigger,)


def _meets(trigger: Trigger, decision: Decision, audited: Audited, values: Mapping[str, bool]) -> bool | None:
    """Whether what was imposed meets a trigger; None where it is not known."""
    sanctioned = _sanctions(trigger, decision)
    if sanctioned is False:
        return False
    holds = trigger.when.truth(values)
    if holds is False:
        return False
    falls_on = _party(trigger, audited)
    if falls_on is False:
        return False
    return None if sanctioned is None or holds is None or falls_on is None else True


def _judgements(audited: Audited) -> dict[str, bool]:
    matter = audited.file.matter
    judgements = {} if matter is None else matter.judgements or {}
    return {f"{JUDGED}{name}": value for name, value in judgements.items() if isinstance(value, bool)}


def _party(trigger: Trigger, audited: Audited) -> bool | None:
    if not trigger.party:
        return True
    party = audited.file.party
    if party is None or party.kind is None:
        return None
    return party.kind.value in trigger.party


def _sanctions(trigger: Trigger, decision: Decision) -> bool | None:
    if trigger.overlay or trigger.default_for or trigger.only_for:
        return None
    if not trigger.kinds:
        return True
    mine = [each for each in need(decision.sanctions, "decisions.sanctions") if each.kind in trigger.kinds]
    amounts = [None if each.amount is None else each.amount.fen for each in mine]
    if trigger.total and mine:
        known = [each for each in amounts if each is not None]
        amounts = [sum(known) if len(known) == len(amounts) else None]
    answers = [_within(trigger, each) for each in amounts]
    if True in answers:
        return True
    return None if None in answers else False


def _within(trigger: Trigger, amount: int | None) -> bool | None:
    if trigger.at_least is None and trigger.above is None and trigger.at_most is None:
        return True
    if amount is None:
        return None
    reached = trigger.at_least is None or amount >= trigger.at_least
    passed = trigger.above is None or amount > trigger.above
    return reached and passed and (trigger.at_most is None or amount <= trigger.at_most)
