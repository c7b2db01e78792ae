"""What comes before what (程序先后): nothing of a case may follow what it is there to prepare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....i18n import _
from ....model.casefile import CaseFile, Decision, Deliberation, Payment, PriorNotice, Served, Service, Statement
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import Moment, day_of, is_before
from ...audited import Audited
from ...late import shown
from ...likeness import by_words
from ...sources import market_procedure, penalty_2017, penalty_2021
from ...terms import due_working
from ..decided import is_ordinary_penalty
from .moments import is_after_all_decisions, is_before_all_decisions, moments_of_decisions

_MARKET = "market_supervision"
_CLOSING_WORKING_DAYS = 15


@duty(
    "procedure.deliberated_first",
    _("先集体讨论后作出决定"),
    (penalty_2017("38.2"), penalty_2021("57.2")),
    over="deliberations",
    gravity=Gravity.IRREGULAR,
    inputs=("deliberations.at", "decisions", "decisions.at", "complex_or_major"),
    when=by_words(lambda audited, _deliberation: not audited.file.complex_or_major),
)
def deliberated_first(audited: Audited, deliberation: Deliberation) -> Iterator[Found]:
    """2017 Art. 38.2, 2021 Art. 57.2: deliberation prepares the decision; where it is a duty, another rule asks."""
    held = need(deliberation.at, "deliberations.at")
    if is_after_all_decisions(audited, held):
        decided = max_of(moments_of_decisions(audited))
        yield Found(_("集体讨论在 {held}，晚于作出决定（{decided}）", held=shown(held), decided=shown(decided)))


def max_of(moments: Sequence[Moment]) -> Moment:
    """The last of some moments, by their days."""
    return moments[0] if len(moments) == 1 else max(moments, key=day_of)


@duty(
    "procedure.deliberated_after_hearing",
    _("听证结束后集体讨论"),
    (penalty_2017("43"), penalty_2021("65")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    inputs=(
        "procedure",
        "decisions.at",
        "decisions.kind",
        "hearings",
        "hearings.at",
        "deliberations",
        "deliberations.at",
    ),
    when=is_ordinary_penalty,
)
def deliberated_after_hearing(audited: Audited, _decision: Decision) -> Iterator[Found]:
    """2017 Art. 43, 2021 Art. 65: when the hearing is over, the organ decides as Arts. 38, 57 say, on its record."""
    deliberations = need(audited.file.deliberations, "deliberations")
    hearings = need(audited.file.hearings, "hearings")
    if not deliberations or not hearings:
        return
    heard = [at for each in hearings if (at := happened(each.at, each, "hearings.at")) is not None]
    moments = tuple(need(each.at, "deliberations.at") for each in deliberations)
    if heard and all(is_before(each, at) for each in moments for at in heard):
        message = _(
            "集体讨论在 {held}，早于听证（{heard}），听证后没有讨论", held=shown(moments[0]), heard=shown(heard[0])
        )
        yield Found(message, at="/deliberations")


@duty(
    "procedure.noticed_after_investigation",
    _("调查终结后告知拟作出的处罚"),
    (penalty_2017("38.1"), penalty_2021("57.1")),
    over="notices",
    gravity=Gravity.IRREGULAR,
    inputs=("procedure", "notices.at", "report", "report.at"),
    when=by_words(lambda audited, _notice: audited.is_ordinary),
)
def noticed_after_investigation(audited: Audited, notice: PriorNotice) -> Iterator[Found]:
    """2017 Art. 38.1, 2021 Art. 57.1: what is intended follows from an investigation that is finished."""
    told = need(notice.at, "notices.at")
    finished = need(need(audited.file.report, "report").at, "report.at")
    if is_before(told, finished):
        yield Found(_("告知在 {told}，早于调查终结（{finished}）", told=shown(told), finished=shown(finished)))


@duty(
    "procedure.statement_weighed",
    _("作出决定前复核陈述、申辩"),
    (penalty_2017("32.1"), penalty_2021("45.1")),
    over="statements",
    inputs=("statements.at", "statements.reviewed_at", "decisions", "decisions.at"),
    when=lambda _audited, statement: statement.reviewed_at is not None,
)
def statement_weighed(audited: Audited, statement: Statement) -> Iterator[Found]:
    """2017 Art. 32.1, 2021 Art. 45.1: what the party says is looked into before the decision, or it is not heard."""
    said, weighed = need(statement.at, "statements.at"), need(statement.reviewed_at, "statements.reviewed_at")
    if is_before(weighed, said):
        message = _("复核在 {weighed}，早于陈述申辩（{said}），请核对", weighed=shown(weighed), said=shown(said))
        yield Found(message, Gravity.IRREGULAR)
    if is_after_all_decisions(audited, weighed):
        decided = max_of(moments_of_decisions(audited))
        message = _("复核在 {weighed}，晚于作出决定（{decided}）", weighed=shown(weighed), decided=shown(decided))
        yield Found(message)


@duty(
    "procedure.paid_after_decision",
    _("作出决定后才能收缴罚没款"),
    (penalty_2017("44"), penalty_2021("66.1")),
    over="payments",
    item=NoticeItem.ARBITRARY_FINES,
    inputs=("payments.at", "decisions", "decisions.at"),
)
def paid_after_decision(audited: Audited, payment: Payment) -> Iterator[Found]:
    """2017 Art. 44, 2021 Art. 66.1: a penalty is performed after it was lawfully decided."""
    paid = need(payment.at, "payments.at")
    if is_before_all_decisions(audited, paid):
        decided = min(moments_of_decisions(audited), key=day_of)
        yield Found(_("{paid} 收缴，早于作出决定（{decided}）", paid=shown(paid), decided=shown(decided)))


@duty(
    "procedure.served_after_decision",
    _("决定书作出后送达"),
    (penalty_2017("40"), penalty_2021("61.1")),
    over="services",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("services.at", "services.of", "decisions", "decisions.at"),
    when=by_words(lambda _audited, service: need(service.of, "services.of") is Served.DECISION),
)
def served_after_decision(audited: Audited, service: Service) -> Iterator[Found]:
    """2017 Art. 40, 2021 Art. 61.1: a decision cannot be handed over before it exists; one of the dates is wrong."""
    served = need(service.at, "services.at")
    if is_before_all_decisions(audited, served):
        decided = min(moments_of_decisions(audited), key=day_of)
        message = _(
            "决定书在 {served} 送达，早于作出决定（{decided}），请核对", served=shown(served), decided=shown(decided)
        )
        yield Found(message)


@duty(
    "procedure.decided_by_head",
    _("处罚决定由行政机关负责人作出"),
    (penalty_2017("38.1"), penalty_2021("57.1")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("procedure", "decisions.at", "decisions.kind", "decisions.decided_by", "officers", "officers.is_head"),
    when=is_ordinary_penalty,
    alike=Alike.WORDS,
)
def decided_by_head(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 38.1, 2021 Art. 57.1: the head of the organ looks at the result of the investigation and decides."""
    id_ = happened(decision.decided_by, decision, "decisions.decided_by")
    if id_ is None:
        yield Found(_("处罚决定没有经行政机关负责人作出"))
        return
    person = need(audited.officers.get(id_), "officers")
    if not need(person.is_head, "officers.is_head"):
        yield Found(_("{name}不是行政机关负责人，作出了处罚决定", name=person.name or id_))


