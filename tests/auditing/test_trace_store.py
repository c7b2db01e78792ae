"""Traces are kept on disk: the same findings in the same order, whatever stays in memory, and no growth in Python."""

import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement_norms.auditing.across import Trace, TraceStore, compared, compared_in, written_trace
from enforcement_norms.auditing.across.traces import Stay
from enforcement_norms.errors import EnforcementNormsError
from enforcement_norms.model.across_report import AcrossReport
from enforcement_norms.model.duty import NoticeItem

DAY = date(2026, 3, 2)
MORNING = datetime.fromisoformat("2026-03-02T09:00")


def trace(
    number: int,
    *,
    party: int,
    act: int,
    officer: int,
    site: int,
    hour: int,
    corrects: bool | None,
    others: tuple[int, ...] = (),
) -> Trace:
    occurred = DAY + timedelta(days=act)
    begins = MORNING + timedelta(hours=hour)
    return Trace(
        f"f{number}",
        "bureau",
        f"p{party}",
        "domain.violation",
        occurred,
        None,
        (("decisions[0]", occurred + timedelta(days=30), corrects),),
        (("inspections[0]", begins, "bureau", 1),),
        (
            (
                begins,
                begins + timedelta(hours=2),
                f"s{site}",
                tuple(f"o{each}" for each in (officer, *others)),
                "inspections[0]",
            ),
        ),
        ((f"罚〔2026〕{party}{act}号", "decisions[0]", occurred),),
        (("fines", "decisions.at"),) if corrects is None else (),
    )


TRACES = st.lists(
    st.builds(
        trace,
        st.integers(0, 12),
        party=st.integers(0, 3),
        act=st.integers(0, 2),
        officer=st.integers(0, 2),
        site=st.integers(0, 3),
        hour=st.integers(0, 6),
        corrects=st.sampled_from([True, False, None]),
        others=st.sampled_from([(), (1,), (1, 2)]),
    ),
    max_size=14,
)


def kept(traces: list[Trace], cache: int) -> AcrossReport:
    with TraceStore(cache) as store:
        for each in traces:
            store.keep((written_trace(each),))
        return compared_in(store)


@settings(deadline=None, max_examples=50)
@given(TRACES)
def test_what_stays_in_memory_and_what_is_given_twice_change_nothing(traces: list[Trace]) -> None:
    report = kept(traces, 1)
    assert report == compared(traces)
    assert report == compared([*traces, *traces])
    assert report.files == len(set(traces))


@settings(deadline=None, max_examples=50)
@given(TRACES)
def test_two_places_at_once_are_found_as_by_comparing_every_two_stays(traces: list[Trace]) -> None:
    def at_odds(one: Stay, other: Stay) -> bool:
        return one[2] < other[2] and one[0] < other[1] and other[0] < one[1] and not {*one[3]}.isdisjoint(other[3])

    stays = [(each.file, stay) for each in set(traces) for stay in each.stays]
    by_hand = {file for f, one in stays for g, other in stays if at_odds(one, other) for file in (f, g)}
    found = compared(traces).findings
    named = {seen.file for each in found if each.rule == "across.officer_in_two_places" for seen in each.seen}
    assert named <= by_hand
    assert bool(named) == bool(by_hand)


@pytest.mark.parametrize(("more", "found"), [(1, [("f0", "f2600")]), (0, [])])
def test_a_long_stay_is_remembered_while_many_others_come_and_go(more: int, found: list[tuple[str, str]]) -> None:
    """Until the very minute in which it ends."""
    end = 2600  # so many hours after it begins
    others = [trace(n, party=n, act=0, officer=n, site=n, hour=n, corrects=True) for n in range(1, end)]
    begins = MORNING + timedelta(hours=end)
    ends = begins + timedelta(hours=2)
    first, last = (trace(n, party=n, act=0, officer=0, site=n, hour=0, corrects=True) for n in (0, end))
    long = (MORNING, begins + timedelta(minutes=more), "s0", ("o0",), "inspections[0]")
    late = (begins, ends, "s1", ("o0",), "inspections[0]")
    report = compared([first._replace(stays=(long,)), *others, last._replace(stays=(late,))])
    named = [tuple(seen.file for seen in each.seen) for each in report.findings if each.item is NoticeItem.FALSIFIED]
    assert named == found


@settings(deadline=None, max_examples=50)
@given(TRACES)
def test_traces_are_written_alike_where_they_are_the_same_alone(traces: list[Trace]) -> None:
    written = list(map(written_trace, traces))
    assert len(set(written)) == len(set(traces))
    with TraceStore() as at_once:
        at_once.keep(written)
        assert compared_in(at_once) == kept(traces, 64)


def test_half_a_character_is_kept_by_its_number() -> None:
    one, other = (trace(n, party=1, act=0, officer=1, site=n, hour=0, corrects=True) for n in (1, 2))
    half = one._replace(file="\ud800", stays=((*one.stays[0][:2], "\udfff案", *one.stays[0][3:]),))
    (finding,) = [each for each in compared([half, other]).findings if each.rule == "across.officer_in_two_places"]
    assert {each.file for each in finding.seen} == {"\\ud800", "f2"}
    assert "“\\udfff案”" in finding.message.render()


def test_parties_and_officers_come_in_the_order_of_the_files() -> None:
    def two(party: int) -> Iterator[Trace]:
        for number in (2 * party, 2 * party + 1):
            yield trace(number, party=party, act=0, officer=party, site=number, hour=0, corrects=True)

    report = compared([each for party in (3, 1, 2) for each in two(party)])
    firsts: dict[str, list[str]] = {}
    for each in report.findings:
        firsts.setdefault(each.rule, []).append(each.seen[0].file)
    assert firsts == {
        "across.fined_twice": ["f6", "f2", "f4"],
        "across.inspected_apart": ["f6", "f6", "f2", "f2", "f4", "f4"],  # on one day, and above the cap of the year
        "across.officer_in_two_places": ["f6", "f2", "f4"],
        "across.number_twice": ["f6", "f2", "f4"],
    }


def test_a_store_takes_more_files_after_it_was_asked() -> None:
    one, other = (trace(n, party=1, act=0, officer=n, site=n, hour=0, corrects=True) for n in (1, 2))
    with TraceStore() as store:
        store.keep(map(written_trace, (one, one)))
        assert (compared_in(store).findings, store.files) == ((), 1)
        store.keep(map(written_trace, (other, one)))
        assert compared_in(store) == compared([one, other])


def test_more_files_take_no_more_of_python() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        with TraceStore(64) as store:
            store.keep(
                written_trace(trace(n, party=n, act=n % 3, officer=n % 5, site=0, hour=n, corrects=True))
                for n in range(count)
            )
            assert compared_in(store).findings == ()
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(3000)  # what Python itself makes once
    assert peak(3000) < peak(300) + 50_000


def test_a_full_disk_is_said_to_people() -> None:
    traces = [trace(n, party=n, act=0, officer=n, site=n, hour=0, corrects=True) for n in range(2000)]
    with TraceStore() as store:
        store._base.execute("PRAGMA max_page_count = 12")
        with pytest.raises(EnforcementNormsError, match="TMPDIR"):
            store.keep(map(written_trace, traces))
