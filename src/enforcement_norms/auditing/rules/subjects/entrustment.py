"""Entrustment of powers (委托执法): document, publication, scope, conditions, what must never be entrusted."""

from __future__ import annotations

from collections.abc import Iterator

from ....i18n import _
from ....model.actors import ActKind, EntrustedKind, SubjectKind
from ....model.casefile import CaseFile, CoerciveMeasure, Decision, MeasureType
from ....model.duty import Alike, Found, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...sources import compulsion, licensing, penalty_2017, penalty_2021
from .common import body, covers, entrustment_of, is_entrusted, kind_of


@duty(
    "subjects.entrustment_written",
    _("书面委托并载明事项、权限、期限"),
    (penalty_2021("20.1"), penalty_2021("20.2")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "entrustment",
        "subject",
        "subjects.kind",
        "subjects.entrustments.written",
        "subjects.entrustments.matters",
        "subjects.entrustments.powers",
        "subjects.entrustments.valid_until",
    ),
    when=is_entrusted,
    alike=Alike.WORDS,
)
def entrustment_written(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 20.1–2: in writing, naming matters, powers and term; the 2017 text asked for no writing."""
    given = entrustment_of(audited)
    if not need(given.written, "subjects.entrustments.written"):
        yield Found(_("委托没有采用书面形式"))
        return
    lacking = []
    if not need(given.matters, "subjects.entrustments.matters"):
        lacking.append(_("委托的具体事项"))
    if not need(given.powers, "subjects.entrustments.powers"):
        lacking.append(_("委托的权限"))
    if happened(given.valid_until, given, "subjects.entrustments.valid_until") is None:
        lacking.append(_("委托的期限"))
    if lacking:
        yield Found(_("委托书没有载明：{lacking}", lacking=lacking))


@duty(
    "subjects.entrustment_based",
    _("委托处罚有法律、法规、规章依据"),
    (penalty_2017("18.1"), penalty_2021("20.1")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "entrustment", "subject", "subjects.kind", "subjects.entrustments.has_basis"),
    when=is_entrusted,
    alike=Alike.WORDS,
)
def entrustment_based(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 18.1, 2021 Art. 20.1: as a law, regulation or rule provides."""
    if not need(entrustment_of(audited).has_basis, "subjects.entrustments.has_basis"):
        yield Found(_("委托实施处罚没有法律、法规、规章的依据"))


@duty(
    "subjects.entrustment_published",
    _("委托书由双方向社会公布"),
    (penalty_2021("20.2"),),
    over="decisions",
    item=NoticeItem.OPAQUE,
    inputs=(
        "decisions.at",
        "entrustment",
        "subject",
        "subjects.kind",
        "subjects.entrustments.published_by_principal_on",
        "subjects.entrustments.published_by_agent_on",
    ),
    when=is_entrusted,
    alike=Alike.MOMENT,
)
def entrustment_published(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2021 Art. 20.2: both the organ and the entrusted body publish the document."""
    given = entrustment_of(audited)
    on = day(decision.at, "decisions.at")
    name = "subjects.entrustments.published_by_principal_on"
    by_principal = happened(given.published_by_principal_on, given, name)
    by_agent = happened(given.published_by_agent_on, given, "subjects.entrustments.published_by_agent_on")
    if by_principal is None or by_principal > on:
        yield Found(_("作出决定时委托机关没有公布委托书"))
    if by_agent is None or by_agent > on:
        yield Found(_("作出决定时受委托组织没有公布委托书"))


@duty(
    "subjects.entrustment_scope",
    _("在委托范围内实施处罚"),
    (penalty_2017("18.3"), penalty_2021("20.4")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "entrustment",
        "subject",
        "subjects.kind",
        "matter.violation",
        "subjects.entrustments.acts",
        "subjects.entrustments.matters",
        "subjects.entrustments.valid_from",
    ),
    when=is_entrusted,
    alike=Alike.MOMENT,
)
def entrustment_scope(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 18.3, 2021 Art. 20.4: within what is entrusted, and while it is."""
    given = entrustment_of(audited)
    on = day(decision.at, "decisions.at")
    first = need(given.valid_from, "subjects.entrustments.valid_from")
    if on < first or (given.valid_until is not None and given.valid_until < on):
        yield Found(_("{day} 不在委托期限内", day=on.isoformat()))
    if ActKind.PENALTY.value not in need(given.acts, "subjects.entrustments.acts"):
        yield Found(_("委托的执法行为不包括行政处罚"))
    violation = need(audited.file.matter, "matter").violation
    if violation and not covers(need(given.matters, "subjects.entrustments.matters"), violation):
        yield Found(_("委托的事项不包括本案的违法行为"))


@duty(
    "subjects.entrusted_name",
    _("受委托组织以委托机关名义处罚"),
    (penalty_2017("18.3"), penalty_2021("20.4")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.issued_by", "subject", "subjects.kind", "subjects.name"),
    when=is_entrusted,
    alike=Alike.WORDS,
)
def entrusted_name(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 18.3, 2021 Art. 20.4: in the name of the organ that entrusts."""
    if need(decision.issued_by, "decisions.issued_by") == audited.subject.name:
        yield Found(_("决定书由受委托组织“{name}”署名", name=audited.subject.name), at="issued_by")


@duty(
    "subjects.entrusted_body",
    _("不委托个人和不合条件的组织"),
    (penalty_2017("18.1"), penalty_2017("19"), penalty_2021("20.1"), penalty_2021("21")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "entrustment",
        "subject",
        "subjects.kind",
        "subjects.entrustments.agent_kind",
        "subjects.entrustments.qualified_staff",
        "subjects.entrustments.needs_technical_means",
        "subjects.entrustments.technical_means",
    ),
    when=is_entrusted,
    alike=Alike.WORDS,
)
def entrusted_body(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Arts. 18.1, 19, 2021 Arts. 20.1, 21: a public body with qualified staff, and means for tests where needed."""
    given = entrustment_of(audited)
    if need(given.agent_kind, "subjects.entrustments.agent_kind") in {
        EntrustedKind.INDIVIDUAL,
        EntrustedKind.OTHER_ORGANISATION,
    }:
        yield Found(_("受委托方不是依法成立并具有管理公共事务职能的组织"))
    if not need(given.qualified_staff, "subjects.entrustments.qualified_staff"):
        yield Found(_("受委托组织没有具备资格的工作人员"))
    if need(given.needs_technical_means, "subjects.entrustments.needs_technical_means") and not need(
        given.technical_means, "subjects.entrustments.technical_means"
    ):
        yield Found(_("受委托组织没有条件组织所需的技术检查、鉴定"))


@duty(
    "subjects.not_passed_on",
    _("受委托组织不得再委托"),
    (penalty_2017("18.3"), penalty_2021("20.4")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "entrustment", "subject", "subjects.kind", "subjects.entrustments.passed_on"),
    when=is_entrusted,
    alike=Alike.WORDS,
)
def not_passed_on(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 18.3, 2021 Art. 20.4: no entrusting others again."""
    if need(entrustment_of(audited).passed_on, "subjects.entrustments.passed_on"):
        yield Found(_("受委托组织把处罚再委托给他人"))


@duty(
    "subjects.compulsion_not_entrusted",
    _("强制措施权不得委托"),
    (compulsion("17.1"), compulsion("29.1")),
    over="measures",
    item=NoticeItem.POWERS,
    inputs=("measures.at", "measures.by_body", "measures.kind", "subject", "subjects.kind"),
)
def compulsion_not_entrusted(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """行政强制法 Art. 17.1: never; for freezing Art. 29.1 says it again."""
    acting = body(audited, measure.by_body)
    if kind_of(acting) is not SubjectKind.ENTRUSTED:
        return
    article = compulsion("29.1" if need(measure.kind, "measures.kind") is MeasureType.FREEZE else "17.1")
    yield Found(_("受委托组织“{name}”实施了行政强制措施", name=acting.name), cites=(article.cite,))


@duty(
    "subjects.compulsion_in_entrustment",
    _("委托书不得包括强制措施"),
    (compulsion("17.1"),),
    on="",
    item=NoticeItem.POWERS,
    inputs=("subject", "subjects.entrustments", "subjects.entrustments.acts", "subjects.entrustments.valid_from"),
    alike=Alike.WORDS,
)
def compulsion_in_entrustment(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """行政强制法 Art. 17.1: the power to take coercive measures cannot be entrusted."""
    subject = audited.subject
    for index, each in enumerate(need(subject.entrustments, "subjects.entrustments")):
        if ActKind.COERCIVE_MEASURE.value in need(each.acts, "subjects.entrustments.acts"):
            on = need(each.valid_from, "subjects.entrustments.valid_from")
            place = f"/registers.subjects[{subject.id}].entrustments[{index}]"
            yield Found(_("委托书包括行政强制措施"), on=on, at=place)


@duty(
    "subjects.licence_entrusted",
    _("许可只能委托其他行政机关，并公告、不得转委托"),
    (licensing("24.1"), licensing("24.3")),
    on="",
    item=NoticeItem.POWERS,
    inputs=(
        "subject",
        "subjects.entrustments",
        "subjects.entrustments.acts",
        "subjects.entrustments.valid_from",
        "subjects.entrustments.agent_kind",
        "subjects.entrustments.passed_on",
        "subjects.entrustments.published_by_principal_on",
    ),
    alike=Alike.WORDS,
)
def licence_entrusted(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """行政许可法 Art. 24: only to another organ, announced by the one that entrusts, never passed on."""
    subject = audited.subject
    for index, each in enumerate(need(subject.entrustments, "subjects.entrustments")):
        if ActKind.LICENCE.value not in need(each.acts, "subjects.entrustments.acts"):
            continue
        on = need(each.valid_from, "subjects.entrustments.valid_from")
        place = f"/registers.subjects[{subject.id}].entrustments[{index}]"
        if need(each.agent_kind, "subjects.entrustments.agent_kind") is not EntrustedKind.ORGAN:
            yield Found(_("行政许可委托给了行政机关以外的组织或者个人"), on=on, at=place)
        if need(each.passed_on, "subjects.entrustments.passed_on"):
            yield Found(_("受委托机关把行政许可再委托给他人"), on=on, at=place)
        name = "subjects.entrustments.published_by_principal_on"
        if happened(each.published_by_principal_on, each, name) is None:
            yield Found(_("委托实施行政许可没有公告"), on=on, at=place)
