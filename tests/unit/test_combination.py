"""Several norms on one act, several acts in one matter, and what was already taken for the same act."""

from datetime import date
from pathlib import Path

import pytest
from tests.support import Law, law, measure, state, violation

from enforcement_norms.amounts import Interval
from enforcement_norms.combination import Combination, Executed, Order, Relation, combine, offset, order_of
from enforcement_norms.errors import CaseInvalid
from enforcement_norms.law import Citation
from enforcement_norms.model.determination import Applies, Determination, Outcome
from enforcement_norms.model.penalty import MeasureKind, Unit
from enforcement_norms.money import Money

CITE = Citation("trade_law", 16)


def several(folder: Path, *clauses: str, **files: str) -> Law:
    """Violations one, two, three … with these measures."""
    names = ("one", "two", "three")
    written = {
        f"violations/{name}.2000-01-01.yaml": violation(name, f"branches: [{{measures: [{clause}]}}]\n")
        for name, clause in zip(names, clauses, strict=False)
    }
    return law(folder, files=written | files)


def fine(amount: str, more: str = "") -> str:
    return f"{{id: fine, kind: fine, amount: {{range: {{{amount}}}}}{more}}}"


def joined(
    norms: Law, relation: str, on: str = "2026-03-05", decided: str = "2026-06-01", **said: object
) -> Combination:
    found: list[Determination] = [
        norms.decide(on, decided, violation=each.id, **said) for each in norms.pack.violations
    ]
    return combine(found, relation)


def standing(found: Combination) -> list[tuple[str, str, str]]:
    return [
        (one.violation.removeprefix("trial."), f"{one.penalty.id} {state(one.penalty)}", one.reason)
        for one in found.stand
        if not one.penalty.general_law
    ]


