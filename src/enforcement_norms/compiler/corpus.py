"""All that packs say of one violation (一个违法行为的全部规定): its versions, the rules, facts and sources beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from ..law import Instrument
from ..model.facts import Circumstance, Fact
from ..model.pack import Pack
from ..model.violation import Violation


@frozen(eq=False)
class Corpus:
    """What packs say of one violation: its versions, and the days on which anything that governs it changes.

    `rule_packs` are the packs whose rules may reach it; `siblings` the violations of its own pack by id.
    """

    id: str
    pack: Pack
    versions: tuple[Violation, ...]
    changes: tuple[date, ...]
    rule_packs: tuple[Pack, ...]
    facts: Mapping[str, Fact]
    circumstances: Mapping[str, Circumstance]
    siblings: Mapping[str, tuple[Violation, ...]]
    sources: Mapping[str, Instrument]


def day_of_law(version: Violation, act_on: date, decided_on: date) -> date:
    """The day whose law is applied with a version: that of the act, or of the decision where it is a later law."""
    return act_on if version.in_force.covers(act_on) else decided_on
