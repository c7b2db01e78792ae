"""An instrument (法律文件) with its rank, its versions and the days on which each is in force."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from ..errors import ValueProblem
from ..i18n import Message, _, text
from .titles import canonical_title, short_title


@frozen
class InForce:
    """The days on which something is in force (施行期间): `until` is the last one, None while it still is."""

    from_: date
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until < self.from_:
            raise ValueProblem(
                _("施行期间的末日 {until} 早于首日 {start}", until=self.until, start=self.from_),
                _("until 是仍然有效的最后一日"),
            )

    def covers(self, day: date) -> bool:
        """Whether it is in force on that day, both ends included."""
        return self.from_ <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: InForce) -> bool:
        """Whether some day belongs to both."""
        starts = max(self.from_, other.from_)
        return self.covers(starts) and other.covers(starts)


class InstrumentKind(StrEnum):
    """What an instrument is in the order of the Legislation Law (立法法)."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    DEPARTMENTAL_RULE = "departmental_rule"
    GOVERNMENT_RULE = "government_rule"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    NORMATIVE_DOCUMENT = "normative_document"
    STANDARD = "standard"

    @property
    def label(self) -> Message:
        """Its name for people."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """Its place for sorting, 1 is highest. Kinds of one rank, and 3 beside 4, do not bind each other by it alone."""
        return _RANKS[self]

    def outranks(self, other: InstrumentKind) -> bool:
        """Whether it prevails over `other` by kind (立法法 Arts. 99, 100, 102).

        Departmental rules and local regulations do not outrank each other: their conflict is decided by the
        State Council or the Standing Committee. Neither do departmental and local government rules.
        """
        return other in _BELOW[self]


_LABELS: Final = {
    InstrumentKind.LAW: _("法律"),
    InstrumentKind.ADMINISTRATIVE_REGULATION: _("行政法规"),
    InstrumentKind.LOCAL_REGULATION: _("地方性法规"),
    InstrumentKind.DEPARTMENTAL_RULE: _("部门规章"),
    InstrumentKind.GOVERNMENT_RULE: _("地方政府规章"),
    InstrumentKind.JUDICIAL_INTERPRETATION: _("司法解释"),
    InstrumentKind.NORMATIVE_DOCUMENT: _("行政规范性文件"),
    InstrumentKind.STANDARD: _("标准"),
}
_RANKS: Final = {
    InstrumentKind.LAW: 1,
    InstrumentKind.ADMINISTRATIVE_REGULATION: 2,
    InstrumentKind.LOCAL_REGULATION: 3,
    InstrumentKind.DEPARTMENTAL_RULE: 4,
    InstrumentKind.GOVERNMENT_RULE: 4,
    InstrumentKind.JUDICIAL_INTERPRETATION: 4,
    InstrumentKind.NORMATIVE_DOCUMENT: 5,
    InstrumentKind.STANDARD: 5,
}
_LOWEST: Final = frozenset({InstrumentKind.NORMATIVE_DOCUMENT, InstrumentKind.STANDARD})
_RULES: Final = frozenset({InstrumentKind.DEPARTMENTAL_RULE, InstrumentKind.GOVERNMENT_RULE})
_BELOW: Final = {
    InstrumentKind.LAW: frozenset(InstrumentKind) - {InstrumentKind.LAW},
    InstrumentKind.ADMINISTRATIVE_REGULATION: _LOWEST | _RULES | {InstrumentKind.LOCAL_REGULATION},
    InstrumentKind.LOCAL_REGULATION: _LOWEST | {InstrumentKind.GOVERNMENT_RULE},
    InstrumentKind.DEPARTMENTAL_RULE: _LOWEST,
    InstrumentKind.GOVERNMENT_RULE: _LOWEST,
    InstrumentKind.JUDICIAL_INTERPRETATION: _LOWEST,
    InstrumentKind.NORMATIVE_DOCUMENT: frozenset[InstrumentKind](),
    InstrumentKind.STANDARD: frozenset[InstrumentKind](),
}


@frozen
class BoundWords:
    """Whether 以上 and 以下 include the number in this instrument (以上、以下是否包括本数); as a rule they do."""

    above_included: bool = True
    below_included: bool = True


@frozen
class InstrumentVersion:
    """One version: the date that names its text (通过、公布或修改日期) and the days on which it is in force."""

    text: date
    in_force: InForce


def _in_order(versions: tuple[InstrumentVersion, ...]) -> tuple[InstrumentVersion, ...]:
    return tuple(sorted(versions, key=lambda version: version.in_force.from_))


@frozen
class Instrument:
    """A law, regulation, rule or document that packs cite (法律文件), with all its versions that they know."""

    id: str
    title: str = field(converter=canonical_title)
    kind: InstrumentKind
    issuer: str
    versions: tuple[InstrumentVersion, ...] = field(converter=_in_order, default=())
    document_number: str = ""
    url: str = ""
    division: str = "000000"
    """GB/T 2260: where a local instrument applies; 000000 is the whole country."""
    aliases: tuple[str, ...] = ()
    usage: BoundWords = BoundWords()
    domain: str = ""
    """The catalogue that translates the title."""

    def __attrs_post_init__(self) -> None:
        for earlier, later in zip(self.versions, self.versions[1:], strict=False):
            if earlier.in_force.overlaps(later.in_force):
                raise ValueProblem(
                    _(
                        "《{title}》{earlier} 和 {later} 两个版本的施行期间重叠",
                        title=self.title,
                        earlier=earlier.text,
                        later=later.text,
                    ),
                    _("前一版本的 until 写后一版本施行日的前一日"),
                )

    @property
    def name(self) -> Message:
        """The full title, in the language in which it is rendered."""
        return text(self.title, self.domain)

    @property
    def short_title(self) -> str:
        """The title without 中华人民共和国."""
        return short_title(self.title)

    @property
    def names(self) -> tuple[str, ...]:
        """All titles by which texts may call it: full, short, aliases."""
        return tuple(dict.fromkeys((self.title, self.short_title, *map(canonical_title, self.aliases))))

    def is_named(self, written: str) -> bool:
        """Whether `written`, with or without 《》 and 中华人民共和国, is one of its titles."""
        return canonical_title(written) in self.names

    def version_on(self, day: date) -> InstrumentVersion | None:
        """The version in force on that day, if one is."""
        return next((version for version in self.versions if version.in_force.covers(day)), None)

    def in_force_on(self, day: date) -> bool:
        """Whether some version is in force on that day."""
        return self.version_on(day) is not None

    def outranks(self, other: Instrument) -> bool:
        """Whether it prevails over `other`: by kind, or as the same kind of the higher division (省 over 市)."""
        if self.kind is not other.kind:
            return _contains(self.division, other.division) and self.kind.outranks(other.kind)
        local = self.kind in (InstrumentKind.LOCAL_REGULATION, InstrumentKind.GOVERNMENT_RULE)
        return local and self.division != other.division and _contains(self.division, other.division)


def _contains(division: str, other: str) -> bool:
    """Whether a division of GB/T 2260 contains the other, or is it."""
    significant = division
    while significant.endswith("00"):
        significant = significant[:-2]
    return other.startswith(significant)
