"""How officers stood on a day: told from the days of change as it is told from the register itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.auditing import Audited
from enforcement_norms.auditing.rules.officers.standing import all_qualified, is_qualified_on, standing_on
from enforcement_norms.model.actors import (
    Certificate,
    CertificateKind,
    Employment,
    Officer,
    Registers,
    Standing,
    StatusEvent,
    standings,
)
from enforcement_norms.model.casefile import CaseFile, Inspection
from enforcement_norms.model.duty import Missing

FIRST = date(2024, 1, 1)
NEAR = [FIRST + timedelta(days=number) for number in range(12)]
SOME_DAY = st.none() | st.sampled_from([*NEAR, date.min, date.max])
CERTIFICATES = st.builds(
    Certificate,
    kind=st.none() | st.sampled_from(CertificateKind),
    valid_from=SOME_DAY,
    valid_until=SOME_DAY,
    cancelled_on=SOME_DAY,
    suspended_from=SOME_DAY,
    suspended_until=SOME_DAY,
)
OFFICERS = st.builds(
    Officer,
    id=st.just("zhang"),
    employment=st.none() | st.sampled_from(Employment),
    certificates=st.none() | st.lists(CERTIFICATES, max_size=3).map(tuple),
    events=st.none() | st.lists(st.builds(StatusEvent, on=SOME_DAY), max_size=2).map(tuple),
)


def audited(*officers: Officer, **steps: Any) -> Audited:
    return Audited(CaseFile(id="x", **steps), Registers(officers=officers))


@given(officer=OFFICERS)
def test_each_day_is_as_the_register_has_it(officer: Officer) -> None:
    asked = audited(officer)
    for day in (*NEAR, date.min, date.max):
        expected = standings(officer, day)
        assert is_qualified_on(asked, officer, day) is (expected is not None and Standing.QUALIFIED in expected)
        if expected is None:
            with pytest.raises(Missing):
                standing_on(asked, officer, day)
        else:
            assert standing_on(asked, officer, day) == expected


HELD = Officer(
    id="zhang",
    employment=Employment.ESTABLISHMENT,
    events=(),
    certificates=(Certificate(kind=CertificateKind.ENFORCEMENT, valid_from=NEAR[2], valid_until=NEAR[8]),),
)


class TestAllQualified:
    @pytest.mark.parametrize(
        ("first", "last", "qualified"),
        [(2, 8, True), (1, 8, False), (2, 9, False), (0, 1, False), (5, 5, True), (9, 11, False)],
    )
    def test_on_every_day_on_which_somebody_acted(self, first: int, last: int, *, qualified: bool) -> None:
        steps = tuple(Inspection(at=NEAR[day], officers=("zhang",)) for day in (last, first))
        assert all_qualified(audited(HELD, inspections=steps)) is qualified

    def test_not_where_something_changed_on_the_way(self) -> None:
        (certificate,) = HELD.certificates or ()
        suspended = evolve(certificate, suspended_from=NEAR[4], suspended_until=NEAR[5])
        steps = tuple(Inspection(at=NEAR[day], officers=("zhang",)) for day in (3, 7))
        assert not all_qualified(audited(evolve(HELD, certificates=(suspended,)), inspections=steps))

    @pytest.mark.parametrize(
        "step", [Inspection(officers=("zhang",)), Inspection(at=NEAR[3], officers=("zhang", "nobody"))]
    )
    def test_not_without_a_day_or_an_entry(self, step: Inspection) -> None:
        assert not all_qualified(audited(HELD, inspections=(step,)))

    def test_nobody_is_no_doubt(self) -> None:
        assert all_qualified(audited(HELD, inspections=(Inspection(at=NEAR[3], officers=()),)))

    def test_without_a_register_nothing_is_told(self) -> None:
        with pytest.raises(Missing):
            all_qualified(Audited(CaseFile(id="x")))
