"""What holds for every case of every violation of every installed pack."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cache

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from enforcement_norms import load
from enforcement_norms.amounts import Interval, hull
from enforcement_norms.compiler import Norms
from enforcement_norms.conditions import JUDGED, PERSON
from enforcement_norms.errors import CaseInvalid, Problem
from enforcement_norms.evaluator import evaluate
from enforcement_norms.evaluator.evaluation import evaluate_afresh
from enforcement_norms.evaluator.values import values_of
from enforcement_norms.evaluator.versions import Lighter
from enforcement_norms.interchange import case_data, case_from, determination_data, determination_from, json_schema
from enforcement_norms.model.case import Assertion, Case, Party
from enforcement_norms.model.determination import Applies, Determination, Direction, Option, Outcome, Penalty
from enforcement_norms.model.discretion import Effect
from enforcement_norms.model.penalty import Addressee, MeasureKind
from enforcement_norms.testing.strategies import Ground, answered, cases, cases_on, grounds

MILDER = (Effect.LIGHTER, Effect.MITIGATED, Effect.LIGHTER_OR_MITIGATED)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
Test = Callable[..., None]


def examples(number: int) -> Callable[[Test], Test]:
    """How many cases: many in all, few of each, and never judged by the clock."""
    return settings(max_examples=number, deadline=None, suppress_health_check=SLOW)


@cache
def norms() -> Norms:
    return load()


def decided(case: Case) -> Determination:
    """The determination; a case that the rules of fact refuse is no case of these properties."""
    found = outcome_of(evaluate, case)
    assume(isinstance(found, Determination))
    assert isinstance(found, Determination)
    return found


def outcome_of(way: Callable[[Norms, Case], Determination], case: Case) -> Determination | tuple[Problem, ...]:
    """The determination, or why the case is refused."""
    try:
        return way(norms(), case)
    except CaseInvalid as refused:
        return refused.problems


def ways_of_deciding(found: Determination) -> tuple[Determination | Option, ...]:
    return found.options or (found,)


def key(one: Penalty) -> tuple[str, str]:
    return one.id, one.person


def inside(inner: Interval, outer: Interval) -> bool:
    """Whether the one lies in the other; a fixed value that is no whole fen is cut down to one, so within a fen."""
    if inner.is_point and inner.low is not None:
        return hull([inner, outer]) == outer or hull([Interval(inner.low + 1, high=inner.low + 1), outer]) == outer
    return hull([inner, outer]) == outer


def any_ground() -> st.SearchStrategy[Ground]:
    return st.deferred(lambda: grounds(norms()))


@pytest.mark.parametrize("violation", sorted(norms().tracks))
@given(data=st.data())
@examples(4)
def test_every_case_is_decided_and_every_way_of_computing_agrees(violation: str, data: st.DataObject) -> None:
    """Never a crash; what is recalled from a verdict on like cases is what is computed afresh."""
    ground = data.draw(grounds(norms(), violation))
    for persons in (True, False, False):
        case = data.draw(cases_on(ground, persons=persons))
        # First what those before have left, then the case itself, which leaves a verdict too.
        first = outcome_of(evaluate, case)
        assert first != ()
        assert outcome_of(evaluate_afresh, case) == first
        assert outcome_of(evaluate, case) == first


@given(data=st.data())
@examples(200)
def test_bounds_are_whole_and_in_order(data: st.DataObject) -> None:
    case = data.draw(cases(norms()))
    found = decided(case)
    for one in (*found.penalties, *found.statutory, *(one for option in found.options for one in option.penalties)):
        for amount in (one.amount, one.usual):
            if amount is None:
                continue
            note(f"{case.violation}.{one.id}: {amount}")
            assert all(bound is None or (type(bound) is int and bound >= 0) for bound in (amount.low, amount.high))
            if amount.low is not None and amount.high is not None:
                assert amount.low <= amount.high
                assert amount.low < amount.high or (amount.low_closed and amount.high_closed)


@given(data=st.data())
@examples(150)
def test_with_all_facts_known_one_tier_governs(data: st.DataObject) -> None:
    ground = data.draw(any_ground())
    case = data.draw(cases_on(ground, complete=True, persons=False))
    found = decided(case)
    note(f"{case.violation}: {found.missing}")
    assume(found.versions is None)
    assert [term for term in found.missing if not term.startswith(PERSON) and term in ground.facts] == []
    if ground.plan.standard is None:
        return
    values = values_of(ground.plan, case)
    tiers = ground.plan.standard.tiers
    answers = [tier.when.truth(values) for tier in tiers if tier.when is not None]
    assert answers.count(True) <= 1
    assert sum(tier.otherwise for tier in tiers) <= 1
    if found.outcome in (Outcome.DETERMINED, Outcome.NEEDS_JUDGEMENT) and None not in answers:
        assert True in answers or any(tier.otherwise for tier in tiers)


def undetermined(data: st.DataObject) -> tuple[Ground, Case, Determination]:
    ground = data.draw(any_ground())
    whole = data.draw(cases_on(ground, complete=True, circumstances=False, persons=False))
    left_out = data.draw(st.sets(st.sampled_from(sorted(ground.facts)), min_size=1)) if ground.facts else set()
    known = {id_: value for id_, value in whole.facts.items() if id_ not in left_out}
    judged = whole.judgements if data.draw(st.booleans()) else {}
    case = evolve(whole, facts=known, judgements=judged, party=data.draw(st.sampled_from((whole.party, Party()))))
    found = decided(case)
    assume(found.outcome is Outcome.UNDETERMINED)
    assume(found.versions is None)
    assume(not any(term.startswith(PERSON) for term in found.missing))
    return ground, case, found


@given(data=st.data())
@examples(120)
def test_the_envelope_holds_every_range_that_answers_give(data: st.DataObject) -> None:
    """Whether all that is missing is answered or only a part: to know more never widens a range."""
    ground, case, open_ = undetermined(data)
    terms = data.draw(st.sets(st.sampled_from(open_.missing), min_size=1))
    closed = decided(data.draw(answered(ground, case, sorted(terms))))
    note(f"{case.violation}: {sorted(terms)} of {open_.missing}")
    assume(closed.outcome is not Outcome.EXEMPT)
    envelope = {key(one): one for one in open_.penalties}
    for way in ways_of_deciding(closed):
        for one in way.penalties:
            if one.applies is not Applies.YES or way.direction is Direction.MITIGATED:
                continue
            around = envelope.get(key(one))
            assert around is not None, one.id
            assert around.applies is not Applies.NO, one.id
            if one.amount is not None and around.amount is not None:
                assert inside(one.amount, around.amount), (one.id, one.amount, around.amount)


@given(data=st.data())
@examples(50)
def test_every_way_of_judging_is_among_the_options(data: st.DataObject) -> None:
    ground = data.draw(any_ground())
    case = evolve(data.draw(cases_on(ground, complete=True, circumstances=False, persons=False)), judgements={})
    found = decided(case)
    assume(found.outcome is Outcome.NEEDS_JUDGEMENT)
    assume(found.versions is None and not later_law_unknown(found))
    assert found.options != ()
    assume(all(term.startswith(JUDGED) for term in found.judgements))
    judged = decided(data.draw(answered(ground, case, found.judgements)))
    note(f"{case.violation}: {found.judgements}")
    ranges = [{key(one): one for one in option.penalties} for option in found.options]
    for way in ways_of_deciding(judged):
        taken = [one for one in way.penalties if one.applies is Applies.YES]
        assert any(all(offered(one, option) for one in taken) for option in ranges)


def later_law_unknown(found: Determination) -> bool:
    """Decided after the end of what is encoded: it is said, and nothing is offered without the later law."""
    return any(each.reason == "later_version_not_encoded" for each in found.conflicts)


def offered(one: Penalty, option: Mapping[tuple[str, str], Penalty]) -> bool:
    """Whether an option has this measure with this range or a wider one."""
    other = option.get(key(one))
    if other is None or other.applies is Applies.NO:
        return False
    return one.amount is None or other.amount is None or inside(one.amount, other.amount)


@given(data=st.data())
@examples(120)
def test_exactly_the_questions_settle_it(data: st.DataObject) -> None:
    ground, case, open_ = undetermined(data)
    assert open_.questions != ()
    assert set(open_.questions) <= set(open_.missing)
    closed = decided(data.draw(answered(ground, case, open_.questions)))
    note(f"{case.violation}: {open_.questions} of {open_.missing} → {closed.missing}")
    assert closed.outcome is not Outcome.UNDETERMINED


Bounds = tuple[float, float]


def fines(found: Determination) -> dict[str, Bounds]:
    """Of each fine on the party, the least and the most that any lawful way of deciding allows."""
    ranges: dict[str, list[Bounds]] = {}
    for way in ways_of_deciding(found):
        for one in way.penalties:
            if one.kind is MeasureKind.FINE and one.addressee == (Addressee.PARTY,) and one.amount is not None:
                ranges.setdefault(one.id, []).append(bounds(one))
    return {id_: (min(low for low, _ in each), max(high for _, high in each)) for id_, each in ranges.items()}


def bounds(one: Penalty) -> Bounds:
    if one.amount is None or one.applies is Applies.NO:
        return 0.0, 0.0
    high = float("inf") if one.amount.high is None else float(one.amount.high)
    return (0.0 if one.applies is Applies.OPEN else float(one.amount.low or 0)), high


def milder(ground: Ground, case: Case) -> Iterator[str]:
    for id_, effects in ground.plan.effects.items():
        if all(effect.effect in MILDER for effect in effects) and id_ not in case.circumstances:
            yield id_


@given(data=st.data())
@examples(200)
def test_a_milder_circumstance_raises_no_fine(data: st.DataObject) -> None:
    """Neither the most nor the least."""
    ground = data.draw(any_ground())
    case = data.draw(cases_on(ground, complete=True, persons=False))
    known = tuple(milder(ground, case))
    assume(known != ())
    id_ = data.draw(st.sampled_from(known))
    before = decided(case)
    after = decided(evolve(case, circumstances={**case.circumstances, id_: Assertion(True, "证据2")}))
    assume(Outcome.EXEMPT not in (before.outcome, after.outcome))
    assume(before.versions is None)
    note(f"{case.violation}: {id_}")
    earlier = fines(before)
    for measure, (low, high) in fines(after).items():
        least, most = earlier.get(measure, (low, high))
        assert (low <= least, high <= most) == (True, True), measure


@given(data=st.data())
@examples(150)
def test_circumstances_change_nothing_in_what_the_statute_gives(data: st.DataObject) -> None:
    ground = data.draw(any_ground())
    case = data.draw(cases_on(ground, complete=True))
    found, bare = decided(case), decided(evolve(case, circumstances={}))
    assume(Outcome.EXEMPT not in (found.outcome, bare.outcome))
    assume(found.versions is None)
    amounts = [
        {key(one): one.amount for one in each.statutory if one.applies is not Applies.NO} for each in (found, bare)
    ]
    same = amounts[0].keys() & amounts[1].keys()
    assert {each: amounts[0][each] for each in same} == {each: amounts[1][each] for each in same}


@given(data=st.data())
@examples(150)
def test_what_remains_lies_in_what_the_statute_gives(data: st.DataObject) -> None:
    case = data.draw(cases(norms()))
    found = decided(case)
    assume(found.outcome not in (Outcome.EXEMPT, Outcome.NOT_COVERED, Outcome.UNDETERMINED))
    assume(found.versions is None)
    statutory = {key(one): one.amount for one in found.statutory}
    for way in ways_of_deciding(found):
        for one in way.penalties:
            whole = statutory.get(key(one))
            if way.direction is Direction.MITIGATED or one.applies is Applies.NO or one.amount is None or whole is None:
                continue
            note(f"{case.violation}.{one.id}: {one.amount} of {whole}")
            assert inside(one.amount, whole), one.id


def changed() -> list[str]:
    return sorted(id_ for id_, track in norms().tracks.items() if len(track.versions) > 1)


@given(data=st.data())
@examples(100)
def test_no_fine_is_above_that_of_the_law_not_applied(data: st.DataObject) -> None:
    """Old law unless the new one is lighter: acts on the last day of a version, decided under the next."""
    id_ = data.draw(st.sampled_from(changed()))
    ground = data.draw(grounds(norms(), id_))
    case = data.draw(cases_on(ground, complete=True, persons=False))
    last = data.draw(st.sampled_from([version.in_force.until for version in norms().tracks[id_].versions[:-1]]))
    assert last is not None
    decision = last + timedelta(days=data.draw(st.integers(1, 300)))
    found = decided(evolve(case, occurred_on=last, ended_on=None, discovered_on=None, decided_on=decision))
    assume(found.versions is not None)
    assert found.versions is not None
    assume(found.versions.lighter in (Lighter.OLD, Lighter.NEW, Lighter.EQUAL))
    note(f"{case.violation} {last} {decision}: {found.versions.lighter} {found.versions.why}")
    applied, other = only_fine(found.penalties), only_fine(found.versions.other_penalties)
    assume(applied is not None and other is not None)
    assert applied is not None
    assert other is not None
    assume((applied.applies, applied.mandate) == (other.applies, other.mandate))
    assert bounds(applied)[1] <= bounds(other)[1]


def only_fine(penalties: tuple[Penalty, ...]) -> Penalty | None:
    """The fine on the party, if there is one."""
    fines = [one for one in penalties if one.kind is MeasureKind.FINE and one.addressee == (Addressee.PARTY,)]
    standing = [one for one in fines if one.amount is not None and one.applies is not Applies.NO]
    return standing[0] if len(standing) == 1 else None


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(name))


@given(data=st.data())
@examples(60)
def test_the_json_form_is_valid_and_reads_back_the_same(data: st.DataObject) -> None:
    case = data.draw(cases(norms()))
    found = decided(case)
    written, whole = case_data(case), determination_data(found)
    assert [error.message for error in validator("case").iter_errors(written)] == []
    assert [error.message for error in validator("determination").iter_errors(whole)] == []
    assert case_from(written) == case
    assert determination_from(whole, norms()) == found
