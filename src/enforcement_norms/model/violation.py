"""A violation (违法行为) as the law itself punishes it: one whole clause, one version."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ..conditions import ALWAYS, Condition
from ..errors import Place
from ..law import Citation, InForce
from .penalty import Addressee, Item, Measure, MeasureKind


class Ended(StrEnum):
    """How a version that has ended came to its end."""

    REPEALED = "repealed"
    REPLACED_BY = "replaced_by"
    NOT_ENCODED = "not_encoded"


@frozen
class Branch:
    """One branch of a clause (条款分支): under its condition, these measures; or a gap of the statute itself.

    `like` renders 依照前款: the measures of another violation (and branch), to which its own are added;
    `like_addressee` turns them on other persons (对其主管人员依照前款处罚).
    """

    measures: tuple[Item, ...] = ()
    when: Condition = ALWAYS
    id: str = ""
    title: str = ""
    cites: tuple[Citation, ...] = ()
    like: Reference | None = None
    like_addressee: tuple[Addressee, ...] = ()
    gap: bool = False
    where: Place = field(default=Place(), eq=False)


@frozen
class Reference:
    """A pointer to the measures of another clause: `violation#branch#measure`, the last two optional."""

    violation: str
    branch: str = ""
    measure: str = ""


@frozen
class Addition:
    """Measures that come on top of any branch (另有规定同时适用) where the condition holds.

    `stands_alone`: they also come where what the whole clause presupposes fails (因犯罪被判刑的终身禁止从业).
    """

    measures: tuple[Item, ...]
    when: Condition = ALWAYS
    cites: tuple[Citation, ...] = ()
    id: str = ""
    unless_present: tuple[MeasureKind, ...] = ()
    stands_alone: bool = False
    where: Place = field(default=Place(), eq=False)


class ExemptionEffect(StrEnum):
    """Shall not be punished (不予处罚), may be left unpunished (可以不予、免予处罚)."""

    SHALL_EXEMPT = "shall_exempt"
    MAY_EXEMPT = "may_exempt"


@frozen
class Exemption:
    """A rule under which there is no penalty (不予处罚), with what it keeps (`keeps`) and adds (`adds`)."""

    id: str
    title: str
    effect: ExemptionEffect
    when: Condition
    cites: tuple[Citation, ...]
    keeps: tuple[str, ...] = ()
    adds: tuple[Measure, ...] = ()
    where: Place = field(default=Place(), eq=False)


@frozen
class NonExecution:
    """A measure decided but not carried out (决定但不执行): when, unless, by which article."""

    kind: MeasureKind
    not_executed_when: Condition
    cites: tuple[Citation, ...]
    unless: Condition | None = None
    where: Place = field(default=Place(), eq=False)


@frozen
class Merge:
    """How several acts decided together are executed together (合并执行): the cap of a kind, in its unit."""

    kind: MeasureKind
    cap: int
    cites: tuple[Citation, ...]


@frozen
class Reading:
    """One of several tenable readings of a text (不同理解): its branches stand as an option, with the reason."""

    id: str
    reason: str
    branches: tuple[Branch, ...]


@frozen
class OutrankedBy:
    """A lower norm that leaves the range of a higher one (与上位法抵触): not applied, shown with the reason."""

    cite: Citation
    reason: str
    violation: str = ""


@frozen
class Waiver:
    """A penalty number of the cited text that the clause does not use, and why (核对说明)."""

    number: str
    reason: str


@frozen
class Violation:
    """One violation in one version: what the law says, whole (违法行为与罚则).

    `when` is what the whole clause presupposes (尚不构成犯罪); `special_to` names violations of general laws
    before which this one goes; `waives` explains numbers of the article that the clause leaves out.
    """

    id: str
    title: str
    in_force: InForce
    breaches: tuple[Citation, ...]
    basis: tuple[Citation, ...]
    branches: tuple[Branch, ...] = ()
    when: Condition = ALWAYS
    also: tuple[Addition, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    readings: tuple[Reading, ...] = ()
    execution: tuple[NonExecution, ...] = ()
    merge: tuple[Merge, ...] = ()
    outranked_by: OutrankedBy | None = None
    special_to: tuple[str, ...] = ()
    ended: Ended | None = None
    replaced_by: str = ""
    life_health_or_finance: bool = False
    reviewed_on: str = ""
    waives: tuple[Waiver, ...] = ()
    note: str = ""
    pack: str = ""
    where: Place = field(default=Place(), eq=False)
