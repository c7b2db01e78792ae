"""Discretion (裁量): published standards with their tiers, and the general arithmetic of bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from ..amounts import Amount, Limits, Share
from ..conditions import Condition
from ..errors import Place
from ..law import Citation, InForce
from .penalty import Mandate, MeasureKind, Unit


class AppliesTo(StrEnum):
    """Which cases a standard governs: those decided from its first day, or acts done from that day."""

    DECISIONS_FROM = "decisions_from"
    ACTS_FROM = "acts_from"


@frozen
class Override:
    """What a tier sets for one measure of the statute: a narrower amount, a firmer mandate, a closed menu.

    `mandate` may turn a `may` into `shall`; `none` drops a measure that the law leaves optional;
    `choose` closes a menu to the ids it names.
    """

    amount: Amount | None = None
    unit: Unit = Unit.YUAN
    mandate: Mandate | None = None
    none: bool = False
    choose: tuple[str, ...] = ()
    where: Place = field(default=Place(), eq=False)


@frozen
class Tier:
    """One row of a standard (裁量阶次): its condition, or `otherwise`, and what it sets by measure id.

    A key of `sets` is a measure id or `branch.measure`; what it does not name stays as the statute says.
    """

    id: str
    title: str
    sets: Mapping[str, Override]
    when: Condition | None = None
    where: Place = field(default=Place(), eq=False)

    @property
    def otherwise(self) -> bool:
        """Whether it takes all cases that no other tier takes (其他情形)."""
        return self.when is None


@frozen
class DiscretionStandard:
    """A published discretion standard (裁量基准) for one violation by one authority, in one version.

    `refines` is the violation, or `division:id` of the parent standard; `division` the GB/T 2260 code.
    `conflict` says why a published standard that leaves its parent is shown and not applied.
    """

    id: str
    title: str
    refines: str
    division: str
    issuer: str
    document: str
    published_on: str
    in_force: InForce
    tiers: tuple[Tier, ...]
    cites: tuple[Citation, ...] = ()
    applies_to: AppliesTo = AppliesTo.DECISIONS_FROM
    inside: str = "statutory"
    conflict: str = ""
    reviewed_on: str = ""
    pack: str = ""
    where: Place = field(default=Place(), eq=False)


class Effect(StrEnum):
    """What a circumstance does (从轻、减轻、从重、不予采取强制措施)."""

    LIGHTER = "lighter"
    MITIGATED = "mitigated"
    LIGHTER_OR_MITIGATED = "lighter_or_mitigated"
    HEAVIER = "heavier"
    NO_COERCIVE_MEASURE = "no_coercive_measure"


@frozen
class CircumstanceEffect:
    """What a rule gives to an established circumstance: the effect, whether it must or may, the article."""

    id: str
    effect: Effect
    mandate: Mandate
    cites: tuple[Citation, ...]
    where: Place = field(default=Place(), eq=False)


class Several(StrEnum):
    """What a rule says where several circumstances lead the same way."""

    JUDGEMENT = "judgement"
    TOP_GRADE = "top_grade"
    BOTTOM_GRADE = "bottom_grade"


class Opposed(StrEnum):
    """What a rule says where circumstances lead opposite ways: weighed as a whole (综合考虑), never set off."""

    JUDGEMENT = "judgement"


@frozen
class SeveralRules:
    """How circumstances meet (多个情节): two or more lighter, two or more heavier, lighter against heavier."""

    lighter: Several | None = None
    heavier: Several | None = None
    lighter_and_heavier: Opposed = Opposed.JUDGEMENT


@frozen
class BandShares:
    """Parts of a range (从轻、一般、从重幅度); one not given is not defined by the text.

    `top` and `bottom` are the parts meant by the highest and the lowest grade (最高档次、最低档次);
    `mitigated` is the part that mitigation takes of a range without a lower bound (最高罚款数额的10%以下);
    `usually` names the parts that the text only calls usual (一般按): shown, and the whole range stands.
    """

    lighter: Amount | None = None
    ordinary: Amount | None = None
    heavier: Amount | None = None
    top: Amount | None = None
    bottom: Amount | None = None
    mitigated: Amount | None = None
    usually: tuple[str, ...] = ()


class MitigatedWay(StrEnum):
    """Other ways of mitigation beside a lower amount: fewer kinds (应当并处而不并处), a lighter kind."""

    FEWER_KINDS = "fewer_kinds"
    LIGHTER_KIND = "lighter_kind"


@frozen
class MitigatedRule:
    """How far below the range mitigation goes (减轻): shares of the statutory minimum, and other ways.

    `of_minimum` None means: anything below the minimum, the minimum itself included if `inclusive`.
    """

    inclusive: bool = False
    of_minimum: Limits | None = None
    ways: tuple[MitigatedWay, ...] = ()
    cites: tuple[Citation, ...] = ()


class JoinedEffect(StrEnum):
    """What becomes of an optional extra measure (可以并处): left out (单处) or taken too (并处)."""

    SINGLE = "single"
    CONCURRENT = "concurrent"


@frozen
class JoinedRule:
    """What lighter or heavier does to an optional extra measure (可以并处): single or concurrent."""

    lighter: JoinedEffect | None = None
    mitigated: JoinedEffect | None = None
    heavier: JoinedEffect | None = None
    cites: tuple[Citation, ...] = ()


@frozen
class Bands:
    """General arithmetic of discretion of a ministry or province (裁量规则), in one version.

    `both_bounds` cuts ranges that have two bounds, `upper_only` those without a lower one (…以下).
    `applies_to` are the kinds it cuts; `domains` are pack ids, empty for any.
    """

    id: str
    title: str
    division: str
    in_force: InForce
    cites: tuple[Citation, ...]
    applies_to: tuple[MeasureKind, ...]
    domains: tuple[str, ...] = ()
    both_bounds: BandShares = BandShares()
    upper_only: BandShares = BandShares()
    mitigated: MitigatedRule | None = None
    joined: JoinedRule | None = None
    several: SeveralRules = SeveralRules()
    circumstances: tuple[CircumstanceEffect, ...] = ()
    inside: str = "statutory"
    pack: str = ""
    where: Place = field(default=Place(), eq=False)


def share_of(amount: Amount | None) -> Limits | None:
    """The limits of a band share; only shares stand in bands."""
    return amount.limits if isinstance(amount, Share) else None


def root_of(standard: DiscretionStandard, standards: Iterable[DiscretionStandard]) -> str:
    """The violation that a standard refines, through its parents; empty where a parent is missing or they run in a ring."""
    known = {(each.division, each.id): each for each in standards}
    seen: set[str] = set()
    while ":" in standard.refines:
        division, _colon, id_ = standard.refines.partition(":")
        parent = known.get((division, id_))
        if parent is None or standard.refines in seen:
            return ""
        seen.add(standard.refines)
        standard = parent
    return standard.refines
