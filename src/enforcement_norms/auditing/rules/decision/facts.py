"""Facts, evidence and party of a decision (事实、证据、当事人): in the file, verified, the same in every document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ....errors import ValueProblem
from ....i18n import _
from ....identifiers import is_credit_code, parse_credit_code
from ....model.case import PartyKind
from ....model.casefile import Decision, Document
from ....model.duty import Found, Gravity, NoticeItem, duty, need
from ....model.recorded import day_of
from ...audited import Audited
from ...sources import notice, penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty, is_penalty
from ..gathering import each_of
from .citing import places_in

_PROVED = (penalty_2017("30"), penalty_2021("40"))


@duty(
    "decision.evidence_in_file",
    _("据以定案的证据在案"),
    _PROVED,
    over="decisions",
    item=NoticeItem.FALSIFIED,
    inputs=("decisions.at", "decisions.kind", "decisions.evidence", "evidence"),
    when=is_penalty,
)
def evidence_in_file(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 30, 2021 Art. 40: no penalty on facts that are not clear; what is relied on lies in the file."""
    named = need(decision.evidence, "decisions.evidence")
    held = audited.evidence
    if not named:
        yield Found(_("决定书没有列明证据"), item=NoticeItem.PROCEDURE)
    if held.keys() >= set(named):
        return
    for index, each in enumerate(named):
        if each not in held:
            yield Found(_("决定书所列证据“{each}”不在案卷中", each=each), at=f"evidence[{index}]")


