"""Who signs (签名人员): people of the register, who still serve on that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ....i18n import _
from ....model.actors import Standing, standings
from ....model.casefile import CaseFile, Decision, Document
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Moment, day_of
from ...audited import Audited
from ...sources import notice, three_systems
from ..gathering import each_of


def _never_left(audited: Audited) -> frozenset[str]:
    """The officers of whom the register records that nothing happened to them; remembered with it."""
    registers = audited.registers
    steady: frozenset[str] | None = registers.remembered.get("never left")
    if steady is None:
        steady = frozenset(id_ for id_, officer in audited.officers.items() if officer.events == ())
        registers.remember("never left", steady)
    return steady


def _signed(audited: Audited, signers: tuple[str, ...], at: Moment) -> Iterable[Found]:
    """What is wrong with those who signed; most are in the register and never left."""
    steady, known = _never_left(audited), audited.officers
    doubtful = dict.fromkeys(id_ for id_ in signers if id_ not in steady)

    def check(id_: str) -> Iterator[Found]:
        person = known.get(id_)
        if person is None:
            # It may be a witness, or a head who enforces nothing: a note to look who it is.
            yield Found(_("签名人员 {person} 不在执法人员名录，请核对", person=id_), Gravity.NOTE, at="signed_by")
            return
        need(person.events, "officers.events")
        if Standing.LEFT in (standings(person, day_of(at)) or ()):
            message = _("{name}在签名日期之前已经离岗，请核对是否本人签名", name=person.name or id_)
            yield Found(message, at="signed_by", item=NoticeItem.FALSIFIED)

    return each_of(doubtful, check)


@duty(
    "officers.signers_registered",
    _("文书由在岗的名录人员签名"),
    (notice("s4.1.2"), three_systems("s3")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("documents", "documents.at", "documents.signed_by", "officers", "officers.events"),
)
def signers_registered(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice keeps account of who enforces; 国办发〔2018〕118号 part 三: records are true."""
    documents, steady = need(file.documents, "documents"), _never_left(audited)
    for signers in {each.signed_by for each in documents}:  # the same people sign most of them
        if signers is None or not steady.issuperset(signers):
            return _signed_doubtfully(audited, documents, steady)
    return ()


def _signed_doubtfully(audited: Audited, documents: tuple[Document, ...], steady: frozenset[str]) -> Iterable[Found]:

    def check(entry: tuple[int, Document]) -> Iterator[Found]:
        index, document = entry
        signers = happened(document.signed_by, document, "documents.signed_by") or ()
        at = need(document.at, "documents.at")
        for found in _signed(audited, signers, at):
            yield Found(found.message, found.gravity, at, f"/documents[{index}].signed_by", found.item)

    doubtful = (
        (index, each)
        for index, each in enumerate(documents)
        if each.signed_by is None or not steady.issuperset(each.signed_by)
    )
    return each_of(doubtful, check)


@duty(
    "officers.decision_signers_registered",
    _("决定由在岗的名录人员签名"),
    (notice("s4.1.2"), three_systems("s3")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.signed_by", "officers", "officers.events"),
    alike=Alike.MOMENT,
)
def decision_signers_registered(audited: Audited, decision: Decision) -> Iterable[Found]:
    """As with every other document."""
    return _signed(
        audited,
        happened(decision.signed_by, decision, "decisions.signed_by") or (),
        need(decision.at, "decisions.at"),
    )
