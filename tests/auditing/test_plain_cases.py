"""Where rules say at once that nothing is wrong, a closer look finds nothing either."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.auditing import Audited
from enforcement_norms.auditing.rules.gathering import each_of
from enforcement_norms.auditing.rules.officers.recusal import _in_two_places, two_places_at_once
from enforcement_norms.auditing.rules.recording import stages, times
from enforcement_norms.auditing.rules.training.courses import _hours_lacking, yearly_hours
from enforcement_norms.model.actors import Officer, Registers, Training, registers
from enforcement_norms.model.casefile import (
    Archive,
    CaseFile,
    Closing,
    Decision,
    Document,
    Filing,
    Hearing,
    Inspection,
    InvestigationReport,
    Lead,
    PriorNotice,
    Questioning,
    Review,
    Statement,
)
from enforcement_norms.model.duty import Found, Missing

NOON = datetime.fromisoformat("2026-03-02T12:00")
MOMENTS = st.none() | st.one_of(
    st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours)),
    st.integers(-2, 2).map(lambda days: NOON.date() + timedelta(days=days)),
)


def steps(kind: type[Any], **attributes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(st.builds(kind, **attributes), max_size=3).map(tuple)


def said(found: Iterable[Found]) -> list[object]:
    """What was found, and last what was missing."""
    listed: list[object] = []
    try:
        for each in found:
            listed.append((each.message.render("zh"), each.on, each.at))  # noqa: PERF401 – what comes before Missing counts
    except Missing as missing:
        listed.append(missing.inputs)
    return listed


LASTING: dict[str, st.SearchStrategy[Any]] = {
    "at": MOMENTS,
    "ended_at": MOMENTS,
    "place": st.none() | st.sampled_from(["here", "there"]),
    "officers": st.none() | st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
}


@given(inspections=st.none() | steps(Inspection, **LASTING), questionings=steps(Questioning, **LASTING))
def test_hours_that_do_not_overlap_leave_nobody_in_two_places(**held: Any) -> None:
    file = CaseFile(id="x", **held)
    assert said(two_places_at_once.check(Audited(file), file)) == said(_in_two_places(file))


@given(
    lead=st.none() | st.builds(Lead, at=MOMENTS, verified_at=MOMENTS),
    inspections=st.none() | steps(Inspection, at=MOMENTS, ended_at=MOMENTS),
    notices=st.none() | steps(PriorNotice, at=MOMENTS, served_at=MOMENTS),
    hearings=steps(Hearing, requested_at=MOMENTS, notified_at=MOMENTS, at=MOMENTS, ended_at=MOMENTS),
    reviews=steps(Review, at=MOMENTS, ended_at=MOMENTS),
)
def test_times_in_order_are_possible(**held: Any) -> None:
    file = CaseFile(id="x", questionings=(), measures=(), **held)
    assert said(times.times_possible.check(Audited(file), file)) == said(each_of(times._pairs(file), times._disorder))


@given(
    filing=st.none() | st.builds(Filing, at=MOMENTS),
    report=st.none() | st.builds(InvestigationReport, at=MOMENTS),
    decisions=st.none() | steps(Decision, at=MOMENTS),
    closing=st.none() | st.builds(Closing, at=MOMENTS),
    archive=st.none() | st.builds(Archive, at=MOMENTS),
)
def test_stages_in_order_are_not_inverted(**held: Any) -> None:
    file = CaseFile(id="x", **held)
    assert said(stages.stages_in_order.check(Audited(file), file)) == said(stages._inversions(file))


NAMES = st.none() | st.sampled_from(["d1", "d2"])


@given(
    filing=st.none() | st.builds(Filing, document=NAMES),
    statements=st.none() | steps(Statement, document=NAMES),
    held=st.sets(st.sampled_from(["d1", "d2"])),
)
def test_where_all_documents_are_there_none_is_doubtful(held: set[str], **named: Any) -> None:
    others: dict[str, Any] = dict.fromkeys(("notices", "reviews", "deliberations", "hearings"), ())
    file = CaseFile(id="x", report=InvestigationReport(document="d1"), **others, **named)
    doubtful = [*times._doubtful(file, held)]
    if times._are_there(file, held):
        assert doubtful == []
    documents = tuple(Document(id=each) for each in sorted(held))
    found = said(times.documents_in_file.check(Audited(file), CaseFile(id="x", documents=documents)))
    assert found == [("filing", "report", "notices", "statements", "reviews", "deliberations", "hearings")]


class TestHoursOfTheYear:
    """Who had the hours is remembered with the register; who had not is told each time."""

    @staticmethod
    def audited(*officers: Officer, held: Registers | None = None) -> Audited:
        file = CaseFile(id="x", decisions=(Decision(at=NOON),), handlers=("zhang",))
        return Audited(file, held or Registers(officers=officers))

    @pytest.mark.parametrize("hours", [0, 10_000, None])
    def test_the_second_file_is_told_what_the_first_was(self, hours: int | None) -> None:
        first = self.audited(Officer(id="zhang", trainings=(Training(on=date(2026, 1, 5), hours=hours),)))
        wanted = first.settings.training_hours
        expected = said(_hours_lacking(first, ("zhang",), 2026, wanted))
        assert (expected == []) is (hours == 10_000)
        for each in (first, self.audited(held=first.registers)):
            assert said(yearly_hours.check(each, each.file)) == expected


def test_registers_forget_when_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "_REMEMBERED", 2)
    held = Registers()
    for number in range(5):
        assert held.remember(number, str(number)) == str(number)
        assert held.remembered[number] == str(number)
        assert len(held.remembered) <= 2