class TestOneAct:
    def test_the_higher_fine_stands(self, tmp_path: Path) -> None:
        norms = several(tmp_path, fine("at_least: 1万元, at_most: 5万元"), fine("at_least: 2万元, at_most: 10万元"))
        found = joined(norms, "same_act")
        assert standing(found) == [("two", "fine yes [20000, 100000]", "higher_fine")]
        assert [(one.violation, one.reason) for one in found.fall if one.penalty.id == "fine"] == [
            ("trial.one", "lower_fine")
        ]
        assert (found.outcome, found.why, found.cites) == (
            Outcome.DETERMINED,
            ("higher_fine",),
            (Citation("administrative_penalty_law", 29),),
        )

    def test_ranges_that_cross_are_for_an_official(self, tmp_path: Path) -> None:
        norms = several(tmp_path, fine("at_least: 2万元, at_most: 5万元"), fine("at_least: 1万元, at_most: 10万元"))
        found = joined(norms, Relation.SAME_ACT)
        assert (found.outcome, found.why, [one[2] for one in standing(found)]) == (
            Outcome.NEEDS_JUDGEMENT,
            ("crossing",),
            ["choose_one_fine", "choose_one_fine"],
        )

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
    def test_the_highest_of_all_settles_what_others_cross(self, tmp_path: Path, order: tuple[int, ...]) -> None:
        ranges = [
            "at_least: 2万元, at_most: 5万元",
            "at_least: 1万元, at_most: 10万元",
            "at_least: 20万元, at_most: 30万元",
        ]
        found = joined(several(tmp_path, *(fine(ranges[each]) for each in order)), "same_act")
        assert [one[1] for one in standing(found)] == ["fine yes [200000, 300000]"]

    def test_other_kinds_of_each_norm_stay_the_same_kind_once(self, tmp_path: Path) -> None:
        norms = several(
            tmp_path,
            "{id: warning, kind: warning}, " + fine("at_most: 1万元"),
            "{id: warning, kind: warning}, {id: permit, kind: revoke_permit}, " + fine("at_most: 2万元"),
        )
        found = joined(norms, "same_act")
        assert standing(found) == [
            ("one", "warning yes", ""),
            ("two", "permit yes", ""),
            ("two", "fine yes (, 20000]", "higher_fine"),
        ]
        assert ("trial.two", "warning", "same_kind") in [
            (one.violation, one.penalty.id, one.reason) for one in found.fall
        ]

    def test_things_of_different_kind_are_each_confiscated(self, tmp_path: Path) -> None:
        norms = several(
            tmp_path,
            "{id: goods, kind: confiscate_illegal_property, object: 货物}",
            "{id: tools, kind: confiscate_illegal_property, object: 工具}",
        )
        assert [one[1] for one in standing(joined(norms, "same_act"))] == ["goods yes", "tools yes"]

    def test_fines_on_others_do_not_compete_with_that_on_the_party(self, tmp_path: Path) -> None:
        driver = "{id: driver, kind: fine, addressee: [driver], per_person: true, amount: {exactly: 200元}}"
        norms = several(tmp_path, fine("at_most: 1万元") + ", " + driver, fine("at_most: 2万元"))
        found = joined(norms, "same_act", persons=[{"id": "wang", "role": "driver"}])
        assert standing(found) == [("two", "fine yes (, 20000]", "higher_fine"), ("one", "driver yes [200]", "")]

    def test_a_person_too_is_fined_once(self, tmp_path: Path) -> None:
        clause = "{{id: driver, kind: fine, addressee: [driver], per_person: true, amount: {{exactly: {}}}}}"
        norms = several(tmp_path, clause.format("200元"), clause.format("500元"))
        found = joined(norms, "same_act", persons=[{"id": "wang", "role": "driver"}])
        assert standing(found) == [("two", "driver yes [500]", "higher_fine")]

    def test_the_fines_of_one_norm_stand_together(self, tmp_path: Path) -> None:
        """Base and surcharge of one clause are weighed as a whole against the other clause."""
        more = "{id: more, kind: fine, amount: {exactly: 2万元}}"
        norms = several(
            tmp_path, fine("at_least: 1万元, at_most: 5万元") + ", " + more, fine("at_least: 2万元, at_most: 6万元")
        )
        assert [one[1] for one in standing(joined(norms, "same_act"))] == [
            "fine yes [10000, 50000]",
            "more yes [20000]",
        ]

    def test_a_fine_that_is_not_known_cannot_be_compared(self, tmp_path: Path) -> None:
        norms = several(
            tmp_path, "{id: fine, kind: fine, mandate: may, amount: {delegated: true}}", fine("at_most: 2万元")
        )
        assert joined(norms, "same_act").outcome is Outcome.NEEDS_JUDGEMENT

    def test_equal_fines_stand_once(self, tmp_path: Path) -> None:
        norms = several(tmp_path, fine("at_most: 2万元"), fine("at_most: 2万元"))
        assert [one[0] for one in standing(joined(norms, "same_act"))] == ["one"]

    def test_a_special_law_goes_first(self, tmp_path: Path) -> None:
        special = violation("two", "special_to: [one]\nbranches: [{measures: [" + fine("at_most: 1万元") + "]}]\n")
        norms = several(tmp_path, fine("at_most: 2万元"), **{"violations/two.2000-01-01.yaml": special})
        found = joined(norms, "same_act")
        assert standing(found) == [("two", "fine yes (, 10000]", "special_law")]

    @pytest.mark.parametrize(
        ("on", "outcome", "article"),
        [("2021-07-14", Outcome.NEEDS_JUDGEMENT, 24), ("2021-07-15", Outcome.DETERMINED, 29)],
    )
    def test_before_2021_one_fine_by_choice(self, tmp_path: Path, on: str, outcome: Outcome, article: int) -> None:
        """The law of the act: the higher fine must be taken only since Art. 29 says so."""
        norms = several(tmp_path, fine("at_most: 1万元"), fine("at_most: 2万元"))
        found = joined(norms, "same_act", on, "2021-08-01")
        assert (found.outcome, found.cites) == (outcome, (Citation("administrative_penalty_law", article),))
        assert len(standing(found)) == (1 if outcome is Outcome.DETERMINED else 2)

    def test_one_fine_alone_needs_no_choice(self, tmp_path: Path) -> None:
        norms = several(tmp_path, fine("at_most: 1万元"), "{id: warning, kind: warning}")
        found = joined(norms, "same_act", "2021-07-14", "2021-07-14")
        assert (found.outcome, found.why) == (Outcome.DETERMINED, ())

    def test_no_fine_at_all(self, tmp_path: Path) -> None:
        found = joined(several(tmp_path, "{id: warning, kind: warning}"), "same_act")
        assert (standing(found), found.why) == ([("one", "warning yes", "")], ())

    def test_one_act_has_one_day(self, tmp_path: Path) -> None:
        norms = several(tmp_path, fine("at_most: 1万元"), fine("at_most: 2万元"))
        parts = [norms.decide(on, violation=name) for on, name in (("2026-03-05", "one"), ("2026-03-06", "two"))]
        with pytest.raises(CaseInvalid):
            combine(parts, "same_act")

    def test_nothing_cannot_be_combined(self) -> None:
        with pytest.raises(CaseInvalid):
            combine([], "same_act")

    def test_the_gravest_outcome_of_the_parts(self, tmp_path: Path) -> None:
        norms = several(
            tmp_path, fine("at_most: 1万元"), "{id: per, kind: fine, amount: {times: {of: value, at_most: 2倍}}}"
        )
        assert joined(norms, "same_act").outcome is Outcome.UNDETERMINED


