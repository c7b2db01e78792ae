"""What becomes of a case when the law has changed since the act (从旧兼从轻): the later law found, and the lighter applied."""

from __future__ import annotations

from attrs import evolve, frozen

from ..compiler import Norms, Track
from ..model.case import Case
from ..model.determination import Applies, Conflict, Determination, ExemptionFound, Outcome, VersionsCompared
from ..model.violation import Ended, Violation
from .options import described_option
from .versions import Lighter, compare

NO_LONGER_UNLAWFUL = "no_longer_unlawful"


@frozen
class LaterLaw:
    """The version in force at the decision, and the violation under which it stands."""

    track: Track
    version: Violation


def later_law(norms: Norms, track: Track, case: Case) -> LaterLaw | Conflict | None:
    """The law at the decision: another version, none any more (repealed), or one that nobody encoded."""
    found = track.version_on(case.decided_on)
    if found is not None:
        return LaterLaw(track, found)
    last = _last(track, case)
    other = norms.tracks.get(f"{track.pack.id}.{last.replaced_by}")
    if other is not None:
        follower = other.version_on(case.decided_on)
        if follower is not None:
            return LaterLaw(other, follower)
    if last.ended is Ended.REPEALED:
        return None
    return Conflict(track.id, "later_version_not_encoded", last.basis)


def _last(track: Track, case: Case) -> Violation:
    """The last version that began before the decision: what came after it is what is missing."""
    return next(each for each in reversed(track.versions) if each.in_force.from_ <= case.decided_on)


def no_longer_unlawful(track: Track, old: Violation, first: Determination) -> Determination:
    """The clause was repealed and nothing took its place: no penalty under the lighter, later law."""
    exemption = ExemptionFound(NO_LONGER_UNLAWFUL, "新法不再认为违法", None, ())
    versions = VersionsCompared(old.in_force.from_, None, Lighter.NEW, (NO_LONGER_UNLAWFUL,), first.penalties)
    return evolve(
        first,
        outcome=Outcome.EXEMPT,
        exemption=exemption,
        penalties=(),
        options=(),
        missing=(),
        questions=(),
        versions=versions,
        steps=(*first.steps, (NO_LONGER_UNLAWFUL, {"until": _last(track, first.case).in_force.until})),
    )


def unknown_later_law(first: Determination, conflict: Conflict) -> Determination:
    """A later law is known to exist and is not in the pack: it is said, and nothing is decided without it."""
    decided = first.outcome is Outcome.DETERMINED
    return evolve(
        first,
        outcome=Outcome.NEEDS_JUDGEMENT if decided else first.outcome,
        options=(described_option(first),) if decided else first.options,
        conflicts=(*first.conflicts, conflict),
        steps=(*first.steps, ("later_version_not_encoded", {})),
    )


def lighter_of(old: Determination, new: Determination) -> Determination:
    """The old law, or the new one where it is lighter; opposed movements are for an official to judge."""
    outcomes = (old.outcome, new.outcome)
    # What was not unlawful stays so: whatever the new law adds to it, nothing of the new law need be found out.
    if Outcome.UNDETERMINED in outcomes and Outcome.EXEMPT not in outcomes and not _forbids_nothing(old):
        open_one = old if old.outcome is Outcome.UNDETERMINED else new
        missing = tuple(dict.fromkeys((*old.missing, *new.missing)))
        questions = tuple(dict.fromkeys((*old.questions, *new.questions)))
        return evolve(
            open_one,
            missing=missing,
            questions=questions,
            versions=_compared(old, new, "unknown", ()),
            steps=(*open_one.steps, ("versions_open", {"old": old.version, "new": new.version})),
        )
    lighter, why = compare(old, new)
    step = ("versions", {"old": old.version, "new": new.version, "lighter": lighter.value, "why": why})
    if lighter is Lighter.OPPOSED:
        options = tuple(
            evolve(option, version=each.version)
            for each in (old, new)
            for option in (each.options or (described_option(each),))
        )
        return evolve(
            old,
            outcome=Outcome.NEEDS_JUDGEMENT,
            options=options,
            versions=_compared(old, new, lighter, why),
            steps=(*old.steps, step),
        )
    taken, other = (new, old) if lighter is Lighter.NEW else (old, new)
    return evolve(taken, versions=_compared(taken, other, lighter, why), steps=(*taken.steps, step))


def _forbids_nothing(old: Determination) -> bool:
    """Whether it is settled that the clause, as it read at the act, imposes nothing (行为时不违法)."""
    return old.outcome is Outcome.DETERMINED and all(
        one.applies is Applies.NO for one in old.penalties if not one.general_law
    )


def _compared(taken: Determination, other: Determination, lighter: str, why: tuple[str, ...]) -> VersionsCompared:
    return VersionsCompared(taken.version or taken.case.occurred_on, other.version, str(lighter), why, other.penalties)
