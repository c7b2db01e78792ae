"""What `evaluate` returns: the lawful range in one case, its reasons, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from ..amounts import Hole, Interval
from ..errors import Place, Problem
from ..law import Citation
from .case import EMPTY, Case
from .discretion import Effect, MitigatedWay
from .pack import Pack
from .penalty import Addressee, GroupKind, Joined, Mandate, MeasureKind, Nature, Unit
from .rules import Step
from .violation import ExemptionEffect, Merge


class Outcome(StrEnum):
    """What can be said of the case, in order of precedence."""

    NOT_COVERED = "not_covered"
    EXEMPT = "exempt"
    UNDETERMINED = "undetermined"
    NEEDS_JUDGEMENT = "needs_judgement"
    DETERMINED = "determined"


class Applies(StrEnum):
    """Whether a measure is to be taken: yes, no, or open (it hangs on something not yet answered)."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Direction(StrEnum):
    """Where in, or below, its range the case lies."""

    WHOLE = "whole"
    LIGHTER = "lighter"
    MITIGATED = "mitigated"
    HEAVIER = "heavier"


@frozen
class Source:
    """Where a value comes from (出处): pack, version of the violation, file and line."""

    pack: str
    file: str
    line: int


@frozen(slots=False)
class Penalty:
    """One measure in one case: whether it applies, on whom, within which bounds, by which article.

    `amount` is rounded inwards to the fen (or whole `unit`); `hole` says why there is none. `menu` is the way
    from the outside in through the groups in which the law offers it. `usual` is a part that a rule calls usual.
    `follows` is the measure with which it comes, where that one may be taken or left and so leaves this one open.
    """

    id: str
    kind: MeasureKind
    mandate: Mandate
    applies: Applies
    amount: Interval | None = None
    unit: Unit = Unit.YUAN
    life: bool = False
    hole: Hole | None = None
    open_on: tuple[str, ...] = ()
    addressee: tuple[Addressee, ...] = (Addressee.PARTY,)
    per_person: bool = False
    person: str = ""
    object: str = ""
    scope: str = ""
    by: str = ""
    starts: str = ""
    joined: Joined | None = None
    menu: tuple[tuple[str, GroupKind], ...] = ()
    depends_on: str = ""
    execution: Applies | None = None
    cites: tuple[Citation, ...] = ()
    note: str = ""
    usual: Interval | None = None
    general_law: bool = False
    follows: str = ""
    place: Place = field(default=Place(), eq=False)

    @property
    def nature(self) -> Nature:
        """Whether it is a penalty, an order, a coercive measure or a handover."""
        return self.kind.nature


@frozen
class Weighed:
    """A circumstance established in the case: what rules give to it, and whether it was counted."""

    id: str
    effect: Effect
    mandate: Mandate
    cites: tuple[Citation, ...]
    evidence: str = ""
    by_facts: bool = False
    already_weighed: bool = False


@frozen
class Assumption:
    """What an option supposes: a judgement, a choice, or where an unanswered fact lies."""

    term: str
    value: str


@frozen
class Option:
    """One lawful way of deciding (合法选项), with what it supposes."""

    assumptions: tuple[Assumption, ...]
    branch: str
    tier: str
    direction: Direction
    penalties: tuple[Penalty, ...]
    exempt: str = ""
    ways: tuple[MitigatedWay, ...] = ()
    cites: tuple[Citation, ...] = ()
    version: date | None = None


@frozen
class ExemptionFound:
    """The rule under which there is no penalty, and what it keeps and adds."""

    id: str
    title: str
    effect: ExemptionEffect | None
    cites: tuple[Citation, ...]
    keeps: tuple[str, ...] = ()


@frozen
class VersionsCompared:
    """Old law and new law (从旧兼从轻): which was applied, the other, which is lighter, and why."""

    applied: date
    other: date | None
    lighter: str
    why: tuple[str, ...]
    other_penalties: tuple[Penalty, ...] = ()


@frozen
class Conflict:
    """A norm shown and not applied, with the reason."""

    what: str
    reason: str
    cites: tuple[Citation, ...] = ()


@frozen
class ProcedureAnswer:
    """Whether a step of procedure follows: yes, no or unknown, with the reason and article for its date.

    `needs` is what would have to be known; beside yes or no, the thresholds for which the law's own number was
    taken because no province is known to have set another.
    """

    step: Step
    answer: str
    rule: str
    cites: tuple[Citation, ...]
    reason: str = ""
    needs: tuple[str, ...] = ()


@frozen(slots=False)
class Determination:
    """The lawful range in one case (裁量认定): outcome, measures with their bounds, reasons, open points.

    `penalties` are what stands in the end, `statutory` what the statute alone gives. `steps` are recorded as
    (step id, values) and turned into sentences only by `explain`.
    """

    case: Case
    outcome: Outcome
    violation: str = ""
    title: str = ""
    pack: str = ""
    version: date | None = None
    provision: tuple[Citation, ...] = ()
    breaches: tuple[Citation, ...] = ()
    branch: str = ""
    standard: str = ""
    tier: str = ""
    direction: Direction = Direction.WHOLE
    penalties: tuple[Penalty, ...] = ()
    statutory: tuple[Penalty, ...] = ()
    circumstances: tuple[Weighed, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    questions_minimal: bool = True
    possible_tiers: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    open_to_check: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    exemption: ExemptionFound | None = None
    versions: VersionsCompared | None = None
    conflicts: tuple[Conflict, ...] = ()
    procedure: tuple[ProcedureAnswer, ...] = ()
    special_to: tuple[str, ...] = ()
    merge: tuple[Merge, ...] = ()
    warnings: tuple[Problem, ...] = ()
    steps: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    provenance: Mapping[str, str] = EMPTY
    source: Source | None = None
    vocabulary: tuple[Pack, ...] = field(default=(), eq=False, repr=False)
    """The packs that name the ids in it (facts, instruments, circumstances): a reference, so that it can be explained."""