class TestSeveralActs:
    RULES = """
    - id: merging
      instrument: trade_law
      in_force: {from: 2000-01-01}
      cites: [trade_law#16]
      merge: [{kind: detention, cap: 20, cites: [trade_law#16]}]
    """

    @pytest.mark.parametrize(
        ("days", "executed"),
        [
            (("at_least: 5, at_most: 10", "at_least: 5, at_most: 10"), Interval(10, high=20)),
            (("at_least: 5, at_most: 10", "at_least: 10, at_most: 15"), Interval(15, high=20)),
            (("at_least: 10, at_most: 15", "exactly: 15"), Interval(20, high=20)),
            (("at_most: 5", "at_most: 5"), Interval(None, high=10)),
            (("at_least: 15", "at_least: 5"), Interval(20, high=20)),
        ],
    )
    def test_detention_is_executed_together_up_to_the_cap(
        self, tmp_path: Path, days: tuple[str, str], executed: Interval
    ) -> None:
        clauses = [f"{{id: d, kind: detention, days: {{{each}}}}}" for each in days]
        found = joined(several(tmp_path, *clauses, **{"instrument_rules.yaml": self.RULES}), "separate_acts")
        assert found.executed == (Executed(MeasureKind.DETENTION, Unit.DAYS, executed, 20, (CITE,)),)
        assert (len(standing(found)), found.fall, found.cites) == (2, (), (CITE,))

    def test_without_a_cap_it_adds_up(self, tmp_path: Path) -> None:
        clause = "{id: d, kind: detention, days: {at_least: 10, at_most: 15}}, " + fine("at_least: 1万元")
        found = joined(several(tmp_path, clause, clause), "separate_acts")
        assert found.executed == (
            Executed(MeasureKind.DETENTION, Unit.DAYS, Interval(20, high=30)),
            Executed(MeasureKind.FINE, Unit.YUAN, Interval(2_000_000)),
        )

    def test_caps_can_be_given(self, tmp_path: Path) -> None:
        norms = several(tmp_path, "{id: d, kind: detention, days: {exactly: 15}}")
        cap = Executed(MeasureKind.DETENTION, Unit.DAYS, None, 10, (CITE,))
        found = combine([norms.decide(violation="one")], "separate_acts", caps=[cap])
        assert [each.amount for each in found.executed] == [Interval(10, high=10)]

    def test_a_cap_without_a_number_caps_nothing(self, tmp_path: Path) -> None:
        norms = several(tmp_path, "{id: d, kind: detention, days: {exactly: 15}}")
        cap = Executed(MeasureKind.DETENTION, Unit.DAYS, None)
        found = combine([norms.decide(violation="one")], "separate_acts", caps=[cap])
        assert [each.amount for each in found.executed] == [Interval(15, high=15)]

    def test_an_amount_that_is_not_known_leaves_no_sum(self, tmp_path: Path) -> None:
        norms = several(tmp_path, fine("at_most: 1万元"), "{id: f, kind: fine, amount: {delegated: true}}")
        assert joined(norms, "separate_acts").executed == ()


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (Interval(1, high=5), Interval(1, high=5), Order.EQUAL),
        (Interval(1, high=5), Interval(1, high=4), Order.HIGHER),
        (Interval(1, high=5), Interval(2, high=5), Order.LOWER),
        (Interval(2, high=5), Interval(1, high=5), Order.HIGHER),
        (Interval(2, high=5), Interval(1, high=6), Order.CROSSING),
        (Interval(1, high=6), Interval(2, high=5), Order.CROSSING),
        (Interval(1), Interval(1, high=10**9), Order.HIGHER),
        (Interval(None, high=5), Interval(1, high=5), Order.LOWER),
        (Interval(1, high=5, high_closed=False), Interval(1, high=5), Order.LOWER),
        (Interval(1, low_closed=False, high=5), Interval(1, high=5), Order.HIGHER),
        (None, Interval(1), Order.CROSSING),
        (Interval(1), None, Order.CROSSING),
    ],
)
def test_higher_maximum_then_higher_minimum(one: Interval | None, other: Interval | None, order: Order) -> None:
    assert order_of(one, other) is order


class TestOffset:
    @pytest.fixture
    def found(self, tmp_path: Path) -> Determination:
        clause = (
            "{id: d, kind: detention, days: {at_least: 5, at_most: 10}}, {id: l, kind: detention, days: {at_most: 5}}, "
        )
        return several(tmp_path, clause + fine("at_most: 1万元") + ", {id: w, kind: warning}").decide(violation="one")

    @pytest.mark.parametrize(
        ("id_", "days", "left"), [("d", 3, "yes [2, 7]"), ("d", 7, "yes [0, 3]"), ("d", 0, "yes [5, 10]"), ("l", 6, "yes (, 0]")]
    )  # fmt: skip
    def test_restraint_counts_day_for_day(self, found: Determination, id_: str, days: int, left: str) -> None:
        assert state(offset(measure(found, id_), decided_on=date(2026, 6, 1), restrained_days=days)) == left

    def test_no_fine_after_a_criminal_fine(self, found: Determination) -> None:
        one = measure(found, "fine")
        for day, applies in ((date(2021, 7, 14), Applies.YES), (date(2021, 7, 15), Applies.NO)):
            assert offset(one, decided_on=day, criminal_fine=Money.yuan(1)).applies is applies
        after = offset(one, decided_on=date(2026, 6, 1), criminal_fine=Money.yuan(1))
        assert [cite.id for cite in after.cites] == ["trade_law#9", "administrative_penalty_law#35.2"]

    def test_nothing_else_is_touched(self, found: Determination) -> None:
        for id_ in ("fine", "w"):
            one = measure(found, id_)
            assert offset(one, decided_on=date(2026, 6, 1), restrained_days=5) == one
        warning = measure(found, "w")
        assert offset(warning, decided_on=date(2026, 6, 1), criminal_fine=Money.yuan(1)) == warning
