"""Recordings cover a step when their pieces leave no hole: in whatever order, overlapping or not."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from enforcement_norms.auditing.rules.recording.footage import _holes
from enforcement_norms.model.casefile import Recording

BEGAN = datetime.fromisoformat("2026-08-04T10:00")
MINUTES = 60
ENDED = BEGAN + timedelta(minutes=MINUTES)


def piece(first: int, last: int, reason: str | None = None) -> Recording:
    start, end = BEGAN + timedelta(minutes=first), BEGAN + timedelta(minutes=last)
    return Recording(id="v", started_at=start, ended_at=end, gap_reason=reason)


def holes(*pieces: Recording) -> int:
    return len(list(_holes(pieces, BEGAN, ENDED, "measures")))


SPANS = st.lists(st.tuples(st.integers(-10, 70), st.integers(0, 40)), min_size=1, max_size=6)


@given(SPANS)
def test_holes_are_the_stretches_that_no_piece_covers(spans: list[tuple[int, int]]) -> None:
    covered = [False] * MINUTES
    for first, length in spans:
        for minute in range(max(first, 0), min(first + length, MINUTES)):
            covered[minute] = True
    stretches = sum(not now and (minute == 0 or covered[minute - 1]) for minute, now in enumerate(covered))
    assert holes(*(piece(first, first + length) for first, length in spans)) == stretches


@given(st.lists(st.integers(0, MINUTES), min_size=0, max_size=5))
def test_cutting_a_whole_recording_leaves_no_hole(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), MINUTES]
    pieces = [piece(first, last) for first, last in pairwise(edges)]
    assert holes(*reversed(pieces)) == 0


def test_an_explained_gap_is_none() -> None:
    assert holes(piece(0, 20), piece(30, 60)) == 1
    assert holes(piece(0, 20, "更换电池"), piece(30, 60)) == 0
    assert holes(piece(0, 20), piece(30, 60, "更换电池")) == 0
