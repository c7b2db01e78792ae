"""What an instrument says for all its violations (总则性规定), and what follows in procedure (程序后果)."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ..conditions import ALWAYS, Condition
from ..errors import Place
from ..law import Citation, InForce
from .discretion import CircumstanceEffect
from .penalty import MeasureKind
from .violation import Addition, Exemption, Merge, NonExecution


@frozen
class Limitation:
    """After how long a violation that nobody found is not punished (追责时效): whole months from the act or its end."""

    months: int
    cites: tuple[Citation, ...]
    when: Condition = ALWAYS
    where: Place = field(default=Place(), eq=False)


@frozen
class InstrumentRules:
    """Rules that one instrument gives for all violations that rest on it, or for all violations at all.

    `instrument` is the id in sources.yaml; `everywhere` marks the general law (行政处罚法).
    `only_for` and `not_for` are articles of that instrument, where it reaches only some.
    `favours` marks rules that favour the party and so reach earlier acts decided under them.
    """

    id: str
    instrument: str
    in_force: InForce
    cites: tuple[Citation, ...]
    everywhere: bool = False
    only_for: tuple[Citation, ...] = ()
    not_for: tuple[Citation, ...] = ()
    adds: tuple[Addition, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    circumstances: tuple[CircumstanceEffect, ...] = ()
    execution: tuple[NonExecution, ...] = ()
    merge: tuple[Merge, ...] = ()
    limitation: tuple[Limitation, ...] = ()
    favours: bool = False
    pack: str = ""
    where: Place = field(default=Place(), eq=False)


class Step(StrEnum):
    """A step of procedure that the lawful range brings with it."""

    SUMMARY_PROCEDURE = "summary_procedure"
    HEARING = "hearing"
    LEGAL_REVIEW = "legal_review"
    COLLECTIVE_DELIBERATION = "collective_deliberation"
    TRANSFER = "transfer"


@frozen
class Trigger:
    """One ground on which a step follows: a kind of measure from an amount up, for a kind of party, or a condition.

    `at_least`/`above`/`at_most` are in fen (or the unit of the measure); `total` adds up all measures of the kinds.
    `overlay` names a threshold that the law leaves to a province: unknown until an overlay gives it; `default_for`
    one for which the law gives a number itself, unless the province has set another. `only_for` are the articles
    on one of which the violation must rest.
    """

    kinds: tuple[MeasureKind, ...] = ()
    party: tuple[str, ...] = ()
    when: Condition = ALWAYS
    at_least: int | None = None
    above: int | None = None
    at_most: int | None = None
    only_these_kinds: bool = False
    overlay: str = ""
    default_for: str = ""
    total: bool = False
    only_for: tuple[Citation, ...] = ()
    reason: str = ""
    cites: tuple[Citation, ...] = ()
    where: Place = field(default=Place(), eq=False)


@frozen
class ProcedureRule:
    """When a step of procedure follows (程序后果): triggers of one instrument, for the date of the step.

    Sector rules (`instruments` names what the violation must rest on, empty: the whole pack) go before
    general ones; `complete` says that no trigger means no, else it leaves the question to the general rule.
    A rule that `fills` a threshold gives the triggers that other rules leave to it (`overlay` or `default_for`).
    """

    id: str
    step: Step
    in_force: InForce
    cites: tuple[Citation, ...]
    any: tuple[Trigger, ...]
    instruments: tuple[str, ...] = ()
    division: str = "000000"
    complete: bool = True
    fills: str = ""
    pack: str = ""
    where: Place = field(default=Place(), eq=False)
