"""What people call violations, tiers and members (名称): by their titles where the norms are at hand, else by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from ..compiler import Norms
from ..i18n import Message, _, text
from ..model.builtin import BUILTIN_FACTS, PARTY_KIND
from ..model.discretion import root_of

BETWEEN: Final = " · "
"""What stands between the parts of a member: department and violation; violation, standard and tier."""


@frozen
class Titles:
    """The titles of violations by id, and of tiers by violation, standard and id (名称)."""

    violations: Mapping[str, Message] = field(factory=dict)
    tiers: Mapping[tuple[str, str, str], Message] = field(factory=dict)

    def violation(self, id_: str) -> Message | str:
        """A violation by its title."""
        return self.violations.get(id_, id_)

    def tier(self, violation: str, standard: str, tier: str) -> Message | str:
        """A tier by its title."""
        return self.tiers.get((violation, standard, tier), tier)

    def member(self, dimension: str, member: str) -> Message | str:
        """A member of a dimension: violations and tiers by title, kinds of party in words, the rest as written."""
        if dimension == "party_kind":
            kind = BUILTIN_FACTS[PARTY_KIND].values.get(member)
            return member if kind is None else text(kind, "")
        parts = member.split(BETWEEN)
        if dimension == "tier" and len(parts) > 1:
            violation, *standard, tier = parts
            named = self.tier(violation, BETWEEN.join(standard), tier)
            return _("{violation}：{tier}", violation=self.violation(violation), tier=named)
        if dimension == "department_violation" and len(parts) > 1:
            *department, violation = parts
            return _(
                "{department}：{violation}", department=BETWEEN.join(department), violation=self.violation(violation)
            )
        return self.violation(member) if dimension == "violation" else member


def titles_of(norms: Norms) -> Titles:
    """The titles of all violations, and of the tiers of all standards."""
    tracks = norms.tracks.values()
    tiers = {
        (track.id, f"{standard.division}:{standard.id}", tier.id): text(tier.title, pack.module)
        for track in tracks
        for pack in track.rule_packs
        for standard in pack.standards
        if root_of(standard, pack.standards) == track.versions[0].id
        for tier in standard.tiers
        if tier.title
    }
    return Titles({track.id: text(track.versions[-1].title, track.pack.module) for track in tracks}, tiers)


_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")


def natural(name: str) -> str:
    """By what names are ordered: Chinese digits by their value (一、二、三), which their code points are not."""
    return name.translate(_DIGITS)
