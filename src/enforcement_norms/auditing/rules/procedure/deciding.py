"""The decision as a step of procedure (作出决定): deliberation, kind of outcome, ninety days, hearing record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ....calendar import add_days
from ....i18n import _
from ....model.casefile import CaseFile, Decision, Deliberation, Hearing
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import day_of, is_before
from ...audited import Audited
from ...late import shown
from ...likeness import by_words
from ...sources import market_procedure, penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty
from ..public_order import decides_public_order

_TERM: Final = 90
_MARKET_EXTENSION: Final = 30


@duty(
    "procedure.deliberated",
    _("情节复杂或者重大违法的集体讨论"),
    (penalty_2017("38.2"), penalty_2021("57.2")),
    over="decisions",
    inputs=("procedure", "decisions.at", "decisions.kind", "complex_or_major", "deliberations", "deliberations.at"),
    when=by_words(
        lambda audited, decision: (
            audited.penalises(decision)
            and audited.is_ordinary
            and need(audited.file.complex_or_major, "complex_or_major")
        )
    ),
)
def deliberated(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 38.2, 2021 Art. 57.2: the heads deliberate together before the decision."""
    held = need(audited.file.deliberations, "deliberations")
    if not held:
        yield Found(_("情节复杂或者重大违法行为，没有经负责人集体讨论"))
        return
    decided = need(decision.at, "decisions.at")
    moments = [need(each.at, "deliberations.at") for each in held]
    if all(is_before(decided, each) for each in moments):
        yield Found(_("集体讨论（{held}）在处罚决定之后", held=shown(moments[0])))


@duty(
    "procedure.deliberation_record",
    _("集体讨论记录各人意见并签名"),
    (penalty_2017("38.2"), penalty_2021("57.2")),
    over="deliberations",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(
        "deliberations.at",
        "deliberations.attendees",
        "deliberations.views",
        "deliberations.views.person",
        "deliberations.views.text",
        "deliberations.record_signed",
    ),
)
def deliberation_record(audited: Audited, step: Deliberation) -> Iterator[Found]:
    """The law asks for deliberation together; a record without the views of those present cannot show it."""
    views = need(step.views, "deliberations.views")
    spoke = set()
    for view in views:
        if happened(view.text, view, "deliberations.views.text") is not None:
            spoke.add(need(view.person, "deliberations.views.person"))
    attendees = need(step.attendees, "deliberations.attendees")
    if not spoke.issuperset(attendees):
        silent = [each for each in attendees if each not in spoke]
        yield Found(_("集体讨论没有记录这些人的意见：{silent}", silent=silent))
    if not need(step.record_signed, "deliberations.record_signed"):
        yield Found(_("集体讨论记录没有签名"))


@duty(
    "procedure.outcome_matches",
    _("决定书文种与决定一致"),
    (penalty_2017("38.1"), penalty_2021("57.1")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.kind", "decisions.document_kind"),
    alike=Alike.WORDS,
)
def outcome_matches(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Four outcomes only (2017 Art. 38.1, 2021 Art. 57.1); the document is that of the outcome."""
    kind = need(decision.kind, "decisions.kind")
    written = need(decision.document_kind, "decisions.document_kind")
    if kind is not written:
        yield Found(_("决定为“{kind}”，文书为“{written}”", kind=kind.label, written=written.label))


@duty(
    "procedure.ninety_days",
    _("立案之日起九十日内作出处罚决定"),
    (penalty_2021("60"),),
    over="decisions",
    item=NoticeItem.OVER_TIME,
    inputs=(
        "procedure",
        "domain",
        "decisions.at",
        "decisions.kind",
        "filing.at",
        "pauses",
        "pauses.from_",
        "pauses.until",
        "pauses.basis",
        "extensions",
        "extensions.days",
        "extensions.basis",
        "decisions.basis",
    ),
    when=by_words(
        lambda audited, decision: is_ordinary_penalty(audited, decision) and not decides_public_order(audited, decision)
    ),
)
def ninety_days(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 60; pauses and extensions only as a law, regulation or rule provides, whose article the file names.

    A market-supervision file need not name it: 市场监督管理行政处罚程序规定 Art. 64 is known here.
    """
    file = audited.file
    filed = day_of(need(None if file.filing is None else file.filing.at, "filing.at"))
    decided = day_of(need(decision.at, "decisions.at"))
    due = add_days(filed, _TERM)
    if decided <= due:
        return
    due = _extended(file, due)
    if decided > due:
        message = _("{filed} 立案，最迟应在 {due} 作出决定，实际在 {decided}", filed=filed, due=due, decided=decided)
        yield Found(message)


def _extended(file: CaseFile, due: date) -> date:
    market = need(file.domain, "domain") == "market_supervision"
    for pause in need(file.pauses, "pauses"):
        if not market:
            need(pause.basis, "pauses.basis")
        due += need(pause.until, "pauses.until") - need(pause.from_, "pauses.from_") + timedelta(days=1)
    for extension in need(file.extensions, "extensions"):
        if not market:
            need(extension.basis, "extensions.basis")
        due += timedelta(days=need(extension.days, "extensions.days"))
    return due


@duty(
    "procedure.market_extension",
    _("市场监管案件延期的批准和集体讨论"),
    (market_procedure("64.1"),),
    over="extensions",
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "extensions.at", "extensions.days", "extensions.collective", "extensions.approved_by"),
    when=lambda audited, extension: need(audited.file.domain, "domain") == "market_supervision",
)
def market_extension(audited: Audited, extension: object) -> Iterator[Found]:
    """Thirty days by a head of the organ, more only after collective deliberation (Art. 64.1)."""
    extensions = need(audited.file.extensions, "extensions")
    index = next(number for number, each in enumerate(extensions) if each is extension)
    each = extensions[index]
    is_further = index > 0 or need(each.days, "extensions.days") > _MARKET_EXTENSION
    if is_further and not need(each.collective, "extensions.collective"):
        yield Found(_("再次延期或者延期超过三十日，没有经负责人集体讨论"))


@duty(
    "procedure.decided_on_hearing",
    _("听证后根据听证笔录作出决定"),
    (penalty_2017("43"), penalty_2021("65")),
    over="hearings",
    inputs=("hearings.at", "hearings.ended_at", "decisions", "decisions.at", "decisions.on_hearing_record"),
)
def decided_on_hearing(audited: Audited, hearing: Hearing) -> Iterator[Found]:
    """After the hearing (2017 Art. 43), on its record (2021 Art. 65)."""
    ended = hearing.ended_at or need(hearing.at, "hearings.at")
    for index, decision in enumerate(need(audited.file.decisions, "decisions")):
        decided = need(decision.at, "decisions.at")
        if is_before(decided, ended):
            yield Found(_("处罚决定（{decided}）在听证结束之前作出", decided=shown(decided)), at=f"/decisions[{index}]")
        elif day_of(decided) >= penalty_2021("65").in_force.from_ and not need(
            decision.on_hearing_record, "decisions.on_hearing_record"
        ):
            yield Found(_("处罚决定没有根据听证笔录作出"), on=decided, at=f"/decisions[{index}]")
