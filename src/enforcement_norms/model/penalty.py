"""Kinds of penalties and other measures (处罚种类、其他措施), and a measure as the law orders it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen

from ..amounts import Amount
from ..conditions import ALWAYS, Condition
from ..errors import Place
from ..law import Citation


class Nature(StrEnum):
    """What a measure is: only a penalty is an administrative penalty (行政处罚)."""

    PENALTY = "penalty"
    ORDER = "order"
    COERCIVE = "coercive"
    HANDOVER = "handover"


class MeasureKind(StrEnum):
    """Kinds of measures: those of Art. 9 (2021) or Art. 8 (2017) of the Administrative Penalty Law, and others."""

    WARNING = "warning"
    CRITICISM = "criticism"
    FINE = "fine"
    DAILY_FINE = "daily_fine"
    CONFISCATE_ILLEGAL_GAINS = "confiscate_illegal_gains"
    CONFISCATE_ILLEGAL_PROPERTY = "confiscate_illegal_property"
    SUSPEND_PERMIT = "suspend_permit"
    DOWNGRADE_QUALIFICATION = "downgrade_qualification"
    REVOKE_PERMIT = "revoke_permit"
    RESTRICT_BUSINESS = "restrict_business"
    SUSPEND_BUSINESS = "suspend_business"
    CLOSE_DOWN = "close_down"
    RESTRICT_EMPLOYMENT = "restrict_employment"
    BAN_PRACTICE = "ban_practice"
    BAR_FROM_PERMIT = "bar_from_permit"
    DETENTION = "detention"
    DEPORT = "deport"
    OTHER_PENALTY = "other_penalty"
    CORRECTION_ORDER = "correction_order"
    ORDER = "order"
    STOP_VIOLATION = "stop_violation"
    REFUND = "refund"
    OUTLAW = "outlaw"
    POINTS = "points"
    RESTRAIN = "restrain"
    SEIZE_DOCUMENTS = "seize_documents"
    IMPOUND = "impound"
    SEIZE_PROPERTY = "seize_property"
    ENFORCE = "enforce"
    TRANSFER = "transfer"

    @property
    def nature(self) -> Nature:
        """Whether it is a penalty, an order, a coercive measure or a handover."""
        return _NATURE.get(self, Nature.PENALTY)

    @property
    def confiscates(self) -> bool:
        """Whether it takes away what is there (没收), as much as it is: no matter of degree."""
        return self in _CONFISCATIONS


_NATURE: Final = {
    MeasureKind.CORRECTION_ORDER: Nature.ORDER,
    MeasureKind.ORDER: Nature.ORDER,
    MeasureKind.STOP_VIOLATION: Nature.ORDER,
    MeasureKind.REFUND: Nature.ORDER,
    MeasureKind.OUTLAW: Nature.ORDER,
    MeasureKind.POINTS: Nature.ORDER,
    MeasureKind.RESTRAIN: Nature.COERCIVE,
    MeasureKind.SEIZE_DOCUMENTS: Nature.COERCIVE,
    MeasureKind.IMPOUND: Nature.COERCIVE,
    MeasureKind.SEIZE_PROPERTY: Nature.COERCIVE,
    MeasureKind.ENFORCE: Nature.COERCIVE,
    MeasureKind.TRANSFER: Nature.HANDOVER,
}

_CONFISCATIONS: Final = frozenset({MeasureKind.CONFISCATE_ILLEGAL_GAINS, MeasureKind.CONFISCATE_ILLEGAL_PROPERTY})


class Mandate(StrEnum):
    """Whether the law binds the organ (应当) or leaves it the choice (可以)."""

    SHALL = "shall"
    MAY = "may"


class Unit(StrEnum):
    """What the numbers of a measure count."""

    YUAN = "yuan"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    POINTS = "points"


class Addressee(StrEnum):
    """On whom a measure falls: the party, or persons answering beside it (责任人员)."""

    PARTY = "party"
    LEGAL_REPRESENTATIVE = "legal_representative"
    MAIN_RESPONSIBLE = "main_responsible"
    DIRECTLY_RESPONSIBLE_MANAGER = "directly_responsible_manager"
    OTHER_DIRECTLY_RESPONSIBLE = "other_directly_responsible"
    DIRECTLY_RESPONSIBLE = "directly_responsible"
    ACTUAL_CONTROLLER = "actual_controller"
    RESPONSIBLE_PERSON = "responsible_person"
    PRACTITIONER = "practitioner"
    DRIVER = "driver"
    OWNER = "owner"
    GUARDIAN = "guardian"
    OTHER = "other"


class Joined(StrEnum):
    """How a measure joins the others before it (并处、可以并处)."""

    MAY_ALSO = "may_also"


@frozen
class Measure:
    """One measure of a clause (处罚措施): kind, whether it must or may be taken, when, on whom, how much.

    `amount` is in fen where `unit` is yuan, else in whole `unit`; `life` is a term for life (终身).
    `follows` and `replaces` name other measures by id; `by` names the organ where it is not the deciding one.
    """

    id: str
    kind: MeasureKind
    mandate: Mandate = Mandate.SHALL
    when: Condition = ALWAYS
    addressee: tuple[Addressee, ...] = (Addressee.PARTY,)
    per_person: bool = False
    object: str = ""
    scope: str = ""
    by: str = ""
    cites: tuple[Citation, ...] = ()
    follows: str = ""
    replaces: str = ""
    starts: str = ""
    joined: Joined | None = None
    amount: Amount | None = None
    unit: Unit = Unit.YUAN
    life: bool = False
    note: str = ""
    where: Place = field(default=Place(), eq=False)


class GroupKind(StrEnum):
    """How a group of measures is to be read: all of them, one (或者), any subset (可以单处或者并处), or up to (直至)."""

    ALL = "all"
    ONE_OF = "one_of"
    ANY_SUBSET = "any_subset"
    UP_TO = "up_to"


@frozen
class Group:
    """Measures that the law joins into a menu; groups nest."""

    kind: GroupKind
    items: tuple[Measure | Group, ...]
    id: str = ""
    mandate: Mandate = Mandate.SHALL
    when: Condition = ALWAYS
    where: Place = field(default=Place(), eq=False)


Item = Measure | Group