@duty(
    "decision.evidence_verified",
    _("据以定案的证据查证属实、合法取得"),
    (*_PROVED, penalty_2021("46.2"), penalty_2021("46.3")),
    over="decisions",
    inputs=(
        "decisions.at",
        "decisions.kind",
        "decisions.evidence",
        "evidence",
        "evidence.verified",
        "evidence.lawful",
    ),
    when=is_penalty,
)
def evidence_verified(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 46.2 and 46.3 say what Arts. 30 (2017) and 40 (2021) already ask: verified, and not taken unlawfully."""
    named = need(decision.evidence, "decisions.evidence")
    for each in need(audited.file.evidence, "evidence"):
        if each.id not in named or (each.verified and each.lawful):
            continue
        if not need(each.verified, "evidence.verified"):
            yield Found(_("证据“{id}”没有查证属实即作为定案依据", id=each.id))
        if not need(each.lawful, "evidence.lawful"):
            yield Found(_("证据“{id}”以非法手段取得，不得作为定案依据", id=each.id))


@duty(
    "decision.facts_evidenced",
    _("认定的事实有证据证明"),
    _PROVED,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    inputs=(
        "procedure",
        "decisions.at",
        "decisions.kind",
        "decisions.facts",
        "decisions.evidence",
        "evidence",
        "evidence.proves",
    ),
    when=is_penalty,
)
def facts_evidenced(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 30, 2021 Art. 40: each fact found is proved by evidence on which the decision relies."""
    facts = need(decision.facts, "decisions.facts")
    if not facts:
        yield Found(_("决定书没有写明认定的违法事实"), Gravity.UNLAWFUL)
    named = need(decision.evidence, "decisions.evidence")
    proved: set[str] = set()
    for each in need(audited.file.evidence, "evidence"):
        if each.id in named:
            proved.update(need(each.proves, "evidence.proves"))
    if proved.issuperset(facts):
        return
    for index, fact in enumerate(facts):
        if fact not in proved:
            yield Found(_("案卷没有记载哪份证据证明“{fact}”", fact=fact), at=f"facts[{index}]")


@duty(
    "decision.facts_as_noticed",
    _("决定的事实和依据与告知的一致"),
    (penalty_2017("31"), penalty_2021("44")),
    over="decisions",
    inputs=(
        "procedure",
        "decisions.at",
        "decisions.kind",
        "decisions.facts",
        "decisions.basis",
        "notices",
        "notices.facts",
        "notices.basis",
    ),
    when=is_ordinary_penalty,
)
def facts_as_noticed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 31, 2021 Art. 44: of what the party was not told it could not speak.

    Facts are compared by their words, so that is for people to judge; articles by place, where they can be read.
    """
    notices = need(audited.file.notices, "notices")
    if not notices:
        return
    told_facts: set[str] = set()
    for each in notices:
        told_facts.update(need(each.facts, "notices.facts"))
    for index, fact in enumerate(need(decision.facts, "decisions.facts")):
        if fact not in told_facts:
            message = _("决定认定“{fact}”，告知书没有同样的事实；请核对是否只是表述不同", fact=fact)
            yield Found(message, Gravity.IRREGULAR, at=f"facts[{index}]")
    told: set[str] = set()
    for each in notices:
        told.update(need(each.basis, "notices.basis"))
    decided = need(decision.basis, "decisions.basis")
    if told.issuperset(decided):
        return
    told_places = {place for basis in told for place in places_in(audited, basis)}
    for index, basis in enumerate(decided):
        places = places_in(audited, basis)
        if basis in told or (places and told_places.issuperset(places)):
            continue
        unread = not places or not all(places_in(audited, each) for each in told)
        message = _("决定依据“{basis}”，没有告知当事人", basis=basis)
        yield Found(message, Gravity.IRREGULAR if unread else None, at=f"basis[{index}]")


@duty(
    "decision.party_named_alike",
    _("各文书所载当事人一致"),
    (notice("s3.2.3"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "party.name",
        "party.credit_code",
        "documents",
        "documents.party_name",
    ),
    when=is_penalty,
)
def party_named_alike(audited: Audited, decision: Decision) -> Iterator[Found]:
    """One party, one name, one code, in every document."""
    party = audited.file.party
    name = need(None if party is None else party.name, "party.name")
    code = None if party is None else party.credit_code
    documents = need(audited.file.documents, "documents")
    for each in documents:
        if each.party_name != name or (code and each.party_code is not None and each.party_code != code):
            break
    else:
        return

    def check(entry: tuple[int, Document]) -> Iterator[Found]:
        index, document = entry
        written = need(document.party_name, "documents.party_name")
        if written != name:
            yield Found(
                _("文书所载当事人“{written}”，案卷为“{name}”", written=written, name=name), at=f"/documents[{index}]"
            )
        if code is not None and document.party_code is not None and document.party_code != code:
            message = _("文书所载代码 {written}，案卷为 {code}", written=document.party_code, code=code)
            yield Found(message, at=f"/documents[{index}]")

    yield from each_of(enumerate(documents), check)


@duty(
    "decision.party_code",
    _("当事人统一社会信用代码有效"),
    (notice("s3.2.3"), penalty_2017("39.1.1"), penalty_2021("59.1.1")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.kind", "party.credit_code"),
    when=is_penalty,
)
def party_code(audited: Audited, decision: Decision) -> Iterator[Found]:
    """A code with a wrong check character names nobody (2017 Art. 39.1.1, 2021 Art. 59.1.1: who the party is)."""
    party = audited.file.party
    if party is not None and "credit_code" in party.not_done:
        return
    if party is not None and party.credit_code is None and party.kind is PartyKind.NATURAL_PERSON:
        return
    code = need(None if party is None else party.credit_code, "party.credit_code")
    if is_credit_code(code):
        return
    try:
        parse_credit_code(code)
    except ValueProblem as problem:
        yield Found(_("当事人代码有误：{problem}", problem=problem.message), at="/party")


@duty(
    "decision.after_its_evidence",
    _("证据取得在决定之前"),
    _PROVED,
    over="decisions",
    item=NoticeItem.FALSIFIED,
    inputs=("decisions.at", "decisions.kind", "decisions.evidence", "evidence", "evidence.at"),
    when=is_penalty,
)
def after_its_evidence(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Decided first, evidence gathered afterwards (2017 Art. 30, 2021 Art. 40)."""
    named = need(decision.evidence, "decisions.evidence")
    decided: date = day_of(need(decision.at, "decisions.at"))
    for each in need(audited.file.evidence, "evidence"):
        if each.id in named and day_of(need(each.at, "evidence.at")) > decided:
            yield Found(_("证据“{id}”在处罚决定之后才取得", id=each.id))
