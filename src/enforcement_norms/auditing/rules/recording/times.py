"""Whether what is recorded can be (记录相互印证): beginnings before ends, the documents that steps name are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, NamedTuple

from ....i18n import _
from ....model.casefile import CaseFile
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.recorded import Moment, is_before
from ...audited import Audited
from ...late import shown
from ...sources import notice, three_systems
from ..gathering import each_of

_PAIRS: Final = {
    "lead": (("at", "verified_at"),),
    "inspections": (("at", "ended_at"),),
    "questionings": (("at", "ended_at"),),
    "measures": (("at", "ended_at"),),
    "notices": (("at", "served_at"),),
    "hearings": (("requested_at", "notified_at"), ("notified_at", "at"), ("at", "ended_at")),
    "reviews": (("at", "ended_at"),),
}
"""Steps and lists of steps, what comes first in each step, and what follows it."""
_steps_that_last: Final = attrgetter("inspections", "questionings", "measures", "hearings", "reviews")
_WITH_DOCUMENT: Final = ("filing", "report", "notices", "statements", "reviews", "deliberations", "hearings")
_steps_with_document: Final = attrgetter(*_WITH_DOCUMENT)


class _Pair(NamedTuple):
    step: Any
    place: str
    list: str
    first: str
    then: str


def _are_in_order(file: CaseFile) -> bool:
    """Whether all that must be recorded is, and plainly in order: most files need no closer look."""
    lead, notices, hearings = file.lead, file.notices, file.hearings
    if lead is None or notices is None or hearings is None or _is_doubtful(lead.at, lead.verified_at):
        return False
    for steps in _steps_that_last(file):
        if steps is None:
            return False
        for step in steps:
            if _is_doubtful(step.at, step.ended_at):
                return False
    for told in notices:
        if _is_doubtful(told.at, told.served_at):
            return False
    for held in hearings:
        if _is_doubtful(held.requested_at, held.notified_at) or _is_doubtful(held.notified_at, held.at):
            return False
    return True


def _pairs(file: CaseFile) -> Iterator[_Pair]:
    """The pairs that must be looked at; the step itself is None where none is recorded."""
    for name, pairs in _PAIRS.items():
        held = getattr(file, name)
        if held is None and name in file.not_done:
            continue
        steps = held if isinstance(held, tuple) else (held,)
        for keys in pairs:
            for index, step in enumerate(steps):
                if step is None or _is_doubtful(*attrgetter(*keys)(step)):
                    yield _Pair(step, f"{name}[{index}]" if held is steps else name, name, *keys)


def _is_doubtful(first: Moment | None, then: Moment | None) -> bool:
    if first is None or then is None:
        return True
    return then < first if then.__class__ is first.__class__ else is_before(then, first)


@duty(
    "recording.times_possible",
    _("记录的时间前后相符"),
    (three_systems("s3"), notice("s3.2.3")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=tuple(dict.fromkeys(f"{name}.{key}" for name, pairs in _PAIRS.items() for pair in pairs for key in pair)),
)
def times_possible(_audited: Audited, file: CaseFile) -> Iterable[Found]:
    """国办发〔2018〕118号 part 三, the notice: records are true and complete; nothing ends before it begins."""
    return () if _are_in_order(file) else each_of(_pairs(file), _disorder)


def _disorder(pair: _Pair) -> Iterator[Found]:
    if pair.step is None:
        raise Missing(pair.list)
    first = happened(getattr(pair.step, pair.first), pair.step, f"{pair.list}.{pair.first}")
    then = happened(getattr(pair.step, pair.then), pair.step, f"{pair.list}.{pair.then}")
    if first is not None and then is not None and is_before(then, first):
        message = _("{then} 早于 {first}，时间前后不符，请核对", then=shown(then), first=shown(first))
        yield Found(message, on=first, at=f"/{pair.place}")


class _Written(NamedTuple):
    step: Any
    place: str
    path: str


def _are_there(file: CaseFile, held: set[str]) -> bool:
    """Whether all that must be recorded is, each with a document that is there: most files need no closer look."""
    for steps in _steps_with_document(file):
        if steps.__class__ is tuple:
            for step in steps:
                if step.document not in held:
                    return False
        elif steps is None or steps.document not in held:
            return False
    return True


def _doubtful(file: CaseFile, held: set[str]) -> Iterator[_Written]:
    """The steps whose document is not plainly there; the step itself is None where none is recorded."""
    for name in _WITH_DOCUMENT:
        steps = getattr(file, name)
        if steps is None:
            if name not in file.not_done:
                yield _Written(None, name, name)
        elif not isinstance(steps, tuple):
            if steps.document not in held:
                yield _Written(steps, name, name)
        else:
            for index, step in enumerate(steps):
                if step.document not in held:
                    yield _Written(step, f"{name}[{index}]", name)


@duty(
    "recording.documents_in_file",
    _("各环节所列文书在案卷中"),
    (three_systems("s3"), notice("s3.2.3")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("documents", *(f"{name}.{key}" for name in _WITH_DOCUMENT for key in ("at", "document"))),
)
def documents_in_file(_audited: Audited, file: CaseFile) -> Iterable[Found]:
    """国办发〔2018〕118号 part 三, the notice: the document that a step names is there."""
    held = {each.id for each in need(file.documents, "documents")}

    def check(written: _Written) -> Iterator[Found]:
        if written.step is None:
            raise Missing(written.path)
        id_ = happened(written.step.document, written.step, f"{written.path}.document")
        if id_ is not None:
            at = need(written.step.at, f"{written.path}.at")
            yield Found(_("所列文书 {document} 不在案卷中", document=id_), on=at, at=f"/{written.place}")

    return () if _are_there(file, held) else each_of(_doubtful(file, held), check)
