"""The discretion that is left (裁量空间): for every standard, tier by tier, what part of the statutory span remains.

The notice asks to refine and to compress (再细化、再压缩) where much is left: a tier as wide as the statute binds
nobody, and neither does a clause without a standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from ..compiler import NATIONWIDE, Norms, Track
from ..evaluator.exploration import explore
from ..evaluator.penalties import figures
from ..evaluator.values import values_of
from ..i18n import Message, text
from ..model.case import Case
from ..model.determination import Applies, Penalty
from ..model.discretion import DiscretionStandard, root_of
from ..model.penalty import Addressee, MeasureKind
from ..model.violation import Violation

_LATEST: Final = date(9999, 12, 31)


@frozen
class Leeway:
    """What one tier of a standard leaves of the statutory span of a fine (裁量空间).

    `least` and `most` are the tier's width over the statutory one, over all that the facts may be; `start` and `end`
    the outermost parts that it reaches. Without a standard the whole span is left (1). `ratio` is the highest lawful
    fine over the lowest, where there is a lowest one.
    """

    violation: str
    title: Message
    standard: str
    document: str
    tier: str
    tier_title: Message
    measure: str
    least: Fraction
    most: Fraction
    start: Fraction
    end: Fraction
    ratio: Fraction | None


def leeways(norms: Norms) -> tuple[Leeway, ...]:
    """The discretion that every standard leaves, and every clause without one as it is in force last; widest first."""
    found = [each for track in norms.tracks.values() for each in _of_track(track)]
    return tuple(sorted(found, key=lambda one: (-one.most, -one.least, -(one.ratio or 0), one.violation, one.tier)))


def _of_track(track: Track) -> Iterator[Leeway]:
    governed: set[str] = set()
    for pack in track.rule_packs:
        for standard in pack.standards:
            if not standard.conflict and root_of(standard, pack.standards) == track.versions[0].id:
                governed.add(standard.division)
                yield from _of_standard(track, standard, pack.module)
    if NATIONWIDE in governed:
        return
    version = track.versions[-1]
    day = version.in_force.until or max(version.in_force.from_, *track.changes)
    local = [track.sources[cite.instrument].division for cite in version.basis]
    home = next((division for division in local if division != NATIONWIDE), NATIONWIDE)
    if home not in governed:
        yield from _measured(track, version, day, home)


def _of_standard(track: Track, standard: DiscretionStandard, module: str) -> Iterator[Leeway]:
    """A standard with every version of the clause that it governs; the last one speaks for a tier."""
    for version in reversed(track.versions):
        start = max(version.in_force.from_, standard.in_force.from_)
        end = min(version.in_force.until or _LATEST, standard.in_force.until or _LATEST)
        if start <= end:
            yield from _measured(track, version, start, standard.division, module)
            return


def _measured(track: Track, version: Violation, day: date, division: str, module: str = "") -> Iterator[Leeway]:
    """Tier by tier (without a standard, branch by branch) the widths of the fines on the party.

    `module` is the package whose catalogue translates the titles of tiers.
    """
    plan = track.plan(version, day, day, division)
    case = Case(track.id, occurred_on=day, decided_on=day, jurisdiction=division)
    parts: dict[tuple[str, Message, str], list[tuple[Fraction, Fraction, Fraction | None]]] = {}
    for leaf, values in explore(plan, values_of(plan, case), case).leaves:
        # Exact and at the representative of each cell: a tier and its statute scale with the same fact.
        figure = figures(plan, case, evolve(leaf, assumed=()), values, finish=lambda interval: interval)
        row = leaf.tier or (leaf.way.branch if leaf.way is not None else None)
        for one, whole in zip(figure.final, figure.statutory, strict=True):
            part = _part(one, whole)
            if part is not None:
                named = module if leaf.tier is not None else track.pack.module
                id_, title = ("", text("", "")) if row is None else (row.id, text(row.title, named))
                parts.setdefault((id_, title, one.id), []).append(part)
    standard = plan.standard
    for (tier, title, measure), found in parts.items():
        widths = [end - start for start, end, _ratio in found]
        ratios = [ratio for _start, _end, ratio in found if ratio is not None]
        yield Leeway(
            track.id,
            text(version.title, track.pack.module),
            "" if standard is None else f"{standard.division}:{standard.id}",
            "" if standard is None else standard.document,
            tier,
            title,
            measure,
            min(widths),
            max(widths),
            min(start for start, _end, _ratio in found),
            max(end for _start, end, _ratio in found),
            max(ratios, default=None),
        )


def _part(one: Penalty, whole: Penalty) -> tuple[Fraction, Fraction, Fraction | None] | None:
    """Where a fine on the party begins and ends in its statutory span; None where there is no span to speak of."""
    if one.kind is not MeasureKind.FINE or one.per_person or Addressee.PARTY not in one.addressee:
        return None
    if one.applies is Applies.NO or one.amount is None or whole.amount is None:
        return None
    span, own = whole.amount, one.amount
    if span.high is None or span.high <= (span.low or 0):
        return None
    base, width = Fraction(span.low or 0), Fraction(span.high) - Fraction(span.low or 0)
    low, high = own.low or 0, span.high if own.high is None else own.high
    ratio = Fraction(high) / Fraction(low) if low else None
    return (Fraction(low) - base) / width, (Fraction(high) - base) / width, ratio
