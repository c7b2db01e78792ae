"""Who signs (签名人员): people of the register, who still serve on that day."""

from __future__ import annotations

from collections.abc import Iterator

from ....i18n import _
from ....model.actors import Standing, standings
from ....model.casefile import Decision, Document
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Moment, day_of
from ...audited import Audited
from ...sources import notice, three_systems
from ..gathering import each_of


def _signed(audited: Audited, signers: tuple[str, ...], at: Moment) -> Iterator[Found]:
    """What is wrong with those who signed; most are in the register and never left."""
    known = audited.officers
    doubtful = [id_ for id_ in signers if id_ not in known or known[id_].events != ()]
    if not doubtful:
        return

    def check(id_: str) -> Iterator[Found]:
        person = known.get(id_)
        if person is None:
            yield Found(_("签名人员 {person} 不在执法人员名录，请核对", person=id_), at="signed_by")
            return
        need(person.events, "officers.events")
        if Standing.LEFT in (standings(person, day_of(at)) or ()):
            message = _("{name}在签名日期之前已经离岗，请核对是否本人签名", name=person.name or id_)
            yield Found(message, at="signed_by", item=NoticeItem.FALSIFIED)

    yield from each_of(dict.fromkeys(doubtful), check)


@duty(
    "officers.signers_registered",
    _("文书由在岗的名录人员签名"),
    (notice("s4.1.2"), three_systems("s3")),
    over="documents",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("documents.at", "documents.signed_by", "officers", "officers.events"),
)
def signers_registered(audited: Audited, document: Document) -> Iterator[Found]:
    """The notice keeps account of who enforces; 国办发〔2018〕118号 part 三: records are true."""
    yield from _signed(
        audited,
        happened(document.signed_by, document, "documents.signed_by") or (),
        need(document.at, "documents.at"),
    )


@duty(
    "officers.decision_signers_registered",
    _("决定由在岗的名录人员签名"),
    (notice("s4.1.2"), three_systems("s3")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.signed_by", "officers", "officers.events"),
)
def decision_signers_registered(audited: Audited, decision: Decision) -> Iterator[Found]:
    """As with every other document."""
    yield from _signed(
        audited,
        happened(decision.signed_by, decision, "decisions.signed_by") or (),
        need(decision.at, "decisions.at"),
    )
