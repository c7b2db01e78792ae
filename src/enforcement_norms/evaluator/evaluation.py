"""`evaluate`: one case against the norms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from ..amounts import HoleKind
from ..compiler import Norms, Plan, Track
from ..conditions import CIRCUMSTANCE, JUDGED, Value
from ..errors import Problem
from ..model.case import Case
from ..model.determination import (
    Applies,
    Conflict,
    Determination,
    ExemptionFound,
    Outcome,
    Penalty,
    ProcedureAnswer,
    Source,
    VersionsCompared,
)
from ..model.penalty import MeasureKind
from ..model.violation import Ended, Violation
from .checking import check_case, run_rules, track_of
from .decision import fines_persons_only
from .exemptions import found_exemption, kept, unsettled
from .exploration import Explored, bases_of, distinct, explore, fewest, is_fact
from .leaf import Leaf
from .options import described_option
from .penalties import Figures, figures, merged
from .procedure import procedure
from .shared import recalled, remember
from .values import act_of, values_of
from .versions import Lighter, compare

NO_LONGER_UNLAWFUL = "no_longer_unlawful"


def evaluate(norms: Norms, case: Case) -> Determination:
    """The lawful range in one case (裁量认定).

    Raises CaseInvalid where the case cannot be read, PackBroken where its pack cannot be used.
    Implements Art. 37 of the Administrative Penalty Law (2021) where the law changed between act and decision.
    """
    known = recalled(norms, case)
    return known if known is not None else evaluate_afresh(norms, case)


def evaluate_afresh(norms: Norms, case: Case) -> Determination:
    """The same without recalling a shared verdict; what it finds is kept for like cases."""
    track = track_of(norms, case)
    check_case(case)
    act_on = act_of(case)
    old = track.version_on(act_on)
    if old is None:
        return _not_covered(track, case)
    if not track.applies_in(old, case.jurisdiction):
        return _elsewhere(track, old, case)
    if track.version_on(case.decided_on) is old:
        return _under(norms, track, old, case, keep=True)
    first = _under(norms, track, old, case)
    new = _later_law(norms, track, case)
    if isinstance(new, Conflict):
        return _unknown_later_law(first, new)
    if new is None:
        return _no_longer_unlawful(track, old, first)
    return _lighter_of(first, _under(norms, new.track, new.version, case))


@frozen
class LaterLaw:
    """The version in force at the decision, and the violation under which it stands."""

    track: Track
    version: Violation


def _later_law(norms: Norms, track: Track, case: Case) -> LaterLaw | Conflict | None:
    """The law at the decision: another version, none any more (repealed), or one that nobody encoded."""
    found = track.version_on(case.decided_on)
    if found is not None:
        return LaterLaw(track, found)
    last = track.versions[-1]
    other = norms.tracks.get(f"{track.pack.id}.{last.replaced_by}")
    if other is not None:
        follower = other.version_on(case.decided_on)
        if follower is not None:
            return LaterLaw(other, follower)
    if last.ended is Ended.REPEALED:
        return None
    return Conflict(track.id, "later_version_not_encoded", last.basis)


def _not_covered(track: Track, case: Case) -> Determination:
    """No version in force on the day of the act: the nearest ones are named."""
    day = act_of(case)
    nearest = sorted(track.versions, key=lambda version: _distance(version, day))[:2]
    periods = tuple(f"{each.in_force.from_}..{each.in_force.until or ''}" for each in nearest)
    return Determination(
        case,
        Outcome.NOT_COVERED,
        case.violation,
        track.versions[-1].title,
        track.pack.id,
        provision=track.versions[-1].basis,
        steps=(("no_version", {"day": day, "nearest": periods}),),
        vocabulary=track.rule_packs,
    )


def _elsewhere(track: Track, version: Violation, case: Case) -> Determination:
    """The clause is a local one and the case lies outside its division: said, with the division."""
    divisions = tuple(dict.fromkeys(track.sources[cite.instrument].division for cite in version.basis))
    return evolve(
        _not_covered(track, case), steps=(("other_division", {"divisions": divisions, "cites": version.basis}),)
    )


def _distance(version: Violation, day: date) -> int:
    period = version.in_force
    if day < period.from_:
        return (period.from_ - day).days
    return (day - (period.until or day)).days


def _no_longer_unlawful(track: Track, old: Violation, first: Determination) -> Determination:
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
        steps=(*first.steps, (NO_LONGER_UNLAWFUL, {"until": track.versions[-1].in_force.until})),
    )


def _unknown_later_law(first: Determination, conflict: Conflict) -> Determination:
    """A later law is known to exist and is not in the pack: it is said, and nothing is decided without it."""
    outcome = Outcome.NEEDS_JUDGEMENT if first.outcome is Outcome.DETERMINED else first.outcome
    return evolve(
        first,
        outcome=outcome,
        conflicts=(*first.conflicts, conflict),
        steps=(*first.steps, ("later_version_not_encoded", {})),
    )


def _lighter_of(old: Determination, new: Determination) -> Determination:
    """The old law, or the new one where it is lighter; opposed movements are for an official to judge."""
    outcomes = (old.outcome, new.outcome)
    if Outcome.UNDETERMINED in outcomes and Outcome.EXEMPT not in outcomes:
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


def _compared(taken: Determination, other: Determination, lighter: str, why: tuple[str, ...]) -> VersionsCompared:
    return VersionsCompared(taken.version or taken.case.occurred_on, other.version, str(lighter), why, other.penalties)


def _under(norms: Norms, track: Track, version: Violation, case: Case, *, keep: bool = False) -> Determination:
    """The determination under one version of the law, taken as a whole; kept for like cases where asked."""
    plan = track.plan(version, act_of(case), case.decided_on, case.jurisdiction)
    higher = version.outranked_by
    if higher is not None and higher.violation:
        other = norms.tracks[f"{track.pack.id}.{higher.violation}"]
        above = other.version_on(act_of(case))
        if above is not None:
            governing = _under(norms, other, above, case)
            return evolve(governing, conflicts=(*governing.conflicts, *plan.conflicts))
    values = values_of(plan, case)
    warnings = run_rules(plan, case)
    explored = explore(plan, values, case.circumstances)
    base = _base(plan, track, case, values, warnings)
    exemption = found_exemption(plan, case, values)
    found = _exempt(plan, base, exemption, explored) if exemption else _ranged(plan, base, explored, values)
    if keep:
        alone = explored.leaves[0] if len(explored.leaves) == 1 and not explored.leaves[0][0].assumed else None

        def answers(penalties: tuple[Penalty, ...], other: Case) -> tuple[ProcedureAnswer, ...]:
            return procedure(plan, other, penalties, values)

        remember(track, plan, case, found, alone, answers)
    return found


def _base(
    plan: Plan, track: Track, case: Case, values: Mapping[str, Value], warnings: tuple[Problem, ...]
) -> Determination:
    version = plan.violation
    presumed = tuple(
        term for term in plan.presumed if term in plan.cells and term.removeprefix(JUDGED) not in case.judgements
    )
    unasserted = tuple(
        CIRCUMSTANCE + id_
        for id_ in plan.effects
        if not values.get(CIRCUMSTANCE + id_) and id_ not in case.circumstances
    )
    return Determination(
        case,
        Outcome.DETERMINED,
        track.id,
        version.title,
        track.pack.id,
        version.in_force.from_,
        version.basis,
        version.breaches,
        standard="" if plan.standard is None else f"{plan.standard.division}:{plan.standard.id}",
        open_to_check=(*presumed, *unsettled(plan, case, values), *unasserted),
        unsupported=tuple(id_ for id_, each in case.circumstances.items() if each.established and not each.evidence),
        conflicts=plan.conflicts,
        special_to=version.special_to,
        merge=plan.merge,
        warnings=warnings,
        provenance={"pack": track.pack.id, "version": track.pack.version},
        source=Source(track.pack.id, version.where.file, version.where.line),
        vocabulary=track.rule_packs,
        steps=(
            ("version", {"from": version.in_force.from_, "cites": version.basis}),
            *((("standard", {"standard": plan.standard.id, "cites": plan.standard.cites}),) if plan.standard else ()),
        ),
    )


def _exempt(plan: Plan, base: Determination, exemption: ExemptionFound, explored: Explored) -> Determination:
    sets = [figures(plan, base.case, leaf, values).final for leaf, values in distinct(explored.leaves)]
    penalties = kept(plan, exemption, merged(sets))
    step = ("exempt", {"id": exemption.id, "title": exemption.title, "cites": exemption.cites})
    return evolve(
        base,
        outcome=Outcome.EXEMPT,
        exemption=exemption,
        penalties=penalties,
        statutory=merged(sets),
        steps=(*base.steps, step),
    )


def _ranged(plan: Plan, base: Determination, explored: Explored, values: Mapping[str, Value]) -> Determination:
    """The outcome for the scenarios that remain: one, or several told apart by facts, judgements or choices."""
    leaves = distinct(explored.leaves)
    found = [(leaf, figures(plan, base.case, leaf, known)) for leaf, known in leaves]
    split = explored.split
    facts = tuple(term for term in split if is_fact(term))
    open_bases = {term for leaf, _ in leaves for term in bases_of(leaf)} & set(facts)
    sets = [each.final for _, each in found]
    penalties = sets[0] if len(sets) == 1 else merged(sets)
    statutory = found[0][1].statutory if len(found) == 1 else merged([each.statutory for _, each in found])
    leaf = leaves[0][0]
    common: dict[str, Any] = {
        "penalties": penalties,
        "statutory": statutory,
        "judgements": tuple(term for term in split if not is_fact(term)),
        "circumstances": tuple(_with_evidence(base.case, leaf)),
        "procedure": procedure(plan, base.case, penalties, values),
    }
    if len(found) == 1:
        common |= {
            "branch": leaf.way.branch.id if leaf.way is not None else "",
            "tier": leaf.tier.id if leaf.tier is not None else "",
            "direction": leaf.direction,
        }
    alone = len(found) == 1
    steps = (*base.steps, *(step for at, (each, _) in enumerate(found) for step in _steps(each, None if alone else at)))
    of_persons = tuple(dict.fromkeys(term for each, figure in found for term in _asked_of_persons(each, figure)))
    if (facts and (len(found) > 1 or open_bases)) or of_persons:
        questions, minimal = fewest(explored)
        facts, questions = (*facts, *of_persons), (*questions, *of_persons)
        tiers = [each.tier.id if each.tier else each.way.branch.id if each.way else "" for each, _ in found]
        return evolve(
            base,
            outcome=Outcome.UNDETERMINED,
            missing=facts,
            questions=questions,
            questions_minimal=minimal,
            possible_tiers=tuple(dict.fromkeys(tier for tier in tiers if tier)),
            steps=(*steps, ("missing", {"facts": facts})),
            **common,
        )
    doubts = tuple(dict.fromkeys(doubt for _, each in found for doubt in each.doubts))
    no_branch = leaf.way is None and bool(plan.ways)
    if len(found) > 1 or doubts or no_branch:
        options = tuple(described_option(base, each, figure) for each, figure in found)
        reasons = (*doubts, *(("no_branch",) if no_branch else ()))
        return evolve(
            base,
            outcome=Outcome.NEEDS_JUDGEMENT,
            options=options,
            steps=(*steps, ("judgement", {"on": (*common["judgements"], *reasons)})),
            **common,
        )
    return evolve(base, steps=steps, **common)


def _asked_of_persons(leaf: Leaf, figure: Figures) -> tuple[str, ...]:
    """Unanswered facts of responsible persons, where the only fines of the clause are computed with them."""
    if not fines_persons_only(leaf.way):
        return ()
    return tuple(
        term
        for one in figure.final
        if one.kind is MeasureKind.FINE and one.applies is Applies.YES
        if one.hole is not None and one.hole.kind is HoleKind.MISSING
        for term in one.hole.terms
    )


def _with_evidence(case: Case, leaf: Leaf) -> list[Any]:
    return [
        evolve(each, evidence=case.circumstances[each.id].evidence) if each.id in case.circumstances else each
        for each in leaf.weighed
    ]


def _steps(leaf: Leaf, option: int | None) -> list[tuple[str, Mapping[str, Any]]]:
    """What was decided in one scenario, in order."""
    steps: list[tuple[str, Mapping[str, Any]]] = []
    if leaf.assumed:
        steps.append(("suppose", {"terms": tuple((term, cell.value) for term, cell in leaf.assumed)}))
    if leaf.reading is not None:
        steps.append(("reading", {"id": leaf.reading.id, "reason": leaf.reading.reason}))
    if leaf.way is not None:
        branch = leaf.way.branch
        steps.append(("branch", {"id": branch.id, "title": branch.title, "cites": branch.cites}))
    if leaf.tier is not None:
        steps.append(("tier", {"id": leaf.tier.id, "title": leaf.tier.title}))
    steps += [
        (
            "circumstance",
            {
                "id": each.id,
                "effect": each.effect,
                "mandate": each.mandate,
                "cites": each.cites,
                "already": each.already_weighed,
            },
        )
        for each in leaf.weighed
    ]
    if leaf.weighed:
        steps.append(("direction", {"direction": leaf.direction}))
    steps.append(("measures", {"option": option}))
    return steps
