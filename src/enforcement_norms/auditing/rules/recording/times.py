"""Whether what is recorded can be (记录相互印证): beginnings before ends, the documents that steps name are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, NamedTuple

from ....i18n import _
from ....model.casefile import CaseFile
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.recorded import is_before
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
_both_of: Final = {pair: attrgetter(*pair) for pairs in _PAIRS.values() for pair in pairs}
_steps_with_pairs: Final = attrgetter(*_PAIRS)
_WITH_DOCUMENT: Final = ("filing", "report", "notices", "statements", "reviews", "deliberations", "hearings")
_steps_with_document: Final = attrgetter(*_WITH_DOCUMENT)


class _Pair(NamedTuple):
    step: Any
    place: str
    list: str
    first: str
    then: str


def _doubtful_pairs(file: CaseFile) -> list[_Pair]:
    """The pairs that must be looked at: most are plainly in order."""
    doubtful: list[_Pair] = []
    for (name, pairs), held in zip(_PAIRS.items(), _steps_with_pairs(file), strict=True):
        if held is None:
            if name not in file.not_done:
                doubtful += [_Pair(None, name, name, *pair) for pair in pairs]
        elif held:
            steps = held if held.__class__ is tuple else (held,)
            for pair in pairs:
                for index, step in enumerate(steps):
                    begun, over = _both_of[pair](step)
                    if begun is None or over is None or is_before(over, begun):
                        doubtful.append(_Pair(step, f"{name}[{index}]" if held is steps else name, name, *pair))
    return doubtful


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

    def check(pair: _Pair) -> Iterator[Found]:
        if pair.step is None:
            raise Missing(pair.list)
        first = happened(getattr(pair.step, pair.first), pair.step, f"{pair.list}.{pair.first}")
        then = happened(getattr(pair.step, pair.then), pair.step, f"{pair.list}.{pair.then}")
        if first is not None and then is not None and is_before(then, first):
            message = _("{then} 早于 {first}，时间前后不符，请核对", then=shown(then), first=shown(first))
            yield Found(message, on=first, at=f"/{pair.place}")

    return each_of(_doubtful_pairs(file), check)


class _Written(NamedTuple):
    step: Any
    place: str
    path: str


def _doubtful(file: CaseFile, held: set[str]) -> list[_Written]:
    """The steps whose document is not plainly there; the step itself is None where none is recorded."""
    doubtful: list[_Written] = []
    for name, steps in zip(_WITH_DOCUMENT, _steps_with_document(file), strict=True):
        if steps is None:
            if name not in file.not_done:
                doubtful.append(_Written(None, name, name))
        elif steps.__class__ is not tuple:
            if steps.document not in held:
                doubtful.append(_Written(steps, name, name))
        else:
            for index, step in enumerate(steps):
                if step.document not in held:
                    doubtful.append(_Written(step, f"{name}[{index}]", name))
    return doubtful


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

    return each_of(_doubtful(file, held), check)