@duty(
    "procedure.act_before_filing",
    _("立案针对已经发生的违法行为"),
    (penalty_2017("30"), penalty_2021("40")),
    on="filing.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("filing.at", "matter.occurred_on"),
)
def act_before_filing(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2017 Art. 30, 2021 Art. 40: facts are found out; an act that begins after its case was filed is no fact."""
    filed = need(None if file.filing is None else file.filing.at, "filing.at")
    occurred = need(None if file.matter is None else file.matter.occurred_on, "matter.occurred_on")
    if is_before(filed, occurred):
        message = _(
            "违法行为发生在 {occurred}，晚于立案（{filed}），请核对", occurred=shown(occurred), filed=shown(filed)
        )
        yield Found(message, at="/matter.occurred_on")


@duty(
    "procedure.market_closed_in_time",
    _("市场监管案件执行完毕后十五个工作日内结案"),
    (market_procedure("77"),),
    on="closing.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OVER_TIME,
    inputs=("domain", "procedure", "closing.at", "decisions", "decisions.kind", "payments", "payments.at"),
    when=by_words(lambda audited, _file: need(audited.file.domain, "domain") == _MARKET and audited.is_ordinary),
)
def market_closed_in_time(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """市场监督管理行政处罚程序规定 Art. 77 (1): fifteen working days from the end of the execution, not before it."""
    closed = need(None if file.closing is None else file.closing.at, "closing.at")
    payments = need(file.payments, "payments")
    if not payments:
        return
    last = max_of([need(each.at, "payments.at") for each in payments])
    if is_before(closed, last):
        yield Found(
            _("{closed} 结案，其后（{paid}）才缴清，请核对", closed=shown(closed), paid=shown(last)), at="/closing"
        )
        return
    due = due_working(last, _CLOSING_WORKING_DAYS, audited.settings.overlay)
    if day_of(closed) > due.nominal:
        message = _(
            "{paid} 缴清，最迟应在 {due} 结案，实际在 {closed}",
            paid=shown(last),
            due=due.nominal.isoformat(),
            closed=shown(closed),
        )
        yield Found(message, at="/closing")
