"""One version of the law, taken as a whole (适用一个版本): the outcome for the scenarios that remain, and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from ..amounts import HoleKind
from ..compiler import Norms, Plan, Track
from ..conditions import CIRCUMSTANCE, JUDGED, Value, failing
from ..errors import Problem
from ..model.case import Case
from ..model.determination import (
    Applies,
    Determination,
    ExemptionFound,
    Outcome,
    Penalty,
    ProcedureAnswer,
    Source,
)
from ..model.penalty import MeasureKind
from ..model.violation import Violation
from .checking import run_rules
from .exemptions import found_exemption, kept, unsettled
from .exploration import Explored, bases_of, distinct, explore, fewest, is_fact
from .holding import fines_persons_only
from .leaf import Leaf
from .options import described_option
from .penalties import Figures, figures, merged
from .procedure import procedure
from .shared import remember
from .values import act_of, values_of


def under(norms: Norms, track: Track, version: Violation, case: Case, *, keep: bool = False) -> Determination:
    """The determination under one version of the law, taken as a whole; kept for like cases where asked."""
    plan = track.plan(version, act_of(case), case.decided_on, case.jurisdiction)
    higher = version.outranked_by
    if higher is not None and higher.violation:
        other = norms.tracks[f"{track.pack.id}.{higher.violation}"]
        above = other.version_on(act_of(case))
        if above is not None:
            governing = under(norms, other, above, case)
            return evolve(governing, conflicts=(*governing.conflicts, *plan.conflicts))
    values = values_of(plan, case)
    warnings = run_rules(plan, case)
    explored = explore(plan, values, case)
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
    failed = failing(version.when, values)
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
            *(
                (("precondition", {"terms": tuple((term, values[term]) for term in failed if term in values)}),)
                if failed
                else ()
            ),
            *((("standard", {"standard": plan.standard.id, "cites": plan.standard.cites}),) if plan.standard else ()),
        ),
    )


def _exempt(plan: Plan, base: Determination, exemption: ExemptionFound, explored: Explored) -> Determination:
    found = [figures(plan, base.case, leaf, values) for leaf, values in distinct(explored.leaves)]
    penalties = kept(plan, exemption, merged([each.final for each in found]))
    step = ("exempt", {"id": exemption.id, "title": exemption.title, "cites": exemption.cites})
    return evolve(
        base,
        outcome=Outcome.EXEMPT,
        exemption=exemption,
        penalties=penalties,
        statutory=merged([each.statutory for each in found]),
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
    settled = len(found) == 1 and explored.complete
    if (facts and (open_bases or not settled)) or of_persons:
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
    if not settled or doubts or no_branch:
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
