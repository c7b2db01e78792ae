"""Traces as rows of their store (案卷摘要行): plain texts and numbers, quick to hand from process to process."""

from __future__ import annotations

import re
from hashlib import blake2b
from marshal import dumps
from typing import Any, Final, NamedTuple

from ...model.recorded import Moment, day_of
from .traces import Lack, Trace

Row = tuple[Any, ...]
_HALF: Final = re.compile(b"\xed[\xa0-\xbf]")
"""Half a character, which JSON can name but no database holds, as it is written in UTF-8."""


class Rows(NamedTuple):
    """One trace; `digest` is the same for the same trace alone."""

    digest: bytes
    file: str
    lacks: tuple[Lack, ...]
    acts: list[Row]
    """party, violation, step, first, last, occurred, decided, corrects"""
    visits: list[Row]
    """party, step, day, body, cap"""
    stays: list[Row]
    """officer, site, begins, ends, step"""
    numbers: list[Row]
    """number, step, day"""


def rows_of(trace: Trace) -> Rows:
    """The rows of a trace; what is compared with nothing makes none."""
    occurred, ended = _text(trace.occurred), _text(trace.ended)
    fines = [(fine.step, _text(fine.at), fine.corrects) for fine in trace.fines]
    visits = [(visit.step, _text(visit.at), visit.body, visit.cap) for visit in trace.visits]
    stays: list[Row] = [
        (stay.officer, stay.site, stay.begins.isoformat(), stay.ends.isoformat(), stay.step) for stay in trace.stays
    ]
    numbers: list[Row] = [(each.number, each.step, day_of(each.at).isoformat()) for each in trace.numbers]
    whole = (
        trace.file,
        trace.subject,
        trace.party,
        trace.violation,
        occurred,
        ended,
        fines,
        visits,
        stays,
        numbers,
        trace.lacks,
    )
    # This form writes equal values alike, whatever else refers to them.
    written = dumps(whole, 2)
    rows = Rows(
        blake2b(written, digest_size=20).digest(),
        trace.file,
        trace.lacks,
        _acts(trace),
        [] if trace.party is None else [(trace.party, step, at[:10], body, cap) for step, at, body, cap in visits],
        stays,
        numbers,
    )
    return _whole_characters(rows) if _HALF.search(written) is not None else rows


def _acts(trace: Trace) -> list[Row]:
    """The fined acts; without party, clause and day there is nothing to compare."""
    if trace.party is None or trace.violation is None or trace.occurred is None:
        return []
    first = day_of(trace.occurred)
    last = first if trace.ended is None else max(first, day_of(trace.ended))
    days = first.isoformat(), last.isoformat(), trace.occurred.isoformat()
    return [
        (trace.party, trace.violation, fine.step, *days, day_of(fine.at).isoformat(), fine.corrects)
        for fine in trace.fines
    ]


def _text(moment: Moment | None) -> str:
    return "" if moment is None else moment.isoformat()


def _whole_characters(rows: Rows) -> Rows:
    def shown(row: Row) -> Row:
        return tuple(
            each.encode("utf-8", "backslashreplace").decode() if isinstance(each, str) else each for each in row
        )

    name = str(*shown((rows.file,)))
    return Rows(
        rows.digest,
        name,
        rows.lacks,
        *(list(map(shown, part)) for part in (rows.acts, rows.visits, rows.stays, rows.numbers)),
    )
